//! Words that a program or an editor left behind, and that no reader is meant to see.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::check::fields::{self, FIELDS};
use crate::check::search::{Signs, every};
use crate::check::unfinished::{self, Found};
use crate::check::{Kind, Passage, Subject};
use crate::check::{mail, placeholders};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

rule! {
    /// Words were left over that no reader is meant to see.
    ///
    /// Looks for what Word leaves in place of a lost reference (Error! Reference source not found),
    /// for its fields (HYPERLINK, PAGEREF, MERGEFIELD, FORMTEXT and others), remarks and tracked
    /// changes (`Comment [`, Formatted:, Deleted:), for the heads of pages ("Page 3 of 12"), for "page
    /// XX", for numbers of notes that did not come along (`[3]`, ³, day.1), for what was to be filled in:
    /// TBC, TBA, TBD, TODO, XXX, ???, [insert …], Click here to enter text, Choose an item, Lorem
    /// ipsum. Also for names that another program fills in ({name}, %phone%, «FirstName»), [citation
    /// needed], texts that say they are a draft, words around web pages and slides, and in cells for
    /// 01-Feb, which a spreadsheet makes of 1-2, and for signs that repeat the cell above.
    ///
    /// ## Who is affected
    ///
    /// Everybody, who is told nothing where something was to be told.
    ///
    /// ## How to mend it
    ///
    /// Write what was meant, or take the words out. What you do not know yet can stand in a remark,
    /// which begins with #.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Ring the ward on [insert number]. See Error! Reference source not found."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Ring the ward on [01632 960123](tel:01632 960123). See [Getting help](#help)."
    /// ```
    ///
    /// ## Source
    ///
    /// Microsoft Word's messages in several languages; the habits of people who draft.
    "left-over": Warning, look
}

/// What Word writes where a reference leads nowhere.
const LOST: [&str; 16] = [
    "Error! Reference source not found",
    "Error! Bookmark not defined",
    "Error! Hyperlink reference not valid",
    "Error! No text of specified style in document",
    "Fehler! Verweisquelle konnte nicht gefunden werden",
    "Fehler! Textmarke nicht definiert",
    "Erreur ! Source du renvoi introuvable",
    "Erreur ! Signet non défini",
    "¡Error! No se encuentra el origen de la referencia",
    "¡Error! Marcador no definido",
    "Fout! Verwijzingsbron niet gevonden",
    "Errore. L’origine riferimento non è stata trovata",
    "Erro! A origem da referência não foi encontrada",
    "Erro! Fonte de referência não encontrada",
    "Błąd! Nie można odnaleźć źródła odwołania",
    "Fel! Hittar inte referenskälla",
];

/// What remarks and tracked changes leave.
const CHANGES: [&str; 11] = [
    "Commented [",
    "Comment [",
    "Kommentar [",
    "Commentaire [",
    "Comentario [",
    "Formatted: ",
    "Formatiert: ",
    "Field Code Changed",
    "Moved (insertion) [",
    "Moved down [",
    "Moved up [",
];

/// What words that were deleted are headed with.
const DELETED: [&str; 4] = ["Deleted: ", "Gelöscht: ", "Supprimé : ", "Eliminado: "];

/// The most that stands beside the number of a page in its head, in bytes.
const LONGEST_HEAD: usize = 70;

/// The word for a page before a number, and the word before how many there are.
const PAGES: [(&str, &str); 12] = [
    ("Page", "of"),
    ("Page", "sur"),
    ("Seite", "von"),
    ("Página", "de"),
    ("Pagina", "di"),
    ("Pagina", "van"),
    ("Tudalen", "o"),
    ("Strona", "z"),
    ("Sida", "av"),
    ("Side", "af"),
    ("Side", "av"),
    ("Sivu", "/"),
];

