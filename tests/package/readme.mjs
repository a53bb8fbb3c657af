// What the READMEs show is run as it is printed, and prints what it says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { project, run } from "./support/consumer.mjs";

const readmes = { package: "../../npm/README.md", project: "../../README.md" };

for (const [name, path] of Object.entries(readmes)) {
  test(`the first example of the ${name}'s README`, async () => {
    const text = readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
    const example = /```js\n(.*?)```/s.exec(text)?.[1];
    assert.ok(example, `${path} has an example`);
    const folder = project(`readme-${name}`, { "main.mjs": example });
    const [decision, reason] = (await run(folder, process.execPath, "main.mjs")).trim().split("\n");
    assert.equal(decision, "allowed");
    assert.equal(reason, "by identity policy web-team › RunWeb (statement 1)");
  });
}
