//! Which pieces come to stand on which page.

use proptest::prelude::*;

use super::super::flow::{Break, HeadId, Parting, Piece};
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
    let row = Piece { head: Some(HeadId(0)), ..line(false) };
    let pieces = vec![row; 5];
    let pages = paginate(&pieces, &[head], Pt(40.0), 1);
    assert_eq!(pages[1][0], Placed { piece: 2, y: Pt(12.0), repeats_head: true, scale: 1.0 });
}

#[test]
fn spaces_widen_until_a_page_is_full() {
    let spaced = Piece { space_before: Pt(10.0), ..line(false) };
    let tall = Piece { height: Pt(30.0), ..spaced.clone() };
    // Two lines take 30 of 33 points: the space between them takes the rest.
    let pages = paginate(&[line(false), spaced, tall], &[], Pt(33.0), 1);
    assert_eq!(dump(&pages), [vec![0, 1], vec![2]]);
    assert!((pages[0][1].y.0 - 23.0).abs() < 0.02, "{:?}", pages[0]);
}

#[test]
fn the_last_page_ends_where_it_ends() {
    let spaced = Piece { space_before: Pt(10.0), ..line(false) };
    let pages = paginate(&[line(false), spaced], &[], Pt(33.0), 1);
    assert_eq!(pages[0][1].y, Pt(20.0));
}

#[test]
fn a_picture_is_drawn_smaller_to_stand_on_the_page_of_its_words() {
    let picture = Piece { height: Pt(30.0), shrinks: Pt(6.0), ..line(false) };
    let pages = paginate(&[line(false), picture, line(false)], &[], Pt(35.0), 1);
    assert_eq!(dump(&pages), [vec![0, 1], vec![2]]);
    assert!((pages[0][1].scale - 25.0 / 30.0).abs() < 0.01, "{:?}", pages[0]);
}

#[test]
fn a_small_table_goes_to_the_next_page_whole_where_that_leaves_little_white() {
    let row = Piece { head: Some(HeadId(0)), ..line(false) };
    let head = Piece { height: Pt(5.0), ..Piece::default() };
    let mut pieces = vec![line(false); 18];
    pieces.extend(vec![row; 4]);
    let pages = paginate(&pieces, &[head], Pt(200.0), 1);
    assert_eq!(dump(&pages)[0].len(), 18);
}

#[test]
fn no_page_ends_within_a_word_where_it_may_end_a_line_sooner() {
    let broken = Piece { parting: Parting::Word, ..line(false) };
    let whole = Piece { parting: Parting::Lines, ..line(false) };
    let mut pieces = vec![whole; 19];
    pieces[10] = broken;
    assert_eq!(dump(&paginate(&pieces, &[], Pt(100.0), 1))[0].len(), 9);
}

#[test]
fn no_last_page_holds_a_line_alone_where_the_page_before_has_lines_to_give() {
    let pages = paginate(&vec![line(false); 21], &[], Pt(200.0), 1);
    assert!(dump(&pages)[1].len() > 1, "{:?}", dump(&pages));
}

fn piece() -> impl Strategy<Value = Piece> {
    (1.0_f32..60.0, 0.0_f32..20.0, any::<[bool; 4]>(), 0_u32..12).prop_map(
        |(height, space, [keep, rigid, picture, heading], kind)| Piece {
            height: Pt(height),
            space_before: Pt(space),
            rigid,
            shrinks: if picture { Pt(height * 0.2) } else { Pt::ZERO },
            keep_with_next: keep && kind < 6,
            heading: heading && keep && kind < 6,
            break_before: match kind {
                10 => Break::Page,
                11 => Break::Recto,
                _ => Break::None,
            },
            ..Piece::default()
        },
    )
}

/// The same pieces in pages that are filled one after the other.
fn in_turn_count(pieces: &[Piece], height: Pt, number: usize) -> usize {
    let column = Column::new(pieces, &[], height);
    let (mut pages, mut start) = (0, 0);
    while start < pieces.len() {
        let end = part_end(pieces, start);
        if pieces[start].break_before == Break::Recto && (number + pages).is_multiple_of(2) {
            pages += 1;
        }
        pages += in_turn::place(&column, start, end).len();
        start = end;
    }
    pages
}

proptest! {
    /// Each piece stands once and in order, nothing stands over the foot of a page or over another
    /// piece, a group that a page can hold is not parted, and no part takes more pages than pages
    /// that are filled one after the other.
    #[test]
    fn pages_hold_everything_in_order(pieces in prop::collection::vec(piece(), 1..60)) {
        let height = Pt(150.0);
        let pages = paginate(&pieces, &[], height, 1);
        let order: Vec<usize> = pages.iter().flatten().map(|placed| placed.piece).collect();
        prop_assert_eq!(order, (0..pieces.len()).collect::<Vec<_>>());
        let column = Column::new(&pieces, &[], height);
        for page in &pages {
            let mut y = Pt::ZERO;
            for placed in page {
                prop_assert!(placed.y >= y - TOLERANCE);
                y = placed.y + pieces[placed.piece].height * placed.scale;
            }
            prop_assert!(y <= height + Pt(0.1), "{y:?}");
            let last = page.last().map(|placed| placed.piece);
            if let Some(last) = last.filter(|last| pieces[*last].keep_with_next) {
                let start = (0..=last).rev().take_while(|at| *at == last || pieces[*at].keep_with_next
                    && pieces[*at + 1].break_before == Break::None).last().unwrap();
                let end = column.group_end(start);
                let alone = column.inner_height(start, end);
                prop_assert!(end == last + 1 || alone > height, "{start}..{end} parted after {last}");
            }
        }
        // Without breaks that depend on right-hand pages, which an odd number of pages moves, and without
        // groups that no page holds as they are: those are parted with more care, or narrowed, which may
        // take a page more.
        let whole = (0..pieces.len()).all(|at| {
            column.extent(at, column.group_end(at)).natural <= column.page()
        });
        if whole && pieces.iter().all(|piece| piece.break_before != Break::Recto) {
            prop_assert!(pages.len() <= in_turn_count(&pieces, height, 1));
        }
    }
}
