// The shadow root and its style sheet. A constructable sheet needs no exception from `style-src 'self'`.
import css from "./editor.css";
import { hangingStyles } from "./wrapping.js";

let sheet;

/** The host's root, empty and styled. A host that had an editor before keeps its root. */
export function mount(host, moreCss) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css + hangingStyles + moreCss);
  }
  root.replaceChildren();
  root.adoptedStyleSheets = [sheet];
  return root;
}
