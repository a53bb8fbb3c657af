// The editor with colours, marks and squiggles.
import { history, isolateHistory } from "@codemirror/commands";
import { indentUnit } from "@codemirror/language";
import { Annotation, Compartment, EditorSelection, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap } from "@codemirror/view";
import { barsEffect, decisiveBars } from "./bars.js";
import { brackets } from "./brackets.js";
import { findings, findingsEffects } from "./diagnostics.js";
import { numbersAndFolding } from "./folding.js";
import { closing } from "./indenting.js";
import { keys } from "./keys.js";
import { colours } from "./language.js";
import { Listeners } from "./listeners.js";
import { marksEffect, marksGutter } from "./marks.js";
import { outlineEffect, sourceOutline } from "./outline.js";
import { changesBetween, normalized } from "./text.js";
import { typingOver } from "./typing.js";
import { wrapping } from "./wrapping.js";

/** On a change that came from the page, which therefore knows it. */
const given = Annotation.define();

/** On a selection to which the page sent the caret. */
const sent = Annotation.define();

const phrases = EditorState.phrases.of({ "folded code": "Folded", unfold: "Unfold" });

/** `tabindex` is what an editable element has anyway; accessibility checkers look for the attribute. */
const named = (label) => EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });

export class CodeEditor extends Listeners {
  #view;
  #label = new Compartment();
  #readonly = new Compartment();
  /** Makers of effects, by what they set: one transaction carries all that the page gives at a time. */
  #waiting = new Map();
  /** Whether the focus, when it comes, was given by the page. */
  #focusGiven = false;

  constructor(root, label, text, more) {
    super();
    const choose = (diagnostic, fix) => this.fixChosen(diagnostic, fix);
    const extensions = [
      marksGutter((node) => this.markActivated(node)),
      numbersAndFolding,
      wrapping,
      decisiveBars,
      sourceOutline,
      colours,
      findings(choose),
      more,
      phrases,
      history(),
      typingOver,
      brackets,
      closing,
      indentUnit.of("  "),
      EditorState.tabSize.of(2),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      this.#label.of(named(label)),
      this.#readonly.of(EditorState.readOnly.of(false)),
      keymap.of(keys),
      EditorView.updateListener.of((update) => this.#report(update)),
    ];
    const state = EditorState.create({ doc: normalized(text), extensions });
    this.#view = new EditorView({ state, parent: root, root });
  }

  #report(update) {
    if (update.docChanged && update.transactions.some((one) => one.docChanged && !one.annotation(given))) {
      this.changed(update.state.doc.toString());
    }
    const caret = update.state.selection.main.head;
    const moved = caret !== update.startState.selection.main.head && !update.transactions.some((one) => one.annotation(sent));
    const entered = update.focusChanged && update.view.hasFocus && !this.#focusGiven;
    if (update.focusChanged) this.#focusGiven = false;
    if (moved || entered) this.caretMoved(caret);
  }

  text() {
    return this.#view.state.doc.toString();
  }

  /** Replaces the text. The caret stays at its place in the text, and undo takes the change back. */
  setText(text) {
    const changes = changesBetween(this.text(), normalized(text));
    if (changes.length === 0) return;
    this.#flush();
    this.#view.dispatch({ changes, annotations: [given.of(true), isolateHistory.of("full")], userEvent: "set" });
  }

  setLabel(label) {
    this.#view.dispatch({ effects: this.#label.reconfigure(named(label)) });
  }

  setReadonly(readonly) {
    this.#view.dispatch({ effects: this.#readonly.reconfigure(EditorState.readOnly.of(readonly)) });
  }

  /** @param {string} marks JSON, `[offset, kind, node, title]` each. */
  setMarks(marks) {
    this.#set("marks", () => marksEffect(JSON.parse(marks)));
  }

  /** @param {string} diagnostics JSON, a list of findings. */
  setDiagnostics(diagnostics) {
    const choose = (diagnostic, fix) => this.fixChosen(diagnostic, fix);
    this.#set("diagnostics", () => findingsEffects(this.#view.state, JSON.parse(diagnostics), choose));
  }

  /** @param {string} bars JSON, `[from, to, effect]` each. */
  setBars(bars) {
    this.#set("bars", () => barsEffect(JSON.parse(bars)));
  }

  setOutline(from, to) {
    this.#set("outline", () => outlineEffect({ from, to }));
  }

  clearOutline() {
    this.#set("outline", () => outlineEffect(undefined));
  }

  #set(what, effects) {
    if (this.#waiting.size === 0) queueMicrotask(() => this.#flush());
    this.#waiting.set(what, effects);
  }

  #flush() {
    if (this.#waiting.size === 0) return;
    const effects = [...this.#waiting.values()].flatMap((make) => make());
    this.#waiting.clear();
    this.#view.dispatch({ effects });
  }

  /** Selects a range and brings it to the middle. */
  reveal(from, to) {
    const { length } = this.#view.state.doc;
    const selection = EditorSelection.range(Math.min(from, length), Math.min(to, length));
    this.#view.dispatch({
      selection,
      effects: EditorView.scrollIntoView(selection, { y: "center", x: "nearest" }),
      annotations: sent.of(true),
      userEvent: "select",
    });
  }

  focus() {
    this.#focusGiven = !this.#view.hasFocus;
    this.#view.focus();
  }

  destroy() {
    this.#waiting.clear();
    this.#view.destroy();
  }
}
