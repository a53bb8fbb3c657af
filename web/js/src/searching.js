// The search panel, and its keys.
import { closeSearchPanel, findNext, findPrevious, gotoLine, openSearchPanel, search } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { keymap } from "@codemirror/view";

const scope = "editor search-panel";

export const searching = [
  search({ top: true }),
  keymap.of([
    { key: "Mod-f", run: openSearchPanel, scope, preventDefault: true },
    { key: "F3", run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: "Mod-g", run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: "Escape", run: closeSearchPanel, scope },
    { key: "Mod-Alt-g", run: gotoLine },
  ]),
  EditorState.phrases.of({
    next: "Next",
    previous: "Previous",
    "match case": "Match case",
    regexp: "Regexp",
    "by word": "Whole word",
    replace: "Replace",
    "replace all": "Replace all",
    close: "Close",
  }),
];
