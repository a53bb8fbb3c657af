// What is in the tarball: its files, their sizes, and what no published file may hold.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { installed } from "./support/consumer.mjs";

const textOf = (file) => readFileSync(join(installed, file), "utf8");
const files = readdirSync(installed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(installed, join(entry.parentPath, entry.name)))
  .sort();
const scripts = files.filter((file) => /\.m?js$/.test(file));
const inBrowsers = ["browser.js", "client-iam.js", "core.js", "element.js", "element-view.js", "inline.js", "module-from.js", "public.js"];
/** Where the standard library cannot be built along, what is built is larger: the set-up says so. */
const ROOM = process.env.STANDARD_LIBRARY === "as it comes" ? 1.1 : 1;
/** As much as a browser gets, in kB, compressed with brotli. */
const BUDGETS = { "engine.wasm": 120 * ROOM, "browser.js": 1, "core.js": 10, "element.js": 12 };
/** What an element loads once it is wanted. */
const ELEMENT = { files: ["element.wasm", "element-view.js"], most: 320 * ROOM };

test("every file that an entry names is there", () => {
  const { exports, main, module, types } = JSON.parse(textOf("package.json"));
  const named = JSON.stringify([exports, main, module, types]).match(/"\.\/[^"]+\.[a-z]+"/g).map((path) => path.slice(3, -1));
  for (const file of named) assert.ok(files.includes(file), file);
});

test("types come first in every branch", () => {
  const first = (entry) => (typeof entry === "string" ? [] : "types" in entry ? [Object.keys(entry)[0]] : Object.values(entry).flatMap(first));
  const { exports } = JSON.parse(textOf("package.json"));
  const branches = Object.values(exports).flatMap(first);
  assert.ok(branches.length > 5);
  assert.deepEqual(branches.filter((key) => key !== "types"), []);
});

test("the package depends on nothing", () => {
  const manifest = JSON.parse(textOf("package.json"));
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"]) assert.equal(manifest[kind], undefined);
});

test("what a browser loads keeps its budget", () => {
  for (const [file, most] of Object.entries(BUDGETS)) {
    const size = brotliCompressSync(readFileSync(join(installed, file))).length / 1000;
    console.log(`${file}: ${size.toFixed(1)} kB of ${most}`);
    assert.ok(size <= most, `${file} has ${size.toFixed(1)} kB, more than ${most}`);
  }
});

test("what an element loads keeps its budget", () => {
  const size = ELEMENT.files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(installed, file))).length / 1000, 0);
  console.log(`${ELEMENT.files.join(" and ")}: ${size.toFixed(1)} kB of ${ELEMENT.most}`);
  assert.ok(size <= ELEMENT.most, `${size.toFixed(1)} kB, more than ${ELEMENT.most}`);
});

test("no published file awaits at its top", () => {
  for (const file of scripts) assert.doesNotMatch(textOf(file), /^(?:await\b|(?:export )?(?:const|let|var) .*= await\b)/m, file);
});

test("what browsers load imports no bare name", () => {
  for (const file of inBrowsers) {
    const from = [...textOf(file).matchAll(/(?:^|[\s;}])(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']|import\s*\(?["']([^"']+)["']/g)];
    for (const [, one, other] of from) assert.match(one ?? other, /^\.\//, file);
  }
});

test("the engine stands behind exactly one literal address", () => {
  const count = scripts.map((file) => textOf(file).split(`new URL("./engine.wasm", import.meta.url)`).length - 1);
  assert.equal(count.reduce((sum, each) => sum + each, 0), 1);
  const urls = inBrowsers.filter((file) => !["browser.js", "element.js"].includes(file) && textOf(file).includes("import.meta.url"));
  assert.deepEqual(urls, ["element-view.js"]);
  assert.deepEqual(textOf("element-view.js").match(/new URL\([^)]*\)/g), [`new URL("./element-repairs.wasm",import.meta.url)`]);
});

test("no published file names this tree or a registry", () => {
  for (const file of files.filter((file) => !file.endsWith(".wasm") && file !== "engine.base64.js")) {
    assert.doesNotMatch(textOf(file), /\/(?:home|root|work|tmp)\/|registry\./, file);
  }
  for (const file of files.filter((file) => file.endsWith(".wasm"))) {
    const [path] = readFileSync(join(installed, file)).toString("latin1").match(/\/(?:home|root|work|tmp)\/[\w./-]+/) ?? [];
    assert.equal(path, undefined, file);
  }
});

test("what it contains of others is named, with the licences", () => {
  const notices = textOf("THIRD-PARTY-LICENSES.txt");
  for (const [name, holder] of [["talc", "Shaun Beautement"], ["memchr", "Andrew Gallant"], ["yew", "Apache License"]]) {
    const part = notices.split(/^-{80}$/m).find((part) => new RegExp(`^\\s*(.*, )?${name} \\d`).test(part));
    assert.ok(part?.includes(holder), name);
  }
  assert.ok(!/\n\n\n\n|undefined/.test(notices) && !notices.includes("iam-"), "no part is empty, and ours are none of others");
  assert.match(textOf("element-view.js"), /@codemirror\/view.*Marijn Haverbeke/);
});
