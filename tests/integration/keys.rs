//! `docs/keys.md` is written from the table of keys, and the short tables of `docs/by-example.md` name
//! what there is.
//!
//! `BLESS=1 cargo test --test integration -- keys::` writes the page anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use chapbook::content::EditionName;
use chapbook::keys::{self, Key, Kind, Shape, Sort};

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A sort of value in the words of an editor.
fn in_words(sort: &Sort) -> String {
    let one_of = |words: &[&str]| {
        let quoted: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
        quoted.join(", ")
    };
    match sort {
        Sort::Words | Sort::Needed => "text".into(),
        Sort::Id => "a name of small letters, digits and hyphens".into(),
        Sort::Stem => "small letters, digits and hyphens".into(),
        Sort::Language => "a language's code".into(),
        Sort::Color => "a colour: `#` and six digits".into(),
        Sort::Date => "a date without quotes".into(),
        Sort::Switch(Some(true)) => "`true` (without the key) or `false`".into(),
        Sort::Switch(Some(false)) => "`true` or `false` (without the key)".into(),
        Sort::Switch(None) => "`true` or `false`".into(),
        Sort::True => "`true`".into(),
        Sort::Number(least, most) => format!("a number from {least} to {most}"),
        Sort::Whole(least, most) => format!("a whole number from {least} to {most}"),
        Sort::Numbers(count, least, most) => format!("{count} numbers from {least} to {most}"),
        Sort::Choice(words) => one_of(words),
        Sort::Either(one, other) => format!("{} or {}", in_words(one), in_words(other)),
        Sort::Any(item) | Sort::Several(item) | Sort::Distinct(item) => {
            format!("a list: {}", in_words(item))
        }
        Sort::Item => "text, or a [list item](#list-item)".into(),
        Sort::Table(_) => "a table (below)".into(),
        Sort::TableOrFew(_, least, most) => {
            format!("a table (below), or {least} to {most} in `[ ]`")
        }
        Sort::Tables(_) | Sort::Entries(_) => "tables (below)".into(),
        Sort::Values => "names of your own with text".into(),
    }
}

fn rows(keys: &[&Key]) -> String {
    let mut text =
        "| key | what it is | what may be written | for instance |\n| --- | --- | --- | --- |\n"
            .to_owned();
    for key in keys {
        let needed = if key.required { " *Needed.*" } else { "" };
        let doc = key.doc.replace("[words](", "\\[words](");
        let sort = in_words(&key.sort);
        let example = key.example.replace('|', "\\|");
        let name = key.name;
        let _ = writeln!(text, "| `{name}` | {doc}{needed} | {sort} | `{example}` |");
    }
    text
}

/// The tables that the values of a shape's keys are, each once.
fn inner(shape: &Shape, depth: usize, seen: &mut BTreeSet<&'static str>, page: &mut String) {
    for key in shape.keys {
        let (Sort::Table(inner_shape) | Sort::Tables(inner_shape) | Sort::Entries(inner_shape)) =
            key.sort
        else {
            continue;
        };
        if !seen.insert(inner_shape.what) {
            continue;
        }
        let _ = write!(page, "\n{} `{}`: {}\n\n", "#".repeat(depth), key.name, key.title);
        if std::ptr::eq(inner_shape, &raw const keys::BLOCK) {
            block(page);
        } else {
            page.push_str(&rows(&inner_shape.keys.iter().collect::<Vec<_>>()));
        }
        inner(inner_shape, depth + 1, seen, page);
    }
}

fn block(page: &mut String) {
    let is_kind = |key: &&Key| Kind::of(key.name).is_some();
    let (kinds, beside): (Vec<&Key>, Vec<&Key>) = keys::BLOCK.keys.iter().partition(is_kind);
    page.push_str("Exactly one of these says what the block is:\n\n");
    page.push_str(&rows(&kinds));
    page.push_str("\nBeside it there may be:\n\n");
    page.push_str(&rows(&beside));
    page.push_str("\n#### List item\n\nAn item of a list that is more than text:\n\n");
    page.push_str(&rows(&keys::ITEM.keys.iter().collect::<Vec<_>>()));
}

fn page() -> String {
    let mut page = "# Every key\n\nWritten from the program's own table of keys: \
                    `BLESS=1 cargo test --test integration -- keys::`. What the keys mean \
                    together stands in [format.md](format.md).\n"
        .to_owned();
    let mut seen = BTreeSet::new();
    for (file, shape) in [
        ("booklet.toml", &keys::BOOKLET),
        ("a house file", &keys::HOUSE),
        ("a chapter's file", &keys::CHAPTER),
    ] {
        let (title, about) = shape.about;
        let _ = write!(page, "\n## {title}: {file}\n\n{about}\n\n");
        if std::ptr::eq(shape, &raw const keys::HOUSE) {
            let names: Vec<String> = shape.names().map(|name| format!("`{name}`")).collect();
            let _ = writeln!(page, "It may hold these keys of a booklet: {}.", names.join(", "));
            continue;
        }
        page.push_str(&rows(&shape.keys.iter().collect::<Vec<_>>()));
        inner(shape, 3, &mut seen, &mut page);
    }
    page
}

#[test]
fn the_page_of_keys_says_what_the_table_says() {
    let page = page();
    if std::env::var_os("BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(read("docs/keys.md"), page, "BLESS=1 writes docs/keys.md anew");
}

/// The page that teaches by examples.
fn by_example() -> String {
    read("docs/by-example.md")
}

/// The keys in the first cells of its tables under a heading.
fn in_tables(heading: &str) -> BTreeSet<String> {
    let page = by_example();
    let part = page.split(heading).nth(1).expect("the heading").split("\n##").next().unwrap();
    let cells = part.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    let names = cells.flat_map(|cell| cell.split('`')).map(|name| name.trim_matches(['[', ']']));
    names.filter(|name| !matches!(name.trim(), "" | ",")).map(str::to_owned).collect()
}

#[test]
fn the_short_tables_of_the_examples_name_every_key() {
    let theme: BTreeSet<String> = keys::THEME.names().map(str::to_owned).collect();
    assert_eq!(in_tables("\n### Looks\n"), theme);
    let told: BTreeSet<String> = in_tables("\n### booklet.toml\n");
    // In the smallest booklet above the table, or in parts of their own.
    let elsewhere = ["title", "language", "chapters", "contact", "edition", "allow"];
    let all: BTreeSet<String> = keys::BOOKLET.names().map(str::to_owned).collect();
    let rest = all.iter().filter(|name| !elsewhere.contains(&name.as_str())).cloned();
    assert_eq!(told, rest.collect::<BTreeSet<String>>());
    let page = by_example();
    for kind in Kind::NAMES {
        assert!(page.contains(&format!("{kind} =")), "no example shows `{kind}`");
    }
    for name in elsewhere {
        assert!(page.contains(name), "the examples say nothing of `{name}`");
    }
}

#[test]
fn the_examples_name_every_edition() {
    let all: BTreeSet<String> = EditionName::NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(in_tables("\n## Editions\n"), all);
}
