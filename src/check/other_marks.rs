//! Marks of Markdown's kin, of templates, of code and of chat programs, which mean nothing here.

use std::collections::HashSet;
use std::ops::Range;

use super::Passage;
use super::strings::AString;
use crate::source::Sources;

/// What was found: where, what it is, what to do, and what to write where that is sure.
pub(super) struct Found {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
    pub new: Option<String>,
}

/// The target of a Markdown link by its name: `[1]: https://…`.
struct Definition<'a> {
    passage: usize,
    range: Range<usize>,
    name: &'a str,
    address: &'a str,
}

/// Links by names, `[our site][1]`, and the lines that say where they lead; by passage of a string.
pub(super) fn references(string: &AString<'_>) -> Vec<(usize, Found)> {
    let passages = string.passages.iter().enumerate();
    let defined: Vec<Definition<'_>> = passages
        .flat_map(|(at, passage)| {
            definitions(&passage.text).map(move |it| Definition { passage: at, ..it })
        })
        .collect();
    let mut found = Vec::new();
    for (at, passage) in string.passages.iter().enumerate() {
        for (middle, _) in passage.text.match_indices("][") {
            if let Some(link) = by_name(&passage.text, middle, &defined) {
                found.push((at, link));
            }
        }
    }
    found.extend(defined.into_iter().map(|it| {
        let message = "this line says where links lead, as in Markdown".to_owned();
        let help = "take it out when each link has its address: [words](address)".to_owned();
        (it.passage, Found { range: it.range, message, help, new: None })
    }));
    found
}

/// The lines of a passage, joined by blanks or not, that say where links lead.
fn definitions(text: &str) -> impl Iterator<Item = Definition<'_>> {
    text.match_indices("]: ").filter_map(|(close, sign)| {
        let start = text[..close].rfind('[')?;
        let name = &text[start + 1..close];
        let from = close + sign.len();
        let rest = &text[from..];
        let address = rest.split_whitespace().next()?.trim_matches(['<', '>']);
        let leads = ["https://", "http://", "mailto:", "tel:", "#"];
        let begins = text[..start].is_empty() || text[..start].ends_with(char::is_whitespace);
        let end = from + rest.split_whitespace().next()?.len();
        (begins && leads.iter().any(|it| address.starts_with(it))).then_some(Definition {
            passage: 0,
            range: start..end,
            name,
            address,
        })
    })
}

