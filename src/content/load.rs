//! The files of a booklet: found, read, parsed and laid side by side.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::codes;
use crate::content::disguises::{self, Disguise};
use crate::content::files::{self, Files, Folder, Found};
use crate::content::judge::judge_keys;
use crate::content::material::{ChapterFile, Document, MOST_BYTES, Material};
use crate::content::path_faults::Meant;
use crate::content::path_faults::{self, PathFault};
use crate::content::repairs::Repairs;
use crate::content::tree::{self, Node, Value};
use crate::content::{
    Loaded, Options, chapter_rows, leftovers, merge, notations, slug, syntax, written,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::source::{SourceId, Sources, Span};

/// The real places of the chapters that are listed.
type Listed<'a> = LazyCell<HashSet<PathBuf>, Box<dyn FnOnce() -> HashSet<PathBuf> + 'a>>;

/// Reads `booklet.toml` and all TOML files that it names.
pub(super) fn gather(booklet_toml: &Path, options: &Options) -> Result<Material, Box<Loaded>> {
    let mut loader = Loader::start(booklet_toml, options)?;
    let booklet = loader.booklet(booklet_toml)?;
    let house = loader.house(&booklet, options);
    let chapters = loader.chapters(&booklet);
    let excused = house.as_ref().map_or_else(Vec::new, |house| loader.judge_house(house));
    let merged = merge::merge(&booklet.table, house.as_ref().map(|house| &house.table));
    if !loader.incomplete {
        loader.diagnostics.extend(merged.diagnostics);
    }
    let mut material = Material {
        sources: loader.sources,
        files: loader.files,
        diagnostics: loader.diagnostics,
        root: merged.table,
        excused,
        chapters,
        pardoned: loader.pardoned,
        incomplete: loader.incomplete || booklet.broken || booklet.partial,
        repairs: loader.repairs,
        folders: loader.folders,
        house_language: house.as_ref().and_then(language_of),
        house: house.map(|house| house.source),
        unlisted: Vec::new(),
        pictures: HashSet::new(),
        booklet,
    };
    leftovers::chapters(&mut material);
    Ok(material)
}

/// The language that a document names, where it is one.
fn language_of(document: &Document) -> Option<Language> {
    let Value::Text(tag) = &document.table.get("language")?.value else { return None };
    Language::parse(tag.trim()).ok()
}

struct Loader {
    sources: Sources,
    files: Files,
    diagnostics: Vec<Diagnostic>,
    pardoned: HashSet<String>,
    repairs: Repairs,
    incomplete: bool,
    folders: Vec<PathBuf>,
    folder: Folder,
}

impl Loader {
    fn start(booklet_toml: &Path, options: &Options) -> Result<Self, Box<Loaded>> {
        let shown = shown(booklet_toml);
        let parent = match booklet_toml.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let root = options.root.as_deref().unwrap_or(parent);
        let (Ok(real), Ok(root)) = (fs::canonicalize(parent), fs::canonicalize(root)) else {
            let missing = if parent.exists() { root } else { booklet_toml };
            return Err(nothing(booklet_toml, format!("there is no \"{}\"", missing.display())));
        };
        let shown_parent = match shown.rsplit_once('/') {
            Some(("", _)) => "/".to_owned(),
            Some((parent, _)) => parent.to_owned(),
            None => String::new(),
        };
        Ok(Self {
            sources: Sources::new(),
            files: Files::within(root),
            diagnostics: Vec::new(),
            pardoned: HashSet::new(),
            repairs: Repairs::default(),
            incomplete: false,
            folders: vec![parent.to_owned()],
            folder: Folder { real, shown: shown_parent },
        })
    }

    fn booklet(&mut self, path: &Path) -> Result<Document, Box<Loaded>> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let found = match self.files.find(&self.folder.clone(), &name) {
            Ok(found) => found,
            Err(fault) => {
                let source = self.sources.add(shown(path), "");
                let place = Span::top(source);
                let diagnostic = path_faults::fault(place, "booklet file", &name, &fault);
                let diagnostic = match fault {
                    PathFault::Outside(_) => Diagnostic::error(
                        codes::OUTSIDE_ROOT,
                        place,
                        "the booklet lies outside the folder that was given as its root",
                    )
                    .help("give the booklet's own folder as the root, or one above it"),
                    PathFault::LinkOutside => diagnostic,
                    _ => Diagnostic { primary: None, ..diagnostic },
                };
                return Err(self.give_up(path, diagnostic));
            }
        };
        let found = Found { shown: shown(path), ..found };
        match self.read(&found, None, false) {
            Some(mut document) => {
                let listed = chapter_rows::as_list(&mut document.table, &self.sources);
                self.diagnostics.extend(listed);
                Ok(document)
            }
            None => {
                let diagnostic = self.diagnostics.pop();
                Err(match diagnostic {
                    Some(diagnostic) => self.give_up(path, diagnostic),
                    None => nothing(path, format!("\"{}\" cannot be read", path.display())),
                })
            }
        }
    }

    fn give_up(&mut self, path: &Path, diagnostic: Diagnostic) -> Box<Loaded> {
        Box::new(Loaded {
            book: None,
            sources: std::mem::take(&mut self.sources),
            diagnostics: vec![diagnostic],
            files: vec![path.to_owned()],
            house: None,
        })
    }

    /// Reads and parses a file; what is wrong with it is reported, at `named` where it is not
    /// the words of the file that are at fault. It is a `chapter`, or else another file.
    fn read(&mut self, found: &Found, named: Option<Span>, chapter: bool) -> Option<Document> {
        let bytes = match files::read(&found.real, MOST_BYTES) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let span = named.unwrap_or_else(|| self.empty(found));
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::TOO_LARGE,
                        span,
                        format!("\"{}\" is larger than 8 MB", found.shown),
                    )
                    .note("8 MB is the limit for a TOML file: some 5,000 pages of text")
                    .help("divide it into more chapters"),
                );
                return None;
            }
            Err(error) => {
                let span = named.unwrap_or_else(|| self.empty(found));
                let why = PathFault::Unreadable(error.kind().to_string());
                self.diagnostics.push(path_faults::fault(span, "file", &found.shown, &why));
                return None;
            }
        };
        let (source, sound) = self.decode(found, bytes);
        self.files.folders.insert(source, found.folder.clone());
        if !sound {
            return None;
        }
        let text = self.sources.file(source).text.clone();
        let (table, errors) = toml::de::DeTable::parse_recoverable(&text);
        if (!errors.is_empty() || table.get_ref().is_empty())
            && let Some(told) = notations::told(&text, source, &found.shown, chapter)
        {
            self.diagnostics.push(told.problem);
            self.pardoned.extend(told.toml.iter().flat_map(|toml| ids(toml)));
            return None;
        }
        if errors.is_empty() {
            let table = tree::convert(source, table.get_ref());
            return Some(Document { source, table, broken: false, partial: false });
        }
        Some(self.repaired(source, &text))
    }

    /// Reads a file with syntax errors as if they were mended.
    fn repaired(&mut self, source: SourceId, text: &str) -> Document {
        let (found, repair) = syntax::repair(source, text);
        let (table, _) = toml::de::DeTable::parse_recoverable(&repair.text);
        let table = tree::convert(source, table.get_ref());
        let (broken, partial) = (!repair.sound, !repair.is_whole());
        if partial {
            self.pardoned.extend(ids(text));
        }
        self.repairs.take(&mut self.sources, source, found, repair);
        Document { source, table, broken, partial }
    }

    fn empty(&mut self, found: &Found) -> Span {
        Span::top(self.sources.add(found.shown.clone(), ""))
    }

    /// Takes a file's bytes in as text, and says whether they are text of UTF-8.
    fn decode(&mut self, found: &Found, bytes: Vec<u8>) -> (SourceId, bool) {
        let disguise = disguises::recognise(&bytes);
        let (text, at) = match String::from_utf8(bytes) {
            Ok(text) if disguise.is_none() => {
                return (self.sources.add(found.shown.clone(), &text), true);
            }
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (text, Some((at, error.as_bytes()[at])))
            }
        };
        let encoded = matches!(disguise, None | Some(Disguise::Encoded(_)));
        // Of what is no text nothing is shown.
        let shown = if encoded { text.as_str() } else { "" };
        let source = self.sources.add(found.shown.clone(), shown);
        let mark = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let span = match at {
            Some((at, _)) if encoded => {
                let end = at - mark + char::REPLACEMENT_CHARACTER.len_utf8();
                Span::new(source, at - mark, end)
            }
            _ => Span::top(source),
        };
        let mut problem = Disguise::told(disguise, span, &found.shown);
        let windows = disguise.is_some_and(Disguise::is_windows);
        if let Some(letter) = at.and_then(|(_, byte)| windows_letter(byte)).filter(|_| windows) {
            problem = problem.note(format!("this letter was probably meant to be {letter}"));
        }
        self.diagnostics.push(problem);
        (source, false)
    }

    fn house(&mut self, booklet: &Document, options: &Options) -> Option<Document> {
        let node = booklet.table.get("house")?;
        let Some(path) = node.text().map(str::trim).filter(|path| !path.is_empty()) else {
            if !node.is_blank() {
                self.incomplete = true;
                let message = format!("`house` is {} where text is expected", node.kind());
                let problem = Diagnostic::error(codes::WRONG_TYPE, node.span, message);
                self.diagnostics.push(problem.help("write house = \"../house.toml\""));
            }
            return None;
        };
        if options.root.is_none() && !self.widen_root(path) {
            self.incomplete = true;
            self.diagnostics.push(
                Diagnostic::error(
                    codes::OUTSIDE_ROOT,
                    node.span,
                    "the house file must lie in the folder above the booklet's, or the one above that",
                )
                .help("write house = \"../house.toml\" or house = \"../../house.toml\", and put the file there"),
            );
            return None;
        }
        match self.files.find(&self.folder.clone(), path) {
            Ok(found) => {
                let above = Path::new(&found.folder.shown).to_owned();
                self.folders.push(if above.as_os_str().is_empty() { ".".into() } else { above });
                let document = self.read(&found, Some(node.span), false);
                self.incomplete |= document.as_ref().is_none_or(|it| it.broken || it.partial);
                document.filter(|document| !document.broken)
            }
            Err(fault) => {
                self.incomplete = true;
                self.diagnostics.push(path_faults::fault(node.span, "house file", path, &fault));
                None
            }
        }
    }

    /// Makes the house file's folder the root, where it may be.
    fn widen_root(&mut self, path: &str) -> bool {
        if Path::new(path).is_absolute() {
            return false;
        }
        let place = files::normalize(&self.folder.real.join(path));
        let above = self.folder.real.ancestors().skip(1).take(2);
        match place.parent() {
            Some(house) if above.into_iter().any(|folder| folder == house) => {
                self.files.root = house.to_owned();
                true
            }
            _ => false,
        }
    }

    /// Reports the keys that a house file may not hold; gives those that it misspells.
    fn judge_house(&mut self, house: &Document) -> Vec<&'static str> {
        let (diagnostics, excused) = judge_keys(&house.table, &crate::keys::HOUSE, |_| None);
        self.diagnostics.extend(diagnostics);
        excused
    }

    fn chapters(&mut self, booklet: &Document) -> Vec<ChapterFile> {
        let nodes = booklet.table.get("chapters").and_then(Node::array).unwrap_or(&[]);
        let mut seen: HashMap<PathBuf, Span> = HashMap::new();
        let mut chapters = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let Some(path) = node.text().map(str::trim).filter(|path| !path.is_empty()) else {
                continue;
            };
            let default_id = default_id(path, index);
            let mut real = None;
            let document = match self.files.find(&self.folder.clone(), path) {
                Ok(found) => match seen.get(&found.real) {
                    Some(first) => {
                        self.diagnostics.push(twice(node.span, *first));
                        continue;
                    }
                    None => {
                        seen.insert(found.real.clone(), node.span);
                        real = Some(found.real.clone());
                        self.chapter(&found, node.span)
                    }
                },
                Err(fault) => {
                    self.unfound(node, path, fault, nodes);
                    None
                }
            };
            if document.is_none() {
                self.pardoned.insert(default_id.clone());
            }
            chapters.push(ChapterFile { node: node.clone(), default_id, document, real });
        }
        chapters
    }

    /// Of a chapter that is not there: what was perhaps meant, if it is not listed already, else a
    /// file that may be the same under another name.
    fn with_renamed(&self, path: &str, fault: PathFault, listed: &Listed<'_>) -> PathFault {
        let home = &self.folder.real;
        let free = |path: &String| {
            fs::canonicalize(home.join(path)).is_ok_and(|real| !listed.contains(&real))
        };
        let meant = match fault {
            PathFault::Missing(Meant::Path(path)) if free(&path) => Meant::Path(path),
            PathFault::Missing(meant @ (Meant::Path(_) | Meant::OneOf(_) | Meant::Nothing)) => {
                let listed_already = match &meant {
                    Meant::Path(path) => Some(Meant::Listed(path.clone())),
                    _ => None,
                };
                let others = match meant {
                    Meant::OneOf(paths) => paths.into_iter().filter(free).collect(),
                    _ => Vec::new(),
                };
                let renamed = leftovers::renamed(home, &self.files.root, path, listed);
                let others = if others.is_empty() { Meant::Nothing } else { Meant::OneOf(others) };
                renamed.map(Meant::Path).or(listed_already).unwrap_or(others)
            }
            other => return other,
        };
        PathFault::Missing(meant)
    }

    /// The problem of a chapter that cannot be read where its path leads; `nodes` are all paths.
    fn unfound(&mut self, node: &Node, path: &str, fault: PathFault, nodes: &[Node]) {
        let home = self.folder.clone();
        let listed = listed(nodes, home.real.clone());
        let free = |path: &String| {
            fs::canonicalize(home.real.join(path)).is_ok_and(|real| !listed.contains(&real))
        };
        let many = path.contains('*') || fault == PathFault::Folder;
        let all = if many { self.files.all_of(&home, path) } else { Vec::new() };
        let all: Vec<String> = all.into_iter().filter(free).collect();
        let parts = written::items(path);
        let is_there = |part: &String| home.real.join(part).is_file();
        let problem = match () {
            () if !all.is_empty() => {
                let problem = if path.contains('*') {
                    let message = format!("\"{path}\" stands for no files: * has no meaning here");
                    Diagnostic::error(codes::MISSING_FILE, node.span, message)
                } else {
                    let message = format!("\"{path}\" is a folder and no chapter");
                    Diagnostic::error(codes::MISSING_FILE, node.span, message)
                };
                let files = written::several(&all);
                problem.fix("name each file, in reading order", node.span, files)
            }
            () if parts.len() > 1 && parts.iter().all(is_there) => {
                let message = "several chapters stand in one pair of quotes";
                Diagnostic::error(codes::MISSING_FILE, node.span, message).fix(
                    "put each of them in quotes",
                    node.span,
                    written::several(&parts),
                )
            }
            () => {
                let fault = self.with_renamed(path, fault, &listed);
                path_faults::fault(node.span, "chapter", path, &fault)
            }
        };
        self.diagnostics.push(problem);
    }

    fn chapter(&mut self, found: &Found, named: Span) -> Option<Document> {
        let before = self.sources.iter().count();
        let document = self.read(found, Some(named), true).filter(|document| !document.broken);
        if document.is_none() {
            let unread = self.sources.iter().nth(before);
            let text = unread.map(|(_, file)| file.text.clone());
            self.pardoned.extend(text.iter().flat_map(|text| ids(text)));
        }
        document
    }
}

