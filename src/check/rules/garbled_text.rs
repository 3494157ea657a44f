//! Letters that were saved in the wrong encoding, and signs that stand for two letters.

use std::ops::Range;

use crate::check::{Passage, Subject, prose};
use crate::diagnostic::Diagnostic;

rule! {
    /// Letters came out wrong when the text was saved or copied.
    ///
    /// Looks for UTF-8 that was read as Windows or Mac letters (â€™ for ’, Â£ for £), for a question
    /// mark within a word, and for signs that PDFs have for two letters (ﬁ, ﬂ). `check --fix`
    /// writes the letters that were meant.
    ///
    /// ## Who is affected
    ///
    /// Everybody: the signs are printed as they are, and read out one by one. Words with ﬁ are not
    /// found by a search.
    ///
    /// ## How to mend it
    ///
    /// Type the letters that were meant. In your editor, open and save files as UTF-8.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Donâ€™t drive. It costs Â£5."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Don’t drive. It costs £5."
    /// ```
    ///
    /// ## Source
    ///
    /// Unicode Standard, chapters 3.9 (UTF-8) and 23.8 (presentation forms).
    "garbled-text": Warning, look
}

/// What the bytes 0x80 to 0x9F are in the encoding Windows-1252.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// UTF-8 that was read as Mac Roman.
const MAC: [(&str, &str); 10] = [
    ("‚Äô", "’"),
    ("‚Äò", "‘"),
    ("‚Äú", "“"),
    ("‚Äù", "”"),
    ("‚Äì", "–"),
    ("‚Äî", "—"),
    ("‚Ä¢", "•"),
    ("¬£", "£"),
    ("¬∞", "°"),
    ("√©", "é"),
];

/// Signs for several letters (Unicode, Alphabetic Presentation Forms).
const LIGATURES: [(&str, &str); 7] =
    [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬅ", "st"), ("ﬆ", "st")];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.passages.iter().flat_map(|passage| in_passage(passage, subject)).collect()
}

fn in_passage(passage: &Passage<'_>, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let text = &passage.text;
    if text.is_ascii() && !text.contains('?') {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = rest.chars().next().map_or(1, char::len_utf8);
        let found = mojibake(&text[..at], rest).map(|it| (it, true)).or_else(|| {
            let find = |pairs: &[(&str, &str)]| {
                let pair = pairs.iter().find(|(old, _)| rest.starts_with(old))?;
                Some((pair.0.len(), pair.1.to_owned()))
            };
            find(&MAC).map(|it| (it, true)).or_else(|| find(&LIGATURES).map(|it| (it, false)))
        });
        match found {
            Some(((old, new), encoding)) => {
                findings.push(complaint(passage, at..at + old, &new, encoding, subject));
                at += old;
            }
            None => at += length,
        }
    }
    findings.extend(prose::words(text).filter_map(|(range, _)| lost(passage, range)));
    findings.extend(lost_signs(passage));
    findings
}

fn complaint(
    passage: &Passage<'_>,
    range: Range<usize>,
    new: &str,
    encoding: bool,
    subject: &Subject<'_>,
) -> Diagnostic {
    let old = &passage.text[range.clone()];
    let place = passage.place(range);
    let finding = if encoding {
        RULE.at(
            place,
            format!("“{}” is “{new}” that was saved in the wrong encoding", old.trim_end()),
        )
        .note("it is printed as it stands")
    } else {
        RULE.at(place, format!("the sign “{old}” stands for the letters “{new}”"))
            .note("a search does not find the word, and some screen readers leave the letters out")
    };
    if subject.sources.snippet(place) == old {
        return finding.fix(format!("write {new}"), place, new);
    }
    finding.help(format!("write {new}"))
}

/// UTF-8 that was read as Windows-1252, once or twice: its length, and what it is.
fn mojibake(before: &str, text: &str) -> Option<(usize, String)> {
    if !text.starts_with(['Â', 'Ã', 'Ä', 'Å', 'â', 'ï']) {
        return None;
    }
    let run: String = text.chars().take_while(|c| byte(*c).is_some_and(|b| b >= 0x80)).collect();
    let twice = decoded(&run).filter(|first| !first.is_ascii()).and_then(|first| {
        let again = text.starts_with("Ã¢").then(|| decoded(&first)).flatten()?;
        Some((run.len(), again))
    });
    twice.or_else(|| one(before, text))
}

/// The character that the text begins with.
fn one(before: &str, text: &str) -> Option<(usize, String)> {
    let mut chars = text.chars();
    let first = byte(chars.next()?)?;
    let more = if first >= 0xE0 { 2 } else { 1 };
    let mut bytes = vec![first];
    let mut length = text.chars().next().map_or(0, char::len_utf8);
    for c in chars.take(more) {
        match byte(c).filter(|byte| (0x80..0xC0).contains(byte)) {
            Some(byte) => bytes.push(byte),
            // The last byte of ” is no letter of Windows, and is lost.
            None if bytes == [0xE2, 0x80] => return Some((length, "”".to_owned())),
            None => return None,
        }
        length += c.len_utf8();
    }
    if bytes == [0xE2, 0x80] {
        return Some((length, "”".to_owned()));
    }
    let decoded = std::str::from_utf8(&bytes).ok()?;
    let meant = bytes.len() > 1 && !decoded.contains(char::is_control);
    let sure = meant && (first == 0xE2 || first >= 0xE0 || !may_be_meant(before, text));
    sure.then(|| (length, decoded.replace('\u{A0}', " ")))
}

