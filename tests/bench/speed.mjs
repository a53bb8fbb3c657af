// `decide` and `evaluate` of the packed package beside the peer, interleaved in one run. Prints medians and ratios; fails where a ratio is
// below what it is to be, or where the decisions differ. A request is asked first where its object is a new one, and again where the
// engine has kept it. The ratios are those of the latter: the peer's requests are made ready before its clock starts, too.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { peerOf } from "./support/peer.mjs";
import { median, nanosecondsOf } from "./support/clock.mjs";
import { matchingShare } from "./support/share.mjs";
import { workloads } from "./workloads/index.mjs";

const ROUNDS = 15;
const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  writeFileSync(join(folder, "package.json"), "{}");
  execFileSync("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund", process.env.PACKAGE_TARBALL], { cwd: folder, stdio: "inherit" });
  const { PolicySet } = await import(pathToFileURL(join(folder, "node_modules/iam-policy-playground/node.mjs")));
  const rows = workloads.map((workload) => measure(workload, PolicySet));
  console.table(rows);
  process.exitCode = rows.every((row) => row["decide again ≥"].startsWith("✓") && row["evaluate again ≥"].startsWith("✓")) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function measure(workload, PolicySet) {
  const set = new PolicySet(workload.policies);
  const { requests } = workload;
  const peer = peerOf(workload);
  requests.forEach((request, index) => {
    const answers = [set.decide(request), set.evaluate(request).decision, peer[index]()];
    if (new Set(answers).size > 1) throw new Error(`${workload.name}, ${request.action}: decide, evaluate and the peer say ${answers}`);
  });
  // The copy is part of what is measured.
  const copy = (request) => ({ ...request, context: { ...request.context } });
  const contestants = {
    peer: () => peer.forEach((ask) => ask()),
    decideFirst: () => requests.forEach((request) => set.decide(copy(request))),
    decideAgain: () => requests.forEach((request) => set.decide(request)),
    evaluateFirst: () => requests.forEach((request) => set.evaluate(copy(request))),
    evaluateAgain: () => requests.forEach((request) => set.evaluate(request)),
  };
  const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(contestants)) samples[name].push(nanosecondsOf(run) / requests.length);
  }
  const took = Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)]));
  const ratio = (name, wanted) => `${took.peer / took[name] >= wanted ? "✓" : "✕"} ${(took.peer / took[name]).toFixed(1)} (${wanted})`;
  const micro = (name) => (took[name] / 1e3).toFixed(name === "peer" ? 1 : 2);
  return {
    workload: workload.name,
    "actions match": `${(100 * matchingShare(workload)).toFixed(1)} %`,
    "peer µs": micro("peer"),
    "decide first, again µs": `${micro("decideFirst")}, ${micro("decideAgain")}`,
    "evaluate first, again µs": `${micro("evaluateFirst")}, ${micro("evaluateAgain")}`,
    "decide again ≥": ratio("decideAgain", workload.decide),
    "evaluate again ≥": ratio("evaluateAgain", workload.evaluate),
  };
}
