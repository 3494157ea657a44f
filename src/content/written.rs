//! Values as an author would write them: strings and lists of TOML, and one text taken apart into
//! the items that it was meant to be.

/// A string of TOML.
pub(super) fn quoted(words: &str) -> String {
    let plain = !words.contains(['"', '\\']) && !words.chars().any(char::is_control);
    match () {
        () if plain => format!("\"{words}\""),
        () if !words.contains('\'') && !words.chars().any(char::is_control) => {
            format!("'{words}'")
        }
        () => {
            let escaped = words.chars().map(|c| match c {
                '"' | '\\' => format!("\\{c}"),
                '\n' => "\\n".to_owned(),
                '\t' => "\\t".to_owned(),
                _ if c.is_control() => format!("\\u{:04X}", u32::from(c)),
                _ => c.to_string(),
            });
            format!("\"{}\"", escaped.collect::<String>())
        }
    }
}

/// A text of several paragraphs.
pub(super) fn paragraphs(parts: &[&str]) -> String {
    if parts.len() == 1 || parts.iter().any(|part| part.contains("\"\"\"") || part.contains('\\')) {
        return quoted(&parts.join("\n\n"));
    }
    format!("\"\"\"\n{}\n\"\"\"", parts.join("\n\n"))
}

/// Strings of TOML with commas between them, as they stand within the brackets of a list.
pub(super) fn several<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|it| quoted(it.as_ref())).collect();
    quoted.join(", ")
}

/// A number of TOML, which begins with no needless nought and ends with no point: "04", "080.5", ".5".
pub(super) fn number(words: &str) -> Option<String> {
    let words = words.trim();
    let (sign, rest) = words.strip_prefix('-').map_or(("", words), |rest| ("-", rest));
    let rest = rest.strip_prefix('+').filter(|_| sign.is_empty()).unwrap_or(rest);
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() + part.len() == 0 {
        return None;
    }
    let bare = whole.trim_start_matches('0');
    let bare = if bare.is_empty() { "0" } else { bare };
    Some(if part.is_empty() { format!("{sign}{bare}") } else { format!("{sign}{bare}.{part}") })
}

/// Whether a comma stands between figures, where it may part a number and no items.
pub(super) fn has_comma_in_number(words: &str) -> bool {
    let digit = |c: char| c.is_numeric();
    words.match_indices(',').any(|(at, _)| {
        let after = words[at + 1..].trim_start_matches([' ', '\t', '\u{A0}']);
        words[..at].trim_end_matches([' ', '\t', '\u{A0}']).ends_with(digit)
            && after.starts_with(digit)
    })
}

/// A list of TOML.
pub(super) fn bracketed<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    format!("[{}]", several(words))
}

/// The items that one text was meant to be: its lines, or what stands between its semicolons,
/// strokes or commas. A sentence stays whole.
pub(super) fn items(text: &str) -> Vec<String> {
    let sentence = text.trim().ends_with(['.', '!', '?', ':']);
    let parts: Vec<&str> = match () {
        () if text.trim().contains('\n') => text.lines().collect(),
        () if text.contains('\t') => text.split('\t').collect(),
        () if text.contains('|') => text.split('|').collect(),
        () if text.contains(';') => text.split(';').collect(),
        () if !sentence => text.split(", ").collect(),
        () => vec![text],
    };
    let parts = parts.into_iter().map(without_mark).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// An item without the bullet or the number that was typed before it.
pub(super) fn without_mark(part: &str) -> &str {
    let part = part.trim().trim_end_matches(',');
    let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = part[digits..].strip_prefix(['.', ')']).filter(|_| (1..=2).contains(&digits));
    let after = after.or_else(|| part.strip_prefix(['-', '*', '+', '•', '·', '–', '✓', '☐', '▪']));
    after.filter(|after| after.starts_with([' ', '\t'])).map_or(part, str::trim)
}

/// Lines to write on, of which a text says how many or what they are for: "5 lines", "My questions: 6
/// lines"; `quoted` is that text in its quotes.
fn writing_lines(quoted_words: &str) -> String {
    let words = quoted_words[1..quoted_words.len() - 1].trim();
    let number = |word: &str| word.parse::<u8>().ok().filter(|it| (1..=40).contains(it));
    let is_lines = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        ["line", "lines", "rows", "ruled", "blank", "empty", "writing"].contains(&&*word)
    };
    let parts: Vec<&str> = words.split_whitespace().collect();
    let bare = |it: &&&str| !is_lines(it);
    let kept: Vec<&str> = parts.iter().rev().skip_while(|it| is_lines(it)).copied().collect();
    let bracketless = |it: &str| number(it.trim_matches(['(', ')', ',']));
    let Some(count) = kept.first().and_then(|it| bracketless(it)) else {
        return format!("{{ prompt = {quoted_words}, lines = 6 }}");
    };
    // "Day 3" is no number of lines.
    let said = kept.len() < parts.len();
    let rest: Vec<&str> = kept[1..].iter().rev().copied().collect();
    if rest.iter().filter(bare).count() == 0 {
        return format!("{{ prompt = \"…\", lines = {count} }}");
    }
    if !said {
        return format!("{{ prompt = {quoted_words}, lines = 6 }}");
    }
    let prompt = rest.join(" ");
    let prompt = prompt.trim_end_matches([':', ',', ';', '-', '–', '—', ' ']);
    format!("{{ prompt = {}, lines = {count} }}", quoted(prompt))
}

