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
