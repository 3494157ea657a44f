//! Pieces onto pages one after the other, each page as full as its keeps allow: for parts that no
//! choice of breaks can set, since a group that stays together is taller than a page.

use super::measure::Column;
use super::{Placed, TOLERANCE};
use crate::geometry::Pt;

/// Places the pieces of `start..end`, the first of them at the top of a page.
pub(super) fn place(column: &Column<'_>, start: usize, end: usize) -> Vec<Vec<Placed>> {
    let mut filler = Filler { column, pages: vec![Vec::new()], y: Pt::ZERO };
    let mut at = start;
    while at < end {
        let group = column.group_end(at).min(end);
        filler.place_group(at, group);
        at = group;
    }
    filler.pages
}

struct Filler<'a> {
    column: &'a Column<'a>,
    pages: Vec<Vec<Placed>>,
    y: Pt,
}

impl Filler<'_> {
    fn is_fresh(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    fn turn_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = Pt::ZERO;
    }

    fn place_group(&mut self, start: usize, end: usize) {
        if self.bottom(start, end) <= self.column.height + TOLERANCE {
            self.place(start, end);
            return;
        }
        if !self.is_fresh() && self.fresh_bottom(start, end) <= self.column.height + TOLERANCE {
            self.turn_page();
            self.place(start, end);
            return;
        }
        self.split(start, end);
    }

    /// What no page can hold is broken where it must be, but never right after a heading.
    fn split(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let mut fitting = at;
            while fitting < end && self.bottom(at, fitting + 1) <= self.column.height + TOLERANCE {
                fitting += 1;
            }
            let most = fitting;
            while fitting > at && fitting < end && self.column.pieces[fitting - 1].heading {
                fitting -= 1;
            }
            if fitting == at {
                if self.is_fresh() {
                    // Nothing but headings, or a strip that is taller than the page.
                    fitting = self.whole_headings(at, most).max(at + 1);
                } else {
                    self.turn_page();
                    continue;
                }
            }
            self.place(at, fitting);
            at = fitting;
            if at < end {
                self.turn_page();
            }
        }
    }

    /// As many of these lines as there are without the beginning of a heading that goes on after
    /// them: its lines have no space between them.
    fn whole_headings(&self, start: usize, end: usize) -> usize {
        let goes_on = |at: usize| {
            self.column.pieces[at].heading && self.column.pieces[at].space_before == Pt::ZERO
        };
        let cut =
            (start + 1..=end).rev().find(|at| *at < self.column.pieces.len() && !goes_on(*at));
        cut.unwrap_or(end)
    }

    /// Where a group would end if it began here.
    fn bottom(&self, start: usize, end: usize) -> Pt {
        let first = &self.column.pieces[start];
        let over =
            if self.is_fresh() { self.column.head_height(first) } else { first.space_before };
        self.y + over + self.column.inner_height(start, end)
    }

    fn fresh_bottom(&self, start: usize, end: usize) -> Pt {
        self.column.head_height(&self.column.pieces[start]) + self.column.inner_height(start, end)
    }

    fn place(&mut self, start: usize, end: usize) {
        for index in start..end {
            let piece = &self.column.pieces[index];
            let fresh = self.is_fresh();
            let head = if fresh { self.column.head_height(piece) } else { Pt::ZERO };
            self.y += if fresh { head } else { piece.space_before };
            let placed =
                Placed { piece: index, y: self.y, repeats_head: head > Pt::ZERO, scale: 1.0 };
            self.pages.last_mut().expect("there is a page").push(placed);
            self.y += piece.height;
        }
    }
}
