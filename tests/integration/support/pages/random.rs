//! Random booklets that are hard to set: many columns with references, high heads, deep lists, long
//! words, on pages of any size in letters of any size.

use std::fmt::Write as _;

use chapbook::language::Language;
use chapbook::words::Phrases;
use proptest::prelude::*;

/// A booklet's files, and what it says.
#[derive(Clone, Debug)]
pub struct Booklet {
    pub booklet: String,
    pub chapter: String,
    /// Its numbered words in the order of reading.
    pub words: Vec<String>,
    /// How many links lead to the back page and to the chapter.
    pub links: (usize, usize),
}

/// A block, as the lengths of its texts.
#[derive(Clone, Debug)]
enum Kind {
    Text(u8),
    Heading(u8),
    /// Columns, words of a head, words of the cells of each row, whether rows have heads.
    Table(usize, u8, Vec<u8>, bool),
    /// The kind of each level, the items of each, and words of an item.
    List(Vec<&'static str>, Vec<u8>, u8),
    /// The same in a callout.
    Callout(u8, Vec<&'static str>, Vec<u8>, u8),
    Quote(u8),
    Definitions(Vec<u8>),
    Qr,
    Contact,
}

fn kinds() -> impl Strategy<Value = Kind> {
    let list = || {
        let levels = prop::sample::select(vec!["bullets", "steps", "checklist"]);
        (prop::collection::vec(levels, 1..9), prop::collection::vec(1u8..3, 8), 1u8..12)
    };
    let rows = prop::collection::vec(0u8..30, 1..5);
    prop_oneof![
        2 => (1u8..60).prop_map(Kind::Text),
        1 => (1u8..8).prop_map(Kind::Heading),
        4 => (1usize..7, prop_oneof![3 => 1u8..4, 1 => 4u8..60], rows, any::<bool>())
            .prop_map(|(columns, head, rows, heads)| Kind::Table(columns, head, rows, heads)),
        3 => list().prop_map(|(kinds, items, words)| Kind::List(kinds, items, words)),
        1 => (1u8..30, list())
            .prop_map(|(text, (kinds, items, words))| Kind::Callout(text, kinds, items, words)),
        1 => (1u8..30).prop_map(Kind::Quote),
        1 => prop::collection::vec(1u8..20, 1..4).prop_map(Kind::Definitions),
        1 => Just(Kind::Qr),
        1 => Just(Kind::Contact),
    ]
}

/// Pages from 60 by 90 mm to A4, and large print up to 36 points.
fn themes() -> impl Strategy<Value = String> {
    let page = prop_oneof![
        2 => Just("'A5'".to_owned()),
        2 => Just("'DL'".to_owned()),
        1 => Just("'A4'".to_owned()),
        3 => (60u16..211, 90u16..298).prop_map(|(width, height)| format!("[{width}, {height}]")),
    ];
    let margin = || 5u8..16;
    let margins = (margin(), 5u8..5 + 6, margin(), margin());
    let size = prop_oneof![3 => 12u8..19, 2 => 19u8..37, 1 => 37u8..73];
    let align = prop::sample::select(vec!["start", "justify"]);
    (page, margins, size, align, any::<bool>(), prop::sample::select(vec![16u8, 18, 24, 28, 36]))
        .prop_map(|(page, (inner, outer, top, bottom), size, align, hyphenate, large)| {
            let (inner, outer) = (inner.min(10), outer.min(10));
            format!(
                "[theme]\npage = {page}\nmargins = {{ inner = {inner}, outer = {outer}, top = {top}, \
                 bottom = {bottom} }}\nsize = {size}\nalign = '{align}'\nhyphenate = {hyphenate}\n\
                 [edition.large-print]\nsize = {large}\n"
            )
        })
}

/// Random booklets in these languages.
pub fn booklets(languages: &'static [&'static str]) -> impl Strategy<Value = Booklet> {
    let language = prop::sample::select(languages);
    let cover = prop::sample::select(vec!["", "[cover]\nstyle = 'heading'\n"]);
    (prop::collection::vec(kinds(), 1..8), themes(), language, cover).prop_map(
        |(kinds, theme, language, cover)| {
            let mut script = Script {
                chapter: String::new(),
                words: Vec::new(),
                links: (0, 0),
                native: Phrases::of(&Language::parse(language).expect("a language"))
                    .months
                    .to_vec(),
            };
            let title = script.say(2);
            let mut chapter = format!("title = '{title}'\nid = 'a'\n");
            kinds.iter().for_each(|kind| script.add(kind));
            chapter.push_str(&script.chapter);
            let heading = script.say(1);
            let booklet = format!(
                "title = 'T'\nslug = 't'\nlanguage = '{language}'\nchapters = ['a.toml']\n\
                 contents = false\n{cover}{theme}[contact]\nheading = '{heading}'\n\
                 [[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n"
            );
            Booklet { booklet, chapter, words: script.words, links: script.links }
        },
    )
}

struct Script {
    chapter: String,
    words: Vec<String>,
    links: (usize, usize),
    native: Vec<&'static str>,
}

impl Script {
    /// So many new words, words of the language and links among them.
    fn say(&mut self, count: u8) -> String {
        let mut said = Vec::new();
        for _ in 0..count {
            let number = self.words.len();
            // Now and then a word that no column holds.
            let tail = "abcdefghij".repeat(if number % 89 == 88 { 20 } else { 0 });
            let word = format!("w{number}{}{tail}x", &"mnopqrst"[..number % 8]);
            said.push(match number % 13 {
                4 => {
                    self.links.0 += 1;
                    format!("[{word}](#contact)")
                }
                7 => {
                    self.links.1 += 1;
                    format!("[{word}](#a)")
                }
                9 => format!("**{word}**"),
                11 => format!("[{word}](https://example.org/{number})"),
                _ => word.clone(),
            });
            said.push(self.native[number % self.native.len()].to_owned());
            self.words.push(word);
        }
        said.join(" ")
    }

