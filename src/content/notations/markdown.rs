//! Markdown, written as the blocks of a chapter.

use super::Written;
use crate::content::pasted;
use crate::content::syntax::begins;
use crate::content::written::quoted;
use crate::keys;

/// A part of a page of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Its level and its words.
    Heading(usize, String),
    Quote(String),
    /// Its path and its description.
    Picture(String, String),
    Remark(String),
    Lines(String),
}

/// What stands before the page: keys of TOML, and where the page begins.
struct Head {
    toml: Vec<String>,
    /// Whether it is marked as the head of a page.
    fenced: bool,
    end: usize,
}

/// Whether a text that is no TOML is a page with headings, or begins as one.
pub(super) fn is_markdown(text: &str) -> bool {
    let head = head(text);
    let page = &text[head.end..];
    // `[words](address)` begins a line of words.
    let own = |line: &str| begins(line) && (!line.starts_with('[') || line.ends_with(']'));
    if page.trim().is_empty() || page.lines().any(|line| own(line.trim())) {
        return false;
    }
    let parts = parts(page);
    // Under keys of TOML a single # may well begin a remark.
    let least = if head.toml.is_empty() { 1 } else { 2 };
    let headed = |part: &Part| matches!(part, Part::Heading(level, _) if *level >= least);
    let worded = |part: &Part| !matches!(part, Part::Heading(..) | Part::Remark(_));
    parts.iter().any(worded) && (head.fenced || parts.iter().any(headed))
}

/// The page as a chapter.
pub(super) fn written(text: &str) -> Written {
    let Head { mut toml, end, .. } = head(text);
    let mut parts = parts(&text[end..]);
    let titled = |toml: &[String]| toml.iter().any(|line| line.starts_with("title"));
    let first = parts.iter().position(|part| !matches!(part, Part::Remark(_)));
    if let (false, Some(Part::Heading(_, words))) = (titled(&toml), first.map(|at| &parts[at])) {
        toml.insert(0, format!("title = {}", quoted(words)));
        parts.remove(first.unwrap_or(0));
    }
    let (blocks, sure) = blocks(&parts);
    let sure = sure && titled(&toml);
    let head = toml.join("\n");
    let toml: Vec<String> =
        std::iter::once(head).filter(|it| !it.is_empty()).chain(blocks).collect();
    Written { toml: toml.join("\n\n") + "\n", sure }
}

/// The parts as blocks and remarks, and whether they say the same.
fn blocks(parts: &[Part]) -> (Vec<String>, bool) {
    let levels = parts.iter().filter_map(|part| match part {
        Part::Heading(level, _) => Some(*level),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    let (mut blocks, mut sure, mut headed) = (Vec::new(), true, false);
    let block = |written: String| format!("[[block]]\n{written}");
    for part in parts {
        match part {
            Part::Heading(level, words) => {
                let key = if *level > top && headed { "subheading" } else { "heading" };
                headed = true;
                blocks.push(block(format!("{key} = {}", quoted(words))));
            }
            Part::Quote(words) => {
                blocks.push(block(format!("quote = {{ text = {} }}", quoted(words))));
            }
            Part::Picture(path, alt) => {
                let (image, alt) = (quoted(path), quoted(alt));
                blocks.push(block(format!("figure = {{ image = {image}, alt = {alt} }}")));
            }
            Part::Remark(words) => blocks.push(format!("# {words}")),
            Part::Lines(lines) => {
                let (toml, certain) = pasted::blocks(lines);
                sure &= certain;
                blocks.extend(toml.into_iter().map(block));
            }
        }
    }
    (blocks, sure)
}

/// The keys between `---` and `---` or `+++` and `+++`, or lines of TOML before the page.
fn head(text: &str) -> Head {
    let blank = text.len() - text.trim_start().len();
    let first = text[blank..].lines().next().unwrap_or("");
    let fence = first.trim_end();
    let mut end = blank;
    if matches!(fence, "---" | "+++") {
        let inner = &text[blank + first.len()..];
        let mut lines = inner.split_inclusive('\n').skip(1);
        let mut at = blank + first.len() + inner.find('\n').map_or(0, |at| at + 1);
        let mut toml = Vec::new();
        for line in lines.by_ref() {
            at += line.len();
            if line.trim_end() == fence {
                return Head { toml, fenced: true, end: at };
            }
            toml.extend(key(line.trim_end(), fence == "+++"));
        }
        return Head { toml: Vec::new(), fenced: false, end: blank };
    }
    let mut toml = Vec::new();
    for line in text[blank..].split_inclusive('\n') {
        let sound = begins(line) && toml::de::DeTable::parse(line).is_ok();
        if !sound || line.starts_with('[') {
            break;
        }
        toml.push(line.trim_end().to_owned());
        end += line.len();
    }
    Head { toml, fenced: false, end }
}

/// A line of the head of a page; what a chapter does not have becomes a remark.
fn key(line: &str, toml: bool) -> Option<String> {
    if line.trim().is_empty() || line.trim_start().starts_with('#') {
        return (!line.trim().is_empty()).then(|| line.trim().to_owned());
    }
    let (key, value) = line.split_once(if toml { '=' } else { ':' }).unwrap_or((line, ""));
    let (key, value) = (key.trim_end(), value.trim());
    let name = if matches!(key, "lang" | "locale") { "language" } else { key };
    let known = keys::CHAPTER.holds(name) && matches!(name, "title" | "id" | "language");
    let bare = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let bare = bare.or_else(|| value.strip_prefix('\'').and_then(|it| it.strip_suffix('\'')));
    Some(match known && !value.is_empty() {
        true => format!("{name} = {}", quoted(bare.unwrap_or(value))),
        false => format!("# {line}"),
    })
}

/// The parts of a page, in their order.
fn parts(page: &str) -> Vec<Part> {
    let raw: Vec<&str> = page.lines().collect();
    let lines: Vec<&str> = raw.iter().map(|line| line.trim_end()).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (line, next) = (lines[at], lines.get(at + 1).copied().unwrap_or(""));
        let underlined = level_under(line, next).filter(|_| !is_list(line));
        let parted = at == 0 || lines[at - 1].is_empty();
        at += 1;
        if let Some(level) = underlined.filter(|_| parted) {
            parts.push(Part::Heading(level, line.trim().to_owned()));
            at += 1;
        } else if let Some((level, words)) = heading(line) {
            parts.push(Part::Heading(level, words.to_owned()));
        } else if let Some(remark) = remark(line) {
            parts.push(Part::Remark(remark.to_owned()));
        } else if let Some((alt, path)) = picture(line).filter(|_| parted) {
            parts.push(Part::Picture(path.to_owned(), alt.to_owned()));
        } else if let Some(words) = line.trim_start().strip_prefix('>').filter(|_| parted) {
            let mut quote = vec![words.trim()];
            while let Some(more) =
                lines.get(at).and_then(|line| line.trim_start().strip_prefix('>'))
            {
                quote.push(more.trim());
                at += 1;
            }
            parts.push(Part::Quote(quote.join("\n").trim().to_owned()));
        } else {
            let line = if parts_nothing(line) { "" } else { line };
            add(&mut parts, line, raw[at - 1].trim_end_matches('\r').ends_with("  "));
        }
    }
    parts.retain(|part| !matches!(part, Part::Lines(lines) if lines.trim().is_empty()));
    parts
}

/// Adds a line of words; two blanks or a backslash at its end break it.
fn add(parts: &mut Vec<Part>, line: &str, breaks: bool) {
    let (words, breaks) = match line.strip_suffix('\\') {
        Some(words) => (words, true),
        None => (line, breaks && !line.is_empty() && !is_list(line)),
    };
    let words = if breaks { format!("{words} //") } else { words.to_owned() };
    match parts.last_mut() {
        Some(Part::Lines(lines)) => *lines = format!("{lines}\n{words}"),
        _ => parts.push(Part::Lines(words)),
    }
}

/// `## Words`
fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let spaced = words.starts_with([' ', '\t']);
    let words = words.trim_end_matches('#').trim().trim_matches('*').trim();
    ((1..=6).contains(&level) && spaced && !words.is_empty()).then_some((level, words))
}

