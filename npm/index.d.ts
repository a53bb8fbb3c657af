/// <reference lib="esnext.disposable" />
/** Who may do what, asked of real policies. A field that is not here is an error that names it. */
export interface Scenario {
  $schema?: string;
  title?: string;
  tags?: string[];
  /** Markdown, short. */
  description?: string;
  policies: Policy[];
  /** At least one. */
  requests: Request[];
}

export type PolicyType =
  /** Attached to the user, its groups, or the role. */
  | "identity"
  /** A bucket policy, a key policy, a role trust policy, … */
  | "resource"
  | "permissionsBoundary"
  | "session"
  /** An SCP. */
  | "serviceControl"
  /** An RCP. */
  | "resourceControl"
  | "vpcEndpoint";

export interface Policy {
  /** Unique in the scenario. */
  name: string;
  type: PolicyType;
  /**
   * What it is attached to; absent: whoever asks, whatever is asked for. Of identity, permissionsBoundary and session: ARNs of users,
   * of roles (their sessions included), of one session. Of resource: the ARN that it sits on. Of serviceControl and resourceControl:
   * the organization node; policies of one node form a level, levels run root → OU → account in the order in which their names first
   * appear, and a node named by a 12-digit account id concerns that account alone.
   */
  attachedTo?: string | string[];
  /** What a resource policy sits on, as in Access Analyzer's `validatePolicyResourceType`, and "AWS::KMS::Key". */
  resourceType?: string;
  /** Of a VPC endpoint policy; "interface" if absent. */
  endpointType?: "interface" | "gateway";
  /** Source text, exactly as written (it may be broken), or a JSON value, which is read as `JSON.stringify(document, null, 2)`. */
  document: string | object;
  /** Exactly these codes are found in it (tests). */
  expectFindings?: string[];
}

export interface Request {
  name?: string;
  /**
   * An ARN (user, role, assumed-role session, federated-user, root), a service principal ("ecs-tasks.amazonaws.com"), an identity
   * provider (ARN or built-in host), "anonymous", or the long form.
   */
  principal: string | Principal;
  /** As in "ecs:RunTask". */
  action: string;
  /** An ARN, or "*" for an action that takes no resource. */
  resource: string;
  /** The owner's account id, where the ARN carries none (S3). */
  resourceAccount?: string;
  context?: Record<string, ContextValue>;
  settings?: { s3BlockPublicAccess?: boolean; kmsGrantAllows?: boolean };
  /** What else this call needs: roles to pass, tags to set, further resources. Each is a further decision of the call. */
  call?: { passRoles?: string[]; tags?: Record<string, string>; resources?: string[] };
  /** What the author claims; checked wherever the scenario runs. */
  expect?: Decision;
  /** For tests: reason code, deciding statement ("policy/Sid" or "policy/2"), exact missing keys, assumption codes. */
  expectBecause?: { code?: string; decidedBy?: string; missing?: string[]; assumes?: string[] };
}

/** An array is a multivalued key; a number counts as its JSON text. */
export type ContextValue = string | number | boolean | string[];

export interface Principal {
  arn?: string;
  service?: string | string[];
  anonymous?: true;
  /** Of a session: gives the role's path (service-linked roles). */
  roleArn?: string;
  /** AIDA…, AROA… */
  id?: string;
  /** Of a federated-user session: the IAM user who asked for it. */
  parentArn?: string;
  /** The S3 canonical id of the requester's account. */
  canonicalId?: string;
  /** If absent: member where an SCP is given, else none. */
  organization?: "none" | "member" | "management";
  /** They become aws:PrincipalTag/… */
  tags?: Record<string, string>;
}

/** AWS's own words. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

/** Plain data. What evaluations of one `PolicySet`, or of one scenario, have in common (sentences of the trace, spans, findings) is frozen. */
export interface Evaluation {
  schemaVersion: 1;
  decision: Decision;
  /** The one sentence a person reads first. */
  reason: Message;
  /** All the others that hold. */
  otherReasons: Message[];
  /** AWS's own words for a denial. */
  awsMessage?: string;
  /** The "if …" of the decision: there exactly when something below could change it. */
  condition?: Message;
  /** Always eight, in AWS's order. */
  lanes: Lane[];
  /** A call of several parts, the asked one first. `explicitDeny` if any part is, else `implicitDeny` if any is. */
  parts?: { action: string; resource: string; decision: Decision; reason: Message; node: string }[];
  derived: { key: string; value: ContextValue; from: string; overridden?: true }[];
  /** At most 20, the closest first. */
  nearMisses: { statement: string; failing: string[]; matched: number; of: number }[];
  /** Every policy type → policy → statement → element → operator → key → value that was judged. */
  trace: TraceNode;
  /** What was assumed or not modelled, and whether it could change the decision. */
  assumptions: Assumption[];
  /** Keys that the policies read for this request and the request does not carry. */
  missingContext: { key: string; nodes: string[]; presence: "always" | "sometimes"; couldChange: boolean; witness?: Witness }[];
  /** Of the documents, and of the request. */
  findings: Finding[];
}

