//! The sample and every test booklet, built and judged: conformance, order, completeness, sameness.

use std::path::Path;

use crate::support::booklets::{booklets, fonts};
use chapbook::content::{
    self, Alt, Block, BlockKind, Book, ContactPoint, EditionName, Image, Inline, List, Options,
    PageSize, Paragraph, Qr, Text,
};
use chapbook::editions::Generation;
use chapbook::make::{Made, Request, make};
use chapbook::verify;
use chapbook::words::Phrases;
use rayon::prelude::*;

fn load(path: &Path) -> Book {
    let loaded = content::load(path, &Options { root: None, picture_fonts: Some(fonts) });
    let problems: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|problem| chapbook::diagnostic::line(problem, &loaded.sources))
        .collect();
    loaded.book.unwrap_or_else(|| panic!("{}: {problems:#?}", path.display()))
}

fn made(book: &Book, editions: &[EditionName]) -> Made {
    let made = make(book, &Request { editions: editions.to_vec(), ..Request::default() });
    assert_eq!(made.fault, None);
    // Large print may come in several sizes.
    let mut kinds: Vec<EditionName> = made.outputs.iter().map(|output| output.edition).collect();
    kinds.dedup();
    assert_eq!(kinds.len(), editions.len(), "{:?}", made.diagnostics);
    made
}

const TAGGED: [EditionName; 2] = [EditionName::Screen, EditionName::LargePrint];

#[test]
fn tagged_editions_pass_both_standards() {
    booklets().par_iter().for_each(|path| {
        for output in made(&load(path), &TAGGED).outputs {
            for result in verify::validate(&output.bytes).unwrap() {
                assert!(
                    result.passes,
                    "{} {}: {:?}",
                    path.display(),
                    output.file_name,
                    result.faults
                );
            }
        }
    });
}

/// Should krilla write one blank more, files would grow by half and nothing else would tell.
#[test]
fn every_content_stream_is_written_again_in_fewer_bytes() {
    booklets().par_iter().for_each(|path| {
        for output in make(&load(path), &Request::default()).outputs {
            assert_eq!(output.left_alone, 0, "{} {}", path.display(), output.file_name);
        }
    });
}

#[test]
fn the_structure_says_what_the_source_says_and_nothing_else() {
    booklets().par_iter().for_each(|path| {
        let book = load(path);
        for output in made(&book, &TAGGED).outputs {
            let spoken = squeeze(&speech(&verify::tree(&output.bytes).unwrap()));
            let mut rest = spoken.as_str();
            let mut additions = String::new();
            for passage in passages(&book, &spoken) {
                let passage = squeeze(&passage);
                let Some(at) = rest.find(&passage) else {
                    let file = &output.file_name;
                    let next: String = rest.chars().take(120).collect();
                    panic!("{file}: “{passage}” is not said after what comes before it: {next}")
                };
                additions.push_str(&rest[..at]);
                additions.push(' ');
                rest = &rest[at + passage.len()..];
            }
            additions.push_str(rest);
            let mut unknown = unknown_words(&additions, &book);
            if output.size.is_some() {
                // Of several sizes each says its own.
                unknown.retain(|word| word != "pt");
            }
            assert!(unknown.is_empty(), "{}: also said: {unknown:?}", output.file_name);
        }
    });
}

#[test]
fn the_structure_says_the_same_for_the_newer_standard() {
    booklets().par_iter().for_each(|path| {
        let book = load(path);
        let spoken = |generation| {
            let request =
                Request { editions: vec![EditionName::Screen], generation, ..Request::default() };
            let made = make(&book, &request);
            assert_eq!(made.fault, None, "{}", path.display());
            squeeze(&speech(&verify::tree(&made.outputs[0].bytes).unwrap()))
        };
        assert_eq!(spoken(Generation::Ua2), spoken(Generation::Ua1), "{}", path.display());
    });
}

/// The XMP of a file.
fn metadata(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let number = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = document.get_object(number).unwrap().as_stream().unwrap();
    String::from_utf8(stream.decompressed_content().unwrap()).unwrap()
}

#[test]
fn a_file_of_the_newer_standard_declares_all_that_it_keeps() {
    let book = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("booklet/booklet.toml"));
    let request =
        Request { editions: TAGGED.to_vec(), generation: Generation::Ua2, ..Request::default() };
    for output in make(&book, &request).outputs {
        assert_eq!(output.standards, ["PDF/UA-2", "PDF/A-4", "WTPDF 1.0"]);
        assert!(output.bytes.starts_with(b"%PDF-2.0"));
        let text = metadata(&output.bytes);
        for declaration in [
            "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
            "<pdfaid:part>4</pdfaid:part>",
            "http://pdfa.org/declarations/wtpdf#accessibility1.0",
            "http://pdfa.org/declarations/wtpdf#reuse1.0",
        ] {
            assert!(text.contains(declaration), "{declaration}");
        }
        // page_validation knows neither: it must say so and not pass a file that it cannot judge.
        assert!(verify::validate(&output.bytes).is_err());
    }
}

