//! Which characters can be shown, and which can be seen.

use unicode_script::{Script, UnicodeScript};

use crate::content::signs::Sign;
use crate::unseen::is_ignorable;

/// Whether a sign can be seen, or holds a place open: neither a space nor one that Unicode calls
/// default ignorable.
pub(super) fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !is_ignorable(c)
}

/// The signs that can be shown, with spaces for tabs and one sort of line end, and those that
/// cannot, each with a sentence that says so.
pub(super) fn sifted(signs: &[Sign]) -> (Vec<Sign>, Vec<(Sign, String)>) {
    let mut kept = Vec::with_capacity(signs.len());
    let mut refused = Vec::new();
    for (at, sign) in signs.iter().enumerate() {
        let next = signs.get(at + 1).map(|sign| sign.c);
        let before = at.checked_sub(1).map(|at| signs[at].c);
        match sign.c {
            // A mark of the order of bytes, which came along with what was copied.
            '\u{FEFF}' => {}
            '\u{200B}' if is_needless(before) || is_needless(next) => {}
            '\t' => kept.push(Sign { c: ' ', exact: false, ..*sign }),
            '\r' if next == Some('\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => {
                kept.push(Sign { c: '\n', exact: false, ..*sign });
            }
            c => match unfit(c) {
                Some(what) => {
                    let code = u32::from(c);
                    refused.push((*sign, format!("{what} (U+{code:04X}) cannot be shown")));
                }
                None => kept.push(*sign),
            },
        }
    }
    (kept, refused)
}

/// Whether a place where a line may be broken means nothing beside a character: words of these scripts
/// are parted by spaces.
fn is_needless(beside: Option<char>) -> bool {
    let Some(c) = beside else { return true };
    let spaced = matches!(
        c.script(),
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Arabic | Script::Hebrew
    );
    c.is_whitespace() || c.is_ascii_digit() || spaced
}

/// Whether a character may stand in a string: one that no font shows, or that turns the order of
/// letters, may not.
#[must_use]
pub fn can_be_shown(c: char) -> bool {
    unfit(c).is_none()
}

/// Why a character can never be shown.
fn unfit(c: char) -> Option<&'static str> {
    match c {
        '\n' => None,
        '\u{FFFD}' => Some("a letter that was lost when the file was saved"),
        '\u{FFFC}' => Some("the place of a picture that was not copied along"),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' if !is_noncharacter(c) => {
            Some("a character of a private font")
        }
        '\u{FFF9}'..='\u{FFFB}' => Some("a control character"),
        // The direction of each word is worked out; these would let "7054" be read as "4507".
        _ if turns_order(c) => Some("a sign that turns the order of letters round"),
        _ if is_noncharacter(c) => Some("a code that is no character"),
        _ if c.is_control() => Some("a control character"),
        _ => None,
    }
}

/// Whether it turns the order of all letters after it.
pub(super) fn turns_order(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}')
}

/// Whether Unicode keeps the code from ever being a character.
pub(super) fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}
