//! Finds the booklets that a command is about.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::pipeline::Failure;
use super::stream::harmless;

/// Name of the file that makes a folder a booklet.
const BOOKLET: &str = "booklet.toml";

/// A name of so many words is put together again.
const MOST_TORN: usize = 12;

/// What is said where no path was given and the usual places hold nothing.
const NOTHING_HERE: &str = "there is no booklet here: neither a booklet.toml nor a folder \
     `booklet`; name the folder of your booklet, or begin one with `chapbook new my-booklet`";

/// A booklet that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundBooklet {
    /// As the user gave it, or the folder in which it was found, joined with `/`.
    pub path: String,
    /// Its `booklet.toml`, in the same terms.
    pub file: String,
}

/// So many folders below one are looked into where nobody has named it.
const NEAR: usize = 3;

/// The booklets in a folder that nobody has named, and not far below it.
pub(super) fn find_near(folder: &Path) -> Vec<FoundBooklet> {
    let mut search = Search { deepest: Some(NEAR), ..Search::default() };
    // What cannot be looked into is passed over.
    let _ = search.folder(folder);
    search.sorted()
}

/// Whether a command that was given no path has a booklet to be about.
pub(super) fn has_usual() -> bool {
    default_path().exists()
}

/// Finds the booklets of every path, in order, each once; also why a path has none.
pub(super) fn find(paths: &[PathBuf]) -> (Vec<FoundBooklet>, Vec<Failure>) {
    let default = [default_path()];
    if paths.is_empty() && !default[0].exists() {
        return (Vec::new(), vec![Failure(NOTHING_HERE.to_owned())]);
    }
    let paths = if paths.is_empty() { &default[..] } else { paths };
    if let Some(whole) = torn(paths) {
        let words = format!(
            "there is no booklet at {}: the folder's name has spaces in it, so put it in quotes: \
             \"{whole}\"",
            slashed(&paths[0])
        );
        return (Vec::new(), vec![Failure(words)]);
    }
    let mut booklets = Vec::new();
    let mut failures = Vec::new();
    let mut known = HashSet::new();
    for path in paths {
        let (found, failed) = find_in(path);
        booklets.extend(found.into_iter().filter(|booklet| {
            let real = std::fs::canonicalize(&booklet.file);
            known.insert(real.unwrap_or_else(|_| PathBuf::from(&booklet.file)))
        }));
        failures.extend(failed);
    }
    (booklets, failures)
}

fn default_path() -> PathBuf {
    let here = Path::new(BOOKLET).is_file() || misnamed(Path::new(".")).is_some();
    PathBuf::from(if here { "." } else { "booklet" })
}

/// A name and what the shell may have torn off it, as one name.
pub(super) fn joined(first: &Path, torn: &[PathBuf]) -> Option<String> {
    let words = std::iter::once(first).chain(torn.iter().map(PathBuf::as_path));
    let words: Vec<String> = words.map(slashed).collect();
    (!torn.is_empty()).then(|| harmless(&words.join(" "), false))
}

/// The name with spaces that the shell tore into several arguments of which one is nowhere.
fn torn(paths: &[PathBuf]) -> Option<String> {
    let words: Vec<&str> = paths.iter().map(|path| path.to_str()).collect::<Option<_>>()?;
    let starts = 0..words.len().min(MOST_TORN);
    let pieces = starts.flat_map(|start| {
        let ends = start + 2..=words.len().min(start + MOST_TORN);
        ends.map(move |end| (start, end))
    });
    let mut torn = pieces.filter(|(start, end)| {
        let nowhere = words[*start..*end].iter().any(|word| !Path::new(word).exists());
        nowhere && Path::new(&words[*start..*end].join(" ")).exists()
    });
    torn.next().map(|(start, end)| words[start..end].join(" "))
}

/// What is said where a folder's `booklet.toml` has another name.
fn misnamed(folder: &Path) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).ok()?;
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let wrong = |name: &&String| {
        let lower = name.to_lowercase();
        lower != **name && lower == BOOKLET
            || ["booklet.toml.txt", "booklet.txt", "booklet.toml.toml", "booklet.text", "booklet"]
                .contains(&&*lower)
                && folder.join(name).is_file()
    };
    let name = names.iter().find(wrong)?;
    let hidden = if name.to_lowercase().ends_with(".txt") {
        "; where Windows hides .txt at its end, turn on View, Show, “File name extensions”"
    } else {
        ""
    };
    Some(format!("its file is called “{name}”: rename it to {BOOKLET}, in small letters{hidden}"))
}

