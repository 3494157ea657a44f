//! A PDF judged by PDF/UA-1 and PDF/A-2a.

use std::fmt;

use page_validation::{
    PageError, SafetyLimits, ValidationFailure, ValidationOptions, ValidationProfile,
    validate_pdf_bytes,
};

use super::declared::newer_standard;
use super::file::{MAX_STREAM_BYTES, Unreadable, guarded, open, trimmed};
use super::stated::is_for_printing;
use super::structure::{FOR_PRINTING, is_tagged};
use super::toll;

/// A standard that files are judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standard {
    /// Accessibility: ISO 14289-1.
    PdfUa1,
    /// Archiving with full structure: ISO 19005-2, level A.
    PdfA2a,
}

impl Standard {
    /// Both, in the order in which they are reported.
    pub const ALL: [Self; 2] = [Self::PdfUa1, Self::PdfA2a];

    /// Its short name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PdfUa1 => "PDF/UA-1",
            Self::PdfA2a => "PDF/A-2a",
        }
    }

    fn profile(self) -> ValidationProfile {
        match self {
            Self::PdfUa1 => ValidationProfile::PdfUa1,
            Self::PdfA2a => ValidationProfile::PdfA2a,
        }
    }
}

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a file stands with one standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardResult {
    /// The standard.
    pub standard: Standard,
    /// Whether the file keeps it.
    pub passes: bool,
    /// Where it does not, by clause.
    pub faults: Vec<Fault>,
}

/// A rule that a file breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Clause of the standard, such as `7.4.2`.
    pub clause: String,
    /// Page of the first place, counted from 1, where the rule is about a page.
    pub page: Option<usize>,
    /// What is wrong and what would mend it.
    pub message: String,
}

/// Why a file cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotValidatable {
    /// The file could not be opened.
    Unreadable(Unreadable),
    /// It claims a standard that is newer than those known here; its name.
    NewerStandard(String),
    /// It asks for more than the validator's bounds; which.
    TooLarge(String),
    /// It is an edition of this program for printing, which is not tagged and keeps neither.
    ForPrinting,
}

impl fmt::Display for NotValidatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => reason.fmt(f),
            Self::NewerStandard(name) => write!(
                f,
                "this PDF declares {name}, which cannot be judged here; only PDF/UA-1 and \
                 PDF/A-2a can"
            ),
            Self::TooLarge(bound) => write!(f, "this PDF cannot be read safely: {bound}"),
            Self::ForPrinting => f.write_str(FOR_PRINTING),
        }
    }
}

impl std::error::Error for NotValidatable {}

impl From<Unreadable> for NotValidatable {
    fn from(reason: Unreadable) -> Self {
        Self::Unreadable(reason)
    }
}

/// Judges a file by every standard of [`Standard::ALL`], side by side.
///
/// # Errors
///
/// See [`NotValidatable`].
pub fn validate(bytes: &[u8]) -> Result<Vec<StandardResult>, NotValidatable> {
    let bytes = trimmed(bytes);
    let (newer, heaviest) = guarded(|| {
        let document = open(bytes)?;
        if !is_tagged(&document) && is_for_printing(&document) {
            return Err(NotValidatable::ForPrinting);
        }
        let heaviest = toll::check(&document)?;
        Ok((newer_standard(&document), heaviest))
    })??;
    if let Some(name) = newer {
        return Err(NotValidatable::NewerStandard(name));
    }
    if bytes.len() > MANY_BYTES || heaviest > MUCH_AT_ONCE {
        // One after the other, so that it is taken apart once at a time.
        let [first, second] = Standard::ALL;
        return Ok(vec![judge(bytes, first)?, judge(bytes, second)?]);
    }
    validate_own(bytes)
}

/// A file larger than this takes so much memory that it is judged by one standard at a time.
const MANY_BYTES: usize = 16 * 1024 * 1024;

/// The same for a file with a page that takes so many bytes to judge.
const MUCH_AT_ONCE: u64 = 128 * 1024 * 1024;

/// The same for a file that is known to claim none but these.
///
/// # Errors
///
/// See [`NotValidatable`].
pub fn validate_own(bytes: &[u8]) -> Result<Vec<StandardResult>, NotValidatable> {
    let [first, second] = Standard::ALL;
    let (first, second) = rayon::join(|| judge(bytes, first), || judge(bytes, second));
    Ok(vec![first?, second?])
}

