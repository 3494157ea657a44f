//! Two versions of a file that come from one, put together block by block and key by key.

use std::ops::Range;

use serde::Serialize;

use super::Document;
use super::diff::{self, Hunk};
use super::tree::{Data, Home};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Merge {
    /// What both did, in one file.
    Clean {
        /// The file.
        text: String,
    },
    /// Both changed the same, so that a person has to choose.
    Conflict {
        /// The file from its beginning to its end.
        pieces: Vec<Piece>,
    },
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Piece {
    /// What is sure.
    Agreed {
        /// Its text.
        text: String,
    },
    /// What a person has to choose.
    Clash(Clash),
}

/// The versions of a block, or of a key of it, that both changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// As it was; empty where it is new.
    pub base: String,
    /// As it is here; empty where it was taken out.
    pub mine: String,
    /// As it is there; empty where it was taken out.
    pub theirs: String,
}

/// Which version is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// That of here.
    Mine,
    /// That of there.
    Theirs,
    /// That of there, and after it that of here.
    Both,
}

impl Merge {
    /// The file with a choice for each clash, in their order; `None` where there are not as many.
    #[must_use]
    pub fn resolve(&self, choices: &[Side]) -> Option<String> {
        let pieces = match self {
            Self::Clean { text } => return choices.is_empty().then(|| text.clone()),
            Self::Conflict { pieces } => pieces,
        };
        let mut choices = choices.iter();
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Agreed { text: agreed } => text.push_str(agreed),
                Piece::Clash(clash) => match choices.next()? {
                    Side::Mine => text.push_str(&clash.mine),
                    Side::Theirs => text.push_str(&clash.theirs),
                    Side::Both => text.extend([&*clash.theirs, &clash.mine]),
                },
            }
        }
        choices.next().is_none().then_some(text)
    }
}

/// Puts `mine` and `theirs` together, which both come from `base`.
#[must_use]
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merge {
    let whole = |text: &str| Merge::Clean { text: text.to_owned() };
    match () {
        () if mine == theirs || theirs == base => return whole(mine),
        () if mine == base => return whole(theirs),
        () => {}
    }
    let documents = [base, mine, theirs].map(Document::read);
    let [base_parts, mine_parts, their_parts] = documents.each_ref().map(Document::parts);
    let mut pieces = Pieces { all: Vec::new(), end: documents[1].line_end_sign() };
    weave(&[&base_parts, &mine_parts, &their_parts], &mut pieces, Depth::Blocks);
    let clean = pieces.all.iter().all(|piece| matches!(piece, Piece::Agreed { .. }));
    if clean {
        let text: String = pieces.all.iter().map(agreed).collect();
        let readable = Document::read(&text).unread.len()
            <= documents.iter().map(|document| document.unread.len()).max().unwrap_or(0);
        if readable {
            return Merge::Clean { text };
        }
        // Together they would say a key twice, or the like.
        let clash = Clash { base: base.into(), mine: mine.into(), theirs: theirs.into() };
        return Merge::Conflict { pieces: vec![Piece::Clash(clash)] };
    }
    Merge::Conflict { pieces: pieces.all }
}

fn agreed(piece: &Piece) -> &str {
    match piece {
        Piece::Agreed { text } => text,
        Piece::Clash(_) => "",
    }
}

/// What the parts of a row are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Blocks,
    Keys,
    Items,
}

/// A stretch of a file; how many blank lines end it is no difference.
#[derive(Clone, Debug)]
struct Part {
    text: String,
    /// Its own parts.
    inner: Vec<Part>,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.text.trim_end() == other.text.trim_end()
    }
}

struct Pieces {
    all: Vec<Piece>,
    end: &'static str,
}

impl Pieces {
    fn agree(&mut self, part: &str) {
        if part.is_empty() {
            return;
        }
        match self.all.last_mut() {
            Some(Piece::Agreed { text }) => {
                if !text.is_empty() && !text.ends_with('\n') && text.trim_end() != "\u{FEFF}" {
                    text.push_str(self.end);
                }
                let block =
                    part.trim_start().starts_with('[') || part.trim_start().starts_with('#');
                let apart = text.ends_with("\n\n") || text.ends_with("\n\r\n") || text.is_empty();
                if block && !apart && part.contains("[[") && text.contains('[') {
                    text.push_str(self.end);
                }
                text.push_str(part);
            }
            _ => self.all.push(Piece::Agreed { text: part.to_owned() }),
        }
    }

