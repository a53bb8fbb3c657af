// The embeds of an HTML page, as scenarios.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Each has a name, and a scenario or an error. */
export function embedsOf(html, file) {
  const page = html.replace(/<!--[\s\S]*?-->/g, "");
  const elements = [...page.matchAll(/<iam-playground\b([^>]*)>([\s\S]*?)<\/iam-playground>/gi)];
  const outside = elements.reduce((rest, [whole]) => rest.replace(whole, ""), page);
  const blocks = codesIn(outside).filter(({ attributes }) => /(?:^|\s)(?:language-|lang-)?iam-playground(?:\s|$)/.test(attributes.class ?? ""));
  return [...elements.map(([, attributes, inside]) => () => fromElement(attributesOf(attributes), inside, file)), ...blocks.map(({ text }) => () => JSON.parse(text))]
    .map((read, index) => {
      const name = `embed ${index + 1}`;
      try {
        const scenario = read();
        return { name: scenario.title ? `${name}, ${scenario.title}` : name, scenario };
      } catch (error) {
        return { name, error: error.message };
      }
    });
}

function fromElement({ src, expect }, inside, file) {
  const scenario = src ? JSON.parse(readFileSync(join(dirname(file), src), "utf8")) : fromCodes(codesIn(inside));
  const [first, ...others] = scenario.requests ?? [];
  return expect && first ? { ...scenario, requests: [{ ...first, expect }, ...others] } : scenario;
}

function fromCodes(codes) {
  const whole = codes.find(({ attributes }) => "data-scenario" in attributes);
  if (whole) return JSON.parse(whole.text);
  const policies = codes.filter(({ attributes }) => "data-policy" in attributes);
  return {
    policies: policies.map(({ attributes, text }, index) => ({
      name: attributes["data-name"] || `policy-${index + 1}`,
      type: attributes["data-policy"] || "identity",
      ...(attributes["data-attached-to"] ? { attachedTo: attributes["data-attached-to"] } : {}),
      ...(attributes["data-resource-type"] ? { resourceType: attributes["data-resource-type"] } : {}),
      document: text,
    })),
    requests: codes.filter(({ attributes }) => "data-request" in attributes).flatMap(({ text }) => JSON.parse(text)),
  };
}

/** The code elements of a piece of HTML with the text in them, whatever a highlighter put around its words. */
function codesIn(html) {
  return [...html.matchAll(/<code\b([^>]*)>([\s\S]*?)<\/code>/gi)].map(([, attributes, inside]) => ({
    attributes: attributesOf(attributes),
    text: decoded(inside.replace(/<br\s*\/?>/gi, "\n").replace(/<[^>]*>/g, "")).trim(),
  }));
}

function attributesOf(text) {
  const found = text.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return Object.fromEntries([...found].map(([, name, double, single, bare]) => [name.toLowerCase(), decoded(double ?? single ?? bare ?? "")]));
}

function decoded(text) {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex || decimal) return String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10));
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}
