// What an editor reports, one listener each.

export class Listeners {
  #change = () => {};
  #caret = () => {};
  #mark = () => {};
  #fix = () => {};

  /** @param {(text: string) => void} listener Called when the person changed the text, never for `setText`. */
  onChange(listener) {
    this.#change = listener;
  }

  /** @param {(offset: number) => void} listener Called when the person moved the caret or came in, never for `reveal`. */
  onCaret(listener) {
    this.#caret = listener;
  }

  /** @param {(node: string) => void} listener Called with the node of a gutter mark that was activated. */
  onMark(listener) {
    this.#mark = listener;
  }

  /** @param {(diagnostic: string, fix: number) => void} listener Called with the chosen fix of a diagnostic. */
  onFix(listener) {
    this.#fix = listener;
  }

  changed(text) {
    this.#change(text);
  }

  caretMoved(offset) {
    this.#caret(offset);
  }

  markActivated(node) {
    this.#mark(node);
  }

  fixChosen(diagnostic, fix) {
    this.#fix(diagnostic, fix);
  }
}
