// The gallery: found by words and tags, opened by keyboard, every scenario as its author claims.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "./support/expect.mjs";
import { openScenario, requests } from "./support/page.mjs";
import { open } from "./support/playground.mjs";

const gallery = (page) => page.getByRole("dialog", { name: "Gallery" });
const cards = (page) => gallery(page).locator(".card__open");

test("scenarios are found by words and by tags", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Gallery" }).click();
  await cards(page).first().waitFor();
  const all = await cards(page).count();
  assert.ok(all >= 30);
  await gallery(page).getByRole("searchbox").fill("confused deputy");
  await expect(() => cards(page).count(), (count) => count > 0 && count < all, "fewer cards");
  await gallery(page).getByRole("searchbox").fill("nothing has these words");
  await expect(() => cards(page).count(), (count) => count === 0, "no card");
  await gallery(page).getByRole("searchbox").fill("");
  await gallery(page).getByRole("group", { name: "Tags" }).getByRole("button", { name: "S3" }).click();
  await expect(() => cards(page).count(), (count) => count > 0 && count < all, "the cards of a tag");
});

test("the gallery is used and left by keyboard", async (t) => {
  const page = await open(t);
  const button = page.getByRole("button", { name: "Gallery" });
  await button.press("Enter");
  await gallery(page).waitFor();
  await page.keyboard.press("Escape");
  await gallery(page).waitFor({ state: "detached" });
  assert.equal(await button.evaluate((element) => element === document.activeElement), true);
});

test("each scenario of the gallery opens and keeps what its author expects", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Gallery" }).click();
  await cards(page).first().waitFor();
  const titles = await cards(page).allInnerTexts();
  await page.keyboard.press("Escape");
  for (const title of titles) {
    await openScenario(page, title);
    const wrong = await requests(page).getByLabel("not as expected").count();
    assert.equal(wrong, 0, title);
    assert.equal(await page.getByRole("textbox", { name: "Title of the scenario" }).inputValue(), title);
  }
});
