// The package in Node.js: imported, required, and asked all that it can be asked.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import { installed, project, run } from "./support/consumer.mjs";
import { ANSWERS, policies, program, request } from "./support/sample.mjs";

const iam = await import(pathToFileURL(join(installed, "node.mjs")));
const { InvalidInput, PolicySet, contextKeys, decodeScenario, encodeScenario, evaluate, runScenario, validate } = iam;

const invalid = (code, pointer) => (error) => {
  assert.ok(error instanceof InvalidInput && error instanceof TypeError, String(error));
  assert.deepEqual([error.name, error.code, error.pointer], ["InvalidInput", code, pointer]);
  return true;
};

test("imported, it is ready at once", async () => {
  const folder = project("import", { "main.mjs": `${program("iam-policy-playground")}console.log(answers());` });
  assert.equal(await run(folder, process.execPath, "main.mjs"), `${ANSWERS}\n`);
});

test("required, it is ready at once", async () => {
  const folder = project("require", { "main.cjs": `${program("", `const { PolicySet, evaluate } = require("iam-policy-playground");`)}console.log(answers());` });
  assert.equal(await run(folder, process.execPath, "main.cjs"), `${ANSWERS}\n`);
});

test("import and require give one engine and the same names", () => {
  const required = createRequire(join(installed, "package.json"))("iam-policy-playground");
  const names = Object.keys(iam).sort();
  assert.deepEqual(Object.keys(required).sort(), names);
  for (const name of names) assert.equal(required[name], iam[name], name);
});

test("init may be called, and again", async () => {
  await iam.default();
  await Promise.all([iam.default(), iam.default()]);
});

test("its version is that of its package.json", () => {
  assert.equal(iam.version, createRequire(join(installed, "package.json"))("./package.json").version);
});

test("an evaluation says why", () => {
  const evaluation = evaluate(policies, request);
  assert.equal(evaluation.decision, "allowed");
  assert.match(evaluation.reason.text, /web-team/);
  assert.equal(evaluation.lanes.length, 8);
  assert.equal(evaluation.trace.kind, "evaluation");
});

test("a set decides what it evaluates, however a request is written", () => {
  const set = new PolicySet(policies);
  const cluster = request.context["ecs:cluster"];
  const requests = [
    request,
    { ...request, context: undefined },
    { ...request, context: { "ecs:cluster": [cluster] } },
    { ...request, context: { "ECS:Cluster": cluster, "aws:MultiFactorAuthAge": 10, "aws:SecureTransport": true, "aws:TagKeys": [] } },
    { ...request, context: { ...request.context, "aws:PrincipalTag/ä": "ö \u0000 \u{1F512}" } },
    { ...request, context: { "\u0000": "\u0000", ...request.context, "aws:TagKeys": ["", "\u0001", "s"] } },
    { ...request, context: { "aws:PrincipalTag/long": "x".repeat(16_384), ...request.context } },
    { ...request, context: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`aws:PrincipalTag/${index}`, String(index)])) },
    { ...request, principal: { arn: request.principal, tags: { team: "web" } } },
    { ...request, name: "asked", expect: "allowed", resourceAccount: "111122223333" },
    Object.assign(Object.create(null), request),
    { ...request, toJSON: () => ({ ...request, action: "ecs:StopTask" }) },
  ];
  const decisions = set.decideAll(requests);
  assert.deepEqual(decisions, requests.map((each) => set.evaluate(each).decision));
  assert.equal(decisions[0], "allowed");
  assert.equal(decisions.at(-1), "implicitDeny");
  set.free();
});

