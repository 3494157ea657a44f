//! What goes wrong outside of the desk: full disks, files that go, other programs that write.

use serde_json::{Value, json};

use super::caller::{Desk, chapter, write_booklet};

const FILE: &str = "booklet/chapters/01.toml";

const TWO: &str =
    "title = \"Every day\"\n[[block]]\ntext = \"One.\"\n\n[[block]]\ntext = \"Two.\"\n";

fn file(desk: &Desk) -> Value {
    desk.get(&format!("/api/file?booklet=booklet&file={FILE}")).json()
}

fn edit(hash: &Value, at: usize, text: &str) -> Value {
    let edits = json!([{ "do": "set", "path": ["block", at, "text"], "value": text }]);
    json!({ "booklet": "booklet", "file": FILE, "hash": hash, "label": "typing", "edits": edits })
}

fn turn(hash: &Value) -> Value {
    json!({ "booklet": "booklet", "file": FILE, "hash": hash })
}

fn disk(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path(FILE)).unwrap()
}

#[cfg(unix)]
#[test]
fn where_the_disk_is_full_the_file_stays_and_it_is_told() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    write_booklet(&folder.path().join("booklet"));
    // No file may grow beyond a few blocks: to a program that is as a full disk.
    let line =
        format!("ulimit -f 4; exec '{}' desk --no-open booklet", env!("CARGO_BIN_EXE_chapbook"));
    let child = Command::new("sh")
        .args(["-c", &line])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let desk = Desk::let_in(Desk::started(child, folder));
    let hash = file(&desk)["document"]["hash"].clone();
    let long = "Drink. ".repeat(2_000);
    let answer = desk.post("/api/edit", &edit(&hash, 0, long.trim()));
    assert_eq!(answer.status, 507, "{}", answer.text());
    assert!(answer.json()["refusal"].as_str().unwrap().contains(FILE), "{}", answer.text());
    assert_eq!(disk(&desk), chapter("Drink enough."));
    let left = std::fs::read_dir(desk.path("booklet/chapters")).unwrap().count();
    assert_eq!(left, 1, "nothing half written is left");
    // What has room is saved as before.
    assert_eq!(desk.post("/api/edit", &edit(&hash, 0, "Drink.")).status, 200);
    assert_eq!(disk(&desk), chapter("Drink."));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_be_read_only_is_not_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::start();
    let hash = file(&desk)["document"]["hash"].clone();
    let only = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(desk.path(FILE), only).unwrap();
    let answer = desk.post("/api/edit", &edit(&hash, 0, "Drink."));
    assert_eq!(answer.status, 507, "{}", answer.text());
    assert!(answer.text().contains("read only"), "{}", answer.text());
    assert_eq!(disk(&desk), chapter("Drink enough."));
}

#[test]
fn what_is_done_to_a_file_that_is_gone_is_told_and_it_is_not_made_anew() {
    let desk = Desk::start();
    let hash = file(&desk)["document"]["hash"].clone();
    let saved = desk.post("/api/edit", &edit(&hash, 0, "Drink.")).json();
    let hash = saved["document"]["hash"].clone();
    std::fs::remove_file(desk.path(FILE)).unwrap();
    for (path, wish) in [
        ("/api/undo", turn(&hash)),
        ("/api/redo", turn(&hash)),
        ("/api/edit", edit(&hash, 0, "Eat.")),
    ] {
        let answer = desk.post(path, &wish);
        assert_eq!(answer.status, 409, "{path}: {}", answer.text());
        assert!(answer.json()["refusal"].as_str().unwrap().contains(FILE), "{}", answer.text());
        assert!(!desk.path(FILE).exists(), "{path}");
    }
    // When it comes back as it was, so does what can be taken back.
    std::fs::write(desk.path(FILE), chapter("Drink.")).unwrap();
    assert_eq!(desk.post("/api/undo", &turn(&hash)).status, 200);
    assert_eq!(disk(&desk), chapter("Drink enough."));
}

