//! What a path that leads nowhere was probably meant to lead to.

use std::fs;
use std::path::Path;

use crate::content::copies;
use crate::content::files::{self, Files, Folder, normalize};
use crate::content::foreign::plain;
use crate::content::path_faults::Meant;
use crate::diagnostic::nearest;

/// The most files of a folder that are named to choose from.
const MOST_NAMED: usize = 8;

/// The most bytes of a file whose title is looked for.
const MOST_READ: u64 = 1_000_000;

/// Endings that editors add, or use where another one is expected.
const TEXT: [&str; 2] = ["txt", "text"];
const DOCUMENT: [&str; 6] = ["docx", "doc", "rtf", "odt", "pages", "rtfd"];
const TOML: &str = ".toml";

impl Files {
    /// What a path was meant to be that leads to nothing.
    pub(super) fn meant(&self, folder: &Folder, path: &str) -> Meant {
        if let Some(meant) = self.other_ending(folder, path) {
            return meant;
        }
        if let Some(titled) = self.titled(folder, path) {
            return Meant::Path(titled);
        }
        let plain = plain(path);
        let found = self.nearby(folder, &plain).or_else(|| self.within_reach(folder, path));
        if let Some(found) = found.or_else(|| self.similar(folder, &plain)) {
            return Meant::Path(found);
        }
        let mut paths = self.beside(folder, &plain);
        if paths.is_empty() && !plain.contains('/') {
            paths = self.beside(folder, &format!("chapters/{plain}"));
        }
        if paths.is_empty() { Meant::Nothing } else { Meant::OneOf(paths) }
    }

    /// The file of the chapter that has this title.
    fn titled(&self, folder: &Folder, title: &str) -> Option<String> {
        let wanted = title.trim().to_lowercase();
        if wanted.is_empty() || wanted.ends_with(TOML) || wanted.contains('/') {
            return None;
        }
        let titles = |path: &String| {
            let bytes = files::read(&folder.real.join(path), MOST_READ).ok().flatten();
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
            let line = text.lines().find(|line| line.trim_start().starts_with("title"));
            let title = line.and_then(|line| line.split_once('=')).map_or("", |(_, title)| title);
            title.trim().trim_matches(['"', '\'', '“', '”']).to_lowercase() == wanted
        };
        let mut paths =
            self.beside(folder, "").into_iter().chain(self.beside(folder, "chapters/a"));
        paths.find(titles)
    }

    /// The file of a chapter that lies there as a text or as a document.
    fn other_ending(&self, folder: &Folder, path: &str) -> Option<Meant> {
        let stem = path.strip_suffix(TOML)?;
        let is_there = |path: &str| {
            let place = normalize(&folder.real.join(path));
            place.starts_with(&self.root) && place.is_file()
        };
        let with = |ending: &&str| {
            [format!("{path}.{ending}"), format!("{stem}.{ending}")]
                .into_iter()
                .find(|path| is_there(path))
        };
        let name = |path: String| path.rsplit('/').next().unwrap_or(&path).to_owned();
        let text = TEXT.iter().find_map(with).map(|path| Meant::Renamed(name(path)));
        text.or_else(|| DOCUMENT.iter().find_map(with).map(|path| Meant::Document(name(path))))
    }

