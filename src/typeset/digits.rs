//! Whose digits a booklet has: Noto Sans lends them to the letters of Atkinson Hyperlegible Next.
//!
//! A dose or a telephone number of one wrong digit is another one. `python benches/digits.py` draws
//! the ten digits of both families, blurs them as an eye does that sees too little, and tells how
//! far apart they stay (0 is the same). At 0.06 em the nearest of the 45 pairs, and 0 beside 8:
//!
//! | digits of | 6 and 8 | 5 and 6 | 0 and 6 | 0 and 8 |
//! | --- | --- | --- | --- | --- |
//! | Atkinson, regular | 0.25 | 0.30 | 0.37 | 0.41 |
//! | Atkinson, bold | 0.22 | 0.27 | 0.30 | 0.34 |
//! | Noto Sans, regular | 0.37 | 0.43 | 0.43 | 0.47 |
//! | Noto Sans, bold | 0.31 | 0.36 | 0.34 | 0.37 |
//! | Noto Sans, regular, 18 pt among 14 | 0.44 | 0.47 | 0.48 | 0.53 |
//!
//! Atkinson crosses its zero, for which it has no alternative, so that it fills up as an eight
//! does; its six and eight differ by a gap that closes first. In Noto Sans other pairs come nearer
//! than they were (8 and 9: 0.46 for 0.64), yet none as near as the nearest before, and beside the
//! letters of Atkinson its zero and one are told from O, o and l as well as Atkinson's own. The two
//! are of a height and a weight. So that a number looks alike wherever it stands, all text has
//! these digits: doses, telephone numbers, dates and page numbers, in PDF and in HTML. A family
//! that an author names keeps its own.
//!
//! Bold costs a quarter of the distance: `layout::Style::number` sets what is dialled in regular
//! and larger.

use unicode_normalization::char::is_combining_mark;

use super::built_in::{FALLBACK, FIRST};
use super::fallback::{Share, push};
use super::{FontId, Fonts, Weight};

impl Fonts {
    /// The face whose digits stand among the letters of the default one, where these are not its
    /// own.
    #[must_use]
    pub fn digit_font(&self, weight: Weight) -> Option<FontId> {
        self.lender_to(FIRST).map(|family| self.font(family, weight))
    }

    /// The family that lends a family its digits.
    pub(super) fn lender_to(&self, family: usize) -> Option<usize> {
        (family == FIRST && self.has_no_preference()).then_some(FALLBACK)
    }

    /// Gives the digits of a word to the family that lends them.
    pub(super) fn lend_digits(&self, word: &str, shares: Vec<Share>) -> Vec<Share> {
        let lends = shares.iter().any(|share| self.lender_to(share.family).is_some());
        if !lends || !word.bytes().any(|byte| byte.is_ascii_digit()) {
            return shares;
        }
        let mut lent = Vec::with_capacity(shares.len() + 2);
        let mut shares = shares.into_iter().peekable();
        let mut characters = word.char_indices().peekable();
        let mut before = None;
        while let Some((at, c)) = characters.next() {
            shares.next_if(|share| share.end <= at);
            let family = shares.peek().expect("shares cover the word").family;
            let after = characters.peek().map(|(_, after)| *after);
            let lender = self.lender_to(family).filter(|_| is_of_number(before, c, after));
            push(&mut lent, at + c.len_utf8(), lender.unwrap_or(family));
            before = Some(c);
        }
        lent
    }
}

/// Whether a character is a digit, or a sign that numbers have before, within or after them. A
/// digit with a mark on it stays with the mark.
fn is_of_number(before: Option<char>, c: char, after: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        '0'..='9' => !after.is_some_and(is_combining_mark),
        '+' | '−' => digit(after),
        ',' | '.' | ':' | '/' | '-' | '–' => digit(before) && digit(after),
        '%' => digit(before),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use unicode_script::Script;

    use super::super::RunStyle;
    use super::super::habits::Habits;
    use super::*;
    use crate::language::Language;

    /// A word with a mark after each part: `a` for Atkinson, `n` for Noto Sans, `?` for others.
    fn shares(fonts: &Fonts, word: &str, language: &str) -> String {
        let style = RunStyle {
            size_millipoints: 14_000,
            weight: Weight::Bold,
            language: Language::parse(language).unwrap(),
            whole_words: false,
        };
        let (mut start, mut told) = (0, String::new());
        let habits = Habits::of(&style.language);
        for share in fonts.share_out(word, Script::Latin, habits, &style) {
            told.push_str(&word[start..share.end]);
            told.push(match fonts.family(fonts.font(share.family, style.weight)) {
                "Atkinson Hyperlegible Next" => 'a',
                "Noto Sans" => 'n',
                _ => '?',
            });
            start = share.end;
        }
        told
    }

    #[test]
    fn digits_are_lent_wherever_they_stand() {
        let fonts = Fonts::built_in();
        for (word, told) in [
            ("0808", "0808n"),
            ("30mg", "30nmga"),
            ("(020)", "(a020n)a"),
            ("+44", "+44n"),
            ("1,000.5,", "1,000.5n,a"),
            ("B12", "Ba12n"),
            ("COVID-19.", "COVID-a19n.a"),
            ("SW1A", "SWa1nAa"),
            ("10–20%", "10–20%n"),
            ("µg5", "µg5n"),
            ("letters", "lettersa"),
            // U+0302 stands on the digit.
            ("81\u{302}8", "8n1\u{302}a8n"),
        ] {
            assert_eq!(shares(&fonts, word, "en-GB"), told);
        }
        assert_eq!(shares(&fonts, "500", "ar"), "500n");
        assert_eq!(shares(&fonts, "500", "vi"), "500n");
    }

    #[test]
    fn a_family_that_an_author_names_keeps_its_digits() {
        let named = Fonts::built_in().with_family("Atkinson Hyperlegible Next").unwrap();
        assert_eq!(shares(&named, "30mg", "en-GB"), "30mga");
        assert_eq!(named.digit_font(Weight::Regular), None);
        let fonts = Fonts::built_in();
        let lent = fonts.digit_font(Weight::Bold).unwrap();
        assert_eq!((fonts.family(lent), fonts.weight(lent)), ("Noto Sans", Weight::Bold));
    }
}
