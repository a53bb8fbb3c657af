// The cases and random scenarios, decided by our evaluator and by @cloud-copilot/iam-simulate: equal, but for the listed differences.
// `node --test tests/oracle/oracle.mjs`; ORACLE_SCENARIOS is how many random scenarios (default 5,000).
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { DIFFERENCES } from "./differences.mjs";
import { ask } from "./peer.mjs";

const SCENARIOS = process.env.ORACLE_SCENARIOS ?? "5000";
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

test("another evaluator decides alike, but for listed differences", async () => {
  const tally = { asked: 0, equal: 0, notAsked: 0, known: new Map() };
  const unknown = [];
  for await (const question of questions()) {
    const answer = ask(question);
    tally.asked += 1;
    if (answer.unasked !== undefined) {
      tally.notAsked += 1;
    } else if (answer.decision === question.decision) {
      tally.equal += 1;
    } else {
      const rule = DIFFERENCES.find(({ applies }) => applies(question, answer.decision));
      if (rule === undefined) unknown.push({ ...question, theirs: answer.decision });
      else tally.known.set(rule.name, (tally.known.get(rule.name) ?? 0) + 1);
    }
  }
  console.log(`${tally.asked} requests: ${tally.equal} decided alike, ${tally.notAsked} that it cannot be asked`);
  for (const [name, count] of tally.known) console.log(`${String(count).padStart(6)}  ${name}`);
  assert.ok(tally.equal > Number(SCENARIOS), "too few requests were compared");
  const shown = unknown.slice(0, 5).map((question) => JSON.stringify(question, null, 2));
  assert.equal(unknown.length, 0, `${unknown.length} differences that no rule names, such as\n${shown.join("\n")}`);
});

test("every listed difference says its reason and stands once", () => {
  const names = DIFFERENCES.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const { name, reason } of DIFFERENCES) assert.ok(reason.length > 0, name);
});

/** The requests with our decisions, as the example `decisions` prints them. */
async function* questions() {
  const cargo = ["run", "--quiet", "--package", "iam-tests", "--example", "decisions", "--", SCENARIOS];
  const child = spawn("cargo", cargo, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
  assert.equal(await ended, 0, "cargo could not run the example");
}
