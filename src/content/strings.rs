//! TOML strings decoded so that every character keeps its place.
//!
//! The parser has judged the string already; this reads the same grammar again (TOML 1.1, section
//! "String") because the parser gives the decoded text alone.

use crate::content::signs::{Sign, Signs};
use crate::source::{Sources, Span};

/// Decodes a string. `literal` is its text in the file, quotes included, and `span` its place.
pub(super) fn decode(literal: &str, span: Span) -> Signs {
    let (quote, raw) = match literal.chars().next() {
        Some('\'') => ('\'', true),
        _ => ('"', false),
    };
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let many_lines = literal.len() >= 6 && literal.starts_with(&triple);
    let width = if many_lines { 3 } else { 1 };
    let end = literal.len().saturating_sub(width).max(width);
    let signs = Vec::with_capacity(literal.len());
    let mut decoder = Decoder { literal, at: width, end, base: span.start, signs };
    if many_lines {
        decoder.skip_first_line_end();
    }
    while decoder.at < decoder.end {
        decoder.step(raw, many_lines);
    }
    Signs { span, signs: decoder.signs, uses: Vec::new() }
}

/// A character of a string, and the bytes of the string as it is written that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Character {
    /// The character; a line end is `\n`.
    pub c: char,
    /// Its first byte, counted from the first quote.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The characters of a string that stands in a file as `literal`, quotes included.
#[must_use]
pub fn characters(literal: &str) -> Vec<Character> {
    let span = Span::top(Sources::new().add("", ""));
    let signs = decode(literal, span).signs.into_iter();
    signs
        .map(|sign| Character { c: sign.c, start: sign.start as usize, end: sign.end as usize })
        .collect()
}

struct Decoder<'a> {
    literal: &'a str,
    at: usize,
    end: usize,
    base: u32,
    signs: Vec<Sign>,
}

impl Decoder<'_> {
    fn rest(&self) -> &str {
        self.literal.get(self.at..self.end).unwrap_or("")
    }

    fn skip_first_line_end(&mut self) {
        if self.rest().starts_with('\n') {
            self.at += 1;
        } else if self.rest().starts_with("\r\n") {
            self.at += 2;
        }
    }

    fn step(&mut self, raw: bool, many_lines: bool) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            self.at = self.end;
            return;
        };
        if rest.starts_with("\r\n") {
            self.push('\n', 2, false);
        } else if c == '\\' && !raw {
            self.escape(many_lines);
        } else {
            self.push(c, c.len_utf8(), true);
        }
    }

    /// One escape, or a backslash that swallows the line's end and the indentation after it.
    fn escape(&mut self, many_lines: bool) {
        let after = &self.rest()[1..];
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let joins = many_lines && after[blanks..].starts_with(['\n', '\r']);
        if joins {
            self.at += 1 + after.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len();
            return;
        }
        let (c, length) = match after.chars().next() {
            Some('b') => ('\u{8}', 2),
            Some('e') => ('\u{1B}', 2),
            Some('f') => ('\u{C}', 2),
            Some('n') => ('\n', 2),
            Some('r') => ('\r', 2),
            Some('t') => ('\t', 2),
            Some('x') => (number(after, 2), 4),
            Some('u') => (number(after, 4), 6),
            Some('U') => (number(after, 8), 10),
            Some(other) => (other, 1 + other.len_utf8()),
            None => ('\\', 1),
        };
        self.push(c, length, false);
    }

    fn push(&mut self, c: char, length: usize, exact: bool) {
        let start = self.base + self.at as u32;
        self.at += length;
        let end = self.base + self.at as u32;
        self.signs.push(Sign { c, start, end, used: 0, exact, literal: false });
    }
}

/// The character of a numeric escape whose letter comes first.
fn number(after: &str, digits: usize) -> char {
    after
        .get(1..=digits)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .and_then(char::from_u32)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn signs(document: &str) -> (Signs, String) {
        let table = toml::de::DeTable::parse(document).unwrap();
        let value = table.get_ref().get("a").unwrap();
        let mut sources = Sources::new();
        let id = sources.add("a.toml", document);
        let span = Span::new(id, value.span().start, value.span().end);
        (decode(&document[span.range()], span), value.get_ref().as_str().unwrap().to_owned())
    }

    fn agrees(document: &str) {
        let (signs, decoded) = signs(document);
        let text: String = signs.signs.iter().map(|sign| sign.c).collect();
        assert_eq!(text, decoded.replace("\r\n", "\n"), "{document}");
        for sign in signs.signs.iter().filter(|sign| sign.exact) {
            let place = sign.start as usize..sign.end as usize;
            assert_eq!(&document[place], sign.c.encode_utf8(&mut [0; 4]));
        }
    }

    #[test]
    fn every_form_of_string_decodes_as_the_parser_decodes_it() {
        agrees(r#"a = """#);
        agrees(r#"a = "one \"two\" \u00e9 \x41 \U0001F600 \\ \t""#);
        agrees(r"a = 'C:\pictures'");
        agrees("a = \"\"\"\nroses \\\n   are red\r\nviolets\"\"\"\"\"");
        agrees("a = '''\r\n'one' \\ two\n'''");
        agrees("a = \"\"\"\\\n   \"\"\"");
    }

    proptest! {
        #[test]
        fn any_text_written_as_a_string_comes_back_with_its_places(text in "\\PC{0,40}") {
            agrees(&format!("a = {}", toml::Value::String(text)));
        }

        #[test]
        fn any_literal_of_many_lines_comes_back_with_its_places(text in "[a-zé\\\\\n ]{0,40}") {
            agrees(&format!("a = '''{text}'''"));
            agrees(&format!("a = '''{}'''", text.replace('\n', "\r\n")));
        }
    }
}
