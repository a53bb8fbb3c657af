data "aws_iam_policy_document" "base" {
  statement {
    sid       = "List"
    actions   = ["ecs:ListClusters"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json, file("more.json")]
  statement {
    actions   = ["ecs:DescribeClusters"]
    resources = [aws_ecs_cluster.main.arn]
  }
}