test("a request that is asked again is what it is now, not what it was", () => {
  const set = new PolicySet(policies);
  const other = new PolicySet([]);
  const cluster = request.context["ecs:cluster"];
  const changes = [
    (asked) => (asked.action = "ecs:StopTask"),
    (asked) => (asked.context["ecs:cluster"] = `${cluster}-2`),
    (asked) => delete asked.context["ecs:cluster"],
    (asked) => (asked.context = { "ecs:Cluster": [cluster] }),
    (asked) => (asked.context = undefined),
    (asked) => delete asked.context,
    (asked) => (asked.call = { passRoles: ["arn:aws:iam::111122223333:role/app"] }),
    (asked) => Object.assign(asked.context, { "aws:TagKeys": ["a"] }) && asked.context["aws:TagKeys"].push("b"),
    (asked) => (asked.principal = { arn: asked.principal, tags: { team: "web" } }),
  ];
  for (const change of changes) {
    const asked = structuredClone(request);
    for (let times = 0; times < 4; times++) assert.equal(set.decide(asked), "allowed");
    assert.equal(other.decide(asked), "implicitDeny");
    change(asked);
    const now = set.evaluate(asked).decision;
    for (let times = 0; times < 4; times++) assert.equal(set.decide(asked), now, String(change));
  }
  const list = { ...request, context: { ...request.context, "aws:TagKeys": ["a"] } };
  for (let times = 0; times < 3; times++) set.decide(list);
  list.context["aws:TagKeys"][0] = 7;
  assert.throws(() => set.decide(list), invalid("WRONG_TYPE", "/context/aws:TagKeys/0"));
  const unknown = structuredClone(request);
  for (let times = 0; times < 3; times++) set.decide(unknown);
  unknown.acton = "ecs:RunTask";
  assert.throws(() => set.decide(unknown), invalid("UNKNOWN_FIELD", "/acton"));
  set.free();
  other.free();
});

test("however many requests are asked again, each gets its own answer", () => {
  const set = new PolicySet(policies);
  const requests = Array.from({ length: 3_000 }, (_, index) => ({ ...request, ...(index % 3 ? { action: `ecs:Action${index}` } : {}) }));
  const decisions = requests.map((each) => set.evaluate(each).decision);
  for (let times = 0; times < 4; times++) assert.deepEqual(set.decideAll(requests), decisions);
  // One that cannot be read takes nobody's place.
  const bad = { ...request, action: "RunTask" };
  for (let times = 0; times < 2; times++) assert.throws(() => set.decide(bad), invalid("INVALID_ACTION", "/action"));
  for (const each of requests.slice(-1_024)) {
    assert.equal(set.decide(each), set.evaluate(structuredClone(each)).decision);
    assert.notEqual(set.evaluate(each).reason.text, "");
  }
  set.free();
});

test("a set and an error print under their names", () => {
  const set = new PolicySet(policies);
  assert.equal(set.constructor.name, "PolicySet");
  assert.equal(InvalidInput.name, "InvalidInput");
  set.free();
});

test("a request that cannot even be looked at is a typed error", () => {
  const set = new PolicySet(policies);
  const refuse = () => {
    throw new Error("not to be read");
  };
  const getter = Object.defineProperty({ ...request }, "context", { get: refuse, enumerable: true });
  for (const each of [getter, new Proxy({}, { ownKeys: refuse }), new Proxy({}, { getPrototypeOf: refuse, ownKeys: refuse })]) {
    for (let times = 0; times < 3; times++) {
      assert.throws(() => set.decide(each), invalid("NOT_JSON", ""));
      assert.throws(() => set.evaluate(each), invalid("NOT_JSON", ""));
    }
  }
  for (const each of [undefined, null, {}, 7]) assert.throws(() => set.decideAll(each), invalid("WRONG_TYPE", ""));
  assert.equal(set.decide(request), "allowed");
  set.free();
});

