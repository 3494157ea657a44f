//! A publication to bytes: drawing, tag tree, outline, metadata.
//!
//! Pages are drawn one after the other; every stretch of marked content gives an identifier that
//! is kept with the leaf it belongs to. When all pages are drawn, the structure is walked once and
//! each node takes its identifiers. Nothing here knows what a chapter or a callout is.

mod canvas;
mod faces;
mod information;
mod links;
pub mod picture;
mod tags;
mod viewer;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::geom::{Rect as KRect, Transform};
use krilla::page::{Page as KPage, PageSettings};
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use crate::editions::{Inks, PageSource, Placement, Publication, Sheet};
use crate::geometry::{Color, Point, Pt, Rect, Size};
use crate::layout::{ArtifactKind, Ink, Item, Owner, Page, Role};
use crate::source::Span;
use crate::typeset::Fonts;

use canvas::Canvas;
use faces::Faces;
use tags::Marks;

/// Why a PDF could not be written: always a fault of the program's, never of the author's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// What the writer said.
    pub message: String,
    /// The place in the source that it was about, where known.
    pub span: Option<Span>,
}

/// Writes a publication.
///
/// # Errors
///
/// Where krilla's own validation finds something that this program should have made impossible.
pub fn write(publication: &Publication<'_>, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let mut document = Document::new_with(settings(publication));
    let mut faces = Faces::new(fonts);
    let mut marks = Marks::new(&publication.layout.structure);
    for (index, sheet) in publication.sheets.iter().enumerate() {
        write_sheet(&mut document, publication, sheet, index, (&mut faces, &mut marks, fonts));
    }
    if publication.tagged {
        document.set_tag_tree(tags::tree(&publication.layout.structure, marks));
        document.set_outline(information::outline(publication.layout));
    }
    document.set_metadata(information::metadata(publication));
    let bytes = document.finish().map_err(|error| explain(publication, &error))?;
    Ok(viewer::ask_for(bytes, publication.duplex))
}

fn settings(publication: &Publication<'_>) -> SerializeSettings {
    let configuration = if publication.tagged {
        ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .expect("PDF/A-2a and PDF/UA-1 share PDF 1.7")
    } else {
        Configuration::default()
    };
    SerializeSettings {
        configuration,
        enable_tagging: publication.tagged,
        ..SerializeSettings::default()
    }
}

