//! Properties of reading a text: nothing panics, nothing is lost, everything knows its place.

use std::collections::HashSet;

use proptest::prelude::*;

use crate::content::files::Files;
use crate::content::pictures::Pictures;
use crate::content::places::Names;
use crate::content::problems::Problems;
use crate::content::reader::Reader;
use crate::content::tree;
use crate::content::values::Values;
use crate::content::{Inline, Text, Words};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::Sources;

/// Reads the text of a document `a = …`.
fn read(document: &str, tag: &str) -> (Text, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let source = sources.add("a.toml", document);
    let table = toml::de::DeTable::parse(document).unwrap();
    let table = tree::convert(source, table.get_ref());
    let folder = std::path::PathBuf::from("/nowhere");
    let mut files = Files::within(folder);
    let mut reader = Reader {
        sources: &sources,
        files: &mut files,
        problems: Problems::default(),
        values: Values::new(&sources, table.get("values").and_then(tree::Node::table)),
        names: Names::default(),
        language: Language::parse(tag).unwrap(),
        home: crate::number::Home::britain(),
        booklet: source,
        chapters: HashSet::new(),
        pictures: Pictures::new(&|| crate::picture::PictureFonts::new([])),
    };
    let text = reader.text(table.get("a").unwrap(), "`a`").unwrap();
    let diagnostics = reader.problems.settle(&sources, &[], None);
    (text, diagnostics, sources)
}

fn each_words(inlines: &[Inline], visit: &mut dyn FnMut(&Words)) {
    for inline in inlines {
        match inline {
            Inline::Words(words) => visit(words),
            Inline::LineBreak(_) => {}
            Inline::Strong(inner) | Inline::Em(inner) | Inline::Language(_, inner) => {
                each_words(inner, visit);
            }
            Inline::Link(link) => each_words(&link.words, visit),
        }
    }
}

/// Every stretch begins where the last one ended, and verbatim ones stand in the file.
fn places_are_sound(text: &Text, sources: &Sources) {
    let mut check = |words: &Words| {
        assert_eq!(words.origins[0].at, 0);
        let ends = words.origins.iter().skip(1).map(|next| next.at as usize);
        for (origin, end) in words.origins.iter().zip(ends.chain([words.text.len()])) {
            let stretch = &words.text[origin.at as usize..end];
            assert!(!stretch.is_empty());
            if origin.verbatim {
                assert_eq!(sources.snippet(origin.span), stretch);
            }
        }
        let whole = words.place(0..words.text.len());
        assert!(words.span.start <= whole.start && whole.end <= words.span.end);
    };
    for paragraph in text {
        each_words(&paragraph.inlines, &mut check);
    }
}

fn quoted(text: &str, form: u8) -> String {
    let plain = !text.contains(['\'', '\r']) && !text.chars().any(|c| c.is_control() && c != '\n');
    match form {
        0 if plain => format!("a = '''{text}'''"),
        1 if plain => format!("a = '''\n{}'''", text.replace('\n', "\r\n")),
        _ => format!("a = {}", toml::Value::String(text.to_owned())),
    }
}

/// Pieces of the marks' grammar, so that random texts are full of them.
fn marked() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "*",
        "**",
        "***",
        "****",
        "[",
        "]",
        "(",
        ")",
        "](",
        "<",
        ">",
        "\\",
        "{",
        "}",
        "{{",
        "}}",
        "{v}",
        "{w}",
        "//",
        "\n",
        "\n\n",
        " ",
        "- ",
        "1. ",
        "# ",
        "```",
        "![",
        "<br>",
        "&amp;",
        "\"",
        "'",
        "--",
        "...",
        "lang:cy",
        "lang:xx",
        "https://a.org",
        "#id",
        "term:x",
        "tel:12",
        "word",
        "é",
        "中",
        "ת",
        "\t",
        "\u{1}",
        "\u{E000}",
        "mailto:",
        "@a.org",
        "www.a.org",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|all| all.concat())
}

proptest! {
    #[test]
    fn plain_text_in_is_plain_text_out(
        words in prop::collection::vec("[a-zA-Z0-9éàßжع,;:!?%£]{1,8}", 1..12),
        gap in prop::sample::select(&[" ", "\n", "  \n  "][..]),
        form in 0u8..3,
    ) {
        let (text, diagnostics, sources) = read(&quoted(&words.join(gap), form), "en-GB");
        prop_assert!(diagnostics.is_empty(), "{diagnostics:?}");
        prop_assert_eq!(text.len(), 1);
        prop_assert_eq!(text[0].plain_text(), words.join(" "));
        places_are_sound(&text, &sources);
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in marked(), form in 0u8..3) {
        for tag in ["en-GB", "fr", "he", "ja"] {
            let values = "\n[values]\nv = \"a **b** {w}\"\nw = \"{v} *c\"\n";
            let document = format!("{}{values}", quoted(&text, form));
            let (text, _, sources) = read(&document, tag);
            places_are_sound(&text, &sources);
        }
    }

    #[test]
    fn letters_survive_every_mark(words in prop::collection::vec("[a-z]{1,5}", 1..8), marks in prop::collection::vec(0usize..6, 8)) {
        let wrap = |(word, mark): (&String, &usize)| match mark {
            0 => format!("**{word}**"),
            1 => format!("*{word}*"),
            2 => format!("[{word}](https://a.org)"),
            3 => format!("[{word}](lang:cy)"),
            4 => format!("***{word}***"),
            _ => word.clone(),
        };
        let marked: Vec<String> = words.iter().zip(&marks).map(wrap).collect();
        let (text, diagnostics, sources) = read(&quoted(&marked.join(" "), 2), "en-GB");
        prop_assert!(diagnostics.is_empty(), "{diagnostics:?}");
        prop_assert_eq!(text[0].plain_text(), words.join(" "));
        places_are_sound(&text, &sources);
    }
}

#[test]
fn words_keep_their_way_through_escapes_and_lines() {
    let document = "a = \"\"\"\nsay \\u00e9t\u{e9} \\\n   now\nand *then*\"\"\"";
    let (text, _, sources) = read(document, "en-GB");
    let Inline::Words(words) = &text[0].inlines[0] else { panic!("words come first") };
    assert_eq!(&*words.text, "say été now and ");
    let at = |found: &str| {
        let start = words.text.find(found).unwrap();
        let span = words.place(start..start + found.len());
        sources.snippet(span).to_owned()
    };
    assert_eq!(at("say"), "say");
    assert_eq!(at("été"), "\\u00e9té");
    assert_eq!(at("now"), "now");
    assert_eq!(at("and"), "and");
}
