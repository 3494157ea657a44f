//! Requests that are too long, too slow, too many or no requests.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use super::caller::Desk;

fn posted(desk: &Desk, lines: &str) -> u16 {
    let (host, port, cookie, within) = (desk.host(), desk.port, &desk.cookie, &desk.within);
    let head = format!(
        "POST {within}/api/close HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\
         Origin: http://127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    );
    desk.call(&format!("{head}{lines}")).status
}

#[test]
fn a_body_is_read_only_where_its_length_is_said_and_small() {
    let desk = Desk::start();
    assert_eq!(posted(&desk, "\r\n"), 411);
    assert_eq!(posted(&desk, "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), 411);
    let both = "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}";
    assert_eq!(posted(&desk, both), 411);
    for length in ["1048577", "99999999999", "99999999999999999999999999"] {
        assert_eq!(
            posted(&desk, &format!("Content-Length: {length}\r\n\r\n{{}}")),
            413,
            "{length}"
        );
    }
    for length in ["-1", "+2", "0x2", "2,2", "", " "] {
        assert_eq!(
            posted(&desk, &format!("Content-Length: {length}\r\n\r\n{{}}")),
            400,
            "{length}"
        );
    }
    assert_eq!(posted(&desk, "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), 400);
    assert_eq!(desk.get("/api/state").status, 200);
}

#[test]
fn a_head_has_an_end() {
    let desk = Desk::start();
    let host = desk.host();
    let long = "a".repeat(20_000);
    assert_eq!(desk.call(&format!("GET /{long} HTTP/1.1\r\n{host}\r\n")).status, 413);
    assert_eq!(desk.call(&format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n")).status, 413);
    let lines = "X: a\r\n".repeat(100);
    assert_eq!(desk.call(&format!("GET / HTTP/1.1\r\n{host}{lines}\r\n")).status, 413);
    assert_eq!(desk.get("/api/state").status, 200);
}

#[test]
fn what_is_no_request_is_answered_so() {
    let desk = Desk::start();
    let host = desk.host();
    for request in [
        "nonsense\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{0}\u{0}\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.0\r\n{host}\r\n"),
        format!("GET http://127.0.0.1/ HTTP/1.1\r\n{host}\r\n"),
        format!("GET /%zz HTTP/1.1\r\n{host}\r\n"),
        format!("GET /a%00b HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n{host}A\u{0}: b\r\n\r\n"),
    ] {
        assert_eq!(desk.call(&request).status, 400, "{request:?}");
    }
    assert_eq!(desk.get("/api/state").status, 200);
}

#[test]
fn who_sends_nothing_keeps_nobody_waiting_and_is_left_in_the_end() {
    let desk = Desk::start();
    let mut idle = desk.connect();
    idle.write_all(b"GET / HT").unwrap();
    let start = Instant::now();
    assert_eq!(desk.get("/api/state").status, 200);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    // One byte every now and then does not make the time longer.
    let mut left = Vec::new();
    let mut part = [0; 1000];
    idle.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    while start.elapsed() < Duration::from_secs(40) {
        let _ = idle.write_all(b"T");
        match idle.read(&mut part) {
            Ok(0) => break,
            Ok(read) => left.extend_from_slice(&part[..read]),
            Err(_) => {}
        }
    }
    assert!(left.starts_with(b"HTTP/1.1 4"), "{:?}", String::from_utf8_lossy(&left));
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn too_many_connections_are_turned_away_and_the_desk_goes_on() {
    let desk = Desk::start();
    let idle: Vec<_> = (0..64).map(|_| desk.connect()).collect();
    // All of them must have been taken before the next one is.
    let end = Instant::now() + super::caller::PATIENCE;
    while desk.get("/api/state").status != 503 {
        assert!(Instant::now() < end, "nobody is turned away");
    }
    drop(idle);
    while desk.get("/api/state").status != 200 {
        assert!(Instant::now() < end, "the desk does not go on");
    }
}

#[test]
fn who_takes_nothing_of_what_is_sent_keeps_nobody_waiting() {
    let desk = Desk::start();
    let (host, cookie, within) = (desk.host(), &desk.cookie, &desk.within);
    // More than the system keeps between two sockets, and many of them.
    let asked =
        |path: &str| format!("GET {within}{path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n");
    let lazy: Vec<_> = (0..20)
        .map(|number| {
            let mut stream = desk.connect();
            let path = if number % 2 == 0 {
                "/preview/web?booklet=booklet"
            } else {
                "/api/events?booklet=booklet"
            };
            stream.write_all(asked(path).as_bytes()).unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    for _ in 0..5 {
        assert_eq!(desk.get("/api/booklet?booklet=booklet").status, 200);
        assert_eq!(desk.get("/api/file?booklet=booklet&file=booklet/booklet.toml").status, 200);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    drop(lazy);
}
