//! The proof that no word is lost: every word and sign of the source is counted.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use super::draft::LeftOut;
use crate::content::{Alt, Block, BlockKind, Book, Image, List, Paragraph, Text, Words};

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
}

pub(super) fn count(
    source: &[String],
    book: &Book,
    left_out: &[LeftOut],
    turned: &[String],
) -> Count {
    let booklet = words_of(book);
    let mut there: HashMap<String, usize> = HashMap::new();
    let left = || left_out.iter().map(|it| it.words.as_str());
    let all = booklet.iter().map(String::as_str).chain(left());
    for text in all.chain(turned.iter().map(String::as_str)) {
        for word in tokens(text) {
            *there.entry(word).or_default() += 1;
        }
    }
    let mut lost = Vec::new();
    for word in source.iter().flat_map(|text| tokens(text)) {
        match there.get_mut(&word) {
            Some(number) if *number > 0 => *number -= 1,
            _ => lost.push(word),
        }
    }
    let number = |texts: &mut dyn Iterator<Item = &str>| -> usize {
        texts.map(|text| tokens(text).iter().filter(|it| is_word(it)).count()).sum()
    };
    Count {
        source: number(&mut source.iter().map(String::as_str)),
        booklet: number(&mut booklet.iter().map(String::as_str)),
        left_out: number(&mut left()),
        lost,
    }
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// The words and signs of a text, alike however quotes, dashes and dots are written.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.nfkc() {
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
                let dash = sign == '-' && found.last().is_some_and(|it| it == "-");
                if !dash {
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
