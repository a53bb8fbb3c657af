// How the JSON of a policy is coloured: keys, strings and punctuation by the grammar, then what a policy's strings
// hold: wildcards, variables and the two effects.
import { json } from "@codemirror/lang-json";
import { HighlightStyle, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { Decoration, ViewPlugin } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const grammar = HighlightStyle.define([
  { tag: tags.propertyName, class: "syn-key" },
  { tag: tags.string, class: "syn-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "syn-literal" },
  { tag: [tags.separator, tags.squareBracket, tags.brace], class: "syn-punct" },
]);

const wild = Decoration.mark({ class: "syn-wild" });
const variable = Decoration.mark({ class: "syn-variable" });
const effects = {
  '"Allow"': Decoration.mark({ class: "syn-allow" }),
  '"Deny"': Decoration.mark({ class: "syn-deny" }),
};

/** A variable, or a run of wildcards outside one: `${*}` is a literal star. */
const pieces = /\$\{[^}"]*\}|[*?]+/g;

function decorate(view) {
  const ranges = [];
  const { state } = view;
  const tree = syntaxTree(state);
  for (const { from, to } of view.visibleRanges) {
    tree.iterate({
      from,
      to,
      enter(node) {
        if (node.name !== "String") return;
        // A string may be as long as the document: only its visible part is looked at, a little more to its left
        // for a variable that begins there.
        const start = Math.max(node.from, from - 200);
        const text = state.sliceDoc(start, Math.min(node.to, to + 200));
        const effect = effects[text];
        if (effect && keyOf(node, state) === '"Effect"') {
          ranges.push(effect.range(node.from, node.to));
          return;
        }
        for (const match of text.matchAll(pieces)) {
          const at = start + match.index;
          ranges.push((match[0].startsWith("$") ? variable : wild).range(at, at + match[0].length));
        }
      },
    });
  }
  return Decoration.set(ranges, true);
}

function keyOf(node, state) {
  const key = node.node.parent?.getChild("PropertyName");
  return key ? state.sliceDoc(key.from, key.to) : undefined;
}

const meanings = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = decorate(view);
    }

    update(update) {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || parsed) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** @param {"policy" | "json"} language */
export function language(language) {
  const base = [json(), syntaxHighlighting(grammar)];
  return language === "policy" ? [base, meanings] : base;
}
