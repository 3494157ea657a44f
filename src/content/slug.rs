//! Titles and file names to slugs and ids (`docs/format.md`, sections 2 and 3).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The stem of the output names for a title: `Getting help` becomes `getting-help`.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)) {
        let letters = match c {
            'ß' => "ss",
            'æ' => "ae",
            'ø' => "o",
            'đ' => "d",
            'ł' => "l",
            'ı' => "i",
            'þ' => "th",
            'œ' => "oe",
            'a'..='z' | '0'..='9' => {
                slug.push(c);
                continue;
            }
            _ if slug.is_empty() || slug.ends_with('-') => continue,
            _ => "-",
        };
        slug.push_str(letters);
    }
    slug.trim_end_matches('-').to_owned()
}

/// The id of a chapter whose file does not say it: the file's stem without leading digits and
/// separators. Empty where nothing is left.
pub(super) fn id_of_file(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    slug(stem.trim_start_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric()))
}

/// Whether a text may be an id: `[a-z0-9][a-z0-9-]*`.
pub(super) fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()) && is_slug(text)
}

/// Whether a text may be a slug: `[a-z0-9-]+`.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
}

/// Whether Windows keeps a name for itself, whatever its ending: `con.pdf` is the console there
/// (Microsoft, Naming Files, Paths, and Namespaces).
pub fn is_reserved(stem: &str) -> bool {
    let port =
        |name| stem.strip_prefix(name).is_some_and(|it| matches!(it.as_bytes(), [b'0'..=b'9']));
    matches!(stem, "con" | "prn" | "aux" | "nul") || port("com") || port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_slugs() {
        for (title, expected) in [
            ("Getting a second opinion", "getting-a-second-opinion"),
            ("Cael ail farn — tŷ’r meddyg!", "cael-ail-farn-ty-r-meddyg"),
            ("Größe, Ærø & Łódź", "grosse-aero-lodz"),
            ("Đà Nẵng ISTANBUL ışık", "da-nang-istanbul-isik"),
            ("  ¿Qué?  ", "que"),
            ("第二意见", ""),
        ] {
            assert_eq!(slug(title), expected);
        }
    }

    #[test]
    fn names_of_devices_are_reserved() {
        for stem in ["con", "prn", "aux", "nul", "com1", "lpt9", "com0"] {
            assert!(is_reserved(stem), "{stem}");
        }
        for stem in ["cons", "com", "com10", "lpt-1", "nul-large", "contact"] {
            assert!(!is_reserved(stem), "{stem}");
        }
    }

    #[test]
    fn file_names_become_ids() {
        assert_eq!(id_of_file("chapters/01-what-it-is.toml"), "what-it-is");
        assert_eq!(id_of_file("../house/About us.toml"), "about-us");
        assert_eq!(id_of_file("chapters/02.toml"), "");
        assert_eq!(id_of_file("03_Fragen.v2.toml"), "fragen-v2");
    }
}
