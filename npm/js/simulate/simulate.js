// `SimulateCustomPolicy` of the IAM API: shapes around evaluations, and what its simulator leaves out. What it leaves out and real
// requests have (trust policies, RCPs, session and VPC endpoint policies) can be added as policies of a scenario, in a field that the
// API does not have. Source: IAM API Reference, `SimulateCustomPolicy`; IAM User Guide, "Testing IAM policies with the IAM policy simulator".
import { InvalidInput } from "../invalid-input.js";
import { withSimulator } from "./ask.js";
import { read } from "./read.js";
import { resultOf, together } from "./results.js";

/** How results are laid out: how many there are, and the one at a place. `one` simulates an action on a resource. */
const SHAPES = {
  /** One result for each action; each resource inside it. */
  2026: ({ actions, resources, namesResources }, one) => ({
    total: actions.length,
    at: (place) => together(actions[place], resources.map((_, at) => one(place, at)), namesResources),
  }),
  /** As until 2026: one result for each action and resource. */
  classic: ({ actions, resources }, one) => ({
    total: actions.length * resources.length,
    at: (place) => {
      const index = Math.floor(place / resources.length);
      return resultOf(actions[index], one(index, place % resources.length));
    },
  }),
};

/** Simulates every action on every resource. */
export function simulateCustomPolicy(input, { shape = "2026" } = {}) {
  if (!Object.hasOwn(SHAPES, shape)) throw new InvalidInput({ code: "INVALID_VALUE", pointer: "", message: `\`${shape}\` is not one of \`2026\`, \`classic\`` });
  const asked = read(input);
  return withSimulator(asked, (one) => page(asked, SHAPES[shape](asked, one)));
}

function page({ marker, maxItems }, { total, at }) {
  const EvaluationResults = [];
  for (let place = marker; place < Math.min(total, marker + maxItems); place += 1) EvaluationResults.push(at(place));
  const next = marker + EvaluationResults.length;
  return next < total ? { EvaluationResults, IsTruncated: true, Marker: String(next) } : { EvaluationResults, IsTruncated: false };
}
