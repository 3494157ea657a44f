//! Where a line may end (Unicode Standard Annex 14).

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

/// The places within a text where a line may or must end, in order: each is the first byte of the
/// next line.
pub(super) fn find(text: &str) -> Vec<usize> {
    let places = segmenter(text).segment_str(text);
    places.filter(|place| (1..text.len()).contains(place)).collect()
}

/// A segmenter that has the models of Thai, Lao, Khmer and Burmese only where they are needed.
fn segmenter(text: &str) -> LineSegmenterBorrowed<'static> {
    // U+0E00, the first character of Thai, begins with the byte 0xE0.
    let complex =
        |c| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}');
    if text.bytes().any(|byte| byte >= 0xE0) && text.chars().any(complex) {
        LineSegmenter::new_auto(LineBreakOptions::default())
    } else {
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> String {
        let mut parted = text.to_owned();
        for place in find(text).into_iter().rev() {
            parted.insert(place, '|');
        }
        parted
    }

    #[test]
    fn lines_may_end_after_blanks_and_hyphens() {
        assert_eq!(parted("a well-known “word”\nend"), "a |well-|known |“word”\n|end");
        assert_eq!(
            parted("10\u{A0}mg in\u{AD}for a\u{2060}b"),
            "10\u{A0}mg |in\u{AD}|for |a\u{2060}b"
        );
    }

    #[test]
    fn thai_lines_may_end_between_words() {
        assert_eq!(parted("โรงพยาบาลเปิดทุกวัน"), "โรง|พยาบาล|เปิด|ทุก|วัน");
    }
}