fn by_name(text: &str, middle: usize, defined: &[Definition<'_>]) -> Option<Found> {
    let start = text[..middle].rfind('[')?;
    let end = middle + 2 + text[middle + 2..].find(']')?;
    let (words, name) = (&text[start + 1..middle], &text[middle + 2..end]);
    let name = if name.is_empty() { words } else { name };
    let one = defined.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
    let link = format!("[{words}]({})", one.address);
    let plain = !one.address.contains(['(', ')']);
    Some(Found {
        range: start..end + 1,
        message: "a link has its address in round brackets, and no name in square ones".to_owned(),
        help: format!("write {link}"),
        new: plain.then_some(link),
    })
}

/// `[our shop] [https://…]`.
pub(super) fn two_squares(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let mut found = Vec::new();
    for sign in ["][", "] ["] {
        for (middle, _) in text.match_indices(sign) {
            let Some(start) = text[..middle].rfind('[') else { continue };
            let from = middle + sign.len();
            let Some(length) = text[from..].find(']') else { break };
            let (words, address) = (&text[start + 1..middle], text[from..from + length].trim());
            let lower = address.to_ascii_lowercase();
            let scheme = match () {
                () if ["https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|it| lower.starts_with(it)) =>
                {
                    ""
                }
                () if lower.starts_with("www.") => "https://",
                () => continue,
            };
            let link = format!("[{words}]({scheme}{address})");
            let plain = !words.is_empty() && !address.contains(['(', ')', ' ', '[']);
            found.push(Found {
                range: start..from + length + 1,
                message: "the address of a link stands in round brackets".to_owned(),
                help: format!("write {link}"),
                new: plain.then_some(link),
            });
        }
    }
    found
}

/// `http:\\\\www.example.org\\help`: an address with the strokes of Windows.
pub(super) fn backslashes(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let mut found = Vec::new();
    for (colon, _) in text.match_indices(":\\") {
        let Some(start) = ["https", "http"].iter().find_map(|scheme| {
            let start = colon.checked_sub(scheme.len())?;
            text.get(start..colon)?.eq_ignore_ascii_case(scheme).then_some(start)
        }) else {
            continue;
        };
        let end =
            text[colon..].find([' ', '\n', ')', ',', ']']).map_or(text.len(), |it| colon + it);
        let written = text[start..end].trim_end_matches(['.', ';', ':', '!', '?']);
        let rest = written[colon + 1 - start..].replace('\\', "/");
        let rest = rest.trim_matches('/');
        if passage.is_linked(start) || !rest.contains('.') {
            continue;
        }
        let link = format!("[{rest}]({}://{rest})", &text[start..colon]);
        found.push(Found {
            range: start..start + written.len(),
            message: "a web address has slashes, /, and no backslashes".to_owned(),
            help: format!("write {link}"),
            new: None,
        });
    }
    found
}

/// The longest word with signs of LaTeX in it, in bytes.
const LONGEST: usize = 40;

/// `500~mg` and `each.\\ Rest` of LaTeX.
pub(super) fn latex(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut add = |range: Range<usize>, message: &str, help: &str, new: Option<&str>| {
        let (message, help) = (message.to_owned(), help.to_owned());
        found.push(Found { range, message, help, new: new.map(str::to_owned) });
    };
    for (at, _) in text.match_indices('~') {
        let counted = text[..at].ends_with(|c: char| c.is_ascii_digit());
        if !counted || !text[at + 1..].starts_with(char::is_alphabetic) {
            continue;
        }
        // H~2~O is set under the line elsewhere; a word may be as long as the text.
        let near = &text[text.floor_char_boundary(at.saturating_sub(LONGEST))..at];
        let word = near.split(char::is_whitespace).next_back().unwrap_or_default();
        if !word.contains('~') {
            add(at..at + 1, "this is the space of LaTeX", "write a space", Some(" "));
        }
    }
    for (at, _) in
        text.match_indices("\\ ").filter(|(at, _)| text[..*at].ends_with(['.', ',', '!', '?']))
    {
        let help = "take it out; where a line is to end, write // and begin a new line of the file";
        add(at..at + 1, "this is the line break of LaTeX", help, None);
    }
    found
}

/// `'''words'''` and `''words''` of wikis, in a string as it stands in its file.
pub(super) fn wiki_quotes(
    passage: &Passage<'_>,
    sources: &Sources,
) -> Vec<(crate::source::Span, Found)> {
    let written = sources.snippet(passage.span);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = written[at..].find("''").map(|found| at + found) {
        let run = written[start..].len() - written[start..].trim_start_matches('\'').len();
        let inner = start + run;
        at = inner;
        let sign = &written[start..inner];
        let Some(length) = written[inner..].find(sign).filter(|_| run <= 3) else { continue };
        let words = &written[inner..inner + length];
        let apart = !written[..start].ends_with(char::is_alphanumeric);
        let plain = !words.contains(['*', '\n', '"', '\'', '[', '{']) && !words.trim().is_empty();
        let end = inner + length + run;
        if !plain || !apart || words.trim() != words || written[end..].starts_with('\'') {
            continue;
        }
        at = end;
        let stars = if run == 3 { "**" } else { "*" };
        let from = passage.span.start as usize;
        let new = format!("{stars}{words}{stars}");
        found.push((
            crate::source::Span::new(passage.span.source, from + start, from + end),
            Found {
                range: 0..0,
                message: format!("{sign} are the marks of a wiki"),
                help: format!("where the words are to stand out, write {new}"),
                new: None,
            },
        ));
    }
    found
}

/// `[[our site]](https://…)`.
pub(super) fn doubled(
    passage: &Passage<'_>,
    sources: &Sources,
) -> Vec<(crate::source::Span, Found)> {
    let links = passage.links().into_iter().filter_map(|(link, range, _, words)| {
        let inner = words.strip_prefix('[')?.strip_suffix(']')?;
        let written = sources.snippet(link.span);
        let (name, target) = written.strip_prefix("[[")?.split_once("]](")?;
        let plain = !name.contains(['[', ']', '\\']);
        let one = format!("[{name}]({target}");
        Some((
            link.span,
            Found {
                range,
                message: "the words of a link stand in two pairs of brackets".to_owned(),
                help: format!("take one pair out: [{inner}]({target}"),
                new: plain.then_some(one),
            },
        ))
    });
    links.collect()
}

/// Signs that other programs put around the name of a value.
const AROUND: [(&str, &str); 4] = [("{{", "}}"), ("${", "}"), ("%", "%"), ("<<", ">>")];

/// A use of a value in the marks of other programs, in a string as it stands in its file: its place
/// there, what stands there, and the name.
pub(super) fn of_values<'s>(
    written: &'s str,
    names: &HashSet<&str>,
) -> Vec<(Range<usize>, &'s str)> {
    let mut found = Vec::new();
    for (open, close) in AROUND {
        for (start, _) in written.match_indices(open) {
            let rest = &written[start + open.len()..];
            let Some(length) = rest.find(close).filter(|length| *length <= 64) else { continue };
            let name = rest[..length].trim();
            if names.contains(name) {
                found.push((start..start + open.len() + length + close.len(), name));
            }
        }
    }
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found.dedup_by(|late, early| late.0.start < early.0.end);
    found
}

/// Words between the marks of code: `` `Ward 5` ``.
pub(super) fn code(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|start| at + start) {
        let inner = start + 1;
        let Some(length) = text[inner..].find('`') else { break };
        let (words, end) = (&text[inner..inner + length], inner + length + 1);
        let outside = |c: char| !c.is_alphanumeric();
        let apart = text[..start].chars().next_back().is_none_or(outside)
            && text[end..].chars().next().is_none_or(outside);
        let whole = !words.is_empty() && words.trim() == words && !words.contains('\n');
        at = if apart && whole { end } else { inner };
        if apart && whole {
            found.push(Found {
                range: start..end,
                message: "` is no mark here".to_owned(),
                help: format!("take both out, or write **{words}** for bold"),
                new: None,
            });
        }
    }
    found
}

