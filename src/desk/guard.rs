//! The walls of the desk: who is let in, and who is not.
//!
//! Every program and every web page of this computer can reach a port of it. So a request must
//! carry a cookie that only the browser was given that the desk has opened: it exchanges a token for
//! it that stands in the address it was opened with, once. Pages of others that the same browser
//! shows send no such cookie (`SameSite`), and are refused by what a browser says of where a request
//! comes from (`Origin`, `Sec-Fetch-Site`). A foreign name that is made to lead to this computer (DNS
//! rebinding) is refused by the name itself (`Host`).

use std::sync::Mutex;

use super::answer::Answer;
use super::hold;
use super::http::{Head, Method};

/// Where the token stands in the address that the browser is opened with.
const OPENING: &str = "/open/";

/// Bytes of chance in a token.
const CHANCE: usize = 32;

/// Knows who may come in.
pub(super) struct Guard {
    port: u16,
    /// Of the address to open; gone when it was used.
    token: Mutex<Option<String>>,
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
        Ok(Self { port, token: Mutex::new(Some(chance()?)), session: chance()? })
    }

    /// The address to open, which lets in once.
    pub(super) fn opening(&self) -> String {
        let token = hold(&self.token).clone().unwrap_or_default();
        format!("http://127.0.0.1:{}{OPENING}{token}", self.port)
    }

    /// Lets a request in, or says how it is answered instead.
    pub(super) fn admit(&self, head: &Head) -> Result<(), Answer> {
        self.is_from_here(head)?;
        if let Some(token) = head.path.strip_prefix(OPENING) {
            return Err(self.exchange(head, token));
        }
        if !self.is_known(head) {
            return Err(Answer::page(401, "Unauthorized", super::front::CLOSED_DOOR));
        }
        if head.method == Method::Post && !is_json(head) {
            let sentence = "only JSON is taken";
            return Err(Answer::refusal(415, "Unsupported Media Type", sentence));
        }
        Ok(())
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
        let site = head.line("sec-fetch-site");
        if site.is_some_and(|site| site != "same-origin" && site != "none") {
            return forbidden("this comes from another page");
        }
        Ok(())
    }

    /// The cookie for the token, once.
    fn exchange(&self, head: &Head, token: &str) -> Answer {
        let mut left = hold(&self.token);
        if head.method == Method::Get && left.as_ref().is_some_and(|left| is_same(left, token)) {
            *left = None;
            let (name, session) = (self.cookie(), &self.session);
            let cookie = format!("{name}={session}; HttpOnly; SameSite=Strict; Path=/");
            return Answer::welcome(Some(cookie));
        }
        if self.is_known(head) {
            return Answer::welcome(None);
        }
        Answer::page(401, "Unauthorized", super::front::CLOSED_DOOR)
    }

    fn is_known(&self, head: &Head) -> bool {
        let name = self.cookie();
        let cookies = head.line("cookie").unwrap_or_default().split(';');
        let mut own = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        own.any(|(key, value)| key == name && is_same(value, &self.session))
    }

    /// Cookies know no ports: each desk has a name of its own.
    fn cookie(&self) -> String {
        format!("chapbook-desk-{}", self.port)
    }
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
