//! Random chapters: every kind of block and every key that a chapter's file may hold, with words that
//! can be told apart.

use std::fmt::Write as _;

use chapbook::keys;
use proptest::prelude::*;

/// A chapter's file, and its words in the order of reading. Every word has a number, so that none can
/// be mistaken for another.
#[derive(Clone, Debug, Default)]
pub struct Script {
    pub chapter: String,
    pub words: Vec<String>,
    ids: usize,
    /// Whether there is a heading that a subheading can stand under.
    headed: bool,
    /// Whether there are steps that others can go on from.
    stepped: bool,
}

/// A block, in numbers of words.
#[derive(Clone, Debug)]
pub struct Random {
    kind: Kind,
    beside: Beside,
}

/// What may stand beside every kind.
#[derive(Clone, Debug)]
struct Beside {
    id: bool,
    language: Option<&'static str>,
    keep: bool,
    allow: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    Text(Vec<u8>),
    Heading(u8),
    Subheading(u8),
    List(List, bool),
    Callout(u8, u8, Option<List>, Option<&'static str>),
    Quote(u8, bool),
    Figures(Vec<Shown>),
    Illustrated(Vec<(bool, u8, Option<List>)>, bool, Option<u8>),
    Table(Table),
    Definitions(Vec<u8>),
    Lines(u8, u8),
    Qr(u8),
    Contact,
    Break,
}

#[derive(Clone, Debug)]
struct List {
    kind: &'static str,
    /// The kind of the lists inside of its items.
    inner: &'static str,
    items: Vec<Entry>,
}

/// Words of an item, of those in its list, and the item's language.
type Entry = (u8, Vec<u8>, Option<&'static str>);

#[derive(Clone, Debug)]
struct Shown {
    decorative: bool,
    caption: Option<u8>,
    width: Option<u8>,
}

#[derive(Clone, Debug)]
struct Table {
    caption: Option<u8>,
    columns: usize,
    /// Words of each cell of a row.
    rows: Vec<u8>,
    row_headers: bool,
    /// Whether the first head is left out.
    corner: bool,
    /// Whether the last column is to be filled in.
    to_fill: bool,
    widths: bool,
}

pub fn blocks() -> impl Strategy<Value = Random> {
    let beside = (rare(Just(())), rare(language()), rare(Just(())), rare(Just(())));
    (kinds(), beside).prop_map(|(kind, (id, language, keep, allow))| {
        let (id, keep, allow) = (id.is_some(), keep.is_some(), allow.is_some());
        Random { kind, beside: Beside { id, language, keep, allow } }
    })
}

/// One time in six.
fn rare<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    prop::option::weighted(0.17, strategy)
}

pub fn language() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["cy", "pl", "ar"])
}

fn length() -> std::ops::Range<u8> {
    1..40
}

fn lists(most: usize) -> impl Strategy<Value = List> {
    let kind = || prop::sample::select(keys::LISTS.to_vec());
    let item = (length(), prop::collection::vec(length(), 0..4), rare(language()));
    (kind(), kind(), prop::collection::vec(item, 1..most)).prop_map(|(kind, inner, items)| List {
        kind,
        inner,
        items,
    })
}

fn kinds() -> impl Strategy<Value = Kind> {
    let maybe = any::<bool>;
    let urgency = prop::sample::select(vec!["emergency", "urgent", "routine"]);
    let urgency = prop::option::of(urgency);
    prop_oneof![
        4 => prop::collection::vec(length(), 1..4).prop_map(Kind::Text),
        2 => (1u8..12).prop_map(Kind::Heading),
        2 => (1u8..12).prop_map(Kind::Subheading),
        3 => (lists(7), maybe()).prop_map(|(list, goes_on)| Kind::List(list, goes_on)),
        2 => (1u8..6, length(), prop::option::of(lists(5)), urgency)
            .prop_map(|(title, text, list, urgency)| Kind::Callout(title, text, list, urgency)),
        1 => (length(), maybe()).prop_map(|(text, source)| Kind::Quote(text, source)),
        2 => prop::collection::vec(pictures(), 1..5).prop_map(Kind::Figures),
        2 => (
            prop::collection::vec((maybe(), length(), prop::option::of(lists(3))), 1..5),
            maybe(),
            prop::option::of(10u8..71),
        )
            .prop_map(|(rows, numbered, width)| Kind::Illustrated(rows, numbered, width)),
        2 => tables().prop_map(Kind::Table),
        1 => prop::collection::vec(length(), 1..4).prop_map(Kind::Definitions),
        1 => (1u8..9, 1u8..41).prop_map(|(prompt, lines)| Kind::Lines(prompt, lines)),
        1 => (1u8..9).prop_map(Kind::Qr),
        1 => Just(Kind::Contact),
        1 => Just(Kind::Break),
    ]
}

