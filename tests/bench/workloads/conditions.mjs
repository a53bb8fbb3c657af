// Ten policies of ten statements with conditions and policy variables: roles of a company that grants by tags.
const services = ["ecs", "s3", "dynamodb", "sqs", "sns", "lambda", "logs", "ecr", "secretsmanager", "kms"];
const resources = {
  ecs: "arn:aws:ecs:*:111122223333:service/${aws:PrincipalTag/team}/*",
  s3: "arn:aws:s3:::${aws:PrincipalTag/team}-data/${aws:username}/*",
  dynamodb: "arn:aws:dynamodb:*:111122223333:table/${aws:PrincipalTag/team}-*",
};

const blocks = [
  { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
  { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } },
  { StringLike: { "aws:PrincipalTag/costCenter": ["eng-*", "ops-*"] } },
  { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } },
  { DateGreaterThan: { "aws:CurrentTime": "2024-01-01T00:00:00Z" }, DateLessThan: { "aws:CurrentTime": "2034-01-01T00:00:00Z" } },
  { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "ap-south-1"] } },
  { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "stage"] } },
  { StringEqualsIfExists: { "aws:RequestTag/stage": "${aws:PrincipalTag/stage}" } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/*" }, Null: { "aws:ResourceTag/team": "false" } },
];

const statement = (policy, index) => {
  const service = services[(policy + index) % services.length];
  return {
    Sid: `P${policy}S${index}`,
    Effect: index === 9 ? "Deny" : "Allow",
    Action: index === 9 ? `${service}:Delete*` : [`${service}:Get*`, `${service}:Describe*`, `${service}:Update*`],
    Resource: resources[service] ?? `arn:aws:${service}:*:111122223333:*`,
    Condition: index === 9 ? { StringNotEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } : blocks[(policy * 3 + index) % blocks.length],
  };
};

const document = (policy) => ({ Version: "2012-10-17", Statement: Array.from({ length: 10 }, (_, index) => statement(policy, index)) });

const context = {
  "aws:PrincipalTag/team": "web",
  "aws:PrincipalTag/stage": "test",
  "aws:PrincipalTag/costCenter": "eng-7",
  "aws:ResourceTag/team": "web",
  "aws:MultiFactorAuthPresent": "true",
  "aws:MultiFactorAuthAge": "300",
  "aws:SourceIp": "203.0.113.9",
  "aws:CurrentTime": "2026-05-05T12:00:00Z",
  "aws:RequestedRegion": "eu-west-1",
  "aws:TagKeys": ["team"],
};

const request = (action, resource, changes) => ({ principal: "arn:aws:iam::111122223333:user/ann", action, resource, context: { ...context, ...changes } });

export const conditions = {
  name: "10 policies × 10 statements, conditions and variables",
  decide: 1_000,
  evaluate: 3,
  policies: Array.from({ length: 10 }, (_, policy) => ({ name: `role-${policy}`, type: "identity", document: document(policy) })),
  requests: [
    request("ecs:UpdateService", "arn:aws:ecs:eu-west-1:111122223333:service/web/front"),
    request("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/web-orders"),
    request("sqs:GetQueueUrl", "arn:aws:sqs:eu-west-1:111122223333:jobs"),
    request("ecs:DeleteService", "arn:aws:ecs:eu-west-1:111122223333:service/web/front", { "aws:ResourceTag/team": "data" }),
    request("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:resize"),
  ],
};

