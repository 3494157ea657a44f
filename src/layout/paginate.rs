//! Pieces onto pages, each page as full as its keeps allow.

use super::flow::{Break, Piece};
use crate::geometry::Pt;

/// A piece in its place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Index of the piece.
    pub piece: usize,
    /// Top edge, from the top of the text area.
    pub y: Pt,
    /// Whether the table's head is drawn again right over it.
    pub repeats_head: bool,
}

/// Places every piece once and in order; returns the pages, some of which may be empty where a
/// chapter begins on a right-hand page.
///
/// `number` is the number of the first page.
#[must_use]
pub fn paginate(pieces: &[Piece], heads: &[Piece], height: Pt, number: usize) -> Vec<Vec<Placed>> {
    let mut paginator =
        Paginator { pieces, heads, height, number, pages: vec![Vec::new()], y: Pt::ZERO };
    let mut at = 0;
    while at < pieces.len() {
        let end = group_end(pieces, at);
        paginator.place_group(at, end);
        at = end;
    }
    paginator.pages
}

/// One past the last piece that has to stay on a page with `start`.
fn group_end(pieces: &[Piece], start: usize) -> usize {
    let mut at = start;
    while pieces[at].keep_with_next
        && at + 1 < pieces.len()
        && pieces[at + 1].break_before == Break::None
    {
        at += 1;
    }
    at + 1
}

struct Paginator<'a> {
    pieces: &'a [Piece],
    heads: &'a [Piece],
    height: Pt,
    number: usize,
    pages: Vec<Vec<Placed>>,
    y: Pt,
}

/// Rounding of sums of lengths.
const TOLERANCE: Pt = Pt(0.01);

impl Paginator<'_> {
    fn is_fresh(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    fn turn_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = Pt::ZERO;
    }

    fn is_recto(&self) -> bool {
        (self.number + self.pages.len() - 1) % 2 == 1
    }

    fn place_group(&mut self, start: usize, end: usize) {
        self.obey_break(self.pieces[start].break_before);
        if self.bottom(start, end) <= self.height + TOLERANCE {
            self.place(start, end);
            return;
        }
        if !self.is_fresh() && self.fresh_bottom(start, end) <= self.height + TOLERANCE {
            self.turn_page();
            self.place(start, end);
            return;
        }
        self.split(start, end);
    }

    fn obey_break(&mut self, wanted: Break) {
        match wanted {
            Break::None => {}
            Break::Page => {
                if !self.is_fresh() {
                    self.turn_page();
                }
            }
            Break::Recto => {
                if !self.is_fresh() {
                    self.turn_page();
                }
                if !self.is_recto() {
                    self.turn_page();
                }
            }
        }
    }

    /// What no page can hold is broken where it must be, but never right after a heading.
    fn split(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let mut fitting = at;
            while fitting < end && self.bottom(at, fitting + 1) <= self.height + TOLERANCE {
                fitting += 1;
            }
            let most = fitting;
            while fitting > at && fitting < end && self.pieces[fitting - 1].heading {
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
        let goes_on =
            |at: usize| self.pieces[at].heading && self.pieces[at].space_before == Pt::ZERO;
        let cut = (start + 1..=end).rev().find(|at| *at < self.pieces.len() && !goes_on(*at));
        cut.unwrap_or(end)
    }

    /// Where a group would end if it began here.
    fn bottom(&self, start: usize, end: usize) -> Pt {
        let first = &self.pieces[start];
        let over = if self.is_fresh() { self.head_height(first) } else { first.space_before };
        self.y + over + self.inner_height(start, end)
    }

    fn fresh_bottom(&self, start: usize, end: usize) -> Pt {
        self.head_height(&self.pieces[start]) + self.inner_height(start, end)
    }

    fn inner_height(&self, start: usize, end: usize) -> Pt {
        let spaces: Pt = self.pieces[start + 1..end].iter().map(|piece| piece.space_before).sum();
        self.pieces[start..end].iter().map(|piece| piece.height).sum::<Pt>() + spaces
    }

    fn head_height(&self, piece: &Piece) -> Pt {
        let head = piece.head.map(|head| &self.heads[head.0 as usize]);
        head.filter(|head| head.repeats_on(self.height)).map_or(Pt::ZERO, |head| head.height)
    }

    fn place(&mut self, start: usize, end: usize) {
        for index in start..end {
            let piece = &self.pieces[index];
            let fresh = self.is_fresh();
            let head = if fresh { self.head_height(piece) } else { Pt::ZERO };
            self.y += if fresh { head } else { piece.space_before };
            let placed = Placed { piece: index, y: self.y, repeats_head: head > Pt::ZERO };
            self.pages.last_mut().expect("there is a page").push(placed);
            self.y += piece.height;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(keep: bool) -> Piece {
        Piece { height: Pt(10.0), keep_with_next: keep, ..Piece::default() }
    }

    fn dump(pages: &[Vec<Placed>]) -> Vec<Vec<usize>> {
        pages.iter().map(|page| page.iter().map(|placed| placed.piece).collect()).collect()
    }

    #[test]
    fn heading_moves_with_its_paragraph() {
        let heading = Piece { heading: true, ..line(true) };
        let pieces = [line(false), line(false), heading, line(true), line(false)];
        assert_eq!(dump(&paginate(&pieces, &[], Pt(40.0), 1)), [vec![0, 1], vec![2, 3, 4]]);
    }

    #[test]
    fn a_page_of_nothing_but_headings_is_full() {
        let heading = Piece { heading: true, ..line(true) };
        let mut pieces = vec![heading; 5];
        pieces.push(line(false));
        assert_eq!(dump(&paginate(&pieces, &[], Pt(40.0), 1)), [vec![0, 1, 2, 3], vec![4, 5]]);
    }

    #[test]
    fn space_is_dropped_at_the_top_of_a_page() {
        let spaced = Piece { space_before: Pt(15.0), ..line(false) };
        let pages = paginate(&[line(false), spaced.clone(), spaced], &[], Pt(36.0), 1);
        assert_eq!(dump(&pages), [vec![0, 1], vec![2]]);
        assert_eq!(pages[1][0].y, Pt::ZERO);
    }

    #[test]
    fn a_chapter_on_the_right_leaves_a_page_on_the_left() {
        let recto = Piece { break_before: Break::Recto, ..line(false) };
        let pages = paginate(&[line(false), recto.clone(), recto], &[], Pt(40.0), 1);
        assert_eq!(dump(&pages), [vec![0], vec![], vec![1], vec![], vec![2]]);
    }

    #[test]
    fn what_no_page_holds_is_split_but_loses_nothing() {
        let pieces: Vec<Piece> = (0..10).map(|_| line(true)).collect();
        let pages = paginate(&pieces, &[], Pt(40.0), 1);
        assert_eq!(dump(&pages), [vec![0, 1, 2, 3], vec![4, 5, 6, 7], vec![8, 9]]);
    }

    #[test]
    fn a_tables_head_takes_its_room_on_the_next_page() {
        let head = Piece { height: Pt(12.0), ..Piece::default() };
        let row = Piece { head: Some(super::super::flow::HeadId(0)), ..line(false) };
        let pieces = vec![row; 5];
        let pages = paginate(&pieces, &[head], Pt(40.0), 1);
        assert_eq!(pages[1][0], Placed { piece: 2, y: Pt(12.0), repeats_head: true });
    }
}
