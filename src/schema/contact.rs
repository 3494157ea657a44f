//! The schema of the parts of a booklet that have a table of their own: contact, imprint, glossary.

use serde_json::{Value, json};

use super::parts::{
    Key, any_of, choice, described, key, needed, qr, several, switch, table, words,
};

/// `[contact]`.
pub(super) fn contact() -> Key {
    let keys = vec![
        key("heading", "Heading", "The heading of the back page.", needed(), json!("Get support")),
        key("text", "Text", "What stands under the heading.", words(), json!("Call us.")),
        qr("A QR code on the back page."),
        key(
            "point",
            "Contact points",
            "The ways to reach somebody. Each begins with a line [[contact.point]].",
            several(point()),
            json!([{ "name": "Support line", "phone": "01632 960 000" }]),
        ),
    ];
    key(
        "contact",
        "Contact section",
        "Whom readers can turn to. It is always the last page: on paper, the outside back cover.",
        table(keys, &[]),
        json!({ "heading": "Get support" }),
    )
}

fn point() -> Value {
    let one_or_more = || json!({ "anyOf": [words(), several(words())] });
    let way = |name, title, description: &str, example: &str| {
        key(name, title, description, one_or_more(), json!(example))
    };
    let keys = vec![
        key(
            "name",
            "Name",
            "What it is called. No other point has this name; contact_point blocks use it.",
            needed(),
            json!("Support line"),
        ),
        way("phone", "Telephone", "A number to call, or several in [ ].", "01632 960 000"),
        way("sms", "Text message", "A number for text messages.", "07700 900 000"),
        way("textphone", "Textphone", "A number for people who are deaf.", "18001 01632 960 000"),
        way("email", "Email", "An email address.", "help@example.org"),
        way("web", "Website", "A web address; https:// may be left out.", "www.example.org"),
        way(
            "address",
            "Postal address",
            "An address for letters, each line of it on a line of its own.",
            "1 High Street\nAnytown",
        ),
        key(
            "hours",
            "Hours",
            "When somebody is there.",
            words(),
            json!("Monday to Friday, 10am to 5pm"),
        ),
        key("note", "Note", "What readers should know first.", words(), json!("Calls are free.")),
        way(
            "call",
            "Number to dial",
            "What a telephone dials, where it differs from the number that is shown.",
            "+441632960000",
        ),
        key(
            "hide",
            "Drop it",
            "true: the house file's point of this name is left out of this booklet.",
            switch(false),
            json!(true),
        ),
    ];
    let mut point = table(keys, &["name"]);
    point["anyOf"] = any_of(&["phone", "sms", "textphone", "email", "web", "address", "hide"]);
    point
}

/// `[imprint]`.
pub(super) fn imprint() -> Key {
    let text = |name, title, description: &str, example: &str| {
        key(name, title, description, words(), json!(example))
    };
    let keys = vec![
        text(
            "disclaimer",
            "Disclaimer",
            "What this booklet cannot do.",
            "It cannot take the place of advice from your own doctors.",
        ),
        text("feedback", "Feedback", "How readers can say what they think.", "Write to us."),
        text(
            "formats",
            "Other formats",
            "How to get the booklet in large print and other forms.",
            "You can have this booklet in large print.",
        ),
        text(
            "references",
            "References",
            "Where the facts come from.",
            "Ask us where the facts come from.",
        ),
        text("charity", "Charity", "The charity's name and number.", "A registered charity."),
        text("copyright", "Copyright", "Who holds the rights.", "© Example Health 2026"),
    ];
    key(
        "imprint",
        "Imprint",
        "The small print. It stands under the contact section where it fits there.",
        table(keys, &[]),
        json!({ "copyright": "© Example Health 2026" }),
    )
}

/// `[[glossary]]`.
pub(super) fn glossary() -> Key {
    let keys = vec![
        key("term", "Term", "The word. Links lead to it by term:.", needed(), json!("Consultant")),
        key("meaning", "Meaning", "What it means.", words(), json!("A senior hospital doctor.")),
        key(
            "hide",
            "Drop it",
            "true: the house file's entry of this term is left out of this booklet.",
            switch(false),
            json!(true),
        ),
    ];
    let mut entry = table(keys, &["term"]);
    entry["anyOf"] = any_of(&["meaning", "hide"]);
    let mut entries = several(entry);
    entries["minItems"] = json!(0);
    key(
        "glossary",
        "Glossary",
        "Words and their meanings, printed after the last chapter in alphabetical order.",
        entries,
        json!([{ "term": "Consultant", "meaning": "A senior hospital doctor." }]),
    )
}

/// `[cover]`.
pub(super) fn cover() -> Key {
    let keys = vec![
        key(
            "style",
            "Style",
            "\"page\": a cover of its own. \"heading\": the title heads the first page.",
            choice(&["page", "heading"]),
            json!("page"),
        ),
        key(
            "image",
            "Picture",
            "The picture on the cover: a PNG, JPEG or SVG file.",
            words(),
            json!("pictures/talking.svg"),
        ),
        key(
            "alt",
            "Description",
            "What the picture tells, in a sentence, for people who cannot see it.",
            words(),
            json!("Two people talk at a table"),
        ),
        key(
            "decorative",
            "Only decorates",
            "true: the picture tells nothing, and screen readers pass over it.",
            switch(false),
            json!(true),
        ),
        key("logo", "Logo", "The picture of your logo.", words(), json!("pictures/logo.svg")),
        key(
            "logo_alt",
            "Name on the logo",
            "What the logo says.",
            words(),
            json!("Example Health"),
        ),
    ];
    key(
        "cover",
        "Cover",
        "What stands on the cover beside title and subtitle.",
        table(keys, &[]),
        json!({ "style": "page", "image": "pictures/talking.svg", "decorative": true }),
    )
}

/// What holds where no house file can add what is lacking.
pub(super) fn alone() -> Value {
    json!({
        "required": ["language", "contact"],
        "properties": {
            "contact": { "required": ["heading"] },
            "cover": {
                "anyOf": [
                    { "not": { "required": ["image"] } },
                    { "oneOf": described("alt", "decorative") },
                ],
                "allOf": [{
                    "anyOf": [
                        { "not": { "required": ["logo"] } },
                        { "required": ["logo_alt"] },
                    ],
                }],
            },
        },
    })
}
