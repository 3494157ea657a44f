//! The files of `src/languages`: one for every language of which the program knows anything.

use std::sync::OnceLock;

use super::Language;
use super::everywhere::Everywhere;
use super::facts::Facts;

/// The file of one language, each part of it read when it is first asked for.
pub(super) struct File {
    /// The tag of the language, which is the name of the file.
    pub tag: &'static str,
    text: &'static str,
    facts: OnceLock<Facts>,
    everywhere: OnceLock<Everywhere>,
}

/// Where the second part of a file begins.
const EVERYWHERE: &str = "\n[everywhere]\n";

macro_rules! files {
    ($($tag:literal),* $(,)?) => {
        /// Every file, by the order of their tags.
        pub(super) static FILES: [File; [$($tag),*].len()] =
            [$(File::new($tag, include_str!(concat!("../languages/", $tag, ".toml")))),*];
    };
}

files![
    "acm", "aeb", "af", "am", "apc", "ar", "arb", "arc", "ary", "arz", "as", "az", "azb", "bal",
    "be", "bg", "bho", "bn", "bo", "bs", "ca", "ckb", "cmn", "cs", "cy", "da", "de", "dsb", "dv",
    "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gd", "gl", "gu", "haw",
    "he", "hi", "hr", "hsb", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kmr", "kn",
    "ko", "ks", "ku", "ky", "lb", "lo", "lrc", "lt", "lv", "mai", "mk", "ml", "mn", "mr", "ms",
    "my", "mzn", "nb", "ne", "nl", "nn", "no", "oc", "or", "pa", "pes", "pl", "pnb", "prs", "ps",
    "pt", "rm", "ro", "ru", "sd", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "syr", "ta",
    "te", "tg", "th", "ti", "tk", "tr", "ug", "uk", "ur", "uz", "vi", "yi", "yue", "zh-Hans",
    "zh-Hant", "zu"
];

/// Where the file of a tag stands in the list.
pub(super) fn index(tag: &str) -> Option<u8> {
    let at = FILES.binary_search_by(|file| file.tag.cmp(tag)).ok()?;
    Some(u8::try_from(at).expect("there are fewer than 256 files"))
}

impl File {
    const fn new(tag: &'static str, text: &'static str) -> Self {
        Self { tag, text, facts: OnceLock::new(), everywhere: OnceLock::new() }
    }

    /// The file of a tag.
    pub(super) fn find(tag: &str) -> Option<&'static Self> {
        index(tag).map(|at| &FILES[usize::from(at)])
    }

    /// The file of a language, whatever script or region its tag names.
    pub(super) fn of(language: &Language) -> Option<&'static Self> {
        language.file.map(|at| &FILES[usize::from(at)])
    }

    /// What holds for texts in the language.
    pub(super) fn facts(&self) -> &Facts {
        // `every_file_can_be_read` holds that they are sound, here and below.
        let read = || Facts::read(self.parts().0).expect("a language's file is sound");
        self.facts.get_or_init(read)
    }

    /// What it adds to what is understood in texts of every language.
    pub(super) fn everywhere(&self) -> &Everywhere {
        let read = || Everywhere::read(self.parts().1).expect("a language's file is sound");
        self.everywhere.get_or_init(read)
    }

    fn parts(&self) -> (&'static str, &'static str) {
        self.text.split_once(EVERYWHERE).unwrap_or((self.text, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        let fault = |file: &File| {
            let (own, everywhere) = file.parts();
            let fault = Facts::read(own).err().or(Everywhere::read(everywhere).err())?;
            Some(format!("src/languages/{}.toml: {fault}", file.tag))
        };
        let faults: Vec<String> = FILES.iter().filter_map(fault).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_key_that_is_unknown_or_lacks_is_named() {
        let own = |from: &str, to: &str| {
            let text = File::find("cy").unwrap().parts().0;
            assert!(text.contains(from));
            Facts::read(text.replace(from, to).leak()).unwrap_err().to_string()
        };
        assert!(own("contents =", "contens =").contains("unknown field `contens`"));
        assert!(own("script = \"Latn\"", "").contains("missing field `script`"));
        assert!(own("phone = \"Ffôn\"", "").contains("missing field `phone`"));
        assert!(own("\"Ionawr\", ", "").contains("array of length 12"));
        assert!(Everywhere::read("unit = []").unwrap_err().to_string().contains("field `unit`"));
    }

    #[test]
    fn every_file_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/languages");
        let names = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
        let mut names: Vec<String> = names.map(|it| it.into_string().unwrap()).collect();
        names.retain(|name| name != "README.md");
        names.sort_unstable_by(|a, b| a.trim_end_matches(".toml").cmp(b.trim_end_matches(".toml")));
        let listed: Vec<String> = FILES.iter().map(|file| format!("{}.toml", file.tag)).collect();
        assert_eq!(
            listed, names,
            "a language's file is named in the list of src/language/files.rs"
        );
        for file in &FILES {
            assert_eq!(file.facts().tag, file.tag);
            assert!(Language::parse(file.tag).is_ok(), "{}", file.tag);
        }
    }

    #[test]
    fn a_language_is_read_when_it_is_asked_for() {
        let file = File::new("cy", File::find("cy").unwrap().text);
        assert!(file.facts.get().is_none());
        assert_eq!(file.facts().tag, "cy");
        assert!(file.everywhere.get().is_none());
    }

    /// A key that no part knows is refused with all that it knows.
    fn keys(refused: &str) -> Vec<&str> {
        let (_, known) = refused.split_once("expected one of ").unwrap();
        known.split('`').skip(1).step_by(2).collect()
    }

    #[test]
    fn the_page_for_translators_explains_every_key() {
        let page = include_str!("../languages/README.md");
        let mut explained: Vec<&str> =
            page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
        let (own, everywhere) = (Facts::read("x = 1"), Everywhere::read("x = 1"));
        let refused = [own.unwrap_err().to_string(), everywhere.unwrap_err().to_string()];
        let mut known: Vec<&str> = refused.iter().flat_map(|it| keys(it)).collect();
        known.retain(|key| *key != "words");
        known.sort_unstable();
        explained.sort_unstable();
        assert_eq!(explained, known);
    }
}
