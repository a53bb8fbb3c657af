// The embeds of an HTML page, as scenarios: elements, code blocks and frames.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { expecting, scenarioOf } from "../element/scenario.js";

const LANGUAGE = /(?:^|\s)(?:language-|lang-)?iam-playground(?:\s|$)/;
const FRAME = /\/embed\/(?:index\.html)?(?:\?[^#]*)?#s1\.([\w-]+)$/;
const LARGEST = 1_048_576;

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Each has a name, and a scenario or an error. */
export function embedsOf(html, file) {
  const page = html.replace(/<!--[\s\S]*?-->/g, "");
  const elements = [...page.matchAll(/<iam-playground\b([^>]*)>([\s\S]*?)<\/iam-playground>/gi)];
  const outside = elements.reduce((rest, [whole]) => rest.replace(whole, ""), page);
  const frames = [...outside.matchAll(/<iframe\b([^>]*)>/gi)].map(([, attributes]) => FRAME.exec(attributesOf(attributes).src ?? "")).filter(Boolean);
  const readers = [
    ...elements.map(([, attributes, inside]) => () => fromElement(attributesOf(attributes), inside, file)),
    ...blocksIn(outside).map((text) => () => JSON.parse(text)),
    ...frames.map(([, packed]) => () => JSON.parse(inflateRawSync(Buffer.from(packed, "base64url"), { maxOutputLength: LARGEST }).toString())),
  ];
  return readers.map((read, index) => {
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
  return expecting(src ? JSON.parse(readFileSync(join(dirname(file), src), "utf8")) : scenarioOf(codesIn(inside)), expect);
}

/** The texts of the code blocks of our language. Documentation tools write it on the code, the `pre` or a `div` around both. */
function blocksIn(html) {
  const texts = new Map();
  for (const marked of html.matchAll(/<(?:code|pre|div)\b([^>]*)>/gi)) {
    if (!LANGUAGE.test(attributesOf(marked[1]).class ?? "")) continue;
    const start = html.indexOf("<code", marked.index);
    const [code] = start < 0 ? [] : codesIn(html.slice(start));
    if (code) texts.set(start, code.text);
  }
  return [...texts.values()];
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