    /// The file of this path as seen from a folder above, as where a chapter names its picture from
    /// the booklet's folder; or the file of this name in the folder where such files usually are.
    fn nearby(&self, folder: &Folder, path: &str) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let usual = ["chapters", "pictures"].map(|usual| format!("{usual}/{name}"));
        let above = folder.real.ancestors().take_while(|above| above.starts_with(&self.root));
        above
            .enumerate()
            .flat_map(|(steps, above)| {
                let up = "../".repeat(steps);
                let paths = [path, &usual[0], &usual[1]].map(|path| (above.join(path), path));
                paths.map(|(place, path)| (normalize(&place), format!("{up}{path}")))
            })
            .find(|(place, _)| place.starts_with(&self.root) && place.is_file())
            .map(|(_, path)| path)
    }

    /// The file within the root that the end of a path names which begins elsewhere: at the top of
    /// a disk, on the web, or too far above.
    pub(super) fn within_reach(&self, folder: &Folder, path: &str) -> Option<String> {
        let plain = plain(path);
        let parts: Vec<&str> = plain.split('/').filter(|part| *part != "..").collect();
        (0..parts.len()).find_map(|from| self.nearby(folder, &parts[from..].join("/")))
    }

    /// A path like this one that leads to something.
    fn similar(&self, folder: &Folder, path: &str) -> Option<String> {
        let mut real = folder.real.clone();
        let mut parts = Vec::new();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let next = normalize(&real.join(part));
            if next.exists() {
                parts.push(part.to_owned());
                real = next;
                continue;
            }
            let names = self.names(&real)?;
            let alike = names.iter().map(String::as_str).filter(|name| is_alike(part, name));
            let name = nearest(part, alike).or_else(|| only_ending(part, &names))?.to_owned();
            real = real.join(&name);
            parts.push(name);
        }
        let found = parts.join("/");
        (found != path && real.is_file()).then_some(found)
    }

    /// The paths of the files of the same sort that lie where the file should lie; none where they
    /// are too many to choose from.
    fn beside(&self, folder: &Folder, path: &str) -> Vec<String> {
        let (above, name) = path.rsplit_once('/').map_or(("", path), |(above, name)| (above, name));
        let place = normalize(&folder.real.join(above));
        let pictures = ["png", "jpg", "jpeg", "svg"];
        let ending = |name: &str| name.rsplit_once('.').map_or("", |(_, it)| it).to_lowercase();
        let picture = pictures.contains(&&*ending(name));
        let fits = |name: &String| {
            let other = ending(name);
            if picture { pictures.contains(&&*other) } else { other == "toml" }
        };
        let up = if above.is_empty() { String::new() } else { format!("{above}/") };
        let names = self.names(&place).unwrap_or_default().into_iter();
        let own = ["booklet.toml", "house.toml"];
        let paths = names.filter(|it| fits(it) && !own.contains(&&**it));
        let paths: Vec<String> = paths.map(|name| format!("{up}{name}")).collect();
        if paths.len() > MOST_NAMED { Vec::new() } else { paths }
    }

    /// The names of what lies in a folder within the root, sorted.
    fn names(&self, folder: &Path) -> Option<Vec<String>> {
        let within = fs::canonicalize(folder).ok().filter(|real| real.starts_with(&self.root))?;
        let mut names: Vec<String> = fs::read_dir(within)
            .ok()?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            // What was kept of a file before it was changed is never what is meant.
            .filter(|name| !copies::is_backup(name) && !copies::is_copy(name))
            .collect();
        names.sort();
        Some(names)
    }

    /// The chapters' files that a path with `*` or that of a folder stands for, in the order of
    /// their names.
    pub(super) fn all_of(&self, folder: &Folder, path: &str) -> Vec<String> {
        let plain = plain(path);
        let above = match plain.split_once('*') {
            Some((before, _)) => before.rsplit_once('/').map_or("", |(above, _)| above),
            None => plain.trim_end_matches('/'),
        };
        let place = normalize(&folder.real.join(above));
        let names = self.names(&place).unwrap_or_default().into_iter();
        let own = ["booklet.toml", "house.toml"];
        let names = names.filter(|name| name.ends_with(TOML) && !own.contains(&&**name));
        let up = if above.is_empty() { String::new() } else { format!("{above}/") };
        names.map(|name| format!("{up}{name}")).collect()
    }
}

/// The one name that is this one with an ending.
fn only_ending<'n>(part: &str, names: &'n [String]) -> Option<&'n str> {
    let with_ending = |name: &&String| {
        let rest = name.get(..part.len()).filter(|begin| begin.eq_ignore_ascii_case(part));
        rest.is_some() && name[part.len()..].starts_with('.')
    };
    let mut found = names.iter().filter(with_ending);
    found.next().filter(|_| found.next().is_none()).map(String::as_str)
}

/// Whether one name may be a misspelling of the other: "02.toml" is none of "01.toml".
fn is_alike(a: &str, b: &str) -> bool {
    let letters = |name: &str| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
    };
    let number = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let (one, other) = (letters(a), letters(b));
    if a.to_lowercase() == b.to_lowercase() {
        return true;
    }
    one.chars().count().min(other.chars().count()) >= 3 && (one != other || number(a) == number(b))
}
