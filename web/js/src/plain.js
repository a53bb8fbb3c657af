// The same document in a text area, for who prefers one: the page's findings and trace say what this one cannot draw.
import { Listeners } from "./listeners.js";
import { normalized } from "./text.js";

export class PlainEditor extends Listeners {
  #area = document.createElement("textarea");
  #caret = 0;
  /** Whether the focus, when it comes, was given by the page. */
  #focusGiven = false;

  constructor(root, label, text) {
    super();
    const area = this.#area;
    area.className = "plain";
    area.spellcheck = false;
    area.autocapitalize = "off";
    area.setAttribute("autocomplete", "off");
    area.setAttribute("autocorrect", "off");
    area.setAttribute("translate", "no");
    area.wrap = "off";
    // The height of a host that has none of its own.
    area.rows = 16;
    area.setAttribute("aria-label", label);
    area.value = normalized(text);
    area.addEventListener("input", () => {
      this.changed(area.value);
      this.#report();
    });
    for (const event of ["keyup", "pointerup", "select"]) area.addEventListener(event, () => this.#report());
    area.addEventListener("focus", () => {
      if (!this.#focusGiven) this.#caret = -1;
      this.#focusGiven = false;
      this.#report();
    });
    root.append(area);
  }

  #head() {
    const { selectionDirection, selectionStart, selectionEnd } = this.#area;
    return selectionDirection === "backward" ? selectionStart : selectionEnd;
  }

  #report() {
    const caret = this.#head();
    if (caret === this.#caret) return;
    this.#caret = caret;
    this.caretMoved(caret);
  }

  text() {
    return this.#area.value;
  }

  setText(text) {
    const area = this.#area;
    const now = normalized(text);
    if (now === area.value) return;
    const { selectionStart, selectionEnd, scrollTop, scrollLeft } = area;
    area.value = now;
    area.setSelectionRange(selectionStart, selectionEnd);
    area.scrollTo(scrollLeft, scrollTop);
  }

  setLabel(label) {
    this.#area.setAttribute("aria-label", label);
  }

  setReadonly(readonly) {
    this.#area.readOnly = readonly;
  }

  setMarks() {}

  setDiagnostics() {}

  setBars() {}

  setOutline() {}

  clearOutline() {}

  /** Selects a range and brings it to the middle: lines do not wrap, so each has the same height. */
  reveal(from, to) {
    const area = this.#area;
    area.setSelectionRange(from, to);
    const lines = area.value.split("\n").length;
    const line = area.value.slice(0, from).split("\n").length;
    area.scrollTop = (area.scrollHeight * (line - 0.5)) / lines - area.clientHeight / 2;
    this.#caret = this.#head();
  }

  focus() {
    this.#focusGiven = !this.#area.matches(":focus");
    this.#area.focus();
  }

  destroy() {
    this.#area.remove();
  }
}
