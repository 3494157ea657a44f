//! The files of `src/languages`, held to Unicode CLDR: scripts, directions, months and dates.

use std::collections::BTreeSet;
use std::fmt;

use chapbook::language::{Direction, Facts, Language};
use chapbook::words::Phrases;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_datetime::{DateTimeFormatter, parts};
use icu_locale::{Direction as CldrDirection, LanguageIdentifier, Locale};
use icu_locale::{LocaleDirectionality, LocaleExpander};
use skrifa::{FontRef, MetadataProvider as _};
use writeable::{Part, PartsWrite, Writeable as _};

/// Taken from an earlier CLDR; nobody who reads the language has compared it with today's.
const EARLIER: &str = "as in CLDR 46";
/// CLDR knows it by the tag of the language that it is a form of.
const MEMBER: &str = "CLDR has another tag for it";
/// A plain space before the word for year, where CLDR has a narrow one.
const NARROW: &str = "a plain space";
/// Dates have no comma before the year, where CLDR has one.
const COMMA: &str = "no comma";

/// What of a language differs from CLDR, and why it stays so.
const DIFFERENT: &[(&str, Fact, &str)] = &[
    ("am", Fact::Months, EARLIER),
    ("am", Fact::Pattern, EARLIER),
    ("arb", Fact::Script, MEMBER),
    ("arb", Fact::Direction, MEMBER),
    ("arc", Fact::Script, "printed in Syriac letters today, by CLDR in those of antiquity"),
    ("bg", Fact::Pattern, NARROW),
    ("bn", Fact::Pattern, COMMA),
    ("ckb", Fact::Months, EARLIER),
    ("cmn", Fact::Script, MEMBER),
    ("cmn", Fact::Direction, MEMBER),
    ("fa", Fact::Months, "with the sign that joins the month to its year"),
    ("ga", Fact::Pattern, "the day comes first, as everywhere in Ireland"),
    ("gd", Fact::Months, "the bare name: CLDR has it behind a preposition"),
    ("hi", Fact::Pattern, COMMA),
    ("kmr", Fact::Script, MEMBER),
    ("kmr", Fact::Direction, MEMBER),
    ("ku", Fact::Months, "the names that Kurmanji has in common with its neighbours"),
    ("ku", Fact::Pattern, COMMA),
    ("pes", Fact::Script, MEMBER),
    ("pes", Fact::Direction, MEMBER),
    ("pnb", Fact::Script, MEMBER),
    ("pnb", Fact::Direction, MEMBER),
    ("prs", Fact::Script, MEMBER),
    ("prs", Fact::Direction, MEMBER),
    ("ps", Fact::Pattern, EARLIER),
    ("ru", Fact::Pattern, NARROW),
    ("so", Fact::Months, EARLIER),
    ("so", Fact::Pattern, "the day comes first and without a nought, as in British dates"),
    ("ta", Fact::Pattern, EARLIER),
    ("ti", Fact::Months, EARLIER),
    ("ti", Fact::Pattern, "without a nought, as all other dates"),
    ("uk", Fact::Pattern, NARROW),
    ("ur", Fact::Pattern, COMMA),
    ("vi", Fact::Pattern, "with the words for day and year, as in letters and forms"),
];

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Months,
    Pattern,
    Script,
    Direction,
}

/// A date as CLDR writes it: its pattern in our words, and the month's name.
#[derive(Default)]
struct Written {
    pattern: String,
    month: String,
    parts: Vec<Part>,
}

impl fmt::Write for Written {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.parts.contains(&parts::MONTH) {
            self.month.push_str(text);
        } else {
            self.pattern.push_str(text);
        }
        Ok(())
    }
}

impl PartsWrite for Written {
    type SubPartsWrite = Self;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        if part == parts::MONTH {
            self.pattern.push_str("{m}");
        }
        self.parts.push(part);
        write(self)?;
        self.parts.pop();
        Ok(())
    }
}

/// The first of a month in a language, in long and with European digits, which page and telephone
/// numbers have too. English is that of Britain.
fn written(tag: &str, month: u8) -> Written {
    let tag = if tag == "en" { "en-GB" } else { tag };
    let locale: Locale = format!("{tag}-u-ca-gregory-nu-latn").parse().unwrap();
    let formatter = DateTimeFormatter::try_new(locale.into(), YMD::long()).unwrap();
    let mut written = Written::default();
    let date = Date::try_new_iso(2345, month, 1).unwrap();
    formatter.format(&date).write_to_parts(&mut written).unwrap();
    // Chinese has "1月" for a name, of which CLDR calls the number alone the month.
    written.pattern = written.pattern.replace("2345", "{y}").replace('1', "{d}");
    written
}

