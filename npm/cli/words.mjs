// How things are said on a terminal: a mark, a word and, where the terminal has colours, a colour.
const coloured = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
export const [red, green, yellow, dim, bold] = [31, 32, 33, 2, 1].map(paint);

export const MARKS = { allowed: green("✓"), explicitDeny: red("✕"), implicitDeny: red("∅") };
export const WORDS = { allowed: "allowed", explicitDeny: "explicitly denied", implicitDeny: "implicitly denied" };

/** What a request is called: its name, or who asks for what; its number where it does not say that. */
export function nameOf(request, index) {
  const { name, principal, action, resource } = request ?? {};
  if (name) return String(name);
  if (!principal || !action || !resource) return `request ${index + 1}`;
  const who = typeof principal === "string" ? principal : (principal?.arn ?? principal?.roleArn ?? [principal?.service].flat()[0] ?? "anonymous");
  return `${who} → ${action} on ${resource}`;
}

/** The decision with its reason and what it depends on. */
export function sentenceOf({ decision, reason, condition }) {
  return `${WORDS[decision]}${condition ? `, ${condition.text}` : ""} — ${reason.text}`;
}

export const indented = (text, by) => text.split("\n").map((line) => " ".repeat(by) + line).join("\n");
