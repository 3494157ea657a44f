//! Two versions of a file that come from one, put together block by block.
//!
//! A block, a contact point or a table is one thing: whoever changed a word of it has read the rest of
//! it as it was. So nothing is woven within it. Where both changed it, a person sees both versions and
//! chooses. Keys are put together one by one only where each is a fact of its own (`parts`).

mod matching;
mod parts;
mod pieces;
mod weave;

use serde::Serialize;

use super::Document;
use pieces::Frame;
pub use pieces::{Clash, Piece, Side};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Merge {
    /// What both did, in one file.
    Clean {
        /// The file.
        text: String,
        /// At so many places both put something new: that of there stands before that of here.
        beside: usize,
    },
    /// Both changed the same, so that a person has to choose.
    Conflict {
        /// The file from its beginning to its end.
        pieces: Vec<Piece>,
        /// What stands around it.
        #[serde(skip)]
        frame: Frame,
    },
}

impl Merge {
    fn whole(text: &str) -> Self {
        Self::Clean { text: text.to_owned(), beside: 0 }
    }

    /// The file with a choice for each clash, in their order; `None` where there are not as many, or
    /// both are chosen of what there can be only one of.
    #[must_use]
    pub fn resolve(&self, choices: &[Side]) -> Option<String> {
        match self {
            Self::Clean { text, .. } => choices.is_empty().then(|| text.clone()),
            Self::Conflict { pieces, frame } => {
                let mut choices = choices.iter();
                let mut text = String::new();
                for piece in pieces {
                    match piece {
                        Piece::Agreed { text: agreed, apart } => {
                            frame.add(&mut text, agreed, *apart)
                        }
                        Piece::Clash(clash) => clash.add(*choices.next()?, frame, &mut text)?,
                    }
                }
                choices.next().is_none().then(|| frame.around(&text))
            }
        }
    }
}

/// Puts `mine` and `theirs` together, which both come from `base`.
#[must_use]
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merge {
    match () {
        () if mine == theirs || theirs == base => return Merge::whole(mine),
        () if mine == base => return Merge::whole(theirs),
        () => {}
    }
    let (frame, texts) = Frame::of([base, mine, theirs]);
    let documents = texts.each_ref().map(|text| Document::read(text));
    let rows = documents.each_ref().map(Document::parts);
    let woven = weave::woven(rows.each_ref().map(Vec::as_slice), &frame);
    if woven.all.iter().any(|piece| matches!(piece, Piece::Clash(_))) {
        return Merge::Conflict { pieces: woven.all, frame };
    }
    let text: String = woven.all.iter().map(Piece::agreed).collect();
    let text = frame.around(&text);
    let read = Document::read(frame.within(&text));
    let unread = documents.iter().map(|document| document.unread.len()).max().unwrap_or(0);
    let found: Vec<String> = read.units().iter().map(|unit| unit.body().to_owned()).collect();
    if read.unread.len() <= unread && found == woven.planned {
        return Merge::Clean { text, beside: woven.beside };
    }
    // Together they would say a key twice, or the like.
    let [base, mine, theirs] = texts;
    let clash = Clash { base, mine, theirs, both: false, apart: false };
    Merge::Conflict { pieces: vec![Piece::Clash(clash)], frame }
}
