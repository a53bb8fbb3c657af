// The package in Chromium: bundled by each bundler, as plain modules under a strict policy, and what it says when it cannot start.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { STRICT, outputOf, serve } from "./support/browser.mjs";
import { installed, project, runTool, tools } from "./support/consumer.mjs";
import { ANSWERS, program } from "./support/sample.mjs";

const HTML = `<!doctype html><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"><output></output><script type="module" src="./main.js"></script>`;
const said = (text) => `document.querySelector("output").textContent = ${text};`;
const MAIN = `${program("iam-policy-playground")}init().then(() => { ${said("answers()")} });`;
const INLINE = `${program("iam-policy-playground/inline")}${said("answers()")}`;

async function answersIn(t, folder, options) {
  const { text, complaints } = await outputOf(t, await serve(t, folder, options));
  assert.deepEqual([text, complaints], [ANSWERS, []]);
}

test("Vite", async (t) => {
  const folder = project("vite", { "index.html": HTML, "main.js": MAIN });
  await runTool(folder, "vite", "build", "--logLevel", "warn");
  await answersIn(t, join(folder, "dist"), { policy: STRICT });
});

test("webpack", async (t) => {
  const folder = project("webpack", { "dist/index.html": HTML, "src/index.js": MAIN });
  await runTool(folder, "webpack", "--mode", "production", "--output-filename", "main.js");
  await answersIn(t, join(folder, "dist"), { policy: STRICT });
});

test("Rollup, the wasm file copied beside the bundle", async (t) => {
  const folder = project("rollup", { "dist/index.html": HTML, "main.js": MAIN });
  await runTool(folder, "rollup", "main.js", "--format", "es", "--dir", "dist", "--plugin", join(tools, "@rollup/plugin-node-resolve/dist/cjs/index.js"));
  cpSync(join(installed, "engine.wasm"), join(folder, "dist", "engine.wasm"));
  await answersIn(t, join(folder, "dist"), { policy: STRICT });
});

test("esbuild with /inline, one classic script", async (t) => {
  const folder = project("esbuild", { "dist/index.html": HTML, "main.js": INLINE });
  await runTool(folder, "esbuild", "main.js", "--bundle", "--minify", "--format=iife", "--outfile=dist/main.js");
  await answersIn(t, join(folder, "dist"), { policy: STRICT });
});

test("/inline in a page opened from a file", async (t) => {
  const folder = project("file", { "dist/index.html": HTML.replace(`type="module"`, "defer"), "main.js": INLINE });
  await runTool(folder, "esbuild", "main.js", "--bundle", "--format=iife", "--outfile=dist/main.js");
  const { text, complaints } = await outputOf(t, pathToFileURL(join(folder, "dist/index.html")).href);
  assert.deepEqual([text, complaints], [ANSWERS, []]);
});

/** A page of plain modules beside the package's own files. */
function plain(name, main) {
  const folder = project(name, { "index.html": HTML, "main.js": main });
  cpSync(installed, join(folder, "iam"), { recursive: true });
  return folder;
}
const PLAIN = `${program("./iam/browser.js")}init().then(() => { ${said("answers()")} }, (error) => { ${said("error.message")} });`;

test("a plain module script under a strict policy", async (t) => {
  await answersIn(t, plain("plain", PLAIN), { policy: STRICT });
});

test("init takes an address, a response, bytes and a module, and works once", async (t) => {
  const main = `${program("./iam/browser.js")}
const address = new URL("./iam/engine.wasm", import.meta.url);
const kind = new URLSearchParams(location.search).get("from");
const from = {
  url: () => address,
  string: () => "./iam/engine.wasm",
  response: () => fetch(address),
  bytes: async () => (await fetch(address)).arrayBuffer(),
  view: async () => new Uint8Array(await (await fetch(address)).arrayBuffer()),
  module: () => WebAssembly.compileStreaming(fetch(address)),
}[kind];
Promise.resolve(from()).then((wasm) => Promise.all([init(wasm), init(), init(wasm)])).then(() => { ${said("answers()")} });`;
  const address = await serve(t, plain("sources", main), { policy: STRICT });
  for (const kind of ["url", "string", "response", "bytes", "view", "module"]) {
    const { text, complaints } = await outputOf(t, `${address}?from=${kind}`);
    assert.deepEqual([text, complaints], [ANSWERS, []], kind);
  }
});

test("asked before init, it says what to do", async (t) => {
  const main = `${program("./iam/browser.js")}try { answers(); } catch (error) { ${said("error.message")} }`;
  const { text } = await outputOf(t, await serve(t, plain("early", main)));
  assert.match(text, /await init\(\)/);
});

test("a policy that forbids WebAssembly is named", async (t) => {
  const policy = STRICT.replace(" 'wasm-unsafe-eval'", "");
  const { text } = await outputOf(t, await serve(t, plain("forbidden", PLAIN), { policy }));
  assert.match(text, /Content-Security-Policy forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'/);
});

test("a page in place of the engine is named, and init may be tried again", async (t) => {
  const main = `${program("./iam/browser.js")}
init("./no-such.wasm").catch((error) => error.message).then(async (first) => { await init("./iam/engine.wasm"); ${said("first + answers()")} });`;
  const missing = (response) => response.writeHead(200, { "Content-Type": "text/html" }).end(HTML);
  const { text } = await outputOf(t, await serve(t, plain("page", main), { missing }));
  assert.match(text, /an HTML page came in its place/);
  assert.ok(text.endsWith(ANSWERS), text);
});

test("a page in place of the engine is known without its type, and a missing one by its status", async (t) => {
  const main = `${program("./iam/browser.js")}
const failure = (wasm) => init(wasm).then(() => "", (error) => error.message);
(async () => { ${said(`[await failure(new TextEncoder().encode("\\n<!doctype html>")), await failure("./no-such.wasm"), await failure(7)].join("|")`)} })();`;
  const { text } = await outputOf(t, await serve(t, plain("untyped", main)));
  const [html, status, type] = text.split("|");
  assert.match(html, /an HTML page came in its place/);
  assert.match(status, /status 404/);
  assert.match(type, /init\(\) takes/);
});
