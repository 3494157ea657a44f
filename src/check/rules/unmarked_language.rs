//! Passages in another language than they say.

use std::ops::Range;

use whatlang::{Detector, Lang, Script};

use crate::check::{Passage, Subject, prose};
use crate::diagnostic::Diagnostic;
use crate::language::{Facts, IsoLanguage, Language};

rule! {
    /// A passage seems to be in a language that it is not marked as.
    ///
    /// Guesses the language of paragraphs and long sentences, and compares it with what the booklet,
    /// the chapter, the block or a `lang:` mark says. Short passages are left alone, and so are
    /// languages that are too much alike to be told apart.
    ///
    /// ## Who is affected
    ///
    /// People who listen to the booklet: a screen reader speaks the words with the voice of the wrong
    /// language, and nobody understands them. In print, words are broken in the wrong places.
    ///
    /// ## How to mend it
    ///
    /// Add `language` to the chapter, the block or the item, or mark the words.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [[block]]
    /// text = "Mae'r llyfryn hwn ar gael yn Gymraeg. Ffoniwch ni os hoffech gael copi."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// language = "cy"
    /// text = "Mae'r llyfryn hwn ar gael yn Gymraeg. Ffoniwch ni os hoffech gael copi."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 3.1.2 Language of Parts.
    "unmarked-language": Warning, look
}

/// The fewest letters of a passage that can be judged.
const FEWEST: usize = 50;
/// The same in a script that only a few languages have.
const FEWEST_IN_SCRIPT: usize = 12;
/// How sure a guess must be, of 1.
const SURE: f64 = 0.9;

/// Languages that no booklet is likely to hold, and that names and lists are mistaken for.
const UNLIKELY: [Lang; 8] =
    [Lang::Epo, Lang::Lat, Lang::Jav, Lang::Aka, Lang::Sna, Lang::Zul, Lang::Tuk, Lang::Afr];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let detector = Detector::with_denylist(UNLIKELY.to_vec());
    let passages = subject.passages.iter().filter(|passage| passage.kind.is_prose());
    passages.flat_map(|passage| judge(passage, &detector)).collect()
}

/// A whole passage, or its sentences one by one where it is in two languages.
fn judge(passage: &Passage<'_>, detector: &Detector) -> Vec<Diagnostic> {
    let whole = 0..passage.text.len();
    let sentences = passage.sentences();
    let of_whole = script(&passage.text);
    let mixed = sentences.iter().any(|range| script(&passage.text[range.clone()]) != of_whole);
    if !mixed && let Some(found) = foreign(passage, &whole, detector) {
        return vec![complaint(passage, whole, found)];
    }
    if !mixed && sentences.len() <= 1 {
        return Vec::new();
    }
    let judged = sentences.iter().filter_map(|range| {
        let found = foreign(passage, range, detector)?;
        Some(complaint(passage, range.clone(), found))
    });
    judged.collect()
}

/// The script that most letters are in; none where there are no letters. Most texts have letters of
/// ASCII alone, and other signs from the block of punctuation.
fn script(text: &str) -> Option<Script> {
    let plain = |c: char| c.is_ascii() || ('\u{2000}'..='\u{206F}').contains(&c);
    if text.chars().all(plain) {
        return text.contains(|c: char| c.is_ascii_alphabetic()).then_some(Script::Latin);
    }
    whatlang::detect_script(text)
}

/// The language that words seem to be in, where it is not the one that they are marked as.
fn foreign(
    passage: &Passage<'_>,
    range: &Range<usize>,
    detector: &Detector,
) -> Option<IsoLanguage> {
    let own: String = passage
        .stretches_in(range)
        .filter(|(_, segment)| segment.language == passage.language)
        .filter_map(|(stretch, _)| {
            let start = stretch.start.max(range.start);
            let end = stretch.end.min(range.end);
            passage.text.get(start..end)
        })
        .collect();
    let too_short = own.is_ascii() && own.len() < FEWEST;
    if too_short || is_plainly(passage.language, &own) {
        return None;
    }
    let letters = own.chars().filter(|c| c.is_alphabetic()).count();
    let fewest = if script(&own)? == Script::Latin { FEWEST } else { FEWEST_IN_SCRIPT };
    if letters < fewest {
        return None;
    }
    let guess = detector.detect(&own).filter(|guess| guess.confidence() >= SURE)?;
    let found = iso(guess.lang())?;
    let known = is_known(passage.language) || guess.lang() == Lang::Eng;
    (known && !are_alike(passage.language, found)).then_some(found)
}

/// Whether every fourth word is one that the language alone is full of, so that nothing has to be
/// guessed.
fn is_plainly(language: &Language, text: &str) -> bool {
    let Some(facts) = Facts::of(language).filter(|facts| !facts.common_words.is_empty()) else {
        return false;
    };
    let is_common = |word: &str| {
        let small = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        facts.common_words.binary_search_by(|known| known.bytes().cmp(small())).is_ok()
    };
    let (mut all, mut common) = (0, 0);
    for (_, word) in prose::words(text) {
        all += 1;
        common += usize::from(is_common(word));
    }
    all > 0 && common * 4 >= all
}

/// A guess by the code of its macrolanguage (ISO 639-3), which tags are made of.
fn iso(guess: Lang) -> Option<IsoLanguage> {
    IsoLanguage::by_code(match guess {
        Lang::Pes => "fas",
        Lang::Cmn => "zho",
        other => other.code(),
    })
}

/// Whether a language is one that can be guessed; text in another is always taken for one of
/// them.
fn is_known(language: &Language) -> bool {
    let primary = language.primary();
    let code = IsoLanguage::by_code(primary).map_or(primary, |found| found.long_code);
    Lang::from_code(code).is_some()
        || matches!(
            primary,
            "zh" | "no" | "nn" | "fa" | "ar" | "az" | "et" | "lv" | "or" | "ne" | "uz"
        )
}

fn are_alike(language: &Language, found: IsoLanguage) -> bool {
    let (primary, other) = (language.primary(), found.code);
    let chinese = matches!(primary, "yue" | "cmn") && other == "zh";
    let known = Facts::of(language).is_some_and(|facts| facts.alike.contains(&other));
    primary == other || primary == found.long_code || chinese || known
}

fn complaint(passage: &Passage<'_>, range: Range<usize>, found: IsoLanguage) -> Diagnostic {
    let tag = found.code;
    let words = prose::shorten(&passage.text[range.clone()], 40);
    let (name, marked) = (found.name, passage.language);
    RULE.at(
        passage.place(range),
        format!("“{words}” seems to be {name} and is marked as \"{marked}\""),
    )
    .note("a screen reader speaks it with the wrong voice")
    .help(format!(
        "add language = \"{tag}\" to the block or the chapter, or write [words](lang:{tag})"
    ))
}
