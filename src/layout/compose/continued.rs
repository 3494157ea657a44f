//! Names of what goes on on a later page, printed over its rest and no part of the structure.

use super::super::flow::{Frame, HeadId, Piece};
use super::super::structure::LeafId;
use super::super::style::TextStyle;
use super::Composer;
use super::draft::Draft;
use super::look::Look;
use super::strips::as_artifact;
use crate::diagnostic::Diagnostic;
use crate::typeset::Alignment;

impl Composer<'_> {
    /// The lines of a name with the word for `continued` after it, as nobody's.
    pub(super) fn continued(&mut self, name: &Draft, style: TextStyle, frame: Frame) -> Vec<Piece> {
        let Some(last) = name.runs.last().map(|run| LeafId(run.tag)) else { return Vec::new() };
        let mut draft = name.clone();
        let look = draft.looks.get(&last.0).copied().unwrap_or_else(|| Look::of(style));
        let turns = self.spoken.direction() != self.language.direction();
        draft.push(" ", last, look, style.run(style.weight, &self.language, true));
        if turns {
            draft.turn(self.spoken.direction());
        }
        draft.push(self.words.continued, last, look, style.run(style.weight, &self.spoken, true));
        if turns {
            draft.turn_back();
        }
        // What is amiss with the name was told of where the name itself stands.
        let told = (self.parted_addresses.len(), self.diagnostics.len());
        let lines = self.set(&draft, frame, style, Alignment::Start);
        self.parted_addresses.truncate(told.0);
        let new = self.diagnostics.split_off(told.1);
        self.diagnostics.extend(new.into_iter().filter(Diagnostic::is_error));
        lines.iter().map(as_artifact).collect()
    }

    /// Words that no part of the structure owns, in the booklet's language.
    pub(super) fn bare(&self, text: &str, style: TextStyle) -> Draft {
        let mut draft = Draft::default();
        let run = style.run(style.weight, &self.book.language, true);
        draft.push(text, LeafId(u32::MAX), Look::of(style), run);
        draft
    }

    /// What is to be said again over what goes on: the first of these that leaves room for it.
    pub(super) fn said_again(&mut self, candidates: Vec<Piece>) -> HeadId {
        let page = self.style.height();
        let fits = candidates.into_iter().find(|piece| piece.repeats_on(page));
        // As high as the page, it is never said again.
        self.head(fits.unwrap_or(Piece { height: page, ..Piece::default() }))
    }
}
