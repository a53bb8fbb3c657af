// Links and copies.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { expect } from "./support/expect.mjs";
import { decides, requests } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const link = (text) => `#s1.${deflateRawSync(Buffer.from(text)).toString("base64url")}`;
const action = (page) => page.getByRole("textbox", { name: "Action", exact: true });
const message = (page) => page.getByRole("status", { name: "Message" });
const SCENARIO = {
  title: "A link",
  policies: [{ name: "p", type: "identity", document: '{ "Version": "2012-10-17", "Statement": [' }],
  requests: [{ principal: "arn:aws:iam::999988887777:user/secret-name", action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }],
};

test("a copied link opens the same scenario elsewhere", async (t) => {
  const page = await open(t);
  await action(page).fill("ecs:ListTasks");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const field = page.getByRole("dialog", { name: "Share" }).getByRole("textbox", { name: "Link" });
  const address = await expect(() => field.inputValue(), (value) => value.includes("#s1."), "a link");
  const packed = address.slice(address.indexOf("#s1.") + 4);
  const held = JSON.parse(inflateRawSync(Buffer.from(packed, "base64url")).toString());
  assert.equal(held.requests[0].action, "ecs:ListTasks");
  const other = await open(t, { address });
  assert.equal(await action(other).inputValue(), "ecs:ListTasks");
  assert.equal(await requests(other).count(), held.requests.length);
});

test("a link opens as the current scenario, leaves the address, and a reload shows the edits", async (t) => {
  const page = await open(t, { address: link(JSON.stringify(SCENARIO)) });
  await decides(page, /Implicitly denied, if/);
  assert.equal(await page.evaluate(() => location.hash), "");
  await action(page).fill("s3:PutObject");
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.equal(await action(page).inputValue(), "s3:PutObject");
});

test("a link put into the address of the open page opens, and can be undone", async (t) => {
  const page = await open(t);
  await page.evaluate((hash) => { location.hash = hash; }, link(JSON.stringify(SCENARIO)));
  await expect(() => action(page).inputValue(), (value) => value === "s3:GetObject", "the link's request");
  await message(page).getByRole("button", { name: "Undo" }).click();
  assert.equal(await action(page).inputValue(), "ecs:RunTask");
});

for (const [what, fragment, says] of [
  ["damaged", link(JSON.stringify(SCENARIO)).slice(0, -9), /damaged/],
  ["garbled", "#s1.!!!", /damaged/],
  ["too long", `#s1.${"A".repeat(9000)}`, /too long/],
  ["of a newer form", "#s2.AAAA", /newer release/],
  ["no scenario", link('{"policies":[],"other":1}'), /no scenario/],
  ["a bomb", link(" ".repeat(5_000_000)), /holds too much/],
]) {
  test(`a link that is ${what} gives a message and leaves the work`, async (t) => {
    const page = await open(t);
    await action(page).fill("ecs:ListTasks");
    await page.evaluate((hash) => { location.hash = hash; }, fragment);
    await expect(() => message(page).innerText(), (text) => says.test(text), says);
    assert.equal(await action(page).inputValue(), "ecs:ListTasks");
    const fresh = await open(t, { address: fragment });
    await expect(() => message(fresh).innerText(), (text) => says.test(text), says);
    await decides(fresh, /^Allowed/);
  });
}

test("links of earlier releases open", async (t) => {
  const golden = JSON.parse(await readFile(new URL("./links.json", import.meta.url), "utf8"));
  for (const { fragment, scenario } of golden) {
    const page = await open(t, { address: `#${fragment}` });
    await expect(() => action(page).inputValue(), (value) => value === scenario.requests[0].action, "the link's request");
    assert.equal(await page.getByRole("textbox", { name: "Title of the scenario" }).inputValue(), scenario.title);
  }
});

test("what is copied is what is on the screen", async (t) => {
  const page = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const copied = async (name) => {
    await page.getByRole("button", { name }).click();
    await expect(() => page.evaluate(() => navigator.clipboard.readText()), (text) => text !== last, "another clipboard");
    last = await page.evaluate(() => navigator.clipboard.readText());
    return last;
  };
  let last = "";
  assert.match(await copied("Copy as Markdown"), /\| Run web in prod \|.*\| allowed \|/);
  assert.equal(JSON.parse(await copied("Copy as Scenario JSON")).requests.length, 6);
  assert.match(await copied("Copy as Embed element"), /<iam-playground aria-label="[^"]+">\n<pre><code class="language-json" data-policy="identity" data-name="deployer">/);
  assert.match(await copied("Copy as Embed frame"), /^<iframe src="http[^"]+\/embed\/#s1\.[\w-]+" title="[^"]+" sandbox="allow-scripts /);
  const command = await copied("Copy as AWS CLI");
  assert.match(command, /^aws iam simulate-custom-policy/);
  assert.match(command, /--action-names 'ecs:RunTask'/);
  assert.match(command, /"ContextKeyName":"ecs:cluster"/);
});

test("stand-ins take the place of account ids and names", async (t) => {
  const page = await open(t, { address: link(JSON.stringify(SCENARIO)) });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const field = page.getByRole("textbox", { name: "Link" });
  const before = await expect(() => field.inputValue(), (value) => value.includes("#s1."), "a link");
  await page.getByRole("checkbox", { name: /stand-ins/ }).check();
  const after = await expect(() => field.inputValue(), (value) => value !== before && value.includes("#s1."), "another link");
  const held = inflateRawSync(Buffer.from(after.slice(after.indexOf("#s1.") + 4), "base64url")).toString();
  assert.doesNotMatch(held, /secret-name|999988887777/);
});
