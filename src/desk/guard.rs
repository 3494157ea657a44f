//! The walls of the desk: who is let in, and who is not.
//!
//! Every program and every web page of this computer can reach a port of it. So a request must
//! carry a cookie that only the browser was given that the desk has opened: it exchanges a token for
//! it that stands in the address it was opened with, once. Cookies know no ports: a browser sends those
//! of 127.0.0.1 to every server of this computer. So all that the desk shows and does is in a folder of
//! a name that nobody can guess, and the cookie is for that folder: it is never sent to who does not
//! know its name (RFC 6265, 5.1.4). Pages of others that the same browser
//! shows send no such cookie (`SameSite`), and are refused by what a browser says of where a request
//! comes from (`Origin`, `Sec-Fetch-Site`). A foreign name that is made to lead to this computer (DNS
//! rebinding) is refused by the name itself (`Host`).

use std::sync::Mutex;

use super::answer::Answer;
use super::http::{Head, Method};
use super::{front, hold};

/// Where the token stands in the address that the browser is opened with.
const OPENING: &str = "/open/";

/// Bytes of chance in a token.
const CHANCE: usize = 32;

/// Knows who may come in.
pub(super) struct Guard {
    port: u16,
    /// Of the address to open; gone when it was used.
    token: Mutex<Option<String>>,
    /// The folder that everything is in.
    folder: String,
    /// What the cookie holds.
    session: String,
}

impl Guard {
    /// A guard of the desk on a port.
    ///
    /// # Errors
    ///
    /// A sentence where the computer has no chance to give.
    pub(super) fn new(port: u16) -> Result<Self, String> {
        let (token, folder) = (Mutex::new(Some(chance()?)), chance()?);
        Ok(Self { port, token, folder, session: chance()? })
    }

    /// The address to open, which lets in once.
    pub(super) fn opening(&self) -> String {
        let token = hold(&self.token).clone().unwrap_or_default();
        format!("http://127.0.0.1:{}{OPENING}{token}", self.port)
    }

    /// Whether somebody was let in.
    pub(super) fn is_used(&self) -> bool {
        hold(&self.token).is_none()
    }

    /// Lets a request in, with its path within the folder, or says how it is answered instead.
    pub(super) fn admit(&self, mut head: Head) -> Result<Head, Answer> {
        self.is_from_here(&head)?;
        match (head.method, &*head.path) {
            (_, path) if path.starts_with(OPENING) => return Err(self.exchange(&head)),
            (Method::Get, "/") => return Err(front::door(200, "OK")),
            (Method::Get, "/door.js") => return Err(front::way_back()),
            _ => {}
        }
        let within = self.within(&head.path).map(str::to_owned);
        let Some(path) = within.filter(|_| self.is_known(&head)) else {
            return Err(front::door(401, "Unauthorized"));
        };
        head.path = path;
        if head.method == Method::Post && !is_json(&head) {
            let sentence = "only JSON is taken";
            return Err(Answer::refusal(415, "Unsupported Media Type", sentence));
        }
        Ok(head)
    }

    /// What a path is within the folder.
    fn within<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.strip_prefix('/')?;
        let at = rest.find('/')?;
        is_same(&rest[..at], &self.folder).then_some(&rest[at..])
    }

    /// Whether a request was made to this desk by name, and by a page of its own or by hand.
    fn is_from_here(&self, head: &Head) -> Result<(), Answer> {
        let forbidden = |sentence| Err(Answer::refusal(403, "Forbidden", sentence));
        let names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{}", self.port));
        let Some(host) = head.line("host").filter(|host| names.iter().any(|name| name == host))
        else {
            return forbidden("the desk has another name");
        };
        let own = format!("http://{host}");
        let origin = head.line("origin");
        if origin.is_some_and(|origin| origin != own) {
            return forbidden("this comes from another page");
        }
        if head.method == Method::Post && origin.is_none() {
            return forbidden("this does not say where it comes from");
        }
        // Fetch Metadata Request Headers, 2.3: another port of this computer is the same site.
        let site = head.line("sec-fetch-site").filter(|_| !is_opened(head));
        if site.is_some_and(|site| site != "same-origin" && site != "none") {
            return forbidden("this comes from another page");
        }
        Ok(())
    }

    /// The cookie for the token, once.
    fn exchange(&self, head: &Head) -> Answer {
        let token = head.path.strip_prefix(OPENING).unwrap_or_default();
        let mut left = hold(&self.token);
        if head.method == Method::Get && left.as_ref().is_some_and(|left| is_same(left, token)) {
            *left = None;
            let (name, session, folder) = (self.cookie(), &self.session, &self.folder);
            let cookie = format!("{name}={session}; HttpOnly; SameSite=Strict; Path=/{folder}/");
            return Answer::welcome(&cookie, &format!("/{folder}/"));
        }
        front::door(401, "Unauthorized")
    }

    fn is_known(&self, head: &Head) -> bool {
        let name = self.cookie();
        let cookies = head.line("cookie").unwrap_or_default().split(';');
        let mut own = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        own.any(|(key, value)| key == name && is_same(value, &self.session))
    }

    /// Each desk has a name of its own.
    fn cookie(&self) -> String {
        format!("chapbook-desk-{}", self.port)
    }
}

/// Whether the browser follows the address that it was opened with. The page that leads to it is a file
/// of this computer, which browsers hold for foreign; whoever knows the token needs no browser.
fn is_opened(head: &Head) -> bool {
    let says = |name, what| head.line(name).is_some_and(|said| said == what);
    head.path.starts_with(OPENING)
        && head.method == Method::Get
        && says("sec-fetch-mode", "navigate")
        && says("sec-fetch-dest", "document")
}

/// RFC 9110, 8.3: what comes after a semicolon is a detail. A page of others cannot send this type
/// without asking before, which is never answered.
fn is_json(head: &Head) -> bool {
    let kind = head.line("content-type").unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// Compares in a time that tells nothing of where two secrets differ.
fn is_same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    one.len() == other.len() && pairs.fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// A word that nobody can guess.
fn chance() -> Result<String, String> {
    let mut bytes = [0; CHANCE];
    getrandom::fill(&mut bytes)
        .map_err(|error| format!("cannot make a key for the desk: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
