// Each documentation site with three embeds, as a reader sees it with and without JavaScript, and as `check-docs` does.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { STRICT_WITHOUT_STYLES, browser, open, serve } from "./support/browser.mjs";
import { commandLine, leave, sites } from "./support/sites.mjs";

after(leave);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What the embeds decide, in the order of the page. */
const DECISIONS = [/^Allowed.*app-role/s, /^Explicitly denied.*KeepProd/s, /^Allowed.*auditors/s];
const SAID_WITHOUT_SCRIPT = ["StopOrders", "KeepProd", "ecs:DeleteCluster", "Denied by the second statement", "auditors"];

/** What a tool's own script warns of, with no harm: mdBook's highlighter knows no language of this name. */
const THEIRS = { mdBook: /^Could not find the language 'iam-playground'|^Falling back to no-highlight mode/ };
/** mdBook has every page once more in the one that is printed. */
const RUNS = { mdBook: 8 };

// They are built side by side: most of it is waiting for one of them.
const built = Object.fromEntries(Object.entries(sites).map(([name, build]) => [name, build()]));
for (const building of Object.values(built)) building.catch(() => {});

for (const name of Object.keys(sites)) {
  const policy = name.startsWith("plain") ? STRICT_WITHOUT_STYLES : undefined;

  test(`${name}: every embed is drawn`, async (t) => {
    const { page, complaints } = await open(t, await serve(t, await built[name], policy));
    // Those that are not near the window are not drawn yet: going there draws them.
    const embeds = page.locator("iam-playground");
    // The one of a code block is there once the tool's own script has run.
    await embeds.nth(2).waitFor({ state: "attached" });
    assert.equal(await embeds.count(), 3);
    for (const [index, expected] of DECISIONS.entries()) {
      const embed = embeds.nth(index);
      // One that stands for a code block has no size of its own before it is drawn.
      await embed.evaluate((element) => (element.offsetHeight > 0 ? element : element.nextElementSibling).scrollIntoView());
      const decision = embed.getByRole("status", { name: "Decision" });
      await decision.waitFor();
      await embed.getByText("as expected", { exact: true }).waitFor();
      assert.match(await decision.innerText(), expected);
    }
    assert.equal(await page.locator("pre:visible", { hasText: "StopOrders" }).count(), 0, "the code block is replaced");
    // The way from the trace to the text works inside a shadow root too.
    await embeds.first().getByRole("treeitem").filter({ hasText: "StopOrders" }).first().click();
    // A policy of the page may forbid that axe is added to it; what the browser runs for a developer it cannot.
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ include: [["iam-playground"]] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`)]), []);
    assert.deepEqual(complaints.filter((complaint) => !THEIRS[name]?.test(complaint)), []);
  });

  test(`${name}: it reads well without JavaScript`, async (t) => {
    const { page } = await open(t, await serve(t, await built[name], policy), { javaScriptEnabled: false });
    const text = await page.locator("body").innerText();
    for (const words of SAID_WITHOUT_SCRIPT) assert.ok(text.includes(words), words);
  });

  test(`${name}: check-docs runs every embed, and fails when one is not as expected`, async () => {
    const folder = await built[name];
    const said = execFileSync(process.execPath, [commandLine, "check-docs", folder], { encoding: "utf8" });
    assert.match(said, new RegExp(`^${RUNS[name] ?? 4} passed, 0 failed`, "m"));
    const page = join(folder, readdirSync(folder).find((file) => file === "index.html"));
    const html = readFileSync(page, "utf8");
    const changed = html.replace(/(<iam-playground[^>]*expect=")explicitDeny"/, '$1allowed"');
    assert.notEqual(changed, html);
    writeFileSync(page, changed);
    const { status, stdout } = spawnSync(process.execPath, [commandLine, "check-docs", folder], { encoding: "utf8" });
    writeFileSync(page, html);
    assert.equal(status, 1);
    assert.match(stdout, /expected allowed, got explicitDeny/);
  });
}

test("a reader sees an expectation that is not met", async (t) => {
  const folder = await built["plain HTML under a strict policy"];
  const html = readFileSync(join(folder, "index.html"), "utf8");
  writeFileSync(join(folder, "wrong.html"), html.replace('expect="explicitDeny"', 'expect="allowed"'));
  const { page, complaints } = await open(t, new URL("wrong.html", await serve(t, folder, STRICT_WITHOUT_STYLES)).href);
  const embed = page.locator("iam-playground").nth(1);
  await embed.scrollIntoViewIfNeeded();
  await embed.getByText("not as expected").waitFor();
  await embed.getByText("expected allowed").waitFor();
  assert.deepEqual(complaints, []);
});

after(async () => (await browser())?.close());
