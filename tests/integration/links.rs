//! Links in the finished files: each annotation lies on the words of its own link, on one line, and
//! all annotations of a link are children of its one element.

use std::collections::{BTreeMap, BTreeSet};

use chapbook::content::{self, Book, EditionName, Options};
use chapbook::editions::Generation;
use chapbook::make::{Request, make};
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Point, Rect};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A letter on a page, in points from its bottom left corner.
#[derive(Clone, Copy, Debug)]
struct Sign {
    letter: char,
    /// A place within its ink.
    at: Point,
    /// Where its line stands.
    baseline: f64,
}

/// Keeps the letters of a page and forgets all other ink.
#[derive(Default)]
struct Reader(Vec<Sign>);

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let Some(BfString::Char(letter)) = glyph.as_unicode() else { continue };
            // Every letter that these tests use has ink here; glyphs have 1000 units to the em.
            let at = place * Point::new(250.0, 250.0);
            self.0.push(Sign { letter, at, baseline: (place * Point::ZERO).y });
        }
    }
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn signs(bytes: &[u8]) -> Vec<Vec<Sign>> {
    let pdf = Pdf::new(bytes.to_vec()).unwrap();
    let cache = InterpreterCache::new();
    let mut signs = Vec::new();
    for page in pdf.pages().iter() {
        let mut reader = Reader::default();
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1000.0, 1000.0),
            &cache,
            page.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut reader);
        signs.push(reader.0);
    }
    signs
}

/// An annotation.
struct Area {
    id: ObjectId,
    page: usize,
    rect: Rect,
    contents: String,
    /// The address that it leads to, empty for a place in the booklet.
    address: String,
}

fn number(object: &Object) -> f64 {
    object.as_float().map(f64::from).unwrap()
}

fn followed<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
    document.dereference(dictionary.get(key).unwrap()).unwrap().1
}

fn areas(document: &Document) -> Vec<Area> {
    let mut areas = Vec::new();
    for (page, (_, id)) in document.get_pages().into_iter().enumerate() {
        let page_dictionary = document.get_dictionary(id).unwrap();
        if page_dictionary.get(b"Annots").is_err() {
            continue;
        }
        for annotation in followed(document, page_dictionary, b"Annots").as_array().unwrap() {
            let id = annotation.as_reference().unwrap();
            let annotation = document.get_dictionary(id).unwrap();
            let [x0, y0, x1, y1] = &followed(document, annotation, b"Rect").as_array().unwrap()[..]
            else {
                panic!("four numbers")
            };
            let action = annotation.get(b"A").and_then(Object::as_dict);
            let address = action.and_then(|action| action.get(b"URI"));
            let address = address.and_then(Object::as_str).unwrap_or_default();
            areas.push(Area {
                id,
                page,
                rect: Rect::new(number(x0), number(y0), number(x1), number(y1)),
                contents: lopdf::decode_text_string(annotation.get(b"Contents").unwrap()).unwrap(),
                address: String::from_utf8_lossy(address).into_owned(),
            });
        }
    }
    areas
}

/// The annotations of each Link element.
fn elements(document: &Document) -> Vec<Vec<ObjectId>> {
    let links = document.objects.values().filter_map(|object| object.as_dict().ok());
    let links =
        links.filter(|object| object.get(b"S").and_then(Object::as_name).ok() == Some(b"Link"));
    links
        .map(|link| {
            let kids = followed(document, link, b"K").as_array().unwrap();
            let kids = kids.iter().filter_map(|kid| kid.as_dict().ok());
            kids.filter_map(|kid| kid.get(b"Obj").and_then(Object::as_reference).ok()).collect()
        })
        .collect()
}

