//! A booklet at the desk: pages and messages as the files stand.

use std::io::Read as _;
use std::io::Write as _;

use serde_json::{Value, json};

use super::caller::{Desk, chapter, write_booklet};

const PAGES: &str = "/api/pages?booklet=booklet&edition=screen";
const MESSAGES: &str = "/api/messages?booklet=booklet";

fn hashes(pages: &Value) -> Vec<&str> {
    let pages = pages["pages"].as_array().unwrap();
    pages.iter().map(|page| page["hash"].as_str().unwrap()).collect()
}

/// Reads a window's events until one of this name.
fn hear(stream: &mut std::net::TcpStream, heard: &mut String, name: &str) {
    let mut part = [0; 4096];
    while !heard.contains(&format!("event: {name}\n")) {
        let read = stream.read(&mut part).unwrap();
        assert!(read > 0, "{heard}");
        heard.push_str(&String::from_utf8_lossy(&part[..read]));
    }
    heard.clear();
}

fn listen(desk: &Desk) -> std::net::TcpStream {
    let mut stream = desk.connect();
    let (host, cookie, within) = (desk.host(), &desk.cookie, &desk.within);
    let path = "/api/events?booklet=booklet";
    let request = format!("GET {within}{path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

#[test]
fn a_save_is_told_and_changes_the_page_concerned_alone() {
    let desk = Desk::start();
    desk.get(MESSAGES);
    let before = desk.get(PAGES).json();
    assert_eq!(before["pages"].as_array().unwrap().len(), 3);
    let mut window = listen(&desk);
    let mut heard = String::new();
    // A moment for the window to be among the listeners.
    while !heard.contains("event-stream") {
        let mut part = [0; 4096];
        let read = window.read(&mut part).unwrap();
        heard.push_str(&String::from_utf8_lossy(&part[..read]));
    }
    std::fs::write(desk.path("booklet/chapters/01.toml"), chapter("Drink six glasses.")).unwrap();
    hear(&mut window, &mut heard, "pages");
    let after = desk.wait_for(PAGES, |it| it["round"] != before["round"]);
    let (one, other) = (hashes(&before), hashes(&after));
    let changed: Vec<usize> = (0..3).filter(|at| one[*at] != other[*at]).collect();
    assert_eq!(changed, [1]);
    let gone = desk.get(&format!("/api/page/{}.svg?booklet=booklet&edition=screen", one[1]));
    assert_eq!(gone.status, 404);
}

#[test]
fn a_page_leads_to_its_words_and_words_to_their_page() {
    let desk = Desk::start();
    desk.get(MESSAGES);
    let text = chapter("Drink enough.");
    let at = text.find("enough").unwrap();
    let file = "booklet/chapters/01.toml";
    let showing = desk.get(&format!(
        "/api/showing?booklet=booklet&edition=screen&file={file}&from={at}&to={}",
        at + 1
    ));
    assert_eq!(showing.json()["page"], 2);
    let places = desk.get("/api/places?booklet=booklet&edition=screen&number=2").json();
    let place = places["places"].as_array().unwrap().iter().find(|it| {
        it[0] == file && it[1].as_u64().unwrap() <= at as u64 && it[2].as_u64().unwrap() > at as u64
    });
    assert!(place.is_some(), "{places:#}");
    let nowhere = desk.get(&format!(
        "/api/showing?booklet=booklet&edition=screen&file={file}&from=99999&to=99999"
    ));
    assert_eq!(nowhere.json()["page"], Value::Null);
}

#[test]
fn where_there_is_a_mistake_the_last_good_pages_stay() {
    let desk = Desk::start();
    desk.get(MESSAGES);
    let before = desk.get(PAGES).json();
    std::fs::write(desk.path("booklet/chapters/01.toml"), "title = \"Every day\n").unwrap();
    let told = desk.wait_for(MESSAGES, |it| it["sound"] == false);
    let messages = told["messages"].as_array().unwrap();
    let syntax = messages.iter().find(|it| it["code"] == "toml-syntax").unwrap();
    assert_eq!(syntax["place"]["file"], "booklet/chapters/01.toml", "{told:#}");
    assert_eq!(hashes(&desk.get(PAGES).json()), hashes(&before));
    let booklet = desk.get("/api/booklet?booklet=booklet").json();
    let counts: Vec<_> =
        booklet["files"].as_array().unwrap().iter().map(|it| &it["counts"]).collect();
    assert!(counts[1]["errors"].as_u64().unwrap() > 0, "{booklet:#}");
    let words = desk.get("/api/words?booklet=booklet&file=booklet/chapters/01.toml").json();
    assert_eq!(words["text"], "title = \"Every day\n");
}

#[test]
fn every_edition_can_be_seen_or_read() {
    let desk = Desk::start();
    desk.get(MESSAGES);
    let booklet = desk.get("/api/booklet?booklet=booklet").json();
    let editions = booklet["editions"].as_array().unwrap();
    let names: Vec<_> = editions.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["screen", "large-print", "booklet", "press", "html", "text", "heard"]);
    for (name, sides) in [("screen", 3), ("large-print", 3), ("booklet", 2), ("press", 4)] {
        let query = format!("booklet=booklet&edition={name}");
        let pages = desk.get(&format!("/api/pages?{query}")).json();
        let hashes = hashes(&pages);
        assert_eq!(hashes.len(), sides, "{name}");
        for hash in hashes {
            let drawing = desk.get(&format!("/api/page/{hash}.svg?{query}"));
            assert_eq!(drawing.line("Content-Type"), Some("image/svg+xml"));
            assert!(drawing.text().starts_with("<svg "), "{name}");
        }
    }
    for name in ["text", "heard"] {
        let text = desk.get(&format!("/api/text?booklet=booklet&edition={name}")).json();
        assert!(text["text"].as_str().unwrap().contains("Drink enough."), "{name}: {text:#}");
    }
    assert!(desk.get("/preview/web?booklet=booklet").text().contains("Drink enough."));
}

#[test]
fn booklets_are_listed_with_what_is_known_of_them() {
    let folder = tempfile::tempdir().unwrap();
    write_booklet(&folder.path().join("shelf/one"));
    write_booklet(&folder.path().join("shelf/two"));
    let toml = folder.path().join("shelf/two/booklet.toml");
    let text = std::fs::read_to_string(&toml).unwrap().replace("Water", "Salt");
    let dates = "reviewed = 2026-01-02\nreview_by = 2027-01-02\n";
    std::fs::write(toml, format!("{dates}{text}")).unwrap();
    let desk = Desk::start_in(folder, "shelf");
    let state = desk.get("/api/state").json();
    let wanted = json!([
        { "path": "shelf/one", "title": "Water" },
        { "path": "shelf/two", "title": "Salt" }
    ]);
    assert_eq!(state["booklets"], wanted);
    let glance = desk.get("/api/glance?booklet=shelf/two").json();
    assert_eq!(
        (&glance["reviewed"], &glance["review_by"]),
        (&json!("2026-01-02"), &json!("2027-01-02"))
    );
    let check = std::process::Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .args(["check", "--format", "json", "shelf/two"])
        .current_dir(desk.folder.path())
        .output()
        .unwrap();
    let check: Value = serde_json::from_slice(&check.stdout).unwrap();
    let found = check["booklets"][0]["diagnostics"].as_array().unwrap();
    for (severity, kind) in [("error", "errors"), ("warning", "warnings"), ("info", "notes")] {
        let number = found.iter().filter(|it| it["severity"] == severity).count();
        assert_eq!(glance["counts"][kind], number, "{severity}");
    }
}

#[test]
fn an_empty_folder_has_room_for_a_first_booklet() {
    let desk = Desk::start_in(tempfile::tempdir().unwrap(), ".");
    assert_eq!(desk.get("/api/state").json()["booklets"], json!([]));
    let made = desk.post("/api/new", &json!({ "name": "first" })).json();
    assert_eq!(made["path"], "./first");
    let state = desk.get("/api/state").json();
    assert_eq!(state["booklets"].as_array().unwrap().len(), 1, "{state:#}");
    let path = state["booklets"][0]["path"].as_str().unwrap();
    assert_eq!(path, "./first", "what was made is found under the name that was given");
}

#[test]
fn one_window_of_two_does_not_close_the_desk() {
    let mut desk = Desk::start();
    desk.get(MESSAGES);
    let windows = [listen(&desk), listen(&desk)];
    let mut windows = windows.map(|mut window| {
        let mut part = [0; 4096];
        assert!(window.read(&mut part).unwrap() > 0);
        window
    });
    let answer = desk.post("/api/close", &json!({})).json();
    assert_eq!(answer, json!({ "closing": false, "others": 1 }));
    let answer = desk.post("/api/close", &json!({ "everywhere": true })).json();
    assert_eq!(answer["closing"], true);
    for window in &mut windows {
        hear(window, &mut String::new(), "closing");
    }
    assert_eq!(desk.ends(), Some(0));
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it() {
    let mut desk = Desk::start();
    let id = desk.child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
    assert_eq!(desk.ends(), Some(0));
    assert!(!desk.path("booklet/.chapbook-desk").exists());
}
