// Starts the page that is one file. Whatever it would fetch is a data block, read at once: the page is drawn over the blocks.
import init from "/* module */";

const blocks = new Map(Array.from(document.querySelectorAll("script[type='text/plain']"), ({ id, textContent }) => [id, textContent]));
const bytes = (id) => Uint8Array.from(atob(blocks.get(id)), (character) => character.charCodeAt(0));

/** Stands for `fetch`: a block has the name of its file. */
globalThis.fetchBlock = async ({ pathname }) =>
  new Response(bytes(pathname.split("/").pop()), { headers: { "content-type": "application/wasm" } });

await init({ module_or_path: bytes("wasm") });
