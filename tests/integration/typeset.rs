//! What setting a paragraph promises, whatever the text.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use chapbook::geometry::Pt;
use chapbook::language::{Direction, Language};
use chapbook::typeset::{
    Alignment, Extent, Fonts, Line, Paragraph, Run, RunStyle, SetParagraph, Weight, set,
};
use proptest::prelude::*;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

fn style(language: &str) -> RunStyle {
    RunStyle {
        size_millipoints: 14_000,
        weight: Weight::Regular,
        language: Language::parse(language).expect("a language of these tests is known"),
        whole_words: false,
    }
}

fn paragraph(text: &str, language: &str) -> Paragraph {
    let style = style(language);
    let direction = style.language.direction();
    Paragraph {
        text: Arc::from(text),
        runs: vec![Run { start: 0, style, tag: 1 }],
        direction,
        alignment: Alignment::Start,
        hyphenate: false,
        addresses: Vec::new(),
    }
}

/// The text of a line in logical order, with `-` for a hyphen that was added.
fn read(line: &Line) -> String {
    let mut text = String::new();
    for run in &line.runs {
        let clusters: BTreeSet<_> =
            run.glyphs.iter().map(|glyph| (glyph.start, glyph.end)).collect();
        for (start, end) in clusters {
            let cluster = &run.text[start as usize..end as usize];
            text.push_str(if cluster == "\u{AD}" { "-" } else { cluster });
        }
    }
    text
}

/// Each line on a line of its own.
fn dump(set: &SetParagraph) -> String {
    let lines: Vec<_> = set.lines.iter().map(|line| read(line).trim_end().to_owned()).collect();
    lines.join("\n")
}

fn lines(text: &str, language: &str, width: f32) -> String {
    dump(&set(&FONTS, &paragraph(text, language), Pt(width)))
}

/// The runs of a line from left to right, each with its family.
fn drawn(line: &Line) -> String {
    let mut runs: Vec<_> = line.runs.iter().collect();
    runs.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    let mut drawn = String::new();
    for run in runs {
        let start = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap_or(0);
        let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0);
        let side = if run.right_to_left { '<' } else { '>' };
        write!(drawn, "{side}{}", &run.text[start as usize..end as usize]).expect("a string grows");
    }
    drawn
}

const LEAFLET: &str = "Chemotherapy uses medicines to treat cancer. You will usually have it as an \
     outpatient, so you can go home the same day. Ask your team if you have any questions about \
     your treatment, or call our free support line.";

#[test]
fn lines_are_about_as_long_as_each_other() {
    let expected = "\
Chemotherapy uses medicines to treat
cancer. You will usually have it as an
outpatient, so you can go home the
same day. Ask your team if you have any
questions about your treatment, or call
our free support line.";
    assert_eq!(lines(LEAFLET, "en-GB", 260.0), expected);
}

#[test]
fn a_phone_number_and_a_dose_stay_in_one_line() {
    let text = "You can call us free on 0808 008 7054 or take 500 mg at 10 am on 1 March 2026.";
    for width in 110..340 {
        let lines = lines(text, "en-GB", width as f32);
        for whole in ["0808 008 7054", "500 mg", "10 am", "1 March 2026"] {
            assert!(lines.contains(whole), "at {width} pt:\n{lines}");
        }
    }
}

#[test]
fn a_group_that_is_wider_than_its_column_is_parted_at_its_blanks() {
    let set = set(&FONTS, &paragraph("Call 0808 008 7054 now", "en-GB"), Pt(55.0));
    assert_eq!(dump(&set), "Call\n0808\n008\n7054\nnow");
    assert!(set.broken_words.is_empty());
}

#[test]
fn an_address_is_parted_after_its_signs_and_gets_no_hyphen() {
    let text = "See https://www.example.org/information/treatment-options for more";
    assert_eq!(
        lines(text, "en-GB", 150.0),
        "See https://\nwww.example.org/\ninformation/\ntreatment-options\nfor more"
    );
    assert_eq!(lines("help@hospital.example", "en-GB", 110.0), "help@hospital\n.example");
}

#[test]
fn words_are_hyphenated_only_where_asked() {
    let mut paragraph = paragraph(LEAFLET, "en-GB");
    let ragged = set(&FONTS, &paragraph, Pt(90.0));
    assert!(!dump(&ragged).contains('-'), "{}", dump(&ragged));
    paragraph.hyphenate = true;
    let hyphenated = dump(&set(&FONTS, &paragraph, Pt(90.0)));
    assert!(hyphenated.contains("-\n"), "{hyphenated}");
    paragraph.runs[0].style.whole_words = true;
    let whole = set(&FONTS, &paragraph, Pt(90.0));
    assert_eq!(dump(&whole), dump(&ragged));
}

