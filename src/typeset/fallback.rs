//! Which family a word is set in, and which characters none has.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::built_in::{FALLBACK, NASTALIQ};
use super::characters::{Drawn, drawn};
use super::face::Parsed;
use super::habits::Habits;
use super::{Fonts, RunStyle};
use crate::language::Language;

/// Part of a word that one family serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// One past its last byte in the word.
    pub(super) end: usize,
    /// Index of the family.
    pub(super) family: usize,
}

impl Fonts {
    /// The first family that a word asks, where that has all of it as it is written: `share_out` would
    /// give it the whole word. Digits alone are the lender's.
    pub(super) fn sole_family(
        &self,
        word: &str,
        script: Script,
        habits: Habits,
        style: &RunStyle,
    ) -> Option<usize> {
        let family = self.first_choice(script, habits).next()?;
        if let Some(lender) = self.lender_to(family) {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            if digits > 0 {
                return (digits == word.len()).then_some(lender);
            }
        }
        let face = self.face(self.font(family, style.weight)).parsed();
        word.chars().all(|c| has(face, c)).then_some(family)
    }

    /// Splits a word among families: a single one wherever any has all of it, else by clusters of
    /// characters, with as few changes as there can be.
    pub(super) fn share_out(
        &self,
        word: &str,
        script: Script,
        habits: Habits,
        style: &RunStyle,
    ) -> Vec<Share> {
        let mut shares: Vec<Share> = Vec::new();
        let core = letters(word);
        for part in [0..core.start, core.clone(), core.end..word.len()] {
            if part.is_empty() {
                continue;
            }
            let before = shares.last().map(|share| share.family);
            // Signs follow the letters beside them where these have them; they never choose.
            let beside = before.filter(|_| part.start == core.end);
            let first = beside.into_iter().chain(self.first_choice(script, habits));
            if let Some(family) = self.serving(&word[part.clone()], first, style) {
                push(&mut shares, part.end, family);
                continue;
            }
            for cluster in clusters(&word[part.clone()]) {
                let cluster = part.start + cluster.start..part.start + cluster.end;
                let before = shares.last().map(|share| share.family);
                let order = before.into_iter().chain(self.first_choice(script, habits));
                let order = order.chain(self.order(script, true));
                let family = self.serving(&word[cluster.clone()], order, style);
                push(&mut shares, cluster.end, family.or(before).unwrap_or(0));
            }
        }
        self.lend_digits(word, shares)
    }

    /// The families in the order in which a word asks them. Nastaliq is one among others only
    /// where its readers expect it.
    fn first_choice(&self, script: Script, habits: Habits) -> impl Iterator<Item = usize> {
        let Habits { nastaliq, fallback } = habits;
        fallback
            .then_some(FALLBACK)
            .into_iter()
            .filter(move |_| self.has_no_preference())
            .chain(self.order(script, nastaliq))
            .filter(move |family| nastaliq || *family != NASTALIQ)
    }

    fn serving(
        &self,
        text: &str,
        mut families: impl Iterator<Item = usize>,
        style: &RunStyle,
    ) -> Option<usize> {
        families.find(|family| serves(self.face(self.font(*family, style.weight)).parsed(), text))
    }

    /// The characters that no face has, with where they are and, where known, the Noto family
    /// that would serve.
    ///
    /// Text that was not found whole here is set with empty boxes in it, so ask first.
    #[must_use]
    pub fn missing(
        &self,
        text: &str,
        style: &RunStyle,
    ) -> Vec<(Range<usize>, char, Option<&'static str>)> {
        if text.is_ascii() {
            return Vec::new();
        }
        let mut missing = Vec::new();
        for cluster in clusters(text) {
            let order = self.order(Script::Common, false);
            if self.serving(&text[cluster.clone()], order, style).is_some() {
                continue;
            }
            let lacking = |c: char| {
                let order = self.order(Script::Common, false);
                self.serving(c.encode_utf8(&mut [0; 4]), order, style).is_none()
            };
            let before = missing.len();
            for (at, c) in text[cluster.clone()].char_indices() {
                let start = cluster.start + at;
                if lacking(c) {
                    missing.push((start..start + c.len_utf8(), c, suggestion(c, &style.language)));
                }
            }
            if missing.len() == before {
                // Each character is somewhere, but no face has the cluster: name what the face of its
                // first letter lacks, which is a mark on it.
                let (at, c) = self.lacking_mark(&text[cluster.clone()], style);
                let start = cluster.start + at;
                missing.push((start..start + c.len_utf8(), c, suggestion(c, &style.language)));
            }
        }
        missing
    }

