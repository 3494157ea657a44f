//! Lists and tables that are pasted into a text: the change that is shown loses no word, moves none,
//! and leaves a booklet that builds.

use chapbook::check::{self, Subject};
use chapbook::content::{Loaded, Options, load};
use chapbook::diagnostic::{Diagnostic, Patch};
use chapbook::words::Date;
use proptest::prelude::*;

use crate::support::content::files::Folder;

const BOOKLET: &str = "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n[contact]\n\
                       heading = \"Help\"\n[[contact.point]]\nname = \"Line\"\nphone = \"0808 008 7054\"\n";

/// Lines of what people paste.
const LINES: [&str; 36] = [
    "Bring these with you:",
    "Then go home.",
    "and all of the letters",
    "",
    "",
    "• your letter",
    "• your **pills**",
    "•\tyour {{glasses}}",
    "  • the white pill",
    "o\tthe blue one",
    "o the green one",
    "◦ within it",
    "- your hat",
    "- your coat",
    "– your scarf",
    "1. Rest well.",
    "2. Eat well.",
    "3. Sleep well.",
    "1) First thing.",
    "2) Second thing.",
    "a) alpha",
    "b) beta",
    "i. latin",
    "ii. roman",
    "☐ your form",
    "☐ your card",
    "✗ smoking",
    "✓ walking",
    "Medicine\tTablets\tTimes",
    "Paracetamol\t2 tablets\tfour times",
    "Ibuprofen\t\tthree times",
    "Do | Dont",
    "| Walk | Run |",
    "|---|---|",
    "## Before you leave",
    "•",
];

/// Words of three letters or more, which no sign of a list is.
fn words(text: &str) -> Vec<String> {
    let outside = |c: char| !c.is_alphanumeric();
    let words = text.split(outside).filter(|word| word.chars().count() >= 3);
    words.map(str::to_owned).collect()
}

fn findings(loaded: &Loaded) -> Vec<Diagnostic> {
    let Some(book) = &loaded.book else { return loaded.diagnostics.clone() };
    let today = Date { year: 2026, month: 11, day: 22 };
    let subject = Subject::new(book, &loaded.sources, Vec::new(), today);
    check::run(&subject, loaded.diagnostics.clone())
}

fn shown(findings: &[Diagnostic]) -> Option<&Patch> {
    let ours = ["typed-bullets", "typed-table", "block-in-text", "bad-mark"];
    let ours = findings.iter().filter(|finding| ours.contains(&finding.code.as_str()));
    ours.flat_map(|finding| &finding.helps).find_map(|help| help.patch.as_ref())
}

/// The chapter with the change that is shown, where there is one.
fn mended(chapter: &str) -> Option<(String, Loaded)> {
    let folder = Folder::new();
    folder.write("booklet.toml", BOOKLET.as_bytes());
    folder.write("a.toml", chapter.as_bytes());
    let loaded = load(&folder.path("booklet.toml"), &Options::default());
    let findings = findings(&loaded);
    let patch = shown(&findings)?;
    let mut new = chapter.to_owned();
    new.replace_range(patch.span.range(), &patch.replacement);
    folder.write("a.toml", new.as_bytes());
    Some((new, load(&folder.path("booklet.toml"), &Options::default())))
}

/// A chapter with a text in one of the places for one.
fn chapter(place: usize, text: &str) -> String {
    let before = "title = \"Chapter\"\n";
    match place {
        0 => format!("{before}[[block]]\ntext = \"\"\"\n{text}\n\"\"\"\n"),
        1 => format!(
            "{before}[[block]]\nlanguage = \"cy\"\ntext = '''\n{text}\n'''\n\n[[block]]\ntext = \"End.\"\n"
        ),
        2 => format!(
            "{before}[[block]]\n[block.callout]\ntitle = \"Call\"\ntext = \"\"\"\n{text}\"\"\"\n"
        ),
        3 => format!(
            "{before}[[block]]\ncallout = {{ title = \"Call\", text = \"\"\"\n{text}\"\"\" }}\n"
        ),
        4 => format!("{before}[[block]]\nbullets = [\n  \"\"\"{text}\"\"\",\n  \"End.\",\n]\n"),
        _ => format!(
            "{before}[[block]]\nid = \"one\"\r\ntext = \"{}\"\r\n# remark\r\n",
            text.replace('\t', "\\t").replace('\n', "\\n")
        ),
    }
}

/// What stands in a chapter beside the text.
fn around(place: usize) -> (Vec<String>, Vec<String>) {
    let mut before = vec!["Chapter".to_owned()];
    before.extend(matches!(place, 2 | 3).then(|| "Call".to_owned()));
    (before, matches!(place, 1 | 4).then(|| "End".to_owned()).into_iter().collect())
}

fn keeps_every_word(place: usize, text: &str) -> Option<String> {
    let (new, loaded) = mended(&chapter(place, text))?;
    let Some(book) = &loaded.book else {
        // A lone hyphen beside a lone number is an error that no change mends.
        let lone = |it: &Diagnostic| it.code.as_str() == "block-in-text";
        assert!(
            loaded.diagnostics.iter().all(lone),
            "{text}\n---\n{new}\n{:#?}",
            loaded.diagnostics
        );
        return None;
    };
    let today = Date { year: 2026, month: 11, day: 22 };
    let subject = Subject::new(book, &loaded.sources, Vec::new(), today);
    let chapter = subject.passages.iter().filter(|passage| passage.chapter.is_some());
    let found: Vec<String> = chapter.flat_map(|passage| words(&passage.text)).collect();
    let (mut expected, after) = around(place);
    expected.extend(words(text));
    expected.extend(after);
    assert_eq!(found, expected, "{text}\n---\n{new}");
    Some(new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn what_is_shown_keeps_every_word_in_its_place(
        place in 0_usize..6,
        lines in proptest::collection::vec(0..LINES.len(), 2..9),
    ) {
        let lines: Vec<&str> = lines.iter().map(|at| LINES[*at]).collect();
        keeps_every_word(place, &lines.join("\n"));
    }
}

#[test]
fn a_list_between_words_becomes_a_block_wherever_a_text_stands() {
    let text = "Bring these with you:\n• your letter\n• your **pills**";
    for place in 0..6 {
        let new = keeps_every_word(place, text).unwrap_or_else(|| panic!("place {place}"));
        assert!(new.contains("bullets = [\"your letter\", \"your **pills**\"]"), "{new}");
    }
}

#[test]
fn long_texts_of_signs_are_read_in_good_time() {
    // Each of these would take hours if lines were looked at once for every other line.
    for line in [
        "– Is it so?\n",
        "• a\n◦ b\n",
        "- a\n\n",
        "o a\n",
        "a | b\n|--|\n",
        "1\t5\n",
        "# a\n",
        "| a\n",
    ] {
        let folder = Folder::new();
        folder.write("booklet.toml", BOOKLET.as_bytes());
        folder.write("a.toml", chapter(0, &line.repeat(20_000)).as_bytes());
        let loaded = load(&folder.path("booklet.toml"), &Options::default());
        assert!(findings(&loaded).len() < 50_000, "{line}");
    }
}
