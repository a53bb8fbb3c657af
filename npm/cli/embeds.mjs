// The embeds of an HTML page, as scenarios: elements, code blocks and frames.
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { decodeScenario } from "../node.mjs";
import { expecting, scenarioOf } from "../element/scenario.js";
import { jsonOf, parsed } from "./files.mjs";

const LANGUAGE = /(?:^|\s)(?:language-|lang-)?iam-playground(?:\s|$)/;
const FRAME = /\/embed\/(?:index\.html)?(?:\?[^#]*)?#(s\d+\..*)$/;
const COMMENT = /<!--[\s\S]*?-->/g;
const ELEMENT = /<iam-playground\b([^>]*)>([\s\S]*?)<\/iam-playground>/gi;

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The embeds in the order of the page: each has a name, and a scenario or an error. `site` is the folder that the page's site is in. */
export async function embedsOf(html, file, site) {
  const page = without(html, COMMENT);
  const outside = without(page, ELEMENT);
  const found = [
    ...[...page.matchAll(ELEMENT)].map(({ index, 1: attributes, 2: inside }) => ({ index, read: () => fromElement(attributesOf(attributes), inside, file, site) })),
    ...blocksIn(outside).map(({ index, text }) => ({ index, read: () => parsed(text) })),
    ...framesIn(outside).map(({ index, fragment }) => ({ index, read: () => decodeScenario(fragment) })),
  ];
  found.sort((one, other) => one.index - other.index);
  return Promise.all(
    found.map(async ({ index, read }, place) => {
      const name = `embed ${place + 1}, line ${html.slice(0, index).split("\n").length}`;
      try {
        const scenario = await read();
        return { name: scenario?.title ? `${name}, ${scenario.title}` : name, scenario };
      } catch (error) {
        return { name, error: error.message };
      }
    }),
  );
}

/** The same page, every place in it where it was, with nothing where this was. */
const without = (html, what) => html.replace(what, (text) => text.replace(/[^\n]/g, " "));

function fromElement({ src, expect }, inside, file, site) {
  return expecting(src ? jsonOf(fileAt(src, file, site)) : scenarioOf(codesIn(inside), parsed), expect);
}

/** The file of a site that an address in a page leads to. */
function fileAt(src, file, site) {
  const [path, base] = /^\/(?!\/)/.test(src) ? [src.slice(1), join(site, sep)] : [src, file];
  const url = new URL(path, pathToFileURL(base));
  if (url.protocol !== "file:" || url.host !== "") throw new Error(`${src} is on another site, of which nothing is read here`);
  return fileURLToPath(new URL(url.pathname, url));
}

/** The frames whose address holds a scenario. */
function framesIn(html) {
  return [...html.matchAll(/<iframe\b([^>]*)>/gi)].flatMap(({ index, 1: attributes }) => {
    const fragment = FRAME.exec(attributesOf(attributes).src ?? "")?.[1];
    return fragment === undefined ? [] : [{ index, fragment }];
  });
}

/** The texts of the code blocks of our language. Documentation tools write it on the code, the `pre` or a `div` around both. */
function blocksIn(html) {
  const texts = new Map();
  for (const marked of html.matchAll(/<(?:code|pre|div)\b([^>]*)>/gi)) {
    if (!LANGUAGE.test(attributesOf(marked[1]).class ?? "")) continue;
    const start = html.indexOf("<code", marked.index);
    const [code] = start < 0 ? [] : codesIn(html.slice(start));
    if (code) texts.set(start, { index: marked.index, text: code.text });
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
