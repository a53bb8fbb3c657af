// A scenario, run: each request, and whether it came out as its author claims. For Rust evaluator/src/run.rs does the same.
import { PolicySet, readScenario, validate, withSet } from "./functions.js";
import { InvalidInput } from "./invalid-input.js";
import { lowercase } from "./lowercase.js";

export function runScenario(scenario) {
  const { policies, requests, unread } = readScenario(scenario);
  const results = withSet(policies, (set) => requests.map((request, place) => resultOf(set, request, unread.get(place))));
  // What is claimed of a policy's findings fails the first request.
  const first = results.find((_, place) => !unread.has(place));
  if (first !== undefined) {
    first.mismatches.push(...policies.flatMap(findingsMismatch));
    first.ok &&= first.mismatches.length === 0;
  }
  const passed = results.filter(({ ok }) => ok).length;
  return { ok: passed === results.length, passed, failed: results.length - passed, requests: results };
}

function resultOf(set, request, unread) {
  const name = typeof request?.name === "string" ? { name: request.name } : {};
  if (unread !== undefined) return { ...name, ok: false, mismatches: [], error: unread };
  const claimed = request.expect === undefined ? {} : { expect: request.expect };
  try {
    const evaluation = set.evaluate(request);
    const mismatches = mismatchesOf(request, evaluation);
    return { ...name, ok: mismatches.length === 0, decision: evaluation.decision, ...claimed, mismatches, evaluation };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { code, pointer, sentence: message } = error;
    return { ...name, ok: false, ...claimed, mismatches: [], error: { code, pointer, message } };
  }
}

function mismatchesOf({ expect, expectBecause = {} }, { decision, reason, trace, missingContext, assumptions }) {
  const found = [];
  if (expect !== undefined && expect !== decision) found.push(`expected ${expect}, got ${decision}: ${reason.text}`);
  const { code, decidedBy, missing, assumes } = expectBecause;
  if (code !== undefined && code !== reason.code) found.push(`expected the reason ${code}, got ${reason.code}`);
  if (decidedBy !== undefined) found.push(...decidedByMismatch(decidedBy, trace));
  if (missing !== undefined) found.push(...difference("missing context keys", missing, missingContext.map(({ key }) => key), lowercase));
  if (assumes !== undefined) found.push(...difference("assumptions", assumes, assumptions.map(({ code }) => code)));
  return found;
}

function decidedByMismatch(wanted, trace) {
  const deciding = decidingStatements(trace);
  if (deciding.some((names) => names.includes(wanted))) return [];
  return [`expected ${wanted} to decide, got ${deciding.map(([name]) => name).join(", ") || "no statement"}`];
}

/** Each by the names by which a test may mean it: `policy/Sid` and `policy/2`. One without Sid is labelled as a Sid could be, too. */
function decidingStatements({ kind, label, children }) {
  if (kind !== "policy") return children.flatMap(decidingStatements);
  return children.flatMap((statement, position) => {
    if (statement.role !== "decisive") return [];
    const [number, labelled] = [position + 1, statement.label].map((name) => `${label}/${name}`);
    return [statement.label === `statement ${position + 1}` ? [number, labelled] : [labelled, number]];
  });
}

function findingsMismatch(policy) {
  const { name, expectFindings } = policy;
  if (expectFindings === undefined) return [];
  return difference(`findings of ${name}`, expectFindings, validate(policy).map(({ code }) => code));
}

/** What is wrong if not the same are wanted and there, in whatever order and number. */
function difference(what, wanted, actual, form = (text) => text) {
  const [formsWanted, formsActual] = [wanted, actual].map((texts) => new Set(texts.map(form)));
  if (formsWanted.size === formsActual.size && [...formsWanted].every((text) => formsActual.has(text))) return [];
  return [`expected the ${what} ${wanted.join(", ") || "none"}, got ${actual.join(", ") || "none"}`];
}
