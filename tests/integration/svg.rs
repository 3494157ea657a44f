//! Pages as SVG against the finished PDF, pixel by pixel, and the places in the source that they carry.

use std::collections::HashSet;
use std::path::Path;

use crate::support::booklets::{booklets, fonts};
use chapbook::content::{self, Book, EditionName, Options};
use chapbook::editions::{Placement, Publication};
use chapbook::geometry::{Pt, Rect};
use chapbook::layout::Ink;
use chapbook::make::{Request, make, show};
use chapbook::source::Sources;
use chapbook::svg::{Artist, Rasters};
use chapbook::typeset::GlyphRun;
use rayon::prelude::*;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;

/// Pixels to the point.
const SCALE: f32 = 3.0;

/// How far two colours may lie apart, in steps of 255 of a channel: edges are smoothed in more or fewer
/// steps, by the share of a pixel that they cover.
const NEAR: u8 = 80;

/// The same where inks are turned into light by different rules.
const NEAR_IN_PRINT: u8 = 120;

/// Rows of pixels with red, green and blue.
struct Image {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Image {
    fn of_svg(svg: &str) -> Self {
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
        // A point is 4/3 of the pixels that SVG counts in.
        let scale = SCALE * 0.75;
        let side = |length: f32| (length * scale + 0.001) as u32;
        let size = tree.size();
        let mut pixmap = Pixmap::new(side(size.width()), side(size.height())).unwrap();
        pixmap.fill(Color::from_rgba8(255, 0, 255, 255));
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        Self {
            width: pixmap.width() as usize,
            height: pixmap.height() as usize,
            pixels: pixmap.data().chunks(4).map(|it| [it[0], it[1], it[2]]).collect(),
        }
    }

    /// Those pages of a PDF that are wanted.
    fn of_pdf(bytes: &[u8], wanted: impl Fn(usize) -> bool) -> Vec<Self> {
        let pdf = hayro::hayro_syntax::Pdf::new(bytes.to_vec()).unwrap();
        let cache = hayro::RenderCache::new();
        let settings = hayro::RenderSettings {
            hinting: false,
            glyph_caching: false,
            ..hayro::RenderSettings::default()
        };
        let size = hayro::PixmapSettings {
            x_scale: SCALE,
            y_scale: SCALE,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        };
        let pages = pdf.pages().iter().enumerate().filter(|(index, _)| wanted(*index));
        let pages = pages.map(|(_, page)| {
            let pixmap = hayro::render(
                page,
                &cache,
                &hayro::hayro_interpret::InterpreterSettings::default(),
                &settings,
                &size,
            );
            let pixels = pixmap.data_as_u8_slice().chunks(4).map(|it| [it[0], it[1], it[2]]);
            Self {
                width: pixmap.width().into(),
                height: pixmap.height().into(),
                pixels: pixels.collect(),
            }
        });
        pages.collect()
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    /// A pixel that is not between those at its place and right beside it: what stands off by half a
    /// point, one and a half pixels, has many.
    fn odd_to(&self, other: &Self, near: u8) -> Option<(usize, usize)> {
        let near_to = |a: [u8; 3], b: [u8; 3]| (0..3).all(|c| a[c].abs_diff(b[c]) <= near);
        (0..self.height).find_map(|y| {
            let row = y * self.width..(y + 1) * self.width;
            let pixels = self.pixels[row.clone()].iter().zip(&other.pixels[row]);
            let mut pixels = pixels.enumerate().filter(|(_, (a, b))| a != b);
            let odd =
                pixels.find(|(x, (a, b))| !near_to(**a, **b) && !other.holds((*x, y), **a, near));
            odd.map(|(x, _)| (x, y))
        })
    }

    /// Whether a colour is between those around a place.
    fn holds(&self, (x, y): (usize, usize), pixel: [u8; 3], near: u8) -> bool {
        let (mut least, mut most) = ([u8::MAX; 3], [0; 3]);
        for y in y.saturating_sub(1)..(y + 2).min(self.height) {
            for x in x.saturating_sub(1)..(x + 2).min(self.width) {
                for (c, value) in self.at(x, y).into_iter().enumerate() {
                    (least[c], most[c]) = (value.min(least[c]), value.max(most[c]));
                }
            }
        }
        (0..3).all(|c| {
            pixel[c] >= least[c].saturating_sub(near) && pixel[c] <= most[c].saturating_add(near)
        })
    }

    /// Makes areas white, in points.
    fn wipe(&mut self, areas: &[Rect]) {
        let side = |length: Pt, most: usize| ((length.0 * SCALE).max(0.0) as usize).min(most);
        for area in areas {
            for y in side(area.y, self.height)..side(area.bottom(), self.height) {
                let row = y * self.width;
                let columns = side(area.x, self.width)..side(area.right(), self.width);
                self.pixels[row + columns.start..row + columns.end].fill([255; 3]);
            }
        }
    }

    /// Where two pictures of a page differ, in points.
    fn difference(&self, other: &Self, near: u8) -> Option<(f32, f32)> {
        assert_eq!((self.width, self.height), (other.width, other.height));
        let (x, y) = self.odd_to(other, near).or_else(|| other.odd_to(self, near))?;
        Some((x as f32 / SCALE, y as f32 / SCALE))
    }
}

/// A booklet with the files that it was read from.
struct Loaded {
    book: Book,
    sources: Sources,
}

fn load(path: &Path) -> Loaded {
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let loaded = content::load(path, &options);
    Loaded { book: loaded.book.unwrap(), sources: loaded.sources }
}

fn stored(name: &str) -> Loaded {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name).join("booklet.toml"))
}

