//! Lines of a contact point without keys: a name, a street, a telephone number, as they are pasted.

use super::quotes::{is_quote, text_of};
use super::{Fault, last_header, lines};

/// More lines than any address has.
const MOST: usize = 16;

/// Words before a number or an address that say what it is, and the key.
const LABELS: [(&str, &str); 21] = [
    ("telephone", "phone"),
    ("phone", "phone"),
    ("tel", "phone"),
    ("call", "phone"),
    ("mobile", "phone"),
    ("t", "phone"),
    ("text", "sms"),
    ("sms", "sms"),
    ("textphone", "textphone"),
    ("minicom", "textphone"),
    ("email", "email"),
    ("e-mail", "email"),
    ("e", "email"),
    ("website", "web"),
    ("web", "web"),
    ("w", "web"),
    ("address", "address"),
    ("opening hours", "hours"),
    ("open", "hours"),
    ("hours", "hours"),
    ("fax", "note"),
];

/// Words that the hours begin with.
const DAYS: [&str; 12] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "weekdays",
    "every day",
    "daily",
    "24 hours",
];

/// What was meant by lines without keys, the first of them at `start`, in the contact section.
pub(super) fn at(text: &str, start: usize) -> Option<Fault> {
    let header = last_header(&text[..start])?;
    let point = header.ends_with("contact.point]]") || header == "[contact.point]";
    if !point && header != "[contact]" {
        return None;
    }
    let begins = text[..start].rfind(header)?;
    let (before, end) = (&text[begins..start], end_of_lines(text, start));
    let has =
        |key: &str| before.lines().any(|line| line.split('=').next().unwrap_or("").trim() == key);
    let written = &text[start..end];
    let card = Card::of(written, point && has("name"))?;
    let first = (start, start + written.lines().next()?.trim_end().len());
    let message = match card.count {
        1 => "this line of a contact point has no key",
        _ => "these lines of a contact point have no keys",
    };
    let keys = card.lines().join("\n");
    if point {
        let help =
            "write a key before each: name = \"…\", address = \"…\", phone = \"…\", email = \"…\"";
        return Some(Fault::new(first, message, help).patch((start, end), keys));
    }
    if card.ways() == 0 {
        return None;
    }
    let help = "write [[contact.point]] before them, and a key before each: name = \"…\", address = \"…\", phone = \"…\", email = \"…\"";
    let fault = Fault::new(first, message, help);
    // What follows would belong to the point.
    let rest = text[end..].lines().skip(1).take_while(|line| !line.trim_start().starts_with('['));
    let own = |line: &str| lines::begins(line);
    if rest.take(MOST).any(own) {
        return Some(fault);
    }
    Some(fault.patch((start, end), format!("\n[[contact.point]]\n{keys}")))
}

/// Where such lines end: before a blank line, a line in brackets or one with a key.
fn end_of_lines(text: &str, start: usize) -> usize {
    let mut end = start;
    for line in text[start..].split_inclusive('\n').take(MOST) {
        let shown = line.trim();
        if shown.is_empty() || shown.starts_with(['[', '#', '"', '\'']) || shown.contains('=') {
            break;
        }
        end += line.len();
    }
    start + text[start..end].trim_end().len()
}

/// A contact point.
#[derive(Default)]
struct Card {
    name: Option<String>,
    /// Keys and their values in the order of the lines.
    keys: Vec<(&'static str, Vec<String>)>,
    count: usize,
}

impl Card {
    fn of(written: &str, named: bool) -> Option<Self> {
        let mut card = Self::default();
        for line in written.lines() {
            let line = line.trim().trim_end_matches([',', ';']).trim_matches(is_quote).trim();
            if line.is_empty() {
                return None;
            }
            card.count += 1;
            match kind(line) {
                Some((key, value)) => card.add(key, value),
                None if card.name.is_none() && !named => card.name = Some(line.to_owned()),
                None => card.add("address", line),
            }
        }
        (card.count > 0).then_some(card)
    }

    fn add(&mut self, key: &'static str, value: &str) {
        match self.keys.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.keys.push((key, vec![value.to_owned()])),
        }
    }

    /// How many ways to get in touch it has.
    fn ways(&self) -> usize {
        self.keys.iter().filter(|(key, _)| !matches!(*key, "hours" | "note")).count()
    }

    fn lines(&self) -> Vec<String> {
        let name = self.name.iter().map(|name| format!("name = {}", text_of(name)));
        let keys = self.keys.iter().map(|(key, values)| match (&values[..], *key) {
            ([one], _) => format!("{key} = {}", text_of(one)),
            (lines, "address") => format!("address = {}", text_of(&lines.join("\n"))),
            (parts, "hours" | "note") => format!("{key} = {}", text_of(&parts.join(", "))),
            (several, _) => {
                let several: Vec<String> = several.iter().map(|it| text_of(it)).collect();
                format!("{key} = [{}]", several.join(", "))
            }
        });
        name.chain(keys).collect()
    }
}

/// The key that a line is for, and its value.
fn kind(line: &str) -> Option<(&'static str, &str)> {
    let small = line.to_lowercase();
    let labelled = LABELS.iter().find_map(|(label, key)| {
        let rest = small.strip_prefix(label)?;
        let value = line.get(line.len() - rest.len()..)?;
        let sign = value.starts_with(':') || label.len() > 2 && value.starts_with(' ');
        let value = value.trim_start_matches([':', ' ', '\t', '\u{A0}']);
        (sign && !value.is_empty()).then_some((*key, value))
    });
    match labelled {
        Some(("note", _)) => return Some(("note", line)),
        Some((key @ ("phone" | "sms" | "textphone"), value)) if is_number(value) => {
            return Some((key, value));
        }
        Some(("email", value)) if is_email(value) => return Some(("email", value)),
        Some(("web", value)) if value.contains('.') && !value.contains(' ') => {
            return Some(("web", value));
        }
        Some((key @ ("address" | "hours"), value)) => return Some((key, value)),
        _ => {}
    }
    let web = ["http://", "https://", "www."].iter().any(|it| small.starts_with(it));
    match () {
        () if is_email(line) => Some(("email", line)),
        () if web && !line.contains(' ') => Some(("web", line)),
        () if is_number(line) => Some(("phone", line)),
        () if DAYS.iter().any(|day| small.starts_with(day)) => Some(("hours", line)),
        () => None,
    }
}

fn is_email(words: &str) -> bool {
    let parts = words.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !words.contains(char::is_whitespace)
}

fn is_number(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let plain = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+()-–./".contains(c);
    (3..=18).contains(&digits) && words.chars().all(plain)
}