#[test]
fn running_footers_say_what_their_glyphs_do_not() {
    let path = "tests/booklets/languages/ta/booklet.toml";
    let book = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let made = made(&book, &[EditionName::Screen]);
    let document = lopdf::Document::load_mem(&made.outputs[0].bytes).unwrap();
    let mut footers = 0;
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page);
        let content = String::from_utf8_lossy(&content);
        let Some((_, footer)) = content.split_once("/Footer") else { continue };
        footers += 1;
        assert!(footer.contains("/ActualText"), "a vowel of Tamil stands before its letter");
    }
    assert!(footers > 5, "{footers} footers");
}

/// Counts the ink of glyphs that say a joiner, which no reader should see.
#[derive(Default)]
struct InkOfJoiners {
    joiners: usize,
    with_ink: usize,
}

impl<'a> hayro::hayro_interpret::Device<'a> for InkOfJoiners {
    fn draw_glyph_run(
        &mut self,
        run: &hayro::hayro_interpret::font::GlyphRun<'_, 'a>,
        _: hayro::hayro_interpret::DrawProps<'a>,
        _: &hayro::hayro_interpret::DrawMode,
    ) {
        use hayro::hayro_interpret::font::Glyph;
        use hayro::hayro_interpret::hayro_cmap::BfString;
        for glyph in run.glyphs() {
            if !matches!(glyph.as_unicode(), Some(BfString::Char('\u{200C}' | '\u{200D}'))) {
                continue;
            }
            self.joiners += 1;
            if let Glyph::Outline(outline) = &**glyph {
                self.with_ink += usize::from(!outline.outline().elements().is_empty());
            }
        }
    }
    fn draw_path(
        &mut self,
        _: &hayro::kurbo::BezPath,
        _: hayro::hayro_interpret::DrawProps<'a>,
        _: &hayro::hayro_interpret::DrawMode,
    ) {
    }
    fn push_clip_path(&mut self, _: &hayro::hayro_interpret::ClipPath) {}
    fn push_transparency_group(
        &mut self,
        _: f32,
        _: Option<hayro::hayro_interpret::SoftMask<'a>>,
        _: hayro::hayro_interpret::BlendMode,
    ) {
    }
    fn draw_image(
        &mut self,
        _: hayro::hayro_interpret::Image<'a, '_>,
        _: hayro::hayro_interpret::ImageDrawProps<'a>,
    ) {
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[test]
fn joiners_are_said_and_not_seen() {
    let path = "tests/booklets/languages/fa/booklet.toml";
    let book = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let made = made(&book, &[EditionName::Screen]);
    let pdf = hayro::hayro_syntax::Pdf::new(made.outputs[0].bytes.clone()).unwrap();
    let cache = hayro::hayro_interpret::InterpreterCache::new();
    let mut found = InkOfJoiners::default();
    for page in pdf.pages().iter() {
        let mut context = hayro::hayro_interpret::Context::new(
            hayro::kurbo::Affine::IDENTITY,
            hayro::kurbo::Rect::new(0.0, 0.0, 1000.0, 1000.0),
            &cache,
            page.xref(),
            hayro::hayro_interpret::InterpreterSettings::default(),
        );
        hayro::hayro_interpret::interpret_page(page, &mut context, &mut found);
    }
    assert!(found.joiners > 10, "{} joiners", found.joiners);
    assert_eq!(found.with_ink, 0);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let book = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("booklet/booklet.toml"));
    let all = EditionName::ALL;
    let (first, second) = (made(&book, &all), made(&book, &all));
    for (first, second) in first.outputs.iter().zip(&second.outputs) {
        assert!(first.bytes == second.bytes, "{} differs", first.file_name);
    }
}

#[test]
fn paper_editions_are_filled_up_to_whole_sheets() {
    for path in booklets() {
        let book = load(&path);
        if book.theme.base.page.as_ref().is_some_and(|page| page.value == PageSize::Dl) {
            // A leaflet is folded and not stitched.
            continue;
        }
        let editions = [EditionName::Screen, EditionName::Booklet, EditionName::Press];
        let made = made(&book, &editions);
        let [screen, booklet, press] = &made.outputs[..] else { panic!("three editions") };
        let pages = screen.pages.unwrap() + booklet.filler_pages;
        assert!(pages.is_multiple_of(4), "{}", path.display());
        assert_eq!(booklet.sheets, Some(pages / 4));
        assert_eq!(booklet.pages, Some(pages / 2), "two sides a sheet");
        assert_eq!(press.pages, Some(pages));
    }
}

/// White space of any kind as one space: line ends and spaces that do not break are spaces when
/// they are read.
fn squeeze(text: &str) -> String {
    text.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that the structure says, in order.
fn speech(element: &verify::Element) -> String {
    let mut said = String::new();
    if let Some(alt) = &element.alt {
        said.push_str(alt);
    } else if let Some(spoken) = &element.actual_text {
        said.push_str(spoken);
    } else {
        for child in &element.children {
            match child {
                verify::Child::Element(inner) => said.push_str(&speech(inner)),
                verify::Child::Text(text) => said.push_str(text),
                verify::Child::Object => {}
            }
        }
    }
    let inline = matches!(element.role.as_str(), "Link" | "Strong" | "Em" | "Span" | "Reference");
    if !inline {
        said.push(' ');
    }
    said
}

/// What the source says, passage by passage, in the order of reading.
fn passages(book: &Book, spoken: &str) -> Vec<String> {
    let words = Phrases::of(&book.language);
    let mut said = Vec::new();
    let picture = |said: &mut Vec<String>, image: &Option<content::Image>| {
        if let Some(Alt::Description(alt)) = image.as_ref().map(|image| &image.alt) {
            said.push(alt.text.to_string());
        }
    };
    said.push(book.title.text.to_string());
    said.extend(book.subtitle.iter().map(|subtitle| subtitle.text.to_string()));
    picture(&mut said, &book.cover.image);
    picture(&mut said, &book.cover.logo);
    if book.contents {
        said.push(words.contents.to_owned());
        said.extend(book.chapters.iter().map(|chapter| chapter.title.plain_text()));
    }
    for chapter in &book.chapters {
        said.extend(pieces(&chapter.title));
        chapter.blocks.iter().for_each(|block| block_passages(book, block, &mut said));
    }
    if !book.glossary.is_empty() {
        said.push(words.glossary.to_owned());
    }
    for entry in &book.glossary {
        said.push(entry.term.text.to_string());
        text_passages(&entry.meaning, &mut said);
    }
    let about = spoken.contains(&format!("{} {}", words.about, publisher(book)));
    if about {
        said.push(words.about.to_owned());
        imprint(book, &mut said);
    }
    said.extend(pieces(&book.contact.heading));
    text_passages(&book.contact.text, &mut said);
    book.contact.points.iter().for_each(|point| point_passages(point, &mut said));
    if let Some(qr) = &book.contact.qr {
        qr_passages(book, qr, &mut said);
    }
    if !about {
        imprint(book, &mut said);
    }
    said
}

fn publisher(book: &Book) -> String {
    book.publisher.as_ref().map_or(String::new(), |publisher| publisher.text.to_string())
}

fn imprint(book: &Book, said: &mut Vec<String>) {
    let words = Phrases::of(&book.language);
    said.push(publisher(book));
    said.extend(book.version.iter().map(|version| version.text.to_string()));
    for date in [&book.reviewed, &book.review_by].into_iter().flatten() {
        said.push(words.date(date.value));
    }
    for paragraph in book.imprint.texts() {
        said.extend(pieces(paragraph));
    }
}

/// A paragraph's words, parted where a link ends: a page number or an address may follow there.
fn pieces(paragraph: &Paragraph) -> Vec<String> {
    fn walk(inlines: &[Inline], into: &mut Vec<String>) {
        for inline in inlines {
            let last = into.last_mut().expect("there is one");
            match inline {
                Inline::Words(words) => last.push_str(&words.text),
                Inline::LineBreak(_) => last.push(' '),
                Inline::Strong(inner) | Inline::Em(inner) | Inline::Language(_, inner) => {
                    walk(inner, into);
                }
                Inline::Link(link) => {
                    walk(&link.words, into);
                    into.push(String::new());
                }
            }
        }
    }
    let mut said = vec![String::new()];
    walk(&paragraph.inlines, &mut said);
    said
}

fn text_passages(text: &Text, said: &mut Vec<String>) {
    for paragraph in text {
        said.extend(pieces(paragraph));
    }
}

fn list_passages(list: &List, said: &mut Vec<String>) {
    for item in &list.items {
        said.extend(pieces(&item.text));
        if let Some(inner) = &item.list {
            list_passages(inner, said);
        }
    }
}

fn point_passages(point: &ContactPoint, said: &mut Vec<String>) {
    said.push(point.name.text.to_string());
    let ways = [&point.phone, &point.sms, &point.textphone, &point.email, &point.web];
    said.extend(ways.into_iter().flatten().map(|reach| reach.shown.text.to_string()));
    said.extend(point.address.iter().flatten().map(|line| line.text.to_string()));
    said.extend(point.hours.iter().map(|hours| hours.text.to_string()));
    if let Some(note) = &point.note {
        said.extend(pieces(note));
    }
}

fn qr_passages(book: &Book, qr: &Qr, said: &mut Vec<String>) {
    said.push(Phrases::fill(Phrases::of(&book.language).qr_code, &qr.label.text));
    said.push(qr.label.text.to_string());
}

fn alt_passage(image: &Image, said: &mut Vec<String>) {
    if let Alt::Description(alt) = &image.alt {
        said.push(alt.text.to_string());
    }
}

fn block_passages(book: &Book, block: &Block, said: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Text(text) => text_passages(text, said),
        BlockKind::Heading(line) | BlockKind::Subheading(line) => said.extend(pieces(line)),
        BlockKind::List(list) => list_passages(list, said),
        BlockKind::Callout(callout) => {
            said.extend(pieces(&callout.title));
            text_passages(&callout.text, said);
            callout.list.iter().for_each(|list| list_passages(list, said));
        }
        BlockKind::Quote(quote) => {
            text_passages(&quote.text, said);
            quote.source.iter().for_each(|source| said.extend(pieces(source)));
        }
        BlockKind::Figures(figures) => {
            for figure in figures {
                alt_passage(&figure.image, said);
                figure.caption.iter().for_each(|caption| said.extend(pieces(caption)));
            }
        }
        BlockKind::Illustrated(illustrated) => {
            for row in &illustrated.rows {
                alt_passage(&row.image, said);
                text_passages(&row.text, said);
                row.list.iter().for_each(|list| list_passages(list, said));
            }
        }
        BlockKind::Table(table) => {
            table.caption.iter().for_each(|caption| said.extend(pieces(caption)));
            table.columns.iter().flatten().for_each(|head| said.extend(pieces(head)));
            table.rows.iter().flatten().for_each(|cell| said.extend(pieces(cell)));
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                said.push(definition.term.text.to_string());
                text_passages(&definition.meaning, said);
            }
        }
        BlockKind::ContactPoint(index) => point_passages(&book.contact.points[*index], said),
        BlockKind::WritingLines(lines) => said.extend(pieces(&lines.prompt)),
        BlockKind::Qr(qr) => qr_passages(book, qr, said),
        BlockKind::PageBreak => {}
    }
}

