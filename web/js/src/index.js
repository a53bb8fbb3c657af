// The JavaScript of the page: an editor for one JSON document, inside a shadow root of its host.
//
// Offsets count UTF-16 units of the text with `\n` line ends. Lists come as JSON, because one string crosses from
// WebAssembly faster than many small values.
import { CodeEditor } from "./code.js";
import { PlainEditor } from "./plain.js";
import { mount } from "./mount.js";

/**
 * @param {HTMLElement} host An element without children of its own.
 * @param {"code" | "plain"} mode
 * @param {"policy" | "json"} language What the strings mean: a policy's have wildcards and variables.
 * @param {string} label The accessible name.
 * @param {string} text
 * @returns {CodeEditor | PlainEditor}
 */
export function create(host, mode, language, label, text) {
  const root = mount(host);
  return mode === "plain" ? new PlainEditor(root, label, text) : new CodeEditor(root, language, label, text);
}
