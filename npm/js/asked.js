// Requests that were asked before. One that is asked again, and is as it was, is not read again: the engine has kept it.
import * as engine from "./engine.js";
import { isPlain, pack } from "./packed.js";

/** How many requests are kept. The place of the one that was kept first is the next to be taken. */
const PLACES = 1024;

/** For each request that was asked what it was like then, or that it was asked once. */
const known = new WeakMap();
const ONCE = Symbol();

/** What stands at each place. A request whose place was given to another one is kept no more. */
const kept = [];
let next = 0;
let table;

/** The place at which the engine keeps the request; -1 where it keeps none, or looking at the request throws. */
export function placeOf(request) {
  try {
    return placeFor(request);
  } catch {
    return -1;
  }
}

function placeFor(request) {
  const before = known.get(request);
  if (before === undefined) {
    if (isPlain(request)) known.set(request, ONCE);
    return -1;
  }
  if (before !== ONCE && kept[before.place] === before && isAsBefore(request, before)) return before.place;
  return keep(request);
}

/** The engine's table of them. */
export function askedTable() {
  return table;
}

function keep(request) {
  const packed = pack(request);
  const now = { place: next, fields: namesAndValues(request), context: namesAndValues(request.context ?? {}) };
  table ??= new engine.Asked();
  if (packed === undefined || !table.keep(next, packed)) return -1;
  kept[next] = now;
  next = (next + 1) % PLACES;
  known.set(request, now);
  return now.place;
}

/** Names and values in turn; of a list, its items. */
function namesAndValues(object) {
  const all = [];
  for (const name in object) {
    const value = object[name];
    all.push(name, Array.isArray(value) ? [...value] : value);
  }
  return all;
}

function isAsBefore(request, before) {
  if (!isPlain(request)) return false;
  const { fields } = before;
  let at = 0;
  for (const name in request) {
    if (fields[at] !== name || (name !== "context" && fields[at + 1] !== request[name])) return false;
    at += 2;
  }
  if (at !== fields.length) return false;
  return request.context === undefined ? before.context.length === 0 : isContextAsBefore(request.context, before.context);
}

function isContextAsBefore(context, before) {
  if (!isPlain(context)) return false;
  let at = 0;
  for (const key in context) {
    if (before[at] !== key || !isSame(before[at + 1], context[key])) return false;
    at += 2;
  }
  return at === before.length;
}

function isSame(before, value) {
  if (before === value) return true;
  if (!Array.isArray(before) || !Array.isArray(value) || before.length !== value.length) return false;
  for (let at = 0; at < before.length; at += 1) {
    if (before[at] !== value[at]) return false;
  }
  return true;
}