#[test]
fn an_authors_soft_hyphen_works_unasked() {
    let text = "The gastro\u{AD}enterologist will call";
    let set = set(&FONTS, &paragraph(text, "en-GB"), Pt(100.0));
    assert_eq!(dump(&set), "The gastro-\nenterologist\nwill call");
    let hyphen = &set.lines[0].runs[1];
    assert_eq!((&*hyphen.text, hyphen.tag, hyphen.glyphs[0].end), ("\u{AD}", 1, 2));
    assert_eq!(lines(text, "en-GB", 300.0), "The gastroenterologist will call");
}

#[test]
fn a_word_wider_than_its_column_is_hyphenated_and_reported() {
    let text = "An electroencephalography test";
    let set = set(&FONTS, &paragraph(text, "en-GB"), Pt(100.0));
    assert_eq!(dump(&set), "An electroen-\ncephalography\ntest");
    assert_eq!(set.broken_words, vec![3..25; 1]);
}

#[test]
fn a_word_without_hyphenation_points_is_parted_anywhere() {
    let text = "Code ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 here";
    let set = set(&FONTS, &paragraph(text, "en-GB"), Pt(120.0));
    assert_eq!(dump(&set), "Code\nABCDEFGHIJKLM\nNOPQRSTUVWXYZ\n0123456789 here");
    assert_eq!(set.broken_words, vec![5..41; 1]);
}

#[test]
fn a_line_end_of_the_author_is_a_blank_at_the_lines_end() {
    let set = set(&FONTS, &paragraph("1 High Street\nLeeds\n\nLS1", "en-GB"), Pt(200.0));
    let read: Vec<_> = set.lines.iter().map(read).collect();
    assert_eq!(read, ["1 High Street\n", "Leeds\n", "\n", "LS1"]);
}

#[test]
fn a_blank_at_a_lines_end_hangs() {
    let set = set(&FONTS, &paragraph("one two", "en-GB"), Pt(30.0));
    let run = &set.lines[0].runs[0];
    assert_eq!(read(&set.lines[0]), "one ");
    assert!(set.lines[0].width < run.width);
}

#[test]
fn a_last_line_is_no_runt_where_that_is_cheap() {
    let text = "You may feel tired for a few days after your treatment, and this is all OK.";
    for width in 150..330 {
        let lines = lines(text, "en-GB", width as f32);
        assert_ne!(lines.rsplit('\n').next(), Some("OK."), "at {width} pt:\n{lines}");
    }
}

#[test]
fn a_last_line_is_not_one_word_that_is_short_for_its_column() {
    let text = "be unhappy with the treatment that your doctor advises";
    let expected = "be unhappy with the treatment that your\ndoctor advises";
    assert_eq!(lines(text, "en-GB", 317.0), expected);
}

#[test]
fn a_word_that_the_font_lacks_is_set_whole_in_the_fallback() {
    let set = set(&FONTS, &paragraph("Take 50 µg → now", "en-GB"), Pt(300.0));
    let runs = set.lines[0].runs.iter().map(|run| {
        let (first, last) = (run.glyphs[0], run.glyphs[run.glyphs.len() - 1]);
        (&run.text[first.start as usize..last.end as usize], FONTS.family(run.font))
    });
    let expected = [
        ("Take ", "Atkinson Hyperlegible Next"),
        ("50 µg ", "Noto Sans"),
        ("→ ", "Noto Sans Symbols"),
        ("now", "Atkinson Hyperlegible Next"),
    ];
    assert_eq!(runs.collect::<Vec<_>>(), expected);
    assert!(set.lines[0].runs.iter().all(|run| run.glyphs.iter().all(|glyph| glyph.id != 0)));
}