/// Why folders that the command line names with `--root` and `--fonts` cannot be used.
pub(super) fn unusable(root: Option<&Path>, fonts: &[PathBuf]) -> Vec<Failure> {
    let fonts = fonts.iter().map(|folder| ("--fonts", folder.as_path()));
    let named = root.map(|folder| ("--root", folder)).into_iter().chain(fonts);
    named
        .filter_map(|(option, folder)| {
            let why = match std::fs::metadata(folder) {
                Ok(metadata) if metadata.is_dir() => return None,
                Ok(_) => "it is no folder".to_owned(),
                Err(error) if error.kind() == ErrorKind::NotFound => "no such folder".to_owned(),
                Err(error) => return Some(Failure::on("look into", slashed(folder), &error)),
            };
            Some(Failure(format!("cannot use {option} {}: {why}", slashed(folder))))
        })
        .collect()
}

/// The booklets at and below a path, sorted, and why there are not more.
fn find_in(path: &Path) -> (Vec<FoundBooklet>, Vec<Failure>) {
    let mut search = Search::default();
    if let Err(failure) = search.begin(path) {
        search.failures.push(failure);
    }
    if search.found.is_empty() && search.failures.is_empty() {
        let shown = slashed(path);
        if let Some(why) = misnamed(path) {
            search.failures.push(Failure(format!("there is no booklet at {shown}: {why}")));
            return (search.found, search.failures);
        }
        search.failures.push(Failure(format!(
            "there is no booklet at {shown}: neither it nor a folder below it holds a {BOOKLET}"
        )));
    }
    let failures = std::mem::take(&mut search.failures);
    (search.sorted(), failures)
}

/// A search for booklets.
#[derive(Default)]
struct Search {
    found: Vec<FoundBooklet>,
    failures: Vec<Failure>,
    /// How many folders deep it may go.
    deepest: Option<usize>,
}

impl Search {
    fn sorted(mut self) -> Vec<FoundBooklet> {
        self.found.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        self.found
    }

    fn begin(&mut self, path: &Path) -> Result<(), Failure> {
        let shown = slashed(path);
        let metadata = std::fs::metadata(path).map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                Failure(format!("there is no booklet at {shown}: no such file or folder"))
            } else {
                Failure::on("look for a booklet at", &shown, &error)
            }
        })?;
        let named = path.file_name().is_some_and(|name| name == BOOKLET);
        match () {
            () if metadata.is_dir() => self.folder(path),
            () if metadata.is_file() && named => self.add(path, path),
            () if metadata.is_file() => Err(match path.parent().and_then(misnamed) {
                Some(why) => Failure(format!("{shown} is no booklet: {why}")),
                None => {
                    Failure(format!("{shown} is no booklet; give the folder that holds {BOOKLET}"))
                }
            }),
            () => Err(no_file(path)),
        }
    }

    /// Collects the booklets at and below a folder. Hidden folders and linked ones are passed over,
    /// so that no circle of links is followed.
    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let file = folder.join(BOOKLET);
        match std::fs::metadata(&file) {
            Ok(metadata) if metadata.is_file() => return self.add(folder, &file),
            Ok(_) => return Err(no_file(&file)),
            Err(error) if error.kind() == ErrorKind::NotFound && !file.is_symlink() => {}
            Err(error) => return Err(Failure::on("read", slashed(&file), &error)),
        }
        if self.deepest == Some(0) {
            return Ok(());
        }
        let failed =
            |error: std::io::Error| Failure::on("look for booklets in", slashed(folder), &error);
        let deepest = self.deepest;
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if !hidden && entry.file_type().map_err(failed)?.is_dir() {
                // The other booklets are built all the same.
                self.deepest = deepest.map(|left| left - 1);
                let below = self.folder(&entry.path());
                self.failures.extend(below.err());
                self.deepest = deepest;
            }
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, file: &Path) -> Result<(), Failure> {
        if path.to_str().is_none() {
            return Err(Failure(format!(
                "the name {} is not in UTF-8; give the folder another name",
                slashed(path)
            )));
        }
        let path = slashed(path);
        let file = if path == "." { BOOKLET.to_owned() } else { slashed(file) };
        self.found.push(FoundBooklet { path, file });
        Ok(())
    }
}

