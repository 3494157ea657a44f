//! The files of `src/languages`: one for every language of which the program knows anything.

use std::sync::OnceLock;

use super::{Everywhere, Facts, Language};

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
    "acm", "aeb", "af", "ajp", "am", "apc", "ar", "arb", "arc", "ary", "arz", "as", "az", "azb",
    "bal", "be", "bg", "bho", "bn", "bo", "bs", "ca", "ckb", "cmn", "cs", "cy", "da", "de", "dsb",
    "dv", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gd", "gl", "gu",
    "haw", "he", "hi", "hr", "hsb", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kmr",
    "kn", "ko", "ks", "ku", "ky", "lb", "lo", "lrc", "lt", "lv", "mai", "mk", "ml", "mn", "mr",
    "ms", "my", "mzn", "nb", "ne", "nl", "nn", "no", "oc", "or", "pa", "pes", "pl", "pnb", "prs",
    "ps", "pt", "rm", "ro", "ru", "sd", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "syr",
    "ta", "te", "tg", "th", "ti", "tk", "tr", "ug", "uk", "ur", "uz", "vi", "yi", "yue", "zh-Hans",
    "zh-Hant", "zu"
];

impl File {
    const fn new(tag: &'static str, text: &'static str) -> Self {
        Self { tag, text, facts: OnceLock::new(), everywhere: OnceLock::new() }
    }

    /// The file of a tag.
    pub(super) fn find(tag: &str) -> Option<&'static Self> {
        FILES.binary_search_by(|file| file.tag.cmp(tag)).ok().map(|at| &FILES[at])
    }

    /// The file of a language, whatever script or region its tag names.
    pub(super) fn of(language: &Language) -> Option<&'static Self> {
        Self::find(match language.primary() {
            "zh" if language.is_traditional_chinese() => "zh-Hant",
            "zh" => "zh-Hans",
            primary => primary,
        })
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
