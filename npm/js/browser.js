// Browsers and bundlers: `init` gets the engine from the file beside this one, or from what it is handed.
import { isStarted, start } from "./core.js";
import { moduleFrom } from "./module-from.js";
export * from "./public.js";

let starting;

export default function init(wasm) {
  starting ??= load(wasm).catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function load(wasm) {
  if (!isStarted()) start(await moduleFrom(wasm ?? new URL("./engine.wasm", import.meta.url)));
}
