//! The pieces that the files of a booklet are put together from, and what is said before each.

use crate::import::draft::{At, Draft};

/// A block of a chapter, or its title.
#[derive(Debug)]
pub(super) struct Piece {
    /// The last block of the draft that is in it.
    pub order: usize,
    /// What a person is to look at there.
    pub remarks: Vec<String>,
    pub id: Option<String>,
    /// Whether a `[[block]]` begins it.
    pub block: bool,
    pub toml: String,
}

/// So many remarks stand before one piece; the report has all.
const MOST: usize = 60;

/// The longest remark, in signs; the report has all of it.
const LONGEST: usize = 400;

impl Piece {
    pub(super) fn written(&self) -> String {
        let remarks: String = self.remarks.iter().map(|it| remark(it)).collect();
        let id = self.id.as_ref().map_or(String::new(), |id| format!("id = \"{id}\"\n"));
        match self.block {
            true => format!("\n{remarks}[[block]]\n{id}{}", self.toml),
            false => format!("{remarks}{}{id}", self.toml),
        }
    }
}

/// A line for a person, in a file of the booklet.
pub(super) fn remark(words: &str) -> String {
    let bare: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut shown: String = bare.chars().take(LONGEST).collect();
    if shown.len() < bare.len() {
        shown.push('…');
    }
    format!("# look at this: {shown}\n")
}

/// How far the source is written, up to each piece and with it.
pub(super) fn reaches(pieces: &[&mut Piece]) -> Vec<usize> {
    let furthest = |reach: &mut usize, piece: &&mut Piece| {
        *reach = piece.order.max(*reach);
        Some(*reach)
    };
    pieces.iter().scan(0, furthest).collect()
}

/// Puts what the report lists before the pieces that it belongs to, and gives what belongs to none.
pub(super) fn remarked(pieces: &mut [&mut Piece], draft: &Draft) -> Vec<String> {
    let reaches = reaches(pieces);
    let left = draft.left_out.iter().map(|it| {
        let words = match it.words.as_str() {
            "" => format!("left out: {}", it.what),
            words => format!("left out: {}: \u{201C}{words}\u{201D}", it.what),
        };
        (it.at, words)
    });
    let notices = draft.notices.iter().map(|it| (it.at, it.words.clone()));
    let mut top = Vec::new();
    for (at, words) in notices.chain(left) {
        let remarks = match at {
            At::Written => continue,
            At::Top => &mut top,
            At::Block(order) => {
                let found = reaches.partition_point(|reach| *reach < order);
                match pieces.get_mut(found.min(reaches.len().saturating_sub(1))) {
                    Some(piece) => &mut piece.remarks,
                    None => &mut top,
                }
            }
        };
        match remarks.len() {
            MOST => remarks.push("more of this kind stands in the report of the import".to_owned()),
            length if length < MOST && !remarks.contains(&words) => remarks.push(words),
            _ => {}
        }
    }
    top
}
