//! `chapbook check` as its users run it: exit codes, reports, changes to files.

use crate::support::content;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use content::files::Folder;
use serde_json::Value;

const BOOKLET: &str = "# Our booklet.
title = \"T\"
language = \"en-GB\"
publisher = \"Ovacome\"
version = \"1\"
reviewed = 2026-01-01
review_by = 2028-01-01
chapters = [\"chapters/a.toml\"]

[imprint]
feedback = \"Tell us.\"
formats = \"Large print.\"
references = \"Ask us.\"

[contact]
heading = \"Help\"
[[contact.point]]
name = \"Support line\"
phone = \"0808 008 7054\"
";

const CHAPTER: &str = "title = \"A\"\n[[block]]\ntext = \"Drink water.\"\n";

/// A booklet in `b` with one chapter.
fn folder(chapter: &str) -> Folder {
    let folder = Folder::new();
    folder.write("b/booklet.toml", BOOKLET.as_bytes());
    folder.write("b/chapters/a.toml", chapter.as_bytes());
    folder
}

fn check(folder: &Folder, arguments: &[&str]) -> Output {
    let day: &[&str] = match arguments.contains(&"--today") {
        true => &[],
        false => &["--today", "2026-11-22"],
    };
    Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .arg("check")
        .args(day)
        .args(arguments)
        .current_dir(folder.shown())
        .output()
        .unwrap()
}

fn code(folder: &Folder, arguments: &[&str]) -> i32 {
    check(folder, arguments).status.code().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path(path)).unwrap()
}

#[test]
fn exit_codes_tell_errors_from_warnings_and_from_no_booklet() {
    let clean = folder(CHAPTER);
    assert_eq!(code(&clean, &["b"]), 0);
    assert_eq!(code(&clean, &["b", "--deny", "warnings"]), 0);
    let warned = folder("title = \"A\"\n[[block]]\nbullets = [\"One.\"]\n");
    assert_eq!(code(&warned, &["b"]), 0);
    assert_eq!(code(&warned, &["b", "--deny", "warnings"]), 1);
    assert_eq!(code(&clean, &["b", "--today", "2031-01-01"]), 1);
    assert_eq!(code(&folder("title = \"A\"\n"), &["b"]), 1);
    assert_eq!(code(&clean, &["nowhere"]), 2);
    assert_eq!(code(&clean, &["b", "--today", "tomorrow"]), 2);
    assert_eq!(code(&clean, &["b", "nowhere"]), 2);
}

#[test]
fn json_is_the_document_of_build_without_outputs() {
    let folder = folder("title = \"A\"\n[[block]]\nbullets = [\"One.\"]\n");
    let output = check(&folder, &["b", "--format", "json"]);
    let document = json(&output);
    assert_eq!(document["failure"], Value::Null);
    let booklet = &document["booklets"][0];
    assert_eq!(booklet["path"], "b");
    assert_eq!(booklet["outputs"], serde_json::json!([]));
    let finding = &booklet["diagnostics"][0];
    assert_eq!(finding["code"], "lonely-list");
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["file"], "b/chapters/a.toml");
    assert_eq!([&finding["line"], &finding["column"]], [3, 11]);
    let nowhere = json(&check(&folder, &["nowhere", "--format", "json"]));
    assert!(nowhere["failure"].as_str().unwrap().contains("nowhere"));
}

