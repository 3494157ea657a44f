//! The names of copies: what programs leave behind for themselves, and what people make beside a
//! file before they change it.

use crate::language::Everywhere;

/// Whether a file's name is one that programs give to what they keep for themselves: `a.toml~`,
/// `a.bak.toml`, `.#a.toml`.
pub(super) fn is_backup(name: &str) -> bool {
    const MARKS: [&str; 6] = ["~", ".orig", ".bak", ".old", ".tmp", ".swp"];
    let name = name.to_lowercase();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let marked = |name: &str| MARKS.iter().any(|mark| name.ends_with(mark));
    name.starts_with(['.', '#', '~']) || marked(stem) || marked(&name)
}

/// Whether a file's name is one that a desktop gives to a copy, in the languages of many desktops:
/// `a (copy).toml`, `Copy of a.toml`, `a - Kopie.toml`, `a (2).toml`.
pub(super) fn is_copy(name: &str) -> bool {
    let name = name.to_lowercase();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    // "a copy 2", "a (copy 2)", "a (another copy)"
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ')' | ' '));
    let word = Everywhere::all().copy.iter().find_map(|word| stem.strip_suffix(word));
    let parted = |before: &str| before.ends_with([' ', '(']) && before.len() > 1;
    word.is_some_and(parted)
        || Everywhere::all().copy_of.iter().any(|of| name.starts_with(of))
        || is_numbered(&name)
}

/// `a (2).toml`, as browsers name what they save once more.
fn is_numbered(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let number = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once(" ("));
    number.is_some_and(|(_, it)| it.len() < 3 && it.bytes().all(|it| it.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_keep_for_themselves_is_told_by_its_name() {
        for name in [
            "01.toml~",
            "01~.toml",
            ".#01.toml",
            "#01.toml#",
            "01.orig.toml",
            "01.bak.toml",
            "01.toml.bak",
            "01.toml.orig",
            "01.toml.BAK",
            "01.tmp",
            ".01.toml.swp",
            "01.OLD.toml",
            "~01.toml",
        ] {
            assert!(is_backup(name), "{name}");
        }
        for name in ["01.toml", "old.toml", "01.TOML", "a.b.toml", "back~up.toml", "tmp.toml"] {
            assert!(!is_backup(name), "{name}");
        }
    }

    #[test]
    fn copies_are_told_by_their_names() {
        for name in [
            "01-what-it-is (copy).toml",
            "01-what-it-is (another copy).toml",
            "01 (copy 2).toml",
            "01 copy.toml",
            "01 copy 2.toml",
            "Copy of 01.toml",
            "01 - Copy.toml",
            "01 - Copy (2).toml",
            "01 - Kopie.toml",
            "Kopie von 01.toml",
            "Copie de 01.toml",
            "01 (2).toml",
        ] {
            assert!(is_copy(name), "{name}");
        }
        for name in [
            "01.toml",
            "copy.toml",
            "05-ask-for-a-copy.toml",
            "02-copying-letters.toml",
            "endoscopy.toml",
            "03-laparoscopy.toml",
            "04-your-copies.toml",
            "05 (2026).toml",
        ] {
            assert!(!is_copy(name), "{name}");
        }
    }
}