/// The level of a line of words that a line of `===` or `---` makes a heading.
fn level_under(line: &str, next: &str) -> Option<usize> {
    let ruled = |sign| next.len() >= 3 && next.chars().all(|c| c == sign);
    let worded = line.contains(char::is_alphabetic) && heading(line).is_none();
    match () {
        () if worded && ruled('=') => Some(1),
        () if worded && ruled('-') => Some(2),
        () => None,
    }
}

fn remark(line: &str) -> Option<&str> {
    Some(line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim())
}

/// `![description](path)` on a line of its own.
fn picture(line: &str) -> Option<(&str, &str)> {
    let (alt, rest) = line.trim().strip_prefix("![")?.split_once("](")?;
    let path = rest.strip_suffix(')').filter(|path| !path.contains([')', '"', ' ']))?;
    (!alt.trim().is_empty()).then_some((alt.trim(), path))
}

fn is_list(line: &str) -> bool {
    line.trim_start().starts_with(['-', '*', '+', '|'])
}

/// A line that parts what stands before it from what follows.
fn parts_nothing(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let of = |sign| bare.len() >= 3 && bare.chars().all(|c| c == sign);
    of('-') || of('*') || of('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_the_blocks_of_a_chapter() {
        let page = "---\ntitle: \"Going home\"\nlang: en\ndate: 2026-01-01\n---\n\
            Rest for a week.\nDo not\\\nlift.\n\nDrink.\n\n## What to take\n\n- your letter\n\
            - your medicines\n\n### Do not forget\n\n1. Ask.\n2. Go.\n\n> Well.\n> Done.\n\n\
            ---\n\n![A map](../pictures/map.svg)\n<!-- ask Jo -->\n\nAfter\n=====\nEnd \\[here\\].\n";
        let expected = r#"title = "Going home"
language = "en"
# date: 2026-01-01

[[block]]
text = """
Rest for a week.
Do not //
lift.

Drink.
"""

[[block]]
heading = "What to take"

[[block]]
bullets = ["your letter", "your medicines"]

[[block]]
subheading = "Do not forget"

[[block]]
steps = ["Ask.", "Go."]

[[block]]
quote = { text = "Well.\nDone." }

[[block]]
figure = { image = "../pictures/map.svg", alt = "A map" }

# ask Jo

[[block]]
heading = "After"

[[block]]
text = "End \\[here\\]."
"#;
        assert!(is_markdown(page));
        let written = written(page);
        assert_eq!(written.toml, expected);
        assert!(written.sure);
        assert!(written.toml.parse::<toml::Table>().is_ok());
    }

    #[test]
    fn pages_are_told_from_chapters() {
        for page in [
            "# A\n\nRest.\n",
            "Going home\n==========\n\nRest.\n",
            "title = \"A\"\n\n## B\n\nRest.\n",
            "---\ntitle: A\n---\nRest.\n",
            "\n## A\n- b\n",
        ] {
            assert!(is_markdown(page), "{page}");
        }
        for toml in [
            "# A remark\ntitle = \"A\"\n\n[[block]]\ntext = Rest\n",
            "title = \"A\"\n# only remarks\n",
            "Going home\n\nRest.\n",
            "[[block]]\n- a\n",
            "---\ntitle: A\n---\n",
        ] {
            assert!(!is_markdown(toml), "{toml}");
        }
    }
}