/// The number of a message and of its first fix.
fn fix(told: &Value) -> Option<(u64, usize)> {
    told["messages"].as_array()?.iter().find_map(|message| {
        let help = message["helps"].as_array()?.iter().position(|help| help["fix"] == true)?;
        Some((message["id"].as_u64()?, help))
    })
}

#[test]
fn a_fix_that_is_taken_back_leaves_what_a_colleague_wrote_before_it() {
    for opened in [true, false] {
        let desk = Desk::start();
        let faulty = TWO.replace("[[block]]\ntext = \"Two", "[[blok]]\ntext = \"Two");
        std::fs::write(desk.path(FILE), &faulty).unwrap();
        if opened {
            file(&desk);
        }
        // A colleague writes before the fix is made.
        let theirs = faulty.replace("One.", "One, and a colleague's words.");
        std::fs::write(desk.path(FILE), &theirs).unwrap();
        desk.wait_for("/api/messages?booklet=booklet", |it| {
            let words = desk.get(&format!("/api/words?booklet=booklet&file={FILE}"));
            fix(it).is_some() && words.text().contains("colleague")
        });
        // The booklet may be read once more in the meantime, which numbers its messages anew.
        let mend = || {
            let told = desk.get("/api/messages?booklet=booklet").json();
            let (message, help) = fix(&told)?;
            let wish = json!({
                "booklet": "booklet", "round": told["round"], "message": message, "help": help
            });
            Some(desk.post("/api/mend", &wish))
        };
        let mended = (0..20).any(|_| mend().is_some_and(|answer| answer.status == 200));
        assert!(mended, "{:?}", mend().map(|answer| answer.text()));
        assert_eq!(disk(&desk), theirs.replace("blok]", "block]"));
        let now = file(&desk);
        assert_eq!(now["undo"], "mending");
        let undone = desk.post("/api/undo", &turn(&now["document"]["hash"]));
        assert_eq!(undone.status, 200, "{}", undone.text());
        assert_eq!(disk(&desk), theirs);
    }
}

#[test]
fn what_was_written_in_a_block_that_a_colleague_has_changed_is_not_taken_back() {
    let desk = Desk::start();
    std::fs::write(desk.path(FILE), TWO.replace("One.", "A, 5 mg")).unwrap();
    let hash = file(&desk)["document"]["hash"].clone();
    desk.post("/api/edit", &edit(&hash, 0, "A, 10 mg"));
    let theirs = disk(&desk).replace("A, 10 mg", "B, 10 mg");
    std::fs::write(desk.path(FILE), &theirs).unwrap();
    let now = file(&desk);
    assert_eq!((&now["undo"], &now["lost"]), (&Value::Null, &json!(true)));
    let answer = desk.post("/api/undo", &turn(&now["document"]["hash"]));
    assert_eq!(answer.status, 409);
    assert_eq!(disk(&desk), theirs, "5 mg of B were never written by anybody");
}

#[test]
fn new_blocks_of_two_people_at_one_place_stand_one_after_the_other_and_that_is_told() {
    let desk = Desk::start();
    std::fs::write(desk.path(FILE), TWO).unwrap();
    let hash = file(&desk)["document"]["hash"].clone();
    let theirs = format!("{TWO}\n[[block]]\ntext = \"Theirs.\"\n");
    std::fs::write(desk.path(FILE), &theirs).unwrap();
    let mut wish = edit(&hash, 0, "");
    wish["edits"] = json!([{ "do": "insert_block", "at": 2, "kind": "text", "value": "Mine." }]);
    let answer = desk.post("/api/edit", &wish);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.json()["told"].as_str().unwrap().contains("before yours"), "{}", answer.text());
    assert_eq!(disk(&desk), format!("{theirs}\n[[block]]\ntext = \"Mine.\"\n"));
}
