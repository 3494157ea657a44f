//! The keys of each kind of block.

use super::{Key, Rule, Shape, Sort, language};

const TO_BLOCK: &str = "it belongs to the block: write it right under [[block]]";

/// Keys of a block that end up in the table which says what it is.
const OF_BLOCK: &[(&[&str], &str)] = &[(&["id", "language", "keep", "allow"], TO_BLOCK)];

/// The three kinds of list.
pub static LISTS: [&str; 3] = ["bullets", "steps", "checklist"];

pub(super) const TEXT: Key = Key::new(
    "text",
    "Text",
    "Paragraphs. A blank line begins a new one. Marks: **bold**, *stress*, \
     [words](https://www.example.org), {value}.",
    Sort::Needed,
    r#""You can ask for a *second opinion*.""#,
);

pub(super) const HEADING: Key = Key::new(
    "heading",
    "Heading",
    "A heading, one level under the chapter's title.",
    Sort::Needed,
    r#""Words that you could use""#,
);

pub(super) const SUBHEADING: Key = Key::new(
    "subheading",
    "Subheading",
    "A heading one level further down. It needs a heading before it in the chapter.",
    Sort::Needed,
    r#""On the telephone""#,
);

pub(super) const BULLETS: Key = Key::new(
    "bullets",
    "Bullets",
    "A list with bullets. An item may hold a list itself.",
    Sort::Several(&Sort::Item),
    r#"["your scans", "your letters"]"#,
)
.hint(r#"bullets = ["…", "…"]"#);

pub(super) const STEPS: Key = Key::new(
    "steps",
    "Steps",
    "A numbered list: things to do one after the other.",
    Sort::Several(&Sort::Item),
    r#"["Write down your questions.", "Ask the most important one first."]"#,
)
.hint(r#"steps = ["…", "…"]"#);

pub(super) const CHECKLIST: Key = Key::new(
    "checklist",
    "Checklist",
    "A list with boxes to tick.",
    Sort::Several(&Sort::Item),
    r#"["I know where to go.", "I have a pen."]"#,
)
.hint(r#"checklist = ["…", "…"]"#);

pub(super) const A_CALLOUT: Key = Key::new(
    "callout",
    "Callout",
    "A panel that stands out: a title with a text, a list, or both.",
    Sort::Table(&CALLOUT),
    r#"{ title = "Ask if it is safe to wait", text = "A delay could do harm." }"#,
)
.hint(r#"callout = { title = "…", text = "…" }"#);

pub(super) const A_QUOTE: Key = Key::new(
    "quote",
    "Quote",
    "Somebody's words, set apart.",
    Sort::Table(&QUOTE),
    r#"{ text = "Please could you explain it again?", source = "A patient" }"#,
)
.hint(r#"quote = { text = "…", source = "…" }"#);

pub(super) const A_FIGURE: Key = Key::new(
    "figure",
    "Picture",
    "A picture, with its description and perhaps a caption; or two to four in [ ] side by side.",
    Sort::TableOrFew(&FIGURE, 2, 4),
    r#"{ image = "../pictures/path.svg", alt = "Four steps, one after the other" }"#,
)
.hint(r#"figure = { image = "pictures/map.svg", alt = "…" }"#);

pub(super) const ILLUSTRATED: Key = Key::new(
    "illustrated",
    "Pictures with words beside them",
    "Rows, each a picture with its words beside it: exercises, or Easy Read.",
    Sort::Tables(&ILLUSTRATED_ROW),
    r#"[{ image = "../pictures/talking.svg", alt = "Two people talk", text = "Tell the doctor how you feel." }]"#,
)
.hint(r#"illustrated = [{ image = "pictures/step.svg", alt = "…", text = "…" }]"#);

pub(super) const A_TABLE: Key = Key::new(
    "table",
    "Table",
    "Rows and columns. Best written with [block.table] on a line under [[block]].",
    Sort::Table(&TABLE),
    r#"{ columns = ["Who", "What"], rows = [["Citizens Advice", "Free advice"]] }"#,
)
.hint(r#"table = { columns = ["…", "…"], rows = [["…", "…"]] }"#);

pub(super) const DEFINITIONS: Key = Key::new(
    "definitions",
    "Definitions",
    "Words and what they mean.",
    Sort::Tables(&DEFINITION),
    r#"[{ term = "Scan", meaning = "A picture of the inside of your body." }]"#,
)
.hint(r#"definitions = [{ term = "…", meaning = "…" }]"#);

pub(super) const CONTACT_POINT: Key = Key::new(
    "contact_point",
    "Contact point",
    "Shows a point of the contact section here, by its name. The number stands in one place.",
    Sort::Needed,
    r#""Support line""#,
);

pub(super) const SOME_WRITING_LINES: Key = Key::new(
    "writing_lines",
    "Lines to write on",
    "A line of text, and ruled lines under it for the reader to write on.",
    Sort::Table(&WRITING_LINES),
    r#"{ prompt = "What I want to ask", lines = 8 }"#,
)
.hint(r#"writing_lines = { prompt = "…", lines = 6 }"#);

pub(super) const A_QR: Key = qr("A QR code with its label and address beside it.");

pub(super) const PAGE_BREAK: Key = Key::new(
    "page_break",
    "New page",
    "true: what follows begins on a new page.",
    Sort::True,
    "true",
);

/// A QR code, as a block or in the contact section.
pub(super) const fn qr(doc: &'static str) -> Key {
    let example = r#"{ url = "https://www.example.org", label = "Our website" }"#;
    Key::new("qr", "QR code", doc, Sort::Table(&QR), example)
        .hint(r#"qr = { url = "https://www.example.org", label = "…" }"#)
}

/// An item of a list that is more than words.
pub static ITEM: Shape = Shape {
    what: "an item",
    example: r#"{ text = "…", bullets = ["…", "…"] }"#,
    keys: &[
        Key::new(
            "text",
            "Words",
            "The words of this item, above its own list.",
            Sort::Needed,
            r#""the results of your tests:""#,
        )
        .required(),
        BULLETS,
        STEPS,
        CHECKLIST,
        language("The language of this item, where it is not that of the list.", r#""pl""#),
    ],
    rules: &[Rule::AtMostOne(&LISTS)],
    ..Shape::NONE
};

/// A callout.
pub static CALLOUT: Shape = Shape {
    what: "a callout",
    keys: &[
        Key::new(
            "title",
            "Title",
            "What the callout is about.",
            Sort::Needed,
            r#""Before you wait""#,
        )
        .required(),
        Key::new(
            "text",
            "Text",
            "What stands in the callout, before its list.",
            Sort::Words,
            r#""For some people a delay could do harm.""#,
        ),
        BULLETS,
        STEPS,
        CHECKLIST,
        Key::new(
            "urgency",
            "Urgency",
            "How soon a reader needs help. \"emergency\": call an ambulance; \"urgent\": get help \
             today; \"routine\": ask when it suits. Each looks different, and says so in words.",
            Sort::Choice(&["emergency", "urgent", "routine"]),
            r#""emergency""#,
        ),
    ],
    rules: &[Rule::Any(&["text", "bullets", "steps", "checklist"]), Rule::AtMostOne(&LISTS)],
    elsewhere: OF_BLOCK,
    ..Shape::NONE
};

/// A quotation.
pub static QUOTE: Shape = Shape {
    what: "a quote",
    keys: &[
        Key::new(
            "text",
            "Words",
            "The words that are quoted.",
            Sort::Needed,
            r#""Could you explain?""#,
        )
        .required(),
        Key::new(
            "source",
            "Source",
            "Who said them.",
            Sort::Words,
            r#""Something that you could say""#,
        ),
    ],
    elsewhere: OF_BLOCK,
    ..Shape::NONE
};

/// The path of a block's picture.
const IMAGE: Key = Key::new(
    "image",
    "Picture",
    "The path of a PNG, JPEG or SVG file, from this file's folder.",
    Sort::Needed,
    r#""../pictures/path.svg""#,
)
.hint(r#"image = "pictures/map.svg""#)
.required();

/// What a picture tells.
const ALT: Key = Key::new(
    "alt",
    "Description",
    "What the picture tells, in a sentence, for people who cannot see it.",
    Sort::Words,
    r#""Four steps, one after the other""#,
);

/// A picture.
pub static FIGURE: Shape = Shape {
    what: "a figure",
    example: r#"{ image = "…", alt = "…" }"#,
    keys: &[
        IMAGE,
        ALT,
        DECORATIVE,
        Key::new(
            "caption",
            "Caption",
            "A line under the picture.",
            Sort::Words,
            r#""The way to it""#,
        ),
        Key::new(
            "width",
            "Width",
            "How much of the text's width the picture takes, in percent.",
            Sort::Number(1.0, 100.0),
            "60",
        ),
    ],
    rules: &[Rule::Described("alt", "decorative")],
    elsewhere: OF_BLOCK,
    ..Shape::NONE
};

/// A picture with words beside it.
pub static ILLUSTRATED_ROW: Shape = Shape {
    what: "a row of `illustrated`",
    example: r#"{ image = "…", alt = "…", text = "…" }"#,
    keys: &[
        IMAGE,
        ALT,
        DECORATIVE,
        Key::new(
            "text",
            "Words",
            "What stands beside the picture.",
            Sort::Words,
            r#""Bend your knee slowly.""#,
        ),
        BULLETS,
        STEPS,
        CHECKLIST,
    ],
    rules: &[Rule::Described("alt", "decorative"), Rule::AtMostOne(&LISTS)],
    elsewhere: &[
        (&["id", "language", "keep", "allow", "numbered", "picture_width"], TO_BLOCK),
        (&["width"], "write `picture_width` right under [[block]]: it is the same for all rows"),
        (&["caption"], "write what stands beside the picture as `text`"),
    ],
    ..Shape::NONE
};

/// Whether a picture tells nothing.
pub(super) const DECORATIVE: Key = Key::new(
    "decorative",
    "Only decorates",
    "true: the picture tells nothing, and screen readers pass over it.",
    Sort::Switch(Some(false)),
    "true",
);

/// A table of rows and columns.
pub static TABLE: Shape = Shape {
    what: "a table",
    keys: &[
        Key::new("caption", "Caption", "A line above the table.", Sort::Words, r#""Who can help""#),
        Key::new(
            "columns",
            "Heads",
            "The heads of the columns.",
            Sort::Several(&Sort::Words),
            r#"["Who", "What they offer"]"#,
        )
        .hint(r#"columns = ["…", "…"]"#)
        .required(),
        Key::new(
            "rows",
            "Rows",
            "The rows, each with as many cells as there are columns. An empty cell is \"\".",
            Sort::Several(&Sort::Several(&Sort::Words)),
            r#"[["Citizens Advice", "Free advice"]]"#,
        )
        .hint(r#"rows = [["…", "…"], ["…", "…"]]"#)
        .required(),
        Key::new(
            "row_headers",
            "Rows have heads",
            "true: the first cell of each row is its head.",
            Sort::Switch(Some(false)),
            "true",
        ),
        Key::new(
            "widths",
            "Widths of columns",
            "In percent, one for each column; without it they are as wide as their words need.",
            Sort::Several(&Sort::Number(1.0, 100.0)),
            "[30, 40, 30]",
        ),
    ],
    elsewhere: OF_BLOCK,
    ..Shape::NONE
};

/// One of the definitions of a block.
pub static DEFINITION: Shape = Shape {
    what: "a definition",
    example: r#"definitions = [{ term = "…", meaning = "…" }]"#,
    keys: &[
        Key::new("term", "Term", "The word that is explained.", Sort::Needed, r#""Consent""#)
            .required(),
        Key::new(
            "meaning",
            "Meaning",
            "What it means.",
            Sort::Needed,
            r#""Saying yes to something, once you understand it.""#,
        )
        .required(),
    ],
    ..Shape::NONE
};

/// Lines to write on.
pub static WRITING_LINES: Shape = Shape {
    what: "`writing_lines`",
    keys: &[
        Key::new(
            "prompt",
            "Prompt",
            "The line above the ruled ones.",
            Sort::Needed,
            r#""My questions""#,
        )
        .required(),
        Key::new("lines", "Lines", "How many ruled lines, from 1 to 40.", Sort::Whole(1, 40), "6")
            .required(),
    ],
    elsewhere: OF_BLOCK,
    ..Shape::NONE
};

/// A QR code.
pub static QR: Shape = Shape {
    what: "a QR code",
    keys: &[
        Key::new(
            "url",
            "Address",
            "Where the code leads: an address that begins with https://.",
            Sort::Needed,
            r#""https://www.example.org""#,
        )
        .hint(r#"url = "https://www.example.org""#)
        .required(),
        Key::new(
            "label",
            "Label",
            "What stands beside the code.",
            Sort::Needed,
            r#""Our website""#,
        )
        .hint(r#"label = "Our website""#)
        .required(),
    ],
    ..Shape::NONE
};
