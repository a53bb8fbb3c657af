// Long lines wrap, so that no ARN is cut, and what wraps stays to the right of where its line begins.
import { StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";

/** A document with a longer line than this scrolls instead: to lay such a line out at each key is slow. */
const LONGEST = 4000;

/** Deeper lines hang as far as this one. */
const DEEPEST = 40;
/** How much further to the right the rest of a line begins. */
const FURTHER = 2;

const hanging = Array.from({ length: DEEPEST + 1 }, (_, indent) => Decoration.line({ class: `hang-${indent}` }));

/** A class for each depth, since a decoration of its own style would be a style attribute. */
export const hangingStyles = hanging
  .map((_, indent) => `.cm-editor .hang-${indent}{padding-left:${indent + FURTHER}ch;text-indent:-${indent + FURTHER}ch}`)
  .join("");

function decorate(view) {
  const { doc, tabSize } = view.state;
  const lines = [];
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      const space = /^[ \t]*/.exec(line.text)[0].replaceAll("\t", " ".repeat(tabSize)).length;
      // Ranges around a fold may share a line.
      if (lines.at(-1)?.from !== line.from) lines.push(hanging[Math.min(space, DEEPEST)].range(line.from));
      at = line.to + 1;
    }
  }
  return Decoration.set(lines);
}

const indents = ViewPlugin.fromClass(
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

const wraps = StateField.define({
  create: (state) => everyLineFits(state.doc),
  update: (value, transaction) => (transaction.docChanged ? everyLineFits(transaction.newDoc) : value),
  provide: (field) => EditorView.contentAttributes.from(field, (value) => (value ? { class: "cm-lineWrapping" } : {})),
});

function everyLineFits(doc) {
  if (doc.length <= LONGEST) return true;
  for (const line of doc.iterLines()) if (line.length > LONGEST) return false;
  return true;
}

export const wrapping = [wraps, indents];
