//! What stands between a booklet and its readers: advice on accessibility and plain language.
//!
//! A [`Rule`] is a file in `rules`. Its rustdoc is its manual, the very text that `explain`
//! prints: [`manuals`] gives them all. A rule looks at a [`Subject`]: the book, its
//! [`Passage`]s one after the other, the layouts, and the day on which it is checked. [`run`]
//! asks every rule, joins what `build` has found, and takes out what the author allows.
//!
//! Nothing here reads the clock: the day is handed in.

mod addresses;
mod allow;
mod amounts;
mod clock;
mod directions;
mod doses;
mod explanations;
mod fields;
mod frequency;
#[macro_use]
mod manual;
mod mail;
mod methotrexate;
mod orders;
mod other_marks;
mod passage;
mod placeholders;
mod prose;
mod rows;
pub mod rules;
mod search;
mod strings;
mod unfinished;
mod walk;

use crate::codes::{self, Code};
use std::sync::OnceLock;

use crate::content::Book;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::layout::{Layout, Palette};
use crate::source::{Sources, Span};
use crate::words::Date;
use rules::similar_phone::Known;

pub use allow::is_left_out;
pub use manual::{Manual, manuals};
pub use passage::{Kind, Passage};
pub use rules::RULES;

/// What may stand in the way of a reader.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Kebab-case name of the fault.
    pub code: Code,
    /// How grave it is at its worst.
    pub severity: Severity,
    /// Its rustdoc, line by line.
    manual: &'static str,
    /// Finds the fault.
    look: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

/// What the rules look at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The booklet.
    pub book: &'a Book,
    /// Its files.
    pub sources: &'a Sources,
    /// The layouts of the editions that are built; none that has an error.
    pub layouts: Vec<LaidOut<'a>>,
    /// The day of the check.
    pub today: Date,
    /// Everything that readers read.
    pub passages: Vec<Passage<'a>>,
    /// The telephone numbers of the contact section, for those that are almost one of them.
    known: OnceLock<Known>,
}

/// A layout and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct LaidOut<'a> {
    /// What messages call the edition: `screen` stands for all that share the pocket layout.
    pub edition: &'a str,
    /// The layout.
    pub layout: &'a Layout,
    /// The colours in which it is shown on screen.
    pub palette: Palette,
}

impl LaidOut<'_> {
    /// Whether it is large print.
    #[must_use]
    pub fn is_large_print(&self) -> bool {
        self.layout.style.large_print.is_some()
    }
}

impl<'a> Subject<'a> {
    /// A booklet to be checked.
    #[must_use]
    pub fn new(
        book: &'a Book,
        sources: &'a Sources,
        layouts: Vec<LaidOut<'a>>,
        today: Date,
    ) -> Self {
        let passages = walk::passages(book);
        Self { book, sources, layouts, today, passages, known: OnceLock::new() }
    }

    /// The passages of each callout, and those between callouts.
    fn callouts(&self) -> impl Iterator<Item = &[Passage<'a>]> {
        let same = |a: &Passage<'_>, b: &Passage<'_>| match (a.callout, b.callout) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (None, None) => true,
            _ => false,
        };
        self.passages.chunk_by(same)
    }
}

impl Rule {
    /// A finding at a place.
    fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, Some(span), message.into())
    }
}

/// Asks every rule; `built` is what `build` says of the booklet, which comes out with the findings.
/// What an `allow` silences is left out, an error of `build` never. Errors of `build` may hide
/// what an `allow` would silence, so that with them none is called needless.
#[must_use]
pub fn run(subject: &Subject<'_>, built: Vec<Diagnostic>) -> Vec<Diagnostic> {
    ask(subject, built, |_| true)
}

/// Errors and warnings alone: what `build` counts. Rules that never have more than information are
/// not asked, unless there is an `allow` that may be waiting for them.
#[must_use]
pub fn run_for_count(subject: &Subject<'_>, built: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let all = allow::any(subject.book);
    let mut findings = ask(subject, built, |rule| all || rule.severity > Severity::Info);
    findings.retain(|finding| finding.severity > Severity::Info);
    findings
}

fn ask(
    subject: &Subject<'_>,
    built: Vec<Diagnostic>,
    wanted: impl Fn(&Rule) -> bool,
) -> Vec<Diagnostic> {
    let sound = !built.iter().any(Diagnostic::is_error);
    // Who has to take points out of a page that is too full is not told which no chapter leads to.
    let full = built.iter().any(|it| it.code == codes::BACK_PAGE_OVERFLOW);
    let mut findings = built;
    let unused = rules::unused_contact_point::RULE.code;
    let rules = RULES.iter().filter(|rule| wanted(rule) && !(full && rule.code == unused));
    findings.extend(rules.flat_map(|rule| (rule.look)(subject)));
    let mut findings = allow::apply(subject, findings, sound);
    diagnostic::sort(&mut findings);
    findings
}
