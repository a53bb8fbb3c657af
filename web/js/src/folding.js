// Folding, in the space between the numbers and the code. The number is part of the target, which is then wide enough
// to hit.
import { codeFolding, foldEffect, foldGutter, foldKeymap, foldable, foldedRanges, unfoldEffect } from "@codemirror/language";
import { keymap, lineNumbers } from "@codemirror/view";
import { icon } from "./icons.js";

function toggle(view, line) {
  const effects = [];
  foldedRanges(view.state).between(line.from, line.to, (from, to) => {
    effects.push(unfoldEffect.of({ from, to }));
  });
  if (effects.length === 0) {
    const range = foldable(view.state, line.from, line.to);
    if (range) effects.push(foldEffect.of(range));
  }
  if (effects.length > 0) view.dispatch({ effects });
  return effects.length > 0;
}

export const numbersAndFolding = [
  lineNumbers({ domEventHandlers: { click: toggle } }),
  foldGutter({ markerDOM: (open) => icon(open ? "unfolded" : "folded") }),
  codeFolding(),
  keymap.of(foldKeymap),
];
