//! The keys of `[theme]` and of `[edition.NAME]`.

use super::{EditionName, Key, Rule, Shape, Sort};

const IN_BOOKLET: &str = "it belongs under [edition.booklet]";
const IN_PRESS: &str = "it belongs under [edition.press]";
const IN_LARGE_PRINT: &str = "it belongs under [edition.large-print]";
const IN_THEME: &str = "it belongs under [theme], for screen, booklet and press together, or under [edition.large-print]";

/// `[theme]`.
pub(super) const fn theme() -> Key {
    Key::new(
        "theme",
        "Looks",
        "How the booklet looks. Page, margins, size and leading hold for screen, booklet and \
         press; the rest for every edition.",
        Sort::Table(&THEME),
        r##"{ accent = "#00505C", chapter_start = "page" }"##,
    )
    .hint("[theme], and its keys under it")
}

/// `[edition.NAME]`.
pub(super) const fn one_edition() -> Key {
    Key::new(
        "edition",
        "One edition",
        "Looks of one edition, under [edition.NAME].",
        Sort::Table(&EDITIONS),
        "{ press = { crop_marks = true } }",
    )
    .hint("[edition.large-print], and its keys under it")
}

const PAGE: Key = Key::new(
    "page",
    "Page",
    "The size of a page: a name, or [width, height] in millimetres.",
    Sort::Either(&Sort::Choice(&["A5", "A4", "DL", "half-letter"]), &Sort::Numbers(2, 60.0, 600.0)),
    r#""A5""#,
);

const AROUND: Key = Key::new(
    "margins",
    "Margins",
    "The white around the text, in millimetres.",
    Sort::Table(&MARGINS),
    "{ inner = 16, outer = 14, top = 15, bottom = 18 }",
);

const FONT: Key = Key::new(
    "font",
    "Font",
    "The name of a font family. Put its files into a folder fonts beside booklet.toml.",
    Sort::Words,
    r#""Noto Sans""#,
);

const ALIGN: Key = Key::new(
    "align",
    "Alignment",
    "\"start\": lines end where their words do, which is easier to read. \"justify\": all lines \
     are equally long.",
    Sort::Choice(&["start", "justify"]),
    r#""start""#,
);

const HYPHENATE: Key = Key::new(
    "hyphenate",
    "Hyphenation",
    "true: words may be divided at the end of a line, which is harder to read.",
    Sort::Switch(Some(false)),
    "false",
);

const ACCENT: Key = Key::new(
    "accent",
    "Accent",
    "The colour of headings and panels.",
    Sort::Color,
    r##""#00505C""##,
);

const PAPER: Key = Key::new(
    "paper",
    "Paper",
    "The colour of the page on a screen.",
    Sort::Color,
    r##""#FFFDF5""##,
);

const CHAPTER_START: Key = Key::new(
    "chapter_start",
    "Where chapters begin",
    "\"run-on\": under the one before. \"page\": on a new page. \"recto\": on a right-hand page.",
    Sort::Choice(&["run-on", "page", "recto"]),
    r#""page""#,
);

const LINK_ADDRESSES: Key = Key::new(
    "link_addresses",
    "Addresses of links",
    "false: links are not followed by their address in brackets.",
    Sort::Switch(Some(true)),
    "false",
);

const fn size(smallest: f64, example: &'static str) -> Key {
    let doc = "The size of the text in points.";
    Key::new("size", "Size", doc, Sort::Number(smallest, 72.0), example)
}

const fn leading(smallest: f64, example: &'static str) -> Key {
    let doc = "The distance from line to line in points: about 1.4 times the size.";
    Key::new("leading", "Leading", doc, Sort::Number(smallest, 144.0), example)
}

/// Several sizes, for large print alone.
const SIZES: Key = Key::new(
    "sizes",
    "Sizes",
    "Several sizes of the text in points, each with a file of its own, in place of `size`.",
    Sort::Distinct(&Sort::Number(16.0, 36.0)),
    "[18, 24, 28]",
);

/// The theme. The smallest size of text is the imprint's (`docs/format.md`, section 5).
pub static THEME: Shape = Shape {
    what: "the theme",
    keys: &[
        PAGE,
        AROUND,
        size(12.0, "14.0"),
        leading(12.0, "20.0"),
        FONT,
        ALIGN,
        HYPHENATE,
        ACCENT,
        PAPER,
        CHAPTER_START,
        LINK_ADDRESSES,
    ],
    elsewhere: &[
        (&["creep", "flip"], IN_BOOKLET),
        (&["bleed", "crop_marks", "accent_cmyk"], IN_PRESS),
        (&["sizes"], IN_LARGE_PRINT),
    ],
    ..Shape::NONE
};

const fn side(name: &'static str, title: &'static str) -> Key {
    Key::new(name, title, "In millimetres.", Sort::Number(5.0, 150.0), "16")
}

/// The margins of a page.
pub static MARGINS: Shape = Shape {
    what: "`margins`",
    keys: &[
        side("inner", "At the fold"),
        side("outer", "At the outer edge"),
        side("top", "Above"),
        side("bottom", "Below, with the page number in it"),
    ],
    ..Shape::NONE
};

