//! How hard each chapter is to read.

use std::ops::Range;

use super::unmarked_language;
use crate::check::{Passage, Subject, prose};
use crate::content::Chapter;
use crate::diagnostic::Diagnostic;

rule! {
    /// How hard a chapter is to read, by two measures.
    ///
    /// Works out the Flesch-Kincaid grade and the SMOG grade of the English texts of every chapter,
    /// and names its hardest sentences. A grade is a year at school; the reading age is five years
    /// more. It is good to know, and never a failure: a measure counts words and syllables, and knows
    /// nothing of what they mean. Under thirty sentences SMOG is a rough guess.
    ///
    /// ## Who is affected
    ///
    /// About four in ten adults in England find health information for the public too hard; with
    /// numbers in it, six in ten.
    ///
    /// ## How to mend it
    ///
    /// Aim for a reading age of 9 to 11. Begin with the sentences that are named: make two of one,
    /// and use short words. Then ask somebody who does not work with you to read it.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Obtaining a referral necessitates consultation with your general practitioner."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Ask your family doctor to refer you."
    /// ```
    ///
    /// ## Source
    ///
    /// The NHS digital service manual, content guide (a reading age of 9 to 11); WCAG 2.2, success
    /// criterion 3.1.5 Reading Level; G. Rowlands and others, A mismatch between population health
    /// literacy and the complexity of health information, British Journal of General Practice 2015.
    "reading-age": Info, look
}

/// Chapters of fewer words say nothing.
const FEWEST: usize = 20;
/// Sentences of fewer words are not named as hard.
const FEWEST_IN_HARD: usize = 8;
/// How many of the hardest sentences are named.
const NAMED: usize = 3;
/// The highest reading age that the NHS aims for.
const GOOD: f64 = 11.0;
/// Sentences below this grade are easy enough not to be named.
const EASY: f64 = 7.0;

/// What the measures count.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    sentences: usize,
    words: usize,
    syllables: usize,
    /// Words of three syllables or more.
    long_words: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self { sentences: 1, ..Self::default() };
        let spoken =
            |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
        // Numbers and addresses have no syllables that could be counted.
        for (_, word) in prose::words(text).filter(|(_, word)| spoken(word)) {
            let syllables = prose::syllables(word);
            counts.words += 1;
            counts.syllables += syllables;
            counts.long_words += usize::from(syllables >= 3);
        }
        counts
    }

    fn add(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        self.long_words += other.long_words;
    }

    /// J. P. Kincaid and others, 1975.
    fn flesch_kincaid(self) -> f64 {
        let (sentences, words) = (self.sentences.max(1) as f64, self.words.max(1) as f64);
        (0.39 * words / sentences + 11.8 * self.syllables as f64 / words - 15.59).max(0.0)
    }

    /// G. H. McLaughlin, 1969.
    fn smog(self) -> f64 {
        let sentences = self.sentences.max(1) as f64;
        1.043 * (self.long_words as f64 * 30.0 / sentences).sqrt() + 3.1291
    }
}

/// A sentence and where it stands.
struct Sentence<'a> {
    passage: &'a Passage<'a>,
    range: Range<usize>,
    counts: Counts,
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let chapters = subject.book.chapters.iter().enumerate();
    chapters.filter_map(|(index, chapter)| measure(subject, index, chapter)).collect()
}

fn measure(subject: &Subject<'_>, index: usize, chapter: &Chapter) -> Option<Diagnostic> {
    let sentences = sentences(subject, index);
    let mut all = Counts::default();
    sentences.iter().for_each(|sentence| all.add(sentence.counts));
    if all.words < FEWEST {
        return None;
    }
    let (grade, smog) = (all.flesch_kincaid(), all.smog());
    let age = grade + 5.0;
    let finding = RULE
        .at(
            chapter.title.span,
            format!(
                "this chapter has a reading age of about {age:.0} (Flesch-Kincaid grade \
                 {grade:.1}, SMOG grade {smog:.1})"
            ),
        )
        .note(if age.round() <= GOOD {
            "this is good: the NHS aims for a reading age of 9 to 11, and younger is easier still"
        } else {
            "this is hard: the NHS aims for a reading age of 9 to 11"
        });
    let mut hard: Vec<&Sentence<'_>> = sentences
        .iter()
        .filter(|it| it.counts.words >= FEWEST_IN_HARD && it.counts.flesch_kincaid() >= EASY)
        .collect();
    hard.sort_by(|a, b| b.counts.flesch_kincaid().total_cmp(&a.counts.flesch_kincaid()));
    Some(hard.into_iter().take(NAMED).fold(finding, |finding, sentence| {
        let grade = sentence.counts.flesch_kincaid();
        let place = sentence.passage.place(sentence.range.clone());
        finding.label(place, format!("one of the hardest sentences, grade {grade:.0}"))
    }))
}

/// The English sentences of a chapter.
fn sentences<'a>(subject: &'a Subject<'a>, chapter: usize) -> Vec<Sentence<'a>> {
    let english = subject.passages.iter().filter(|passage| {
        passage.chapter == Some(chapter)
            && passage.kind.is_prose()
            && passage.language.primary() == "en"
    });
    let detector = unmarked_language::detector();
    english
        .flat_map(|passage| {
            let own = |range: &&Range<usize>| {
                let mut parts = passage.stretches_in(range);
                parts.all(|(_, part)| part.language.primary() == "en")
                    && !unmarked_language::is_foreign(passage, range, &detector)
            };
            let own: Vec<&Range<usize>> = passage.sentences().iter().filter(own).collect();
            own.into_iter().map(move |range| {
                let counts = Counts::of(&passage.text[range.clone()]);
                Sentence { passage, range: range.clone(), counts }
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measures_are_those_of_their_authors() {
        let counts = Counts { sentences: 10, words: 100, syllables: 130, long_words: 5 };
        assert!((counts.flesch_kincaid() - 3.65).abs() < 0.01);
        assert!((counts.smog() - 7.17).abs() < 0.01);
    }
}
