//! Stretches of a file that are sure or to be chosen, and how they stand one after the other.

use serde::{Deserialize, Serialize};

use super::Document;
use super::parts::Part;

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Piece {
    /// What is sure.
    Agreed {
        /// Its text.
        text: String,
        /// Whether a blank line stands before it.
        #[serde(skip)]
        apart: bool,
    },
    /// What a person has to choose.
    Clash(Clash),
}

/// The versions of a block, or of a stretch of them, that both changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// As it was; empty where it is new.
    pub base: String,
    /// As it is here; empty where it was taken out.
    pub mine: String,
    /// As it is there; empty where it was taken out.
    pub theirs: String,
    /// Whether both can stand in the file.
    pub both: bool,
    /// Whether a blank line stands before it.
    #[serde(skip)]
    pub apart: bool,
}

/// Which version is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// That of here.
    Mine,
    /// That of there.
    Theirs,
    /// That of there, and after it that of here.
    Both,
}

impl Piece {
    /// What is sure of it.
    pub(super) fn agreed(&self) -> &str {
        match self {
            Self::Agreed { text, .. } => text,
            Self::Clash(_) => "",
        }
    }
}

impl Clash {
    /// Adds the version that was chosen to a file; `None` where it cannot be.
    pub(super) fn add(&self, side: Side, frame: &Frame, text: &mut String) -> Option<()> {
        match side {
            Side::Mine => frame.add(text, &self.mine, self.apart),
            Side::Theirs => frame.add(text, &self.theirs, self.apart),
            Side::Both if self.both => {
                frame.add(text, &self.theirs, self.apart);
                frame.add(text, &self.mine, true);
            }
            Side::Both => return None,
        }
        Some(())
    }
}

/// What stands around the parts of a file: its mark, its line ends, the end of its last line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    mark: &'static str,
    end: &'static str,
    tail: String,
}

/// A byte-order mark.
const MARK: &str = "\u{FEFF}";

impl Frame {
    /// The frame of the merged file, of whoever changed it, and the three files without their marks
    /// and with the line ends of the merged one.
    pub(super) fn of(texts: [&str; 3]) -> (Self, [String; 3]) {
        let [base, mine, theirs] = texts.map(|text| text.starts_with(MARK));
        let mark = if changed(base, mine, theirs) { MARK } else { "" };
        let ends = texts.map(|text| Document::read(text).end);
        let [base, mine, theirs] = ends;
        let end = changed(base, mine, theirs);
        let same = ends.iter().all(|one| *one == end);
        let plain = |text: &str| {
            let text = text.strip_prefix(MARK).unwrap_or(text);
            if same { text.to_owned() } else { text.replace("\r\n", "\n").replace('\n', end) }
        };
        let texts = texts.map(plain);
        let [base, mine, theirs] = texts.each_ref().map(|text| &text[text.trim_end().len()..]);
        let tail = changed(base, mine, theirs).to_owned();
        (Self { mark, end, tail }, texts)
    }

    /// Adds a stretch to a file.
    pub(super) fn add(&self, text: &mut String, more: &str, apart: bool) {
        if more.is_empty() {
            return;
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(self.end);
        }
        let blank = ["\n\n", "\n\r\n"].iter().any(|end| text.ends_with(end));
        if apart && !text.is_empty() && !blank {
            text.push_str(self.end);
        }
        text.push_str(more);
    }

    /// A whole file without its mark.
    pub(super) fn within<'t>(&self, text: &'t str) -> &'t str {
        text.strip_prefix(self.mark).unwrap_or(text)
    }

    /// The whole file.
    pub(super) fn around(&self, text: &str) -> String {
        [self.mark, text.trim_end(), &self.tail].concat()
    }
}

/// What is as `mine` where that was changed, else as `theirs`.
pub(super) fn changed<T: PartialEq>(base: T, mine: T, theirs: T) -> T {
    if mine == base { theirs } else { mine }
}

/// A file while it is put together.
pub(super) struct Pieces<'f> {
    frame: &'f Frame,
    pub all: Vec<Piece>,
    /// What must be read in the file when it is whole.
    pub planned: Vec<String>,
    pub beside: usize,
}

impl<'f> Pieces<'f> {
    pub(super) fn new(frame: &'f Frame) -> Self {
        Self { frame, all: Vec::new(), planned: Vec::new(), beside: 0 }
    }

    pub(super) fn agree(&mut self, part: &Part) {
        self.planned.extend(part.units().map(|unit| unit.body().to_owned()));
        match self.all.last_mut() {
            Some(Piece::Agreed { text, .. }) => self.frame.add(text, &part.text, part.apart),
            _ => self.all.push(Piece::Agreed { text: part.text.clone(), apart: part.apart }),
        }
    }

    pub(super) fn clash(&mut self, versions: [&[Part]; 3], both: bool) {
        let joined = |parts: &[Part]| {
            let mut text = String::new();
            parts.iter().for_each(|part| self.frame.add(&mut text, &part.text, part.apart));
            text
        };
        let [base, mine, theirs] = versions.map(joined);
        let both = both && !mine.is_empty() && !theirs.is_empty();
        let apart = versions.iter().filter_map(|parts| parts.first()).any(|part| part.apart);
        self.all.push(Piece::Clash(Clash { base, mine, theirs, both, apart }));
    }
}
