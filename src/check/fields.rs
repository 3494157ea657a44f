//! Word's fields that came along as text: where each ends, and what to do about it.

use std::ops::Range;

/// What Word's fields begin with or hold.
pub(super) const FIELDS: [&str; 15] = [
    "HYPERLINK ",
    "PAGEREF ",
    "NOTEREF ",
    "MERGEFIELD ",
    "INCLUDEPICTURE ",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "MERGEFORMAT",
    "SEQ Figure",
    "SEQ Table",
    "REF _Ref",
    "_Toc",
    "TOC \\o",
    "ADDIN EN.CITE",
];

/// Fields without which the words around them say the same: what they came to stands after them.
const BARE: [&str; 6] =
    ["FORMTEXT", "MERGEFORMAT", "SEQ Figure", "SEQ Table", "REF _Ref", "TOC \\o"];

/// The most words after a field that are taken for those of its link.
const MOST_LINKED: usize = 4;

/// A field.
pub(super) struct Field {
    pub range: Range<usize>,
    pub help: String,
    /// What to write in its place, where that is sure.
    pub new: Option<String>,
}

/// The place of a field that begins at `range`, with all that belongs to it.
pub(super) fn place(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..end(text, range)
}

/// The field that begins at `range`.
pub(super) fn read(text: &str, range: &Range<usize>) -> Field {
    let whole = place(text, range);
    let name = &text[range.clone()];
    if name.starts_with("HYPERLINK") {
        return link(text, range, whole);
    }
    let help = match name.trim_end() {
        "MERGEFIELD" => "write what is meant in its place",
        "FORMCHECKBOX" | "FORMDROPDOWN" => {
            "write what is to be ticked or chosen as a `checklist`, or take it out"
        }
        "INCLUDEPICTURE" => "take it out, and show the picture as a `figure`",
        "ADDIN EN.CITE" => {
            "take it out with what belongs to it; sources stand in references under [imprint]"
        }
        _ => "take it out: page numbers come by themselves, and a link is [words](#id)",
    };
    let sure = BARE.contains(&name) && !text[whole.end..].starts_with(char::is_alphanumeric);
    let new = sure.then(String::new);
    Field { range: with_gap(text, whole), help: help.to_owned(), new }
}

/// A link: the words after it are what it shows.
fn link(text: &str, range: &Range<usize>, whole: Range<usize>) -> Field {
    let Some(address) = quoted(&text[range.end..]).map(|(address, _)| address.trim()) else {
        let help = "take it out, and make the words after it a link: [words](address)".to_owned();
        return Field { range: whole, help, new: None };
    };
    let help = format!("take it out, and make the words after it a link: [words]({address})");
    let fits = address.contains(['.', ':']) && !address.contains(['(', ')', ' ', '\\', '{', '}']);
    // Where the words after it say the address, they stay.
    let bare = address.trim_start_matches("mailto:").trim_start_matches("https://");
    let said = text[whole.end..].trim_start().starts_with(bare.trim_end_matches('/'));
    if fits && said {
        return Field { range: with_gap(text, whole), help, new: Some(String::new()) };
    }
    match linked_words(text, whole.end).filter(|_| fits) {
        Some((words, end)) => {
            let link = format!("[{words}]({address})");
            let help = format!("write it as a link: {link}");
            Field { range: whole.start..end, help, new: Some(link) }
        }
        None => Field { range: whole, help, new: None },
    }
}

/// The few words from a place on to the next sign or the end, and where they end.
fn linked_words(text: &str, from: usize) -> Option<(&str, usize)> {
    let rest = &text[from..];
    let end = rest.find([',', '.', ';', ':', '!', '?', '(', ')', '[', '\n', '“', '"', '„', '\\']);
    let end = end.unwrap_or(rest.len());
    let words = rest[..end].trim();
    let field = FIELDS.iter().any(|field| words.contains(field.trim_end()));
    let few = (1..=MOST_LINKED).contains(&words.split_whitespace().count());
    let ended = !rest[end..].starts_with(['“', '"', '„', '\\']);
    (few && !field && ended).then(|| (words, from + rest[..end].trim_end().len()))
}

/// A place with the blank after it.
fn with_gap(text: &str, place: Range<usize>) -> Range<usize> {
    let gap = text[place.end..].len() - text[place.end..].trim_start_matches(' ').len();
    place.start..place.end + gap
}