    /// The character of a cluster that the face of its first one lacks, and where it is: that first
    /// one itself where it lacks none.
    fn lacking_mark(&self, cluster: &str, style: &RunStyle) -> (usize, char) {
        let first = cluster.chars().next().unwrap_or_default();
        let order = self.order(Script::Common, false);
        let family = self.serving(first.encode_utf8(&mut [0; 4]), order, style).unwrap_or(0);
        let face = self.face(self.font(family, style.weight)).parsed();
        let lacking = cluster.char_indices().find(|(_, c)| !has(face, *c));
        lacking.unwrap_or((0, first))
    }
}

/// From the first to the last letter or digit of a word, with the marks on it: the part of it that
/// chooses a family. All of it where it has none.
fn letters(word: &str) -> Range<usize> {
    let letter = |c: char| c.is_alphanumeric();
    let Some(start) = word.find(letter) else { return 0..word.len() };
    let mark = |c: char| is_combining_mark(c) || matches!(drawn(c), Drawn::Nothing | Drawn::Joiner);
    let last = word.rfind(letter).unwrap_or(start);
    let end = word[last..].char_indices().skip(1).find(|(_, c)| !mark(*c));
    start..end.map_or(word.len(), |(at, _)| last + at)
}

pub(super) fn push(shares: &mut Vec<Share>, end: usize, family: usize) {
    match shares.last_mut() {
        Some(share) if share.family == family => share.end = end,
        _ => shares.push(Share { end, family }),
    }
}

/// Whether a face has every character of a text, composed or decomposed.
fn serves(face: &Parsed, text: &str) -> bool {
    let has = |c| has(face, c);
    text.chars().all(has) || !text.is_ascii() && (text.nfc().all(has) || text.nfd().all(has))
}

/// Whether a face has what is drawn for a character, if anything is.
fn has(face: &Parsed, c: char) -> bool {
    match drawn(c) {
        Drawn::Glyph(c) => face.has(c),
        _ => true,
    }
}

fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    GraphemeClusterSegmenter::new().segment_str(text).skip(1).map(move |end| {
        let cluster = start..end;
        start = end;
        cluster
    })
}

