//! The same words in the same order, in the PDF's structure, on the web page and in the plain text.
//!
//! Each edition is brought to the form of the plain text, and what it then still says is compared
//! word by word. Every difference that `docs/format.md` lets stand has a function or a line of its
//! own here, whose name says which it is; signs that are no words (bullets, dashes, brackets) do
//! not count.

mod html;
mod structure;
mod transcript;

use crate::support::booklets::{booklets, fonts};
use chapbook::content::{self, Book, EditionName, Options};
use chapbook::make::{Request, make, proof};
use chapbook::source::Spanned;
use chapbook::verify;
use chapbook::words::Phrases;

/// What an edition says, part by part.
struct Said {
    /// Cover, contents, chapters, glossary.
    body: String,
    /// The contact section.
    contact: String,
    /// "About this booklet", without its heading: where it fits the back page it has none there.
    imprint: String,
}

impl Said {
    /// Its words, with the imprint after the contact section wherever it stands
    /// (`docs/format.md`, section 5).
    fn words(&self) -> Vec<String> {
        let whole = format!("{}\n{}\n{}", self.body, self.contact, self.imprint);
        let mut words = vec![String::new()];
        for letter in whole.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}')) {
            let last = words.last_mut().expect("there is one");
            match letter {
                _ if is_written_without_spaces(letter) => words.push(letter.into()),
                _ if !letter.is_alphanumeric() && !is_mark(letter) => words.push(String::new()),
                _ if last.chars().all(is_written_without_spaces) => words.push(letter.into()),
                _ => last.push(letter),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }
}

/// A table as the plain text tells it: each cell after its column's head. Of an empty one not even
/// the head is said, unless the whole column is empty and thus to be filled in.
fn told_row_by_row(heads: &[String], rows: &[Vec<String>]) -> String {
    let is_empty = |row: &Vec<String>, column: usize| row[column].trim().is_empty();
    let mut told = String::new();
    for row in rows {
        for (column, (head, cell)) in heads.iter().zip(row).enumerate() {
            if !is_empty(row, column) || rows.iter().all(|row| is_empty(row, column)) {
                told.push_str(&format!("{head} {cell}\n"));
            }
        }
    }
    told
}

/// Whether a letter is of a script in which a line may end between any two words and no space
/// tells of it; such letters are compared one by one.
fn is_written_without_spaces(letter: char) -> bool {
    matches!(letter,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks over and under letters of the scripts of Europe and of Arabic.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}')
}

/// The first place at which two rows of words part, with what stands around it.
fn difference(one: &[String], other: &[String]) -> Option<String> {
    let at = (0..one.len().max(other.len())).find(|&at| one.get(at) != other.get(at))?;
    let around = |words: &[String]| {
        let from = at.saturating_sub(8).min(words.len());
        words[from..words.len().min(at + 8)].join(" ")
    };
    Some(format!("word {at}:\n  …{}…\n  …{}…", around(one), around(other)))
}

fn editions(book: &Book) -> [Said; 3] {
    let editions = vec![EditionName::Screen, EditionName::Html, EditionName::Text];
    let made = make(book, &Request { editions, ..Request::default() });
    assert_eq!(made.fault, None);
    let [screen, html, text] = &made.outputs[..] else { panic!("{:?}", made.diagnostics) };
    let words = Phrases::of(&book.language);
    let page = std::str::from_utf8(&html.bytes).unwrap();
    let (pdf, addresses) = structure::say(&verify::tree(&screen.bytes).unwrap(), words);
    let text = std::str::from_utf8(&text.bytes).unwrap();
    [pdf, html::say(page, words), transcript::say(text, &addresses, words)]
}

