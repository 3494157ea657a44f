//! Which booklet made which files of an output folder: kept there in a hidden file, so that files
//! of an earlier build can be told from those of others.
//!
//! A booklet is known by where its folder lies as seen from the output folder, and that by a digest:
//! an output folder is published, and names of folders are nobody's business.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{digest, is_hexadecimal, is_plain};

/// Its name in the output folder.
pub(in super::super) const NAME: &str = ".chapbook.json";

/// Of the form that is written here.
const VERSION: u64 = 1;

/// More than this is none of ours: a hundred thousand files have their place in it.
const MOST_BYTES: u64 = 16_000_000;

/// Files by their names, each with a digest of its bytes.
pub(in super::super) type Files = BTreeMap<String, String>;

/// What booklets have made, by what they are known by and the slug that they had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Manifest(BTreeMap<(String, String), Files>);

#[derive(Serialize, Deserialize)]
struct Written {
    chapbook: u64,
    made: Vec<Record>,
}

#[derive(Serialize, Deserialize)]
struct Record {
    booklet: String,
    slug: String,
    files: Files,
}

/// A booklet under the name that its files have now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Owner {
    /// What it is known by.
    pub booklet: String,
    pub slug: String,
    /// Names of all files that can be made of it under this slug, on demand alone too.
    pub names: Vec<String>,
}

/// A file that an earlier build made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Stale {
    pub name: String,
    /// Of its bytes when it was made.
    pub sha256: String,
}

impl Manifest {
    /// That of a folder; an empty one where there is none, or none that can be understood.
    pub(crate) fn read(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let ordinary = |it: &std::fs::Metadata| it.is_file() && it.len() <= MOST_BYTES;
        let known = std::fs::symlink_metadata(&path).is_ok_and(|it| ordinary(&it));
        let bytes = known.then(|| std::fs::read(&path).ok()).flatten();
        bytes.map_or_else(Self::default, |bytes| Self::parse(&bytes))
    }

    fn parse(bytes: &[u8]) -> Self {
        let written = serde_json::from_slice::<Written>(bytes).ok();
        let Some(written) = written.filter(|it| it.chapbook == VERSION) else {
            return Self::default();
        };
        let mut manifest = Self::default();
        for mut record in written.made {
            record.files.retain(|name, sha256| is_plain(name) && is_hexadecimal(sha256));
            let files = manifest.0.entry((record.booklet, record.slug)).or_default();
            files.append(&mut record.files);
        }
        manifest
    }

