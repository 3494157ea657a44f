//! The schema of a block: every kind of it.

use serde_json::{Value, json};

use super::parts::{
    Key, allow, any_of, described, key, language, needed, number, qr, several, switch, table, words,
};

const LISTS: [&str; 3] = ["bullets", "steps", "checklist"];

/// A block: one table with every kind, of which exactly one is there.
pub(super) fn block() -> Value {
    let kinds = kinds();
    let one: Value = kinds.iter().map(|(name, _)| json!({ "required": [name] })).collect();
    let id = json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$" });
    let mut keys = kinds;
    keys.push(key(
        "id",
        "Link name",
        "The name by which links lead here: [words](#id). Small letters, digits and hyphens; no \
         other part of the booklet may have it.",
        id,
        json!("who-can-help"),
    ));
    keys.push(language("The language of this block, where it is not the chapter's.", "cy"));
    keys.push(allow("this block"));
    let mut block = table(keys, &[]);
    block["title"] = json!("Block");
    block["description"] = json!("A part of a chapter: exactly one kind of thing.");
    block["oneOf"] = one;
    block
}

fn kinds() -> Vec<Key> {
    let mut kinds = vec![
        key(
            "text",
            "Text",
            "Paragraphs. A blank line begins a new one. Marks: **bold**, *stress*, \
             [words](https://www.example.org), {value}.",
            needed(),
            json!("You can ask for a *second opinion*."),
        ),
        key(
            "heading",
            "Heading",
            "A heading, one level under the chapter's title.",
            needed(),
            json!("Words that you could use"),
        ),
        key(
            "subheading",
            "Subheading",
            "A heading one level further down. It needs a heading before it in the chapter.",
            needed(),
            json!("On the telephone"),
        ),
    ];
    kinds.extend(lists());
    kinds.extend([callout(), quote(), figure(), data_table(), definitions()]);
    kinds.push(key(
        "contact_point",
        "Contact point",
        "Shows a point of the contact section here, by its name. The number stands in one place.",
        needed(),
        json!("Support line"),
    ));
    kinds.push(writing_lines());
    kinds.push(qr("A QR code with its label and address beside it."));
    kinds.push(key(
        "page_break",
        "New page",
        "true: what follows begins on a new page.",
        json!({ "const": true }),
        json!(true),
    ));
    kinds
}

/// The three kinds of list.
fn lists() -> [Key; 3] {
    let items = || several(json!({ "$ref": "#/$defs/item" }));
    [
        key(
            "bullets",
            "Bullets",
            "A list with bullets. An item may hold a list itself.",
            items(),
            json!(["your scans", "your letters"]),
        ),
        key(
            "steps",
            "Steps",
            "A numbered list: things to do one after the other.",
            items(),
            json!(["Write down your questions.", "Ask the most important one first."]),
        ),
        key(
            "checklist",
            "Checklist",
            "A list with boxes to tick.",
            items(),
            json!(["I know where to go.", "I have a pen."]),
        ),
    ]
}

/// An item of a list: words, or words with a list under them.
pub(super) fn item() -> Value {
    let mut keys = vec![
        key(
            "text",
            "Words",
            "The words of this item, above its own list.",
            needed(),
            json!("the results of your tests:"),
        ),
        language("The language of this item, where it is not that of the list.", "pl"),
    ];
    keys.extend(lists());
    let mut nested = table(keys, &["text"]);
    nested["not"] = two_lists();
    json!({ "title": "Item", "description": "One paragraph of text.", "anyOf": [needed(), nested] })
}

/// That two of the three kinds of list are there.
fn two_lists() -> Value {
    let [one, two, three] = LISTS;
    let pairs = [[one, two], [one, three], [two, three]];
    let pairs: Value = pairs.iter().map(|pair| json!({ "required": pair })).collect();
    json!({ "anyOf": pairs })
}

