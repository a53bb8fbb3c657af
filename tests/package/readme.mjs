// What the READMEs show is run as it is printed, and prints what it says.
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { open, serve } from "./support/browser.mjs";
import { installed, project, run } from "./support/consumer.mjs";

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

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";

for (const [name, path] of Object.entries(readmes)) {
  test(`the embed of the ${name}'s README`, async (t) => {
    const text = readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
    const example = /```html\n(.*?)```/s.exec(text)?.[1];
    assert.match(example ?? "", /<iam-playground/);
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,">${example}</html>`;
    const folder = project(`readme-embed-${name}`, { "index.html": html });
    cpSync(installed, join(folder, "iam-policy-playground"), { recursive: true });
    const { page, complaints } = await open(t, await serve(t, folder, { policy: STRICT }));
    await page.getByRole("status", { name: "Decision" }).waitFor();
    await page.getByText("as expected", { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
  });
}
