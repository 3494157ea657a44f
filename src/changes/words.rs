//! Takes text apart into the words that change as a whole.

use std::ops::Range;
use std::sync::Arc;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::measures;
use super::state::{Class, Kind, Passage, Word};
use crate::language::{Facts, Language};
use crate::number::{self, Home};
use crate::unseen::is_ignorable;

/// The text of a passage while it is gathered.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    text: String,
    /// Stretches that were filled in, with the names of their values.
    values: Vec<(Range<usize>, Arc<str>)>,
    /// Where links lead, each behind the byte at which its words end.
    targets: Vec<(usize, String)>,
}

impl Gathered {
    /// Adds words. Spaces of every kind become plain ones, signs of which nothing is drawn go.
    pub(super) fn push(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                _ if c.is_whitespace() && (self.text.ends_with(' ') || self.text.is_empty()) => {}
                _ if c.is_whitespace() => self.text.push(' '),
                _ if is_ignorable(c) || c.is_control() => {}
                _ => self.text.push(c),
            }
        }
    }

    /// Adds words that a value was filled in for.
    pub(super) fn push_value(&mut self, words: &str, name: Arc<str>) {
        let start = self.text.len();
        self.push(words);
        self.values.push((start..self.text.len(), name));
    }

    /// Adds where the words that end here lead.
    pub(super) fn lead(&mut self, target: String) {
        self.targets.push((self.text.trim_end().len(), target));
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The passage that it is; `None` where it holds no words.
    pub(super) fn passage(self, kind: Kind, language: &Language, home: &Home) -> Option<Passage> {
        let words = split(&self, kind, language, home);
        let language = Arc::from(language.tag());
        (!words.is_empty()).then_some(Passage { kind, language, words })
    }
}

/// Whether the words of a link say where it leads, so that it need not be told apart from them.
pub(super) fn is_said(address: &str, shown: &str, home: &Home) -> bool {
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    let bare = |it: &str| it.trim_end_matches('/').rsplit("://").next().map(str::to_lowercase);
    match scheme {
        "tel" | "sms" => number::read(shown, home).is_ok_and(|it| it.dialled == rest),
        "mailto" => rest == shown,
        _ => bare(address) == bare(shown),
    }
}

fn split(gathered: &Gathered, kind: Kind, language: &Language, home: &Home) -> Vec<Word> {
    let text = gathered.text.trim_end();
    let mut words = Vec::new();
    let mut at = 0;
    for (range, class) in whole(text, kind, language, home) {
        segments(text, at..range.start, language, &mut words);
        words.push((range.clone(), class));
        at = range.end;
    }
    segments(text, at..text.len(), language, &mut words);
    let mut split = Vec::with_capacity(words.len());
    let mut targets = gathered.targets.iter().peekable();
    for (range, class) in words {
        while let Some((_, to)) = targets.next_if(|(at, _)| *at <= range.start) {
            split.push(target(to));
        }
        let within =
            |it: &&(Range<usize>, Arc<str>)| it.0.start < range.end && range.start < it.0.end;
        let value = gathered.values.iter().find(within).map(|(_, name)| Arc::clone(name));
        let spaced = text[..range.start].ends_with(' ');
        split.push(Word { text: text[range].to_owned(), spaced, class, value });
    }
    split.extend(targets.map(|(_, to)| target(to)));
    if let Some(first) = split.first_mut() {
        first.spaced = true;
    }
    split
}

/// A word for where a link leads.
fn target(to: &str) -> Word {
    Word { text: format!("(link to {to})"), spaced: true, class: Class::Address, value: None }
}

/// What is one word though it may hold spaces, in order and apart from one another.
fn whole(text: &str, kind: Kind, language: &Language, home: &Home) -> Vec<(Range<usize>, Class)> {
    let all = 0..text.len();
    match kind {
        Kind::Phone | Kind::Sms | Kind::Textphone => return vec![(all, Class::Phone)],
        Kind::Email | Kind::Web | Kind::Address | Kind::Picture if !text.is_empty() => {
            return vec![(all, Class::Address)];
        }
        _ => {}
    }
    let numbers = number::find(text, home).into_iter().map(|it| (it.range, Class::Phone));
    let measures = measures::find(text, language);
    // An address may hold digits that look like a number, and a date may be taken for one.
    let mut found: Vec<(Range<usize>, Class)> =
        measures.iter().filter(|it| it.1 != Class::Number).cloned().collect();
    let apart = |found: &[(Range<usize>, Class)], range: &Range<usize>| {
        !found.iter().any(|(other, _)| other.start < range.end && range.start < other.end)
    };
    for next in numbers.chain(measures) {
        if apart(&found, &next.0) {
            found.push(next);
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The words and signs of a range, as Unicode parts them.
fn segments(
    text: &str,
    range: Range<usize>,
    language: &Language,
    words: &mut Vec<(Range<usize>, Class)>,
) {
    if range.is_empty() {
        return;
    }
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let base = range.start;
    let mut from = base;
    for end in segmenter.segment_str(&text[range]).skip(1) {
        let word = from..base + end;
        from = word.end;
        if !text[word.clone()].trim().is_empty() {
            let class = class(&text[word.clone()], language);
            words.push((word, class));
        }
    }
}

fn class(word: &str, language: &Language) -> Class {
    if word.chars().any(char::is_numeric) {
        return Class::Number;
    }
    if !word.chars().any(char::is_alphanumeric) {
        return Class::Sign;
    }
    let lower = word.to_lowercase().replace('’', "'");
    let facts = Facts::of(language);
    let known = |list: fn(&Facts) -> &Vec<&'static str>| {
        // "n'est" begins with a word of its own.
        let parts = [Some(&*lower), lower.split_once('\'').map(|(first, _)| first)];
        facts.is_some_and(|it| parts.into_iter().flatten().any(|part| list(it).contains(&part)))
    };
    match () {
        () if known(|it| &it.negations) => Class::Negation,
        () if known(|it| &it.amounts) => Class::Amount,
        () => Class::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, tag: &str) -> Vec<String> {
        let mut gathered = Gathered::default();
        gathered.push(text);
        let language = Language::parse(tag).unwrap();
        let passage = gathered.passage(Kind::Paragraph, &language, &Home::britain()).unwrap();
        passage.words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn what_a_patient_takes_dials_and_types_is_one_word() {
        assert_eq!(
            words("Take 20\u{A0}mg twice, on 3 May 2026.", "en-GB"),
            ["Take", "20 mg", "twice", ",", "on", "3 May 2026", "."]
        );
        assert_eq!(
            words("Call 0808 157 0142 or write to a.b@example.org.", "en-GB"),
            ["Call", "0808 157 0142", "or", "write", "to", "a.b@example.org", "."]
        );
        assert_eq!(words("Am 3. März 2026 um 8 Uhr", "de"), ["Am", "3. März 2026", "um", "8 Uhr"]);
        assert_eq!(
            words("2.5–5 ml/kg (www.example.org/a)", "en"),
            ["2.5–5 ml/kg", "(", "www.example.org/a", ")"]
        );
        assert_eq!(words("1 000 mg", "fr"), ["1 000 mg"]);
        assert_eq!(words("不要服用20毫克", "zh").concat(), "不要服用20毫克");
    }

    #[test]
    fn words_that_turn_a_sentence_are_known_in_its_language() {
        let english = Language::english();
        assert_eq!(class("Don’t", &english), Class::Negation);
        assert_eq!(class("twice", &english), Class::Amount);
        let french = Language::parse("fr").unwrap();
        assert_eq!(class("n’est", &french), Class::Negation);
        assert_eq!(class("not", &french), Class::Plain);
    }
}
