// `diff`: the same requests asked of two scenarios' policies.
import { PolicySet } from "../node.mjs";
import { wordsOf } from "./arguments.mjs";
import { Misuse } from "./misuse.mjs";
import { evaluationAt, scenarioAt } from "./scenarios.mjs";
import { MARKS, WORDS, green, nameOf, red } from "./words.mjs";

export function diff(words) {
  const { rest } = wordsOf(words, {});
  if (rest.length !== 2) throw new Misuse("diff takes two files: before and after");
  const [before, after] = rest.map(readable);
  const asked = requestsOf(before, after);
  const changed = asked
    .map((request) => ({ request, was: decisionOf(before, request), is: decisionOf(after, request) }))
    .filter(({ was, is }) => was.decision !== is.decision);
  changed.sort((one, other) => rank(one) - rank(other));
  for (const { request, was, is } of changed) {
    console.log(`${MARKS[was.decision]} → ${MARKS[is.decision]} ${nameOf(request)}`);
    console.log(`    before: ${WORDS[was.decision]} — ${was.reason.text}`);
    console.log(`    after:  ${WORDS[is.decision]} — ${is.reason.text}`);
  }
  const newly = changed.filter(({ is }) => is.decision === "allowed").length;
  const denied = changed.filter(({ was }) => was.decision === "allowed").length;
  console.log(`${newly > 0 ? red(`${newly} newly allowed`) : green("0 newly allowed")}, ${denied} newly denied, ${asked.length - changed.length} as before`);
  return newly > 0 ? 1 : 0;
}

/** Newly allowed first. */
const rank = ({ is, was }) => (is.decision === "allowed" ? 0 : was.decision === "allowed" ? 1 : 2);

/** The requests of both, each once. What their authors expect and how they name them does not tell two apart. */
function requestsOf(...scenarios) {
  const all = scenarios.flatMap(({ requests }) => requests);
  const same = ({ name, expect, expectBecause, ...asked }) => JSON.stringify(asked, deepKeys(asked).sort());
  return [...new Map(all.toReversed().map((request) => [same(request), request])).values()].reverse();
}

const deepKeys = (value) => (typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, each]) => [key, ...deepKeys(each)]) : []);

/** A file's scenario, all of whose requests can be decided. */
function readable(file) {
  const scenario = scenarioAt(file);
  scenario.requests.forEach((_, index) => evaluationAt(scenario, index));
  return { ...scenario, set: new PolicySet(scenario.policies) };
}

const decisionOf = ({ set }, request) => set.evaluate(request);
