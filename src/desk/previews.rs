//! The editions that have no pages: the web page, the text, and what a screen reader says.

use super::studio::Studio;
use crate::content::EditionName;
use crate::make::{self, Request};
use crate::verify;

/// An edition of the last book that could be read.
///
/// # Errors
///
/// A sentence, where there is none yet or it cannot be made.
pub(super) fn bytes(studio: &Studio, edition: EditionName) -> Result<Vec<u8>, String> {
    let Some(book) = studio.book() else {
        return Err("the booklet cannot be read yet; see its messages".to_owned());
    };
    let house = studio.house();
    let request = Request { editions: vec![edition], ..house.wishes() };
    let mut made = None;
    let doing = format!("making the {} edition", edition.as_str());
    house.work(&doing, &mut || made = Some(make::make(&book, &request)))?;
    let made = made.ok_or("nothing was made")?;
    match made.outputs.into_iter().next() {
        Some(output) => Ok(output.bytes),
        None => Err(made.fault.map_or_else(
            || "this edition cannot be made; see the messages".to_owned(),
            |fault| fault.message,
        )),
    }
}

/// What a screen reader says of the `screen` edition.
///
/// # Errors
///
/// A sentence, as above.
pub(super) fn heard(studio: &Studio) -> Result<String, String> {
    let pdf = bytes(studio, EditionName::Screen)?;
    let mut heard = Err("nothing was heard".to_owned());
    studio.house().work("reading the screen edition", &mut || {
        heard = verify::heard(&pdf).map_err(|why| why.to_string()).map(|it| it.to_string());
    })?;
    heard
}
