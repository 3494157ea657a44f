//! Nobody else gets in: other programs, other pages, other names.

use std::net::TcpStream;

use serde_json::json;

use super::caller::{Answer, Desk};

/// Addresses that show or change something.
const SHOWN: &[&str] = &[
    "/",
    "/front/main.js",
    "/api/state",
    "/api/booklet?booklet=booklet",
    "/api/messages?booklet=booklet",
    "/api/words?booklet=booklet&file=booklet/booklet.toml",
    "/api/pages?booklet=booklet&edition=screen",
    "/api/events?booklet=booklet",
    "/preview/web?booklet=booklet",
];

fn is_refused(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert!(!answer.text().contains("Water"), "{answer:?}");
    assert_eq!(answer.line("Set-Cookie"), None);
}

#[test]
fn without_the_cookie_nothing_is_shown() {
    let desk = Desk::start();
    let (host, port) = (desk.host(), desk.port);
    let almost = format!("chapbook-desk-{port}={}", "0".repeat(64));
    let elsewhere = desk.cookie.replace("desk-", "desk-1");
    for path in SHOWN {
        is_refused(&desk.call(&format!("GET {path} HTTP/1.1\r\n{host}\r\n")), 401);
        for cookie in [&*almost, &elsewhere, &desk.cookie[..desk.cookie.len() - 1]] {
            let request = format!("GET {path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n");
            is_refused(&desk.call(&request), 401);
        }
    }
    let closing = format!(
        "POST /api/close HTTP/1.1\r\n{host}Origin: http://127.0.0.1:{port}\r\n\
         Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
    );
    is_refused(&desk.call(&closing), 401);
    assert_eq!(desk.get("/api/state").status, 200);
}

#[test]
fn the_address_that_was_opened_lets_in_once() {
    let desk = Desk::start();
    let again = format!("GET {} HTTP/1.1\r\n{}", desk.opening, desk.host());
    is_refused(&desk.call(&format!("{again}\r\n")), 401);
    // Whoever is in already is led on, without a second cookie.
    let led = desk.call(&format!("{again}Cookie: {}\r\n\r\n", desk.cookie));
    assert_eq!((led.status, led.line("Set-Cookie")), (303, None));
}

#[test]
fn a_token_cannot_be_guessed_and_a_wrong_one_leaves_the_right_one() {
    let folder = tempfile::tempdir().unwrap();
    super::caller::write_booklet(&folder.path().join("booklet"));
    let desk = Desk::start_closed(folder, "booklet");
    let token = desk.opening.strip_prefix("/open/").unwrap();
    assert_eq!(token.len(), 64);
    let host = desk.host();
    for wrong in ["", "0", &token[1..], &"0".repeat(64), &token.to_uppercase()] {
        is_refused(&desk.call(&format!("GET /open/{wrong} HTTP/1.1\r\n{host}\r\n")), 401);
    }
    // A page of others that has got hold of the address is not let in with it.
    let stolen =
        format!("GET {} HTTP/1.1\r\n{host}Sec-Fetch-Site: cross-site\r\n\r\n", desk.opening);
    is_refused(&desk.call(&stolen), 403);
    let answer = desk.call(&format!("GET {} HTTP/1.1\r\n{host}\r\n", desk.opening));
    let cookie = answer.line("Set-Cookie").unwrap();
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
    assert!(!cookie.contains(token), "{cookie}");
}

#[test]
fn a_foreign_name_that_leads_here_is_refused() {
    let desk = Desk::start();
    let (port, cookie) = (desk.port, &desk.cookie);
    let ask = |host: &str| {
        desk.call(&format!("GET /api/state HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n"))
    };
    for name in ["evil.example", "127.0.0.1.nip.io", "127.0.0.2", "0.0.0.0", "localhost.", "[::]"] {
        is_refused(&ask(&format!("Host: {name}:{port}\r\n")), 403);
    }
    for host in
        ["", "Host: 127.0.0.1\r\n", "Host: localhost\r\n", "Host: 127.0.0.1:1\r\n", "Host:\r\n"]
    {
        is_refused(&ask(host), 403);
    }
    // Two names are no request at all.
    let two = format!("Host: 127.0.0.1:{port}\r\nHost: evil.example:{port}\r\n");
    is_refused(&ask(&two), 400);
    for name in ["127.0.0.1", "localhost", "[::1]"] {
        assert_eq!(ask(&format!("Host: {name}:{port}\r\n")).status, 200, "{name}");
    }
}

