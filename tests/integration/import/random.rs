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
        1 => "(\u{F0B7}|\u{F0FC}|\u{E001}|\u{FFFD}|//|01632 960 00[12]|10⁶)",
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
        (words(), words(), words()).prop_map(|(a, b, c)| {
            let raised = look(&b, "<w:vertAlign w:val=\"superscript\"/>");
            let font = look(&c, "<w:rFonts w:ascii=\"Wingdings\"/>");
            p(&(run(&a) + "<w:r><w:tab/></w:r>" + &raised + "<w:r><w:tab/></w:r>" + &font))
        }),
        (words(), words(), words()).prop_map(|(a, b, c)| {
            let hidden = look(&b, "<w:vanish/>");
            let struck = look(&c, "<w:strike/>");
            p(&(run(&a) + &hidden + &run(&a) + &struck + &run(&b)))
        }),
        (words(), words()).prop_map(|(a, b)| {
            let cell = |it: &str| format!("<w:tc>{}</w:tc>", p(&run(it)));
            let row = format!("<w:tr>{}{}</w:tr>", cell(&a), cell(&b));
            format!("<w:tbl>{row}{row}</w:tbl>")
        }),
    ]
}

/// A piece of a page, in whatever order people and programs put them.
fn piece() -> impl Strategy<Value = String> {
    const TAGS: [&str; 44] = [
        "p",
        "b",
        "i",
        "ul",
        "ol",
        "li",
        "ol reversed",
        "li value=4",
        "table",
        "tr",
        "td",
        "th",
        "td rowspan=2",
        "td colspan=3",
        "dl",
        "dt",
        "dd",
        "ruby",
        "rt",
        "rp",
        "sup",
        "sub",
        "s",
        "del",
        "aside",
        "q",
        "h1",
        "h2",
        "h3",
        "pre",
        "blockquote",
        "select",
        "option",
        "details",
        "summary",
        "figure",
        "figcaption",
        "caption",
        "div hidden",
        "a href=#x",
        "p id=x",
        "math",
        "mfrac",
        "mn",
    ];
    let tag = (0..TAGS.len(), any::<bool>()).prop_map(|(at, ends)| {
        let name = TAGS[at].split(' ').next().unwrap();
        if ends { format!("</{name}>") } else { format!("<{}>", TAGS[at]) }
    });
    prop_oneof![
        3 => tag,
        3 => words().prop_map(|it| it.replace('<', "&lt;")),
        1 => "(<br>|<input type=checkbox>|<input value=w>|<hr>|<img src=a\\.png alt=w>|&nbsp;| )",
    ]
}

/// A piece of Markdown.
fn mark() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => words(),
        4 => "(\n\n|\n|\n# |\n## |\n- |\n  - |\n3\\. |\n> |\n\n```\n|\n    | \\| |\n\\| a \\| b \\|\n\\|---\\|---\\|\n)",
        2 => "(\\*\\*|\\*|~~|<sup>|</sup>|<s>|</s>|<b>|</b>|\\[a\\]\\(#b\\)|!\\[w\\]\\(c\\.png\\)|\\[\\^1\\]|\n\n\\[\\^1\\]: |<br>|\n\n<div>|</div>\n\n)",
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
    fn pages_lose_no_word(parts in proptest::collection::vec(piece(), 1..25)) {
        bring(parts.concat().as_bytes(), Format::Html);
    }

    #[test]
    fn markdown_loses_no_word(parts in proptest::collection::vec(mark(), 1..25)) {
        bring(parts.concat().as_bytes(), Format::Markdown);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Docx, Format::Odt, Format::Html, Format::Markdown, Format::Text] {
            let _ = chapbook::import::import(&bytes, format, None, "x");
        }
    }
}
