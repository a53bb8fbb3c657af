// The bar beside a statement that decides, as a class of its lines in the first gutter.
import { RangeSet, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { GutterMarker, gutterLineClass } from "@codemirror/view";

const setBars = StateEffect.define();

class Bar extends GutterMarker {
  constructor(effect) {
    super();
    this.effect = effect;
    this.elementClass = `bar bar-${effect}`;
  }

  eq(other) {
    return this.effect === other.effect;
  }
}

const bars = { allow: new Bar("allow"), deny: new Bar("deny") };

/** Ranges and not lines are what is kept, so that a line typed inside a statement gets the bar at once. */
const field = StateField.define({
  create: () => ({ ranges: [], lines: RangeSet.empty }),
  update(value, transaction) {
    const effect = transaction.effects.findLast((effect) => effect.is(setBars));
    if (!effect && (!transaction.docChanged || value.ranges.length === 0)) return value;
    const ranges = effect
      ? effect.value
      : value.ranges.map(([from, to, kind]) => [
          transaction.changes.mapPos(from, 1),
          transaction.changes.mapPos(to, -1),
          kind,
        ]);
    return { ranges, lines: linesOf(transaction.state.doc, ranges) };
  },
  provide: (field) => gutterLineClass.from(field, (value) => value.lines),
});

function linesOf(doc, ranges) {
  const builder = new RangeSetBuilder();
  let next = 1;
  for (const [from, to, kind] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > doc.length || to < from) continue;
    const last = doc.lineAt(Math.min(to, doc.length)).number;
    for (next = Math.max(next, doc.lineAt(from).number); next <= last; next++) {
      const start = doc.line(next).from;
      builder.add(start, start, bars[kind]);
    }
  }
  return builder.finish();
}

export const decisiveBars = field;

/** @param {[from: number, to: number, effect: "allow" | "deny"][]} ranges */
export function barsEffect(ranges) {
  return setBars.of(ranges);
}
