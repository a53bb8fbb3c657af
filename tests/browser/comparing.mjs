// Comparing with a revision, a file or a link: which requests come out otherwise, and which lines of the policies changed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { decides, requests, type } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const SCENARIO = JSON.parse(await readFile(new URL("../../web/gallery/01-run-one-task-family.json", import.meta.url), "utf8"));
const DEPLOYER = JSON.stringify(SCENARIO.policies[0].document, null, 2);
/** One family becomes every family: the request for another one is then allowed. */
const WIDER = DEPLOYER.replace("task-definition/web:*", "task-definition/*");
const wider = structuredClone(SCENARIO);
wider.policies[0].document = WIDER;

const link = (scenario) => `#s1.${deflateRawSync(Buffer.from(JSON.stringify(scenario))).toString("base64url")}`;
const dialog = (page) => page.getByRole("dialog", { name: "Compare" });
const table = (page) => dialog(page).getByRole("table", { name: "Requests, before and now" });
const says = (page, words) => expect(() => dialog(page).innerText(), (text) => words.test(text), words);
const menu = (page) => page.getByLabel("More", { exact: true });

async function widen(page) {
  await type(page, /policy deployer, JSON editor/, WIDER);
}

async function openDialog(page) {
  await menu(page).click();
  await page.getByRole("button", { name: "Compare with…" }).click();
  await dialog(page).waitFor();
}

async function compareWithLast(page) {
  await openDialog(page);
  await dialog(page).getByRole("button", { name: /^Compare with Before changes/ }).first().click();
  await says(page, /newly allowed/);
}

const compareWithFile = (page, name, text) =>
  dialog(page).getByLabel("File to compare with").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

async function compareWithLink(page, address) {
  await dialog(page).getByRole("textbox", { name: "Link to compare with" }).fill(address);
  await page.keyboard.press("Enter");
}

test("a policy is edited and compared with the last revision: the one request that is newly allowed stands first", async (t) => {
  const page = await open(t);
  await widen(page);
  await compareWithLast(page);
  await says(page, /1 newly allowed, 0 newly denied/);
  const rows = table(page).locator("tbody tr");
  assert.equal(await rows.count(), SCENARIO.requests.length);
  assert.match(await rows.first().innerText(), /Run another family in prod[\s\S]*implicit deny[\s\S]*allowed[\s\S]*newly allowed/);
  assert.equal(await table(page).getByText("newly allowed").count(), 1);
  const policy = dialog(page).getByRole("region", { name: "deployer: changed" });
  assert.match(await policy.locator("del").innerText(), /task-definition\/web:\*/);
  assert.match(await policy.locator("ins").innerText(), /task-definition\/\*/);
  await policy.getByRole("button", { name: /lines as before/ }).first().click();
  assert.equal(await policy.locator(".line").count(), DEPLOYER.split("\n").length);
  assert.match(await dialog(page).innerText(), /As before: developer-boundary, FullAWSAccess, region-lock/);
});

test("the request table shows before and now while one goes on editing", async (t) => {
  const page = await open(t);
  await widen(page);
  await compareWithLast(page);
  await page.keyboard.press("Escape");
  const note = page.getByRole("group", { name: "Comparison" });
  assert.match(await note.innerText(), /1 newly allowed, 0 newly denied/);
  assert.match(await requests(page).first().innerText(), /another family[\s\S]*implicit deny[\s\S]*→[\s\S]*allowed/);
  await requests(page).first().getByRole("button").click();
  await decides(page, /^Allowed/);
  await type(page, /policy deployer, JSON editor/, '{ "Version": "2012-10-17", "Statement": [] }');
  await expect(() => note.innerText(), (text) => /0 newly allowed, \d newly denied/.test(text), "the new count");
  await type(page, /policy deployer, JSON editor/, DEPLOYER);
  await expect(() => note.innerText(), (text) => /every decision as before/.test(text), "nothing changed");
  await note.getByRole("button", { name: "Stop comparing" }).click();
  assert.equal(await note.count(), 0);
  assert.match(await requests(page).first().innerText(), /Run web in prod/);
});

for (const width of [1440, 900, 360]) {
  test(`before and now have room in the request table at ${width} px`, async (t) => {
    const page = await open(t, { address: link(wider), width });
    await openDialog(page);
    await compareWithFile(page, "before.json", JSON.stringify(SCENARIO));
    await says(page, /newly allowed/);
    await page.keyboard.press("Escape");
    if (width < 1100) await page.getByRole("tablist", { name: "Panels" }).getByRole("tab", { name: "Request" }).click();
    const over = await requests(page).first().locator("td:nth-child(3)").evaluate((cell) => cell.querySelector(".turn__to").getBoundingClientRect().right - cell.getBoundingClientRect().right);
    assert.ok(over <= 0, `${over} px`);
  });
}

