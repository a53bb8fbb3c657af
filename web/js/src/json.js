// JSON as an editor looks at it: line by line, since no token of it goes over the end of a line. What the document means is known
// to the page.

/** A longer line is looked at up to here: to look at all of it at each key is slow. */
const LONGEST = 100_000;

/** A string, closed or not; a bracket; other punctuation. Words are passed over. */
const tokens = /"(?:[^"\\]|\\.)*"?|[[\]{}]|[:,]/g;

const partners = { "{": "}", "[": "]", "}": "{", "]": "[" };

/** @typedef {{ text: string, from: number, to: number }} Token Its place is one in the document. */

/** @returns {Token[]} The tokens of a line, in their order. */
export function tokensOf(line) {
  const found = line.text.slice(0, LONGEST).matchAll(tokens);
  return Array.from(found, ({ 0: text, index }) => ({ text, from: line.from + index, to: line.from + index + text.length }));
}

/** The brackets among them. Most lines of a document have none, and are not taken apart. */
function bracketsOf(line) {
  return /[[\]{}]/.test(line.text) ? tokensOf(line).filter(({ text }) => isBracket(text)) : [];
}

export const isBracket = (text) => text in partners;
export const opens = (text) => text === "{" || text === "[";

/**
 * The other bracket of a pair.
 *
 * @param {number} at Where the one is.
 * @param {number} farthest How many characters are looked at.
 * @returns {{ from?: number, fits?: boolean } | undefined} Without a place if the document has none; nothing where there is no bracket, or none was
 * found that near.
 */
export function partner(doc, at, farthest = Infinity) {
  const first = doc.lineAt(at);
  // In a string it is none.
  if (!tokensOf(first).some(({ from }) => from === at)) return undefined;
  const open = opens(doc.sliceString(at, at + 1));
  const step = open ? 1 : -1;
  let depth = 0;
  let seen = 0;
  for (let number = first.number; number >= 1 && number <= doc.lines; number += step) {
    const line = doc.line(number);
    const brackets = bracketsOf(line);
    if (!open) brackets.reverse();
    for (const { text, from } of brackets) {
      if ((from - at) * step < 0) continue;
      depth += opens(text) === open ? 1 : -1;
      if (depth === 0) return { from, fits: partners[text] === doc.sliceString(at, at + 1) };
    }
    seen += line.length;
    if (seen > farthest) return undefined;
  }
  return {};
}
