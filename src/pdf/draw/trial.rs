//! PDFs of one page with one font or one drawing, to see whether that comes out right.

use krilla::Document;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect, Size};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{
    BBox, ContentTag, Identifier, Node, Placement, SpanTag, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::picture::Pictures;
use crate::geometry::{self, Pt};
use crate::picture::Picture;
use crate::typeset::FontBytes;

/// A page with the glyphs of a face, each with its advance in ems and its text; `None` where it
/// cannot be written.
#[must_use]
pub fn face(bytes: &FontBytes, index: u32, glyphs: &[(u16, f32, String)]) -> Option<Vec<u8>> {
    let font = Font::new(FontBytes::clone(bytes).into(), index)?;
    document((400.0, 400.0), |surface| {
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        for (glyph, advance, text) in glyphs {
            let glyph = GlyphId::new(u32::from(*glyph));
            let glyph = KrillaGlyph::new(glyph, *advance, 0.0, 0.0, 0.0, 0..text.len(), None);
            let at = Point::from_xy(50.0, 50.0);
            surface.draw_glyphs(at, &[glyph], font.clone(), text, 9.0, false);
        }
        surface.end_tagged();
        (Tag::P.into(), id)
    })
}

/// A page with a drawing in a size, in points.
#[must_use]
pub fn drawing(picture: &Picture, size: (f32, f32)) -> Option<Vec<u8>> {
    let area = geometry::Rect::new(Pt::ZERO, Pt::ZERO, Pt(size.0), Pt(size.1));
    document(size, |surface| {
        let id = surface.start_tagged(ContentTag::Other);
        Pictures::of(std::iter::empty()).draw(surface, picture, area);
        surface.end_tagged();
        let rect = Rect::from_xywh(0.0, 0.0, size.0, size.1);
        let tag = Tag::Figure(Some("A drawing".into()))
            .with_bbox(rect.map(|rect| BBox::new(0, rect)))
            .with_placement(Some(Placement::Block));
        (tag.into(), id)
    })
}

fn document(
    (width, height): (f32, f32),
    draw: impl FnOnce(&mut Surface<'_>) -> (krilla::tagging::TagKind, Identifier),
) -> Option<Vec<u8>> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .ok()?;
    let settings = krilla::SerializeSettings { configuration, ..Default::default() };
    let mut document = Document::new_with(settings);
    let mut page = document.start_page_with(PageSettings::new(Size::from_wh(width, height)?));
    let mut surface = page.surface();
    let (tag, id) = draw(&mut surface);
    surface.finish();
    page.finish();
    let mut tree = TagTree::new().with_lang(Some("en-GB".into()));
    tree.push(TagGroup::with_children(tag, vec![Node::Leaf(id)]));
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new("Trial".into(), top));
    document.set_outline(outline);
    let date = DateTime::new(2026).month(1).day(1).hour(0).minute(0).second(0);
    document.set_metadata(
        Metadata::new()
            .title("Trial".into())
            .language("en-GB".into())
            .creation_date(date.utc_offset_hour(0).utc_offset_minute(0)),
    );
    document.finish().ok()
}
