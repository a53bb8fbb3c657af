// Reads the API's input, strictly: what it does not have is an error that names it.
import { asJson, scenarioText } from "../functions.js";
import { InvalidInput } from "../invalid-input.js";
import { lowercase } from "../lowercase.js";
import { count, countOf, fields, items, mistake, oneOf, root, text, texts } from "./fields.js";

const FIELDS = [
  "PolicyInputList",
  "PermissionsBoundaryPolicyInputList",
  "OrderedOrganizationPolicyInputList",
  "ActionNames",
  "ResourceArns",
  "ResourcePolicy",
  "ResourceOwner",
  "CallerArn",
  "ContextEntries",
  "ResourceHandlingOption",
  "MaxItems",
  "Marker",
  "AdditionalPolicies",
];
/** The most actions of a simulation, and the most resources. */
const MAX_SIMULATED = 1_000;
/** The most levels of an organization: root, five of organizational units, account. */
const MAX_LEVELS = 7;
const DEFAULT_ITEMS = 100;
const MAX_ITEMS = 1_000;
/** They make resources required that a simulation of given resources has anyway. */
const HANDLING = ["EC2-VPC-InstanceStore", "EC2-VPC-InstanceStore-Subnet", "EC2-VPC-EBS", "EC2-VPC-EBS-Subnet"];
const CONTEXT_TYPES = ["string", "numeric", "boolean", "ip", "binary", "date"].flatMap((type) => [type, `${type}List`]);
/** A request without a mistake. */
const REQUEST = { principal: "anonymous", action: "s3:ListAllMyBuckets", resource: "*" };

/** What to simulate; a field that was not given is `undefined` where its absence matters. */
export function read(input) {
  const given = fields(root(asJson(input)), FIELDS);
  given.read("ResourceHandlingOption", (node) => oneOf(node, HANDLING));
  return {
    policies: texts(given.required("PolicyInputList")),
    boundary: given.read("PermissionsBoundaryPolicyInputList", atMostOne),
    organization: given.read("OrderedOrganizationPolicyInputList", levels) ?? [],
    actions: list(given.required("ActionNames"), "action"),
    ...resources(given),
    resourcePolicy: given.read("ResourcePolicy", text),
    owner: given.read("ResourceOwner", owner),
    caller: given.read("CallerArn", caller),
    context: given.read("ContextEntries", context) ?? "",
    maxItems: given.read("MaxItems", maxItems) ?? DEFAULT_ITEMS,
    marker: given.read("Marker", marker) ?? 0,
    additional: given.read("AdditionalPolicies", additional) ?? [],
  };
}

function atMostOne(node) {
  const policies = texts(node);
  if (policies.length > 1) throw mistake(node, "TOO_MANY_POLICIES", "a principal has at most one permissions boundary");
  return policies[0];
}

function levels(node) {
  const all = items(node);
  if (all.length > MAX_LEVELS) throw mistake(node, "TOO_MANY_LEVELS", `an organization has at most ${MAX_LEVELS} levels, from its root to the account`);
  const name = "ServiceControlPolicyInputList";
  return all.map((level) => texts(fields(level, [name]).required(name)));
}

/** One or more, as many as a simulation takes. */
function list(node, what) {
  const all = texts(node);
  if (all.length === 0) throw mistake(node, "EMPTY_LIST", `name at least one ${what}`);
  if (all.length > MAX_SIMULATED) throw mistake(node, "TOO_MANY_REQUESTS", `there are more than ${MAX_SIMULATED} ${what}s`);
  return all;
}

/** The resources to ask for, `*` where none was given. */
function resources(given) {
  const named = given.read("ResourceArns", (node) => list(node, "resource"));
  return { resources: named ?? ["*"], namesResources: named !== undefined };
}

/** An account's id: as it is, or of the ARN of its root user. */
function owner(node) {
  const whole = text(node);
  const id = (whole.startsWith("arn:") ? whole.split(":")[4] : undefined) ?? whole;
  if (/^\d{12}$/.test(id)) return id;
  throw mistake(node, "INVALID_RESOURCE_OWNER", `\`${whole}\` is neither an account id nor the ARN of an account's root user`);
}

/** The API takes users and roles, never sessions. */
function caller(node) {
  const arn = text(node);
  if (/^arn:[^:]*:iam:[^:]*:[^:]*:(?:user|role)\//.test(arn)) return arn;
  throw mistake(node, "INVALID_CALLER", `\`${arn}\` is not the ARN of an IAM user or role`);
}

/** The members of the context in JSON: an object would put keys that are numbers first. A key without values is as if it were not there. */
function context(node) {
  const members = new Map();
  for (const item of items(node)) {
    const entry = fields(item, ["ContextKeyName", "ContextKeyValues", "ContextKeyType"]);
    const name = entry.required("ContextKeyName");
    const key = text(name);
    const lower = lowercase(key);
    if (members.has(lower)) throw mistake(name, "DUPLICATE_CONTEXT_KEY", `\`${key}\` is given twice`);
    const type = entry.read("ContextKeyType", (node) => oneOf(node, CONTEXT_TYPES)) ?? "string";
    const values = entry.read("ContextKeyValues", texts) ?? [];
    const value = values.length === 1 && !type.endsWith("List") ? values[0] : values;
    if (values.length > 0) members.set(lower, `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  }
  return [...members.values()].join();
}

function maxItems(node) {
  const number = count(node);
  if (number >= 1 && number <= MAX_ITEMS) return number;
  throw mistake(node, "INVALID_VALUE", `\`MaxItems\` is from 1 to ${MAX_ITEMS}`);
}

function marker(node) {
  const place = countOf(text(node));
  if (place === undefined) throw mistake(node, "INVALID_MARKER", "the marker is not one of an earlier answer");
  return place;
}

/** They are read as those of a scenario. */
function additional({ value: policies, pointer }) {
  try {
    scenarioText({ policies, requests: [REQUEST] });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput({ code: error.code, pointer: error.pointer.replace("/policies", pointer), message: error.sentence });
  }
  return policies;
}
