// Puts an editor into its host.
//
// Offsets count UTF-16 units of the text with `\n` line ends. Lists come as JSON, because one string crosses from
// WebAssembly faster than many small values.
import { CodeEditor } from "./code.js";
import { PlainEditor } from "./plain.js";
import { mount } from "./mount.js";

/**
 * @param {HTMLElement} host An element without children of its own.
 * @param {string} mode
 * @param {string} label The accessible name.
 * @param {string} text
 * @param {import("@codemirror/state").Extension} more What the editor does besides.
 * @param {string} moreCss Its style.
 * @returns {CodeEditor | PlainEditor}
 */
export function editor(host, mode, label, text, more, moreCss) {
  const root = mount(host, moreCss);
  return mode === "plain" ? new PlainEditor(root, label, text) : new CodeEditor(root, label, text, more);
}
