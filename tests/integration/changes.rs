//! `chapbook changes`: what people, programs and scripts are told, and what is written to be signed.

mod done;
mod edits;
mod kinds;
mod record;
mod size;

use std::path::Path;
use std::process::{Command, Output};

fn chapbook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const BOOKLET: &str = r#"title = "Blood tests"
language = "en-GB"
publisher = "Example Health"
version = "1.0"
chapters = ["chapters/one.toml", "chapters/two.toml", "chapters/three.toml"]
[values]
line = "0808 157 0142"
[contact]
heading = "Get in touch"
[[contact.point]]
name = "Help line"
phone = "{line}"
hours = "Monday to Friday"
"#;

const CHAPTERS: [(&str, &str); 3] = [
    (
        "one",
        r#"title = "Before"
[[block]]
text = """
Take one 20 mg tablet twice a day. You should drive after it.

Call [{line}](tel:{line}) if you feel ill.
"""
"#,
    ),
    ("two", "title = \"On the day\"\n[[block]]\ntext = \"Come to the ward at nine.\"\n"),
    ("three", "title = \"After\"\n[[block]]\ntext = \"Rest for as long as you like.\"\n"),
];

/// A booklet in a folder of this name.
fn write(folder: &Path, name: &str, change: impl Fn(&str) -> String) {
    let booklet = folder.join(name);
    std::fs::create_dir_all(booklet.join("chapters")).unwrap();
    std::fs::write(booklet.join("booklet.toml"), change(BOOKLET)).unwrap();
    for (chapter, text) in CHAPTERS {
        std::fs::write(booklet.join(format!("chapters/{chapter}.toml")), change(text)).unwrap();
    }
}

/// One number, a "not", and a chapter that was moved.
fn edit(text: &str) -> String {
    text.replace("0808 157 0142", "0808 157 0143")
        .replace("should drive", "should not drive")
        .replace(
            "\"chapters/one.toml\", \"chapters/two.toml\", \"chapters/three.toml\"",
            "\"chapters/three.toml\", \"chapters/one.toml\", \"chapters/two.toml\"",
        )
}

/// The folders `old` and `new`.
fn two() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "old", str::to_owned);
    write(folder.path(), "new", edit);
    folder
}