export interface Lane {
  lane: "explicitDeny" | PolicyType;
  state: "passes" | "blocks" | "notNeeded" | "notGiven" | "leftOut" | "notReached";
  nodes: string[];
}

export interface TraceNode {
  /** The same for equal input. */
  id: string;
  kind: "evaluation" | "policyType" | "level" | "policy" | "statement" | "element" | "operator" | "key" | "value";
  /** `match`: it does its part for the statement to apply, after negation. */
  outcome: "match" | "noMatch" | "allows" | "denies" | "noDecision" | "notApplicable" | "invalid";
  role: "decisive" | "overridden" | "contributing" | "none";
  label: string;
  reason: Message;
  /** Into the policy it comes from. */
  span?: Span;
  /** A JSON pointer into the request: "/context/aws:TagKeys". */
  request?: string;
  compared?: {
    pattern: string;
    resolved?: string;
    actual?: ContextValue;
    /** Where the two part, in UTF-16 units of the resolved pattern and of the actual text. */
    firstDifference?: { pattern: number; actual: number };
  };
  children: TraceNode[];
}

/** A range in a policy's text; `end` is exclusive. */
export interface Span {
  policy: string;
  start: Position;
  end: Position;
}

/** `offset` and `column` count UTF-16 units, as JavaScript does; `line` and `column` begin at 1. */
export interface Position {
  offset: number;
  line: number;
  column: number;
}

/** `code` and `params` are the data, `text` their English; `parts`, joined, are the text, with code spans and links to trace nodes. */
export interface Message {
  code: string;
  params: Record<string, string>;
  text: string;
  parts?: { text: string; code?: true; node?: string }[];
}

export interface Assumption {
  code: string;
  nodes: string[];
  /** False: nothing that could be supplied here, whatever else is open, alters the decision. */
  couldChange: boolean;
  witness?: Witness;
  message: Message;
}

/** A change of the context that alters the decision; `null` removes a key. */
export interface Witness {
  context: Record<string, ContextValue | null>;
  decision: Decision;
}

export interface Finding {
  /** Access Analyzer's four. */
  type: "error" | "securityWarning" | "warning" | "suggestion";
  /** Access Analyzer's issue code where one exists: "MISSING_VERSION". */
  code: string;
  message: Message;
  policy?: string;
  span?: Span;
  related?: Span[];
  /** A JSON pointer, for a finding on the request. */
  request?: string;
  fixes?: { title: string; edits: { span: Span; text: string }[] }[];
}

export interface ScenarioResult {
  ok: boolean;
  passed: number;
  failed: number;
  requests: RequestResult[];
}

export interface RequestResult {
  name?: string;
  ok: boolean;
  decision?: Decision;
  expect?: Decision;
  /** What is not as claimed, one sentence each. */
  mismatches: string[];
  /** Why it cannot be decided; the pointer is into the request. */
  error?: { code: string; pointer: string; message: string };
  evaluation?: Evaluation;
}

/** One way to make a request pass: it was tried. */
export interface Repair {
  title: Message;
  /** What is decided then. */
  decision: Decision;
  /** Fields of the request and the values to give them; without a value the field is removed. */
  request?: { pointer: string; value?: ContextValue }[];
  /** Ranges of policies and what to put in their place. */
  policies?: { span: Span; text: string }[];
}

/** The input of the IAM API's SimulateCustomPolicy. */
export interface SimulateCustomPolicyRequest {
  /** Identity-based policies, as JSON texts. */
  PolicyInputList: string[];
  /** At most one. */
  PermissionsBoundaryPolicyInputList?: string[];
  /** SCPs: the organization's root first, the account last. */
  OrderedOrganizationPolicyInputList?: { ServiceControlPolicyInputList: string[] }[];
  ActionNames: string[];
  /** If absent: "*". */
  ResourceArns?: string[];
  /** Sits on every resource; needs `CallerArn`, a user's. */
  ResourcePolicy?: string;
  /** An account's id, or the ARN of its root user: the owner of resources whose ARN names no account. */
  ResourceOwner?: string;
  /** An IAM user or role. Without it nothing is known of the caller, who is of the resource's account. */
  CallerArn?: string;
  ContextEntries?: { ContextKeyName: string; ContextKeyValues?: string[]; ContextKeyType?: ContextKeyType }[];
  /** Read, and otherwise without effect: the resources that it makes required are those that are given. */
  ResourceHandlingOption?: string;
  /** From 1 to 1,000; 100 if absent. */
  MaxItems?: number;
  Marker?: string;
  /** Not of the API: what its simulator ignores and a real request meets (trust policies, RCPs, session and endpoint policies). */
  AdditionalPolicies?: Policy[];
}