test("a bad request is a typed error that names the field, from decide as from evaluate", () => {
  const set = new PolicySet(policies);
  const bad = [
    [{ ...request, acton: "ecs:RunTask" }, "UNKNOWN_FIELD", "/acton"],
    [{ ...request, action: 7 }, "WRONG_TYPE", "/action"],
    [{ ...request, action: "RunTask" }, "INVALID_ACTION", "/action"],
    [{ ...request, principal: "ann" }, "INVALID_PRINCIPAL", "/principal"],
    [{ ...request, resource: "web" }, "INVALID_RESOURCE", "/resource"],
    [{ ...request, context: { "ecs:cluster": null } }, "WRONG_TYPE", "/context/ecs:cluster"],
    [{ ...request, context: { "ecs:cluster": [1] } }, "WRONG_TYPE", "/context/ecs:cluster/0"],
    [{ ...request, context: { "aws:TagKeys": [, "team"], "ecs:cluster": "x" } }, "WRONG_TYPE", "/context/aws:TagKeys/0"],
    [{ ...request, context: { "aws:MultiFactorAuthAge": NaN } }, "WRONG_TYPE", "/context/aws:MultiFactorAuthAge"],
    [{ ...request, context: [] }, "WRONG_TYPE", "/context"],
    [{ ...request, expect: ["allowed"] }, "WRONG_TYPE", "/expect"],
    [{ ...request, resourceAccount: "1" }, "INVALID_RESOURCE_ACCOUNT", "/resourceAccount"],
    [{ action: request.action, resource: request.resource }, "MISSING_FIELD", "/principal"],
    [undefined, "WRONG_TYPE", ""],
    ["ecs:RunTask", "WRONG_TYPE", ""],
    [{ ...request, context: { "aws:MultiFactorAuthAge": 1n } }, "NOT_JSON", ""],
  ];
  for (const [each, code, pointer] of bad) {
    assert.throws(() => set.evaluate(each), invalid(code, pointer));
    assert.throws(() => set.decide(each), invalid(code, pointer));
    assert.throws(() => set.decideAll([request, each]), invalid(code, `/1${pointer}`));
  }
  set.free();
});

test("bad policies are a typed error; a broken document is none", () => {
  assert.throws(() => new PolicySet(), invalid("WRONG_TYPE", ""));
  assert.throws(() => new PolicySet([{ name: "a", type: "identiy", document: "{}" }]), invalid("INVALID_VALUE", "/0/type"));
  assert.throws(() => evaluate([policies[0], policies[0]], request), invalid("DUPLICATE_POLICY_NAME", "/1/name"));
  const evaluation = evaluate([{ name: "broken", type: "identity", document: `{"Statement":` }], request);
  assert.equal(evaluation.decision, "implicitDeny");
  assert.equal(evaluation.findings[0].span.policy, "broken");
});

test("a set that was freed says so, and may be freed again", () => {
  const set = new PolicySet(policies);
  set.free();
  set.free();
  for (const ask of [() => set.decide(request), () => set.evaluate(request)]) assert.throws(ask, /freed/);
});

test("many sets that nobody frees are collected", async () => {
  const folder = project("collected", {
    "main.mjs": `${program("iam-policy-playground")}
for (let round = 0; round < 20; round++) {
  for (let index = 0; index < 500; index++) new PolicySet(policies);
  gc();
  await new Promise((resolve) => setImmediate(resolve));
}
// Kept, they take 40 MB.
console.log(process.memoryUsage().external < 16 * 1024 * 1024);
`,
  });
  assert.equal(await run(folder, process.execPath, "--expose-gc", "main.mjs"), "true\n");
});

test("validate gives what reading finds", () => {
  const found = validate({ name: "p", type: "identity", document: `{"Statement":{"Effect":"allow","Action":"s3:*","Resource":"*"}}` });
  assert.deepEqual(found.map(({ code }) => code).sort(), ["INVALID_EFFECT", "MISSING_VERSION"]);
  assert.equal(found.find(({ code }) => code === "INVALID_EFFECT").span.start.line, 1);
  assert.throws(() => validate({ name: "p", type: "identity" }), invalid("MISSING_FIELD", "/document"));
});

test("contextKeys gives the keys of conditions and variables", () => {
  const document = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::b/${aws:username}", Condition: { StringEquals: { "aws:PrincipalTag/team": "${aws:ResourceTag/team}" } } }],
  };
  assert.deepEqual(contextKeys([{ name: "p", type: "identity", document }]).sort(), ["aws:PrincipalTag/team", "aws:ResourceTag/team", "aws:username"]);
});

