//! Booklets with every kind of block, edited at every level: the changes that are found lead from one
//! to the other, every edit that is printed is told, and what a patient takes, dials or must not do
//! stands in what matters.

use std::fmt::Write as _;

use chapbook::changes::{self, Class, Fate};
use proptest::prelude::*;
use proptest::sample::Index;

use super::kinds::state;

/// Words of which many occur twice.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "take", "rest", "tablet", "with", "water", "the", "ward", "nurse", "slowly", "and",
        ]),
        3 => prop::sample::select(vec!["5 mg", "10 mg", "2 tablets", "3 May 2026", "twice"]),
        2 => prop::sample::select(vec!["not", "never", "must", "left", "Monday"]),
        1 => prop::sample::select(vec!["01632 960 000", "01632 960 001", "(see below)", "water,"]),
        1 => prop::sample::select(vec![
            "**stop**", "*now*", "[our page](https://www.example.org/a)", "[nos](lang:cy)",
            "<https://www.example.org/B>",
        ]),
    ];
    prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "))
}

/// A block whose every field is printed.
#[derive(Clone, Debug, PartialEq)]
enum Block {
    Text(Vec<String>),
    Heading(String),
    List(&'static str, Vec<String>),
    Goes(Vec<String>),
    Callout(String, Vec<String>, Option<&'static str>),
    Quote(String, Option<String>),
    Table { head: Vec<String>, rows: Vec<Vec<String>>, headed: bool },
    Definitions(Vec<(String, String)>),
    Lines(String, u8),
    Point(bool),
    Figure(String, Option<String>),
    Illustrated(Vec<String>, bool),
}

const URGENCIES: [&str; 3] = ["emergency", "urgent", "routine"];

fn block() -> impl Strategy<Value = Block> {
    let some = || prop::collection::vec(words(), 1..4);
    let list = prop::sample::select(vec!["bullets", "steps", "checklist"]);
    let urgency = prop::option::of(prop::sample::select(URGENCIES.to_vec()));
    let cell = prop_oneof![1 => Just(String::new()), 4 => words()];
    let table = (2..4_usize).prop_flat_map(move |width| {
        let head = prop::collection::vec(words(), width);
        let row = (words(), prop::collection::vec(cell.clone(), width - 1));
        let row = row.prop_map(|(head, rest)| [vec![head], rest].concat());
        (head, prop::collection::vec(row, 1..4), any::<bool>())
    });
    prop_oneof![
        3 => some().prop_map(Block::Text),
        1 => words().prop_map(Block::Heading),
        2 => (list, some()).prop_map(|(kind, items)| Block::List(kind, items)),
        1 => some().prop_map(Block::Goes),
        2 => (words(), some(), urgency).prop_map(|(title, text, how)| Block::Callout(title, text, how)),
        1 => (words(), prop::option::of(words())).prop_map(|(text, who)| Block::Quote(text, who)),
        3 => table.prop_map(|(head, rows, headed)| Block::Table { head, rows, headed }),
        1 => prop::collection::vec((words(), words()), 1..3).prop_map(Block::Definitions),
        1 => (words(), 1..5_u8).prop_map(|(prompt, lines)| Block::Lines(prompt, lines)),
        1 => any::<bool>().prop_map(Block::Point),
        1 => (words(), prop::option::of(words())).prop_map(|(alt, under)| Block::Figure(alt, under)),
        1 => (some(), any::<bool>()).prop_map(|(rows, numbered)| Block::Illustrated(rows, numbered)),
    ]
}

/// A string of TOML. Marks mean nothing in the few places that take none.
fn quoted(words: &str) -> String {
    format!("'{words}'")
}

fn plain(words: &str) -> String {
    let bare = words.replace("[our page](https://www.example.org/a)", "our page");
    quoted(&bare.replace("[nos](lang:cy)", "nos").replace(['*', '<', '>'], ""))
}

fn array(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
}

fn written(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut counted = false;
    for block in blocks {
        text.push_str("[[block]]\n");
        let _ = match block {
            Block::Text(texts) => writeln!(text, "text = '''{}'''", texts.join("\n\n")),
            Block::Heading(line) => writeln!(text, "heading = {}", quoted(line)),
            Block::List(kind, items) => {
                counted |= *kind == "steps";
                writeln!(text, "{kind} = {}", array(items))
            }
            Block::Goes(items) => {
                let goes_on = if counted { "continue = true\n" } else { "" };
                counted = true;
                writeln!(text, "{goes_on}steps = {}", array(items))
            }
            Block::Callout(title, texts, urgency) => {
                let urgency = urgency.map_or(String::new(), |how| format!("urgency = '{how}'\n"));
                let (title, texts) = (quoted(title), texts.join("\n\n"));
                writeln!(text, "[block.callout]\ntitle = {title}\n{urgency}text = '''{texts}'''")
            }
            Block::Quote(words, who) => {
                let who =
                    who.as_ref().map_or(String::new(), |who| format!("source = {}\n", quoted(who)));
                writeln!(text, "[block.quote]\n{who}text = {}", quoted(words))
            }
            Block::Table { head, rows, headed } => {
                let rows: Vec<String> = rows.iter().map(|row| array(row)).collect();
                let (head, rows) = (array(head), rows.join(", "));
                writeln!(
                    text,
                    "[block.table]\nrow_headers = {headed}\ncolumns = {head}\nrows = [{rows}]"
                )
            }
            Block::Definitions(all) => {
                let all = all.iter().map(|(term, meaning)| {
                    format!("{{ term = {}, meaning = {} }}", plain(term), quoted(meaning))
                });
                writeln!(text, "definitions = [{}]", all.collect::<Vec<_>>().join(", "))
            }
            Block::Lines(prompt, lines) => {
                writeln!(text, "writing_lines = {{ prompt = {}, lines = {lines} }}", quoted(prompt))
            }
            Block::Point(night) => {
                let name = if *night { "Night line" } else { "Day line" };
                writeln!(text, "contact_point = '{name}'")
            }
            Block::Figure(alt, under) => {
                let under = under
                    .as_ref()
                    .map_or(String::new(), |it| format!(", caption = {}", quoted(it)));
                writeln!(text, "figure = {{ image = 'a.svg', alt = {}{under} }}", plain(alt))
            }
            Block::Illustrated(rows, numbered) => {
                let rows = rows.iter().map(|row| {
                    format!("{{ image = 'a.svg', alt = 'A pill', text = {} }}", quoted(row))
                });
                let rows = rows.collect::<Vec<_>>().join(", ");
                writeln!(text, "numbered = {numbered}\nillustrated = [{rows}]")
            }
        };
    }
    text
}

/// What an editor does.
#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, Block),
    Delete(Index),
    Move(Index, Index),
    /// Other words in a place of a block.
    Change(Index, Index, String),
    /// Another kind of list, urgency, or whether something is numbered or headed.
    Turn(Index, Index),
    /// A paragraph comes apart in the middle, or two are joined.
    Split(Index),
    Join(Index),
    /// Two texts of a block change places.
    Swap(Index, Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        1 => (at(), block()).prop_map(|(at, block)| Edit::Insert(at, block)),
        1 => at().prop_map(Edit::Delete),
        1 => (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        4 => (at(), at(), words()).prop_map(|(at, place, words)| Edit::Change(at, place, words)),
        2 => (at(), at()).prop_map(|(at, to)| Edit::Turn(at, to)),
        1 => at().prop_map(Edit::Split),
        1 => at().prop_map(Edit::Join),
        2 => (at(), at(), at()).prop_map(|(at, one, two)| Edit::Swap(at, one, two)),
    ]
}

impl Block {
    /// Every text of it that may be another one.
    fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::Text(texts) | Self::List(_, texts) | Self::Goes(texts) => {
                texts.iter_mut().collect()
            }
            Self::Illustrated(texts, _) => texts.iter_mut().collect(),
            Self::Heading(line) | Self::Lines(line, _) => vec![line],
            Self::Callout(title, texts, _) => [title].into_iter().chain(texts).collect(),
            Self::Quote(line, other) | Self::Figure(line, other) => {
                [line].into_iter().chain(other).collect()
            }
            Self::Table { head, rows, .. } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).collect()
            }
            Self::Definitions(all) => {
                all.iter_mut().flat_map(|(term, meaning)| [term, meaning]).collect()
            }
            Self::Point(_) => Vec::new(),
        }
    }

    fn turn(&mut self, to: Index) {
        match self {
            Self::List(kind, _) => *kind = ["bullets", "steps", "checklist"][to.index(3)],
            Self::Callout(_, _, urgency) => {
                *urgency = [None, Some("emergency"), Some("urgent"), Some("routine")][to.index(4)];
            }
            Self::Table { headed: on, .. } | Self::Point(on) | Self::Illustrated(_, on) => {
                *on = !*on
            }
            Self::Lines(_, lines) => *lines = to.index(5) as u8 + 1,
            Self::Goes(items) => *self = Self::List("steps", items.clone()),
            Self::Text(texts) => *self = Self::Callout("the ward".into(), texts.clone(), None),
            Self::Heading(_) | Self::Quote(..) | Self::Definitions(_) | Self::Figure(..) => {}
        }
    }
}

