// For everyone: axe reports nothing on any state, the keyboard does everything, nothing is cut at 320 px.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { decides, editor, openScenario, requests, tree, type } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const gallery = new URL("../../web/gallery/", import.meta.url);
const scenario = async (file) => JSON.parse(await readFile(new URL(file, gallery), "utf8"));
const dialog = (page, name) => page.getByRole("dialog", { name }).waitFor();

const states = {
  "the first visit": async () => {},
  "an explicit deny": async (page) => {
    await requests(page).filter({ hasText: "List clusters in Ireland" }).getByRole("button").click();
    await decides(page, /^Explicitly denied/);
  },
  "an implicit deny, its near misses and offers": async (page) => {
    await requests(page).filter({ hasText: "another family" }).getByRole("button").click();
    await decides(page, /^Implicitly denied/);
    await page.getByText("What would make this pass?").click();
    await page.getByRole("button", { name: /^Near misses/ }).click();
  },
  "the trace as sentences": async (page) => {
    await page.getByRole("button", { name: "As sentences" }).click();
  },
  "a broken policy": async (page) => {
    await type(page, /policy deployer, JSON editor/, '{ "Version": ');
    await decides(page, /if/);
  },
  "no decision": async (page) => {
    await page.getByRole("textbox", { name: "Resource", exact: true }).fill("x");
    await decides(page, /^No decision/);
  },
  "no policy": async (page) => {
    for (let count = 0; count < 4; count++) await page.getByRole("button", { name: "Remove", exact: true }).click();
    await decides(page, /^Implicitly denied/);
  },
  "a request that is not as expected": async (page) => {
    await page.getByRole("combobox", { name: "Expected decision" }).selectOption("explicitDeny");
    await requests(page).getByLabel("not as expected").waitFor();
  },
  "the request as JSON": async (page) => {
    await page.getByRole("button", { name: "JSON", exact: true }).click();
    await editor(page, "Request, JSON editor").waitFor();
  },
  "context rows of every kind": async (page) => {
    await openScenario(page, /Can a cluster be deleted without MFA/);
    await page.getByRole("button", { name: "Remove aws:MultiFactorAuthPresent" }).click();
    for (const [key, kind] of [["a:text", "string"], ["a:list", "list"], ["a:bool", "bool"], ["a:number", "number"], ["a:date", "date"], ["a:ip", "IP"], ["a:arn", "ARN"]]) {
      await page.getByRole("button", { name: "Add key" }).click();
      await page.keyboard.type(key);
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: `Type of ${key}` }).selectOption(kind);
    }
    await page.getByRole("button", { name: "Add key" }).click();
  },
  "the gallery": async (page) => {
    await page.getByRole("button", { name: "Gallery" }).click();
    await dialog(page, "Gallery");
  },
  "the share dialog": async (page) => {
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await dialog(page, "Share");
  },
  "the revisions": async (page) => {
    await page.getByLabel("More", { exact: true }).click();
    await page.getByRole("button", { name: "Revisions" }).click();
    await dialog(page, "Revisions");
  },
};

/** The page in the other theme, in forced colours, and as wide as the narrowest telephone. */
async function everywhere(page, what) {
  const found = [];
  const look = async (where, rules) => found.push(...(await violations(page, rules)).map((violation) => `${what}, ${where}: ${violation}`));
  await look("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await look("dark", ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  await look("forced colours", ["color-contrast", "link-in-text-block"]);
  await page.emulateMedia({ forcedColors: "none" });
  await page.setViewportSize({ width: 320, height: 640 });
  await look("320 px");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) found.push(`${what}: ${width} px wide`);
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}

for (const [name, reach] of Object.entries(states)) {
  test(`axe reports nothing on ${name}: light, dark, in forced colours, at 320 px`, async (t) => {
    const page = await open(t, { colorScheme: "light" });
    await reach(page);
    assert.deepEqual(await everywhere(page, name), []);
  });
}

for (const panel of ["Policies", "Request", "Trace"]) {
  test(`at 320 px the panel ${panel} fits and axe reports nothing`, async (t) => {
    const page = await open(t, { width: 320, height: 640 });
    await page.getByRole("tablist", { name: "Panels" }).getByRole("tab", { name: panel }).click();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `${width} px`);
    assert.deepEqual(await violations(page), []);
  });
}

/** Of each reason that the gallery knows, the first request that comes out so, as the first of its scenario. */
async function ofEachReason() {
  const found = new Map();
  for (const file of (await readdir(gallery)).sort()) {
    const { requests, ...rest } = await scenario(file);
    for (const request of requests) {
      const reason = `${request.expect} ${request.expectBecause?.code}`;
      if (!found.has(reason)) found.set(reason, { ...rest, requests: [request] });
    }
  }
  return found;
}

