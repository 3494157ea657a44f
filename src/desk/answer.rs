//! Answers to requests, with the lines that keep a browser from doing more than the desk needs.

use std::borrow::Cow;

use serde::Serialize;

use super::http::Fault;

/// Only what the desk itself serves is loaded, no script or style stands in a page, and no page holds
/// it in a frame. Pictures within drawings come as `data:`.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// An edition that is shown within the desk: nothing of it runs or is loaded, and it leads nowhere.
const PREVIEW_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
     font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
     sandbox allow-same-origin";

/// What a request is answered with.
#[derive(Debug)]
pub(super) struct Answer {
    status: (u16, &'static str),
    kind: &'static str,
    policy: &'static str,
    lines: Vec<(&'static str, String)>,
    body: Cow<'static, [u8]>,
}

impl Answer {
    /// A file of the desk itself, or a drawing.
    pub(super) fn file(kind: &'static str, body: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { status: (200, "OK"), kind, policy: POLICY, lines: Vec::new(), body: body.into() }
    }

    /// An edition that is shown in a frame of the desk.
    pub(super) fn preview(kind: &'static str, body: Vec<u8>) -> Self {
        Self { policy: PREVIEW_POLICY, ..Self::file(kind, body) }
    }

    /// Facts for the desk's own scripts.
    pub(super) fn json(facts: &impl Serialize) -> Self {
        let json = serde_json::to_vec(facts).expect("strings and numbers alone always make JSON");
        Self::file("application/json", json)
    }

    /// That something cannot be done, and why.
    pub(super) fn refusal(status: u16, reason: &'static str, sentence: &str) -> Self {
        let facts = serde_json::json!({ "refusal": sentence });
        Self { status: (status, reason), ..Self::json(&facts) }
    }

    /// There is no such thing.
    pub(super) fn missing() -> Self {
        Self::refusal(404, "Not Found", "there is no such thing at this desk")
    }

    /// What was asked for was meant for another state of the files.
    pub(super) fn conflict(sentence: &str) -> Self {
        Self::refusal(409, "Conflict", sentence)
    }

    /// The same, with what there is to choose.
    pub(super) fn clash(facts: &impl Serialize) -> Self {
        Self { status: (409, "Conflict"), ..Self::json(facts) }
    }

    /// A file to be kept; its name may hold no quotes.
    pub(super) fn download(kind: &'static str, name: &str, body: Vec<u8>) -> Self {
        let name: String = name.chars().filter(|c| c.is_ascii_graphic() && *c != '"').collect();
        let lines = vec![("Content-Disposition", format!("attachment; filename=\"{name}\""))];
        Self { lines, ..Self::file(kind, body) }
    }

    /// A page for people.
    pub(super) fn page(status: u16, reason: &'static str, body: &'static [u8]) -> Self {
        Self { status: (status, reason), ..Self::file("text/html; charset=utf-8", body) }
    }

    /// On to the desk in its folder, with a cookie. A browser that comes from a page of others sends no
    /// cookie where it is led on by the answer itself; from a page of the desk it does.
    pub(super) fn welcome(cookie: &str, folder: &str) -> Self {
        let body = format!(
            "<!doctype html>\n<html lang=\"en-GB\">\n<meta charset=\"utf-8\">\n\
             <link rel=\"icon\" href=\"data:,\">\n\
             <meta http-equiv=\"refresh\" content=\"0; url={folder}\">\n\
             <title>The desk is opened</title>\n\
             <p><a href=\"{folder}\">On to your booklets</a></p>\n</html>\n"
        );
        let lines = vec![("Set-Cookie", cookie.to_owned())];
        Self { lines, ..Self::file("text/html; charset=utf-8", body.into_bytes()) }
    }

    /// All of it, as it is sent.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let length = format!("Content-Length: {}\r\n", self.body.len());
        [self.head(&length).as_bytes(), &self.body].concat()
    }

    /// The lines before a body that comes by and by.
    pub(super) fn stream(kind: &'static str) -> Vec<u8> {
        let body: &[u8] = b"";
        Self::file(kind, body).head("").into_bytes()
    }

    fn head(&self, length: &str) -> String {
        let Self { status: (number, reason), kind, policy, lines, .. } = self;
        let frame = if *policy == PREVIEW_POLICY { "SAMEORIGIN" } else { "DENY" };
        let lines: String =
            lines.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!(
            "HTTP/1.1 {number} {reason}\r\nContent-Type: {kind}\r\n{length}{lines}\
             Content-Security-Policy: {policy}\r\nX-Content-Type-Options: nosniff\r\n\
             X-Frame-Options: {frame}\r\nReferrer-Policy: no-referrer\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\nCache-Control: no-store\r\n\
             Connection: close\r\n\r\n"
        )
    }
}

impl From<Fault> for Answer {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Malformed => Self::refusal(400, "Bad Request", "this is no request"),
            Fault::Method => {
                Self::refusal(405, "Method Not Allowed", "the desk answers GET and POST")
            }
            Fault::TooLong => Self::refusal(413, "Content Too Large", "this is too long"),
            Fault::NoLength => Self::refusal(411, "Length Required", "this has no length"),
            Fault::Gone => Self::refusal(408, "Request Timeout", "this took too long"),
        }
    }
}