    /// As it is written.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let made = self.0.iter().map(|((booklet, slug), files)| Record {
            booklet: booklet.clone(),
            slug: slug.clone(),
            files: files.clone(),
        });
        let written = Written { chapbook: VERSION, made: made.collect() };
        let text = serde_json::to_string_pretty(&written);
        (text.expect("strings and numbers alone always make JSON") + "\n").into_bytes()
    }

    /// Takes down what a booklet has made. A file is its last maker's.
    pub(crate) fn add(&mut self, owner: &Owner, files: impl IntoIterator<Item = (String, String)>) {
        let files: Files = files.into_iter().collect();
        self.0.values_mut().for_each(|others| others.retain(|name, _| !files.contains_key(name)));
        let key = (owner.booklet.clone(), owner.slug.clone());
        self.0.entry(key).or_default().extend(files);
        self.0.retain(|_, files| !files.is_empty());
    }

    /// Drops the files that are gone.
    pub(crate) fn keep_what_is_in(&mut self, folder: &Path) {
        let there = |name: &str| std::fs::symlink_metadata(folder.join(name)).is_ok();
        self.0.values_mut().for_each(|files| files.retain(|name, _| there(name)));
        self.0.retain(|_, files| !files.is_empty());
    }

    /// The files of a booklet that were made before, under the name that it has now, and are not
    /// among those that are made now; none where these are as they were, since then the others say
    /// the same.
    pub(crate) fn left_behind(&self, owner: &Owner, made: &Files) -> Vec<String> {
        let key = (owner.booklet.clone(), owner.slug.clone());
        let Some(before) = self.0.get(&key) else { return Vec::new() };
        let differs =
            |(name, digest): (&String, &String)| before.get(name).is_some_and(|it| it != digest);
        if !made.iter().any(differs) {
            return Vec::new();
        }
        let left = |name: &&String| !made.contains_key(*name) && owner.names.contains(name);
        before.keys().filter(left).cloned().collect()
    }

    /// The booklets other than one that have made some files last, each with those of them.
    pub(crate) fn others(
        &self,
        booklet: Option<&str>,
        names: &[String],
    ) -> Vec<(String, Vec<String>)> {
        let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for ((owner, _), files) in self.0.iter().filter(|((it, _), _)| Some(&**it) != booklet) {
            let theirs = names.iter().filter(|name| files.contains_key(*name)).cloned();
            others.entry(owner.clone()).or_default().extend(theirs);
        }
        others.retain(|_, files| !files.is_empty());
        others.into_iter().collect()
    }

    /// The files of a booklet under other names than it has now: another slug, or a size of large
    /// print that is not built any more.
    pub(crate) fn stale(&self, owner: &Owner) -> Vec<Stale> {
        let earlier = self.0.iter().filter(|((booklet, _), _)| *booklet == owner.booklet);
        let files = earlier.flat_map(|((_, slug), files)| {
            let renamed = *slug != owner.slug;
            files.iter().filter(move |(name, _)| renamed || !owner.names.contains(name))
        });
        let stale = |(name, sha256): (&String, &String)| Stale {
            name: name.clone(),
            sha256: sha256.clone(),
        };
        let mut stale: Vec<Stale> = files.map(stale).collect();
        stale.sort_by(|a, b| a.name.cmp(&b.name));
        stale
    }
}

/// What a booklet is known by in an output folder; nothing where one of the two cannot be found.
pub(in super::super) fn identity(out: &Path, booklet: &Path) -> Option<String> {
    let out = std::fs::canonicalize(out).ok()?;
    let booklet = std::fs::canonicalize(booklet).ok()?;
    let seen = relative(&out, &booklet);
    let parts: Vec<_> = seen.components().map(|part| part.as_os_str().as_encoded_bytes()).collect();
    Some(digest(&parts.join(&b'/'))[..32].to_owned())
}

