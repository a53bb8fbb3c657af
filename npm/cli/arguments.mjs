// The words of a command: options by name, and the rest.
import { parseArgs } from "node:util";
import { Misuse } from "./misuse.mjs";

/** `options` are those of `parseArgs`. */
export function wordsOf(words, options) {
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    return { options: values, rest: positionals };
  } catch (error) {
    throw new Misuse(error.message);
  }
}
