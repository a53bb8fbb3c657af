// `decide` and `evaluate` of the packed package beside the peer, interleaved in one run. Prints medians and ratios; fails where a ratio is
// below what it is to be, or where the decisions differ.
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
  process.exitCode = rows.every((row) => row["decide ≥"].startsWith("✓") && row["evaluate ≥"].startsWith("✓")) ? 0 : 1;
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
  const contestants = {
    peer: () => peer.forEach((ask) => ask()),
    decide: () => requests.forEach((request) => set.decide(request)),
    evaluate: () => requests.forEach((request) => set.evaluate(request)),
  };
  const samples = { peer: [], decide: [], evaluate: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(contestants)) samples[name].push(nanosecondsOf(run) / requests.length);
  }
  const [asked, decide, evaluate] = [median(samples.peer), median(samples.decide), median(samples.evaluate)];
  const ratio = (ours, wanted) => `${asked / ours >= wanted ? "✓" : "✕"} ${(asked / ours).toFixed(1)} (${wanted})`;
  return {
    workload: workload.name,
    "actions match": `${(100 * matchingShare(workload)).toFixed(1)} %`,
    "peer µs": (asked / 1e3).toFixed(1),
    "decide µs": (decide / 1e3).toFixed(2),
    "evaluate µs": (evaluate / 1e3).toFixed(1),
    "decide ≥": ratio(decide, workload.decide),
    "evaluate ≥": ratio(evaluate, workload.evaluate),
  };
}
