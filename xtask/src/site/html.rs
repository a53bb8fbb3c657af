//! Edits to the one page that Trunk writes. Its tags are known (quoted attributes, no `>` in a value), so this is a
//! search for them and no HTML parser.

/// Puts something else for each `<name …>` for which `replacement`, given the attributes, is not `None`.
pub(super) fn replace_tags(html: &str, name: &str, mut replacement: impl FnMut(&str) -> Option<String>) -> String {
    let start = format!("<{name} ");
    let mut result = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once(&start) {
        let Some((attributes, after)) = tag.split_once('>') else {
            break;
        };
        result.push_str(before);
        match replacement(&format!(" {attributes}")) {
            Some(text) => result.push_str(&text),
            None => result.extend([start.as_str(), attributes, ">"]),
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

/// Puts something else for each `<script …>…</script>`, given its attributes and its text.
pub(super) fn replace_scripts(html: &str, mut replacement: impl FnMut(&str, &str) -> Option<String>) -> String {
    let mut result = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, element)) = rest.split_once("<script") {
        let Some((attributes, (text, after))) =
            element.split_once('>').and_then(|(attributes, rest)| Some((attributes, rest.split_once("</script>")?)))
        else {
            break;
        };
        result.push_str(before);
        match replacement(attributes, text) {
            Some(other) => result.push_str(&other),
            None => result.extend(["<script", attributes, ">", text, "</script>"]),
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

/// The value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = attributes.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

/// Puts a policy before everything in the head that it could concern.
pub(super) fn with_policy(html: &str, policy: &str) -> String {
    html.replacen("<head>", &format!("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"), 1)
}

#[cfg(test)]
mod tests {
    use super::{attribute, replace_scripts, replace_tags, with_policy};

    #[test]
    fn tags_are_replaced_one_by_one() {
        let html = r#"<head><link rel="icon" href="a.svg"><link rel="stylesheet" href="./b.css"/></head>"#;
        let replaced = replace_tags(html, "link", |link| (attribute(link, "rel") == Some("icon")).then(String::new));
        assert_eq!(replaced, r#"<head><link rel="stylesheet" href="./b.css"/></head>"#);
        assert_eq!(replace_tags(html, "meta", |_| Some(String::new())), html);
    }

    #[test]
    fn scripts_are_given_with_their_text() {
        let html = "<script>1</script>\n<script type=\"module\">\n2 > 1;\n</script>end";
        let replaced = replace_scripts(html, |attributes, text| {
            attribute(attributes, "type").map(|kind| format!("[{kind}{text}]"))
        });
        assert_eq!(replaced, "<script>1</script>\n[module\n2 > 1;\n]end");
    }

    #[test]
    fn the_policy_comes_first_in_the_head() {
        assert!(
            with_policy("<html><head>\n<title>", "default-src 'none'").starts_with("<html><head>\n<meta http-equiv")
        );
    }
}
