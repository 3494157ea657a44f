//! Blanks, dashes and digits as people type them.

/// Whether a sign only parts what stands beside it.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{200E}' | '\u{200F}')
}

/// Any of the signs that are typed for a hyphen or a dash.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{AD}')
}

/// The value of a digit of any of the scripts that have their own.
pub(super) fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 11] =
        [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xE50, 0xED0, 0xFF10];
    let code = u32::from(c);
    let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}
