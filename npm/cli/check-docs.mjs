// `check-docs`: every embed in the HTML pages of a built site, run. An embed is an `<iam-playground>` element, a code block of the
// language `iam-playground`, which holds a scenario, or a frame of the playground with a scenario in its address.
import { dirname } from "node:path";
import { wordsOf } from "./arguments.mjs";
import { embedsOf } from "./embeds.mjs";
import { filesAt, textOf } from "./files.mjs";
import { Misuse } from "./misuse.mjs";
import { closeWith, printRows, rowsOf } from "./run.mjs";
import { bold } from "./words.mjs";

export async function checkDocs(words) {
  const { options, rest } = wordsOf(words, { strict: { type: "boolean" } });
  if (rest.length === 0) throw new Misuse("name a folder of HTML pages");
  const pages = rest.flatMap((site) => filesAt([site], ".html").map((file) => ({ file, site: file === site ? dirname(file) : site })));
  const groups = [];
  for (const { file, site } of pages) {
    const embeds = await embedsOf(textOf(file), file, site);
    if (embeds.length > 0) groups.push({ file, rows: embeds.flatMap((embed) => rowsIn(embed, options.strict)) });
  }
  // That nothing was checked is no success.
  if (groups.length === 0) throw new Misuse(`no page of ${rest.join(", ")} holds an embed`);
  for (const { file, rows } of groups) printRows(bold(file), rows);
  return closeWith(groups);
}

function rowsIn({ name, error, scenario }, strict) {
  if (error) return [{ name, ok: false, error, problems: [] }];
  return rowsOf(scenario, strict).map((row) => ({ ...row, name: `${name}: ${row.name}` }));
}
