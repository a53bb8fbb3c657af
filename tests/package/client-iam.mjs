// The IAM API offline: a script written for the AWS SDK, and the answers that AWS's own samples give.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installed, project, run } from "./support/consumer.mjs";

const { GetContextKeysForCustomPolicyCommand, IAMClient, InvalidInputException, PolicyEvaluationException, SimulateCustomPolicyCommand, paginateSimulateCustomPolicy } =
  await import(pathToFileURL(join(installed, "client-iam.mjs")));
const { InvalidInput, simulateCustomPolicy } = await import(pathToFileURL(join(installed, "node.mjs")));

const document = (...statements) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action, Resource = "*", Condition) => ({ Effect: "Allow", Action, Resource, ...(Condition ? { Condition } : {}) });
const deny = (Action, Resource = "*") => ({ Effect: "Deny", Action, Resource });
const after = allow("dynamodb:*", "*", { DateGreaterThan: { "aws:CurrentTime": "2018-08-16T12:00:00Z" } });
const at = (time) => [{ ContextKeyName: "aws:CurrentTime", ContextKeyValues: [time], ContextKeyType: "date" }];
const first = (input, options) => simulateCustomPolicy(input, options).EvaluationResults[0];
const caller = "arn:aws:iam::123456789012:user/ann";

const invalid = (code, pointer) => (error) => {
  assert.ok(error instanceof InvalidInput, String(error));
  assert.deepEqual([error.code, error.pointer], [code, pointer]);
  return true;
};

test("a date in the context: allowed, and the statement that allows", () => {
  assert.deepEqual(first({ PolicyInputList: [document(after)], ActionNames: ["dynamodb:CreateBackup"], ContextEntries: at("2019-04-25T11:00:00Z") }), {
    EvalActionName: "dynamodb:CreateBackup",
    EvalResourceName: "*",
    EvalDecision: "allowed",
    MatchedStatements: [{ SourcePolicyId: "PolicyInputList.1", SourcePolicyType: "IAM Policy", StartPosition: { Line: 1, Column: 38 }, EndPosition: { Line: 1, Column: 168 } }],
    MissingContextValues: [],
  });
});

test("an earlier date: implicitly denied, and no statement", () => {
  const { EvalDecision, MatchedStatements, MissingContextValues } = first({ PolicyInputList: [document(after)], ActionNames: ["dynamodb:CreateBackup"], ContextEntries: at("2014-04-25T11:00:00Z") });
  assert.deepEqual([EvalDecision, MatchedStatements, MissingContextValues], ["implicitDeny", [], []]);
});

test("no date: implicitly denied, and the key is named", () => {
  for (const ContextEntries of [undefined, [{ ContextKeyName: "aws:CurrentTime", ContextKeyValues: [], ContextKeyType: "date" }]]) {
    const { EvalDecision, MatchedStatements, MissingContextValues } = first({ PolicyInputList: [document(after)], ActionNames: ["dynamodb:CreateBackup"], ContextEntries });
    assert.deepEqual([EvalDecision, MatchedStatements, MissingContextValues], ["implicitDeny", [], ["aws:CurrentTime"]]);
  }
});

test("Allow and Deny both match: only the Deny is listed", () => {
  const { EvalDecision, MatchedStatements } = first({ PolicyInputList: [document(allow("s3:*")), document(deny("s3:GetObject"))], ActionNames: ["s3:GetObject"] });
  assert.equal(EvalDecision, "explicitDeny");
  assert.deepEqual(MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId), ["PolicyInputList.2"]);
});

test("a boundary that lacks the action", () => {
  const input = { PolicyInputList: [document(allow("*"))], ActionNames: ["iam:CreateUser"] };
  const lacking = first({ ...input, PermissionsBoundaryPolicyInputList: [document(allow("s3:*"))] });
  assert.deepEqual([lacking.EvalDecision, lacking.MatchedStatements, lacking.PermissionsBoundaryDecisionDetail], ["implicitDeny", [], { AllowedByPermissionsBoundary: false }]);
  const denying = first({ ...input, PermissionsBoundaryPolicyInputList: [document(allow("*"), deny("iam:*"))] });
  assert.deepEqual([denying.EvalDecision, denying.PermissionsBoundaryDecisionDetail], ["explicitDeny", { AllowedByPermissionsBoundary: false }]);
  const holding = first({ ...input, PermissionsBoundaryPolicyInputList: [document(allow("iam:*"))] });
  assert.deepEqual([holding.EvalDecision, holding.PermissionsBoundaryDecisionDetail], ["allowed", { AllowedByPermissionsBoundary: true }]);
  assert.equal("PermissionsBoundaryDecisionDetail" in first(input), false);
});

