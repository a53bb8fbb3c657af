import type { Decision, Evaluation, Scenario } from "./index.js";

/** A request of an element's scenario and what came of it. */
export interface IamRequestResult {
  /** Its place in the scenario. */
  index: number;
  name?: string;
  /** Absent where the request cannot be read: `error` then says why. */
  decision?: Decision;
  /** Of the request that is looked at. */
  reason?: string;
  expect?: Decision;
  error?: { code: string; pointer: string; message: string };
}

/** The request that is looked at, and all that came out otherwise than is expected. */
export interface IamResultDetail extends IamRequestResult {
  mismatches: IamRequestResult[];
}

export interface IamChangeDetail {
  /** As it is now. */
  scenario: Scenario;
}

export interface IamMismatchDetail {
  mismatches: IamRequestResult[];
}

export interface IamErrorDetail {
  /** "NOT_LOADED", "INVALID_JSON", "NO_SCENARIO", or the code of an `InvalidInput`. */
  code: string;
  pointer: string;
  message: string;
}

/** Each bubbles, and is composed. */
export interface IamPlaygroundEventMap {
  /** Something was decided: at first, after each change, and when another request is looked at. */
  "iam-result": CustomEvent<IamResultDetail>;
  /** The scenario was changed. */
  "iam-change": CustomEvent<IamChangeDetail>;
  /** Requests come out otherwise than is expected, and did not before. */
  "iam-mismatch": CustomEvent<IamMismatchDetail>;
  /** The scenario cannot be read, or what draws it cannot be loaded: the element shows what the page holds. */
  "iam-error": CustomEvent<IamErrorDetail>;
}

/**
 * `<iam-playground>`. Attributes: `view` (some of "policies request lanes trace"), `layout` ("auto", "columns", "stack", "tabs"), `src`,
 * `readonly`, `loading` ("visible", "eager", "click"), `theme` ("auto", "light", "dark", "system"), `expect`, `open-in`.
 *
 * The module can be imported where there is no document; it then defines nothing.
 */
export declare class IamPlaygroundElement extends HTMLElement {
  /** The scenario as it is now; one that is set takes the place of what the page holds. */
  get scenario(): Scenario | undefined;
  set scenario(scenario: Scenario);
  /** The evaluation of the request that is looked at, once there is one. */
  get evaluation(): Evaluation | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "iam-playground": IamPlaygroundElement;
  }
  interface GlobalEventHandlersEventMap extends IamPlaygroundEventMap {}
}
