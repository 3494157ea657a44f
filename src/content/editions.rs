//! Names of editions as people type them, and what each edition is.

/// Editions by other names, in small letters and without spaces and signs.
const CALLED: &[(&str, &[&str])] = &[
    ("screen", &["pdf", "email", "digital", "onscreen", "tablet", "a5", "a5pdf", "pocket"]),
    (
        "large-print",
        &["large", "largeprint", "bigprint", "big", "largetext", "lp", "18pt", "largeprintpdf"],
    ),
    (
        "booklet",
        &["print", "printed", "paper", "fold", "folded", "office", "leaflet", "printer", "inhouse"],
    ),
    ("press", &["printshop", "commercial", "professional", "printers", "offset", "bleed"]),
    ("html", &["web", "website", "webpage", "online", "internet", "page", "phone", "mobile"]),
    ("text", &["txt", "plain", "plaintext", "screenreader"]),
    ("docx", &["word", "doc", "msword"]),
    ("epub", &["ebook", "kindle", "ereader"]),
];

/// What each edition is.
const WHAT: &[(&str, &str)] = &[
    ("screen", "a PDF to email"),
    ("large-print", "a PDF of A4 in large letters"),
    ("booklet", "to print and fold in the office"),
    ("press", "for a print shop"),
    ("html", "a web page"),
    ("text", "plain text"),
];

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The edition that is called so elsewhere, whether or not this program builds it.
#[must_use]
pub fn meant(name: &str) -> Option<&'static str> {
    let name = plain(name);
    let found = CALLED.iter().find(|(_, names)| names.contains(&name.as_str()));
    found.map(|(edition, _)| *edition)
}

/// What to say of names that are no editions.
pub(super) fn advice(name: &str) -> Option<&'static str> {
    match &*plain(name) {
        "all" | "everything" => Some("take the whole line out, and all are built"),
        "a4" | "letter" | "a6" | "dl" => Some(
            "that is a size of page: write page = \"A4\" under [theme]; large-print is A4 anyway",
        ),
        "easyread" => Some("an Easy Read version is a booklet of its own, with other words"),
        "audio" | "mp3" => {
            Some("there is no spoken edition: screen readers read html and text aloud")
        }
        _ => None,
    }
}

/// The names, each with what it is.
pub(super) fn listed(names: &[&str]) -> String {
    let what = |name: &str| WHAT.iter().find(|(known, _)| *known == name).map(|(_, what)| *what);
    let listed = names.iter().map(|name| match what(name) {
        Some(what) => format!("\"{name}\" ({what})"),
        None => format!("\"{name}\""),
    });
    listed.collect::<Vec<_>>().join(", ")
}
