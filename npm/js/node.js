// Node.js: the engine is read from the file beside this one when something is first asked; `init` need not be called.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isStarted, loadWith, start } from "./core.js";
import { moduleFrom } from "./module-from.js";
export * from "./public.js";

const engine = () => readFileSync(join(__dirname, "engine.wasm"));
loadWith(engine);

export default async function init(wasm) {
  if (!isStarted()) start(wasm === undefined ? engine() : await moduleFrom(wasm));
}
