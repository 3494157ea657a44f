//! What stands before an item of a list in a PDF.

/// Signs that are boxes to tick.
const BOXES: [char; 10] = ['☐', '☑', '☒', '□', '▢', '❏', '❐', '❑', '❒', '◻'];

/// The digits of scripts that count as Latin does, each by its nought.
const NOUGHTS: [char; 12] = ['0', '٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '೦', '൦', '๐'];

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A sign, or nothing.
    Sign,
    /// A box to tick.
    Box,
    /// A number.
    Number(usize),
    /// A letter, or a number in letters.
    Letter,
    /// A term, which the item explains.
    Words,
}

impl Label {
    /// What a label is; `tick_box` is what a box is called in the language of the text.
    pub(super) fn read(text: &str, tick_box: &str) -> Self {
        let words = text.trim().trim_matches(['.', ')', '(', ':', ' ', '\u{A0}']);
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        match () {
            () if words.contains(BOXES) || words.eq_ignore_ascii_case(tick_box) => Self::Box,
            () if letters == 0 => Self::Sign,
            () => match number(words) {
                Some(number) => Self::Number(number),
                // "o" is the sign of lists within lists in files of Word.
                None if words == "o" && text.trim() == words => Self::Sign,
                None if is_counted(words, text.trim()) => Self::Letter,
                None => Self::Words,
            },
        }
    }
}

fn number(words: &str) -> Option<usize> {
    words.chars().try_fold(0_usize, |number, c| {
        let digit = NOUGHTS.iter().find_map(|nought| {
            let digit = (c as u32).checked_sub(*nought as u32)?;
            (digit < 10).then_some(digit as usize)
        });
        number.checked_mul(10)?.checked_add(digit?)
    })
}

/// Whether a label is "b)" or "iv.": a letter or a small Roman number with a sign.
fn is_counted(words: &str, whole: &str) -> bool {
    let roman = |c: char| "ivxlcIVXLC".contains(c);
    words != whole && (words.chars().count() == 1 || words.len() <= 6 && words.chars().all(roman))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbers_boxes_signs_or_terms() {
        let read = |text| Label::read(text, "tick box");
        assert_eq!([read("4."), read("(12)"), read("٣.")], [4, 12, 3].map(Label::Number));
        assert_eq!([read("•"), read(""), read("–"), read("o")], [Label::Sign; 4]);
        assert_eq!([read("☐"), read("tick box")], [Label::Box; 2]);
        assert_eq!([read("b)"), read("iv.")], [Label::Letter; 2]);
        assert_eq!([read("Stent"), read("B12 vitamin"), read("A")], [Label::Words; 3]);
    }
}
