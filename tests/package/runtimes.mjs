// The package in the other runtimes. None is granted anything: the engine is there without a permission to read files.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installed, project, run, runTool, tools } from "./support/consumer.mjs";
import { ANSWERS, program } from "./support/sample.mjs";

const folder = project("runtimes", {
  "main.mjs": `${program("iam-policy-playground")}console.log(answers()); init().then(() => console.log(answers()));`,
  "required.cjs": `${program("", `const { PolicySet, evaluate } = require("iam-policy-playground");`)}console.log(answers());`,
  "client.mjs": `import { GetContextKeysForCustomPolicyCommand, IAMClient } from "iam-policy-playground/client-iam";
new IAMClient({}).send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [] })).then(({ ContextKeyNames }) => console.log(ContextKeyNames.length));`,
  "worker.mjs": `${program("iam-policy-playground")}
import { GetContextKeysForCustomPolicyCommand, IAMClient } from "iam-policy-playground/client-iam";
const keys = () => new IAMClient({}).send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [] }));
export default { fetch: async () => new Response([answers(), (await keys()).ContextKeyNames.length].join(" ")) };`,
  "workerd.capnp": `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "worker", worker = (
    modules = [(name = "worker.js", esModule = embed "worker.js"), (name = "engine.wasm", wasm = embed "engine.wasm")],
    compatibilityDate = "2026-11-01"))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")]);`,
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

test("workerd", async () => {
  // As its bundlers do: one script, and the engine a module beside it.
  await runTool(folder, "esbuild", "worker.mjs", "--bundle", "--format=esm", "--conditions=workerd", "--external:*.wasm", "--outfile=worker.js", "--log-level=warning");
  copyFileSync(join(installed, "engine.wasm"), join(folder, "engine.wasm"));
  const server = spawn(join(tools, ".bin/workerd"), ["serve", "--control-fd=3", "workerd.capnp"], { cwd: folder, stdio: ["ignore", "inherit", "inherit", "pipe"] });
  try {
    const [said] = await once(server.stdio[3], "data", { signal: AbortSignal.timeout(20_000) });
    const { port } = JSON.parse(String(said).split("\n")[0]);
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), `${ANSWERS} 0`);
  } finally {
    server.kill();
  }
});
