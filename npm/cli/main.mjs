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

  test FILE… [--strict] [--junit REPORT.xml]   run scenarios: each request, its decision against what is expected.
                                               --strict: a decision with a condition ("allowed, if …") fails too
  explain FILE [REQUEST] [--all | --json]      say why: of one request by name or number, or of each.
                                               --all: everything that was judged; --json: the evaluation
  validate FILE… [--type TYPE] [--strict]      what reading the policies finds, of scenarios or of bare policy documents of TYPE
                                               (identity). An error fails; --strict: a warning too
  diff BEFORE AFTER                            the requests of two scenarios whose decision changes; a newly allowed one fails
  check-docs FOLDER… [--strict]                run every embed in the HTML pages of a site

FILE is a scenario in JSON, or a folder of them. Exit code: 0 well, 1 not well, 2 not understood.`;

async function main([name, ...words]) {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return console.log(USAGE) ?? 0;
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
