// The engine inside the script: nothing is fetched, so that it works from a file, from one bundle, and where reading files needs a permission.
import { isStarted, loadWith, start } from "./core.js";
import { base64 } from "./engine.base64.js";
import { moduleFrom } from "./module-from.js";
export * from "./public.js";

const engine = () => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
loadWith(engine);

export default async function init(wasm) {
  if (!isStarted()) start(await moduleFrom(wasm ?? engine()));
}