test("an organizational unit without an Allow", () => {
  const input = { PolicyInputList: [document(allow("*"))], ActionNames: ["ec2:RunInstances"] };
  const levels = (...documents) => documents.map((each) => ({ ServiceControlPolicyInputList: [each] }));
  const every = document(allow("*"));
  const lacking = first({ ...input, OrderedOrganizationPolicyInputList: levels(every, document(allow("s3:*")), every) });
  assert.deepEqual([lacking.EvalDecision, lacking.OrganizationsDecisionDetail], ["implicitDeny", { AllowedByOrganizations: false }]);
  const holding = first({ ...input, OrderedOrganizationPolicyInputList: levels(every, every) });
  assert.deepEqual([holding.EvalDecision, holding.OrganizationsDecisionDetail], ["allowed", { AllowedByOrganizations: true }]);
  assert.deepEqual(holding.MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId), ["PolicyInputList.1"]);
  const condition = allow("*", "*", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } });
  const read = first({ ...input, OrderedOrganizationPolicyInputList: levels(every, document(condition)) });
  assert.deepEqual([read.EvalDecision, read.MissingContextValues], ["implicitDeny", []]);
});

test("one action on two resources: one result, or one for each as until 2026", () => {
  const input = {
    PolicyInputList: [document(allow("s3:GetObject", "arn:aws:s3:::one/*"))],
    ActionNames: ["s3:GetObject"],
    ResourceArns: ["arn:aws:s3:::one/a", "arn:aws:s3:::two/a"],
  };
  const { EvaluationResults } = simulateCustomPolicy(input);
  assert.equal(EvaluationResults.length, 1);
  assert.deepEqual([EvaluationResults[0].EvalResourceName, EvaluationResults[0].EvalDecision], ["*", "implicitDeny"]);
  assert.deepEqual(EvaluationResults[0].ResourceSpecificResults.map((each) => [each.EvalResourceName, each.EvalResourceDecision, each.MatchedStatements.length]), [
    ["arn:aws:s3:::one/a", "allowed", 1],
    ["arn:aws:s3:::two/a", "implicitDeny", 0],
  ]);
  const classic = simulateCustomPolicy(input, { shape: "classic" }).EvaluationResults;
  assert.deepEqual(classic.map((each) => [each.EvalResourceName, each.EvalDecision]), [["arn:aws:s3:::one/a", "allowed"], ["arn:aws:s3:::two/a", "implicitDeny"]]);
  assert.equal("ResourceSpecificResults" in classic[0], false);
});

test("the most restrictive resource decides", () => {
  const input = { PolicyInputList: [document(allow("s3:*"), deny("s3:*", "arn:aws:s3:::two/*"))], ActionNames: ["s3:GetObject", "s3:ListAllMyBuckets"], ResourceArns: ["arn:aws:s3:::one/a", "arn:aws:s3:::two/a"] };
  const [get] = simulateCustomPolicy(input).EvaluationResults;
  assert.equal(get.EvalDecision, "explicitDeny");
  assert.equal(get.MatchedStatements.length, 1);
});

test("a resource policy, across accounts", () => {
  const resource = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: { AWS: caller }, Action: "sqs:*", Resource: "*" } });
  const input = { PolicyInputList: [document(allow("sqs:SendMessage"))], ResourcePolicy: resource, CallerArn: caller, ActionNames: ["sqs:SendMessage", "sqs:ReceiveMessage"], ResourceArns: ["arn:aws:sqs:eu-west-1:111122223333:jobs"] };
  const [send, receive] = simulateCustomPolicy(input, { shape: "classic" }).EvaluationResults;
  assert.deepEqual([send.EvalDecision, send.EvalDecisionDetails], ["allowed", { "IAM Policy": "allowed", "Resource Policy": "allowed" }]);
  assert.deepEqual(send.MatchedStatements.map((each) => [each.SourcePolicyId, each.SourcePolicyType]), [["PolicyInputList.1", "IAM Policy"], ["ResourcePolicy", "Resource Policy"]]);
  assert.deepEqual([receive.EvalDecision, receive.EvalDecisionDetails], ["implicitDeny", { "IAM Policy": "implicitDeny", "Resource Policy": "allowed" }]);
  const own = first({ ...input, ResourceArns: ["arn:aws:sqs:eu-west-1:123456789012:jobs"] }, { shape: "classic" });
  assert.deepEqual(own.EvalDecisionDetails, {});
  const owned = first({ ...input, ActionNames: ["s3:GetObject"], PolicyInputList: [document(allow("s3:*"))], ResourceArns: ["arn:aws:s3:::b/k"], ResourceOwner: "arn:aws:iam::111122223333:root", ResourcePolicy: undefined });
  assert.equal(owned.EvalDecision, "implicitDeny");
});

