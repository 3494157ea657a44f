//! What `build` asks of the rest of the program.

use std::path::PathBuf;

use crate::content::EditionName;
use crate::diagnostic::Diagnostic;
use crate::editions::Generation;
pub use crate::make::Output;
use crate::source::{Sources, Span};

/// Reads a booklet and says how to make it.
pub type Load = dyn Fn(&BookletRequest) -> Result<LoadedBooklet, Failure> + Sync;

/// A booklet to be read.
#[derive(Clone, Debug)]
pub struct BookletRequest {
    /// Path of its `booklet.toml`, as the user gave it, joined with `/`.
    pub file: String,
    /// `--root`.
    pub root: Option<PathBuf>,
    /// `--fonts`, in order.
    pub fonts: Vec<PathBuf>,
    /// `--standard`.
    pub generation: Generation,
    /// `--edition`, in order of [`EditionName::ALL`], each once; `None` where the booklet decides.
    pub editions: Option<Vec<EditionName>>,
    /// Whether the findings of `check` are to be counted.
    pub findings: bool,
}

/// What came of reading a booklet.
pub struct LoadedBooklet {
    /// The files that were read.
    pub sources: Sources,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read or looked for, pictures included.
    pub files: Vec<PathBuf>,
    /// What to make of them; absent where they have errors.
    pub planned: Option<Planned>,
}

/// What a booklet says of itself.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Stem of the output names.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The tag of its language.
    pub language: String,
    /// Its version.
    pub version: Option<String>,
    /// The day of its last review.
    pub reviewed: Option<String>,
    /// The day of the next one.
    pub review_by: Option<String>,
}

/// A booklet that can be made.
pub struct Planned {
    /// What it says of itself.
    pub facts: Facts,
    /// Stem of the output names.
    pub slug: String,
    /// Where the author wrote the slug, or what it comes from.
    pub slug_span: Span,
    /// The names of the files that will be made.
    pub file_names: Vec<String>,
    /// The names of all files that can be made of it, on demand alone too.
    pub all_file_names: Vec<String>,
    /// Makes it.
    pub make: Box<dyn FnOnce() -> Result<MadeBooklet, Failure> + Send>,
}

/// What came of making a booklet.
#[derive(Clone, Debug, Default)]
pub struct MadeBooklet {
    /// The finished editions; none of them is used where a diagnostic is an error.
    pub outputs: Vec<Output>,
    /// What came to light on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// Sentences of no harm: an edition left out.
    pub notes: Vec<String>,
    /// How many findings `check` has.
    pub findings: usize,
    /// Whether that is all of them: a run that was asked for some editions lays out no others.
    pub all_findings: bool,
}

/// What kept the machine, and not the author, from the work: one sentence with the path in it,
/// lower case, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub String);

impl Failure {
    /// A failure on a file: `cannot write out/a.pdf: no space left on device`.
    pub fn on(doing: &str, path: impl std::fmt::Display, error: &std::io::Error) -> Self {
        Self(format!("cannot {doing} {path}: {}", reason(error)))
    }
}

/// The system's words for an error, without its number.
pub(super) fn reason(error: &std::io::Error) -> String {
    if let Some(words) = error.raw_os_error().and_then(|code| held(code, cfg!(windows))) {
        return words.to_owned();
    }
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or(&words);
    let mut letters = words.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_lowercase().collect::<String>() + letters.as_str())
}

/// What to do about a file that Windows keeps from us, which its own words do not say.
fn held(code: i32, windows: bool) -> Option<&'static str> {
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION (Windows, winerror.h). A
    // file that another program shows is told of by any of the three.
    match code {
        32 | 33 if windows => Some(
            "another program has it open (Acrobat Reader holds the PDF that it shows): close it \
             there and try again",
        ),
        5 if windows => Some(
            "Windows does not allow it; if another program has it open (Acrobat Reader holds the PDF \
             that it shows), close it there and try again; else look whether the file or its folder \
             is read-only",
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_acrobat_shows_is_told_of_on_windows_alone() {
        for code in [5, 32, 33] {
            assert!(held(code, true).unwrap().contains("Acrobat"), "{code}");
            assert_eq!(held(code, false), None);
        }
        assert_eq!(held(112, true), None);
    }

    #[test]
    fn a_failure_names_the_path_and_no_error_number() {
        let error = std::io::Error::from_raw_os_error(28);
        let Failure(sentence) = Failure::on("write", "out/a.pdf", &error);
        assert_eq!(sentence, "cannot write out/a.pdf: no space left on device");
    }
}