fn edited(mut blocks: Vec<Block>, edits: &[Edit]) -> Vec<Block> {
    for edit in edits {
        if blocks.is_empty() {
            break;
        }
        let count = blocks.len();
        match edit {
            Edit::Insert(at, block) => blocks.insert(at.index(count + 1), block.clone()),
            Edit::Delete(at) => drop(blocks.remove(at.index(count))),
            Edit::Move(from, to) => {
                let block = blocks.remove(from.index(count));
                blocks.insert(to.index(count), block);
            }
            Edit::Change(at, place, words) => {
                let mut texts = blocks[at.index(count)].texts();
                if !texts.is_empty() {
                    let place = place.index(texts.len());
                    texts[place].clone_from(words);
                }
            }
            Edit::Turn(at, to) => blocks[at.index(count)].turn(*to),
            Edit::Split(at) => {
                if let Block::Text(texts) = &mut blocks[at.index(count)]
                    && let Some((first, rest)) = texts[0].split_once(" and ")
                {
                    let parts = [first, rest].map(str::to_owned);
                    texts.splice(..1, parts);
                }
            }
            Edit::Join(at) => {
                if let Block::Text(texts) = &mut blocks[at.index(count)] {
                    *texts = vec![texts.join(" and ")];
                }
            }
            Edit::Swap(at, one, two) => {
                let mut texts = blocks[at.index(count)].texts();
                if !texts.is_empty() {
                    let (one, two) = (one.index(texts.len()), two.index(texts.len()));
                    let (first, second) = (texts[one].clone(), texts[two].clone());
                    *texts[one] = second;
                    *texts[two] = first;
                }
            }
        }
    }
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn every_edit_that_is_printed_is_told(
        blocks in prop::collection::vec(block(), 1..7),
        edits in prop::collection::vec(edit(), 0..4),
    ) {
        let new = written(&edited(blocks.clone(), &edits));
        let old = written(&blocks);
        let (Some(before), Some(after)) = (state(&old, 0), state(&new, 0)) else {
            // What cannot be read cannot be signed.
            return Err(TestCaseError::reject("faulty"));
        };
        let (report, all) = changes::compare(before.clone(), after.clone()).unwrap();
        prop_assert_eq!(report.is_empty(), old == new, "{}\n---\n{}", old, new);
        let said = after.parts.iter().flat_map(|part| &part.passages);
        let said: Vec<_> = said.map(|it| (it.kind, it.text())).collect();
        prop_assert_eq!(changes::apply(&before, &all), Some(said));
        let first = report.matters.iter().map(|it| format!("{}\n{}\n", it.old, it.new));
        let first = first.collect::<String>();
        let gone = all.iter().flat_map(|it| &it.runs).filter(|run| run.fate != Fate::Kept);
        for word in gone.flat_map(|run| &run.words).filter(|word| word.class < Class::Medicine) {
            prop_assert!(first.contains(&word.text), "{} is not in {first}", word.text);
        }
        let numbers = |state: &changes::State| {
            let words = state.parts.iter().flat_map(|part| &part.passages).flat_map(|it| &it.words);
            let mut numbers: Vec<String> =
                words.filter(|word| word.class < Class::Medicine).map(|word| word.text.clone()).collect();
            numbers.sort();
            numbers
        };
        if numbers(&before) != numbers(&after) {
            prop_assert!(!report.matters.is_empty(), "{}\n---\n{}", old, new);
        }
    }
}
