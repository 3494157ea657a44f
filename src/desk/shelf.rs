//! Several booklets: what is told of each before it is opened, and new ones.

use std::sync::Arc;

use serde::Serialize;

use super::house::{Found, House};
use super::messages::Counts;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::make;
use crate::source::Sources;
use crate::words::Date;

/// What is told of a booklet at once.
#[derive(Debug, Serialize)]
pub(super) struct BookletFacts {
    path: String,
    title: Option<String>,
}

/// What is told of a booklet when it was read and checked.
#[derive(Debug, Default, Serialize)]
pub(super) struct Glance {
    reviewed: Option<String>,
    review_by: Option<String>,
    counts: Counts,
    failure: Option<String>,
}

/// A booklet, with the title that its file has, where that is its own and no link to elsewhere.
pub(super) fn facts(house: &dyn House, booklet: &Found) -> BookletFacts {
    let bytes = house.bytes(booklet, &booklet.file).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let title = text.and_then(|text| {
        let mut sources = Sources::new();
        let id = sources.add(&*booklet.file, &text);
        words::title_of(sources.file(id))
    });
    BookletFacts { path: booklet.path.clone(), title }
}

/// Reads and checks a booklet.
pub(super) fn look(house: &dyn House, booklet: &Found) -> Glance {
    let mut glance = Glance::default();
    let outcome = house.work(&format!("looking at {}", booklet.path), &mut || {
        let loaded = house.read(booklet);
        let Some(book) = loaded.book else {
            glance.counts = Counts::of(&loaded.diagnostics);
            return;
        };
        let book = Arc::new(book);
        let date = |date: Date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        glance.reviewed = book.reviewed.as_ref().map(|it| date(it.value));
        glance.review_by = book.review_by.as_ref().map(|it| date(it.value));
        let proof = make::proof_shown(&book, &house.wishes(), &|_, _, _| {});
        let findings: Vec<Diagnostic> =
            house.findings((&book, &loaded.sources), proof, loaded.diagnostics);
        glance.counts = Counts::of(&findings);
    });
    glance.failure = outcome.err();
    glance
}
