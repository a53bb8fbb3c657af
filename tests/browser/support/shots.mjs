// Draws the page in ten states, at three widths, light and dark, to be looked at:
// `PLAYGROUND_URL=http://127.0.0.1:8080/ node tests/browser/support/shots.mjs FOLDER [STATE…]`
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { chromium } from "playwright-core";
import { decides, editor } from "./page.mjs";

const [folder = "shots", ...wanted] = process.argv.slice(2);
const site = process.env.PLAYGROUND_URL;
const WIDTHS = [1440, 900, 360];
const THEMES = ["light", "dark"];

const scenario = async (name) => JSON.parse(await readFile(new URL(`../../../web/gallery/${name}.json`, import.meta.url), "utf8"));
const link = (held) => `#s1.${deflateRawSync(Buffer.from(JSON.stringify(held))).toString("base64url")}`;
const first = await scenario("01-run-one-task-family");
const changed = structuredClone(first);
changed.policies[0].document = JSON.stringify(first.policies[0].document, null, 2).replace("task-definition/web:*", "task-definition/*");

/** The narrow page shows one panel. */
async function panel(page, name) {
  const tab = page.getByRole("tablist", { name: "Panels" }).getByRole("tab", { name });
  if (await tab.isVisible()) await tab.click();
}

async function request(page, name) {
  await panel(page, "Request");
  await page.getByRole("table", { name: "Requests" }).locator("tbody tr").filter({ hasText: name }).getByRole("button").first().click();
  await panel(page, "Trace");
}

/** Buttons that a narrow page keeps in its menu. */
async function fromBar(page, name) {
  const button = page.getByRole("banner").getByRole("button", { name, exact: true });
  if (!(await button.first().isVisible())) await page.getByLabel("More", { exact: true }).click();
  await button.filter({ visible: true }).click();
  await page.getByRole("dialog").waitFor();
}

const STATES = {
  "first-visit": { held: null, reach: async () => {} },
  allowed: { held: await scenario("24-trust-with-external-id"), reach: (page) => decides(page, /./) },
  "implicit-deny": { held: first, reach: (page) => request(page, "another cluster") },
  "explicit-deny": { held: await scenario("19-scp-region-lock"), reach: (page) => request(page, /explicit deny/) },
  "broken-policy": {
    held: first,
    async reach(page) {
      await panel(page, "Policies");
      await editor(page, /policy deployer, JSON editor/).click();
      await page.keyboard.press("ControlOrMeta+Home");
      await page.keyboard.press("End");
      await page.keyboard.insertText(" , ");
      await decides(page, /if/);
    },
  },
  requests: { held: await scenario("16-audit-of-a-changed-role"), reach: (page) => panel(page, "Request") },
  gallery: { held: first, reach: (page) => fromBar(page, "Gallery") },
  share: { held: first, reach: (page) => fromBar(page, "Share") },
  paste: {
    held: first,
    async reach(page) {
      await fromBar(page, "Paste");
      const denial = await readFile(new URL("../../paste/denied/cli.txt", import.meta.url), "utf8");
      await page.getByRole("textbox", { name: "Pasted text" }).fill(denial);
    },
  },
  compare: {
    held: changed,
    async reach(page) {
      await page.getByLabel("More", { exact: true }).click();
      await page.getByRole("button", { name: "Compare with…" }).click();
      const file = { name: "before.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(first)) };
      await page.getByLabel("File to compare with").setInputFiles(file);
      await page.getByRole("heading", { name: /newly allowed/ }).waitFor();
    },
  },
};

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});
for (const [name, { held, reach }] of Object.entries(STATES).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
  for (const width of WIDTHS) {
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({ viewport: { width, height: width < 720 ? 780 : 900 }, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(new URL(held ? link(held) : "", site).href);
      await page.getByRole("main").waitFor();
      await reach(page);
      // What is fetched when it is wanted.
      await page.waitForLoadState("networkidle");
      const path = join(folder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path });
      console.log(path);
      await context.close();
    }
  }
}
await browser.close();
