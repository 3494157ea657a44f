//! The finished office booklet and press file against the finished screen file: each page once, in
//! its place, with the same text at the same offsets.

use std::path::{Path, PathBuf};

use crate::support::booklets::fonts;
use chapbook::content::{self, Book, CoverStyle, EditionName, Flip, Options};
use chapbook::language::Direction;
use chapbook::make::{Request, make};
use chapbook::source::Spanned;
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Point, Rect};

/// How far apart two places may lie, in points: rounding of coordinates in the files.
const NEAR: f64 = 0.02;
/// A millimetre in points.
const MM: f64 = 72.0 / 25.4;

/// A glyph on a page, seen from the page's top left corner.
#[derive(Clone, Debug, PartialEq)]
struct Sign {
    text: String,
    x: f64,
    y: f64,
    /// Whether it stands upright.
    upright: bool,
}

/// Keeps the glyphs of a page and forgets all other ink.
#[derive(Default)]
struct Reader(Vec<Sign>);

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let at = place * Point::ZERO;
            let up = place * Point::new(0.0, 1.0);
            let text = glyph.as_unicode().map_or(String::new(), |text| format!("{text:?}"));
            self.0.push(Sign { text, x: at.x, y: at.y, upright: up.y < at.y });
        }
    }
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A page of a finished file.
struct Side {
    width: f64,
    height: f64,
    /// Left, top, right and bottom of the trimmed page.
    trim: [f64; 4],
    signs: Vec<Sign>,
}

fn sides(bytes: &[u8]) -> Vec<Side> {
    let pdf = Pdf::new(bytes.to_vec()).unwrap();
    let cache = InterpreterCache::new();
    let mut sides = Vec::new();
    for page in pdf.pages().iter() {
        let media = page.media_box();
        let (width, height) = (media.x1 - media.x0, media.y1 - media.y0);
        let mut reader = Reader::default();
        let flipped = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, height]);
        let mut context = Context::new(
            flipped,
            Rect::new(0.0, 0.0, width, height),
            &cache,
            page.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut reader);
        let trim = page
            .raw()
            .get::<hayro::hayro_syntax::object::Rect>("TrimBox")
            .map_or([0.0, 0.0, width, height], |trim| {
                [trim.x0, height - trim.y1, trim.x1, height - trim.y0]
            });
        sides.push(Side { width, height, trim, signs: reader.0 });
    }
    sides
}

/// The signs seen from another corner.
fn from_corner(signs: &[Sign], x: f64, y: f64) -> Vec<Sign> {
    signs.iter().map(|sign| Sign { x: sign.x - x, y: sign.y - y, ..sign.clone() }).collect()
}

/// The signs of a side turned by 180°.
fn turned(side: &Side) -> Vec<Sign> {
    let turn = |sign: &Sign| Sign {
        x: side.width - sign.x,
        y: side.height - sign.y,
        upright: !sign.upright,
        text: sign.text.clone(),
    };
    side.signs.iter().map(turn).collect()
}

/// What sets two pages apart, if anything.
fn difference(one: &[Sign], other: &[Sign]) -> Option<String> {
    if one.len() != other.len() {
        return Some(format!("{} signs and {}", one.len(), other.len()));
    }
    one.iter().zip(other).find_map(|(one, other)| {
        let same = one.text == other.text
            && one.upright == other.upright
            && (one.x - other.x).abs() < NEAR
            && (one.y - other.y).abs() < NEAR;
        (!same).then(|| format!("{one:?} and {other:?}"))
    })
}

fn booklet(path: &str) -> Book {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path).join("booklet.toml");
    let options = Options { root: None, picture_fonts: Some(fonts) };
    content::load(&path, &options).book.unwrap()
}

fn files(book: &Book) -> [Vec<Side>; 3] {
    let editions = [EditionName::Screen, EditionName::Booklet, EditionName::Press];
    let made = make(book, &Request { editions: editions.to_vec(), ..Request::default() });
    assert_eq!(made.outputs.len(), 3, "{:?}", made.diagnostics);
    [0, 1, 2].map(|index| sides(&made.outputs[index].bytes))
}

/// A page found on paper: its leaf's place in the folded booklet and its signs.
struct Found {
    number: usize,
    signs: Vec<Sign>,
}

