//! The files of `src/languages`: one for every language of which the program knows anything.

use std::fmt;
use std::sync::OnceLock;

use super::Language;
use super::everywhere::Everywhere;
use super::facts::Facts;
use super::telephone::Telephone;

/// The file of one language, each part of it read when it is first asked for.
pub(super) struct File {
    /// The tag of the language, which is the name of the file.
    pub tag: &'static str,
    text: &'static str,
    facts: OnceLock<Facts>,
    everywhere: OnceLock<Everywhere>,
    telephone: OnceLock<Telephone>,
}

/// What is wrong with a file, in words for whoever translates it.
struct Fault(String);

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the second and the third part of a file begin.
const EVERYWHERE: &str = "\n[everywhere]\n";
const TELEPHONE: &str = "\n[telephone]\n";

/// A file's text, taken apart: what is seldom asked for is not read with the rest.
struct Parts {
    facts: &'static str,
    everywhere: &'static str,
    telephone: &'static str,
}

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
        Self {
            tag,
            text,
            facts: OnceLock::new(),
            everywhere: OnceLock::new(),
            telephone: OnceLock::new(),
        }
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
        self.facts.get_or_init(|| self.read_facts().expect("a language's file is sound"))
    }

    /// What it adds to what is understood in texts of every language.
    pub(super) fn everywhere(&self) -> &Everywhere {
        self.everywhere.get_or_init(|| self.read_everywhere().expect("a language's file is sound"))
    }

    /// What it adds to what is understood beside telephone numbers in texts of every language.
    pub(super) fn telephone(&self) -> &Telephone {
        self.telephone.get_or_init(|| self.read_telephone().expect("a language's file is sound"))
    }

    fn read_facts(&self) -> Result<Facts, Fault> {
        Facts::read(self.parts().facts).map_err(|fault| self.fault(&fault))
    }

    fn read_everywhere(&self) -> Result<Everywhere, Fault> {
        Everywhere::read(self.parts().everywhere).map_err(|fault| self.fault(&fault))
    }

    fn read_telephone(&self) -> Result<Telephone, Fault> {
        Telephone::read(self.parts().telephone).map_err(|fault| self.fault(&fault))
    }

    fn fault(&self, fault: &dyn fmt::Display) -> Fault {
        Fault(format!("src/languages/{}.toml: {fault}", self.tag))
    }

    fn parts(&self) -> Parts {
        let (rest, telephone) = self.text.split_once(TELEPHONE).unwrap_or((self.text, ""));
        let (facts, everywhere) = rest.split_once(EVERYWHERE).unwrap_or((rest, ""));
        Parts { facts, everywhere, telephone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        let lists = |file: &File| file.read_everywhere().err().or(file.read_telephone().err());
        let fault = |file: &File| file.read_facts().err().or(lists(file));
        let faults: Vec<String> = FILES.iter().filter_map(fault).map(|fault| fault.0).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_key_that_is_unknown_or_lacks_is_named() {
        let own = |from: &str, to: &str| {
            let text = File::find("cy").unwrap().parts().facts;
            assert!(text.contains(from));
            Facts::read(text.replace(from, to).leak()).unwrap_err().to_string()
        };
        assert!(own("contents =", "contens =").contains("unknown field `contens`"));
        assert!(own("script = \"Latn\"", "").contains("missing field `script`"));
        assert!(own("phone = \"Ffôn\"", "").contains("missing field `phone`"));
        assert!(own("\"Ionawr\", ", "").contains("array of length 12"));
        assert!(Everywhere::read("unit = []").unwrap_err().to_string().contains("field `unit`"));
        assert!(Telephone::read("calls = []").unwrap_err().to_string().contains("field `calls`"));
    }

    #[test]
    fn every_file_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/languages");
        for name in std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name()) {
            let name = name.into_string().unwrap();
            // A file that is in the list and not in the folder is told of by rustc.
            let listed = FILES.iter().any(|file| name == format!("{}.toml", file.tag));
            assert!(listed || name == "README.md", "{name} is not in the list of this file");
        }
        assert!(FILES.iter().map(|file| file.tag).is_sorted(), "the list is not in order");
        for file in &FILES {
            assert_eq!(file.facts().tag, file.tag, "src/languages/{}.toml", file.tag);
            assert!(Language::parse(file.tag).is_ok(), "{}", file.tag);
        }
    }

    #[test]
    fn a_language_is_read_when_it_is_asked_for() {
        let file = File::new("cy", File::find("cy").unwrap().text);
        assert!(file.facts.get().is_none());
        assert_eq!(file.facts().tag, "cy");
        assert!(file.everywhere.get().is_none() && file.telephone.get().is_none());
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
        let telephone = Telephone::read("x = 1").unwrap_err();
        let refused = [own.unwrap_err(), everywhere.unwrap_err(), telephone];
        let refused = refused.map(|it| it.to_string());
        let mut known: Vec<&str> = refused.iter().flat_map(|it| keys(it)).collect();
        known.retain(|key| *key != "words");
        known.sort_unstable();
        explained.sort_unstable();
        assert_eq!(explained, known);
    }
}
