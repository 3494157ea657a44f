//! What every reader makes of a file: blocks in their order, each with its place in the original.

use std::collections::HashMap;

/// A file as it was read, before it is a booklet.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What the file calls itself, where its words do not say it.
    pub property_title: Option<String>,
    /// Its language, as a tag.
    pub language: Option<String>,
    pub blocks: Vec<Placed>,
    pub pictures: Vec<Vec<u8>>,
    pub left_out: Vec<LeftOut>,
    pub notices: Vec<Notice>,
    /// The words of the source, taken from it by other code than the blocks.
    pub source: Vec<String>,
    /// Signs that became something else, such as typed bullets: they are no words of the booklet.
    pub turned: Vec<String>,
    /// Words that the booklet has and the source has not, or not so often.
    pub added: Vec<String>,
    /// Words that stand elsewhere than in the source, as they have to.
    pub displaced: Vec<String>,
    /// The block that each target of a link within the file stands at.
    pub anchors: HashMap<String, usize>,
    /// The block and the id of each target that a link leads to.
    pub ids: HashMap<String, (usize, String)>,
    /// Whether the next piece of what is left out belongs to the last one.
    goes_on: bool,
    /// How many blocks were made so far.
    made: usize,
    /// The block that is being written.
    pub writing: Option<usize>,
}

impl Draft {
    pub(super) fn push(&mut self, place: &str, block: Block) {
        let placed = self.placed(place, block);
        self.blocks.push(placed);
    }

    /// A block that stands behind all that were made so far.
    pub(super) fn placed(&mut self, place: &str, block: Block) -> Placed {
        self.made += 1;
        Placed { place: place.to_owned(), block, order: self.made }
    }

    /// Where what is told of now will be: at the block that is written, or that is made next.
    pub(super) fn now(&self) -> At {
        At::Block(self.writing.unwrap_or(self.made + 1))
    }

    pub(super) fn leave_out(&mut self, what: &str, place: &str, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.leave_out_at(what, place, words, self.now());
    }

    /// Leaves out what the count of the source does not see, such as what is said of a picture.
    pub(super) fn leave_out_unseen(&mut self, what: &str, place: &str, words: &str) {
        self.beside(words);
        self.leave_out(what, place, words);
    }

    /// Counts words that stand beside those whose order is kept.
    pub(super) fn beside(&mut self, words: &str) {
        if self.source.is_empty() {
            self.source.push(String::new());
        }
        self.source.push(words.to_owned());
    }

    /// Puts the words of what was left out in a row, blanks and all.
    pub(super) fn settle_words(&mut self) {
        for left in &mut self.left_out {
            left.words = left.words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// Keeps that a link within the file leads to the block that is made next.
    pub(super) fn anchor(&mut self, name: &str) {
        if !name.is_empty() {
            self.anchors.entry(name.to_owned()).or_insert(self.made + 1);
        }
    }

    /// The same for what belongs to no block.
    pub(super) fn leave_out_of_all(&mut self, what: &str, place: &str, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.leave_out_at(what, place, words, At::Top);
    }

    pub(super) fn leave_out_at(&mut self, what: &str, place: &str, words: String, at: At) {
        self.left_out.push(LeftOut { what: what.to_owned(), place: place.to_owned(), words, at });
    }

    /// Leaves out the next piece of something: a word may be in several.
    pub(super) fn leave_out_more(&mut self, what: &str, place: &str, piece: &str) {
        let at = self.now();
        match self.left_out.last_mut() {
            Some(last)
                if self.goes_on && last.what == what && last.place == place && last.at == at =>
            {
                last.words.push_str(piece);
            }
            _ if piece.trim().is_empty() => {}
            _ => self.leave_out_at(what, place, piece.to_owned(), at),
        }
        self.goes_on = true;
    }

    /// Ends what was left out piece by piece: words that are shown follow.
    pub(super) fn end_piece(&mut self) {
        self.goes_on = false;
    }

    /// Keeps a picture that the editions can show, and says which it is.
    pub(super) fn add_picture(&mut self, bytes: Vec<u8>) -> Option<usize> {
        picture_kind(&bytes)?;
        if let Some(at) = self.pictures.iter().position(|it| *it == bytes) {
            return Some(at);
        }
        self.pictures.push(bytes);
        Some(self.pictures.len() - 1)
    }

    pub(super) fn notice(&mut self, words: &str, place: &str) {
        self.notice_at(words, place, self.now());
    }

    /// Notes what belongs to no block.
    pub(super) fn notice_of_all(&mut self, words: &str, place: &str) {
        self.notice_at(words, place, At::Top);
    }

    /// Notes what was written into the booklet already.
    pub(super) fn notice_written(&mut self, words: &str, place: &str) {
        self.notice_at(words, place, At::Written);
    }

    fn notice_at(&mut self, words: &str, place: &str, at: At) {
        let same = |it: &Notice| it.words == words && it.place == place;
        // Those of one place follow each other.
        if !self.notices.iter().rev().take(20).any(same) {
            self.notices.push(Notice { words: words.to_owned(), place: place.to_owned(), at });
        }
    }
}

/// Where the booklet says "look at this".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// Before this block, or the first one behind it.
    Block(usize),
    /// At the top of booklet.toml.
    Top,
    /// It says so already.
    Written,
}

/// Something that stands in the source and not in the booklet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is: "a header".
    pub what: String,
    /// Where it stands in the source.
    pub place: String,
    /// Its words, perhaps none.
    pub words: String,
    pub(super) at: At,
}

