// The JSON schema of scenarios says what the engine's reader says.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import Ajv from "ajv";
import { installed } from "./support/consumer.mjs";
import { policies, request } from "./support/sample.mjs";

const iam = await import(pathToFileURL(join(installed, "node.mjs")));
const schema = JSON.parse(readFileSync(join(installed, "scenario.schema.json"), "utf8"));
const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** Whether the reader takes it: what its policies and requests say is of no concern. A link is made of scenarios alone. */
async function isRead(scenario) {
  try {
    await iam.encodeScenario(scenario);
    return true;
  } catch (error) {
    assert.equal(error.name, "InvalidInput", error.stack);
    return error.code === "LINK_TOO_LONG";
  }
}

const root = join(import.meta.dirname, "..", "..");
for (const folder of ["tests/cases", "web/gallery"]) {
  test(`every scenario in ${folder} is one by the schema and to the reader`, async () => {
    const files = readdirSync(join(root, folder), { recursive: true }).filter((file) => file.endsWith(".json"));
    assert.ok(files.length > 30, `${files.length}`);
    for (const file of files) {
      const scenario = JSON.parse(readFileSync(join(root, folder, file), "utf8"));
      assert.ok(valid(scenario), `${file}: ${JSON.stringify(valid.errors)}`);
      assert.ok(await isRead(scenario), file);
    }
  });
}

const [policy] = policies;
const one = (changes) => ({ policies: [policy], requests: [{ ...request, ...changes }] });
const of = (changes) => ({ policies: [{ ...policy, ...changes }], requests: [request] });
const without = (value, name) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

const good = {
  "the smallest": one({}),
  "all that a scenario has": { $schema: "./scenario.schema.json", title: "t", tags: ["a"], description: "d", ...one({ name: "n", expect: "allowed", expectBecause: { code: "IdentityAllows", decidedBy: "web-team/RunWeb", missing: [], assumes: [] } }) },
  "no policy": { policies: [], requests: [request] },
  "a broken document": of({ document: "{" }),
  "attached to several": of({ attachedTo: ["arn:aws:iam::111122223333:user/ann", "arn:aws:iam::111122223333:role/r"] }),
  "every kind of context value": one({ context: { "a:a": "x", "a:b": 1.5, "a:c": true, "a:d": ["x", "y"], "a:e": [] } }),
  "a long principal": one({ principal: { arn: request.principal, id: "AIDAEXAMPLE", organization: "member", tags: { team: "web" } } }),
  "a call of several parts": one({ call: { passRoles: ["arn:aws:iam::111122223333:role/r"], tags: { a: "b" }, resources: [request.resource] } }),
};
const broken = {
  "no scenario": [],
  "a text": "scenario",
  "no policies": without(one({}), "policies"),
  "no requests": { policies: [policy], requests: [] },
  "a field that is none": { ...one({}), name: "x" },
  "tags that are no texts": { ...one({}), tags: [1] },
  "a policy without a name": { policies: [without(policy, "name")], requests: [request] },
  "a policy without a document": { policies: [without(policy, "document")], requests: [request] },
  "a type that is none": of({ type: "identiy" }),
  "a document that is a number": of({ document: 7 }),
  "an endpoint that is none": of({ type: "vpcEndpoint", endpointType: "other" }),
  "a policy's field that is none": of({ documnt: {} }),
  "attached to a number": of({ attachedTo: 7 }),
  "a request without an action": { policies: [policy], requests: [without(request, "action")] },
  "a request without a principal": { policies: [policy], requests: [without(request, "principal")] },
  "a request's field that is none": one({ acton: "ecs:RunTask" }),
  "an action that is a number": one({ action: 7 }),
  "a context value that is null": one({ context: { "a:a": null } }),
  "a context value that is an object": one({ context: { "a:a": {} } }),
  "a list of numbers": one({ context: { "a:a": [1] } }),
  "a decision that is none": one({ expect: "denied" }),
  "a principal's field that is none": one({ principal: { arm: "x" } }),
  "a setting that is none": one({ settings: { s3Block: true } }),
  "a setting that is a text": one({ settings: { kmsGrantAllows: "yes" } }),
  "a part of a call that is none": one({ call: { roles: [] } }),
  "an expectation that is none": one({ expectBecause: { why: "x" } }),
};
for (const [name, scenario] of Object.entries(good)) {
  test(`taken by both: ${name}`, async () => {
    assert.ok(valid(scenario), JSON.stringify(valid.errors));
    assert.ok(await isRead(scenario));
  });
}
for (const [name, scenario] of Object.entries(broken)) {
  test(`refused by both: ${name}`, async () => {
    assert.ok(!valid(scenario));
    assert.ok(!(await isRead(scenario)));
  });
}

test("the schema has the fields of the types", () => {
  const types = readFileSync(join(installed, "index.d.ts"), "utf8");
  const declared = (name) => {
    const body = new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(types)[1];
    return [...body.matchAll(/^ {2}(\$?\w+)(\??):/gm)].map(([, field, optional]) => (optional ? field : `${field}!`)).sort();
  };
  const described = ({ properties, required = [] }) => Object.keys(properties).map((field) => (required.includes(field) ? `${field}!` : field)).sort();
  const { policy, request, principal, decision } = schema.definitions;
  for (const [name, definition] of Object.entries({ Scenario: schema, Policy: policy, Request: request, Principal: principal })) {
    assert.deepEqual(described(definition), declared(name), name);
  }
  const words = (name) => [...new RegExp(`export type ${name} =([\\s\\S]*?);`).exec(types)[1].matchAll(/"(\w+)"/g)].map(([, word]) => word).sort();
  assert.deepEqual([...decision.enum].sort(), words("Decision"));
  assert.deepEqual([...policy.properties.type.enum].sort(), words("PolicyType"));
});
