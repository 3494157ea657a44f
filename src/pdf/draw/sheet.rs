//! One page of the file: placements drawn, marked content kept by leaf, links laid over them.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use krilla::Document;
use krilla::geom::{Rect as KRect, Transform};
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::canvas::{Canvas, PlacedMark, rectangle};
use super::faces::Faces;
use super::picture::Pictures;
use super::tags::Marks;
use super::{information, links};
use crate::editions::{AccentInks, Inks, Placement, Publication, Sheet};
use crate::geometry::{Color, Point, Pt, Rect};
use crate::language::Direction;
use crate::layout::{ArtifactKind, Ink, Item, LeafId, Owner, Role, Tone};
use crate::picture::Picture;
use crate::typeset::Fonts;

/// The pictures of a publication; a print shop gets them as fine as they are.
fn pictures(publication: &Publication<'_>) -> Pictures {
    let pictures = Pictures::of(drawn(publication));
    match publication.inks {
        Inks::Screen(_) | Inks::Office(_) => pictures.no_finer(drawn(publication)),
        Inks::Process { accent: inks } => {
            pictures.with_accent(AccentInks { seen: publication.layout.style.palette.accent, inks })
        }
    }
}

/// The pictures of a publication in their sizes, as often as they are drawn.
fn drawn<'p>(publication: &'p Publication<'_>) -> impl Iterator<Item = (&'p Picture, (f32, f32))> {
    let placements = publication.sheets.iter().flat_map(|sheet| &sheet.placements);
    let items = placements.flat_map(|placement| &publication.page(placement.page).items);
    items.filter_map(|item| match &item.ink {
        Ink::Picture(picture, size) => Some((&**picture, (size.width.0, size.height.0))),
        _ => None,
    })
}

/// What is kept from sheet to sheet.
pub(super) struct SheetWriter<'a> {
    publication: &'a Publication<'a>,
    fonts: &'a Fonts,
    pub(super) faces: Faces<'a>,
    pictures: Pictures,
    /// Identifiers for the tag tree.
    pub(super) marks: Marks,
}

impl<'a> SheetWriter<'a> {
    pub(super) fn new(publication: &'a Publication<'a>, fonts: &'a Fonts) -> Self {
        Self {
            publication,
            fonts,
            faces: Faces::new(fonts, publication.layout.direction == Direction::RightToLeft),
            pictures: pictures(publication),
            marks: Marks::new(&publication.layout.structure),
        }
    }

    /// Writes a sheet as a page of the file.
    pub(super) fn write(&mut self, document: &mut Document, sheet: &Sheet, index: usize) {
        let mut page = document.start_page_with(settings(sheet));
        let mut surface = page.surface();
        // A surface that is dropped with something open panics; while a panic is under way already,
        // that would end the program before it could tell its user.
        let drawn = catch_unwind(AssertUnwindSafe(|| self.draw(&mut surface, sheet, index)));
        if let Err(panic) = drawn {
            std::mem::forget(surface);
            std::mem::forget(page);
            resume_unwind(panic);
        }
        surface.finish();
        if self.publication.tagged() {
            for placement in &sheet.placements {
                let items = &self.publication.page(placement.page).items;
                let layout = self.publication.layout;
                links::annotate(&mut page, layout, items, self.fonts, &mut self.marks);
            }
        }
        page.finish();
    }

    fn draw(&mut self, surface: &mut Surface<'_>, sheet: &Sheet, index: usize) {
        if sheet.turned {
            let (width, height) = (sheet.size.width.0, sheet.size.height.0);
            surface.push_transform(&Transform::from_row(-1.0, 0.0, 0.0, -1.0, width, height));
        }
        for placement in &sheet.placements {
            let clip = placement.clip.and_then(|clip| rectangle(clip, Pt::ZERO));
            if let Some(clip) = &clip {
                surface.push_clip_path(clip, &FillRule::NonZero);
            }
            self.draw_page(surface, sheet, placement, index);
            if clip.is_some() {
                surface.pop();
            }
        }
        if sheet.turned {
            surface.pop();
        }
        let canvas = self.canvas(None);
        for (from, to) in &sheet.crop_marks {
            canvas.mark(surface, *from, *to);
        }
    }

    fn canvas(&mut self, bleed: Option<Pt>) -> Canvas<'_, 'a> {
        Canvas {
            faces: &mut self.faces,
            pictures: &self.pictures,
            inks: &self.publication.inks,
            marks: Vec::new(),
            bleed: bleed.map(|bleed| (self.publication.layout.page, bleed)),
        }
    }

