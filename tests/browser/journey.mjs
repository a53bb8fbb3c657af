// The main way through the page: read the decision, break a policy, mend it, change the request, follow the trace.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "./support/expect.mjs";
import { decides, decision, editor, openScenario, requests, tab, tree, type, undo } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

test("a first visit shows an Amazon ECS scenario, decided, with every expectation kept", async (t) => {
  const page = await open(t);
  await decides(page, /^Allowed/);
  assert.match(await requests(page).first().innerText(), /ecs:RunTask/);
  for (const row of await requests(page).all()) assert.equal(await row.getByLabel("as expected", { exact: true }).count(), 1);
  assert.ok((await tree(page).getByRole("treeitem").count()) > 3);
});

test("a broken policy is unread at once, and mending it brings the decision back", async (t) => {
  const page = await open(t);
  const name = /policy deployer, JSON editor/;
  const whole = await editor(page, name).innerText();
  await type(page, name, '{\n  "Version": "2012-10-17",\n  "Statement": [\n}');
  await decides(page, /Implicitly denied, if/);
  await expect(() => tab(page, /deployer/).innerText(), (text) => /cannot be read/.test(text), "an unread tab");
  const finding = page.getByRole("region", { name: "Findings" });
  assert.match(await finding.innerText(), /Error[\s\S]*line 4/);
  await finding.getByRole("button", { name: "line 4" }).click();
  assert.equal(await editor(page, name).evaluate((element) => element.getRootNode().activeElement === element), true);
  await undo(page).click();
  await decides(page, /^Allowed/);
  assert.equal(await editor(page, name).innerText(), whole);
});

test("flipping MFA in the request flips the decision", async (t) => {
  const page = await open(t);
  await openScenario(page, /Can a cluster be deleted without MFA/);
  await decides(page, /^Allowed/);
  const value = page.getByRole("combobox", { name: "Value of aws:MultiFactorAuthPresent" });
  await value.selectOption("false");
  await decides(page, /^Implicitly denied/);
  await value.selectOption("true");
  await decides(page, /^Allowed/);
});

test("a row of the trace leads to its exact text", async (t) => {
  const page = await open(t);
  const row = tree(page).getByRole("treeitem", { name: /ArnEquals/ }).first();
  await row.click();
  const selected = () => page.evaluate(() => {
    const roots = [...document.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean);
    return roots.map((root) => (root.getSelection?.() ?? document.getSelection()).toString()).join("");
  });
  await expect(selected, (text) => text.includes("ecs:cluster"), "the selected condition key");
});

test("the caret in a policy says how that part came out, and leads to its row", async (t) => {
  const page = await open(t);
  await editor(page, /policy deployer, JSON editor/).getByText("ecs:RunTask").first().click();
  const where = page.locator(".where");
  await expect(() => where.innerText(), (text) => /ecs:RunTask[\s\S]*matches/.test(text), "the outcome below the editor");
  await page.getByRole("button", { name: "Show in the trace" }).click();
  const row = tree(page).locator(".is-focused");
  await expect(() => row.count(), (count) => count === 1, "one focused row");
  assert.match(await row.innerText(), /ecs:RunTask/);
});

test("while the request is half typed there is no decision, and a link to the field", async (t) => {
  const page = await open(t);
  const resource = page.getByRole("textbox", { name: "Resource", exact: true });
  await resource.fill("arn:aws");
  await decides(page, /^No decision/);
  assert.equal(await resource.getAttribute("aria-invalid"), "true");
  await decision(page).getByRole("button").click();
  assert.equal(await resource.evaluate((field) => field === document.activeElement), true);
  await undo(page).click();
  await decides(page, /^Allowed/);
});

test("the trace is walked, opened and come back to by keyboard alone", async (t) => {
  const page = await open(t);
  const rows = tree(page).getByRole("treeitem");
  await rows.first().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  const active = () => page.evaluate(() => document.activeElement.innerText);
  while (!/^Allow\s+RunWebTasks/.test(await active())) await page.keyboard.press("ArrowDown");
  const row = await active();
  await page.keyboard.press("Enter");
  const inEditor = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.getAttribute("aria-label") ?? "");
  await expect(inEditor, (label) => /deployer, JSON editor/.test(label), "the keyboard in the editor");
  await page.keyboard.press("Escape");
  await expect(active, (text) => text === row, "the row again");
});

test("undo works by keyboard outside of fields", async (t) => {
  const page = await open(t);
  await page.getByRole("textbox", { name: "Resource", exact: true }).fill("x");
  await decides(page, /^No decision/);
  await page.getByRole("button", { name: "Gallery" }).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await decides(page, /^Allowed/);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await decides(page, /^No decision/);
});
