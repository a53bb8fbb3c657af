// How long the page's main thread works between a keystroke in a policy and the drawn trace: from the key event to the end of the next
// layout and paint, without the wait for the frame. Read from the browser's own record of its work; there is no peer to compare with.
import { deflateRawSync } from "node:zlib";
import { chromium } from "playwright-core";

const KEYS = 60;
const APART = 120;
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const statement = (policy, index) => ({
  Sid: `P${policy}S${index}`,
  Effect: index % 9 === 8 ? "Deny" : "Allow",
  Action: [`ecs:${["Describe", "List", "Run", "Update", "Stop"][index % 5]}*`, `s3:Get${policy}${index}*`],
  Resource: [`arn:aws:ecs:*:111122223333:service/team-${policy}-${index}/*`, `arn:aws:s3:::bucket-${policy}-${index}/*`],
  Condition: { StringEquals: { "aws:PrincipalTag/team": [`team-${policy}`, `team-${index}`] }, Bool: { "aws:MultiFactorAuthPresent": "true" } },
});
const TYPES = ["identity", "identity", "permissionsBoundary", "session", "serviceControl", "vpcEndpoint", "identity"];
const scenarioOf = (policies) => ({
  policies,
  requests: [{
    principal: "arn:aws:sts::111122223333:assumed-role/app/session",
    action: "ecs:UpdateService",
    resource: "arn:aws:ecs:eu-west-1:111122223333:service/team-0-3/front",
    context: { "aws:MultiFactorAuthPresent": "true", "aws:PrincipalTag/team": "team-0" },
  }],
});
const document = (policy, statements) =>
  JSON.stringify({ Version: "2012-10-17", Statement: Array.from({ length: statements }, (_, index) => statement(policy, index)) }, null, 2);

const workloads = [
  ["7 policies, 40 kB in all", 16, scenarioOf(TYPES.map((type, index) => ({ name: `policy-${index}`, type, document: document(index, 9) })))],
  ["1 policy, 1,000 statements", 50, scenarioOf([{
    name: "policy-0",
    type: "identity",
    document: JSON.stringify({ Version: "2012-10-17", Statement: Array.from({ length: 1_000 }, (_, index) => ({ Effect: "Allow", Action: `ecs:Do${index}`, Resource: "*" })) }, null, 1),
  }])],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
try {
  const rows = [];
  for (const [name, goal, scenario] of workloads) rows.push({ workload: name, ...(await measured(scenario)), "goal p95 ms": goal });
  console.table(rows);
} finally {
  await browser.close();
}

async function measured(scenario) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" })).newPage();
  await page.goto(process.env.PLAYGROUND_URL);
  await page.getByRole("main").waitFor();
  // Larger than a link may be: dropped as a file.
  await page.evaluate((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], "scenario.json", { type: "application/json" }));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.querySelector("main").dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files }));
    }
  }, JSON.stringify(scenario));
  const editor = page.getByRole("textbox", { name: /policy policy-0, JSON editor/ });
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.waitForTimeout(1_000);
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"] } });
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(key % 2 ? "Backspace" : "Space");
    await page.waitForTimeout(APART);
  }
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await page.context().close();
  const times = workAfterKeys(events).toSorted((a, b) => a - b);
  if (times.length < KEYS * 0.9) throw new Error(`of ${KEYS} keystrokes ${times.length} are in the browser's record`);
  const at = (share) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] / 1e3).toFixed(1);
  return { keystrokes: times.length, "median ms": at(0.5), "p95 ms": at(0.95) };
}

/** For each key event the work of its thread, in microseconds, up to the end of the commit that follows the next layout. */
function workAfterKeys(events) {
  const keys = events.filter((event) => event.name === "EventDispatch" && event.args?.data?.type === "keydown");
  const thread = (event) => events.filter(({ tid, pid, ph }) => tid === event.tid && pid === event.pid && ph === "X").toSorted((a, b) => a.ts - b.ts);
  const own = keys.length > 0 ? thread(keys[0]) : [];
  return keys.flatMap((key) => {
    const later = own.filter(({ ts }) => ts >= key.ts);
    const input = later.find(({ name, args }) => name === "EventDispatch" && args?.data?.type === "input");
    const layout = later.find(({ name, ts }) => name === "Layout" && ts >= (input ?? key).ts);
    const commit = layout && later.find(({ name, ts }) => name === "Commit" && ts >= layout.ts);
    if (commit === undefined) return [];
    const end = commit.ts + (commit.dur ?? 0);
    const tasks = own.filter(({ name, ts, dur = 0 }) => name === "RunTask" && ts + dur > key.ts && ts < end);
    return [tasks.reduce((sum, { ts, dur }) => sum + Math.min(ts + dur, end) - Math.max(ts, key.ts), 0)];
  });
}