/// Asked for only where a chapter is not there.
fn listed(nodes: &[Node], home: PathBuf) -> Listed<'_> {
    LazyCell::new(Box::new(move || {
        let paths = nodes.iter().filter_map(Node::text);
        paths.filter_map(|path| fs::canonicalize(home.join(path.trim())).ok()).collect()
    }))
}

fn twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(codes::DUPLICATE_ID, span, "this chapter stands in the booklet twice")
        .label(first, "here it stands already")
        .help("take one of the two out of `chapters`")
}

fn default_id(path: &str, index: usize) -> String {
    let id = slug::id_of_file(path);
    if id.is_empty() || super::places::is_reserved_id(&id) {
        format!("chapter-{}", index + 1)
    } else {
        id
    }
}

/// The ids in a file that could not be parsed. Of UTF-16 every other byte is zero.
fn ids(text: &str) -> Vec<String> {
    text.replace('\0', "")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("id"))
        .filter_map(|rest| rest.trim_start().strip_prefix('='))
        .map(|id| id.trim().trim_matches(['"', '\'']).to_owned())
        .collect()
}

/// The letter of a byte in Windows-1252, which editors used before UTF-8.
pub(super) fn windows_letter(byte: u8) -> Option<char> {
    match byte {
        0x91 | 0x92 => Some('’'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x85 => Some('…'),
        0x80 => Some('€'),
        0xA1..=0xFF => Some(char::from(byte)),
        _ => None,
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn nothing(path: &Path, message: String) -> Box<Loaded> {
    Box::new(Loaded {
        book: None,
        sources: Sources::new(),
        diagnostics: vec![Diagnostic::new(codes::MISSING_FILE, Severity::Error, None, message)],
        files: vec![path.to_owned()],
        house: None,
    })
}
