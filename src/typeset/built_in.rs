//! The font families that are compiled into the program.

use std::borrow::Cow;

use unicode_script::Script;

use super::face::{Face, Family};

/// A family in regular and bold.
macro_rules! family {
    ($name:literal, $script:expr, $regular:literal, $bold:literal) => {
        Family {
            name: Cow::Borrowed($name),
            script: $script,
            regular: face!($regular),
            bold: Some(face!($bold)),
            lack: None,
        }
    };
    ($name:literal, $script:expr, $regular:literal) => {
        Family {
            name: Cow::Borrowed($name),
            script: $script,
            regular: face!($regular),
            bold: None,
            lack: None,
        }
    };
}

macro_rules! face {
    ($path:literal) => {
        Face::compiled_in(include_bytes!(concat!("../../fonts/", $path)))
    };
}

/// Where Atkinson Hyperlegible Next stands in [`FAMILIES`].
pub(super) const FIRST: usize = 0;
/// Where Noto Sans stands in [`FAMILIES`].
pub(super) const FALLBACK: usize = 1;
/// Where Noto Nastaliq Urdu stands in [`FAMILIES`].
pub(super) const NASTALIQ: usize = 3;

/// Every family, in the order in which a word looks for one that has all of it.
pub(super) static FAMILIES: [Family; 15] = [
    family!(
        "Atkinson Hyperlegible Next",
        None,
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf",
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf"
    ),
    family!("Noto Sans", None, "noto-sans/NotoSans-Regular.ttf", "noto-sans/NotoSans-Bold.ttf"),
    family!(
        "Noto Naskh Arabic",
        Some(Script::Arabic),
        "noto-naskh-arabic/NotoNaskhArabic-Regular.ttf",
        "noto-naskh-arabic/NotoNaskhArabic-Bold.ttf"
    ),
    family!(
        "Noto Nastaliq Urdu",
        Some(Script::Arabic),
        "noto-nastaliq-urdu/NotoNastaliqUrdu-Regular.ttf",
        "noto-nastaliq-urdu/NotoNastaliqUrdu-Bold.ttf"
    ),
    family!(
        "Noto Sans Hebrew",
        Some(Script::Hebrew),
        "noto-sans-hebrew/NotoSansHebrew-Regular.ttf",
        "noto-sans-hebrew/NotoSansHebrew-Bold.ttf"
    ),
    family!(
        "Noto Sans Bengali",
        Some(Script::Bengali),
        "noto-sans-bengali/NotoSansBengali-Regular.ttf",
        "noto-sans-bengali/NotoSansBengali-Bold.ttf"
    ),
    family!(
        "Noto Sans Gujarati",
        Some(Script::Gujarati),
        "noto-sans-gujarati/NotoSansGujarati-Regular.ttf",
        "noto-sans-gujarati/NotoSansGujarati-Bold.ttf"
    ),
    family!(
        "Noto Sans Gurmukhi",
        Some(Script::Gurmukhi),
        "noto-sans-gurmukhi/NotoSansGurmukhi-Regular.ttf",
        "noto-sans-gurmukhi/NotoSansGurmukhi-Bold.ttf"
    ),
    family!(
        "Noto Sans Devanagari",
        Some(Script::Devanagari),
        "noto-sans-devanagari/NotoSansDevanagari-Regular.ttf",
        "noto-sans-devanagari/NotoSansDevanagari-Bold.ttf"
    ),
    family!(
        "Noto Sans Tamil",
        Some(Script::Tamil),
        "noto-sans-tamil/NotoSansTamil-Regular.ttf",
        "noto-sans-tamil/NotoSansTamil-Bold.ttf"
    ),
    family!(
        "Noto Sans Thai",
        Some(Script::Thai),
        "noto-sans-thai/NotoSansThai-Regular.ttf",
        "noto-sans-thai/NotoSansThai-Bold.ttf"
    ),
    family!(
        "Noto Sans Ethiopic",
        Some(Script::Ethiopic),
        "noto-sans-ethiopic/NotoSansEthiopic-Regular.ttf",
        "noto-sans-ethiopic/NotoSansEthiopic-Bold.ttf"
    ),
    family!(
        "Noto Sans Symbols",
        None,
        "noto-sans-symbols/NotoSansSymbols-Regular.ttf",
        "noto-sans-symbols/NotoSansSymbols-Bold.ttf"
    ),
    family!("Noto Sans Symbols2", None, "noto-sans-symbols-2/NotoSansSymbols2-Regular.ttf"),
    family!("Noto Sans Math", None, "noto-sans-math/NotoSansMath-Regular.ttf"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_face_can_be_read() {
        for family in &FAMILIES {
            for face in [Some(&family.regular), family.bold.as_ref()].into_iter().flatten() {
                assert!(face.parsed().has('\u{20}'), "{}", family.name);
            }
        }
        assert_eq!(FAMILIES[NASTALIQ].name, "Noto Nastaliq Urdu");
        assert_eq!(FAMILIES[FALLBACK].name, "Noto Sans");
        assert_eq!(FAMILIES[FIRST].name, "Atkinson Hyperlegible Next");
    }
}