/// Words that are neither the source's nor of those that `docs/format.md` lets the program add.
fn unknown_words(additions: &str, book: &Book) -> Vec<String> {
    let words = Phrases::of(&book.language);
    let added = [
        words.contents,
        words.glossary,
        words.about,
        words.large_print,
        words.address,
        words.references,
        words.phone,
        words.sms,
        words.textphone,
        words.email,
        words.web,
        words.hours,
        words.version,
        words.last_reviewed,
        words.next_review,
        words.tick_box,
        words.page_reference,
        words.back_page_reference,
        words.emergency,
        words.urgent,
        words.routine,
        "•",
    ]
    .join(" ");
    let plain = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit());
        letters.collect::<String>().to_lowercase()
    };
    let known: Vec<String> = added.split_whitespace().map(plain).collect();
    additions
        .split_whitespace()
        // Addresses in brackets, and page numbers.
        .filter(|word| !word.contains('.') && !word.contains('@'))
        .map(plain)
        // A full stop of the source is found first in the address that stands before it.
        .filter(|word| word != "www" && !word.is_empty() && !known.contains(word))
        .collect()
}

/// What a reader of QR codes sees on the last page of a PDF, at 144 dots an inch.
fn scan_last_page(pdf: Vec<u8>) -> Vec<String> {
    let pdf = hayro::hayro_syntax::Pdf::new(pdf).unwrap();
    let scale = hayro::PixmapSettings { x_scale: 2.0, y_scale: 2.0, ..Default::default() };
    let page = pdf.pages().iter().last().unwrap();
    let picture = hayro::render(
        page,
        &hayro::RenderCache::new(),
        &hayro::hayro_interpret::InterpreterSettings::default(),
        &hayro::RenderSettings::default(),
        &scale,
    );
    let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
    let bytes = picture.data_as_u8_slice();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let pixel = &bytes[(y * width + x) * 4..][..4];
        // The page is clear where nothing is drawn: paper is white.
        let dark = u16::from(pixel[3]) - u16::from(pixel[1]).min(u16::from(pixel[3]));
        255 - u8::try_from(dark).unwrap()
    });
    image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
}

#[test]
fn the_qr_code_of_the_back_page_can_be_scanned() {
    let book = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("booklet/booklet.toml"));
    let address = book.contact.qr.as_ref().unwrap().url.value.clone();
    for output in made(&book, &TAGGED).outputs {
        assert_eq!(scan_last_page(output.bytes).join(" "), address, "{}", output.file_name);
    }
}