/// Where a key of an edition belongs that stands under another one.
const ELSEWHERE: &[(&[&str], &str)] = &[
    (&["creep", "flip"], IN_BOOKLET),
    (&["bleed", "crop_marks", "accent_cmyk"], IN_PRESS),
    (&["sizes"], IN_LARGE_PRINT),
    (&["page", "margins", "size", "leading", "align", "hyphenate", "chapter_start"], IN_THEME),
    (&["font"], "it belongs under [theme], [edition.large-print] or [edition.html]"),
    (
        &["accent"],
        "it belongs under [theme], [edition.large-print] or [edition.html]; in print colours it is `accent_cmyk` under [edition.press]",
    ),
    (
        &["paper"],
        "it belongs under [theme], [edition.screen], [edition.large-print] or [edition.html]",
    ),
    (&["link_addresses"], "it belongs under [theme], [edition.large-print] or [edition.text]"),
];

static SCREEN: Shape =
    Shape { what: "the edition screen", keys: &[PAPER], elsewhere: ELSEWHERE, ..Shape::NONE };

static LARGE_PRINT: Shape = Shape {
    what: "the edition large-print",
    keys: &[
        PAGE,
        AROUND,
        size(16.0, "18.0"),
        SIZES,
        leading(16.0, "24.0"),
        FONT,
        ALIGN,
        HYPHENATE,
        ACCENT,
        PAPER,
        CHAPTER_START,
        LINK_ADDRESSES,
    ],
    rules: &[Rule::AtMostOne(&["size", "sizes"])],
    elsewhere: ELSEWHERE,
    ..Shape::NONE
};

static FOLDED: Shape = Shape {
    what: "the edition booklet",
    keys: &[
        Key::new(
            "creep",
            "Thickness of the paper",
            "In millimetres. It makes up for inner pages that are pushed outwards.",
            Sort::Number(0.0, 2.0),
            "0.1",
        ),
        Key::new(
            "flip",
            "Turning edge",
            "The edge on which your printer turns the paper.",
            Sort::Choice(&["short", "long"]),
            r#""short""#,
        ),
    ],
    elsewhere: ELSEWHERE,
    ..Shape::NONE
};

static PRESS: Shape = Shape {
    what: "the edition press",
    keys: &[
        Key::new(
            "bleed",
            "Bleed",
            "How far colour runs over the edge of the page, in millimetres.",
            Sort::Number(0.0, 20.0),
            "3",
        ),
        Key::new(
            "crop_marks",
            "Crop marks",
            "true: marks show where the paper is cut.",
            Sort::Switch(Some(false)),
            "true",
        ),
        Key::new(
            "accent_cmyk",
            "Colour in print",
            "The accent in cyan, magenta, yellow and black, in percent.",
            Sort::Numbers(4, 0.0, 100.0),
            "[100, 30, 35, 40]",
        )
        .hint("accent_cmyk = [100, 20, 30, 50]"),
    ],
    elsewhere: ELSEWHERE,
    ..Shape::NONE
};

static HTML: Shape = Shape {
    what: "the edition html",
    keys: &[FONT, ACCENT, PAPER],
    elsewhere: ELSEWHERE,
    ..Shape::NONE
};

static TEXT: Shape = Shape {
    what: "the edition text",
    keys: &[LINK_ADDRESSES],
    elsewhere: ELSEWHERE,
    ..Shape::NONE
};

/// The keys of `[edition.NAME]`.
#[must_use]
pub const fn edition_shape(name: EditionName) -> &'static Shape {
    match name {
        EditionName::Screen => &SCREEN,
        EditionName::LargePrint => &LARGE_PRINT,
        EditionName::Booklet => &FOLDED,
        EditionName::Press => &PRESS,
        EditionName::Html => &HTML,
        EditionName::Text => &TEXT,
    }
}

/// The key of an edition under `[edition]`.
const fn edition(name: EditionName) -> Key {
    let (title, doc, example) = match name {
        EditionName::Screen => ("On screen", "For the PDF to email.", r##"{ paper = "#FFFDF5" }"##),
        EditionName::LargePrint => {
            ("Large print", "Every key of the theme, for large print alone.", "{ size = 20 }")
        }
        EditionName::Booklet => {
            ("Office printer", "For the pages in folding order.", r#"{ flip = "long" }"#)
        }
        EditionName::Press => {
            ("Print shop", "For the file that a print shop gets.", "{ crop_marks = true }")
        }
        EditionName::Html => ("Web page", "For the web page.", r##"{ paper = "#FFFDF5" }"##),
        EditionName::Text => ("Plain text", "For the plain text.", "{ link_addresses = false }"),
    };
    Key::new(name.as_str(), title, doc, Sort::Table(edition_shape(name)), example)
}

const EVERY_EDITION: [Key; EditionName::ALL.len()] = {
    let mut keys = [edition(EditionName::Screen); EditionName::ALL.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = edition(EditionName::ALL[at]);
        at += 1;
    }
    keys
};

/// `[edition]`: a table for each edition.
pub static EDITIONS: Shape = Shape { what: "`edition`", keys: &EVERY_EDITION, ..Shape::NONE };
