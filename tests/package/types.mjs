// The types: a strict consumer compiles, the checkers of packages find nothing, and the fields are those that the engine writes.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installed, project, runTool, tarball } from "./support/consumer.mjs";
import { policies, request } from "./support/sample.mjs";

const consumer = (importing) => `${importing}
const policies: Policy[] = ${JSON.stringify(policies)};
const request: Request = ${JSON.stringify(request)};
const evaluation: Evaluation = evaluate(policies, request);
const depth = (node: TraceNode): number => 1 + Math.max(0, ...node.children.map(depth));
export const found: [Decision, number, string | undefined] = [evaluation.decision, depth(evaluation.trace), evaluation.condition?.text];
{
  using set = new PolicySet(policies);
  const decisions: Decision[] = set.decideAll([request]);
  console.log(decisions, contextKeys(policies), validate(policies[0]!).map((finding: Finding) => finding.code), version);
}
const result: ScenarioResult = runScenario({ policies, requests: [request] });
export const failures = result.requests.filter((each) => !each.ok).map((each) => each.mismatches.join());
export async function share(scenario: Scenario): Promise<Scenario> {
  await init();
  try {
    return await decodeScenario(await encodeScenario(scenario));
  } catch (error) {
    if (error instanceof InvalidInput) console.log(error.code, error.pointer);
    throw error;
  }
}
// @ts-expect-error: an action is a text
evaluate(policies, { ...request, action: 7 });
// @ts-expect-error: there is no such type of policy
new PolicySet([{ name: "p", type: "identiy", document: "{}" }]);
// @ts-expect-error: there is no such field
evaluate(policies, { ...request, acton: "ecs:RunTask" });
`;

const NAMES = "InvalidInput, PolicySet, contextKeys, decodeScenario, encodeScenario, evaluate, runScenario, validate, version";
const TYPES = "Decision, Evaluation, Finding, Policy, Request, Scenario, ScenarioResult, TraceNode";
const IMPORT = `import init, { ${NAMES} } from "iam-policy-playground";\nimport type { ${TYPES} } from "iam-policy-playground";`;
const REQUIRE = `import iam = require("iam-policy-playground");\nconst { default: init, ${NAMES} } = iam;\ntype InvalidInput = iam.InvalidInput;\n${TYPES.split(", ").map((name) => `type ${name} = iam.${name};`).join("\n")}`;

const ways = [
  ["types-import", "main.mts", IMPORT, "nodenext", "nodenext"],
  ["types-require", "main.cts", REQUIRE, "nodenext", "nodenext"],
  ["types-bundler", "main.ts", IMPORT, "esnext", "bundler"],
  ["types-inline", "main.ts", IMPORT.replaceAll(`"iam-policy-playground"`, `"iam-policy-playground/inline"`), "esnext", "bundler"],
];
for (const [name, file, importing, module, moduleResolution] of ways) {
  test(`a strict consumer compiles: ${name}`, async () => {
    const options = { module, moduleResolution, target: "es2022", lib: ["es2022", "dom"], strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, verbatimModuleSyntax: false, types: [], skipLibCheck: false, noEmit: true };
    const folder = project(name, { [file]: consumer(importing), "tsconfig.json": { compilerOptions: options, files: [file] }, "package.json": { type: "module", private: true } });
    await runTool(folder, "tsc", "--project", ".");
  });
}

