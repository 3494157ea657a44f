//! A publication drawn with krilla: pages, tag tree, outline, metadata.
//!
//! Pages are drawn one after the other; every stretch of marked content gives an identifier that
//! is kept with the leaf it belongs to. When all pages are drawn, the structure is walked once and
//! each node takes its identifiers. Nothing here knows what a chapter or a callout is.

mod canvas;
mod clusters;
mod drawing;
mod faces;
mod information;
mod instances;
mod links;
mod outlines;
pub mod picture;
mod prepared;
mod sheet;
mod spoken;
mod tags;
pub mod trial;

use krilla::configure::{
    Accessibility, Archival, Configuration, ConfigurationBuilder, ValidationError,
};
use krilla::error::KrillaError;
use krilla::surface::Location;
use krilla::{Document, SerializeSettings};

use super::WriteError;
use super::element::Element;
use crate::editions::{Generation, Publication};
use crate::layout::NodeId;
use crate::source::Span;
use crate::typeset::Fonts;
use faces::Faces;
use instances::unusable_family;
use sheet::SheetWriter;

/// Draws a publication; gives the file as krilla writes it and the elements of its structure.
///
/// # Errors
///
/// Where krilla's own validation finds something that this program should have made impossible, and
/// where a font cannot be embedded.
pub(super) fn draw(
    publication: &Publication<'_>,
    fonts: &Fonts,
) -> Result<(Vec<u8>, Vec<Element>), WriteError> {
    if let Some(family) = unusable_family(publication, fonts) {
        return Err(WriteError::DamagedFont { family });
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
    Ok((bytes, elements))
}

fn settings(publication: &Publication<'_>) -> SerializeSettings {
    let configuration = match publication.generation {
        Some(Generation::Ua1) => ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .expect("PDF/A-2a and PDF/UA-1 share PDF 1.7"),
        // krilla knows no PDF/UA-2: `ua2` makes it of this.
        Some(Generation::Ua2) => ConfigurationBuilder::new()
            .with_archival_validator(Archival::A4)
            .finish()
            .expect("PDF/A-4 is PDF 2.0"),
        None => Configuration::default(),
    };
    SerializeSettings {
        configuration,
        enable_tagging: publication.tagged(),
        // `rewrite` does it, when there is less to be compressed.
        compress_content_streams: false,
        ..SerializeSettings::default()
    }
}

fn explain(publication: &Publication<'_>, faces: &Faces<'_>, error: &KrillaError) -> WriteError {
    if let KrillaError::Font(font, _) = error
        && let Some(family) = faces.family(font)
    {
        return WriteError::DamagedFont { family };
    }
    let mut message = format!("{error}");
    let mut span = None;
    if let KrillaError::Validation(problems) = error
        && let Some((problem, _)) = problems.first()
    {
        message = format!("{message}: {problem:?}");
        span = location_of(problem).and_then(|location| traced(publication, location));
    }
    WriteError::Internal { message, span }
}

/// The location that a complaint carries, as `tags::location` gave it.
fn location_of(problem: &ValidationError) -> Option<Location> {
    use ValidationError as Problem;
    match problem {
        Problem::ContainsPostScript(location)
        | Problem::ContainsNotDefGlyph(_, location, _)
        | Problem::NoCodepointMapping(_, _, location)
        | Problem::InvalidCodepointMapping(_, _, _, location)
        | Problem::UnicodePrivateArea(_, _, _, location)
        | Problem::MissingAltText(location)
        | Problem::MissingAnnotationAltText(location)
        | Problem::Transparency(location)
        | Problem::ImageInterpolation(location)
        | Problem::EmbeddedFile(_, location)
        | Problem::EmbeddedPDF(location)
        | Problem::RequiresNewerPdfVersion(_, location) => *location,
        Problem::TooLongString
        | Problem::TooLongName
        | Problem::TooLongArray
        | Problem::TooLongDictionary
        | Problem::TooLargeFloat
        | Problem::TooManyIndirectObjects
        | Problem::TooHighQNestingLevel
        | Problem::MissingCMYKProfile
        | Problem::InconsistentSeparationFallback(_)
        | Problem::RestrictedLicense(_)
        | Problem::NoDocumentLanguage
        | Problem::NoDocumentTitle
        | Problem::MissingHeadingTitle
        | Problem::MissingDocumentOutline
        | Problem::MissingDocumentDate
        | Problem::MissingTagging => None,
    }
}

/// The place in the source of the node of a location.
fn traced(publication: &Publication<'_>, location: Location) -> Option<Span> {
    let id = u32::try_from(location.get()).ok()?.checked_sub(1)?;
    let structure = &publication.layout.structure;
    ((id as usize) < structure.node_count()).then(|| structure.node(NodeId(id)).span)
}
