//! `build --open`, with a launcher that takes down what it is given.
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn build(folder: &Path, path: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
    command.current_dir(folder).env("PATH", path).args([
        "build",
        "booklet",
        "--no-verify",
        "--open",
    ]);
    command.args(more).output().unwrap()
}

/// A folder with a booklet, and the folder of its launchers.
fn stage() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder.path())
        .args(["new", "booklet"])
        .output()
        .unwrap();
    assert!(made.status.success());
    let launchers = folder.path().join("launchers");
    std::fs::create_dir(&launchers).unwrap();
    (folder, launchers)
}

fn launcher(folder: &Path, launchers: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = launchers.join("xdg-open");
    let log = folder.join("opened");
    std::fs::write(&path, format!("#!/bin/sh\necho \"$1\" >> '{}'\n", log.display())).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_first_output_is_shown_once_it_is_in_its_place() {
    let (folder, launchers) = stage();
    launcher(folder.path(), &launchers);
    let output = build(folder.path(), &launchers, &["--edition", "text", "--edition", "screen"]);
    assert!(output.status.success(), "{output:?}");
    let log = folder.path().join("opened");
    let start = Instant::now();
    while !log.exists() && start.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let opened = std::fs::read_to_string(&log).unwrap();
    let pdf = folder.path().join("out/going-for-a-blood-test.pdf");
    assert_eq!(opened.trim_end(), std::path::absolute(pdf).unwrap().to_str().unwrap());
}

#[test]
fn a_computer_that_shows_nothing_has_the_files_all_the_same() {
    let (folder, launchers) = stage();
    let output = build(folder.path(), &launchers, &["--edition", "text"]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("could not be shown") && said.contains("open it yourself"), "{said}");
    assert!(folder.path().join("out/going-for-a-blood-test.txt").exists());
}

#[test]
fn nothing_is_shown_of_a_booklet_with_errors() {
    let (folder, launchers) = stage();
    launcher(folder.path(), &launchers);
    std::fs::write(folder.path().join("booklet/chapters/02-getting-ready.toml"), "title =")
        .unwrap();
    let output = build(folder.path(), &launchers, &[]);
    assert_eq!(output.status.code(), Some(1));
    std::thread::sleep(Duration::from_millis(300));
    assert!(!folder.path().join("opened").exists());
}