test("a strict consumer compiles: the client, called as the SDK's is", async () => {
  const main = `import { GetContextKeysForCustomPolicyCommand, IAMClient, SimulateCustomPolicyCommand, paginateSimulateCustomPolicy } from "iam-policy-playground/client-iam";
const client = new IAMClient({ region: "us-east-1" });
const input = { PolicyInputList: ["{}"], ActionNames: ["s3:GetObject"] };
const { signal } = new AbortController();
client.send(new SimulateCustomPolicyCommand(input), (error, output) => console.log(error?.message, output?.EvaluationResults.length));
client.send(new SimulateCustomPolicyCommand(input), { requestTimeout: 1 }, (error, output) => console.log(error?.message, output?.IsTruncated));
client.send(new GetContextKeysForCustomPolicyCommand(input), (error, output) => console.log(error?.message, output?.ContextKeyNames.length));
export const simulated = client.send(new SimulateCustomPolicyCommand(input), { abortSignal: signal }).then(({ EvaluationResults }) => EvaluationResults.length);
export const keys = client.send(new GetContextKeysForCustomPolicyCommand(input)).then(({ ContextKeyNames }) => ContextKeyNames.length);
export const pages = paginateSimulateCustomPolicy({ client }, input, { abortSignal: signal });
`;
  const options = { module: "nodenext", target: "es2022", lib: ["es2022", "dom"], strict: true, exactOptionalPropertyTypes: true, types: [], noEmit: true };
  const folder = project("types-client", { "main.ts": main, "tsconfig.json": { compilerOptions: options, files: ["main.ts"] }, "package.json": { type: "module", private: true } });
  await runTool(folder, "tsc", "--project", ".");
});

test("publint finds nothing", async () => {
  const folder = project("publint", { "package.json": {} });
  assert.match(await runTool(folder, "publint", "run", tarball, "--strict"), /All good/);
});

test("are the types wrong? finds nothing", async () => {
  const folder = project("attw", { "package.json": {} });
  // The wasm files are no modules and have no types, nor has the schema. `/inline` and `/element` are for browsers and bundlers: there is no other for `require`.
  const words = ["--exclude-entrypoints", "engine.wasm", "element.wasm", "element-repairs.wasm", "scenario.schema.json", "--ignore-rules", "cjs-resolves-to-esm"];
  await runTool(folder, "attw", tarball, ...words);
});

const types = readFileSync(join(import.meta.dirname, "../../npm/index.d.ts"), "utf8");