    /// Draws a page's items; neighbours of one owner share their marked content.
    fn draw_page(
        &mut self,
        surface: &mut Surface<'_>,
        sheet: &Sheet,
        placement: &Placement,
        index: usize,
    ) {
        let publication = self.publication;
        let tagged = publication.tagged();
        let bleed = sheet.trim.zip(sheet.bleed).map(|(trim, bleed)| trim.x - bleed.x);
        self.draw_paper(surface);
        for items in sharing(&publication.page(placement.page).items) {
            let actual_text = if tagged { self.actual_text(items) } else { None };
            let identifier =
                tagged.then(|| surface.start_tagged(content_tag(items, actual_text.as_deref())));
            let mut canvas = self.canvas(bleed);
            for item in items {
                canvas.draw(surface, placement.at, item);
            }
            let marks = std::mem::take(&mut canvas.marks);
            if tagged {
                surface.end_tagged();
            }
            self.draw_marks(surface, marks);
            let Some(identifier) = identifier else { continue };
            if let Owner::Leaf(leaf) = items[0].owner {
                self.marks.add_leaf(leaf, identifier);
                self.note_figure(leaf, items, index);
            }
        }
    }

    /// What items of one leaf read as, where their glyphs do not say it.
    fn actual_text(&mut self, items: &[Item]) -> Option<String> {
        let runs = items.iter().filter_map(|item| match &item.ink {
            Ink::Glyphs(run, _) => Some(run),
            _ => None,
        });
        match items[0].owner {
            Owner::Leaf(_) => self.faces.actual_text(runs),
            Owner::Artifact(_) => None,
        }
    }

    /// The ink of marks over and under letters; the letters stand for them.
    fn draw_marks(&mut self, surface: &mut Surface<'_>, marks: Vec<PlacedMark>) {
        if marks.is_empty() {
            return;
        }
        let tagged = self.publication.tagged();
        if tagged {
            surface.start_tagged(artifact(ArtifactType::Layout));
        }
        self.canvas(None).draw_marks(surface, marks);
        if tagged {
            surface.end_tagged();
        }
    }

    /// Remembers where a figure was drawn.
    fn note_figure(&mut self, leaf: LeafId, items: &[Item], index: usize) {
        let structure = &self.publication.layout.structure;
        let parent = structure.leaf_parent(leaf);
        if structure.node(parent).role == Role::Figure {
            for rect in items.iter().filter_map(extent) {
                self.marks.add_box(parent, index, rect);
            }
        }
    }

    /// The colour of the page on screen, where it is not white.
    fn draw_paper(&mut self, surface: &mut Surface<'_>) {
        let Inks::Screen(palette) = &self.publication.inks else { return };
        if palette.paper == Color::WHITE {
            return;
        }
        let page = self.publication.layout.page;
        let rect = Rect::new(Pt::ZERO, Pt::ZERO, page.width, page.height);
        let tagged = self.publication.tagged();
        if tagged {
            surface.start_tagged(background(rect));
        }
        self.canvas(None).fill(surface, rectangle(rect, Pt::ZERO), Tone::Paper);
        if tagged {
            surface.end_tagged();
        }
    }
}

/// The most bytes of text that share a marked content: what it reads as must fit a string of a PDF
/// (ISO 19005-2, 6.1.13), and no page that people hold in their hands has a paragraph of so much.
const MOST_SHARED: usize = 10_000;

/// Neighbours of one owner, as many as may share their marked content.
fn sharing(items: &[Item]) -> impl Iterator<Item = &[Item]> {
    let mut bytes = 0;
    items.chunk_by(move |a, b| {
        bytes += text_length(a);
        let shares = a.owner == b.owner && bytes + text_length(b) <= MOST_SHARED;
        if !shares {
            bytes = 0;
        }
        shares
    })
}

/// How many bytes of its paragraph an item shows.
fn text_length(item: &Item) -> usize {
    let Ink::Glyphs(run, _) = &item.ink else { return 0 };
    let start = run.glyphs.iter().map(|glyph| glyph.start).min();
    let end = run.glyphs.iter().map(|glyph| glyph.end).max();
    start.zip(end).map_or(0, |(start, end)| end.saturating_sub(start) as usize)
}

fn settings(sheet: &Sheet) -> PageSettings {
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

fn content_tag<'t>(items: &[Item], actual_text: Option<&'t str>) -> ContentTag<'t> {
    let kind = match items[0].owner {
        Owner::Leaf(_) => {
            let text = items.iter().all(|item| matches!(item.ink, Ink::Glyphs(..)));
            return if text {
                ContentTag::Span(SpanTag::empty().with_actual_text(actual_text))
            } else {
                ContentTag::Other
            };
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
