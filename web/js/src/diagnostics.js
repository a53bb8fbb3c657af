// Findings as squiggles, with their fixes. The fix itself is applied by the page, which owns the text.
import { forEachDiagnostic, linter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { ViewPlugin, closeHoverTooltips, hasHoverTooltips, keymap, tooltips } from "@codemirror/view";

/** @typedef {{ from: number, to: number, severity: "error" | "warning" | "hint", id: string, message: string,
 *   source: string, fixes: string[] }} Finding */

/** Escape closes what the pointer opened, wherever the focus is. */
const dismissal = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.keydown = (event) => {
        if (event.key !== "Escape" || !hasHoverTooltips(view.state)) return;
        event.preventDefault();
        close(view);
      };
      document.addEventListener("keydown", this.keydown, true);
    }

    destroy() {
      document.removeEventListener("keydown", this.keydown, true);
    }
  },
);

function close(view) {
  view.dispatch({ effects: closeHoverTooltips });
}

/** Inside the editor, and not over the page's controls. */
function space(view) {
  const { top, bottom } = view.dom.getBoundingClientRect();
  const { clientHeight, clientWidth } = document.documentElement;
  return { top: Math.max(0, top), bottom: Math.min(clientHeight, bottom), left: 0, right: clientWidth };
}

/** @param {(diagnostic: string, fix: number) => void} choose */
export function findings(choose) {
  // `linter` without a source: the findings are given, none is computed here.
  return [
    linter(null),
    tooltips({ tooltipSpace: space }),
    dismissal,
    keymap.of([
      { key: "F8", run: nextDiagnostic, shift: previousDiagnostic },
      { key: "Mod-.", run: (view) => chooseAtCaret(view.state, choose) },
    ]),
  ];
}

/** The first fix at the caret. */
function chooseAtCaret(state, choose) {
  const caret = state.selection.main.head;
  let found;
  forEachDiagnostic(state, (diagnostic, from, to) => {
    if (!found && from <= caret && caret <= to && diagnostic.actions.length > 0) found = diagnostic;
  });
  if (!found) return false;
  choose(found.id, 0);
  return true;
}

/**
 * @param {import("@codemirror/state").EditorState} state
 * @param {Finding[]} list
 * @param {(diagnostic: string, fix: number) => void} choose
 */
export function findingsEffects(state, list, choose) {
  const { length } = state.doc;
  const diagnostics = list
    .filter(({ from }) => from <= length)
    .map(({ from, to, severity, id, message, source, fixes }) => ({
      from,
      to: Math.min(Math.max(from, to), length),
      severity,
      message,
      source,
      id,
      actions: fixes.map((name, fix) => ({
        name,
        apply(view) {
          close(view);
          choose(id, fix);
        },
      })),
    }));
  return setDiagnostics(state, diagnostics).effects;
}