/// What was meant by a text where a table of keys is expected.
pub(super) fn around(key: &str, words: &str) -> Option<String> {
    let words = quoted(words);
    match key {
        "figure" => Some(format!("{{ image = {words}, alt = \"…\" }}")),
        "callout" => Some(format!("{{ title = \"…\", text = {words} }}")),
        "quote" => Some(format!("{{ text = {words} }}")),
        "qr" => Some(format!("{{ url = {words}, label = \"…\" }}")),
        "writing_lines" => Some(writing_lines(&words)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_toml_reads_them() {
        for words in ["a.toml", "it's.toml", "a\"b.toml", "a\\b'c\".toml", "a\nb\u{7f}.toml", "é中"]
        {
            let line = format!("a = {}", quoted(words));
            let table: toml::Table = line.parse().unwrap();
            assert_eq!(table["a"].as_str(), Some(words), "{line}");
        }
        assert_eq!(bracketed(["a", "b\"c"]), "[\"a\", 'b\"c']");
    }

    #[test]
    fn numbers_are_written_as_toml_reads_them() {
        for (words, expected) in [
            ("04", Some("4")),
            ("080", Some("80")),
            ("-05.50", Some("-5.50")),
            ("+7", Some("7")),
            (".5", Some("0.5")),
            ("5.", Some("5")),
            ("00", Some("0")),
            ("1,5", None),
            ("1e5", None),
            (".", None),
            ("", None),
        ] {
            assert_eq!(number(words).as_deref(), expected, "{words}");
            let read = expected.map(|number| format!("a = {number}").parse::<toml::Table>());
            assert!(read.is_none_or(|read| read.is_ok()), "{words}");
        }
        assert!(has_comma_in_number("1,000 mg") && has_comma_in_number("2, 3 or 4"));
        assert!(!has_comma_in_number("5 mg, 10 mg") && !has_comma_in_number("1,\n2"));
    }

    #[test]
    fn one_text_is_taken_apart_where_a_list_was_meant() {
        for (text, expected) in [
            ("one, two, three", &["one", "two", "three"][..]),
            ("one; two, or so; three", &["one", "two, or so", "three"]),
            ("- your letter\n- your pills\n", &["your letter", "your pills"]),
            ("1. one\n2) two", &["one", "two"]),
            ("• one\n\n• two,", &["one", "two"]),
            ("Day | Pain", &["Day", "Pain"]),
            ("Take a letter, your pills and a coat.", &["Take a letter, your pills and a coat."]),
            ("one", &["one"]),
            ("1,000 steps", &["1,000 steps"]),
            ("2.5 mg\n10 ml", &["2.5 mg", "10 ml"]),
            ("- ", &["-"]),
        ] {
            assert_eq!(items(text), expected, "{text:?}");
        }
    }
}
