// Puts the npm package together. Called by `cargo xtask npm`: node npm/build.mjs ENGINE PANELS PACKAGE, where ENGINE and PANELS are the
// folders that wasm-bindgen wrote and PACKAGE the folder to fill.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The client of the IAM API for each runtime, and the entry that it stands on. */
const CLIENTS = [
  ["client-iam.js", "./browser.js"],
  ["client-iam.mjs", "./node.mjs"],
  ["client-iam.workerd.js", "./workerd.js"],
  ["client-iam.deno.js", "./deno.js"],
];

/** Fetches parts of the element's program. */
const LOADER = "__wasm_split.js";

const [engine, panels, target] = process.argv.slice(2);
const source = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
const define = `--define:PACKAGE_VERSION=${JSON.stringify(manifest.version)}`;

const stage = mkdtempSync(join(tmpdir(), "iam-policy-playground-"));
// From within the stage: esbuild notes each file's path from where it runs.
const esbuild = (...words) =>
  execFileSync("esbuild", ["--bundle", "--log-level=warning", "--target=es2022", ...words], { cwd: stage, stdio: "inherit" });
try {
  cpSync(join(source, "js"), stage, { recursive: true });
  copyFileSync(join(engine, "engine.js"), join(stage, "engine.js"));
  const wasm = readFileSync(join(engine, "engine_bg.wasm"));
  writeFileSync(join(target, "engine.wasm"), wasm);
  writeFileSync(join(target, "engine.base64.js"), `export const base64 = "${wasm.toString("base64")}";\n`);
  const core = join(target, "core.js");
  esbuild(join(stage, "core.js"), "--format=esm", define, `--outfile=${core}`);
  minify(core);
  esbuild(join(stage, "node.js"), "--format=cjs", "--platform=node", define, `--outfile=${join(target, "node.cjs")}`);
  for (const file of ["public.js", "module-from.js", "browser.js", "node.mjs", "workerd.js", "inline.js", "deno.js"]) {
    copyFileSync(join(stage, file), join(target, file));
  }
  const client = readFileSync(join(stage, "client-iam.js"), "utf8");
  for (const [file, runtime] of CLIENTS) writeFileSync(join(target, file), client.replace("./browser.js", runtime));
  writeFileSync(join(stage, "client-iam.node.js"), client.replace("./browser.js", "./node.cjs"));
  esbuild(join(stage, "client-iam.node.js"), "--format=cjs", "--platform=node", "--external:./node.cjs", `--outfile=${join(target, "client-iam.cjs")}`);
  buildElement();
} finally {
  rmSync(stage, { recursive: true });
}

cpSync(join(source, "cli"), join(target, "cli"), { recursive: true });
mkdirSync(join(target, "element"));
copyFileSync(join(source, "element", "scenario.js"), join(target, "element", "scenario.js"));
writeFileSync(join(target, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const file of ["index.d.ts", "inline.d.ts", "client-iam.d.ts", "element.d.ts", "scenario.schema.json", "README.md"]) copyFileSync(join(source, file), join(target, file));
for (const file of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(join(source, "..", file), join(target, file));
for (const name of ["index", "client-iam"]) {
  const types = readFileSync(join(source, `${name}.d.ts`), "utf8");
  writeFileSync(join(target, `${name}.d.cts`), types.replaceAll("./index.js", "./index.cjs"));
}

/** Makes a module small, where it stands. */
function minify(file) {
  execFileSync("terser", [file, "--module", "--ecma=2020", "--compress=passes=2,conditionals=false,if_return=false,inline=1,keep_fargs=false", "--mangle", "--comments=some", "--output", file], { stdio: "inherit" });
}

/** Puts the parts that are fetched later beside the element; gives their loader with the names that they have there. */
function placeParts(loader) {
  const streamed = "WebAssembly.instantiateStreaming(src, imports)";
  // A server need not know what kind of file it serves.
  const fetched = "src.then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))";
  if (!loader.includes(streamed)) throw new Error(`${LOADER} does not say ${streamed}`);
  return loader.replaceAll(streamed, fetched).replace(/"\.\/(?:split_)?(\w+\.wasm)"/g, (address, part) => {
    copyFileSync(join(panels, address.slice(3, -1)), join(target, `element-${part}`));
    return `"./element-${part}"`;
  });
}

/** `/element`: what defines it, and what it loads when it is wanted. */
function buildElement() {
  const browsers = "--target=chrome123,firefox120,safari17.5";
  cpSync(join(source, "element"), join(stage, "element"), { recursive: true });
  cpSync(join(source, "js"), join(stage, "js"), { recursive: true });
  cpSync(panels, join(stage, "element"), { recursive: true, filter: (path) => !path.endsWith(".d.ts") });
  const [snippets] = readdirSync(join(stage, "element", "snippets"));
  copyFileSync(join(source, "..", "web", "js", "dist", "embedded.js"), join(stage, "element", "snippets", snippets, "js", "dist", "editor.js"));
  copyFileSync(join(panels, "panels_bg.wasm"), join(target, "element.wasm"));
  // The page says which style sheets there are, and in which order; those in a folder of their own are about what it alone shows.
  const page = readFileSync(join(source, "..", "index.html"), "utf8");
  const sheets = [...page.matchAll(/rel="css" href="(web\/styles\/[^"/]+)"/g)].map(([, file]) => readFileSync(join(source, "..", file), "utf8"));
  writeFileSync(join(stage, "all.css"), sheets.join("\n"));
  esbuild(join(stage, "all.css"), "--minify", browsers, `--outfile=${join(stage, "element", "panels.css")}`);
  const loader = join(stage, "element", LOADER);
  writeFileSync(loader, placeParts(readFileSync(loader, "utf8").replace("./main.js", "./panels.js")));
  const view = join(target, "element-view.js");
  esbuild(join(stage, "element", "view.js"), "--format=esm", "--loader:.css=text", browsers, `--outfile=${view}`);
  minify(view);
  esbuild(join(stage, "element", "element.js"), "--format=esm", "--external:./element-view.js", browsers, `--outfile=${join(target, "element.js")}`);
}
