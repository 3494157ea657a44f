//! How the browser is called: what it is given is seen by every user of the computer.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::caller::{PATIENCE, write_booklet};

fn wait_until(what: &str, is: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_key_is_no_argument_of_the_browser_and_lies_nowhere_once_it_was_used() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write_booklet(&at("booklet"));
    std::fs::create_dir(at("bin")).unwrap();
    std::fs::create_dir(at("tmp")).unwrap();
    // In the place of the system's own, which would open a browser.
    let opener = "#!/bin/sh\nprintf '%s' \"$*\" >\"$SEEN.part\"\nmv \"$SEEN.part\" \"$SEEN\"\n";
    std::fs::write(at("bin/xdg-open"), opener).unwrap();
    let runs = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(at("bin/xdg-open"), runs).unwrap();
    let path = format!("{}:/usr/bin:/bin", at("bin").display());
    let mut child = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .args(["desk", "booklet"])
        .current_dir(folder.path())
        .envs([("PATH", path.into()), ("SEEN", at("seen").into_os_string())])
        .envs([("TMPDIR", at("tmp")), ("HOME", at("tmp"))])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("nothing is opened", || at("seen").exists());
    let seen = std::fs::read_to_string(at("seen")).unwrap();
    let file = Path::new(&seen);
    let page = std::fs::read_to_string(file).unwrap();
    let mode = std::fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner alone");
    let address = page.split("url=http://").nth(1).unwrap().split('"').next().unwrap();
    let (host, opening) = address.split_once('/').unwrap();
    let token = opening.strip_prefix("open/").unwrap();
    assert!(token.len() == 64 && !seen.contains(token), "{seen}");
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    write!(stream, "GET /{opening} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("Set-Cookie: "), "{answer}");
    wait_until("the page stays", || !file.exists());
    child.kill().unwrap();
    let told = child.wait_with_output().unwrap().stdout;
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("--no-open") && !told.contains("/open/"), "{told}");
}
