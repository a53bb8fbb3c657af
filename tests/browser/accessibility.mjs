// For everyone: axe reports nothing on any state, the keyboard does everything, nothing is cut at 320 px.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { decides, editor, openScenario, requests, tree, type } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const axe = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe reports of the page as it is. */
async function violations(page) {
  await page.evaluate(axe);
  const report = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return report.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
}

const states = {
  "the first visit": async () => {},
  "an explicit deny": async (page) => {
    await requests(page).filter({ hasText: "List clusters in Ireland" }).getByRole("button").click();
    await decides(page, /^Explicitly denied/);
  },
  "an implicit deny": async (page) => {
    await requests(page).filter({ hasText: "another family" }).getByRole("button").click();
    await decides(page, /^Implicitly denied/);
  },
  "a broken policy": async (page) => {
    await type(page, /policy deployer, JSON editor/, '{ "Version": ');
    await decides(page, /if/);
  },
  "no decision": async (page) => {
    await page.getByRole("textbox", { name: "Resource", exact: true }).fill("x");
    await decides(page, /^No decision/);
  },
  "the request as JSON": async (page) => {
    await page.getByRole("button", { name: "JSON", exact: true }).click();
    await editor(page, "Request, JSON editor").waitFor();
  },
  "context rows of every kind": async (page) => {
    await openScenario(page, /Can a cluster be deleted without MFA/);
    await page.getByRole("button", { name: "Remove aws:MultiFactorAuthPresent" }).click();
    await page.getByRole("button", { name: "Add key" }).click();
  },
  "the gallery": async (page) => {
    await page.getByRole("button", { name: "Gallery" }).click();
    await page.getByRole("dialog").waitFor();
  },
  "the share dialog": async (page) => {
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("dialog").waitFor();
  },
  "the revisions": async (page) => {
    await page.getByLabel("More", { exact: true }).click();
    await page.getByRole("button", { name: "Revisions" }).click();
    await page.getByRole("dialog").waitFor();
  },
};

for (const [name, reach] of Object.entries(states)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe reports nothing on ${name}, ${colorScheme}`, async (t) => {
      const page = await open(t, { colorScheme });
      await reach(page);
      assert.deepEqual(await violations(page), []);
    });
  }
}

test("axe reports nothing in forced colours", async (t) => {
  const page = await open(t, { forcedColors: "active" });
  assert.deepEqual(await violations(page), []);
});

for (const panel of ["Policies", "Request", "Trace"]) {
  test(`at 320 px the panel ${panel} fits and axe reports nothing`, async (t) => {
    const page = await open(t, { width: 320, height: 640 });
    await page.getByRole("tablist", { name: "Panels" }).getByRole("tab", { name: panel }).click();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `${width} px`);
    assert.deepEqual(await violations(page), []);
  });
}

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
