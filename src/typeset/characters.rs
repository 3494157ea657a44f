//! How each character is drawn: as itself, as a blank, or not at all.

use crate::unseen::is_ignorable;

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drawn {
    /// A glyph for this character, which need not be the one in the text.
    Glyph(char),
    /// The face's space, as wide as this.
    Blank(Width),
    /// The face's space, and the line ends.
    LineEnd,
    /// No glyph, but shaping must see it: it joins, parts or varies its neighbours.
    Joiner,
    /// Nothing.
    Nothing,
}

/// How wide a blank is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Width {
    /// As the face's space.
    Space,
    /// As a digit.
    Digit,
    /// So many ems.
    Ems(f32),
}

/// What becomes of `c`.
pub(super) fn drawn(c: char) -> Drawn {
    match c {
        ' ' | '\t' | '\u{A0}' => Drawn::Blank(Width::Space),
        '!'..='~' => Drawn::Glyph(c),
        '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Drawn::LineEnd,
        // Hyphens proper: many faces have the hyphen under U+002D alone.
        '\u{2010}' | '\u{2011}' => Drawn::Glyph('-'),
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => Drawn::Joiner,
        '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{1680}' => {
            Drawn::Blank(blank(c))
        }
        _ if c.is_control() => Drawn::Nothing,
        _ if is_ignorable(c) => Drawn::Nothing,
        _ => Drawn::Glyph(c),
    }
}

/// Widths by the characters' names (Unicode, chapter 6.2, table 6-2).
fn blank(c: char) -> Width {
    match c {
        '\u{2000}' | '\u{2002}' => Width::Ems(0.5),
        '\u{2001}' | '\u{2003}' | '\u{3000}' => Width::Ems(1.0),
        '\u{2004}' => Width::Ems(1.0 / 3.0),
        '\u{2006}' => Width::Ems(1.0 / 6.0),
        '\u{2007}' => Width::Digit,
        '\u{2009}' | '\u{202F}' => Width::Ems(0.2),
        '\u{200A}' => Width::Ems(0.1),
        '\u{205F}' => Width::Ems(4.0 / 18.0),
        _ => Width::Ems(0.25),
    }
}

/// Whether `c` is drawn as a blank or ends a line.
pub(super) fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\t' | '\n' => true,
        '!'..='~' => false,
        _ => matches!(drawn(c), Drawn::Blank(_) | Drawn::LineEnd),
    }
}

/// Whether a blank may be stretched to fill a line.
pub(super) fn stretches(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_fonts_lack_need_no_glyph_of_their_own() {
        for invisible in ['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}', '\u{2066}', '\u{2069}'] {
            assert_eq!(drawn(invisible), Drawn::Nothing, "{invisible:?}");
        }
        assert_eq!(drawn('\u{2011}'), Drawn::Glyph('-'));
        assert_eq!(drawn('\u{202F}'), Drawn::Blank(Width::Ems(0.2)));
        assert_eq!(drawn('\t'), Drawn::Blank(Width::Space));
        assert_eq!(drawn('µ'), Drawn::Glyph('µ'));
        assert_eq!(drawn('\u{200D}'), Drawn::Joiner);
    }
}
