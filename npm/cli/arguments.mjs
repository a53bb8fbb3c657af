// The words of a command: options by name, and the rest.
import { parseArgs } from "node:util";
import { Misuse } from "./misuse.mjs";

/** `options` are those of `parseArgs`. */
export function wordsOf(words, options) {
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    return { options: values, rest: positionals };
  } catch (error) {
    // Its second sentence is advice for words that begin with a dash.
    const [what] = error.message.split(/\.\s/);
    throw new Misuse(`${what}; \`iam-policy-playground help\` lists the options`);
  }
}