/// Signs that stand after words of any language.
const AFTER_WORDS: &str = "…–—’‘“”„‚‹›«»•†‡™©®°²³¹ºª·±¡¿§¶´¨¸¯¬¦ˆ˜\u{A0}\u{AD}";

/// Whether a capital with an accent and a sign after it may be just that, as in «PÅ» and LE CHÂ°: no
/// small letter stands before the capital or after the sign, and before the Â of a sign no figure.
fn may_be_meant(before: &str, text: &str) -> bool {
    let mut signs = text.chars();
    let (first, second) = (signs.next(), signs.next());
    let (last, next) = (before.chars().next_back(), signs.next());
    if !second.is_some_and(|sign| AFTER_WORDS.contains(sign)) {
        return false;
    }
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let stop = last.is_some_and(|c| c.is_numeric() || ".,:;!?)%€£$".contains(c));
    let space = last.is_none_or(char::is_whitespace);
    let alone = "©®°±·§¶".chars().any(|sign| second == Some(sign));
    match first {
        Some('Â') => {
            !(small(last) || stop || space && alone && next.is_some_and(char::is_alphanumeric))
        }
        // Within a word: “dÃ©jÃ ” and not “Ã »”.
        _ => !(small(last) || small(next)),
    }
}

/// All of a text, where all of it is such UTF-8.
fn decoded(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    String::from_utf8(bytes?).ok().filter(|text| !text.is_empty())
}

/// The byte of a character in Windows-1252.
fn byte(c: char) -> Option<u8> {
    if let Some(at) = WINDOWS.iter().position(|known| *known == c) {
        return u8::try_from(0x80 + at).ok();
    }
    u8::try_from(u32::from(c)).ok().filter(|byte| !(0x80..0xA0).contains(byte))
}

/// So far around a question mark its word is looked for, in bytes.
const NEAR: usize = 60;

/// A question mark in place of a sign beside a number: `38?C`, `?5`, `2?8`.
fn lost_signs(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let text = &passage.text;
    let mut findings = Vec::new();
    for (at, _) in text.match_indices('?') {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let digit = |c: char| c.is_ascii_digit();
        let word: String = after.chars().take_while(|c| c.is_alphanumeric()).take(8).collect();
        let number = before.ends_with(digit);
        let opens = before.is_empty() || before.ends_with([' ', '\u{A0}', '(', '\n', '-', '–']);
        let meant = match () {
            () if number && matches!(&*word, "C" | "F") => format!("°{word}"),
            () if number && word.starts_with(digit) => format!("–{word}"),
            () if number && crate::words::is_unit(&word) => format!(" {word}"),
            () if opens && word.starts_with(digit) => format!("£{word}"),
            () => continue,
        };
        let near = before.floor_char_boundary(before.len().saturating_sub(NEAR));
        let first = before[near..].rfind([' ', '\u{A0}', '\n', '(']).map_or(near, |space| {
            near + space + before[near + space..].chars().next().map_or(1, char::len_utf8)
        });
        let start = if number { first } else { at };
        let range = start..at + 1 + word.len();
        let end = text.ceil_char_boundary((range.end + NEAR).min(text.len()));
        let token = text[first..end].split(char::is_whitespace).next().unwrap_or("");
        // An address may have one.
        if token.contains(['/', '=', '&']) || passage.is_linked(at) {
            continue;
        }
        let shown = &text[range.clone()];
        let new = shown.replacen(&format!("?{word}"), &meant, 1);
        let finding = RULE
            .at(
                passage.place(range),
                format!("“{shown}” has a question mark where a sign was lost"),
            )
            .note("it is printed as it stands");
        findings.push(finding.help(format!("write the sign that was meant, such as {new}")));
    }
    findings
}

/// A word with a question mark in place of an apostrophe.
fn lost(passage: &Passage<'_>, range: Range<usize>) -> Option<Diagnostic> {
    let (word, ending) = passage.text[range.clone()].split_once('?')?;
    let letters = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    let known = ["s", "t", "re", "ve", "ll", "d", "m"].contains(&ending);
    if !known || !letters(word) || !passage.is_english(&range) {
        return None;
    }
    let message = format!("“{word}?{ending}” has a question mark within the word");
    let finding = RULE.at(passage.place(range.clone()), message).note("it is printed as it stands");
    Some(finding.help(format!("write {word}’{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_capitals_are_left_and_letters_in_the_wrong_encoding_are_not() {
        let found =
            |text: &str| text.char_indices().find_map(|(at, _)| mojibake(&text[..at], &text[at..]));
        for right in [
            "«PÅ»",
            "»GÅ«",
            "»HÄTÄ»",
            "»PÅ»",
            "«Ä»",
            "«Â» et «Ã».",
            "5 Å²",
            "LE CHÂ°",
            "Âš",
            "À LA MANHÃ…",
            "lettre Â\u{A0}!",
            "DE IRMÃ™",
            "På Å•",
            "“HÅ”",
            "BLÅ®",
        ] {
            assert_eq!(found(right), None, "{right}");
        }
        for (wrong, meant) in [
            ("cafÃ©", "é"),
            ("fÃ¼r", "ü"),
            ("Ã‰cole", "É"),
            ("Â£5", "£"),
            ("37Â°C", "°"),
            ("Â©2024", "©"),
            ("5Â\u{A0}mg", " "),
            ("itâ€™s", "’"),
            ("2 â€“ 3", "–"),
            ("dÃ©jÃ\u{A0} vu", "é"),
            ("ZaÅ¼ółć", "ż"),
        ] {
            assert_eq!(found(wrong).map(|it| it.1).as_deref(), Some(meant), "{wrong}");
        }
    }
}
