//! Amazon S3, as far as the rules need it.

/// Actions that take no resource. Only the one that AWS's own samples grant on `arn:aws:s3:::*` is listed.
pub const WITHOUT_RESOURCE: [&str; 1] = ["ListAllMyBuckets"];
