// `check-docs`: every embed in the HTML pages of a built site, run. An embed is an `<iam-playground>` element, a code block of the
// language `iam-playground`, which holds a scenario, or a frame of the playground with a scenario in its address.
import { wordsOf } from "./arguments.mjs";
import { embedsOf } from "./embeds.mjs";
import { filesAt, textOf } from "./files.mjs";
import { closeWith, printRows, rowsOf } from "./run.mjs";
import { bold } from "./words.mjs";

export function checkDocs(words) {
  const { options, rest } = wordsOf(words, { strict: { type: "boolean" } });
  const groups = filesAt(rest, ".html", "folder of HTML pages").map((file) => ({
    file,
    rows: embedsOf(textOf(file), file).flatMap((embed) => (embed.error ? [{ name: embed.name, ok: false, error: embed.error, problems: [] }] : named(embed, options.strict))),
  })).filter(({ rows }) => rows.length > 0);
  for (const { file, rows } of groups) printRows(bold(file), rows);
  return closeWith(groups);
}

const named = ({ name, scenario }, strict) => rowsOf(scenario, strict).map((row) => ({ ...row, name: `${name}: ${row.name}` }));
