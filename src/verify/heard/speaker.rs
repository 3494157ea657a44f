//! Puts announcements and words into lines.

use super::super::heard::Piece;
use super::tongues::{Tongues, same};
use crate::diagnostic::is_treacherous;

/// The most bytes that are said: heads of tables are said again with each cell.
const MAX_BYTES: usize = 128 * 1024 * 1024;

/// What each piece costs beside its words.
const PIECE_BYTES: usize = 32;

/// What is said for the mark of an item.
const BULLET: &str = "bullet, ";

/// A line that is under way, and those before it.
pub(super) struct Speaker {
    /// The language in which everything is, where nothing else is said.
    language: Option<String>,
    tongues: Tongues,
    lines: Vec<Vec<Piece>>,
    line: Vec<Piece>,
    /// The language of the line's words, where it has some.
    spoken: Option<Option<String>>,
    /// Whether the last line goes on in the next one.
    goes_on: bool,
    bytes: usize,
}

impl Speaker {
    /// Nothing said yet, of a document in a language.
    pub(super) fn new(language: Option<&str>) -> Self {
        Self {
            language: language.map(str::to_owned),
            tongues: Tongues::default(),
            lines: Vec::new(),
            line: Vec::new(),
            spoken: None,
            goes_on: false,
            bytes: 0,
        }
    }

    /// Whether more has been said than is ever read.
    pub(super) fn is_full(&self) -> bool {
        self.bytes > MAX_BYTES
    }

    /// Says what is no part of the document.
    pub(super) fn announce(&mut self, announcement: &str) {
        self.add(sayable(announcement), String::new());
    }

    /// Says it on a line of its own.
    pub(super) fn alone(&mut self, announcement: &str) {
        self.end();
        self.announce(announcement);
        self.end();
    }

    /// Says the document's words.
    pub(super) fn say(&mut self, words: &str, language: Option<&str>) {
        self.say_instead(words, words.to_owned(), language);
    }

    /// Says something in the place of the document's words.
    pub(super) fn say_instead(&mut self, said: &str, written: String, language: Option<&str>) {
        let mut said = sayable(said);
        let mut written = written;
        if said.trim().is_empty() {
            return self.add(said, written);
        }
        if self.spoken.as_ref().is_some_and(|spoken| !same(spoken.as_deref(), language)) {
            self.pause();
        }
        // What closes a sentence or a bracket belongs to the words before it.
        let length = if said == written && self.goes_on { closing(&said).len() } else { 0 };
        if length > 0
            && let Some(last) = self.lines.last_mut()
        {
            let rest = said.split_off(length);
            last.push(Piece { said: said.clone(), written: said });
            if rest.trim().is_empty() {
                return self.add(rest.clone(), rest);
            }
            (said, written) = (rest.clone(), rest);
        }
        self.begin(said, written, language);
    }

    /// Says words, with their language where it is not that of the document.
    fn begin(&mut self, said: String, written: String, language: Option<&str>) {
        if self.spoken.is_none() {
            if let Some(tag) = language.filter(|tag| !same(self.language.as_deref(), Some(tag))) {
                let announcement = self.tongues.announce(tag, self.language.as_deref());
                self.add(announcement, String::new());
            }
            self.spoken = Some(language.map(str::to_owned));
        }
        self.add(said, written);
    }

    /// Says the mark of an item.
    pub(super) fn say_bullet(&mut self, written: String) {
        self.add(BULLET.to_owned(), written);
    }

    /// Ends the line where it has words of its own; a label alone waits for them.
    pub(super) fn part(&mut self) {
        self.goes_on = false;
        if self.spoken.is_some() {
            self.end();
        }
    }

    /// Ends the line where it has words, in the midst of a paragraph.
    pub(super) fn pause(&mut self) {
        self.part();
        self.goes_on = self.line.is_empty();
    }

    /// Makes words that were said part of what follows, as a label is.
    pub(super) fn lead(&mut self) {
        self.spoken = None;
    }

    /// Ends the line.
    pub(super) fn end(&mut self) {
        self.goes_on = false;
        self.spoken = None;
        // Nothing followed what was announced.
        if let Some(last) = self.line.last_mut()
            && (last.written.is_empty() || last.said == BULLET)
            && (last.said.ends_with(", ") || last.said.ends_with(": "))
        {
            last.said.truncate(last.said.len() - ", ".len());
        }
        if !self.line.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
        }
    }

    /// Whether something was announced and nothing followed.
    pub(super) fn waits(&self) -> bool {
        self.spoken.is_none() && !self.line.is_empty()
    }

    /// Whether the line has no words.
    pub(super) fn is_silent(&self) -> bool {
        self.spoken.is_none()
    }

    /// Everything said; absent where it is too much.
    pub(super) fn finish(mut self) -> Option<Vec<Vec<Piece>>> {
        self.end();
        (!self.is_full()).then_some(self.lines)
    }

    fn add(&mut self, said: String, written: String) {
        if !self.is_full() {
            self.goes_on = false;
            self.bytes += said.len() + written.len() + PIECE_BYTES;
            self.line.push(Piece { said, written });
        }
    }
}

/// The signs at the start of words that only close what stands before.
fn closing(words: &str) -> &str {
    let end = words.find(|c: char| !".,;:!?)]}»”’…،؛؟۔।、。，：；！？）」』".contains(c));
    let (signs, rest) = words.split_at(end.unwrap_or(words.len()));
    if rest.is_empty() || rest.starts_with(char::is_whitespace) { signs } else { "" }
}

/// Words without what makes no sound, and with spaces for controls.
fn sayable(words: &str) -> String {
    let sayable = words.chars().filter_map(|c| match c {
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some(' '),
        c if is_treacherous(c) || c == '\u{AD}' => None,
        c => Some(c),
    });
    sayable.collect()
}
