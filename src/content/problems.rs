//! What was found wrong with a booklet, and what of it is told.
//!
//! Everything that the reading finds comes in here, and everything that takes a report back, says it
//! once or adds to it stands here: readings that are made twice ([`Problems::forget`]), values that
//! stand in many places ([`Problems::tell_of_uses`]), and at the end what only follows from another
//! fault ([`Problems::settle`]).

use std::collections::HashSet;

use crate::codes::{self, Code};
use crate::content::signs::Use;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};

/// What may be wrong with a string because a value of it could not be put in: the words of a link
/// are then empty, its address is half a one, a name is unknown.
const FOLLOWING: [Code; 9] = [
    codes::BAD_LINK,
    codes::BAD_MARK,
    codes::UNKNOWN_LINK,
    codes::UNKNOWN_TERM,
    codes::UNKNOWN_CONTACT_POINT,
    codes::MISSING_KEY,
    codes::MISSING_ALT,
    codes::EMPTY_HEADER,
    codes::UNKNOWN_LANGUAGE,
];

/// What cannot be known of other files while `booklet.toml` is not understood.
const UNSURE: [Code; 4] =
    [codes::UNKNOWN_LINK, codes::UNKNOWN_TERM, codes::UNKNOWN_VALUE, codes::UNKNOWN_CONTACT_POINT];

/// All that was found so far.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<Diagnostic>,
    /// Faults of values that were told at another use already.
    told: HashSet<String>,
}

/// How much was found at some time.
pub(super) struct Mark {
    found: usize,
    told: HashSet<String>,
}

impl Problems {
    /// Begins with what the gathering of the files found.
    pub(super) fn of(found: Vec<Diagnostic>) -> Self {
        Self { found, told: HashSet::new() }
    }

    /// Takes a problem down.
    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.found.push(problem);
    }

    /// Takes several down.
    pub(super) fn extend(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(problems);
    }

    /// Whether nothing was told under this key before; from now on something is.
    pub(super) fn is_new(&mut self, key: impl Into<String>) -> bool {
        self.told.insert(key.into())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Changes those that were found after the first `before`.
    pub(super) fn change(&mut self, before: usize, change: impl Fn(Diagnostic) -> Diagnostic) {
        let late = self.found.split_off(before);
        self.found.extend(late.into_iter().map(change));
    }

    /// Those with a code.
    pub(super) fn with_code(&self, code: Code) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().filter(move |problem| problem.code == code)
    }

    /// A mark to come back to.
    pub(super) fn mark(&self) -> Mark {
        Mark { found: self.found.len(), told: self.told.clone() }
    }

    /// Forgets what was found since a mark, in a reading that is made again.
    pub(super) fn forget(&mut self, since: Mark) {
        self.found.truncate(since.found);
        self.told = since.told;
    }

    /// Of what was found after the first `before`, in signs that values brought in: each is told once
    /// for these values, with the places where they are defined.
    pub(super) fn tell_of_uses(&mut self, before: usize, uses: &[&Use]) {
        if uses.is_empty() {
            return;
        }
        let names: Vec<&str> = uses.iter().map(|it| it.name.as_str()).collect();
        for mut problem in self.found.split_off(before) {
            let key = format!("{} {} {}", problem.code, names.join(" "), problem.message);
            if !self.is_new(key) {
                continue;
            }
            for it in uses {
                problem = problem.label(it.definition, format!("`{}` is defined here", it.name));
            }
            self.found.push(problem);
        }
    }

    /// What is told in the end: without what follows from values that could not be put in where they
    /// are used (`lacking`) and, where `booklet.toml` has a syntax error (`broken`), that and what is
    /// wrong in other files whatever it says.
    pub(super) fn settle(
        self,
        sources: &Sources,
        lacking: &[Span],
        broken: Option<SourceId>,
    ) -> Vec<Diagnostic> {
        let mut found = self.found;
        found.retain(|problem| !follows(problem, sources, lacking));
        if let Some(booklet) = broken {
            found.retain(|problem| is_sure(problem, booklet));
        }
        found
    }
}

fn follows(problem: &Diagnostic, sources: &Sources, lacking: &[Span]) -> bool {
    FOLLOWING.contains(&problem.code)
        && problem.primary.is_some_and(|span| {
            // A brace that names no value is told of itself.
            let own = |value: &Span| problem.code == codes::BAD_MARK && *value == span;
            lacking.iter().any(|value| touches(span, *value) && !own(value))
                && within_a_string(problem, sources.snippet(span))
        })
}

/// Whether one holds the other or stands right beside it: a value that is lacking leaves nothing
/// between what stands before and after it.
fn touches(one: Span, other: Span) -> bool {
    one.source == other.source && one.start <= other.end && other.start <= one.end
}

/// A table that lacks a key encloses its strings too, and lacks it whatever they say.
fn within_a_string(problem: &Diagnostic, snippet: &str) -> bool {
    problem.code != codes::MISSING_KEY || snippet.starts_with(['"', '\''])
}

fn is_sure(problem: &Diagnostic, booklet: SourceId) -> bool {
    let elsewhere = problem.primary.is_some_and(|span| span.source != booklet);
    // Brackets too deep for the parser are a syntax error of another name.
    let syntax = matches!(problem.code, codes::TOML_SYNTAX | codes::TOO_LARGE);
    syntax || (elsewhere && !UNSURE.contains(&problem.code))
}
