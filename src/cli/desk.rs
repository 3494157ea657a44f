//! `desk`: opens booklets in the browser, and is the house around `crate::desk`.

use std::any::Any;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use rayon::ThreadPool;
use sha2::{Digest as _, Sha256};

use super::arguments::DeskOptions;
use super::exit::Exit;
use super::find::{self, FoundBooklet, joined, slashed, unusable};
use super::pipeline::{BookletRequest, Failure};
use super::stream::{complain, harmless, print_bytes};
use super::watch::{SETTLE, Snapshot, Wakeups, stop_on_signals, worth_watching};
use super::{beside, clock, interrupt, mend, new, open, panics, threads, workshop};
use crate::check;
use crate::content::{Book, Loaded};
use crate::desk::{Desk, Found, House, Watch};
use crate::diagnostic::Diagnostic;
use crate::editions::Generation;
use crate::layout::Layout;
use crate::make::{self, Proof};
use crate::source::Sources;

/// Lies in a booklet's folder while it is open at a desk, and says where that is.
const CLAIM: &str = ".chapbook-desk";

/// Opens the desk and serves until the user has had enough.
pub(super) fn run(options: DeskOptions) -> Exit {
    match serve(options) {
        Ok(exit) => exit,
        Err(Failure(sentence)) => {
            complain(&format!("error: {sentence}"));
            Exit::Failed
        }
    }
}

fn serve(options: DeskOptions) -> Result<Exit, Failure> {
    let (port, no_open) = (options.port, options.no_open);
    let house = Arc::new(Program::new(options)?);
    let desk = Desk::open(house, port).map_err(Failure)?;
    let address = desk.address().to_owned();
    let told = format!("the desk is open at {address}; Ctrl-C ends it\n");
    let exit = print_bytes(harmless(&told, false).as_bytes());
    let opening = desk.opening();
    if no_open || open::show(&opening).is_some() {
        let told = format!("open this address in your browser; it lets in once: {opening}\n");
        let _ = print_bytes(told.as_bytes());
    }
    desk.serve();
    Ok(exit)
}

/// The program around the desk.
struct Program {
    options: DeskOptions,
    pool: ThreadPool,
    stop: Arc<AtomicBool>,
}

impl Program {
    fn new(options: DeskOptions) -> Result<Self, Failure> {
        if let Some(path) = &options.path
            && let Some(whole) = joined(path, &options.torn)
        {
            return Err(Failure(format!(
                "one folder at a time is opened: where its name has spaces in it, put it in \
                 quotes: chapbook desk \"{whole}\""
            )));
        }
        let unusable = unusable(options.root.as_deref(), &options.fonts);
        if let Some(failure) = unusable.into_iter().next() {
            return Err(failure);
        }
        let program = Self { options, pool: threads::pool(None)?, stop: stop_on_signals()? };
        let (found, failures) = program.look();
        // In an empty folder a booklet can be begun.
        let empty = program.options.path.as_deref().is_none_or(Path::is_dir);
        match failures.into_iter().next() {
            Some(failure) if found.is_empty() && !empty => Err(failure),
            _ => Ok(program),
        }
    }

    fn look(&self) -> (Vec<FoundBooklet>, Vec<Failure>) {
        find::find(&self.options.path.iter().cloned().collect::<Vec<_>>())
    }

