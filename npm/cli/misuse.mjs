import { InvalidInput } from "../node.mjs";

// What the person who typed a command has to mend: it is said in one sentence, without a stack.
export class Misuse extends Error {}

/** What `work` gives. An input that cannot be judged is a misuse that names where it comes from: `parent` is its place there. */
export function understood(file, work, parent = "") {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidInput) throw new Misuse(`${file}: ${error.at(parent).message}`);
    throw error;
  }
}
