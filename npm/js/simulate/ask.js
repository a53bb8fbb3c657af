// The requests that a simulation asks, and the policies that it asks them of.
import { PolicySet, withSet } from "../functions.js";
import { InvalidInput } from "../invalid-input.js";
import { simulated } from "./results.js";

/** The account where nothing names one. */
const SOME_ACCOUNT = "123456789012";
const RESOURCE_POLICY = "ResourcePolicy";
const TRUST_POLICY = "a trust policy that delegates to the caller's account";
const MAX_POLICIES = 100;

/** What `question` makes of a function that simulates the action and the resource at two places of the input. */
export function withSimulator(input, question) {
  checkResourcePolicy(input);
  const all = policies(input);
  return withPolicies(all.map(({ policy }) => policy), (set) => {
    checkReadable(set, all);
    return withPolicies(trusting(input, all), (trusting) => question((index, at) => one(input, { set, trusting }, index, at)));
  });
}

function checkResourcePolicy({ resourcePolicy, caller }) {
  if (resourcePolicy === undefined) return;
  const invalid = (message) => new InvalidInput({ code: "INVALID_RESOURCE_POLICY", pointer: "/ResourcePolicy", message });
  if (caller === undefined) throw invalid("a resource policy needs `CallerArn`, since it says who may ask");
  if (caller.includes(":role/")) throw invalid("the API simulates no resource policy for a role; add it to `AdditionalPolicies`");
}

/** The policies, by the names that the API gives its inputs, and where each stands in the input. */
function policies({ policies, boundary, organization, resourcePolicy, additional }) {
  const all = policies.map((document, at) => ({ pointer: `/PolicyInputList/${at}`, policy: { name: `PolicyInputList.${at + 1}`, type: "identity", document } }));
  if (boundary !== undefined) {
    const name = "PermissionsBoundaryPolicyInputList";
    all.push({ pointer: `/${name}/0`, policy: { name: `${name}.1`, type: "permissionsBoundary", document: boundary } });
  }
  organization.forEach((documents, level) =>
    documents.forEach((document, at) => {
      const name = `OrderedOrganizationPolicyInputList.${level + 1}.${at + 1}`;
      const pointer = `/OrderedOrganizationPolicyInputList/${level}/ServiceControlPolicyInputList/${at}`;
      all.push({ pointer, policy: { name, type: "serviceControl", attachedTo: `level.${level + 1}`, document } });
    }),
  );
  if (resourcePolicy !== undefined) all.push({ pointer: `/${RESOURCE_POLICY}`, policy: { name: RESOURCE_POLICY, type: "resource", document: resourcePolicy } });
  return [...all, ...additional.map((policy, at) => ({ pointer: `/AdditionalPolicies/${at}`, policy }))];
}

/** The policies for the actions that assume a role: the API looks at no trust policy, and every role has one. */
function trusting(input, all) {
  const others = all.map(({ policy }) => policy).filter(({ name }) => name !== RESOURCE_POLICY);
  if (input.additional.some(({ type }) => type === "resource")) return others;
  const Statement = { Effect: "Allow", Principal: { AWS: account(input) }, Action: "sts:*" };
  const document = JSON.stringify({ Version: "2012-10-17", Statement });
  return [...others, { name: TRUST_POLICY, type: "resource", resourceType: "AWS::IAM::AssumeRolePolicyDocument", document }];
}

/** What `question` makes of a set of policies that come from several fields. */
function withPolicies(policies, question) {
  if (policies.length > MAX_POLICIES) throw new InvalidInput({ code: "TOO_MANY_POLICIES", pointer: "", message: `there are more than ${MAX_POLICIES} policies` });
  const names = new Set();
  policies.forEach(({ name }, index) => {
    if (names.has(name)) throw new InvalidInput({ code: "DUPLICATE_POLICY_NAME", pointer: `/${index}/name`, message: `two policies are called \`${name}\`` });
    names.add(name);
  });
  return withSet(policies, question);
}

function checkReadable(set, all) {
  const unread = PolicySet.unread(set, all.map(({ policy }) => policy));
  if (unread !== undefined) throw new InvalidInput({ code: "MALFORMED_POLICY", pointer: all[unread.place].pointer, message: unread.text });
}

function one(input, { set, trusting }, index, at) {
  const [action, resource] = [input.actions[index], input.resources[at]];
  const request = requestText(input, action, resource);
  const asked = /^sts:assumerole/i.test(action) ? trusting : set;
  try {
    const evaluation = input.caller === undefined ? PolicySet.evaluateNameless(asked, request) : PolicySet.evaluateText(asked, request);
    return simulated(resource, evaluation, crosses(evaluation, account(input, resource)), input);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput({ code: error.code, pointer: inInput(error.pointer, index, at), message: error.sentence });
  }
}

function requestText(input, action, resource) {
  const { caller, owner, organization, context } = input;
  const request = {
    principal: { arn: caller ?? `arn:aws:iam::${account(input, resource)}:user/caller`, organization: organization.length > 0 ? "member" : undefined },
    action,
    resource,
    resourceAccount: namesNoAccount(resource) ? owner : undefined,
    settings: { s3BlockPublicAccess: false },
  };
  return `${JSON.stringify(request).slice(0, -1)},"context":{${context}}}`;
}

/** Where in the input stands what a pointer into a request leads to. */
function inInput(pointer, index, at) {
  if (pointer === "/action") return `/ActionNames/${index}`;
  if (pointer === "/resource") return `/ResourceArns/${at}`;
  return pointer.replace(/^\/context/, "/ContextEntries");
}

/** Whether the resource is of another account than the caller's. */
function crosses({ derived }, account) {
  const owner = derived.find(({ key }) => key === "aws:ResourceAccount");
  return owner !== undefined && owner.value !== account;
}

/** What an ARN has where an account's id stands; nothing of what is no ARN. */
const accountField = (text = "") => /^arn:(?:[^:]*:){3}([^:]*):/.exec(text)?.[1];
const isId = (account) => /^\d{12}$/.test(account);

function namesNoAccount(resource) {
  const account = accountField(resource);
  return account !== undefined && !isId(account);
}

/** The caller's account, or else the resource's. */
function account({ caller, owner }, resource) {
  return [accountField(caller), accountField(resource)].find(isId) ?? owner ?? SOME_ACCOUNT;
}
