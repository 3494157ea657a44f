//! What the structure of a PDF says of words and numbers that run from right to left.

use chapbook::content::EditionName;
use chapbook::verify;

use super::{Chance, built, squeeze};

/// Everything that the structure of a PDF says.
fn spoken(pdf: &[u8]) -> String {
    squeeze(&verify::tree(pdf).unwrap().text())
}

#[track_caller]
fn assert_spoken(language: &str, words: &[String]) {
    // No paragraph so long that it would have to be looked for.
    let paragraphs: Vec<String> = words.chunks(8).map(|words| words.join(" ")).collect();
    let bytes = built(language, paragraphs.iter().map(String::as_str), &[EditionName::Screen]);
    let spoken = spoken(&bytes[0]);
    let lost: Vec<_> = paragraphs.iter().filter(|words| !spoken.contains(*words)).collect();
    assert!(lost.is_empty(), "{language}: {} of {}: {:?}", lost.len(), paragraphs.len(), lost[0]);
}

#[test]
fn words_with_joiners_and_points_are_read_in_their_order() {
    let joined = |first: &[&str], second: &[&str]| -> Vec<String> {
        let join = |one: &&str| {
            second.iter().map(|other| format!("{one}\u{200C}{other}")).collect::<Vec<_>>()
        };
        first.iter().flat_map(join).collect()
    };
    let urdu = joined(
        &["آپ", "کتاب", "بے", "ان", "علاج", "دوا", "صحت", "خون", "مریض", "ہسپتال", "جی", "ٹیک"],
        &["کا", "ہا", "حد", "گاہ", "کی", "یں", "خانہ", "بخش", "مند", "ے", "پتہ", "چہ"],
    );
    assert_spoken("ur", &urdu);
    let persian = joined(&["می", "کتاب", "بی", "خانه", "به"], &["خواهم", "ها", "نظیر", "ی", "طور"]);
    assert_spoken("fa", &persian);
    assert_spoken("ar", &joined(&["كتب", "من", "في"], &["هم", "ك", "ها"]));
    let points =
        ["\u{5B7}", "\u{5B8}", "\u{5BC}", "\u{5C1}", "\u{5A1}", "\u{591}", "\u{5B0}", "\u{5B9}"];
    let mut chance = Chance(5);
    let hebrew: Vec<String> = (0..200)
        .map(|_| {
            let mut word = String::new();
            for _ in 0..2 + chance.below(4) {
                word.push_str(chance.of(&["א", "ב", "ף", "״", "ש", "ל", "ם"]));
                for _ in 0..chance.below(4) {
                    word.push_str(chance.of(&points));
                }
            }
            word
        })
        .collect();
    assert_spoken("he", &hebrew);
}

#[test]
fn spaces_within_the_numbers_of_right_to_left_text_do_not_part_them() {
    let cases =
        ["هاتف 0808 157 0127 و 10 000", "[Ward 01632 960 123](lang:en) قبل", "خذ Codeine 30 mg"];
    let bytes = built("ar", cases.into_iter(), &[EditionName::Screen]);
    let spoken = verify::tree(&bytes[0]).unwrap().text();
    for number in
        ["0808\u{A0}157\u{A0}0127", "10\u{A0}000", "Ward 01632\u{A0}960\u{A0}123", "Codeine 30 mg"]
    {
        assert!(spoken.contains(number), "{number:?}: {spoken}");
    }
    let bytes = built("en-GB", ["Call 0808 157 0127 now."].into_iter(), &[EditionName::Screen]);
    assert!(verify::tree(&bytes[0]).unwrap().text().contains("0808 157 0127"));
}
