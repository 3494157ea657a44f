//! Requests read off a connection, each within limits of size and time.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of a request before its body.
const MOST_HEAD: usize = 16 * 1024;

/// The most lines of it.
const MOST_LINES: usize = 64;

/// How long a request may take to come in.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long an answer may take to be taken off our hands, all of it.
const WRITING: Duration = Duration::from_mins(1);

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// To be shown something.
    Get,
    /// To have something done.
    Post,
}

/// A request without its body.
#[derive(Debug)]
pub(super) struct Head {
    /// What is asked for.
    pub method: Method,
    /// The path, decoded, with `/` at its start.
    pub path: String,
    /// What follows the question mark, decoded.
    query: Vec<(String, String)>,
    /// The lines after the first; names in lower case.
    lines: Vec<(String, String)>,
}

/// Why a request cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no request of HTTP/1.1, or a part of it has two meanings.
    Malformed,
    /// Nothing is done by this method.
    Method,
    /// It, or a part of it, is too long.
    TooLong,
    /// Its body has no length.
    NoLength,
    /// It took too long, or was broken off.
    Gone,
}

/// A connection on which one request comes in and one answer goes out.
pub(super) struct Connection {
    stream: TcpStream,
    until: Instant,
    /// What was read of the body together with the head.
    rest: Vec<u8>,
}

impl Connection {
    /// A connection that was taken just now.
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self { stream, until: Instant::now() + PATIENCE, rest: Vec::new() })
    }

    /// Reads all of a request but its body.
    pub(super) fn head(&mut self) -> Result<Head, Fault> {
        let mut bytes = Vec::new();
        loop {
            let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
            let mut request = httparse::Request::new(&mut lines);
            match request.parse(&bytes) {
                Ok(httparse::Status::Complete(length)) => {
                    let head = Head::of(&request)?;
                    self.rest = bytes.split_off(length);
                    return Ok(head);
                }
                Ok(httparse::Status::Partial) if bytes.len() < MOST_HEAD => {}
                Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => {
                    return Err(Fault::TooLong);
                }
                Err(_) => return Err(Fault::Malformed),
            }
            self.more(&mut bytes)?;
        }
    }

    /// Reads the body of a request, of so many bytes at most.
    pub(super) fn body(&mut self, head: &Head, most: usize) -> Result<Vec<u8>, Fault> {
        let length = head.length()?;
        if length > most {
            return Err(Fault::TooLong);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        while bytes.len() < length {
            self.more(&mut bytes)?;
        }
        // A second request behind the first is none of ours to answer.
        bytes.truncate(length);
        Ok(bytes)
    }

    fn more(&mut self, bytes: &mut Vec<u8>) -> Result<(), Fault> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() || self.stream.set_read_timeout(Some(left)).is_err() {
            return Err(Fault::Gone);
        }
        let mut part = [0; 8 * 1024];
        match self.stream.read(&mut part) {
            Ok(0) | Err(_) => Err(Fault::Gone),
            Ok(read) => {
                bytes.extend_from_slice(&part[..read]);
                Ok(())
            }
        }
    }

    /// Sends bytes at once. Who takes a byte every now and then does not make the time longer.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let until = Instant::now() + WRITING;
        let mut rest = bytes;
        while !rest.is_empty() {
            let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
            let left = left.ok_or(io::ErrorKind::TimedOut)?;
            self.stream.set_write_timeout(Some(left))?;
            match self.stream.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => rest = &rest[written..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.stream.flush()
    }

    /// Whether the other side has hung up.
    pub(super) fn is_gone(&self) -> bool {
        if self.stream.set_nonblocking(true).is_err() {
            return false;
        }
        let gone = match self.stream.peek(&mut [0]) {
            Ok(read) => read == 0,
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
        };
        self.stream.set_nonblocking(false).is_err() || gone
    }

    /// Ends it so that the answer arrives: where bytes of the request are not read, the system would
    /// throw away what was sent.
    pub(super) fn end(mut self) {
        const MOST_LEFT: usize = 64;
        let _ = self.stream.shutdown(Shutdown::Write);
        let _ = self.stream.set_read_timeout(Some(Duration::from_millis(200)));
        let mut unread = [0; 8 * 1024];
        for _ in 0..MOST_LEFT {
            if !self.stream.read(&mut unread).is_ok_and(|read| read > 0) {
                break;
            }
        }
    }
}

impl Head {
    fn of(request: &httparse::Request<'_, '_>) -> Result<Self, Fault> {
        let method = match request.method {
            Some("GET") => Method::Get,
            Some("POST") => Method::Post,
            _ => return Err(Fault::Method),
        };
        if request.version != Some(1) {
            return Err(Fault::Malformed);
        }
        let target = request.path.filter(|path| path.starts_with('/')).ok_or(Fault::Malformed)?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decoded(&name.replace('+', " "))?, decoded(&value.replace('+', " "))?))
        });
        let query = pairs.collect::<Option<_>>().ok_or(Fault::Malformed)?;
        let lines = request.headers.iter().map(|line| {
            let value = std::str::from_utf8(line.value).ok()?.trim();
            Some((line.name.to_ascii_lowercase(), value.to_owned()))
        });
        let lines = lines.collect::<Option<_>>().ok_or(Fault::Malformed)?;
        let head = Self { method, path: decoded(path).ok_or(Fault::Malformed)?, query, lines };
        head.is_of_one_meaning().then_some(head).ok_or(Fault::Malformed)
    }

    /// RFC 9112, 3.2 and 6.3: two of these lines may be read in two ways by two readers.
    fn is_of_one_meaning(&self) -> bool {
        let single = ["host", "origin", "cookie", "content-length", "content-type"];
        single.iter().all(|name| self.lines.iter().filter(|(line, _)| line == name).count() <= 1)
    }

    /// A line of the head.
    pub(super) fn line(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(line, _)| line == name).map(|(_, value)| &**value)
    }

    /// What the query says of a name.
    pub(super) fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }

    fn length(&self) -> Result<usize, Fault> {
        if self.line("transfer-encoding").is_some() {
            return Err(Fault::NoLength);
        }
        let length = self.line("content-length").ok_or(Fault::NoLength)?;
        let digits = length.bytes().all(|byte| byte.is_ascii_digit()) && !length.is_empty();
        if !digits {
            return Err(Fault::Malformed);
        }
        length.parse().map_err(|_| Fault::TooLong)
    }
}

/// RFC 3986, 2.1.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Result<Head, Fault> {
        let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
        let mut request = httparse::Request::new(&mut lines);
        request.parse(text.as_bytes()).unwrap();
        Head::of(&request)
    }

    #[test]
    fn a_query_is_decoded_and_what_is_no_text_is_refused() {
        let asked =
            head("GET /api/words?file=a%2Fb%20c.toml&x HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        assert_eq!(asked.path, "/api/words");
        assert_eq!(asked.asked("file"), Some("a/b c.toml"));
        assert_eq!(asked.asked("x"), Some(""));
        assert_eq!(asked.line("host"), Some("a"));
        for path in ["/%", "/%g0", "/%ff", "/a%00", "/?a=%"] {
            assert_eq!(head(&format!("GET {path} HTTP/1.1\r\n\r\n")).err(), Some(Fault::Malformed));
        }
    }

    #[test]
    fn a_line_that_stands_twice_is_refused() {
        for line in ["Host: a", "Content-Length: 1", "Origin: a", "Cookie: a=b"] {
            let asked = head(&format!("GET / HTTP/1.1\r\n{line}\r\n{line}\r\n\r\n"));
            assert_eq!(asked.err(), Some(Fault::Malformed), "{line}");
        }
    }
}