test("the scenario is compared with a file and with another link", async (t) => {
  const page = await open(t);
  await openDialog(page);
  await compareWithFile(page, "wider.json", JSON.stringify(wider));
  await says(page, /0 newly allowed, 1 newly denied/);
  await says(page, /Before: wider\.json/);
  await dialog(page).getByRole("button", { name: "Compare with another" }).click();
  await compareWithLink(page, `https://playground.test/${link({ ...wider, requests: wider.requests.slice(1) })}`);
  await says(page, /Before: .*\(link\)/);
  assert.match(await table(page).locator("tbody tr").filter({ hasText: "Run web in prod" }).innerText(), /only now/);
  await dialog(page).getByRole("button", { name: "Compare with another" }).click();
  await compareWithFile(page, "region-lock.json", '{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }');
  await says(page, /region-lock: changed|region-lock[\s\S]*changed/);
  assert.equal(await dialog(page).getByRole("region", { name: "region-lock: changed" }).count(), 1);
});

test("a damaged file or link gives a message and loses nothing", async (t) => {
  const page = await open(t);
  await widen(page);
  await openDialog(page);
  const alert = dialog(page).getByRole("alert");
  const refuses = (words) => expect(() => alert.innerText({ timeout: 1000 }).catch(() => ""), (text) => words.test(text), words);
  await compareWithFile(page, "notes.txt", "nothing that is known");
  await refuses(/notes\.txt cannot be compared/);
  await compareWithFile(page, "half.json", JSON.stringify(wider).slice(0, -20));
  await refuses(/half\.json cannot be compared/);
  await compareWithFile(page, "large.json", " ".repeat(1_100_000));
  await refuses(/large\.json is larger/);
  await compareWithLink(page, "https://playground.test/");
  await refuses(/no link of the playground/);
  await compareWithLink(page, link(wider).slice(0, -9));
  await refuses(/damaged/);
  await compareWithLink(page, `#s1.${"A".repeat(9000)}`);
  await refuses(/too long/);
  await compareWithLink(page, `#s1.${deflateRawSync(Buffer.from(" ".repeat(5_000_000))).toString("base64url")}`);
  await refuses(/holds too much/);
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("group", { name: "Comparison" }).count(), 0);
  await requests(page).filter({ hasText: "another family" }).getByRole("button").click();
  await decides(page, /^Allowed/);
});

test("a comparison is reached, read, copied and left by keyboard alone", async (t) => {
  const page = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await widen(page);
  const press = async (name, keys = "Enter") => {
    const active = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.innerText ?? "");
    for (let at = 0; at < 60 && !name.test(await active()); at++) await page.keyboard.press("Tab");
    assert.match(await active(), name);
    await page.keyboard.press(keys);
  };
  await page.getByRole("textbox", { name: "Title of the scenario" }).focus();
  await press(/^More$/);
  await press(/^Compare with…$/);
  await dialog(page).waitFor();
  await dialog(page).getByRole("button", { name: /^Compare with Before changes/ }).waitFor();
  await press(/^Compare with Before changes/);
  await says(page, /1 newly allowed/);
  const heading = () => page.evaluate(() => document.activeElement.innerText);
  await expect(heading, (text) => /1 newly allowed/.test(text), "the keyboard on what came of it");
  await press(/^Copy as Markdown$/);
  const copied = await expect(() => page.evaluate(() => navigator.clipboard.readText()), (text) => text.length > 0, "a copy");
  assert.match(copied, /\*\*1 newly allowed, 0 newly denied\*\*/);
  assert.match(copied, /\| Run another family in prod \|.*\| implicitly denied \| allowed \| newly allowed \|/);
  assert.match(copied, /```diff[\s\S]*\n- .*task-definition\/web:\*[\s\S]*\n\+ .*task-definition\/\*/);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
});

for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }, { width: 320, height: 700 }]) {
  test(`axe reports nothing on the comparison, ${JSON.stringify(options)}`, async (t) => {
    const page = await open(t, { address: link(wider), ...options });
    await openDialog(page);
    assert.deepEqual(await violations(page), []);
    await compareWithFile(page, "before.json", JSON.stringify(SCENARIO));
    await says(page, /1 newly allowed/);
    assert.deepEqual(await violations(page), []);
    const wide = await dialog(page).evaluate((element) => element.querySelector(".dialog__body").scrollWidth - element.querySelector(".dialog__body").clientWidth);
    assert.equal(wide, 0);
    await page.keyboard.press("Escape");
    assert.deepEqual(await violations(page), []);
  });
}
