//! Whose fault it is that a PDF came out wrong: what an author brought along is tried alone.
//!
//! A damaged font or a drawing of extremes may pass every look at it and still break the file that it
//! is put into. Nothing is tried before something is wrong.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use super::weight::images;
use crate::codes;
use crate::content::{Book, Picture};
use crate::diagnostic::{Diagnostic, Severity};
use crate::editions::Publication;
use crate::layout::Ink;
use crate::pdf::trial;
use crate::picture::PictureKind;
use crate::source::Span;
use crate::typeset::{FontBytes, FontId, Fonts};
use crate::verify;

/// What an author brought along for a PDF.
#[derive(Clone, Default)]
pub struct Suspects {
    faces: Vec<SuspectFace>,
    drawings: Vec<SuspectDrawing>,
}

/// A face that is not compiled in.
#[derive(Clone)]
struct SuspectFace {
    path: PathBuf,
    bytes: FontBytes,
    index: u32,
    /// Each glyph with its advance in ems and a text that it stands for.
    glyphs: Vec<(u16, f32, String)>,
}

#[derive(Clone)]
struct SuspectDrawing {
    picture: Arc<Picture>,
    size: (f32, f32),
    path: String,
    place: Span,
}

impl std::fmt::Debug for Suspects {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let paths = self.faces.iter().map(|face| face.path.display().to_string());
        f.debug_list().entries(paths.chain(self.drawings.iter().map(|it| it.path.clone()))).finish()
    }
}

impl Suspects {
    /// What a publication shows of its author's own.
    pub(super) fn of(book: &Book, publication: &Publication<'_>, fonts: &Fonts) -> Self {
        let mut glyphs: BTreeMap<FontId, BTreeMap<u16, (f32, String)>> = BTreeMap::new();
        let mut drawings: Vec<SuspectDrawing> = Vec::new();
        let pages = publication.layout.pages.iter().chain(&publication.fillers);
        for item in pages.flat_map(|page| &page.items) {
            match &item.ink {
                Ink::Glyphs(run, _) if !fonts.is_built_in(run.font) => {
                    let of_face = glyphs.entry(run.font).or_default();
                    for glyph in &run.glyphs {
                        let text = run.text.get(glyph.start as usize..glyph.end as usize);
                        let text = text.unwrap_or_default().to_owned();
                        of_face.entry(glyph.id).or_insert((glyph.advance, text));
                    }
                }
                Ink::Picture(picture, size) if matches!(picture.kind, PictureKind::Drawing(_)) => {
                    if let Some(image) = images(book).find(|it| it.picture.id == picture.id)
                        && !drawings.iter().any(|known| known.picture.id == picture.id)
                    {
                        drawings.push(SuspectDrawing {
                            picture: Arc::clone(picture),
                            size: (size.width.0, size.height.0),
                            path: image.path.value.clone(),
                            place: image.path.span,
                        });
                    }
                }
                _ => {}
            }
        }
        let face = |(font, glyphs): (FontId, BTreeMap<u16, (f32, String)>)| {
            let (bytes, index) = fonts.data(font);
            let path = fonts.path(font)?.to_owned();
            let glyphs = glyphs.into_iter().map(|(id, (advance, text))| (id, advance, text));
            Some(SuspectFace { path, bytes, index, glyphs: glyphs.collect() })
        };
        Self { faces: glyphs.into_iter().filter_map(face).collect(), drawings }
    }

    /// Tries each alone and tells of those with which a PDF comes out wrong.
    #[must_use]
    pub fn convict(&self) -> Vec<Diagnostic> {
        let face = |face: &SuspectFace| {
            let pdf = || trial::face(&face.bytes, face.index, &face.glyphs);
            (!comes_out(pdf)).then(|| damaged_font(&face.path))
        };
        let drawing = |drawing: &SuspectDrawing| {
            let pdf = || trial::drawing(&drawing.picture, drawing.size);
            (!comes_out(pdf)).then(|| strange_drawing(&drawing.path, drawing.place))
        };
        let faces = self.faces.iter().filter_map(face);
        faces.chain(self.drawings.iter().filter_map(drawing)).collect()
    }
}

/// Whether a PDF can be written and conforms to its standards.
fn comes_out(pdf: impl Fn() -> Option<Vec<u8>>) -> bool {
    let bytes = catch_unwind(AssertUnwindSafe(pdf)).ok().flatten();
    bytes.is_some_and(|bytes| {
        verify::validate_own(&bytes).is_ok_and(|results| results.iter().all(|it| it.passes))
    })
}

fn damaged_font(path: &std::path::Path) -> Diagnostic {
    let message = format!("{} is damaged", path.display());
    Diagnostic::new(codes::BAD_THEME, Severity::Error, None, message)
        .note("a PDF with it would be faulty")
        .help("get the file again from its maker, or take it out of its folder")
}

fn strange_drawing(path: &str, place: Span) -> Diagnostic {
    let message = format!("SVG cannot be put into a PDF: {path}");
    Diagnostic::error(codes::BAD_PICTURE, place, message)
        .note("it has measures or effects that PDF readers cannot show")
        .help("simplify the drawing, or export it as a PNG of 300 dpi")
}
