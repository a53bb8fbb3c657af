// Simulations, each with all that is answered, or with the error: `simulations.json` holds them. Limits are tried beside them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installed } from "./support/consumer.mjs";

const { simulateCustomPolicy } = await import(pathToFileURL(join(installed, "node.mjs")));
const samples = JSON.parse(readFileSync(join(import.meta.dirname, "simulations.json"), "utf8"));

/** The answer or the error; what is answered as JSON text, so that the order of its fields counts. */
function outcome(input, options) {
  try {
    return JSON.stringify(simulateCustomPolicy(input, options));
  } catch ({ name, code, pointer, message }) {
    return { name, code, pointer, message };
  }
}

for (const { name, input, shape, answer, error } of samples) {
  test(name, () => assert.deepEqual(outcome(input, shape && { shape }), error ?? JSON.stringify(answer)));
}

const many = (count, each) => Array.from({ length: count }, (_, place) => each(place));
const statements = (count) => JSON.stringify({ Version: "2012-10-17", Statement: many(count, () => ({ Effect: "Allow", Action: "s3:*", Resource: "*" })) });
const one = statements(1);
const input = { PolicyInputList: [one], ActionNames: ["s3:GetObject"] };
const policy = (place) => ({ name: `p${place}`, type: "identity", document: one });
const entry = (place) => ({ ContextKeyName: `app:${place}`, ContextKeyValues: ["a"] });

/** For each limit how much is taken, a little more, and the error of that. */
const limits = {
  actions: [1_000, 1_001, (count) => ({ ...input, ActionNames: many(count, () => "s3:GetObject") }), "TOO_MANY_REQUESTS", "/ActionNames", "there are more than 1000 actions"],
  resources: [1_000, 1_001, (count) => ({ ...input, ResourceArns: many(count, () => "*") }), "TOO_MANY_REQUESTS", "/ResourceArns", "there are more than 1000 resources"],
  "policies, with the trust policy": [99, 100, (count) => ({ ...input, PolicyInputList: many(count, () => one) }), "TOO_MANY_POLICIES", "", "there are more than 100 policies"],
  "policies that are added": [98, 101, (count) => ({ ...input, AdditionalPolicies: many(count, policy) }), "TOO_MANY_POLICIES", "/AdditionalPolicies", "there are 101 policies, more than the 100 that are allowed"],
  "statements, with the trust policy's": [2_499, 2_500, (count) => ({ ...input, PolicyInputList: [statements(2_500), statements(count)] }), "TOO_MANY_STATEMENTS", "", "there are more than 5000 statements"],
  "a document's characters": [131_072, 131_073, (count) => ({ ...input, PolicyInputList: [one.padEnd(count)] }), "MALFORMED_POLICY", "/PolicyInputList/0", "line 1, column 131073: the document has more than 131072 characters"],
  "context entries": [1_000, 1_001, (count) => ({ ...input, ContextEntries: many(count, entry) }), "INVALID_CONTEXT", "/ContextEntries", "the context has more than 1000 entries"],
};
for (const [what, [most, more, of, code, pointer, sentence]] of Object.entries(limits)) {
  test(`a limit: ${what}`, () => {
    assert.equal(simulateCustomPolicy(of(most)).EvaluationResults[0].EvalDecision, "allowed");
    assert.deepEqual(outcome(of(more)), { name: "InvalidInput", code, pointer, message: pointer === "" ? sentence : `${pointer}: ${sentence}` });
  });
}

test("a page without a size has a hundred results", () => {
  const { EvaluationResults, IsTruncated, Marker } = simulateCustomPolicy({ ...input, ActionNames: many(101, () => "s3:GetObject") });
  assert.deepEqual([EvaluationResults.length, IsTruncated, Marker], [100, true, "100"]);
});

test("answers share nothing: what is done with one part of them changes no other", () => {
  const [{ MatchedStatements, ResourceSpecificResults, EvalDecisionDetails }] = simulateCustomPolicy({ ...input, ResourceArns: ["arn:aws:s3:::one/a"] }).EvaluationResults;
  assert.deepEqual(MatchedStatements, ResourceSpecificResults[0].MatchedStatements);
  MatchedStatements[0].StartPosition.Line = 7;
  EvalDecisionDetails["IAM Policy"] = "allowed";
  const [{ MatchedStatements: [specific], EvalDecisionDetails: details }] = ResourceSpecificResults;
  assert.deepEqual([specific.StartPosition.Line, details], [1, {}]);
});
