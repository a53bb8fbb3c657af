// The way between the trace and what it was read from, and the other ways of reading it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { expect } from "./support/expect.mjs";
import { decides, editor, requests, tree } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const link = (held) => `#s1.${deflateRawSync(Buffer.from(JSON.stringify(held))).toString("base64url")}`;
const row = (page, name) => tree(page).getByRole("treeitem", { name }).first();
const select = (page, name) => requests(page).filter({ hasText: name }).getByRole("button").click();
/** What stands in the outline of the editor. */
const outlined = (page) => page.locator(".ed .outline").allInnerTexts().then((texts) => texts.join(""));

test("pointing at a row outlines its source and what it was compared with, and pointing elsewhere takes that back", async (t) => {
  const page = await open(t);
  await row(page, /Allow RunWebTasks/).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await row(page, /"ecs:RunTask"/).hover();
  await expect(() => outlined(page), (text) => text.includes("ecs:RunTask"), "the outlined action");
  assert.equal(await page.locator(".is-source").getAttribute("data-pointer"), "/action");
  await row(page, /Resource .*task-definition\/web/).hover();
  await expect(() => page.locator("input.is-source").getAttribute("data-pointer"), (at) => at === "/resource", "the resource's field");
  await page.getByRole("textbox", { name: "Title of the scenario" }).hover();
  await page.getByRole("textbox", { name: "Title of the scenario" }).focus();
  await expect(() => page.locator("input.is-source").count(), (count) => count <= 1, "no further field");
});

test("a mark in the gutter opens its row", async (t) => {
  const page = await open(t);
  await select(page, "another family");
  await page.locator(".ed .mark[data-is]").nth(1).click();
  const focused = tree(page).locator(".is-focused");
  await expect(() => focused.count(), (count) => count === 1, "one focused row");
  assert.match(await focused.innerText(), /ecs:RunTask|RunWebTasks/);
});

test("near misses are ranked, each with the first character that differs", async (t) => {
  const page = await open(t);
  await select(page, "another family");
  await page.getByRole("button", { name: /^Near misses/ }).click();
  const near = page.getByRole("list", { name: "Near misses" }).getByRole("listitem");
  const first = await near.first().innerText();
  assert.match(first, /deployer › .*RunWebTasks[\s\S]*2 of 3 match[\s\S]*first difference: w asked, b given/);
  await near.first().getByRole("button", { name: /^line \d+ of deployer$/ }).click();
  const label = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.getAttribute("aria-label") ?? "");
  await expect(label, (text) => /deployer/.test(text), "the keyboard in the policy");
});

test("the trace is read as numbered sentences, and copied as such", async (t) => {
  const page = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await select(page, "List clusters in Ireland");
  await page.getByRole("button", { name: "As sentences" }).click();
  const told = page.getByRole("list", { name: "The trace as sentences" }).getByRole("listitem");
  assert.ok((await told.count()) >= 4);
  assert.match(await told.last().innerText(), /^Explicitly denied: .*region-lock/);
  await page.getByRole("button", { name: "Copy the trace" }).click();
  const copied = await expect(() => page.evaluate(() => navigator.clipboard.readText()), (text) => text.length > 0, "a copy");
  assert.match(copied, /^Explicitly denied — .*\n1\. .*\n2\. /);
});

test("an offer makes the request pass, and undo takes it back", async (t) => {
  const page = await open(t);
  await select(page, "another family");
  await decides(page, /^Implicitly denied/);
  await page.getByText("What would make this pass?").click();
  const offers = page.getByRole("list", { name: "What would make this pass" }).getByRole("listitem");
  await expect(() => offers.count(), (count) => count > 0, "an offer");
  await offers.first().getByRole("button", { name: /^Apply to the request/ }).click();
  await decides(page, /^Allowed/);
  await page.getByRole("status", { name: "Message" }).getByRole("button", { name: "Undo" }).click();
  await decides(page, /^Implicitly denied/);
});

test("where nothing would make a request pass, it is said why", async (t) => {
  const policy = (name, Effect) => ({ name, type: "identity", document: { Version: "2012-10-17", Statement: { Effect, Action: "*", Resource: "*" } } });
  const held = {
    title: "Denied outright",
    policies: [policy("all", "Allow"), policy("nothing", "Deny")],
    requests: [{ principal: "arn:aws:iam::111122223333:user/a", action: "ecs:RunTask", resource: "*" }],
  };
  const page = await open(t, { address: link(held) });
  await decides(page, /^Explicitly denied/);
  await page.getByText("What would make this pass?").click();
  await page.getByText("the deny of statement 1 of nothing names no exception that this request could be added to").waitFor();
});

test("a lane leads to its rows, and only what decides can be shown", async (t) => {
  const page = await open(t);
  await select(page, "List clusters in Ireland");
  await page.getByRole("list", { name: "Order of evaluation" }).getByRole("button", { name: /^Identity/ }).click();
  await expect(() => tree(page).locator(".is-focused").innerText(), (text) => /Identity-based/.test(text), "the identity-based policies");
  await page.getByRole("button", { name: /^Decisive/ }).click();
  assert.equal(await row(page, /Permissions boundary/).count(), 0);
  assert.match(await row(page, /Deny DenyOutsideTheUS/).innerText(), /DenyOutsideTheUS/);
});

test("the policy of a row opens when the row does, and the editor says how the caret's place came out", async (t) => {
  const page = await open(t);
  await select(page, "List clusters in Ireland");
  await row(page, /Deny DenyOutsideTheUS/).click();
  await editor(page, /region-lock, JSON editor/).waitFor();
  await expect(() => page.locator(".where").innerText().catch(() => ""), (text) => /DenyOutsideTheUS|caret/.test(text), "the line below the editor");
});
