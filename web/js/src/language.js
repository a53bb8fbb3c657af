// How the JSON of a policy is coloured: keys and punctuation, then what a policy's strings hold: wildcards, variables and the two
// effects.
import { Decoration, ViewPlugin } from "@codemirror/view";
import { tokensOf } from "./json.js";

const marks = Object.fromEntries(
  ["key", "punct", "string", "wild", "variable", "allow", "deny"].map((name) => [name, Decoration.mark({ class: `syn-${name}` })]),
);

const effects = { '"Allow"': marks.allow, '"Deny"': marks.deny };

/** A variable, or a run of wildcards outside one: `${*}` is a literal star. */
const pieces = /\$\{[^}"]*\}|[*?]+/g;

/** A string may be as long as the document: of one that goes over what is shown, so much is looked at on either side. */
const BESIDE = 200;

function decorate(view) {
  const { doc } = view.state;
  const ranges = [];
  let done = 0;
  for (const { from, to } of view.visibleRanges) {
    let key;
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      const tokens = tokensOf(line);
      tokens.forEach((token, index) => {
        if (token.to <= Math.max(from, done) || token.from >= to) return;
        done = token.to;
        const isString = token.text.startsWith('"');
        const isKey = isString && tokens[index + 1]?.text === ":";
        if (isKey) key = token.text;
        ranges.push(marks[isKey ? "key" : isString ? "string" : "punct"].range(token.from, token.to));
        if (isString && !isKey) ranges.push(...meanings(token, key, from - BESIDE, to + BESIDE));
      });
      at = line.to + 1;
    }
  }
  return Decoration.set(ranges, true);
}

/** What a string holds, from one place to another. */
function meanings({ text, from, to }, key, start, end) {
  if (key === '"Effect"' && text in effects) return [effects[text].range(from, to)];
  const shown = Math.max(from, start);
  const found = text.slice(shown - from, end - from).matchAll(pieces);
  return Array.from(found, ({ 0: piece, index }) => {
    const mark = piece.startsWith("$") ? marks.variable : marks.wild;
    return mark.range(shown + index, shown + index + piece.length);
  });
}

export const colours = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = decorate(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
