// The package in the other runtimes: Deno and Bun. Neither is granted anything: the engine is there without a permission to read files.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { project, run, tools } from "./support/consumer.mjs";
import { ANSWERS, program } from "./support/sample.mjs";

const folder = project("runtimes", {
  "main.mjs": `${program("iam-policy-playground")}console.log(answers()); init().then(() => console.log(answers()));`,
  "required.cjs": `${program("", `const { PolicySet, evaluate } = require("iam-policy-playground");`)}console.log(answers());`,
  "client.mjs": `import { GetContextKeysForCustomPolicyCommand, IAMClient } from "iam-policy-playground/client-iam";
new IAMClient({}).send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [] })).then(({ ContextKeyNames }) => console.log(ContextKeyNames.length));`,
  "deno.json": { nodeModulesDir: "manual" },
});

test("Deno", async () => {
  const deno = join(tools, ".bin/deno");
  assert.equal(await run(folder, deno, "run", "--no-prompt", "main.mjs"), `${ANSWERS}\n${ANSWERS}\n`);
  assert.equal(await run(folder, deno, "run", "--no-prompt", "client.mjs"), "0\n");
});

test("Bun", async () => {
  const bun = join(tools, ".bin/bun");
  assert.equal(await run(folder, bun, "run", "main.mjs"), `${ANSWERS}\n${ANSWERS}\n`);
  assert.equal(await run(folder, bun, "run", "required.cjs"), `${ANSWERS}\n`);
  assert.equal(await run(folder, bun, "run", "client.mjs"), "0\n");
});
