//! What every booklet promises, tried on random ones: it is built or a problem is reported; a file
//! that is built keeps the standards, says each word of the source once and in order, and shows no
//! ink beside the page and no line over another.

use std::fmt::Write as _;
use std::path::Path;

use chapbook::content::{self, ChapterStart, EditionName, Options};
use chapbook::geometry::{Point, Pt, Rect};
use chapbook::layout::{ArtifactKind, Ink, Item, Layout, Owner};
use chapbook::make::{self, Request};
use chapbook::typeset::Glyph;
use chapbook::verify;
use proptest::prelude::*;

/// A booklet as its files, and its words in the order of reading. Every word has a number, so that
/// none can be mistaken for another.
#[derive(Clone, Debug, Default)]
struct Script {
    chapter: String,
    words: Vec<String>,
}

/// What a random number is to be.
#[derive(Clone, Debug)]
enum Kind {
    Text(Vec<u8>),
    Heading(u8),
    List(&'static str, Vec<(u8, Vec<u8>)>),
    Callout(u8, u8, Vec<u8>),
    Quote(u8, bool),
    Table(u8, Vec<u8>, bool),
    Definitions(Vec<u8>),
    Lines(u8, u8),
    Figure(u8, u8),
    Qr(u8),
    Contact,
    Break,
}

fn kinds() -> impl Strategy<Value = Kind> {
    let length = || 1u8..40;
    let list = proptest::sample::select(vec!["bullets", "steps", "checklist"]);
    let items = prop::collection::vec((length(), prop::collection::vec(length(), 0..4)), 1..7);
    prop_oneof![
        4 => prop::collection::vec(length(), 1..4).prop_map(Kind::Text),
        2 => (1u8..12).prop_map(Kind::Heading),
        3 => (list, items).prop_map(|(kind, items)| Kind::List(kind, items)),
        1 => (1u8..6, length(), prop::collection::vec(length(), 0..5))
            .prop_map(|(title, text, list)| Kind::Callout(title, text, list)),
        1 => (length(), any::<bool>()).prop_map(|(text, source)| Kind::Quote(text, source)),
        1 => (1u8..4, prop::collection::vec(1u8..9, 1..5), any::<bool>())
            .prop_map(|(columns, rows, heads)| Kind::Table(columns, rows, heads)),
        1 => prop::collection::vec(length(), 1..4).prop_map(Kind::Definitions),
        1 => (1u8..9, 1u8..41).prop_map(|(prompt, lines)| Kind::Lines(prompt, lines)),
        1 => (length(), 1u8..101).prop_map(|(caption, width)| Kind::Figure(caption, width)),
        1 => (1u8..9).prop_map(Kind::Qr),
        1 => Just(Kind::Contact),
        1 => Just(Kind::Break),
    ]
}

impl Script {
    /// So many new words, some of them marked, as TOML text.
    fn say(&mut self, count: u8) -> String {
        let mut said = String::new();
        for at in 0..count {
            let number = self.words.len();
            // Words of many lengths, and now and then one that no column holds.
            let tail = "abcdefghij".repeat(if number % 97 == 96 { 9 } else { 0 });
            let word = format!("w{number}{}{tail}x", &"mnopqrst"[..number % 8]);
            let marked = match number % 11 {
                3 => format!("**{word}**"),
                5 => format!("*{word}*"),
                7 => format!("[{word}](https://example.org/{number})"),
                9 => format!("[{word}](lang:cy)"),
                _ => word.clone(),
            };
            self.words.push(word);
            let blank = if at == 0 { "" } else { " " };
            let _ = write!(said, "{blank}{marked}");
        }
        said
    }

