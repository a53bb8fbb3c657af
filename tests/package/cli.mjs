// The command line of the package, as a build server runs it: what it prints, what it writes, how it ends.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installed, project } from "./support/consumer.mjs";
import { policies, request } from "./support/sample.mjs";

const scenario = { title: "Tasks <of the web team>", policies, requests: [{ ...request, name: "run web", expect: "allowed" }] };
const open = { ...scenario, requests: [{ ...request, name: "no cluster known", context: {}, expect: "implicitDeny" }] };
const wrong = { ...scenario, requests: [...scenario.requests, { ...request, name: "stop \u0007 \"web\"", action: "ecs:StopTask", expect: "allowed" }, { ...request, action: "Stop" }] };
const wider = { ...scenario, policies: [...policies, { name: "all", type: "identity", document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "ecs:*", Resource: "*" } } }] };

const folder = project("cli", {
  "good.json": scenario,
  "open.json": open,
  "wrong.json": wrong,
  "wider.json": { ...wider, requests: wrong.requests.slice(0, 2) },
  "damaged.json": "{",
  "policy.json": `{\n  "Version": "2012-10-17",\n  "Statement": { "Effect": "allow", "Action": "ecs:*", "Resource": "*" }\n}`,
  "broken-policy.json": `{ "Version": `,
  "fine-policy.json": policies[0].document,
  "parts/list.json": "[]",
  "parts/no-policies.json": { requests: [request] },
  "parts/null-policy.json": { policies: [null] },
  "parts/request.json": { policies, requests: [{ ...request, name: "run web" }, 3] },
  "parts/folder.json/inside.txt": "",
  "parts/utf-16.json": new Uint8Array([0xff, 0xfe, 0x7b, 0x00]),
});