#[test]
fn invisible_characters_have_no_glyph_and_special_blanks_have_one() {
    let text = "a\u{AD}b\u{2060}c\u{200B}d e\u{A0}f\u{202F}g\u{2011}h\ti";
    let set = set(&FONTS, &paragraph(text, "en-GB"), Pt(300.0));
    let glyphs = &set.lines[0].runs[0].glyphs;
    assert_eq!(set.lines[0].runs.len(), 1);
    assert_eq!(read(&set.lines[0]), "abcd e\u{A0}f\u{202F}g\u{2011}h\ti");
    assert_eq!(glyphs.len(), 14);
    assert!(glyphs.iter().all(|glyph| glyph.id != 0));
    let blank = |c| {
        glyphs[set.lines[0].runs[0]
            .text
            .chars()
            .filter(|c| !"\u{AD}\u{2060}\u{200B}".contains(*c))
            .position(|d| d == c)
            .unwrap()]
    };
    assert_eq!(blank('\u{A0}').id, blank('\u{202F}').id);
    assert!(blank('\u{202F}').advance < blank('\u{A0}').advance);
}

#[test]
fn welsh_keeps_its_letters_in_the_main_font() {
    let text = "Mae’r tŷ yn ŵyl, gyda 5 mg ar 1 Mawrth 2026. Ffoniwch ni am wybodaeth.";
    let set = set(&FONTS, &paragraph(text, "cy"), Pt(240.0));
    assert_eq!(
        dump(&set),
        "Mae’r tŷ yn ŵyl, gyda 5 mg ar\n1 Mawrth 2026. Ffoniwch ni am\nwybodaeth."
    );
    for run in set.lines.iter().flat_map(|line| &line.runs) {
        let (first, last) = (run.glyphs[0], run.glyphs[run.glyphs.len() - 1]);
        let words = &run.text[first.start as usize..last.end as usize];
        let main = FONTS.family(run.font).starts_with("Atkinson");
        assert_ne!(main, words.contains(|c: char| c.is_ascii_digit()), "{words}");
    }
}

#[test]
fn a_phone_number_within_arabic_keeps_its_order() {
    let text = "اتصل على +44 20 7946 0000 مجانا";
    let set = set(&FONTS, &paragraph(text, "ar"), Pt(400.0));
    let line = &set.lines[0];
    assert_eq!(drawn(line), "<مجانا< >+44 20 7946 0000<على <اتصل ");
    assert_eq!(read(line), text);
    let right = line.runs.iter().map(|run| run.x.0 + run.width.0).fold(0.0, f32::max);
    assert!((right - 400.0).abs() < 0.01, "{right}");
}

#[test]
fn arabic_words_are_runs_with_the_blank_after_them() {
    let text = "مرحبا بكم\u{20}في المستشفى";
    let set = set(&FONTS, &paragraph(text, "ar"), Pt(400.0));
    let words: Vec<_> = set.lines[0]
        .runs
        .iter()
        .map(|run| {
            let start = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap();
            let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap();
            &run.text[start as usize..end as usize]
        })
        .collect();
    assert_eq!(words, ["مرحبا ", "بكم ", "في ", "المستشفى"]);
    assert!(set.lines[0].runs.windows(2).all(|pair| pair[0].x > pair[1].x));
}

#[test]
fn english_within_arabic_reads_from_left_to_right() {
    let text = "خدمة NHS England الصحية";
    let set = set(&FONTS, &paragraph(text, "ar"), Pt(400.0));
    assert_eq!(drawn(&set.lines[0]), "<الصحية< >NHS England<خدمة ");
}

#[test]
fn urdu_is_set_in_nastaliq_and_thai_without_blanks_is_parted() {
    let urdu = set(&FONTS, &paragraph("خوش آمدید", "ur"), Pt(400.0));
    assert_eq!(FONTS.family(urdu.lines[0].runs[0].font), "Noto Nastaliq Urdu");
    assert_eq!(lines("โรงพยาบาลเปิดทุกวัน", "th", 90.0), "โรงพยาบาล\nเปิดทุกวัน");
}

#[test]
fn a_run_boundary_parts_glyph_runs_and_keeps_the_tags() {
    let mut paragraph = paragraph("one two three", "en-GB");
    let second = RunStyle { weight: Weight::Bold, ..paragraph.runs[0].style.clone() };
    paragraph.runs.push(Run { start: 6, style: second, tag: 2 });
    let set = set(&FONTS, &paragraph, Pt(300.0));
    let runs = &set.lines[0].runs;
    let parts: Vec<_> =
        runs.iter().map(|run| (run.tag, run.glyphs.len(), FONTS.weight(run.font))).collect();
    assert_eq!(parts, [(1, 6, Weight::Regular), (2, 7, Weight::Bold)]);
}

