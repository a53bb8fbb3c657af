// `validate`: what reading policies finds, of scenarios and of bare documents.
import { validate as findingsOf } from "../node.mjs";
import { wordsOf } from "./arguments.mjs";
import { filesAt, textOf } from "./files.mjs";
import { understood } from "./misuse.mjs";
import { bold, dim, red, yellow } from "./words.mjs";

const KINDS = { error: red("error"), securityWarning: yellow("security warning"), warning: yellow("warning"), suggestion: dim("suggestion") };

export function validate(words) {
  const { options, rest } = wordsOf(words, { type: { type: "string", default: "identity" }, strict: { type: "boolean" } });
  understood("--type", () => findingsOf({ name: "any", type: options.type, document: "{}" }));
  const policies = filesAt(rest, ".json").flatMap((file) => policiesOf(file, options.type));
  const found = policies.flatMap(findingsIn);
  for (const { place, finding } of found) console.log(`${bold(place)}: ${KINDS[finding.type]} ${finding.code}: ${finding.message.text}`);
  const bad = found.filter(({ finding }) => finding.type === "error" || (options.strict && finding.type !== "suggestion"));
  console.log(`${counted(found.length, "finding", "findings")} in ${counted(policies.length, "policy", "policies")}, ${bad.length} to mend`);
  return bad.length === 0 ? 0 : 1;
}

const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** The policies of a scenario, or the one that the file is, each with what it is called and its place in the file. */
function policiesOf(file, type) {
  const text = textOf(file);
  const scenario = scenarioOf(text);
  if (!scenario) return [{ file, called: file, policy: { name: file, type, document: text } }];
  return scenario.policies.map((policy, index) => ({ file, called: `${file} › ${policy?.name}`, place: `/policies/${index}`, policy }));
}

function scenarioOf(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value?.policies) ? value : undefined;
  } catch {
    // A bare document that is no JSON: reading it says where it breaks.
    return undefined;
  }
}

function findingsIn({ file, called, place, policy }) {
  const findings = understood(file, () => findingsOf(policy), place);
  return findings.map((finding) => ({ place: finding.span ? `${called}:${finding.span.start.line}:${finding.span.start.column}` : called, finding }));
}
