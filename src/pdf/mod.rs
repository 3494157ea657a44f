//! A publication to bytes: drawing, tag tree, outline, metadata.
//!
//! Pages are drawn one after the other; every stretch of marked content gives an identifier that
//! is kept with the leaf it belongs to. When all pages are drawn, the structure is walked once and
//! each node takes its identifiers. Nothing here knows what a chapter or a callout is.

mod canvas;
mod clusters;
mod compact;
mod drawing;
mod faces;
mod file;
mod information;
mod links;
mod outlines;
pub mod picture;
mod sheet;
pub mod shrink;
mod spoken;
mod tags;
pub mod trial;
mod ua2;
mod viewer;

use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::{Document, SerializeSettings};

use crate::editions::{Publication, Standard};
use crate::source::Span;
use crate::typeset::Fonts;

use faces::{Faces, unusable_family};
use file::File;
use sheet::SheetWriter;
use tags::Element;

/// Why a PDF could not be written: a fault of the program's, unless a font that the author brought
/// along is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// What the writer said.
    pub message: String,
    /// The place in the source that it was about, where known.
    pub span: Option<Span>,
    /// The family of the font that is damaged.
    pub damaged_family: Option<String>,
}

impl WriteError {
    fn new(message: String) -> Self {
        Self { message, span: None, damaged_family: None }
    }
}

/// Writes a publication.
///
/// # Errors
///
/// Where krilla's own validation finds something that this program should have made impossible, and
/// where a font cannot be embedded.
pub fn write(publication: &Publication<'_>, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    if let Some(family) = unusable_family(publication, fonts) {
        let message = "a font cannot be read".to_owned();
        return Err(WriteError { damaged_family: Some(family), ..WriteError::new(message) });
    }
    let mut document = Document::new_with(settings(publication));
    let mut writer = SheetWriter::new(publication, fonts);
    for (index, sheet) in publication.sheets.iter().enumerate() {
        writer.write(&mut document, sheet, index);
    }
    let mut elements = Vec::new();
    if publication.tagged() {
        let tree;
        (tree, elements) = tags::tree(&publication.layout.structure, writer.marks);
        document.set_tag_tree(tree);
        document.set_outline(information::outline(publication.layout));
    }
    document.set_metadata(information::metadata(publication));
    let bytes = document.finish().map_err(|error| explain(publication, &writer.faces, &error))?;
    finish(&bytes, publication, &elements).map_err(WriteError::new)
}

/// What krilla leaves to be done: smaller pictures and content, wishes to the printer.
fn finish(
    bytes: &[u8],
    publication: &Publication<'_>,
    elements: &[Element],
) -> Result<Vec<u8>, String> {
    let strange = || "the file that was written could not be taken apart again".to_owned();
    let mut file = File::read(bytes).ok_or_else(strange)?;
    file.compact_content();
    shrink::Shrinker::default().shrink_pictures(&mut file);
    if let Some(duplex) = publication.duplex {
        file.change_catalog(|catalog| viewer::ask_for(catalog, duplex)).ok_or_else(strange)?;
    }
    if publication.standard == Some(Standard::Ua2) {
        ua2::raise(&mut file, publication.layout, elements)?;
    }
    Ok(file.write())
}

fn settings(publication: &Publication<'_>) -> SerializeSettings {
    let configuration = match publication.standard {
        Some(Standard::Ua1) => ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .expect("PDF/A-2a and PDF/UA-1 share PDF 1.7"),
        // krilla knows no PDF/UA-2: `ua2` makes it of this.
        Some(Standard::Ua2) => ConfigurationBuilder::new()
            .with_archival_validator(Archival::A4)
            .finish()
            .expect("PDF/A-4 is PDF 2.0"),
        None => Configuration::default(),
    };
    SerializeSettings {
        configuration,
        enable_tagging: publication.tagged(),
        // `file` does it, when there is less to be compressed.
        compress_content_streams: false,
        ..SerializeSettings::default()
    }
}

fn explain(publication: &Publication<'_>, faces: &Faces<'_>, error: &KrillaError) -> WriteError {
    let text = format!("{error:?}");
    let mut message = format!("{error}");
    let mut span = None;
    if let KrillaError::Validation(problems) = error
        && let Some((problem, _)) = problems.first()
    {
        message = format!("{message}: {problem:?}");
        span = traced(publication, &text);
    }
    let damaged_family = match error {
        KrillaError::Font(font, _) => faces.family(font),
        _ => None,
    };
    WriteError { message, span, damaged_family }
}

/// The place in the source of the first node that krilla's message carries as location.
fn traced(publication: &Publication<'_>, text: &str) -> Option<Span> {
    let at = text.find("Some(")? + "Some(".len();
    let number: u32 = text[at..].split(')').next()?.parse().ok()?;
    let id = number.checked_sub(1)?;
    let structure = &publication.layout.structure;
    ((id as usize) < structure.node_count()).then(|| structure.node(crate::layout::NodeId(id)).span)
}