/// A Noto family that has a character which is not built in.
fn suggestion(c: char, language: &Language) -> Option<&'static str> {
    let chinese = match (language.primary(), language.script(), language.region()) {
        ("ja", ..) => "Noto Sans JP",
        ("ko", ..) => "Noto Sans KR",
        (_, Some("Hant"), _) | (_, None, Some("TW")) => "Noto Sans TC",
        (_, _, Some("HK" | "MO")) | ("yue", ..) => "Noto Sans HK",
        _ => "Noto Sans SC",
    };
    Some(match c.script() {
        Script::Han => chinese,
        Script::Bopomofo => "Noto Sans TC",
        Script::Hiragana | Script::Katakana => "Noto Sans JP",
        Script::Hangul => "Noto Sans KR",
        Script::Armenian => "Noto Sans Armenian",
        Script::Canadian_Aboriginal => "Noto Sans Canadian Aboriginal",
        Script::Cherokee => "Noto Sans Cherokee",
        Script::Georgian => "Noto Sans Georgian",
        Script::Kannada => "Noto Sans Kannada",
        Script::Khmer => "Noto Sans Khmer",
        Script::Lao => "Noto Sans Lao",
        Script::Malayalam => "Noto Sans Malayalam",
        Script::Mongolian => "Noto Sans Mongolian",
        Script::Myanmar => "Noto Sans Myanmar",
        Script::Nko => "Noto Sans NKo",
        Script::Oriya => "Noto Sans Oriya",
        Script::Sinhala => "Noto Sans Sinhala",
        Script::Syriac => "Noto Sans Syriac",
        Script::Telugu => "Noto Sans Telugu",
        Script::Thaana => "Noto Sans Thaana",
        Script::Tibetan => "Noto Serif Tibetan",
        Script::Tifinagh => "Noto Sans Tifinagh",
        Script::Adlam => "Noto Sans Adlam",
        Script::Hanifi_Rohingya => "Noto Sans Hanifi Rohingya",
        _ if matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}') => chinese,
        _ if matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}') => "Noto Emoji",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::Weight;

    fn style(language: &str) -> RunStyle {
        RunStyle {
            size_millipoints: 14_000,
            weight: Weight::Regular,
            language: Language::parse(language).unwrap(),
            whole_words: false,
        }
    }

    fn families(word: &str, script: Script, language: &str) -> String {
        let fonts = Fonts::built_in();
        let mut start = 0;
        let mut families = Vec::new();
        let style = style(language);
        for share in fonts.share_out(word, script, Habits::of(&style.language), &style) {
            let name = fonts.family(fonts.font(share.family, Weight::Regular));
            families.push(format!("{} {name}", &word[start..share.end]));
            start = share.end;
        }
        families.join(", ")
    }

    #[test]
    fn a_word_that_needs_the_fallback_is_set_in_it_whole() {
        let latin = |word| families(word, Script::Latin, "en-GB");
        assert_eq!(latin("micrograms"), "micrograms Atkinson Hyperlegible Next");
        assert_eq!(latin("µg"), "µg Noto Sans");
        assert_eq!(latin("Đặng"), "Đặng Noto Sans");
        assert_eq!(latin("gw\u{302}r"), "gw\u{302}r Atkinson Hyperlegible Next");
        assert_eq!(latin("in\u{AD}for"), "in\u{AD}for Atkinson Hyperlegible Next");
        assert_eq!(latin("→"), "→ Noto Sans Symbols");
        assert_eq!(latin("☐"), "☐ Noto Sans Symbols2");
        assert_eq!(latin("⇒"), "⇒ Noto Sans Math");
    }

    #[test]
    fn script_and_language_choose_the_family() {
        assert_eq!(families("سلام", Script::Arabic, "ar"), "سلام Noto Naskh Arabic");
        assert_eq!(families("سلام", Script::Arabic, "ur"), "سلام Noto Nastaliq Urdu");
        assert_eq!(families("نعم", Script::Arabic, "fa"), "نعم Noto Naskh Arabic");
        assert_eq!(
            families("(صفحة", Script::Arabic, "ar"),
            "( Atkinson Hyperlegible Next, صفحة Noto Naskh Arabic"
        );
        assert_eq!(families("cho", Script::Latin, "vi"), "cho Noto Sans");
        assert_eq!(families("cho", Script::Latin, "en"), "cho Atkinson Hyperlegible Next");
        let nastaliq = |tag| Habits::of(&Language::parse(tag).unwrap()).nastaliq;
        assert!(!nastaliq("pa"));
        assert!(nastaliq("pa-Arab"));
        assert_eq!(
            families("שלום.", Script::Hebrew, "he"),
            "שלום Noto Sans Hebrew, . Atkinson Hyperlegible Next"
        );
    }

    #[test]
    fn what_no_face_has_is_named_with_a_font_that_would_serve() {
        let fonts = Fonts::built_in();
        let missing = fonts.missing("Take µg 医 ☐ 😀 e\u{301} 한", &style("zh-Hant"));
        let expected = [
            (9..12, '医', Some("Noto Sans TC")),
            (17..21, '😀', Some("Noto Emoji")),
            (26..29, '한', Some("Noto Sans KR")),
        ];
        assert_eq!(missing, expected);
        // A mark that the faces of the letter under it lack is named itself, and not that letter.
        for mark in ['\u{591}', '\u{597}', '\u{5B0}', '\u{5BF}'] {
            let text = format!("aé{mark}b");
            assert_eq!(fonts.missing(&text, &style("en")), [(3..5, mark, None)]);
            assert_eq!(fonts.missing(&format!("a {mark}b"), &style("en")), []);
        }
        let text = "বাংলা ગુજરાતી ਪੰਜਾਬੀ हिन्दी தமிழ் ไทย አማርኛ اردو עברית العربية Tiếng Việt Ελληνικά Українська";
        assert_eq!(fonts.missing(text, &style("en")), []);
    }
}
