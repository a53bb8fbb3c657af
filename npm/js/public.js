// What every entry exports beside `init`.
export { InvalidInput, PolicySet, contextKeys, decodeScenario, encodeScenario, evaluate, runScenario, validate, version } from "./core.js";