    /// The folder in which new booklets are made: of the desk, or around its one booklet.
    fn shelf(&self) -> PathBuf {
        let path = self.options.path.clone().unwrap_or_else(|| ".".into());
        let folder = if path.is_dir() { path } else { parent(&path).to_owned() };
        if folder.join("booklet.toml").is_file() {
            // The folder around “.” has no name of its own.
            let real = std::fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            return real.parent().map_or(folder, Path::to_owned);
        }
        folder
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl House for Program {
    fn booklets(&self) -> Vec<Found> {
        let (found, _) = self.look();
        found.into_iter().map(|it| Found { path: it.path, file: it.file }).collect()
    }

    fn usual_port(&self) -> u16 {
        // Of those that no service has for its own (RFC 6335, 6).
        const FIRST: u16 = 49152;
        let path = self.options.path.clone().unwrap_or_else(|| ".".into());
        let real = std::fs::canonicalize(&path).unwrap_or(path);
        let digest = Sha256::digest(real.as_os_str().as_encoded_bytes());
        FIRST + u16::from_be_bytes([digest[0], digest[1]]) % (u16::MAX - FIRST)
    }

    fn read(&self, booklet: &Found) -> Loaded {
        workshop::read(&BookletRequest {
            file: booklet.file.clone(),
            root: self.options.root.clone(),
            fonts: self.options.fonts.clone(),
            generation: Generation::default(),
            editions: None,
            findings: true,
        })
    }

    fn wishes(&self) -> make::Request {
        make::Request { fonts: self.options.fonts.clone(), ..make::Request::default() }
    }

    fn findings(
        &self,
        (book, sources): (&Book, &Sources),
        mut proof: Proof<Arc<Layout>>,
        built: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        book.label_values(sources, &mut proof.diagnostics);
        workshop::ask(check::run, (book, sources), proof, built, clock::today())
    }

    fn work(&self, doing: &str, work: &mut (dyn FnMut() + Send)) -> Result<(), String> {
        let worked = panics::catch(|| self.pool.install(work));
        worked.map_err(|panic| panic.sentence(doing))
    }

    fn watch(&self) -> Result<Box<dyn Watch>, String> {
        let wakeups = Wakeups::new().map_err(|Failure(sentence)| sentence)?;
        let (files, seen, fonts) = (Vec::new(), Snapshot::default(), self.options.fonts.clone());
        let (begun, missed) = (SystemTime::now(), false);
        Ok(Box::new(Lookout { files, seen, wakeups, fonts, begun, missed }))
    }

    fn is_own(&self, booklet: &Found, path: &str) -> bool {
        mend::within(path, &booklet.file).is_some()
    }

    fn bytes(&self, booklet: &Found, path: &str) -> Result<Vec<u8>, String> {
        let Some(real) = mend::within(path, &booklet.file) else {
            return Err(format!("{path} is not there, or not the booklet's own"));
        };
        let read = std::fs::read(real);
        read.map_err(|error| Failure::on("read", path, &error).0)
    }

    fn add(&self, booklet: &Found, path: &str, bytes: &[u8]) -> Result<(), String> {
        mend::add(path, &booklet.file, bytes).map_err(|Failure(sentence)| sentence)
    }

    fn change(&self, booklet: &Found, path: &str, old: &str, new: &str) -> Result<(), String> {
        let Some(real) = mend::within(path, &booklet.file) else {
            return Err(format!("{path} is not the booklet's own, and is not changed from here"));
        };
        mend::write(&real, path, old, new).map_err(|Failure(sentence)| sentence)
    }

    fn identity(&self, booklet: &Found) -> String {
        let file = Path::new(&booklet.file);
        let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let digest = Sha256::digest(real.as_os_str().as_encoded_bytes());
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn drafts(&self, booklet: &Found) -> Vec<(String, String)> {
        beside::drafts(&booklet.file)
    }

    fn keep_draft(&self, booklet: &Found, name: &str, text: Option<&str>) -> Result<(), String> {
        beside::keep_draft(&booklet.file, name, text).map_err(|Failure(sentence)| sentence)
    }

    fn pictures(&self, booklet: &Found) -> Vec<String> {
        beside::pictures(&booklet.file)
    }

    fn begin(&self, name: &str) -> Result<String, String> {
        let name = name.trim();
        let plain = |c: char| c.is_alphanumeric() || "-_ .".contains(c);
        if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) {
            return Err("a folder's name is made of letters, numbers and hyphens".to_owned());
        }
        let folder = self.shelf().join(name);
        let made = new::write(&folder, clock::day());
        made.map_err(|Failure(sentence)| sentence)?;
        Ok(slashed(&folder))
    }

    fn claim(&self, booklet: &Found, address: &str) -> Result<Box<dyn Any + Send + Sync>, String> {
        let path = parent(Path::new(&booklet.file)).join(CLAIM);
        Ok(Box::new(Claim::take(&path, &booklet.path, address)?))
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Looks out for changes as `watch` does.
struct Lookout {
    files: Vec<PathBuf>,
    seen: Snapshot,
    wakeups: Wakeups,
    fonts: Vec<PathBuf>,
    /// When the files were begun to be read.
    begun: SystemTime,
    /// Whether one of them may have been saved between its reading and the first look at it.
    missed: bool,
}

/// Clocks of file systems lag behind by a tick of the system.
const TICK: Duration = Duration::from_millis(20);

impl Watch for Lookout {
    fn follow(&mut self, files: &[PathBuf]) {
        let files = worth_watching(files, &self.fonts);
        let seen = std::mem::take(&mut self.seen);
        let now = Snapshot::of(&files);
        if files != self.files {
            self.missed |= now.is_newer_than(self.begun - TICK);
        }
        self.seen = now.overlaid(seen);
        if files != self.files {
            self.wakeups.follow(&files);
            self.files = files;
        }
    }

    fn changed(&mut self, longest: Duration) -> bool {
        let mut now = Snapshot::of(&self.files);
        if now == self.seen && !self.missed {
            self.wakeups.wait(longest);
            now = Snapshot::of(&self.files);
        }
        if now == self.seen && !std::mem::take(&mut self.missed) {
            return false;
        }
        loop {
            std::thread::sleep(SETTLE);
            let later = Snapshot::of(&self.files);
            if later == now {
                self.begun = SystemTime::now();
                self.seen = later;
                // A folder may be another one of the same name by now.
                self.wakeups.follow(&self.files);
                return true;
            }
            now = later;
        }
    }
}

/// Says that a booklet is open at a desk, as long as it lives. The lock is the system's own and ends
/// with the desk, however that ends; the file is taken away where it can be.
struct Claim {
    path: PathBuf,
    held: Option<File>,
}

impl Claim {
    fn take(path: &Path, booklet: &str, address: &str) -> Result<Self, String> {
        let claim = |file| Self { path: path.to_owned(), held: file };
        // A link of that name is not ours to follow.
        if std::fs::symlink_metadata(path).is_ok_and(|it| !it.is_file()) {
            return Ok(claim(None));
        }
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        // Where nothing can be written, nothing is changed by two desks either.
        let Ok(mut file) = file else { return Ok(claim(None)) };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                let mut at = String::new();
                // Where locks keep readers out too, it is not told.
                let _ = file.take(100).read_to_string(&mut at);
                let at = at.trim();
                let at = if at.is_empty() { String::new() } else { format!(": {at}") };
                Err(harmless(&format!("{booklet} is open at another desk already{at}"), false))
            }
            Err(TryLockError::Error(_)) => Ok(claim(None)),
            Ok(()) => {
                interrupt::begin(path);
                let _ = file.rewind().and_then(|()| file.set_len(0));
                let _ = file.write_all(address.as_bytes()).and_then(|()| file.flush());
                Ok(claim(Some(file)))
            }
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if self.held.is_some() {
            let _ = std::fs::remove_file(&self.path);
            interrupt::end(&self.path);
        }
    }
}
