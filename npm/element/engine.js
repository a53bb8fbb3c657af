// What draws the panels: one instance for all elements of a page, fetched when the first of them wants it.
import { moduleFrom } from "../js/module-from.js";

const ADVICE = "Serve element.wasm beside element.js, or let the bundler do so (Vite: optimizeDeps.exclude)";

let started;

export function engine() {
  started ??= load().catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function load() {
  const [{ start }, module] = await Promise.all([import("./element-view.js"), moduleFrom(new URL("./element.wasm", import.meta.url), ADVICE)]);
  return start(module);
}
