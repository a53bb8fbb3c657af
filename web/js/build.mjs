// Bundles the editor and the store, each into one self-contained module in `dist/`: only the files that the Rust side names reach the
// page. Rollup leaves out more of CodeMirror that is not used than others, and terser writes what is left the shortest.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { transform } from "esbuild";
import { rollup } from "rollup";
import { minify } from "terser";
import { notices } from "./licenses.mjs";

/** `import css from "./editor.css"` gives the minified text. */
const styles = {
  name: "styles",
  async transform(source, path) {
    if (!path.endsWith(".css")) return undefined;
    const { code } = await transform(source, { loader: "css", minify: true, target: ["chrome123", "firefox120", "safari17.5"] });
    return `export default ${JSON.stringify(code.trim())};`;
  },
};

/** What looks more alike compresses better as it travels. */
const COMPRESS = { conditionals: false, if_return: false, inline: 1, keep_fargs: false };

const folder = new URL(".", import.meta.url);
await mkdir(new URL("dist/", folder), { recursive: true });
for (const [source, name] of [["src/index.js", "editor.js"], ["src/embedded.js", "embedded.js"], ["src/store.js", "store.js"]]) {
  const input = fileURLToPath(new URL(source, folder));
  const bundle = await rollup({ input, plugins: [nodeResolve(), styles], treeshake: "smallest" });
  const [{ code, modules }] = (await bundle.generate({ format: "es" })).output;
  const small = await minify(code, { module: true, ecma: 2020, compress: { ...COMPRESS, passes: 3, pure_getters: true } });
  const used = Object.keys(modules).filter((path) => modules[path].renderedLength > 0);
  const inputs = used.map((path) => relative(fileURLToPath(folder), path).replaceAll("\\", "/"));
  await writeFile(new URL(`dist/${name}`, folder), `${await notices(folder, inputs)}\n${small.code}`);
}
