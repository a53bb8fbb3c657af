// The whole of the package but for the engine and the way in which it comes: the entries say that.
export { InvalidInput } from "./invalid-input.js";
export { PolicySet, contextKeys, evaluate, isStarted, loadWith, repairs, start, validate } from "./functions.js";
export { decodeScenario, encodeScenario } from "./link.js";
export { runScenario } from "./run-scenario.js";
export { simulateCustomPolicy } from "./simulate/simulate.js";

/** The package's version, put in when it is built. */
export const version = PACKAGE_VERSION;
