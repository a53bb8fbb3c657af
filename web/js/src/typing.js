// Text that is typed over a selection goes through the editor's state. Left to the browser, the new text would keep the look of
// the old one by an inline style, which a content security policy refuses.
import { EditorView } from "@codemirror/view";

export const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const { from, to, empty } = state.selection.main;
    const plain = event.inputType === "insertText" && event.data !== null && !event.isComposing && !view.composing;
    if (!plain || empty || state.readOnly) return false;
    event.preventDefault();
    const typed = () => state.update(state.replaceSelection(event.data), { scrollIntoView: true, userEvent: "input.type" });
    const handled = state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, typed));
    if (!handled) view.dispatch(typed());
    return true;
  },
});
