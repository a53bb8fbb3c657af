policy = <<EOT
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      %{ if var.all }
      "Action": "ecs:*",
      %{ else }
      "Action": "ecs:Describe*",
      %{ endif }
      "Resource": "*"
    }
  ]
EOT
