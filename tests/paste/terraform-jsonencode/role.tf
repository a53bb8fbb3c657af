data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

resource "aws_iam_role" "task" {
  name = "orders-task"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
      }
    }]
  })
  tags = { team = "orders" }
}

# What the task may do.
resource "aws_iam_role_policy" "task" {
  name = "orders-task"
  role = aws_iam_role.task.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:ListBucket"]
        Resource = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
      },
      {
        Effect   = "Allow"
        Action   = "dynamodb:*Item",
        Resource = "arn:aws:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/${var.table}"
        Condition = {
          "ForAllValues:StringEquals" : { "dynamodb:LeadingKeys" : ["$${aws:PrincipalTag/tenant}"] }
        }
      },
    ]
  })
}

resource "aws_s3_bucket" "data" {
  bucket = "orders-data"
}
