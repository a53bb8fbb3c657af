// What the browser keeps: the tab's draft, revisions, the theme; and what a fresh start does not show.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "./support/expect.mjs";
import { decides, openScenario, redo, requests, undo } from "./support/page.mjs";
import { open, siteUrl } from "./support/playground.mjs";

const action = (page) => page.getByRole("textbox", { name: "Action", exact: true });
const saved = (page) => expect(() => page.locator(".top__saved").innerText(), (text) => /saved/.test(text), "saved");

test("a reload in the middle of typing loses nothing", async (t) => {
  const page = await open(t);
  await action(page).fill("ecs:ListTasks");
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.equal(await action(page).inputValue(), "ecs:ListTasks");
});

test("the work is there when the tab was closed, and a second tab has its own draft", async (t) => {
  const page = await open(t);
  await action(page).fill("ecs:ListTasks");
  await saved(page);
  const other = await page.context().newPage();
  await other.goto(siteUrl);
  await other.getByRole("main").waitFor();
  assert.equal(await action(other).inputValue(), "ecs:ListTasks");
  await action(other).fill("ecs:ListServices");
  await saved(other);
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.equal(await action(page).inputValue(), "ecs:ListTasks");
});

test("what was kept under the same names is found, whoever wrote it", async (t) => {
  const page = await open(t, { address: "?fresh" });
  await page.evaluate((scenario) => new Promise((resolve, reject) => {
    const request = indexedDB.open("iam-policy-playground", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "tab" });
      request.result.createObjectStore("revisions", { keyPath: "id", autoIncrement: true });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction(["drafts", "revisions"], "readwrite");
      transaction.objectStore("drafts").put({ tab: "older", at: 1, scenario: "{}" });
      transaction.objectStore("drafts").put({ tab: "younger", at: 2, scenario });
      transaction.objectStore("revisions").add({ at: 1, label: "Kept long ago", scenario });
      transaction.oncomplete = () => resolve(request.result.close());
    };
  }), JSON.stringify({
    title: "Kept",
    policies: [],
    requests: [{ principal: "arn:aws:iam::111122223333:user/a", action: "ecs:ListTasks", resource: "*" }],
  }));
  await page.goto(siteUrl);
  await page.getByRole("main").waitFor();
  assert.equal(await action(page).inputValue(), "ecs:ListTasks");
  await action(page).fill("ecs:ListServices");
  const kept = () => page.evaluate(() => new Promise((resolve) => {
    indexedDB.open("iam-policy-playground", 1).onsuccess = ({ target: { result } }) => {
      const stores = result.transaction(["drafts", "revisions"]);
      const records = {};
      for (const name of ["drafts", "revisions"]) {
        stores.objectStore(name).getAll().onsuccess = ({ target }) => (records[name] = target.result);
      }
      stores.oncomplete = () => resolve(records);
    };
  }));
  await expect(kept, ({ drafts }) => drafts.some(({ scenario }) => scenario.includes("ecs:ListServices")), "a draft of this tab");
  const { drafts, revisions } = await kept();
  assert.deepEqual(drafts.map((draft) => Object.keys(draft).sort()), Array(3).fill(["at", "scenario", "tab"]));
  assert.deepEqual(revisions.map(({ label }) => label), ["Kept long ago", "Before changes: Kept"]);
});

test("a fresh start shows nothing of yours and takes nothing away", async (t) => {
  const page = await open(t);
  await action(page).fill("ecs:ListTasks");
  await saved(page);
  const fresh = await page.context().newPage();
  await fresh.goto(new URL("?fresh", siteUrl).href);
  await fresh.getByRole("main").waitFor();
  assert.equal(await action(fresh).inputValue(), "ecs:RunTask");
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.equal(await action(page).inputValue(), "ecs:ListTasks");
});

test("what another scenario takes the place of becomes a revision", async (t) => {
  const page = await open(t);
  await action(page).fill("ecs:ListTasks");
  await openScenario(page, /Can a cluster be deleted without MFA/);
  assert.equal(await action(page).inputValue(), "ecs:DeleteCluster");
  await page.getByLabel("More", { exact: true }).click();
  await page.getByRole("button", { name: "Revisions" }).click();
  const dialog = page.getByRole("dialog", { name: "Revisions" });
  await dialog.getByRole("button", { name: /^Open Who may run the web tasks/ }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await action(page).inputValue(), "ecs:ListTasks");
});

test("undo and redo go over all panels", async (t) => {
  const page = await open(t);
  await action(page).fill("ecs:ListTasks");
  await page.getByRole("textbox", { name: "Title of the scenario" }).fill("Another title");
  await undo(page).click();
  await undo(page).click();
  assert.equal(await action(page).inputValue(), "ecs:RunTask");
  assert.equal(await undo(page).getAttribute("aria-disabled"), "true");
  await redo(page).click();
  assert.equal(await action(page).inputValue(), "ecs:ListTasks");
});

test("the theme is remembered", async (t) => {
  const page = await open(t, { colorScheme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.querySelector(".top")).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: "Theme: system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await page.getByRole("button", { name: "Theme: dark" }).waitFor();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.equal(await ground(), dark);
});

test("a dropped scenario opens, a dropped policy is added", async (t) => {
  const page = await open(t);
  const drop = (name, text) => page.locator(".pg").evaluate((ground, [name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: "application/json" }));
    ground.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
  }, [name, text]);
  await drop("deny.json", '{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }');
  await decides(page, /^Explicitly denied/);
  assert.equal(await page.getByRole("tab", { name: /^deny/ }).count(), 1);
  await drop("mine.json", JSON.stringify({
    title: "Dropped",
    policies: [],
    requests: [{ principal: "arn:aws:iam::111122223333:user/a", action: "ecs:RunTask", resource: "*" }],
  }));
  await expect(() => requests(page).count(), (count) => count === 1, "the dropped scenario");
  await decides(page, /^Implicitly denied/);
});
