#!/usr/bin/env node
// The command line. Each command is a file beside this one; it prints, and gives the exit code: 0 well, 1 not well, 2 not understood.
import { checkDocs } from "./check-docs.mjs";
import { diff } from "./diff.mjs";
import { explain } from "./explain.mjs";
import { Misuse } from "./misuse.mjs";
import { test } from "./test.mjs";
import { validate } from "./validate.mjs";
import { version } from "../node.mjs";

const COMMANDS = { test, explain, validate, diff, "check-docs": checkDocs };

const USAGE = `iam-policy-playground ${version}

  test FILE… [--strict] [--junit REPORT.xml]   run scenarios: each request, its decision against its \`expect\`.
                                               --strict: a decision with a condition ("allowed, if …") fails too
  explain FILE [REQUEST] [--all | --json]      say why: of one request by name or number, or of each.
                                               --all: everything that was judged; --json: the evaluations
  validate FILE… [--type TYPE] [--strict]      what reading the policies finds, of scenarios or of bare policy documents of TYPE
                                               (identity). An error fails; --strict: a warning too
  diff BEFORE AFTER                            the requests of two scenarios whose decision changes; a newly allowed one fails
  check-docs FOLDER… [--strict]                run every embed in the HTML pages of a site

FILE, BEFORE and AFTER are scenarios in JSON; FILE… may be folders of them. Lines and columns count in the policy's own text.
Exit code: 0 well, 1 not well, 2 not understood.`;
const HELP = ["--help", "-h"];

async function main([name, ...words]) {
  if (name === undefined) throw new Misuse(`name a command\n\n${USAGE}`);
  if (name === "help" || [name, ...words].some((word) => HELP.includes(word))) return console.log(USAGE) ?? 0;
  if (name === "--version") return console.log(version) ?? 0;
  if (!Object.hasOwn(COMMANDS, name)) throw new Misuse(`there is no command \`${name}\`\n\n${USAGE}`);
  return COMMANDS[name](words);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Misuse)) throw error;
  console.error(`iam-policy-playground: ${error.message}`);
  process.exitCode = 2;
}
