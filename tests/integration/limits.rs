//! The edges of what may be written: each is built in bounded time, or refused with words that name
//! the limit.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use chapbook::content::{self, EditionName, Options};
use chapbook::diagnostic;
use chapbook::make::{self, Request};

const BOOKLET: &str = "title = 'T'\nslug = 't'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\n\
                       heading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n";

/// Far longer than anything here takes without optimisation on a busy machine, far shorter than
/// what grows with the square of its length would.
const PATIENCE: Duration = Duration::from_secs(100);

/// What is said of a booklet, a problem a line, and which editions came of it.
struct Outcome {
    said: String,
    made: Vec<EditionName>,
    text: String,
}

fn built(booklet: &str, chapter: &str, editions: &[EditionName]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("booklet.toml", booklet);
    write("a.toml", &format!("title = 'A'\n{chapter}"));
    outcome(folder.path(), editions)
}

fn outcome(folder: &Path, editions: &[EditionName]) -> Outcome {
    let started = Instant::now();
    let options = Options { root: None, picture_fonts: None };
    let loaded = content::load(&folder.join("booklet.toml"), &options);
    let mut diagnostics = loaded.diagnostics;
    let mut made = make::Made::default();
    if let Some(book) = loaded.book {
        made = make::make(&book, &Request { editions: editions.into(), ..Request::default() });
        assert_eq!(made.fault, None);
        diagnostics.append(&mut made.diagnostics);
    }
    let mut said = String::new();
    for problem in &diagnostics {
        let line = diagnostic::line(problem, &loaded.sources);
        let _ = writeln!(said, "{}", line.replace(&format!("{}/", folder.display()), ""));
    }
    let text = made.outputs.iter().find(|output| output.edition == EditionName::Text);
    let text = text.map_or(String::new(), |it| String::from_utf8(it.bytes.clone()).unwrap());
    let made = made.outputs.iter().map(|output| output.edition).collect();
    assert!(started.elapsed() < PATIENCE, "it took {:?}", started.elapsed());
    Outcome { said, made, text }
}

const ALL: [EditionName; 6] = EditionName::ALL;

fn texts(text: &str) -> String {
    format!("[[block]]\ntext = '''{text}'''\n")
}

/// Refused, in the words that name the limit.
fn refused(outcome: &Outcome, code: &str, words: &str) {
    assert!(outcome.made.is_empty(), "{:?}", outcome.made);
    let said = &outcome.said[..outcome.said.len().min(500)];
    assert!(said.starts_with(&format!("error[{code}]")), "{said}");
    assert!(said.contains(words), "{said}");
}

#[test]
fn lists_are_eight_deep_and_no_deeper() {
    let nested = |depth: usize| {
        let inner = "{ text = 'a', bullets = [".repeat(depth - 1);
        format!("[[block]]\nbullets = [{inner}'a'{}]\n", "] }".repeat(depth - 1))
    };
    assert_eq!(built(BOOKLET, &nested(8), &ALL).made.len(), 6);
    refused(&built(BOOKLET, &nested(9), &ALL), "too-large", "more than 8 deep");
    refused(&built(BOOKLET, &nested(5000), &ALL), "too-large", "more than 80 deep");
}

#[test]
#[ignore = "slow: .ci/full runs it"]
fn what_is_just_within_its_limit_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let start = "title = 'A'\n[[block]]\ntext = 'x'\n#";
    let padded = |length: usize| format!("{start}{}", "x".repeat(length - start.len()));
    std::fs::write(folder.path().join("booklet.toml"), BOOKLET).unwrap();
    std::fs::write(folder.path().join("a.toml"), padded(8_000_000)).unwrap();
    let read = outcome(folder.path(), &[EditionName::Text]);
    assert_eq!(read.made.len(), 1, "{}", read.said);
    std::fs::write(folder.path().join("a.toml"), padded(8_000_001)).unwrap();
    refused(&outcome(folder.path(), &ALL), "too-large", "larger than 8 MB");
    // The booklet's own file too, and the house file.
    std::fs::write(folder.path().join("booklet.toml"), padded(8_000_001)).unwrap();
    refused(&outcome(folder.path(), &ALL), "too-large", "larger than 8 MB");

    let rows = |rows: usize| {
        format!("[[block]]\ntable = {{ columns = ['a'], rows = [{}] }}\n", "['b'],".repeat(rows))
    };
    assert_eq!(built(BOOKLET, &rows(5000), &ALL).made.len(), 6);
    refused(&built(BOOKLET, &rows(5001), &ALL), "too-large", "5,000 rows");

    let blocks = |blocks: usize| "[[block]]\ntext = 'x'\n".repeat(blocks);
    let editions = [EditionName::Html, EditionName::Text];
    assert_eq!(built(BOOKLET, &blocks(100_000), &editions).made.len(), 2);
    refused(&built(BOOKLET, &blocks(100_001), &ALL), "too-large", "100,000 blocks");
}

