//! The finished editions, to be taken away one by one or together.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::studio::Studio;
use super::{archive, hold};
use crate::content::EditionName;
use crate::make::{self, Made, Request};

/// The name under which all editions are taken away.
const TOGETHER: &str = "all.zip";

/// A wish for all editions.
#[derive(Deserialize)]
pub(super) struct Build {
    pub booklet: String,
}

/// Makes all editions and says what they are.
pub(super) fn build(studio: &Studio, _: &Build) -> Result<Answer, Answer> {
    // As the files stand: the last book that could be read may be an older one.
    let Some(book) = studio.house().read(studio.found()).book else {
        return Err(Answer::conflict("there is something to be mended first; see the messages"));
    };
    let request = Request { editions: Vec::new(), ..studio.house().wishes() };
    let mut made = None;
    let work = &mut || made = Some(make::make(&book, &request));
    studio.house().work("making the editions", work).map_err(|why| Answer::conflict(&why))?;
    let Made { outputs, fault, notes, .. } = made.unwrap_or_default();
    if outputs.is_empty() {
        let why =
            fault.map_or_else(|| "nothing could be made; see the messages".into(), |it| it.message);
        return Err(Answer::conflict(&why));
    }
    let facts: Vec<_> = outputs
        .iter()
        .map(|output| {
            json!({
                "edition": output.edition.as_str(),
                "label": output.label(),
                "file": output.file_name,
                "bytes": output.bytes.len(),
                "pages": output.pages,
                "sheets": output.sheets,
                "fillers": output.filler_pages,
            })
        })
        .collect();
    let printed = outputs.iter().any(|output| output.edition == EditionName::Booklet);
    *hold(&studio.finished().0) = Arc::new(outputs);
    Ok(Answer::json(&json!({
        "editions": facts, "notes": notes, "printed": printed, "all": TOGETHER,
    })))
}

/// A file that was made, or all of them in one.
pub(super) fn download(studio: &Studio, name: &str) -> Result<Answer, Answer> {
    let outputs = Arc::clone(&hold(&studio.finished().0));
    if name == TOGETHER && !outputs.is_empty() {
        let files: Vec<_> =
            outputs.iter().map(|output| (&*output.file_name, &*output.bytes)).collect();
        let stem = studio.book().map_or_else(|| "booklet".to_owned(), |book| book.slug.to_string());
        let bytes = archive::stored(&files).map_err(|_| {
            Answer::conflict("the editions are too large for one file; take them one by one")
        })?;
        return Ok(Answer::download("application/zip", &format!("{stem}.zip"), bytes));
    }
    let output = outputs.iter().find(|output| output.file_name == name);
    let output = output.ok_or_else(Answer::missing)?;
    let kind = match name.rsplit_once('.') {
        Some((_, "pdf")) => "application/pdf",
        Some((_, "html")) => "text/html; charset=utf-8",
        Some((_, "txt")) => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    Ok(Answer::download(kind, name, output.bytes.clone()))
}
