//! Files that are written at the desk: saved whole or not at all, taken back, put together.

use serde_json::{Value, json};

use super::caller::{Desk, chapter};

const FILE: &str = "booklet/chapters/01.toml";

fn file(desk: &Desk) -> Value {
    desk.get(&format!("/api/file?booklet=booklet&file={FILE}")).json()
}

fn words(text: &str) -> Value {
    json!([{ "do": "set", "path": ["block", 0, "text"], "value": text }])
}

fn edit(hash: &Value, edits: Value) -> Value {
    json!({ "booklet": "booklet", "file": FILE, "hash": hash, "label": "typing", "edits": edits })
}

fn disk(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path(FILE)).unwrap()
}

#[test]
fn a_word_is_saved_taken_back_and_made_again() {
    let desk = Desk::start();
    let text = format!("\u{FEFF}# kept\n{}", chapter("Drink enough.")).replace('\n', "\r\n");
    std::fs::write(desk.path(FILE), &text).unwrap();
    let before = file(&desk);
    assert_eq!(before["text"], json!(text));
    let saved = desk.post("/api/edit", &edit(&before["document"]["hash"], words("Drink more.")));
    assert_eq!(saved.status, 200, "{}", saved.text());
    assert_eq!(disk(&desk), text.replace("enough", "more"));
    let saved = saved.json();
    assert_eq!((&saved["undo"], &saved["redo"]), (&json!("typing"), &Value::Null));
    let turn = |hash: &Value| json!({ "booklet": "booklet", "file": FILE, "hash": hash });
    let undone = desk.post("/api/undo", &turn(&saved["document"]["hash"])).json();
    assert_eq!(disk(&desk), text);
    assert_eq!(undone["document"]["hash"], before["document"]["hash"]);
    let redone = desk.post("/api/redo", &turn(&undone["document"]["hash"])).json();
    assert_eq!(disk(&desk), text.replace("enough", "more"));
    assert_eq!(redone["redo"], Value::Null);
    // What was changed elsewhere is no state to step back from.
    assert_eq!(desk.post("/api/undo", &turn(&before["document"]["hash"])).status, 409);
}

#[test]
fn what_was_changed_on_disk_meanwhile_is_kept() {
    let desk = Desk::start();
    let two = "title = \"Every day\"\n[[block]]\ntext = \"One.\"\n\n[[block]]\ntext = \"Two.\"\n";
    std::fs::write(desk.path(FILE), two).unwrap();
    let before = file(&desk)["document"]["hash"].clone();
    std::fs::write(desk.path(FILE), two.replace("Two.", "Three.")).unwrap();
    let saved = desk.post("/api/edit", &edit(&before, words("None.")));
    assert_eq!(saved.status, 200, "{}", saved.text());
    let both = two.replace("Two.", "Three.").replace("One.", "None.");
    assert_eq!(disk(&desk), both);
    let turn =
        json!({ "booklet": "booklet", "file": FILE, "hash": saved.json()["document"]["hash"] });
    desk.post("/api/undo", &turn);
    assert_eq!(disk(&desk), two.replace("Two.", "Three."));
}

#[test]
fn the_same_words_changed_twice_are_chosen_by_a_person() {
    let desk = Desk::start();
    let before = file(&desk)["document"]["hash"].clone();
    std::fs::write(desk.path(FILE), chapter("Drink water.")).unwrap();
    let mine = edit(&before, words("Drink tea."));
    let answer = desk.post("/api/edit", &mine);
    assert_eq!(answer.status, 409);
    assert_eq!(disk(&desk), chapter("Drink water."));
    let clash = answer.json();
    assert_eq!(clash["why"], "clash");
    let [one] = &clash["clashes"].as_array().unwrap()[..] else { panic!("{clash:#}") };
    assert_eq!((&one["mine"], &one["theirs"]), (&json!("Drink tea."), &json!("Drink water.")));
    let mut chosen = mine.clone();
    chosen["chosen"] = json!({ "theirs": clash["theirs"], "sides": ["mine"] });
    // A third version has come between: it is asked again.
    std::fs::write(desk.path(FILE), chapter("Drink milk.")).unwrap();
    let again = desk.post("/api/edit", &chosen);
    assert_eq!((again.status, &again.json()["clashes"][0]["theirs"]), (409, &json!("Drink milk.")));
    chosen["chosen"]["theirs"] = again.json()["theirs"].clone();
    assert_eq!(desk.post("/api/edit", &chosen).status, 200);
    assert_eq!(disk(&desk), chapter("Drink tea."));
}

#[test]
fn edits_of_a_state_that_the_desk_never_saw_come_with_it() {
    let desk = Desk::start();
    let base = chapter("Drink.");
    let hash = json!(chapbook::desk::document::hash(&base));
    let mut wish = edit(&hash, words("Drink now."));
    let answer = desk.post("/api/edit", &wish);
    assert_eq!((answer.status, &answer.json()["why"]), (409, &json!("base")));
    std::fs::write(desk.path(FILE), base.replace("Every day", "Each day")).unwrap();
    // A text that is not of that name is none.
    wish["base"] = json!(chapter("Eat."));
    assert_eq!(desk.post("/api/edit", &wish).json()["why"], "base");
    wish["base"] = json!(base);
    assert_eq!(desk.post("/api/edit", &wish).status, 200);
    assert_eq!(disk(&desk), chapter("Drink now.").replace("Every day", "Each day"));
}

#[test]
fn an_edit_that_cannot_be_made_changes_nothing() {
    let desk = Desk::start();
    let hash = file(&desk)["document"]["hash"].clone();
    for edits in [
        json!([{ "do": "set", "path": ["block", 0, "text"], "value": "a\u{1}b" }]),
        json!([{ "do": "remove_block", "at": 7 }]),
        json!([{ "do": "set", "path": ["title"], "value": "New" }, { "do": "remove_block", "at": 7 }]),
        json!([{ "do": "replace", "from": 0, "to": 5, "text": "= =" }]),
    ] {
        let answer = desk.post("/api/edit", &edit(&hash, edits));
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert_eq!(disk(&desk), chapter("Drink enough."));
    }
    let nonsense =
        json!({ "booklet": "booklet", "file": FILE, "hash": hash, "edits": [{ "do": "fly" }] });
    assert_eq!(desk.post("/api/edit", &nonsense).status, 400);
}

#[test]
fn no_file_elsewhere_is_read_or_written() {
    let desk = Desk::start();
    let secret = chapter("The secret.");
    std::fs::write(desk.path("secret.toml"), &secret).unwrap();
    std::fs::write(desk.path("booklet/notes.txt"), "private").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.path("secret.toml"), desk.path("booklet/link.toml")).unwrap();
    let absolute = desk.path("secret.toml").display().to_string();
    for path in [
        "secret.toml",
        "booklet/../secret.toml",
        "booklet/link.toml",
        &absolute,
        "booklet/notes.txt",
        "",
    ] {
        let shown = desk.get(&format!("/api/file?booklet=booklet&file={path}"));
        assert!(shown.status >= 400 && !shown.text().contains("text"), "{path}: {}", shown.text());
        let mut wish = edit(&json!(chapbook::desk::document::hash(&secret)), words("Mine."));
        wish["file"] = json!(path);
        assert!(desk.post("/api/edit", &wish).status >= 400, "{path}");
        let image = desk.get(&format!("/api/image?booklet=booklet&file={FILE}&image=../../{path}"));
        assert_eq!(image.status, 404, "{path}");
    }
    assert_eq!(std::fs::read_to_string(desk.path("secret.toml")).unwrap(), secret);
}
