// What a rule asks of a question: its statements about the action, their conditions, their texts.

const list = (value) => (value === undefined ? [] : [value].flat());

/** The statements that are about the action, each with its policy's type and version. */
export function statements(question) {
  return everyStatement(question).filter(({ statement }) => isAbout(statement, question.request.action));
}

/** All statements, each with its policy's type and version. */
export function everyStatement({ policies }) {
  return policies.flatMap(({ document, type }) => {
    const { Statement, Version } = JSON.parse(document);
    return list(Statement).map((statement) => ({ statement, type, version: Version }));
  });
}

function isAbout({ Action, NotAction }, action) {
  const covers = (pattern) => {
    const source = String(pattern).replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
    return new RegExp(`^${source}$`, "i").test(action);
  };
  return NotAction === undefined ? list(Action).some(covers) : !list(NotAction).some(covers);
}

/** Every key of every condition: operator in lower case, in its pieces, the values as texts, and what the request has. */
export function conditions(question) {
  const given = new Map(Object.entries(question.context).map(([key, value]) => [key.toLowerCase(), value]));
  return statements(question).flatMap(({ statement, version }) =>
    Object.entries(statement.Condition ?? {}).flatMap(([written, keys]) => {
      const operator = written.toLowerCase();
      const [, set = "", base, ifExists = ""] = operator.match(/^(?:(\w+):)?(\w+?)(ifexists)?$/) ?? [];
      return Object.entries(keys).map(([key, values]) => ({
        operator: { set, base, ifExists: ifExists !== "" },
        key,
        values: list(values).map(String),
        bare: list(values).some((value) => typeof value === "number"),
        actual: given.get(key.toLowerCase()),
        version,
      }));
    }),
  );
}

/** The entries of `Resource` and `NotResource`. */
export function resources(question) {
  return statements(question).flatMap(({ statement, type, version }) =>
    ["Resource", "NotResource"].flatMap((element) => list(statement[element]).map((text) => ({ element, text, type, version }))),
  );
}

/** The entries of `Principal` and `NotPrincipal` under a key of theirs. */
export function principals(question, key = "AWS") {
  return statements(question).flatMap(({ statement }) =>
    ["Principal", "NotPrincipal"].flatMap((element) => list(statement[element]?.[key]).map((text) => ({ element, text }))),
  );
}

/** The ARN or the name of who asks. */
export function requester({ request: { principal } }) {
  if (typeof principal === "string") return principal;
  return principal.arn ?? principal.roleArn ?? list(principal.service)[0] ?? "anonymous";
}
