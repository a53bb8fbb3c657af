// `iam-policy-playground/element`, from the tarball: under the strictest policy, many on one page, bundled, on a server.
import assert from "node:assert/strict";
import { cpSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { open, serve } from "./support/browser.mjs";
import { installed, project, run, runTool } from "./support/consumer.mjs";
import { policies, request } from "./support/sample.mjs";

/** What the element needs, and no style at all. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";
const code = (attributes, value) => `<pre><code ${attributes}>${JSON.stringify(value, null, 1).replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</code></pre>`;
const element = (attributes = "", asked = request) => `<iam-playground ${attributes}>
${code('data-policy="identity" data-name="web-team"', policies[0].document)}
${code("data-request", asked)}
<p>It is allowed.</p>
</iam-playground>`;
const scenario = { title: "Web", policies, requests: [{ ...request, name: "run", expect: "allowed" }, { ...request, name: "elsewhere", context: {}, expect: "implicitDeny" }] };
const page = (body, script = "./iam/element.js") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"><main><h1>Site</h1>${body}</main><script type="module" src="${script}"></script></html>`;

/** A page beside the package's own files. */
async function site(t, name, body, files = {}) {
  const folder = project(name, { "index.html": page(body), ...files });
  cpSync(installed, join(folder, "iam"), { recursive: true });
  return open(t, await serve(t, folder, { policy: STRICT }));
}
const decision = (ground) => ground.getByRole("status", { name: "Decision" });
const embed = (page, index = 0) => page.locator("iam-playground").nth(index);

test("an element under the strictest policy: decided, edited, told", async (t) => {
  const { page: opened, complaints } = await site(t, "element-strict", `<script src="./listen.js"></script>${element(`loading="eager" expect="allowed" open-in="https://playground.example/"`)}`, {
    "listen.js": `globalThis.heard = []; for (const type of ["iam-result", "iam-change", "iam-mismatch", "iam-error"]) document.addEventListener(type, ({ type, detail, target }) => heard.push([type, target.localName, detail]));`,
  });
  await decision(opened).waitFor();
  assert.match(await decision(opened).innerText(), /^Allowed/);
  await opened.getByText("as expected", { exact: true }).waitFor();
  await opened.getByRole("textbox", { name: "Action" }).fill("ecs:StopTask");
  await opened.getByText("not as expected").waitFor();
  assert.match(await decision(opened).innerText(), /^Implicitly denied.*expected allowed/s);
  const heard = await opened.evaluate(() => globalThis.heard);
  assert.deepEqual([...new Set(heard.map(([type, name]) => `${type} ${name}`))], ["iam-result iam-playground", "iam-mismatch iam-playground", "iam-change iam-playground"]);
  assert.equal(heard[0][2].decision, "allowed");
  assert.match(heard[0][2].reason, /RunWeb/);
  assert.equal(heard.find(([type]) => type === "iam-mismatch")[2].mismatches[0].expect, "allowed");
  assert.equal(heard.findLast(([type]) => type === "iam-change")[2].scenario.requests[0].action, "ecs:StopTask");
  await opened.waitForFunction(() => document.querySelector("iam-playground").shadowRoot.querySelector("a")?.href.startsWith("https://playground.example/#s1."));
  await opened.getByRole("button", { name: "Back to the start" }).click();
  await opened.getByText("as expected", { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
});

test("several elements share one engine", async (t) => {
  const folder = project("element-several", {
    "index.html": page(`<script src="./count.js"></script>${element("loading='eager'")}${element("loading='eager' view='trace'")}<pre><code class="language-iam-playground">${JSON.stringify(scenario)}</code></pre>`),
    "count.js": `globalThis.made = 0; for (const name of ["instantiate", "instantiateStreaming"]) { const old = WebAssembly[name]; WebAssembly[name] = (...words) => { made += 1; return old.apply(WebAssembly, words); }; }
const Instance = WebAssembly.Instance; WebAssembly.Instance = function (...words) { made += 1; return new Instance(...words); }; WebAssembly.Instance.prototype = Instance.prototype;`,
  });
  cpSync(installed, join(folder, "iam"), { recursive: true });
  const { page: opened, complaints } = await open(t, await serve(t, folder, { policy: STRICT }));
  for (const index of [0, 1]) await decision(embed(opened, index)).waitFor();
  // One that stands for a code block waits until the block is near the window.
  await opened.locator("pre").last().scrollIntoViewIfNeeded();
  await decision(embed(opened, 2)).waitFor();
  assert.equal(await opened.evaluate(() => globalThis.made), 1);
  // What is done to one is of no concern to the others.
  await embed(opened, 2).getByRole("button", { name: /elsewhere/ }).click();
  assert.match(await decision(embed(opened, 2)).innerText(), /^Implicitly denied/);
  assert.match(await decision(embed(opened, 0)).innerText(), /^Allowed/);
  assert.equal(await embed(opened, 1).getByRole("textbox").count(), 0);
  assert.deepEqual(complaints, []);
});

test("nothing is loaded before it is wanted", async (t) => {
  const folder = project("element-lazy", { "index.html": page(`<p>${"<br>".repeat(200)}</p>${element("id='far'")}${element("id='clicked' loading='click'")}`) });
  cpSync(installed, join(folder, "iam"), { recursive: true });
  const loaded = [];
  const { page: opened, complaints } = await open(t, "about:blank");
  opened.on("request", (asked) => loaded.push(new URL(asked.url()).pathname.split("/").pop()));
  await opened.goto(await serve(t, folder, { policy: STRICT }));
  await opened.waitForFunction(() => customElements.get("iam-playground"));
  assert.deepEqual(loaded.filter((name) => name.startsWith("element")), ["element.js"]);
  await opened.locator("#far").scrollIntoViewIfNeeded();
  await decision(opened.locator("#far")).waitFor();
  assert.equal(await decision(opened.locator("#clicked")).count(), 0);
  assert.ok(await opened.locator("#clicked").getByText("It is allowed.").isVisible());
  await opened.locator("#clicked").getByRole("button", { name: "Try it" }).click();
  await decision(opened.locator("#clicked")).waitFor();
  assert.deepEqual(loaded.filter((name) => name.startsWith("element")).sort(), ["element-view.js", "element.js", "element.wasm"]);
  assert.deepEqual(complaints, []);
});

test("what would make a denied request pass is loaded when one is denied", async (t) => {
  const { page: opened, complaints } = await site(t, "element-offers", element(`loading="eager"`) + element(`loading="eager" view="trace"`, { ...request, action: "ecs:StopTask" }));
  const loaded = [];
  opened.on("request", (asked) => loaded.push(new URL(asked.url()).pathname.split("/").pop()));
  await opened.reload();
  const offers = (index) => embed(opened, index).getByRole("list", { name: "What would make this pass" }).getByRole("listitem");
  await embed(opened, 1).getByText("What would make this pass?").click();
  await offers(1).first().waitFor();
  await embed(opened, 0).getByRole("textbox", { name: "Action" }).fill("ecs:StopTask");
  await embed(opened, 0).getByText("What would make this pass?").click();
  await offers(0).first().waitFor();
  assert.deepEqual(loaded.filter((name) => name === "element-repairs.wasm"), ["element-repairs.wasm"]);
  assert.deepEqual(complaints, []);
});

test("attributes and properties change what is shown", async (t) => {
  const { page: opened, complaints } = await site(t, "element-attributes", `<iam-playground src="web.json" loading="eager"></iam-playground>`, { "web.json": scenario });
  await decision(opened).waitFor();
  assert.equal(await opened.getByRole("row").count(), 3);
  const set = (name, value) => opened.evaluate(([name, value]) => document.querySelector("iam-playground").setAttribute(name, value), [name, value]);
  await set("view", "policies");
  await opened.getByRole("tree").waitFor({ state: "hidden" });
  await set("view", "policies request lanes trace");
  await opened.getByRole("list", { name: "Order of evaluation" }).waitFor();
  await set("readonly", "");
  await opened.getByRole("textbox", { name: "Action" }).waitFor({ state: "detached" });
  await set("theme", "dark");
  const ground = () => opened.evaluate(() => getComputedStyle(document.querySelector("iam-playground").shadowRoot.querySelector(".pg")).backgroundColor);
  assert.equal(await ground(), "rgb(15, 18, 22)");
  await set("theme", "light");
  assert.equal(await ground(), "rgb(255, 255, 255)");
  await set("expect", "explicitDeny");
  await opened.getByText("1 of 2 not as expected").waitFor();
  await opened.evaluate((scenario) => { document.querySelector("iam-playground").scenario = scenario; }, { ...scenario, requests: [{ ...request, action: "ecs:StopTask" }] });
  await opened.getByText("Implicitly denied").first().waitFor();
  assert.equal(await opened.evaluate(() => document.querySelector("iam-playground").evaluation.decision), "implicitDeny");
  // Moving it is no reason to forget what was done; taking it away is none to complain.
  await opened.evaluate(() => document.querySelector("main").prepend(document.querySelector("iam-playground")));
  await decision(opened).waitFor();
  await opened.evaluate(() => document.querySelector("iam-playground").remove());
  assert.deepEqual(complaints, []);
});

test("what cannot be shown says why, and the page's own text stays", async (t) => {
  const { page: opened, complaints } = await site(t, "element-errors", `<iam-playground loading="eager"><pre><code data-request>{ "principal": </code></pre><p>Read me.</p></iam-playground>
<iam-playground loading="eager">${code("data-scenario", { policies: [], requests: [{ ...request, acton: "ecs:RunTask" }] })}</iam-playground>
<iam-playground loading="eager" src="nothing.json"></iam-playground><iam-playground loading="eager"><p>Nothing at all.</p></iam-playground>
<iam-playground loading="eager" src="index.html"></iam-playground><script src="./codes.js"></script>`, {
    "codes.js": `globalThis.codes = []; document.addEventListener("iam-error", ({ detail }) => codes.push(detail.code));`,
  });
  const said = async (index) => (await embed(opened, index).getByText("The playground cannot show this").innerText());
  assert.match(await said(0), /the code block marked by data-request is no JSON: /);
  assert.ok(await embed(opened, 0).getByText("Read me.").isVisible());
  assert.match(await said(1), /\/requests\/0.*acton/);
  assert.match(await said(2), /nothing\.json was answered with status 404/);
  assert.match(await said(3), /no code block is marked/);
  assert.match(await said(4), /index\.html is no JSON: /);
  assert.deepEqual((await opened.evaluate(() => globalThis.codes)).sort(), ["INVALID_JSON", "INVALID_JSON", "NOT_LOADED", "NO_SCENARIO", "UNKNOWN_FIELD"]);
  assert.deepEqual(complaints.filter((complaint) => !/404/.test(complaint)), []);
});

test("the wheel and the keys stay the page's", async (t) => {
  const { page: opened } = await site(t, "element-wheel", `${element("loading='eager'")}<p>${"<br>".repeat(100)}</p>`);
  await decision(opened).waitFor();
  for (const name of [/JSON editor/, "Action"]) {
    await opened.evaluate(() => scrollTo(0, 0));
    await opened.getByRole("textbox", { name }).first().hover();
    await opened.mouse.wheel(0, 300);
    await opened.waitForFunction(() => scrollY >= 250);
  }
  const prevented = await opened.evaluate(() => ["z", "y", "f", "Escape", "ArrowDown", "Tab"].filter((key) => !document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: key.length === 1, bubbles: true, cancelable: true }))));
  assert.deepEqual(prevented, []);
  assert.notEqual(await opened.evaluate(() => document.activeElement.localName), "iam-playground");
  assert.deepEqual(await opened.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), location.hash]), [[], [], ""]);
});