/// Something that was guessed or changed, for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was done.
    pub words: String,
    /// Where it stands in the source.
    pub place: String,
    pub(super) at: At,
}

/// A block and where it stands in the original.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub place: String,
    pub block: Block,
    /// When it was made, counted from 1: the order of the source, nearly.
    pub order: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Block {
    Title(Vec<Run>),
    Subtitle(Vec<Run>),
    /// A heading and its level, 1 for the highest.
    Heading(u8, Vec<Run>),
    Paragraph(Vec<Run>),
    Quote(Vec<Run>),
    Item(Item),
    Table(Grid),
    /// A term and what it means.
    Definition(Vec<Run>, Vec<Run>),
    Picture(Figure),
    /// Words in a frame of their own.
    Box(Vec<Placed>),
}

/// An item of a list, which is made of those that follow each other.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub mark: Mark,
    /// How deep, from 0.
    pub level: usize,
    pub runs: Vec<Run>,
    /// Whether it begins another list than the item before it.
    pub fresh: bool,
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// A number, resolved.
    Number(usize),
    /// A box to tick.
    Check,
    /// Nothing: it goes on with the item before it.
    More,
}

/// A table, every row as long as its heads.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub caption: Vec<Run>,
    pub columns: Vec<Vec<Run>>,
    pub rows: Vec<Vec<Vec<Run>>>,
    pub row_headers: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Which of the draft's pictures.
    pub picture: usize,
    pub alt: Option<String>,
    pub decorative: bool,
    pub caption: Vec<Run>,
}

/// A stretch of words that look alike; a line break is [`BREAK`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub look: Look,
}

/// A line break within a paragraph.
pub(super) const BREAK: char = '\u{2028}';

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub stress: bool,
    pub href: Option<String>,
    pub language: Option<String>,
}

impl Run {
    pub(super) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), look: Look::default() }
    }
}

/// The words of runs.
pub(super) fn text_of(runs: &[Run]) -> String {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether all that is said is bold.
pub(super) fn all_bold(runs: &[Run]) -> bool {
    let mut said = runs.iter().filter(|run| !run.text.trim().is_empty()).peekable();
    said.peek().is_some() && said.all(|run| run.look.bold)
}

/// Adds the runs of another paragraph behind a line break.
pub(super) fn append_line(runs: &mut Vec<Run>, more: Vec<Run>) {
    if !text_of(runs).is_empty() {
        runs.push(Run::plain(&BREAK.to_string()));
    }
    runs.extend(more);
}

/// Takes blanks off both ends.
pub(super) fn trim(runs: &mut Vec<Run>) {
    while runs.last().is_some_and(|run| run.text.trim().is_empty()) {
        runs.pop();
    }
    while runs.first().is_some_and(|run| run.text.trim().is_empty()) {
        runs.remove(0);
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
}

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋ₙ";

/// Raised or lowered signs in Unicode, and whether each of them has one there: 10 with a raised 6 is
/// not 106. What has none stands on the line; letters alone, as of 5th, all do.
pub(super) fn at_level(text: &str, raised: bool) -> (String, bool) {
    let signs = if raised { RAISED } else { LOWERED };
    let one = |c: char| {
        let c = if matches!(c, '−' | '–' | '\u{2010}' | '\u{2011}') { '-' } else { c };
        "0123456789+-n".chars().position(|sign| sign == c).and_then(|at| signs.chars().nth(at))
    };
    let whole = text.chars().all(|c| c.is_whitespace() || one(c).is_some());
    if !whole && !text.contains(|c: char| c.is_ascii_digit()) {
        return (text.to_owned(), false);
    }
    (text.chars().map(|c| one(c).unwrap_or(c)).collect(), whole)
}

/// Raises or lowers the words of runs, and says whether some stay on the line.
pub(super) fn moved(runs: &mut [Run], raised: bool) -> bool {
    let mut stay = false;
    for run in runs.iter_mut().filter(|run| !run.text.trim().is_empty()) {
        let (text, whole) = at_level(&run.text, raised);
        run.text = text;
        stay |= !whole;
    }
    stay
}

/// The ending of a picture's name, where the editions can show it.
pub(super) fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(1000)];
    match start {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        _ if start.windows(4).any(|it| it == b"<svg") => Some("svg"),
        _ => None,
    }
}