test("runScenario compares what its author claims", () => {
  const requests = [{ ...request, expect: "allowed" }, { ...request, action: "ecs:StopTask", expect: "allowed" }, { ...request, principal: "ann" }];
  const result = runScenario({ policies, requests });
  assert.deepEqual([result.ok, result.passed, result.failed], [false, 1, 2]);
  assert.match(result.requests[1].mismatches[0], /expected allowed, got implicitDeny/);
  assert.equal(result.requests[2].error.pointer, "/principal");
  const shapes = runScenario({ policies, requests: [{ ...request, action: 7, name: "a number" }, request, { ...request, actoin: "ecs:RunTask" }] });
  assert.deepEqual([shapes.ok, shapes.passed, shapes.failed], [false, 1, 2]);
  assert.deepEqual(shapes.requests.map(({ name, ok, error }) => [name, ok, error?.code, error?.pointer]), [["a number", false, "WRONG_TYPE", "/action"], [undefined, true, undefined, undefined], [undefined, false, "UNKNOWN_FIELD", "/actoin"]]);
  assert.throws(() => runScenario({ policies, requests: [] }), invalid("NO_REQUESTS", "/requests"));
  const document = { Version: "2012-10-17", Statement: { Sid: "statement 1", Effect: "Allow", Action: "*", Resource: "*" } };
  for (const decidedBy of ["p/statement 1", "p/1"]) {
    const named = runScenario({ policies: [{ name: "p", type: "identity", document }], requests: [{ ...request, expectBecause: { decidedBy } }] });
    assert.deepEqual(named.requests[0].mismatches, []);
  }
});

test("a link gives the scenario back, with # and without", async () => {
  const scenario = { title: "Straße 🔒", policies, requests: [request] };
  const link = await encodeScenario(scenario);
  assert.match(link, /^s1\.[\w-]+$/);
  assert.deepEqual(await decodeScenario(link), scenario);
  assert.deepEqual(await decodeScenario(`#${link}`), scenario);
});

test("links made before still open", async () => {
  const old = "s1.bY-9asNAEITfZUpxwr5TEdjORV5ADklhXJxPKzgsrZT74TBC7x4UNQmoXJj55tsF8zR45zmCbgvEjgxC4QcU0mveDt-xJJ9eUOgml0eWBFrwySH6SUAwZ21qfa71GxSuySbeM7cFV9-B0Gb5-iW-9z27BMJlGKYChYtLO4NdpDbLh41PKLQcpxzctm6DkC2RtkBFFSUbn3XHvRe_VU-FH1Rhva_rXSHwd-aY9l_m4MX52Q5_KN6ORFprbYwxTdM0lCOHkxWBgj2WCccynOvCMdX6P-_Ir9n8fgA";
  const { requests } = await decodeScenario(old);
  assert.equal(requests[0].action, "ecs:RunTask");
});

test("a link that is none, damaged, too long or a bomb is a clear error", async () => {
  const packed = (text) => `s1.${deflateRawSync(text).toString("base64url")}`;
  const bad = [
    ["https://example.com", "NOT_A_SCENARIO_LINK"],
    ["s1.!", "DAMAGED_LINK"],
    ["s1.AAAA", "DAMAGED_LINK"],
    [`s1.${"A".repeat(8_000)}`, "LINK_TOO_LONG"],
    [packed("{"), "DAMAGED_LINK"],
    [packed(" ".repeat(2_000_000)), "LINK_TOO_LARGE"],
  ];
  for (const [link, code] of bad) await assert.rejects(decodeScenario(link), invalid(code, ""));
  await assert.rejects(decodeScenario(packed(`{"policies":[],"requests":[{}]}`)), invalid("MISSING_FIELD", "/requests/0/principal"));
  await assert.rejects(encodeScenario({ policies: [], requests: [] }), invalid("NO_REQUESTS", "/requests"));
  const noise = Array.from({ length: 3_000 }, (_, index) => (index * 2_654_435_761 % 4_294_967_296).toString(36)).join("");
  await assert.rejects(encodeScenario({ description: noise, policies, requests: [request] }), invalid("LINK_TOO_LONG", ""));
});
