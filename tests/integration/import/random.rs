//! Random documents lose no word.

use chapbook::import::Format;
use proptest::prelude::*;

use super::bring;
use super::builder::{Word, item, look, p, run, styled};

/// Words as people type them, signs among them that mean something to a booklet.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-Z]{1,9}",
        1 => "[0-9]{1,4}[.)]?",
        2 => r"[-*#+\[\]<>{}()/\\!`~_&;:.,'\x22|=%]{1,4}",
        1 => "(é|ß|中|ไ|ع|²|•|–|…|“|’|&amp;|<b>|https://|a@b)",
    ];
    proptest::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        words().prop_map(|it| p(&run(&it))),
        words().prop_map(|it| styled("Heading1", &format!("H {it}"))),
        words().prop_map(|it| styled("Heading2", &format!("H {it}"))),
        (1u8..3, 0u8..2, words()).prop_map(|(list, level, it)| item(list, level, &it)),
        (words(), words(), words()).prop_map(|(a, b, c)| {
            p(&(look(&a, "<w:b/>")
                + &look(&b, "<w:i/>")
                + &run(&c)
                + "<w:r><w:br/></w:r>"
                + &run(&a)))
        }),
        (words(), words()).prop_map(|(a, b)| {
            let cell = |it: &str| format!("<w:tc>{}</w:tc>", p(&run(it)));
            let row = format!("<w:tr>{}{}</w:tr>", cell(&a), cell(&b));
            format!("<w:tbl>{row}{row}</w:tbl>")
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn word_files_lose_no_word(blocks in proptest::collection::vec(block(), 1..8)) {
        bring(&Word::of(&blocks.concat()).bytes(), Format::Docx);
    }

    #[test]
    fn texts_lose_no_word(lines in proptest::collection::vec(words(), 1..8), twice in any::<bool>()) {
        let text = lines.join(if twice { "\n\n" } else { "\n" });
        bring(text.as_bytes(), Format::Text);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Docx, Format::Odt, Format::Html, Format::Markdown, Format::Text] {
            let _ = chapbook::import::import(&bytes, format, None, "x");
        }
    }
}
