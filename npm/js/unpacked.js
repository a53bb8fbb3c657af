// Answers from their packed form, which evaluator/src/explain/packed describes: what is read here stands there in the same order.
// What the evaluations of a set have in common is made once, and frozen: sentences, places, findings.

const KINDS = ["evaluation", "policyType", "level", "policy", "statement", "element", "operator", "key", "value"];
const [POLICY, ELEMENT, KEY, VALUE] = ["policy", "element", "key", "value"].map((kind) => KINDS.indexOf(kind));
const OUTCOMES = ["match", "noMatch", "allows", "denies", "noDecision", "notApplicable", "invalid"];
const ROLES = ["decisive", "overridden", "contributing", "none"];
const POINTERS = [undefined, "/principal", "/action", "/resource"];
const DECISIONS = ["allowed", "explicitDeny", "implicitDeny"];
const LANES = ["explicitDeny", "resourceControl", "serviceControl", "vpcEndpoint", "resource", "identity", "permissionsBoundary", "session"];
const STATES = ["passes", "blocks", "notNeeded", "notGiven", "leftOut", "notReached"];
const SOURCES = ["principal", "resource", "call"];
const PRESENCES = ["always", "sometimes"];
const FINDING_TYPES = ["error", "securityWarning", "warning", "suggestion"];

/** What is read, and how far. */
let at, text, from;
/** What is known of the set; the ids of the nodes, by number. */
let known, ids;
/** What a part was asked, and the entries of its context so far; what the nodes at hand were compared with. */
let asked, entries, pointer, actual;

/** What is known of a set before its first evaluation. */
export const nothingKnown = () => ({ sentences: [], frame: undefined, policies: [], findings: [] });

/** The engine's memory as numbers and as bytes; made anew when it has grown. */
let numbers = new Uint32Array();
let bytes;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The evaluation at this address of the engine's memory; `of` is what is known of its set, and is added to. */
export function unpack(memory, address, of) {
  begin(memory, address);
  known = of;
  ids = [];
  const evaluation = unpacked();
  text = known = ids = asked = entries = actual = undefined;
  return evaluation;
}

/** What stands at an address, without evaluations. */
const unpackWith = (read) => (memory, address) => {
  begin(memory, address);
  const all = read();
  text = undefined;
  return all;
};
export const unpackContextKeys = unpackWith(() => list(string));
export const unpackFindings = unpackWith(() => list(finding));
export const unpackRepairs = unpackWith(() => list(repair));
export const unpackInvalid = unpackWith(invalid);
export const unpackText = unpackWith(string);
/** What is wrong with the requests of a scenario that cannot be read, by their places. */
export const unpackUnread = unpackWith(() => new Map(list(() => [numbers[at++], invalid()])));

/** Goes to the beginning of what is packed at an address. */
function begin(memory, address) {
  if (numbers.buffer !== memory.buffer) [numbers, bytes] = [new Uint32Array(memory.buffer), new Uint8Array(memory.buffer)];
  at = address >>> 2;
  const start = numbers[at++];
  text = decoder.decode(bytes.subarray(start, start + numbers[at++]));
  from = 0;
}

function unpacked() {
  const count = numbers[at++];
  const trace = root("0");
  if (count === 1) grow(trace);
  else for (let position = 0; position < count; position += 1) trace.children.push(grow(root(`0/${position}`)));
  const evaluation = { schemaVersion: 1, decision: decision(), reason: (trace.reason = sentence()), otherReasons: list(sentence) };
  if (numbers[at++]) evaluation.awsMessage = string();
  if (numbers[at++]) evaluation.condition = sentence();
  evaluation.lanes = many(LANES.length, (lane) => ({ lane: LANES[lane], state: STATES[numbers[at++]], nodes: list(cited) }));
  if (count > 1) evaluation.parts = trace.children.map(partOfCall);
  evaluation.derived = list(derived);
  evaluation.nearMisses = list(() => ({ statement: cited(), failing: list(cited), matched: numbers[at++], of: numbers[at++] }));
  evaluation.trace = trace;
  evaluation.assumptions = list(assumption);
  evaluation.missingContext = list(missingKey);
  evaluation.findings = [...(known.findings[numbers[at++]] ??= allFrozen(list(finding)))];
  return evaluation;
}

