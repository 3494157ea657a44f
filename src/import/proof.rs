//! The proof that no word is lost, none is invented and none has changed its place: the words of the
//! source, one by one, beside those of the booklet as it is read back.
//!
//! The booklet's words are those of its body: the contact section repeats what a chapter says, and
//! must not hide what that has lost. That each edition says what the book says is not proved here but
//! in the tests (`tests/integration/words.rs`).

use std::collections::HashMap;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use unicode_normalization::UnicodeNormalization as _;

use super::draft::Draft;
use crate::content::{Alt, Block, BlockKind, Book, Image, List, Paragraph, Text, Words};

/// So long orders are compared: in real files it takes no second.
const LONGEST: Duration = Duration::from_secs(20);

/// What the counting found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Words of the source.
    pub source: usize,
    /// Words of the booklet.
    pub booklet: usize,
    /// Words of what was left out.
    pub left_out: usize,
    /// Words of the source that are neither in the booklet nor among what was left out.
    pub lost: Vec<String>,
    /// Words of the booklet that are not in the source and were not added on purpose.
    pub invented: Vec<String>,
    /// Words that stand in another order than in the source.
    pub moved: Vec<String>,
}

impl Count {
    /// Whether the booklet says what the source says, in its order.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.lost.is_empty() && self.invented.is_empty() && self.moved.is_empty()
    }
}

/// What the words of a booklet are counted against.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    /// The words of the source: those whose order is kept, then those that stand beside them.
    source: Vec<String>,
    left_out: Vec<String>,
    turned: Vec<String>,
    added: Vec<String>,
    displaced: Vec<String>,
}

impl Account {
    pub(super) fn of(draft: &Draft) -> Self {
        Self {
            source: draft.source.clone(),
            left_out: draft.left_out.iter().map(|it| it.words.clone()).collect(),
            turned: draft.turned.clone(),
            added: draft.added.clone(),
            displaced: draft.displaced.clone(),
        }
    }
}

pub(super) fn count(account: &Account, book: &Book) -> Count {
    let body: Vec<String> = words_of(book).iter().flat_map(|text| tokens(text)).collect();
    let main: Vec<String> = account.source.first().map(|it| tokens(it)).unwrap_or_default();
    let beside = all(account.source.get(1..).unwrap_or_default());
    let number = |all: &[String]| all.iter().filter(|it| is_word(it)).count();
    let left_out = all(&account.left_out);
    let mut count = Count {
        source: number(&main) + number(&beside),
        booklet: number(&body),
        left_out: number(&left_out),
        lost: Vec::new(),
        invented: Vec::new(),
        moved: Vec::new(),
    };
    let (own, theirs) = apart(&main, &body);
    let mut named = Bag::of(left_out.into_iter().chain(all(&account.turned)));
    let mut displaced = Bag::of(all(&account.displaced));
    let mut there = Bag::of(theirs.iter().cloned());
    // What was added on purpose is no word of the source that stands elsewhere.
    all(&account.added).iter().for_each(|word| _ = there.take(word));
    for word in own {
        if named.take(&word) {
            continue;
        }
        match there.take(&word) {
            true if displaced.take(&word) || !is_word(&word) => {}
            true => count.moved.push(word),
            false => count.lost.push(word),
        }
    }
    for word in beside {
        if !there.take(&word) && !named.take(&word) {
            count.lost.push(word);
        }
    }
    count.invented = theirs.into_iter().filter(|word| there.take(word)).collect();
    count
}

fn all(texts: &[String]) -> Vec<String> {
    texts.iter().flat_map(|text| tokens(text)).collect()
}

/// The words of each row that the other has not at that place.
fn apart(one: &[String], other: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut own, mut theirs) = (Vec::new(), Vec::new());
    let deadline = Instant::now().checked_add(LONGEST);
    for step in capture_diff_slices_deadline(Algorithm::Patience, one, other, deadline) {
        if !matches!(step, DiffOp::Equal { .. }) {
            own.extend(one[step.old_range()].iter().cloned());
            theirs.extend(other[step.new_range()].iter().cloned());
        }
    }
    (own, theirs)
}

