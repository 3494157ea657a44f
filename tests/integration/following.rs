//! Booklets in `tests/cases/following/*.txt`, each with what comes of it when its author does what
//! the messages show, and nothing else, run after run.
//!
//! The form is that of `content.rs`: `===== name`, files after `--- path`, `--- expected` (written
//! by `BLESS=1 cargo test --test integration -- following::`). A sound booklet lies beneath, so that
//! a case shows only what is different: `block` is the first block of `chapters/01-home.toml`, and
//! `booklet` lines of booklet.toml, which take the place of those with the same key; what follows
//! a line in brackets there is added at the end. Other paths are whole files. `⇥` is a tab, `␍` the
//! carriage return of Windows, `⟨U+00A0⟩` a sign that cannot be seen.
//!
//! The expectation shows the errors of each run; every change that they show is made, and the
//! booklet read again, five times at most. `builds` is followed by the lines of the text edition
//! that the booklet beneath does not have; `stays` says that a person must decide. Of every case it
//! is asserted that no run asks for the opposite of the one before, that no word of the author's is
//! lost, that no stray quote is printed, and that `check --fix` before it all leads to the same end.

use crate::support::content;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;

use chapbook::content::{Loaded, Options, load};
use chapbook::diagnostic::Patch;
use chapbook::transcript;
use content::cases::{self, Case};
use content::{files::Folder, report};
use proptest::prelude::*;

const MOST_RUNS: usize = 5;

/// Files whose cases are about paths, addresses and names, which change when they are mended, or about
/// codes of other programs: what is lost of them is no word that readers get.
const NAMES: [&str; 4] = ["files", "links", "signs", "values"];

const BOOKLET: &str = r#"title = "Our ward"
language = "en-GB"
version = "1"
reviewed = 2026-01-01
review_by = 2028-01-01
chapters = ["chapters/01-home.toml", "chapters/02-help.toml"]

[contact]
heading = "Get support"

[[contact.point]]
name = "Ward 7"
phone = "01632 960123"
"#;

const HOME: &str = "title = \"Going home\"\n\n[[block]]\n";
const HELP: &str = "title = \"Getting help\"\n\n[[block]]\ntext = \"Ask us.\"\n";
const PLAIN: &str = "text = \"Rest.\"\n";

/// Files by path, and their texts.
type Files = BTreeMap<String, String>;

/// A change made in a run: the line of the file, what stood there, and what stands there now.
type Change = (String, usize, String, String);

/// A booklet on its way to being built.
struct Author {
    folder: Folder,
    files: Files,
    story: String,
    /// The changes of the last run.
    last: Vec<Change>,
    /// What no message may ask for or lead to.
    wrong: Vec<String>,
}

impl Author {
    fn of(files: Files) -> Self {
        let folder = Folder::new();
        let author =
            Self { folder, files, story: String::new(), last: Vec::new(), wrong: Vec::new() };
        author.save();
        author
    }

    fn save(&self) {
        for (path, text) in &self.files {
            self.folder.write(path, text.as_bytes());
        }
    }

    fn read(&self) -> Loaded {
        load(&self.folder.path("booklet.toml"), &Options::default())
    }

    /// What the files hold after `check --fix`.
    fn fixed(&self) -> Files {
        let chapbook = Path::new(env!("CARGO_BIN_EXE_chapbook"));
        let run = Command::new(chapbook)
            .args(["check", "--today", "2026-11-22", "--fix", "."])
            .current_dir(self.folder.shown())
            .output();
        assert_ne!(run.unwrap().status.code(), None, "check --fix broke off");
        let read = |path: &String| std::fs::read_to_string(self.folder.path(path)).unwrap();
        self.files.keys().map(|path| (path.clone(), read(path))).collect()
    }

    /// Reads and changes until nothing is left that can be changed; gives the words that are printed,
    /// where it builds.
    fn follow(&mut self) -> Option<Vec<String>> {
        for run in 1..=MOST_RUNS {
            let loaded = self.read();
            if let Some(book) = &loaded.book {
                self.story.push_str("builds\n");
                return Some(printed(&transcript::write(book, false)));
            }
            self.story.push_str(&format!("run {run}\n"));
            for found in loaded.diagnostics.iter().filter(|found| found.is_error()) {
                report::diagnostic(found, &loaded.sources, &mut self.story);
            }
            if !self.change(&loaded) {
                break;
            }
        }
        self.story.push_str("stays\n");
        None
    }