export type ContextKeyType =
  | "string" | "stringList" | "numeric" | "numericList" | "boolean" | "booleanList"
  | "ip" | "ipList" | "binary" | "binaryList" | "date" | "dateList";

/** The output of the IAM API's SimulateCustomPolicy. */
export interface SimulatePolicyResponse {
  EvaluationResults: EvaluationResult[];
  IsTruncated: boolean;
  Marker?: string;
}

export interface EvaluationResult {
  EvalActionName: string;
  EvalResourceName: string;
  EvalDecision: Decision;
  MatchedStatements: MatchedStatement[];
  MissingContextValues: string[];
  OrganizationsDecisionDetail?: { AllowedByOrganizations: boolean };
  PermissionsBoundaryDecisionDetail?: { AllowedByPermissionsBoundary: boolean };
  EvalDecisionDetails?: Record<string, Decision>;
  ResourceSpecificResults?: ResourceSpecificResult[];
}

export interface ResourceSpecificResult {
  EvalResourceName: string;
  EvalResourceDecision: Decision;
  MatchedStatements: MatchedStatement[];
  MissingContextValues: string[];
  EvalDecisionDetails?: Record<string, Decision>;
  PermissionsBoundaryDecisionDetail?: { AllowedByPermissionsBoundary: boolean };
}

export interface MatchedStatement {
  SourcePolicyId: string;
  SourcePolicyType: "IAM Policy" | "Resource Policy";
  StartPosition: { Line: number; Column: number };
  EndPosition: { Line: number; Column: number };
}

/** Thrown for an input that cannot be judged at all. Policy text never is one: a document that cannot be read says so in the answer. */
export declare class InvalidInput extends TypeError {
  private constructor();
  readonly code: string;
  /** A JSON pointer to what is wrong, into the argument that it stands in. */
  readonly pointer: string;
}

/**
 * Gets the engine ready; in browsers and bundlers to be awaited once before anything else, elsewhere not needed. Further calls do nothing.
 * Without an argument the engine is the file `engine.wasm` of this package.
 */
export default function init(wasm?: URL | string | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** Decides a request, with all the evidence. */
export declare function evaluate(policies: Policy[], request: Request): Evaluation;

/** Policies, read once and asked many times. Its memory is given back by `free`, by `using`, or some time after it was forgotten. */
export declare class PolicySet {
  constructor(policies: Policy[]);
  /** Decides a request, with all the evidence. */
  evaluate(request: Request): Evaluation;
  /** Decides a request: the same decision without evidence, much faster. */
  decide(request: Request): Decision;
  /** Decides many requests. */
  decideAll(requests: Request[]): Decision[];
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * What reading a policy finds: its form, service prefixes, global condition keys. What needs the reference data of a service (unknown
 * actions, resource types and keys of that service) is not checked.
 */
export declare function validate(policy: Policy): Finding[];

/** The context keys that the policies read, in conditions and variables, as `GetContextKeysForCustomPolicy` gives them. */
export declare function contextKeys(policies: Policy[]): string[];

/** What would make a denied request pass: changes of the request first, then of policies. None widens a wildcard. */
export declare function repairs(policies: Policy[], request: Request): Repair[];

/**
 * What the IAM API's SimulateCustomPolicy answers, offline. `shape` "2026" gives one result for each action with its resources inside,
 * "classic" one for each action and resource. `InvalidInput` with the code `MALFORMED_POLICY` is the API's PolicyEvaluation.
 */
export declare function simulateCustomPolicy(
  input: SimulateCustomPolicyRequest,
  options?: { shape?: "2026" | "classic" },
): SimulatePolicyResponse;

/** Runs every request of a scenario and compares what its author claims. */
export declare function runScenario(scenario: Scenario): ScenarioResult;

/** The fragment of a share link, without `#`. Rejects with `InvalidInput` where it would be longer than 8,000 characters. */
export declare function encodeScenario(scenario: Scenario): Promise<string>;

/** The scenario of such a fragment, with or without `#`. Rejects with `InvalidInput` where it holds none. */
export declare function decodeScenario(fragment: string): Promise<Scenario>;

/** Of this package. */
export declare const version: string;