#[test]
fn alignment_places_the_ink() {
    let mut paragraph = paragraph("one", "en-GB");
    let mut x = |alignment| {
        paragraph.alignment = alignment;
        let line = &set(&FONTS, &paragraph, Pt(100.0)).lines[0];
        assert_eq!(line.runs[0].x, line.x);
        (line.x.0, 100.0 - line.x.0 - line.width.0)
    };
    assert_eq!(x(Alignment::Start).0, 0.0);
    assert!(x(Alignment::End).1.abs() < 0.001);
}

#[test]
fn justified_lines_fill_the_column_but_the_last_and_those_that_the_author_ended() {
    let mut paragraph = paragraph(&format!("{LEAFLET}\n{LEAFLET}"), "en-GB");
    paragraph.alignment = Alignment::Justify;
    let set = set(&FONTS, &paragraph, Pt(330.0));
    let full: Vec<bool> =
        set.lines.iter().map(|line| (line.width.0 - 330.0).abs() < 0.01).collect();
    let half = full.len() / 2;
    assert_eq!(full.iter().filter(|full| !**full).count(), 2, "{}", dump(&set));
    assert!(!full[half - 1] && !full[2 * half - 1]);
}

#[test]
fn measures_agree_with_setting() {
    let paragraph = paragraph(LEAFLET, "en-GB");
    let natural = Extent::of(&FONTS, &paragraph).most();
    assert_eq!(set(&FONTS, &paragraph, natural).lines.len(), 1);
    let narrow = Extent::of(&FONTS, &paragraph).least();
    assert!(set(&FONTS, &paragraph, narrow).broken_words.is_empty());
    assert!(narrow.0 < 100.0 && natural.0 > 1000.0);
    assert!(!set(&FONTS, &paragraph, Pt(narrow.0 - 1.0)).broken_words.is_empty());
}

#[test]
fn a_themes_family_comes_first() {
    let fonts = FONTS.with_family("Noto Sans").expect("Noto Sans is built in");
    let set = set(&fonts, &paragraph("Hello", "en-GB"), Pt(100.0));
    assert_eq!(fonts.family(set.lines[0].runs[0].font), "Noto Sans");
}

/// Text of every kind that could matter, with a bent for what booklets hold.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,12}",
        3 => Just(" ".to_owned()),
        1 => "\\PC{1,6}",
        1 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(vec![
            "0808 008 7054", "https://example.org/a-b", "µg", "سلام", "שלום", "हिन्दी", "ไทยแลนด์",
            "医院", "\n", "\u{AD}", "\u{A0}", "\u{2060}", "\u{200B}", "\u{2011}", "-", "\t", "e\u{301}",
            "ffi", "\u{202B}", "\u{2067}", "\u{2029}", "5 mg", "👩\u{200D}⚕️", "\r\n", "AVATAR", "ؤ\u{64B}",
        ]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Characters for which nothing is drawn, as far as they occur above.
fn may_be_invisible(c: char) -> bool {
    c.is_control() || !c.is_ascii()
}

fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    let languages = prop::sample::select(vec!["en-GB", "cy", "ar", "pl", "th", "he"]);
    let alignments =
        vec![Alignment::Start, Alignment::End, Alignment::Justify, Alignment::Balanced];
    let alignment = prop::sample::select(alignments);
    (any_text(), languages, alignment, any::<bool>(), any::<prop::sample::Index>()).prop_map(
        |(text, language, alignment, hyphenate, second)| {
            let mut paragraph = paragraph(&text, language);
            (paragraph.alignment, paragraph.hyphenate) = (alignment, hyphenate);
            let starts: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
            if starts.len() > 1 {
                let start = starts[1 + second.index(starts.len() - 1)];
                let style = RunStyle { weight: Weight::Bold, ..paragraph.runs[0].style.clone() };
                paragraph.runs.push(Run { start, style, tag: 2 });
            }
            if hyphenate {
                paragraph.direction = Direction::LeftToRight;
            }
            paragraph
        },
    )
}

#[test]
fn blanks_of_the_line_before_do_not_shrink_for_a_justified_line() {
    let mut paragraph = paragraph("A \tBk", "en-GB");
    let style = RunStyle { weight: Weight::Bold, ..paragraph.runs[0].style.clone() };
    paragraph.runs.push(Run { start: 1, style, tag: 2 });
    paragraph.alignment = Alignment::Justify;
    for width in [12.72, 13.08, 13.2] {
        for line in set(&FONTS, &paragraph, Pt(width)).lines {
            assert!(line.width.0 <= width + 0.01, "{:?} is {} pt", read(&line), line.width.0);
        }
    }
}