    /// Makes the changes that the errors show; says whether there was one.
    fn change(&mut self, loaded: &Loaded) -> bool {
        let errors = loaded.diagnostics.iter().filter(|found| found.is_error());
        let patch = |found| shown_patch(found).cloned();
        let mut patches: Vec<Patch> = errors.filter_map(patch).collect();
        patches.sort_by_key(|patch| (patch.span.source, patch.span.start, patch.span.end));
        let mut made: Vec<(Change, Patch)> = Vec::new();
        for patch in patches {
            let before = made.last().map(|(_, last)| last.span);
            if before.is_none_or(|b| b.source != patch.span.source || b.end <= patch.span.start) {
                made.push((self.describe(loaded, &patch), patch));
            }
        }
        for ((path, line, old, new), _) in &made {
            let undone = self.last.iter().any(|(last_path, last_line, was, is)| {
                (last_path, last_line) == (path, line) && (is, was) == (old, new)
            });
            if undone {
                self.wrong.push(format!("{path}:{line}: {old:?} becomes {new:?} again"));
            }
        }
        let before = self.files.clone();
        for ((path, ..), patch) in made.iter().rev() {
            let text = self.files.get_mut(path).expect("only files of the case are changed");
            text.replace_range(patch.span.range(), &patch.replacement);
        }
        self.last = made.into_iter().map(|(change, _)| change).collect();
        self.save();
        self.files != before
    }

    fn describe(&self, loaded: &Loaded, patch: &Patch) -> Change {
        let file = loaded.sources.file(patch.span.source);
        let path = file.path.strip_prefix(&format!("{}/", self.folder.shown())).unwrap();
        let line = loaded.sources.position(patch.span).line;
        let old = loaded.sources.snippet(patch.span);
        (path.to_owned(), line, old.to_owned(), patch.replacement.clone())
    }
}

/// The first change that an error shows.
fn shown_patch(found: &chapbook::diagnostic::Diagnostic) -> Option<&Patch> {
    found.helps.iter().find_map(|help| help.patch.as_ref())
}

/// The text of a case with its signs that cannot be seen.
fn unveiled(text: &str) -> String {
    let mut out = String::new();
    let text = text.replace('⇥', "\t").replace('␍', "\r");
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("⟨U+") {
        let (code, after) = after.split_once('⟩').expect("⟨U+ is closed by ⟩");
        out.push_str(before);
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        rest = after;
    }
    out + rest
}

/// The booklet beneath with lines of its own.
fn booklet(lines: &str) -> String {
    let key = |line: &str| line.split(['=', ':']).next().unwrap_or("").trim().to_owned();
    let own = lines.lines().take_while(|line| !line.starts_with('['));
    let (mut own, tables): (Vec<&str>, Vec<&str>) =
        (own.clone().collect(), lines.lines().skip(own.count()).collect());
    let mut out = Vec::new();
    for line in BOOKLET.lines() {
        let at = own.iter().position(|it| !line.is_empty() && key(it) == key(line));
        out.push(at.map_or(line, |at| own.remove(at)));
    }
    let all: Vec<&str> = own.into_iter().chain(out).chain(tables).collect();
    all.join("\n") + "\n"
}

fn files_of(case: &Case) -> Files {
    let mut files: Files = [
        ("booklet.toml", BOOKLET.to_owned()),
        ("chapters/01-home.toml", format!("{HOME}{PLAIN}")),
        ("chapters/02-help.toml", HELP.to_owned()),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into();
    for (path, text) in &case.files {
        let text = unveiled(text);
        match path.as_str() {
            "block" => files.insert("chapters/01-home.toml".into(), format!("{HOME}{text}")),
            "booklet" => files.insert("booklet.toml".into(), booklet(&text)),
            path => files.insert(path.into(), text),
        };
    }
    files
}

/// The lines of a text edition that are not the booklet's beneath.
fn printed(text: &str) -> Vec<String> {
    let mut beneath = vec!["Our ward", "Going home", "Getting help", "Ask us.", "Get support"];
    beneath.extend([
        "Ward 7",
        "Phone: 01632 960123",
        "About this booklet",
        "Contents",
        "Version 1",
    ]);
    let line = |line: &str| line.trim().to_owned();
    let own = |line: &String| line.chars().any(char::is_alphanumeric);
    let plain = |line: &String| {
        let words = line.trim_start_matches(|c: char| c.is_ascii_digit() || ".# =".contains(c));
        !beneath.contains(&words) && !words.contains("review: ") && !words.contains("reviewed: ")
    };
    text.lines().map(line).filter(own).filter(plain).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() > 1).map(str::to_lowercase)
}

/// The words of TOML files that are their author's: no keys, and nothing in a line of brackets.
fn own_words(files: &Files) -> HashMap<String, usize> {
    let mut all = HashMap::new();
    for line in files.values().flat_map(|text| text.lines()) {
        let line = line.trim_start_matches([' ', '\t', '-', '*', '{', '\u{FEFF}']);
        let sign = line.find(['=', ':']).or_else(|| line.find("->"));
        let key = sign.filter(|at| line[..*at].split_whitespace().count() <= 2);
        // A date is written with other signs.
        let own = if line.starts_with("review")
            || line.starts_with("[[")
            || (line.starts_with('[') && !line.contains(['"', ',']))
        {
            ""
        } else {
            key.map_or(line, |at| &line[at..])
        };
        words(own).for_each(|word| *all.entry(word).or_default() += 1);
    }
    all
}

