// The package's functions around the engine. How the engine gets here is the entries' matter.
import * as engine from "./engine.js";
import { askedTable, placeOf } from "./asked.js";
import { pack } from "./packed.js";
import { nothingKnown, unpack, unpackContextKeys, unpackFindings, unpackInvalid, unpackRepairs, unpackText, unpackUnread } from "./unpacked.js";
import { InvalidInput } from "./invalid-input.js";

const DECISIONS = ["allowed", "explicitDeny", "implicitDeny"];

let started = false;
let memory;
/** What is asked without a set that is kept. */
let desk;
let load = () => {
  throw new Error("iam-policy-playground: call and await init() before anything else");
};

/** How to get the engine when something is asked of it; gives its bytes or its module at once. */
export function loadWith(loader) {
  load = loader;
}

/** Starts the engine, once. */
export function start(module) {
  if (started) return;
  ({ memory } = engine.initSync({ module }));
  desk = new engine.Desk();
  started = true;
}

/** Whether the engine runs. */
export function isStarted() {
  return started;
}

function ready() {
  if (!started) start(load());
}

/** The JSON text of an argument. `undefined` and functions have none: as `null` they meet the reader, which says what it expects. */
function textOf(value) {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    throw new InvalidInput({ code: "NOT_JSON", pointer: "", message: `the value cannot be written as JSON: ${error.message}` }, error);
  }
}

/** The address of an answer. An odd one is that of what is wrong, which is thrown. */
function answered(address) {
  if (address & 1) throw new InvalidInput(unpackInvalid(memory, address));
  return address;
}

/** Policies, read once and asked many times. */
export class PolicySet {
  static name = "PolicySet";
  #set;
  #known = nothingKnown();

  constructor(policies) {
    ready();
    this.#set = desk.policies(textOf(policies)) ?? answered(desk.wrong());
  }

  evaluate(request) {
    const set = this.#live();
    const place = placeOf(request);
    const address = place >= 0 ? set.evaluateAsked(askedTable(), place) : evaluateUnkept(set, request);
    return unpack(memory, address, this.#known);
  }

  decide(request) {
    const set = this.#live();
    const place = placeOf(request);
    if (place >= 0) return DECISIONS[set.decideAsked(askedTable(), place)];
    const packed = pack(request);
    return (packed !== undefined && DECISIONS[set.decidePacked(packed)]) || decideInJson(set, request);
  }

  decideAll(requests) {
    if (typeof requests?.[Symbol.iterator] !== "function") {
      throw new InvalidInput({ code: "WRONG_TYPE", pointer: "", message: "expected an array of requests" });
    }
    return Array.from(requests, (request, index) => {
      try {
        return this.decide(request);
      } catch (error) {
        throw error instanceof InvalidInput ? error.at(`/${index}`) : error;
      }
    });
  }

  free() {
    this.#set?.free();
    this.#set = undefined;
  }

  /** The keys that these policies read; `contextKeys` is its public form. */
  static keysOf(set) {
    return unpackContextKeys(memory, set.#live().contextKeys());
  }

  /** Of the policies of the set the first one that cannot be read: its place, and where and why reading stops. */
  static unread(set, policies) {
    const place = set.#live().readable();
    if (place === policies.length) return undefined;
    const [{ span, message }] = validate(policies[place]);
    return { place, text: `line ${span.start.line}, column ${span.start.column}: ${message.text}` };
  }

  /** The evaluation of a request that is a JSON text. */
  static evaluateText(set, text) {
    return unpack(memory, answered(set.#live().evaluate(text)), set.#known);
  }

  /** The same where nothing but the account is known of who asks. */
  static evaluateNameless(set, text) {
    return unpack(memory, answered(set.#live().evaluateNameless(text)), set.#known);
  }

  #live() {
    if (this.#set === undefined) throw new TypeError("this PolicySet was freed");
    return this.#set;
  }
}

if (Symbol.dispose) {
  Object.defineProperty(PolicySet.prototype, Symbol.dispose, { value: PolicySet.prototype.free, configurable: true, writable: true });
}

function evaluateUnkept(set, request) {
  const packed = pack(request);
  const address = packed === undefined ? 0 : set.evaluatePacked(packed);
  return address === 0 ? answered(set.evaluate(textOf(request))) : address;
}

function decideInJson(set, request) {
  const text = textOf(request);
  return DECISIONS[set.decide(text)] ?? answered(set.evaluate(text));
}

/** What `question` makes of a set of policies, which is freed then. */
export function withSet(policies, question) {
  const set = new PolicySet(policies);
  try {
    return question(set);
  } finally {
    set.free();
  }
}

export function evaluate(policies, request) {
  return withSet(policies, (set) => set.evaluate(request));
}

export function contextKeys(policies) {
  return withSet(policies, (set) => PolicySet.keysOf(set));
}

export function validate(policy) {
  ready();
  return unpackFindings(memory, answered(desk.validate(textOf(policy))));
}

export function repairs(policies, request) {
  ready();
  return unpackRepairs(memory, answered(desk.repairs(textOf(policies), textOf(request))));
}

/** A scenario as its JSON text has it, and what is wrong with those of its requests that cannot be read. */
export function readScenario(scenario) {
  ready();
  const text = textOf(scenario);
  const unread = unreadIn(text);
  return { ...JSON.parse(text), unread };
}

/** The JSON text of a scenario, or what is wrong with it. */
export function scenarioText(scenario) {
  ready();
  const text = textOf(scenario);
  for (const [place, error] of unreadIn(text)) throw new InvalidInput(error).at(`/requests/${place}`);
  return text;
}

function unreadIn(text) {
  return unpackUnread(memory, answered(desk.readScenario(text)));
}

/** A value as its JSON text has it, where that is JSON for the engine: not nested too deep, and without half a surrogate pair. */
export function asJson(value) {
  ready();
  const text = textOf(value);
  try {
    unreadIn(text);
  } catch (error) {
    // That it is no scenario does not matter here.
    if (error.code === "INVALID_JSON" || !(error instanceof InvalidInput)) throw error;
  }
  return JSON.parse(text);
}

/** The one of these words that was probably meant; empty where none was. */
export function nearest(word, words) {
  return unpackText(memory, desk.nearest(word, words.join("\n")));
}
