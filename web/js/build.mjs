// Bundles the editor into one self-contained module, `dist/editor.js`: only the file that the Rust side names
// reaches the page. With `--report` it prints the size as it travels.
import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";

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

const outfile = new URL("dist/editor.js", import.meta.url).pathname;
await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: ["src/index.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target,
  legalComments: "none",
  outfile,
  plugins: [styles],
});

if (process.argv.includes("--report")) {
  const bundle = await readFile(outfile);
  console.log(`${bundle.length} bytes, ${brotliCompressSync(bundle).length} with brotli`);
}