/// `H~2~O`, `x^2^` and `10^9/L`.
pub(super) fn raised(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (start, sign) in text.match_indices(['~', '^']) {
        let before = text[..start].chars().next_back();
        let digits = text[start + 1..].trim_start_matches(['+', '-', '−']);
        let from = text.len() - digits.len();
        let count = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let end = from + count;
        let closed = text[end..].starts_with(sign);
        let of_word = before.is_some_and(|c| c.is_alphanumeric() || c == ')');
        let after = &text[end + usize::from(closed)..];
        let apart = closed || !after.starts_with(char::is_alphanumeric);
        let low = sign == "~";
        if !of_word || !(1..=3).contains(&count) || !apart || low && (!closed || from > start + 1) {
            continue;
        }
        let figures = in_figures(&text[start + 1..end], low);
        let what = if low { "under" } else { "over" };
        found.push(Found {
            range: start..end + usize::from(closed),
            message: format!("{sign} sets no figure {what} the line here"),
            help: format!("write the sign itself: {figures}"),
            new: None,
        });
    }
    found
}

fn in_figures(digits: &str, low: bool) -> String {
    const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let figure = |c: char| match c.to_digit(10) {
        Some(digit) => (if low { LOW } else { HIGH })[digit as usize],
        None if c == '+' => '⁺',
        None => '⁻',
    };
    digits.chars().map(figure).collect()
}

/// `:smile:`.
pub(super) fn shortcodes(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(':').map(|start| at + start) {
        at = start + 1;
        let name = |c: char| c.is_ascii_lowercase() || c == '_';
        let length = text[at..].len() - text[at..].trim_start_matches(name).len();
        let end = at + length;
        let apart = text[..start].chars().next_back().is_none_or(char::is_whitespace)
            && text[end..]
                .strip_prefix(':')
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if length >= 3 && apart {
            found.push(Found {
                range: start..end + 1,
                message: format!(
                    "{} stands for a little picture of chat programs",
                    &text[start..=end]
                ),
                help: "say it in words, or take it out".to_owned(),
                new: None,
            });
            at = end + 1;
        }
    }
    found
}
