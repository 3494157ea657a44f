//! Keys that there are not, whose words have a place: a fax number, a town, a question with its answer.

use crate::content::reader::Reader;
use crate::content::tree::{Entry, Table};
use crate::content::written;
use crate::diagnostic::Diagnostic;
use crate::keys::{self, FAX, LINES, MESSENGERS, PAGES, Shape};
use crate::source::Span;

/// The word before the number of a messenger, in the order of [`MESSENGERS`].
const NAMES: [&str; 4] = ["WhatsApp", "Signal", "Telegram", "Viber"];

impl Reader<'_> {
    /// Says of keys that there are not where their words belong, in one change for those that belong
    /// together.
    pub(super) fn gather_others(
        &self,
        table: &Table,
        shape: &'static Shape,
        told: &mut Vec<Diagnostic>,
    ) {
        if std::ptr::eq(shape, &raw const keys::BLOCK) {
            self.questions(table, told);
        }
        if !std::ptr::eq(shape, &raw const keys::POINT) {
            return;
        }
        let is_line = |entry: &&Entry| LINES.contains(&&*entry.key.value.to_lowercase());
        let is_note = |entry: &&Entry| note(entry).is_some();
        let is_page = |entry: &&Entry| {
            let address = |text: &str| text.contains('.') && !text.contains(' ');
            PAGES.contains(&&*entry.key.value.to_lowercase())
                && entry.node.text().is_some_and(address)
        };
        self.as_key(table, "address", is_line, told, |parts| {
            let lines = parts.iter().map(|it| it.1).collect::<Vec<_>>().join("\n");
            match lines.contains('\n') && !lines.contains(['\\', '"']) {
                true => format!("\"\"\"\n{lines}\n\"\"\""),
                false => written::quoted(&lines),
            }
        });
        self.as_key(table, "note", is_note, told, |parts| {
            let said = parts.iter().map(|(key, words)| {
                label(key).map_or((*words).to_owned(), |label| format!("{label}: {words}"))
            });
            written::quoted(&said.collect::<Vec<_>>().join(". "))
        });
        self.as_key(table, "web", is_page, told, |parts| match parts {
            [(_, one)] => written::quoted(one),
            several => written::bracketed(several.iter().map(|it| it.1)),
        });
    }

    /// One key in place of several others that are a part of it, and of it where it is there.
    fn as_key(
        &self,
        table: &Table,
        name: &'static str,
        is_part: impl Fn(&&Entry) -> bool,
        told: &mut Vec<Diagnostic>,
        write: impl Fn(&[(&str, &str)]) -> String,
    ) {
        let foreign: Vec<&Entry> = table.entries.iter().filter(&is_part).collect();
        let Some(first) = foreign.first().map(|entry| entry.key.span) else { return };
        let own = |entry: &&Entry| entry.key.value == name || is_part(entry);
        let entries: Vec<&Entry> = table.entries.iter().filter(own).collect();
        let parts: Option<Vec<(&str, &str)>> = entries
            .iter()
            .map(|it| Some((it.key.value.as_str(), it.node.text()?.trim())))
            .collect();
        let later: Vec<Span> = foreign[1..].iter().map(|entry| entry.key.span).collect();
        let Some(parts) = parts else { return };
        let line = format!("{name} = {}", write(&parts));
        let Some((span, with)) = self.in_place_of(table, &entries, &line) else { return };
        told.retain(|it| it.primary.is_none_or(|at| !later.contains(&at)));
        if let Some(problem) = told.iter_mut().find(|it| it.primary == Some(first)) {
            problem.helps.clear();
            let help = match line.contains('\n') {
                true => format!("write all of its lines as `{name}`, between \"\"\" and \"\"\""),
                false => format!("write {line}"),
            };
            *problem = problem.clone().fix(help, span, with);
        }
    }

    /// `question = "…"` and `answer = "…"` as a heading and a text.
    fn questions(&self, table: &Table, told: &mut Vec<Diagnostic>) {
        let [question, answer] = &table.entries[..] else { return };
        let is = |entry: &Entry, names: &[&str]| {
            names.contains(&&*entry.key.value.to_lowercase()) && entry.node.text().is_some()
        };
        if !is(question, &["question", "q"]) || !is(answer, &["answer", "a", "text"]) {
            return;
        }
        let line = format!("heading = {}", self.sources.snippet(question.node.span));
        let text = self.sources.snippet(answer.node.span);
        let Some((span, _)) = self.in_place_of(table, &[question, answer], &line) else { return };
        told.retain(|it| it.primary != Some(answer.key.span));
        if let Some(problem) = told.iter_mut().find(|it| it.primary == Some(question.key.span)) {
            problem.helps.clear();
            let help = "write the question as a heading, and the answer as the text of a new block";
            *problem =
                problem.clone().fix(help, span, format!("{line}\n\n[[block]]\ntext = {text}"));
        }
    }
}

/// The word before what a key of a note says.
fn note(entry: &Entry) -> Option<&'static str> {
    label(&entry.key.value).filter(|_| entry.node.text().is_some())
}

/// The word before a number that stands in a note.
fn label(key: &str) -> Option<&'static str> {
    let is = |name: &&str| key.eq_ignore_ascii_case(name);
    if FAX.iter().any(is) {
        return Some("Fax");
    }
    MESSENGERS.iter().position(is).map(|at| NAMES[at])
}
