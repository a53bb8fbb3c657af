// From evaluations to the API's results.

/** The strictest first. */
const DECISIONS = ["explicitDeny", "implicitDeny", "allowed"];
/** What a policy type that comes to this decides. */
const DECIDES = { allows: "allowed", denies: "explicitDeny" };

/** Reads an evaluation as the API sees it; `crosses` is whether caller and resource are of two accounts. */
export function simulated(resource, evaluation, crosses, { organization, boundary }) {
  const allows = (lane) => policyType(evaluation, lane).outcome === "allows";
  const organizations = organization.length > 0 ? allows("serviceControl") : undefined;
  return {
    resource,
    decision: evaluation.decision,
    matched: matched(evaluation),
    missing: missing(evaluation),
    organizations,
    boundary: boundary === undefined ? undefined : allows("permissionsBoundary"),
    details: resource === "*" || organizations === false ? undefined : details(evaluation, crosses),
  };
}

/** One result of this action on one resource. */
export function resultOf(action, { resource, decision, matched, missing, organizations, boundary, details }) {
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision,
    MatchedStatements: matched,
    MissingContextValues: missing,
    ...organizationsDetail(organizations),
    ...boundaryDetail(boundary),
    ...decisionDetails(details),
  };
}

/** One result of this action on all these resources: the strictest decision, and what led to it. */
export function together(action, all, namesResources) {
  const decision = DECISIONS.find((decision) => all.some((one) => one.decision === decision));
  const deciding = all.filter((one) => one.decision === decision);
  const [first] = all;
  const result = resultOf(action, {
    resource: "*",
    decision,
    matched: distinct(deciding.flatMap(({ matched }) => matched)),
    // Of named resources each says what it lacks.
    missing: namesResources ? [] : first.missing,
    // The detail that does not allow, if one does not.
    organizations: first.organizations === undefined ? undefined : all.every((one) => one.organizations),
    boundary: first.boundary === undefined ? undefined : all.every((one) => one.boundary),
    details: deciding[0].details,
  });
  return namesResources ? { ...result, ResourceSpecificResults: all.map(specific) } : result;
}

function specific({ resource, decision, matched, missing, boundary, details }) {
  return {
    EvalResourceName: resource,
    EvalResourceDecision: decision,
    MatchedStatements: matched,
    MissingContextValues: missing,
    ...decisionDetails(details),
    ...boundaryDetail(boundary),
  };
}

const organizationsDetail = (allowed) => allowed !== undefined && { OrganizationsDecisionDetail: { AllowedByOrganizations: allowed } };
const boundaryDetail = (allowed) => allowed !== undefined && { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allowed } };
const decisionDetails = (details) => details && { EvalDecisionDetails: { ...details } };

/** Copies of these statements, each once. */
function distinct(statements) {
  return [...new Set(statements.map((statement) => JSON.stringify(statement)))].map((text) => JSON.parse(text));
}

/** The node of a policy type. */
function policyType({ lanes, trace }, lane) {
  const [id] = lanes.find((of) => of.lane === lane).nodes;
  return trace.children.find((node) => node.id === id);
}

/** The statements of the caller's policies, its boundary and the resource's policy that decided; never those of SCPs. */
function matched(evaluation) {
  switch (evaluation.decision) {
    case "allowed":
      return ["identity", "resource"].flatMap((lane) => statements(evaluation, lane, "allows"));
    case "explicitDeny":
      return ["identity", "permissionsBoundary", "resource"].flatMap((lane) => statements(evaluation, lane, "denies"));
    default:
      return [];
  }
}

/** The statements of a policy type that come to this outcome. */
function statements(evaluation, lane, outcome) {
  const all = policyType(evaluation, lane).children.flatMap((policy) => policy.children);
  return all
    .filter((statement) => statement.outcome === outcome)
    .map(({ span }) => ({
      SourcePolicyId: span.policy,
      SourcePolicyType: lane === "resource" ? "Resource Policy" : "IAM Policy",
      StartPosition: place(span.start),
      EndPosition: place(span.end),
    }));
}

const place = ({ line, column }) => ({ Line: line, Column: column });

/** Keys that the caller's policies or the resource's read; those that only SCPs read are not named. */
function missing(evaluation) {
  const types = ["identity", "permissionsBoundary", "resource"].map((lane) => `${policyType(evaluation, lane).id}/`);
  const isRead = ({ nodes }) => nodes.some((node) => types.some((type) => node.startsWith(type)));
  return evaluation.missingContext.filter(isRead).map(({ key }) => key);
}

/** What each policy type came to, across accounts; empty within one. */
function details(evaluation, crosses) {
  if (!crosses) return {};
  const decides = (lane) => DECIDES[policyType(evaluation, lane).outcome] ?? "implicitDeny";
  return { "IAM Policy": decides("identity"), "Resource Policy": decides("resource") };
}
