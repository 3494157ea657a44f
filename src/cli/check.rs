//! `check`: what stands between booklets and their readers, in the order of the paths.

use rayon::prelude::*;

use super::arguments::{CheckFormat, CheckOptions, Deny};
use super::clash::{Outputs, clashes};
use super::exit::Exit;
use super::find::{FoundBooklet, argument, find, unusable};
use super::json::{BookletReport, BuildReport, DiagnosticReport};
use super::mend::{self, Change};
use super::pipeline::{BookletRequest, Failure};
use super::stream::{complain, complain_in_colour, harmless, print_bytes, takes_colour};
use super::threads::pool;
use super::workshop::{self, Examined};
use super::{clock, json, panics, report, sarif};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::editions::Generation;
use crate::source::Sources;
use crate::words::Date;

/// The most rounds of changes: a change may bring another to light, and some that overlap have to
/// wait.
const MOST_ROUNDS: usize = 20;

/// What is said after what is merely good to know.
const NOTHING_TO_MEND: &str = "nothing that has to be mended";

/// A booklet that was looked at.
pub(super) struct Job {
    pub found: FoundBooklet,
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
    /// What was changed in its files.
    changes: Vec<Change>,
    /// How many findings could be mended by themselves.
    mendable: usize,
    planned: Option<(crate::source::Span, Vec<String>)>,
    failure: Option<String>,
}

/// Checks the booklets of the command line.
pub(super) fn run(options: &CheckOptions) -> Exit {
    let unusable = unusable(options.root.as_deref(), &options.fonts);
    let (booklets, failures) =
        if unusable.is_empty() { find(&options.paths) } else { (Vec::new(), unusable) };
    let mut failures: Vec<String> = failures.into_iter().map(|Failure(words)| words).collect();
    let today = options.today.unwrap_or_else(clock::today);
    let look_at_all =
        || booklets.into_par_iter().map(|found| look(found, options, today)).collect();
    let mut jobs: Vec<Job> = match pool(None) {
        Ok(pool) => pool.install(look_at_all),
        Err(Failure(words)) => {
            failures.push(words);
            Vec::new()
        }
    };
    same_outputs(&mut jobs);
    tell(options, jobs, failures)
}

fn look(found: FoundBooklet, options: &CheckOptions, today: Date) -> Job {
    let request = BookletRequest {
        file: found.file.clone(),
        root: options.root.clone(),
        fonts: options.fonts.clone(),
        generation: Generation::default(),
        editions: None,
        findings: true,
    };
    let mut job = Job {
        found,
        sources: Sources::new(),
        findings: Vec::new(),
        changes: Vec::new(),
        mendable: 0,
        planned: None,
        failure: None,
    };
    match panics::catch(|| examine(&request, options, today)) {
        Ok((examined, changes, failure)) => {
            job.mendable = mend::count(&examined, &request.file);
            job.sources = examined.sources;
            job.findings = examined.findings;
            job.planned = examined.planned;
            job.changes = changes;
            job.failure = failure.map(|Failure(words)| words);
        }
        Err(panic) => {
            job.failure = Some(panic.sentence(&format!("checking {}", request.file)));
        }
    }
    job
}

/// Looks at a booklet, and with `--fix` mends and looks again until nothing is left to be mended.
fn examine(
    request: &BookletRequest,
    options: &CheckOptions,
    today: Date,
) -> (Examined, Vec<Change>, Option<Failure>) {
    let mut changes = Vec::new();
    let mut examined = workshop::examine(request, today);
    for _ in 0..MOST_ROUNDS {
        if !options.fix {
            break;
        }
        match mend::mend(&examined, &request.file) {
            Ok(made) if made.is_empty() => break,
            Ok(made) => changes.extend(made),
            Err(failure) => return (examined, changes, Some(failure)),
        }
        examined = workshop::examine(request, today);
    }
    (examined, changes, None)
}

/// Adds what `build` would say of files that two of the booklets would write.
fn same_outputs(jobs: &mut [Job]) {
    let outputs = jobs.iter().map(|job| {
        let (slug_span, file_names) = job.planned.as_ref()?;
        Some(Outputs { path: &job.found.path, slug_span: *slug_span, file_names })
    });
    for (at, clash) in clashes(&outputs.collect::<Vec<_>>()) {
        jobs[at].findings.push(clash);
        diagnostic::sort(&mut jobs[at].findings);
    }
}

impl Job {
    fn exit(&self, options: &CheckOptions) -> Exit {
        let least = match options.deny {
            Some(Deny::Warnings) => Severity::Warning,
            None => Severity::Error,
        };
        match () {
            () if self.failure.is_some() => Exit::Failed,
            () if self.findings.iter().any(|finding| finding.severity >= least) => Exit::Faulty,
            () => Exit::Done,
        }
    }

    /// What people are told of it.
    fn report(&self, colour: bool) -> String {
        // What is merely good to know comes last.
        let mut findings = self.findings.clone();
        findings.sort_by_key(|finding| finding.severity == Severity::Info);
        let mut text = report::render(&findings, &self.sources, colour);
        let mut plain = String::new();
        for change in &self.changes {
            plain.push_str(&format!("mended: {change}\n"));
        }
        if let Some(failure) = &self.failure {
            plain.push_str(&format!("error: {failure}\n"));
        }
        text.push_str(&harmless(&(plain + &self.closing()), false));
        text
    }

    fn closing(&self) -> String {
        let path = &self.found.path;
        let name = if path == "." { "the booklet" } else { path };
        let tally = report::tally(&self.findings).unwrap_or_else(|| {
            let nothing = if self.findings.is_empty() { "no findings" } else { NOTHING_TO_MEND };
            nothing.to_owned()
        });
        let mended = match self.changes.len() {
            0 => String::new(),
            number => format!("; {} mended", report::count(number, "finding")),
        };
        let offer = match self.mendable {
            0 => String::new(),
            number => format!(
                "help: {number} of them can be mended without touching a word: chapbook check \
                 --fix{}\n",
                argument(path)
            ),
        };
        format!("{tally} in {name}{mended}\n{offer}")
    }
}

/// Tells people and programs, and gives the gravest outcome.
fn tell(options: &CheckOptions, jobs: Vec<Job>, mut failures: Vec<String>) -> Exit {
    let mut exit = if failures.is_empty() { Exit::Done } else { Exit::Failed };
    let colour = takes_colour();
    for failure in &failures {
        complain(&format!("error: {failure}"));
    }
    for job in &jobs {
        exit = exit.max(job.exit(options));
        complain_in_colour(&job.report(colour), colour);
        failures.extend(job.failure.clone());
    }
    let printed = match options.format {
        CheckFormat::Human => return exit,
        CheckFormat::Json => json::document(&document(jobs, &failures)),
        CheckFormat::Sarif => {
            let findings = jobs
                .iter()
                .flat_map(|job| job.findings.iter().map(|finding| (finding, &job.sources)));
            json::document(&sarif::document(findings, &failures))
        }
    };
    exit.max(print_bytes(printed.as_bytes()))
}

fn document(jobs: Vec<Job>, failures: &[String]) -> BuildReport {
    let booklets = jobs.into_iter().map(|job| BookletReport {
        diagnostics: job
            .findings
            .iter()
            .map(|finding| DiagnosticReport::new(finding, &job.sources))
            .collect(),
        path: job.found.path,
        outputs: Vec::new(),
    });
    BuildReport {
        booklets: booklets.collect(),
        failure: (!failures.is_empty()).then(|| failures.join("; ")),
    }
}
