//! The keys of a chapter's file and of its blocks.

use super::{Key, Kind, Rule, Shape, Sort, allow, language};

const IN_BLOCK: &str = "write [[block]] on a line of its own before it";
const IN_FIGURE: &str = "it belongs inside figure = { … }";
const IN_A_FIGURE: &str = "write figure = { image = \"../pictures/…\", alt = \"…\" }";
const IN_LINES: &str = "it belongs inside writing_lines = { … }";
const IN_QR: &str = "it belongs inside qr = { … }";
const A_CALLOUT: &str = "it is called `callout` here";
const A_HEADING: &str = "it is called `heading` here";
const A_LIST: &str = "it is called `bullets` or `steps` here";
const A_TEXT: &str = "it is called `text` here";

/// A chapter's file.
pub static CHAPTER: Shape = Shape {
    what: "the chapter",
    about: ("Chapter", "A chapter of a booklet: a title and blocks under it."),
    keys: &[
        Key::new(
            "title",
            "Title",
            "The title of the chapter. It may hold marks such as *stress*.",
            Sort::Needed,
            r#""Talk to your own doctor first""#,
        )
        .required(),
        Key::new(
            "id",
            "Link name",
            "The name by which links lead to this chapter: [words](#id). Without it, the name of \
             the file without its number.",
            Sort::Id,
            r#""talk-first""#,
        ),
        language("The language of this chapter, where it is not the booklet's.", r#""cy""#),
        allow("Rules of `chapbook check` that do not hold for this chapter, and why."),
        Key::new(
            "block",
            "Blocks",
            "What the chapter is made of, from top to bottom. Each begins with a line [[block]].",
            Sort::Tables(&BLOCK),
            r#"[{ text = "The first step is to talk to your consultant." }]"#,
        )
        .hint(r#"[[block]], and under it text = "…""#)
        .required(),
    ],
    elsewhere: &[
        (&Kind::NAMES, IN_BLOCK),
        (&["values"], "values belong in booklet.toml, under [values]"),
        (&["glossary"], "the glossary belongs in booklet.toml, under [[glossary]]"),
        (&["contact"], "the contact section belongs in booklet.toml, under [contact]"),
        (&["chapters"], "the chapters are named in booklet.toml"),
    ],
    ..Shape::NONE
};

/// The keys of a block beside that of its kind.
const BESIDE: [Key; 4] = [
    Key::new(
        "id",
        "Link name",
        "The name by which links lead here: [words](#id). Small letters, digits and hyphens; no \
         other part of the booklet may have it.",
        Sort::Id,
        r#""who-can-help""#,
    ),
    language("The language of this block, where it is not the chapter's.", r#""cy""#),
    Key::new(
        "keep",
        "Kept together",
        "Whether the block stays on one page, where a page can hold it, and words with the list, table or \
         picture that follows them.",
        Sort::Switch(Some(false)),
        "true",
    ),
    allow("Rules of `chapbook check` that do not hold for this block, and why."),
];

/// A block's keys: every kind, and what each kind may have beside it.
const KEYS: [Key; Kind::ALL.len() + BESIDE.len()] = {
    let mut keys = [BESIDE[0]; Kind::ALL.len() + BESIDE.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = match at.checked_sub(Kind::ALL.len()) {
            None => Kind::ALL[at].key(),
            Some(after) => BESIDE[after],
        };
        at += 1;
    }
    keys
};

/// A block.
pub static BLOCK: Shape = Shape {
    what: "a block",
    about: ("Block", "A part of a chapter: exactly one kind of thing."),
    example: "[[block]], and its keys under it",
    keys: &KEYS,
    rules: &[Rule::One(&Kind::NAMES)],
    elsewhere: &[
        (
            &["title"],
            "it belongs inside callout = { … }, or at the top of the chapter; for a title within the chapter use `heading`",
        ),
        (&["urgency"], "it belongs inside callout = { … }"),
        (&["image", "alt", "decorative", "width", "image_alt"], IN_FIGURE),
        (&["caption"], "it belongs inside figure = { … } or table = { … }"),
        (&["columns", "rows"], "it belongs inside table = { … }"),
        (&["source"], "it belongs inside quote = { … }"),
        (&["prompt", "lines"], IN_LINES),
        (&["url", "label"], IN_QR),
        (&["paragraph", "body", "p"], A_TEXT),
        (&["h1", "h2", "header"], A_HEADING),
        (&["h3"], "it is called `subheading` here"),
        (&["list", "items"], A_LIST),
        (&["numbered"], "it is called `steps` here"),
        (&["picture", "photo", "img", "drawing"], IN_A_FIGURE),
        (&["box", "panel", "note", "warning"], A_CALLOUT),
        (&["contact"], "write `contact_point`, with the name of a point of the contact section"),
        (&["qr_code", "qrcode"], "it is called `qr` here"),
        (&["break"], "it is called `page_break` here"),
    ],
};
