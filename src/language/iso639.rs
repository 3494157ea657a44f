//! The languages of ISO 639, as text that costs nothing until it is asked.
//!
//! `iso639-1.tsv` has a line for each language with a code of two letters: that code, the one of
//! three letters (ISO 639-3), its name in English and its own. `iso639-3.txt` has the codes of
//! three letters of all other languages, in order. A table of the same as data of the program
//! would be filled in whenever the program starts, and costs half a megabyte of memory.

const WITH_TWO_LETTERS: &str = include_str!("iso639-1.tsv");
const WITH_THREE_LETTERS: &str = include_str!("iso639-3.txt");

/// A language with a code of two letters (ISO 639-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsoLanguage {
    /// Its code of two letters, such as `cy`.
    pub code: &'static str,
    /// Its code of three letters (ISO 639-3), such as `cym`.
    pub long_code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Its name in itself, where that is known.
    pub autonym: Option<&'static str>,
}

impl IsoLanguage {
    /// All of them, by the order of their long codes.
    pub fn all() -> impl Iterator<Item = Self> {
        WITH_TWO_LETTERS.lines().filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Self {
                code: cells.next()?,
                long_code: cells.next()?,
                name: cells.next()?,
                autonym: cells.next().filter(|autonym| !autonym.is_empty()),
            })
        })
    }

    /// The one with this code of two or three letters.
    #[must_use]
    pub fn by_code(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code == code || language.long_code == code)
    }
}

/// Whether a language that has no code of two letters has this one of three.
pub(super) fn has_only_long_code(code: &str) -> bool {
    // Four bytes a line, so that a code is found by halves.
    let lines = WITH_THREE_LETTERS.as_bytes().as_chunks::<4>().0;
    lines.binary_search_by(|line| line[..3].cmp(code.as_bytes())).is_ok()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// What the files should say. Codes for "undetermined", "uncoded", "several" and "none" name no
    /// language.
    fn expected() -> (String, String) {
        let (mut two, mut three) = (String::new(), String::new());
        for language in isolang::languages() {
            let code = language.to_639_3();
            let Some(short) = language.to_639_1() else {
                if !matches!(code, "und" | "mis" | "mul" | "zxx") {
                    writeln!(three, "{code}").unwrap();
                }
                continue;
            };
            let (name, autonym) = (language.to_name(), language.to_autonym().unwrap_or_default());
            writeln!(two, "{short}\t{code}\t{name}\t{autonym}").unwrap();
        }
        (two, three)
    }

    #[test]
    fn the_files_say_what_isolang_says() {
        let (two, three) = expected();
        if std::env::var_os("BLESS").is_some() {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language");
            std::fs::write(folder.join("iso639-1.tsv"), &two).unwrap();
            std::fs::write(folder.join("iso639-3.txt"), &three).unwrap();
        }
        assert!(two == WITH_TWO_LETTERS && three == WITH_THREE_LETTERS, "run: BLESS=1 cargo test");
        assert!(three.lines().is_sorted() && three.lines().all(|line| line.len() == 3));
    }

    #[test]
    fn languages_are_found_by_either_code() {
        let welsh = IsoLanguage::by_code("cym").unwrap();
        assert_eq!(IsoLanguage::by_code("cy"), Some(welsh));
        assert_eq!((welsh.name, welsh.autonym), ("Welsh", Some("Cymraeg")));
        assert!(has_only_long_code("yue") && !has_only_long_code("cym"));
        assert!(!has_only_long_code("und") && !has_only_long_code("yu") && !has_only_long_code(""));
    }
}
