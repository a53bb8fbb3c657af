// Pasting what people have: recognised as it is typed, added with its notes, and a denial leads to the node that decides.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { decides, openScenario, requests, tab, tree, undo } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const folder = new URL("../paste/", import.meta.url);
const text = (path) => readFile(new URL(path, folder), "utf8");

const dialog = (page) => page.getByRole("dialog", { name: "Paste" });
const field = (page) => dialog(page).getByRole("textbox", { name: "Pasted text" });
const add = (page) => dialog(page).getByRole("button", { name: "Add", exact: true });
const shape = (page) => dialog(page).getByRole("status");
const pasteButton = (page) => page.getByRole("button", { name: "Paste", exact: true });

async function paste(page, content) {
  await pasteButton(page).click();
  await field(page).fill(content);
}

const SHAPES = {
  policy: "Policy document",
  "aws-cli": "Output of the AWS CLI",
  "url-encoded": "Policy document",
  "cloudformation-json": "CloudFormation template",
  "cloudformation-yaml": "CloudFormation template",
  "terraform-jsonencode": "Terraform configuration",
  "terraform-heredoc": "Terraform configuration",
  "terraform-policy-document": "Terraform configuration",
  cloudtrail: "CloudTrail event",
};

test("each shape is recognised as it is typed", async (t) => {
  const page = await open(t);
  await pasteButton(page).click();
  for (const [name, words] of Object.entries(SHAPES)) {
    const files = (await readdir(new URL(`${name}/`, folder))).filter((file) => !file.endsWith(".found.txt"));
    assert.ok(files.length >= 3, name);
    for (const file of files) {
      await field(page).fill(await text(`${name}/${file}`));
      await expect(() => shape(page).innerText(), (said) => said.includes(words) && /\d (polic|request)/.test(said), `${name}/${file}: ${words}`);
      assert.equal(await add(page).isEnabled(), true, file);
    }
  }
});

test("what is not read is listed with its line", async (t) => {
  const page = await open(t);
  await paste(page, await text("cloudformation-yaml/deployer.yaml"));
  const notes = dialog(page).getByRole("region", { name: "Notes" });
  await notes.getByText("line 16").waitFor();
  const said = await notes.innerText();
  assert.match(said, /not read of Deployer: MaxSessionDuration, Tags/);
  assert.match(said, /111122223333 stands for AWS::AccountId/);
  await field(page).fill("nothing that is known");
  await expect(() => shape(page).innerText(), (words) => words.includes("Not recognised"), "not recognised");
  assert.equal(await add(page).isDisabled(), true);
});

test("policies are added, and undo takes them back", async (t) => {
  const page = await open(t);
  const before = await page.getByRole("tablist", { name: "Policies" }).getByRole("tab").count();
  await paste(page, await text("cloudformation-json/queue-and-topic.json"));
  await add(page).click();
  await dialog(page).waitFor({ state: "detached" });
  await tab(page, /OrdersPolicy/).waitFor();
  assert.equal(await page.getByRole("tablist", { name: "Policies" }).getByRole("tab").count(), before + 2);
  await undo(page).click();
  await expect(() => page.getByRole("tablist", { name: "Policies" }).getByRole("tab").count(), (count) => count === before, "as before");
});

test("policies can take the place of those that are there", async (t) => {
  const page = await open(t);
  await paste(page, await text("terraform-policy-document/trust-and-rights.tf"));
  await dialog(page).getByRole("checkbox", { name: /In place of the policies/ }).check();
  await add(page).click();
  await dialog(page).waitFor({ state: "detached" });
  await expect(() => page.getByRole("tablist", { name: "Policies" }).getByRole("tab").count(), (count) => count === 2, "two policies");
});