fn pictures() -> impl Strategy<Value = Shown> {
    let caption = prop::option::of(length());
    (any::<bool>(), caption, prop::option::of(1u8..101))
        .prop_map(|(decorative, caption, width)| Shown { decorative, caption, width })
}

fn tables() -> impl Strategy<Value = Table> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let rows = prop::collection::vec(1u8..9, 1..5);
    (prop::option::of(1u8..9), 1usize..6, rows, flags).prop_map(
        |(caption, columns, rows, (row_headers, corner, to_fill, widths))| Table {
            caption,
            columns,
            rows,
            row_headers,
            corner: corner && row_headers && columns > 1,
            to_fill: to_fill && columns > 1,
            widths,
        },
    )
}

impl Script {
    /// The head of a chapter.
    pub fn begin(&mut self, language: Option<&str>) {
        let title = self.say(3);
        self.chapter = format!("title = '{title}'\nid = 'a-chapter'\n{ALLOW}\n");
        if let Some(language) = language {
            let _ = writeln!(self.chapter, "language = '{language}'");
        }
    }

    /// So many new words, some of them marked, as TOML text.
    pub fn say(&mut self, count: u8) -> String {
        let mut said = String::new();
        for at in 0..count {
            let number = self.words.len();
            let word = self.word();
            let marked = match number % 11 {
                3 => format!("**{word}**"),
                5 => format!("*{word}*"),
                7 => format!("[{word}](https://example.org/{number})"),
                9 => format!("[{word}](lang:cy)"),
                10 => format!("[{word}](#a-chapter)"),
                _ => word,
            };
            let blank = if at == 0 { "" } else { " " };
            let _ = write!(said, "{blank}{marked}");
        }
        said
    }

    /// The same for a string in which marks are not read.
    fn say_plainly(&mut self, count: u8) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// A word of many lengths, and now and then one that no column holds.
    fn word(&mut self) -> String {
        let number = self.words.len();
        let tail = "abcdefghij".repeat(if number % 97 == 96 { 9 } else { 0 });
        let word = format!("w{number}{}{tail}x", &"mnopqrst"[..number % 8]);
        self.words.push(word.clone());
        word
    }

    pub fn add(&mut self, Random { kind, beside }: &Random) {
        let mut block = "\n[[block]]\n".to_owned();
        if beside.id {
            self.ids += 1;
            let _ = writeln!(block, "id = 'block-{}'", self.ids);
        }
        if let Some(language) = beside.language {
            let _ = writeln!(block, "language = '{language}'");
        }
        if beside.keep {
            block.push_str("keep = true\n");
        }
        if beside.allow {
            block.push_str(ALLOW);
            block.push('\n');
        }
        block.push_str(&self.kind(kind));
        self.chapter.push_str(&block);
        self.chapter.push('\n');
    }

    fn kind(&mut self, kind: &Kind) -> String {
        match kind {
            Kind::Text(paragraphs) => {
                let paragraphs: Vec<String> = paragraphs.iter().map(|n| self.say(*n)).collect();
                format!("text = '''\n{}\n'''", paragraphs.join("\n\n"))
            }
            Kind::Subheading(count) if self.headed => {
                format!("subheading = '{}'", self.say(*count))
            }
            Kind::Heading(count) | Kind::Subheading(count) => {
                self.headed = true;
                format!("heading = '{}'", self.say(*count))
            }
            Kind::List(list, goes_on) => self.list_block(list, *goes_on),
            Kind::Callout(title, text, list, urgency) => {
                let (title, text) = (self.say(*title), self.say(*text));
                let list = self.inner(list.as_ref());
                let urgency = urgency.map(|it| format!(", urgency = '{it}'")).unwrap_or_default();
                format!("callout = {{ title = '{title}', text = '{text}'{list}{urgency} }}")
            }
            Kind::Quote(text, source) => {
                let text = self.say(*text);
                let source =
                    if *source { format!(", source = '{}'", self.say(3)) } else { String::new() };
                format!("quote = {{ text = '{text}'{source} }}")
            }
            Kind::Figures(figures) => {
                let figures: Vec<String> = figures.iter().map(|it| self.figure(it)).collect();
                match &figures[..] {
                    [only] => format!("figure = {only}"),
                    _ => format!("figure = [{}]", figures.join(", ")),
                }
            }
            Kind::Illustrated(rows, numbered, width) => self.illustrated(rows, *numbered, *width),
            Kind::Table(table) => self.table(table),
            Kind::Definitions(all) => self.definitions(all),
            Kind::Lines(prompt, lines) => {
                format!("writing_lines = {{ prompt = '{}', lines = {lines} }}", self.say(*prompt))
            }
            Kind::Qr(label) => {
                let label = self.say_plainly(*label);
                format!("qr = {{ url = 'https://example.org/a', label = '{label}' }}")
            }
            Kind::Contact => "contact_point = 'Line'".to_owned(),
            Kind::Break => "page_break = true".to_owned(),
        }
    }

