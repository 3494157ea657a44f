//! What pasted lists and tables say to whom stays the same where a change is made for sure.
//!
//! Lists and tables are made at random, written as people paste them, and read back from the changed
//! chapter: which item stands within which, which cell belongs to which row and which head, which sign
//! stands before which words. A change that is not made is no fault here.

use chapbook::check::{self, Subject};
use chapbook::content::{Options, load};
use chapbook::diagnostic::Diagnostic;
use chapbook::words::Date;
use proptest::prelude::*;
use toml::{Table, Value};

use crate::support::content::files::Folder;

const BOOKLET: &str = "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n[contact]\n\
                       heading = \"Help\"\n[[contact.point]]\nname = \"Line\"\nphone = \"0808 008 7054\"\n";

/// Words of items and cells, as a line and as two where it wraps.
const WORDS: [(&str, &str); 12] = [
    ("Codeine", ""),
    ("30 mg", ""),
    ("at night", ""),
    ("Do not take more than", "8 tablets in a day"),
    ("Never take", "**ibuprofen** with it"),
    ("For help see", "Dr Patel"),
    ("Ring", "0808 157 0142 at once"),
    ("Rest at home.", ""),
    ("Call us if it hurts or if you feel ill and do", "so at any time"),
    ("Day 1", ""),
    ("tablet", ""),
    ("May", ""),
];

/// Signs before items, and whether one says no more than that.
const SIGNS: [(&str, bool); 19] = [
    ("• ", true),
    ("- ", true),
    ("– ", true),
    ("* ", true),
    ("◦ ", true),
    ("☐ ", true),
    ("✔ ", false),
    ("✖ ", false),
    ("✕ ", false),
    ("⛔ ", false),
    ("🚫 ", false),
    ("⊗ ", false),
    ("≥ ", false),
    ("≤ ", false),
    ("~ ", false),
    ("± ", false),
    ("+ ", false),
    ("↓ ", false),
    ("→ ", false),
];

/// The chapter after `check --fix`, where that changes it.
fn mended(text: &str) -> Option<Table> {
    let chapter = format!("title = \"Chapter\"\n[[block]]\ntext = \"\"\"\n{text}\n\"\"\"\n");
    let folder = Folder::new();
    folder.write("booklet.toml", BOOKLET.as_bytes());
    folder.write("a.toml", chapter.as_bytes());
    let loaded = load(&folder.path("booklet.toml"), &Options::default());
    let findings = match &loaded.book {
        Some(book) => {
            let today = Date { year: 2026, month: 11, day: 22 };
            let subject = Subject::new(book, &loaded.sources, Vec::new(), today);
            check::run(&subject, loaded.diagnostics.clone())
        }
        None => loaded.diagnostics.clone(),
    };
    let ours = |it: &&Diagnostic| {
        ["typed-bullets", "typed-table", "block-in-text"].contains(&it.code.as_str())
    };
    let mut helps = findings.iter().filter(ours).flat_map(|it| &it.helps);
    let patch = helps.find_map(|help| help.patch.as_ref())?;
    let mut new = chapter;
    new.replace_range(patch.span.range(), &patch.replacement);
    Some(new.parse().unwrap_or_else(|error| panic!("{error}\n{new}")))
}

/// What a chapter says: each paragraph, item and cell with what it belongs to.
fn said(chapter: &Table) -> Vec<String> {
    let mut out = Vec::new();
    for block in chapter["block"].as_array().unwrap() {
        let block = block.as_table().unwrap();
        if let Some(text) = block.get("text").and_then(Value::as_str) {
            let paragraphs = text.trim().split("\n\n").map(joined);
            out.extend(paragraphs.map(|words| format!("text: {words}")));
        }
        for key in ["bullets", "steps", "checklist"] {
            if let Some(list) = block.get(key).and_then(Value::as_array) {
                said_by_items(list, "•", &mut out);
            }
        }
        if let Some(table) = block.get("table").and_then(Value::as_table) {
            let cells = |row: &Value| -> Vec<String> {
                row.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
            };
            let head = cells(&table["columns"]);
            let rows: Vec<Vec<String>> =
                table["rows"].as_array().unwrap().iter().map(cells).collect();
            said_by_rows(&head, &rows, &mut out);
        }
    }
    out
}

fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn said_by_items(list: &[Value], above: &str, out: &mut Vec<String>) {
    for item in list {
        let table = item.as_table();
        let words = item.as_str().or_else(|| table.unwrap()["text"].as_str());
        let place = format!("{above} {}", joined(words.unwrap()));
        out.push(place.clone());
        for key in ["bullets", "steps", "checklist"] {
            if let Some(inner) = table.and_then(|it| it.get(key)).and_then(Value::as_array) {
                said_by_items(inner, &format!("{place} >"), out);
            }
        }
    }
}

fn said_by_rows(head: &[String], rows: &[Vec<String>], out: &mut Vec<String>) {
    for row in rows {
        assert_eq!(row.len(), head.len());
        let cell = |(column, cell): (&String, &String)| format!("{} | {column} | {cell}", row[0]);
        out.extend(head.iter().zip(row).map(cell));
    }
}

/// An item of a random list: its words, whether it wraps, and how deep it stands.
type Item = (usize, bool, usize);

/// A list as it is pasted, and what it says.
fn list(items: &[Item], sign: usize, step: usize) -> (String, Vec<String>) {
    let (sign, plain) = SIGNS[sign];
    let (mut lines, mut said, mut above) = (Vec::new(), Vec::new(), Vec::<String>::new());
    for (words, wraps, depth) in items {
        // No item stands more than one level further in than the one before.
        let depth = (*depth).min(above.len());
        above.truncate(depth);
        let (first, more) = WORDS[*words];
        let indent = " ".repeat(depth * step);
        lines.push(format!("{indent}{sign}{first}"));
        let mut whole = first.to_owned();
        if *wraps && !more.is_empty() {
            lines.push(more.to_owned());
            whole = format!("{first} {more}");
        }
        let kept = if plain { String::new() } else { sign.to_owned() };
        let place = match above.last() {
            Some(last) => format!("{last} > {kept}{whole}"),
            None => format!("• {kept}{whole}"),
        };
        said.push(place.clone());
        above.push(place);
    }
    (lines.join("\n"), said)
}

/// How the heads of a table are told from its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// A line stands under them.
    Ruled,
    /// The first of them is empty.
    Empty,
    /// Nothing does: the first line may be a row.
    None,
}

