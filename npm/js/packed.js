// A request as one text, for the fast path of `decide`; npm/src/packed.rs reads it and describes the form.
// What is not as plain as most requests are is not packed: it goes as JSON, whose reader says what is wrong.

const DECISION = /^(allowed|explicitDeny|implicitDeny)$/;

/** The packed request, or nothing; nothing, too, where looking at it throws, which JSON then tells. */
export function pack(request) {
  try {
    return packed(request);
  } catch {
    return undefined;
  }
}

function packed(request) {
  if (!isPlain(request)) return undefined;
  for (const field in request) {
    switch (field) {
      case "principal":
      case "action":
      case "resource":
      case "context":
        break;
      case "resourceAccount":
        if (request.resourceAccount === "") return undefined;
        break;
      case "name":
        if (typeof request.name !== "string") return undefined;
        break;
      case "expect":
        if (typeof request.expect !== "string" || !DECISION.test(request.expect)) return undefined;
        break;
      default:
        return undefined;
    }
  }
  const { principal, action, resource, resourceAccount = "", context } = request;
  if (typeof principal !== "string" || typeof action !== "string" || typeof resource !== "string") return undefined;
  if (typeof resourceAccount !== "string") return undefined;
  const longest = Math.max(principal.length, action.length, resource.length, resourceAccount.length);
  if (longest >= LIMIT) return undefined;
  const lengths = number(principal.length) + number(action.length) + number(resource.length) + number(resourceAccount.length);
  const fields = principal + action + resource + resourceAccount;
  return context === undefined ? number(4) + lengths + fields : withContext(lengths, fields, context);
}

function withContext(lengths, fields, context) {
  if (!isPlain(context)) return undefined;
  let count = 4;
  const add = (field) => {
    if (field.length >= LIMIT) return false;
    lengths += number(field.length);
    fields += field;
    count += 1;
    return true;
  };
  for (const key in context) {
    const value = context[key];
    if (value !== undefined && !(add(key) && addValue(value, add))) return undefined;
  }
  return count < LIMIT ? number(count) + lengths + fields : undefined;
}

function addValue(value, add) {
  switch (typeof value) {
    case "string":
      return add(`s${value}`);
    case "boolean":
      return add(`b${value}`);
    case "number":
      return Number.isFinite(value) && add(`n${value}`);
    default:
      return Array.isArray(value) && add(`l${value.length}`) && addItems(value, add);
  }
}

/** Not by `every`, which passes over the holes of an array. */
function addItems(items, add) {
  for (const item of items) {
    if (typeof item !== "string" || !add(item)) return false;
  }
  return true;
}

/** Below the limit, as two characters of seven bits. */
const number = (value) => (value < NUMBERS.length ? NUMBERS[value] : String.fromCharCode(value & 127, value >> 7));
const LIMIT = 1 << 14;
const NUMBERS = Array.from({ length: 256 }, (_, value) => String.fromCharCode(value & 127, value >> 7));

/** An object as a literal makes it, so that what `in` names is what JSON would write. */
export function isPlain(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
