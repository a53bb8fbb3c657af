// Chromium, and a server for the files that it opens.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };

/** What a strict page allows itself when it runs WebAssembly. */
export const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

let launched;
after(async () => (await launched)?.close());

/** Serves a folder for one test; `missing` answers for what is not there. Gives the address. */
export async function serve(t, folder, { policy, missing = (response) => response.writeHead(404).end() } = {}) {
  const server = createServer((request, response) => {
    const path = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
    const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "index.html") : path;
    if (!statSync(file, { throwIfNoEntry: false })) return missing(response);
    const headers = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" };
    return response.writeHead(200, policy ? { ...headers, "Content-Security-Policy": policy } : headers).end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

/** Opens an address; gives the page and what the browser complains of. */
export async function open(t, address) {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
  const page = await (await launched).newPage();
  t.after(() => page.close());
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, complaints };
}

/** Opens an address; gives the text of its `output` once it has one, and what the browser complained of. */
export async function outputOf(t, address) {
  const { page, complaints } = await open(t, address);
  const output = page.locator("output:not(:empty)");
  await output.waitFor({ timeout: 20_000 }).catch((error) => {
    throw new Error(`${address} says nothing: ${complaints.join("\n")}`, { cause: error });
  });
  return { text: await output.textContent(), complaints, page };
}
