//! What each stage of the way from TOML to PDF takes, on the sample: `cargo bench`.
//!
//! The whole program beside others is measured by `benches/peers/run.py`, many booklets by
//! `benches/many.py`, and saves under `watch` by `benches/watch.py`.
//!
//! To judge a file costs more than twice as much as to make it (here `judge_the_sample` beside
//! `write_the_sample`): page_validation takes a file apart once for each profile, and offers no way
//! to judge what it has taken apart by two; its lazy entry points take as long where the file is
//! sound. The two run side by side, and beside the next booklet.
//!
//! Where the instructions go, as `valgrind --tool=callgrind` counts them for the booklets that
//! `benches/peers/generate.py` makes of 5 and 45 chapters (17 and 109 pages; `build --edition screen
//! --no-verify --jobs 1`):
//!
//! | stage | 17 pages | 109 pages |
//! | --- | ---: | ---: |
//! | reading | 11 % | 10 % |
//! | layout | 13 % | 26 % |
//! | the findings of `check` | 6 % | 9 % |
//! | krilla: drawing and serializing | 23 % | 18 % |
//! | reading once more what krilla wrote (`pdf::rewrite`) | 15 % | 11 % |
//! | deflating | 18 % | 17 % |
//!
//! krilla writes every stretch of text as a group of its own, so that what it writes has to be read
//! again to be made less. Both together are what the program cannot save while it writes by krilla:
//! without them 17 pages would still cost a third of Typst's time and not a quarter. A fifth of the
//! 17 pages is one drawing, whose letters are drawn as shapes so that nobody hears them twice.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chapbook::content::{self, Book, Options};
use chapbook::editions::{self, Generation, style};
use chapbook::geometry::Pt;
use chapbook::language::{Direction, Language};
use chapbook::layout::paginate::paginate;
use chapbook::layout::{self, Layout};
use chapbook::picture::PictureFonts;
use chapbook::typeset::{self, Alignment, Fonts, Paragraph, Run, RunStyle, Weight};
use chapbook::{pdf, verify};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);
static BOOK: LazyLock<Book> = LazyLock::new(read);
static LAYOUT: LazyLock<Layout> = LazyLock::new(lay_out);

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("booklet/booklet.toml")
}

fn picture_fonts() -> PictureFonts {
    PictureFonts::new(FONTS.for_drawings(None))
}

fn read() -> Book {
    let options = Options { root: None, picture_fonts: Some(picture_fonts) };
    content::load(&sample(), &options).book.expect("the sample is sound")
}

fn lay_out() -> Layout {
    layout::lay_out(&BOOK, &style::pocket(&BOOK.theme), &FONTS, "screen", true).0
}

fn write() -> Vec<u8> {
    let publication = editions::single_pages(&BOOK, &LAYOUT, LAYOUT.style.palette, Generation::Ua1);
    pdf::write(&publication, &FONTS).expect("the sample can be written").bytes
}

/// A paragraph of about a hundred words, told apart by its number so that no line is remembered.
fn paragraph(number: usize) -> Paragraph {
    let text = format!(
        "{number} {}",
        "You can ask for a second opinion when you are not sure about your treatment. ".repeat(7)
    );
    let style = RunStyle {
        size_millipoints: 14_000,
        weight: Weight::Regular,
        language: Language::english(),
        whole_words: false,
    };
    Paragraph {
        text: Arc::from(text),
        runs: vec![Run { start: 0, style, tag: 0 }],
        direction: Direction::LeftToRight,
        alignment: Alignment::Start,
        hyphenate: false,
        addresses: Vec::new(),
    }
}

#[divan::bench]
fn read_the_sample() -> Book {
    read()
}

/// With words that were never seen before: fonts are new for every run.
#[divan::bench]
fn shape_and_break_a_hundred_words_anew(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(Fonts::default)
        .bench_refs(|fonts| typeset::set(fonts, black_box(&paragraph(1)), Pt(335.0)));
}

/// With words that are known, as most are after a few pages.
#[divan::bench]
fn break_a_hundred_known_words() -> typeset::SetParagraph {
    typeset::set(&FONTS, black_box(&paragraph(2)), Pt(335.0))
}

#[divan::bench]
fn lay_out_the_sample() -> Layout {
    lay_out()
}

#[divan::bench]
fn paginate_the_sample() -> usize {
    let skeleton = &LAYOUT.skeleton;
    let height = LAYOUT.style.height();
    paginate(black_box(&skeleton.pieces), &skeleton.heads, height, skeleton.first).len()
}

#[divan::bench]
fn write_the_sample() -> Vec<u8> {
    write()
}

#[divan::bench(sample_count = 10)]
fn judge_the_sample(bencher: Bencher<'_, '_>) {
    let file = write();
    bencher.bench_local(|| verify::validate(black_box(&file)).expect("a PDF"));
}
