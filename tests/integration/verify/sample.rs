//! Small tagged PDFs to try the validator and the reader on.

use std::num::NonZeroU16;
use std::ops::Range;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};

const REGULAR: &[u8] = include_bytes!("../../../fonts/noto-sans/NotoSans-Regular.ttf");

/// How the characters of a text become glyphs.
#[derive(Clone, Copy)]
pub enum Drawn {
    /// From left to right, one glyph a character.
    Plain,
    /// From right to left in order of the page, as shapers give right-to-left text.
    Reversed,
    /// As one cluster, for which krilla writes ActualText.
    OneCluster,
}

/// Writes on a page, one line under the other.
struct Pen<'a> {
    surface: Surface<'a>,
    font: Font,
    y: f32,
}

impl<'a> Pen<'a> {
    fn new(page: &'a mut Page<'_>) -> Self {
        Self { surface: page.surface(), font: font(), y: 20.0 }
    }

    fn lift(self) {
        self.surface.finish();
    }

    fn write(&mut self, text: &str, drawn: Drawn) -> Identifier {
        self.write_in(text, drawn, ContentTag::Span(SpanTag::empty()))
    }

    fn write_in(&mut self, text: &str, drawn: Drawn, tag: ContentTag<'_>) -> Identifier {
        let glyphs = glyphs(text, drawn);
        let identifier = self.surface.start_tagged(tag);
        self.y += 20.0;
        let at = Point::from_xy(20.0, self.y);
        self.surface.draw_glyphs(at, &glyphs, self.font.clone(), text, 12.0, false);
        self.surface.end_tagged();
        identifier
    }
}

fn link(page: &mut Page<'_>, words: &str, address: &str) -> Identifier {
    let target = Target::Action(Action::Link(LinkAction::new(address.into())));
    let area = Rect::from_xywh(20.0, 100.0, 100.0, 20.0).expect("a positive size");
    let link = LinkAnnotation::new(area, target);
    page.add_tagged_annotation(Annotation::new_link(link, Some(words.into())))
}

fn glyphs(text: &str, drawn: Drawn) -> Vec<KrillaGlyph> {
    let font = skrifa::FontRef::new(REGULAR).expect("a sound font");
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let mut glyphs: Vec<KrillaGlyph> = text
        .char_indices()
        .map(|(at, character)| {
            let glyph = font.charmap().map(character).expect("a character of the font");
            let advance = metrics.advance_width(glyph).unwrap_or_default();
            let range: Range<usize> = match drawn {
                Drawn::OneCluster => 0..text.len(),
                Drawn::Plain | Drawn::Reversed => at..at + character.len_utf8(),
            };
            KrillaGlyph::new(GlyphId::new(glyph.to_u32()), advance, 0.0, 0.0, 0.0, range, None)
        })
        .collect();
    if matches!(drawn, Drawn::Reversed) {
        glyphs.reverse();
    }
    glyphs
}

fn group(tag: impl Into<TagKind>, children: Vec<Node>) -> Node {
    TagGroup::with_children(tag, children).into()
}

fn leaf(identifier: Identifier) -> Node {
    identifier.into()
}

fn document() -> Document {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("both standards go together");
    Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn finish(mut document: Document, title: Option<&str>, tags: Vec<Node>) -> Vec<u8> {
    let mut metadata = Metadata::new().language("en-GB".into()).creation_date(DateTime::new(2026));
    if let Some(title) = title {
        metadata = metadata.title(title.into());
    }
    document.set_metadata(metadata);
    let mut outline = Outline::new();
    let start = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new("Start".into(), start));
    document.set_outline(outline);
    let mut tree = TagTree::new();
    for tag in tags {
        tree.push(tag);
    }
    document.set_tag_tree(tree);
    document.finish().expect("a sound sample")
}

fn heading(level: u16) -> impl Into<TagKind> {
    Tag::Hn(NonZeroU16::new(level).expect("a level"), Some("Heading".into()))
}

fn font() -> Font {
    Font::new(REGULAR.to_vec().into(), 0).expect("a sound font")
}

