// `test`: runs scenarios and compares what their authors expect.
import { writeFileSync } from "node:fs";
import { wordsOf } from "./arguments.mjs";
import { filesAt, jsonOf } from "./files.mjs";
import { junitOf } from "./junit.mjs";
import { Misuse } from "./misuse.mjs";
import { closeWith, printRows, rowsOf } from "./run.mjs";
import { bold, dim } from "./words.mjs";

export function test(words) {
  const { options, rest } = wordsOf(words, { strict: { type: "boolean" }, junit: { type: "string" } });
  const groups = filesAt(rest, ".json").map((file) => groupOf(file, options.strict));
  for (const { file, title, rows } of groups) printRows(`${bold(file)}${title ? dim(`  ${title}`) : ""}`, rows);
  const code = closeWith(groups);
  if (options.junit) write(options.junit, junitOf(groups));
  return code;
}

function write(path, text) {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Misuse(`the report cannot be written: ${error.message}`);
  }
}

function groupOf(file, strict) {
  try {
    const scenario = jsonOf(file);
    return { file, title: scenario?.title, rows: rowsOf(scenario, strict) };
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return { file, rows: [{ name: "the file", ok: false, error: error.message, problems: [] }] };
  }
}
