//! One telephone number in the house file of five booklets, a chapter that was moved and a sentence
//! with "not" are told in a line each at the top, wherever the changes are told.

use std::path::Path;

use super::{chapbook, edit, printed, said, write};

const BOOKLETS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// Five booklets of a house, in folders `old` and `new`; one of them has other edits too.
fn houses() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (side, number) in [("old", "0808 157 0142"), ("new", "0808 157 0143")] {
        let house = folder.path().join(side);
        std::fs::create_dir_all(&house).unwrap();
        std::fs::write(house.join("house.toml"), format!("[values]\nline = \"{number}\"\n"))
            .unwrap();
        for name in BOOKLETS {
            write(&house, name, |text| {
                let text = text.replace("[values]\nline = \"0808 157 0142\"\n", "");
                let text = text.replace("Blood tests", &format!("Blood tests {name}"));
                let text = text.replace("language =", "house = \"../house.toml\"\nlanguage =");
                if side == "new" && name == "c" { edit(&text) } else { text }
            });
        }
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = chapbook(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    printed(&output)
}

#[test]
fn each_is_one_line_on_a_terminal_and_for_programs() {
    let folder = houses();
    let told = run(folder.path(), &["changes", "old", "new"]);
    let (top, _) = told.split_once("\n\nEvery change\n").unwrap();
    let lines: Vec<&str> = top.lines().skip_while(|line| *line != "What matters").collect();
    assert_eq!(lines.len(), 4, "{told}");
    let number = "  telephone number: “0808 157 0142” is now “0808 157 0143”, in “Call 0808 157 0143 \
                  if you feel ill.” (the value {line}); ";
    assert!(lines[1].starts_with(number), "{told}");
    let said: Vec<&str> = lines[1][number.len()..].split("; ").collect();
    assert_eq!(said.len(), 2 * BOOKLETS.len(), "{told}");
    assert!(lines[2].starts_with("  “not” and words like it: inserted “not”, in "), "{told}");
    assert_eq!(lines[3], "  chapters: “Blood tests c: After” moved from place 9 to place 7");
    let json = run(folder.path(), &["changes", "old", "new", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let matters = json["report"]["matters"].as_array().unwrap();
    let weights: Vec<&str> = matters.iter().map(|it| it["weight"].as_str().unwrap()).collect();
    assert_eq!(weights, ["phone", "negation", "structure"]);
    assert_eq!(matters[0]["places"].as_array().unwrap().len(), 2 * BOOKLETS.len());
    let place = &matters[0]["places"][1];
    assert_eq!(place["part"], "Blood tests a: Get in touch");
    assert_eq!((&place["old_page"], &place["new_page"]), (&4.into(), &4.into()));
}

#[test]
fn each_is_one_line_on_a_page_and_on_paper() {
    let folder = houses();
    run(folder.path(), &["changes", "old", "new", "--out", "r.html", "--sign-off"]);
    let page = std::fs::read_to_string(folder.path().join("r.html")).unwrap();
    let (_, list) = page.split_once("<h2>What matters</h2>").unwrap();
    let (list, _) = list.split_once("</ol>").unwrap();
    assert_eq!(list.matches("<li>").count(), 3, "{list}");
    assert_eq!(list.matches("<del>0808 157 0142</del>").count(), 1, "{list}");
    assert_eq!(list.matches("<ins>not</ins>").count(), 1, "{list}");
    run(folder.path(), &["changes", "old", "new", "--out", "r.pdf", "--sign-off"]);
    let judged = run(folder.path(), &["verify", "r.pdf"]);
    assert_eq!(judged, "r.pdf: PDF/UA-1: passes\nr.pdf: PDF/A-2a: passes\n");
    let read = run(folder.path(), &["read", "r.pdf"]);
    let (_, list) = read.split_once("H2 \"What matters\"").unwrap();
    let (list, _) = list.split_once("H1 \"Every change\"").unwrap();
    assert_eq!(list.matches("LBody").count(), 3, "{list}");
    assert_eq!(list.matches("Strong \"0808 157 0143\"").count(), 1, "{list}");
}
