//! What people type for the names of keys: words of other programs, of the web, and of everyday use.

use super::Shape;

/// A key, and what it is called elsewhere: in small letters, without spaces and signs between words.
type Names = (&'static str, &'static [&'static str]);

/// Of the booklet and the house file.
const OF_BOOKLET: &[Names] = &[
    ("title", &["name", "heading", "bookletname", "maintitle", "documenttitle"]),
    ("subtitle", &["tagline", "strapline", "secondtitle", "undertitle"]),
    ("language", &["lang", "locale"]),
    ("chapters", &["files", "pages", "sections", "parts", "chapterfiles", "chapterlist"]),
    ("version", &["revision", "rev", "issue", "versionnumber", "editionnumber"]),
    (
        "publisher",
        &[
            "organisation",
            "organization",
            "org",
            "trust",
            "hospital",
            "company",
            "publishedby",
            "producedby",
        ],
    ),
    ("description", &["summary", "abstract", "blurb"]),
    (
        "review_by",
        &[
            "nextreview",
            "nextreviewdate",
            "reviewdue",
            "reviewduedate",
            "reviewnext",
            "expires",
            "expiry",
            "expirydate",
            "validuntil",
            "reviewbefore",
            "duedate",
        ],
    ),
    (
        "reviewed",
        &[
            "lastreview",
            "lastreviewed",
            "lastreviewdate",
            "reviewdate",
            "datereviewed",
            "reviewedon",
            "updated",
            "lastupdated",
            "published",
            "publicationdate",
        ],
    ),
    ("keywords", &["tags", "searchwords", "searchterms", "labels"]),
    ("slug", &["filename", "filenames", "output", "outputname", "shorttitle", "stem"]),
    ("editions", &["outputs", "outputformats", "versions", "build"]),
    ("house", &["housefile", "parent", "extends", "template", "base", "inherit", "shared"]),
    ("contents", &["toc", "tableofcontents", "contentspage", "index"]),
    ("blank_pages", &["notespages", "fillerpages", "emptypages", "notes"]),
    ("cover", &["front", "frontpage", "frontcover", "titlepage", "coverpage"]),
    ("imprint", &["smallprint", "legal", "colophon", "footer", "credits", "about"]),
    ("values", &["variables", "vars", "constants", "placeholders", "macros", "snippets"]),
    ("glossary", &["terms", "definitions", "wordlist", "abbreviations", "jargon"]),
    ("theme", &["style", "styles", "design", "look", "layout", "typography", "colours", "colors"]),
    (
        "contact",
        &["contacts", "contactsection", "back", "backpage", "backcover", "support", "help"],
    ),
    ("allow", &["ignore", "silence", "suppress", "exceptions"]),
];

/// Of a block: what it is.
const OF_BLOCK: &[Names] = &[
    (
        "steps",
        &[
            "numbered",
            "numbers",
            "numberedlist",
            "numberlist",
            "ordered",
            "orderedlist",
            "ol",
            "procedure",
            "instructions",
        ],
    ),
    (
        "bullets",
        &[
            "list",
            "items",
            "ul",
            "li",
            "bulletpoints",
            "bulletlist",
            "bulletedlist",
            "points",
            "unordered",
            "unorderedlist",
            "dashes",
        ],
    ),
    (
        "checklist",
        &[
            "ticklist",
            "todo",
            "todolist",
            "tasks",
            "tasklist",
            "boxes",
            "tickboxes",
            "tickbox",
            "checkboxes",
            "checkbox",
        ],
    ),
    ("subheading", &["h3", "h4", "subhead", "subheader", "subsection", "subtitle", "heading2"]),
    ("heading", &["h1", "h2", "head", "header", "section", "headline", "heading1"]),
    (
        "text",
        &[
            "paragraph",
            "paragraphs",
            "para",
            "p",
            "content",
            "body",
            "words",
            "copy",
            "prose",
            "bodytext",
        ],
    ),
    (
        "callout",
        &[
            "box",
            "panel",
            "note",
            "warning",
            "warningbox",
            "info",
            "infobox",
            "textbox",
            "alert",
            "important",
            "tip",
            "hint",
            "caution",
            "danger",
            "aside",
            "admonition",
            "highlight",
            "keypoint",
            "keypoints",
            "emergency",
            "urgent",
        ],
    ),
    ("quote", &["quotation", "blockquote", "testimonial", "patientstory", "story", "saying"]),
    (
        "figure",
        &[
            "picture",
            "pictures",
            "photo",
            "photos",
            "photograph",
            "images",
            "img",
            "drawing",
            "illustration",
            "diagram",
            "graphic",
            "svg",
        ],
    ),
    ("table", &["grid", "datatable", "spreadsheet"]),
    ("definitions", &["terms", "glossary", "meanings", "wordlist"]),
    (
        "writing_lines",
        &[
            "notes",
            "notelines",
            "notesspace",
            "noteslines",
            "blanklines",
            "ruledlines",
            "writinglines",
            "writingspace",
            "answerlines",
            "space",
        ],
    ),
    ("qr", &["qrcode", "barcode"]),
    ("page_break", &["break", "newpage", "pagebreak", "nextpage"]),
];

/// Of what stands within blocks, and of the other tables.
const OF_PARTS: &[Names] = &[
    (
        "image",
        &["src", "file", "filename", "path", "picture", "photo", "source", "url", "href", "img"],
    ),
    (
        "alt",
        &[
            "alttext",
            "alternativetext",
            "altdescription",
            "description",
            "longdesc",
            "accessibilitytext",
        ],
    ),
    ("decorative", &["decoration", "decor", "noalt", "ignore"]),
    (
        "columns",
        &[
            "headers",
            "header",
            "heads",
            "head",
            "headings",
            "cols",
            "columnheaders",
            "columnheadings",
        ],
    ),
    ("rows", &["data", "cells", "lines", "body", "row"]),
    ("row_headers", &["rowheads", "rowheadings", "rowheader", "firstcolumn"]),
    ("meaning", &["definition", "description", "explanation", "means", "explains", "text", "def"]),
    ("term", &["word", "name", "title", "abbreviation", "phrase", "entry"]),
    ("source", &["author", "by", "from", "who", "name", "attribution", "speaker", "credit"]),
    ("prompt", &["title", "label", "text", "question", "heading"]),
    ("label", &["text", "title", "name", "caption", "words"]),
    ("url", &["address", "link", "web", "website", "target", "href", "to"]),
    ("lines", &["rows", "number", "count", "numberoflines", "height"]),
    // Of a contact point.
    (
        "phone",
        &[
            "telephone",
            "tel",
            "phonenumber",
            "telephonenumber",
            "mobile",
            "landline",
            "number",
            "freephone",
            "helpline",
        ],
    ),
    ("textphone", &["minicom", "typetalk", "tty", "relay"]),
    ("sms", &["textmessage", "txt", "textnumber", "textto"]),
    ("email", &["mail", "emailaddress", "emails"]),
    (
        "web",
        &["website", "url", "site", "link", "homepage", "www", "internet", "webpage", "webaddress"],
    ),
    ("address", &["postaladdress", "post", "location", "postal", "where"]),
    (
        "hours",
        &[
            "opening",
            "open",
            "times",
            "openinghours",
            "openingtimes",
            "availability",
            "available",
            "when",
            "opentimes",
            "time",
        ],
    ),
    ("urgency", &["tone", "type", "level", "severity", "priority", "kind"]),
    ("point", &["points", "contact", "contacts", "entry", "line"]),
    // Of the theme.
    ("size", &["fontsize", "textsize", "pointsize", "points", "textpt"]),
    ("leading", &["lineheight", "linespacing", "spacing", "linedistance"]),
    ("font", &["typeface", "fontfamily", "family", "fontname", "fonts", "fontface"]),
    (
        "accent",
        &[
            "color",
            "colour",
            "maincolor",
            "maincolour",
            "brandcolor",
            "brandcolour",
            "headingcolor",
            "headingcolour",
            "accentcolor",
            "accentcolour",
            "primary",
            "primarycolor",
            "primarycolour",
            "themecolor",
            "themecolour",
            "brand",
        ],
    ),
    (
        "paper",
        &[
            "background",
            "backgroundcolor",
            "backgroundcolour",
            "bg",
            "pagecolor",
            "pagecolour",
            "papercolor",
            "papercolour",
        ],
    ),
    ("page", &["pagesize", "papersize", "format", "sheet"]),
    ("align", &["alignment", "textalign", "justify", "justification"]),
    ("hyphenate", &["hyphenation", "hyphens"]),
    ("chapter_start", &["newpage", "chapterbreak", "startchapters", "chapterstarts"]),
    ("link_addresses", &["showurls", "urls", "showaddresses", "addresses"]),
    ("inner", &["left", "inside", "fold", "binding"]),
    ("outer", &["right", "outside"]),
    // Of the imprint and of `allow`.
    ("references", &["sources", "bibliography", "literature", "evidence"]),
    ("formats", &["otherformats", "alternativeformats", "accessibility"]),
    ("charity", &["charitynumber", "registeredcharity"]),
    ("copyright", &["rights", "license", "licence"]),
    ("feedback", &["comments", "complaints"]),
    ("disclaimer", &["legal", "liability"]),
    ("code", &["rule", "name", "id", "warning"]),
    ("reason", &["why", "because", "comment", "note"]),
    // The widest come last.
    ("note", &["notes", "info", "text", "comment", "description", "remark", "details"]),
    ("caption", &["title", "legend", "label", "subtitle"]),
    ("title", &["heading", "name", "headline", "label"]),
    ("heading", &["title", "name", "headline"]),
    (
        "text",
        &["title", "content", "body", "words", "label", "paragraph", "quote", "message", "intro"],
    ),
    ("name", &["title", "label", "heading", "who", "service"]),
    ("width", &["size", "scale", "percent"]),
];

impl Shape {
    /// What a key of another name is called in a table of these keys.
    #[must_use]
    pub fn called(&self, key: &str) -> Option<&'static str> {
        let letters = key.chars().filter(|c| c.is_alphanumeric());
        let key: String = letters.flat_map(char::to_lowercase).collect();
        let own = match () {
            () if self.holds("chapters") || self.holds("imprint") => OF_BOOKLET,
            () if self.holds("page_break") => OF_BLOCK,
            () => &[],
        };
        let names = if own.is_empty() { OF_PARTS } else { own };
        let mut known = names.iter().filter(|(known, _)| self.holds(known));
        known.find(|(_, names)| names.contains(&key.as_str())).map(|(known, _)| *known)
    }
}

#[cfg(test)]
mod tests {
    use crate::keys::{BLOCK, BOOKLET, FIGURE, HOUSE, POINT, QUOTE, TABLE, THEME};

    #[test]
    fn names_of_other_programs_are_called_what_they_are_here() {
        for (shape, key, expected) in [
            (&BOOKLET, "next_review", "review_by"),
            (&BOOKLET, "Last reviewed", "reviewed"),
            (&HOUSE, "contacts", "contact"),
            (&BLOCK, "numbers", "steps"),
            (&BLOCK, "ordered-list", "steps"),
            (&BLOCK, "photo", "figure"),
            (&THEME, "font_size", "size"),
            (&THEME, "line-height", "leading"),
            (&POINT, "telephone", "phone"),
            (&POINT, "opening_times", "hours"),
            (&FIGURE, "src", "image"),
            (&TABLE, "headers", "columns"),
            (&QUOTE, "author", "source"),
        ] {
            assert_eq!(shape.called(key), Some(expected), "{key}");
        }
        assert_eq!(HOUSE.called("next_review"), None, "each booklet has its own");
        assert_eq!(BLOCK.called("colour"), None);
    }

    #[test]
    fn names_are_written_as_they_are_compared() {
        let all = super::OF_BOOKLET.iter().chain(super::OF_BLOCK).chain(super::OF_PARTS);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        for (known, names) in all {
            assert!(names.iter().all(|name| name.chars().all(plain)), "{known}");
        }
    }
}
