// Node.js, imported. The program is the one that `require` gets, so that both have one engine.
import program from "./node.cjs";

export const {
  InvalidInput, PolicySet, contextKeys, decodeScenario, encodeScenario, evaluate, repairs, runScenario, simulateCustomPolicy, validate, version,
} = program;
export default program.default;
