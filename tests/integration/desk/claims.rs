//! Two desks on one booklet know of each other.

use std::process::Command;

use serde_json::json;

use super::caller::{Desk, write_booklet};

#[test]
fn a_second_desk_says_where_the_first_is() {
    let mut desk = Desk::start();
    let second = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .args(["desk", "--no-open", "booklet"])
        .current_dir(desk.folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(2), "{said}");
    let wanted = format!(
        "error: booklet is open at another desk already: http://127.0.0.1:{}/\n",
        desk.port
    );
    assert_eq!(said, wanted);
    assert_eq!(desk.post("/api/close", &json!({})).json()["closing"], true);
    assert_eq!(desk.ends(), Some(0));
    let names: Vec<_> = std::fs::read_dir(desk.path("booklet")).unwrap().collect();
    assert_eq!(names.len(), 2, "it leaves nothing: {names:?}");
}

#[test]
fn on_a_shelf_the_other_booklets_can_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    write_booklet(&folder.path().join("one"));
    write_booklet(&folder.path().join("two"));
    let desk = Desk::start_in(folder, ".");
    // Nothing is open yet.
    let other = tempfile::tempdir().unwrap();
    let first = Desk::start_in(other, &desk.path("one").display().to_string());
    let answer = desk.get("/api/booklet?booklet=./one");
    assert_eq!(answer.status, 409, "{answer:?}");
    assert!(answer.text().contains(&format!("http://127.0.0.1:{}/", first.port)), "{answer:?}");
    assert_eq!(desk.get("/api/booklet?booklet=./two").status, 200);
}

#[test]
fn what_a_desk_that_was_killed_has_left_keeps_nobody_out() {
    let mut desk = Desk::start();
    desk.child.kill().unwrap();
    desk.child.wait().unwrap();
    assert!(desk.path("booklet/.chapbook-desk").exists());
    let again = tempfile::tempdir().unwrap();
    let path = desk.path("booklet").display().to_string();
    let next = Desk::start_in(again, &path);
    assert_eq!(next.get("/api/state").status, 200);
}
