//! The direction of each character (Unicode Standard Annex 9).

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

use super::isolates::{self, TURN_BACK};
use crate::language::Direction;

/// The embedding level of each byte, or `None` where all text runs from left to right.
///
/// Numbers that would be turned round are isolated. A line end parts paragraphs, as in a browser;
/// what is isolated goes on after it.
pub(super) fn levels(text: &str, direction: Direction) -> Option<Vec<u8>> {
    if direction == Direction::LeftToRight && !needs_reordering(text) {
        return None;
    }
    let base = match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let mut signs = signs(text, direction).into_iter().peekable();
    let mut levels = Vec::with_capacity(text.len());
    let mut open: Vec<char> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut isolated: String = open.iter().collect();
        // For each byte whether it is one of the text's.
        let mut own = vec![false; isolated.len()];
        for (at, c) in line.char_indices() {
            while let Some((_, sign)) = signs.next_if(|(place, _)| *place <= start + at) {
                isolated.push_str(sign);
                own.resize(isolated.len(), false);
            }
            match c {
                '\u{2066}'..='\u{2068}' => open.push(c),
                TURN_BACK => _ = open.pop(),
                _ => {}
            }
            isolated.push(one_paragraph(c));
            own.resize(isolated.len(), true);
        }
        start += line.len();
        if start == text.len() {
            signs.by_ref().for_each(|(_, sign)| isolated.push_str(sign));
            own.resize(isolated.len(), false);
        }
        let info = ParagraphBidiInfo::new(&isolated, Some(base));
        let kept = info.levels.iter().zip(own).filter(|(_, own)| *own);
        levels.extend(kept.map(|(level, _)| level.number()));
    }
    Some(levels)
}

/// Signs to put in, each with its place.
fn signs(text: &str, direction: Direction) -> Vec<(usize, &'static str)> {
    let isolates = isolates::isolates(text, direction);
    let mut signs = Vec::with_capacity(2 * isolates.len());
    let mut open: Vec<(usize, &'static str)> = Vec::new();
    for isolate in isolates {
        while let Some(closer) = open.pop_if(|(end, _)| *end <= isolate.range.start) {
            signs.push(closer);
        }
        signs.push((isolate.range.start, isolate.opener()));
        open.push((isolate.range.end, isolate.closer()));
    }
    signs.extend(open.into_iter().rev());
    signs
}

/// Characters that would end a paragraph become others of the same length that do not.
fn one_paragraph(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{1C}'..='\u{1E}' => ' ',
        '\u{85}' => '\u{A0}',
        '\u{2029}' => '\u{2028}',
        _ => c,
    }
}

fn needs_reordering(text: &str) -> bool {
    // U+0590, the first character of a right-to-left script, begins with the byte 0xD6.
    text.bytes().any(|byte| byte >= 0xD6)
        && text.chars().any(|c| {
            use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, R, RLE, RLI, RLO};
            matches!(bidi_class(c), R | AL | AN | RLE | RLO | RLI | LRE | LRO | LRI | FSI)
        })
}

/// Indices into `levels` in the order from left to right (rule L2).
pub(super) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut start = 0;
        while start < order.len() {
            let reversed = |at: &usize| levels[order[*at]] >= level;
            let end = (start..order.len()).find(|at| !reversed(at)).unwrap_or(order.len());
            order[start..end].reverse();
            start = end + 1;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump(text: &str, direction: Direction) -> String {
        let levels = levels(text, direction);
        let Some(levels) = levels else { return "left to right".to_owned() };
        text.char_indices().map(|(at, _)| char::from(b'0' + levels[at])).collect()
    }

    #[test]
    fn plain_text_needs_no_levels() {
        assert_eq!(dump("Call 0808 008 7054 – “free”", Direction::LeftToRight), "left to right");
    }

    #[test]
    fn a_telephone_number_within_arabic_is_isolated() {
        assert_eq!(dump("هاتف +44 20 7299", Direction::RightToLeft), "1111122222222222");
        assert_eq!(dump("ab\nهم", Direction::LeftToRight), "00011");
    }

    #[test]
    fn odd_levels_are_reversed() {
        assert_eq!(visual_order(&[0, 0, 1, 1, 0]), [0, 1, 3, 2, 4]);
        assert_eq!(visual_order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
    }
}
