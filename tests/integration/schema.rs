//! The schemas against the loader, against every booklet here, and against files that are wrong.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support::booklets::booklets;
use chapbook::codes;
use chapbook::content::{self, Options};
use chapbook::keys::{self, Shape, Sort};
use chapbook::language::Language;
use chapbook::schema::{Kind, schema};
use serde_json::{Value, json};

/// A TOML file as JSON, with dates as strings, as editors see it.
fn json_of(toml: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, value(v))).collect(),
        }
    }
    value(toml::Value::Table(toml.parse().unwrap_or_else(|error| panic!("{error}: {toml}"))))
}

fn faults(kind: Kind, toml: &str) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&schema(kind)).unwrap();
    let instance = json_of(toml);
    validator.iter_errors(&instance).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

#[test]
fn the_schemas_are_schemas() {
    for kind in Kind::ALL {
        let schema = schema(kind);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{kind:?}");
    }
}

/// The file holds what standard output does, in UTF-8 with LF and without a mark before it.
#[test]
fn a_schema_is_written_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let chapbook = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_chapbook"));
        program.current_dir(folder.path()).args(arguments).output().unwrap()
    };
    for kind in ["booklet", "chapter", "house"] {
        let written = chapbook(&["schema", kind, "--out", "schema.json"]);
        assert_eq!((written.status.code(), written.stdout.len()), (Some(0), 0));
        let file = std::fs::read(folder.path().join("schema.json")).unwrap();
        assert_eq!(file, chapbook(&["schema", kind]).stdout, "{kind}");
        assert!(file.starts_with(b"{\n") && !file.contains(&b'\r'), "{kind}");
    }
    let nowhere = chapbook(&["schema", "house", "--out", "missing/schema.json"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("there is no such folder"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn every_booklet_here_validates() {
    for path in booklets() {
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(faults(Kind::Booklet, &text), [""; 0], "{}", path.display());
        let booklet = json_of(&text);
        let folder = path.parent().unwrap();
        for chapter in booklet["chapters"].as_array().unwrap() {
            let text = std::fs::read_to_string(folder.join(chapter.as_str().unwrap())).unwrap();
            assert_eq!(faults(Kind::Chapter, &text), [""; 0], "{}: {chapter}", path.display());
        }
        if let Some(house) = booklet["house"].as_str() {
            let text = std::fs::read_to_string(folder.join(house)).unwrap();
            assert_eq!(faults(Kind::House, &text), [""; 0], "{}: {house}", path.display());
        }
    }
}

/// Every table that a key of a shape may be: how one is written with a key that no table has, where
/// its schema stands, and its shape.
fn inner_tables(shape: &'static Shape) -> Vec<(String, String, &'static Shape)> {
    const ODD: &str = "{ qqqqqqqq = 1 }";
    let mut found = Vec::new();
    for key in shape.keys {
        let (inner, one, items) = match key.sort {
            Sort::Table(inner) => (inner, ODD.to_owned(), ""),
            Sort::Tables(inner) | Sort::Entries(inner) => (inner, format!("[{ODD}]"), "/items"),
            _ => continue,
        };
        let name = key.name;
        let pointer = format!("/properties/{name}{items}");
        found.push((format!("{name} = {one}"), pointer.clone(), inner));
        for (line, deeper, of) in inner_tables(inner) {
            let (open, close) = if items.is_empty() { ("", "") } else { ("[", "]") };
            let line = format!("{name} = {open}{{ {line} }}{close}");
            found.push((line, format!("{pointer}{deeper}"), of));
        }
    }
    found
}

/// The keys that the loader says a table may have, where one holds a key that no table has.
fn said_of(booklet: &str, chapter: &str) -> Vec<(String, BTreeSet<String>)> {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(folder.path().join("house.toml"), "publisher = \"P\"\n").unwrap();
    std::fs::write(own.join("booklet.toml"), booklet).unwrap();
    std::fs::write(own.join("one.toml"), chapter).unwrap();
    let loaded = content::load(&own.join("booklet.toml"), &Options::default());
    let unknown = loaded.diagnostics.iter().filter(|problem| problem.code == codes::UNKNOWN_KEY);
    let told = unknown.filter_map(|problem| {
        let what = problem.message.strip_suffix(" has no key `qqqqqqqq`")?;
        let list = problem.helps[0].text.strip_prefix(&format!("{what} may have "))?;
        let keys = list.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        Some((what.to_owned(), keys))
    });
    told.collect()
}

#[test]
fn the_reader_and_the_schemas_know_the_keys_of_the_table() {
    let booklet = "title = \"T\"\nlanguage = \"en-GB\"\nhouse = \"../house.toml\"\n\
                   chapters = [\"one.toml\"]\n";
    let chapter = "title = \"T\"\n[[block]]\ntext = \"T\"\n";
    let mut seen = 0;
    for (kind, shape) in [(Kind::Booklet, &keys::BOOKLET), (Kind::Chapter, &keys::CHAPTER)] {
        let schema = schema(kind);
        for (line, pointer, inner) in inner_tables(shape) {
            let expected: BTreeSet<String> = inner.names().map(str::to_owned).collect();
            let (own, one) = match kind {
                Kind::Chapter => (booklet.to_owned(), format!("title = \"T\"\n{line}\n")),
                _ => (format!("{booklet}{line}\n"), chapter.to_owned()),
            };
            let table = schema.pointer(&pointer).unwrap_or_else(|| panic!("{line}: {pointer}"));
            let here: BTreeSet<String> =
                table["properties"].as_object().unwrap().keys().cloned().collect();
            assert_eq!(here, expected, "{line}");
            assert_eq!(table["additionalProperties"], json!(false), "{line}");
            // A table of editions tells of a name that is none in other words.
            if std::ptr::eq(inner, &raw const keys::EDITIONS) {
                continue;
            }
            let told = said_of(&own, &one);
            assert_eq!(told, [(inner.what.to_owned(), expected)], "{line}");
            seen += 1;
        }
    }
    assert!(seen > 24, "{seen}");
    let item = "title = \"T\"\n[[block]]\nbullets = [{ qqqqqqqq = 1 }]\n";
    let expected = keys::ITEM.names().map(str::to_owned).collect();
    assert_eq!(said_of(booklet, item), [("an item".to_owned(), expected)]);
}

/// Visits every key of a schema: its path and the schema of its value.
fn each_key(schema: &Value, path: &str, visit: &mut dyn FnMut(&str, &Value)) {
    for (name, value) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}/{name}");
        visit(&path, value);
        each_key(value, &path, visit);
        each_key(&value["items"], &path, visit);
    }
}

#[test]
fn every_key_says_what_it_is_and_shows_an_example_that_is_right() {
    for kind in Kind::ALL {
        let schema = schema(kind);
        let mut keys = 0;
        let mut visit = |path: &str, value: &Value| {
            keys += 1;
            assert!(value["title"].is_string(), "{path}: no title");
            let description = value["description"].as_str().unwrap_or_default();
            assert!(description.ends_with('.'), "{path}: {description}");
            let mut alone = value.clone();
            alone["$defs"] = schema["$defs"].clone();
            if alone["$defs"].is_null() {
                alone.as_object_mut().unwrap().remove("$defs");
            }
            let example = &value["examples"][0];
            let validator = jsonschema::draft202012::new(&alone).unwrap();
            let faults: Vec<String> =
                validator.iter_errors(example).map(|it| it.to_string()).collect();
            assert_eq!(faults, [""; 0], "{path}: {example}");
        };
        each_key(&schema, "", &mut visit);
        if kind == Kind::Chapter {
            each_key(&schema["$defs"]["item"], "item", &mut visit);
        }
        assert!(keys > 30, "{kind:?}: {keys}");
    }
}

/// Visits every keyword of a schema that editors judge a value by, those of an `if` left out.
fn each_keyword(schema: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    match schema {
        Value::Object(schema) => {
            for (keyword, value) in schema.iter().filter(|(keyword, _)| *keyword != "if") {
                visit(keyword, value);
                each_keyword(value, visit);
            }
        }
        Value::Array(schemas) => schemas.iter().for_each(|it| each_keyword(it, visit)),
        _ => {}
    }
}

/// Of these an editor shows a piece of the schema, and of a `const` what was expected.
#[test]
fn no_mistake_is_answered_with_a_piece_of_the_schema() {
    for kind in Kind::ALL {
        let mut consts = 0;
        each_keyword(&schema(kind), &mut |keyword, value| match keyword {
            "oneOf" | "not" | "pattern" => panic!("{kind:?}: {keyword}: {value}"),
            // This one holds of every value; it is there for completion.
            "anyOf" => assert_eq!(value[1], json!(true), "{kind:?}: {value}"),
            "const" => consts += 1,
            _ => {}
        });
        assert!(consts > 10, "{kind:?}: {consts}");
    }
}

#[test]
fn two_kinds_are_told_of_at_the_second() {
    let chapter = "title = \"T\"\n[[block]]\ntext = \"a\"\nheading = \"b\"\n";
    let expected = "/block/0/heading: \"text or heading, not both\" was expected";
    assert_eq!(faults(Kind::Chapter, chapter), [expected]);
}

/// What the schema takes for a language and what the reader does. The schema does not know the codes
/// of three letters and the regions, of which there are thousands.
#[test]
fn languages_are_those_of_the_reader() {
    let mut known = 0;
    let letters = || 'a'..='z';
    let codes = letters().flat_map(|one| letters().map(move |two| format!("{one}{two}")));
    let language = schema(Kind::Booklet)["properties"]["language"].clone();
    let validator = jsonschema::draft202012::new(&language).unwrap();
    for code in codes {
        let is_known = Language::parse(&code).is_ok();
        known += usize::from(is_known);
        assert_eq!(validator.is_valid(&json!(code)), is_known, "{code}");
    }
    assert!(known > 150, "{known}");
    for tag in ["en-GB", "EN-gb", "zh-Hant", "sr-Latn-RS", "es-419", "fil", "ckb", "en-GB-oxendict"]
    {
        assert!(Language::parse(tag).is_ok() && validator.is_valid(&json!(tag)), "{tag}");
    }
    for tag in
        ["", "e", "english", "welsh", "en_GB", "en-", "en GB", "en--GB", "en-abcdefghi", "12"]
    {
        assert!(Language::parse(tag).is_err(), "{tag}");
        assert!(!validator.is_valid(&json!(tag)), "{tag}");
    }
}

const BOOKLET: &str = "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n";
const CONTACT: &str = "[contact]\nheading = \"Help\"\n";

#[test]
fn long_values_may_be_tables_of_their_own() {
    let chapter = "#:schema ./chapter.schema.json\ntitle = \"T\"\n\n[[block]]\n[block.callout]\n\
                   title = \"A\"\nsteps = [\"one\", { text = \"two\", bullets = [\"three\"] }]\n\n\
                   [[block]]\n[block.table]\ncolumns = [\"A\"]\nrows = [[\"\"]]\n\n\
                   [[block]]\nid = \"d\"\n[[block.definitions]]\nterm = \"T\"\nmeaning = \"M\"\n";
    assert_eq!(faults(Kind::Chapter, chapter), [""; 0]);
    let minimal = format!("{BOOKLET}{CONTACT}");
    assert_eq!(faults(Kind::Booklet, &minimal), [""; 0]);
}

#[test]
fn with_a_house_file_a_booklet_needs_less() {
    let own = "title = \"T\"\nchapters = [\"a.toml\"]\nhouse = \"../house.toml\"\n\
               [[contact.point]]\nname = \"Line\"\nhide = true\n";
    assert_eq!(faults(Kind::Booklet, own), [""; 0]);
    let house = "[contact]\nheading = \"Help\"\n[values]\nline = \"1\"\n";
    assert_eq!(faults(Kind::House, house), [""; 0]);
}

#[test]
fn wrong_booklets_do_not_validate() {
    for (wrong, toml) in [
        ("no title", format!("language = \"en\"\nchapters = [\"a.toml\"]\n{CONTACT}")),
        ("no chapters", format!("title = \"T\"\nlanguage = \"en\"\n{CONTACT}")),
        ("no contact", BOOKLET.to_owned()),
        ("contact without a heading", format!("{BOOKLET}[contact]\ntext = \"x\"\n")),
        ("empty title", format!("{BOOKLET}{CONTACT}").replace("\"T\"", "\"\"")),
        ("a chapter twice", format!("{BOOKLET}{CONTACT}").replace("[\"a", "[\"a.toml\", \"a")),
        ("unknown key", format!("{BOOKLET}titel = \"T\"\n{CONTACT}")),
        ("version is a number", format!("{BOOKLET}version = 1.0\n{CONTACT}")),
        ("a date in words", format!("{BOOKLET}reviewed = \"soon\"\n{CONTACT}")),
        ("unknown edition", format!("{BOOKLET}editions = [\"scren\"]\n{CONTACT}")),
        ("a language by its name", format!("{BOOKLET}{CONTACT}").replace("en-GB", "english")),
        ("a country for a language", format!("{BOOKLET}{CONTACT}").replace("en-GB", "jp")),
        ("a slug with capitals", format!("{BOOKLET}slug = \"Help\"\n{CONTACT}")),
        ("a colour by name", format!("{BOOKLET}{CONTACT}[theme]\naccent = \"teal\"\n")),
        ("small text", format!("{BOOKLET}{CONTACT}[theme]\nsize = 9\n")),
        ("small large print", format!("{BOOKLET}{CONTACT}[edition.large-print]\nsize = 14\n")),
        ("a key of another edition", format!("{BOOKLET}{CONTACT}[edition.press]\nflip = \"long\"")),
        ("three colours", format!("{BOOKLET}{CONTACT}[edition.press]\naccent_cmyk = [1, 2, 3]\n")),
        ("a value's name", format!("{BOOKLET}{CONTACT}[values]\n\"Our line\" = \"1\"\n")),
        ("no way to reach", format!("{BOOKLET}{CONTACT}[[contact.point]]\nname = \"Line\"\n")),
        ("a term alone", format!("{BOOKLET}{CONTACT}[[glossary]]\nterm = \"T\"\n")),
        ("cover not described", format!("{BOOKLET}{CONTACT}[cover]\nimage = \"a.svg\"\n")),
        ("logo not described", format!("{BOOKLET}{CONTACT}[cover]\nlogo = \"a.svg\"\n")),
        ("silenced without a reason", format!("{BOOKLET}allow = [{{ code = \"x\" }}]\n{CONTACT}")),
    ] {
        assert!(!faults(Kind::Booklet, &toml).is_empty(), "{wrong} validates");
    }
    assert!(!faults(Kind::House, "title = \"T\"\n").is_empty(), "a house has no title");
}

#[test]
fn wrong_chapters_do_not_validate() {
    for wrong in [
        "text = \"no block before it\"",
        "[[block]]\nid = \"nothing-else\"",
        "[[block]]\ntext = \"a\"\nheading = \"b\"",
        "[[block]]\ntxet = \"a\"",
        "[[block]]\ntext = 7",
        "[[block]]\ntext = \"a\"\nid = \"Big Id\"",
        "[[block]]\nbullets = \"one\"",
        "[[block]]\nbullets = []",
        "[[block]]\nbullets = [[\"a\"]]",
        "[[block]]\nbullets = [{ text = \"a\", bullets = [\"b\"], steps = [\"c\"] }]",
        "[[block]]\ncallout = { text = \"no title\" }",
        "[[block]]\ncallout = { title = \"nothing under it\" }",
        "[[block]]\nfigure = { image = \"a.png\" }",
        "[[block]]\nfigure = [{ image = \"a.png\", alt = \"a\" }]",
        "[[block]]\nfigure = [{ image = \"a.png\", alt = \"a\" }, { image = \"a.png\" }]",
        "[[block]]\nnumbered = true\ntext = \"a\"",
        "[[block]]\npicture_width = 40\nfigure = { image = \"a.png\", alt = \"a\" }",
        "[[block]]\npicture_width = 90\nillustrated = [{ image = \"a.png\", alt = \"a\" }]",
        "[[block]]\nillustrated = [{ image = \"a.png\", text = \"a\" }]",
        "[[block]]\nillustrated = []",
        "[[block]]\nfigure = { image = \"a.png\", alt = \"a\", decorative = true }",
        "[[block]]\nfigure = { image = \"a.png\", alt = \"a\", width = 140 }",
        "[[block]]\ntable = { columns = [\"a\"] }",
        "[[block]]\nwriting_lines = { prompt = \"a\", lines = 41 }",
        "[[block]]\nqr = { label = \"a\" }",
        "[[block]]\npage_break = false",
        "block = []",
    ] {
        let toml = format!("title = \"T\"\n{wrong}\n");
        assert!(!faults(Kind::Chapter, &toml).is_empty(), "this validates: {wrong}");
    }
}
