//! Where the links of a page lead.

use super::Reader;
use super::dom::Page;

/// The address that links without one of their own begin at.
pub(super) fn base(page: &Page, all: &[usize]) -> Option<String> {
    let link = |it: &usize| match page.name(*it) {
        "base" => page.attribute(*it, "href"),
        "link" if page.attribute(*it, "rel") == Some("canonical") => page.attribute(*it, "href"),
        _ => None,
    };
    all.iter().find_map(link).filter(|it| it.starts_with("http")).map(str::to_owned)
}

impl Reader<'_> {
    pub(super) fn absolute(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() {
            return None;
        }
        let scheme = href.split(['/', '?', '#']).next().is_some_and(|it| it.contains(':'));
        let own = scheme || href.starts_with('#');
        match self.base.as_deref().filter(|_| !own) {
            Some(base) => Some(joined(base, href)),
            None => Some(href.to_owned()),
        }
    }
}

/// An address that is written from another one.
fn joined(base: &str, href: &str) -> String {
    let start = base.find("://").map_or(0, |at| at + 3);
    let host = base[start..].find(['/', '?', '#']).map_or(base.len(), |at| start + at);
    if href.starts_with("//") {
        return format!("{}{href}", &base[..start.saturating_sub(2)]);
    }
    let path = base[host..].split(['?', '#']).next().unwrap_or_default();
    if href.starts_with('?') {
        return format!("{}{path}{href}", &base[..host]);
    }
    let (own, rest) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
    let mut steps: Vec<&str> = match own.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => path.split('/').skip(1).collect(),
    };
    steps.pop();
    let last = own.split('/').next_back().unwrap_or_default();
    for step in own.trim_start_matches('/').split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    if matches!(last, "." | "..") {
        steps.push("");
    }
    format!("{}/{}{rest}", &base[..host], steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn an_address_is_what_a_browser_makes_of_it() {
        let base = "https://www.example.org/a/b?c=d";
        for (href, whole) in [
            ("e", "https://www.example.org/a/e"),
            ("./e#f", "https://www.example.org/a/e#f"),
            ("../e/", "https://www.example.org/e/"),
            ("/e?f", "https://www.example.org/e?f"),
            ("//f.example.org/", "https://f.example.org/"),
            ("?g", "https://www.example.org/a/b?g"),
            ("..", "https://www.example.org/"),
        ] {
            assert_eq!(joined(base, href), whole, "{href}");
        }
        assert_eq!(joined("https://www.example.org", "e"), "https://www.example.org/e");
    }
}
