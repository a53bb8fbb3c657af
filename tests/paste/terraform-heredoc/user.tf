resource "aws_iam_user_policy" "home" {
  user   = "maria"
  policy = <<EOF2
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Resource": "arn:aws:s3:::${var.bucket}/$${aws:username}/*"
    }
  ]
}
EOF2
}

module "other" {
  source = "./other"
}
