//! The record of a build, `SLUG.chapbook.json`: what a booklet was made of, and what was made of it.
//!
//! `changes` takes it for the old state: the sources where they still lie there as they were, or else
//! the PDF for screens that was made of them.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::find::slashed;
use super::json;
use super::output::{self, digest_of_file, relative};
use super::pipeline::{Facts, Failure, Output};
use crate::content::EditionName;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// What ends the name of a record.
const ENDING: &str = ".chapbook.json";

/// The largest record that is read.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// So many files that changed are named.
const MOST_NAMED: usize = 5;

/// A record; paths are seen from its folder, joined with `/`.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// The version of the program.
    chapbook: String,
    slug: String,
    title: String,
    language: String,
    version: Option<String>,
    reviewed: Option<String>,
    review_by: Option<String>,
    /// The booklet's folder.
    booklet: String,
    sources: Vec<Source>,
    outputs: Vec<Made>,
    findings: Vec<Finding>,
    /// How many findings `check` has, as far as they were counted.
    check_findings: usize,
}

/// A file that the booklet was made of.
#[derive(Debug, Serialize, Deserialize)]
struct Source {
    path: String,
    sha256: String,
}

/// A file that was made.
#[derive(Debug, Serialize, Deserialize)]
struct Made {
    edition: String,
    path: String,
    pages: Option<usize>,
    bytes: usize,
    sha256: String,
}

/// What `build` had to say.
#[derive(Debug, Serialize, Deserialize)]
struct Finding {
    code: String,
    severity: String,
    message: String,
    file: Option<String>,
    line: Option<usize>,
}

/// The name of a booklet's record.
pub(super) fn name(slug: &str) -> String {
    format!("{slug}{ENDING}")
}

/// What a record is written from.
pub(super) struct Build<'a> {
    /// The output folder.
    pub out: &'a Path,
    /// The booklet's folder.
    pub folder: &'a Path,
    /// What it says of itself.
    pub facts: &'a Facts,
    /// Every file that was read or looked for.
    pub files: &'a [PathBuf],
    /// Those of them that have words.
    pub sources: &'a Sources,
    /// What was made.
    pub outputs: &'a [Output],
    /// What is wrong with it.
    pub diagnostics: Vec<&'a Diagnostic>,
    /// How many findings `check` has.
    pub check_findings: usize,
}

impl Build<'_> {
    /// Its record.
    pub(super) fn record(&self) -> Result<Vec<u8>, Failure> {
        let mut files: Vec<&PathBuf> = self.files.iter().filter(|file| file.is_file()).collect();
        files.sort();
        files.dedup();
        let sources = files.into_iter().map(|file| {
            let sha256 = digest_of_file(&real(file)).ok_or_else(|| {
                Failure(format!("cannot record {}: it is there no longer", slashed(file)))
            })?;
            Ok(Source { path: self.seen(file), sha256 })
        });
        let outputs = self.outputs.iter().map(|output| Made {
            edition: output.edition.as_str().to_owned(),
            path: output.file_name.clone(),
            pages: output.pages,
            bytes: output.bytes.len(),
            sha256: output::digest(&output.bytes),
        });
        let facts = self.facts.clone();
        let record = Record {
            chapbook: env!("CARGO_PKG_VERSION").to_owned(),
            slug: facts.slug,
            title: facts.title,
            language: facts.language,
            version: facts.version,
            reviewed: facts.reviewed,
            review_by: facts.review_by,
            booklet: self.seen(self.folder),
            sources: sources.collect::<Result<_, Failure>>()?,
            outputs: outputs.collect(),
            findings: self.diagnostics.iter().map(|it| self.finding(it)).collect(),
            check_findings: self.check_findings,
        };
        Ok(json::document(&record).into_bytes())
    }

    fn finding(&self, diagnostic: &Diagnostic) -> Finding {
        let place = diagnostic.primary;
        Finding {
            code: diagnostic.code.as_str().to_owned(),
            severity: diagnostic.severity.as_str().to_owned(),
            message: diagnostic.message.clone(),
            file: place.map(|it| self.seen(Path::new(&*self.sources.file(it.source).path))),
            line: place.map(|it| self.sources.position(it).line),
        }
    }

    /// A path as seen from the output folder.
    fn seen(&self, path: &Path) -> String {
        let seen = slashed(&relative(&real(self.out), &real(path)));
        if seen.is_empty() { ".".to_owned() } else { seen }
    }
}

fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The record that a path of the command line means: itself, or the only one in a folder that is no
/// booklet's.
pub(super) fn meant(path: &Path) -> Option<PathBuf> {
    let is_record = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        path.is_file() && name.is_some_and(|name| name.ends_with(ENDING) && name != ENDING)
    };
    if is_record(path) {
        return Some(path.to_owned());
    }
    if path.join("booklet.toml").exists() {
        return None;
    }
    let entries = std::fs::read_dir(path).ok()?.flatten().map(|entry| entry.path());
    let mut records = entries.filter(|entry| is_record(entry));
    let only = records.next()?;
    records.next().is_none().then_some(only)
}

/// What a record leads to: the booklet's folder where its sources are as they were, or else the PDF
/// for screens that was made of them.
pub(super) fn state(record: &Path) -> Result<PathBuf, Failure> {
    let shown = slashed(record);
    let refuse = |why: &str| Failure(format!("cannot compare with the record {shown}: {why}"));
    let size = std::fs::metadata(record).map_err(|error| Failure::on("read", &shown, &error))?;
    if size.len() > MOST_BYTES {
        return Err(refuse("it is too large"));
    }
    let text = std::fs::read(record).map_err(|error| Failure::on("read", &shown, &error))?;
    let read: Record = serde_json::from_slice(&text)
        .map_err(|_| refuse("it is no record of `chapbook build --record`"))?;
    let folder = record.parent().unwrap_or(Path::new(""));
    let is_there = |path: &str, sha256: &str| {
        digest_of_file(&real(&folder.join(path))).is_some_and(|found| found == sha256)
    };
    let changed: Vec<&str> = read
        .sources
        .iter()
        .filter(|source| !is_there(&source.path, &source.sha256))
        .map(|source| &*source.path)
        .collect();
    if changed.is_empty() && !read.sources.is_empty() {
        return Ok(folder.join(&read.booklet));
    }
    let screen = EditionName::Screen.as_str();
    let pdf = read.outputs.iter().find(|made| made.edition == screen);
    if let Some(pdf) = pdf.filter(|made| is_plain(&made.path) && is_there(&made.path, &made.sha256))
    {
        return Ok(folder.join(&pdf.path));
    }
    let dots = if changed.len() > MOST_NAMED { " …" } else { "" };
    let changed = changed.into_iter().take(MOST_NAMED).collect::<Vec<_>>().join(", ");
    Err(refuse(&format!(
        "of its sources these are no longer as they were: {changed}{dots}; nor does the PDF for \
         screens that was made of them lie beside it. Take the state in git: --since REVISION"
    )))
}

/// Whether a path is a name alone.
fn is_plain(path: &str) -> bool {
    !path.contains(['/', '\\']) && path != ".."
}
