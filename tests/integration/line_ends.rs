//! Where lines end rather than elsewhere: not within ranges of numbers or a few words in brackets.

use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use chapbook::geometry::Pt;
use chapbook::language::Language;
use chapbook::typeset::{Alignment, Fonts, Paragraph, Run, RunStyle, Weight, set};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

fn lines(text: &str, language: &str, (alignment, width): (Alignment, f32)) -> Vec<(String, f32)> {
    let language = Language::parse(language).unwrap();
    let direction = language.direction();
    let style = RunStyle {
        size_millipoints: 14_000,
        weight: Weight::Regular,
        language,
        whole_words: false,
    };
    let paragraph = Paragraph {
        text: Arc::from(text),
        runs: vec![Run { start: 0, style, tag: 0 }],
        direction,
        alignment,
        hyphenate: false,
        addresses: Vec::new(),
    };
    let set = set(&FONTS, &paragraph, Pt(width));
    let mut from = 0;
    let ends = set.ends.iter().zip(&set.lines).map(|(end, line)| {
        let words = text[from..end.at()].trim();
        from = end.at();
        (words.to_owned(), line.width.0)
    });
    ends.collect()
}

/// The widths at which some words do not stand on one line.
fn torn(words: &str, text: &str, language: &str, widths: RangeInclusive<u16>) -> Vec<u16> {
    let torn = |width: &u16| {
        let lines = lines(text, language, (Alignment::Start, f32::from(*width)));
        !lines.iter().any(|(line, _)| line.contains(words))
    };
    widths.filter(torn).collect()
}

#[test]
fn a_range_stays_on_one_line() {
    let text = "The nurse looks at your wound and takes the clips out of it, 10 to 14 days after \
                your operation at the latest. Have 5 to 10 mg of it between 8am and 9am, or 1 or \
                2 tablets with a meal.";
    for words in ["10 to 14 days", "5 to 10 mg", "8am and 9am", "1 or 2"] {
        assert_eq!(torn(words, text, "en-GB", 150..=400), [0; 0], "{words}");
    }
    let german =
        "Die Klammern werden nach der Operation wieder entfernt, meist 10 bis 14 Tage danach.";
    assert_eq!(torn("10 bis 14 Tage", german, "de", 150..=400), [0; 0]);
    let arabic = "تزيل الممرضة الغرز من الجرح بعد العملية خلال مدة من 10 إلى 14 يومًا في العادة";
    assert_eq!(torn("10 إلى 14", arabic, "ar", 150..=400), [0; 0]);
}

#[test]
fn a_few_words_in_brackets_stay_on_one_line() {
    let text = "Your leg is swollen, red or hot to touch (this may be a DVT) and hurts when you \
                walk on it. See somebody (your own doctor or a nurse) about it.";
    for words in ["(this may be a DVT)", "(your own doctor or a nurse)"] {
        assert_eq!(torn(words, text, "en-GB", 240..=400), [0; 0], "{words}");
    }
}

#[test]
fn no_line_is_ruined_to_keep_words_together() {
    for (text, width) in [
        ("Wait for 10 to 14 days in bed", 75.0),
        ("Incomprehensibly swollen (this may be a DVT) legs", 130.0),
    ] {
        let lines = lines(text, "en-GB", (Alignment::Start, width));
        let (_, but_last) = lines.split_last().unwrap();
        assert!(lines.iter().all(|(_, line)| *line <= width), "{lines:?}");
        let fuller = |(_, line): &(String, f32)| *line > width * 0.4;
        assert!(but_last.iter().all(fuller), "{lines:?}");
    }
}

#[test]
fn a_line_is_not_left_half_empty_for_the_sake_of_the_last() {
    for text in [
        "You and your physiotherapist decide together which of these matter to you.",
        "Ask your consultant about physiotherapy at home and understanding rehabilitation too.",
        "Everybody recovers differently, and unexpectedly straightforward recuperations are so.",
    ] {
        for width in 150..=400 {
            let column = f32::from(width as u16);
            let lines = lines(text, "en-GB", (Alignment::Start, column));
            let [.., before, (last, _)] = &lines[..] else { continue };
            let next = last.split(' ').next().unwrap();
            let next = self::lines(next, "en-GB", (Alignment::Start, 400.0))[0].1;
            let had_room = before.1 + 4.0 + next <= column;
            assert!(!had_room || before.1 > column * 0.68, "at {width} pt: {lines:?}");
        }
    }
}