    fn list_block(&mut self, list: &List, goes_on: bool) -> String {
        let steps = list.kind == "steps";
        let goes_on = if steps && goes_on && self.stepped { "continue = true\n" } else { "" };
        self.stepped |= steps;
        format!("{goes_on}{}", self.list(list))
    }

    fn list(&mut self, List { kind, inner: inner_kind, items }: &List) -> String {
        let mut written = Vec::new();
        for (words, nested, language) in items {
            let mut keys = vec![format!("text = '{}'", self.say(*words))];
            if !nested.is_empty() {
                let inner: Vec<String> =
                    nested.iter().map(|n| format!("'{}'", self.say(*n))).collect();
                keys.push(format!("{inner_kind} = [{}]", inner.join(", ")));
            }
            keys.extend(language.map(|language| format!("language = '{language}'")));
            written.push(match &keys[..] {
                [text] => text["text = ".len()..].to_owned(),
                _ => format!("{{ {} }}", keys.join(", ")),
            });
        }
        format!("{kind} = [{}]", written.join(", "))
    }

    /// A list among the keys of a table.
    fn inner(&mut self, list: Option<&List>) -> String {
        list.map(|list| format!(", {}", self.list(list))).unwrap_or_default()
    }

    fn figure(&mut self, shown: &Shown) -> String {
        let caption = shown.caption.map(|count| format!(", caption = '{}'", self.say(count)));
        let width = shown.width.map(|width| format!(", width = {width}"));
        let (caption, width) = (caption.unwrap_or_default(), width.unwrap_or_default());
        format!("{{ {}{caption}{width} }}", picture(shown.decorative))
    }

    fn illustrated(
        &mut self,
        rows: &[(bool, u8, Option<List>)],
        numbered: bool,
        width: Option<u8>,
    ) -> String {
        let mut written = Vec::new();
        for (decorative, text, list) in rows {
            let (text, picture) = (self.say(*text), picture(*decorative));
            let list = self.inner(list.as_ref());
            written.push(format!("{{ {picture}, text = '{text}'{list} }}"));
        }
        let width = width.map(|width| format!("picture_width = {width}\n")).unwrap_or_default();
        let numbered = if numbered { "numbered = true\n" } else { "" };
        format!("{numbered}{width}illustrated = [{}]", written.join(", "))
    }

    fn table(&mut self, table: &Table) -> String {
        let last = table.columns - 1;
        let caption = table.caption.map(|count| format!("caption = '{}', ", self.say(count)));
        let mut row = |count: u8, is_empty: &dyn Fn(usize) -> bool| {
            let cell = |at| if is_empty(at) { String::new() } else { self.say(count) };
            let cells: Vec<String> = (0..=last).map(cell).map(|it| format!("'{it}'")).collect();
            format!("[{}]", cells.join(", "))
        };
        let columns = row(1, &|at| table.corner && at == 0);
        let cells = table.rows.iter().map(|count| row(*count, &|at| table.to_fill && at == last));
        let rows = cells.collect::<Vec<_>>().join(", ");
        let share = 100 / table.columns;
        let widths = (0..=last).map(|at| if at == last { 100 - share * last } else { share });
        let widths: Vec<String> = widths.map(|it| it.to_string()).collect();
        let widths = match table.widths {
            true => format!(", widths = [{}]", widths.join(", ")),
            false => String::new(),
        };
        let (caption, heads) = (caption.unwrap_or_default(), table.row_headers);
        format!(
            "table = {{ {caption}columns = {columns}, rows = [{rows}], row_headers = {heads}{widths} }}"
        )
    }

    fn definitions(&mut self, all: &[u8]) -> String {
        let mut written = Vec::new();
        for words in all {
            let term = self.say_plainly(1);
            written.push(format!("{{ term = '{term}', meaning = '{}' }}", self.say(*words)));
        }
        format!("definitions = [{}]", written.join(", "))
    }
}

const ALLOW: &str = "allow = [{ code = 'long-sentence', reason = 'These words mean nothing.' }]";

fn picture(decorative: bool) -> &'static str {
    match decorative {
        true => "image = 'a.svg', decorative = true",
        false => "image = 'a.svg', alt = 'Bars'",
    }
}
