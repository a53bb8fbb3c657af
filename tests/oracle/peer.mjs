// Asks @cloud-copilot/iam-simulate. It is left to its caller which policies take part in a request, so that it gets those that ours judged.
// Its entry checks policies and drops context keys by lists of its own, so that the function behind the entry is asked.
import { loadPolicy } from "@cloud-copilot/iam-policy";
import { anonymousPrincipal } from "@cloud-copilot/iam-simulate";

const file = (path) => import(new URL(path, import.meta.resolve("@cloud-copilot/iam-simulate")));
const { authorize } = await file("./core_engine/CoreSimulatorEngine.js");
const { AwsRequestImpl } = await file("./request/request.js");
const { DiscoveryContextKeyConstraints } = await file("./context_keys/discoveryContextKeyConstraints.js");
const { RequestContextImpl } = await file("./requestContext.js");

const DECISIONS = { Allowed: "allowed", ExplicitlyDenied: "explicitDeny", ImplicitlyDenied: "implicitDeny" };
const HOSTILE = /(?:[*?][^"*?]*){9}/;
const FULL_ACCESS = {
  name: "RCPFullAWSAccess",
  policy: { Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } },
};

/** What it decides; `unasked` with a reason where the question cannot be put to it. */
export function ask({ request, policies, context, assumptions }) {
  const read = policies.map((policy) => ({ ...policy, document: parsed(policy.document) }));
  const of = (type) => read.filter((policy) => policy.type === type).map(({ name, document }) => ({ name, policy: document }));
  const resource = joined(of("resource"));
  const session = joined(of("session"));
  if (policies.some(({ document }) => HOSTILE.test(document))) return { unasked: "a pattern of many wildcards, which keeps it busy for ever" };
  if (read.some(({ unread, document }) => unread || document === undefined)) return { unasked: "a policy cannot be read" };
  if (resource === undefined || session === undefined) return { unasked: "several policies of which it takes one, of two versions" };
  if ([request.principal.service ?? []].flat().length > 1) return { unasked: "a service of several names, of which it takes one" };
  const principal = principalOf(request.principal);
  const account = typeof principal === "string" ? (principal.split(":")[4] ?? "") : "";
  const endpoints = of("vpcEndpoint");
  const boundaries = of("permissionsBoundary");
  const inArn = /^\d{12}$/.exec(request.resource.split(":")[4] ?? "");
  const resourceAccount = request.resourceAccount ?? inArn?.[0] ?? account;
  const resourceAsked = assumptions.includes("ResourceJudgedAsAny") ? "*" : request.resource;
  const texts = Object.entries(context).map(([key, value]) => [key, Array.isArray(value) ? value : String(value)]);
  const load = (policies) => policies.map(({ name, policy }) => loadPolicy(policy, { name }));
  const question = {
    request: new AwsRequestImpl(
      principal,
      { resource: resourceAsked, accountId: resourceAccount },
      request.action,
      new RequestContextImpl(Object.fromEntries(texts)),
    ),
    identityPolicies: load(of("identity")),
    sessionPolicy: session ? loadPolicy(session.policy, { name: "session" }) : undefined,
    serviceControlPolicies: levels(read, "serviceControl", [], load),
    resourceControlPolicies: levels(read, "resourceControl", [FULL_ACCESS], load),
    resourcePolicy: resource ? loadPolicy(resource.policy, { name: "resource" }) : undefined,
    permissionBoundaries: boundaries.length > 0 ? load(boundaries) : undefined,
    vpcEndpointPolicies: endpoints.length > 0 ? load(endpoints) : undefined,
    simulationParameters: { simulationMode: "Strict", discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]) },
    serviceSettings: { s3: { blockPublicAccess: request.settings?.s3BlockPublicAccess ?? true } },
  };
  try {
    return { decision: DECISIONS[authorize(question).result] };
  } catch (error) {
    return { unasked: `it throws: ${error.message}` };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function principalOf(principal) {
  if (typeof principal === "string") return principal === "anonymous" ? anonymousPrincipal : principal;
  if (principal.anonymous) return anonymousPrincipal;
  return principal.arn ?? [principal.service].flat()[0] ?? principal.roleArn;
}

/** One document of several; null for none, undefined where their versions differ. */
function joined(policies) {
  if (policies.length === 0) return null;
  const documents = policies.map(({ policy }) => policy);
  if (new Set(documents.map((document) => document?.Version)).size > 1) return undefined;
  return { policy: { Version: documents[0]?.Version, Statement: documents.flatMap((document) => document?.Statement ?? []) } };
}

function levels(policies, type, more, load) {
  const found = new Map();
  for (const { name, level, document } of policies.filter((policy) => policy.type === type)) {
    found.set(level, [...(found.get(level) ?? []), { name, policy: document }]);
  }
  return [...found].map(([orgIdentifier, policies]) => ({ orgIdentifier, policies: load([...policies, ...more]) }));
}
