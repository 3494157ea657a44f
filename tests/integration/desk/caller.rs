//! A desk that was started, and requests made to it byte by byte.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Long enough for a busy machine; nothing is waited for that long where all is well.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

const BOOKLET: &str = "title = \"Water\"\nlanguage = \"en-GB\"\n\
    chapters = [\"chapters/01.toml\"]\n[contact]\nheading = \"Help\"\n";

pub(super) fn chapter(words: &str) -> String {
    format!("title = \"Every day\"\n[[block]]\ntext = \"{words}\"\n")
}

/// Writes a booklet into a folder.
pub(super) fn write_booklet(folder: &Path) {
    std::fs::create_dir_all(folder.join("chapters")).unwrap();
    std::fs::write(folder.join("booklet.toml"), BOOKLET).unwrap();
    std::fs::write(folder.join("chapters/01.toml"), chapter("Drink enough.")).unwrap();
}

/// A desk, with the cookie that lets in and the folder that everything is in.
pub(super) struct Desk {
    pub folder: tempfile::TempDir,
    pub child: Child,
    pub port: u16,
    pub cookie: String,
    /// `/`, a name that nobody can guess.
    pub within: String,
    /// The path that lets in once.
    pub opening: String,
    _lines: BufReader<ChildStdout>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }

    pub(super) fn line(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
    }
}

impl Desk {
    /// A desk of one booklet, in the folder `booklet`.
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_booklet(&folder.path().join("booklet"));
        Self::start_in(folder, "booklet")
    }

    /// A desk of what lies at a path, with its browser let in.
    pub(super) fn start_in(folder: tempfile::TempDir, path: &str) -> Self {
        Self::let_in(Self::start_closed(folder, path))
    }

    /// A desk with its browser let in.
    pub(super) fn let_in(mut desk: Self) -> Self {
        let answer = desk.call(&format!("GET {} HTTP/1.1\r\n{}\r\n", desk.opening, desk.host()));
        assert_eq!(answer.status, 200, "{answer:?}");
        let page = answer.text();
        let leads = page.split("content=\"0; url=").nth(1).unwrap().split('"').next().unwrap();
        desk.within = leads.strip_suffix('/').unwrap().to_owned();
        let cookie = answer.line("Set-Cookie").unwrap();
        desk.cookie = cookie.split(';').next().unwrap().to_owned();
        desk
    }

    /// A desk that nobody was let in to.
    pub(super) fn start_closed(folder: tempfile::TempDir, path: &str) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_chapbook"))
            .current_dir(folder.path())
            .args(["desk", "--no-open", path])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self::started(child, folder)
    }

    /// A desk that was started in a way of its own.
    pub(super) fn started(mut child: Child, folder: tempfile::TempDir) -> Self {
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut told = [String::new(), String::new()];
        for line in &mut told {
            lines.read_line(line).unwrap();
        }
        let address = told[1].trim_end().split("http://127.0.0.1:").nth(1).unwrap();
        let (port, path) = address.split_once('/').unwrap();
        assert!(told[0].contains(&format!("open at http://127.0.0.1:{port}/;")), "{told:?}");
        Self {
            folder,
            child,
            port: port.parse().unwrap(),
            cookie: String::new(),
            within: String::new(),
            opening: format!("/{path}"),
            _lines: lines,
        }
    }

    pub(super) fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\n", self.port)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes and reads what comes back until the end.
    pub(super) fn call(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        // A desk that has read enough closes before all was sent.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|it| it == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer to {request}: {bytes:?}"));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    /// Asks as the desk's own page does.
    pub(super) fn get(&self, path: &str) -> Answer {
        let (host, cookie, within) = (self.host(), &self.cookie, &self.within);
        self.call(&format!(
            "GET {within}{path} HTTP/1.1\r\n{host}Cookie: other=1; {cookie}\r\n\
             Sec-Fetch-Site: same-origin\r\n\r\n"
        ))
    }

    /// Has something done as the desk's own page does.
    pub(super) fn post(&self, path: &str, wish: &Value) -> Answer {
        let (port, cookie, wish) = (self.port, &self.cookie, wish.to_string());
        let (host, length, within) = (self.host(), wish.len(), &self.within);
        self.call(&format!(
            "POST {within}{path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\
             Origin: http://127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{wish}"
        ))
    }

    /// Asks again until an answer satisfies.
    pub(super) fn wait_for(&self, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path).json();
            if wanted(&answer) {
                return answer;
            }
            assert!(Instant::now() < end, "{path}: {answer:#}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for the program's end, and gives its exit code.
    pub(super) fn ends(&mut self) -> Option<i32> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < end, "the desk does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
