//! The real way from a booklet's file to its editions, for `build`.

use std::path::Path;

use super::pipeline::{Failure, Loaded, Made, Planned, Request};
use crate::content::{self, Book};
use crate::make;
use crate::picture::PictureFonts;
use crate::typeset::{FontId, Fonts};

/// Reads a booklet and says how to make it.
///
/// # Errors
///
/// Where the machine, and not the author, keeps the program from its work.
pub fn load(request: &Request) -> Result<Loaded, Failure> {
    let options =
        content::Options { root: request.root.clone(), picture_fonts: Some(picture_fonts) };
    let loaded = content::load(Path::new(&request.file), &options);
    let wishes = make::Request {
        editions: request.editions.clone().unwrap_or_default(),
        fonts: request.fonts.clone(),
    };
    let planned = loaded.book.map(|book| plan(book, wishes));
    Ok(Loaded {
        sources: loaded.sources,
        diagnostics: loaded.diagnostics,
        files: loaded.files,
        planned,
    })
}

fn plan(book: Book, wishes: make::Request) -> Planned {
    Planned {
        slug: book.slug.clone(),
        slug_span: book.title.span,
        editions: make::wanted(&book, &wishes),
        make: Box::new(move || {
            let made = make::make(&book, &wishes);
            match made.fault {
                Some(fault) => Err(Failure(fault)),
                None => Ok(Made {
                    outputs: made.outputs,
                    diagnostics: made.diagnostics,
                    notes: made.notes,
                }),
            }
        }),
    }
}

/// The default faces and their fallback, for words within drawings.
fn picture_fonts() -> PictureFonts {
    let fonts = Fonts::built_in();
    PictureFonts::new((0..4).map(|id| fonts.data(FontId(id)).0))
}
