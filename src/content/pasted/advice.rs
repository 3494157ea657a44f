//! What to write in place of lines that are a list or a table, where they stand.

use super::doubts::{OPPOSITES, is_whole};
use super::holder::header_name;
use super::{Holder, Line, Part, Pasted, headings, lists, trimmed, write};
use crate::diagnostic::{Diagnostic, Patch};
use crate::source::{Sources, Span};

/// What to do about words after a list or a table.
const AFTER: &str = "the words after it are the text of another [[block]]";

impl Pasted {
    /// Adds what to write to a finding about a list or table of this string.
    #[must_use]
    pub fn advise(&self, finding: Diagnostic, sources: &Sources) -> Diagnostic {
        let advice = self.advice();
        let more = self.has_words_after();
        if let Some(patch) = self.patch(sources) {
            let after = if more { format!("; {AFTER}") } else { String::new() };
            return finding.fix(advice + &after, patch.span, patch.replacement);
        }
        let remark = |part: &Part| matches!(part, Part::Heading(heading) if !heading.sure);
        if self.parts.iter().any(remark) {
            return finding
                .help("if it is a note to yourself, take the line out of the quotes: # begins a remark there alone")
                .help(format!("if it is a heading, {advice}: {}", self.shown()));
        }
        let finding = finding.help(format!("{advice}: {}", self.shown()));
        let finding = if more { finding.help(AFTER) } else { finding };
        match self.doubt() {
            Some(help) => finding.help(help),
            None => finding,
        }
    }

