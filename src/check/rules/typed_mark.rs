//! Marks of other programs, which are printed as they stand.

use std::collections::HashSet;

use super::left_over;
use crate::check::other_marks::{self, Found};
use crate::check::strings::{self, AString};
use crate::check::{Kind, Passage, Subject};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

rule! {
    /// Marks of another program stand in a text.
    ///
    /// Looks for `__bold__`, `_stress_`, `==marked==`, `~~struck out~~`, a `_` or `__` without its
    /// partner, `[[link]]`, `[[address|words]]`, `(words)[address]`, `[words][1]`, `` `code` ``, `H~2~O`,
    /// `10^9`, `:smile:`, for names of values as in `{{name}}` and `%name%`, for `>` before a quote, for
    /// `//` between spaces in the middle of a line, for lines of signs that are to part what stands
    /// around them (`---`, `***`, `===`, `~~~`, `───`), and for blanks to write on (`____`, `......`,
    /// `……`). `check --fix` writes the marks that are meant where it is sure.
    ///
    /// ## Who is affected
    ///
    /// Everybody: the signs are printed as they stand, what they mark is not marked, and a link is
    /// none.
    ///
    /// ## How to mend it
    ///
    /// Write `**bold**`, `*stress*` and `[words](address)`; end a line with `//`. A heading parts what
    /// stands before and after it; room to write is the block `writing_lines`, a quote `quote`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Do __not__ stop. See (our website)[https://www.example.org]."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Do **not** stop. See [our website](https://www.example.org)."
    /// ```
    ///
    /// ## Source
    ///
    /// The marks of this program, and those of Markdown, wikis and chat programs.
    "typed-mark": Warning, look
}

/// What is wrong with a line of signs, and what to do.
const PARTS_NOTHING: &str = "this line of signs parts nothing";
const PARTED: &str =
    "take it out: a [[block]] with a heading parts what follows from what is before";

/// What is wrong with signs to write on behind words, and in a line of their own; what helps each.
const BLANK: &str = "this is a blank to write on";
const ROOM_BEFORE: &str = "for room to write, begin a new [[block]] and write writing_lines = { prompt = \"…\", lines = 1 } with the words before the blank as its prompt";
const NO_LINE: &str = "this line of signs is no line to write on";
const ROOM: &str = "for room to write, begin a new [[block]] and write writing_lines = { prompt = \"…\", lines = 1 }; else take it out";

/// What is wrong with `//` between words.
const BREAK: &str = "// breaks a line only at its end";

/// What to do where lines are lines of the file.
const LINE_BY_LINE: &str =
    "here each line stands on a line of its own, between \"\"\" and \"\"\"; take the // out";

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let values = subject.book.values.iter();
    let names: HashSet<&str> = values.map(|value| value.name.value.as_str()).collect();
    for string in strings::of(subject) {
        let marked = !matches!(string.passages[0].kind, Kind::Plain | Kind::BookTitle);
        findings.extend(of_values(&string, &names, subject));
        if marked {
            let links = other_marks::references(&string).into_iter();
            findings.extend(links.map(|(at, it)| complaint(string.passages[at], it, subject)));
        }
        for passage in &string.passages {
            let mut found = Vec::new();
            if marked {
                found.extend(other_marks::two_squares(passage));
                found.extend(other_marks::code(&passage.text));
                found.extend(other_marks::raised(&passage.text));
                found.extend(other_marks::shortcodes(&passage.text));
                found.extend(other_marks::latex(&passage.text));
                found.extend(other_marks::backslashes(passage));
                let doubled = other_marks::doubled(passage, subject.sources).into_iter();
                let quotes = other_marks::wiki_quotes(passage, subject.sources);
                findings.extend(doubled.chain(quotes).map(|(place, found)| at(place, found)));
                found.extend(around(&passage.text));
                found.extend(reversed(passage));
                found.extend(wiki(&passage.text));
                found.extend(quoted(passage));
                found.extend(strokes(passage));
                found.extend(lone(&passage.text));
            }
            found.extend(breaks(passage, &string, subject));
            found.retain(|it| !left_over::holds(&passage.text, it.range.start));
            findings.extend(found.into_iter().map(|found| complaint(passage, found, subject)));
        }
    }
    let points = subject.book.contact.points.iter();
    let lines = points.flat_map(|point| point.address.iter().flatten());
    findings.extend(lines.filter_map(|line| {
        let at = line.text.find(" // ")?;
        let finding = RULE.at(line.place(at + 1..at + 3), BREAK).note("it is printed as it stands");
        Some(finding.help(LINE_BY_LINE))
    }));
    findings
}