    fn clash(&mut self, [base, mine, theirs]: [&[Part]; 3]) {
        let joined = |parts: &[Part]| parts.iter().map(|part| &*part.text).collect::<String>();
        let (base, mine, theirs) = (joined(base), joined(mine), joined(theirs));
        self.all.push(Piece::Clash(Clash { base, mine, theirs }));
    }
}

/// Goes through three rows of parts.
fn weave(rows: &[&[Part]; 3], pieces: &mut Pieces, depth: Depth) {
    let [base, mine, theirs] = *rows;
    let (own, other) = (diff::hunks(base, mine), diff::hunks(base, theirs));
    let (mut own, mut other) = (own.iter().peekable(), other.iter().peekable());
    let mut at = [0, 0, 0];
    loop {
        let starts = [own.peek().map(|hunk| hunk.0.start), other.peek().map(|hunk| hunk.0.start)];
        let Some(start) = starts.into_iter().flatten().min() else { break };
        let same = start - at[0];
        kept(rows, at, same, pieces);
        at = at.map(|place| place + same);
        let mut group = Group::new(start);
        loop {
            if let Some(hunk) = own.next_if(|hunk| group.touches(hunk, false)) {
                group.take(hunk, false);
            } else if let Some(hunk) = other.next_if(|hunk| group.touches(hunk, true)) {
                group.take(hunk, true);
            } else {
                break;
            }
        }
        let ends = group.ends(at);
        let [base, mine, theirs] =
            [&base[at[0]..ends[0]], &mine[at[1]..ends[1]], &theirs[at[2]..ends[2]]];
        decide([base, mine, theirs], group.sides, pieces, depth);
        at = ends;
    }
    let rest = base.len() - at[0];
    kept(rows, at, rest, pieces);
}

/// Parts that nobody changed, with the blank lines of whoever changed those.
fn kept(rows: &[&[Part]; 3], at: [usize; 3], count: usize, pieces: &mut Pieces) {
    for step in 0..count {
        let [base, mine, theirs] = [0, 1, 2].map(|row: usize| &*rows[row][at[row] + step].text);
        pieces.agree(if mine == base { theirs } else { mine });
    }
}

/// Changes of either side that touch each other.
struct Group {
    base: Range<usize>,
    /// How many parts each side has more than the base.
    more: [isize; 2],
    sides: [bool; 2],
}

impl Group {
    fn new(start: usize) -> Self {
        Self { base: start..start, more: [0, 0], sides: [false, false] }
    }

    fn touches(&self, (one, _): &Hunk, theirs: bool) -> bool {
        if self.sides == [false, false] {
            return one.start == self.base.start;
        }
        let both_insert = one.is_empty() && self.base.is_empty() && one.start == self.base.start;
        let inside = one.start < self.base.end && self.base.start < one.end.max(one.start + 1);
        (both_insert && !self.sides[usize::from(theirs)]) || (inside && one.start < self.base.end)
    }

    fn take(&mut self, (one, two): &Hunk, theirs: bool) {
        self.base.end = self.base.end.max(one.end);
        let side = usize::from(theirs);
        self.sides[side] = true;
        self.more[side] += two.len() as isize - one.len() as isize;
    }

    fn ends(&self, at: [usize; 3]) -> [usize; 3] {
        let length = self.base.len() as isize;
        let end = |place: usize, more: isize| place + (length + more).max(0) as usize;
        [at[0] + self.base.len(), end(at[1], self.more[0]), end(at[2], self.more[1])]
    }
}

/// What is taken of parts that one side or both changed.
fn decide([base, mine, theirs]: [&[Part]; 3], sides: [bool; 2], pieces: &mut Pieces, depth: Depth) {
    let take = |parts: &[Part], pieces: &mut Pieces| {
        parts.iter().for_each(|part| pieces.agree(&part.text));
    };
    match sides {
        [true, false] => take(mine, pieces),
        [false, _] => take(theirs, pieces),
        [true, true] if mine == theirs => take(mine, pieces),
        // New blocks and items at one place are both kept.
        [true, true] if base.is_empty() && depth != Depth::Keys => {
            take(theirs, pieces);
            take(mine, pieces);
        }
        [true, true] if base.len() == mine.len() && base.len() == theirs.len() => {
            for ((base, mine), theirs) in base.iter().zip(mine).zip(theirs) {
                one_part([base, mine, theirs], pieces, depth);
            }
        }
        _ => pieces.clash([base, mine, theirs]),
    }
}

