//! What reading the structure of one file may cost in all.
//!
//! Each part of a file may be named again and again: a text by twenty thousand elements, a page's
//! content by every page, a letter that stands for a thousand. A bound on each part is therefore none
//! on the whole. The sums here are far above those of a booklet of 10,000 pages, the largest there
//! is; where one is spent, the file is refused, since words left out in silence would be worse
//! than none.

use lopdf::{Dictionary, Document, ObjectId, Stream};

use super::file::{MAX_STREAM_BYTES, Undecoded, Unreadable, decode_within, get, undecoded};

/// Bytes that streams decode to.
const DECODED: usize = 384 * 1024 * 1024;

/// Bytes of words, of descriptions and of whatever else is said.
const WORDS: usize = 64 * 1024 * 1024;

/// Operators with their operands, and bytes that are looked up in a font.
const STEPS: usize = 30_000_000;

/// Things within elements.
const KIDS: usize = 2_000_000;

/// What is left of each.
pub(super) struct Budget {
    decoded: usize,
    words: usize,
    steps: usize,
    kids: usize,
    spent: Option<&'static str>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { decoded: DECODED, words: WORDS, steps: STEPS, kids: KIDS, spent: None }
    }
}

impl Budget {
    /// Whether nothing has run out.
    ///
    /// # Errors
    ///
    /// [`Unreadable::Unsafe`] with what did.
    pub(super) fn check(&self) -> Result<(), Unreadable> {
        self.spent.map_or(Ok(()), |what| Err(Unreadable::Unsafe(what.to_owned())))
    }

    /// Whether so many steps more may be done.
    pub(super) fn work(&mut self, steps: usize) -> bool {
        let left = self.steps.checked_sub(steps);
        self.take(left, "its pages ask for tens of millions of steps", |it| &mut it.steps)
    }

    /// Whether so many bytes more may be said.
    pub(super) fn say(&mut self, bytes: usize) -> bool {
        let left = self.words.checked_sub(bytes);
        self.take(left, "its words come to more than 64 MB", |it| &mut it.words)
    }

    /// Whether one thing more may be looked at within an element.
    pub(super) fn kid(&mut self) -> bool {
        let left = self.kids.checked_sub(1);
        self.take(left, "its structure has millions of elements", |it| &mut it.kids)
    }

    fn take(
        &mut self,
        left: Option<usize>,
        what: &'static str,
        purse: impl Fn(&mut Self) -> &mut usize,
    ) -> bool {
        *purse(self) = left.unwrap_or(0);
        if left.is_none() {
            self.spent.get_or_insert(what);
        }
        self.spent.is_none()
    }

    /// A stream's data with its filters undone; absent where it is damaged or too much.
    pub(super) fn decode(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        self.decode_within(stream, MAX_STREAM_BYTES)
    }

    /// The same for a stream that is no longer than `most` in any real file.
    pub(super) fn decode_within(&mut self, stream: &Stream, most: usize) -> Option<Vec<u8>> {
        let data = decode_within(stream, most.min(self.decoded));
        self.unfolded(data)
    }

    /// The content of a page, all its streams in one.
    pub(super) fn page(&mut self, document: &Document, page: ObjectId) -> Option<Vec<u8>> {
        let most = MAX_STREAM_BYTES.min(self.decoded);
        let data = document.get_page_content_with_limit(page, most);
        self.unfolded(data.map_err(|error| undecoded(&error)))
    }

    fn unfolded(&mut self, data: Result<Vec<u8>, Undecoded>) -> Option<Vec<u8>> {
        match data {
            Ok(data) => self.unfold(data.len()).then_some(data),
            Err(Undecoded::TooLong) => {
                self.spent.get_or_insert("one of its streams unfolds to many megabytes");
                None
            }
            Err(Undecoded::Damaged) => None,
        }
    }

    fn unfold(&mut self, bytes: usize) -> bool {
        let left = self.decoded.checked_sub(bytes).filter(|&left| left > 0);
        self.take(left, "its streams unfold to hundreds of megabytes", |it| &mut it.decoded)
    }

    /// The text string under a key (ISO 32000-1, 7.9.2.2).
    pub(super) fn text(
        &mut self,
        document: &Document,
        dictionary: &Dictionary,
        key: &[u8],
    ) -> Option<String> {
        let object = get(document, dictionary, key)?;
        let bytes = object.as_str().ok()?.len();
        self.say(bytes).then(|| lopdf::decode_text_string(object).ok())?
    }

    /// The name of a structure type.
    pub(super) fn name(&mut self, name: &[u8]) -> Option<String> {
        self.say(name.len()).then(|| String::from_utf8_lossy(name).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_stays_spent_and_is_told() {
        let mut budget = Budget::default();
        assert!(budget.say(WORDS) && budget.check().is_ok());
        assert!(!budget.say(1));
        assert!(!budget.work(1), "nothing goes on");
        let told = budget.check().unwrap_err().to_string();
        assert_eq!(told, "this PDF cannot be read safely: its words come to more than 64 MB");
    }
}
