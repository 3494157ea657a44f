//! New files: pictures, chapters, and the editions that are taken away.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::caller::Desk;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";

fn picture(desk: &Desk, name: &str, bytes: &[u8]) -> (u16, Value) {
    let answer = desk.post(
        "/api/picture",
        &json!({
            "booklet": "booklet", "file": "booklet/chapters/01.toml", "name": name,
            "data": STANDARD.encode(bytes),
        }),
    );
    (answer.status, answer.json())
}

#[test]
fn a_picture_gets_a_place_of_its_own_in_the_booklet() {
    let desk = Desk::start();
    let shown = |image: &Value| {
        let image = image.as_str().unwrap();
        desk.get(&format!("/api/image?booklet=booklet&file=booklet/chapters/01.toml&image={image}"))
    };
    let (status, first) = picture(&desk, "../../My Map.PNG", SVG.as_bytes());
    assert_eq!((status, &first["image"]), (200, &json!("../pictures/my-map.svg")));
    assert_eq!(std::fs::read(desk.path("booklet/pictures/my-map.svg")).unwrap(), SVG.as_bytes());
    let answer = shown(&first["image"]);
    assert_eq!((answer.status, &answer.body[..]), (200, SVG.as_bytes()));
    assert_eq!(answer.line("Content-Type"), Some("image/svg+xml"));
    // The same once more is the same; another of that name stands beside it.
    assert_eq!(picture(&desk, "my map.svg", SVG.as_bytes()).1, first);
    let other = SVG.replace('9', "8");
    assert_eq!(
        picture(&desk, "my map.svg", other.as_bytes()).1["image"],
        "../pictures/my-map-2.svg"
    );
    assert_eq!(std::fs::read(desk.path("booklet/pictures/my-map.svg")).unwrap(), SVG.as_bytes());
}

#[test]
fn a_picture_gets_no_name_that_windows_keeps_for_itself() {
    let desk = Desk::start();
    for (name, wanted) in [("con.svg", "picture-con"), ("COM1", "picture-com1"), ("cone", "cone")] {
        let (status, made) = picture(&desk, name, SVG.as_bytes());
        assert_eq!((status, &made["image"]), (200, &json!(format!("../pictures/{wanted}.svg"))));
    }
}

#[test]
fn what_is_no_picture_is_not_put_into_the_booklet() {
    let desk = Desk::start();
    for bytes in [&b"MZ\x90"[..], b"", b"<html>", b"%PDF-1.7"] {
        assert_eq!(picture(&desk, "a.png", bytes).0, 422);
    }
    let wish = json!({ "booklet": "booklet", "file": "secret.toml", "name": "a", "data": "" });
    assert_eq!(desk.post("/api/picture", &wish).status, 404);
    assert!(!desk.path("booklet/pictures").exists());
}

#[test]
fn a_chapter_is_made_and_stands_in_the_booklet() {
    let desk = Desk::start();
    let wish = json!({ "booklet": "booklet", "title": "Who can \"help\"?", "at": 9 });
    let made = desk.post("/api/chapter", &wish).json();
    assert_eq!(made["file"], "booklet/chapters/02-who-can-help.toml");
    let text = std::fs::read_to_string(desk.path("booklet/chapters/02-who-can-help.toml")).unwrap();
    assert_eq!(text, "title = 'Who can \"help\"?'\n");
    let booklet = std::fs::read_to_string(desk.path("booklet/booklet.toml")).unwrap();
    assert!(
        booklet.contains("[\"chapters/01.toml\", \"chapters/02-who-can-help.toml\"]"),
        "{booklet}"
    );
    let again = desk.post("/api/chapter", &wish).json();
    assert_eq!(again["file"], "booklet/chapters/03-who-can-help.toml");
}

#[test]
fn finished_editions_are_taken_away() {
    let desk = Desk::start();
    assert_eq!(desk.get("/download/all.zip?booklet=booklet").status, 404);
    let toml = "title = \"Water\"\nlanguage = \"en-GB\"\neditions = [\"screen\", \"text\"]\n\
                chapters = [\"chapters/01.toml\"]\n[contact]\nheading = \"Help\"\n\
                [[contact.point]]\nname = \"Line\"\nphone = \"0808 008 7054\"\n";
    std::fs::write(desk.path("booklet/booklet.toml"), toml).unwrap();
    desk.wait_for("/api/messages?booklet=booklet", |it| it["sound"] == true);
    let made = desk.post("/api/build", &json!({ "booklet": "booklet" }));
    assert_eq!(made.status, 200, "{}", made.text());
    let files = made.json()["editions"].clone();
    assert_eq!((&files[0]["file"], &files[1]["file"]), (&json!("water.pdf"), &json!("water.txt")));
    let pdf = desk.get("/download/water.pdf?booklet=booklet");
    assert!(pdf.body.starts_with(b"%PDF-"));
    assert_eq!(pdf.line("Content-Disposition"), Some("attachment; filename=\"water.pdf\""));
    let zip = desk.get("/download/all.zip?booklet=booklet").body;
    assert!(zip.starts_with(b"PK\x03\x04"));
    assert!(zip.windows(pdf.body.len()).any(|part| part == pdf.body));
    for name in ["../booklet.toml", "booklet.toml", "%2e%2e/booklet.toml", ""] {
        assert_eq!(desk.get(&format!("/download/{name}?booklet=booklet")).status, 404, "{name}");
    }
    // Nothing is written for this.
    assert!(!desk.path("booklet/out").exists() && !desk.path("out").exists());
}
