jsonencode({
  Version = "2012-10-17"
  Statement = [
    {
      Effect   = "Allow"
      Action   = var.with_delete ? ["s3:*"] : ["s3:Get*"]
      Resource = [for name in var.buckets : "arn:aws:s3:::${name}"]
    },
    { Effect = "Deny", Action = "s3:DeleteBucket", Resource = "*" }
  ]
})
