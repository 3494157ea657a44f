//! Bullets and numbers that are typed into a text.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::strings::{self, AString};
use crate::check::{Kind, Passage, Subject, walk};
use crate::content::{ListItem, pasted};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

rule! {
    /// Bullets or numbers are typed into a text.
    ///
    /// Looks for two or more lines or paragraphs that begin with the same sign: a bullet (•, ‣, ◦, ▪,
    /// ●, ■, ◆, ➤ and the like, Word's private ones and its `o`), a hyphen, a dash, a star, a plus, a
    /// tick or cross (✓, ✗, ✅), a box (☐, `[ ]`, `[x]`), or another sign and a space; or with numbers
    /// or letters that go on one by one: 1. 1) (1) ① Step 1: a. a) (a) A) i. iv), and a number and a
    /// tab; and for numbers before headings. Looks for one line that begins with a bullet, a hyphen or
    /// 1); for bullets or numbers in the middle of a line; and for items of a list that have a sign
    /// typed before them. Rows of `- ` and `1. ` on lines of their own are an error of `build` already
    /// (`block-in-text`). `check --fix` writes the list where it is sure how it is meant.
    ///
    /// ## Who is affected
    ///
    /// People who listen to the booklet. They hear "bullet" in the middle of a sentence, are not
    /// told how long the list is, and cannot go from item to item.
    ///
    /// ## How to mend it
    ///
    /// Use `bullets` or `steps`: the program sets the signs.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "• your scans //\n• your test results"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// bullets = ["your scans", "your test results"]
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.3.1 Info and Relationships.
    "typed-bullets": Warning, look
}

/// Signs that are bullets wherever they begin a line.
const BULLETS: [char; 14] = ['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '◆', '➤', '►', '☐', '✓'];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (mut findings, within) = led_in(subject);
    for string in strings::of(subject) {
        let first = string.passages[0];
        if within.contains(&first.span) {
            continue;
        }
        match first.kind {
            Kind::Paragraph | Kind::Citation => {
                let found = pasted(&string, subject).or_else(|| in_text(&string.passages));
                findings.extend(found.or_else(|| in_line(first)));
            }
            Kind::Item | Kind::Cell => {
                findings.extend(in_item(first).or_else(|| pasted(&string, subject)));
            }
            Kind::Heading | Kind::Subheading => findings.extend(before_heading(first)),
            _ => {}
        }
    }
    findings
}

/// A number that is typed before a heading.
fn before_heading(passage: &Passage<'_>) -> Option<Diagnostic> {
    let length = pasted::number_before(&passage.text)?;
    let finding = RULE.at(passage.place(0..length), "a number is typed before this heading");
    Some(finding.note("it comes out of step when a heading is added or taken out").help(
        "take it out: headings need no numbers, and a link to one says its page; things to do one after the other are `steps`",
    ))
}

/// Items with a typed sign after one that ends with a colon: a list within a list. Gives the findings
/// and the places of the items.
fn led_in(subject: &Subject<'_>) -> (Vec<Diagnostic>, HashSet<Span>) {
    let (mut findings, mut within) = (Vec::new(), HashSet::new());
    for list in walk::lists(subject.book) {
        let sign = |item: &ListItem| {
            let (opening, _) = opening(&item.text.plain_text())?;
            item.list.is_none().then_some(opening)
        };
        let signs: Vec<Option<Opening>> = list.items.iter().map(sign).collect();
        let mut at = 0;
        while at < list.items.len() {
            let inner = signs[at + 1..].iter().take_while(|sign| sign.is_some()).count();
            let items = &list.items[at..=at + inner];
            let leads = signs[at].is_none()
                && items[0].list.is_none()
                && items[0].text.plain_text().trim_end().ends_with(':');
            if !leads || inner < 2 {
                at += 1;
                continue;
            }
            at += inner + 1;
            let numbered = matches!(signs[at - 1], Some(Opening::Number(_) | Opening::Letter(_)));
            let key = if numbered { "steps" } else { "bullets" };
            within.extend(items.iter().map(|item| item.text.span));
            findings.push(inner_list(items, key, subject));
        }
    }
    (findings, within)
}

