//! The keys of the parts of a booklet that have a table of their own: contact section, cover,
//! imprint, glossary.

use super::blocks::{DECORATIVE, qr};
use super::{Key, Rule, Shape, Sort};

const IN_POINT: &str = "it belongs to a contact point: write [[contact.point]] on a line before it";
const AT_TOP: &str = "it belongs at the top of booklet.toml, before the first [ ]";

/// One text or several.
const ONE_OR_MORE: Sort = Sort::Either(&Sort::Words, &Sort::Several(&Sort::Words));

/// The keys of a contact point that say how to get in touch.
pub static WAYS: [&str; 6] = ["phone", "sms", "textphone", "email", "web", "address"];

/// What people write for a fax number, which has no key.
pub static FAX: [&str; 3] = ["fax", "fax_number", "telefax"];

/// Programs to send messages with, which have no key.
pub static MESSENGERS: [&str; 4] = ["whatsapp", "signal", "telegram", "viber"];

/// Pages of others, whose addresses are `web`.
pub static PAGES: [&str; 11] = [
    "facebook",
    "twitter",
    "x",
    "instagram",
    "youtube",
    "linkedin",
    "tiktok",
    "mastodon",
    "bluesky",
    "social",
    "social_media",
];

/// Lines of a postal address, which is one text.
pub static LINES: [&str; 19] = [
    "street",
    "house",
    "building",
    "floor",
    "address1",
    "address2",
    "address_line_1",
    "address_line_2",
    "line1",
    "line2",
    "town",
    "city",
    "county",
    "postcode",
    "post_code",
    "zip",
    "zipcode",
    "zip_code",
    "country",
];

/// The entries that a booklet takes out of the house file's.
const fn hide(doc: &'static str) -> Key {
    Key::new("hide", "Drop it", doc, Sort::Switch(Some(false)), "true")
}

