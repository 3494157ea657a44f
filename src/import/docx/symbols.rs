//! Signs of the fonts Wingdings and Symbol, which have no letters but pictures.

/// Whether a font is Symbol, and not one of pictures.
pub(super) fn is_greek(font: &str) -> bool {
    font.eq_ignore_ascii_case("Symbol")
}

/// A sign in Unicode, by its number in the font.
pub(super) fn sign(code: u32, greek: bool) -> Option<char> {
    if greek { of_symbol(code & 0xFF) } else { of_wingdings(code & 0xFF) }
}

/// Signs of Symbol that stand in health information (Adobe's encoding of Symbol, as in Unicode's
/// mapping ADOBE/symbol.txt).
fn of_symbol(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x21 | 0x23 | 0x25 | 0x26 | 0x28 | 0x29 | 0x2B | 0x2C | 0x2E..=0x3F => {
            char::from_u32(code)?
        }
        0x2D => '−',
        0x40 => '≅',
        0x44 => 'Δ',
        0x57 => 'Ω',
        0x61 => 'α',
        0x62 => 'β',
        0x63 => 'χ',
        0x64 => 'δ',
        0x65 => 'ε',
        0x67 => 'γ',
        0x6B => 'κ',
        0x6C => 'λ',
        0x6D => 'μ',
        0x70 => 'π',
        0x71 => 'θ',
        0x72 => 'ρ',
        0x73 => 'σ',
        0x77 => 'ω',
        0x7E => '∼',
        0xA2 => '′',
        0xA3 => '≤',
        0xA5 => '∞',
        0xAB => '↔',
        0xAC => '←',
        0xAD => '↑',
        0xAE => '→',
        0xAF => '↓',
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBA => '≡',
        0xBB => '≈',
        0xBC => '…',
        _ => return None,
    })
}

fn of_wingdings(code: u32) -> Option<char> {
    Some(match code {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_is_another_sign_in_another_font() {
        assert_eq!(sign(0xF0A3, true), Some('≤'));
        assert_eq!(sign(0xF0B3, true), Some('≥'));
        assert_eq!(sign(0xF06D, true), Some('μ'));
        assert_eq!(sign(0xF0A8, false), Some('☐'));
        assert_eq!(sign(0xF0A8, true), None);
        assert_eq!(sign(0xF0A3, false), None);
        assert!(is_greek("Symbol") && !is_greek("Segoe UI Symbol"));
    }
}