test("axe reports nothing on a decision of each reason that the gallery knows", async (t) => {
  const page = await open(t);
  const reasons = await ofEachReason();
  assert.ok(reasons.size >= 10, [...reasons.keys()].join());
  const found = [];
  for (const [reason, held] of reasons) {
    const link = `#s1.${deflateRawSync(Buffer.from(JSON.stringify(held))).toString("base64url")}`;
    await page.evaluate((hash) => { location.hash = hash; }, link);
    await expect(() => page.getByRole("textbox", { name: "Title of the scenario" }).inputValue(), (title) => title === held.title, held.title);
    await expect(() => requests(page).count(), (count) => count === 1, "its one request");
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
      found.push(...(await violations(page, rules)).map((violation) => `${reason}: ${violation}`));
    }
  }
  assert.deepEqual(found, []);
});

test("the landmarks and names are there", async (t) => {
  const page = await open(t);
  for (const region of ["Policies", "Request", "Decision and trace"]) {
    assert.equal(await page.getByRole("region", { name: region, exact: true }).count(), 1, region);
  }
  assert.equal(await page.getByRole("main").count(), 1);
  assert.equal(await tree(page).count(), 1);
  assert.equal(await page.getByRole("table", { name: "Requests" }).count(), 1);
  for (const field of ["Principal", "Action", "Resource"]) assert.equal(await page.getByLabel(field, { exact: true }).count(), 1, field);
});

for (const name of ["About this scenario", "More"]) {
  test(`what "${name}" opens goes by Escape, a press elsewhere, or when the keyboard leaves it`, async (t) => {
    const page = await open(t);
    const button = page.getByLabel(name, { exact: true });
    const isOpen = () => button.evaluate((summary) => summary.parentElement.open);
    await button.click();
    await page.keyboard.press("Escape");
    assert.equal(await isOpen(), false);
    assert.equal(await button.evaluate((summary) => summary === document.activeElement), true);
    await button.click();
    await page.mouse.click(700, 800);
    assert.equal(await isOpen(), false);
    await button.click();
    await page.getByRole("textbox", { name: "Principal", exact: true }).focus();
    assert.equal(await isOpen(), false);
  });
}

test("a dialog of the menu gives the keyboard back to it", async (t) => {
  const page = await open(t);
  const menu = page.getByLabel("More", { exact: true });
  await menu.click();
  await page.getByRole("button", { name: "Revisions" }).click();
  await page.getByRole("dialog", { name: "Revisions" }).waitFor();
  await page.keyboard.press("Escape");
  await expect(() => menu.evaluate((summary) => summary === document.activeElement), Boolean, "the keyboard on the menu");
});

test("the keyboard stays in the panel when the button that was pressed goes", async (t) => {
  const page = await open(t);
  const on = () => page.evaluate(() => document.activeElement.innerText.split("\n")[0]);
  await requests(page).filter({ hasText: "another cluster" }).getByRole("button").click();
  await page.locator("summary", { hasText: "What would make this pass?" }).press("Enter");
  await page.getByRole("button", { name: /^Apply to the request/ }).first().press("Enter");
  await decides(page, /^Allowed/);
  await expect(() => page.evaluate(() => document.activeElement.role), (role) => role === "treeitem", "the keyboard in the trace");
  await page.getByRole("button", { name: "Remove ecs:cluster" }).press("Enter");
  await expect(on, (text) => /another cluster/.test(text), "the keyboard on the request");
  await page.getByRole("button", { name: "Remove request" }).press("Enter");
  await expect(on, (text) => /another family/.test(text), "the keyboard on the next request");
  await page.getByRole("button", { name: "Remove", exact: true }).press("Enter");
  await expect(on, (text) => /developer-boundary/.test(text), "the keyboard on the next policy");
});

test("columns are widened by keyboard", async (t) => {
  const page = await open(t);
  const splitter = page.getByRole("separator", { name: "Width of the policies" });
  const width = () => page.getByRole("region", { name: "Policies", exact: true }).evaluate((region) => region.clientWidth);
  const before = await width();
  await splitter.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.ok((await width()) > before + 20);
  await page.keyboard.press("Home");
  assert.ok((await width()) < before);
});

test("every control is at least 24 px in both directions", async (t) => {
  const page = await open(t);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, input, summary, [role=tab]")]
      .filter((element) => element.checkVisibility() && !element.closest("p, .decision__text, .tr, .near"))
      .map((element) => [element.getBoundingClientRect(), element])
      .filter(([box]) => box.width > 0 && (box.width < 23.5 || box.height < 23.5))
      .map(([box, element]) => `${element.outerHTML.slice(0, 120)} ${box.width}x${box.height}`),
  );
  assert.deepEqual(small, []);
});