fn load(language: &str, chapter: &str, more: &str) -> Book {
    let folder = tempfile::tempdir().unwrap();
    let booklet = format!(
        "title = 'links'\nslug = 'links'\nlanguage = '{language}'\nchapters = ['a.toml']\n{more}\n\
         [theme]\nlink_addresses = false\n[contact]\nheading = 'help'\n\
         [[contact.point]]\nname = 'line'\nphone = '01632 960 000'\n"
    );
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    let loaded = content::load(&folder.path().join("booklet.toml"), &Options::default());
    loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

/// Numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

/// Every link has words of one letter of its own (of two where it has Latin words among others),
/// so that a letter on a page tells whose it is.
const LATIN: &str = "ABCDEFGHKLMNOPQRSTUVWXYZ";
const HEBREW: &str = "אגהזחטכלנסקרת";

struct Writer {
    dice: Dice,
    right_to_left: bool,
    links: usize,
}

impl Writer {
    fn words(&mut self, letters: &[char], most: u64) -> String {
        let count = 1 + self.dice.below(most);
        let word = |dice: &mut Dice| {
            let letter = letters[dice.below(letters.len() as u64) as usize];
            String::from(letter).repeat(1 + dice.below(7) as usize)
        };
        let words: Vec<String> = (0..count).map(|_| word(&mut self.dice)).collect();
        words.join(" ")
    }

    fn link(&mut self, most: u64) -> String {
        let letters: Vec<char> = if self.right_to_left {
            let own = HEBREW.chars().nth(self.links % HEBREW.chars().count()).unwrap();
            vec![own, LATIN.chars().nth(self.links % HEBREW.chars().count()).unwrap()]
        } else {
            vec![LATIN.chars().nth(self.links % LATIN.len()).unwrap()]
        };
        self.links += 1;
        let name = letters.last().unwrap();
        let words = self.words(&letters, most);
        let marked = if self.dice.below(3) == 0 { format!("**{words}**") } else { words };
        match self.dice.below(6) {
            // Such a one has no address and is followed by its page.
            0 => format!("[{marked}](#a)"),
            _ => format!("[{marked}](https://example.org/{name})"),
        }
    }

    /// A passage with links, some of them over several lines and some side by side.
    fn passage(&mut self, links: u64, most: u64) -> String {
        let plain = if self.right_to_left { ['ש', 'ב'] } else { ['x', 'v'] };
        let mut passage = self.words(&plain, 9);
        for _ in 0..links {
            passage = format!("{passage} {}", self.link(most));
            if self.dice.below(3) > 0 {
                passage = format!("{passage} {}", self.words(&plain, 12));
            }
        }
        passage
    }
}

/// Paragraphs, lists, panels and tables full of links.
fn chapter(seed: u64, right_to_left: bool) -> String {
    let mut writer = Writer { dice: Dice(seed), right_to_left, links: 0 };
    let mut chapter = String::from("title = 'x'\n");
    for _ in 0..12 {
        let long = writer.dice.below(2) * 14 + 6;
        let block = match writer.dice.below(4) {
            0 => {
                let cells: Vec<String> = (0..4).map(|_| writer.passage(2, 5)).collect();
                let [a, b, c, d] = &cells[..] else { unreachable!("four cells") };
                format!(
                    "[block.table]\ncaption = 'x'\ncolumns = ['x', 'v']\n\
                     rows = [['{a}', '{b}'], ['{c}', '{d}']]\n"
                )
            }
            1 => format!("bullets = ['{}', '{}']\n", writer.passage(2, 8), writer.passage(1, 20)),
            2 => format!("[block.callout]\ntitle = 'x'\ntext = '{}'\n", writer.passage(2, 12)),
            _ => format!("text = '{}'\n", writer.passage(4, long)),
        };
        chapter = format!("{chapter}[[block]]\n{block}");
    }
    chapter
}

/// What a file's links came to.
#[derive(Default)]
struct Tally {
    links: usize,
    over_two: usize,
    over_three: usize,
    over_pages: usize,
    parted_in_a_line: usize,
    neighbours: usize,
}

fn is_of_links(letter: char) -> bool {
    letter.is_ascii_uppercase() || HEBREW.contains(letter)
}

/// Holds every annotation of the pages before the last against the letters within it.
fn judge(bytes: &[u8], tally: &mut Tally) {
    let document = Document::load_mem(bytes).unwrap();
    let pages = signs(bytes);
    let areas: Vec<Area> =
        areas(&document).into_iter().filter(|area| area.page + 1 < pages.len()).collect();
    let by_id: BTreeMap<ObjectId, &Area> = areas.iter().map(|area| (area.id, area)).collect();
    let mut covered = vec![BTreeSet::new(); pages.len()];
    let mut known = 0;
    for element in elements(&document) {
        let own: Vec<&Area> = element.iter().filter_map(|id| by_id.get(id).copied()).collect();
        if own.is_empty() {
            continue;
        }
        known += own.len();
        let letters: BTreeSet<char> =
            own[0].contents.chars().filter(|c| !c.is_whitespace()).collect();
        let mut lines = BTreeSet::new();
        for area in &own {
            assert_eq!((&area.contents, &area.address), (&own[0].contents, &own[0].address));
            let within: Vec<(usize, Sign)> = pages[area.page]
                .iter()
                .copied()
                .enumerate()
                .filter(|(_, sign)| area.rect.contains(sign.at) && !sign.letter.is_whitespace())
                .collect();
            assert!(!within.is_empty(), "an area without words");
            let baseline = within[0].1.baseline;
            for (at, sign) in within {
                assert!(letters.contains(&sign.letter), "“{}” has {sign:?}", own[0].contents);
                assert!((sign.baseline - baseline).abs() < 0.1, "one line");
                assert!(covered[area.page].insert(at), "two areas over one letter");
            }
            if !lines.insert((area.page, baseline.to_bits())) {
                tally.parted_in_a_line += 1;
            }
        }
        tally.links += 1;
        tally.over_two += usize::from(lines.len() == 2);
        tally.over_three += usize::from(lines.len() > 2);
        tally.over_pages += usize::from(own[0].page != own[own.len() - 1].page);
        let in_order = own.windows(2).all(|two| {
            // Letters of two scripts on one line differ in height.
            let down = two[1].rect.y0 < two[0].rect.y0 + 6.0;
            two[0].page < two[1].page || two[0].page == two[1].page && down
        });
        assert!(in_order, "the areas of a link in the order of its lines");
    }
    assert_eq!(known, areas.len(), "every annotation belongs to an element");
    // The cover has no links, and in large print words of the program's own.
    for (page, signs) in pages.iter().enumerate().take(pages.len() - 1).skip(1) {
        for (at, sign) in signs.iter().enumerate().filter(|(_, sign)| is_of_links(sign.letter)) {
            assert!(covered[page].contains(&at), "page {page}: {sign:?} is not to be clicked");
        }
    }
    let mut ends: Vec<(usize, i64)> = Vec::new();
    for area in &areas {
        let line = (area.page, (area.rect.y1 * 10.0).round() as i64);
        tally.neighbours += usize::from(ends.contains(&line));
        ends.push(line);
    }
}

fn files(book: &Book, generation: Generation) -> Vec<Vec<u8>> {
    let editions = vec![EditionName::Screen, EditionName::LargePrint];
    let made = make(book, &Request { editions, generation, ..Request::default() });
    assert_eq!((made.fault, made.outputs.len()), (None, 2), "{:?}", made.diagnostics);
    made.outputs.into_iter().map(|output| output.bytes.clone()).collect()
}

fn judge_all(language: &str, seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let book = load(language, &chapter(seed, language == "he"), "contents = false");
        for generation in [Generation::Ua1, Generation::Ua2] {
            for file in files(&book, generation) {
                judge(&file, &mut tally);
            }
        }
    }
    tally
}