fn complaint(passage: &Passage<'_>, found: Found, subject: &Subject<'_>) -> Diagnostic {
    let place = passage.place(found.range.clone());
    let same = subject.sources.snippet(place) == &passage.text[found.range];
    let finding = RULE.at(place, found.message).note("it is printed as it stands");
    match found.new {
        Some(new) if same => finding.fix(found.help, place, new),
        _ => finding.help(found.help),
    }
}

fn at(place: Span, found: Found) -> Diagnostic {
    let finding = RULE.at(place, found.message).note("it is printed as it stands");
    match found.new {
        Some(new) => finding.fix(found.help, place, new),
        None => finding.help(found.help),
    }
}

/// Names of values in the marks of other programs.
fn of_values(
    string: &AString<'_>,
    names: &HashSet<&str>,
    subject: &Subject<'_>,
) -> Vec<Diagnostic> {
    let Some(span) = string.span.filter(|_| !names.is_empty()) else { return Vec::new() };
    let uses = other_marks::of_values(subject.sources.snippet(span), names).into_iter();
    let told = uses.map(|(range, name)| {
        let start = span.start as usize;
        let place = Span::new(span.source, start + range.start, start + range.end);
        let written = subject.sources.snippet(place);
        RULE.at(place, format!("{written} is how another program names a value"))
            .note("the signs around the name are printed as they stand")
            .help(format!("write {{{name}}}, in one pair of braces and nothing else"))
    });
    told.collect()
}

/// Words between the same signs.
fn around(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    if !text.contains(['_', '=', '~']) {
        return found;
    }
    let forms = [
        ("__", "**", "bold"),
        ("==", "**", "bold"),
        ("~~", "", "struck out"),
        ("_", "*", "stress"),
    ];
    for (sign, mark, what) in forms {
        let mut at = 0;
        while let Some(start) = text[at..].find(sign).map(|start| at + start) {
            let inner = start + sign.len();
            at = inner;
            let Some(length) = text[inner..].find(sign) else { break };
            let (words, end) = (&text[inner..inner + length], inner + length + sign.len());
            let outside = |c: char| !c.is_alphanumeric() && c != '_' && c != '=' && c != '/';
            let apart = text[..start].chars().next_back().is_none_or(outside)
                && text[end..].chars().next().is_none_or(outside);
            let touches = words.starts_with(|c: char| !c.is_whitespace())
                && words.ends_with(|c: char| !c.is_whitespace())
                && words.contains(char::is_alphabetic)
                && !words.contains(['\n', '@'])
                && !words.contains("//");
            if !apart || !touches || words.contains(sign) {
                continue;
            }
            at = end;
            found.push(Found {
                range: start..end,
                message: format!("{sign} is no mark here"),
                help: match mark {
                    "" => format!("“{words}” was struck out: take it out, or the {sign} around it"),
                    _ => format!("write {mark}{words}{mark} for {what}"),
                },
                new: (!mark.is_empty()).then(|| format!("{mark}{words}{mark}")),
            });
        }
    }
    found
}

