//! What is told of a booklet that is open: its files, its editions, its pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use super::answer::Answer;
use super::http::Head;
use super::messages::Counts;
use super::pages::{POCKET, Set};
use super::studio::{Reading, Studio};
use super::words;
use crate::content::{Book, EditionName};
use crate::make::{self, Request};

/// A file of the booklet.
#[derive(Debug, Serialize)]
struct FileFacts<'a> {
    path: &'a str,
    title: Option<String>,
    /// `booklet`, `chapter` or `house`.
    role: &'static str,
    counts: Counts,
}

/// An edition that can be looked at.
#[derive(Debug, Serialize)]
struct EditionFacts {
    name: String,
    label: String,
    /// `pages`, `sheets`, `web` or `text`.
    form: &'static str,
}

/// The booklet as a whole.
pub(super) fn answer(studio: &Studio) -> Answer {
    let Some(reading) = studio.reading() else { return Answer::missing() };
    let book = studio.book();
    let title = book.as_ref().map(|book| book.title.text.to_string());
    let files = files(&reading, &studio.found().file);
    Answer::json(&json!({
        "path": studio.found().path,
        "title": title.or_else(|| files.first().and_then(|file| file.title.clone())),
        "language": book.as_ref().map(|book| book.language.to_string()),
        "files": files,
        "editions": editions(studio, book.as_deref()),
        "round": reading.round,
        "sound": reading.sound,
        "counts": Counts::of(&reading.findings),
    }))
}

fn files<'r>(reading: &'r Reading, booklet: &str) -> Vec<FileFacts<'r>> {
    let counts = Counts::by_file(&reading.findings, &reading.sources);
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    let files = reading.sources.iter().filter(|(_, file)| {
        // Pictures that have a finding are files too.
        file.path.ends_with(".toml") && seen.insert(&file.path, ()).is_none()
    });
    files
        .map(|(id, file)| FileFacts {
            path: &file.path,
            title: words::title_of(file),
            role: match () {
                () if Some(id) == reading.house => "house",
                () if *file.path == *booklet => "booklet",
                () => "chapter",
            },
            counts: counts.get(&*file.path).copied().unwrap_or_default(),
        })
        .collect()
}

/// The editions that the booklet is published in, and how it is heard.
fn editions(studio: &Studio, book: Option<&Book>) -> Vec<EditionFacts> {
    let Some(book) = book else { return Vec::new() };
    let wanted = make::wanted(book, &Request { editions: Vec::new(), ..studio.house().wishes() });
    let facts = |name: &str, label: String, form| EditionFacts { name: name.to_owned(), label, form };
    let mut editions: Vec<EditionFacts> = wanted
        .into_iter()
        .flat_map(|edition| match edition {
            EditionName::Screen => vec![facts("screen", "On screen".into(), "pages")],
            EditionName::Booklet => vec![facts("booklet", "Booklet sheets".into(), "sheets")],
            EditionName::Press => vec![facts("press", "For a print shop".into(), "pages")],
            EditionName::Html => vec![facts("html", "Web page".into(), "web")],
            EditionName::Text => vec![facts("text", "Text".into(), "text")],
            EditionName::LargePrint => {
                let sets = studio.sets();
                let large = sets.iter().filter(|set| set.edition != POCKET);
                let size = |set: &Set| set.layout.style.large_print.and_then(|it| it.size());
                let label = |set: &Set| match size(set) {
                    Some(size) => format!("Large print, {size} point"),
                    None => "Large print".to_owned(),
                };
                large.map(|set| facts(&set.edition, label(set), "pages")).collect()
            }
        })
        .collect();
    editions.push(facts("heard", "As heard".into(), "text"));
    editions
}

/// The layout of an edition, and which edition of it is meant.
fn set(studio: &Studio, head: &Head) -> Result<(Arc<Set>, EditionName), Answer> {
    let name = head.asked("edition").unwrap_or_default();
    let edition = match name {
        "booklet" => EditionName::Booklet,
        "press" => EditionName::Press,
        _ => EditionName::Screen,
    };
    let layout = if ["screen", "booklet", "press"].contains(&name) { POCKET } else { name };
    let set = studio.sets().into_iter().find(|set| set.edition == layout);
    Ok((set.ok_or_else(Answer::missing)?, edition))
}

/// The pages of an edition.
pub(super) fn pages(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let (set, edition) = set(studio, head)?;
    Ok(Answer::json(&json!({
        "round": set.round,
        "pages": set.facts(edition),
        "rightToLeft": set.is_right_to_left(),
    })))
}

/// A page as a drawing.
pub(super) fn page(studio: &Studio, head: &Head, hash: &str) -> Result<Answer, Answer> {
    let (set, edition) = set(studio, head)?;
    match set.draw(edition, hash) {
        Some(drawing) => Ok(Answer::file("image/svg+xml", drawing.into_bytes())),
        None => Err(Answer::missing()),
    }
}

/// The page on which a place in a file is shown.
pub(super) fn place(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let (set, edition) = set(studio, head)?;
    let byte = |name| head.asked(name).and_then(|text| text.parse::<u32>().ok());
    let (Some(file), Some(from), Some(to)) = (head.asked("file"), byte("from"), byte("to")) else {
        return Err(Answer::missing());
    };
    let page = set.page_of(file, from, to);
    let holding = page.and_then(|page| {
        set.facts(edition).iter().find(|facts| facts.pages.contains(&page)).map(|it| it.number)
    });
    Ok(Answer::json(&json!({ "page": holding })))
}
