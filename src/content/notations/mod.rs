//! Files that are to be TOML and are written in another notation: JSON, Markdown, HTML, YAML, CSV.
//!
//! Such a file is told of as what it is, at once and alone: what could be said of each of its lines
//! as TOML would help nobody. Where the same can be written as TOML, that is shown as a change of the
//! whole file; `check --fix` makes it where it is sure ([`is_same`]).

mod json;
mod markdown;
mod table;
mod yaml;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// How something is written that is no TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    Json,
    Markdown,
    Html,
    Yaml,
    Csv,
}

/// What a file would be as TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    toml: String,
    /// Whether it says the same, with nothing guessed.
    sure: bool,
}

/// What is told of a file.
pub(super) struct Told {
    pub problem: Diagnostic,
    /// The file as TOML, where that is known.
    pub toml: Option<String>,
}

/// What is told of a file of this name that is not TOML; `None` where it may well be meant as that.
/// It is a chapter, or else `booklet.toml` or the house file.
pub(super) fn told(text: &str, source: SourceId, name: &str, chapter: bool) -> Option<Told> {
    let ending = name.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let (stem, ending) = ending.map_or(("", String::new()), |(a, b)| (a, b.to_lowercase()));
    let notation = by_ending(&ending).or_else(|| recognise(text))?;
    let span = Span::new(source, 0, text.lines().next().unwrap_or("").trim_end().len());
    let problem = Diagnostic::error(codes::TOML_SYNTAX, span, notation.message());
    let any = matches!(notation, Notation::Json | Notation::Yaml);
    let written = notation.written(text).filter(|_| chapter || any);
    let problem = match (&written, by_ending(&ending)) {
        (None, _) if notation == Notation::Yaml => problem.help(format!(
            "rename it to “{stem}.toml”, and write that name in `chapters`: then each line that is to be changed is told of"
        )),
        (Some(written), Some(_)) => {
            let then = match written.sure {
                true => "then `chapbook check --fix` writes the same as TOML",
                false => "then it is shown what to write as TOML",
            };
            problem.help(format!(
                "rename it to “{stem}.toml”, and write that name in `chapters`: {then}"
            ))
        }
        (Some(written), None) => {
            let whole = Span::new(source, 0, text.len());
            let titled = written.toml.starts_with("title");
            let help = match (written.sure, titled || !chapter) {
                (true, _) => "write the same as TOML",
                (false, true) => "write it as TOML, and look it over",
                (false, false) => "write it as TOML, and title = \"…\" at the top",
            };
            problem.fix(help, whole, written.toml.clone())
        }
        (None, _) => notation.advise(text, source, problem, chapter),
    };
    Some(Told { problem, toml: written.map(|written| written.toml) })
}

/// Whether a new text of a file says the same as TOML as the old one in another notation.
#[must_use]
pub fn is_same(old: &str, new: &str) -> bool {
    let written = recognise(old).and_then(|notation| notation.written(old));
    written.is_some_and(|written| written.sure && written.toml == new)
}

fn by_ending(ending: &str) -> Option<Notation> {
    Some(match ending {
        "json" => Notation::Json,
        "md" | "markdown" => Notation::Markdown,
        "html" | "htm" | "xhtml" => Notation::Html,
        "yaml" | "yml" => Notation::Yaml,
        "csv" | "tsv" => Notation::Csv,
        _ => return None,
    })
}

/// The notation of a text that is no TOML.
fn recognise(text: &str) -> Option<Notation> {
    let shown = text.trim_start();
    match () {
        () if json::is_json(shown) => Some(Notation::Json),
        () if is_html(shown) => Some(Notation::Html),
        () if yaml::written(text).is_some() => Some(Notation::Yaml),
        () if markdown::is_markdown(text) => Some(Notation::Markdown),
        () if table::rows(text).is_some() => Some(Notation::Csv),
        () => None,
    }
}

/// Whether a text begins with a tag.
fn is_html(shown: &str) -> bool {
    let Some(rest) = shown.strip_prefix('<') else { return false };
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let tag = &rest[..rest.len() - name.len()];
    let closed = name.starts_with(['>', ' ', '\n', '/']) && !name.starts_with(" =");
    let begins = tag.starts_with(|c: char| c.is_ascii_alphabetic());
    begins && closed && tag != "block" && shown.contains("</")
}

impl Notation {
    fn message(self) -> String {
        let name = match self {
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Yaml => "YAML",
            Self::Csv => "the rows of a spreadsheet (CSV)",
        };
        format!("this file is written as {name}, and not as TOML")
    }

    fn written(self, text: &str) -> Option<Written> {
        match self {
            Self::Json => json::written(text).ok(),
            Self::Markdown => Some(markdown::written(text)),
            Self::Csv => table::written(text),
            Self::Yaml => yaml::written(text),
            Self::Html => None,
        }
    }

    /// What to do where it cannot be said how the file is written as TOML.
    fn advise(
        self,
        text: &str,
        source: SourceId,
        problem: Diagnostic,
        chapter: bool,
    ) -> Diagnostic {
        let keys = match chapter {
            true => {
                "title = \"…\" at the top, and for each part [[block]] and under it heading = \"…\", text = \"…\" or bullets = [\"…\", \"…\"]"
            }
            false => {
                "title = \"…\", language = \"…\" and chapters = [\"…\", \"…\"] at the top, then [contact]; the words of the booklet stand in its chapters"
            }
        };
        match self {
            Self::Json => match json::fault(text, source, problem) {
                told if !told.helps.is_empty() => told,
                problem => problem.help(format!(
                    "take out the braces and the commas at the ends of lines; write {keys}"
                )),
            },
            Self::Html => problem
                .help(format!("open it in a browser and copy the words from there; write {keys}")),
            _ => problem.help(format!("write {keys}")),
        }
    }
}
