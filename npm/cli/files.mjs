// Files that a person named, read.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Misuse } from "./misuse.mjs";

/** The files themselves, and the files of folders whose names end so, in the order of their names. */
export function filesAt(paths, ending, what = "file") {
  if (paths.length === 0) throw new Misuse(`name a ${what}`);
  return paths.flatMap((path) => {
    if (!statAt(path).isDirectory()) return [path];
    const inside = readdirSync(path, { recursive: true }).filter((name) => name.endsWith(ending) && !name.includes("node_modules"));
    if (inside.length === 0) throw new Misuse(`${path} has no ${ending} file`);
    return inside.sort().map((name) => join(path, name));
  });
}

function statAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new Misuse(`there is no ${path}`);
  return stat;
}

/** The text of a file, without the mark that some editors begin it with. */
export const textOf = (path) => {
  statAt(path);
  return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
};

/** A file's JSON. */
export function jsonOf(path) {
  try {
    return JSON.parse(textOf(path));
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${path} is no JSON: ${error.message}`);
  }
}
