// Bundles the editor into one self-contained module, `dist/editor.js`: only the file that the Rust side names
// reaches the page. With `--report` it prints the size as it travels.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";
import { notices } from "./licenses.mjs";

const target = ["es2022", "chrome123", "firefox120", "safari17.5"];

/** `import css from "./editor.css"` gives the minified text. */
const styles = {
  name: "styles",
  setup(bundler) {
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await transform(source, { loader: "css", minify: true, target });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const folder = new URL(".", import.meta.url);
const outfile = fileURLToPath(new URL("dist/editor.js", folder));
const { metafile } = await build({
  absWorkingDir: fileURLToPath(folder),
  entryPoints: ["src/index.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target,
  legalComments: "none",
  outfile,
  plugins: [styles],
  metafile: true,
});
const bundle = `${await notices(folder, Object.keys(metafile.inputs))}\n${await readFile(outfile, "utf8")}`;
await writeFile(outfile, bundle);

if (process.argv.includes("--report")) {
  const bytes = Buffer.from(bundle);
  console.log(`${bytes.length} bytes, ${brotliCompressSync(bytes).length} with brotli`);
}
