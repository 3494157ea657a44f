//! Passages in another language than they say.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

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
/// The languages that booklets are offered in beside their own, whose words are listed.
static OF_OFFERS: LazyLock<[Language; 1]> = LazyLock::new(|| {
    ["cy"].map(|tag| Language::parse(tag).expect("the tags of languages are sound"))
});
/// How sure a guess must be, of 1.
const SURE: f64 = 0.9;

/// Languages that no booklet is likely to hold, and that names and lists are mistaken for.
const UNLIKELY: [Lang; 8] =
    [Lang::Epo, Lang::Lat, Lang::Jav, Lang::Aka, Lang::Sna, Lang::Zul, Lang::Tuk, Lang::Afr];

/// The fewest words of a language that need no guess.
const FEWEST_COMMON: usize = 3;

/// A stretch in a language that it is not marked as.
struct Found {
    range: Range<usize>,
    language: IsoLanguage,
    /// Whether its words are of that language alone, so that nothing was guessed.
    sure: bool,
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let detector = detector();
    let mut alone: HashMap<usize, usize> = HashMap::new();
    for passage in &subject.passages {
        *alone.entry(passage.group).or_default() += 1;
    }
    let passages = subject.passages.iter().filter(|passage| passage.kind.is_prose());
    passages
        .flat_map(|passage| {
            let found = judge(passage, &detector);
            let alone = alone.get(&passage.group) == Some(&1);
            found.into_iter().map(move |found| complaint(subject, passage, &found, alone))
        })
        .collect()
}

/// What guesses languages.
pub fn detector() -> Detector {
    Detector::with_denylist(UNLIKELY.to_vec())
}

/// Whether words of a passage are in another language than they are marked as.
pub fn is_foreign(passage: &Passage<'_>, range: &Range<usize>, detector: &Detector) -> bool {
    parts(passage, range).iter().any(|part| plainly(passage, part).is_some())
        || foreign(passage, range, detector).is_some()
}

/// A whole passage, or its sentences one by one where it is in two languages.
fn judge(passage: &Passage<'_>, detector: &Detector) -> Vec<Found> {
    let whole = 0..passage.text.len();
    let sentences = passage.sentences();
    let plain = in_parts(passage);
    let mut parts = sentences.iter().flat_map(|sentence| parts(passage, sentence));
    if !plain.is_empty() && parts.any(|part| is_plainly(passage.language, &passage.text[part])) {
        return plain;
    }
    let guessed = |range, language| Found { range, language, sure: false };
    let of_whole = script(&passage.text);
    let mixed = sentences.iter().any(|range| script(&passage.text[range.clone()]) != of_whole);
    if !mixed && let Some(found) = foreign(passage, &whole, detector) {
        return vec![guessed(whole, found)];
    }
    if !mixed && sentences.len() <= 1 {
        return plain;
    }
    let judged = sentences.iter().filter_map(|range| {
        let found = foreign(passage, range, detector)?;
        Some(guessed(range.clone(), found))
    });
    let judged: Vec<Found> = judged.collect();
    if judged.is_empty() { plain } else { judged }
}

/// Sentences, and parts of them after a colon or a dash, that are plainly in another language; those
/// that follow each other are one.
fn in_parts(passage: &Passage<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for range in passage.sentences().iter().flat_map(|sentence| parts(passage, sentence)) {
        let Some(language) = plainly(passage, &range) else { continue };
        match found.last_mut() {
            Some(last)
                if last.language.code == language.code
                    && passage.text[last.range.end..range.start].trim().is_empty() =>
            {
                last.range.end = range.end;
            }
            _ => found.push(Found { range, language, sure: true }),
        }
    }
    found
}

/// The parts of a sentence that a colon or a dash sets apart.
fn parts(passage: &Passage<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    for sign in [": ", " – ", " — ", " / "] {
        let Some(at) = passage.text[start..sentence.end].find(sign) else { continue };
        parts.push(start..start + at);
        start += at + sign.len();
    }
    parts.push(start..sentence.end);
    parts
}

/// The language whose own words every second word is, where it is not the one that they are marked
/// as.
fn plainly(passage: &Passage<'_>, range: &Range<usize>) -> Option<IsoLanguage> {
    if passage.language_at(range.start) != passage.language {
        return None;
    }
    let text = &passage.text[range.clone()];
    let (own, all) = (common(passage.language, text), prose::words(text).count());
    // No language has more of them.
    if all < FEWEST_COMMON || own * 2 >= all {
        return None;
    }
    let language = OF_OFFERS.iter().find(|language| {
        let number = common(language, text);
        language.primary() != passage.language.primary()
            && number >= FEWEST_COMMON
            && number * 2 >= all
            && own * 2 < number
    })?;
    IsoLanguage::by_code(language.primary())
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
    let number = common(language, text);
    number > 0 && number * 4 >= prose::words(text).count()
}

/// How many words are such that the language alone is full of.
fn common(language: &Language, text: &str) -> usize {
    let Some(facts) = Facts::of(language).filter(|facts| !facts.common_words.is_empty()) else {
        return 0;
    };
    let is_common = |word: &str| {
        let small = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        facts.common_words.binary_search_by(|known| known.bytes().cmp(small())).is_ok()
    };
    prose::words(text).filter(|(_, word)| is_common(word)).count()
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

/// `alone` where the passage is all of its string, so that its block can be marked.
fn complaint(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    found: &Found,
    alone: bool,
) -> Diagnostic {
    let tag = found.language.code;
    let text = &passage.text[found.range.clone()];
    let words = prose::shorten(text, 40);
    let (name, marked) = (found.language.name, passage.language);
    let span = passage.place(found.range.clone());
    let finding = RULE
        .at(span, format!("“{words}” seems to be {name} and is marked as \"{marked}\""))
        .note("a screen reader speaks it with the wrong voice");
    if alone && found.range == (0..passage.text.len()) {
        return finding.help(format!(
            "add language = \"{tag}\" to the block or the chapter, or write [words](lang:{tag})"
        ));
    }
    let written = subject.sources.snippet(span);
    if found.sure && !written.contains(['[', ']', '*', '{', '}', '\\', '\n']) {
        return finding.fix("mark it", span, format!("[{written}](lang:{tag})"));
    }
    finding.help(format!("mark these words alone: [{words}](lang:{tag})"))
}