fn callout() -> Key {
    let mut keys = vec![
        key("title", "Title", "What the callout is about.", needed(), json!("Before you wait")),
        key(
            "text",
            "Text",
            "What stands in the callout, before its list.",
            words(),
            json!("For some people a delay could do harm."),
        ),
    ];
    keys.extend(lists());
    let mut callout = table(keys, &["title"]);
    callout["anyOf"] = any_of(&["text", "bullets", "steps", "checklist"]);
    callout["not"] = two_lists();
    key(
        "callout",
        "Callout",
        "A panel that stands out: a title with a text, a list, or both.",
        callout,
        json!({ "title": "Ask if it is safe to wait", "text": "A delay could do harm." }),
    )
}

fn quote() -> Key {
    let keys = vec![
        key("text", "Words", "The words that are quoted.", needed(), json!("Could you explain?")),
        key("source", "Source", "Who said them.", words(), json!("Something that you could say")),
    ];
    key(
        "quote",
        "Quote",
        "Somebody's words, set apart.",
        table(keys, &["text"]),
        json!({ "text": "Please could you explain it again?", "source": "A patient" }),
    )
}

fn figure() -> Key {
    let keys = vec![
        key(
            "image",
            "Picture",
            "The path of a PNG, JPEG or SVG file, from this file's folder.",
            needed(),
            json!("../pictures/path.svg"),
        ),
        key(
            "alt",
            "Description",
            "What the picture tells, in a sentence, for people who cannot see it.",
            words(),
            json!("Four steps, one after the other"),
        ),
        key(
            "decorative",
            "Only decorates",
            "true: the picture tells nothing, and screen readers pass over it.",
            switch(false),
            json!(true),
        ),
        key("caption", "Caption", "A line under the picture.", words(), json!("The way to it")),
        key(
            "width",
            "Width",
            "How much of the text's width the picture takes, in percent.",
            number(1.0, 100.0),
            json!(60),
        ),
    ];
    let mut figure = table(keys, &["image"]);
    figure["oneOf"] = described("alt", "decorative");
    key(
        "figure",
        "Picture",
        "A picture, with its description and perhaps a caption.",
        figure,
        json!({ "image": "../pictures/path.svg", "alt": "Four steps, one after the other" }),
    )
}

fn data_table() -> Key {
    let keys = vec![
        key("caption", "Caption", "A line above the table.", words(), json!("Who can help")),
        key(
            "columns",
            "Heads",
            "The heads of the columns.",
            several(words()),
            json!(["Who", "What they offer"]),
        ),
        key(
            "rows",
            "Rows",
            "The rows, each with as many cells as there are columns. An empty cell is \"\".",
            several(several(words())),
            json!([["Citizens Advice", "Free advice"]]),
        ),
        key(
            "row_headers",
            "Rows have heads",
            "true: the first cell of each row is its head.",
            switch(false),
            json!(true),
        ),
    ];
    key(
        "table",
        "Table",
        "Rows and columns. Best written with [block.table] on a line under [[block]].",
        table(keys, &["columns", "rows"]),
        json!({ "columns": ["Who", "What"], "rows": [["Citizens Advice", "Free advice"]] }),
    )
}

fn definitions() -> Key {
    let keys = vec![
        key("term", "Term", "The word that is explained.", needed(), json!("Consent")),
        key(
            "meaning",
            "Meaning",
            "What it means.",
            needed(),
            json!("Saying yes to something, once you understand it."),
        ),
    ];
    key(
        "definitions",
        "Definitions",
        "Words and what they mean.",
        several(table(keys, &["term", "meaning"])),
        json!([{ "term": "Scan", "meaning": "A picture of the inside of your body." }]),
    )
}

fn writing_lines() -> Key {
    let lines = json!({ "type": "integer", "minimum": 1, "maximum": 40 });
    let keys = vec![
        key("prompt", "Prompt", "The line above the ruled ones.", needed(), json!("My questions")),
        key("lines", "Lines", "How many ruled lines, from 1 to 40.", lines, json!(6)),
    ];
    key(
        "writing_lines",
        "Lines to write on",
        "A line of text, and ruled lines under it for the reader to write on.",
        table(keys, &["prompt", "lines"]),
        json!({ "prompt": "What I want to ask", "lines": 8 }),
    )
}
