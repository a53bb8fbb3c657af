// Where the other evaluator is known to decide otherwise, each with the reason. A rule sees the question, with our decision and its reason,
// and the other's decision. A difference that no rule names fails the test.
import { conditions, everyStatement, principals, requester, resources, statements } from "./question.mjs";

const isNegated = ({ base }) => base.includes("not");
const isUnreadable = (base, text) => {
  if (base.startsWith("numeric")) return !/^[+-]?\d+(\.\d+)?$/.test(text);
  if (base.startsWith("date")) return !/^\d{4}(-\d\d(-\d\d(T.*)?)?)?$/.test(text) || /-13-|02-30/.test(text);
  if (base.includes("ipaddress")) return !/^[\d.]+(\/\d+)?$|:/.test(text);
  if (base.startsWith("arn")) return text.split(":").length < 6;
  if (base === "bool") return !/^(true|false)$/i.test(text);
  if (base === "binaryequals") return !/^[\w+/]+=*$/.test(text);
  return false;
};
const all = (value) => (value === undefined ? [] : [value].flat().map(String));
const isRoot = (question) => requester(question).endsWith(":root") || (question.request.principal.parentArn ?? "").endsWith(":root");
const tail = (text) => text.split(":").slice(5).join(":");
const isOutside = (question) => !/:(?:user|role|assumed-role|federated-user)\/|:root$/.test(requester(question));
const isSession = (question) => requester(question).includes(":assumed-role/");
const isRole = (question) => /:iam::\d+:role\//.test(requester(question));
const isFederated = (question) => requester(question).includes(":federated-user/");

