//! What every reader makes of a file: blocks in their order, each with its place in the original.

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
}

impl Draft {
    pub(super) fn push(&mut self, place: &str, block: Block) {
        self.blocks.push(Placed { place: place.to_owned(), block });
    }

    pub(super) fn leave_out(&mut self, what: &str, place: &str, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.left_out.push(LeftOut { what: what.to_owned(), place: place.to_owned(), words });
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
        let notice = Notice { words: words.to_owned(), place: place.to_owned() };
        // Those of one place follow each other.
        if !self.notices.iter().rev().take(20).any(|it| *it == notice) {
            self.notices.push(notice);
        }
    }
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
}

/// Something that was guessed or changed, for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was done.
    pub words: String,
    /// Where it stands in the source.
    pub place: String,
}

/// A block and where it stands in the original.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub place: String,
    pub block: Block,
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

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋ₙ";

/// Raised or lowered signs in Unicode, where each of them has one: 10 with a raised 6 is not 106.
pub(super) fn at_level(text: &str, raised: bool) -> Option<String> {
    let signs = if raised { RAISED } else { LOWERED };
    let one = |c: char| {
        let c = if c == '−' { '-' } else { c };
        "0123456789+-n".chars().position(|sign| sign == c).and_then(|at| signs.chars().nth(at))
    };
    text.chars().map(|c| if c.is_whitespace() { Some(c) } else { one(c) }).collect()
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