function bodyOf(name) {
  const body = types.match(new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`))?.[1];
  assert.ok(body, `there is no interface ${name}`);
  return body;
}

/** The fields of an interface in the package's types. */
const fieldsOf = (name) => [...bodyOf(name).matchAll(/^ {2}(\$?\w+)\??:/gm)].map(([, field]) => field).sort();

/** Those of them that are not optional. */
const requiredOf = (name) => [...bodyOf(name).matchAll(/^ {2}(\$?\w+):/gm)].map(([, field]) => field);

const folder = join(import.meta.dirname, "../../evaluator/src");
const source = readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith(".rs"))
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");

/** The fields that a struct of the evaluator writes. */
function writtenBy(name) {
  const body = source.match(new RegExp(`pub struct ${name}(?:<[^>]*>)? \\{\\n([\\s\\S]*?)\\n\\}`))?.[1];
  assert.ok(body, `there is no struct ${name}`);
  const camel = (snake) => snake.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  const fields = [...body.matchAll(/((?: {4}(?:\/\/\/|#\[).*\n)*) {4}pub (\w+):/g)];
  return fields
    .filter(([, attributes]) => !/#\[serde\(skip\)\]/.test(attributes))
    .map(([, attributes, field]) => attributes.match(/rename = "([^"]+)"/)?.[1] ?? camel(field))
    .sort();
}

const PAIRS = [
  ["Evaluation"],
  ["TraceNode"],
  ["Span"],
  ["Message"],
  ["Assumption"],
  ["Witness"],
  ["Finding"],
  ["LaneResult", "Lane"],
  ["Position"],
  ["ScenarioResult"],
  ["RequestResult"],
  ["Scenario"],
  ["PolicyInput", "Policy"],
  ["Request"],
  ["PrincipalFields", "Principal"],
];
test("the types have the fields that the evaluator's structs have", () => {
  for (const [struct, name = struct] of PAIRS) assert.deepEqual(fieldsOf(name), writtenBy(struct), name);
});

/** The fields of the object types that stand inside an interface: they are structs of their own in the evaluator. */
const INNER = [
  ["Part", "{ action: string; resource: string; decision: Decision; reason: Message; node: string }"],
  ["Derived", "{ key: string; value: ContextValue; from: string; overridden?: true }"],
  ["NearMiss", "{ statement: string; failing: string[]; matched: number; of: number }"],
  ["MissingKey", `{ key: string; nodes: string[]; presence: "always" | "sometimes"; couldChange: boolean; witness?: Witness }`],
  ["MessagePart", "{ text: string; code?: true; node?: string }"],
  ["Fix", "{ title: string; edits: { span: Span; text: string }[] }"],
  ["FirstDifference", "{ pattern: number; actual: number }"],
  ["Settings", "{ s3BlockPublicAccess?: boolean; kmsGrantAllows?: boolean }"],
  ["Call", "{ passRoles?: string[]; tags?: Record<string, string>; resources?: string[] }"],
  ["ExpectBecause", "{ code?: string; decidedBy?: string; missing?: string[]; assumes?: string[] }"],
  ["InvalidInput", "{ code: string; pointer: string; message: string }"],
];
test("so have the object types inside them", () => {
  for (const [struct, type] of INNER) {
    assert.ok(types.includes(type), `${type} is not in the types`);
    const inner = type.slice(1, -1).replace(/\{[^{}]*\}/g, "object").replace(/Record<[^>]*>/g, "object");
    assert.deepEqual([...inner.matchAll(/(\w+)\??:/g)].map(([, field]) => field).sort(), writtenBy(struct), struct);
  }
});

const simulations = JSON.parse(readFileSync(join(import.meta.dirname, "simulations.json"), "utf8"));
/** Where in an answer the objects of an interface stand. */
const SIMULATED = {
  SimulatePolicyResponse: (answer) => [answer],
  EvaluationResult: (answer) => answer.EvaluationResults,
  ResourceSpecificResult: (answer) => answer.EvaluationResults.flatMap((result) => result.ResourceSpecificResults ?? []),
  MatchedStatement: (answer) => answer.EvaluationResults.flatMap((result) => [result, ...(result.ResourceSpecificResults ?? [])]).flatMap((each) => each.MatchedStatements),
};
test("the answers of simulations have these fields: those that are not optional always, the others in some", async () => {
  const { simulateCustomPolicy } = await import(pathToFileURL(join(installed, "node.mjs")));
  const answers = simulations.filter(({ answer }) => answer).map(({ input, shape }) => simulateCustomPolicy(input, { shape }));
  for (const [name, objects] of Object.entries(SIMULATED)) {
    const all = answers.flatMap(objects).map((object) => Object.keys(object));
    assert.deepEqual([...new Set(all.flat())].sort(), fieldsOf(name), name);
    for (const field of requiredOf(name)) assert.ok(all.every((keys) => keys.includes(field)), `${name}: ${field}`);
  }
  for (const type of ["{ AllowedByOrganizations: boolean }", "{ AllowedByPermissionsBoundary: boolean }", "{ Line: number; Column: number }"]) assert.ok(types.includes(type), type);
});

test("a simulation takes these fields", () => {
  const taken = simulations.filter(({ answer }) => answer).map(({ input }) => input);
  assert.deepEqual([...new Set(taken.flatMap((input) => Object.keys(input)))].sort(), fieldsOf("SimulateCustomPolicyRequest"));
  for (const field of requiredOf("SimulateCustomPolicyRequest")) assert.ok(simulations.some(({ error }) => error?.code === "MISSING_FIELD" && error.pointer === `/${field}`), field);
  const [, union] = types.match(/export type ContextKeyType =\n([^;]+);/);
  const named = [...union.matchAll(/"(\w+)"/g)].map(([, type]) => type).sort();
  const given = taken.flatMap(({ ContextEntries = [] }) => ContextEntries.map((entry) => entry.ContextKeyType)).filter((type) => type !== undefined);
  assert.deepEqual([...new Set(given)].sort(), named);
});
