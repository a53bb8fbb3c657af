// How far in a line begins: as far as the line above, further behind an opening bracket, and back at a closing one.
import { EditorSelection, EditorState } from "@codemirror/state";
import { isBracket, opens, partner, tokensOf } from "./json.js";

const UNIT = "  ";

const indentOf = (line) => /^\s*/.exec(line.text)[0];

/** What Enter does. Between two brackets the closing one gets a line of its own. */
export function newLine({ state, dispatch }) {
  if (state.readOnly) return false;
  const changes = state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from);
    const before = tokensOf(line).findLast((token) => token.to <= from);
    const opened = before && opens(before.text) && /^\s*$/.test(state.sliceDoc(before.to, from));
    const outer = indentOf(line).slice(0, from - line.from);
    const inner = outer + (opened ? UNIT : "");
    const { space, closes } = behind(state.doc, to);
    const end = opened && closes ? `\n${outer}` : "";
    const start = opened && closes ? before.to : outer.length === from - line.from ? line.from : from;
    return {
      changes: { from: start, to: to + space, insert: `\n${inner}${end}` },
      range: EditorSelection.cursor(start + 1 + inner.length),
    };
  });
  dispatch(state.update(changes, { scrollIntoView: true, userEvent: "input" }));
  return true;
}

/** The white space of the line behind a place, and whether a closing bracket follows. */
function behind(doc, at) {
  const rest = doc.sliceString(at, doc.lineAt(at).to);
  const space = /^\s*/.exec(rest)[0].length;
  return { space, closes: isBracket(rest.charAt(space)) && !opens(rest.charAt(space)) };
}

/** A closing bracket that is typed at the start of a line goes below the line of the opening one. */
export const closing = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || !transaction.isUserEvent("input.type")) return transaction;
  const doc = transaction.newDoc;
  const { head } = transaction.newSelection.main;
  const line = doc.lineAt(head);
  if (!/^\s*[}\]]$/.test(doc.sliceString(line.from, head))) return transaction;
  const opening = partner(doc, head - 1)?.from;
  if (opening === undefined) return transaction;
  const change = { from: line.from, to: head - 1, insert: indentOf(doc.lineAt(opening)) };
  return [transaction, { changes: change, sequential: true }];
});
