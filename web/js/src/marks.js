// The gutter of outcomes: one mark a line, which opens its node in the trace.
//
// The gutter is hidden from assistive technology, as line numbers are: what it says stands in the trace, and the
// line below the editor does the same for the caret's place. Its buttons are therefore not in the tab order.
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { GutterMarker, gutter } from "@codemirror/view";
import { icon } from "./icons.js";

const setMarks = StateEffect.define();

class Mark extends GutterMarker {
  constructor(kind, node, title) {
    super();
    this.kind = kind;
    this.node = node;
    this.title = title;
  }

  eq(other) {
    return this.kind === other.kind && this.node === other.node && this.title === other.title;
  }

  toDOM() {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.className = "mark";
    button.dataset.is = this.kind;
    button.dataset.node = this.node;
    button.title = this.title;
    button.append(icon(this.kind));
    return button;
  }
}

const field = StateField.define({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    let now = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) now = placed(transaction.state.doc, effect.value);
    }
    return now;
  },
});

/** What a statement comes to is said before what one of its values does. */
const statements = new Set(["allows", "denies", "overridden", "invalid"]);

/** One mark a line: a statement's, else the first. */
function placed(doc, marks) {
  const lines = new Map();
  for (const [offset, kind, node, title] of marks) {
    if (offset > doc.length) continue;
    const line = doc.lineAt(offset).from;
    const there = lines.get(line);
    if (!there || (statements.has(kind) && !statements.has(there.kind))) lines.set(line, new Mark(kind, node, title));
  }
  return RangeSet.of([...lines].map(([line, mark]) => mark.range(line)), true);
}

/** @param {(node: string) => void} activate */
export function marksGutter(activate) {
  return [
    field,
    gutter({
      class: "marks",
      renderEmptyElements: true,
      markers: (view) => view.state.field(field),
      domEventHandlers: {
        // Without this the editor would lose its focus to the button.
        mousedown: (_view, _line, event) => Boolean(event.target.closest?.(".mark")),
        click(_view, _line, event) {
          const mark = event.target.closest?.(".mark");
          if (mark) activate(mark.dataset.node);
          return Boolean(mark);
        },
      },
    }),
  ];
}

/** @param {[offset: number, kind: string, node: string, title: string][]} marks */
export function marksEffect(marks) {
  return setMarks.of(marks);
}
