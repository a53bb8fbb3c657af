// The playground in a frame of somebody else's page, of another origin, in a sandbox that gives it none.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { decides, decision, tree } from "./support/page.mjs";
import { open, siteUrl } from "./support/playground.mjs";

const POLICY = { Version: "2012-10-17", Statement: [{ Sid: "Read", Effect: "Allow", Action: "ecs:Describe*", Resource: "*" }] };
const scenario = (action, expected) => ({
  title: "Looking on",
  policies: [{ name: "auditors", type: "identity", document: JSON.stringify(POLICY, null, 2) }],
  requests: [{ principal: "arn:aws:iam::111122223333:user/bob", action, resource: "*", expect: expected }],
});
const link = (value) => `#s1.${deflateRawSync(Buffer.from(JSON.stringify(value))).toString("base64url")}`;
const frame = (rest, sandbox = ' sandbox="allow-scripts"') => `<iframe title="Looking on" width="100%" height="100"${sandbox} src="${siteUrl}embed/${rest}"></iframe>`;

/** Opens a page of another origin with this in it, and the script that fits frames. */
async function around(t, inside, options) {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"><main><h1>Site</h1>${inside}</main><script type="module" src="${siteUrl}embed/host.js"></script></html>`;
  const server = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(html));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const page = await open(t, { address: `http://127.0.0.1:${server.address().port}/`, ...options });
  return { page, inner: page.frameLocator("iframe").first() };
}
const height = (page, index = 0) => page.locator("iframe").nth(index).evaluate((frame) => frame.getBoundingClientRect().height);

for (const [width, colorScheme] of [[1200, "light"], [900, "dark"], [360, "light"]]) {
  test(`a frame in a sandbox decides and gets its height, ${width} px, ${colorScheme}`, async (t) => {
    const { page, inner } = await around(t, frame(link(scenario("ecs:DescribeTasks", "allowed"))), { width, colorScheme });
    await decides(inner, /^Allowed/);
    await inner.getByText("as expected", { exact: true }).waitFor();
    await expect(() => height(page), (high) => high > 300, "the height of what is in it");
    const content = page.frames()[1];
    const scrolls = () => content.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
    await expect(scrolls, (over) => over <= 0, "nothing to scroll inside");
    assert.deepEqual(await violations(content), []);
  });
}

test("the scenario is edited in the frame, and its address stays", async (t) => {
  const { page, inner } = await around(t, frame(link(scenario("ecs:DescribeTasks", "allowed"))));
  await decides(inner, /^Allowed/);
  await inner.getByRole("textbox", { name: "Action", exact: true }).fill("ecs:StopTask");
  await decides(inner, /^Implicitly denied/);
  await inner.getByText("not as expected").waitFor();
  assert.equal(await page.frames()[1].evaluate(() => location.hash), link(scenario("ecs:DescribeTasks", "allowed")));
  const href = await inner.getByRole("link", { name: "Open in the playground" }).getAttribute("href");
  assert.ok(href.startsWith(`${siteUrl}#s1.`), href);
});

test("what would make the request pass is applied in the frame, and undone", async (t) => {
  const { inner } = await around(t, frame(link(scenario("ecs:StopTask"))));
  await decides(inner, /^Implicitly denied/);
  await inner.getByText("What would make this pass?").click();
  await inner.getByRole("button", { name: /^Apply to auditors/ }).first().click();
  await decides(inner, /^Allowed/);
  await inner.getByRole("button", { name: "Undo" }).click();
  await decides(inner, /^Implicitly denied/);
});

test("another fragment is another scenario; one that is none says so", async (t) => {
  const { page, inner } = await around(t, frame(link(scenario("ecs:DescribeTasks"))));
  await decides(inner, /^Allowed/);
  const go = (fragment) => page.locator("iframe").evaluate((frame, address) => { frame.src = address; }, `${siteUrl}embed/${fragment}`);
  await go(link(scenario("ecs:StopTask")));
  await decides(inner, /^Implicitly denied/);
  await go("#s1.!!!");
  await inner.getByText("This link is damaged", { exact: true }).waitFor();
  await go("");
  await inner.getByRole("heading", { name: "No scenario" }).waitFor();
});

test("the query says what is shown, and to whom the height is told", async (t) => {
  const fragment = link(scenario("ecs:DescribeTasks"));
  const { page } = await around(t, `${frame(`?view=trace&theme=dark&readonly${fragment}`)}${frame(`?parent=https://other.example${fragment}`)}`, { expected: [/target origin provided/] });
  const [first, second] = [0, 1].map((index) => page.frameLocator("iframe").nth(index));
  await tree(first).waitFor();
  await decision(second).waitFor();
  assert.equal(await first.getByRole("textbox").count(), 0);
  const ground = await page.frames()[1].evaluate(() => getComputedStyle(document.querySelector(".pg")).backgroundColor);
  assert.equal(ground, "rgb(15, 18, 22)");
  await expect(() => height(page, 0), (high) => high > 110, "its height");
  await expect(() => height(page, 1), (high) => high < 110, "the height it was given");
});

test("only a frame of the playground, of its own origin, changes its height", async (t) => {
  const { page } = await around(t, `${frame(link(scenario("ecs:DescribeTasks")), "")}<iframe title="other" height="100" src="about:blank"></iframe>`);
  await decides(page.frameLocator("iframe").first(), /^Allowed/);
  await expect(() => height(page), (high) => high > 300, "the height of what is in it");
  const before = await height(page);
  const said = { type: "iam-playground:height", height: 5000 };
  // Said by the page itself, by another frame, and with what is no height.
  await page.evaluate((said) => postMessage(said, "*"), said);
  await page.frames()[2].evaluate((said) => parent.postMessage(said, "*"), said);
  for (const high of [-1, 1e9, "5000", null]) await page.frames()[1].evaluate((said) => parent.postMessage(said, "*"), { ...said, height: high });
  // Messages come in the order in which they were sent: this one is the last.
  await page.frames()[1].evaluate((said) => parent.postMessage(said, "*"), { ...said, height: 4321 });
  await expect(() => height(page), (high) => high > 4300, "the last height");
  assert.ok(before < 4000);
  assert.ok((await height(page, 1)) < 110);
});
