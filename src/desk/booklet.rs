//! What is told of a booklet that is open: its files, its editions, its pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use super::answer::Answer;
use super::http::Head;
use super::messages::Counts;
use super::pages::{Form, POCKET, Set};
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
        "id": studio.house().identity(studio.found()),
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
    let facts =
        |name: &str, label: String, form| EditionFacts { name: name.to_owned(), label, form };
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
                let large = sets.iter().filter(|set| set.name != POCKET);
                let label = |set: &Set| match set.size() {
                    Some(size) => format!("Large print, {size} point"),
                    None => "Large print".to_owned(),
                };
                large.map(|set| facts(&set.name, label(set), "pages")).collect()
            }
        })
        .collect();
    editions.push(facts("heard", "As heard".into(), "text"));
    editions
}

/// The layout of an edition, and how its pages are arranged.
fn set(studio: &Studio, head: &Head) -> Result<(Arc<Set>, Form), Answer> {
    let name = head.asked("edition").unwrap_or_default();
    let edition = EditionName::from_name(name);
    let pocket = [EditionName::Screen, EditionName::Booklet, EditionName::Press];
    let layout = if edition.is_some_and(|it| pocket.contains(&it)) { POCKET } else { name };
    let find = || studio.sets().into_iter().find(|set| set.name == layout);
    let set = find().or_else(|| {
        // At first it is waited for.
        studio.reading()?;
        find()
    });
    Ok((set.ok_or_else(Answer::missing)?, edition.map_or(Form::Single, Form::of)))
}

/// The pages of an edition.
pub(super) fn pages(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let (set, form) = set(studio, head)?;
    Ok(Answer::json(&json!({
        "round": set.round,
        "pages": set.facts(form),
        "rightToLeft": set.is_right_to_left(),
    })))
}

/// A page as a drawing.
pub(super) fn page(studio: &Studio, head: &Head, hash: &str) -> Result<Answer, Answer> {
    let (set, form) = set(studio, head)?;
    let asked = |name: &str| encoded(head.asked(name).unwrap_or_default());
    let (booklet, edition) = (asked("booklet"), asked("edition"));
    let pictures = format!("api/picture?booklet={booklet}&edition={edition}&id=");
    match set.draw(form, hash, pictures) {
        Some(drawing) => Ok(Answer::file("image/svg+xml", drawing.into_bytes())),
        None => Err(Answer::missing()),
    }
}

/// A picture of pixels that stands on a page.
pub(super) fn picture(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let (set, _) = set(studio, head)?;
    let picture = set.picture(head.asked("id").unwrap_or_default());
    let (kind, bytes) = picture.ok_or_else(Answer::missing)?;
    Ok(Answer::file(kind, bytes.to_vec()))
}

/// Where the words of a page stand.
pub(super) fn places(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let (set, form) = set(studio, head)?;
    let number = head.asked("number").and_then(|text| text.parse().ok());
    let places = set.places(form, number.ok_or_else(Answer::missing)?);
    Ok(Answer::json(&json!({ "places": places })))
}

/// The page on which a place in a file is shown.
pub(super) fn showing(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let (set, form) = set(studio, head)?;
    let byte = |name| head.asked(name).and_then(|text| text.parse::<u32>().ok());
    let (Some(file), Some(from), Some(to)) = (head.asked("file"), byte("from"), byte("to")) else {
        return Err(Answer::missing());
    };
    Ok(Answer::json(&json!({ "page": set.showing(form, file, from, to) })))
}

/// A text as a part of an address (RFC 3986, 2.3).
fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
