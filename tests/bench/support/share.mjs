// How many of a workload's statements have an action that is the request's, on average over the requests.
import { documentOf } from "./document.mjs";

const covers = (pattern, action) =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(action);

/** Between 0 and 1. */
export function matchingShare({ policies, requests }) {
  const statements = policies.flatMap(({ document }) => documentOf(document).Statement);
  const matching = ({ action }) => statements.filter((statement) => [statement.Action].flat().some((pattern) => covers(pattern, action))).length;
  return requests.reduce((sum, request) => sum + matching(request) / statements.length, 0) / requests.length;
}
