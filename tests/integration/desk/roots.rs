//! No path outside of a booklet's folder is read or written, by symbolic links neither.

use serde_json::json;

use super::caller::{Desk, chapter, write_booklet};

const SECRET: &str = "title = \"A secret\"\n[[block]]\ntext = \"The secret  is out.\"\n";

#[test]
fn a_path_out_of_the_booklet_is_not_shown() {
    let desk = Desk::start();
    std::fs::write(desk.path("secret.toml"), SECRET).unwrap();
    let absolute = desk.path("secret.toml").display().to_string();
    for file in [
        "secret.toml",
        "booklet/../secret.toml",
        "booklet%2F..%2Fsecret.toml",
        "../secret.toml",
        "booklet/chapters/../../secret.toml",
        &absolute,
        "/etc/passwd",
        "",
    ] {
        let answer = desk.get(&format!("/api/words?booklet=booklet&file={file}"));
        assert_eq!(answer.status, 404, "{file}");
        assert!(!answer.text().contains("secret"), "{file}");
    }
    for booklet in ["", ".", "..", "/", "booklet/", "booklet/chapters", "%2e%2e", "/etc"] {
        let answer = desk.get(&format!("/api/booklet?booklet={booklet}"));
        assert_eq!(answer.status, 404, "{booklet}");
    }
    for name in ["../mod.rs", "..%2fmod.rs", "%2e%2e/mod.rs", "/etc/passwd", "", "closed.html", "."]
    {
        assert_eq!(desk.get(&format!("/front/{name}")).status, 404, "{name}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_booklet_is_neither_shown_nor_changed() {
    let desk = Desk::start();
    std::fs::write(desk.path("secret.toml"), SECRET).unwrap();
    let linked = desk.path("booklet/chapters/02.toml");
    std::os::unix::fs::symlink(desk.path("secret.toml"), &linked).unwrap();
    let toml = std::fs::read_to_string(desk.path("booklet/booklet.toml")).unwrap();
    let toml = toml.replace("\"chapters/01.toml\"", "\"chapters/01.toml\", \"chapters/02.toml\"");
    std::fs::write(desk.path("booklet/booklet.toml"), toml).unwrap();
    // A file may be read while it is being written.
    let told = desk.wait_for("/api/messages?booklet=booklet", |it| {
        it["sound"] == false && it.to_string().contains("outside-root")
    });
    assert!(!told.to_string().contains("secret"), "{told:#}");
    let words = desk.get("/api/words?booklet=booklet&file=booklet/chapters/02.toml");
    assert_eq!(words.status, 404);
}

/// The number of a message and of its first fix.
fn fix(told: &serde_json::Value) -> Option<(u64, usize)> {
    told["messages"].as_array()?.iter().find_map(|message| {
        let help = message["helps"].as_array()?.iter().position(|help| help["fix"] == true)?;
        Some((message["id"].as_u64()?, help))
    })
}

#[test]
fn a_fix_changes_the_words_concerned_and_nothing_else() {
    let desk = Desk::start();
    let file = desk.path("booklet/chapters/01.toml");
    let faulty =
        "\u{FEFF}# mine\r\ntitle = 'Every day'\r\n[[blok]]\r\ntext = \"Drink.\"  # why\r\n";
    std::fs::write(&file, faulty).unwrap();
    let told = desk.wait_for("/api/messages?booklet=booklet", |it| fix(it).is_some());
    let (message, help) = fix(&told).unwrap();
    let wish = json!({
        "booklet": "booklet", "round": told["round"], "message": message, "help": help
    });
    let answer = desk.post("/api/mend", &wish);
    assert_eq!(answer.status, 200, "{answer:?}");
    let now = std::fs::read(&file).unwrap();
    assert_eq!(String::from_utf8(now).unwrap(), faulty.replace("[[blok]]", "[[block]]"));
    desk.wait_for("/api/messages?booklet=booklet", |it| it["sound"] == true);
    // What was said of the file before is no ground to change it now.
    assert_eq!(desk.post("/api/mend", &wish).status, 409);
}

#[test]
fn a_fix_that_is_not_there_changes_nothing() {
    let desk = Desk::start();
    let told = desk.get("/api/messages?booklet=booklet").json();
    for (message, help) in [(0, 99), (99, 0)] {
        let wish = json!({
            "booklet": "booklet", "round": told["round"], "message": message, "help": help
        });
        assert_eq!(desk.post("/api/mend", &wish).status, 409);
    }
    let wish = json!({ "booklet": "..", "round": 1, "message": 0, "help": 0 });
    assert_eq!(desk.post("/api/mend", &wish).status, 404);
    let now = std::fs::read_to_string(desk.path("booklet/chapters/01.toml")).unwrap();
    assert_eq!(now, chapter("Drink enough."));
}

#[test]
fn a_house_file_that_others_share_is_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    write_booklet(&folder.path().join("booklet"));
    let toml = folder.path().join("booklet/booklet.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, format!("house = \"../house.toml\"\n{text}")).unwrap();
    let house = "publishr = \"Us\"\n";
    std::fs::write(folder.path().join("house.toml"), house).unwrap();
    let desk = Desk::start_in(folder, "booklet");
    let told = desk.get("/api/messages?booklet=booklet").json();
    let message = &told["messages"][0];
    assert!(message["place"]["file"].as_str().unwrap().ends_with("house.toml"), "{told:#}");
    assert!(message["helps"].as_array().unwrap().iter().all(|help| help["fix"] == false));
    let wish = json!({ "booklet": "booklet", "round": told["round"], "message": 0, "help": 0 });
    assert_eq!(desk.post("/api/mend", &wish).status, 409);
    assert_eq!(std::fs::read_to_string(desk.path("house.toml")).unwrap(), house);
}

