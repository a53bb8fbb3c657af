// One policy of three statements: a team that runs its tasks.
const account = "arn:aws:ecs:eu-west-1:111122223333";

const statements = [
  { Sid: "RunWeb", Effect: "Allow", Action: ["ecs:RunTask", "ecs:StopTask"], Resource: [`${account}:task-definition/web:*`, `${account}:task/web/*`] },
  { Sid: "Look", Effect: "Allow", Action: ["ecs:Describe*", "ecs:List*"], Resource: "*" },
  { Sid: "KeepProd", Effect: "Deny", Action: "ecs:*", Resource: `${account}:cluster/prod*` },
];

const request = (action, resource) => ({ principal: "arn:aws:iam::111122223333:user/ann", action, resource, context: { "aws:SecureTransport": "true" } });

export const small = {
  name: "1 policy × 3 statements",
  decide: 20,
  evaluate: 2,
  policies: [{ name: "web-team", type: "identity", document: { Version: "2012-10-17", Statement: statements } }],
  requests: [
    request("ecs:RunTask", `${account}:task-definition/web:7`),
    request("ecs:RunTask", `${account}:task-definition/api:7`),
    request("ecs:DescribeClusters", `${account}:cluster/test`),
    request("ecs:DeleteCluster", `${account}:cluster/prod-eu`),
  ],
};
