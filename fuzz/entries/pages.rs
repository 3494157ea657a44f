//! Any pieces with keeps, breaks and heads: each is placed once and in order, on no page that it does
//! not fit unless it fits none.

use chapbook::geometry::Pt;
use chapbook::layout::flow::{Break, HeadId, Piece};
use chapbook::layout::paginate::{Placed, paginate};

/// Two bytes for the page's height, one for its number and one for the head of tables, then three
/// for each piece: height, space over it, and what else it is.
pub fn run(data: &[u8]) {
    let Some((&[low, high, number, head], pieces)) = data.split_first_chunk() else { return };
    let height = Pt(1.0 + f32::from(u16::from_le_bytes([low, high])) / 16.0);
    let heads = [Piece { height: Pt(f32::from(head)), ..Piece::default() }];
    let pieces: Vec<Piece> = pieces.as_chunks().0.iter().map(piece).collect();
    let pages = paginate(&pieces, &heads, height, usize::from(number));
    let placed: Vec<usize> = pages.iter().flatten().map(|placed| placed.piece).collect();
    assert!(placed.iter().copied().eq(0..pieces.len()), "{placed:?}");
    for page in &pages {
        assert_page(page, &pieces, &heads, height);
    }
    for (at, pair) in pages.windows(2).enumerate() {
        let next = pair[1].first().map(|first| pieces[first.piece].break_before);
        // Only a right-hand page that is asked for leaves an empty one.
        assert!(at == 0 || !pair[0].is_empty() || next == Some(Break::Recto), "page {at} is empty");
    }
    assert!(pieces.is_empty() || pages.last().is_some_and(|page| !page.is_empty()));
}

fn piece(&[height, space, what]: &[u8; 3]) -> Piece {
    Piece {
        height: Pt(f32::from(height) / 2.0),
        space_before: Pt(f32::from(space) / 4.0),
        keep_with_next: what & 1 != 0,
        heading: what & 2 != 0,
        head: (what & 4 != 0).then_some(HeadId(0)),
        break_before: match what >> 3 & 7 {
            6 => Break::Page,
            7 => Break::Recto,
            _ => Break::None,
        },
        ..Piece::default()
    }
}

fn assert_page(page: &[Placed], pieces: &[Piece], heads: &[Piece], height: Pt) {
    let mut bottom = Pt::ZERO;
    for (at, placed) in page.iter().enumerate() {
        let piece = &pieces[placed.piece];
        assert!(placed.y >= bottom, "{placed:?} begins over {bottom:?}");
        assert!(at == 0 || piece.break_before == Break::None, "{placed:?} begins no page");
        assert!(at == 0 || !placed.repeats_head, "{placed:?} says a head in the middle");
        let head = if placed.repeats_head { heads[0].height } else { Pt::ZERO };
        bottom = placed.y + piece.height;
        let alone = at == 0 && piece.height + head > height;
        assert!(
            alone || bottom <= height + Pt(0.05),
            "{placed:?} ends at {bottom:?} of {height:?}"
        );
    }
}