#[test]
fn a_wide_word_is_parted_between_whole_characters_and_named() {
    // A family of four, whose code points belong together.
    let family = "\u{1F469}\u{200D}\u{1F467}";
    for (word, shown) in [
        ("a".repeat(50), "a".repeat(50)),
        ("e\u{301}".repeat(120), format!("{}…", "e\u{301}".repeat(100))),
    ] {
        let outcome = built(
            BOOKLET,
            &texts(&format!("see {word} here")),
            &[EditionName::Screen, EditionName::LargePrint],
        );
        assert_eq!(outcome.made.len(), 2, "{}", outcome.said);
        let both = "is wider than its column in the screen and large-print editions";
        assert!(outcome.said.contains(&format!("“{shown}” {both}")), "{}", outcome.said);
        assert_eq!(outcome.said.matches("word-too-wide").count(), 1, "{}", outcome.said);
        assert!(
            outcome.said.starts_with("warning[word-too-wide] a.toml:3:15-"),
            "{}",
            outcome.said
        );
    }
    let outcome = built(BOOKLET, &texts(&family.repeat(300)), &ALL);
    assert!(outcome.said.contains("error[missing-glyph]"), "{}", outcome.said);
}

#[test]
fn a_word_of_any_length_takes_no_longer_than_a_text_of_that_length() {
    let title = |title: &str| BOOKLET.replace("title = 'T'", &format!("title = '{title}'"));
    for word in ["w", "[", "AV", "é", "ก", "1"] {
        let long = word.repeat(10_000 / word.len());
        let chapter = texts("x");
        let outcome = built(&title(&long), &chapter, &ALL);
        refused_at_last(&outcome, "title and subtitle do not fit the cover");
        let outcome = built(BOOKLET, &texts(&long), &[EditionName::Screen, EditionName::Html]);
        assert_eq!(outcome.made.len(), 2, "{}", &outcome.said[..outcome.said.len().min(300)]);
        assert!(outcome.said.len() < 2000, "a message of {} bytes", outcome.said.len());
    }
}

fn refused_at_last(outcome: &Outcome, words: &str) {
    assert!(outcome.made.is_empty());
    let errors: Vec<&str> = outcome.said.lines().filter(|line| line.starts_with("error")).collect();
    assert!(errors.iter().any(|line| line.contains(words)), "{errors:?}");
}

#[test]
fn a_title_of_ten_thousand_characters_is_refused_or_set() {
    let words = "word ".repeat(2000);
    let booklet = BOOKLET.replace("title = 'T'", &format!("title = '{words}'"));
    refused_at_last(
        &built(&booklet, &texts("x"), &ALL),
        "title and subtitle do not fit the cover by",
    );
    let heading =
        format!("[cover]\nstyle = 'heading'\n{}", &booklet[booklet.find("[contact]").unwrap()..]);
    let heading = format!("{}{heading}", &booklet[..booklet.find("[contact]").unwrap()]);
    let outcome = built(&heading, &texts("x"), &ALL);
    assert_eq!(outcome.made.len(), 6, "{}", outcome.said);
    let chapter = format!("[[block]]\nheading = '{words}'\n{}", texts("x"));
    assert_eq!(built(BOOKLET, &chapter, &ALL).made.len(), 6);
    // Without a slug the name of the files is no longer than disks allow.
    let outcome = built(&booklet.replace("slug = 't'\n", ""), &texts("x"), &[EditionName::Text]);
    refused(&outcome, "too-large", "one of its title would be longer than 230 characters");
    let slug =
        |length: usize| BOOKLET.replace("slug = 't'", &format!("slug = '{}'", "t".repeat(length)));
    refused(&built(&slug(231), &texts("x"), &ALL), "too-large", "`slug` is longer than 230");
    assert_eq!(built(&slug(230), &texts("x"), &[EditionName::Text]).made.len(), 1);
}

