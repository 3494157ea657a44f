//! Names of what other programs fill in.

/// Names that fields of letters and forms have; any other word between braces is one of the text.
const NAMES: [&str; 22] = [
    "name",
    "names",
    "date",
    "time",
    "day",
    "address",
    "phone",
    "telephone",
    "number",
    "email",
    "title",
    "ward",
    "hospital",
    "clinic",
    "trust",
    "patient",
    "doctor",
    "nurse",
    "consultant",
    "website",
    "url",
    "signature",
];

/// Whether a name is one that programs fill in, as letters have it: `name`, `first_name`.
#[must_use]
pub fn is_filled_in(name: &str) -> bool {
    let last = name.rsplit(['_', '-', '.']).next().unwrap_or_default();
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(last))
}
