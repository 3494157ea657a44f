//! Files that lie where a booklet's chapters and pictures lie and are not in it.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::codes;
use crate::content::copies::{is_backup, is_copy};
use crate::content::files::{self, Folder, join_shown};
use crate::content::material::{ChapterFile, MOST_BYTES, Material};
use crate::content::tree::{self, Node};
use crate::content::written::quoted;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// The file that makes a folder a booklet.
const BOOKLET: &str = "booklet.toml";

/// What is usually the name of the file that booklets share.
const HOUSE: &str = "house.toml";

/// Folders in which chapters and pictures usually lie.
const USUAL: [&str; 2] = ["chapters", "pictures"];

/// So many other booklets of a house are asked whether a chapter is theirs.
const MOST_BOOKLETS: usize = 1_000;

/// A file that nothing names.
struct Leftover {
    real: PathBuf,
    /// As the user would give it.
    shown: String,
    /// As seen from `booklet.toml`.
    path: String,
}

/// Reports the chapters that `chapters` does not list, and has their folders watched. Where it
/// cannot be known what was meant to be listed, it says nothing.
pub(super) fn chapters(material: &mut Material) {
    let chapters = &material.chapters;
    let sound = !material.booklet.broken
        && !material.repairs.mends(material.booklet.source)
        && !chapters.is_empty()
        && chapters.iter().all(|it| it.real.is_some());
    let Some(home) = material.files.folders.get(&material.booklet.source).cloned() else { return };
    if !sound {
        return;
    }
    let listed: HashSet<PathBuf> =
        material.chapters.iter().filter_map(|chapter| chapter.real.clone()).collect();
    let places = places(&home, listed.iter(), USUAL[0]);
    material.files.looked_for.extend(places.iter().map(|place| watched(&place.shown)));
    let mut found: Vec<Leftover> = places.iter().flat_map(|place| files_in(place, &home)).collect();
    found.retain(|file| {
        is_chapter(file, &home) && !listed.contains(&file.real) && file.real.starts_with(&home.real)
    });
    if !found.is_empty() && material.files.root != home.real {
        let elsewhere = listed_elsewhere(&material.files.root, &home.real);
        found.retain(|file| !elsewhere.contains(&file.real));
    }
    for file in found {
        let text = files::read(&file.real, MOST_BYTES).ok().flatten().unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let source = material.sources.add(file.shown.as_str(), &text);
        let finding = unlisted(&file, Span::top(source), material);
        material.diagnostics.push(finding);
        material.unlisted.push(text.into_owned());
    }
}

/// The pictures beside those of the booklet that it does not show, each as a source of its own.
pub(super) fn pictures(material: &mut Material) -> Vec<Span> {
    let Some(home) = material.files.folders.get(&material.booklet.source).cloned() else {
        return Vec::new();
    };
    let places = places(&home, material.pictures.iter(), USUAL[1]);
    let mut found: Vec<Leftover> = places.iter().flat_map(|place| files_in(place, &home)).collect();
    found.retain(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        // A chapter that is not listed yet, or by another booklet, may show it.
        let waits = material.unlisted.iter().any(|text| text.contains(name));
        has_ending(&file.path, &["png", "jpg", "jpeg", "svg"])
            && !material.pictures.contains(&file.real)
            && file.real.starts_with(&home.real)
            && !waits
    });
    let sources = &mut material.sources;
    found.into_iter().map(|file| Span::top(sources.add(file.shown, ""))).collect()
}

/// The folders of these files and the usual one, as far as they are the booklet's own.
fn places<'a>(home: &Folder, files: impl Iterator<Item = &'a PathBuf>, usual: &str) -> Vec<Folder> {
    let folders = files.filter_map(|file| file.parent().map(Path::to_owned));
    let usual = fs::canonicalize(home.real.join(usual)).ok();
    let folders: BTreeSet<PathBuf> = folders.chain(usual).collect();
    let place = |real: PathBuf| {
        let below = real.strip_prefix(&home.real).ok()?.to_str()?.replace('\\', "/");
        let mut foreign = real.ancestors().take_while(|above| *above != home.real);
        if foreign.any(|above| above.join(BOOKLET).exists()) || !real.is_dir() {
            return None;
        }
        Some(Folder { real, shown: join_shown(&home.shown, &below) })
    };
    folders.into_iter().filter_map(place).collect()
}

/// The folder as a path; that of the working directory is empty.
fn watched(shown: &str) -> PathBuf {
    PathBuf::from(if shown.is_empty() { "." } else { shown })
}

/// The ordinary files of a folder, sorted by name; those that programs put there for themselves are
/// left out.
fn files_in(place: &Folder, home: &Folder) -> Vec<Leftover> {
    let entries = fs::read_dir(&place.real).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names.retain(|name| !is_backup(name));
    let below = place.real.strip_prefix(&home.real).unwrap_or(Path::new(""));
    let below = below.to_string_lossy().replace('\\', "/");
    let leftover = |name: String| {
        let real = fs::canonicalize(place.real.join(&name)).ok().filter(|real| real.is_file())?;
        let shown = join_shown(&place.shown, &name);
        Some(Leftover { real, shown, path: join_shown(&below, &name) })
    };
    names.into_iter().filter_map(leftover).collect()
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// Whether a file would be a chapter. Beside `booklet.toml` there may be files of other programs.
fn is_chapter(file: &Leftover, home: &Folder) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default().to_lowercase();
    // Notepad adds an ending, which Windows hides.
    let ending = has_ending(&name, &["toml"]) || name.ends_with(".toml.txt");
    if !ending || [BOOKLET, HOUSE].contains(&&*name) {
        return false;
    }
    let beside = file.real.parent() == Some(&home.real);
    let text = || files::read(&file.real, MOST_BYTES).ok().flatten();
    !beside || text().is_some_and(|text| String::from_utf8_lossy(&text).contains("[[block]]"))
}

