//! A booklet on its way through `build`, and what people are told of it.

use std::path::{Path, PathBuf};

use super::called;
use super::exit::Exit;
use super::find::{FoundBooklet, argument};
use super::finish::Written;
use super::output::Owner;
use super::pipeline::Planned;
use super::report;
use super::stream::harmless;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// A booklet on its way.
pub(super) struct Job {
    pub(super) found: FoundBooklet,
    pub(super) sources: Sources,
    /// What is wrong with it.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Every file that was read or looked for.
    pub(super) files: Vec<PathBuf>,
    pub(super) planned: Option<Planned>,
    pub(super) written: Vec<Written>,
    /// Whose files they are, and where their name comes from.
    pub(super) owner: Option<(Owner, Span)>,
    /// Sentences of no harm.
    pub(super) notes: Vec<String>,
    /// How many findings `check` has.
    pub(super) findings: usize,
    pub(super) all_findings: bool,
    pub(super) failure: Option<String>,
}

impl Job {
    /// Gives it up, for a reason that is the machine's.
    pub(super) fn fail(&mut self, words: String) {
        self.planned = None;
        self.failure = Some(words);
    }

    /// Its folder.
    pub(super) fn folder(&self) -> &Path {
        let parent = Path::new(&self.found.file).parent();
        parent.filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    /// What would be made of it.
    pub(super) fn plan(&self) -> Option<&Planned> {
        self.planned.as_ref()
    }

    /// Whose files it has written, and where their name comes from.
    pub(super) fn owner(&self) -> Option<&(Owner, Span)> {
        self.owner.as_ref()
    }

    /// The path of its folder as it is written after a command.
    pub(super) fn argument(&self) -> String {
        argument(&self.found.path)
    }

    /// Nothing is made of it, for a reason that was told.
    pub(super) fn give_up(&mut self) {
        self.planned = None;
    }

    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    pub(super) fn exit(&self) -> Exit {
        match () {
            () if self.failure.is_some() => Exit::Failed,
            () if self.has_errors() => Exit::Faulty,
            () => Exit::Done,
        }
    }

    /// The booklet's name in a sentence.
    pub(super) fn name(&self) -> String {
        if self.found.path == "." { "the booklet".into() } else { self.found.path.clone() }
    }

    /// What people are told of it.
    pub(super) fn report(&self, out: &Path, colour: bool) -> String {
        let plain = self.notes() + &self.closing(out) + &self.hint();
        self.findings(colour) + &harmless(&plain, false)
    }

    /// What is wrong with it, or with the machine.
    pub(super) fn findings(&self, colour: bool) -> String {
        let (_, wrong) = self.split();
        let mut text = report::render(&wrong, &self.sources, colour);
        if let Some(failure) = &self.failure {
            text.push_str(&harmless(&format!("error: {failure}\n"), false));
        }
        text
    }

    /// That `check` has something to say.
    fn hint(&self) -> String {
        if self.findings == 0 || self.exit() != Exit::Done {
            return String::new();
        }
        let path = self.argument();
        let findings = report::count(self.findings, "finding");
        let least = if self.all_findings { "" } else { "at least " };
        format!("check has {least}{findings}: {} check{path}\n", called::program())
    }

    /// Its notes, each on a line.
    pub(super) fn notes(&self) -> String {
        let (known, _) = self.split();
        let known = known.iter().map(|known| &known.message);
        known.chain(&self.notes).map(|note| format!("note: {note}\n")).collect()
    }

    /// What is good to know, and what is wrong.
    pub(super) fn split(&self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        self.diagnostics.iter().cloned().partition(|it| it.severity == Severity::Info)
    }

    /// What became of it.
    pub(super) fn closing(&self, out: &Path) -> String {
        let name = self.name();
        let tally = report::tally(&self.diagnostics);
        match (self.exit(), tally) {
            (Exit::Failed, _) => format!("{name} was not built; nothing was written\n"),
            (Exit::Faulty, tally) => {
                format!("{} in {name}; nothing was written\n", tally.unwrap_or_default())
            }
            (Exit::Done, tally) if self.written.is_empty() => {
                let tally = tally.map_or(String::new(), |tally| format!("{tally} in {name}; "));
                format!("{tally}{name} was not built\n")
            }
            (Exit::Done, tally) => {
                let files = report::count(self.written.len(), "file");
                let tally = tally.map_or(String::new(), |tally| format!("; {tally}"));
                let lines: String = self.written.iter().map(Written::line).collect();
                format!("{name}: wrote {files} to {}{tally}\n{lines}", super::find::slashed(out))
            }
        }
    }
}