/// Every string that a PDF holds in one piece is built where it is as long as that may be, and
/// refused, with its name, where it is longer.
#[test]
#[ignore = "slow: .ci/full runs it"]
fn no_string_is_longer_than_a_pdf_can_hold() {
    let picture =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>";
    let top = |key: &str| (format!("{key} = '@'\n{BOOKLET}"), texts("x"));
    let chapter = |block: &str| (BOOKLET.to_owned(), format!("[[block]]\n{block}\n"));
    let headed = BOOKLET.replace("[contact]", "[cover]\nstyle = 'heading'\n[contact]");
    let cases = [
        ("`title`", 16_000, (headed.replace("title = 'T'", "title = '@'"), texts("x"))),
        ("`title_en`", 16_000, top("title_en")),
        ("`description`", 16_000, top("description")),
        ("`publisher`", 16_000, top("publisher")),
        ("`keywords`", 15_998, (format!("keywords = ['@']\n{BOOKLET}"), texts("x"))),
        ("`heading`", 16_000, chapter("heading = '@'\n[[block]]\ntext = 'x'")),
        ("`alt`", 16_000, chapter("figure = { image = 'a.svg', alt = '@' }")),
        ("`label`", 16_000, chapter("qr = { url = 'https://www.example.org', label = '@' }")),
        ("the words of a link", 2_000, chapter("text = '[@](https://www.example.org)'")),
        ("the address of a link", 15_976, chapter("text = '[x](https://www.example.org/@)'")),
    ];
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.svg"), picture).unwrap();
    for (what, most, (booklet, chapter)) in cases {
        // Signs that take more bytes than any others.
        for letters in ["é", "🙂", "w"].iter().filter(|it| !what.contains("address") || **it == "w")
        {
            let long = |length: usize| {
                let text = letters.repeat(length / letters.encode_utf16().count());
                std::fs::write(folder.path().join("booklet.toml"), booklet.replace('@', &text))
                    .unwrap();
                let chapter = chapter.replace('@', &text);
                std::fs::write(folder.path().join("a.toml"), format!("title = 'A'\n{chapter}"))
                    .unwrap();
                outcome(folder.path(), &[EditionName::Screen, EditionName::LargePrint])
            };
            let fits = long(most);
            assert!(!fits.said.contains("too-large"), "{what}: {}", fits.said);
            let missing = fits.said.contains("missing-glyph");
            assert!(missing || fits.made.len() == 2, "{what}: {}", fits.said);
            refused(&long(most + 4), "too-large", &format!("{what} "));
        }
    }
}

#[test]
fn a_heap_of_marks_on_one_letter_is_refused() {
    for (letter, sign) in [
        ('a', '\u{301}'),
        ('ب', '\u{64B}'),
        ('א', '\u{5B0}'),
        ('ก', '\u{E48}'),
        ('ก', 'ำ'),
        ('a', '\u{200D}'),
        ('a', '\u{FE0F}'),
    ] {
        let heap = |count: usize| format!("a {letter}{} b", String::from(sign).repeat(count));
        let outcome = built(BOOKLET, &texts(&heap(32)), &ALL);
        refused(&outcome, "too-large", "more than 32 signs make one letter with its marks");
        assert!(outcome.said.contains(" a.toml:3:13-3:46:"), "{}", outcome.said);
        // Also where each value brings only some of it.
        let values = format!("{BOOKLET}[values]\nv = '{}'\n", String::from(sign).repeat(20));
        let outcome = built(&values, &texts(&format!("{letter}{{v}}{{v}}")), &ALL);
        refused(&outcome, "too-large", "more than 32 signs");
        assert_eq!(built(BOOKLET, &texts(&heap(31)), &ALL).made.len(), 6);
    }
    // No more than a page of such letters shares a string of the PDF.
    let page = format!("{BOOKLET}[theme]\npage = [420, 420]\n");
    let many = texts(&format!("a{} ", "\u{301}".repeat(30)).repeat(2000));
    let outcome = built(&page, &many, &[EditionName::Screen]);
    assert_eq!(outcome.made.len(), 1, "{}", outcome.said);
    let hindi = texts(&"किताब और हिन्दी ".repeat(2000));
    let outcome = built(&page.replace("en-GB", "hi"), &hindi, &[EditionName::Screen]);
    assert_eq!(outcome.made.len(), 1, "{}", outcome.said);
}

