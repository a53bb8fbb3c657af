// A scenario as the fragment of a share link: `s1.` and the base64url of its JSON, compressed with raw deflate.
import { InvalidInput } from "./invalid-input.js";
import { scenarioText } from "./functions.js";

const PREFIX = "s1.";
const LONGEST_LINK = 8_000;
const LARGEST_TEXT = 1_048_576;

const invalid = (code, message, cause) => new InvalidInput({ code, pointer: "", message }, cause);

/** The fragment, without `#`. */
export async function encodeScenario(scenario) {
  const text = scenarioText(scenario);
  const packed = await through(new Blob([text]), new CompressionStream("deflate-raw"), Infinity);
  const fragment = PREFIX + toBase64Url(packed);
  if (fragment.length > LONGEST_LINK) {
    throw invalid("LINK_TOO_LONG", `the link would have ${fragment.length} characters, more than the ${LONGEST_LINK} that are allowed`);
  }
  return fragment;
}

/** The scenario of a fragment, with or without `#`. */
export async function decodeScenario(fragment) {
  const link = String(fragment).replace(/^#/, "");
  if (!link.startsWith(PREFIX)) throw invalid("NOT_A_SCENARIO_LINK", "a scenario's fragment begins with `s1.`");
  if (link.length > LONGEST_LINK) throw invalid("LINK_TOO_LONG", `the link has more than ${LONGEST_LINK} characters`);
  const scenario = parsed(await inflated(fromBase64Url(link.slice(PREFIX.length))));
  scenarioText(scenario);
  return scenario;
}

async function inflated(bytes) {
  try {
    const text = await through(new Blob([bytes]), new DecompressionStream("deflate-raw"), LARGEST_TEXT);
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch (error) {
    throw error instanceof InvalidInput ? error : invalid("DAMAGED_LINK", "the link is damaged: it cannot be unpacked", error);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid("DAMAGED_LINK", "the link is damaged: it holds no JSON", error);
  }
}

/** All that comes out of a stream, which is cancelled as soon as that is more than `most` bytes. */
async function through(blob, stream, most) {
  const reader = blob.stream().pipeThrough(stream).getReader();
  const chunks = [];
  let size = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.byteLength;
    if (size > most) {
      await reader.cancel().catch(() => {});
      throw invalid("LINK_TOO_LARGE", `the link unpacks to more than ${most} bytes`);
    }
    chunks.push(step.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function toBase64Url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text) {
  if (!/^[\w-]*$/.test(text)) throw invalid("DAMAGED_LINK", "the link is damaged: it has a character that no link has");
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch (error) {
    throw invalid("DAMAGED_LINK", "the link is damaged: its length is no link's", error);
  }
}