fn write_sheet(
    document: &mut Document,
    publication: &Publication<'_>,
    sheet: &Sheet,
    index: usize,
    (faces, marks, fonts): (&mut Faces<'_>, &mut Marks, &Fonts),
) {
    let mut page = document.start_page_with(page_settings(sheet));
    let mut surface = page.surface();
    if sheet.turned {
        let (width, height) = (sheet.size.width.0, sheet.size.height.0);
        surface.push_transform(&Transform::from_row(-1.0, 0.0, 0.0, -1.0, width, height));
    }
    for placement in &sheet.placements {
        let content = page_of(publication, placement);
        let bleed = sheet.trim.zip(sheet.bleed).map(|(trim, bleed)| trim.x - bleed.x);
        let mut canvas = Canvas {
            faces,
            inks: &publication.inks,
            bleed: bleed.map(|bleed| (publication.layout.page, bleed)),
        };
        let clip = placement.clip.and_then(|clip| canvas::rectangle(clip, Pt::ZERO));
        if let Some(clip) = &clip {
            surface.push_clip_path(clip, &FillRule::NonZero);
        }
        draw_page(&mut surface, publication, placement, content, (&mut canvas, marks, index));
        if clip.is_some() {
            surface.pop();
        }
    }
    if sheet.turned {
        surface.pop();
    }
    draw_crop_marks(&mut surface, publication, sheet, faces);
    surface.finish();
    if publication.tagged {
        annotate(&mut page, publication, sheet, fonts, marks);
    }
    page.finish();
}

fn page_of<'p>(publication: &'p Publication<'_>, placement: &Placement) -> &'p Page {
    match placement.page {
        PageSource::Layout(index) => &publication.layout.pages[index],
        PageSource::Filler(index) => &publication.fillers[index],
    }
}

fn page_settings(sheet: &Sheet) -> PageSettings {
    let (width, height) = (sheet.size.width.0, sheet.size.height.0);
    let mut settings = PageSettings::from_wh(width, height).expect("pages have a size");
    if let Some(label) = &sheet.label {
        settings = settings.with_page_label(information::label(label));
    }
    let rect = |rect: Rect| KRect::from_xywh(rect.x.0, rect.y.0, rect.width.0, rect.height.0);
    if let Some(trim) = sheet.trim.and_then(rect) {
        settings = settings.with_trim_box(Some(trim));
    }
    if let Some(bleed) = sheet.bleed.and_then(rect) {
        settings = settings.with_bleed_box(Some(bleed));
    }
    settings
}

/// Draws a page's items; neighbours of one owner share their marked content.
fn draw_page(
    surface: &mut Surface<'_>,
    publication: &Publication<'_>,
    placement: &Placement,
    page: &Page,
    (canvas, marks, index): (&mut Canvas<'_, '_>, &mut Marks, usize),
) {
    draw_paper(surface, publication, canvas);
    let structure = &publication.layout.structure;
    for items in page.items.chunk_by(|a, b| a.owner == b.owner) {
        let owner = items[0].owner;
        let identifier = publication.tagged.then(|| surface.start_tagged(content_tag(items)));
        for item in items {
            canvas.draw(surface, placement.at, item);
        }
        let Some(identifier) = identifier else { continue };
        surface.end_tagged();
        if let Owner::Leaf(leaf) = owner {
            marks.add_leaf(leaf, identifier);
            let parent = structure.leaf_parent(leaf);
            if structure.node(parent).role == Role::Figure {
                for rect in items.iter().filter_map(extent) {
                    marks.add_box(parent, index, rect);
                }
            }
        }
    }
}

/// The colour of the page on screen, where it is not white.
fn draw_paper(surface: &mut Surface<'_>, publication: &Publication<'_>, _: &Canvas<'_, '_>) {
    let Inks::Screen(palette) = &publication.inks else { return };
    if palette.paper == Color::WHITE {
        return;
    }
    let Size { width, height } = publication.layout.page;
    let rect = Rect::new(Pt::ZERO, Pt::ZERO, width, height);
    let Some(path) = canvas::rectangle(rect, Pt::ZERO) else { return };
    if publication.tagged {
        surface.start_tagged(background(rect));
    }
    let Color { red, green, blue } = palette.paper;
    surface.set_stroke(None);
    surface.set_fill(Some(krilla::paint::Fill {
        paint: krilla::color::rgb::Color::new(red, green, blue).into(),
        ..krilla::paint::Fill::default()
    }));
    surface.draw_path(&path);
    if publication.tagged {
        surface.end_tagged();
    }
}

fn content_tag(items: &[Item]) -> ContentTag<'static> {
    let kind = match items[0].owner {
        Owner::Leaf(_) => {
            let text = items.iter().all(|item| matches!(item.ink, Ink::Glyphs(..)));
            return if text { ContentTag::Span(SpanTag::empty()) } else { ContentTag::Other };
        }
        Owner::Artifact(kind) => kind,
    };
    match kind {
        ArtifactKind::Footer => artifact(ArtifactType::Footer),
        ArtifactKind::Pagination => artifact(ArtifactType::PaginationOther),
        ArtifactKind::Layout => artifact(ArtifactType::Layout),
        ArtifactKind::Background => {
            let extent = items.iter().filter_map(extent).reduce(Rect::union);
            background(extent.unwrap_or_default())
        }
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

/// A background says how large it is (ISO 32000-1, table 330).
fn background(rect: Rect) -> ContentTag<'static> {
    let rect = KRect::from_xywh(rect.x.0, rect.y.0, rect.width.0, rect.height.0);
    let place = rect.or_else(|| KRect::from_xywh(0.0, 0.0, 1.0, 1.0));
    ContentTag::Artifact(Artifact::new(ArtifactType::Background, place))
}

/// The rectangle that an item takes up, where it has a size of its own.
fn extent(item: &Item) -> Option<Rect> {
    match &item.ink {
        Ink::Fill { size, .. } | Ink::Outline { size, .. } | Ink::Picture(_, size) => {
            Some(Rect::new(item.at.x, item.at.y, size.width, size.height))
        }
        Ink::Fills(rects, _) => rects
            .iter()
            .copied()
            .reduce(Rect::union)
            .map(|rect| rect.translate(Point::new(item.at.x, item.at.y))),
        Ink::Glyphs(..) | Ink::Leader { .. } => None,
    }
}

fn draw_crop_marks(
    surface: &mut Surface<'_>,
    publication: &Publication<'_>,
    sheet: &Sheet,
    faces: &mut Faces<'_>,
) {
    let canvas = Canvas { faces, inks: &publication.inks, bleed: None };
    for (from, to) in &sheet.crop_marks {
        canvas.mark(surface, *from, *to);
    }
}

fn annotate(
    page: &mut KPage<'_>,
    publication: &Publication<'_>,
    sheet: &Sheet,
    fonts: &Fonts,
    marks: &mut Marks,
) {
    for placement in &sheet.placements {
        let items = &page_of(publication, placement).items;
        links::annotate(page, publication.layout, items, fonts, marks);
    }
}

fn explain(publication: &Publication<'_>, error: &krilla::error::KrillaError) -> WriteError {
    let text = format!("{error:?}");
    let mut message = format!("{error}");
    let mut span = None;
    if let krilla::error::KrillaError::Validation(problems) = error
        && let Some((problem, _)) = problems.first()
    {
        message = format!("{message}: {problem:?}");
        span = traced(publication, &text);
    }
    WriteError { message, span }
}

/// The place in the source of the first node that krilla's message carries as location.
fn traced(publication: &Publication<'_>, text: &str) -> Option<Span> {
    let at = text.find("Some(")? + "Some(".len();
    let number: u32 = text[at..].split(')').next()?.parse().ok()?;
    let id = number.checked_sub(1)?;
    let structure = &publication.layout.structure;
    ((id as usize) < structure.node_count()).then(|| structure.node(crate::layout::NodeId(id)).span)
}
