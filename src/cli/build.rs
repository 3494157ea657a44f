//! `build`: booklets side by side, each all or nothing, reported in the order of the paths.

use std::path::Path;

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::arguments::{BuildOptions, Format};
use super::clash::{Outputs, clashes};
use super::exit::Exit;
use super::find::{FoundBooklet, find, unusable};
use super::finish::{Written, finish};
use super::inputs;
use super::interrupt;
use super::job::Job;
use super::json;
use super::json::{BookletReport, BuildReport, DiagnosticReport};
use super::open;
use super::output::{self, Owner};
use super::panics;
use super::pipeline::{BookletRequest, Facts, Failure, Load, MadeBooklet, Output};
use super::record;
use super::stale;
use super::stream::{complain, complain_in_colour, print_bytes, takes_colour};
use super::taken;
use super::threads::pool;
use crate::content::EditionName;
use crate::diagnostic::{self, Diagnostic};
use crate::source::Sources;

/// Builds the booklets of the command line.
pub(super) fn run(options: &BuildOptions, load: &Load) -> Exit {
    interrupt::tidy_up_on_signals();
    let unusable = unusable(options.root.as_deref(), &options.fonts);
    let (booklets, failures) =
        if unusable.is_empty() { find(&options.paths) } else { (Vec::new(), unusable) };
    let mut failures: Vec<String> = failures.into_iter().map(|Failure(words)| words).collect();
    if let Some(mended) = output::tidy(&options.out) {
        complain(&stale::cut_off(&mended, &options.out));
    }
    let mut jobs = Vec::new();
    if !booklets.is_empty() {
        match pool(options.jobs) {
            Ok(pool) => jobs = pool.install(|| build(booklets, options, load)),
            Err(Failure(words)) => failures.push(words),
        }
    }
    tell(options, jobs, failures)
}

fn build(booklets: Vec<FoundBooklet>, options: &BuildOptions, load: &Load) -> Vec<Job> {
    let mut jobs: Vec<Job> =
        booklets.into_par_iter().map(|found| read(found, options, true, load)).collect();
    if name_clashes(&mut jobs) || inputs::guard(&mut jobs, options) {
        return jobs;
    }
    taken::guard(&mut jobs, options, load);
    if let Some(first) = jobs.iter().position(|job| job.planned.is_some())
        && let Err(Failure(words)) = output::prepare(&options.out)
    {
        jobs.iter_mut().for_each(Job::give_up);
        jobs[first].failure = Some(words);
        return jobs;
    }
    let bar = progress(jobs.len());
    jobs.par_iter_mut().for_each(|job| {
        make(job, options);
        bar.inc(1);
    });
    bar.finish_and_clear();
    // When all are in their places: two booklets may have changed names with each other.
    stale::look(&mut jobs, options);
    jobs
}

/// A bar on standard error for several booklets; it hides itself where that is no terminal.
fn progress(booklets: usize) -> ProgressBar {
    if booklets < 2 { ProgressBar::hidden() } else { ProgressBar::new(booklets as u64) }
}

/// Reads a booklet; `findings` says whether those of `check` will be counted.
pub(super) fn read(
    found: FoundBooklet,
    options: &BuildOptions,
    findings: bool,
    load: &Load,
) -> Job {
    let request = BookletRequest {
        file: found.file.clone(),
        root: options.root.clone(),
        fonts: options.fonts.clone(),
        generation: options.standard.into(),
        editions: named(&options.editions),
        findings,
    };
    let mut job = Job {
        found,
        sources: Sources::new(),
        diagnostics: Vec::new(),
        files: Vec::new(),
        planned: None,
        written: Vec::new(),
        owner: None,
        notes: Vec::new(),
        findings: 0,
        all_findings: false,
        failure: None,
    };
    match panics::catch(|| load(&request)) {
        Ok(Ok(loaded)) => {
            job.sources = loaded.sources;
            job.diagnostics = loaded.diagnostics;
            job.files = loaded.files;
            let unsaid = loaded.planned.is_none() && !job.has_errors();
            job.failure = unsaid.then(|| unexplained(&request.file));
            job.planned = loaded.planned.filter(|_| !job.has_errors());
        }
        Ok(Err(Failure(words))) => job.failure = Some(words),
        Err(panic) => job.failure = Some(panic.sentence(&format!("reading {}", request.file))),
    }
    job
}

/// A booklet that cannot be read has an error that says why; should it ever have none, nobody must
/// take it for one that was built.
fn unexplained(file: &str) -> String {
    format!(
        "{file} could not be read, and chapbook cannot say why; this is a fault of chapbook and not \
         yours, please report it"
    )
}

/// The editions of the command line in their usual order, each once.
fn named(editions: &[EditionName]) -> Option<Vec<EditionName>> {
    let chosen = EditionName::ALL.into_iter().filter(|edition| editions.contains(edition));
    (!editions.is_empty()).then(|| chosen.collect())
}