/// Two pages with every kind of thing that the reader has to put together.
pub fn booklet() -> Vec<u8> {
    let mut document = document();
    let settings = || PageSettings::from_wh(420.0, 595.0).expect("a positive size");
    let mut page = document.start_page_with(settings());
    let phone = leaf(link(&mut page, "0808 008 7054", "tel:08080087054"));
    let mut pen = Pen::new(&mut page);
    let mut tags = vec![group(Tag::Title, vec![leaf(pen.write("Getting help", Drawn::Plain))])];
    let footer = Artifact::with_kind(ArtifactType::Footer);
    pen.write_in("Footer words", Drawn::Plain, ContentTag::Artifact(footer));
    tags.push(group(heading(1), vec![leaf(pen.write("Who \"we\" are", Drawn::Plain))]));
    let before = leaf(pen.write("Call ", Drawn::Plain));
    let strong = group(Tag::Strong, vec![leaf(pen.write("today", Drawn::Plain))]);
    let between = leaf(pen.write(", on ", Drawn::Plain));
    let words = leaf(pen.write("0808 008 7054", Drawn::Plain));
    let after = leaf(pen.write(".", Drawn::Plain));
    let link = group(Tag::Link, vec![words, phone]);
    tags.push(group(Tag::P, vec![before, strong, between, link, after]));
    let cluster = leaf(pen.write("XYZ", Drawn::OneCluster));
    let rest = leaf(pen.write("\u{2011}hours", Drawn::Plain));
    tags.push(group(Tag::P, vec![cluster, rest]));
    let reversed = leaf(pen.write("first ", Drawn::Reversed));
    let again = leaf(pen.write("second", Drawn::Reversed));
    tags.push(group(Tag::P.with_lang(Some("he".into())), vec![reversed, again]));
    let start = leaf(pen.write("A para\u{AD}graph that goes ", Drawn::Plain));
    pen.lift();
    page.finish();

    let mut page = document.start_page_with(settings());
    let mut pen = Pen::new(&mut page);
    tags.push(group(Tag::P, vec![start, leaf(pen.write("over the page.", Drawn::Plain))]));
    let label = group(
        Tag::Lbl.with_actual_text(Some("tick box".into())),
        vec![leaf(pen.write("o", Drawn::Plain))],
    );
    let body = group(Tag::LBody, vec![leaf(pen.write("Bring a list", Drawn::Plain))]);
    let item = group(Tag::LI, vec![label, body]);
    tags.push(group(Tag::L(ListNumbering::Circle), vec![item]));
    let alone = SpanTag::empty().with_actual_text(Some("heart"));
    let replaced = leaf(pen.write_in("<3", Drawn::Plain, ContentTag::Span(alone)));
    tags.push(group(Tag::P, vec![replaced]));
    pen.lift();
    page.finish();
    finish(document, Some("A sample"), tags)
}

/// A sound file of many pages, each with a heading and some paragraphs.
pub fn long(pages: usize) -> Vec<u8> {
    let mut document = document();
    let mut tags = Vec::new();
    for _ in 0..pages {
        let settings = PageSettings::from_wh(420.0, 595.0).expect("a positive size");
        let mut page = document.start_page_with(settings);
        let link = leaf(link(&mut page, "a link", "https://www.example.org"));
        let mut pen = Pen::new(&mut page);
        let mut section = vec![group(heading(1), vec![leaf(pen.write("A chapter", Drawn::Plain))])];
        for _ in 0..10 {
            section.push(group(Tag::P, vec![leaf(pen.write("Some words", Drawn::Plain))]));
        }
        let words = leaf(pen.write("a link", Drawn::Plain));
        section.push(group(Tag::P, vec![group(Tag::Link, vec![words, link])]));
        tags.push(group(Tag::Section, section));
        pen.lift();
        page.finish();
    }
    finish(document, Some("A long sample"), tags)
}

/// A file without tags.
pub fn untagged() -> Vec<u8> {
    let mut document = Document::new_with(SerializeSettings {
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    let page = document.start_page_with(PageSettings::from_wh(100.0, 100.0).expect("a size"));
    page.finish();
    document.finish().expect("a sound sample")
}
