//! Words that are not in their files yet, pictures that are there already, and what is typed while a
//! save is put together with what others did.

use serde_json::{Value, json};

use super::caller::{Desk, write_booklet};

const FILE: &str = "booklet/chapters/01.toml";
const TWO: &str =
    "title = \"Every day\"\n[[block]]\ntext = \"One.\"\n\n[[block]]\ntext = \"Two.\"\n";

fn keep(desk: &Desk, key: &str, draft: &Value) -> u16 {
    let wish = json!({ "booklet": "booklet", "key": key, "draft": draft });
    desk.post("/api/draft", &wish).status
}

fn kept(desk: &Desk) -> Value {
    desk.get("/api/drafts?booklet=booklet").json()["drafts"].clone()
}

#[test]
fn drafts_outlive_the_desk_and_leave_nothing_behind() {
    let desk = Desk::start();
    assert_eq!(kept(&desk), json!([]));
    assert_eq!(keep(&desk, "window-1", &json!({ "edits": ["one"] })), 200);
    assert_eq!(keep(&desk, "window-2", &json!({ "edits": ["two"] })), 200);
    let both = json!([
        { "key": "window-1", "draft": { "edits": ["one"] } },
        { "key": "window-2", "draft": { "edits": ["two"] } },
    ]);
    assert_eq!(kept(&desk), both);
    let folder = tempfile::tempdir().unwrap();
    write_booklet(&folder.path().join("booklet"));
    let own = desk.path("booklet/.chapbook-drafts");
    let other = folder.path().join("booklet/.chapbook-drafts");
    std::fs::create_dir(&other).unwrap();
    for entry in std::fs::read_dir(&own).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), other.join(entry.file_name())).unwrap();
    }
    // Another desk, elsewhere, at another port.
    let again = Desk::start_in(folder, "booklet");
    assert_eq!(kept(&again), both);
    assert_eq!(keep(&again, "window-1", &Value::Null), 200);
    assert_eq!(keep(&again, "window-2", &Value::Null), 200);
    assert!(!again.path("booklet/.chapbook-drafts").exists());
}

#[test]
fn a_draft_has_no_name_that_leads_elsewhere() {
    let desk = Desk::start();
    for key in ["../secret", "a/b", "a.b", ""] {
        assert_ne!(keep(&desk, key, &json!("words")), 200, "{key}");
    }
    assert!(!desk.path("booklet/.chapbook-drafts/..").join("secret.json").exists());
    assert_eq!(kept(&desk), json!([]));
}

#[test]
fn the_pictures_of_a_booklet_are_listed() {
    let desk = Desk::start();
    std::fs::create_dir_all(desk.path("booklet/pictures/maps")).unwrap();
    for name in ["pictures/a.PNG", "pictures/maps/way.svg", "pictures/notes.txt", "pictures/.b.png"]
    {
        std::fs::write(desk.path("booklet").join(name), "").unwrap();
    }
    let told = desk.get("/api/pictures?booklet=booklet").json();
    assert_eq!(told["pictures"], json!(["pictures/a.PNG", "pictures/maps/way.svg"]));
}

#[test]
fn who_types_on_while_a_save_is_merged_knows_upon_what() {
    let desk = Desk::start();
    std::fs::write(desk.path(FILE), TWO).unwrap();
    let before = desk.get(&format!("/api/file?booklet=booklet&file={FILE}")).json();
    std::fs::write(desk.path(FILE), TWO.replace("Two.", "Theirs.")).unwrap();
    let set = |hash: &Value, block: u8, words: &str| {
        json!({
            "booklet": "booklet", "file": FILE, "hash": hash, "label": "typing",
            "edits": [{ "do": "set", "path": ["block", block, "text"], "value": words }],
        })
    };
    let saved = desk.post("/api/edit", &set(&before["document"]["hash"], 0, "Mine.")).json();
    assert_eq!(saved["text"], TWO.replace("Two.", "Theirs.").replace("One.", "Mine."));
    assert_eq!(saved["mine"]["text"], TWO.replace("One.", "Mine."));
    // Typed meanwhile, upon what the window knows: nobody's words are overwritten.
    let mut next = set(&saved["mine"]["document"]["hash"], 1, "Mine too.");
    next["base"] = saved["mine"]["text"].clone();
    let answer = desk.post("/api/edit", &next);
    assert_eq!((answer.status, &answer.json()["why"]), (409, &json!("clash")));
    let disk = std::fs::read_to_string(desk.path(FILE)).unwrap();
    assert!(disk.contains("Theirs."), "{disk}");
    // A save that nobody came between has nothing to add.
    let alone = desk.post("/api/edit", &set(&saved["document"]["hash"], 0, "Alone.")).json();
    assert_eq!(alone["mine"], Value::Null);
}