/// A pipe, a device or a folder under the name of a file.
fn no_file(path: &Path) -> Failure {
    Failure(format!("{} is no file that can be read; put an ordinary file there", slashed(path)))
}

/// A path as it is written after a command, with the space before it; nothing for the folder that
/// commands are about by themselves.
pub(super) fn argument(shown: &str) -> String {
    let plain = shown.chars().all(|c| c.is_alphanumeric() || "/._-~".contains(c));
    match () {
        () if shown == "." => String::new(),
        () if plain => format!(" {shown}"),
        () => format!(" \"{shown}\""),
    }
}

/// A path as it is shown: joined with `/`, without one at its end.
pub(super) fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = if std::path::MAIN_SEPARATOR == '/' {
        shown.into_owned()
    } else {
        shown.replace(std::path::MAIN_SEPARATOR, "/")
    };
    let trimmed = shown.trim_end_matches('/');
    if trimmed.is_empty() && !shown.is_empty() { "/".into() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    fn found(folder: &Path, paths: &[&str]) -> Vec<String> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.join(path)).collect();
        let (booklets, failures) = find(&paths);
        assert_eq!(failures, []);
        let prefix = format!("{}/", slashed(folder));
        booklets.iter().map(|booklet| booklet.path.replace(&prefix, "")).collect()
    }

    #[test]
    fn booklets_below_a_folder_come_in_order_and_each_once() {
        let folder = tree(&[
            "b/booklet.toml",
            "a/x/booklet.toml",
            "a-z/booklet.toml",
            "a/x/below/booklet.toml",
            ".hidden/booklet.toml",
            "out/a.pdf",
        ]);
        assert_eq!(found(folder.path(), &["."]).len(), 3);
        assert_eq!(found(folder.path(), &["a", "b", "a/x"]), ["a/x", "b"]);
        assert_eq!(found(folder.path(), &["b/booklet.toml", "b"]), ["b/booklet.toml"]);
    }

    #[test]
    fn a_folder_sorts_before_a_longer_name_beside_it() {
        let folder = tree(&["a-z/booklet.toml", "a/x/booklet.toml"]);
        let (booklets, _) = find(&[folder.path().to_owned()]);
        assert!(booklets[0].path.ends_with("a/x"));
    }

    #[test]
    fn a_booklet_under_another_name_is_told_apart_from_none() {
        for name in ["booklet.toml.txt", "Booklet.toml", "booklet.TOML", "booklet.txt"] {
            let folder = tree(&[name]);
            for path in ["", name] {
                let (booklets, failures) = find(&[folder.path().join(path)]);
                assert_eq!(booklets, []);
                let said = &failures[0].0;
                assert!(said.contains(&format!("“{name}”: rename it to booklet.toml")), "{said}");
            }
        }
        let folder = tree(&["booklet/x", "my-booklet.toml"]);
        let (_, failures) = find(&[folder.path().to_owned()]);
        assert!(failures[0].0.contains("neither it nor a folder below it"), "{failures:?}");
    }

    #[test]
    fn a_name_that_spaces_tore_is_put_together() {
        let folder = tree(&["My first booklet/booklet.toml", "b/booklet.toml"]);
        let at = |name: &str| folder.path().join(name);
        let words = ["My", "first", "booklet"].map(PathBuf::from);
        let whole = joined(Path::new("My"), &[PathBuf::from("first"), PathBuf::from("booklet")]);
        assert_eq!(whole.as_deref(), Some("My first booklet"));
        assert_eq!(joined(Path::new("booklet"), &[]), None);
        let torn = [at("My"), words[1].clone(), words[2].clone()];
        let (booklets, failures) = find(&torn);
        assert_eq!(booklets, []);
        assert_eq!(failures.len(), 1, "{failures:?}");
        assert!(failures[0].0.ends_with("My first booklet\""), "{failures:?}");
        let (booklets, failures) = find(&[at("b"), at("My first booklet")]);
        assert_eq!((booklets.len(), failures), (2, Vec::new()));
    }

    #[test]
    fn a_path_without_booklets_is_named() {
        let folder = tree(&["chapters/one.toml"]);
        for path in ["", "nowhere", "chapters/one.toml"] {
            let (booklets, failures) = find(&[folder.path().join(path)]);
            assert_eq!(booklets, []);
            assert!(failures[0].0.contains(path), "{failures:?}");
        }
    }
}