/// What is seen of each file of an edition.
fn shown<T>(
    Loaded { book, sources }: &Loaded,
    edition: EditionName,
    mut look: impl FnMut(&Artist<'_>, &Publication<'_>) -> T,
) -> Vec<T> {
    let shown = show(book, &Request::default(), edition, |publication, fonts| {
        look(&Artist::new(publication, fonts, sources, Rasters::Inside), publication)
    });
    shown.seen
}

/// The rows of dots of a sheet. The file says `[0 5]`, as the drawing does; hayro (0.9) makes a dash of no
/// length 0.01 points long and leaves the gaps as they are, so that each dot stands off by that more than the
/// one before it, the fiftieth by half a point.
fn leaders(publication: &Publication<'_>, index: usize) -> Vec<Rect> {
    let sheet = &publication.sheets[index];
    let on_sheet = |placement: &Placement| {
        let at = placement.at;
        let items = publication.page(placement.page).items.iter();
        let areas = items.filter_map(move |item| match item.ink {
            Ink::Leader { width, .. } => {
                let (x, y) = (item.at.x + at.x, item.at.y + at.y);
                Some(Rect::new(x - Pt(2.0), y - Pt(2.0), width + Pt(4.0), Pt(3.0)))
            }
            _ => None,
        });
        areas.collect::<Vec<_>>()
    };
    let turned = |it: Rect| {
        let (x, y) = (sheet.size.width - it.right(), sheet.size.height - it.bottom());
        if sheet.turned { Rect { x, y, ..it } } else { it }
    };
    sheet.placements.iter().flat_map(on_sheet).map(turned).collect()
}

/// What came of a comparison: the number of sheets, and where they differ, in points.
type Compared = (usize, Vec<String>);

/// Compares those sheets of an edition that are wanted with the finished PDF.
fn compare(loaded: &Loaded, edition: EditionName, wanted: impl Fn(usize) -> bool) -> Compared {
    let request = Request { editions: vec![edition], ..Request::default() };
    let files = make(&loaded.book, &request).outputs;
    let svgs = shown(loaded, edition, |artist, publication| {
        let draw = |index| (artist.sheet(index), leaders(publication, index));
        let sheets = 0..artist.sheet_count();
        sheets.map(|index| wanted(index).then(|| draw(index))).collect::<Vec<_>>()
    });
    assert_eq!(svgs.len(), files.len());
    let near = if edition == EditionName::Press { NEAR_IN_PRINT } else { NEAR };
    let (mut compared, mut odd) = (0, Vec::new());
    for (sheets, file) in svgs.iter().zip(&files) {
        assert_eq!(Some(sheets.len()), file.pages);
        let pages = Image::of_pdf(&file.bytes, &wanted);
        for (index, ((sheet, leaders), mut page)) in sheets.iter().flatten().zip(pages).enumerate()
        {
            let mut image = Image::of_svg(sheet);
            image.wipe(leaders);
            page.wipe(leaders);
            let found = image.difference(&page, near);
            let name = &file.file_name;
            if let Some((x, y)) = found {
                odd.push(format!("{name}, sheet {index} of those wanted, at {x} {y}"));
            }
            compared += 1;
        }
    }
    (compared, odd)
}

