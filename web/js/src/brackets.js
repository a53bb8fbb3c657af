// The pair of brackets at the caret.
import { StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { isBracket, partner } from "./json.js";

/** How many characters are searched for the other one. */
const FARTHEST = 10_000;

const fitting = Decoration.mark({ class: "cm-matchingBracket" });
const alone = Decoration.mark({ class: "cm-nonmatchingBracket" });

/** The bracket before the caret, else the one behind it. */
function pair({ doc, selection }) {
  const { head, empty } = selection.main;
  if (!empty) return Decoration.none;
  for (const at of [head - 1, head]) {
    if (at < 0 || !isBracket(doc.sliceString(at, at + 1))) continue;
    const other = partner(doc, at, FARTHEST);
    if (!other) continue;
    const mark = other.fits ? fitting : alone;
    const places = other.from === undefined ? [at] : [at, other.from];
    return Decoration.set(places.map((place) => mark.range(place, place + 1)), true);
  }
  return Decoration.none;
}

export const brackets = StateField.define({
  create: pair,
  update: (marks, { docChanged, selection, state }) => (docChanged || selection ? pair(state) : marks),
  provide: (field) => EditorView.decorations.from(field),
});