#[test]
fn three_edits_are_three_lines_at_the_top() {
    let folder = two();
    let told = chapbook(folder.path(), &["changes", "old", "new"]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    let printed = printed(&told);
    let (top, _) = printed.split_once("\n\nEvery change\n").unwrap();
    let expected = "\
Old: old. New: new.
3 changes that matter, 3 passages changed of 14 in 3 parts.

What matters
  telephone number: “0808 157 0142” is now “0808 157 0143”, in “Call 0808 157 0143 if you feel ill.” (the value {line}); Before, paragraph, page 3; Get in touch, telephone number with “Help line”, page 4
  “not” and words like it: inserted “not”, in “twice a day. You should … drive after it.”; Before, paragraph, page 3
  chapters: “After” moved from place 3 to place 1";
    assert_eq!(top, expected, "{printed}");
}

#[test]
fn exit_codes_are_for_scripts() {
    let folder = two();
    write(folder.path(), "words", |text| text.replace("Rest for", "Sleep for"));
    let code = |arguments: &[&str]| {
        chapbook(folder.path(), &[&["changes"], arguments].concat()).status.code()
    };
    assert_eq!(code(&["old", "old", "--exit-code", "--deny", "numbers"]), Some(0));
    assert_eq!(code(&["old", "new"]), Some(0));
    assert_eq!(code(&["old", "new", "--exit-code"]), Some(1));
    assert_eq!(code(&["old", "new", "--deny", "numbers"]), Some(1));
    assert_eq!(code(&["old", "words", "--deny", "numbers"]), Some(0));
    assert_eq!(code(&["old", "words", "--exit-code"]), Some(1));
    for wrong in [&["old"][..], &[], &["old", "nowhere"], &["old", "new", "--out", "a.docx"]] {
        assert_eq!(code(wrong), Some(2), "{wrong:?}");
    }
    std::fs::write(folder.path().join("words/chapters/one.toml"), "title = 3").unwrap();
    let faulty = chapbook(folder.path(), &["changes", "old", "words"]);
    assert_eq!(faulty.status.code(), Some(1));
    assert!(said(&faulty).contains("cannot compare words: "), "{}", said(&faulty));
}

#[test]
fn a_pdf_and_the_folder_that_it_was_made_of_say_the_same() {
    let folder = two();
    let built = chapbook(folder.path(), &["build", "old", "--edition", "screen"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let pdf = "out/blood-tests.pdf";
    let same = chapbook(folder.path(), &["changes", pdf, "old", "--exit-code"]);
    assert_eq!(same.status.code(), Some(0), "{}{}", printed(&same), said(&same));
    let told = printed(&chapbook(folder.path(), &["changes", pdf, "new"]));
    assert!(told.contains("telephone number: “0808 157 0142” is now “0808 157 0143”"), "{told}");
    assert!(told.contains("inserted “not”, in “twice a day. You should … drive"), "{told}");
    assert!(told.contains("chapters: “After” moved from place"), "{told}");
    std::fs::write(folder.path().join("no.pdf"), "%PDF-1.7\nnothing").unwrap();
    let refused = chapbook(folder.path(), &["changes", "no.pdf", "new", "--format", "json"]);
    assert_eq!(refused.status.code(), Some(2));
    let json: serde_json::Value = serde_json::from_str(&printed(&refused)).unwrap();
    assert!(json["failure"].as_str().unwrap().starts_with("cannot compare no.pdf: "), "{json}");
}

#[test]
fn pdfs_are_read_with_their_tables_lists_panels_and_terms() {
    let folder = tempfile::tempdir().unwrap();
    let old = r#"title = "Before"
[[block]]
steps = ["Wash your hands."]
[[block]]
continue = true
steps = ["Sit down."]
[[block]]
bullets = ["Pack a bag."]
[[block]]
[block.callout]
title = "Careful"
text = "Call us."
urgency = "urgent"
[[block]]
[block.table]
columns = ["Medicine", "Morning", "Night"]
rows = [["Aspirin", "5 mg", ""], ["Senna", "", "15 mg"]]
[[block]]
definitions = [{ term = "Stent", meaning = "A tube." }]
"#;
    let edits = [
        ("continue = true\n", ""),
        ("bullets =", "checklist ="),
        ("\"urgent\"", "\"routine\""),
        ("\"5 mg\", \"\"", "\"\", \"5 mg\""),
        ("term = \"Stent\"", "term = \"Stents\""),
    ];
    let new = edits.iter().fold(old.to_owned(), |text, (from, to)| text.replace(from, to));
    for (name, chapter) in [("old", old), ("new", &*new)] {
        write(folder.path(), name, str::to_owned);
        std::fs::write(folder.path().join(name).join("chapters/one.toml"), chapter).unwrap();
        let built = ["build", name, "--edition", "screen", "--out", &format!("out-{name}")];
        assert_eq!(chapbook(folder.path(), &built).status.code(), Some(0));
    }
    let pdfs = ["changes", "out-old/blood-tests.pdf", "out-new/blood-tests.pdf"];
    for sides in [pdfs, ["changes", "old", "new"], ["changes", pdfs[1], "new"]] {
        let told = printed(&chapbook(folder.path(), &sides));
        for words in [
            "“Sit down.” the number 1 stands before it, and was 2",
            "item to tick, page 3: was item of a list",
            "stands in a panel about what can wait, and stood in an urgent panel",
            "“5 mg” stands in the row “Aspirin” under “Night”, and stood in the row “Aspirin” under",
            "name of a medicine or term: “Stent” is now “Stents”",
        ] {
            assert!(told.contains(words), "{sides:?}: {words}: {told}");
        }
    }
}

#[test]
fn the_pdf_of_the_report_is_accessible_and_says_what_went_and_came() {
    let folder = two();
    let arguments = ["changes", "old", "new", "--out", "report.pdf", "--sign-off"];
    let made = chapbook(folder.path(), &arguments);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let judged = chapbook(folder.path(), &["verify", "report.pdf"]);
    let expected = "report.pdf: PDF/UA-1: passes\nreport.pdf: PDF/A-2a: passes\n";
    assert_eq!(printed(&judged), expected);
    let read = printed(&chapbook(folder.path(), &["read", "report.pdf"]));
    for words in ["[deleted: ", "[inserted: ", "Em \"0808 157 0142\"", "Strong \"0808 157 0143\""] {
        assert!(read.contains(words), "{words}: {read}");
    }
    for head in ["Name", "Role", "Date", "Decision"] {
        assert!(read.contains(&format!("TH \"{head}\"")), "{head}: {read}");
    }
    let bytes = std::fs::read(folder.path().join("report.pdf")).unwrap();
    chapbook(folder.path(), &arguments);
    assert_eq!(std::fs::read(folder.path().join("report.pdf")).unwrap(), bytes);
    let over = chapbook(folder.path(), &["changes", "report.pdf", "old", "--out", "report.pdf"]);
    assert_eq!(over.status.code(), Some(2), "what is compared is not written over");
    assert_eq!(std::fs::read(folder.path().join("report.pdf")).unwrap(), bytes);
}

#[test]
fn the_page_of_the_report_needs_no_colour_and_takes_no_markup() {
    let folder = two();
    write(folder.path(), "odd", |text| text.replace("Rest for", "\\\\<b\\\\>Rest & for"));
    let arguments = ["changes", "old", "new", "--out", "r.html", "--sign-off"];
    assert_eq!(chapbook(folder.path(), &arguments).status.code(), Some(0));
    let page = std::fs::read_to_string(folder.path().join("r.html")).unwrap();
    assert!(page.contains("[deleted:</span> <del>0808 157 0142</del>]"), "{page}");
    assert!(page.contains("[inserted:</span> <ins>0808 157 0143</ins>]"), "{page}");
    assert!(page.contains("<html lang=\"en\">") && page.matches("<h1>").count() == 1);
    assert!(page.contains("<th scope=\"col\">Decision</th>") && !page.contains("<script"));
    chapbook(folder.path(), &["changes", "old", "odd", "--out", "odd.html"]);
    let page = std::fs::read_to_string(folder.path().join("odd.html")).unwrap();
    assert!(
        page.contains("&lt;b&gt;Rest &amp;") && !page.contains("<b>") && !page.contains("Sign-off"),
        "{page}"
    );
}

#[test]
fn programs_get_the_same_in_json() {
    let folder = two();
    let told = printed(&chapbook(folder.path(), &["changes", "old", "new", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&json["old"], &json["changed"]), (&"old".into(), &true.into()));
    let matters = json["report"]["matters"].as_array().unwrap();
    let weights: Vec<&str> = matters.iter().map(|it| it["weight"].as_str().unwrap()).collect();
    assert_eq!(weights, ["phone", "negation", "structure"]);
    assert_eq!(matters[0]["value"], "line");
    assert_eq!(matters[0]["places"].as_array().unwrap().len(), 2);
    assert!(json["failure"].is_null());
}

#[test]
fn a_house_file_of_five_booklets_is_told_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let point = |side: &str, number: &str| {
        let house = folder.path().join(side);
        std::fs::create_dir_all(&house).unwrap();
        let text = format!("[values]\nline = \"{number}\"\n");
        std::fs::write(house.join("house.toml"), text).unwrap();
        for name in ["a", "b", "c", "d", "e"] {
            write(&house, name, |text| {
                let text = text.replace("[values]\nline = \"0808 157 0142\"\n", "");
                let text = text.replace("Blood tests", &format!("Blood tests {name}"));
                text.replace("language =", "house = \"../house.toml\"\nlanguage =")
            });
        }
    };
    point("old", "0808 157 0142");
    point("new", "0808 157 0143");
    let told = chapbook(folder.path(), &["changes", "old", "new"]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    let told = printed(&told);
    assert!(told.contains("\n1 change that matters, "), "{told}");
    assert_eq!(told.matches("telephone number: “").count(), 1, "{told}");
    assert!(told.contains("Blood tests e: Get in touch, telephone number"), "{told}");
}

/// A house file two folders up is within the root that is named, in git as beside it.
#[test]
fn the_root_and_the_fonts_are_those_of_build() {
    let folder = tempfile::tempdir().unwrap();
    let house =
        |text: &str| text.replace("language =", "house = \"../../../house.toml\"\nlanguage =");
    std::fs::write(folder.path().join("house.toml"), "publisher = \"Example Health\"\n").unwrap();
    write(folder.path(), "a/b/old", house);
    write(folder.path(), "a/b/new", |text| edit(&house(text)));
    let changes = |more: &[&str]| {
        chapbook(folder.path(), &[&["changes", "a/b/old", "a/b/new"], more].concat())
    };
    assert_eq!(changes(&[]).status.code(), Some(1), "the house file lies too far up");
    let told = changes(&["--root", "."]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    assert!(printed(&told).contains("3 changes that matter"), "{}", printed(&told));
    for wrong in [["--root", "nowhere"], ["--fonts", "nowhere"]] {
        assert_eq!(changes(&wrong).status.code(), Some(2), "{wrong:?}");
    }
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(["-c", "user.name=a", "-c", "user.email=a@b.c"]);
        command.args(arguments).output()
    };
    // A machine without git has nothing to try this on.
    if git(&["init", "--quiet"]).is_err() {
        return;
    }
    for arguments in [&["add", "."][..], &["commit", "--quiet", "--message", "a"]] {
        assert!(git(arguments).unwrap().status.success());
    }
    write(folder.path(), "a/b/old", |text| edit(&house(text)));
    let told = chapbook(folder.path(), &["changes", "--since", "HEAD", "a/b/old", "--root", "."]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    assert!(printed(&told).contains("3 changes that matter"), "{}", printed(&told));
    let arguments = ["changes", "--since", "HEAD", "a/b/old", "--root", ".."];
    assert_eq!(chapbook(folder.path(), &arguments).status.code(), Some(2), "it is outside of git");
}

#[test]
fn a_state_in_git_is_read_and_nothing_of_it_written() {
    let folder = two();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(arguments);
        for name in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{name}_NAME"), "a").env(format!("GIT_{name}_EMAIL"), "a@b.c");
        }
        command.output()
    };
    // A machine without git has nothing to try this on.
    if git(&["init", "--quiet"]).is_err() {
        return;
    }
    for arguments in [&["add", "old"][..], &["commit", "--quiet", "--message", "a"]] {
        assert!(git(arguments).unwrap().status.success());
    }
    write(folder.path(), "old", edit);
    let index = || std::fs::read(folder.path().join(".git/index")).unwrap();
    let before = index();
    let told = chapbook(folder.path(), &["changes", "--since", "HEAD", "old"]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    assert!(printed(&told).starts_with("Old: old at HEAD. New: old.\n3 changes"), "{told:?}");
    assert_eq!(index(), before);
    let unknown = chapbook(folder.path(), &["changes", "--since", "nothing", "old"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("git knows no such revision"), "{}", said(&unknown));
    let mut without = Command::new(env!("CARGO_BIN_EXE_chapbook"));
    let arguments = ["changes", "--since", "HEAD", "old"];
    let without = without.current_dir(folder.path()).env("PATH", "").args(arguments);
    let told = said(&without.output().unwrap());
    assert!(told.contains("git is not on this computer"), "{told}");
}