/// Words that fields and drafts have in capitals, of which no other rule need speak.
pub fn is_known(words: &str) -> bool {
    FIELDS.iter().any(|field| field.trim_end() == words)
        || matches!(words, "TODO" | "FIXME" | "TBC" | "TBA" | "TBD")
        || (words.len() >= 3 && words.bytes().all(|byte| byte == b'X'))
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let references = references(subject);
    let values: HashSet<&str> =
        subject.book.values.iter().map(|value| value.name.value.as_str()).collect();
    let (listed, none) = (listed(subject), HashSet::new());
    let marked_up = subject.passages.iter().any(|passage| is_marked_up(&passage.text));
    let publisher = subject.book.publisher.as_ref();
    let publisher = publisher.map(|it| Passage::plain(Kind::Plain, it, &subject.book.language));
    for passage in subject.passages.iter().chain(&publisher) {
        let mut found: Vec<Found> = known(passage);
        found.extend(unfinished::find(passage));
        found.extend(placeholders::find(passage, &values, marked_up));
        found.extend(page_heads(passage));
        found.extend(mail::find(passage));
        let numbers = listed.get(&passage.chapter).unwrap_or(&none);
        found.extend(notes(passage, &references, numbers));
        findings.extend(remark(subject, passage));
        found.sort_by_key(|it| (it.range.start, it.range.end));
        found.dedup_by(|late, early| late.range.start < early.range.end);
        findings.extend(found.into_iter().map(|found| complaint(subject, passage, &found)));
    }
    findings
}

fn complaint(subject: &Subject<'_>, passage: &Passage<'_>, found: &Found) -> Diagnostic {
    let words = passage.text[found.range.clone()].trim();
    let place = passage.place(found.range.clone());
    let finding =
        RULE.at(place, format!("“{words}” {}", found.what)).note("it is printed as it stands");
    // Quotes are curly in the text and straight in the file.
    let plain = !subject.sources.snippet(place).contains(['[', ']', '{', '}', '*', '\n']);
    match &found.new {
        Some(new) if plain => finding.fix(found.help.clone(), place, new.clone()),
        _ => finding.help(found.help.clone()),
    }
}

/// How many bytes around a place are looked through for what it may be part of: longer than any address
/// that people paste, and few enough for every word of a long text.
const NEAR: usize = 1_500;

/// What stands around a place of a text, and where the place is in it.
fn around(text: &str, at: usize) -> (&str, usize) {
    let start = text.floor_char_boundary(at.saturating_sub(NEAR));
    let end = text.ceil_char_boundary(at.saturating_add(NEAR));
    (&text[start..end], at - start)
}

/// Whether a place of a text lies in a field of Word.
pub fn is_in_field(text: &str, at: usize) -> bool {
    let (text, at) = around(text, at);
    every(text, &FIELDS).map(|range| fields::place(text, &range)).any(|range| range.contains(&at))
}

/// Whether a place of a text is left over and told of already.
pub fn holds(text: &str, at: usize) -> bool {
    let (near, place) = around(text, at);
    is_in_field(text, at) || unfinished::holds(near, place) || is_leader(&near[place..])
}

/// Whether a text begins with the dots that lead to the number of a page: `........ 2`.
fn is_leader(text: &str) -> bool {
    let rest = text.trim_start_matches(['.', '…', '·']);
    let digits = rest.trim_start();
    let after = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = digits.len() - after.len();
    let next = after.trim_start().chars().next();
    rest.len() < text.len() && (1..=3).contains(&count) && next.is_none_or(char::is_uppercase)
}

/// Whether remarks or tracked changes came along with a text.
fn is_marked_up(text: &str) -> bool {
    every(text, &CHANGES).next().is_some() || every(text, &DELETED).any(|range| range.start == 0)
}