fn judge(bytes: &[u8], standard: Standard) -> Result<StandardResult, NotValidatable> {
    let options = ValidationOptions::default().profile(standard.profile()).limits(limits());
    let report = guarded(|| validate_pdf_bytes(bytes, &options))?.map_err(refused)?;
    Ok(StandardResult {
        standard,
        passes: report.is_compliant,
        faults: report.failures.iter().map(fault).collect(),
    })
}

/// Bounds that let a booklet of 10,000 pages and 100,000 blocks through (limits of
/// `docs/format.md`, section 9).
///
/// The depth is counted along chains of siblings and parents too, so it grows with the number of
/// pages; the validator walks them on the deep stack of [`guarded`]. The content of a page takes
/// some thirty times its length in memory; the most that a drawing comes to here is about 30 MB.
fn limits() -> SafetyLimits {
    SafetyLimits::default()
        .with_max_input_size(4 << 30)
        .with_max_decoded_stream_size(MAX_STREAM_BYTES)
        .with_max_total_decoded_content_size(4 << 30)
        .with_max_form_invocations(1_000_000)
        .with_max_object_count(8_000_000)
        .with_max_reference_depth(200_000)
        .with_max_table_grid_rows(8_192)
        .with_max_table_grid_cells(8_000_000)
}

fn refused(error: PageError) -> NotValidatable {
    match error.kind() {
        page_validation::ValidationErrorKind::SafetyLimit => {
            NotValidatable::TooLarge(error.to_string())
        }
        _ => NotValidatable::Unreadable(Unreadable::Damaged(error.to_string())),
    }
}

fn fault(failure: &ValidationFailure) -> Fault {
    let found = lower_first(&failure.message);
    let message = match &failure.guidance {
        Some(guidance) => format!(
            "{}; {} ({found})",
            lower_first(&guidance.possible_cause),
            lower_first(&guidance.suggested_fix)
        ),
        None => found,
    };
    Fault { clause: clause(&failure.rule_id), page: page(&failure.message), message }
}

/// `ISO 14289-1:2014:7.4.2:1` is test 1 of clause 7.4.2.
fn clause(rule: &str) -> String {
    rule.rsplit(':').nth(1).unwrap_or(rule).to_owned()
}

/// The first page that a finding names.
fn page(message: &str) -> Option<usize> {
    message.split("page ").skip(1).find_map(|after| {
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        after[..digits].parse().ok()
    })
}

/// A sentence's first letter made small, unless its first word is an acronym or a name in capitals.
fn lower_first(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut letters = sentence.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().collect::<String>() + &sentence[first.len_utf8()..]
        }
        _ => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_gives_clause_and_page() {
        assert_eq!(clause("ISO 14289-1:2014:7.18.3:1"), "7.18.3");
        assert_eq!(page("page 12 has annotations but no /Tabs /S entry"), Some(12));
        assert_eq!(page("the page tree is broken"), None);
    }

    #[test]
    fn a_page_that_grows_without_end_is_not_judged() {
        use std::io::Write as _;
        let operators = "/P <</MCID 0>> BDC EMC ".repeat(7_000_000);
        let level = flate2::Compression::fast();
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), level);
        packed.write_all(operators.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        let content = format!("<</Length {}/Filter/FlateDecode>>stream\n", packed.len());
        for (body, stream) in [
            ("<</Type/Catalog/Pages 2 0 R>>", &b""[..]),
            ("<</Type/Pages/Kids[3 0 R]/Count 1>>", b""),
            ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", b""),
            (&content, &packed),
        ] {
            places.push(file.len());
            file.extend(format!("{} 0 obj\n{body}", places.len()).into_bytes());
            file.extend(stream);
            let end = if stream.is_empty() { "" } else { "\nendstream" };
            file.extend(format!("{end}\nendobj\n").into_bytes());
        }
        let start = file.len();
        file.extend(b"xref\n0 5\n0000000000 65535 f \n");
        places.iter().for_each(|at| file.extend(format!("{at:010} 00000 n \n").into_bytes()));
        let trailer = format!("trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
        file.extend(trailer.into_bytes());
        let refused = validate(&file);
        let is_unsafe = matches!(&refused, Err(NotValidatable::Unreadable(Unreadable::Unsafe(_))));
        assert!(is_unsafe, "{refused:?}");
    }

    #[test]
    fn acronyms_keep_their_capitals() {
        assert_eq!(lower_first("A figure lacks alt."), "a figure lacks alt");
        assert_eq!(lower_first("XMP is missing"), "XMP is missing");
    }
}
