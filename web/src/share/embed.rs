//! The scenario as HTML for somebody else's page: an element that reads well without its script, or a frame.

use std::fmt::Write as _;

use iam_evaluator::scenario::{PolicyInput, Scenario};

use crate::state::json;

/// `<iam-playground>` with the scenario in code blocks.
pub fn element(scenario: &Scenario) -> String {
    let mut out =
        "<script type=\"module\" src=\"/iam-policy-playground/element.js\"></script>\n<iam-playground".to_owned();
    if let Some(title) = &scenario.title {
        // Writing to a string cannot fail.
        let _ = write!(out, " aria-label=\"{}\"", escaped(title));
    }
    out.push_str(">\n");
    if scenario.policies.iter().all(is_plain) {
        for policy in &scenario.policies {
            out.push_str(&block(&attributes(policy), &policy.document));
        }
        for request in &scenario.requests {
            out.push_str(&block(" data-request", &json::pretty(request)));
        }
    } else {
        out.push_str(&block(" data-scenario", &json::pretty(scenario)));
    }
    out.push_str("</iam-playground>\n");
    out
}

/// A frame of the playground at `address`, and the script that gives it its height.
pub fn frame(address: &str, fragment: &str, title: Option<&str>) -> String {
    let below = address.trim_end_matches("index.html");
    let title = escaped(title.unwrap_or("IAM Policy Playground"));
    format!(
        "<iframe src=\"{below}embed/#{fragment}\" title=\"{title}\" sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" \
         width=\"100%\" height=\"600\" loading=\"lazy\"></iframe>\n<script type=\"module\" src=\"{below}embed/host.js\"></script>\n"
    )
}

/// Whether the attributes of a code block say all about a policy.
fn is_plain(policy: &PolicyInput) -> bool {
    policy.attached_to.len() < 2
        && policy.endpoint_type.is_none()
        && policy.expect_findings.is_none()
        && policy.document.trim() == policy.document
}

fn attributes(policy: &PolicyInput) -> String {
    let policy_type = serde_json::to_string(&policy.policy_type).unwrap_or_default();
    let said = [
        ("data-policy", Some(policy_type.trim_matches('"').to_owned())),
        ("data-name", Some(policy.name.clone())),
        ("data-attached-to", policy.attached_to.first().cloned()),
        ("data-resource-type", policy.resource_type.clone()),
    ];
    said.into_iter().filter_map(|(name, value)| Some(format!(" {name}=\"{}\"", escaped(&value?)))).collect()
}

fn block(attributes: &str, text: &str) -> String {
    format!("<pre><code class=\"language-json\"{attributes}>{}</code></pre>\n", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{element, frame};
    use crate::state::read_scenario;

    fn html(policy: &str) -> String {
        let request = r#"{"principal":"anonymous","action":"s3:GetObject","resource":"*","expect":"implicitDeny"}"#;
        let scenario = format!(r#"{{"title":"a \"b\" & <c>","policies":[{policy}],"requests":[{request}]}}"#);
        read_scenario(&scenario).map(|scenario| element(&scenario)).unwrap_or_default()
    }

    #[test]
    fn policies_and_requests_are_code_blocks_of_their_own() {
        let html = html(r#"{"name":"p","type":"serviceControl","attachedTo":"root","document":"{\"a<b\"}"}"#);
        assert!(html.contains("<iam-playground aria-label=\"a &quot;b&quot; &amp; &lt;c>\">"), "{html}");
        let policy = "<pre><code class=\"language-json\" data-policy=\"serviceControl\" data-name=\"p\" data-attached-to=\"root\">{&quot;a&lt;b&quot;}</code></pre>";
        assert!(html.contains(policy), "{html}");
        assert!(html.contains("data-request>{\n  &quot;principal&quot;: &quot;anonymous&quot;"), "{html}");
        assert!(html.contains("&quot;expect&quot;: &quot;implicitDeny&quot;"), "{html}");
    }

    #[test]
    fn what_attributes_cannot_say_is_one_scenario() {
        for policy in [
            r#"{"name":"p","type":"identity","attachedTo":["a","b"],"document":"{}"}"#,
            r#"{"name":"p","type":"vpcEndpoint","endpointType":"gateway","document":"{}"}"#,
            r#"{"name":"p","type":"identity","document":" {}"}"#,
        ] {
            let html = html(policy);
            assert!(html.contains("data-scenario>{\n") && !html.contains("data-policy"), "{html}");
        }
    }

    #[test]
    fn a_frame_lies_below_the_page() {
        for address in ["https://a.example/x/", "https://a.example/x/index.html"] {
            let html = frame(address, "s1.abc", Some("a \"b\""));
            assert!(html.contains("src=\"https://a.example/x/embed/#s1.abc\" title=\"a &quot;b&quot;\""), "{html}");
            assert!(html.contains("src=\"https://a.example/x/embed/host.js\""), "{html}");
        }
    }
}
