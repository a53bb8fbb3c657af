// Strict reading: every field is known and has the right type, or the error names it. What is read is a node: a value of the input, and
// the JSON pointer to it.
import { nearest } from "../functions.js";
import { InvalidInput } from "../invalid-input.js";

/** The input itself. */
export const root = (value) => ({ value, pointer: "" });

const below = ({ pointer }, name) => `${pointer}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** A mistake in a node. */
export function mistake({ pointer }, code, message) {
  return new InvalidInput({ code, pointer, message });
}

/** What JSON calls a value, with its article. */
function typeName(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

const wrongType = (node, expected) => mistake(node, "WRONG_TYPE", `expected ${expected}, found ${typeName(node.value)}`);

/** An object that may have these fields only: `read` gives what is read of a field, if it is there, and `required` the field, which must be. */
export function fields(node, known) {
  const { value } = node;
  if (typeName(value) !== "an object") throw wrongType(node, "an object");
  const at = (name) => ({ value: value[name], pointer: below(node, name) });
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw mistake(at(unknown), "UNKNOWN_FIELD", `unknown field \`${unknown}\`${didYouMean(unknown, known)}`);
  return {
    read: (name, how) => (Object.hasOwn(value, name) ? how(at(name)) : undefined),
    required(name) {
      if (!Object.hasOwn(value, name)) throw mistake(at(name), "MISSING_FIELD", `the field \`${name}\` is missing`);
      return at(name);
    },
  };
}

function didYouMean(word, words) {
  const meant = nearest(word, words);
  return meant === "" ? "" : `; did you mean \`${meant}\`?`;
}

export function items(node, expected = "an array") {
  if (!Array.isArray(node.value)) throw wrongType(node, expected);
  return node.value.map((value, place) => ({ value, pointer: below(node, place) }));
}

export function text(node) {
  if (typeof node.value !== "string") throw wrongType(node, "a string");
  return node.value;
}

export function texts(node) {
  return items(node, "an array of strings").map(text);
}

/** The most that a count can be. */
const LARGEST = 2 ** 32 - 1;

/** A whole number that is not negative. */
export function count(node) {
  const { value } = node;
  if (!Number.isInteger(value) || value < 0 || value > LARGEST) throw wrongType(node, "a whole number");
  return value;
}

/** The same written out; nothing where it is none. */
export function countOf(text) {
  const number = /^\+?\d+$/.test(text) ? Number(text) : Infinity;
  return number <= LARGEST ? number : undefined;
}

/** One of several words. */
export function oneOf(node, words) {
  const word = text(node);
  if (words.includes(word)) return word;
  const meant = didYouMean(word, words);
  throw mistake(node, "INVALID_VALUE", meant === "" ? `\`${word}\` is not one of \`${words.join("`, `")}\`` : `\`${word}\` is not a value of this field${meant}`);
}
