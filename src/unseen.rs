//! Characters of which nothing is drawn.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// Whether nothing is drawn of a character where a font has nothing for it: joiners, signs of
/// direction, variation selectors, fillers (Unicode, Default_Ignorable_Code_Point).
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    c >= '\u{AD}' && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `DerivedCoreProperties.txt` of Unicode 17, so that another version's list is looked at.
    #[test]
    fn the_ignorable_are_those_of_unicode() {
        let listed = |c: char| {
            matches!(c,
                '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
                | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
        };
        let other = ('\0'..=char::MAX).find(|c| listed(*c) != is_ignorable(*c));
        assert_eq!(other, None);
    }
}
