// The table of requests, the form, its JSON, and the context.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "./support/expect.mjs";
import { decides, editor, openScenario, requests, type, undo } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

test("another request shows its own decision", async (t) => {
  const page = await open(t);
  await requests(page).filter({ hasText: "List clusters in Ireland" }).getByRole("button").click();
  await decides(page, /^Explicitly denied/);
  assert.equal(await page.getByRole("textbox", { name: "Action", exact: true }).inputValue(), "ecs:ListClusters");
});

test("the table is walked with the arrow keys", async (t) => {
  const page = await open(t);
  await requests(page).first().getByRole("button").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.locator("[aria-current=true]").filter({ hasText: /another family/ }).waitFor();
});

test("requests are added, named, expected and removed, and undo brings them back", async (t) => {
  const page = await open(t);
  const count = await requests(page).count();
  await page.getByRole("button", { name: "Add this request" }).click();
  assert.equal(await requests(page).count(), count + 1);
  await page.getByRole("button", { name: "Rename request" }).click();
  await page.getByRole("textbox", { name: "Name of the request" }).fill("Mine");
  await page.keyboard.press("Enter");
  const mine = requests(page).filter({ hasText: "Mine" });
  await page.getByRole("button", { name: "Expect this decision" }).click();
  assert.equal(await mine.getByLabel("as expected", { exact: true }).count(), 1);
  await page.getByRole("combobox", { name: "Expected decision" }).selectOption("explicitDeny");
  assert.equal(await mine.getByLabel("not as expected").count(), 1);
  assert.match(await page.locator(".tally").innerText(), /1/);
  await page.getByRole("button", { name: "Remove request" }).click();
  assert.equal(await mine.count(), 0);
  await page.getByRole("status", { name: "Message" }).getByRole("button", { name: "Undo" }).click();
  assert.equal(await mine.count(), 1);
});

test("form and JSON are the same request", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const name = "Request, JSON editor";
  const text = await editor(page, name).innerText();
  assert.match(text, /"action": "ecs:RunTask"/);
  await type(page, name, '{ "principal": "arn:aws:iam::123456789012:user/mary", "action": "ecs:Li');
  await decides(page, /^No decision/);
  await page.getByRole("button", { name: "Form", exact: true }).click();
  const form = page.getByRole("group", { name: "Request form" });
  await form.getByText("The JSON cannot be read.").waitFor();
  assert.equal(await form.getByRole("textbox", { name: "Action", exact: true }).inputValue(), "ecs:RunTask");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  assert.match(await editor(page, name).innerText(), /ecs:Li$/);
  await type(
    page,
    name,
    '{ "principal": "arn:aws:iam::123456789012:user/mary", "action": "ecs:ListClusters", "resource": "*", "context": { "aws:RequestedRegion": "us-east-1" } }',
  );
  await decides(page, /^Allowed/);
  await page.getByRole("button", { name: "Form", exact: true }).click();
  assert.equal(await form.getByText("The JSON cannot be read.").count(), 0);
  assert.equal(await page.getByRole("textbox", { name: "Action", exact: true }).inputValue(), "ecs:ListClusters");
  assert.equal(await page.getByRole("textbox", { name: "Value of aws:RequestedRegion" }).inputValue(), "us-east-1");
});

test("what the form has no field for is shown in it", async (t) => {
  const page = await open(t);
  const form = page.getByRole("group", { name: "Request form" });
  assert.match(await form.innerText(), /Call\s+\{"passRoles":\["arn:aws:iam::123456789012:role\/web-task"\]\}/);
  await openScenario(page, /What does a Region lock leave open/);
  assert.doesNotMatch(await form.innerText(), /\{/);
  await requests(page).filter({ hasText: "The management account" }).getByRole("button").click();
  assert.match(await form.innerText(), /Also\s+\{"organization":"management"\}/);
});

test("a missing key stands on top, keeps its place while it is filled in, and changes the decision", async (t) => {
  const page = await open(t);
  await openScenario(page, /Can a cluster be deleted without MFA/);
  await page.getByRole("button", { name: "Remove aws:MultiFactorAuthPresent" }).click();
  await decides(page, /^Implicitly denied/);
  const row = page.getByRole("group", { name: "aws:MultiFactorAuthPresent" });
  assert.match(await row.innerText(), /could change the decision/);
  await row.getByRole("button", { name: "Set it" }).click();
  await decides(page, /^Allowed/);
  await undo(page).click();
  await decides(page, /^Implicitly denied/);
  const value = row.getByRole("combobox", { name: "Value of aws:MultiFactorAuthPresent" });
  await value.focus();
  await value.selectOption("true");
  await decides(page, /^Allowed/);
  assert.equal(await value.evaluate((field) => field === document.activeElement), true);
});

test("a context key is added by keyboard, typed, checked and removed", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Add key" }).click();
  await page.keyboard.type("aws:SourceIp");
  await page.keyboard.press("Enter");
  const value = page.getByRole("textbox", { name: "Value of aws:SourceIp" });
  await value.fill("203.0.113.24");
  const kind = page.getByRole("combobox", { name: "Type of aws:SourceIp" });
  assert.equal(await kind.evaluate((field) => field.selectedOptions[0].text), "IP");
  await kind.selectOption("IP");
  await value.fill("203.0.113.256");
  const row = page.getByRole("group", { name: "aws:SourceIp" });
  await expect(() => row.innerText(), (text) => /not an IP address/.test(text), "a word on the address");
  await kind.selectOption("list");
  await page.getByRole("textbox", { name: "Add a value to aws:SourceIp" }).fill("198.51.100.1");
  await page.keyboard.press("Enter");
  assert.equal(await row.locator(".token").count(), 2);
  await page.getByRole("button", { name: "Remove aws:SourceIp" }).click();
  assert.equal(await row.count(), 0);
});

test("each kind of principal is a choice", async (t) => {
  const page = await open(t);
  const kinds = page.getByRole("combobox", { name: "Kind of principal" });
  const principal = page.getByRole("textbox", { name: "Principal", exact: true });
  for (const [kind, written] of [
    ["Role session", /:assumed-role\//],
    ["Service", /amazonaws\.com$/],
    ["Anonymous", /^anonymous$/],
    ["Root user", /:root$/],
    ["IAM user", /:user\//],
  ]) {
    await kinds.selectOption(kind);
    assert.match(await principal.inputValue(), written);
    await decides(page, /^(Allowed|Implicitly denied|Explicitly denied)/);
  }
});
