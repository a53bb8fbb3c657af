// The four sites, each built as its author would, in a folder of its own with the packed package beside it.
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const source = join(import.meta.dirname, "..");
const python = (tool) => join(process.env.DOCS_PYTHON ?? "", tool);
const home = mkdtempSync(join(tmpdir(), "docs-sites-"));

/** The package as a consumer has it. */
const packed = join(home, "package");
execFileSync("tar", ["-xzf", process.env.PACKAGE_TARBALL, "-C", home]);

export const commandLine = join(packed, "cli", "main.mjs");
export const leave = () => rmSync(home, { recursive: true, force: true });

/** Files of the package that a page loads as they are. */
const files = ["element.js", "element-view.js", "element.wasm", "element-repairs.wasm"];

function copyOf(name, scripts) {
  const folder = join(home, name);
  cpSync(join(source, name), folder, { recursive: true });
  if (scripts) {
    mkdirSync(join(folder, scripts), { recursive: true });
    for (const file of files) cpSync(join(packed, file), join(folder, scripts, file));
  }
  return folder;
}

async function run(folder, program, ...words) {
  try {
    await promisify(execFile)(program, words, { cwd: folder, maxBuffer: 1 << 26, env: { ...process.env, NO_MKDOCS_2_WARNING: "1" } });
  } catch (error) {
    throw new Error(`${program} ${words.join(" ")}\n${error.stdout}\n${error.stderr}`, { cause: error });
  }
}

/** Each gives the folder of the built site. */
export const sites = {
  async "plain HTML under a strict policy"() {
    return copyOf("plain", "iam");
  },
  async mdBook() {
    const folder = copyOf("mdbook", "src/iam");
    await run(folder, python("mdbook"), "build");
    return join(folder, "book");
  },
  async "MkDocs Material"() {
    const folder = copyOf("mkdocs", "docs/iam");
    await run(folder, python("mkdocs"), "build", "--quiet", "--strict");
    return join(folder, "site");
  },
  async VitePress() {
    const folder = copyOf("vitepress");
    const modules = join(folder, "node_modules");
    mkdirSync(modules);
    for (const name of readdirSync(join(source, "node_modules"))) symlinkSync(join(source, "node_modules", name), join(modules, name));
    cpSync(packed, join(modules, "iam-policy-playground"), { recursive: true });
    await run(folder, process.execPath, join(modules, "vitepress", "bin", "vitepress.js"), "build");
    return join(folder, ".vitepress", "dist");
  },
};