test("trust policies are looked at only where they are added", () => {
  const role = "arn:aws:iam::123456789012:role/deploy";
  const input = { PolicyInputList: [document(allow("sts:AssumeRole", role))], CallerArn: caller, ActionNames: ["sts:AssumeRole"], ResourceArns: [role] };
  assert.equal(first(input).EvalDecision, "allowed");
  const trust = { name: "trust", type: "resource", resourceType: "AWS::IAM::AssumeRolePolicyDocument", document: { Version: "2012-10-17", Statement: { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" } } };
  assert.equal(first({ ...input, AdditionalPolicies: [trust] }).EvalDecision, "explicitDeny");
  assert.equal(first({ ...input, PolicyInputList: [document(allow("s3:*"))] }).EvalDecision, "implicitDeny");
});

test("what is known of the caller is its own; without one nothing is", () => {
  const named = document(allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*"));
  const input = { PolicyInputList: [named], ActionNames: ["s3:GetObject"], ResourceArns: ["arn:aws:s3:::home/ann/a"] };
  assert.equal(first({ ...input, CallerArn: caller }).EvalDecision, "allowed");
  const [{ MissingContextValues, EvalResourceDecision }] = first(input).ResourceSpecificResults;
  assert.deepEqual([EvalResourceDecision, MissingContextValues], ["implicitDeny", ["aws:username"]]);
  assert.equal(first({ ...input, ContextEntries: [{ ContextKeyName: "aws:username", ContextKeyValues: ["ann"], ContextKeyType: "string" }] }).EvalDecision, "allowed");
});

test("pages", async () => {
  const input = { PolicyInputList: [document(allow("s3:*"))], ActionNames: ["s3:GetObject", "s3:PutObject", "ec2:RunInstances"], MaxItems: 2 };
  const page = simulateCustomPolicy(input);
  assert.deepEqual([page.EvaluationResults.length, page.IsTruncated], [2, true]);
  const rest = simulateCustomPolicy({ ...input, Marker: page.Marker });
  assert.deepEqual([rest.EvaluationResults[0].EvalActionName, rest.IsTruncated, "Marker" in rest], ["ec2:RunInstances", false, false]);
  const pages = [];
  for await (const each of paginateSimulateCustomPolicy({ client: new IAMClient({}), pageSize: 1 }, input)) pages.push(each.EvaluationResults[0].EvalDecision);
  assert.deepEqual(pages, ["allowed", "allowed", "implicitDeny"]);
});

test("a bad input names its field", () => {
  const input = { PolicyInputList: [document(allow("s3:*"))], ActionNames: ["s3:GetObject"] };
  const bad = [
    [{ ActionNames: ["s3:GetObject"] }, "MISSING_FIELD", "/PolicyInputList"],
    [{ ...input, ActionNames: [] }, "EMPTY_LIST", "/ActionNames"],
    [{ ...input, ActionNames: ["s3:GetObject", "s3:Get*"] }, "INVALID_ACTION", "/ActionNames/1"],
    [{ ...input, ResourceArns: ["bucket"] }, "INVALID_RESOURCE", "/ResourceArns/0"],
    [{ ...input, PolicySourceArn: caller }, "UNKNOWN_FIELD", "/PolicySourceArn"],
    [{ ...input, PolicyInputList: [input.PolicyInputList[0], "{"] }, "MALFORMED_POLICY", "/PolicyInputList/1"],
    [{ ...input, PermissionsBoundaryPolicyInputList: ["{}"] }, "MALFORMED_POLICY", "/PermissionsBoundaryPolicyInputList/0"],
    [{ ...input, OrderedOrganizationPolicyInputList: [{ ServiceControlPolicyInputList: ["{}"] }] }, "MALFORMED_POLICY", "/OrderedOrganizationPolicyInputList/0/ServiceControlPolicyInputList/0"],
    [{ ...input, ResourcePolicy: document(allow("s3:*")) }, "INVALID_RESOURCE_POLICY", "/ResourcePolicy"],
    [{ ...input, CallerArn: "arn:aws:sts::123456789012:assumed-role/r/s" }, "INVALID_CALLER", "/CallerArn"],
    [{ ...input, ContextEntries: [{ ContextKeyName: "a:b", ContextKeyValues: ["c"], ContextKeyType: "arn" }] }, "INVALID_VALUE", "/ContextEntries/0/ContextKeyType"],
    [{ ...input, ContextEntries: [{ ContextKeyName: "a:b" }, { ContextKeyName: "a:b" }].map((entry) => ({ ...entry, ContextKeyValues: ["c"] })) }, "DUPLICATE_CONTEXT_KEY", "/ContextEntries/1/ContextKeyName"],
    [{ ...input, MaxItems: 0 }, "INVALID_VALUE", "/MaxItems"],
    [{ ...input, MaxItems: 1.5 }, "WRONG_TYPE", "/MaxItems"],
    [{ ...input, Marker: "x" }, "INVALID_MARKER", "/Marker"],
    [{ ...input, ResourceOwner: "me" }, "INVALID_RESOURCE_OWNER", "/ResourceOwner"],
  ];
  for (const [each, code, pointer] of bad) assert.throws(() => simulateCustomPolicy(each), invalid(code, pointer));
  assert.throws(() => simulateCustomPolicy(input, { shape: "2025" }), invalid("INVALID_VALUE", ""));
});

/** As the SDK's documentation shows it; only the import tells the two apart. */
const script = (importing) => `${importing}
const client = new IAMClient({ region: "us-east-1", credentials: { accessKeyId: "x", secretAccessKey: "y" }, maxAttempts: 3 });
const run = async () => {
  const input = { PolicyInputList: [${JSON.stringify(document(allow("s3:*")))}], ActionNames: ["s3:GetObject", "ec2:RunInstances"] };
  const { EvaluationResults, IsTruncated, $metadata } = await client.send(new SimulateCustomPolicyCommand(input));
  const keys = await client.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [${JSON.stringify(document(after))}] }));
  console.log(EvaluationResults.map(({ EvalActionName, EvalDecision }) => EvalActionName + " " + EvalDecision).join(), IsTruncated, $metadata.httpStatusCode, keys.ContextKeyNames.join());
  await client.send(new SimulateCustomPolicyCommand({ ...input, ActionNames: ["s3:*"] })).catch((error) => console.log(error.name, error.$fault));
  await client.send(new SimulateCustomPolicyCommand({ ...input, PolicyInputList: ["{"] })).catch((error) => console.log(error.name));
  client.destroy();
};
run();
`;
const SAID = "s3:GetObject allowed,ec2:RunInstances implicitDeny false 200 aws:CurrentTime\nInvalidInputException client\nPolicyEvaluationException\n";
const NAMES = "{ GetContextKeysForCustomPolicyCommand, IAMClient, SimulateCustomPolicyCommand }";

test("a script for the AWS SDK runs with only its import changed", async () => {
  const folder = project("sdk", {
    "main.mjs": script(`import ${NAMES} from "iam-policy-playground/client-iam";`),
    "main.cjs": script(`const ${NAMES} = require("iam-policy-playground/client-iam");`),
  });
  assert.equal(await run(folder, process.execPath, "main.mjs"), SAID);
  assert.equal(await run(folder, process.execPath, "main.cjs"), SAID);
});

test("keys of a policy that cannot be read are an error that tells where, not none", async () => {
  const command = new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [document(after), "{"] });
  await assert.rejects(new IAMClient().send(command), (error) => error instanceof InvalidInputException && error.message.startsWith("/PolicyInputList/1: line 1, column 1: "));
});

test("what was aborted rejects as the SDK does", async () => {
  const aborting = new AbortController();
  const command = new SimulateCustomPolicyCommand({ PolicyInputList: [document(allow("s3:*"))], ActionNames: ["s3:GetObject"] });
  assert.equal((await new IAMClient().send(command, { abortSignal: aborting.signal })).IsTruncated, false);
  aborting.abort();
  await assert.rejects(new IAMClient().send(command, { abortSignal: aborting.signal }), { name: "AbortError" });
});

test("a callback is called, and the errors are the same by import and by require", async () => {
  const client = new IAMClient();
  const command = new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [] });
  assert.deepEqual(await new Promise((resolve) => client.send(command, (error, output) => resolve([error, output.ContextKeyNames]))), [null, []]);
  assert.deepEqual(await new Promise((resolve) => client.send(command, {}, (error, output) => resolve([error, output.ContextKeyNames]))), [null, []]);
  await assert.rejects(client.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [{}] })), InvalidInputException);
  await assert.rejects(client.send(new SimulateCustomPolicyCommand({ PolicyInputList: ["{"], ActionNames: ["s3:GetObject"] })), PolicyEvaluationException);
  await assert.rejects(client.send({}), TypeError);
  const required = createRequire(join(installed, "package.json"))("iam-policy-playground/client-iam");
  await assert.rejects(new required.IAMClient().send(new required.SimulateCustomPolicyCommand({})), (error) => error.cause instanceof InvalidInput);
});