fn known(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let mut found = Vec::new();
    for range in every(text, &LOST) {
        let what = "is what Word writes where a reference leads nowhere";
        let help = "write what it pointed to, or a link to a chapter or block: [words](#id)";
        found.push(Found { range, what, help: help.into(), new: None });
    }
    found.extend(every(text, &FIELDS).map(|range| field(text, &range)));
    for range in every(text, &CHANGES) {
        let what = "is left over from Word's remarks or tracked changes";
        let help =
            "take it out with what belongs to it; accept all changes in Word before you copy";
        found.push(Found { range, what, help: help.into(), new: None });
    }
    for range in every(text, &DELETED).filter(|range| range.start == 0) {
        let what = "is left over from Word's tracked changes";
        let help = "take it out with what was deleted; accept all changes in Word before you copy";
        found.push(Found { range, what, help: help.into(), new: None });
    }
    found
}

/// A field of Word with what stands in it.
fn field(text: &str, range: &Range<usize>) -> Found {
    let field = fields::read(text, range);
    let what = "is left over from one of Word's fields";
    Found { range: field.range, what, help: field.help.into(), new: field.new }
}

/// `/* old words */`, whose stars the text does not have any more.
fn remark(subject: &Subject<'_>, passage: &Passage<'_>) -> Option<Diagnostic> {
    let written = subject.sources.snippet(passage.span);
    let start = written.find("/*")?;
    let apart = !written[..start].ends_with(|c: char| c.is_alphanumeric() || c == ':');
    let end = written[start..].find("*/").map(|at| start + at + 2).filter(|_| apart)?;
    let from = passage.span.start as usize;
    let place = Span::new(passage.span.source, from + start, from + end);
    let finding =
        RULE.at(place, format!("“{}” looks like a remark of yours", &written[start..end]));
    Some(finding.note("it is printed").help("take it out of the quotes, and write # before it"))
}

/// `Page 3 of 12`.
fn page_heads(passage: &Passage<'_>) -> Vec<Found> {
    let text = &passage.text;
    let mut found = Vec::new();
    let signs = Signs::of(text);
    for (page, of) in PAGES.into_iter().filter(|(page, _)| signs.may_hold(page)) {
        for (start, _) in text.match_indices(page) {
            let rest = &text[start + page.len()..];
            let Some(length) = numbered(rest, of) else { continue };
            let end = start + page.len() + length;
            // The words beside it are the head of the page too.
            let beside = text.len() - (end - start);
            let sentence = text.replace("no. ", "").contains(['.', '!', '?', ';']);
            let whole = beside > 0 && beside <= LONGEST_HEAD && !sentence;
            let help = if whole {
                "take the whole line out: the program numbers the pages; where it tears a sentence in two, join the parts"
            } else {
                "take it out: the program numbers the pages"
            };
            found.push(Found {
                range: if whole { 0..text.len() } else { start..end },
                what: "is left over from the head or foot of a page",
                help: help.into(),
                new: None,
            });
        }
    }
    found
}

/// The length of ` 3 of 12`.
fn numbered(text: &str, of: &str) -> Option<usize> {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.strip_prefix([' ', '\u{A0}'])?;
    let first = digits(rest);
    let after =
        rest[first..].trim_start().strip_prefix(of).or_else(|| rest[first..].strip_prefix('/'))?;
    let last = after.trim_start();
    let second = digits(last);
    (first > 0 && second > 0).then(|| text.len() - last.len() + second)
}

/// The numbers of notes that the imprint has.
fn references(subject: &Subject<'_>) -> String {
    let citations = subject.passages.iter().filter(|it| it.kind == Kind::Citation);
    citations.map(|it| format!("{}\n", it.text)).collect()
}

