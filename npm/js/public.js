// What every entry exports beside `init`.
export { InvalidInput, PolicySet, contextKeys, decodeScenario, encodeScenario, evaluate, repairs, runScenario, simulateCustomPolicy, validate, version } from "./core.js";
