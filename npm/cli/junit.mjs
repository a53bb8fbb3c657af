// The results as JUnit XML, which build servers read.
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;" };
// What XML 1.0 cannot hold, not even escaped, is replaced.
const text = (value) => value.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD").replace(/[&<>"\n\t]/g, (each) => ENTITIES[each]);

/** One suite for each file, one case for each request. */
export function junitOf(groups) {
  const counts = (rows) => {
    const errors = rows.filter(({ error }) => error).length;
    return `tests="${rows.length}" failures="${rows.filter(({ ok }) => !ok).length - errors}" errors="${errors}"`;
  };
  const suites = groups.map(({ file, title, rows }) => {
    const cases = rows.map((row) => caseOf(file, title, row));
    return `  <testsuite name="${text(title ?? file)}" file="${text(file)}" ${counts(rows)}>\n${cases.join("")}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts(groups.flatMap(({ rows }) => rows))}>\n${suites.join("")}</testsuites>\n`;
}

function caseOf(file, title, { name, ok, error, problems, said }) {
  const open = `    <testcase classname="${text(title ?? file)}" name="${text(name)}"`;
  if (ok) return `${open}/>\n`;
  const inside = error ? `<error message="${text(error)}"/>` : `<failure message="${text(problems.join("; "))}">${text(said)}</failure>`;
  return `${open}>${inside}</testcase>\n`;
}
