// What axe finds to say about a page.
import { readFile } from "node:fs/promises";

const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Every violation of these rules, or of all, with the elements that it is about. */
export async function violations(page, rules) {
  await page.evaluate(axe);
  const report = await page.evaluate(
    (rules) => globalThis.axe.run(document, { resultTypes: ["violations"], preload: false, ...(rules && { runOnly: rules }) }),
    rules,
  );
  return report.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
}
