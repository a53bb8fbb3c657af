// Opens the built site in Chromium for one test. Whatever the page complains of on the console, throws, fails to load
// or tries against its content security policy fails that test.
import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the site is served; `cargo xtask test` says it. */
export const siteUrl = process.env.PLAYGROUND_URL;

let launched;

/** The browser of this test file, started when it is first asked for. */
export function browser() {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
  return launched;
}

after(async () => {
  await (await launched)?.close();
});

/**
 * Opens an address in a browser profile of its own and waits until the page is drawn.
 *
 * `address` is relative to the site: "", "?fresh", "#s1.…"; an absolute one is taken as it is. `expected` are patterns
 * of complaints that the test provokes.
 */
export async function open(t, { address = "", width = 1440, height = 900, expected = [], ...context } = {}) {
  assert.ok(siteUrl, "PLAYGROUND_URL is not set: run the journeys by `cargo xtask test browser`");
  const profile = await (await browser()).newContext({
    viewport: { width, height },
    reducedMotion: "reduce",
    // Each journey has a browser of its own, which would keep the whole site for nothing; the one that goes offline allows it.
    serviceWorkers: "block",
    ...context,
  });
  const page = await profile.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (message.text().startsWith("Service Worker registration blocked by Playwright")) return;
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("requestfailed", (request) => {
    // What was on its way when the page was left.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    problems.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  t.after(async () => {
    await profile.close();
    assert.deepEqual(problems.filter((problem) => !expected.some((pattern) => pattern.test(problem))), []);
  });
  await page.goto(new URL(address, siteUrl).href);
  await page.getByRole("main").waitFor({ timeout: 15_000 }).catch((error) => {
    throw new Error(`the page is not drawn: ${problems.splice(0).join("\n") || "it complains of nothing"}`, { cause: error });
  });
  return page;
}