export const DIFFERENCES = [
  {
    name: "the root user",
    reason: "it is taken for a user without policies; for AWS it has every permission of its account, and cannot assume a role",
    applies: (question) => isRoot(question) && ["RootUser", "ServiceHardDeny", "IdentityAndResource", "ResourceDirect"].includes(question.reason),
  },
  {
    name: "tokens of STS",
    reason: "no policy controls a user's session token, and temporary credentials get no token at all; federated users call nothing of STS",
    applies: (question) => {
      const action = question.request.action.toLowerCase();
      return /^sts:get(session|federation)token$/.test(action) || (isFederated(question) && question.reason === "ServiceHardDeny");
    },
  },
  {
    name: "grants of a KMS key",
    reason: "it knows none",
    applies: ({ reason }) => reason === "KmsGrant",
  },
  {
    name: "a federated session without a session policy",
    reason: "AWS gives it no permission of the user's",
    applies: ({ reason }) => reason === "FederatedWithoutSessionPolicy",
  },
  {
    name: "the word for S3 Block Public Access",
    reason: "no statement denies, so that the denial is implicit",
    applies: ({ reason }, decision) => reason === "S3BlockPublicAccess" && decision === "explicitDeny",
  },
  {
    name: "what makes a bucket policy public",
    reason: "a variable and a range wider than /8 fix nobody; it takes both for fixed",
    applies: (question, decision) =>
      question.reason === "S3BlockPublicAccess" && decision === "allowed" && conditions(question).some(({ values }) => values.some((text) => /\$\{|\/[0-7]$/.test(text))),
  },
  {
    name: "a trust policy that is not given",
    reason: "every role has one, and it must allow; it lets the identity suffice",
    applies: ({ reason, policies }) => reason === "TrustPolicyNoAllow" && !policies.some(({ type }) => type === "resource"),
  },
  {
    name: "variables in a document of version 2008-10-17",
    reason: "they are plain text there",
    applies: (question) => statements(question).some(({ statement, version }) => version !== "2012-10-17" && JSON.stringify(statement).includes("${")),
  },
  {
    name: "a variable without a value",
    reason: "a negated operator then holds and a Deny with NotResource applies; it takes both for no match",
    applies: (question) =>
      conditions(question).some(({ operator, values }) => isNegated(operator) && values.some((text) => text.includes("${"))) ||
      resources(question).some(({ element, text }) => element === "NotResource" && text.includes("${")),
  },
  {
    name: "a variable with a default, or that spans the resource type",
    reason: "it wants the text before the first slash to be plain",
    applies: (question) => resources(question).some(({ text }) => text.includes("${")),
  },
  {
    name: "addresses",
    reason: "it compares IPv6 as text, and a range of /0 with nothing",
    applies: (question) =>
      conditions(question).some(({ operator, values, actual }) => operator.base.includes("ipaddress") && [...values, ...all(actual)].some((text) => /:|\/0$|\/33$|^0/.test(text))),
  },
  {
    name: "dates as numbers",
    reason: "it reads milliseconds; AWS's epoch is in seconds",
    applies: (question) =>
      conditions(question).some(({ operator, values, actual }) => operator.base.startsWith("date") && [...values, ...all(actual)].some((text) => /^\d+$/.test(text))),
  },
  {
    name: "Null with a set operator",
    reason: "ForAllValues:Null always holds, ForAnyValue:Null never; it drops the set operator",
    applies: (question) => conditions(question).some(({ operator: { set, base } }) => base === "null" && set !== ""),
  },
  {
    name: "ForAnyValue with IfExists",
    reason: "an absent key holds under IfExists",
    applies: (question) => conditions(question).some(({ operator: { set, ifExists } }) => set === "foranyvalue" && ifExists),
  },
  {
    name: "values that cannot be read as their type",
    reason: "the comparison is false and a negated operator turns that round; it takes false for both, and reads 10abc and 1e3 as numbers",
    applies: (question) =>
      conditions(question).some(({ operator: { base }, values, actual }) => [...values, ...all(actual)].some((text) => isUnreadable(base, text))),
  },
  {
    name: "an empty list of values",
    reason: "AWS documents no value: an OR of nothing is false, a NOR true",
    applies: (question) => conditions(question).some(({ values }) => values.length === 0),
  },
  {
    name: "a NotPrincipal",
    reason: "every layer of the requester must be listed, and a boundary defeats it",
    applies: (question) => statements(question).some(({ statement }) => statement.NotPrincipal !== undefined),
  },
  {
    name: "a wildcard before the colon of an action",
    reason: "`*:Name` is matched here, with a finding",
    applies: (question) =>
      everyStatement(question).some(({ statement }) =>
        [statement.Action ?? statement.NotAction].flat().some((text) => /[*?][^:]*:/.test(text)),
      ),
  },
  {
    name: "a wildcard that runs past a colon",
    reason: "a star that ends a component of an ARN may; it matches component by component",
    applies: (question) => resources(question).some(({ text }) => /\*:/.test(text) && !/^(?:\d{12}|\*|)$/.test(text.split(":")[4] ?? "-")),
  },
  {
    name: "a request without a resource",
    reason: "only `*` covers it; behind its entry it compares `*` as if it were an ARN",
    applies: (question) =>
      (question.request.resource === "*" || question.assumptions.includes("ResourceJudgedAsAny")) &&
      resources(question).some(({ text }) => !/^\*+$/.test(text)),
  },
  {
    name: "`{\"AWS\":\"*\"}` in a trust policy",
    reason: "it means AWS principals: no service and no identity provider",
    applies: (question) => isOutside(question) && principals(question).some(({ text }) => text === "*"),
  },
  {
    name: "identity providers",
    reason: "they ask for nothing but to assume a role, and an account in a Principal does not mean them",
    applies: (question) =>
      isOutside(question) && (question.reason === "ServiceHardDeny" || principals(question).some(({ text }) => /^\d{12}$|:root$/.test(text))),
  },
  {
    name: "a key policy that is not given",
    reason: "a key has the default one, which leaves access to its account; it allows nothing",
    applies: ({ assumptions }) => assumptions.includes("KeyPolicyNotGiven"),
  },
  {
    name: "a wildcard in the resource type",
    reason: "it wants the text before the first slash or colon of the resource to be plain",
    applies: (question) => resources(question).some(({ text }) => /^[^*?:/][^/:]*[*?]|^[*?]./.test(tail(text).split(/[/:]/)[0] + (/[/:]/.test(tail(text)) ? "/" : ""))),
  },
  {
    name: "the case of an ARN",
    reason: "every part of an ARN is case-sensitive; it compares service, Region and account in any case",
    applies: (question) => resources(question).some(({ text }) => /[A-Z]/.test(text.split(":").slice(0, 5).join(":"))),
  },
  {
    name: "short ARNs, and texts that are none",
    reason: "not documented; a short pattern is completed by the rules of its policy's type, a text without `arn:` is not",
    applies: (question) => resources(question).some(({ text }) => !/^\*+$/.test(text) && text.replace(/\$\{[^}]*\}/g, "").split(":").length < 6),
  },
  {
    name: "wildcards in the request",
    reason: "they are plain characters there; it asks whether the two patterns meet",
    applies: ({ request }) => request.resource !== "*" && /[*?]/.test(request.resource),
  },
  {
    name: "partitions",
    reason: "no grant crosses one, and an ARN means its own alone",
    applies: (question) => {
      const partition = requester(question).split(":")[1];
      const crosses = question.reason === "NoResourceAllowCrossAccount" && partition !== question.request.resource.split(":")[1];
      return crosses || principals(question).some(({ text }) => text.startsWith("arn:") && text.split(":")[1] !== partition);
    },
  },
  {
    name: "the word for a Deny on an object of AWS's own",
    reason: "a statement denies, so that the denial is explicit",
    applies: ({ reason, request }) => reason === "ExplicitDeny" && /:aws:policy\/|:alias\/aws\/|:role\/aws-reserved\//.test(request.resource),
  },
  {
    name: "unique ids as principals",
    reason: "a policy shows them for users and roles that were deleted; it knows no requester's id",
    applies: (question) => principals(question).some(({ text }) => /^A(?:IDA|ROA)/.test(text)),
  },
  {
    name: "built-in identity providers",
    reason: "it takes their hosts for services",
    applies: (question) => isOutside(question) && principals(question, "Federated").some(({ text }) => !text.startsWith("arn:")),
  },
  {
    name: "empty values",
    reason: "an empty list counts as absent, and under a set operator one of nothing but empty texts does too",
    applies: (question) =>
      conditions(question).some(({ operator: { set, base }, actual }) =>
        Array.isArray(actual) && actual.length === 0 ? true : (set !== "" || base === "null") && actual !== undefined && all(actual).every((text) => text === ""),
      ),
  },
  {
    name: "NullIfExists",
    reason: "there is no such operator",
    applies: (question) => conditions(question).some(({ operator: { base, ifExists } }) => base === "null" && ifExists),
  },
  {
    name: "numbers",
    reason: "they are exact decimals, and keep their text where they are compared as texts",
    applies: (question) => conditions(question).some(({ operator: { base }, values, bare }) => bare || (base.startsWith("numeric") && values.some((text) => text.length > 15))),
  },
  {
    name: "the path of a role",
    reason: "where it is known, the whole ARN is compared",
    applies: (question) => (isSession(question) || isRole(question)) && principals(question).some(({ text }) => text.includes(":role/")),
  },
  {
    name: "context keys that differ by case alone",
    reason: "AWS calls the outcome unpredictable; the exact one is preferred here",
    applies: ({ context }) => new Set(Object.keys(context).map((key) => key.toLowerCase())).size < Object.keys(context).length,
  },
  {
    name: "one value of a multivalued key",
    reason: "for AWS it is a list, which needs a set operator; it takes what is given for the key's kind",
    applies: ({ assumptions, context }) =>
      assumptions.includes("SingleValueInList") && Object.values(context).every((value) => !Array.isArray(value) || value.length !== 1),
  },
  {
    name: "a multivalued key as a variable",
    reason: "it has no value, with a default or without",
    applies: (question) => conditions(question).some(({ values }) => values.some((text) => /\$\{aws:TagKeys/i.test(text))),
  },
  {
    name: "principals in a VPC endpoint policy",
    reason: "interface endpoints name them, and a gateway takes an account for its root user; it does not look",
    applies: (question) => statements(question).some(({ statement, type }) => type === "vpcEndpoint" && statement.Principal !== "*"),
  },
  {
    name: "a key policy's statement without Resource",
    reason: "it has no effect",
    applies: (question) => question.request.resource.includes(":key/") && statements(question).some(({ statement, type }) => type === "resource" && !statement.Resource && !statement.NotResource),
  },
  {
    name: "an empty list",
    reason: "an empty NotAction or NotResource allows nothing and denies everything",
    applies: (question) => statements(question).some(({ statement }) => [statement.NotAction, statement.NotResource].some((list) => Array.isArray(list) && list.length === 0)),
  },
  {
    name: "canonical ids",
    reason: "the requester's is not known to it",
    applies: (question) => principals(question, "CanonicalUser").length > 0 && question.request.principal.canonicalId !== undefined,
  },
  {
    name: "the parent user of a federated session",
    reason: "where it is given it counts, whatever the session is called",
    applies: (question) => isFederated(question) && question.request.principal.parentArn !== undefined && principals(question).some(({ text }) => text.includes(":user/")),
  },
  {
    name: "a session policy beside a grant to the session or to everybody",
    reason: "within an account such a grant goes to the session itself, and is cut by nothing",
    applies: ({ reason, policies }) => reason === "ResourceDirect" && policies.some(({ type }) => type === "session"),
  },
  {
    name: "an identity provider of another account",
    reason: "it wants the role in the provider's account; the documented rules ask only whether the trust policy names it",
    applies: (question) => isOutside(question) && question.reason === "ResourceDirect" && requester(question).split(":")[4] !== question.request.resource.split(":")[4],
  },
];