#[test]
fn every_line_of_a_link_is_an_area_of_its_own_words_alone() {
    let tally = judge_all("en-GB", 0..6);
    assert!(tally.links > 500, "{} links", tally.links);
    assert!(tally.over_two > 100 && tally.over_three > 20 && tally.over_pages > 3);
    assert!(tally.neighbours > 100 && tally.parted_in_a_line == 0);
}

#[test]
fn words_of_two_directions_in_one_line_are_areas_of_their_own() {
    let tally = judge_all("he", 0..6);
    assert!(tally.links > 500, "{} links", tally.links);
    assert!(tally.over_two > 100 && tally.over_three > 20 && tally.over_pages > 3);
    assert!(tally.parted_in_a_line > 5);
}

#[test]
fn an_entry_of_the_contents_is_clicked_from_its_title_to_its_number() {
    let long = "title = 'A title that is so long that it never stands in one line of the contents'\n\
                [[block]]\ntext = 'x'\n";
    for bytes in files(&load("en-GB", long, "contents = true"), Generation::Ua1) {
        let document = Document::load_mem(&bytes).unwrap();
        let areas = areas(&document);
        let entry: Vec<&Area> =
            areas.iter().filter(|area| area.contents.starts_with("A title")).collect();
        assert!(entry.len() >= 2, "{} lines", entry.len());
        let page = document.get_dictionary(document.get_pages()[&2]).unwrap();
        let width = followed(&document, page, b"MediaBox").as_array().unwrap();
        let right = number(&width[2]);
        let (last, first) = (entry[entry.len() - 1], entry[0]);
        assert!(last.rect.x1 > right * 0.85 && first.rect.x1 < last.rect.x1, "{:?}", last.rect);
        assert!(entry.windows(2).all(|two| two[0].rect.y0 >= two[1].rect.y1 - 3.0));
    }
}
