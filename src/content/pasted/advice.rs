//! What to write in place of lines that are a list or a table, where they stand.

use super::holder::header_name;
use super::lists::{List, is_whole};
use super::{Holder, Part, Pasted, write};
use crate::diagnostic::{Diagnostic, Patch};
use crate::source::{Sources, Span};

impl Pasted {
    /// Adds what to write to a finding about a list or table of this string.
    #[must_use]
    pub fn advise(&self, finding: Diagnostic, sources: &Sources) -> Diagnostic {
        let advice = self.advice();
        match self.patch(sources) {
            Some(patch) => finding.fix(advice, patch.span, patch.replacement),
            None => finding.help(format!("{advice}: {}", self.shown())),
        }
    }

    fn advice(&self) -> String {
        let what = if self.only_tables() { "rows" } else { "points" };
        let key = self.key();
        match self.holder {
            Holder::Block if self.only_tables() => {
                "end the text before it, begin a new [[block]] and write [block.table] with columns and rows".to_owned()
            }
            Holder::Block => format!("end the text before it, begin a new [[block]] and write {key} = […]"),
            Holder::Callout(false) if !self.only_tables() => {
                format!("write {key} = […] inside this callout, without the signs")
            }
            Holder::Callout(true) if !self.only_tables() => {
                format!("put the points into the list that this callout has, or into a callout of their own: {key} = […]")
            }
            Holder::Callout(_) => "a callout holds no table: end it before this, and write a new [[block]]".to_owned(),
            Holder::Quote => format!("a quote is sentences: write the {what} as sentences, or put them into a [[block]] after the quote"),
            Holder::Meaning => format!("a meaning is sentences: write the {what} as sentences, or put them into a chapter"),
            Holder::Contact => format!("the contact section's text is sentences: write the {what} as sentences, or put them into a chapter"),
            Holder::Imprint => format!("the imprint is sentences: write the {what} as sentences, each in a paragraph of its own"),
            Holder::Value => format!("a value is words: put the {what} into a chapter"),
            Holder::Other => format!("write the {what} as sentences, or put them into a [[block]] of their own"),
        }
    }

    /// The key that holds the first list, or `table`.
    fn key(&self) -> &'static str {
        let key = |part: &Part| match part {
            Part::List(list) => Some(list.key),
            Part::Words(_) | Part::Table(_) => None,
        };
        self.parts.iter().find_map(key).unwrap_or("table")
    }

    fn only_tables(&self) -> bool {
        !self.parts.iter().any(|part| matches!(part, Part::List(_)))
    }

    /// What to write for the lists and tables, on one line.
    fn shown(&self) -> String {
        let toml = |part: &Part| match part {
            Part::Words(_) => None,
            Part::List(list) => Some(write::list(list)),
            Part::Table(table) => Some(write::table(table)),
        };
        self.parts.iter().filter_map(toml).collect::<Vec<_>>().join("\n\n[[block]]\n")
    }

    /// The change of the file, where it is sure.
    fn patch(&self, sources: &Sources) -> Option<Patch> {
        let file = &sources.file(self.span.source).text;
        let crlf = file.contains("\r\n");
        let sure = self.parts.iter().all(|part| match part {
            Part::Words(range) => range.clone().all(|at| is_whole(&self.lines[at].text)),
            Part::List(list) => list.sure,
            Part::Table(table) => table.sure,
        });
        let literal = &file[self.span.range()];
        // What a backslash joins is no line of its own.
        let joined = literal.lines().any(|line| line.trim_end().ends_with('\\'));
        if !sure || joined {
            return None;
        }
        let start = key_start(file, self.span.start as usize)?;
        let replacement = match self.holder {
            Holder::Block => self.blocks(file, start)?,
            Holder::Callout(false) => self.in_callout(file, start)?,
            _ => return None,
        };
        let replacement =
            if crlf { replacement.replace('\n', "\r\n") } else { replacement };
        Some(Patch {
            span: Span { source: self.span.source, start: start as u32, end: self.span.end },
            replacement,
        })
    }

    /// Each part a block. Other keys of the block must not come to belong to another one.
    fn blocks(&self, file: &str, start: usize) -> Option<String> {
        let parts: Vec<String> =
            self.parts.iter().filter_map(|part| self.written(part)).collect();
        let table = matches!(self.parts.first(), Some(Part::Table(_)));
        let (before, after) = (&file[..start], &file[self.span.end as usize..]);
        let keys = |lines: &mut dyn Iterator<Item = &str>| {
            let own = lines.take_while(|line| header_name(line).is_none());
            own.filter(|line| !is_idle(line)).map(str::to_owned).collect::<Vec<_>>()
        };
        let above = keys(&mut before.lines().rev());
        let below = keys(&mut after.lines());
        let alone = parts.len() == 1 && !table;
        let an_id = |line: &String| line.trim_start().starts_with("id");
        if !alone && !(below.is_empty() && above.iter().all(an_id)) {
            return None;
        }
        Some(parts.join("\n\n[[block]]\n"))
    }

    fn written(&self, part: &Part) -> Option<String> {
        match part {
            Part::List(list) => Some(write::list(list)),
            Part::Table(table) => Some(write::table(table)),
            Part::Words(range) => {
                let lines = self.words(range)?;
                Some(format!("text = {}", write::text(&lines)))
            }
        }
    }

    /// The lines without blank ones at the ends, `None` where all are.
    fn words(&self, range: &std::ops::Range<usize>) -> Option<Vec<&str>> {
        let lines = &self.lines[range.clone()];
        let first = lines.iter().position(|line| !line.is_blank())?;
        let last = lines.iter().rposition(|line| !line.is_blank())?;
        Some(lines[first..=last].iter().map(|line| line.text.as_str()).collect())
    }

    /// A callout shows its text and then its list.
    fn in_callout(&self, file: &str, start: usize) -> Option<String> {
        let shown = |part: &&Part| match part {
            Part::Words(range) => self.words(range).is_some(),
            _ => true,
        };
        let parts: Vec<&Part> = self.parts.iter().filter(shown).collect();
        let list = |list: &List| write::list(list);
        let (words, list) = match parts[..] {
            [Part::List(only)] => (None, list(only)),
            [Part::Words(range), Part::List(last)] => (self.words(range), list(last)),
            _ => return None,
        };
        let line = file[..start].rfind('\n').map_or(0, |at| at + 1);
        let between = if file[line..start].trim().is_empty() { "\n" } else { ", " };
        Some(match words {
            None => list,
            Some(words) => format!("text = {}{between}{list}", write::text(&words)),
        })
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
