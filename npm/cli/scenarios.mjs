// Scenarios that a person named, run.
import { runScenario } from "../node.mjs";
import { jsonOf } from "./files.mjs";
import { Misuse, understood } from "./misuse.mjs";

/** A file's scenario, and the results of its requests. */
export function scenarioAt(file) {
  const scenario = jsonOf(file);
  return { file, ...scenario, results: understood(file, () => runScenario(scenario)).requests };
}

/** The evaluation of one request of a scenario. */
export function evaluationAt({ file, results }, index) {
  const { error, evaluation } = results[index];
  if (error) throw new Misuse(`${file}: ${errorOf(error, index)}`);
  return evaluation;
}

/** What is wrong with a request of a scenario. */
export const errorOf = ({ pointer, message }, index) => `/requests/${index}${pointer}: ${message}`;