const PRINTED: [EditionName; 4] =
    [EditionName::Screen, EditionName::LargePrint, EditionName::Booklet, EditionName::Press];

#[test]
fn some_pages_are_those_of_the_pdf() {
    let every_kind = stored("tests/booklets/every-kind");
    assert_eq!(compare(&every_kind, EditionName::Screen, |index| index % 5 == 0), (4, vec![]));
    assert_eq!(compare(&every_kind, EditionName::Press, |index| index == 14), (1, vec![]));
    let arabic = stored("tests/booklets/arabic");
    assert_eq!(compare(&arabic, EditionName::Booklet, |index| index == 1), (1, vec![]));
    assert_eq!(compare(&arabic, EditionName::LargePrint, |index| index == 2), (1, vec![]));
}

/// Of those booklets that show every kind of block and edition each page, of the others every fifth, another
/// one of each.
#[test]
#[ignore = "takes minutes"]
fn pages_of_every_booklet_are_those_of_the_pdf() {
    let whole = ["every-kind", "after-operation", "heading-cover", "arabic"];
    let pairs: Vec<_> = booklets()
        .into_iter()
        .enumerate()
        .flat_map(|pair| PRINTED.map(|edition| (pair.clone(), edition)))
        .collect();
    let compared = pairs.into_par_iter().map(|((number, path), edition)| {
        let loaded = load(&path);
        let wanted = chapbook::make::wanted(&loaded.book, &Request::default());
        if !wanted.contains(&edition) {
            return (0, Vec::new());
        }
        let whole = path.iter().any(|part| whole.iter().any(|name| part == *name));
        let wanted = |index| whole || (index + number) % 5 == 0;
        let (compared, odd) = compare(&loaded, edition, wanted);
        let odd = odd.into_iter().map(|it| format!("{}: {edition:?}: {it}", path.display()));
        (compared, odd.inspect(|it| println!("{it}")).collect())
    });
    let all: Vec<Compared> = compared.collect();
    let compared: usize = all.iter().map(|(compared, _)| compared).sum();
    println!("{compared} sheets");
    assert!(compared > 300, "{compared}");
    assert_eq!(all.into_iter().flat_map(|(_, odd)| odd).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_glyph_that_is_missing_or_stands_off_is_seen() {
    let loaded = stored("tests/booklets/minimal");
    let pages = shown(&loaded, EditionName::Screen, |artist, _| artist.sheet(1)).remove(0);
    let drawn = Image::of_svg(&pages);
    let glyphs: Vec<usize> = pages.match_indices("<use ").map(|(at, _)| at).collect();
    assert!(glyphs.len() > 50);
    for at in glyphs.iter().step_by(7) {
        let end = at + pages[*at..].find("/>").unwrap();
        let without = [&pages[..*at], &pages[end + 2..]].concat();
        assert!(Image::of_svg(&without).difference(&drawn, NEAR).is_some(), "{at}");
        for by in ["translate(.5)", "translate(-.5)", "translate(0 .5)", "translate(0 -.5)"] {
            // Half a point in the measure of the glyph's run.
            let scale = pages[..*at].rfind("matrix(").unwrap() + "matrix(".len();
            let scale: f32 = pages[scale..].split(' ').next().unwrap().parse().unwrap();
            let half = (0.5 / scale).to_string();
            let moved = format!("<use transform=\"{}\" ", by.replace(".5", &half));
            let moved = [&pages[..*at], &moved, &pages[at + 5..]].concat();
            assert!(Image::of_svg(&moved).difference(&drawn, NEAR).is_some(), "{by} {at}");
        }
    }
}

#[test]
fn a_page_is_xml_in_which_every_name_is_one_things() {
    for name in ["tests/booklets/every-kind", "tests/booklets/languages/hi", "booklet"] {
        let loaded = stored(name);
        for edition in PRINTED {
            let sheets = shown(&loaded, edition, |artist, _| {
                (0..artist.sheet_count()).map(|index| artist.sheet(index)).collect::<Vec<_>>()
            });
            sheets.concat().iter().for_each(|svg| check_names(svg));
        }
    }
}

fn check_names(svg: &str) {
    let document = roxmltree::Document::parse(svg).unwrap();
    let mut names = HashSet::new();
    for name in document.descendants().filter_map(|it| it.attribute("id")) {
        assert!(names.insert(name), "{name} twice");
    }
    for node in document.descendants() {
        for attribute in node.attributes() {
            let value = attribute.value();
            let wanted = match value.strip_prefix('#') {
                Some(name) if attribute.name() == "href" => Some(name),
                _ => value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')),
            };
            if let Some(name) = wanted {
                assert!(names.contains(name), "{name} is nowhere");
            }
        }
    }
    // What a page is called by stands before them all, so that two can stand in one document.
    let begin: HashSet<&str> = names.iter().map(|name| &name[..3]).collect();
    assert!(begin.len() <= 1, "{begin:?}");
}

#[test]
fn a_page_is_the_same_whoever_draws_it_and_when() {
    let loaded = stored("tests/booklets/every-kind");
    let draw = |turned: bool| {
        shown(&loaded, EditionName::Screen, |artist, _| {
            let mut pages: Vec<_> = (0..artist.sheet_count()).collect();
            if turned {
                pages.reverse();
            }
            let mut drawn: Vec<_> = pages.iter().map(|it| (*it, artist.sheet(*it))).collect();
            drawn.sort();
            drawn
        })
    };
    assert_eq!(draw(false), draw(true));
}

/// Dots stand at multiples of five points, so that those of several lines stand under each other.
#[test]
fn dots_stand_where_they_do_on_every_line() {
    let pages = shown(&stored("booklet"), EditionName::Screen, |artist, _| artist.sheet(1));
    let document = roxmltree::Document::parse(&pages[0]).unwrap();
    let dots = document.descendants().filter(|it| it.has_attribute("stroke-dasharray"));
    let starts = dots.map(|it| {
        assert_eq!(it.attribute("stroke-dasharray"), Some("0 5"));
        let data = it.attribute("d").unwrap().strip_prefix('M').unwrap();
        data.split(' ').next().unwrap().parse::<f32>().unwrap() % 5.0
    });
    assert_eq!(starts.collect::<Vec<_>>(), [0.0; 10]);
    // The first and the last of a line are seen.
    let image = Image::of_svg(&pages[0]);
    for x in [105.0, 200.0, 350.0] {
        assert!(image.at((x * SCALE) as usize, (338.6 * SCALE) as usize)[0] < 150, "{x}");
    }
}

#[test]
fn pages_are_small() {
    for name in ["booklet", "tests/booklets/after-operation/a5"] {
        let loaded = stored(name);
        let links = Rasters::Linked("/api/picture/".to_owned());
        let Loaded { book, sources } = &loaded;
        for edition in [EditionName::Screen, EditionName::LargePrint] {
            show(book, &Request::default(), edition, |publication, fonts| {
                let artist = Artist::new(publication, fonts, sources, links.clone());
                for page in publication.pages() {
                    let size = artist.page(page).len();
                    assert!(size < 90_000, "{name}, {page:?}: {size}");
                }
            });
        }
    }
}

/// The words of a text that are letters and digits alone, but for the first and the last, which a line
/// may have parted.
fn whole_words(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let inner = words.len().saturating_sub(1);
    words.into_iter().take(inner).skip(1).filter(|word| !word.is_empty()).collect()
}

#[test]
fn printed_words_stand_at_their_place_in_the_source() {
    let (mut sought, mut astray) = (0, Vec::new());
    for path in booklets() {
        let Loaded { book, sources } = load(&path);
        for edition in [EditionName::Screen, EditionName::LargePrint] {
            show(&book, &Request::default(), edition, |publication, _| {
                let pages = publication.layout.pages.iter();
                for item in pages.flat_map(|page| &page.items) {
                    let Ink::Glyphs(run, _) = &item.ink else { continue };
                    let Some(place) = publication.layout.places.of(run) else { continue };
                    let source = sources.snippet(place);
                    // What a value, an escape or another sign stands for is not there in so many words.
                    if source.contains(['{', '\\']) {
                        continue;
                    }
                    // Between Chinese signs a line's end is nothing.
                    let joined = source.replace('\n', "");
                    for word in whole_words(printed(run)) {
                        sought += 1;
                        if !source.contains(word) && !joined.contains(word) {
                            astray.push((word.to_owned(), source.to_owned()));
                        }
                    }
                }
            });
        }
    }
    assert!(sought > 20_000, "{sought}");
    assert_eq!(astray, []);
}

/// What glyphs show of the text that they point into.
fn printed(run: &GlyphRun) -> &str {
    let start = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap_or(0) as usize;
    let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0) as usize;
    &run.text[start..end]
}

/// The lines of a chapter have the place of their words, and of nothing else, to the byte.
#[test]
fn every_line_carries_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let booklet = "title = 'Tablets'\nlanguage = 'en'\nchapters = ['one.toml']\n[values]\n\
                   dose = 'two tablets'\n[contact]\nheading = 'Help'\n";
    write("booklet.toml", booklet);
    let chapter = "\u{FEFF}title = 'How to take them'\r\n\r\n[[block]]\r\n\
                   text = 'Take **{dose}** each day.'\r\n\r\n[[block]]\r\n\
                   bullets = ['With \"water\"', 'Not with milk']\r\n";
    write("one.toml", chapter);
    let loaded = load(&folder.path().join("booklet.toml"));
    let snippets = |svg: &str| -> Vec<String> {
        let document = roxmltree::Document::parse(svg).unwrap();
        let groups = document.descendants().filter(|it| it.has_attribute("data-file"));
        let snippet = |node: roxmltree::Node<'_, '_>| {
            let file = node.attribute("data-file").unwrap();
            let at = |name| node.attribute(name).unwrap().parse::<usize>().unwrap();
            let (_, source) = loaded.sources.iter().find(|(_, it)| &*it.path == file).unwrap();
            source.text[at("data-from")..at("data-to")].to_owned()
        };
        groups.map(snippet).collect()
    };
    let drawn = shown(&loaded, EditionName::Screen, |artist, _| {
        (0..artist.sheet_count())
            .flat_map(|index| snippets(&artist.sheet(index)))
            .collect::<Vec<_>>()
    });
    let drawn = &drawn[0];
    for line in ["How to take them", "Take **{dose}** each day.", "With \"water\"", "Not with milk"]
    {
        assert!(drawn.iter().any(|it| it == line), "{line}: {drawn:?}");
    }
}

