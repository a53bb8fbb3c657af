// Deno: the engine inside the script, since reading a file needs a permission.
export * from "./inline.js";
export { default } from "./inline.js";