/// Items of which the first leads in the others.
fn inner_list(items: &[ListItem], key: &str, subject: &Subject<'_>) -> Diagnostic {
    let what = if key == "steps" { "numbers are" } else { "bullets are" };
    let finding = RULE
        .at(items[1].text.span, format!("{what} typed before these items of a list"))
        .note("people who listen are not told that it is a list within the list, nor how long");
    let help = "write them as a list within the item before them";
    match in_one(items, key, subject.sources) {
        Some((span, item)) => finding.fix(help, span, item),
        None => finding.help(format!("{help}: {{ text = \"…:\", {key} = [\"…\", \"…\"] }}")),
    }
}

/// The items as one, from the first byte of the first to the last of the last.
fn in_one(items: &[ListItem], key: &str, sources: &Sources) -> Option<(Span, String)> {
    let place = |item: &ListItem| {
        let span = strings::around(sources, item.text.span, item.text.span)?;
        (!sources.snippet(span).contains('\n')).then_some(span)
    };
    let spans: Vec<Span> = items.iter().map(place).collect::<Option<_>>()?;
    let text = &sources.file(spans[0].source).text;
    let bare = |pair: &[Span]| {
        let between = text.get(pair[0].end as usize..pair[1].start as usize);
        between.is_some_and(|it| it.chars().all(|c| c == ',' || c.is_whitespace()))
    };
    let item = |span: &Span| {
        let written = sources.snippet(*span);
        let quote = written.get(..1)?;
        let (_, length) = opening(&written[1..])?;
        Some(format!("{quote}{}", written[1 + length..].trim_start()))
    };
    let inner: Vec<String> = spans[1..].iter().map(item).collect::<Option<_>>()?;
    let whole = Span { end: spans.last()?.end, ..spans[0] };
    let first = sources.snippet(spans[0]);
    spans
        .windows(2)
        .all(bare)
        .then(|| (whole, format!("{{ text = {first}, {key} = [{}] }}", inner.join(", "))))
}

/// A list of several lines, with what to write for these very lines.
fn pasted(string: &AString<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let pasted = pasted::find(subject.sources, string.span?)?;
    let (place, key) = pasted.lists().next()?;
    let what = if key == "steps" { "numbers" } else { "bullets" };
    let finding = RULE
        .at(place, format!("{what} are typed into this text"))
        .note("people who listen are not told that it is a list, nor how long");
    Some(pasted.advise(finding, subject.sources))
}

/// What begins a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// A bullet, whatever stands beside it.
    Bullet,
    /// A dash, which may also begin what somebody says.
    Dash,
    Number(u32),
    Letter(u32),
}

/// The sign at the beginning of a line, with words after it, and where it ends.
fn opening(line: &str) -> Option<(Opening, usize)> {
    // `* * *` parts paragraphs.
    if line.len() >= 3 && line.chars().all(|c| matches!(c, '*' | '-') || c.is_whitespace()) {
        return None;
    }
    let lead = line.len() - line.trim_start().len();
    let words = &line[lead..];
    let first = words.chars().next()?;
    let sign = lead + first.len_utf8();
    if BULLETS.contains(&first) {
        return (!line[sign..].trim().is_empty()).then_some((Opening::Bullet, sign));
    }
    let (head, rest) = words.split_once(char::is_whitespace)?;
    let opening = match head {
        // Bullets of Word; § 5 is a section of a law.
        "§" | "→" | "➔" | "➢" if rest.trim_start().starts_with(char::is_alphabetic) => {
            Opening::Bullet
        }
        "-" | "*" | "+" => Opening::Bullet,
        "–" | "—" | "·" => Opening::Dash,
        _ => counted(head)?,
    };
    Some((opening, lead + head.len()))
}

/// `1.`, `1)`, `(1)`, `a)`, `(a)`.
fn counted(head: &str) -> Option<Opening> {
    let inner = head.trim_start_matches('(').trim_end_matches(['.', ')']);
    if inner.len() == head.len() || inner.len() > 2 {
        return None;
    }
    if let Ok(number) = inner.parse() {
        return Some(Opening::Number(number));
    }
    let letter = inner.chars().next().filter(char::is_ascii_lowercase)?;
    let alone = inner.len() == 1 && head.ends_with(')');
    alone.then(|| Opening::Letter(u32::from(letter) - u32::from('a')))
}

