// The built site runs from any path, sends what it must with its files, and runs as one file from `file://`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { open, siteUrl } from "./support/playground.mjs";

/** Where the standard library cannot be built along, what is built is larger: the set-up says so. */
const ROOM = process.env.STANDARD_LIBRARY === "as it comes" ? 1.1 : 1;
/** All that the page loads before it shows, in kB, compressed with brotli. */
const FIRST_LOAD = 350 * ROOM;

test("the page starts from a path of some depth, with nothing refused", async (t) => {
  const page = await open(t);
  assert.equal(await page.getByRole("main").count(), 1);
});

test("every address in the page stays below its own", async (t) => {
  const addresses = [];
  const page = await open(t);
  page.on("request", (request) => addresses.push(request.url()));
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.ok(addresses.length > 3, addresses.join("\n"));
  assert.deepEqual(addresses.filter((address) => !address.startsWith(siteUrl)), []);
});

test("what the page loads keeps its budget", async (t) => {
  const page = await open(t);
  const addresses = new Set();
  page.on("request", (request) => addresses.add(request.url()));
  await page.reload();
  await page.getByRole("main").waitFor();
  await page.getByRole("textbox").first().waitFor();
  const size = async (address) => brotliCompressSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length / 1000;
  const sizes = await Promise.all([...addresses].map(size));
  const sum = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(addresses.size > 3, [...addresses].join("\n"));
  console.log(`the first load: ${sum.toFixed(1)} kB of ${FIRST_LOAD}`);
  assert.ok(sum <= FIRST_LOAD, `${sum.toFixed(1)} kB, more than ${FIRST_LOAD}`);
});

test("the dialogs are fetched when one is opened; where they cannot be, the page says so and goes on", async (t) => {
  const page = await open(t, { expected: [/dialogs-/, /ERR_FAILED/, /Failed to fetch/] });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.reload();
  await page.getByRole("textbox").first().waitFor();
  assert.deepEqual(asked.filter((address) => address.includes("dialogs-")), []);
  await page.route("**/dialogs-*.wasm", (route) => route.abort());
  await page.getByRole("button", { name: "Gallery" }).click();
  await page.getByText("could not be fetched").waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.unroute("**/dialogs-*.wasm");
  let answer;
  const slow = new Promise((resolve) => (answer = resolve));
  await page.route("**/dialogs-*.wasm", (route) => slow.then(() => route.continue()));
  await page.getByRole("button", { name: "Gallery" }).click();
  await page.getByText("Fetching this part of the page").waitFor();
  answer();
  await page.getByRole("dialog", { name: "Gallery" }).waitFor();
});

test("the files come with the policy, and may be used by any page", async () => {
  const answer = await fetch(siteUrl);
  assert.equal(answer.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(answer.headers.get("access-control-allow-origin"), "*");
  assert.equal(answer.headers.get("cache-control"), "no-cache");
  const policy = answer.headers.get("content-security-policy");
  assert.ok(policy.startsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"));
  const page = await answer.text();
  assert.ok(page.includes(`<meta http-equiv="Content-Security-Policy" content="${policy}">`));
  const wasm = /href="(\.\/[^"]+\.wasm)"/.exec(page)[1];
  const head = await fetch(new URL(wasm, siteUrl), { method: "HEAD" });
  assert.equal(head.headers.get("content-type"), "application/wasm");
  assert.equal((await fetch(new URL("nothing.js", siteUrl))).status, 404);
  assert.equal((await fetch(siteUrl, { method: "POST" })).status, 405);
});

test("the whole page opens as one file", async (t) => {
  const file = new URL("../../dist/playground.html", import.meta.url);
  const page = await open(t, { address: pathToFileURL(file.pathname).href });
  assert.equal(new URL(page.url()).protocol, "file:");
});