/** Runs the command; gives the exit code and what it printed. */
function iam(...words) {
  const { status, stdout, stderr } = spawnSync(join(installed, "../.bin/iam-policy-playground"), words, { cwd: folder, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

test("help is there, and a wrong word is a misuse", () => {
  assert.equal(iam("--help").status, 0);
  assert.match(iam("--help").said, /check-docs FOLDER/);
  assert.equal(iam("test", "--help").said, iam("help").said);
  for (const words of [[], ["tset"], ["test"], ["test", "no-such.json"], ["test", "good.json", "--strickt"], ["explain"], ["explain", "good.json", "nobody"], ["diff", "good.json"], ["diff", "good.json", "damaged.json"]]) {
    const { status, said } = iam(...words);
    assert.equal(status, 2, words.join(" "));
    assert.match(said, /^iam-policy-playground: /);
    assert.doesNotMatch(said, /\n {4}at /);
  }
});

test("a misuse names the file and the place in it", () => {
  const mistakes = [
    [["explain", "parts/list.json"], /parts\/list\.json: expected an object, found an array/],
    [["explain", "parts/no-policies.json"], /parts\/no-policies\.json: \/policies: the field `policies` is missing/],
    [["explain", "parts/request.json"], /parts\/request\.json: \/requests\/1: expected an object, found a number/],
    [["explain", "parts/request.json", "nobody"], /parts\/request\.json has no request `nobody`; it has\n {2}1 {2}run web\n {2}2 {2}request 2\n/],
    [["explain", "parts"], /parts is a folder/],
    [["diff", "good.json", "parts/list.json"], /parts\/list\.json: expected an object/],
    [["diff", "parts/request.json", "good.json"], /parts\/request\.json: \/requests\/1: /],
    [["validate", "parts/null-policy.json"], /parts\/null-policy\.json: \/policies\/0: expected an object, found null/],
    [["test", "good.json", "--junit", "no/such/report.xml"], /the report cannot be written: .*no\/such\/report\.xml/],
    [["test", "good.json", "--strickt"], /Unknown option '--strickt'; `iam-policy-playground help` lists the options\n$/],
  ];
  for (const [words, sentence] of mistakes) {
    const { status, said } = iam(...words);
    assert.equal(status, 2, words.join(" "));
    assert.match(said, sentence);
    assert.doesNotMatch(said, /\n {4}at /);
  }
  assert.equal(iam("explain", "parts/request.json", "run web").status, 0);
});

test("test passes what is as expected", () => {
  const { status, said } = iam("test", "good.json", "open.json");
  assert.equal(status, 0, said);
  assert.match(said, /✓ run web\n +allowed — by identity policy web-team › RunWeb/);
  assert.match(said, /2 passed, 0 failed in 2 files/);
});

test("test --strict fails a decision with a condition", () => {
  const { status, said } = iam("test", "--strict", "good.json", "open.json");
  assert.equal(status, 1);
  assert.match(said, /✕ no cluster known\n +the decision has a condition: .*ecs:cluster/);
  assert.match(said, /1 passed, 1 failed/);
});

test("test fails what is not as expected, cannot be judged or is no scenario, and goes on", () => {
  const { status, said } = iam("test", "wrong.json", "damaged.json", "policy.json", "good.json");
  assert.equal(status, 1);
  assert.match(said, /expected allowed, got implicitDeny/);
  assert.match(said, /\/requests\/2\/action: `Stop` is not of the form/);
  assert.match(said, /damaged\.json is no JSON: line 1, column 1: /);
  assert.match(said, /unknown field `Version`/);
  assert.match(said, /2 passed, 4 failed in 4 files/);
});

test("a request of which nothing is expected is told from one that is as expected", () => {
  const { status, said } = iam("test", "parts/request.json");
  assert.equal(status, 1);
  assert.match(said, /– run web\n/);
  assert.match(said, /✕ request 2\n +\/requests\/1: expected an object/);
  assert.match(said, /1 passed \(1 without `expect`\), 1 failed in 1 file\n/);
});

test("a folder means its files", () => {
  const { said } = iam("test", "parts");
  assert.match(said, /in 5 files\n/);
  assert.match(said, /utf-16\.json is no JSON: it is not written in UTF-8/);
});

test("the JUnit report holds every request, whatever its name", () => {
  iam("test", "good.json", "wrong.json", "--junit", "report.xml");
  const report = readFileSync(join(folder, "report.xml"), "utf8");
  assert.match(report, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="4" failures="1" errors="1">/);
  assert.match(report, /<testsuite name="Tasks &lt;of the web team&gt;" file="wrong\.json" tests="3" failures="1" errors="1">/);
  assert.match(report, /name="stop \uFFFD &quot;web&quot;"><failure message="expected allowed, got implicitDeny/);
  assert.match(report, /<error message="\/requests\/2\/action: /);
  assert.equal(report.match(/<testcase /g).length, 4);
});

test("explain says why, of one request or of each", () => {
  const { status, said } = iam("explain", "good.json", "run web");
  assert.equal(status, 0);
  assert.match(said, /allowed — by identity policy web-team › RunWeb/);
  assert.match(said, /✓ identity-based policies passes/);
  assert.match(said, /RunWeb — every element matches; decides \(web-team:\d+:\d+\)/);
  assert.doesNotMatch(said, /ArnEquals/);
  assert.match(iam("explain", "good.json", "1", "--all").said, /ArnEquals/);
  assert.match(iam("explain", "wrong.json", "2").said, /implicitly denied/);
  const [evaluation] = JSON.parse(iam("explain", "good.json", "--json").said);
  assert.equal(evaluation.schemaVersion, 1);
});

test("validate names the place in the file", () => {
  const { status, said } = iam("validate", "policy.json");
  assert.equal(status, 1);
  assert.match(said, /policy\.json:3:\d+: error INVALID_EFFECT/);
  assert.match(iam("validate", "broken-policy.json").said, /broken-policy\.json:1:\d+: error/);
  assert.equal(iam("validate", "fine-policy.json", "good.json").status, 0);
  assert.equal(iam("validate", "fine-policy.json", "--type", "serviceControl").status, 0);
  assert.equal(iam("validate", "fine-policy.json", "--type", "resource").status, 1);
  assert.match(iam("validate", "fine-policy.json", "--type", "idenity").said, /did you mean `identity`/);
});

test("diff fails on a newly allowed request only", () => {
  const { status, said } = iam("diff", "wider.json", "good.json");
  assert.equal(status, 0, said);
  assert.match(said, /0 newly allowed, 1 newly denied, 1 as before/);
  const back = iam("diff", "good.json", "wider.json");
  assert.equal(back.status, 1);
  assert.match(back.said, /^∅ → ✓ stop/);
  assert.match(back.said, /1 newly allowed, 0 newly denied, 1 as before/);
  project("cli", {
    "one-order.json": { policies, requests: [{ ...request, context: { "a:b": "1", "c:d": "2" } }] },
    "other-order.json": { policies, requests: [{ ...request, context: { "c:d": "2", "a:b": "1" } }] },
  });
  assert.match(iam("diff", "one-order.json", "other-order.json").said, /0 newly denied, 1 as before/);
});

test("check-docs runs the embeds of a site", () => {
  const block = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const fenced = (value) => `<pre><code class="language-iam-playground hljs">${block(JSON.stringify(value)).replace("policies", "<span>policies</span>")}</code></pre>`;
  const element = (expect) => `<iam-playground view="trace" expect="${expect}"><pre><code class="language-json" data-policy="identity" data-name="web">${block(JSON.stringify(policies[0].document))}</code></pre>
<pre><code data-request>${block(JSON.stringify(request))}</code></pre></iam-playground>`;
  project("cli/docs", { "index.html": `<h1>Docs</h1>${fenced(scenario)}${element("allowed")}<iam-playground src="../good.json"></iam-playground>`, "plain.html": "<p>no embed</p>" });
  const { status, said } = iam("check-docs", "docs");
  assert.equal(status, 0, said);
  assert.match(said, /3 passed, 0 failed in 1 file\n/);
  project("cli/wrong-docs", { "index.html": element("explicitDeny"), "b.html": `${fenced(scenario).replace("Version", "Versoin")}<pre><code class="iam-playground">{</code></pre>` });
  const wrongDocs = iam("check-docs", "wrong-docs");
  assert.equal(wrongDocs.status, 1);
  assert.match(wrongDocs.said, /expected explicitDeny, got allowed/);
  assert.match(wrongDocs.said, /embed 2, line 1\n +line 1, column 1: /);
});

test("check-docs tells embeds by their place in the page, and reads addresses as the page does", () => {
  const address = (src) => `<iam-playground src="${src}"></iam-playground>`;
  const pages = {
    "deep/index.html": `<h1>Docs</h1>
<iframe src="https://playground.example/embed/?view=trace#s1.damaged"></iframe>
<!-- <iam-playground></iam-playground>
--><pre><code class="language-iam-playground">{</code></pre>
${["/good.json", "../good.json?v=1", "missing.json", "https://example.com/good.json"].map(address).join("\n")}`,
    "good.json": scenario,
  };
  const docs = project("cli/places", pages);
  const { status, said } = iam("check-docs", "places");
  assert.equal(status, 1);
  const found = [...said.matchAll(/(.) embed (\d), line (\d)(?:, .*)?\n +(.*)\n/g)].map(([, ...parts]) => parts);
  assert.deepEqual(found.map(([mark, number, line]) => [mark, number, line].join(" ")), ["✕ 1 2", "✕ 2 4", "✓ 3 5", "✓ 4 6", "✕ 5 7", "✕ 6 8"]);
  const problems = [/the link is damaged/, /line 1, column 1: /, /^allowed/, /^allowed/, /^there is no .*missing\.json/, /is on another site/];
  found.forEach(([, , , problem], index) => assert.match(problem, problems[index]));
  assert.match(iam("check-docs", join(docs, "deep/index.html")).said, /in 1 file\n/);
});

test("check-docs of pages without an embed is a misuse", () => {
  project("cli/no-embeds", { "index.html": "<p>no embed</p>" });
  const { status, said } = iam("check-docs", "no-embeds");
  assert.equal(status, 2);
  assert.match(said, /no page of no-embeds holds an embed/);
});