#[test]
fn what_cannot_be_seen_is_empty() {
    for unseen in [r"\u200B", r"\u00AD", r"\u200D\uFE0F", r"\u2066\u2069", r"\u3164", r" \uFEFF "] {
        let title = BOOKLET.replace("title = 'T'", &format!("title = \"{unseen}\""));
        refused(&built(&title, &texts("x"), &ALL), "missing-key", "`title` is empty");
        for (block, code, words) in [
            ("text = \"@\"", "missing-key", "`text` is empty"),
            ("heading = \"@\"", "missing-key", "`heading` is empty"),
            ("bullets = [\"@\"]", "missing-key", "an item of a list is empty"),
            ("text = \"[@](https://www.example.org)\"", "bad-link", "a link has no words"),
            ("table = { columns = [\"@\"], rows = [[\"x\"]] }", "empty-header", "head of a column"),
        ] {
            let block = format!("[[block]]\n{}\n", block.replace('@', unseen));
            refused(&built(BOOKLET, &block, &ALL), code, words);
        }
    }
}

#[test]
fn a_hundred_thousand_faults_are_told_in_bounded_time() {
    let keys: String = (0..100_000).fold(String::new(), |mut keys, number| {
        let _ = writeln!(keys, "k{number} = 1");
        keys
    });
    let outcome = built(BOOKLET, &format!("{keys}{}", texts("x")), &ALL);
    assert_eq!(outcome.said.matches("error[unknown-key]").count(), 100_000);
    assert!(outcome.said.contains("a.toml:100001:1-100001:7:"), "lines are not counted");
}

#[test]
fn marks_links_and_faults_without_number_take_bounded_time() {
    for part in [
        "*a* **b** ",
        "*a ",
        "[",
        "](x",
        "{{a}} ",
        "{a} ",
        "<https://a.bc> ",
        "[a](lang:cy) ",
        "\"a 'b ",
        "سلام",
        "ש a 1 ",
        "ภาษาไทย",
        "a //\n",
        "a\n\n",
        "-",
        "a\u{A0}",
        "a\u{AD}",
        "\u{301}",
        "a\u{200D}",
        "漢字",
    ] {
        let text = part.repeat(10_000 / part.len());
        let outcome = built(BOOKLET, &texts(&text), &[EditionName::Screen, EditionName::Html]);
        let known = outcome.made.len() == 2 || outcome.said.contains("error[");
        assert!(known, "{part:?}: {}", &outcome.said[..outcome.said.len().min(300)]);
    }
}

#[test]
fn values_and_house_files_that_name_each_other_are_told() {
    let values = |values: &str| format!("{BOOKLET}[values]\n{values}");
    let circle = values("a = '{b}'\nb = '{c}'\nc = 'x{a}'\n");
    refused(&built(&circle, &texts("{a}"), &ALL), "value-circle", "a → b → c → a");
    refused(&built(&values("a = '{a}'\n"), &texts("x"), &ALL), "value-circle", "a → a");

    let folder = tempfile::tempdir().unwrap();
    let booklet = folder.path().join("b");
    std::fs::create_dir(&booklet).unwrap();
    std::fs::write(booklet.join("booklet.toml"), format!("house = '../house.toml'\n{BOOKLET}"))
        .unwrap();
    std::fs::write(booklet.join("a.toml"), format!("title = 'A'\n{}", texts("x"))).unwrap();
    for other in ["house.toml", "house2.toml", "b/booklet.toml"] {
        std::fs::write(folder.path().join("house.toml"), format!("house = '{other}'\n")).unwrap();
        std::fs::write(folder.path().join("house2.toml"), "house = 'house.toml'\n").unwrap();
        let said = outcome(&booklet, &ALL).said;
        assert!(said.contains("error[unknown-key]"), "{said}");
        assert!(said.contains("the house file has no key `house`"), "{said}");
    }
}