#[test]
fn a_page_of_others_can_neither_ask_nor_do() {
    let desk = Desk::start();
    let (host, port, cookie) = (desk.host(), desk.port, &desk.cookie);
    let get = |line: &str| {
        desk.call(&format!("GET /api/state HTTP/1.1\r\n{host}Cookie: {cookie}\r\n{line}\r\n"))
    };
    let post = |line: &str| {
        desk.call(&format!(
            "POST /api/close HTTP/1.1\r\n{host}Cookie: {cookie}\r\n{line}\
             Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
        ))
    };
    let other = port.wrapping_add(1);
    for origin in [
        "https://evil.example".to_owned(),
        "null".to_owned(),
        format!("http://127.0.0.1:{other}"),
        format!("https://127.0.0.1:{port}"),
        // The same computer by another name is another origin.
        format!("http://localhost:{port}"),
        String::new(),
    ] {
        is_refused(&get(&format!("Origin: {origin}\r\n")), 403);
        is_refused(&post(&format!("Origin: {origin}\r\n")), 403);
    }
    is_refused(&post(""), 403);
    let own = format!("Origin: http://127.0.0.1:{port}\r\n");
    for site in ["cross-site", "same-site", "anything"] {
        is_refused(&get(&format!("Sec-Fetch-Site: {site}\r\n")), 403);
        is_refused(&post(&format!("{own}Sec-Fetch-Site: {site}\r\n")), 403);
    }
    assert_eq!(get("Sec-Fetch-Site: none\r\n").status, 200);
    assert_eq!(get(&own).status, 200);
}

#[test]
fn what_a_form_of_others_can_send_is_not_taken() {
    let desk = Desk::start();
    let (host, port, cookie) = (desk.host(), desk.port, &desk.cookie);
    let kinds = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=application/json",
        "text/plain; application/json",
        "",
    ];
    for kind in kinds {
        let answer = desk.call(&format!(
            "POST /api/close HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\
             Origin: http://127.0.0.1:{port}\r\nContent-Type: {kind}\r\nContent-Length: 2\r\n\r\n{{}}"
        ));
        is_refused(&answer, 415);
    }
    for method in ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"] {
        let answer = desk.call(&format!("{method} / HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n"));
        is_refused(&answer, 405);
    }
    assert_eq!(desk.post("/api/close", &json!({ "everywhere": "no" })).status, 400);
    assert_eq!(desk.get("/api/state").status, 200, "it is open still");
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let desk = Desk::start();
    let host = desk.host();
    let mut answers: Vec<Answer> =
        SHOWN.iter().filter(|it| !it.contains("events")).map(|path| desk.get(path)).collect();
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:#?}");
    answers.push(desk.get("/nothing"));
    answers.push(desk.call(&format!("GET / HTTP/1.1\r\n{host}\r\n")));
    answers.push(desk.call("GET / HTTP/1.1\r\n\r\n"));
    answers.push(desk.call("nonsense\r\n\r\n"));
    for answer in &answers {
        let policy = answer.line("Content-Security-Policy").unwrap();
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(!policy.contains("unsafe-eval") && !policy.contains('*'), "{policy}");
        let preview = policy.contains("sandbox");
        if preview {
            assert!(!policy.contains("script"), "{policy}");
            assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
        } else {
            assert!(!policy.contains("unsafe-inline"), "{policy}");
            assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
            assert_eq!(answer.line("X-Frame-Options"), Some("DENY"));
        }
        assert_eq!(answer.line("X-Content-Type-Options"), Some("nosniff"));
        assert_eq!(answer.line("Cache-Control"), Some("no-store"));
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
        assert_eq!(answer.line("Server"), None);
    }
    let previews = answers.iter().filter(|it| it.head.contains("sandbox")).count();
    assert_eq!(previews, 1, "the web page alone is shown in a frame");
}

#[test]
fn no_page_of_the_desk_holds_a_script_or_a_style_in_itself() {
    let desk = Desk::start();
    let page = desk.get("/").text();
    assert!(
        !page.contains("<style") && !page.contains("style=") && !page.contains(" on"),
        "{page}"
    );
    for script in page.split("<script").skip(1) {
        assert!(script.contains(" src=\"front/"), "{script}");
    }
    let pages = desk.get("/api/pages?booklet=booklet&edition=screen").json();
    for page in pages["pages"].as_array().unwrap() {
        let hash = page["hash"].as_str().unwrap();
        let drawing = desk.get(&format!("/api/page/{hash}.svg?booklet=booklet&edition=screen"));
        assert_eq!(drawing.status, 200);
        let drawing = drawing.text();
        assert!(!drawing.contains("style=") && !drawing.contains("<script"), "{drawing}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn it_listens_on_the_loopback_address_alone() {
    let desk = Desk::start();
    // All of 127.0.0.0/8 leads to this computer; who listened everywhere would answer there.
    assert!(TcpStream::connect(("127.0.0.2", desk.port)).is_err());
    assert!(TcpStream::connect(("127.0.0.1", desk.port)).is_ok());
}
