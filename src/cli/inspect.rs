//! `verify` and `read`: what can be said about a finished PDF.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::arguments::{Format, ReadOptions, VerifyOptions};
use super::exit::Exit;
use super::find::slashed;
use super::guard::Guard;
use super::json::{self, FileReport, VerifyReport};
use super::pipeline::Failure;
use super::report::count;
use super::stream::{complain, harmless, print_bytes};
use crate::verify::{
    self, Element, Fault, MAX_FILE_BYTES, NotValidatable, ReadError, Standard, StandardResult,
    Unreadable,
};

/// Judges every file; of several outcomes the gravest counts.
pub(super) fn verify(options: &VerifyOptions) -> Exit {
    let mut exit = Exit::Done;
    let document = Arc::new(Mutex::new(VerifyReport::default()));
    let report = || document.lock().unwrap_or_else(PoisonError::into_inner);
    let mut failures = Vec::new();
    for file in &options.files {
        let path = slashed(file);
        match judge(file, options.format, &document) {
            Ok(judged) => {
                if !judged.passes() {
                    exit = exit.max(Exit::Faulty);
                }
                if options.format == Format::Human {
                    let lines = harmless(&judged.lines(&path), false);
                    exit = exit.max(print_bytes(lines.as_bytes()));
                }
                report().files.push(FileReport::new(path, &judged.results()));
            }
            Err(Failure(sentence)) => {
                complain(&format!("error: {sentence}"));
                exit = Exit::Failed;
                failures.push(sentence);
            }
        }
    }
    if options.format == Format::Json {
        report().failure = (!failures.is_empty()).then(|| failures.join("; "));
        exit = exit.max(print_bytes(json::document(&*report()).as_bytes()));
    }
    exit
}

/// A PDF says so within so many bytes.
const HEADER_WITHIN: u64 = 1024;

fn judge(
    file: &Path,
    format: Format,
    document: &Arc<Mutex<VerifyReport>>,
) -> Result<Judged, Failure> {
    let refuse = format!("cannot judge {}", slashed(file));
    let bytes = load(file, &refuse)?;
    let document = Arc::clone(document);
    let why = refuse.clone();
    let guard = Guard::over(bytes.len(), move |cost| {
        let sentence = format!("{why}: {}; no file after it was judged", unsafe_file(cost));
        complain(&format!("error: {sentence}"));
        if format == Format::Json {
            let mut document = document.lock().unwrap_or_else(PoisonError::into_inner);
            document.failure = Some(sentence);
            print_bytes(json::document(&*document).as_bytes());
        }
        give_up()
    });
    let results = verify::validate(&bytes);
    drop(guard);
    match results {
        Ok(results) => Ok(Judged::ByStandard(results)),
        Err(NotValidatable::ForPrinting) => Ok(Judged::ForPrinting),
        Err(reason) => Err(Failure(format!("{refuse}: {reason}"))),
    }
}

/// What became of a file.
enum Judged {
    /// It was judged by each standard.
    ByStandard(Vec<StandardResult>),
    /// It is an edition for printing, of which one sentence says all.
    ForPrinting,
}

impl Judged {
    fn passes(&self) -> bool {
        self.results().iter().all(|result| result.passes)
    }

    /// For programs, what is not tagged is a fault by each standard.
    fn results(&self) -> Cow<'_, [StandardResult]> {
        let untagged = |standard| StandardResult {
            standard,
            passes: false,
            faults: vec![Fault {
                clause: match standard {
                    // ISO 14289-1, 7.1; ISO 19005-2, 6.7.2.2.
                    Standard::PdfUa1 => "7.1".to_owned(),
                    Standard::PdfA2a => "6.7.2.2".to_owned(),
                },
                page: None,
                message: NotValidatable::ForPrinting.to_string(),
            }],
        };
        match self {
            Self::ByStandard(results) => results.into(),
            Self::ForPrinting => Standard::ALL.into_iter().map(untagged).collect(),
        }
    }

    fn lines(&self, path: &str) -> String {
        match self {
            Self::ByStandard(results) => lines(path, results),
            Self::ForPrinting => format!("{path}: {}\n", NotValidatable::ForPrinting),
        }
    }
}

fn unsafe_file(cost: &str) -> Unreadable {
    Unreadable::Unsafe(cost.to_owned())
}

/// Ends the program from whatever thread: the work of the others is what takes too much.
fn give_up() -> ! {
    std::process::exit(i32::from(Exit::Failed.code()))
}