/// `[3]` and `³` after words; `listed` are the numbers that begin the notes of the chapter.
fn notes(passage: &Passage<'_>, references: &str, listed: &HashSet<String>) -> Vec<Found> {
    let kind = matches!(passage.kind, Kind::Paragraph | Kind::Item | Kind::Cell);
    if !kind || is_note(&passage.text) {
        return Vec::new();
    }
    let text = &passage.text;
    let ranges = in_brackets(passage).into_iter().chain(raised(text)).chain(behind(text));
    // A bare figure stands in the year of any source.
    let bare = |number: &str| number.bytes().all(|byte| byte.is_ascii_digit());
    let lost = ranges.filter(|range| {
        let number = &text[range.clone()];
        bare(number) || !references.contains(number)
    });
    let complaint = |range: Range<usize>| {
        let note = listed.contains(text[range.clone()].trim_matches(['[', ']', '^']));
        let (what, help) = if note {
            (
                "is the number of a note, and leads to it nowhere but on paper",
                "say in the text what the note says; sources can stand in references under [imprint], which numbers them",
            )
        } else {
            (
                "is the number of a note that did not come along",
                "take it out; what the note says can stand in the text, and sources in references under [imprint]",
            )
        };
        Found { range, what, help: help.into(), new: None }
    };
    lost.map(complaint).collect()
}

/// The numbers in brackets of the notes below the texts of each chapter.
fn listed(subject: &Subject<'_>) -> HashMap<Option<usize>, HashSet<String>> {
    let mut found: HashMap<Option<usize>, HashSet<String>> = HashMap::new();
    for passage in subject.passages.iter().filter(|passage| is_note(&passage.text)) {
        let numbers = passage.text.split('[').filter_map(|part| part.split_once(']'));
        let numbers = numbers.map(|(number, _)| number.trim_start_matches('^').to_owned());
        found.entry(passage.chapter).or_default().extend(numbers);
    }
    found
}

/// Whether a passage begins with the number of a note: "[1] Smith 2020".
fn is_note(text: &str) -> bool {
    let Some((number, rest)) = text.trim().strip_prefix('[').and_then(|it| it.split_once(']'))
    else {
        return false;
    };
    let number = number.trim_start_matches('^');
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    counts && rest.trim_start_matches([':', ' ']).starts_with(char::is_alphanumeric)
}

fn in_brackets(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = &passage.text;
    let mut found = Vec::new();
    for (start, _) in text.match_indices('[') {
        let Some(length) = text[start..].find(']') else { break };
        let inner = text[start + 1..start + length].trim_start_matches('^');
        let parts = |c: char| matches!(c, ',' | '-' | '–' | ' ');
        let number = (1..=7).contains(&inner.len())
            && inner.starts_with(|c: char| c.is_ascii_digit())
            && inner.chars().all(|c| c.is_ascii_digit() || parts(c))
            && inner.split(parts).all(|part| part.len() <= 3);
        let word = |c: char| c.is_alphanumeric() || ".,)”’".contains(c);
        if number && text[..start].trim_end().ends_with(word) && !passage.is_linked(start) {
            found.push(start..start + length + 1);
        }
    }
    found
}

/// Raised figures after words; those after units are powers.
fn raised(text: &str) -> impl Iterator<Item = Range<usize>> {
    let figures = text.char_indices().filter(|(_, c)| is_raised(*c));
    figures.map(|(start, c)| start..start + c.len_utf8()).filter(move |range| {
        let before = &text[..range.start];
        let letters = before.len() - before.trim_end_matches(char::is_alphabetic).len();
        let stop = before.ends_with(['.', ',', '”', '’', ')']) && !before.ends_with("m)");
        let part = |c: char| c.is_alphanumeric() || c == '⁄' || c == '/';
        (letters > 3 || stop) && !text[range.end..].starts_with(part)
    })
}

/// Figures behind the full stop of a sentence: "the same day.1 Some stay".
fn behind(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('.').filter_map(|(stop, _)| {
        let word = text[..stop].len() - text[..stop].trim_end_matches(char::is_lowercase).len();
        // Vol.2 and the like are counted.
        let short = ["vol", "fig", "chap", "sect", "para", "ref", "tab", "art"];
        let counted = short.contains(&&text[stop - word..stop]);
        let rest = &text[stop + 1..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = &rest[digits..];
        let ends = after.trim().is_empty()
            || after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase);
        (word > 2 && !counted && (1..=2).contains(&digits) && ends)
            .then(|| stop + 1..stop + 1 + digits)
    })
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁴'..='⁹')
}
