// One small question, asked of every way in which the package is installed.
export const policies = [
  {
    name: "web-team",
    type: "identity",
    document: {
      Version: "2012-10-17",
      Statement: [
        { Sid: "RunWeb", Effect: "Allow", Action: "ecs:RunTask", Resource: "arn:aws:ecs:*:*:task-definition/web:*", Condition: { ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/test" } } },
        { Sid: "KeepProd", Effect: "Deny", Action: "ecs:*", Resource: "arn:aws:ecs:*:*:cluster/prod" },
      ],
    },
  },
];

export const request = {
  principal: "arn:aws:iam::111122223333:user/ann",
  action: "ecs:RunTask",
  resource: "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3",
  context: { "ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/test" },
};

/** A program for any runtime that has to say `allowed allowed implicitDeny`. */
export const program = (from, importing = `import init, { PolicySet, evaluate } from "${from}";`) => `${importing}
const policies = ${JSON.stringify(policies)};
const request = ${JSON.stringify(request)};
function answers() {
  const set = new PolicySet(policies);
  const decisions = [evaluate(policies, request).decision, ...set.decideAll([request, { ...request, context: {} }])];
  set.free();
  return decisions.join(" ");
}
`;

export const ANSWERS = "allowed allowed implicitDeny";