/// Where the parameters of a field end: of a link its address, of a reference its bookmark, and the
/// switches of all, with what belongs to each. Words in quotes that nothing asks for are the reader's.
fn end(text: &str, range: &Range<usize>) -> usize {
    let name = &text[range.clone()];
    let mut end = range.end;
    if matches!(name, "HYPERLINK " | "INCLUDEPICTURE ") {
        end += quoted(&text[end..]).map_or(0, |(_, length)| length);
    } else if matches!(name, "PAGEREF " | "NOTEREF ") {
        end += bookmark(&text[end..]);
    } else if name.ends_with("_Ref") || name.ends_with("_Toc") {
        let rest = &text[end..];
        end += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    }
    // The switch of TOC stands in its name.
    if name.ends_with("\\o") {
        end += quoted(&text[end..]).map_or(0, |(_, length)| length);
    }
    while let Some(length) = switch(&text[end..]) {
        end += length;
    }
    end
}

/// The length of the bookmark that a text begins with.
fn bookmark(text: &str) -> usize {
    let rest = text.trim_start();
    let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
    if rest.starts_with('_') { text.len() - rest.len() + word } else { 0 }
}

/// The length of the switch that a text begins with, and of what belongs to it: `\h`, `\* ARABIC`,
/// `\o "1-3"`.
fn switch(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let lead = text.len() - rest.len();
    let letter = rest.strip_prefix('\\')?.chars().next().filter(|c| !c.is_whitespace())?;
    let length = lead + 1 + letter.len_utf8();
    let after = &text[length..];
    let more = match letter {
        '*' | '#' | '@' => quoted(after).map_or_else(|| word(after), |(_, length)| length),
        'o' | 't' | 'l' | 'b' | 's' => quoted(after).map_or(0, |(_, length)| length),
        _ => 0,
    };
    Some(length + more)
}

/// The length of the word that a text begins with.
fn word(text: &str) -> usize {
    let rest = text.trim_start();
    text.len() - rest.len() + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

/// What stands in the quotes that a text begins with, and the length to the end of them.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '“' | '"' | '„' | '«' | '”'))?;
    let inner = &rest[quote.len_utf8()..];
    let close = inner.find(['”', '"', '“', '»'])?;
    let sign = inner[close..].chars().next().map_or(0, char::len_utf8);
    let length = text.len() - rest.len() + quote.len_utf8() + close + sign;
    Some((&inner[..close], length))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a text with one field.
    fn mended(text: &str) -> Option<String> {
        let fields = FIELDS.iter().filter_map(|name| text.find(name).map(|at| at..at + name.len()));
        let first = fields.min_by_key(|range| (range.start, range.end)).unwrap();
        let field = read(text, &first);
        Some(format!("{}{}{}", &text[..field.range.start], field.new?, &text[field.range.end..]))
    }

    #[test]
    fn no_word_of_the_text_goes_with_a_field() {
        for (text, expected) in [
            (
                "See HYPERLINK “https://a.org” \\o “NHS” NHS site.",
                Some("See [NHS site](https://a.org)."),
            ),
            ("HYPERLINK “https://a.org” “Living with a stoma” for more.", None),
            ("HYPERLINK “x” “Take two” now", None),
            ("HYPERLINK “tel:01632960123” 01632 960 123", Some("[01632 960 123](tel:01632960123)")),
            ("HYPERLINK “mailto:a@b.org” a@b.org today", Some("a@b.org today")),
            ("HYPERLINK \\l “Rest” see below", None),
            ("FORMTEXT “Take two” tablets", Some("“Take two” tablets")),
            ("See table REF _Ref123456789 \\h 2 for doses.", Some("See table 2 for doses.")),
            ("Table SEQ Table \\* ARABIC 5 mg", Some("Table 5 mg")),
            ("REF _Ref1 \\* MERGEFORMAT 2", Some("2")),
            ("Help PAGEREF _Toc12345 \\h 12", None),
            ("Dear MERGEFIELD Name", None),
            ("FORMCHECKBOX Yes", None),
            ("TOC \\o “1-3” \\h \\z \\u Rest", Some("Rest")),
        ] {
            assert_eq!(mended(text).as_deref(), expected, "{text}");
        }
    }
}