/// `---` as a line, and `____` or `......` to write on.
fn strokes(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    if passage.kind == Kind::Paragraph
        && text.trim().len() >= 3
        && text.chars().all(|c| matches!(c, '*' | ' ' | '•' | '-'))
    {
        return vec![Found {
            range: 0..text.len(),
            message: PARTS_NOTHING.to_owned(),
            help: PARTED.to_owned(),
            new: None,
        }];
    }
    let signs = ['-', '_', '=', '.', '…', '~', '─', '–', '—'];
    let found = signs.into_iter().filter_map(|sign| stroke(passage, sign));
    found.min_by_key(|it| it.range.start).into_iter().collect()
}

/// The first row of a sign that was typed for a line.
fn stroke(passage: &Passage<'_>, sign: char) -> Option<Found> {
    let text = &passage.text;
    let room = matches!(sign, '_' | '.' | '…');
    let mut at = 0;
    while let Some(start) = text[at..].find(sign).map(|start| at + start) {
        let end = text.len() - text[start..].trim_start_matches(sign).len();
        at = end;
        let length = text[start..end].chars().count();
        let alone = text[..start].trim().is_empty() && text[end..].trim().is_empty();
        let apart = text[..start].chars().next_back().is_none_or(char::is_whitespace)
            && text[end..].chars().next().is_none_or(char::is_whitespace);
        let fewest = match sign {
            '_' => 3,
            '.' => 6,
            // Hyphens have become a dash.
            '–' | '—' if alone && passage.kind == Kind::Paragraph => 1,
            _ if alone => 3,
            _ => 6,
        };
        if length < fewest || !(apart || room) {
            continue;
        }
        let (message, help) = match (room, alone) {
            (true, false) => (BLANK, ROOM_BEFORE),
            (true, true) => (NO_LINE, ROOM),
            (false, _) => (PARTS_NOTHING, PARTED),
        };
        let (message, help) = (message.to_owned(), help.to_owned());
        return Some(Found { range: start..end, message, help, new: None });
    }
    None
}

/// `_` or `__` before or after a word, without its partner.
fn lone(text: &str) -> Vec<Found> {
    if !text.contains('_') {
        return Vec::new();
    }
    let paired = around(text);
    let mut found = Vec::new();
    let mut end = 0;
    for word in text.split_whitespace() {
        let start = end + text[end..].find(word).unwrap_or(0);
        end = start + word.len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let at = start + word.find(bare).unwrap_or(0);
        let inner = bare.trim_matches('_');
        let (lead, tail) = (bare.starts_with('_'), bare.ends_with('_'));
        let within = paired.iter().any(|it| it.range.contains(&at));
        if within
            || lead == tail
            || !inner.starts_with(char::is_alphabetic)
            || inner.contains(['_', '@', '/'])
        {
            continue;
        }
        let signs = if lead {
            bare.len() - bare.trim_start_matches('_').len()
        } else {
            bare.len() - bare.trim_end_matches('_').len()
        };
        let from = if lead { at } else { at + bare.len() - signs };
        found.push(Found {
            range: from..from + signs,
            message: format!("{} is no mark here", &text[from..from + signs]),
            help: "take it out; words are marked as **bold** or *stress*".to_owned(),
            new: None,
        });
    }
    found
}

/// `(words)[address]`.
fn reversed(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let middles = text.match_indices(")[");
    let found = middles.filter_map(|(at, _)| {
        let start = text[..at].rfind('(')?;
        let end = at + 2 + text[at + 2..].find(']')?;
        let (words, address) = (text[start + 1..at].trim(), text[at + 2..end].trim());
        let target = target(address)?;
        let plain = !words.contains(['[', ']', '(', '\n']) && !target.contains(['(', ')', ' ']);
        (!words.is_empty()).then(|| Found {
            range: start..end + 1,
            message: "the round and the square brackets are the wrong way round".to_owned(),
            help: format!("write [{words}]({target})"),
            new: plain.then(|| format!("[{words}]({target})")),
        })
    });
    found.collect()
}

