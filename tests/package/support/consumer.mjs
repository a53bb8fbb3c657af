// A project of somebody else: an empty folder in which the packed package was installed.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { promisify } from "node:util";

/** The packed package; `cargo xtask test` says where it is. */
export const tarball = process.env.PACKAGE_TARBALL;
assert.ok(tarball, "PACKAGE_TARBALL is not set: run these tests by `cargo xtask test package`");

const home = mkdtempSync(join(tmpdir(), "consumer-"));
after(() => rmSync(home, { recursive: true, force: true }));
writeFileSync(join(home, "package.json"), JSON.stringify({ private: true }));
execFileSync("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund", tarball], { cwd: home });

/** Where the package was installed. */
export const installed = join(home, "node_modules", "iam-policy-playground");

/** Where the bundlers, checkers and runtimes are. */
export const tools = join(import.meta.dirname, "..", "node_modules");

/** A folder of this name with these files, from which the package can be imported. */
export function project(name, files) {
  const folder = join(home, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof text === "string" || text instanceof Uint8Array ? text : JSON.stringify(text, null, 2));
  }
  return folder;
}

/** Runs a program in a folder and gives what it printed; anything but success is an error that shows it. */
export async function run(folder, program, ...words) {
  try {
    const { stdout } = await promisify(execFile)(program, words, { cwd: folder, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    throw new Error(`${program} ${words.join(" ")}\n${error.stdout}\n${error.stderr}`, { cause: error });
  }
}

/** Runs one of the tools. */
export const runTool = (folder, tool, ...words) => run(folder, join(tools, ".bin", tool), ...words);
