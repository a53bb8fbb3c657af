// The outline around the range that a row of the trace was read from.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const setOutline = StateEffect.define();

const inside = Decoration.mark({ class: "outline" });
const lineClasses = {
  first: Decoration.line({ class: "outline-line outline-first" }),
  middle: Decoration.line({ class: "outline-line" }),
  last: Decoration.line({ class: "outline-line outline-last" }),
};

const field = StateField.define({
  create: () => Decoration.none,
  update(outline, transaction) {
    let now = outline.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setOutline)) now = decorate(transaction.state.doc, effect.value);
    }
    return now;
  },
  // Outermost, or the colours of the syntax would cut the outline into pieces.
  provide: (field) => EditorView.outerDecorations.from(field),
});

function decorate(doc, range) {
  if (!range || range.to > doc.length || range.from >= range.to) return Decoration.none;
  const first = doc.lineAt(range.from);
  const last = doc.lineAt(range.to);
  if (first.number === last.number) return Decoration.set(inside.range(range.from, range.to));
  const lines = [];
  for (let number = first.number; number <= last.number; number++) {
    const place = number === first.number ? "first" : number === last.number ? "last" : "middle";
    lines.push(lineClasses[place].range(doc.line(number).from));
  }
  return Decoration.set(lines);
}

export const sourceOutline = field;

/** @param {{ from: number, to: number } | undefined} range */
export function outlineEffect(range) {
  return setOutline.of(range);
}
