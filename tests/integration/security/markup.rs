//! The tags of an HTML page, read without any leniency: what looks like a tag is one.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    /// Names in lower case with their values, entities resolved.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The tag and the names of its attributes.
    pub fn shape(&self) -> String {
        let names: Vec<&str> = self.attributes.iter().map(|(name, _)| name.as_str()).collect();
        format!("{} {}", self.name, names.join(" "))
    }
}

/// Every start tag of a page (HTML standard, 13.2.5); comments count as tags, so that none passes
/// unseen. What stands within styles is text to a browser too.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?');
        if !rest.starts_with(begins) {
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
        let end = end.unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let attributes = attributes(&mut rest);
        if name == "style" {
            rest = rest.split_once("</style").map_or("", |(_, rest)| rest);
        }
        tags.push(Tag { name, attributes });
    }
    tags
}

fn attributes(rest: &mut &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    loop {
        *rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return attributes;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()).max(1));
        let name = name.to_ascii_lowercase();
        *rest = after.trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, *rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((after, "")),
                _ => after.split_at(
                    after
                        .find(|c: char| c.is_ascii_whitespace() || c == '>')
                        .unwrap_or(after.len()),
                ),
            };
        }
        attributes.push((name, resolved(value)));
    }
}

fn resolved(value: &str) -> String {
    let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    value.replace("&amp;", "&")
}
