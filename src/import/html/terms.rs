//! Terms and their meanings (`dt`, `dd`).

use super::Reader;
use crate::import::draft::{Block, Look, Placed, append_line, text_of};
use crate::import::tables;

impl Reader<'_> {
    pub(super) fn term(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        let blocks = self.inside(node, look, depth);
        let mut behind = Vec::new();
        let runs = tables::flat(blocks, &mut self.draft, &mut behind);
        append_line(&mut self.term, runs);
        self.draft.blocks.append(&mut behind);
    }

    pub(super) fn meaning(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        let mut blocks = self.inside(node, look, depth);
        let linked = self.term.iter().any(|run| run.look.href.is_some());
        let plain = blocks.iter().all(|it| matches!(it.block, Block::Paragraph(_)));
        // A second meaning goes on with the first.
        if let Some(Placed { block: Block::Definition(_, meaning), .. }) =
            self.draft.blocks.last_mut()
            && self.term.is_empty()
            && plain
        {
            for placed in blocks {
                if let Block::Paragraph(runs) = placed.block {
                    append_line(meaning, runs);
                }
            }
            return;
        }
        if blocks.is_empty() || linked || !plain || self.term.is_empty() {
            self.end_term();
            self.draft.blocks.append(&mut blocks);
            return;
        }
        let term = std::mem::take(&mut self.term);
        let meaning = tables::flat(blocks, &mut self.draft, &mut Vec::new());
        let place = self.place.clone();
        self.draft.push(&place, Block::Definition(term, meaning));
    }

    /// A term that is not followed by a meaning in words.
    pub(super) fn end_term(&mut self) {
        let mut runs = std::mem::take(&mut self.term);
        if !text_of(&runs).is_empty() {
            runs.iter_mut().for_each(|run| run.look.bold = true);
            let place = self.place.clone();
            self.draft.push(&place, Block::Paragraph(runs));
        }
    }
}