/// A path as seen from a folder, both at their real places.
pub(in super::super) fn relative(from: &Path, to: &Path) -> PathBuf {
    let mut steps = from.components().peekable();
    let mut rest = to.components().peekable();
    while steps.peek().is_some() && steps.peek() == rest.peek() {
        steps.next();
        rest.next();
    }
    steps.map(|_| Component::ParentDir).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(booklet: &str, slug: &str) -> Owner {
        let names = ["pdf", "txt", "html"].map(|ending| format!("{slug}.{ending}"));
        Owner { booklet: booklet.into(), slug: slug.into(), names: names.into() }
    }

    fn add(manifest: &mut Manifest, owner: &Owner, names: &[&str]) {
        let files = names.iter().map(|name| ((*name).to_owned(), digest(name.as_bytes())));
        manifest.add(owner, files);
    }

    fn names(stale: Vec<Stale>) -> Vec<String> {
        stale.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn files_under_another_name_are_stale_and_editions_not_built_are_not() {
        let mut manifest = Manifest::default();
        add(&mut manifest, &owner("b", "old"), &["old.pdf", "old.txt"]);
        add(&mut manifest, &owner("b", "old"), &["old.pdf"]);
        assert_eq!(manifest.stale(&owner("b", "old")), []);
        add(&mut manifest, &owner("b", "new"), &["new.pdf"]);
        assert_eq!(names(manifest.stale(&owner("b", "new"))), ["old.pdf", "old.txt"]);
        assert_eq!(manifest.stale(&owner("c", "new")), []);
    }

    #[test]
    fn editions_that_are_not_made_anew_are_left_behind_where_the_words_differ() {
        let mut manifest = Manifest::default();
        let owner = owner("b", "t");
        add(&mut manifest, &owner, &["t.pdf", "t.html", "t.txt"]);
        let made = |digest: &str| Files::from([("t.pdf".to_owned(), digest.to_owned())]);
        assert_eq!(manifest.left_behind(&owner, &made("other")), ["t.html", "t.txt"]);
        assert_eq!(manifest.left_behind(&owner, &made(&digest(b"t.pdf"))), [""; 0]);
        let new = Files::from([("t-press.pdf".to_owned(), "x".to_owned())]);
        assert_eq!(manifest.left_behind(&owner, &new), [""; 0]);
    }

    #[test]
    fn a_file_is_its_last_maker_s() {
        let mut manifest = Manifest::default();
        add(&mut manifest, &owner("a", "t"), &["t.pdf"]);
        add(&mut manifest, &owner("b", "u"), &["u.pdf"]);
        add(&mut manifest, &owner("a", "u"), &["u.pdf"]);
        add(&mut manifest, &owner("b", "t"), &["t.pdf"]);
        assert_eq!(manifest.stale(&owner("a", "u")), []);
        assert_eq!(manifest.stale(&owner("b", "t")), []);
    }

    #[test]
    fn it_is_read_as_it_was_written_and_in_one_order() {
        let (mut one, mut other) = (Manifest::default(), Manifest::default());
        add(&mut one, &owner("b", "y"), &["y.pdf", "y-press.pdf"]);
        add(&mut one, &owner("a", "x"), &["x.pdf"]);
        add(&mut other, &owner("a", "x"), &["x.pdf"]);
        add(&mut other, &owner("b", "y"), &["y-press.pdf"]);
        add(&mut other, &owner("b", "y"), &["y.pdf"]);
        assert_eq!(one.bytes(), other.bytes());
        assert_eq!(Manifest::parse(&one.bytes()), one);
    }

    #[test]
    fn what_is_no_manifest_is_an_empty_one_and_paths_are_left_out() {
        let good = |name: &str, sha256: &str| {
            let json = serde_json::json!({ "chapbook": 1, "made": [
                { "booklet": "b", "slug": "t", "files": { name: sha256 } } ] });
            Manifest::parse(json.to_string().as_bytes())
        };
        let sha256 = digest(b"x");
        assert_eq!(good("t.pdf", &sha256).stale(&owner("b", "u")).len(), 1);
        for name in
            ["../../etc/passwd", "/etc/passwd", "a/b", "..", ".", "", "a\\b", "C:x", ".x", NAME]
        {
            assert_eq!(good(name, &sha256).stale(&owner("b", "u")), [], "{name}");
        }
        assert_eq!(good("t.pdf", "?").stale(&owner("b", "u")), []);
        let deep = "[".repeat(100_000);
        for text in ["", "{", "[]", "null", "{\"chapbook\":2,\"made\":[]}", "{\"made\":7}", &deep] {
            assert_eq!(Manifest::parse(text.as_bytes()), Manifest::default());
        }
    }

    #[test]
    fn a_booklet_is_known_by_its_place_as_seen_from_the_outputs() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for folder in [&one, &other] {
            for name in ["out", "b", "c"] {
                std::fs::create_dir(folder.path().join(name)).unwrap();
            }
        }
        let known = |root: &Path, booklet: &str| identity(&root.join("out"), &root.join(booklet));
        assert!(known(one.path(), "b").is_some());
        assert_eq!(known(one.path(), "b"), known(other.path(), "b"));
        assert_eq!(known(one.path(), "b"), known(one.path(), "c/../b"));
        assert_ne!(known(one.path(), "b"), known(one.path(), "c"));
        assert_eq!(known(one.path(), "d"), None);
        assert_eq!(relative(Path::new("/a/b/out"), Path::new("/a/c")), Path::new("../../c"));
    }
}
