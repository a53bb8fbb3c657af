// The notices that the licences of the bundled packages ask to keep, as one comment.
import { readFile, readdir } from "node:fs/promises";

/** @param {string[]} inputs The files of the bundle, relative to `folder`. */
export async function notices(folder, inputs) {
  const packages = new Set(inputs.map((path) => /^node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[1]).filter(Boolean));
  const holders = new Map();
  for (const name of [...packages].sort()) {
    const { copyright, terms } = await license(new URL(`node_modules/${name}/`, folder), name);
    const named = holders.get(terms) ?? new Map();
    named.set(copyright, [...(named.get(copyright) ?? []), name]);
    holders.set(terms, named);
  }
  const parts = [...holders].map(([terms, named]) => {
    const lines = [...named].map(([copyright, names]) => `${names.join(", ")}: ${copyright}`);
    return [...lines, terms].join("\n\n");
  });
  return `/*!\n${parts.join("\n\n")}\n*/`;
}

async function license(folder, name) {
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file: its notice cannot be kept`);
  const text = (await readFile(new URL(file, folder), "utf8")).replace(/^(MIT License|ISC License \(ISC\))\s+/, "").trim();
  const [copyright, ...rest] = text.split("\n");
  if (!/^copyright/i.test(copyright)) throw new Error(`the licence of ${name} does not begin with its copyright`);
  return { copyright, terms: rest.join(" ").replace(/\s+/g, " ").trim() };
}