    /// What a person has to decide before it is written so.
    fn doubt(&self) -> Option<&'static str> {
        let listed = self.parts.iter().any(|part| part.list().is_some());
        if listed && self.holder == Holder::Callout(false) && self.list_at_end().is_none() {
            return Some(
                "a callout shows its text first and its list after it: put what comes after the list before it, or into a new [[block]]",
            );
        }
        let doubt = |part: &Part| match part {
            Part::List(list) if self.parts_opposites() && list.opposites().is_some() => {
                Some(OPPOSITES)
            }
            Part::List(list) => list.doubt.or(list.mark.renamed()),
            Part::Table(table) => table.doubt,
            Part::Words(_) | Part::Heading(_) => None,
        };
        self.parts.iter().find_map(doubt)
    }

    fn advice(&self) -> String {
        let lists = self.parts.iter().any(|part| part.list().is_some());
        let tables = self.parts.iter().any(|part| matches!(part, Part::Table(_)));
        let what = if lists || !tables { "points" } else { "rows" };
        let key = self.key();
        match self.holder {
            Holder::Block if self.is_alone() => format!("write {key} in place of text"),
            Holder::Block => {
                format!("end the text before it, begin a new [[block]] and write {key}")
            }
            Holder::Callout(false) if lists && !tables => {
                format!("write {key} inside this callout, without the signs")
            }
            Holder::Callout(true) if lists && !tables => {
                "put the points into the list that this callout has, or into a callout of their own"
                    .to_owned()
            }
            Holder::Callout(_) => {
                "a callout holds no table: end it before this, and write a new [[block]]".to_owned()
            }
            Holder::Item if lists && !tables => "write the item with the list inside".to_owned(),
            Holder::Quote => format!(
                "a quote is sentences: write the {what} as sentences, or put them into a [[block]] after the quote"
            ),
            Holder::Meaning => format!(
                "a meaning is sentences: write the {what} as sentences, or put them into a chapter"
            ),
            Holder::Contact => format!(
                "the contact section's text is sentences: write the {what} as sentences, or put them into a chapter"
            ),
            Holder::Imprint => format!(
                "the imprint is sentences: write the {what} as sentences, or put them into a chapter"
            ),
            Holder::Value => format!("a value is words: put the {what} into a chapter"),
            Holder::Item | Holder::Other => {
                format!("write the {what} as sentences, or put them into a [[block]] of their own")
            }
        }
    }

    /// Whether words follow it where blocks stand.
    fn has_words_after(&self) -> bool {
        let mut shown = self.parts.iter().rev().filter(|part| self.written(part).is_some());
        let more = matches!(shown.next(), Some(Part::Words(_))) && shown.next().is_some();
        more && self.holder == Holder::Block
    }

    /// What to write, as a key.
    fn key(&self) -> String {
        let key = |part: &Part| match part {
            Part::List(list) => Some(format!("{} = […]", list.key)),
            Part::Table(_) => Some("[block.table] with columns and rows".to_owned()),
            Part::Heading(heading) if heading.low => Some("subheading = \"…\"".to_owned()),
            Part::Heading(_) => Some("heading = \"…\"".to_owned()),
            Part::Words(_) => None,
        };
        self.parts.iter().find_map(key).expect("not all are words")
    }

    /// Whether there are no words before or after it.
    fn is_alone(&self) -> bool {
        self.parts.iter().filter(|part| self.written(part).is_some()).count() == 1
    }

    /// What to write for the lists and tables.
    fn shown(&self) -> String {
        if let (Holder::Item, Some((words, list))) = (self.holder, self.list_at_end()) {
            let words = words.map_or("…".to_owned(), |words| lists::joined(&words));
            return format!("{{ text = {}, {list} }}", write::quoted(&words));
        }
        let toml = |part: &Part| match part {
            Part::Words(_) => None,
            Part::List(list) => Some(match list.opposites().filter(|_| self.parts_opposites()) {
                Some([yes, no]) => {
                    let lead = "text = \"…\"\n\n[[block]]\n";
                    let (yes, no) = (write::list(&yes), write::list(&no));
                    format!("{lead}{yes}\n\n[[block]]\n{lead}{no}")
                }
                None => write::list(list),
            }),
            Part::Table(table) => Some(write::table(table)),
            Part::Heading(heading) => Some(headings::written(heading)),
        };
        self.parts.iter().filter_map(toml).collect::<Vec<_>>().join("\n\n[[block]]\n")
    }

    /// Whether ticks and crosses can be shown as two lists: where blocks stand.
    fn parts_opposites(&self) -> bool {
        self.holder == Holder::Block
    }

    /// The change of the file, where it is sure.
    fn patch(&self, sources: &Sources) -> Option<Patch> {
        let file = &sources.file(self.span.source).text;
        // What a backslash joins is no line of its own.
        let joined = file[self.span.range()].lines().any(|line| line.trim_end().ends_with('\\'));
        if joined || !self.parts.iter().all(|part| self.is_sure(part)) {
            return None;
        }
        let string = self.span.start as usize;
        let (start, replacement) = match self.holder {
            Holder::Block => {
                let start = key_start(file, string)?;
                (start, self.blocks(file, start)?)
            }
            Holder::Callout(false) => {
                let start = key_start(file, string)?;
                (start, self.in_callout(file, start)?)
            }
            Holder::Item => (string, self.as_item()?),
            _ => return None,
        };
        let replacement = match file.contains("\r\n") {
            true => replacement.replace('\n', "\r\n"),
            false => replacement,
        };
        Some(Patch {
            span: Span { source: self.span.source, start: start as u32, end: self.span.end },
            replacement,
        })
    }

    pub(super) fn is_sure(&self, part: &Part) -> bool {
        match part {
            Part::Words(range) => {
                let paragraphs = self.lines[range.clone()].split(Line::is_blank);
                paragraphs.into_iter().all(|lines| {
                    is_whole(&lines.iter().map(|line| line.text.as_str()).collect::<String>())
                })
            }
            Part::List(list) => list.sure,
            Part::Table(table) => table.sure,
            // A subheading needs a heading before it.
            Part::Heading(heading) => {
                // `# of tablets: 5` counts.
                let small = heading.words.starts_with(char::is_lowercase);
                heading.sure && !heading.low && !small && is_whole(&heading.words)
            }
        }
    }

    /// Each part a block. Other keys of the block must not come to belong to another one; its language
    /// is that of all.
    fn blocks(&self, file: &str, start: usize) -> Option<String> {
        let parts: Vec<String> = self.parts.iter().filter_map(|part| self.written(part)).collect();
        let table = matches!(self.parts.first(), Some(Part::Table(_)));
        let (before, after) = (&file[..start], &file[self.span.end as usize..]);
        if parts.len() == 1 && !table {
            return parts.into_iter().next();
        }
        let own = |line: &&str| header_name(line).is_none();
        let below = after.lines().skip(1).take_while(own).any(|line| !is_idle(line));
        let above: Vec<&str> = before
            .lines()
            .rev()
            .take_while(own)
            .map(str::trim)
            .filter(|line| !is_idle(line))
            .collect();
        let begins = |line: &str, key: &str| {
            line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        if below || !above.iter().all(|line| begins(line, "id") || begins(line, "language")) {
            return None;
        }
        let language = above.iter().find(|line| begins(line, "language"));
        let language = language.map_or(String::new(), |line| format!("{line}\n"));
        Some(parts.join(&format!("\n\n[[block]]\n{language}")))
    }

    pub(super) fn written(&self, part: &Part) -> Option<String> {
        match part {
            Part::List(list) => Some(write::list(list)),
            Part::Table(table) => Some(write::table(table)),
            Part::Heading(heading) => Some(headings::written(heading)),
            Part::Words(range) => {
                self.words(range).map(|lines| format!("text = {}", write::text(&lines)))
            }
        }
    }

    /// The lines without blank ones at the ends, `None` where all are; a line break at the end of all
    /// is none.
    fn words(&self, range: &std::ops::Range<usize>) -> Option<Vec<&str>> {
        let lines = &self.lines[range.clone()];
        let first = lines.iter().position(|line| !line.is_blank())?;
        let last = lines.iter().rposition(|line| !line.is_blank())?;
        let mut words: Vec<&str> =
            lines[first..=last].iter().map(|line| line.text.as_str()).collect();
        if let Some(last) = words.last_mut() {
            *last = trimmed(last);
        }
        Some(words)
    }

    /// Words, perhaps none, and the list after them, where there is nothing else.
    fn list_at_end(&self) -> Option<(Option<Vec<&str>>, String)> {
        let shown = |part: &&Part| self.written(part).is_some();
        let parts: Vec<&Part> = self.parts.iter().filter(shown).collect();
        match parts[..] {
            [Part::List(only)] => Some((None, write::list(only))),
            [Part::Words(range), Part::List(last)] => Some((self.words(range), write::list(last))),
            _ => None,
        }
    }

    /// A callout shows its text and then its list.
    fn in_callout(&self, file: &str, start: usize) -> Option<String> {
        let (words, list) = self.list_at_end()?;
        let line = file[..start].rfind('\n').map_or(0, |at| at + 1);
        let between = if file[line..start].trim().is_empty() { "\n" } else { ", " };
        Some(match words {
            None => list,
            Some(words) => format!("text = {}{between}{list}", write::text(&words)),
        })
    }

    /// `{ text = "…", bullets = […] }`.
    fn as_item(&self) -> Option<String> {
        let (words, list) = self.list_at_end()?;
        Some(format!("{{ text = {}, {list} }}", write::quoted(&lists::joined(&words?))))
    }
}

/// Where the key `text` of a string begins.
fn key_start(file: &str, string: usize) -> Option<usize> {
    let lead = file[..string].trim_end().strip_suffix('=')?.trim_end();
    lead.ends_with("text").then(|| lead.len() - "text".len())
}

/// A blank line or a remark.
fn is_idle(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}
