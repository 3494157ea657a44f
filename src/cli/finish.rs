//! The last steps of a booklet: its finished editions are judged in memory, then moved into place.

use super::arguments::{BuildOptions, Format};
use super::before;
use super::find::slashed;
use super::json::OutputReport;
use super::output::{self, Finished, Owner};
use super::pipeline::{Failure, Output};
use super::report;
use crate::verify;

/// An edition that is in its place.
pub(super) struct Written {
    report: OutputReport,
    /// What became of the number of pages or sheets since the last output.
    change: Option<String>,
}

impl Written {
    /// As it is told to people: its name, its pages, the paper it takes.
    pub(super) fn line(&self) -> String {
        let output = &self.report;
        let mut line = format!("  {}", output.path);
        if let (Some(sides), Some(sheets)) = (output.pages, output.sheets) {
            let sheets = report::count(sheets, "sheet");
            line.push_str(&format!(": {} pages on {sheets}", sides * 2));
        } else if let Some(pages) = output.pages {
            line.push_str(&format!(": {}", report::count(pages, "page")));
        }
        if output.filler_pages > 0 {
            line.push_str(&format!(", {} to fill up", report::count(output.filler_pages, "page")));
        }
        if let Some(change) = &self.change {
            line.push_str(&format!(" ({change})"));
        }
        line + "\n"
    }

    /// Where it lies, joined with `/`.
    pub(super) fn path(&self) -> String {
        self.report.path.clone()
    }

    /// As it is reported to programs.
    pub(super) fn into_report(self) -> OutputReport {
        self.report
    }
}

/// Judges the editions that declare standards and moves all of them into place, as the `owner`'s, with
/// the record of the build where one is wanted.
pub(super) fn finish(
    outputs: &[Output],
    booklet: &str,
    owner: Option<&Owner>,
    record: Option<&(String, Vec<u8>)>,
    options: &BuildOptions,
) -> Result<Vec<Written>, Failure> {
    if !options.no_verify {
        outputs.iter().try_for_each(|output| judge(output, booklet))?;
    }
    let files = outputs.iter().map(|it| Finished { name: &it.file_name, bytes: &it.bytes });
    let record = record.map(|(name, bytes)| Finished { name, bytes });
    let files: Vec<Finished<'_>> = files.chain(record).collect();
    let changes: Vec<_> = outputs.iter().map(|output| change(output, options)).collect();
    output::publish_booklet(&options.out, &files, owner)?;
    let written = outputs.iter().zip(changes);
    Ok(written
        .map(|(output, change)| Written { report: report(output, options), change })
        .collect())
}

/// What the edit did to the number of pages; only people are told.
fn change(output: &Output, options: &BuildOptions) -> Option<String> {
    let now = output.pages.filter(|_| options.format == Format::Human)?;
    let before = before::pages(&options.out.join(&output.file_name))?;
    Some(before::change(output.edition, before, now))
}

/// A file of ours that breaks a standard is our fault, never the author's.
pub(super) fn judge(output: &Output, booklet: &str) -> Result<(), Failure> {
    // What cannot be judged here, since it was asked for on purpose, is judged elsewhere.
    let known =
        |name: &&str| verify::Standard::ALL.iter().any(|standard| standard.as_str() == *name);
    if !output.standards.iter().any(known) {
        return Ok(());
    }
    let edition = &output.label();
    let results = verify::validate_own(&output.bytes)
        .map_err(|reason| fault(edition, booklet, &reason.to_string()))?;
    let declared = |name: &str| output.standards.contains(&name);
    let broken = results.iter().find(|it| !it.passes && declared(it.standard.as_str()));
    broken.map_or(Ok(()), |result| {
        let first = result.faults.first();
        let place = first.map_or(String::new(), |fault| {
            let page = fault.page.map_or(String::new(), |page| format!(" on page {page}"));
            format!(", clause {}{page}: {}", fault.clause, fault.message)
        });
        Err(fault(edition, booklet, &format!("it breaks {}{place}", result.standard)))
    })
}

fn fault(edition: &str, booklet: &str, what: &str) -> Failure {
    Failure(format!(
        "the {edition} edition of {booklet} came out wrong: {what}; this is a fault of chapbook \
         and not yours, please report it; until it is mended, `--no-verify` builds the booklet \
         all the same"
    ))
}

fn report(output: &Output, options: &BuildOptions) -> OutputReport {
    OutputReport {
        edition: output.edition.as_str(),
        path: slashed(&options.out.join(&output.file_name)),
        pages: output.pages,
        sheets: output.sheets,
        filler_pages: output.filler_pages,
        bytes: output.bytes.len(),
        sha256: if options.format == Format::Json {
            output::digest(&output.bytes)
        } else {
            String::new()
        },
        milliseconds: (output.milliseconds * 10.0).round() / 10.0,
        standards: output.standards.to_vec(),
    }
}
