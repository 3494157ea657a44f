//! What is said where the contact section does not fit the back page.

use chapbook::content::{self, EditionName, Options};
use chapbook::diagnostic::Diagnostic;
use chapbook::make::{self, Request};

const QR: &str = "qr = { url = 'https://www.example.org', label = 'Our website' }\n";

/// The problems of a contact section with these keys and so many points.
fn told(keys: &str, points: usize, editions: &[EditionName]) -> Vec<Diagnostic> {
    let point = |at: usize| {
        format!(
            "[[contact.point]]\nname = 'Line {at}'\nphone = '01632 9600{:02}'\nhours = 'Always'\n",
            at + 10
        )
    };
    let points: String = (0..points).map(point).collect();
    let booklet = format!(
        "title = 'T'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\nheading = 'Help'\n\
         {keys}{points}"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("booklet.toml"), &booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), "title = 'A'\n[[block]]\ntext = 'x'\n").unwrap();
    let loaded = content::load(&folder.path().join("booklet.toml"), &Options::default());
    let book = loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let request = Request { editions: editions.to_vec(), ..Request::default() };
    make::make(&book, &request).diagnostics
}

fn helps(problem: &Diagnostic) -> Vec<&str> {
    problem.helps.iter().map(|help| &*help.text).collect()
}

#[test]
fn the_largest_parts_are_named_with_what_they_take() {
    let problems = told(QR, 4, &[EditionName::Screen]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let labels: Vec<&str> = problems[0].labels.iter().map(|label| &*label.text).collect();
    assert!(labels[0].starts_with("the QR code takes "), "{labels:?}");
    assert!(labels[1].starts_with("the point “Line "), "{labels:?}");
    assert_eq!(labels.len(), 3);
    assert!(helps(&problems[0])[0].contains("the QR code"), "{problems:?}");
}

#[test]
fn what_is_named_as_enough_is_enough() {
    let with = told(QR, 4, &[EditionName::Screen]);
    assert!(helps(&with[0])[0].contains("to leave out"), "{with:?}");
    assert!(told("", 4, &[EditionName::Screen]).is_empty());
    let many = told(QR, 12, &[EditionName::Screen]);
    assert!(helps(&many[0])[0].contains("no part alone is enough"), "{many:?}");
}

#[test]
fn editions_that_it_fits_are_named_and_can_be_built() {
    let problems = told(QR, 4, &EditionName::ALL);
    let help = helps(&problems[0])[1];
    let named: Vec<EditionName> = EditionName::ALL
        .into_iter()
        .filter(|it| help.contains(&format!("--edition {}", it.as_str())))
        .collect();
    assert!(named.contains(&EditionName::Html) && named.contains(&EditionName::Text), "{help}");
    assert!(!named.contains(&EditionName::Screen), "{help}");
    assert!(told(QR, 4, &named).is_empty(), "{help}");
}
