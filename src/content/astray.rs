//! Targets of links that lead nowhere, and what they were meant to be: a heading by its words, a
//! chapter by its file or number, a page, a term without `term:`.

use crate::content::places::{Names, fold, plain_name};
use crate::content::reader::Reader;
use crate::content::slug::{is_id, slug};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;

/// The most chapters that are named to choose from.
const MOST_NAMED: usize = 8;

/// What a target was meant to be.
#[derive(Debug, PartialEq, Eq)]
enum Lead {
    /// This target.
    Target(String),
    /// The heading that stands here, which needs this id first.
    Heading(Span, String),
    /// Something that must be said in words.
    Words(String),
}

impl Reader<'_> {
    /// The problem with what the target of a link was meant to be, where that is known; `exact` says
    /// that it stands in the file as it is.
    pub(super) fn led(
        &self,
        problem: &Diagnostic,
        target: &str,
        span: Span,
        exact: bool,
    ) -> Option<Diagnostic> {
        let problem = problem.clone();
        let found = lead(&self.names, target).or_else(|| self.lead_to_value(target))?;
        Some(match found {
            Lead::Target(meant) if exact => {
                problem.fix(format!("did you mean {meant}?"), span, meant)
            }
            Lead::Target(meant) => problem.help(format!("did you mean {meant}?")),
            Lead::Words(words) => problem.help(words),
            Lead::Heading(at, id) => {
                let help = format!(
                    "give that heading an id: write id = \"{id}\" on a line under its [[block]]{}",
                    if target == format!("#{id}") {
                        String::new()
                    } else {
                        format!(", and #{id} here")
                    }
                );
                problem.label(at, "this heading has these words").help(help)
            }
        })
    }

    /// What a link to the name of a value was meant to be.
    fn lead_to_value(&self, target: &str) -> Option<Lead> {
        let name = target.trim().trim_start_matches('#').trim_matches(['{', '}']).trim();
        let definition = self.values.definitions.get(name)?;
        let value: String = definition.signs.signs.iter().map(|sign| sign.c).collect();
        let lower = value.trim().to_lowercase();
        let scheme = match () {
            () if lower.contains("://") || lower.starts_with("mailto:") => "",
            () if lower.contains('@') => "mailto:",
            () if lower.starts_with("www.") => "https://",
            () if lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) => {
                "tel:"
            }
            () => {
                return Some(Lead::Words(format!(
                    "`{name}` is a value: its words are put in by {{{name}}}, without brackets; a \
                     link leads to an address or an id"
                )));
            }
        };
        Some(Lead::Target(format!("{scheme}{{{name}}}")))
    }
}

fn lead(names: &Names, target: &str) -> Option<Lead> {
    let target = target.trim();
    let words = target.strip_prefix('#').unwrap_or(target).trim();
    let made = slug(words);
    let lower = words.to_lowercase();
    let to = |id: &str| Some(Lead::Target(format!("#{id}")));
    if let Some(id) = by_file(names, words).or_else(|| by_number(names, &made)) {
        return to(&id);
    }
    if is_page(&made) || words.chars().all(|c| c.is_ascii_digit()) {
        return Some(Lead::Words(format!(
            "page numbers are added by themselves: link to a chapter or a block by its id{}",
            chapters(names)
        )));
    }
    if !is_id(&made) {
        return None;
    }
    if names.places.contains_key(&made) && format!("#{made}") != target {
        return to(&made);
    }
    if let Some(id) = names.titled.get(&made) {
        return to(id);
    }
    if let Some(at) = names.headings.get(&made) {
        return Some(Lead::Heading(*at, made));
    }
    let term = ["term:", "glossary:", "term ", "definition:"].into_iter();
    let term = term.filter(|it| lower.starts_with(it)).filter_map(|it| words.get(it.len()..));
    let term = term.map(str::trim);
    let term = term.chain([words]).find_map(|term| names.term_index.get(&fold(term)));
    if let Some(index) = term {
        return Some(Lead::Target(format!("term:{}", names.terms[*index])));
    }
    let point = names.point_index.contains_key(&plain_name(words))
        || names.points.iter().any(|point| slug(point) == made);
    let back = ["contact-us", "contacts", "back-page", "back-cover", "back", "get-support"];
    if point || back.contains(&&*made) || lower.starts_with("contact:") {
        return to("contact");
    }
    other_scheme(words)
}

/// The id of a chapter by the name of its file, with its folder and ending or without.
fn by_file(names: &Names, words: &str) -> Option<String> {
    let name = |path: &str| {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase();
        name.strip_suffix(".toml").map_or(name.clone(), str::to_owned)
    };
    let wanted = name(words.split('#').next().unwrap_or(words));
    let mut alike =
        names.filed.iter().filter(|(path, _)| !wanted.is_empty() && name(path) == wanted);
    alike.next().map(|(_, id)| id.clone())
}

/// The id of a chapter by its number: "chapter 2", "2".
fn by_number(names: &Names, made: &str) -> Option<String> {
    let after = ["chapter-", "chap-", "ch-", "chapter", "section-"].iter();
    let number = after.filter_map(|word| made.strip_prefix(word)).next()?;
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    names.filed.get(index).map(|(_, id)| id.clone())
}

fn is_page(made: &str) -> bool {
    let after = ["page-", "pages-", "page", "p-", "pp-", "pg-", "p"].iter();
    let numbers = after.filter_map(|word| made.strip_prefix(word));
    numbers
        .into_iter()
        .any(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '-'))
}

fn chapters(names: &Names) -> String {
    let ids: Vec<String> = names.filed.iter().map(|(_, id)| format!("#{id}")).collect();
    match ids.len() {
        0 => String::new(),
        1..=MOST_NAMED => format!("; the chapters are {}", ids.join(", ")),
        _ => format!(", such as {}", ids[0]),
    }
}

/// What begins like an address and is written otherwise.
fn other_scheme(words: &str) -> Option<Lead> {
    let lower = words.to_lowercase();
    for begun in ["http//", "https//", "http:\\\\", "https:\\\\", "http;//", "https;//"] {
        if lower.starts_with(begun) {
            return Some(Lead::Target(format!("https://{}", &words[begun.len()..])));
        }
    }
    let (scheme, rest) = words.split_once(':')?;
    let rest = rest.trim();
    match &*scheme.to_lowercase() {
        "callto" | "skype" | "facetime" => Some(Lead::Target(format!("tel:{rest}"))),
        "file" => Some(Lead::Words(
            "readers do not have the files of your computer: put the file on the website, and \
             link to its address there, https://…"
                .to_owned(),
        )),
        "whatsapp" => Some(Lead::Words(
            "link to the number's page, https://wa.me/ and the digits with the country's code: \
             https://wa.me/441632960123"
                .to_owned(),
        )),
        "mailto" => {
            let rest = rest.trim_start_matches('/');
            rest.contains('@').then(|| Lead::Target(format!("mailto:{rest}")))
        }
        scheme if rest.starts_with("//") => {
            let meant = nearest(scheme, ["https", "http"])?;
            Some(Lead::Target(format!("{meant}:{rest}")))
        }
        _ => None,
    }
}
