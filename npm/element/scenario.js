// The scenario that code blocks hold: one that is marked as the whole of it, or policies and requests one by one. The command line
// reads the same from built pages.

/** `codes` are `{ attributes, text }`, in the order of the page; `parse` reads JSON. */
export function scenarioOf(codes, parse = JSON.parse) {
  const valueOf = (mark, { text }) => {
    try {
      return parse(text);
    } catch (error) {
      throw new SyntaxError(`the code block marked by ${mark} is no JSON: ${error.message}`);
    }
  };
  const whole = codes.find(({ attributes }) => "data-scenario" in attributes);
  if (whole) return valueOf("data-scenario", whole);
  const policies = codes.filter(({ attributes }) => "data-policy" in attributes);
  const requests = codes.filter(({ attributes }) => "data-request" in attributes);
  if (policies.length + requests.length === 0) {
    throw Object.assign(new Error("no code block is marked by data-policy, data-request or data-scenario"), { code: "NO_SCENARIO" });
  }
  return {
    policies: policies.map(({ attributes, text }, index) => ({
      name: attributes["data-name"] || `policy-${index + 1}`,
      type: attributes["data-policy"] || "identity",
      ...(attributes["data-attached-to"] ? { attachedTo: attributes["data-attached-to"] } : {}),
      ...(attributes["data-resource-type"] ? { resourceType: attributes["data-resource-type"] } : {}),
      document: text,
    })),
    requests: requests.flatMap((code) => valueOf("data-request", code)),
  };
}

/** The same scenario with another expectation of its first request. */
export function expecting(scenario, decision) {
  const [first, ...others] = scenario?.requests ?? [];
  return decision && first ? { ...scenario, requests: [{ ...first, expect: decision }, ...others] } : scenario;
}
