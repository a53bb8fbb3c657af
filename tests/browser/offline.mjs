// Nothing leaves the browser, and after the first visit the page needs no network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { expect } from "./support/expect.mjs";
import { decides, openScenario, type } from "./support/page.mjs";
import { open } from "./support/playground.mjs";
import { serve } from "./support/own-server.mjs";

const LINKED = {
  title: "A link",
  policies: [{ name: "linked", type: "identity", document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' }],
  requests: [{ principal: "arn:aws:iam::999988887777:user/ann", action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }],
};
const action = (page) => page.getByRole("textbox", { name: "Action", exact: true });

test("a whole session asks nobody else for anything, nothing at all after the first load, and works without a network", async (t) => {
  const { address, asked, stop } = await serve(t);
  const page = await open(t, { address, serviceWorkers: "allow", expected: [/ERR_CONNECTION_REFUSED/] });
  const requested = [];
  page.context().on("request", (request) => requested.push(request.url()));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect(() => page.evaluate(() => navigator.serviceWorker.controller !== null), Boolean, "the worker at work");
  const first = asked.length;

  await action(page).fill("ecs:ListTasks");
  await decides(page, /denied/);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const share = page.getByRole("dialog", { name: "Share" });
  await expect(() => share.getByRole("textbox", { name: "Link" }).inputValue(), (link) => link.includes("#s1."), "a link");
  await page.keyboard.press("Escape");
  await openScenario(page, /Can a cluster be deleted without MFA/);
  await page.evaluate((hash) => { location.hash = hash; }, `#s1.${deflateRawSync(JSON.stringify(LINKED)).toString("base64url")}`);
  await decides(page, /Allowed/);
  await type(page, /policy linked, JSON editor/, LINKED.policies[0].document.replace("s3:*", "s3:Get*"));
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await page.getByRole("dialog", { name: "Paste" }).waitFor();
  await page.keyboard.press("Escape");
  await action(page).fill("s3:PutObject");
  await decides(page, /Implicitly denied/);
  assert.deepEqual(asked.slice(first), []);
  assert.deepEqual(requested.filter((url) => !url.startsWith(address)), []);

  await stop();
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.equal(await action(page).inputValue(), "s3:PutObject");
  await decides(page, /Implicitly denied/);
  await page.goto(`${address}?fresh`);
  await page.getByRole("main").waitFor();
  assert.equal(await action(page).inputValue(), "ecs:RunTask");
});