function many(count, each) {
  const all = [];
  for (let position = 0; position < count; position += 1) all.push(each(position));
  return all;
}

const list = (each) => many(numbers[at++], each);

function string() {
  return text.slice(from, (from += numbers[at++]));
}

const flag = () => numbers[at++] === 1;
const cited = () => ids[numbers[at++]];
/** What may be there. */
const maybe = (read) => (flag() ? read() : undefined);

function sentence() {
  const code = string();
  const params = {};
  for (let left = numbers[at++]; left > 0; left -= 1) params[string()] = string();
  const parts = list(piece);
  return parts.length === 0 ? { code, params, text: string() } : { code, params, text: parts.map(({ text }) => text).join(""), parts };
}

function piece() {
  const own = { text: string() };
  const how = numbers[at++];
  if (how & 1) own.code = true;
  if (how & 2) own.node = cited();
  return own;
}

/** The sentence of this number, which is told where it first appears; 0 is told each time. */
function said(number) {
  return number === 0 ? sentence() : (known.sentences[number] ??= allFrozen(sentence()));
}

function allFrozen(value) {
  if (typeof value === "object") Object.values(value).forEach(allFrozen);
  return Object.freeze(value);
}

/** A text, or several. */
function values() {
  const count = numbers[at++];
  return count === 0 ? string() : many(count - 1, string);
}

/** The node of the request, or of one of its parts. */
function root(id) {
  ids.push(id);
  const label = string();
  const word = numbers[at++];
  return { id, kind: KINDS[0], outcome: OUTCOMES[word & 7], role: ROLES[word >> 3], label, reason: undefined, children: [] };
}

/** Adds to the node of a part all that is below it. */
function grow(node) {
  asked = [undefined, string(), string(), string()];
  entries = [];
  known.frame ??= outline();
  node.children = branches(known.frame, node.id);
  return node;
}

/** What the nodes of the policies, or those of the statements of the policy `name`, have in common whatever is asked. */
function outline(name) {
  return { nodes: list(() => outlined(name)), next: 0, root: undefined, ids: [] };
}

function outlined(name) {
  const word = numbers[at++];
  const kind = word & 15;
  const label = string();
  const pattern = word & 64 ? string() : label;
  const span = kind < POLICY ? undefined : allFrozen({ policy: name ?? label, start: position(), end: position() });
  return { kind, label, pattern, span, pointer: (word >> 4) & 3, children: word >>> 7 };
}

const position = () => ({ offset: numbers[at++], line: numbers[at++], column: numbers[at++] });

/** The nodes of an outline, below the node `root`. */
function branches(of, root) {
  if (of.root !== root) nameAll(of, root);
  of.next = 0;
  const children = [];
  while (of.next < of.nodes.length) children.push(branch(of));
  return children;
}

function nameAll(of, root) {
  of.root = root;
  of.ids = [];
  const below = (parent, children) => {
    for (let position = 0; position < children && of.ids.length < of.nodes.length; position += 1) {
      const id = `${parent}/${position}`;
      below(id, of.nodes[of.ids.push(id) - 1].children);
    }
  };
  below(root, Infinity);
}

function branch(of) {
  const place = of.next++;
  const node = of.nodes[place];
  const id = of.ids[place];
  ids.push(id);
  const word = numbers[at++];
  const outcome = OUTCOMES[word & 7];
  const role = ROLES[(word >> 3) & 3];
  const reason = said(word >>> 7);
  const { label, span } = node;
  const kind = KINDS[node.kind];
  if (node.kind === VALUE) {
    const compared = comparison(node.pattern, word);
    if (pointer === undefined) return { id, kind, outcome, role, label, reason, span, compared, children: [] };
    return { id, kind, outcome, role, label, reason, span, request: pointer, compared, children: [] };
  }
  const request = node.kind === ELEMENT || node.kind === KEY ? ask(node, word) : undefined;
  const children = word & 32 && node.kind === POLICY ? statements(label, id) : [];
  for (let left = node.children; left > 0; left -= 1) children.push(branch(of));
  if (span === undefined) return { id, kind, outcome, role, label, reason, children };
  if (request === undefined) return { id, kind, outcome, role, label, reason, span, children };
  return { id, kind, outcome, role, label, reason, span, request, children };
}