test("Vite", async (t) => {
  const denied = element("loading='eager' view='trace'", { ...request, action: "ecs:StopTask" });
  const folder = project("element-vite", { "index.html": page(element("loading='eager'") + denied, "./main.js"), "main.js": `import "iam-policy-playground/element";` });
  await runTool(folder, "vite", "build", "--logLevel", "error");
  const { page: opened, complaints } = await open(t, await serve(t, join(folder, "dist"), { policy: STRICT }));
  await decision(embed(opened)).waitFor();
  assert.match(await decision(embed(opened)).innerText(), /^Allowed/);
  await embed(opened, 1).getByText("What would make this pass?").click();
  await embed(opened, 1).getByRole("list", { name: "What would make this pass" }).getByRole("listitem").first().waitFor();
  assert.deepEqual(complaints, []);
});

test("importing it on a server defines nothing and fails at nothing", async () => {
  const folder = project("element-server", { "main.mjs": `import { IamPlaygroundElement } from "iam-policy-playground/element";\nconsole.log(typeof IamPlaygroundElement, typeof customElements);` });
  assert.equal((await run(folder, process.execPath, "main.mjs")).trim(), "function undefined");
});

test("a strict consumer compiles", async () => {
  const main = `import { IamPlaygroundElement } from "iam-policy-playground/element";
import type { IamResultDetail } from "iam-policy-playground/element";
const element: IamPlaygroundElement = document.createElement("iam-playground");
element.addEventListener("iam-result", ({ detail }) => { const said: IamResultDetail = detail; console.log(said.decision, said.mismatches.length); });
document.addEventListener("iam-error", ({ detail }) => console.log(detail.code, detail.message));
element.addEventListener("iam-change", ({ detail }) => console.log(detail.scenario.requests.length));
console.log(element.scenario?.policies.length, element.evaluation?.decision);
// @ts-expect-error: a scenario has requests
element.scenario = { policies: [] };
`;
  const options = { module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["es2022", "dom", "dom.iterable"], strict: true, types: [], skipLibCheck: false, noEmit: true };
  const folder = project("element-types", { "main.ts": main, "tsconfig.json": { compilerOptions: options, files: ["main.ts"] }, "package.json": { type: "module", private: true } });
  await runTool(folder, "tsc", "--project", ".");
});

test("the loader loads nothing by itself and names its wasm once", () => {
  const loader = readFileSync(join(installed, "element.js"), "utf8");
  assert.equal(loader.split(`new URL("./element.wasm", import.meta.url)`).length, 2);
  assert.equal(loader.split("import.meta").length, 2);
  assert.deepEqual(loader.match(/import\((["'][^"']+["'])\)/g), [`import("./element-view.js")`]);
  const others = readdirSync(installed).filter((file) => /\.m?js$/.test(file) && file !== "element.js");
  for (const file of others) assert.ok(!readFileSync(join(installed, file), "utf8").includes("element.wasm"), file);
});