    /// Without links, where none may stand.
    fn plain(&mut self, count: u8) -> String {
        let mut said = Vec::new();
        for _ in 0..count {
            let word = format!("w{}x", self.words.len());
            said.push(word.clone());
            self.words.push(word);
        }
        said.join(" ")
    }

    /// A list of these levels, as the key and value of an inline table.
    fn list(&mut self, kinds: &[&str], items: &[u8], words: u8) -> String {
        let Some((kind, inner)) = kinds.split_first() else { return String::new() };
        let count = items[kinds.len() - 1];
        let mut written = Vec::new();
        for at in 0..count {
            let text = self.say(words);
            // Only the last item goes deeper, or there would be a great many.
            let nested =
                if at + 1 == count { self.list(inner, items, words) } else { String::new() };
            let comma = if nested.is_empty() { "" } else { ", " };
            written.push(format!("{{ text = '{text}'{comma}{nested} }}"));
        }
        format!("{kind} = [{}]", written.join(", "))
    }

    fn add(&mut self, kind: &Kind) {
        let block = match kind {
            Kind::Text(count) => format!("text = '{}'", self.say(*count)),
            Kind::Heading(count) => format!("heading = '{}'", self.say(*count)),
            Kind::Table(columns, head, rows, heads) => {
                // The head of a row is never empty.
                let row = |script: &mut Self, count: u8, first: u8| {
                    let counts = std::iter::once(first).chain(std::iter::repeat(count));
                    let cells = counts.take(*columns);
                    let cells: Vec<String> =
                        cells.map(|count| format!("'{}'", script.say(count))).collect();
                    format!("[{}]", cells.join(", "))
                };
                let head = row(self, *head, *head);
                let first = |count: u8| if *heads { count.max(1) } else { count };
                let rows: Vec<String> =
                    rows.iter().map(|count| row(self, *count, first(*count))).collect();
                let rows = rows.join(", ");
                format!("table = {{ columns = {head}, rows = [{rows}], row_headers = {heads} }}")
            }
            Kind::List(kinds, items, words) => self.list(kinds, items, *words),
            Kind::Callout(text, kinds, items, words) => {
                let title = self.plain(2);
                let text = self.say(*text);
                let list = self.list(kinds, items, *words);
                let urgency = urgency(items.len());
                format!("callout = {{ title = '{title}', text = '{text}', {list}{urgency} }}")
            }
            Kind::Quote(count) => format!("quote = {{ text = '{}' }}", self.say(*count)),
            Kind::Definitions(all) => {
                let mut written = Vec::new();
                for words in all {
                    let term = self.plain(1);
                    written
                        .push(format!("{{ term = '{term}', meaning = '{}' }}", self.say(*words)));
                }
                format!("definitions = [{}]", written.join(", "))
            }
            Kind::Qr => {
                let label = self.plain(4);
                format!("qr = {{ url = 'https://example.org/a', label = '{label}' }}")
            }
            Kind::Contact => "contact_point = 'L'".to_owned(),
        };
        let _ = write!(self.chapter, "\n[[block]]\n{block}\n");
    }
}

/// One of the levels of urgency, or none.
fn urgency(number: usize) -> &'static str {
    let levels = ["", ", urgency = 'emergency'", ", urgency = 'urgent'", ", urgency = 'routine'"];
    levels[number % levels.len()]
}
