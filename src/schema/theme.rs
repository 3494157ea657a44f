//! The schema of `[theme]` and `[edition.NAME]`.

use serde_json::{Value, json};

use super::parts::{Key, choice, key, number, numbers, switch, table, words};

/// The editions, in the order of their making.
pub(super) const EDITIONS: [&str; 6] =
    ["screen", "large-print", "booklet", "press", "html", "text"];

/// `[theme]`.
pub(super) fn theme() -> Key {
    key(
        "theme",
        "Looks",
        "How the booklet looks. Page, margins, size and leading hold for screen, booklet and \
         press; the rest for every edition.",
        every(12.0),
        json!({ "accent": "#00505C", "chapter_start": "page" }),
    )
}

/// `[edition.NAME]`.
pub(super) fn edition() -> Key {
    let looks = |name, title, description: &str, value, example| {
        key(name, title, description, value, example)
    };
    let keys = vec![
        looks(
            "screen",
            "On screen",
            "For the PDF to email.",
            table(vec![paper()], &[]),
            json!({ "paper": "#FFFDF5" }),
        ),
        looks(
            "large-print",
            "Large print",
            "Every key of the theme, for large print alone.",
            every(16.0),
            json!({ "size": 20 }),
        ),
        looks(
            "booklet",
            "Office printer",
            "For the pages in folding order.",
            table(folding(), &[]),
            json!({ "flip": "long" }),
        ),
        looks(
            "press",
            "Print shop",
            "For the file that a print shop gets.",
            table(print_shop(), &[]),
            json!({ "crop_marks": true }),
        ),
        looks(
            "html",
            "Web page",
            "For the web page.",
            table(vec![font(), accent(), paper()], &[]),
            json!({ "paper": "#FFFDF5" }),
        ),
        looks(
            "text",
            "Plain text",
            "For the plain text.",
            table(vec![link_addresses()], &[]),
            json!({ "link_addresses": false }),
        ),
    ];
    key(
        "edition",
        "One edition",
        "Looks of one edition, under [edition.NAME].",
        table(keys, &[]),
        json!({ "press": { "crop_marks": true } }),
    )
}

/// Every key of the theme; `smallest` size of text in points.
fn every(smallest: f64) -> Value {
    let sizes = ["A5", "A4", "DL", "half-letter"];
    let size = json!({ "anyOf": [choice(&sizes), numbers(2, 60.0, 600.0)] });
    let keys = vec![
        key(
            "page",
            "Page",
            "The size of a page: a name, or [width, height] in millimetres.",
            size,
            json!("A5"),
        ),
        margins(),
        key(
            "size",
            "Size",
            "The size of the text in points.",
            number(smallest, 72.0),
            json!(smallest + 2.0),
        ),
        key(
            "leading",
            "Leading",
            "The distance from line to line in points: about 1.4 times the size.",
            number(smallest, 144.0),
            json!(smallest + 8.0),
        ),
        font(),
        key(
            "align",
            "Alignment",
            "\"start\": lines end where their words do, which is easier to read. \"justify\": all \
             lines are equally long.",
            choice(&["start", "justify"]),
            json!("start"),
        ),
        key(
            "hyphenate",
            "Hyphenation",
            "true: words may be divided at the end of a line, which is harder to read.",
            switch(false),
            json!(false),
        ),
        accent(),
        paper(),
        key(
            "chapter_start",
            "Where chapters begin",
            "\"run-on\": under the one before. \"page\": on a new page. \"recto\": on a \
             right-hand page.",
            choice(&["run-on", "page", "recto"]),
            json!("page"),
        ),
        link_addresses(),
    ];
    table(keys, &[])
}

fn margins() -> Key {
    let side = |name, title| {
        let description = "In millimetres.";
        key(name, title, description, number(5.0, 150.0), json!(16))
    };
    let sides = vec![
        side("inner", "At the fold"),
        side("outer", "At the outer edge"),
        side("top", "Above"),
        side("bottom", "Below, with the page number in it"),
    ];
    key(
        "margins",
        "Margins",
        "The white around the text, in millimetres.",
        table(sides, &[]),
        json!({ "inner": 16, "outer": 14, "top": 15, "bottom": 18 }),
    )
}

fn folding() -> Vec<Key> {
    vec![
        key(
            "creep",
            "Thickness of the paper",
            "In millimetres. It makes up for inner pages that are pushed outwards.",
            number(0.0, 2.0),
            json!(0.1),
        ),
        key(
            "flip",
            "Turning edge",
            "The edge on which your printer turns the paper.",
            choice(&["short", "long"]),
            json!("short"),
        ),
    ]
}

fn print_shop() -> Vec<Key> {
    vec![
        key(
            "bleed",
            "Bleed",
            "How far colour runs over the edge of the page, in millimetres.",
            number(0.0, 20.0),
            json!(3),
        ),
        key(
            "crop_marks",
            "Crop marks",
            "true: marks show where the paper is cut.",
            switch(false),
            json!(true),
        ),
        key(
            "accent_cmyk",
            "Colour in print",
            "The accent in cyan, magenta, yellow and black, in percent.",
            numbers(4, 0.0, 100.0),
            json!([100, 30, 35, 40]),
        ),
    ]
}

fn color() -> Value {
    json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" })
}

fn font() -> Key {
    key(
        "font",
        "Font",
        "The name of a font family. Put its files into a folder fonts beside booklet.toml.",
        words(),
        json!("Noto Sans"),
    )
}

fn accent() -> Key {
    key("accent", "Accent", "The colour of headings and panels.", color(), json!("#00505C"))
}

fn paper() -> Key {
    key("paper", "Paper", "The colour of the page on a screen.", color(), json!("#FFFDF5"))
}

fn link_addresses() -> Key {
    key(
        "link_addresses",
        "Addresses of links",
        "false: links are not followed by their address in brackets.",
        switch(true),
        json!(false),
    )
}
