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
    let (host, port, within) = (desk.host(), desk.port, &desk.within);
    let almost = format!("chapbook-desk-{port}={}", "0".repeat(64));
    let elsewhere = desk.cookie.replace("desk-", "desk-1");
    for path in SHOWN {
        is_refused(&desk.call(&format!("GET {within}{path} HTTP/1.1\r\n{host}\r\n")), 401);
        for cookie in [&*almost, &elsewhere, &desk.cookie[..desk.cookie.len() - 1]] {
            let asked = format!("GET {within}{path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n");
            is_refused(&desk.call(&asked), 401);
        }
    }
    let closing = format!(
        "POST {within}/api/close HTTP/1.1\r\n{host}Origin: http://127.0.0.1:{port}\r\n\
         Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
    );
    is_refused(&desk.call(&closing), 401);
    assert_eq!(desk.get("/api/state").status, 200);
}

#[test]
fn the_address_that_was_opened_lets_in_once() {
    let desk = Desk::start();
    let again = format!("GET {} HTTP/1.1\r\n{}", desk.opening, desk.host());
    let told = desk.call(&format!("{again}\r\n"));
    is_refused(&told, 401);
    assert!(!told.text().contains(&desk.within[1..]), "{told:?}");
    is_refused(&desk.call(&format!("{again}Cookie: {}\r\n\r\n", desk.cookie)), 401);
}

/// A browser sends the cookies of 127.0.0.1 to every server of this computer, whatever its port: so who
/// has got hold of the cookie is not let in with it, and no such server is sent it.
#[test]
fn the_cookie_is_for_a_folder_that_nobody_can_guess_and_lets_in_there_alone() {
    let desk = Desk::start();
    let (host, port, cookie) = (desk.host(), desk.port, &desk.cookie);
    assert_eq!(desk.within.len(), 65, "{}", desk.within);
    let wrong = format!("/{}", "0".repeat(64));
    let almost = &desk.within[..64];
    let upper = desk.within.to_uppercase();
    for within in ["", &*wrong, almost, &upper, "/..", &format!("{wrong}/..{}", desk.within)] {
        for path in SHOWN.iter().filter(|path| within.len() + path.len() > 1) {
            let asked = format!("GET {within}{path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n");
            is_refused(&desk.call(&asked), 401);
        }
        is_refused(
            &desk.call(&format!(
                "POST {within}/api/close HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\
                 Origin: http://127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
                 Content-Length: 2\r\n\r\n{{}}"
            )),
            401,
        );
    }
    // A cookie of the same name that another server has set beside ours keeps nobody out.
    let both = format!(
        "GET {}/api/state HTTP/1.1\r\n{host}Cookie: {}=theirs; {cookie}\r\n\r\n",
        desk.within,
        cookie.split('=').next().unwrap()
    );
    assert_eq!(desk.call(&both).status, 200);
    assert_eq!(desk.get("/api/state").status, 200, "it is open still");
    // The folder is named nowhere that others read.
    let claim = std::fs::read_to_string(desk.path("booklet/.chapbook-desk")).unwrap();
    assert_eq!(claim, format!("http://127.0.0.1:{port}/"));
}

#[test]
fn whoever_comes_to_the_address_alone_sees_a_door_and_nothing_of_the_desk() {
    let desk = Desk::start();
    let host = desk.host();
    for path in ["/", "/door.js"] {
        let shown = desk.call(&format!("GET {path} HTTP/1.1\r\n{host}\r\n"));
        is_refused(&shown, 200);
        assert!(!shown.text().contains(&desk.within[1..]), "{shown:?}");
    }
}

/// The desk lies in a folder of its own: an address that begins with a stroke leads out of it.
#[test]
fn the_front_names_nothing_from_the_root() {
    fn look(folder: &std::path::Path, seen: &mut usize) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look(&path, seen);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.display();
            let door = path.ends_with("closed.html");
            for root in ["=\"/", "\"/front/", "`/front/"] {
                assert!(door || !text.contains(root), "{name}: {root}");
            }
            // Whatever is asked for is asked for by `address`, which knows where the desk is.
            for asking in ["fetch(", "EventSource("] {
                for (at, _) in text.match_indices(asking) {
                    let what = &text[at + asking.len()..];
                    let known = ["address(", "url", "source"];
                    assert!(known.iter().any(|it| what.starts_with(it)), "{name}: {what:.60}");
                }
            }
            *seen += 1;
        }
    }
    let mut seen = 0;
    look(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk/front"), &mut seen);
    assert!(seen > 20, "{seen}");
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
    // A picture, script or frame in a page of others does not use the address up.
    let from = |lines: &str| format!("GET {} HTTP/1.1\r\n{host}{lines}\r\n", desk.opening);
    let foreign = "Sec-Fetch-Site: cross-site\r\n";
    for lines in [
        "",
        "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
        "Sec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n",
        "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
    ] {
        is_refused(&desk.call(&from(&format!("{foreign}{lines}"))), 403);
    }
    // A file of this computer leads here: it is a page of others to a browser.
    let leads = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    let wrong = from(&format!("{foreign}{leads}")).replace(token, &"0".repeat(64));
    is_refused(&desk.call(&wrong), 401);
    let elsewhere = from(&format!("{foreign}{leads}")).replace(&desk.opening, "/api/state");
    is_refused(&desk.call(&elsewhere), 403);
    let answer = desk.call(&from(&format!("{foreign}{leads}")));
    // A page without an icon has the browser ask for one outside of the folder.
    assert!(answer.text().contains("rel=\"icon\" href=\"data:"), "{answer:?}");
    let cookie = answer.line("Set-Cookie").unwrap();
    let (session, path) = cookie.split_once("; HttpOnly; SameSite=Strict; Path=/").unwrap();
    assert!(path.len() == 65 && path.ends_with('/'), "{cookie}");
    assert!(!session.contains(&path[..64]) && !cookie.contains(token), "{cookie}");
}

#[test]
fn a_foreign_name_that_leads_here_is_refused() {
    let desk = Desk::start();
    let (port, cookie, within) = (desk.port, &desk.cookie, &desk.within);
    let ask = |host: &str| {
        desk.call(&format!("GET {within}/api/state HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n"))
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
    let (host, port, cookie, within) = (desk.host(), desk.port, &desk.cookie, &desk.within);
    let get = |line: &str| {
        let asked = format!("GET {within}/api/state HTTP/1.1\r\n{host}Cookie: {cookie}\r\n");
        desk.call(&format!("{asked}{line}\r\n"))
    };
    let post = |line: &str| {
        desk.call(&format!(
            "POST {within}/api/close HTTP/1.1\r\n{host}Cookie: {cookie}\r\n{line}\
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
    let (host, port, cookie, within) = (desk.host(), desk.port, &desk.cookie, &desk.within);
    let kinds = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=application/json",
        "text/plain; application/json",
        "",
    ];
    for kind in kinds {
        let answer = desk.call(&format!(
            "POST {within}/api/close HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\
             Origin: http://127.0.0.1:{port}\r\nContent-Type: {kind}\r\nContent-Length: 2\r\n\r\n{{}}"
        ));
        is_refused(&answer, 415);
    }
    for method in ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"] {
        let answer =
            desk.call(&format!("{method} {within}/ HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n"));
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
