//! Takes text apart into the words that change as a whole.

use std::ops::Range;
use std::sync::Arc;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::measures::{self, is_month};
use super::setting::{Marks, Setting};
use super::state::{Class, Kind, Passage, Word};
use crate::language::{Facts, Language};
use crate::number::{self, Home};
use crate::unseen::is_ignorable;
use crate::words::is_spelled_unit;

/// The text of a passage while it is gathered.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    text: String,
    /// Stretches that were filled in, with the names of their values.
    values: Vec<(Range<usize>, Arc<str>)>,
    /// Where links lead, each behind the byte at which its words end.
    targets: Vec<(usize, String)>,
    /// How words are set apart from here on.
    manner: Manner,
    /// The same for the text so far, by the byte from which it holds.
    manners: Vec<(usize, Manner)>,
    /// Where the author begins a line.
    breaks: Vec<usize>,
}

/// How words are set apart from others while they are gathered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manner {
    bold: bool,
    stressed: bool,
    link: bool,
    language: Option<Language>,
}

impl Manner {
    /// The same in bold.
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same with stress.
    pub(super) fn stressed(self) -> Self {
        Self { stressed: true, ..self }
    }

    /// The same within a link.
    pub(super) fn link(self) -> Self {
        Self { link: true, ..self }
    }

    /// The same in a language.
    pub(super) fn language(self, language: &Language) -> Self {
        Self { language: Some(language.clone()), ..self }
    }

    /// A number for it, where it begins within a word.
    fn number(&self) -> u8 {
        let bits = [self.bold, self.stressed, self.link, self.language.is_some()];
        bits.into_iter().fold(0, |number, bit| number << 1 | u8::from(bit))
    }
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

    /// How words are set apart now.
    pub(super) fn manner(&self) -> Manner {
        self.manner.clone()
    }

    /// Sets the words from here on apart in another way.
    pub(super) fn set(&mut self, manner: Manner) {
        if manner != self.manner {
            self.manners.push((self.text.len(), manner.clone()));
            self.manner = manner;
        }
    }

    /// Begins a line, as the author does.
    pub(super) fn break_line(&mut self) {
        self.push(" ");
        self.breaks.push(self.text.len());
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
        let passage = self.place(kind, language, home);
        (!passage.words.is_empty()).then_some(passage)
    }

    /// The same where there is one without words too, as an empty cell of a table is.
    pub(super) fn place(self, kind: Kind, language: &Language, home: &Home) -> Passage {
        let words = split(&self, kind, language, home);
        let language = Arc::from(language.tag());
        Passage { kind, language, words, setting: Setting::default(), page: None }
    }

    /// How the words at a byte are set apart.
    fn manner_at(&self, at: usize) -> Option<&Manner> {
        let count = self.manners.partition_point(|(from, _)| *from <= at);
        self.manners[..count].last().map(|(_, manner)| manner)
    }

    /// How the words of a range are set apart; `before` is the end of the word before it.
    fn marks(&self, range: &Range<usize>, before: usize, language: &Arc<str>) -> Marks {
        let manner = self.manner_at(range.start).cloned().unwrap_or_default();
        let inner = self.manners.iter().filter(|(at, _)| range.start < *at && *at < range.end);
        let mut seams: Vec<(usize, u8)> =
            inner.map(|(at, manner)| (at - range.start, manner.number())).collect();
        let broken = self.breaks.iter().filter(|at| range.start < **at && **at < range.end);
        seams.extend(broken.map(|at| (at - range.start, u8::MAX)));
        Marks {
            bold: manner.bold,
            stressed: manner.stressed,
            link: manner.link,
            new_line: self.breaks.iter().any(|at| (before..=range.start).contains(at) && *at > 0),
            language: match &manner.language {
                Some(own) => Arc::from(own.tag()),
                None => Arc::clone(language),
            },
            seams,
        }
    }
}

/// Whether the words of a link say where it leads, so that it need not be told apart from them: words
/// without a scheme mean `https`. Small letters and capitals are the same in the name of a computer
/// alone, and a stroke at its end says nothing only there.
pub(super) fn is_said(address: &str, shown: &str, home: &Home) -> bool {
    fn parted(address: &str) -> (String, &str) {
        let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let path = if &rest[end..] == "/" { "" } else { &rest[end..] };
        (format!("{scheme}://{}", &rest[..end]).to_lowercase(), path)
    }
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    match scheme {
        "tel" | "sms" => number::read(shown, home).is_ok_and(|it| it.dialled == rest),
        "mailto" => rest == shown,
        _ => parted(address) == parted(shown),
    }
}

fn split(gathered: &Gathered, kind: Kind, language: &Language, home: &Home) -> Vec<Word> {
    let text = gathered.text.trim_end();
    let mut words = Vec::new();
    let mut at = 0;
    for (range, class) in whole(text, kind, language, home) {
        segments(gathered, at..range.start, language, &mut words);
        words.push((range.clone(), class));
        at = range.end;
    }
    segments(gathered, at..text.len(), language, &mut words);
    let tag: Arc<str> = Arc::from(language.tag());
    let mut split = Vec::with_capacity(words.len());
    let mut targets = gathered.targets.iter().peekable();
    let mut before = 0;
    for (range, class) in words {
        while let Some((_, to)) = targets.next_if(|(at, _)| *at <= range.start) {
            split.push(target(to, &tag));
        }
        let within =
            |it: &&(Range<usize>, Arc<str>)| it.0.start < range.end && range.start < it.0.end;
        let value = gathered.values.iter().find(within).map(|(_, name)| Arc::clone(name));
        let spaced = text[..range.start].ends_with(' ');
        let marks = gathered.marks(&range, before, &tag);
        before = range.end;
        split.push(Word { text: text[range].to_owned(), spaced, class, value, marks });
    }
    split.extend(targets.map(|(_, to)| target(to, &tag)));
    if let Some(first) = split.first_mut() {
        first.spaced = true;
    }
    split
}

/// A word for where a link leads.
fn target(to: &str, language: &Arc<str>) -> Word {
    let marks = Marks { link: true, language: Arc::clone(language), ..Marks::default() };
    let text = format!("(link to {to})");
    Word { text, spaced: true, class: Class::Address, value: None, marks }
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
    gathered: &Gathered,
    range: Range<usize>,
    language: &Language,
    words: &mut Vec<(Range<usize>, Class)>,
) {
    if range.is_empty() {
        return;
    }
    let text = &gathered.text;
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let base = range.start;
    let mut from = base;
    for end in segmenter.segment_str(&text[range]).skip(1) {
        let word = from..base + end;
        from = word.end;
        if !text[word.clone()].trim().is_empty() {
            let own = gathered.manner_at(word.start).and_then(|it| it.language.as_ref());
            let class = class(&text[word.clone()], own.unwrap_or(language));
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
    let spelled = is_spelled_unit(word, language) || is_spelled_unit(&lower, language);
    match () {
        () if known(|it| &it.negations) => Class::Negation,
        () if known(|it| &it.amounts) || known(|it| &it.measures) || spelled => Class::Amount,
        () if known(|it| &it.times) || is_month(word, language) => Class::Date,
        () if known(|it| &it.opposites) => Class::Opposite,
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