function statements(policy, id) {
  return branches((known.policies[numbers[at++]] ??= outline(policy)), id);
}

/** What of the request the node is compared with, and those below it. */
function ask(node, word) {
  if (node.kind === ELEMENT) {
    [pointer, actual] = [POINTERS[node.pointer], asked[node.pointer]];
  } else if (word & 32) {
    const place = numbers[at++];
    if (place === entries.length) entries.push({ pointer: string(), actual: values() });
    ({ pointer, actual } = entries[place]);
  } else {
    pointer = actual = undefined;
  }
  return pointer;
}

function comparison(pattern, word) {
  const firstDifference = word & 32 ? { pattern: numbers[at++], actual: numbers[at++] } : undefined;
  const own = typeof actual === "string" ? actual : actual?.slice();
  if ((word & 64) === 0 && own !== undefined) return firstDifference ? { pattern, actual: own, firstDifference } : { pattern, actual: own };
  const compared = { pattern };
  if (word & 64) compared.resolved = string();
  if (own !== undefined) compared.actual = own;
  if (firstDifference) compared.firstDifference = firstDifference;
  return compared;
}

function partOfCall(node) {
  const decided = decision();
  node.reason = sentence();
  return { action: string(), resource: string(), decision: decided, reason: node.reason, node: node.id };
}

function derived() {
  const name = string();
  const value = values();
  const how = numbers[at++];
  return how & 4 ? { key: name, value, from: SOURCES[how & 3], overridden: true } : { key: name, value, from: SOURCES[how & 3] };
}

function assumption() {
  const nodes = list(cited);
  const couldChange = numbers[at++] === 1;
  const message = said(numbers[at++]);
  return { code: message.code, nodes, couldChange, message };
}

function missingKey() {
  const key = { key: string(), nodes: list(cited), presence: PRESENCES[numbers[at++]], couldChange: flag() };
  const witness = maybe(change);
  if (witness) key.witness = witness;
  return key;
}

/** A change of the context. Whatever a key is called, it is one. */
function change() {
  const context = list(() => [string(), maybe(contextValue) ?? null]);
  return { context: Object.fromEntries(context), decision: decision() };
}

const decision = () => DECISIONS[numbers[at++]];

function contextValue() {
  const kind = numbers[at++];
  if (kind === 0) return list(string);
  if (kind > 2) return kind === 4;
  return kind === 1 ? string() : Number(string());
}

const span = () => ({ policy: string(), start: position(), end: position() });
const edit = () => ({ span: span(), text: string() });

function finding() {
  const found = { type: FINDING_TYPES[numbers[at++]], code: string(), message: sentence() };
  add(found, "policy", maybe(string));
  add(found, "span", maybe(span));
  add(found, "related", list(span));
  add(found, "request", maybe(string));
  add(found, "fixes", list(() => ({ title: string(), edits: list(edit) })));
  return found;
}

function repair() {
  const offer = { title: sentence(), decision: decision() };
  add(offer, "request", list(requestEdit));
  add(offer, "policies", list(edit));
  return offer;
}

function requestEdit() {
  const edit = { pointer: string() };
  const value = maybe(contextValue);
  if (value !== undefined) edit.value = value;
  return edit;
}

function invalid() {
  return { code: string(), pointer: string(), message: string() };
}

/** Adds what is there; an empty list is not. */
function add(to, name, value) {
  if (value !== undefined && !(Array.isArray(value) && value.length === 0)) to[name] = value;
}