#[test]
fn a_change_before_a_page_moves_its_places_and_leaves_its_look() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "booklet.toml",
        "title = 'Tablets'\nlanguage = 'en'\nchapters = ['one.toml']\n[contact]\nheading = 'Help'\n",
    );
    let chapter = "title = 'One'\n[[block]]\ntext = 'Each day.'\n";
    let looks = |before: &str, chapter: &str| {
        write("one.toml", &format!("{before}{chapter}"));
        let Loaded { book, sources } = load(&folder.path().join("booklet.toml"));
        let shown = show(&book, &Request::default(), EditionName::Screen, |publication, fonts| {
            let artist = Artist::new(publication, fonts, &sources, Rasters::Inside);
            let looks: Vec<u64> = publication.pages().map(|page| artist.look(page)).collect();
            let places = publication.pages().flat_map(|page| artist.places(page));
            let chapter = places.filter(|it| sources.file(it.source).path.ends_with("one.toml"));
            (looks, chapter.map(|place| place.start).collect::<Vec<_>>())
        });
        shown.seen.into_iter().next().unwrap()
    };
    let (before, places) = looks("", chapter);
    let (after, moved) = looks("# four\n", chapter);
    assert_eq!(before, after);
    assert!(!places.is_empty());
    assert_eq!(moved, places.iter().map(|at| at + 7).collect::<Vec<_>>());
    let (changed, _) = looks("", &chapter.replace("day", "week"));
    assert_ne!(before, changed);
}