/// Prints the sides on both faces of the sheets as the printer is asked to, folds and nests them,
/// and reads the pages. Every page's corner is worked out here from what paper does, not by the
/// program's own code.
fn fold(
    sheets: &[Side],
    page: [f64; 2],
    flip: Flip,
    right_to_left: bool,
    creep: f64,
) -> Vec<Found> {
    let total = sheets.len() * 2;
    let mut found = Vec::new();
    for (k, faces) in sheets.chunks(2).enumerate() {
        for (face, side) in faces.iter().enumerate() {
            let back = face == 1;
            // A printer that turns the long edge of a landscape sheet turns the back upside down
            // against the front; read the right way up it must come out upright again.
            let signs = if back && flip == Flip::Long { turned(side) } else { side.signs.clone() };
            let middle = side.width / 2.0;
            let shift = k as f64 * creep * 1.3 * MM;
            for left in [true, false] {
                let half: Vec<Sign> =
                    signs.iter().filter(|sign| (sign.x < middle) == left).cloned().collect();
                let corner = if left { middle - page[0] + shift } else { middle - shift };
                // Outside faces hold the outermost pages: in front last and first, behind the
                // second and the last but one, moving inwards by two pages a sheet.
                let outer_left = if back { 2 + 2 * k } else { total - 2 * k };
                let outer_right = if back { total - 1 - 2 * k } else { 1 + 2 * k };
                let number = if left == right_to_left { outer_right } else { outer_left };
                found.push(Found { number, signs: from_corner(&half, corner, 0.0) });
            }
        }
    }
    found.sort_by_key(|found| found.number);
    found
}

/// Screen pages in the order in which paper holds them: fillers (`None`) before the back page.
fn on_paper(screen: usize, total: usize) -> Vec<Option<usize>> {
    let mut order: Vec<Option<usize>> = (0..screen - 1).map(Some).collect();
    order.resize(total - 1, None);
    order.push(Some(screen - 1));
    order
}

/// Holds paper against screen, and says how many fillers there were.
fn compare(name: &str, book: &Book) -> usize {
    let keys = &book.theme.booklet;
    let flip = keys.flip.as_ref().map_or(Flip::Short, |flip| flip.value);
    let creep = keys.creep.as_ref().map_or(0.0, |creep| f64::from(creep.value));
    let [screen, booklet, press] = files(book);
    let page = [screen[0].width, screen[0].height];
    let right_to_left = book.language.direction() == Direction::RightToLeft;
    let found = fold(&booklet, page, flip, right_to_left, creep);
    let order = on_paper(screen.len(), press.len());
    assert_eq!(found.len(), order.len(), "{name}");
    for (index, source) in order.iter().enumerate() {
        assert_eq!(found[index].number, index + 1, "{name}: read in order");
        let single = &press[index];
        let pressed = from_corner(&single.signs, single.trim[0], single.trim[1]);
        if let Some(source) = source {
            let wanted = &screen[*source].signs;
            for (edition, signs) in [("booklet", &found[index].signs), ("press", &pressed)] {
                if let Some(difference) = difference(wanted, signs) {
                    panic!("{name}, {edition}, page {}: {difference}", source + 1);
                }
            }
        } else if let Some(difference) = difference(&pressed, &found[index].signs) {
            panic!("{name}, filler {}: {difference}", index + 1);
        }
    }
    order.iter().filter(|source| source.is_none()).count()
}

#[test]
fn every_page_of_the_screen_is_on_paper_once_in_its_place_with_the_same_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["booklet", "tests/booklets/every-kind", "tests/booklets/arabic"];
    let mut paths: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    paths.extend(["minimal", "heading-cover", "long"].map(|name| {
        let path = Path::new("tests/booklets").join(name);
        assert!(root.join(&path).is_dir());
        path
    }));
    let mut fillers = 0;
    for path in &paths {
        let name = path.to_str().unwrap();
        fillers += compare(name, &booklet(name));
    }
    assert!(fillers > 0, "no booklet needed a filler page");
}

#[test]
fn turned_backs_and_creep_keep_every_page_in_its_place() {
    for name in ["tests/booklets/every-kind", "tests/booklets/arabic"] {
        let mut book = booklet(name);
        let place = book.span;
        book.theme.booklet.flip = Some(Spanned { value: Flip::Long, span: place });
        book.theme.booklet.creep = Some(Spanned { value: 0.1, span: place });
        book.cover.style = CoverStyle::Heading;
        compare(name, &book);
    }
}

#[test]
fn a_page_that_moved_by_a_twentieth_of_a_point_is_noticed() {
    let signs = [Sign { text: "a".into(), x: 10.0, y: 20.0, upright: true }];
    assert_eq!(difference(&signs, &signs), None);
    assert!(difference(&signs, &from_corner(&signs, 0.05, 0.0)).is_some());
    assert!(difference(&signs, &[]).is_some());
}
