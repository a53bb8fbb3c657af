//! What stands in the place of a value that only a deployment knows: a name that can be told from a real one.

/// The account id of placeholders, one of those that AWS's documentation uses.
pub const ACCOUNT: &str = "111122223333";
/// The Region of placeholders.
pub const REGION: &str = "us-east-1";
/// The partition of placeholders.
pub const PARTITION: &str = "aws";

/// How much of a reference a placeholder shows.
const LONGEST: usize = 48;

/// `REF_` and the letters and digits of what is referred to.
pub fn named(reference: &str) -> String {
    let mut name = String::from("REF");
    let mut apart = true;
    for c in reference.chars().take(LONGEST) {
        if c.is_ascii_alphanumeric() || c == '-' {
            if apart {
                name.push('_');
            }
            name.push(c);
        }
        apart = !(c.is_ascii_alphanumeric() || c == '-');
    }
    name
}

/// The ARN of an IAM user, group or role.
pub fn iam_arn(kind: &str, name: &str) -> String {
    format!("arn:{PARTITION}:iam::{ACCOUNT}:{kind}/{name}")
}