fn in_text(text: &[&Passage<'_>]) -> Option<Diagnostic> {
    let lines: Vec<(&Passage<'_>, Range<usize>, Opening)> = text
        .iter()
        .flat_map(|passage| lines(&passage.text).map(move |range| (*passage, range)))
        .filter_map(|(passage, range)| {
            let (opening, length) = opening(&passage.text[range.clone()])?;
            Some((passage, range.start..range.start + length, opening))
        })
        .collect();
    let (passage, range, opening) = lines.iter().enumerate().find_map(|(at, line)| {
        let next = lines.get(at + 1).map(|(_, _, opening)| *opening);
        let typed = match (line.2, next) {
            (Opening::Bullet | Opening::Number(1), _) | (Opening::Dash, Some(Opening::Dash)) => {
                true
            }
            (Opening::Number(one), Some(Opening::Number(two)))
            | (Opening::Letter(one), Some(Opening::Letter(two))) => two == one + 1,
            _ => false,
        };
        typed.then_some(line)
    })?;
    let (what, kind) = match opening {
        Opening::Number(_) | Opening::Letter(_) => ("numbers", "steps"),
        _ => ("bullets", "bullets"),
    };
    Some(complaint(passage, range.clone(), format!("{what} are typed into this text"), kind))
}

/// Bullets in the middle of a line: "Bring: • your letter • your pills".
fn in_line(passage: &Passage<'_>) -> Option<Diagnostic> {
    let text = &passage.text;
    let bullet = |c: char| matches!(c, '•' | '●' | '▪' | '◦' | '‣');
    let (first, sign) = text.char_indices().find(|(_, c)| bullet(*c))?;
    let parts: Vec<&str> = text[first..].split(sign).skip(1).map(str::trim).collect();
    let before = text[..first].chars().next_back()?;
    if parts.len() < 2 || !before.is_whitespace() || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let items: Vec<String> =
        parts.iter().map(|part| format!("\"{}\"", part.replace('"', "”"))).collect();
    let help = format!(
        "end the text before it, begin a new [[block]] and write bullets = [{}]",
        items.join(", ")
    );
    let range = first..first + sign.len_utf8();
    let finding = RULE.at(passage.place(range), "bullets are typed into this text");
    Some(finding.note("people who listen are not told that it is a list, nor how long").help(help))
}

/// An item with a second bullet or number before it.
fn in_item(passage: &Passage<'_>) -> Option<Diagnostic> {
    let (opening, length) = opening(&passage.text)?;
    let list = match opening {
        // A tick says something; so may a plus.
        Opening::Bullet if passage.text.trim_start().starts_with(['✓', '+']) => false,
        // In a cell a tick or a circle is an answer, and a hyphen none.
        Opening::Bullet => passage.kind == Kind::Item || passage.text.trim_start().starts_with('•'),
        Opening::Dash | Opening::Number(_) | Opening::Letter(_) => passage.kind == Kind::Item,
    };
    let (what, kind) = match opening {
        Opening::Number(_) | Opening::Letter(_) => ("a number is", "steps"),
        _ => ("a bullet is", "bullets"),
    };
    list.then(|| complaint(passage, 0..length, format!("{what} typed before the words"), kind))
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end + 1;
        range
    })
}

fn complaint(
    passage: &Passage<'_>,
    range: Range<usize>,
    message: String,
    kind: &str,
) -> Diagnostic {
    let finding = RULE.at(passage.place(range), message);
    if passage.kind == Kind::Item {
        return finding.note("the list has a sign of its own before each item").help(match kind {
            "steps" => "take the typed number out, unless it belongs to the words, as in a date; where the order matters, the list is `steps`",
            _ => "take the typed sign out",
        });
    }
    finding
        .note("people who listen are not told that it is a list, nor how long")
        .help(format!("use a block `{kind}` without the signs: the program sets them"))
}
