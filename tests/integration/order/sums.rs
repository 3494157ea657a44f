//! Values with signs of sums and powers, which are one expression from left to right, and two dates
//! with a dash between them, which are two numbers in the order of the words around them.

use super::{ARABIC, Case, Chance, HEBREW, assert_ordered, editions};

#[test]
fn values_with_signs_of_sums_are_seen_from_left_to_right() {
    for (language, before, after) in
        [("ar", "خذ", "قبل"), ("fa", "بين", "قبل"), ("he", "קחו", "היום")]
    {
        let mut cases = Vec::new();
        for value in [
            "10 mg ± 2 mg",
            "5 ± 2",
            "140 ± 5 mmol/L",
            "10 mg +/- 2 mg",
            "10 mg → 20 mg ± 2 mg",
            "5 mg × 2",
            "3 ÷ 4",
            "5 < 10",
            "5 ≤ x ≤ 10",
            "4.5 × 10⁹/L",
            "< 5 × 10⁹/L",
            "10⁻³ mol/L",
            "6.02 × 10²³ mol⁻¹",
            "18.5 - 24.9",
            "5 mg - 10 mg",
        ] {
            cases.push(Case::new(value, &[value]));
            cases.push(Case::new(&format!("{before} {value} {after}"), &[value]));
            cases.push(Case::new(&format!("{before} ({value}) {after}"), &[value]));
        }
        assert_ordered(language, &cases);
    }
    // Two values of a list are two.
    let two = Case::new("10 mg ± 2 mg, 20 mg ± 5 mg قبل", &["لبق 20 mg ± 5 mg ,10 mg ± 2 mg"]);
    assert_ordered("ar", &[two]);
    // Digits of their own run from right to left with their signs, as they do in books.
    assert_ordered("fa", &[Case::new("۵ ± ۲ قبل", &["لبق ۲ ± ۵"])]);
}

#[test]
fn two_dates_stand_in_the_order_of_their_words() {
    let mut chance = Chance(7);
    for (language, words) in [("ar", ARABIC), ("fa", ARABIC), ("he", HEBREW)] {
        let mut cases = Vec::new();
        for (first, second) in [
            ("12/03/2026", "14/03/2026"),
            ("12.3.2026", "14.3.2026"),
            ("1/2/26", "3/2/26"),
            ("2026-03-12", "2026-03-14"),
        ] {
            for dash in [" - ", " – ", "–", "-"] {
                let pair = format!("{first}{dash}{second}");
                let seen = format!("{second}{dash}{first}");
                cases.push(Case::new(&pair, &[&seen]));
                for _ in 0..3 {
                    let (before, after) = (chance.of(words), chance.of(words));
                    cases.push(Case::new(&format!("{before} {pair} {after}"), &[&seen]));
                    cases.push(Case::new(&format!("{before} ({pair}), {after}"), &[&seen]));
                }
            }
        }
        assert_ordered(language, &cases);
    }
    let english = Case::new("From 12/03/2026 - 14/03/2026 on", &["12/03/2026 - 14/03/2026"]);
    assert_ordered("en-GB", &[english]);
    let days = Case::new("من 12-14/03/2026 قبل", &["12-14/03/2026"]);
    assert_ordered("ar", &[days]);
}

/// Streets with the number of the house before them, each a paragraph of its own.
#[test]
fn the_number_of_a_house_stays_left_of_its_street() {
    for language in ["ar", "fa", "ur", "he"] {
        let streets = [
            "12 High Street",
            "221B Baker Street",
            "12-14 High Street, London W1 2AB",
            "12, Rue de Rivoli",
            "Flat 3, 12 High Street",
            "12 St Mary’s Road",
        ];
        let cases: Vec<Case> = streets.iter().map(|street| Case::new(street, &[street])).collect();
        let seen = editions(language, &cases);
        for (at, street) in streets.iter().enumerate() {
            assert_eq!(
                [&*seen.pdf[at], &seen.html[at], &seen.text[at]],
                [*street; 3],
                "{language}"
            );
        }
    }
}