test("a whole scenario is opened in the place of the present one", async (t) => {
  const page = await open(t);
  await paste(page, await readFile(new URL("../../web/gallery/19-scp-region-lock.json", import.meta.url), "utf8"));
  await dialog(page).getByRole("button", { name: "Open", exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
  const title = JSON.parse(await readFile(new URL("../../web/gallery/19-scp-region-lock.json", import.meta.url), "utf8")).title;
  assert.equal(await page.getByRole("textbox", { name: "Title of the scenario" }).inputValue(), title);
});

test("the dialog is used and left by keyboard", async (t) => {
  const page = await open(t);
  await pasteButton(page).press("Enter");
  await dialog(page).waitFor();
  await expect(() => field(page).evaluate((element) => element === document.activeElement), Boolean, "the field has the keyboard");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  assert.equal(await pasteButton(page).evaluate((element) => element === document.activeElement), true);
  await page.keyboard.press("Enter");
  await expect(() => field(page).evaluate((element) => element === document.activeElement), Boolean, "the field has the keyboard again");
  await page.keyboard.insertText(await text("policy/read-orders.json"));
  await page.keyboard.press("Control+Enter");
  await dialog(page).waitFor({ state: "detached" });
  await tab(page, /policy/).last().waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe reports nothing on the paste dialog, ${colorScheme}`, async (t) => {
    const page = await open(t, { colorScheme });
    for (const path of ["denied/cli.txt", "cloudformation-yaml/deployer.yaml", "denied/ec2-encoded.txt"]) {
      await paste(page, await text(path));
      assert.deepEqual(await violations(page), [], path);
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
    }
  });
}

test("the dialog fits into 320 px", async (t) => {
  const page = await open(t, { width: 320, height: 700 });
  await page.getByLabel("More", { exact: true }).click();
  await pasteButton(page).click();
  await field(page).fill(await text("terraform-heredoc/bucket.tf"));
  await add(page).waitFor();
  const wider = await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.equal(wider, 0);
});

test("an encoded message is said to be undecodable here", async (t) => {
  const page = await open(t);
  await paste(page, await text("denied/ec2-encoded.txt"));
  await dialog(page).getByText("aws sts decode-authorization-message").waitFor();
  assert.equal(await add(page).isDisabled(), true);
});

/** The messages of the table in `tests/paste/README.md`, with the decision that their words tell. */
const wordings = (await text("README.md"))
  .split("\n")
  .filter((line) => line.includes("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, type, kind, message, expected, code]) => ({ name: `${type} ${kind}`.trim(), message: message.replaceAll("`", ""), expected, code }));

test("after each wording of a denial, in three actions, the request is selected and the deciding node has the keyboard", async (t) => {
  const page = await open(t);
  assert.ok(wordings.length >= 35);
  for (const { name, message, expected } of wordings) {
    // One: the dialog is opened. Two: the message is pasted. Three: it is added.
    await pasteButton(page).click();
    await field(page).fill(message);
    await add(page).click();
    await dialog(page).waitFor({ state: "detached" });
    const selected = requests(page).filter({ has: page.locator("[aria-current='true']") });
    const action = /perform: (\S+)/.exec(message)?.[1] ?? "s3:PutObject";
    await expect(() => selected.innerText(), (row) => row.includes(action), `${name}: ${action} is selected`);
    const focused = () => tree(page).evaluate((element) => element.contains(document.activeElement) && document.activeElement.className);
    await expect(focused, (classes) => /is-decisive|is-path/.test(classes), `${name}: the deciding row has the keyboard`);
    if (expected) assert.match(await selected.innerText(), expected === "explicitDeny" ? /explicit deny/ : /implicit deny/, name);
  }
});

test("a denial that is asked of the policies of the page points at the statement that denies", async (t) => {
  const page = await open(t);
  await openScenario(page, /Region/i);
  const message =
    "User: arn:aws:iam::111122223333:user/x is not authorized to perform: ec2:RunInstances on resource: " +
    "arn:aws:ec2:us-east-1:111122223333:instance/* with an explicit deny in a service control policy";
  await paste(page, message);
  await add(page).click();
  await decides(page, /denied/i);
  await tree(page).locator(".is-focused").waitFor();
});
