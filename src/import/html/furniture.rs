//! What stands on a web page around its words: menus, banners, programs.

use super::dom::Page;

/// Elements whose text is nobody's words.
pub(super) fn is_program(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "template" | "noscript" | "head" | "title" | "meta" | "link"
    )
}

/// The element that holds the main part.
pub(super) fn main(page: &Page, body: usize) -> usize {
    let all = page.descendants(body);
    let main = all
        .iter()
        .copied()
        .find(|it| page.name(*it) == "main" || page.attribute(*it, "role") == Some("main"));
    let articles: Vec<usize> =
        all.iter().copied().filter(|it| page.name(*it) == "article").collect();
    match (main, &articles[..]) {
        (Some(main), _) => main,
        (None, [article]) => *article,
        _ => body,
    }
}

/// The words of the body outside of the main part.
pub(super) fn around(page: &Page, body: usize, main: usize) -> Vec<(&'static str, String)> {
    if main == body {
        return Vec::new();
    }
    let inner = page.descendants(main);
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let mut stack: Vec<usize> = page.children(body).iter().rev().copied().collect();
    let inside: std::collections::HashSet<usize> = inner.into_iter().collect();
    while let Some(node) = stack.pop() {
        if node == main || is_program(page.name(node)) {
            continue;
        }
        let holds_main = page.descendants(node).contains(&main);
        if holds_main {
            stack.extend(page.children(node).iter().rev());
        } else if !inside.contains(&node) {
            let what = unsaid(page, node, false).unwrap_or("what stands around the main part");
            let words = page.text(node).map_or_else(|| super::words(page, node), str::to_owned);
            if !words.trim().is_empty() {
                found.push((what, words));
            }
        }
    }
    found
}

/// What an element is that is not carried over.
pub(super) fn unsaid(page: &Page, node: usize, in_main: bool) -> Option<&'static str> {
    let attribute = |key| page.attribute(node, key).unwrap_or_default().to_lowercase();
    let style: String = attribute("style").chars().filter(|c| !c.is_whitespace()).collect();
    let hidden = page.attribute(node, "hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || attribute("aria-hidden") == "true";
    if hidden {
        return Some("hidden words");
    }
    let called = format!("{} {}", attribute("id"), attribute("class"));
    if ["cookie", "consent", "gdpr"].iter().any(|it| called.contains(it)) && !in_main {
        return Some("a banner about cookies");
    }
    match (page.name(node), attribute("role").as_str()) {
        ("nav", _) | (_, "navigation") => Some("a menu"),
        ("footer", _) | (_, "contentinfo") if !in_main => Some("the foot of the page"),
        ("header", _) | (_, "banner") if !in_main => Some("the head of the page"),
        ("dialog", _) | (_, "dialog" | "alertdialog") => Some("a dialog"),
        (_, "search") => Some("a search field"),
        ("button" | "select" | "textarea" | "option" | "datalist", _) => Some("a field of a form"),
        ("svg" | "canvas", _) => Some("words of a drawing"),
        ("iframe" | "video" | "audio" | "object" | "embed", _) => Some("a film or other page"),
        _ => None,
    }
}

/// The bytes of a picture that stands in the page itself.
pub(super) fn inlined(source: &str) -> Option<Vec<u8>> {
    let (head, data) = source.strip_prefix("data:")?.split_once(',')?;
    if !head.ends_with(";base64") {
        return None;
    }
    let value = |c: u8| {
        Some(match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        })
    };
    let mut bytes = Vec::with_capacity(data.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for c in data.bytes().filter(|c| !c.is_ascii_whitespace()).take_while(|c| *c != b'=') {
        bits = bits << 6 | u32::from(value(c)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}
