//! What several layouts say of the same place is said once.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::codes::Code;
use crate::content::Book;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Words that a message names; of more it says how many there are.
const MOST_NAMED: usize = 4;

/// Drops what a second layout says again of the same place in the same words. Where nothing but the
/// edition is another, the first message names all, and what each says to do. Of a block whose words
/// are too wide one message is left.
pub(super) fn say(book: &Book, diagnostics: &mut Vec<Diagnostic>) {
    let blocks = book.chapters.iter().flat_map(|chapter| &chapter.blocks);
    say_in(&blocks.map(|block| block.span).collect::<Vec<_>>(), diagnostics);
}

/// The same with the blocks' places.
fn say_in(blocks: &[Span], diagnostics: &mut Vec<Diagnostic>) {
    let mut said = HashSet::new();
    diagnostics.retain(|it| said.insert((it.code, it.primary, it.message.clone())));
    let mut first: HashMap<(Code, Option<Span>, String), usize> = HashMap::new();
    let mut joined: Vec<Joined> = Vec::new();
    for it in diagnostics.drain(..) {
        let Some(part) = Part::of(&it.message) else {
            joined.push(Joined { parts: Vec::new(), first: it });
            continue;
        };
        let place = it.primary.map(|span| part.place(span, blocks));
        match first.entry((it.code, place, part.around())) {
            Entry::Occupied(known) => joined[*known.get()].take(part, it),
            Entry::Vacant(new) => {
                new.insert(joined.len());
                joined.push(Joined { parts: vec![part], first: it });
            }
        }
    }
    diagnostics.extend(joined.into_iter().map(Joined::told));
}

/// A message that ends with the edition that it is about, in parts.
struct Part {
    before: String,
    /// The word that is too wide, in its quotation marks.
    word: Option<String>,
    after: String,
    edition: String,
}

const BEFORE: &str = " in the ";
/// What is said of one word that is too wide, and of several.
const TOO_WIDE: [(&str, &str); 2] = [
    (" is wider than its column", " are wider than their columns"),
    (" is broken over two lines", " are broken over two lines"),
];

impl Part {
    fn of(message: &str) -> Option<Self> {
        let (words, edition) = message.strip_suffix(" edition")?.rsplit_once(BEFORE)?;
        let name = edition.rsplit_once(" pt ").map_or(edition, |(_, name)| name);
        if name.contains(' ') {
            return None;
        }
        let wide = TOO_WIDE.iter().find_map(|(one, _)| {
            let rest = words.strip_suffix(one)?;
            let at = rest.find('“')?;
            Some((&rest[..at], Some(rest[at..].to_owned()), *one))
        });
        let (before, word, after) = wide.unwrap_or((words, None, ""));
        let (before, after) = (before.to_owned(), after.to_owned());
        Some(Self { before, word, after, edition: edition.to_owned() })
    }

    fn around(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Its place, or the block that holds it where it is about a word that is too wide.
    fn place(&self, span: Span, blocks: &[Span]) -> Span {
        let holds = |block: &&Span| {
            block.source == span.source && block.start <= span.start && span.end <= block.end
        };
        let block = blocks.iter().find(holds).filter(|_| self.word.is_some());
        block.copied().unwrap_or(span)
    }
}

/// What several say, as one.
struct Joined {
    parts: Vec<Part>,
    first: Diagnostic,
}

impl Joined {
    fn take(&mut self, part: Part, other: Diagnostic) {
        self.parts.push(part);
        for help in other.helps {
            if !self.first.helps.contains(&help) {
                self.first.helps.push(help);
            }
        }
    }

    fn told(mut self) -> Diagnostic {
        let Some(part) = self.parts.first() else { return self.first };
        let editions = distinct(self.parts.iter().map(|part| part.edition.as_str()));
        let words = distinct(self.parts.iter().filter_map(|part| part.word.as_deref()));
        let unit = if editions.len() == 1 { "edition" } else { "editions" };
        let (before, after) = match words.len() {
            0 | 1 => (part.before.clone(), part.after.as_str()),
            _ => {
                let several = TOO_WIDE.iter().find(|(one, _)| *one == part.after);
                let after = several.map_or(part.after.as_str(), |(_, several)| several);
                (part.before.replace("the number in", "the numbers in"), after)
            }
        };
        let (words, editions) = (list(&words), list(&editions));
        self.first.message = format!("{before}{words}{after}{BEFORE}{editions} {unit}");
        self.first
    }
}

fn distinct<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    all.filter(|it| seen.insert(*it)).collect()
}

/// `a, b and c`, or `a, b, c, d and 3 more`.
fn list(all: &[&str]) -> String {
    match all {
        [] => String::new(),
        [one] => (*one).to_owned(),
        _ if all.len() <= MOST_NAMED + 1 => {
            let (last, rest) = all.split_last().expect("there are several");
            format!("{} and {last}", rest.join(", "))
        }
        _ => {
            let more = all.len() - MOST_NAMED;
            format!("{} and {more} more", all[..MOST_NAMED].join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(messages: &[(&'static str, &str)]) -> Vec<String> {
        let mut diagnostics: Vec<Diagnostic> = messages
            .iter()
            .map(|(code, message)| {
                let severity = crate::diagnostic::Severity::Warning;
                Diagnostic::new(Code::of_rule(code), severity, None, (*message).to_owned())
            })
            .collect();
        say_in(&[], &mut diagnostics);
        diagnostics.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn words_of_a_block_that_are_too_wide_are_told_once() {
        let source = crate::source::Sources::new().add("a.toml", "");
        let wide = |start: usize, words: &str| {
            let message = format!("{words} in the screen edition");
            let place = Span::new(source, start, start + 1);
            Diagnostic::warning(crate::codes::WORD_TOO_WIDE, place, message)
        };
        let one = |word: &str| format!("“{word}” is wider than its column");
        let number = |word: &str| format!("the number in “{word}” is broken over two lines");
        let mut diagnostics: Vec<Diagnostic> =
            (10..16).map(|at| wide(at, &one(&at.to_string()))).collect();
        diagnostics.extend([wide(16, &number("1")), wide(17, &number("2")), wide(40, &one("x"))]);
        say_in(&[Span::new(source, 5, 20), Span::new(source, 30, 50)], &mut diagnostics);
        let said: Vec<&str> = diagnostics.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "“10”, “11”, “12”, “13” and 2 more are wider than their columns in the screen edition",
                "the numbers in “1” and “2” are broken over two lines in the screen edition",
                "“x” is wider than its column in the screen edition",
            ]
        );
    }

    #[test]
    fn a_message_names_all_editions_that_it_is_about() {
        let wide = |edition: &str| format!("“a” is too wide in the {edition} edition");
        let (screen, large) = (wide("screen"), wide("large-print"));
        let both = "“a” is too wide in the screen and large-print editions";
        assert_eq!(said(&[("w", &screen), ("x", "b"), ("w", &large), ("x", "b")]), [both, "b"]);
        let (two, three) = (wide("18 pt large-print"), wide("24 pt large-print"));
        let all = "“a” is too wide in the screen, 18 pt large-print and 24 pt large-print editions";
        assert_eq!(said(&[("w", &screen), ("w", &two), ("w", &three)]), [all]);
        assert_eq!(said(&[("w", &screen), ("w", &screen)]), [screen.as_str()]);
        assert_eq!(said(&[("w", &screen), ("v", &large)]), [screen.as_str(), large.as_str()]);
        let other = wide("screen").replace('a', "b");
        assert_eq!(said(&[("w", &screen), ("w", &other)]), [screen.as_str(), other.as_str()]);
    }
}