#[test]
fn a_new_booklet_is_made_in_the_folder_of_the_others_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = folder.path().join("shelf");
    write_booklet(&shelf.join("one"));
    write_booklet(&shelf.join("two"));
    let desk = Desk::start_in(folder, "shelf");
    for name in ["", " ", "..", "../three", "a/b", "a\\b", "/tmp/x", ".hidden", "a\u{0}", "a:b"] {
        let answer = desk.post("/api/new", &json!({ "name": name }));
        assert_eq!(answer.status, 409, "{name:?}");
    }
    assert_eq!(desk.post("/api/new", &json!({ "name": "one" })).status, 409, "it is there");
    let listing = |path: &str| {
        let entries = std::fs::read_dir(desk.path(path)).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(listing("shelf"), ["one", "two"]);
    assert_eq!(listing(""), ["shelf"]);
    let made = desk.post("/api/new", &json!({ "name": "Blood test" })).json();
    assert_eq!(made["path"], "shelf/Blood test");
    assert_eq!(listing("shelf"), ["Blood test", "one", "two"]);
    let told = desk.get("/api/messages?booklet=shelf/Blood%20test").json();
    assert_eq!(told["sound"], true, "{told:#}");
}

#[test]
fn a_name_that_no_folder_has_on_every_system_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write_booklet(&folder.path().join("shelf/one"));
    let desk = Desk::start_in(folder, "shelf");
    let long = "a".repeat(101);
    for name in ["con", "NUL", "Aux.booklet", "com1", "lpt9.x", "end.", &long] {
        assert_eq!(desk.post("/api/new", &json!({ "name": name })).status, 409, "{name:?}");
    }
    assert_eq!(std::fs::read_dir(desk.path("shelf")).unwrap().count(), 1);
    assert_eq!(desk.post("/api/new", &json!({ "name": "console" })).status, 200);
}

#[test]
fn around_the_one_booklet_that_a_desk_is_opened_for_nothing_is_made() {
    let desk = Desk::start();
    let answer = desk.post("/api/new", &json!({ "name": "three" }));
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("one booklet"), "{}", answer.text());
    assert!(!desk.path("three").exists() && !desk.path("booklet/three").exists());
}

#[test]
fn in_a_folder_without_booklets_one_can_be_begun_and_is_found() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let desk = Desk::start_in(folder, "empty");
    assert_eq!(desk.get("/api/state").json()["booklets"], json!([]));
    let made = desk.post("/api/new", &json!({ "name": "first" })).json();
    assert_eq!(made["path"], "empty/first");
    assert_eq!(desk.get("/api/booklet?booklet=empty/first").status, 200);
}

#[test]
#[cfg(unix)]
fn links_out_of_the_shelf_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write_booklet(&at("shelf/one"));
    std::fs::create_dir_all(at("shelf/linked")).unwrap();
    std::fs::create_dir_all(at("outside/empty")).unwrap();
    std::fs::write(at("outside/secret.toml"), SECRET).unwrap();
    symlink(at("outside/secret.toml"), at("shelf/linked/booklet.toml")).unwrap();
    symlink(at("outside/empty"), at("shelf/new")).unwrap();
    symlink(at("outside/nowhere"), at("shelf/other")).unwrap();
    let desk = Desk::start_in(folder, "shelf");
    // Its title is not told, nor what stands in it.
    let state = desk.get("/api/state");
    assert!(!state.text().contains("secret"), "{}", state.text());
    let glance = desk.get("/api/glance?booklet=shelf/linked");
    assert!(!glance.text().contains("secret"), "{}", glance.text());
    for name in ["new", "other"] {
        assert_eq!(desk.post("/api/new", &json!({ "name": name })).status, 409, "{name}");
    }
    assert_eq!(std::fs::read_dir(desk.path("outside/empty")).unwrap().count(), 0);
    assert!(!desk.path("outside/nowhere").exists());
}

#[test]
#[cfg(unix)]
fn no_folder_is_made_behind_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let booklet = folder.path().join("booklet");
    write_booklet(&booklet);
    std::fs::create_dir(folder.path().join("outside")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("outside"), booklet.join("away")).unwrap();
    for chapters in ["away/deep/01.toml", "../outside/01.toml", "away/01.toml"] {
        let toml =
            format!("title = \"Water\"\nlanguage = \"en-GB\"\nchapters = [\"{chapters}\"]\n");
        std::fs::write(booklet.join("booklet.toml"), toml).unwrap();
        let mut desk = Desk::start_in(tempfile::tempdir().unwrap(), &booklet.display().to_string());
        let path = booklet.display().to_string();
        let wish = json!({ "booklet": path, "title": "New", "at": 1 });
        let answer = desk.post("/api/chapter", &wish);
        assert!(answer.status >= 400, "{chapters}: {}", answer.text());
        assert_eq!(desk.post("/api/close", &json!({})).status, 200);
        desk.ends();
    }
    assert_eq!(std::fs::read_dir(folder.path().join("outside")).unwrap().count(), 0);
}