/// Where a language's words differ from CLDR: the fact, ours and theirs.
fn differences(words: &Phrases) -> Vec<(Fact, String, String)> {
    let all: Vec<Written> = (1..=12).map(|month| written(words.language, month)).collect();
    let mut found = Vec::new();
    // What stands beside the number of a month belongs to its name: 1月.
    let whole = |month: &str| words.date.replace("{m}", month);
    let theirs = |written: &Written| written.pattern.replace("{m}", &written.month);
    if let Some(at) = (0..12).find(|at| {
        all[*at].month != words.months[*at] && theirs(&all[*at]) != whole(words.months[*at])
    }) {
        found.push((Fact::Months, words.months[at].to_owned(), all[at].month.clone()));
    }
    let ours = whole(words.months[0]);
    if words.date != all[0].pattern && ours != theirs(&all[0]) {
        found.push((Fact::Pattern, words.date.to_owned(), all[0].pattern.clone()));
    }
    found
}

/// Where a language's script and direction differ from CLDR.
fn written_otherwise(facts: &Facts) -> Vec<(Fact, String, String)> {
    let id: LanguageIdentifier = facts.tag.parse().unwrap();
    let (mut found, unknown) = (Vec::new(), || "unknown".to_owned());
    let script = LocaleExpander::new_extended().get_likely_script(&id);
    let script = script.map_or_else(unknown, |script| script.as_str().to_owned());
    if script != facts.script {
        found.push((Fact::Script, facts.script.to_owned(), script));
    }
    let direction = LocaleDirectionality::new_extended().get(&id);
    let known = match facts.direction {
        Direction::LeftToRight => CldrDirection::LeftToRight,
        Direction::RightToLeft => CldrDirection::RightToLeft,
    };
    if direction != Some(known) {
        let theirs = direction.map_or_else(unknown, |it| format!("{it:?}"));
        found.push((Fact::Direction, format!("{known:?}"), theirs));
    }
    assert_eq!(Language::parse(facts.tag).unwrap().direction(), facts.direction, "{}", facts.tag);
    found
}

#[test]
fn languages_are_as_cldr_knows_them() {
    let mut listed: BTreeSet<(&str, Fact)> =
        DIFFERENT.iter().map(|(tag, fact, _)| (*tag, *fact)).collect();
    assert_eq!(listed.len(), DIFFERENT.len(), "a difference is listed twice");
    let mut wrong = Vec::new();
    for facts in Facts::all() {
        let words = facts.words.iter().flat_map(differences);
        for (fact, ours, theirs) in words.chain(written_otherwise(facts)) {
            if !listed.remove(&(facts.tag, fact)) {
                let file = format!("src/languages/{}.toml", facts.tag);
                wrong.push(format!("{file}: {fact:?}: {ours}; in CLDR {theirs}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(listed, BTreeSet::new(), "these are as in CLDR by now");
}

/// The program brings no Chinese fonts along: those of the test booklets are cut down to what is set in them.
#[test]
fn the_chinese_fonts_of_the_test_booklets_have_the_words_of_the_program() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (tag, family) in [("zh-Hans", "NotoSansSC"), ("zh-Hant", "NotoSansTC")] {
        let file = std::fs::read_to_string(root.join(format!("src/languages/{tag}.toml"))).unwrap();
        let words = file.parse::<toml::Table>().unwrap()["words"].to_string();
        assert!(words.contains(Phrases::of(&Language::parse(tag).unwrap()).emergency), "{words}");
        for face in ["Regular", "Bold"] {
            let font = format!("tests/booklets/languages/{tag}/fonts/{family}-{face}.ttf");
            let bytes = std::fs::read(root.join(&font)).unwrap();
            let signs = FontRef::new(&bytes).unwrap().charmap();
            let lacks = |c: &char| !c.is_control() && signs.map(*c).is_none();
            let lacking: BTreeSet<char> = words.chars().filter(lacks).collect();
            assert!(lacking.is_empty(), "{font} lacks {lacking:?}: see tests/fonts/chinese.py");
        }
    }
}