/// Words of the author's that the files after it do not hold any more.
fn lost(before: &Files, after: &Files) -> Vec<String> {
    let mut left: HashMap<String, usize> = HashMap::new();
    let all = after.values().flat_map(|text| words(text));
    all.for_each(|word| *left.entry(word).or_default() += 1);
    let own = own_words(before).into_iter().filter(|(word, times)| {
        let known = chapbook::keys::BLOCK.holds(word) || ["true", "yes", "no"].contains(&&**word);
        !known && left.get(word).is_none_or(|there| there < times)
    });
    own.map(|(word, _)| format!("“{word}” is lost")).collect()
}

/// Lines with a quote that nobody meant.
fn stray_quotes(printed: &[String]) -> impl Iterator<Item = String> + '_ {
    let stray = |line: &&String| {
        // 5' 6" is a height.
        let (mut before, mut measures) = (' ', true);
        for sign in line.chars() {
            measures &= sign != '"' || before.is_ascii_digit();
            before = sign;
        }
        let straight = !measures || line.contains(['″', '′', '`', '´']) || line.contains("''");
        // „…“ closes with what opens in English.
        straight || !line.matches(['“', '„', '”', '«', '»', '‟']).count().is_multiple_of(2)
    };
    printed.iter().filter(stray).map(|line| format!("a stray quote is printed: {line}"))
}

/// What comes of a case, and what is wrong with that whatever is expected.
fn run(case: &Case, prose: bool) -> (String, Vec<String>) {
    let before = files_of(case);
    let mut author = Author::of(before.clone());
    let fixed = author.fixed();
    author.save();
    let end = author.follow();
    if prose {
        author.wrong.extend(lost(&before, &author.files));
    }
    if let Some(printed) = &end {
        author.wrong.extend(stray_quotes(printed));
        let again = if fixed == before { end.clone() } else { Author::of(fixed).follow() };
        if end != again {
            author.wrong.push(format!("check --fix leads to {again:?}"));
        }
        printed.iter().for_each(|line| author.story.push_str(&format!("  {line}\n")));
    }
    let wrong = author.wrong.iter().map(|wrong| format!("{}: {wrong}", case.name)).collect();
    (author.story.replace(&format!("{}/", author.folder.shown()), ""), wrong)
}

#[test]
fn every_case_ends_as_is_expected() {
    let wrong = RefCell::new(Vec::new());
    cases::hold(&cases::paths("following"), |path, case| {
        let name = path.file_stem().map_or_else(String::new, |it| it.to_string_lossy().into());
        let (story, found) = run(case, !NAMES.contains(&&*name));
        wrong.borrow_mut().extend(found);
        story
    });
    let wrong = wrong.into_inner();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_booklet_beneath_is_sound() {
    let plain = Case { name: "plain".into(), files: Vec::new(), expected: String::new() };
    assert_eq!(run(&plain, true), ("builds\n  Rest.\n".to_owned(), Vec::new()));
}

/// A chapter of all kinds of values.
const VARIED: &str = r#"title = "Going home"

[[block]]
text = """
Take your tablets. Don’t “wait”.

Rest.
"""

[[block]]
id = "bring"
bullets = [
  "your letter", # the one in blue
  'your "medicines"',
]

[[block]]
callout = { title = "Call us", text = "if you bleed", tone = "emergency" }

[[block]]
[block.table]
caption = "When"
columns = ["Day", "Pain"]
rows = [["Monday", "much"], ["Friday", "none"]]

[[block]]
page_break = true
"#;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn whatever_is_taken_out_or_put_in_is_answered_within_the_file(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, 0..20_usize), 1..6),
    ) {
        const SIGNS: [&str; 20] = [
            "\"", "'", "“", "”", "″", "[", "]", "{", "}", "(", ";", ",", "=", ":", "\n", "\"\"\"", "''", "- ", "\\",
            "\u{A0}",
        ];
        let mut text = VARIED.to_owned();
        for (at, taken, put) in changes {
            let at = text.floor_char_boundary(at.index(text.len().max(1)));
            let end = text.ceil_char_boundary((at + taken).min(text.len()));
            text.replace_range(at..end, SIGNS[put]);
        }
        let mut files = files_of(&Case { name: String::new(), files: Vec::new(), expected: String::new() });
        files.insert("chapters/01-home.toml".into(), text);
        let mut author = Author::of(files);
        let loaded = author.read();
        prop_assert!(loaded.book.is_some() || loaded.diagnostics.iter().any(|it| it.is_error()));
        for found in &loaded.diagnostics {
            for span in found.primary.iter().chain(found.helps.iter().flat_map(|it| it.patch.as_ref()).map(|it| &it.span)) {
                let text = &loaded.sources.file(span.source).text;
                prop_assert!(text.get(span.range()).is_some(), "{found:?}");
            }
        }
        let _ = author.follow();
    }
}