#[test]
fn errors_of_build_are_reported_with_those_that_only_a_layout_shows() {
    let folder = folder("title = \"A\"\n[[block]]\ntext = \"中 Call 0808 008 7054.\"\n");
    let output = check(&folder, &["b", "--format", "json"]);
    let document = json(&output);
    let codes: Vec<&str> = document["booklets"][0]["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    assert!(codes.contains(&"missing-glyph") && codes.contains(&"bare-address"), "{codes:?}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn two_booklets_that_would_write_one_file_are_named() {
    let folder = folder(CHAPTER);
    folder.write("c/booklet.toml", BOOKLET.as_bytes());
    folder.write("c/chapters/a.toml", CHAPTER.as_bytes());
    let output = check(&folder, &["."]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("and 5 more files would also be written by ./c"), "{said}");
    assert_eq!(said.matches("error[same-output]").count(), 2, "{said}");
    assert!(said.contains("help: change the `title` of one of them"), "{said}");
}

#[test]
fn sarif_follows_its_schema() {
    let chapter = "title = \"A\"\n[[block]]\ntext = \"Ruf 0808 008 7054 oder é *an.\"\n";
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sarif");
    let schema = fs::read_to_string(root.join("sarif-schema-2.1.0.json")).unwrap();
    // A bracket alone is a pattern in ECMAScript, and none for the validator.
    let schema = schema.replace("{2}]?$", "{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let good = "title = \"A\"\n[[block]]\ntext = \"Call 0808 008 7055 or 0808 008 7054.\"\n";
    for (chapter, path) in [(chapter, "b"), (good, "b"), (CHAPTER, "b"), (CHAPTER, "nowhere")] {
        let folder = folder(chapter);
        let document = json(&check(&folder, &[path, "--format", "sarif"]));
        let faults: Vec<String> =
            schema.iter_errors(&document).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, [""; 0]);
    }
}

#[test]
fn sarif_says_where_how_grave_and_how_to_mend() {
    let folder = folder("title = \"A\"\n[[block]]\ntext = \"Ä: 0808 008 7054.\"\n");
    let document = json(&check(&folder, &["b", "--format", "sarif"]));
    let run = &document["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "bare-address");
    assert_eq!(result["level"], "warning");
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!(rule["id"], "bare-address");
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("## Who is affected"));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "b/chapters/a.toml");
    let region = serde_json::json!(
        { "startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 25 }
    );
    assert_eq!(place["region"], region);
    let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["deletedRegion"], region);
    assert_eq!(change["insertedContent"]["text"], "[0808 008 7054](tel:0808 008 7054)");
}

#[test]
fn changes_keep_comments_line_ends_and_the_byte_order_mark() {
    let chapter = "\u{FEFF}# Ours\r\ntitle   = \"A\"  # short\r\n[[block]]\r\n\
                   text = \"Call 0808 008 7054 or *write to* help@example.org.\"\r\n";
    let folder = folder(chapter);
    let output = check(&folder, &["b", "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let expected = chapter
        .replace("0808 008 7054", "[0808 008 7054](tel:0808 008 7054)")
        .replace("help@example.org", "[help@example.org](mailto:help@example.org)");
    assert_eq!(text(&folder, "b/chapters/a.toml"), expected);
    let said = said(&output);
    assert!(said.contains("mended: b/chapters/a.toml:4:14 [bare-address]"), "{said}");
    assert!(said.ends_with("no findings in b; 2 findings mended\n"), "{said}");
    assert_eq!(code(&folder, &["b", "--deny", "warnings"]), 0);
}

#[test]
fn quotes_that_lack_are_added_and_misspelt_keys_left() {
    let folder = folder("title = 2026\n[[block]]\ntxet = \"Rest.\"\n");
    let output = check(&folder, &["b", "--fix"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&folder, "b/chapters/a.toml"),
        "title = \"2026\"\n[[block]]\ntxet = \"Rest.\"\n"
    );
    assert!(said(&output).contains("error[unknown-key]"));
    let folder = self::folder("title = Hello there # ours\n[[block]]\ntext = \"Rest.\"\n");
    assert_eq!(code(&folder, &["b", "--fix", "--deny", "warnings"]), 0);
    let mended = "title = \"Hello there\" # ours\n[[block]]\ntext = \"Rest.\"\n";
    assert_eq!(text(&folder, "b/chapters/a.toml"), mended);
}

#[test]
fn lists_and_tables_that_were_pasted_become_blocks() {
    let chapter = "title = \"A\"\r\n[[block]]\r\ntext = \"\"\"\r\nBring:\r\n\u{F0B7}\tyour  letter\r\n\
                   \u{F0B7}\tyour pills\r\n\r\n| Medicine | Tablets |\r\n|---|---|\r\n\
                   | Paracetamol | 2 |\r\n| Ibuprofen | 1 |\r\n\
                   \"\"\"\r\n\r\n[[block]]\r\ntext = \"\"\"\r\nDo:\r\n1. Rest.\r\n2. Eat.\r\n\"\"\"\r\n";
    let folder = folder(chapter);
    // Each run mends what the one before has uncovered.
    for _ in 0..3 {
        check(&folder, &["b", "--fix"]);
    }
    let expected = "title = \"A\"\n[[block]]\ntext = \"Bring:\"\n\n[[block]]\n\
                    bullets = [\"your  letter\", \"your pills\"]\n\n[[block]]\n[block.table]\n\
                    columns = [\"Medicine\", \"Tablets\"]\nrows = [\n  [\"Paracetamol\", \"2\"],\n  \
                    [\"Ibuprofen\", \"1\"],\n]\n\n[[block]]\ntext = \"Do:\"\n\n[[block]]\n\
                    steps = [\"Rest.\", \"Eat.\"]\n";
    assert_eq!(text(&folder, "b/chapters/a.toml"), expected.replace('\n', "\r\n"));
    assert_eq!(code(&folder, &["b", "--deny", "warnings"]), 0);
}

#[test]
fn letters_that_were_saved_in_the_wrong_encoding_are_written_as_they_were() {
    let folder = folder("title = \"A\"\n[[block]]\ntext = \"â€œDonâ€™tâ€\u{9D} – Ã\u{81}.\"\n");
    for _ in 0..2 {
        check(&folder, &["b", "--fix"]);
    }
    let mended = "title = \"A\"\n[[block]]\ntext = \"“Don’t” – Á.\"\n";
    assert_eq!(text(&folder, "b/chapters/a.toml"), mended);
}

#[test]
fn files_of_the_house_are_never_changed() {
    let folder = folder(CHAPTER);
    let house = "[imprint]\nfeedback = \"Call 0808 008 7054.\"\n";
    let shared = "title = \"B\"\n[[block]]\ntext = \"Call 0808 008 7054.\"\n";
    folder.write("house.toml", house.as_bytes());
    folder.write("shared/b.toml", shared.as_bytes());
    let booklet = BOOKLET
        .replace("feedback = \"Tell us.\"\n", "")
        .replace("\"chapters/a.toml\"]", "\"chapters/a.toml\", \"../shared/b.toml\"]")
        .replace("chapters = ", "house = \"../house.toml\"\nchapters = ");
    folder.write("b/booklet.toml", booklet.as_bytes());
    let output = check(&folder, &["b", "--fix"]);
    assert_eq!(text(&folder, "house.toml"), house);
    assert_eq!(text(&folder, "shared/b.toml"), shared);
    let said = said(&output);
    assert!(said.ends_with("2 warnings in b\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn linked_files_outside_the_folder_are_left_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder("title = \"A\"\n[[block]]\ntext = \"Call 0808 008 7054.\"\n");
    let path = folder.path("b/chapters/a.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(code(&folder, &["b", "--fix", "--deny", "warnings"]), 0);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let outside = "title = \"A\"\n[[block]]\ntext = \"Call 0808 008 7054.\"\n";
    folder.write("outside.toml", outside.as_bytes());
    fs::remove_file(&path).unwrap();
    symlink(folder.path("outside.toml"), &path).unwrap();
    let _ = check(&folder, &["b", "--fix", "--root", "."]);
    assert_eq!(text(&folder, "outside.toml"), outside);
}

#[test]
fn without_fix_nothing_is_changed_and_the_way_is_shown() {
    let chapter = "title = \"A\"\n[[block]]\ntext = \"Call 0808 008 7054.\"\n";
    let folder = folder(chapter);
    let output = check(&folder, &["b"]);
    assert_eq!(text(&folder, "b/chapters/a.toml"), chapter);
    let said = said(&output);
    assert!(said.contains("+ text = \"Call [0808 008 7054](tel:0808 008 7054).\""), "{said}");
    assert!(said.contains("chapbook check --fix b\n"), "{said}");
}

#[test]
fn build_says_how_many_findings_check_has() {
    let folder = folder(
        "title = \"A\"\n[[block]]\nbullets = [\"One.\"]\n[[block]]\ntext = \"Call 0808 008 7054.\"\n",
    );
    let build = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
        let output = command.arg("build").args(arguments).current_dir(folder.shown()).output();
        String::from_utf8(output.unwrap().stderr).unwrap()
    };
    // Whatever the day, only more can be found.
    for (arguments, start) in
        [(&["b"][..], "check has "), (&["b", "--edition", "text"], "check has at least ")]
    {
        let said = build(arguments);
        let last = said.lines().last().unwrap();
        assert!(last.starts_with(start) && last.ends_with(": chapbook check b"), "{said}");
    }
}

#[test]
fn line_breaks_are_written_into_a_file_of_windows_with_its_line_ends() {
    let lines = "Ask us.\r\n\r\nWard 7\r\nCity Hospital\r\n1 High Street\r\nLeeds LS1 3EX\r\n";
    let booklet =
        folder(&format!("title = \"A\"\r\n[[block]]\r\ntext = \"\"\"\r\n{lines}\"\"\"\r\n"));
    check(&booklet, &["--fix", "b"]);
    let fixed = text(&booklet, "b/chapters/a.toml");
    assert!(
        fixed.contains("Ward 7 //\r\nCity Hospital //\r\n1 High Street //\r\nLeeds LS1 3EX\r\n"),
        "{fixed:?}"
    );
    assert!(!fixed.replace("\r\n", "").contains('\n'), "{fixed:?}");
}