/// Clusters of a line in logical order, hyphens left out.
fn clusters(line: &Line, paragraph: &Paragraph) -> Vec<(u32, u32)> {
    let mut clusters = Vec::new();
    for run in line.runs.iter().filter(|run| Arc::ptr_eq(&run.text, &paragraph.text)) {
        let of_run: BTreeSet<_> = run.glyphs.iter().map(|glyph| (glyph.start, glyph.end)).collect();
        clusters.extend(of_run);
    }
    clusters
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_lines_joined_give_back_the_paragraph(paragraph in any_paragraph(), width in 1.0f32..400.0) {
        let set = set(&FONTS, &paragraph, Pt(width));
        let all: Vec<_> = set.lines.iter().flat_map(|line| clusters(line, &paragraph)).collect();
        prop_assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{all:?}");
        let mut covered = 0;
        let end = paragraph.text.len() as u32;
        for (start, end) in all.into_iter().chain([(end, end)]) {
            let skipped = &paragraph.text[covered..start as usize];
            prop_assert!(skipped.chars().all(may_be_invisible), "{skipped:?} is lost");
            prop_assert!(!skipped.chars().any(|c| c.is_alphanumeric() && !is_filler(c)), "{skipped:?} is lost");
            covered = end as usize;
        }
    }

    #[test]
    fn no_line_is_wider_than_its_column_unless_it_is_one_character(
        paragraph in any_paragraph(), width in 1.0f32..400.0,
    ) {
        for line in set(&FONTS, &paragraph, Pt(width)).lines {
            let text = read(&line);
            let visible = text.trim_end();
            let one = icu_segmenter::GraphemeClusterSegmenter::new().segment_str(visible).count() <= 2;
            prop_assert!(one || line.width.0 <= width + 0.01, "{visible:?} is {} pt", line.width.0);
            for run in &line.runs {
                let sum: f32 = run.glyphs.iter().map(|glyph| glyph.advance * run.size.0).sum();
                prop_assert!((sum - run.width.0).abs() < 0.05);
            }
        }
    }

    #[test]
    fn setting_twice_gives_the_same(paragraph in any_paragraph(), width in 1.0f32..400.0) {
        let once = format!("{:?}", set(&Fonts::built_in(), &paragraph, Pt(width)));
        let again = format!("{:?}", set(&FONTS, &paragraph, Pt(width)));
        prop_assert_eq!(once, again);
    }

    #[test]
    fn a_title_has_as_few_lines_as_there_can_be(paragraph in any_paragraph(), more in 1.0f32..3.0) {
        let paragraph = Paragraph { alignment: Alignment::Balanced, hyphenate: false, ..paragraph };
        let extent = Extent::of(&FONTS, &paragraph);
        let width = extent.least() * more;
        prop_assert_eq!(set(&FONTS, &paragraph, width).lines.len(), extent.count(width));
    }

    #[test]
    fn nothing_is_broken_at_the_least_width(paragraph in any_paragraph()) {
        let narrow = Extent::of(&FONTS, &paragraph).least();
        prop_assert!(set(&FONTS, &paragraph, narrow).broken_words.is_empty());
        let natural = Extent::of(&FONTS, &paragraph).most();
        prop_assert!(natural >= narrow || paragraph.hyphenate);
    }
}

/// Letters that are not drawn (Hangul fillers).
fn is_filler(c: char) -> bool {
    matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
}

/// Ten thousand words; run with `cargo test --release -- --ignored --nocapture speed`.
#[test]
#[ignore = "a measurement, not a check"]
fn speed_of_setting_ten_thousand_words() {
    let paragraphs: Vec<_> = (0..10_000 / 38).map(|_| paragraph(LEAFLET, "en-GB")).collect();
    let long = paragraph(&LEAFLET.repeat(10_000 / 38), "en-GB");
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let lines: usize =
            paragraphs.iter().map(|one| set(&FONTS, one, Pt(330.0)).lines.len()).sum();
        let short = start.elapsed();
        let start = std::time::Instant::now();
        let in_one = set(&FONTS, &long, Pt(330.0)).lines.len();
        println!(
            "{lines} lines in {short:?}; as one paragraph {in_one} lines in {:?}",
            start.elapsed()
        );
    }
}