/// A table as it is pasted, and its cells.
fn table(cells: &[Vec<usize>], head: Head, stroke: bool) -> (String, Vec<Vec<String>>) {
    let mut rows: Vec<Vec<String>> = cells
        .iter()
        .map(|row| {
            row.iter().map(|cell| WORDS.get(*cell).map_or("", |it| it.0).to_owned()).collect()
        })
        .collect();
    // A row without any words says nothing, and is a blank line to who reads tabs.
    for row in rows.iter_mut().filter(|row| row.iter().all(String::is_empty)) {
        row[0] = WORDS[0].0.to_owned();
    }
    if head == Head::Empty {
        rows[0] = rows[0]
            .iter()
            .map(|cell| if cell.is_empty() { "Night" } else { cell }.to_owned())
            .collect();
        rows[0][0] = String::new();
    }
    let line = |row: &Vec<String>| match stroke {
        true => format!("| {} |", row.join(" | ")),
        false => row.join("\t"),
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    if head == Head::Ruled {
        lines.insert(1, "|---|---|".to_owned());
    }
    (lines.join("\n"), rows)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn what_a_pasted_list_says_stays(
        items in prop::collection::vec((0..WORDS.len(), any::<bool>(), 0..4_usize), 2..7),
        sign in 0..SIGNS.len(),
        step in 1..4_usize,
        after in 0..3_usize,
    ) {
        let (mut text, mut expected) = list(&items, sign, step);
        match after {
            0 => {}
            1 => {
                text.push_str("\n\nCome back soon.");
                expected.push("text: Come back soon.".to_owned());
            }
            _ => {
                text = format!("Bring or do:\n{text}");
                expected.insert(0, "text: Bring or do:".to_owned());
            }
        }
        if let Some(chapter) = mended(&text) {
            prop_assert_eq!(said(&chapter), expected, "{}", text);
            prop_assert!(SIGNS[sign].1, "a sign that may say something was taken out: {}", text);
        }
    }

    #[test]
    fn what_a_pasted_table_says_stays(
        cells in (2..4_usize).prop_flat_map(|width| {
            prop::collection::vec(prop::collection::vec(0..WORDS.len() + 2, width), 2..5)
        }),
        head in prop::sample::select(vec![Head::Ruled, Head::Empty, Head::None]),
        stroke in any::<bool>(),
        broken in 0..4_usize,
        at in any::<prop::sample::Index>(),
    ) {
        let (text, rows) = table(&cells, head, stroke);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let row = at.index(lines.len());
        match broken {
            // A cell goes on in the next line.
            1 => lines.insert(row + 1, "twice a day".to_owned()),
            // A row lacks a cell.
            2 if !lines[row].contains("---") => {
                let short = lines[row].rsplit_once(['\t', '|']).map_or("", |it| it.0).to_owned();
                prop_assume!(short.contains(char::is_alphanumeric));
                lines[row] = short;
            }
            _ => {}
        }
        let text = lines.join("\n");
        if let Some(chapter) = mended(&text) {
            let mut expected = Vec::new();
            said_by_rows(&rows[0], &rows[1..], &mut expected);
            prop_assert_eq!(said(&chapter), expected, "{}", text);
            let told = head != Head::None || rows[0][0].is_empty();
            let whole = lines.iter().filter(|line| !line.contains("---")).count() == rows.len();
            prop_assert!(told && whole && (broken != 2 || stroke || lines[row].contains("---")), "{}", text);
        }
    }
}

#[test]
fn plain_lists_and_tables_with_heads_are_still_written_for_their_author() {
    for (text, expected) in [
        ("• your letter\n• your pills", &["• your letter", "• your pills"][..]),
        (
            "- a1\n  - b1\n    - c1\n  - b2\n- a2",
            &["• a1", "• a1 > b1", "• a1 > b1 > c1", "• a1 > b2", "• a2"],
        ),
        ("• a1\n◦ b1\n◦ b2\n• a2", &["• a1", "• a1 > b1", "• a1 > b2", "• a2"]),
        ("1. Rest.\n2. Eat well.\n3. Sleep.", &["• Rest.", "• Eat well.", "• Sleep."]),
        (
            "| Drug | Dose |\n|---|---|\n| Codeine | 30 mg |",
            &["Codeine | Drug | Codeine", "Codeine | Dose | 30 mg"],
        ),
        (
            "\tMorning\tNight\nCodeine\t1\t2",
            &["Codeine |  | Codeine", "Codeine | Morning | 1", "Codeine | Night | 2"],
        ),
    ] {
        assert_eq!(said(&mended(text).unwrap_or_else(|| panic!("{text}"))), expected, "{text}");
    }
}

#[test]
fn what_may_be_meant_in_another_way_is_not_changed() {
    for text in [
        "Codeine\t30 mg\tat night\nIbuprofen\t400 mg\tin the morning\nParacetamol\t1000 mg\tat noon",
        "Monday\tCodeine\nTuesday\tParacetamol 500 mg",
        "Morning | one tablet\nNight | 2 tablets\nNoon | none",
        "Drug\tDose\nCodeine\t15 mg\n\t30 mg at night\nIbuprofen\t400 mg",
        "| Medicine | Dose | Notes |\n|---|---|\n| Codeine | 30 mg |\n| Ibuprofen | 400 mg |",
        "Drug\tDose\tNotes\nCodeine\t15 mg\nIbuprofen\t400 mg",
        "Day, Dose, Tablets\nMonday, 5 mg, 1\nTuesday, 10 mg, 2",
        "✔ walk\n✔ rest\n✖ drive\n✖ lift",
        "• walk\n• rest\n👎 drive",
        "\u{F0FB} drive\n\u{F0FB} lift",
        "\u{F04F} drive\n\u{F04F} lift",
        "+ 5 units\n+ 10 units",
        "[x] stop warfarin\n[ ] stop aspirin",
        "1\ttablet in the morning\n2\ttablets at night",
        "(1) tablet\n(2) tablets",
        "1. Mai\n2. Mai",
        "1. Juni kommen Sie\n2. Juli gehen Sie",
        "• Do not take more than\n8 tablets in a day\n• Do not take more than\n4 at once",
        "• Come to us\n• We are at St\nMary’s Hospital",
        "• Come to us\n• We are at St.\nMary’s Hospital",
        "- Do not take\n  - ibuprofen\n  - aspirin",
        "**a\n\n- **b\n- c**",
        "- **a\n- b**",
        "• a1\n◦ b1\n◦ b2\n• a2\n◦ b3\n◦ b4",
        "- take 3\n– 5 tablets\n- rest",
        "# **Do not** stop **your\ntablets**",
        "# of tablets: 5\n\n# of days: 7",
    ] {
        assert!(mended(text).is_none(), "{text}");
    }
}
