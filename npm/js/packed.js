// A request as one text, for the fast path of `decide`; npm/src/packed.rs reads it and describes the form.
// What is not as plain as most requests are is not packed: it goes as JSON, whose reader says what is wrong.

const DECISION = /^(allowed|explicitDeny|implicitDeny)$/;

/** The packed request, or nothing. */
export function pack(request) {
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
        if (!DECISION.test(request.expect)) return undefined;
        break;
      default:
        return undefined;
    }
  }
  const { principal, action, resource, resourceAccount = "", context } = request;
  if (typeof principal !== "string" || typeof action !== "string" || typeof resource !== "string") return undefined;
  if (typeof resourceAccount !== "string") return undefined;
  const head = `${principal}\0${action}\0${resource}\0${resourceAccount}`;
  return context === undefined ? `4\0${head}` : withContext(head, context);
}

function withContext(head, context) {
  if (!isPlain(context)) return undefined;
  let fields = 4;
  let text = head;
  for (const key in context) {
    const value = context[key];
    switch (typeof value) {
      case "string":
        text += `\0${key}\0s${value}`;
        break;
      case "boolean":
        text += `\0${key}\0b${value}`;
        break;
      case "number":
        if (!Number.isFinite(value)) return undefined;
        text += `\0${key}\0n${value}`;
        break;
      case "undefined":
        continue;
      default:
        if (!Array.isArray(value)) return undefined;
        text += `\0${key}\0l${value.length}`;
        for (const item of value) {
          if (typeof item !== "string") return undefined;
          text += `\0${item}`;
        }
        fields += value.length;
    }
    fields += 2;
  }
  return `${fields}\0${text}`;
}

/** An object as a literal makes it, so that what `in` names is what JSON would write. */
function isPlain(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
