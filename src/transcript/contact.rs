//! The contact section and the small print.

use super::Transcriber;
use super::lines::Level;
use crate::content::{ContactPoint, Reach, Text, Words};
use crate::language::Direction;
use crate::typeset::isolates::{TURN_BACK, turn_to};
use crate::words::Phrases;

impl Transcriber<'_> {
    /// The imprint, where there is anything to say.
    pub(super) fn about(&mut self) {
        let facts = self.facts();
        if facts.is_empty() && self.book.imprint.texts().next().is_none() {
            return;
        }
        self.section(self.words.about);
        for fact in facts {
            self.lines.line(&fact);
        }
        for text in self.book.imprint.all() {
            if self.book.imprint.is_references(text) && !text.is_empty() {
                self.lines.paragraph(&self.added(self.words.references));
                self.references(text);
                continue;
            }
            self.paragraphs(text);
        }
    }

    /// The references, under their word.
    fn references(&mut self, text: &Text) {
        let numbered = self.book.imprint.numbered_references;
        for (index, paragraph) in text.iter().enumerate() {
            let spelled = self.spell(paragraph);
            match index {
                _ if numbered => self.lines.marked(&format!("{}. ", index + 1), &spelled),
                0 => self.lines.line(&spelled),
                _ => self.lines.paragraph(&spelled),
            }
        }
    }

    fn facts(&self) -> Vec<String> {
        let (book, words) = (self.book, self.words);
        let dated =
            |template, date: Option<_>| date.map(|date| Phrases::fill(template, &words.date(date)));
        [
            book.publisher.as_ref().map(|publisher| self.plain(&publisher.text)),
            book.version
                .as_ref()
                .map(|version| Phrases::fill(words.version, &self.plain(&version.text))),
            dated(words.last_reviewed, book.reviewed.as_ref().map(|date| date.value)),
            dated(words.next_review, book.review_by.as_ref().map(|date| date.value)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(super) fn contact(&mut self) {
        let contact = &self.book.contact;
        self.speller.forget_addresses();
        let heading = self.spell(&contact.heading);
        self.lines.heading(&heading, Level::Chapter);
        self.paragraphs(&contact.text);
        for point in &contact.points {
            self.lines.gap(1);
            self.contact_point(point);
        }
        if let Some(qr) = &contact.qr {
            self.qr(qr);
        }
    }

    /// The name of a contact point, then each way to reach it on a line of its own.
    pub(super) fn contact_point(&mut self, point: &ContactPoint) {
        let words = self.words;
        self.lines.line(&self.plain(&point.name.text));
        self.reaches(words.phone, &point.phone);
        self.reaches(words.sms, &point.sms);
        self.reaches(words.textphone, &point.textphone);
        self.reaches(words.email, &point.email);
        self.reaches(words.web, &point.web);
        for address in &point.address {
            self.address(address);
        }
        if let Some(hours) = &point.hours {
            let hours = self.plain(&hours.text);
            self.labelled(words.hours, &hours);
        }
        if let Some(note) = &point.note {
            let note = self.spell(note);
            self.lines.line(&note);
        }
    }

    fn reaches(&mut self, label: &str, reaches: &[Reach]) {
        for reach in reaches {
            self.labelled(label, &reach.shown.text);
        }
    }

    /// A postal address: the first line after its label, and the others under it.
    fn address(&mut self, address: &[Words]) {
        for (index, line) in address.iter().enumerate() {
            let line = self.plain(&line.text);
            match index {
                0 => self.labelled(self.words.address, &line),
                _ => self.lines.line(&line),
            }
        }
    }

    /// Words after one of the program's own.
    pub(super) fn labelled(&mut self, label: &str, text: &str) {
        let label = self.added(label);
        self.lines.line(&format!("{label}{}{text}", self.words.colon));
    }

    /// The program's own words, in their order among those of another direction.
    pub(super) fn added(&self, words: &str) -> String {
        let spoken = if Phrases::exact(&self.book.language).is_some() {
            self.book.language.direction()
        } else {
            Direction::LeftToRight
        };
        match spoken == self.lines.language.direction() {
            true => words.to_owned(),
            false => format!("{}{words}{TURN_BACK}", turn_to(spoken)),
        }
    }
}
