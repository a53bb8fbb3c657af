// What the panels need besides their WebAssembly: its JavaScript, the editor in it, and the style sheet. A constructable sheet needs no
// exception from the policy of the page that they stand in.
import init, { mount } from "./panels.js";
import css from "./panels.css";

export async function start(module) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  await init({ module_or_path: module });
  return { mount, sheets: [sheet] };
}
