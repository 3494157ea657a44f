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
use super::doorway::Doorway;
use super::exit::Exit;
use super::find::{self, FoundBooklet, joined, slashed, unusable};
use super::pipeline::{BookletRequest, Failure};
use super::stream::{complain, harmless, print_bytes};
use super::watch::{SETTLE, Snapshot, Wakeups, stop_on_signals, worth_watching};
use super::{beside, clock, interrupt, mend, new, panics, threads, workshop};
use crate::check;
use crate::content::{Book, Loaded, is_reserved};
use crate::desk::{Desk, Found, House, Unsaved, Watch};
use crate::diagnostic::Diagnostic;
use crate::editions::Generation;
use crate::layout::Layout;
use crate::make::{self, Proof};
use crate::source::Sources;

/// Lies in a booklet's folder while it is open at a desk, and says where that is.
const CLAIM: &str = ".chapbook-desk";

/// Opens the desk and serves until the user has had enough.
pub(super) fn run(mut options: DeskOptions) -> Exit {
    let near = options.path.is_none() && !find::has_usual();
    if near {
        options.path = Some(".".into());
    }
    told(serve(options, near))
}

fn told(outcome: Result<Exit, Failure>) -> Exit {
    match outcome {
        Ok(exit) => exit,
        Err(Failure(sentence)) => {
            complain(&format!("error: {sentence}"));
            Exit::Failed
        }
    }
}

fn serve(options: DeskOptions, near: bool) -> Result<Exit, Failure> {
    let (port, no_open) = (options.port, options.no_open);
    let house = Arc::new(Program::new(options, near)?);
    let desk = Desk::open(house, port).map_err(Failure)?;
    let address = desk.address().to_owned();
    let told = format!("the desk is open at {address}; Ctrl-C ends it\n");
    let exit = print_bytes(harmless(&told, false).as_bytes());
    let opening = desk.opening();
    let doorway = if no_open { None } else { Doorway::show(&opening) };
    let told = match doorway {
        Some(_) => NO_WINDOW.to_owned(),
        None => format!("open this address in your browser; it lets in once: {opening}\n"),
    };
    let _ = print_bytes(told.as_bytes());
    desk.serve(move || drop(doorway));
    Ok(exit)
}

/// What is said beside a window that is being opened.
const NO_WINDOW: &str =
    "a window of your browser opens now; where none does, start the desk again with --no-open\n";

/// Opens the desk for the booklets in a folder that nobody has named.
pub(super) fn run_near(folder: PathBuf) -> Exit {
    let options = DeskOptions {
        path: Some(folder),
        torn: Vec::new(),
        port: None,
        no_open: false,
        root: None,
        fonts: Vec::new(),
    };
    told(serve(options, true))
}

/// The program around the desk.
struct Program {
    options: DeskOptions,
    /// Whether nobody has named the folder: it is not looked through to its depths.
    near: bool,
    pool: ThreadPool,
    stop: Arc<AtomicBool>,
}

impl Program {
    fn new(options: DeskOptions, near: bool) -> Result<Self, Failure> {
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
        let program = Self { options, near, pool: threads::pool(None)?, stop: stop_on_signals()? };
        let (found, failures) = program.look();
        // In an empty folder a booklet can be begun.
        let empty = program.options.path.as_deref().is_none_or(Path::is_dir);
        match failures.into_iter().next() {
            Some(failure) if found.is_empty() && !empty => Err(failure),
            _ => Ok(program),
        }
    }

    fn look(&self) -> (Vec<FoundBooklet>, Vec<Failure>) {
        if let Some(folder) = self.options.path.as_deref().filter(|_| self.near) {
            return (find::find_near(folder), Vec::new());
        }
        find::find(&self.options.path.iter().cloned().collect::<Vec<_>>())
    }

    /// The folder in which new booklets are made: that which the desk was opened for. What lies around
    /// it is nothing of the desk's.
    fn shelf(&self) -> Option<PathBuf> {
        let folder = self.options.path.clone()?;
        (folder.is_dir() && !folder.join("booklet.toml").is_file()).then_some(folder)
    }
}

/// Why a folder cannot have a name, on this system or another one that it may come to.
fn unfit(name: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_alphanumeric() || "-_ .".contains(c);
    let stem = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    match () {
        () if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) => {
            Some("a folder's name is made of letters, numbers and hyphens")
        }
        () if name.ends_with('.') => Some("a folder's name does not end with a full stop"),
        () if name.chars().count() > 100 => Some("this name is too long for a folder"),
        () if is_reserved(&stem) => Some("Windows keeps this name for itself; take another one"),
        () => None,
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
        mend::read(&real, path).map_err(|Failure(sentence)| sentence)
    }

    fn add(&self, booklet: &Found, path: &str, bytes: &[u8]) -> Result<(), String> {
        mend::add(path, &booklet.file, bytes).map_err(|Failure(sentence)| sentence)
    }

    fn change(&self, booklet: &Found, path: &str, old: &str, new: &str) -> Result<(), Unsaved> {
        let Some(real) = mend::within(path, &booklet.file) else {
            let why = format!("{path} is not the booklet's own, and is not changed from here");
            return Err(Unsaved::Failed(why));
        };
        mend::write(&real, path, old, new).map_err(|why| match why {
            mend::Unchanged::Meanwhile(Failure(sentence)) => Unsaved::Changed(sentence),
            mend::Unchanged::Failed(Failure(sentence)) => Unsaved::Failed(sentence),
        })
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
        if let Some(why) = unfit(name) {
            return Err(why.to_owned());
        }
        let shelf = self.shelf().ok_or(
            "this desk is open for one booklet: to begin another, open the folder that is to hold it",
        )?;
        let folder = shelf.join(name);
        // A link of that name would lead elsewhere.
        if folder.is_symlink() {
            return Err(format!("there is a link {} already", slashed(&folder)));
        }
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
