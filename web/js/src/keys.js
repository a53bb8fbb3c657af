// The keys of the code editor: CodeMirror's own, without what needs a syntax tree. Escape is left to the page; Tab moves on, as
// everywhere.
import * as is from "@codemirror/commands";
import { newLine } from "./indenting.js";

/** Key, what it does, what it does with Shift. Where that is nothing, the browser does nothing either. */
const own = [
  ["ArrowLeft", is.cursorCharLeft, is.selectCharLeft],
  ["ArrowRight", is.cursorCharRight, is.selectCharRight],
  ["ArrowUp", is.cursorLineUp, is.selectLineUp],
  ["ArrowDown", is.cursorLineDown, is.selectLineDown],
  ["Home", is.cursorLineBoundaryBackward, is.selectLineBoundaryBackward],
  ["End", is.cursorLineBoundaryForward, is.selectLineBoundaryForward],
  ["Backspace", is.deleteCharBackward, is.deleteCharBackward],
  ["Delete", is.deleteCharForward],
];

/** The same, left to the browser then. */
const shared = [
  ["Mod-Home", is.cursorDocStart, is.selectDocStart],
  ["Mod-End", is.cursorDocEnd, is.selectDocEnd],
  ["PageUp", is.cursorPageUp, is.selectPageUp],
  ["PageDown", is.cursorPageDown, is.selectPageDown],
  ["Mod-a", is.selectAll],
  ["Enter", newLine, newLine],
  ["Alt-ArrowUp", is.moveLineUp, is.copyLineUp],
  ["Alt-ArrowDown", is.moveLineDown, is.copyLineDown],
  ["Mod-Alt-ArrowUp", is.addCursorAbove],
  ["Mod-Alt-ArrowDown", is.addCursorBelow],
  ["Mod-[", is.indentLess],
  ["Mod-]", is.indentMore],
  ["Shift-Mod-k", is.deleteLine],
];

/** With another key on macOS. */
const twofold = [
  ["Mod-ArrowLeft", "Alt-ArrowLeft", is.cursorGroupLeft, is.selectGroupLeft],
  ["Mod-ArrowRight", "Alt-ArrowRight", is.cursorGroupRight, is.selectGroupRight],
  ["Mod-Backspace", "Alt-Backspace", is.deleteGroupBackward],
  ["Mod-Delete", "Alt-Delete", is.deleteGroupForward],
  ["Alt-l", "Ctrl-l", is.selectLine],
  ["Ctrl-m", "Shift-Alt-m", is.toggleTabFocusMode],
];

/** What macOS alone has. */
const mac = [
  ["Cmd-ArrowLeft", is.cursorLineBoundaryLeft, is.selectLineBoundaryLeft],
  ["Cmd-ArrowRight", is.cursorLineBoundaryRight, is.selectLineBoundaryRight],
  ["Cmd-ArrowUp", is.cursorDocStart, is.selectDocStart],
  ["Cmd-ArrowDown", is.cursorDocEnd, is.selectDocEnd],
  ["Ctrl-ArrowUp", is.cursorPageUp, is.selectPageUp],
  ["Ctrl-ArrowDown", is.cursorPageDown, is.selectPageDown],
  ["Mod-Backspace", is.deleteLineBoundaryBackward],
  ["Mod-Delete", is.deleteLineBoundaryForward],
  ["Ctrl-b", is.cursorCharLeft, is.selectCharLeft],
  ["Ctrl-f", is.cursorCharRight, is.selectCharRight],
  ["Ctrl-p", is.cursorLineUp, is.selectLineUp],
  ["Ctrl-n", is.cursorLineDown, is.selectLineDown],
  ["Ctrl-a", is.cursorLineStart, is.selectLineStart],
  ["Ctrl-e", is.cursorLineEnd, is.selectLineEnd],
  ["Ctrl-d", is.deleteCharForward],
  ["Ctrl-h", is.deleteCharBackward],
  ["Ctrl-k", is.deleteToLineEnd],
  ["Ctrl-Alt-h", is.deleteGroupBackward],
  ["Ctrl-o", is.splitLine],
  ["Ctrl-t", is.transposeChars],
  ["Ctrl-v", is.cursorPageDown],
];

export const keys = [
  ...is.historyKeymap,
  ...own.map(([key, run, shift]) => ({ key, run, shift, preventDefault: true })),
  ...shared.map(([key, run, shift]) => ({ key, run, shift })),
  ...twofold.map(([key, mac, run, shift]) => ({ key, mac, run, shift, preventDefault: true })),
  ...mac.map(([mac, run, shift]) => ({ mac, run, shift })),
];
