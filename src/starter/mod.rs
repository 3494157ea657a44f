//! The starter booklet: its files, which teach by their comments.
//!
//! The dates in it are those of its making, since a fixed date of review would be past one day.

/// A file of the starter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the booklet's folder, joined with `/`.
    pub path: &'static str,
    /// What it holds.
    pub text: String,
}

/// When a starter is made, and when it is to be looked over again; each `2026-10-01`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The day of its making.
    pub reviewed: String,
    /// The next review.
    pub review_by: String,
}

macro_rules! file {
    ($path:literal) => {
        ($path, include_str!(concat!("files/", $path)))
    };
}

/// `booklet.toml` comes last: with it the folder is a booklet.
const FILES: [(&str, &str); 5] = [
    file!("pictures/steps.svg"),
    file!("chapters/01-what-it-is.toml"),
    file!("chapters/02-getting-ready.toml"),
    file!("chapters/03-after-the-test.toml"),
    file!("booklet.toml"),
];

/// The files of a starter that is made at a date.
#[must_use]
pub fn files(dates: &Dates) -> Vec<File> {
    let year = dates.reviewed.split('-').next().unwrap_or_default();
    let fill = |text: &str| {
        text.replace("{reviewed}", &dates.reviewed)
            .replace("{review_by}", &dates.review_by)
            .replace("{year}", year)
    };
    FILES.iter().map(|(path, text)| File { path, text: fill(text) }).collect()
}
