locals {
  regions = ["eu-west-1", "eu-central-1"]
}

resource "aws_organizations_policy" "lock" {
  name = "region-lock"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Effect    = "Deny"
      NotAction = ["iam:*", "sts:*"]
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:RequestedRegion" = local.regions } }
    }
  })
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Principal = { AWS = var.sender_role_arn }, Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }
  })
}
