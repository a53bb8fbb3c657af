// One policy of a thousand statements: what a generator makes of a permission for each of a thousand things.
const services = ["ecs", "s3", "dynamodb", "sqs", "sns", "lambda", "logs", "ecr", "secretsmanager", "kms", "ec2", "ssm", "iam", "sts",
  "cloudwatch", "events", "states", "glue", "athena", "kinesis", "firehose", "batch", "rds", "elasticache", "es", "acm", "route53",
  "cloudfront", "apigateway", "execute-api", "cognito-idp", "codebuild", "codepipeline", "codecommit", "backup", "config", "guardduty",
  "inspector2", "macie2", "organizations"];
const verbs = ["Get", "List", "Describe", "Create", "Delete"];

const statement = (index) => {
  const service = services[index % services.length];
  return {
    Effect: index % 50 === 49 ? "Deny" : "Allow",
    Action: [`${service}:${verbs[index % verbs.length]}Thing${index}`, `${service}:Tag*`],
    Resource: `arn:aws:${service}:*:111122223333:thing/${index}/*`,
  };
};

const request = (action, resource) => ({ principal: "arn:aws:iam::111122223333:user/ann", action, resource, context: { "aws:SecureTransport": "true" } });

// As text without spaces: printed, it would pass the limit of a document.
const document = JSON.stringify({ Version: "2012-10-17", Statement: Array.from({ length: 1_000 }, (_, index) => statement(index)) });

export const large = {
  name: "1 policy × 1,000 statements",
  decide: 5_000,
  evaluate: 2,
  policies: [{ name: "generated", type: "identity", document }],
  requests: [
    request("ecs:TagResource", "arn:aws:ecs:eu-west-1:111122223333:thing/960/a"),
    request("sqs:GetThing3", "arn:aws:sqs:eu-west-1:111122223333:thing/3/a"),
    request("glue:TagResource", "arn:aws:glue:eu-west-1:111122223333:thing/999999/a"),
    request("organizations:DescribeOrganization", "*"),
  ],
};