/// `[contact]`.
pub(super) const fn contact() -> Key {
    Key::new(
        "contact",
        "Contact section",
        "Whom readers can turn to. It is always the last page: on paper, the outside back cover.",
        Sort::Table(&CONTACT),
        r#"{ heading = "Get support" }"#,
    )
    .hint(r#"[contact], and under it heading = "Get support""#)
}

/// The contact section.
pub static CONTACT: Shape = Shape {
    what: "the contact section",
    keys: &[
        Key::new(
            "heading",
            "Heading",
            "The heading of the back page.",
            Sort::Needed,
            r#""Get support""#,
        )
        .hint(r#"heading = "Get support""#),
        Key::new("text", "Text", "What stands under the heading.", Sort::Words, r#""Call us.""#),
        qr("A QR code on the back page."),
        Key::new(
            "point",
            "Contact points",
            "The ways to reach somebody. Each begins with a line [[contact.point]].",
            Sort::Tables(&POINT),
            r#"[{ name = "Support line", phone = "01632 960 000" }]"#,
        )
        .hint(r#"[[contact.point]], and under it name = "…" and phone = "…""#),
    ],
    elsewhere: &[(
        &["phone", "email", "web", "address", "sms", "textphone", "hours", "note", "name", "call"],
        IN_POINT,
    )],
    ..Shape::NONE
};

/// A contact point.
pub static POINT: Shape = Shape {
    what: "a contact point",
    example: r#"[[contact.point]], and under it name = "…" and phone = "…""#,
    keys: &[
        Key::new(
            "name",
            "Name",
            "What it is called. No other point has this name; contact_point blocks use it.",
            Sort::Needed,
            r#""Support line""#,
        )
        .hint(r#"name = "Support line""#)
        .required(),
        Key::new(
            "phone",
            "Telephone",
            "A number to call, or several in [ ].",
            ONE_OR_MORE,
            r#""01632 960 000""#,
        ),
        Key::new(
            "sms",
            "Text message",
            "A number for text messages.",
            ONE_OR_MORE,
            r#""07700 900 000""#,
        ),
        Key::new(
            "textphone",
            "Textphone",
            "A number for people who are deaf.",
            ONE_OR_MORE,
            r#""18001 01632 960 000""#,
        ),
        Key::new("email", "Email", "An email address.", ONE_OR_MORE, r#""help@example.org""#),
        Key::new(
            "web",
            "Website",
            "A web address; https:// may be left out.",
            ONE_OR_MORE,
            r#""www.example.org""#,
        ),
        Key::new(
            "address",
            "Postal address",
            "An address for letters, each line of it on a line of its own.",
            ONE_OR_MORE,
            r#""1 High Street\nAnytown""#,
        ),
        Key::new(
            "hours",
            "Hours",
            "When somebody is there.",
            Sort::Words,
            r#""Monday to Friday, 10am to 5pm""#,
        ),
        Key::new(
            "note",
            "Note",
            "What readers should know first.",
            Sort::Words,
            r#""Calls are free.""#,
        ),
        Key::new(
            "call",
            "Number to dial",
            "What a telephone dials, where it differs from the number that is shown.",
            ONE_OR_MORE,
            r#""+441632960000""#,
        ),
        hide("true: the house file's point of this name is left out of this booklet."),
    ],
    rules: &[Rule::Any(&["phone", "sms", "textphone", "email", "web", "address", "hide"])],
    elsewhere: &[
        (&["text"], "it is called `note` here; a number for text messages is `sms`"),
        (&FAX, "there is no key for it: write it as note = \"Fax: …\""),
        (
            &MESSENGERS,
            "there is no key for it: write it as note = \"WhatsApp: …\", or as web = \"https://wa.me/…\" with the number after the country's code",
        ),
        (
            &PAGES,
            "write its address as `web`, or in a list where there is one already: web = [\"…\", \"…\"]",
        ),
        (
            &LINES,
            "it is a line of `address`: write all of its lines in one text, address = \"1 High Street\\nAnytown\"",
        ),
    ],
    ..Shape::NONE
};

/// `[imprint]`.
pub(super) const fn imprint() -> Key {
    Key::new(
        "imprint",
        "Imprint",
        "The small print. It stands under the contact section where it fits there.",
        Sort::Table(&IMPRINT),
        r#"{ copyright = "© Example Health 2026" }"#,
    )
    .hint("[imprint], and its texts under it")
}

/// The small print.
pub static IMPRINT: Shape = Shape {
    what: "the imprint",
    keys: &[
        Key::new(
            "disclaimer",
            "Disclaimer",
            "What this booklet cannot do.",
            Sort::Words,
            r#""It cannot take the place of advice from your own doctors.""#,
        ),
        Key::new(
            "feedback",
            "Feedback",
            "How readers can say what they think.",
            Sort::Words,
            r#""Write to us.""#,
        ),
        Key::new(
            "formats",
            "Other formats",
            "How to get the booklet in large print and other forms.",
            Sort::Words,
            r#""You can have this booklet in large print.""#,
        ),
        Key::new(
            "references",
            "References",
            "Where the facts come from. Several in a list are numbered.",
            ONE_OR_MORE,
            r#""Ask us where the facts come from.""#,
        ),
        Key::new(
            "charity",
            "Charity",
            "The charity's name and number.",
            Sort::Words,
            r#""A registered charity.""#,
        ),
        Key::new(
            "copyright",
            "Copyright",
            "Who holds the rights.",
            Sort::Words,
            r#""© Example Health 2026""#,
        ),
    ],
    elsewhere: &[(&["publisher", "version", "reviewed", "review_by"], AT_TOP)],
    ..Shape::NONE
};

/// `[[glossary]]`.
pub(super) const fn glossary() -> Key {
    Key::new(
        "glossary",
        "Glossary",
        "Words and their meanings, printed after the last chapter in alphabetical order.",
        Sort::Entries(&GLOSSARY),
        r#"[{ term = "Consultant", meaning = "A senior hospital doctor." }]"#,
    )
    .hint(r#"[[glossary]], and under it term = "…" and meaning = "…""#)
}

/// An entry of the glossary.
pub static GLOSSARY: Shape = Shape {
    what: "a glossary entry",
    example: r#"[[glossary]], and under it term = "…" and meaning = "…""#,
    keys: &[
        Key::new(
            "term",
            "Term",
            "The word. Links lead to it by term:.",
            Sort::Needed,
            r#""Consultant""#,
        )
        .required(),
        Key::new(
            "meaning",
            "Meaning",
            "What it means.",
            Sort::Words,
            r#""A senior hospital doctor.""#,
        ),
        hide("true: the house file's entry of this term is left out of this booklet."),
    ],
    rules: &[Rule::Any(&["meaning", "hide"])],
    ..Shape::NONE
};

/// `[cover]`.
pub(super) const fn cover() -> Key {
    Key::new(
        "cover",
        "Cover",
        "What stands on the cover beside title and subtitle.",
        Sort::Table(&COVER),
        r#"{ style = "page", image = "pictures/talking.svg", decorative = true }"#,
    )
    .hint("[cover], and its keys under it")
}

/// The cover. That its pictures are described is held where no house file can do so.
pub static COVER: Shape = Shape {
    what: "the cover",
    keys: &[
        Key::new(
            "style",
            "Style",
            "\"page\": a cover of its own. \"heading\": the title heads the first page.",
            Sort::Choice(&["page", "heading"]),
            r#""page""#,
        ),
        Key::new(
            "image",
            "Picture",
            "The picture on the cover: a PNG, JPEG or SVG file.",
            Sort::Words,
            r#""pictures/talking.svg""#,
        ),
        Key::new(
            "alt",
            "Description",
            "What the picture tells, in a sentence, for people who cannot see it.",
            Sort::Words,
            r#""Two people talk at a table""#,
        ),
        DECORATIVE,
        Key::new(
            "width",
            "Width of the picture",
            "In percent of the page, within its margins; without it the picture is as large as the cover allows.",
            Sort::Number(1.0, 100.0),
            "60",
        ),
        Key::new(
            "logo",
            "Logo",
            "The picture of your logo.",
            Sort::Words,
            r#""pictures/logo.svg""#,
        ),
        Key::new(
            "logo_alt",
            "Name on the logo",
            "What the logo says.",
            Sort::Words,
            r#""Example Health""#,
        ),
        Key::new(
            "logo_place",
            "Place of the logo",
            "The corner of the cover that the logo stands in; \"bottom-right\" without it.",
            Sort::Choice(&["bottom-right", "bottom-left", "top-right", "top-left"]),
            r#""top-right""#,
        ),
    ],
    ..Shape::NONE
};
