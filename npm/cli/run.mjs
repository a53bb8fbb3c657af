// Scenarios, run: the results that `test` and `check-docs` print alike.
import { InvalidInput, runScenario } from "../node.mjs";
import { errorOf } from "./scenarios.mjs";
import { dim, green, indented, nameOf, red, sentenceOf } from "./words.mjs";

/** One row for each request; one row for a scenario that cannot be run at all. `strict` fails decisions with a condition. */
export function rowsOf(scenario, strict) {
  try {
    const { requests } = runScenario(scenario);
    return requests.map((result, index) => rowOf(result, scenario.requests[index], index, strict));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return [{ name: "the scenario", ok: false, error: error.message, problems: [] }];
  }
}

function rowOf(result, request, index, strict) {
  const name = nameOf(request, index);
  if (result.error) return { name, ok: false, error: errorOf(result.error, index), problems: [] };
  const { condition } = result.evaluation;
  const open = strict && condition ? [`the decision has a condition: ${condition.text}`] : [];
  const problems = [...result.mismatches, ...open];
  const silent = request.expect === undefined && request.expectBecause === undefined;
  return { name, ok: problems.length === 0, silent, problems, said: sentenceOf(result.evaluation) };
}

/** Prints rows under what they belong to. */
export function printRows(title, rows) {
  console.log(title);
  for (const { name, ok, silent, error, problems, said } of rows) {
    console.log(`  ${!ok ? red("✕") : silent ? dim("–") : green("✓")} ${name}`);
    if (error) console.log(indented(red(error), 6));
    for (const problem of problems) console.log(indented(red(problem), 6));
    if (said) console.log(indented(dim(said), 6));
  }
}

/** Prints the counts; gives the exit code. */
export function closeWith(groups) {
  const rows = groups.flatMap(({ rows }) => rows);
  const failed = rows.filter(({ ok }) => !ok).length;
  const silent = rows.filter(({ ok, silent }) => ok && silent).length;
  const passed = `${rows.length - failed} passed${silent === 0 ? "" : ` (${silent} without \`expect\`)`}`;
  console.log(`\n${passed}, ${failed === 0 ? "0 failed" : red(`${failed} failed`)} in ${groups.length} ${groups.length === 1 ? "file" : "files"}`);
  return failed === 0 ? 0 : 1;
}
