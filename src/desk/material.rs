//! New files of a booklet: chapters, and pictures that were chosen or dropped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::document::{Edit, Step, Value, apply};
use super::studio::Studio;
use super::writing;

/// The folder of a booklet in which pictures are put.
const PICTURES: &str = "pictures";

/// So many names are tried for a new file.
const MOST_NAMES: usize = 1000;

/// A picture for a file of the booklet.
#[derive(Deserialize)]
pub(super) struct NewPicture {
    pub booklet: String,
    /// The file that shall show it.
    file: String,
    /// The name that it had.
    name: String,
    /// Its bytes in Base64.
    data: String,
}

/// A new chapter.
#[derive(Deserialize)]
pub(super) struct NewChapter {
    pub booklet: String,
    title: String,
    /// The number of chapters before it.
    at: usize,
}

/// Puts a picture into the booklet's folder and says how the file names it.
pub(super) fn add_picture(studio: &Studio, picture: &NewPicture) -> Result<Answer, Answer> {
    let within = own_path(studio, &picture.file)?;
    let bytes = STANDARD.decode(picture.data.trim()).map_err(|_| unusable())?;
    let (ending, _) = kind(&bytes).ok_or_else(unusable)?;
    let stem = picture.name.rsplit_once('.').map_or(&*picture.name, |(stem, _)| stem);
    let stem = match plain_name(stem) {
        name if name.is_empty() => "picture".to_owned(),
        // Names that Windows keeps for itself, whatever their ending.
        name if crate::content::is_reserved(&name) => format!("picture-{name}"),
        name => name,
    };
    let names = std::iter::once(format!("{stem}.{ending}"));
    let names = names.chain((2..MOST_NAMES).map(|number| format!("{stem}-{number}.{ending}")));
    let _alone = studio.manuscripts().hold();
    for name in names {
        let path = joined(studio, &format!("{PICTURES}/{name}"));
        match studio.house().bytes(studio.found(), &path) {
            // The same picture once more.
            Ok(there) if there == bytes => {}
            Ok(_) => continue,
            Err(_) => {
                let added = studio.house().add(studio.found(), &path, &bytes);
                added.map_err(|why| Answer::refusal(507, "Insufficient Storage", &why))?;
            }
        }
        let up = "../".repeat(within.matches('/').count());
        return Ok(Answer::json(&json!({ "image": format!("{up}{PICTURES}/{name}") })));
    }
    Err(Answer::conflict("there are too many pictures of this name"))
}

/// A picture that a file names.
pub(super) fn image(studio: &Studio, file: &str, image: &str) -> Result<Answer, Answer> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in image.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let bytes = studio.house().bytes(studio.found(), &parts.join("/"));
    let bytes = bytes.map_err(|_| Answer::missing())?;
    let (_, sort) = kind(&bytes).ok_or_else(Answer::missing)?;
    Ok(Answer::file(sort, bytes))
}

/// Makes a chapter with its title, and adds it to the booklet.
pub(super) fn add_chapter(studio: &Studio, wish: &NewChapter) -> Result<Answer, Answer> {
    let booklet = writing::text_of(studio, &studio.found().file)?;
    let listed = match writing::top(&booklet, "chapters") {
        Some(Value::List(items)) => items,
        _ => Vec::new(),
    };
    let listed: Vec<String> = listed
        .into_iter()
        .filter_map(|item| match item {
            Value::Words(path) => Some(path),
            _ => None,
        })
        .collect();
    let folder = listed.last().and_then(|path| path.rsplit_once('/'));
    let folder = folder.map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let folder = if listed.is_empty() { "chapters/".to_owned() } else { folder };
    let title = wish.title.trim();
    let title = Edit::Set { path: vec![Step::Key("title".to_owned())], value: Value::words(title) };
    let text = apply("", &[title]).map_err(writing::refused)?.text;
    let stem = plain_name(&wish.title);
    let numbers = (listed.len() + 1)..(listed.len() + MOST_NAMES);
    for number in numbers {
        let name =
            format!("{folder}{number:02}{}{stem}.toml", if stem.is_empty() { "" } else { "-" });
        let path = joined(studio, &name);
        if listed.contains(&name) || studio.house().bytes(studio.found(), &path).is_ok() {
            continue;
        }
        let added = studio.house().add(studio.found(), &path, text.as_bytes());
        added.map_err(|why| Answer::refusal(507, "Insufficient Storage", &why))?;
        writing::add_chapter(studio, &name, wish.at.min(listed.len()), "new chapter")?;
        return Ok(Answer::json(&json!({ "file": path })));
    }
    Err(Answer::conflict("there are too many chapters of this name"))
}

/// Where a file of the booklet's folder is, in the terms of its sources.
fn joined(studio: &Studio, name: &str) -> String {
    let file = &*studio.found().file;
    file.rsplit_once('/').map_or(name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// The path of a file within the booklet's folder.
fn own_path<'a>(studio: &Studio, file: &'a str) -> Result<&'a str, Answer> {
    let folder = joined(studio, "");
    if !studio.house().is_own(studio.found(), file) {
        return Err(Answer::missing());
    }
    file.strip_prefix(&folder).ok_or_else(Answer::missing)
}

/// Letters that a file's name may have everywhere.
fn plain_name(name: &str) -> String {
    let mut plain = crate::content::slug(name);
    plain.truncate(60);
    plain.trim_matches('-').to_owned()
}

/// What sort of picture it is: the end of its name, and what a browser calls it.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(("png", "image/png")),
        [0xFF, 0xD8, 0xFF, ..] => Some(("jpg", "image/jpeg")),
        _ if start.contains("<svg") => Some(("svg", "image/svg+xml")),
        _ => None,
    }
}

fn unusable() -> Answer {
    let sentence = "this is no picture that a booklet can show: save it as PNG, JPEG or SVG";
    Answer::refusal(422, "Unprocessable Content", sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_letters_that_every_computer_takes() {
        assert_eq!(plain_name("Über uns: 2. Teil"), "uber-uns-2-teil");
        assert_eq!(plain_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(plain_name("صورة"), "");
    }

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        assert_eq!(kind(b"\x89PNG\r\n").map(|it| it.0), Some("png"));
        assert_eq!(kind(b"<?xml version=\"1.0\"?><svg/>").map(|it| it.0), Some("svg"));
        assert_eq!(kind(b"MZ"), None);
    }
}
