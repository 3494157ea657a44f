//! Where in a file a string stands, as far as it matters to what may be written there.

/// What a string is the text of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A block.
    Block,
    /// A callout; whether it has a list already.
    Callout(bool),
    /// A quote.
    Quote,
    /// A meaning.
    Meaning,
    /// The contact section.
    Contact,
    /// The small print.
    Imprint,
    /// A value.
    Value,
    /// An item of a list.
    Item,
    /// A cell, or anything else of one paragraph.
    Other,
}

/// What begins a list in a callout.
const LISTS: [&str; 3] = ["bullets", "steps", "checklist"];

impl Holder {
    /// What the string that begins at a byte of a file belongs to.
    pub(super) fn of(file: &str, string: usize) -> Self {
        let before = &file[..string];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let Some(lead) = before[line..].trim_end().strip_suffix('=') else {
            return if in_list(before) { Self::Item } else { Self::Other };
        };
        let lead = lead.trim_end();
        let name = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '.';
        let key = &lead[lead.trim_end_matches(name).len()..];
        let header = header(&before[..line]);
        match (key, header) {
            ("meaning", _) => Self::Meaning,
            (_, "values") => Self::Value,
            (_, "imprint") => Self::Imprint,
            ("contact.text", _) => Self::Contact,
            ("text", _) if lead.len() > key.len() => inline(lead, &before[..line], file, string),
            ("text", "contact") => Self::Contact,
            ("text", "block.callout") => Self::Callout(has_list(section(file, line))),
            ("text", "block.quote") => Self::Quote,
            ("text", "block") => Self::Block,
            _ => Self::Other,
        }
    }
}

/// Whether a list is the last key before a string.
fn in_list(before: &str) -> bool {
    let lines = before.lines().rev().take_while(|line| header_name(line).is_none());
    for line in lines {
        let opened = |key: &str| {
            let at = line.rfind(&format!("{key} = ["))?;
            (!line[at..].contains(']')).then_some(at)
        };
        if LISTS.iter().any(|key| opened(key).is_some()) {
            return true;
        }
        if line.contains(" = ") {
            return false;
        }
    }
    false
}

/// A text within braces.
fn inline(lead: &str, before: &str, file: &str, string: usize) -> Holder {
    let opens = |line: &str, key: &str| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let lines = std::iter::once(lead).chain(before.lines().rev());
    for line in lines.take_while(|line| !line.starts_with('[')) {
        if opens(line, "callout") {
            let rest = &file[string..];
            let rest = rest.find("\n[[").map_or(rest, |end| &rest[..end]);
            return Holder::Callout(LISTS.iter().any(|key| rest.contains(&format!("{key} ="))));
        }
        if opens(line, "quote") {
            return Holder::Quote;
        }
        if opens(line, "contact") {
            return Holder::Contact;
        }
        if line.contains(" = ") && line != lead {
            break;
        }
    }
    Holder::Other
}

/// The name in the last line of brackets.
fn header(before: &str) -> &str {
    before.lines().rev().find_map(header_name).unwrap_or("")
}

pub(super) fn header_name(line: &str) -> Option<&str> {
    let line = line.split('#').next()?.trim();
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let name = name.trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.';
    (!name.is_empty() && name.chars().all(is_name)).then_some(name)
}

/// The lines of the same table around a line.
fn section(file: &str, line: usize) -> impl Iterator<Item = &str> {
    let before = file[..line].lines().rev().take_while(|line| header_name(line).is_none());
    let after = file[line..].lines().take_while(|line| header_name(line).is_none());
    before.chain(after)
}

fn has_list<'a>(mut lines: impl Iterator<Item = &'a str>) -> bool {
    lines.any(|line| {
        let key = line.split('=').next().unwrap_or("").trim();
        line.contains('=') && LISTS.contains(&key)
    })
}
