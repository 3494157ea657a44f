//! One booklet, built again and again.

use std::path::PathBuf;
use std::time::Instant;

use super::super::arguments::BuildOptions;
use super::super::build::{make, read};
use super::super::find::{FoundBooklet, slashed};
use super::super::inputs;
use super::super::job::Job;
use super::super::output;
use super::super::pipeline::{Failure, Load, Output};
use super::super::stale;
use super::super::stream::{harmless, takes_colour};
use super::super::taken;
use super::changes::{Trace, describe};
use super::snapshot::{Snapshot, worth_watching};
use crate::diagnostic::{self, Diagnostic};

/// A booklet that is watched.
pub(super) struct Session<'a> {
    found: FoundBooklet,
    options: BuildOptions,
    load: &'a Load,
    /// What the last good build made.
    last: Option<Vec<Trace>>,
    /// What it had to say beside.
    notes: Vec<String>,
    /// The slug that its files had, and what was said of those under an earlier one.
    slug: Option<String>,
    stale: Vec<Diagnostic>,
}

/// What came of a build.
pub(super) struct Round {
    /// What people are told.
    pub report: String,
    /// The files and folders that it depends on.
    pub files: Vec<PathBuf>,
    /// How they stood when they had just been read.
    pub seen: Snapshot,
    /// What was moved into place.
    pub outputs: Vec<Output>,
}

impl<'a> Session<'a> {
    /// Nothing is built yet.
    pub(super) fn new(found: FoundBooklet, options: BuildOptions, load: &'a Load) -> Self {
        Self { found, options, load, last: None, notes: Vec::new(), slug: None, stale: Vec::new() }
    }

    /// The options that it builds with.
    pub(super) fn options(&self) -> &BuildOptions {
        &self.options
    }

    /// The file that makes it a booklet.
    pub(super) fn file(&self) -> PathBuf {
        PathBuf::from(&self.found.file)
    }

    /// What the booklet is called in a sentence.
    pub(super) fn name(&self) -> String {
        self.found.path.clone()
    }

    /// Builds; the files of the last good build stay where this one fails.
    pub(super) fn build(&mut self) -> Round {
        let start = Instant::now();
        let unjudged = BuildOptions { no_verify: true, ..self.options.clone() };
        let mut job = read(self.found.clone(), &unjudged, false, self.load);
        // At once: what is saved from here on, while the editions are made, is a change.
        let files = worth_watching(&self.depends_on(&job), &self.options.fonts);
        let seen = Snapshot::of(&files);
        let mut outputs = Vec::new();
        let mut said = self.tidy();
        inputs::guard(std::slice::from_mut(&mut job), &unjudged);
        taken::guard(std::slice::from_mut(&mut job), &unjudged, self.load);
        if job.plan().is_some() {
            match output::prepare(&self.options.out) {
                Ok(()) => outputs = make(&mut job, &unjudged),
                Err(Failure(words)) => job.fail(words),
            }
        }
        stale::look(std::slice::from_mut(&mut job), &unjudged);
        self.say_once(&mut job);
        diagnostic::sort(&mut job.diagnostics);
        let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
        said += &self.report(&job, &outputs, milliseconds);
        let report = said + &self.renamed(&job);
        Round { report, files, seen, outputs }
    }

    /// What a killed run has left is brought to its end.
    fn tidy(&self) -> String {
        let out = &self.options.out;
        output::tidy(out).map_or(String::new(), |mended| stale::cut_off(&mended, out))
    }

    /// Of files under an earlier name is told when they become so, not at every save.
    fn say_once(&mut self, job: &mut Job) {
        if job.owner().is_none() {
            return;
        }
        let (stale, rest) =
            job.diagnostics.drain(..).partition(|it: &Diagnostic| it.code == stale::CODE);
        job.diagnostics = rest;
        // Their place moves with every line that is added above it.
        let words =
            |list: &[Diagnostic]| list.iter().map(|it| it.message.clone()).collect::<Vec<_>>();
        if words(&stale) != words(&self.stale) {
            job.diagnostics.extend(stale.iter().cloned());
        }
        self.stale = stale;
    }

    /// That the files have another name than before, so that an open one is not the newest.
    fn renamed(&mut self, job: &Job) -> String {
        let Some((owner, _)) = job.owner() else { return String::new() };
        let before = self.slug.replace(owner.slug.clone());
        match before.filter(|before| *before != owner.slug) {
            Some(before) => format!(
                "  the files are called {} from now on, and not {before}: what you have open of \
                 {before} stays as it was\n",
                owner.slug
            ),
            None => String::new(),
        }
    }

    fn depends_on(&self, job: &Job) -> Vec<PathBuf> {
        job.files.iter().cloned().chain([self.file()]).collect()
    }

    fn report(&mut self, job: &Job, outputs: &[Output], milliseconds: f64) -> String {
        let colour = takes_colour();
        if outputs.is_empty() {
            let kept = match self.last {
                Some(_) => format!("; the files of the last build stay in {}", self.out()),
                None => String::new(),
            };
            let closing = job.closing(&self.options.out);
            let plain = format!("{}{kept}\n", closing.trim_end());
            return job.findings(colour) + &harmless(&plain, false);
        }
        let traces: Vec<Trace> = outputs.iter().map(Trace::of).collect();
        let plain = match &self.last {
            None => {
                let whole = job.notes() + &job.closing(&self.options.out);
                format!("{whole}watching {}; Ctrl-C ends it\n", job.name())
            }
            Some(last) => {
                let notes = if self.notes == job.notes { String::new() } else { job.notes() };
                let lines: String =
                    describe(last, &traces).iter().map(|line| format!("  {line}\n")).collect();
                format!("{notes}{} built in {milliseconds:.0} ms\n{lines}", job.name())
            }
        };
        self.last = Some(traces);
        self.notes.clone_from(&job.notes);
        job.findings(colour) + &harmless(&plain, false)
    }

    fn out(&self) -> String {
        slashed(&self.options.out)
    }
}
