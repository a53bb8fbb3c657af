// `explain`: why each request of a scenario is decided as it is.
import { wordsOf } from "./arguments.mjs";
import { Misuse } from "./misuse.mjs";
import { evaluationAt, scenarioAt } from "./scenarios.mjs";
import { MARKS, bold, dim, green, nameOf, red, sentenceOf, yellow } from "./words.mjs";

const OUTCOMES = { match: green("✓"), allows: green("✓"), noMatch: red("✕"), denies: red("✕"), noDecision: dim("–"), notApplicable: dim("·"), invalid: yellow("!") };
const LANES = { passes: green("✓"), blocks: red("✕"), notNeeded: dim("–"), notGiven: dim("–"), leftOut: dim("·"), notReached: dim("…") };
const STEPS = {
  explicitDeny: "explicit deny", resourceControl: "RCPs", serviceControl: "SCPs", vpcEndpoint: "VPC endpoint policy", resource: "resource-based policy",
  identity: "identity-based policies", permissionsBoundary: "permissions boundary", session: "session policies",
};
const STATES = { passes: "passes", blocks: "blocks", notNeeded: "not needed", notGiven: "not given", leftOut: "left out", notReached: "not reached" };

export function explain(words) {
  const { options, rest } = wordsOf(words, { all: { type: "boolean" }, json: { type: "boolean" } });
  const [file, wanted, ...more] = rest;
  if (file === undefined || more.length > 0) throw new Misuse("explain takes a file, and the name or number of a request");
  const scenario = scenarioAt(file);
  const evaluations = chosen(scenario, wanted).map((index) => ({ request: scenario.requests[index], evaluation: evaluationAt(scenario, index) }));
  if (options.json) console.log(JSON.stringify(evaluations.map(({ evaluation }) => evaluation), null, 2));
  else evaluations.forEach(({ request, evaluation }) => print(request, evaluation, options.all));
  return 0;
}

/** The places of the requests that are wanted. */
function chosen({ file, requests }, wanted) {
  const places = [...requests.keys()];
  if (wanted === undefined) return places;
  const found = places.filter((place) => requests[place]?.name === wanted || String(place + 1) === wanted);
  if (found.length === 0) {
    throw new Misuse(`${file} has no request \`${wanted}\`; it has\n${places.map((place) => `  ${place + 1}  ${nameOf(requests[place], place)}`).join("\n")}`);
  }
  return found;
}

function print(request, evaluation, all) {
  console.log(bold(nameOf(request)));
  console.log(`  ${MARKS[evaluation.decision]} ${sentenceOf(evaluation)}`);
  if (evaluation.awsMessage) console.log(dim(`    AWS: ${evaluation.awsMessage}`));
  for (const reason of evaluation.otherReasons) console.log(dim(`    also: ${reason.text}`));
  console.log(`  ${evaluation.lanes.map(({ lane, state }) => `${LANES[state]} ${STEPS[lane]} ${dim(STATES[state])}`).join("  ")}`);
  const near = new Set(evaluation.nearMisses.flatMap(({ statement, failing }) => [statement, ...failing]));
  for (const child of evaluation.trace.children) printNode(child, 4, (node) => all || matters(node, near));
  for (const { key, presence, couldChange } of evaluation.missingContext) {
    console.log(`  ${couldChange ? yellow("?") : dim("?")} ${key} is not in the request${presence === "always" ? ", and AWS always sends it" : ""}${couldChange ? "; it could change the decision" : ""}`);
  }
  for (const { couldChange, message } of evaluation.assumptions) console.log(`  ${couldChange ? yellow("?") : dim("·")} ${couldChange ? message.text : dim(message.text)}`);
  console.log();
}

/** Whether a node, or one inside it, has part in the decision or in what came close to it. */
function matters(node, near) {
  return node.role !== "none" || near.has(node.id) || node.children.some((child) => matters(child, near));
}

function printNode(node, depth, shown) {
  if (!shown(node)) return;
  const place = node.span ? dim(` (${node.span.policy}:${node.span.start.line}:${node.span.start.column})`) : "";
  const role = node.role === "decisive" ? `; ${bold("decides")}` : node.role === "overridden" ? dim("; overridden") : "";
  console.log(`${" ".repeat(depth)}${OUTCOMES[node.outcome]} ${node.label}${dim(` — ${node.reason.text}`)}${role}${place}`);
  for (const child of node.children) printNode(child, depth + 2, shown);
}
