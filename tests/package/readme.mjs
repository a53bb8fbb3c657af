// What the READMEs show is run as it is printed, and prints what it says.
import assert from "node:assert/strict";
import { cpSync, readFileSync, readdirSync } from "node:fs";
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

const ofPackage = readFileSync(fileURLToPath(new URL(readmes.package, import.meta.url)), "utf8");

test("the scenario of the package's README, run on the command line", async () => {
  const scenario = /```json\n(.*?)```/s.exec(ofPackage)[1];
  const [, words, printed] = /```console\n\$ npx iam-policy-playground (.*?)\n(.*?)```/s.exec(ofPackage);
  const folder = project("readme-scenario", { "web.json": scenario });
  assert.equal(await run(folder, join(installed, "../.bin/iam-policy-playground"), ...words.split(" ")), printed);
});

test("the SDK's example of the package's README", async () => {
  const example = [...ofPackage.matchAll(/```js\n(.*?)```/gs)].map(([, text]) => text).find((text) => text.includes("client-iam"));
  const said = [...example.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  assert.deepEqual((await run(project("readme-sdk", { "main.mjs": example }), process.execPath, "main.mjs")).trim().split("\n"), said);
});

test("the package's README names properties, parts and files that are there, and every function", () => {
  const view = readFileSync(join(installed, "element-view.js"), "utf8");
  for (const [name] of ofPackage.matchAll(/--iam-[a-z-]+/g)) assert.ok(view.includes(`${name}:`), name);
  for (const decision of ["deny", "implicit", "assume"]) for (const part of ["fg", "bg", "border", "solid"]) assert.ok(view.includes(`--iam-${decision}-${part}:`), `${decision} ${part}`);
  const served = readdirSync(installed).filter((file) => /^element.*\.(js|wasm)$/.test(file));
  assert.equal(served.length, 4);
  for (const file of served) assert.ok(ofPackage.includes(`\`${file}\``), file);
  const types = readFileSync(join(installed, "index.d.ts"), "utf8");
  for (const [, name] of types.matchAll(/^export declare (?:function|class) (\w+)/gm)) assert.match(ofPackage, new RegExp(`\\b${name}\\b`));
});

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