/// Words and how often each is there.
struct Bag(HashMap<String, usize>);

impl Bag {
    fn of(words: impl IntoIterator<Item = String>) -> Self {
        let mut bag: HashMap<String, usize> = HashMap::new();
        words.into_iter().for_each(|word| *bag.entry(word).or_default() += 1);
        Self(bag)
    }

    /// Takes a word out, where it is there.
    fn take(&mut self, word: &str) -> bool {
        match self.0.get_mut(word) {
            Some(number) if *number > 0 => {
                *number -= 1;
                true
            }
            _ => false,
        }
    }
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// The words and signs of a text, alike however quotes, dashes and dots are written.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut dash = false;
    for c in text.nfkc() {
        let after_dash = std::mem::take(&mut dash);
        match c {
            // A mark of the letter before it belongs to the word.
            c if c.is_alphanumeric() || (!word.is_empty() && is_mark(c)) => word.push(c),
            c => {
                if !word.is_empty() {
                    found.push(std::mem::take(&mut word));
                }
                let sign = match c {
                    c if c.is_whitespace() || c.is_control() || is_unseen(c) => continue,
                    '\u{2010}'..='\u{2015}' | '−' | '-' => '-',
                    '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '\'' | '"'
                    | '‟' | '′' | '″' | '`' | '´' => '\'',
                    c => c,
                };
                // Two hyphens are one dash.
                dash = sign == '-';
                if !(dash && after_dash) {
                    found.push(sign.to_string());
                }
            }
        }
    }
    if !word.is_empty() {
        found.push(word);
    }
    found
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFFC}')
}

/// Every string of a book, in its order.
fn words_of(book: &Book) -> Vec<String> {
    let mut all = Strings(Vec::new());
    all.words(&book.title);
    book.subtitle.iter().for_each(|it| all.words(it));
    for chapter in &book.chapters {
        all.line(&chapter.title);
        chapter.blocks.iter().for_each(|block| all.block(block));
    }
    all.0
}

struct Strings(Vec<String>);

impl Strings {
    fn words(&mut self, words: &Words) {
        self.0.push(words.text.to_string());
    }

    fn line(&mut self, line: &Paragraph) {
        self.0.push(line.plain_text());
    }

    fn text(&mut self, text: &Text) {
        text.iter().for_each(|it| self.line(it));
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            self.line(&item.text);
            if let Some(inner) = &item.list {
                self.list(inner);
            }
        }
    }

    fn image(&mut self, image: &Image) {
        if let Alt::Description(words) = &image.alt {
            self.words(words);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Text(text) => self.text(text),
            BlockKind::Heading(line) | BlockKind::Subheading(line) => self.line(line),
            BlockKind::List(list) => self.list(list),
            BlockKind::Callout(callout) => {
                self.line(&callout.title);
                self.text(&callout.text);
                callout.list.iter().for_each(|list| self.list(list));
            }
            BlockKind::Quote(quote) => {
                self.text(&quote.text);
                quote.source.iter().for_each(|line| self.line(line));
            }
            BlockKind::Figures(figures) => {
                for figure in figures {
                    self.image(&figure.image);
                    figure.caption.iter().for_each(|line| self.line(line));
                }
            }
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|line| self.line(line));
                table.columns.iter().flatten().for_each(|line| self.line(line));
                table.rows.iter().flatten().for_each(|line| self.line(line));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.words(&definition.term);
                    self.text(&definition.meaning);
                }
            }
            // `import` writes none of these.
            BlockKind::Illustrated(_)
            | BlockKind::ContactPoint(_)
            | BlockKind::WritingLines(_)
            | BlockKind::Qr(_)
            | BlockKind::PageBreak => {}
        }
    }
}
