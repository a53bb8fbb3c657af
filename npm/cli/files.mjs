// Files that a person named, read.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { validate } from "../node.mjs";
import { Misuse } from "./misuse.mjs";

/** The files themselves, and the files of folders whose names end so, in the order of their names. */
export function filesAt(paths, ending) {
  if (paths.length === 0) throw new Misuse("name a file or a folder");
  return paths.flatMap((path) => {
    if (!statAt(path).isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true }).filter((name) => name.endsWith(ending) && !name.includes("node_modules"));
    const inside = names.sort().map((name) => join(path, name)).filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
    if (inside.length === 0) throw new Misuse(`${path} has no ${ending} file`);
    return inside;
  });
}

function statAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new Misuse(`there is no ${path}`);
  return stat;
}

/** The text of a file, without the mark that some editors begin it with. */
export function textOf(path) {
  if (statAt(path).isDirectory()) throw new Misuse(`${path} is a folder: name a file in it`);
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new Misuse(`${path} cannot be read: ${error.message}`);
  }
}

/** A file's JSON. */
export function jsonOf(path) {
  const text = textOf(path);
  try {
    return parsed(text);
  } catch (error) {
    throw new Misuse(`${path} is no JSON: ${error.message}`);
  }
}

/** What a JSON text says; where it says nothing the error tells line and column. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(text.startsWith("\uFFFD") ? "it is not written in UTF-8" : (breakIn(text) ?? error.message));
  }
}

/** Where the engine's reader stops. JSON.parse tells at best how many characters come before that. */
function breakIn(text) {
  const broken = validate({ name: "text", type: "identity", document: text }).find(({ code }) => code === "JSON_SYNTAX_ERROR");
  return broken && `line ${broken.span.start.line}, column ${broken.span.start.column}: ${broken.message.text}`;
}
