// The policies: tabs, types, names, order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "./support/expect.mjs";
import { decides, editor, tab, type } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const DENY = '{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }';

test("each policy has a tab that says its type and what it says", async (t) => {
  const page = await open(t);
  assert.match(await tab(page, /deployer/).innerText(), /Identity · allows/);
  assert.match(await tab(page, /region-lock/).innerText(), /SCP/);
  await tab(page, /region-lock/).click();
  assert.equal(await editor(page, /^Service control policy region-lock, JSON editor$/).count(), 1);
});

test("a policy is added, typed and named, and decides at once", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Add policy" }).click();
  await type(page, /^Identity-based policy policy, JSON editor$/, DENY);
  await decides(page, /^Explicitly denied/);
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("textbox", { name: "Name of the policy" }).fill("no-more");
  await page.keyboard.press("Enter");
  await decides(page, /no-more/);
  await page.getByRole("combobox", { name: "Policy type" }).selectOption("Permissions boundary");
  await decides(page, /boundary/i);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await decides(page, /^Allowed/);
  await page.getByRole("status", { name: "Message" }).getByRole("button", { name: "Undo" }).click();
  await decides(page, /^Explicitly denied/);
});

test("what a policy is attached to decides whether it takes part", async (t) => {
  const page = await open(t);
  const attached = page.getByRole("textbox", { name: "Attached to" });
  await attached.fill("arn:aws:iam::123456789012:user/other");
  await attached.press("Enter");
  await decides(page, /^Implicitly denied/);
  assert.match(await tab(page, /deployer/).innerText(), /takes no part/);
});

for (const width of [1440, 900, 360]) {
  test(`what a resource policy is attached to has room at ${width} px`, async (t) => {
    const page = await open(t, { width });
    if (width < 720) await page.getByRole("tablist", { name: "Panels" }).getByRole("tab", { name: "Policies" }).click();
    await page.getByRole("combobox", { name: "Policy type" }).selectOption("Resource-based policy");
    await page.getByRole("combobox", { name: "Resource type" }).selectOption("IAM::AssumeRolePolicyDocument");
    const { width: room } = await page.getByRole("textbox", { name: "Attached to" }).boundingBox();
    assert.ok(room > 120, `${room} px`);
  });
}

test("a tab that is wider than the strip shows its beginning", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("textbox", { name: "Name of the policy" }).fill("n".repeat(128));
  await page.keyboard.press("Enter");
  await tab(page, /developer-boundary/).click();
  await tab(page, /nnn/).evaluate((element) => element.click());
  const left = () => tab(page, /nnn/).evaluate((element) => element.getBoundingClientRect().left);
  await expect(left, (x) => x >= 0, "its left edge on the screen");
});

test("tabs are walked and moved by keyboard", async (t) => {
  const page = await open(t);
  await tab(page, /deployer/).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await tab(page, /developer-boundary/).getAttribute("aria-selected"), "true");
  await page.getByRole("button", { name: "Move left" }).press("Enter");
  const names = await page.getByRole("tablist", { name: "Policies" }).locator(".tab__name").allInnerTexts();
  assert.deepEqual(names.slice(0, 2), ["developer-boundary", "deployer"]);
});

test("SCPs stand under the name of their node", async (t) => {
  const page = await open(t);
  await tab(page, /region-lock/).click();
  const attached = page.getByRole("textbox", { name: "Attached to" });
  await attached.fill("ou-prod");
  await attached.press("Enter");
  assert.equal(await page.locator("[data-node='ou-prod']").getByRole("tab").count(), 1);
});

test("each policy keeps its own undo in its editor", async (t) => {
  const page = await open(t);
  await editor(page, /policy deployer, JSON editor/).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await tab(page, /developer-boundary/).click();
  const boundary = editor(page, /boundary developer-boundary, JSON editor/);
  const before = await boundary.innerText();
  await boundary.click();
  await page.keyboard.press("ControlOrMeta+z");
  assert.equal(await boundary.innerText(), before);
});
