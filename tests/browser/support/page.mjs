// What the journeys look at and do, by the names that assistive technology gets.
import { expect } from "./expect.mjs";

/** The decision, as it is announced. */
export const decision = (page) => page.getByRole("status", { name: "Decision" });

/** Waits until the decision says this. */
export const decides = (page, words) => expect(() => decision(page).innerText(), (text) => words.test(text), words);

/** The editor of a policy, or of the request, by the beginning of its name. */
export const editor = (page, name) => page.getByRole("textbox", { name });

/** The tab of a policy. */
export const tab = (page, name) => page.getByRole("tablist", { name: "Policies" }).getByRole("tab", { name });

/** The trace. */
export const tree = (page) => page.getByRole("tree", { name: "Evaluation trace" });

/** The rows of the request table. */
export const requests = (page) => page.getByRole("table", { name: "Requests" }).locator("tbody tr");

/** Puts another text into an editor, as a person who deletes all and types. */
export async function type(page, name, text) {
  await editor(page, name).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** The buttons of the bar on top that go back and forth. */
export const undo = (page) => page.getByRole("banner").getByRole("button", { name: "Undo" });
export const redo = (page) => page.getByRole("banner").getByRole("button", { name: "Redo" });

/** Opens a scenario from the gallery by its title. */
export async function openScenario(page, title) {
  await page.getByRole("button", { name: "Gallery" }).first().click();
  const gallery = page.getByRole("dialog", { name: "Gallery" });
  await gallery.getByRole("button", { name: title }).click();
  await gallery.waitFor({ state: "detached" });
}