/// Reads a file; `refuse` begins the sentence on one that is larger than any that is opened.
fn load(file: &Path, refuse: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::on("read", slashed(file), &error);
    let mut file_to_read = File::open(file).map_err(failed)?;
    let mut bytes = Vec::new();
    file_to_read.by_ref().take(HEADER_WITHIN).read_to_end(&mut bytes).map_err(failed)?;
    // What is no PDF is not read to its end: a device may have none.
    if bytes.windows(5).any(|window| window == b"%PDF-") {
        let most = MAX_FILE_BYTES as u64 + 1;
        let known = file_to_read.metadata().map_err(failed)?.len();
        if known < most {
            file_to_read.take(most).read_to_end(&mut bytes).map_err(failed)?;
        }
        if known >= most || bytes.len() > MAX_FILE_BYTES {
            let cost = format!("it is larger than {} MB", MAX_FILE_BYTES / 1024 / 1024);
            return Err(Failure(format!("{refuse}: {}", unsafe_file(&cost))));
        }
    }
    Ok(bytes)
}

fn lines(path: &str, results: &[StandardResult]) -> String {
    let mut lines = String::new();
    for result in results {
        let verdict =
            if result.passes { "passes".to_owned() } else { count(result.faults.len(), "fault") };
        let _ = writeln!(lines, "{path}: {}: {verdict}", result.standard);
        for fault in &result.faults {
            let page = fault.page.map_or(String::new(), |page| format!(", page {page}"));
            let _ = writeln!(lines, "  clause {}{page}: {}", fault.clause, fault.message);
        }
    }
    lines
}

/// The structure of a file that is compared with another, and how large the file is.
pub(super) fn structure(file: &Path) -> Result<(Element, usize), Failure> {
    let refuse = format!("cannot compare {}", slashed(file));
    let bytes = load(file, &refuse)?;
    let why = refuse.clone();
    let guard = Guard::over(bytes.len(), move |cost| {
        complain(&format!("error: {why}: {}", unsafe_file(cost)));
        give_up()
    });
    let tree = verify::tree(&bytes);
    drop(guard);
    let size = bytes.len();
    tree.map(|top| (top, size)).map_err(|reason| Failure(format!("{refuse}: {reason}")))
}

/// Watches over the comparison of files of so many bytes in all; `names` are those of the two states.
pub(super) fn watch_comparison(bytes: usize, names: &[String; 2]) -> Guard {
    let [old, new] = names;
    let why = format!("cannot compare {old} with {new}");
    Guard::over(bytes, move |cost| {
        complain(&format!("error: {why}: {}", unsafe_file(cost)));
        give_up()
    })
}

/// Prints what a screen reader is given.
pub(super) fn read(options: &ReadOptions) -> Exit {
    let refuse = format!("cannot read {}", slashed(&options.file));
    let bytes = match load(&options.file, &refuse) {
        Ok(bytes) => bytes,
        Err(Failure(sentence)) => {
            complain(&format!("error: {sentence}"));
            return Exit::Failed;
        }
    };
    let why = refuse.clone();
    let guard = Guard::over(bytes.len(), move |cost| {
        complain(&format!("error: {why}: {}", unsafe_file(cost)));
        give_up()
    });
    let read = if options.heard {
        verify::heard(&bytes).map(|heard| heard.to_string())
    } else {
        verify::read(&bytes)
    };
    drop(guard);
    match read {
        Ok(lines) => print_bytes(harmless(&lines, false).as_bytes()),
        Err(reason) => {
            complain(&format!("error: {refuse}: {reason}"));
            match reason {
                ReadError::Untagged | ReadError::ForPrinting => Exit::Faulty,
                ReadError::Unreadable(_) => Exit::Failed,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_counted_and_indented_with_clause_and_page() {
        let fault = |page| Fault { clause: "7.18.3".into(), page, message: "no tab order".into() };
        let results = [
            StandardResult {
                standard: Standard::PdfUa1,
                passes: false,
                faults: vec![fault(Some(4)), fault(None)],
            },
            StandardResult { standard: Standard::PdfA2a, passes: true, faults: Vec::new() },
        ];
        let expected = "\
a.pdf: PDF/UA-1: 2 faults
  clause 7.18.3, page 4: no tab order
  clause 7.18.3: no tab order
a.pdf: PDF/A-2a: passes
";
        assert_eq!(lines("a.pdf", &results), expected);
    }
}