/// The file that was probably meant by the path of a chapter that is not there: one that lies where
/// it should lie within the root, is no copy, and is not listed. A renamed file keeps its number or
/// a word of its name.
pub(super) fn renamed(
    home: &Path,
    root: &Path,
    path: &str,
    listed: &HashSet<PathBuf>,
) -> Option<String> {
    let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
    let place = fs::canonicalize(home.join(above)).ok().filter(|it| it.starts_with(root))?;
    let entries = fs::read_dir(&place).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut alike = names.filter(|other| {
        let own = [BOOKLET, HOUSE].contains(&&*other.to_lowercase());
        let copy = is_backup(other) || is_copy(other);
        let chapter = has_ending(other, &["toml"]) && !own && !copy && is_akin(name, other);
        let real = || fs::canonicalize(place.join(other)).ok();
        chapter && real().is_some_and(|real| real.is_file() && !listed.contains(&real))
    });
    let only = alike.next()?;
    alike.next().is_none().then(|| join_shown(above, &only))
}

/// Whether two names of files begin with the same number, or have a word in common.
fn is_akin(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 4;
    let number = |name: &str| {
        let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        name[..end].trim_start_matches('0').to_owned()
    };
    let words = |name: &str| -> HashSet<String> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
        let words = stem.split(|c: char| !c.is_alphabetic());
        words.filter(|word| word.chars().count() >= SHORTEST).map(str::to_owned).collect()
    };
    let (one, other) = (number(a), number(b));
    !one.is_empty() && one == other || !words(a).is_disjoint(&words(b))
}

/// The chapters that other booklets below the root list: a house may share them.
fn listed_elsewhere(root: &Path, home: &Path) -> HashSet<PathBuf> {
    let folders = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut folders: Vec<PathBuf> = entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .collect();
        folders.sort();
        folders
    };
    // `docs/format.md`, section 7: the house file lies in the folder above a booklet's, or in the
    // one above that.
    let near = folders(root);
    let far: Vec<PathBuf> = near.iter().flat_map(|folder| folders(folder)).collect();
    let others = near.into_iter().chain(far).filter(|folder| folder != home);
    let others = others.filter(|folder| folder.join(BOOKLET).is_file()).take(MOST_BOOKLETS);
    others.flat_map(|folder| listed_by(&folder)).collect()
}

fn listed_by(folder: &Path) -> Vec<PathBuf> {
    let bytes = files::read(&folder.join(BOOKLET), MOST_BYTES).ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let (table, _) = toml::de::DeTable::parse_recoverable(text);
    let mut sources = Sources::new();
    let table = tree::convert(sources.add(BOOKLET, text), table.get_ref());
    let list = table.get("chapters").and_then(Node::array).unwrap_or(&[]);
    let paths = list.iter().filter_map(Node::text);
    paths.filter_map(|path| fs::canonicalize(folder.join(path)).ok()).collect()
}

fn unlisted(file: &Leftover, span: Span, material: &Material) -> Diagnostic {
    let path = quoted(&file.path);
    let finding = Diagnostic::warning(
        codes::UNLISTED_CHAPTER,
        span,
        format!("the chapter {} is not in the booklet", file.shown),
    );
    let name = file.path.rsplit('/').next().unwrap_or_default();
    if is_copy(name) {
        return finding
            .note("by its name it looks like a copy of another one: listed too, it would be printed twice")
            .help("delete it, or move it to another folder");
    }
    let finding =
        finding.note("its readers do not get it: booklet.toml does not list it under `chapters`");
    let words = format!("add {path} to `chapters` where it belongs, or move the file elsewhere");
    match place_in_list(&file.path, &material.chapters) {
        Some((at, true)) => {
            let indent = indentation(at, &material.sources);
            let between = indent.map_or(" ".to_owned(), |indent| format!("\n{indent}"));
            let after = Span { start: at.end, ..at };
            finding.fix(words, after, format!(",{between}{path}"))
        }
        Some((at, false)) => {
            let indent = indentation(at, &material.sources);
            let between = indent.map_or(" ".to_owned(), |indent| format!("\n{indent}"));
            let before = Span { end: at.start, ..at };
            finding.fix(words, before, format!("{path},{between}"))
        }
        None => finding.help(words),
    }
}

/// The listed chapter after which a file comes by its name; `false` where it comes before the first.
fn place_in_list(path: &str, chapters: &[ChapterFile]) -> Option<(Span, bool)> {
    let paths = chapters.iter().filter_map(|it| Some((it.node.text()?.trim(), it.node.span)));
    let before =
        paths.clone().filter(|(listed, _)| *listed <= path).max_by_key(|(listed, _)| *listed);
    let after = paths.clone().next().map(|(_, span)| (span, false));
    before.map(|(_, span)| (span, true)).or(after)
}

/// What stands before a value that begins its line.
fn indentation(at: Span, sources: &Sources) -> Option<&str> {
    let before = sources.file(at.source).text.get(..at.start as usize)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    (line.trim().is_empty() && before.contains('\n')).then_some(line)
}