/// What a link to an address leads to, where it is one.
fn target(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    if address.contains(char::is_whitespace) && !lower.starts_with("tel:") {
        return None;
    }
    let whole = ["https://", "http://", "mailto:", "tel:", "sms:", "#", "term:"];
    if whole.iter().any(|scheme| lower.starts_with(scheme)) {
        return Some(address.to_owned());
    }
    if address.contains('@') {
        return Some(format!("mailto:{address}"));
    }
    let named = lower.starts_with("www.") || (lower.contains('.') && !lower.ends_with('.'));
    named.then(|| format!("https://{address}"))
}

/// `[[words]]` and `[[address|words]]`.
fn wiki(text: &str) -> Vec<Found> {
    let found = text.match_indices("[[").filter_map(|(start, _)| {
        let length = text[start..].find("]]")?;
        let inner = text[start + 2..start + length].trim();
        let (address, words) = inner.split_once('|').unwrap_or(("", inner));
        let (address, words) = (address.trim(), words.trim());
        let usable = !inner.is_empty() && !inner.contains(['[', '\n']);
        let leads = target(if address.is_empty() { words } else { address });
        let help = match leads {
            Some(target) => format!("write [{words}]({target})"),
            None => format!(
                "write [{words}](#id) with the id of a chapter or block, or [{words}](https://…)"
            ),
        };
        usable.then(|| Found {
            range: start..start + length + 2,
            message: "a link stands in one pair of square brackets, and its address in round ones"
                .to_owned(),
            help,
            new: None,
        })
    });
    found.collect()
}

/// `>` before a quote.
fn quoted(passage: &Passage<'_>) -> Option<Found> {
    let words = passage.text.strip_prefix("> ")?;
    (passage.kind == Kind::Paragraph && words.starts_with(|c: char| !c.is_numeric())).then(|| Found {
        range: 0..1,
        message: "a line that begins with > is no quote here".to_owned(),
        help: "begin a new [[block]] and write quote = { text = \"…\", source = \"…\" }; or take the > out"
            .to_owned(),
        new: None,
    })
}

/// `//` between spaces.
fn breaks(passage: &Passage<'_>, string: &AString<'_>, subject: &Subject<'_>) -> Option<Found> {
    let text = &passage.text;
    let places: Vec<usize> = text.match_indices(" // ").map(|(at, _)| at).collect();
    let (first, last) = (*places.first()?, *places.last()?);
    let range = first + 1..last + 4;
    let quotes = string.span.map(|span: Span| subject.sources.snippet(span)).unwrap_or_default();
    let message = BREAK.to_owned();
    if matches!(passage.kind, Kind::Plain | Kind::BookTitle) {
        let help = LINE_BY_LINE.to_owned();
        return Some(Found { range, message, help, new: None });
    }
    let returns =
        string.span.is_some_and(|it| subject.sources.file(it.source).text.contains("\r\n"));
    let end = match quotes {
        _ if quotes.starts_with("\"\"\"") || quotes.starts_with("'''") => {
            Some(if returns { "\r\n" } else { "\n" })
        }
        _ if quotes.starts_with('"') => Some("\\n"),
        _ => None,
    };
    let new = end.map(|end| {
        let parts: Vec<&str> = text[range.clone()].split("// ").collect();
        parts.join(&format!("//{end}"))
    });
    // A line of the file that begins with it is a remark.
    if begins_line(passage, first + 1, subject) {
        let message = "// begins no remark between the quotes".to_owned();
        let help = "if it is a note to yourself, take the line out of the quotes and write # before it; else end the line before it with //"
            .to_owned();
        return Some(Found { range, message, help, new: None });
    }
    let help = "end the line after each //, or take it out".to_owned();
    Some(Found { range, message, help, new })
}

/// Whether a line of the file begins with what stands at a place of a text.
fn begins_line(passage: &Passage<'_>, at: usize, subject: &Subject<'_>) -> bool {
    let place = passage.place(at..at + 1);
    let before = &subject.sources.file(place.source).text[..place.start as usize];
    before.trim_end_matches([' ', '\t']).ends_with('\n')
}
