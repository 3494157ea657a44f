//! The keys of `booklet.toml` and of a house file.

use super::contact::{contact, cover, glossary, imprint};
use super::theme::{one_edition, theme};
use super::{EditionName, Key, Rule, Shape, Sort, allow, language};

/// What to say of a person's name: whoever is printed as the publisher answers for the booklet.
const AUTHOR: &str = "a booklet has no key for who wrote it: `publisher` is the organisation that answers for it, such as publisher = \"Example Health\"; people's names can stand in copyright = \"Written by …\" under [imprint]";

const OF_POINT: &str = "it belongs to a contact point, under [[contact.point]]";
const OWN: &str = "it belongs in each booklet's own booklet.toml";

const TITLE: Key =
    Key::new("title", "Title", "The title.", Sort::Needed, r#""Getting a second opinion""#)
        .required();

const SUBTITLE: Key = Key::new(
    "subtitle",
    "Subtitle",
    "A second line on the cover.",
    Sort::Words,
    r#""Asking another doctor""#,
);

const TITLE_EN: Key = Key::new(
    "title_en",
    "Title in English",
    "The title in English, where the booklet is in another language. It is for staff and for \
     search, and is not printed.",
    Sort::Words,
    r#""Getting a second opinion""#,
);

const CHAPTERS: Key = Key::new(
    "chapters",
    "Chapters",
    "The files of the chapters, in reading order.",
    Sort::Distinct(&Sort::Needed),
    r#"["chapters/01-what-it-is.toml", "chapters/02-how-to-ask.toml"]"#,
)
.hint(r#"chapters = ["chapters/01.toml", "chapters/02.toml"]"#)
.required();

const VERSION: Key =
    Key::new("version", "Version", "Which version this is, in quotes.", Sort::Words, r#""1.0""#);

const REVIEWED: Key = Key::new(
    "reviewed",
    "Last review",
    "The date of the last review, without quotes.",
    Sort::Date,
    "2026-10-01",
);

const REVIEW_BY: Key = Key::new(
    "review_by",
    "Next review",
    "The date by which it is reviewed next, without quotes.",
    Sort::Date,
    "2028-10-01",
);

const SLUG: Key = Key::new(
    "slug",
    "Name of the files",
    "How the names of the finished files begin: small letters, digits and hyphens. Without it, the \
     title.",
    Sort::Stem,
    r#""second-opinion""#,
);

const HOUSE_FILE: Key = Key::new(
    "house",
    "House file",
    "A file that several booklets share, one or two folders up.",
    Sort::Words,
    r#""../house.toml""#,
);

const LANGUAGE: Key = language(
    "The language, as a short code. Screen readers choose their voice by it.",
    r#""en-GB""#,
);

const PUBLISHER: Key =
    Key::new("publisher", "Publisher", "Who publishes it.", Sort::Words, r#""Example Health""#);

const DESCRIPTION: Key = Key::new(
    "description",
    "Description",
    "What it is about, in a sentence or two, for catalogues and search.",
    Sort::Words,
    r#""How to ask another doctor about a diagnosis.""#,
);

const KEYWORDS: Key = Key::new(
    "keywords",
    "Search words",
    "Words by which it can be found.",
    Sort::Any(&Sort::Words),
    r#"["second opinion", "referral"]"#,
)
.hint(r#"keywords = ["…", "…"]"#);

const EDITIONS: Key = Key::new(
    "editions",
    "Editions",
    "Which editions are built. Without it, all.",
    Sort::Several(&Sort::Choice(&EditionName::NAMES)),
    r#"["screen", "large-print"]"#,
);

const CONTENTS: Key = Key::new(
    "contents",
    "Table of contents",
    "Whether there is one. Without it, from three chapters on.",
    Sort::Switch(None),
    "true",
);

const BLANK_PAGES: Key = Key::new(
    "blank_pages",
    "Filler pages",
    "What the pages are that fill up a sheet: ruled for notes, or blank.",
    Sort::Choice(&["notes", "blank"]),
    r#""notes""#,
);

const VALUES: Key = Key::new(
    "values",
    "Values",
    "Words that stand in many places: {name} in a text is replaced by them.",
    Sort::Values,
    r#"{ support_line = "01632 960 000" }"#,
)
.hint(r#"[values], and under it lines such as phone = "0808 008 7054""#);

const SILENCED: Key =
    allow("Rules of `chapbook check` that do not hold for this booklet, and why.");

/// `booklet.toml`.
pub static BOOKLET: Shape = Shape {
    what: "the booklet",
    about: (
        "Booklet",
        "A booklet: its title, language and dates, its chapters, and whom to contact.",
    ),
    keys: &[
        TITLE,
        LANGUAGE,
        CHAPTERS,
        contact(),
        SUBTITLE,
        PUBLISHER,
        VERSION,
        DESCRIPTION,
        REVIEWED,
        REVIEW_BY,
        TITLE_EN,
        KEYWORDS,
        SLUG,
        EDITIONS,
        HOUSE_FILE,
        CONTENTS,
        BLANK_PAGES,
        cover(),
        imprint(),
        VALUES,
        glossary(),
        theme(),
        one_edition(),
        SILENCED,
    ],
    elsewhere: &[
        (&["block"], "blocks belong in a chapter's file, which `chapters` names"),
        (
            &["disclaimer", "feedback", "formats", "references", "charity", "copyright"],
            "it belongs under [imprint]",
        ),
        (&["font", "accent", "page"], "it belongs under [theme]"),
        (&["logo"], "it belongs under [cover]"),
        (&["phone", "email", "web", "hours", "address"], OF_POINT),
        (&["author", "authors", "writer", "writers", "written_by", "writtenby", "editor"], AUTHOR),
        (&["date"], "the day of the last review is `reviewed`, that of the next `review_by`"),
    ],
    ..Shape::NONE
};

/// A house file.
pub static HOUSE: Shape = Shape {
    what: "the house file",
    about: ("House file", "What several booklets share. What a booklet says itself comes first."),
    keys: &[
        LANGUAGE,
        contact(),
        PUBLISHER,
        DESCRIPTION,
        KEYWORDS,
        EDITIONS,
        CONTENTS,
        BLANK_PAGES,
        cover(),
        imprint(),
        VALUES,
        glossary(),
        theme(),
        one_edition(),
        SILENCED,
    ],
    elsewhere: &[
        (
            &[
                "title",
                "title_en",
                "subtitle",
                "slug",
                "version",
                "reviewed",
                "review_by",
                "chapters",
            ],
            OWN,
        ),
        (&["house"], "one house file cannot name another: take this line out"),
    ],
    ..Shape::NONE
};

/// An entry of `allow`.
pub static ALLOW: Shape = Shape {
    what: "an entry of `allow`",
    example: r#"allow = [{ code = "long-sentence", reason = "…" }]"#,
    keys: &[
        Key::new(
            "code",
            "Rule",
            "The code of the rule, as it stands in brackets in the message.",
            Sort::Needed,
            r#""long-sentence""#,
        )
        .required(),
        Key::new(
            "reason",
            "Reason",
            "Why the rule does not hold here. It is read by your colleagues, not by readers.",
            Sort::Needed,
            r#""The wording was agreed with the regulator.""#,
        ),
        Key::new(
            "hide",
            "Drop it",
            "true: the entry of the house file with this code does not hold for this booklet.",
            Sort::Switch(Some(false)),
            "true",
        ),
    ],
    rules: &[Rule::Any(&["reason", "hide"])],
    ..Shape::NONE
};
