// Evaluations are put together by this package from what the engine packs, and compared with what an author claims; the Rust library does
// both by itself. Both come to the same, key by key, for every scenario there is, however a request is asked, whatever is claimed, and
// whatever was done to answers before.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installed } from "./support/consumer.mjs";

const { PolicySet, evaluate, runScenario } = await import(pathToFileURL(join(installed, "node.mjs")));
const root = join(import.meta.dirname, "..", "..");

const scenarios = ["tests/cases", "web/gallery"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((path) => path.endsWith(".json"))
    .map((path) => [path, JSON.parse(readFileSync(join(root, folder, path), "utf8"))]));

/** Each scenario with its own requests and those of the scenarios before it. */
const asked = [];
let before = [];
for (const [path, { policies, requests }] of scenarios) {
  asked.push([path, { policies, requests: [...requests, ...before] }]);
  before = [...requests.slice(0, 2), ...before].slice(0, 8);
}

/** Each scenario with claims that are seldom true, and with requests that cannot be read. */
for (const [path, { policies, requests: [request] }] of scenarios) {
  const { missing = ["aws:username"] } = request.expectBecause ?? {};
  const expectBecause = { code: "AllowedByIdentityPolicy", decidedBy: `${policies[0]?.name}/1`, missing: missing.map((key) => key.toUpperCase()), assumes: [] };
  const requests = [null, { ...request, name: "a number", action: 7 }, { ...request, principal: "nobody" }, { ...request, expect: "allowed", expectBecause }];
  asked.push([`${path}, claimed otherwise`, { policies: policies.map((policy) => ({ ...policy, expectFindings: ["MISSING_VERSION"] })), requests }]);
}

/** Their results, as the example `evaluations` prints them. */
const cargo = ["run", "--quiet", "--package", "iam-tests", "--example", "evaluations"];
const input = asked.map(([, scenario]) => `${JSON.stringify(scenario)}\n`).join("");
const results = execFileSync("cargo", cargo, { cwd: root, input, encoding: "utf8", maxBuffer: 2 ** 30 }).trimEnd().split("\n");

/** Of each scenario the policies, and the requests, each with its evaluation in JSON. */
function* questions() {
  for (const [place, [path, { policies, requests }]] of asked.entries()) {
    const answers = JSON.parse(results[place]).requests.map(({ evaluation }, index) => [requests[index], evaluation]);
    yield [path, policies, answers.filter(([, evaluation]) => evaluation !== undefined).map(([request, evaluation]) => [request, JSON.stringify(evaluation)])];
  }
}

test("a scenario's result is its JSON form, key by key", () => {
  for (const [place, [path, scenario]] of asked.entries()) assert.equal(JSON.stringify(runScenario(scenario)), results[place], path);
});

test("an evaluation is its JSON form, key by key", () => {
  let count = 0;
  for (const [path, policies, answers] of questions()) {
    const set = new PolicySet(policies);
    for (const [request, wanted] of answers) {
      // As one that is new, then as one that is kept, then as one that does not go packed.
      for (const again of [request, request, request, { ...request, settings: request.settings ?? {} }]) {
        assert.equal(JSON.stringify(set.evaluate(again)), wanted, `${path}: ${request.action}`);
        count += 1;
      }
      assert.equal(JSON.stringify(evaluate(policies, request)), wanted, `${path}: ${request.action}, asked by itself`);
    }
    set.free();
  }
  assert.ok(scenarios.length > 400 && count > 8_000, `${scenarios.length} scenarios, ${count} evaluations`);
});

test("no answer is changed by what is done to those before", () => {
  for (const [path, policies, answers] of questions()) {
    const set = new PolicySet(policies);
    for (const [request, wanted] of answers) {
      spoil(set.evaluate(request));
      assert.equal(JSON.stringify(set.evaluate(request)), wanted, `${path}: ${request.action}`);
    }
    set.free();
  }
});

/** Overwrites all that can be overwritten. */
function spoil(value) {
  if (typeof value !== "object" || value === null) return;
  Object.values(value).forEach(spoil);
  for (const key of Object.keys(value)) Reflect.set(value, key, "spoilt");
  Reflect.set(value, "more", "spoilt");
}
