// Folding, in the space between the numbers and the code. The number is part of the target, which is then wide enough
// to hit.
import { codeFolding, foldEffect, foldedRanges, unfoldAll, unfoldEffect } from "@codemirror/language";
import { EditorView, GutterMarker, gutter, keymap, lineNumbers } from "@codemirror/view";
import { icon } from "./icons.js";
import { isBracket, opens, partner, tokensOf } from "./json.js";

class Arrow extends GutterMarker {
  constructor(name) {
    super();
    this.name = name;
  }

  toDOM() {
    return icon(this.name);
  }
}

const unfolded = new Arrow("unfolded");
const folded = new Arrow("folded");

/** Where a line opens the outermost of what it does not close. */
function opening(line) {
  const waiting = [];
  for (const { text, to } of tokensOf(line)) {
    if (opens(text)) waiting.push(to);
    else if (isBracket(text)) waiting.pop();
  }
  return waiting[0];
}

/** What a line can fold: all between two brackets, or to the end where the other one is missing. */
function foldable(doc, line) {
  const from = opening(line);
  if (from === undefined) return [];
  const to = partner(doc, from - 1)?.from ?? doc.length;
  return from < to ? [{ from, to }] : [];
}

/** Every outermost object and array. */
function outermost(doc) {
  const ranges = [];
  for (let at = 0; at < doc.length; ) {
    const line = doc.lineAt(at);
    const range = foldable(doc, line);
    ranges.push(...range);
    at = Math.max(line.to, ...range.map(({ to }) => to)) + 1;
  }
  return ranges;
}

/** What is folded between two places. */
function foldsIn(state, from, to) {
  const folds = [];
  foldedRanges(state).between(from, to, (from, to) => {
    folds.push({ from, to });
  });
  return folds;
}

const lineOf = ({ state }) => state.doc.lineAt(state.selection.main.head);

function foldLine(view, line = lineOf(view)) {
  return dispatch(view, foldable(view.state.doc, view.state.doc.lineAt(line.from)), foldEffect, "Folded");
}

function unfoldLine(view, line = lineOf(view)) {
  return dispatch(view, foldsIn(view.state, line.from, line.to), unfoldEffect, "Unfolded");
}

/** Says it too, for who does not see it. */
function dispatch(view, ranges, effect, word) {
  if (ranges.length === 0) return false;
  const number = (at) => view.state.doc.lineAt(at).number;
  const said = ranges.map(({ from, to }) => EditorView.announce.of(`${word} lines ${number(from)} to ${number(to)}.`));
  view.dispatch({ effects: [...ranges.map((range) => effect.of(range)), ...said] });
  return true;
}

const toggle = (view, line) => unfoldLine(view, line) || foldLine(view, line);

export const numbersAndFolding = [
  lineNumbers({ domEventHandlers: { click: toggle } }),
  gutter({
    class: "cm-foldGutter",
    lineMarker({ state }, { from, to }) {
      if (foldsIn(state, from, to).length > 0) return folded;
      return opening(state.doc.lineAt(from)) === undefined ? null : unfolded;
    },
    lineMarkerChange: (update) => update.docChanged || foldedRanges(update.startState) !== foldedRanges(update.state),
    initialSpacer: () => unfolded,
    domEventHandlers: { click: toggle },
  }),
  codeFolding(),
  keymap.of([
    { key: "Ctrl-Shift-[", mac: "Cmd-Alt-[", run: (view) => foldLine(view) },
    { key: "Ctrl-Shift-]", mac: "Cmd-Alt-]", run: (view) => unfoldLine(view) },
    { key: "Ctrl-Alt-[", run: (view) => dispatch(view, outermost(view.state.doc), foldEffect, "Folded") },
    { key: "Ctrl-Alt-]", run: unfoldAll },
  ]),
];
