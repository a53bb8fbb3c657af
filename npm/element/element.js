// `<iam-playground>`: a person sees and edits a scenario in any page. What is drawn, and what draws it, is loaded when it is wanted, once
// for all elements of a page. Importing this where there is no document does nothing.
import { enhanceBlocks } from "./blocks.js";
import { engine } from "./engine.js";
import { fitFrames } from "./frames.js";
import { expecting, scenarioOf } from "./scenario.js";
import { bare } from "./styles.js";

const Base = typeof HTMLElement === "undefined" ? class {} : HTMLElement;
const OF_VIEW = ["view", "layout", "readonly", "open-in"];
const OF_SCENARIO = ["src", "expect"];

export class IamPlaygroundElement extends Base {
  static observedAttributes = [...OF_VIEW, ...OF_SCENARIO, "loading"];
  #root;
  #panels;
  /** Of what is being started: another start, or leaving the page, makes an older one void. */
  #turn = 0;
  #begun = false;
  #given;
  /** The code block that it stands for, and its text. */
  #block;
  #text;
  #watcher;
  #mismatch = "[]";
  #heardOnce = false;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    this.#rest();
  }

  /** The scenario as it is now; one that is set takes the place of what the page holds. */
  get scenario() {
    const text = this.#panels?.scenario();
    return text === undefined ? structuredClone(this.#given) : JSON.parse(text);
  }

  set scenario(scenario) {
    this.#given = structuredClone(scenario);
    this.#renew();
  }

  /** The evaluation of the request that is looked at, once there is one. */
  get evaluation() {
    const text = this.#panels?.evaluation();
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** Stands in for a code block, which stays in sight until the panels are there. */
  standFor(block, text) {
    this.#block = block;
    this.#text = text;
  }

  connectedCallback() {
    this.#wait();
  }

  disconnectedCallback() {
    this.#watcher?.disconnect();
    // An element that is moved is out of the page for a moment only.
    queueMicrotask(() => {
      if (this.isConnected || !this.#panels) return;
      this.#given = this.scenario;
      this.#unmount();
      this.#rest();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (OF_VIEW.includes(name)) this.#panels?.setWish(this.#wish());
    else if (OF_SCENARIO.includes(name)) this.#renew();
    else if (this.isConnected) this.#wait();
  }

  /** What is seen before, and without, the panels: what the page itself says. */
  #rest(...more) {
    this.#root.adoptedStyleSheets = bare();
    this.#root.replaceChildren(document.createElement("slot"), ...more);
  }

  #wait() {
    this.#watcher?.disconnect();
    if (this.#panels) return;
    const loading = this.getAttribute("loading");
    if (this.#begun || loading === "eager") {
      this.#start();
    } else if (loading === "click") {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Try it" });
      button.setAttribute("part", "start");
      button.addEventListener("click", () => {
        button.disabled = true;
        this.#start();
      });
      this.#rest(button);
    } else {
      this.#watcher = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#start(), { rootMargin: "300px" });
      this.#watcher.observe(this.#block ?? this);
    }
  }

  async #start() {
    this.#watcher?.disconnect();
    this.#begun = true;
    const turn = ++this.#turn;
    try {
      const [{ mount, sheets }, text] = await Promise.all([engine(), this.#read()]);
      if (turn !== this.#turn || !this.isConnected) return;
      const ground = document.createElement("div");
      this.#unmount();
      this.#root.adoptedStyleSheets = sheets;
      this.#root.replaceChildren(ground);
      this.#panels = mount(ground, text, this.#wish(), (heard) => this.#heard(JSON.parse(heard)));
      this.#block?.style.setProperty("display", "none", "important");
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  /** Another scenario than the one that is shown. */
  async #renew() {
    if (!this.#begun || !this.isConnected) return;
    if (!this.#panels) return this.#start();
    const turn = ++this.#turn;
    try {
      const text = await this.#read();
      if (turn === this.#turn) this.#panels?.setScenario(text);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  #unmount() {
    this.#panels?.unmount();
    this.#panels = undefined;
    this.#mismatch = "[]";
    this.#heardOnce = false;
  }

  /** The scenario's JSON, from where the author put it. */
  async #read() {
    await parsed();
    const scenario = await this.#source();
    return JSON.stringify(expecting(scenario, this.getAttribute("expect")));
  }

  async #source() {
    if (this.#given) return this.#given;
    if (this.#text !== undefined) return JSON.parse(this.#text);
    const src = this.getAttribute("src");
    if (src === null) return scenarioOf([...this.querySelectorAll("code")].map(codeOf));
    const response = await fetch(new URL(src, this.baseURI));
    if (!response.ok) throw new Error(`${response.url} was answered with status ${response.status}`);
    return response.json().catch(({ message }) => {
      throw new SyntaxError(`${response.url} is no JSON: ${message}`);
    });
  }

  #wish() {
    return JSON.stringify({
      view: this.getAttribute("view") ?? "",
      layout: this.getAttribute("layout") ?? "",
      readonly: this.hasAttribute("readonly"),
      openIn: this.hasAttribute("open-in") ? new URL(this.getAttribute("open-in"), this.baseURI).href : "",
      label: this.getAttribute("aria-label") ?? "",
    });
  }

  #heard({ request, mismatches, changed }) {
    this.#tell("iam-result", { ...request, mismatches });
    const mismatch = JSON.stringify(mismatches.map(({ index, decision, expect }) => [index, decision, expect]));
    if (mismatch !== this.#mismatch && mismatches.length > 0) this.#tell("iam-mismatch", { mismatches });
    this.#mismatch = mismatch;
    if (changed && this.#heardOnce) this.#tell("iam-change", { scenario: this.scenario });
    this.#heardOnce = true;
  }

  #fail(error) {
    const detail = problemOf(error);
    this.#unmount();
    this.#block?.style.removeProperty("display");
    const said = document.createElement("p");
    said.setAttribute("part", "error");
    said.setAttribute("role", "status");
    said.textContent = `The playground cannot show this: ${detail.message}`;
    this.#rest(said);
    this.#tell("iam-error", detail);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}

const codeOf = (code) => ({ attributes: Object.fromEntries([...code.attributes].map(({ name, value }) => [name, value])), text: code.textContent.trim() });

/** What the panels refuse comes as JSON, all else as an error. */
function problemOf(error) {
  if (typeof error !== "string") return { code: error.code ?? (error instanceof SyntaxError ? "INVALID_JSON" : "NOT_LOADED"), pointer: "", message: error.message };
  const { code, pointer, message } = JSON.parse(error);
  return { code, pointer, message: pointer ? `${pointer}: ${message}` : message };
}

/** Until the page is read to its end an element may lack the end of its content. */
function parsed() {
  if (document.readyState !== "loading") return undefined;
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
}

if (typeof customElements !== "undefined" && !customElements.get("iam-playground")) {
  customElements.define("iam-playground", IamPlaygroundElement);
  parsed()?.then(enhanceBlocks) ?? enhanceBlocks();
  fitFrames();
}