    fn add(&mut self, kind: &Kind) {
        let block = match kind {
            Kind::Text(paragraphs) => {
                let paragraphs: Vec<String> = paragraphs.iter().map(|n| self.say(*n)).collect();
                format!("text = '''\n{}\n'''", paragraphs.join("\n\n"))
            }
            Kind::Heading(count) => format!("heading = '{}'", self.say(*count)),
            Kind::List(kind, items) => {
                let mut written = Vec::new();
                for (words, nested) in items {
                    let text = self.say(*words);
                    let inner: Vec<String> =
                        nested.iter().map(|n| format!("'{}'", self.say(*n))).collect();
                    written.push(if inner.is_empty() {
                        format!("'{text}'")
                    } else {
                        format!("{{ text = '{text}', {kind} = [{}] }}", inner.join(", "))
                    });
                }
                format!("{kind} = [{}]", written.join(", "))
            }
            Kind::Callout(title, text, list) => {
                let (title, text) = (self.say(*title), self.say(*text));
                let list: Vec<String> =
                    list.iter().map(|n| format!("'{}'", self.say(*n))).collect();
                let list = if list.is_empty() {
                    String::new()
                } else {
                    format!(", steps = [{}]", list.join(", "))
                };
                format!("callout = {{ title = '{title}', text = '{text}'{list} }}")
            }
            Kind::Quote(text, source) => {
                let text = self.say(*text);
                let source =
                    if *source { format!(", source = '{}'", self.say(3)) } else { String::new() };
                format!("quote = {{ text = '{text}'{source} }}")
            }
            Kind::Table(columns, rows, heads) => {
                let mut cells = |count: u8| {
                    let row: Vec<String> =
                        (0..*columns).map(|_| format!("'{}'", self.say(count))).collect();
                    format!("[{}]", row.join(", "))
                };
                let head = cells(1);
                let rows: Vec<String> = rows.iter().map(|count| cells(*count)).collect();
                let rows = rows.join(", ");
                format!("table = {{ columns = {head}, rows = [{rows}], row_headers = {heads} }}")
            }
            Kind::Definitions(all) => {
                let mut written = Vec::new();
                for words in all {
                    let term = format!("w{}term", self.words.len());
                    self.words.push(term.clone());
                    written
                        .push(format!("{{ term = '{term}', meaning = '{}' }}", self.say(*words)));
                }
                format!("definitions = [{}]", written.join(", "))
            }
            Kind::Lines(prompt, lines) => {
                format!("writing_lines = {{ prompt = '{}', lines = {lines} }}", self.say(*prompt))
            }
            Kind::Figure(caption, width) => {
                let caption = self.say(*caption);
                format!(
                    "figure = {{ image = 'a.svg', alt = 'Bars', caption = '{caption}', width = {width} }}"
                )
            }
            Kind::Qr(label) => {
                // Marks are not read in a label.
                let label = self.say(*label).replace(['*', '['], "");
                let label: Vec<&str> =
                    label.split(' ').filter_map(|word| word.split(']').next()).collect();
                format!("qr = {{ url = 'https://example.org/a', label = '{}' }}", label.join(" "))
            }
            Kind::Contact => "contact_point = 'Line'".to_owned(),
            Kind::Break => "page_break = true".to_owned(),
        };
        let _ = write!(self.chapter, "\n[[block]]\n{block}\n");
    }
}

const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 40'>\
                       <path d='M5 40V10h10v30M25 40V20h10v20M45 40V5h10v35'/></svg>";

/// Files of a booklet in a folder of their own, and its words.
fn written(kinds: &[Kind], language: &str, theme: &str) -> (tempfile::TempDir, Vec<String>) {
    let mut script = Script::default();
    script.chapter = format!("title = '{}'\n", script.say(3));
    kinds.iter().for_each(|kind| script.add(kind));
    let folder = tempfile::tempdir().unwrap();
    let chapter = std::mem::take(&mut script.chapter);
    let heading = script.say(2);
    let booklet = format!(
        "title = 'Random'\nlanguage = '{language}'\nchapters = ['a.toml']\n{theme}\n[contact]\n\
         heading = '{heading}'\n[[contact.point]]\nname = 'Line'\nphone = '01632 960 000'\n"
    );
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    std::fs::write(folder.path().join("a.svg"), DRAWING).unwrap();
    (folder, script.words)
}

fn load(folder: &Path) -> (Option<content::Book>, Vec<&'static str>) {
    let path = folder.join("booklet.toml");
    let loaded = content::load(&path, &Options { root: None, picture_fonts: None });
    (loaded.book, loaded.diagnostics.iter().map(|problem| problem.code.as_str()).collect())
}

/// The numbered words of a text in order, each from its `w` to its end.
fn numbered(text: &str) -> Vec<String> {
    let text = text.replace('\u{AD}', "");
    let whole = |word: &&str| {
        word.strip_prefix('w').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    text.split(|c: char| !c.is_alphanumeric()).filter(whole).map(str::to_owned).collect()
}

/// Words that a structure says, one text after the other; a word that was broken at a line's end is
/// one text.
fn said(element: &verify::Element) -> String {
    let parts = element.children.iter().map(|child| match child {
        verify::Child::Element(inner) => said(inner),
        verify::Child::Text(text) => text.clone(),
        verify::Child::Object => String::new(),
    });
    let text = element.actual_text.clone().unwrap_or_else(|| parts.collect());
    let inline = matches!(element.role.as_str(), "Link" | "Strong" | "Em" | "Span");
    if inline { text } else { format!(" {text} ") }
}

/// Ink beside the page, and lines of text over one another.
fn misplaced(layout: &Layout) -> Option<String> {
    // A right-hand page that a chapter asks for may leave a left-hand one blank.
    let blanks = layout.style.chapter_start == ChapterStart::Recto;
    for (number, page) in layout.pages.iter().enumerate() {
        let mut lines: Vec<(Rect, f32)> = Vec::new();
        let mut content = false;
        for item in &page.items {
            content |= item.owner != Owner::Artifact(ArtifactKind::Footer);
            let ink = inked(item);
            let beyond = |start: f32, end: f32, most: f32| start < -0.5 || end > most + 0.5;
            if beyond(ink.x.0, ink.right().0, layout.page.width.0)
                || beyond(ink.y.0, ink.bottom().0, layout.page.height.0)
            {
                return Some(format!("page {}: ink at {ink:?}", number + 1));
            }
            let Ink::Glyphs(run, _) = &item.ink else { continue };
            let (y, size) = (item.at.y.0, run.size.0);
            let over = lines.iter().find(|(other, other_y)| {
                let (apart, least) = ((y - other_y).abs(), other.height.0.min(ink.height.0));
                let beside = ink.x.0 > other.right().0 - 0.01 || ink.right().0 < other.x.0 + 0.01;
                apart < least && !beside
            });
            if let Some(over) = over {
                return Some(format!("page {}: {y} ({size} pt) over {over:?}", number + 1));
            }
            lines.push((ink, y));
        }
        if !content && !blanks {
            return Some(format!("page {} is empty", number + 1));
        }
    }
    None
}

/// The extent of an item's ink; of glyphs from the height of a small letter down to the line, without
/// the blanks at their ends.
fn inked(item: &Item) -> Rect {
    let Point { x, y } = item.at;
    match &item.ink {
        Ink::Glyphs(run, _) => {
            let blank = |glyph: &&Glyph| {
                run.text[glyph.start as usize..glyph.end as usize].trim().is_empty()
            };
            let ems = |glyphs: &mut dyn Iterator<Item = &Glyph>| {
                run.size
                    * glyphs
                        .take_while(|glyph| blank(glyph))
                        .map(|glyph| glyph.advance)
                        .sum::<f32>()
            };
            let before = ems(&mut run.glyphs.iter());
            let after = ems(&mut run.glyphs.iter().rev());
            let (height, width) = (run.size * 0.5, run.width - before - after);
            Rect::new(x + before, y - height, width, height)
        }
        Ink::Fill { size, .. } | Ink::Outline { size, .. } | Ink::Picture(_, size) => {
            Rect::new(x, y, size.width, size.height)
        }
        Ink::Fills(rects, _) => {
            let all = rects.iter().copied().reduce(Rect::union).unwrap_or_default();
            all.translate(item.at)
        }
        Ink::Leader { width, .. } => Rect::new(x, y, *width, Pt::ZERO),
    }
}

/// Does something with so many threads.
fn with_jobs<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().unwrap().install(work)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_booklet_is_built_whole_and_in_order(
        kinds in prop::collection::vec(kinds(), 1..25),
        theme in prop::sample::select(vec![
            "", "[theme]\npage = 'A4'", "[theme]\nalign = 'justify'\nhyphenate = true",
            "[theme]\nchapter_start = 'recto'\nsize = 18\nleading = 26", "[cover]\nstyle = 'heading'",
        ]),
        language in prop::sample::select(vec!["en-GB", "en-GB", "ar"]),
    ) {
        let (folder, words) = written(&kinds, language, theme);
        let (book, problems) = load(folder.path());
        let book = book.unwrap_or_else(|| panic!("{problems:?}"));
        let editions = vec![EditionName::Screen, EditionName::LargePrint];
        let request = Request { editions, ..Request::default() };
        let made = with_jobs(3, || make::make(&book, &request));
        prop_assert_eq!(&made.fault, &None);
        prop_assert_eq!(made.outputs.len(), 2, "{:?}", made.diagnostics);
        for output in &made.outputs {
            for result in verify::validate(&output.bytes).unwrap() {
                prop_assert!(result.passes, "{:?}", result.faults);
            }
            let spoken = said(&verify::tree(&output.bytes).unwrap());
            prop_assert_eq!(&numbered(&spoken), &words, "{}", output.file_name);
        }
        let alone = with_jobs(1, || make::make(&book, &request));
        for (output, other) in made.outputs.iter().zip(&alone.outputs) {
            prop_assert!(output.bytes == other.bytes, "{} differs", output.file_name);
        }
        let proof = make::proof(&book, &request);
        for layout in proof.pocket.into_iter().chain(proof.large_print) {
            prop_assert_eq!(misplaced(&layout), None);
        }
    }

    #[test]
    fn whatever_a_file_holds_is_read_or_reported(
        booklet in "\\PC{0,200}", chapter in "(title|\\[\\[block\\]\\]|text|=|'|\"|\\{|\\}|\n|\\PC){0,80}",
    ) {
        let folder = tempfile::tempdir().unwrap();
        let sound = "title = 'A'\nlanguage = 'en'\nchapters = ['a.toml']\n[contact]\nheading = 'H'\n\
                     [[contact.point]]\nname = 'L'\nphone = '1'\n";
        for (booklet, chapter) in [(booklet.as_str(), "title = 'A'\n"), (sound, chapter.as_str())] {
            std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
            std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
            let (book, problems) = load(folder.path());
            prop_assert!(book.is_some() || !problems.is_empty(), "neither read nor reported");
        }
    }
}