/// What cannot be shown, as it is written in TOML, and the words of its refusal.
const UNFIT: [(&str, &str); 16] = [
    ("\\u0000", "a control character (U+0000)"),
    ("\\u0007", "a control character (U+0007)"),
    ("\\u001b[31m", "a control character (U+001B)"),
    ("\\f", "a control character (U+000C)"),
    ("\\u007f", "a control character (U+007F)"),
    ("\\u009b", "a control character (U+009B)"),
    ("\\ud800", "is no character"),
    ("\\udfff", "is no character"),
    ("\\U00110000", "is no character"),
    ("\\ufffe", "a code that is no character (U+FFFE)"),
    ("\\ufdd0", "a code that is no character (U+FDD0)"),
    ("\\U0010FFFF", "a code that is no character (U+10FFFF)"),
    ("\\ue000", "a character of a private font (U+E000)"),
    ("\\U000F0000", "a character of a private font (U+F0000)"),
    ("\\u202e", "turns the order of letters round (U+202E)"),
    ("\\ufffd", "a letter that was lost when the file was saved (U+FFFD)"),
];

#[test]
fn characters_that_cannot_be_shown_are_named_wherever_they_stand() {
    let places = [
        ("chapter", "[[block]]\ntext = \"a@b\"\n"),
        ("chapter", "[[block]]\nbullets = [\"a@b\"]\n"),
        ("chapter", "[[block]]\ntext = \"[a](tel:01632 @960 000)\"\n"),
        ("chapter", "[[block]]\nqr = { url = \"https://www.example.org/@\", label = \"x\" }\n"),
        ("booklet", "subtitle = \"a@b\"\n"),
        ("booklet", "keywords = [\"a@b\"]\n"),
        ("value", "[[block]]\ntext = \"a {v}\"\n"),
        ("value", "[[block]]\nqr = { url = \"https://www.example.org/{v}\", label = \"x\" }\n"),
        ("point", "phone = \"01632 @960 000\"\n"),
        ("point", "hours = \"a@b\"\nphone = \"999\"\n"),
    ];
    for (unfit, words) in UNFIT {
        for (place, source) in places {
            let source = source.replace('@', unfit);
            let outcome = match place {
                "chapter" => built(BOOKLET, &source, &ALL),
                "value" => {
                    let values = format!("{BOOKLET}[values]\nv = \"a{unfit}b\"\n");
                    built(&values, &source, &ALL)
                }
                "booklet" => built(&format!("{source}{BOOKLET}"), &texts("x"), &ALL),
                _ => {
                    let point = format!("{BOOKLET}[[contact.point]]\nname = 'P'\n{source}");
                    built(&point, &texts("x"), &ALL)
                }
            };
            let code = if words == "is no character" { "toml-syntax" } else { "bad-mark" };
            refused(&outcome, code, words);
        }
        // As the character itself, where a file can hold it.
        let raw = unfit.strip_prefix("\\u").or(unfit.strip_prefix("\\U"));
        let raw = raw.and_then(|code| u32::from_str_radix(code.get(..code.len().min(8))?, 16).ok());
        if let Some(raw) = raw.and_then(char::from_u32) {
            let outcome = built(BOOKLET, &texts(&format!("a{raw}b")), &ALL);
            assert!(outcome.made.is_empty() && !outcome.said.is_empty(), "{unfit}");
        }
    }
}

#[test]
fn no_invisible_sign_turns_a_telephone_number_round() {
    for sign in ["\\u200f", "\\u061c", "\\u2067", "\\u2068", "\\u202a", "\\u202b", "\\u202d"] {
        let phone = BOOKLET.replace("'01632 960 000'", &format!("\"{sign}01632 960 000\""));
        refused(&built(&phone, &texts("x"), &ALL), "bad-mark", "turns the order of");
        let value = format!(
            "{}[values]\nv = \"{sign}01632 960 000\"\n",
            BOOKLET.replace("'01632 960 000'", "\"{v}\"")
        );
        refused(&built(&value, &texts("x"), &ALL), "bad-mark", "turns the order of");
    }
    let outcome = built(BOOKLET, &texts("x"), &[EditionName::Text]);
    assert!(
        outcome.text.contains("01632 960 000") || outcome.text.contains("01632\u{A0}960\u{A0}000"),
        "{}",
        outcome.text
    );
}
