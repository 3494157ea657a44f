//! What the desk keeps and finds in a booklet's folder beside its files: words that wait, and pictures.

use std::fs;
use std::path::{Path, PathBuf};

use super::find::slashed;
use super::mend;
use super::output::{self, Finished};
use super::pipeline::Failure;

/// Where words wait that are not in their files yet; gone when none do.
const DRAFTS: &str = ".chapbook-drafts";

/// So many drafts are kept of a booklet.
const MOST_DRAFTS: usize = 200;

/// The most bytes of a draft that is given back.
const MOST_BYTES: u64 = 24 * 1024 * 1024;

/// So many folders deep are pictures looked for, and so many are shown.
const DEEPEST: usize = 3;
const MOST_PICTURES: usize = 500;

/// The booklet's own folder for drafts, where there is one: a link to another is not followed.
fn drawer(booklet_toml: &str) -> Option<PathBuf> {
    let folder = mend::parent(Path::new(booklet_toml)).join(DRAFTS);
    let own = fs::symlink_metadata(&folder).is_ok_and(|it| it.is_dir());
    own.then_some(folder)
}

/// The drafts of a booklet: their names and what they hold.
pub(super) fn drafts(booklet_toml: &str) -> Vec<(String, String)> {
    let entries = drawer(booklet_toml).and_then(|folder| fs::read_dir(folder).ok());
    let mut found: Vec<(String, String)> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| {
            fs::symlink_metadata(entry.path())
                .is_ok_and(|it| it.is_file() && it.len() <= MOST_BYTES)
        })
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let stem = name.strip_suffix(".json").filter(|stem| is_plain(stem))?;
            Some((stem.to_owned(), fs::read_to_string(entry.path()).ok()?))
        })
        .take(MOST_DRAFTS)
        .collect();
    found.sort();
    found
}

/// Keeps a draft under a name, or takes the one of that name away.
pub(super) fn keep_draft(
    booklet_toml: &str,
    name: &str,
    text: Option<&str>,
) -> Result<(), Failure> {
    if !is_plain(name) {
        return Err(Failure("a draft has no such name".to_owned()));
    }
    let file = format!("{name}.json");
    let Some(text) = text else {
        if let Some(folder) = drawer(booklet_toml) {
            let _ = fs::remove_file(folder.join(file));
            // Only where nothing is left in it.
            let _ = fs::remove_dir(folder);
        }
        return Ok(());
    };
    let folder = mend::parent(Path::new(booklet_toml)).join(DRAFTS);
    let failed = |error: std::io::Error| Failure::on("keep words in", slashed(&folder), &error);
    if fs::symlink_metadata(&folder).is_err() {
        fs::create_dir(&folder).map_err(failed)?;
    }
    let Some(folder) = drawer(booklet_toml) else {
        return Err(Failure(format!("{} is not a folder", slashed(&folder))));
    };
    let others = fs::read_dir(&folder).map_err(failed)?.flatten().count();
    if others >= MOST_DRAFTS && !folder.join(&file).exists() {
        return Err(Failure("too many drafts are kept already".to_owned()));
    }
    output::publish(&folder, &[Finished { name: &file, bytes: text.as_bytes() }])
}

fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (1..=80).contains(&name.len()) && name.chars().all(plain)
}

/// The pictures in a booklet's folder, from it on, in the order of their names.
pub(super) fn pictures(booklet_toml: &str) -> Vec<String> {
    let mut found = Vec::new();
    look_into(mend::parent(Path::new(booklet_toml)), "", DEEPEST, &mut found);
    found.sort();
    found.truncate(MOST_PICTURES);
    found
}

fn look_into(folder: &Path, before: &str, deep: usize, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else {
            continue;
        };
        if name.starts_with('.') || found.len() > 4 * MOST_PICTURES {
            continue;
        }
        let path = format!("{before}{name}");
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        // A link may lead out of the booklet.
        if kind.is_dir() && deep > 1 && name != "out" {
            look_into(&entry.path(), &format!("{path}/"), deep - 1, found);
        } else if kind.is_file()
            && matches!(ending.as_deref(), Some("png" | "jpg" | "jpeg" | "svg"))
        {
            found.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_kept_by_their_names_and_leave_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let toml = folder.path().join("booklet.toml").to_string_lossy().into_owned();
        assert!(drafts(&toml).is_empty());
        keep_draft(&toml, "a-1", Some("one")).unwrap();
        keep_draft(&toml, "a-1", Some("two")).unwrap();
        keep_draft(&toml, "b-1", Some("three")).unwrap();
        assert_eq!(drafts(&toml), [("a-1", "two"), ("b-1", "three")].map(owned));
        keep_draft(&toml, "a-1", None).unwrap();
        keep_draft(&toml, "b-1", None).unwrap();
        assert!(!folder.path().join(DRAFTS).exists());
        for name in ["", "../x", "a/b", "a.b"] {
            assert!(keep_draft(&toml, name, Some("words")).is_err());
        }
    }

    fn owned((name, text): (&str, &str)) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_drawer_and_no_picture() {
        let [folder, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let toml = folder.path().join("booklet.toml").to_string_lossy().into_owned();
        fs::write(other.path().join("secret-1.json"), "secret").unwrap();
        fs::write(other.path().join("map.png"), "").unwrap();
        std::os::unix::fs::symlink(other.path(), folder.path().join(DRAFTS)).unwrap();
        std::os::unix::fs::symlink(other.path(), folder.path().join("pictures")).unwrap();
        assert!(drafts(&toml).is_empty());
        assert!(keep_draft(&toml, "a-1", Some("words")).is_err());
        keep_draft(&toml, "secret-1", None).unwrap();
        assert!(other.path().join("secret-1.json").exists());
        assert!(pictures(&toml).is_empty());
        fs::write(folder.path().join("map.PNG"), "").unwrap();
        assert_eq!(pictures(&toml), ["map.PNG"]);
    }
}
