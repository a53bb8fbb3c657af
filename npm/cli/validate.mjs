// `validate`: what reading policies finds, of scenarios and of bare documents.
import { InvalidInput, validate as findingsOf } from "../node.mjs";
import { wordsOf } from "./arguments.mjs";
import { filesAt, textOf } from "./files.mjs";
import { Misuse } from "./misuse.mjs";
import { bold, dim, red, yellow } from "./words.mjs";

const KINDS = { error: red("error"), securityWarning: yellow("security warning"), warning: yellow("warning"), suggestion: dim("suggestion") };

export function validate(words) {
  const { options, rest } = wordsOf(words, { type: { type: "string", default: "identity" }, strict: { type: "boolean" } });
  const found = filesAt(rest, ".json").flatMap((file) => policiesOf(file, options.type).flatMap((policy) => findingsIn(file, policy)));
  for (const { place, finding } of found) console.log(`${bold(place)}: ${KINDS[finding.type]} ${finding.code}: ${finding.message.text}`);
  const bad = found.filter(({ finding }) => finding.type === "error" || (options.strict && finding.type !== "suggestion"));
  console.log(`${found.length} ${found.length === 1 ? "finding" : "findings"}, ${bad.length} of them ${bad.length === 1 ? "fails" : "fail"}`);
  return bad.length === 0 ? 0 : 1;
}

/** The policies of a scenario, or the one that the file is. */
function policiesOf(file, type) {
  const text = textOf(file);
  const scenario = scenarioOf(text);
  return scenario ? scenario.policies : [{ name: file, type, document: text }];
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

function findingsIn(file, policy) {
  try {
    const inside = policy.name === file ? file : `${file} › ${policy.name}`;
    return findingsOf(policy).map((finding) => ({ place: finding.span ? `${inside}:${finding.span.start.line}:${finding.span.start.column}` : inside, finding }));
  } catch (error) {
    if (error instanceof InvalidInput) throw new Misuse(`${file}: ${error.message}`);
    throw error;
  }
}
