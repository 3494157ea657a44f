//! Signs of the fonts Wingdings and Symbol, which have no letters but pictures.

/// A sign in Unicode, by its number in the font.
pub(super) fn sign(code: u32) -> Option<char> {
    Some(match code & 0xFF {
        0xFC => '✓',
        0xFB => '✗',
        0xFE => '☑',
        0xA8 | 0x6F | 0x71 | 0x72 => '☐',
        0xB7 | 0x6C => '•',
        0xA7 | 0x6E => '▪',
        0xE0 | 0xE8 => '→',
        0xDF => '←',
        0xE1 => '↑',
        0xE2 => '↓',
        0x28 => '☎',
        0x2A | 0x2B => '✉',
        0x4A => '☺',
        0x4C => '☹',
        0xD8 => '➢',
        0x76 => '❖',
        _ => return None,
    })
}