/// Looks for files that two booklets would write; where there is one, nothing is built.
fn name_clashes(jobs: &mut [Job]) -> bool {
    let planned = jobs.iter().map(|job| {
        let planned = job.planned.as_ref()?;
        let (slug_span, file_names) = (planned.slug_span, &planned.file_names[..]);
        Some(Outputs { path: &job.found.path, slug_span, file_names })
    });
    let clashes = clashes(&planned.collect::<Vec<_>>());
    if clashes.is_empty() {
        return false;
    }
    for (at, clash) in clashes {
        jobs[at].diagnostics.push(clash);
    }
    jobs.iter_mut().for_each(Job::give_up);
    true
}

/// Makes a booklet's editions and moves them into place; gives what was moved.
pub(super) fn make(job: &mut Job, options: &BuildOptions) -> Vec<Output> {
    let Some(planned) = job.planned.take() else { return Vec::new() };
    let path = job.found.path.clone();
    let facts = planned.facts.clone();
    let owner = output::identity(&options.out, job.folder()).map(|booklet| {
        let (slug, mut names) = (planned.slug.clone(), planned.all_file_names.clone());
        names.push(record::name(&slug));
        (Owner { booklet, slug, names }, planned.slug_span)
    });
    let outcome = panics::catch(|| {
        let mut made = (planned.make)()?;
        let faulty = made.diagnostics.iter().any(Diagnostic::is_error);
        let outputs = if faulty { Vec::new() } else { std::mem::take(&mut made.outputs) };
        let known = owner.as_ref().map(|(owner, _)| owner);
        if outputs.is_empty() {
            return Ok((outputs, Vec::new(), made));
        }
        let before = output::Manifest::read(&options.out);
        let record = options.record.then(|| recorded(job, &facts, &outputs, &made, &options.out));
        let record = record.transpose()?;
        match finish(&outputs, &path, known, record.as_ref(), options) {
            Ok(written) => {
                let behind = owner.as_ref().and_then(|owner| {
                    stale::left_behind(&before, owner, &outputs, record.as_ref(), &options.out)
                });
                made.diagnostics.extend(behind);
                Ok((outputs, written, made))
            }
            Err(failure) => {
                made.diagnostics.extend(guilty(&outputs));
                let is_ours = !made.diagnostics.iter().any(Diagnostic::is_error);
                if is_ours { Err(failure) } else { Ok((Vec::new(), Vec::new(), made)) }
            }
        }
    });
    match outcome {
        Ok(Ok((outputs, written, made))) => {
            job.owner = owner.filter(|_| !written.is_empty());
            job.written = written;
            job.diagnostics.extend(made.diagnostics);
            job.notes.extend(made.notes);
            job.findings = made.findings;
            job.all_findings = made.all_findings;
            return outputs;
        }
        Ok(Err(Failure(words))) => job.failure = Some(words),
        Err(panic) => {
            job.failure = Some(panic.sentence(&format!("building {}", job.found.file)));
        }
    }
    Vec::new()
}

/// The record of a booklet that was made, under its name.
fn recorded(
    job: &Job,
    facts: &Facts,
    outputs: &[Output],
    made: &MadeBooklet,
    out: &Path,
) -> Result<(String, Vec<u8>), Failure> {
    let build = record::Build {
        out,
        folder: job.folder(),
        facts,
        files: &job.files,
        sources: &job.sources,
        outputs,
        diagnostics: job.diagnostics.iter().chain(&made.diagnostics).collect(),
        check_findings: made.findings,
    };
    Ok((record::name(&facts.slug), build.record()?))
}

/// What of their author's own made editions faulty.
fn guilty(outputs: &[Output]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for guilty in outputs.iter().flat_map(|output| output.suspects.convict()) {
        if !found.iter().any(|known| known.message == guilty.message) {
            found.push(guilty);
        }
    }
    found
}

/// Tells people and programs, and gives the gravest outcome.
fn tell(options: &BuildOptions, mut jobs: Vec<Job>, mut failures: Vec<String>) -> Exit {
    let mut exit = if failures.is_empty() { Exit::Done } else { Exit::Failed };
    let colour = takes_colour();
    for failure in &failures {
        complain(&format!("error: {failure}"));
    }
    let first = jobs.iter().flat_map(|job| &job.written).next();
    let first = first.filter(|_| options.open).map(Written::path);
    for job in &mut jobs {
        diagnostic::sort(&mut job.diagnostics);
        exit = exit.max(job.exit());
        complain_in_colour(&job.report(&options.out, colour), colour);
        failures.extend(job.failure.clone());
    }
    if options.format == Format::Json {
        let document = document(jobs, &failures);
        exit = exit.max(print_bytes(json::document(&document).as_bytes()));
    }
    if let Some(sentence) = first.and_then(|path| open::open(Path::new(&path))) {
        complain(&sentence);
    }
    exit
}

fn document(jobs: Vec<Job>, failures: &[String]) -> BuildReport {
    let booklets = jobs.into_iter().map(|job| BookletReport {
        diagnostics: job
            .diagnostics
            .iter()
            .map(|diagnostic| DiagnosticReport::new(diagnostic, &job.sources))
            .collect(),
        path: job.found.path,
        outputs: job.written.into_iter().map(Written::into_report).collect(),
    });
    BuildReport {
        booklets: booklets.collect(),
        failure: (!failures.is_empty()).then(|| failures.join("; ")),
    }
}

#[cfg(test)]
mod tests;
