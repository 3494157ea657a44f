//! The schema of `booklet.toml` and of a house file.

use serde_json::{Value, json};

use super::contact::{alone, contact, cover, glossary, imprint};
use super::parts::{Key, allow, choice, date, key, language, needed, several, table, words};
use super::theme::{EDITIONS, edition, theme};

/// A booklet.
pub(super) fn booklet() -> Value {
    let mut keys = own();
    keys.extend(shared());
    let mut booklet = table(keys, &["title", "chapters"]);
    booklet["title"] = json!("Booklet");
    booklet["description"] =
        json!("A booklet: its title, language and dates, its chapters, and whom to contact.");
    booklet["anyOf"] = json!([{ "required": ["house"] }, alone()]);
    booklet
}

/// A house file.
pub(super) fn house() -> Value {
    let mut house = table(shared(), &[]);
    house["title"] = json!("House file");
    house["description"] =
        json!("What several booklets share. What a booklet says itself comes first.");
    house
}

/// The keys that each booklet has for itself.
fn own() -> Vec<Key> {
    let slug = json!({ "type": "string", "pattern": "^[a-z0-9-]+$" });
    let mut chapters = several(needed());
    chapters["uniqueItems"] = json!(true);
    vec![
        key("title", "Title", "The title.", needed(), json!("Getting a second opinion")),
        key(
            "subtitle",
            "Subtitle",
            "A second line on the cover.",
            words(),
            json!("Asking another doctor"),
        ),
        key(
            "title_en",
            "Title in English",
            "The title in English, where the booklet is in another language. It is for staff and \
             for search, and is not printed.",
            words(),
            json!("Getting a second opinion"),
        ),
        key(
            "chapters",
            "Chapters",
            "The files of the chapters, in reading order.",
            chapters,
            json!(["chapters/01-what-it-is.toml", "chapters/02-how-to-ask.toml"]),
        ),
        key("version", "Version", "Which version this is, in quotes.", words(), json!("1.0")),
        key(
            "reviewed",
            "Last review",
            "The date of the last review, without quotes.",
            date(),
            json!("2026-10-01"),
        ),
        key(
            "review_by",
            "Next review",
            "The date by which it is reviewed next, without quotes.",
            date(),
            json!("2028-10-01"),
        ),
        key(
            "slug",
            "Name of the files",
            "How the names of the finished files begin: small letters, digits and hyphens. \
             Without it, the title.",
            slug,
            json!("second-opinion"),
        ),
        key(
            "house",
            "House file",
            "A file that several booklets share, one or two folders up.",
            words(),
            json!("../house.toml"),
        ),
    ]
}

/// The keys that a house file can give too.
fn shared() -> Vec<Key> {
    let keywords = json!({ "type": "array", "items": words() });
    vec![
        language(
            "The language, as a short code. Screen readers choose their voice by it.",
            "en-GB",
        ),
        key("publisher", "Publisher", "Who publishes it.", words(), json!("Example Health")),
        key(
            "description",
            "Description",
            "What it is about, in a sentence or two, for catalogues and search.",
            words(),
            json!("How to ask another doctor about a diagnosis."),
        ),
        key(
            "keywords",
            "Search words",
            "Words by which it can be found.",
            keywords,
            json!(["second opinion", "referral"]),
        ),
        key(
            "editions",
            "Editions",
            "Which editions are built. Without it, all.",
            several(choice(&EDITIONS)),
            json!(["screen", "large-print"]),
        ),
        key(
            "contents",
            "Table of contents",
            "Whether there is one. Without it, from three chapters on.",
            json!({ "type": "boolean" }),
            json!(true),
        ),
        key(
            "blank_pages",
            "Filler pages",
            "What the pages are that fill up a sheet: ruled for notes, or blank.",
            choice(&["notes", "blank"]),
            json!("notes"),
        ),
        cover(),
        contact(),
        imprint(),
        values(),
        glossary(),
        theme(),
        edition(),
        allow("this booklet"),
    ]
}

/// `[values]`.
fn values() -> Key {
    let values = json!({
        "type": "object",
        "additionalProperties": words(),
        "propertyNames": { "pattern": "^[a-z][a-z0-9_-]*$" },
    });
    key(
        "values",
        "Values",
        "Words that stand in many places: {name} in a text is replaced by them.",
        values,
        json!({ "support_line": "01632 960 000" }),
    )
}
