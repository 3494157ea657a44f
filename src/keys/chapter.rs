//! The keys of a chapter's file and of its blocks.

use super::{Key, Kind, Rule, Shape, Sort, allow, language};

const IN_BLOCK: &str = "write [[block]] on a line of its own before it";
const IN_FIGURE: &str = "it belongs inside figure = { … }";
const A_POINT: &str =
    "write contact_point = \"…\", with the name of a point of the contact section";
const IN_LINES: &str = "it belongs inside writing_lines = { … }";
const IN_QR: &str = "it belongs inside qr = { … }";

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
        (
            &["contact", "point", "contact_point"],
            "contact points belong in booklet.toml; a chapter shows one with [[block]] and contact_point = \"its name\", and others as text, a table or definitions",
        ),
        (&["chapters"], "the chapters are named in booklet.toml"),
    ],
    ..Shape::NONE
};

/// The keys of a block beside that of its kind.
const BESIDE: [Key; 7] = [
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
    Key::new(
        "continue",
        "Goes on counting",
        "Only beside `steps`: whether their numbers go on from the last steps of the chapter, as after a \
         picture between two of them.",
        Sort::Switch(Some(false)),
        "true",
    ),
    allow("Rules of `chapbook check` that do not hold for this block, and why."),
    Key::new(
        "numbered",
        "Rows are numbered",
        "true: the rows of `illustrated` are numbered, as steps are.",
        Sort::Switch(Some(false)),
        "true",
    ),
    Key::new(
        "picture_width",
        "Width of the pictures",
        "How much of the text's width the pictures of `illustrated` take, in percent; 35 without it.",
        Sort::Number(10.0, 70.0),
        "35",
    ),
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
    rules: &[Rule::One(&Kind::NAMES), Rule::Beside(&["numbered", "picture_width"], "illustrated")],
    elsewhere: &[
        (
            &["title"],
            "it belongs inside callout = { … }, or at the top of the chapter; for a title within the chapter use `heading`",
        ),
        (
            &["question", "answer", "q", "a", "Q", "A", "faq", "Question", "Answer"],
            "a question is a `heading`, and its answer the `text` of a new [[block]] after it",
        ),
        (&["urgency"], "it belongs inside callout = { … }"),
        (&["image", "alt", "decorative", "width", "image_alt"], IN_FIGURE),
        (
            &["easy", "easy_read", "rows_with_pictures", "pictures", "picture_steps"],
            "pictures with words beside them are written illustrated = [{ image = \"…\", alt = \"…\", text = \"…\" }]",
        ),
        (
            &["figures", "gallery"],
            "pictures side by side are written figure = [{ image = \"…\", alt = \"…\" }, { … }]",
        ),
        (&["caption"], "it belongs inside figure = { … } or table = { … }"),
        (&["columns", "rows"], "it belongs inside table = { … }"),
        (&["source"], "it belongs inside quote = { … }"),
        (&["prompt", "lines"], IN_LINES),
        (&["url", "label"], IN_QR),
        (&["contact", "phone", "telephone", "email", "website", "contact_points"], A_POINT),
        (
            &["hr", "rule", "divider", "separator", "line"],
            "there are no lines between blocks: take the block out, or begin a new part with a `heading`",
        ),
        (
            &["type", "kind"],
            "take it out: the key under it, such as `text` or `bullets`, says what the block is",
        ),
        (
            &["comment", "todo_later", "remark"],
            "a remark of yours that is not printed begins with #",
        ),
        (
            &["video", "film", "audio", "youtube"],
            "a booklet shows no films: link to it, [words](https://…), or show its address with `qr`",
        ),
        (
            &["link", "href"],
            "a link stands within a text: text = \"See [our website](https://www.example.org).\"",
        ),
        (
            &["bold", "strong", "italic", "italics", "underline", "emphasis"],
            "take it out, and write the words that are to stand out between stars: **words** for bold, *words* for stress",
        ),
        (
            &["color", "colour", "font", "size", "style", "class", "align", "background"],
            "how blocks look is set for the whole booklet, under [theme] in booklet.toml",
        ),
        (
            &["footnote", "reference", "references"],
            "references belong in booklet.toml, under [imprint]: references = \"…\"",
        ),
    ],
};
