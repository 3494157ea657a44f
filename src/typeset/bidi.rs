//! The direction of each character (Unicode Standard Annex 9).

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

use super::atoms::Atom;
use crate::language::Direction;

/// The embedding level of each byte, or `None` where all text runs from left to right.
///
/// Telephone numbers and addresses are isolated as if U+2066 and U+2069 stood around them: within
/// right-to-left text "+44 20" would otherwise be drawn as "20 44+".
pub(super) fn levels(text: &str, direction: Direction, atoms: &[Atom]) -> Option<Vec<u8>> {
    if direction == Direction::LeftToRight && !needs_reordering(text) {
        return None;
    }
    let base = match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    // Line ends part paragraphs in the annex; here they are blanks of one paragraph.
    let mut isolated = String::with_capacity(text.len() + 6 * atoms.len());
    let mut from = 0;
    for atom in atoms {
        isolated.push_str(&text[from..atom.range.start]);
        isolated.push('\u{2066}');
        isolated.push_str(&text[atom.range.clone()]);
        isolated.push('\u{2069}');
        from = atom.range.end;
    }
    isolated.push_str(&text[from..]);
    let isolated: String = isolated.chars().map(one_paragraph).collect();
    let info = ParagraphBidiInfo::new(&isolated, Some(base));
    Some(without_isolates(&info.levels, atoms, text.len()))
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

/// The levels of the original text's bytes.
fn without_isolates(levels: &[Level], atoms: &[Atom], length: usize) -> Vec<u8> {
    let mut original = Vec::with_capacity(length);
    let (mut from, mut at) = (0, 0);
    let mut take = |count: usize, skip: usize| {
        original.extend(levels[at..at + count].iter().map(Level::number));
        at += count + skip;
    };
    const ISOLATE: usize = '\u{2066}'.len_utf8();
    for atom in atoms {
        take(atom.range.start - from, ISOLATE);
        take(atom.range.len(), ISOLATE);
        from = atom.range.end;
    }
    take(length - from, 0);
    original
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
    use super::super::atoms;
    use super::*;

    fn dump(text: &str, direction: Direction) -> String {
        let levels = levels(text, direction, &atoms::find(text));
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
