statement {
  sid    = "Everybody"
  effect = "Allow"
  principals {
    type        = "*"
    identifiers = ["*"]
  }
  actions   = ["s3:GetObject"]
  resources = ["arn:${data.aws_partition.current.partition}:s3:::public/*"]
}
