// Workers on workerd, whose bundlers give a compiled module for a wasm file; `init` need not be called.
import engine from "./engine.wasm";
import { loadWith, start, isStarted } from "./core.js";
export * from "./public.js";

loadWith(() => engine);

export default async function init(wasm = engine) {
  if (!isStarted()) start(await wasm);
}