/// One part that both have.
fn one_part([base, mine, theirs]: [&Part; 3], pieces: &mut Pieces, depth: Depth) {
    match () {
        () if mine == base => pieces.agree(&theirs.text),
        () if theirs == base || mine == theirs => pieces.agree(&mine.text),
        () if [base, mine, theirs].iter().all(|part| part.inner.len() > 1) => {
            let deeper = if depth == Depth::Blocks { Depth::Keys } else { Depth::Items };
            weave(&[&base.inner, &mine.inner, &theirs.inner], pieces, deeper);
        }
        () => pieces.clash([base, mine, theirs].map(std::slice::from_ref)),
    }
}

impl Document {
    /// The file in stretches: what stands before the first line in brackets, and each table with those
    /// within it.
    fn parts(&self) -> Vec<Part> {
        let mut starts = vec![(0, 0..1)];
        let mut number = 1;
        while number < self.syntax.sections.len() {
            let members = self.members(number);
            // The points of the contact section are parts by themselves.
            let inner = members.clone().skip(1).find(|at| {
                self.syntax.sections[*at].header.as_ref().is_some_and(|header| header.many)
            });
            let end = inner.unwrap_or(members.end);
            starts.push((self.chunk(&(number..end)).start, number..end));
            number = end;
        }
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        let ends: Vec<usize> = ends.collect();
        let parts = starts.into_iter().zip(ends).map(|((start, sections), end)| Part {
            text: self.text[start..end].to_owned(),
            inner: self.keys(start..end, sections),
        });
        parts.filter(|part| !part.text.is_empty()).collect()
    }

    /// The stretches of a table: its line in brackets, and each key.
    fn keys(&self, range: Range<usize>, sections: Range<usize>) -> Vec<Part> {
        let mut starts: Vec<(usize, Option<(usize, usize)>)> = vec![(range.start, None)];
        for number in sections {
            let section = &self.syntax.sections[number];
            if let Some(header) = &section.header {
                starts.push((self.lead(header.span.start), None));
            }
            let lines = section.statements.iter().enumerate();
            starts.extend(lines.map(|(line, statement)| {
                (self.lead(statement.span().start), Some((number, line)))
            }));
        }
        starts.retain(|(start, _)| range.contains(start));
        starts.dedup_by_key(|(start, _)| *start);
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([range.end]);
        let ends: Vec<usize> = ends.collect();
        let parts = starts.into_iter().zip(ends).map(|((start, line), end)| Part {
            text: self.text[start..end].to_owned(),
            inner: line.map_or_else(Vec::new, |line| self.items(start..end, line)),
        });
        parts.collect()
    }

    /// The stretches of a list, where each item begins a line.
    fn items(&self, range: Range<usize>, (section, line): (usize, usize)) -> Vec<Part> {
        use super::syntax::Form;
        let Form::List(items, _) = &self.syntax.sections[section].statements[line].value.form
        else {
            return Vec::new();
        };
        if items.is_empty() || !items.iter().all(|item| self.begins_line(item.span.start)) {
            return Vec::new();
        }
        let last = items[items.len() - 1].span.end;
        let close = self.next_line(last);
        let mut starts = vec![range.start];
        starts.extend(items.iter().map(|item| self.lead(item.span.start)));
        if close < range.end {
            starts.push(close);
        }
        let ends = starts.iter().skip(1).copied().chain([range.end]).collect::<Vec<_>>();
        let parts = starts.iter().zip(ends).map(|(start, end)| Part {
            text: self.text[*start..end].to_owned(),
            inner: Vec::new(),
        });
        parts.collect()
    }

    /// Whether blocks stand under lines in brackets.
    #[must_use]
    pub fn has_blocks(&self) -> bool {
        let blocks = self.find(&[super::Step::Key("block".to_owned())]).map(|node| &node.data);
        let own = |node: &super::tree::Node| {
            node.table().is_some_and(|table| matches!(table.home, Home::Section(_)))
        };
        matches!(blocks, Some(Data::Tables(tables)) if tables.iter().all(own))
    }
}
