// A compiled module from whatever `init` was handed, and what went wrong in words that help.
const ABOUT = "iam-policy-playground: the engine cannot be loaded";
const HTML = "an HTML page came in its place: the server answers unknown addresses with a page, or the bundler moved this module without its wasm file. ";
const ENGINE = "Serve engine.wasm (Vite: optimizeDeps.exclude) and hand its address to init(), or import iam-policy-playground/inline";
const POLICY = "the page's Content-Security-Policy forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'";

/** Takes an address, a response, bytes or a module; `advice` says what helps where a page came instead. */
export async function moduleFrom(source, advice = ENGINE) {
  const given = await source;
  if (given instanceof WebAssembly.Module) return given;
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) return compiled(given, "the bytes", advice);
  if (typeof Response === "function" && given instanceof Response) return fromResponse(given, advice);
  if (typeof given === "string" || given instanceof URL) return fromResponse(await fetched(given), advice);
  throw new TypeError("init() takes an address (URL or string), a Response, bytes or a WebAssembly.Module");
}

async function fetched(address) {
  try {
    return await fetch(address);
  } catch (cause) {
    const hint = String(address).startsWith("file:") ? ". A page opened from a file cannot fetch: import iam-policy-playground/inline" : "";
    throw new Error(`${ABOUT}: ${address} cannot be fetched${hint}`, { cause });
  }
}

async function fromResponse(response, advice) {
  const from = response.url || "the response";
  if (!response.ok) throw new Error(`${ABOUT}: ${from} was answered with status ${response.status}`);
  if (/html/i.test(response.headers.get("Content-Type") ?? "")) throw new Error(`${ABOUT} from ${from}: ${HTML}${advice}`);
  return compiled(await response.arrayBuffer(), from, advice);
}

async function compiled(bytes, from, advice) {
  const view = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  if (String.fromCharCode(...view.subarray(0, 16)).trimStart().startsWith("<")) throw new Error(`${ABOUT} from ${from}: ${HTML}${advice}`);
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const forbidden = /content security policy|\bCSP\b|disallowed by embedder|unsafe-eval/i.test(cause.message);
    throw new Error(`${ABOUT} from ${from}: ${forbidden ? POLICY : cause.message}`, { cause });
  }
}