#[test]
fn every_edition_says_the_same_words_in_the_same_order() {
    let mut differences = Vec::new();
    for path in booklets() {
        let options = Options { root: None, picture_fonts: Some(fonts) };
        let book = content::load(&path, &options).book.unwrap();
        let [pdf, html, text] = editions(&book).map(|said| said.words());
        assert!(pdf.len() > 20, "{}: {} words", path.display(), pdf.len());
        for (name, other) in [("html", &html), ("text", &text)] {
            if let Some(difference) = difference(&pdf, other) {
                let path = path.display();
                differences.push(format!("{path}: screen and {name} part at {difference}"));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Cover and imprint say which size it is, and nothing else differs.
#[test]
fn every_size_of_large_print_says_the_same_words() {
    for name in ["booklet/booklet.toml", "tests/booklets/arabic/booklet.toml"] {
        let path = booklets().into_iter().find(|path| path.ends_with(name)).unwrap();
        let options = Options { root: None, picture_fonts: Some(fonts) };
        let mut book = content::load(&path, &options).book.unwrap();
        let expected = editions(&book)[0].words();
        book.theme.large_sizes = vec![16.0, 18.0, 22.5];
        book.theme.large_print.size = Some(Spanned::new(16.0, book.span));
        let request = Request { editions: vec![EditionName::LargePrint], ..Request::default() };
        let made = make(&book, &request);
        assert_eq!(made.outputs.len(), 3, "{:?}", made.diagnostics);
        let words = Phrases::of(&book.language);
        for (output, size) in made.outputs.iter().zip(&book.theme.large_sizes) {
            let (mut said, _) = structure::say(&verify::tree(&output.bytes).unwrap(), words);
            let label = words.in_large_print(Some(*size));
            for part in [&mut said.body, &mut said.contact, &mut said.imprint] {
                *part = part.replace(['\u{2066}', '\u{2069}'], "");
            }
            let whole = format!("{}{}{}", said.body, said.contact, said.imprint);
            assert_eq!(whole.matches(&label).count(), 2, "{name} in {size} pt: {whole}");
            for part in [&mut said.body, &mut said.contact, &mut said.imprint] {
                *part = part.replace(&label, "");
            }
            let difference = difference(&expected, &said.words());
            assert_eq!(difference, None, "{name} in {size} pt");
        }
    }
}

#[test]
fn a_word_more_or_less_is_found() {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(difference(&words("a b c"), &words("a b c")), None);
    assert!(difference(&words("a b c"), &words("a b")).unwrap().starts_with("word 2"));
    assert!(difference(&words("a b c"), &words("a x c")).unwrap().starts_with("word 1"));
}

/// People who listen go from heading to heading: none is skipped, and the words for how urgent it is
/// come first.
#[test]
fn how_urgent_a_callout_is_stands_in_a_heading_and_a_bookmark() {
    let path = booklets().into_iter().find(|path| path.ends_with("every-kind/booklet.toml"));
    let options = Options { root: None, picture_fonts: Some(fonts) };
    let book = content::load(&path.unwrap(), &options).book.unwrap();
    let request = Request { editions: vec![EditionName::Screen], ..Request::default() };
    let made = make(&book, &request);
    let tree = verify::tree(&made.outputs[0].bytes).unwrap();
    let mut headings = Vec::new();
    collect_headings(&tree, &mut headings);
    let expected = [
        ("H1", "Panels and tables"),
        ("H2", "Immediate action required: Call 999 if you cannot breathe"),
        ("H2", "When to ask"),
        ("H3", "Urgent advice: Call 0808 157 0110 today if you feel hot"),
        ("H3", "When it suits"),
        ("H4", "Non-urgent advice: Ask at your next visit"),
    ];
    let expected = expected.map(|(role, words)| (role.to_owned(), words.to_owned()));
    assert!(headings.windows(expected.len()).any(|row| row == expected), "{headings:?}");
    let layout = proof(&book, &request).pocket.unwrap();
    let bookmarks: Vec<(String, String)> = layout
        .outline
        .iter()
        .map(|entry| (format!("H{}", entry.level), entry.title.clone()))
        .collect();
    assert!(bookmarks.windows(expected.len()).any(|row| row == expected), "{bookmarks:?}");
}

fn collect_headings(element: &verify::Element, found: &mut Vec<(String, String)>) {
    if matches!(element.role.as_str(), "H1" | "H2" | "H3" | "H4") {
        found.push((element.role.clone(), element.text().trim().to_owned()));
    }
    element.elements().for_each(|inner| collect_headings(inner, found));
}
