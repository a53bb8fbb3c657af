// The same functions; the engine is inside the script and nothing is fetched.
export * from "./index.js";
export { default } from "./index.js";
