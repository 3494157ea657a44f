//! Sizes of paper as people name them.

/// Sizes that have no name in a theme, width and height in millimetres (ISO 216; ANSI/ASME Y14.1).
const SHEETS: &[(&str, u32, u32)] = &[
    ("a3", 297, 420),
    ("a4", 210, 297),
    ("a5", 148, 210),
    ("a6", 105, 148),
    ("a7", 74, 105),
    ("b4", 250, 353),
    ("b5", 176, 250),
    ("b6", 125, 176),
    ("letter", 216, 279),
    ("usletter", 216, 279),
    ("legal", 216, 356),
    ("square", 210, 210),
];

/// What to write for a size of page, as TOML: a name, or width and height in millimetres.
pub(super) fn read(words: &str) -> Option<String> {
    let lower = words.to_lowercase().replace(['×', '*'], "x");
    let letters: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = letters.replace("landscape", "").replace("portrait", "").replace("paper", "");
    let across = letters.contains("landscape");
    let named = match &*plain {
        "a5" => Some("A5"),
        "a4" => Some("A4"),
        "dl" => Some("DL"),
        "halfletter" | "statement" => Some("half-letter"),
        _ => None,
    };
    if let Some(name) = named.filter(|_| !across) {
        return Some(format!("\"{name}\""));
    }
    if let Some((_, width, height)) = SHEETS.iter().find(|(name, ..)| *name == plain) {
        return Some(match across {
            true => format!("[{height}, {width}]"),
            false => format!("[{width}, {height}]"),
        });
    }
    let (width, height) = lower.split_once(['x', ','])?;
    let inches = lower.contains("in") || lower.contains('"');
    let centimetres = lower.contains("cm");
    let read = |side: &str| {
        let digits = side.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
        let number: f64 = digits.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let scale = if inches {
            25.4
        } else if centimetres {
            10.0
        } else {
            1.0
        };
        Some((number * scale).round()).filter(|side| (60.0..=600.0).contains(side))
    };
    Some(format!("[{}, {}]", read(width)?, read(height)?))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn sizes_are_known_by_their_names_and_their_sides() {
        for (words, expected) in [
            ("A6", Some("[105, 148]")),
            ("a5", Some("\"A5\"")),
            ("A4 landscape", Some("[297, 210]")),
            ("A5 portrait", Some("\"A5\"")),
            ("US Letter", Some("[216, 279]")),
            ("148 x 210 mm", Some("[148, 210]")),
            ("14.8cm × 21cm", Some("[148, 210]")),
            ("8.5 x 11 inches", Some("[216, 279]")),
            ("half letter", Some("\"half-letter\"")),
            ("pocket", None),
            ("", None),
            ("1 x 2", None),
        ] {
            assert_eq!(read(words).as_deref(), expected, "{words:?}");
        }
    }
}
