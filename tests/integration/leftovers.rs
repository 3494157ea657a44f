//! Chapters that are not listed and pictures that are not shown: what is told of them, where, and
//! what is nobody's business.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CHAPTER: &str = "title = \"A\"\n[[block]]\ntext = \"Drink enough.\"\n";

const DOT: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>";

/// A folder with a booklet `b` that lists these chapters.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(list: &str, more: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.list(list, more);
        folder
    }

    fn list(&self, list: &str, more: &str) {
        let toml = format!(
            "title = \"Water\"\nlanguage = \"en-GB\"\nchapters = {list}\n{more}\n[contact]\n\
             heading = \"Help\"\n[[contact.point]]\nname = \"Line\"\nphone = \"01632 960000\"\n"
        );
        self.write("b/booklet.toml", &toml);
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The findings of a code in what a command reports, and its exit code.
    fn findings(&self, line: &str, code: &str) -> (Vec<Value>, i32) {
        let output = Command::new(env!("CARGO_BIN_EXE_chapbook"))
            .current_dir(self.0.path())
            .args(line.split_whitespace())
            .args(["--format", "json"])
            .output()
            .unwrap();
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let all = document["booklets"][0]["diagnostics"].as_array().unwrap();
        let found = all.iter().filter(|it| it["code"] == code).cloned().collect();
        (found, output.status.code().unwrap())
    }

    /// The files that are told to be left over.
    fn left(&self, line: &str, code: &str) -> Vec<String> {
        let (found, _) = self.findings(line, code);
        found.iter().map(|it| it["file"].as_str().unwrap().to_owned()).collect()
    }

    fn unlisted(&self) -> Vec<String> {
        let built = self.left("build b --edition text", "unlisted-chapter");
        assert_eq!(self.left("check b", "unlisted-chapter"), built);
        built
    }
}

#[test]
fn a_chapter_that_is_not_listed_is_told_with_the_words_to_add() {
    let folder = Folder::new("[\"chapters/01.toml\", \"chapters/03.toml\"]", "");
    for name in ["01", "02", "03"] {
        folder.write(&format!("b/chapters/{name}.toml"), CHAPTER);
    }
    assert_eq!(folder.unlisted(), ["b/chapters/02.toml"]);
    let (found, code) = folder.findings("build b --edition text", "unlisted-chapter");
    assert_eq!((code, found[0]["severity"].as_str()), (0, Some("warning")));
    assert!(found[0]["helps"][0].as_str().unwrap().contains("\"chapters/02.toml\""), "{found:?}");
    let output = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder.0.path())
        .args(["check", "b"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let line = "chapters = [\"chapters/01.toml\", \"chapters/02.toml\", \"chapters/03.toml\"]";
    assert!(said.contains(line), "{said}");
    // `check --fix` adds no chapter by itself: it would change what readers get.
    let before = std::fs::read(folder.path("b/booklet.toml")).unwrap();
    folder.findings("check b --fix", "unlisted-chapter");
    assert_eq!(std::fs::read(folder.path("b/booklet.toml")).unwrap(), before);
}

#[test]
fn the_words_to_add_can_be_put_where_they_are_shown() {
    let lists = [
        ("[\"chapters/02.toml\"]", "[\"chapters/01.toml\", \"chapters/02.toml\"]", "01"),
        ("[\"chapters/01.toml\"]", "[\"chapters/01.toml\", \"chapters/02.toml\"]", "02"),
        (
            "[\n  \"chapters/01.toml\",\n  \"chapters/03.toml\",\n]",
            "[\n  \"chapters/01.toml\",\n  \"chapters/02.toml\",\n  \"chapters/03.toml\",\n]",
            "02",
        ),
        (
            "[\n\t'chapters/01.toml', # first\n]",
            "[\n\t'chapters/01.toml',\n\t\"chapters/02.toml\", # first\n]",
            "02",
        ),
    ];
    for (list, mended, name) in lists {
        let folder = Folder::new(list, "");
        for name in ["01", "02", "03"].iter().filter(|it| list.contains(*it) || **it == name) {
            folder.write(&format!("b/chapters/{name}.toml"), CHAPTER);
        }
        let options = chapbook::content::Options::default();
        let loaded = chapbook::content::load(&folder.path("b/booklet.toml"), &options);
        let found =
            loaded.diagnostics.iter().find(|it| it.code.as_str() == "unlisted-chapter").unwrap();
        let patch = found.helps[0].patch.as_ref().unwrap();
        let mut text = loaded.sources.file(patch.span.source).text.to_string();
        text.replace_range(patch.span.range(), &patch.replacement);
        assert!(text.contains(&format!("chapters = {mended}\n")), "{text}");
        folder.write("b/booklet.toml", &text);
        assert_eq!(folder.unlisted(), [""; 0]);
    }
}

#[test]
fn a_copy_is_not_to_be_added() {
    let folder = Folder::new("[\"chapters/01.toml\"]", "");
    for name in ["01", "01 (copy)", "Copy of 01", "01 - Kopie"] {
        folder.write(&format!("b/chapters/{name}.toml"), CHAPTER);
    }
    let (found, _) = folder.findings("check b", "unlisted-chapter");
    assert_eq!(found.len(), 3);
    for finding in found {
        let helps = finding["helps"].as_array().unwrap();
        assert_eq!(helps.len(), 1);
        assert_eq!(helps[0].as_str(), Some("delete it, or move it to another folder"));
    }
}

#[test]
fn a_renamed_chapter_is_meant_and_not_what_was_kept_of_it() {
    let meant = |files: &[&str]| {
        let folder = Folder::new("[\"chapters/01.toml\", \"chapters/02-getting-ready.toml\"]", "");
        for name in ["01.toml"].iter().chain(files) {
            folder.write(&format!("b/chapters/{name}"), CHAPTER);
        }
        let options = chapbook::content::Options::default();
        let loaded = chapbook::content::load(&folder.path("b/booklet.toml"), &options);
        let found =
            loaded.diagnostics.iter().find(|it| it.code.as_str() == "missing-file").unwrap();
        found.helps[0].patch.as_ref().map(|patch| patch.replacement.clone())
    };
    let backups = [
        "02-getting-ready.toml.bak",
        "02-getting-ready.toml~",
        "02-getting-ready.toml.orig",
        "02-getting-ready.toml.tmp",
        ".02-getting-ready.toml.swp",
        "02-getting-ready (copy).toml",
        "Copy of 02-getting-ready.toml",
    ];
    assert_eq!(meant(&backups), None);
    let ready = Some("\"chapters/02-ready.toml\"".to_owned());
    assert_eq!(meant(&[&backups[..], &["02-ready.toml"]].concat()), ready);
    assert_eq!(meant(&["02-ready.toml", "03-other.toml"]), ready);
    let other = Some("\"chapters/getting-there.toml\"".to_owned());
    assert_eq!(meant(&["getting-there.toml", "03-other.toml"]), other);
    assert_eq!(meant(&["03-other.toml"]), None);
    assert_eq!(meant(&["02-one.toml", "02-two.toml"]), None, "it may be either");
}

#[test]
fn folders_in_which_chapters_lie_are_looked_into_and_no_others() {
    let folder = Folder::new("[\"one.toml\", \"parts/two/a.toml\"]", "");
    let (told, quiet) = (
        ["chapters/new.toml", "three.toml", "parts/two/b.TOML", "parts/two/empty.toml"],
        [
            "Cargo.toml",
            "house.toml",
            "parts/c.toml",
            "parts/two/a.toml~",
            "parts/two/b.toml.orig",
            "parts/two/b.orig.toml",
            "parts/two/b.bak.toml",
            "parts/two/.#a.toml",
            "parts/two/chapter.schema.json",
            "parts/two/notes.txt",
            "parts/two/deep/d.toml",
            "drafts/e.toml",
            "out/f.toml",
            "fonts/g.toml",
        ],
    );
    for name in ["one.toml", "parts/two/a.toml"] {
        folder.write(&format!("b/{name}"), CHAPTER);
    }
    for name in told.iter().chain(&quiet) {
        let text = match *name {
            "Cargo.toml" => "[package]\n",
            "parts/two/empty.toml" => "",
            _ => CHAPTER,
        };
        folder.write(&format!("b/{name}"), text);
    }
    let mut expected = told.map(|name| format!("b/{name}"));
    expected.sort();
    let mut found = folder.unlisted();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn chapters_that_are_shared_in_a_house_are_not_told_of() {
    let folder =
        Folder::new("[\"chapters/a.toml\", \"../shared/one.toml\"]", "house = \"../house.toml\"");
    folder.write("house.toml", "publisher = \"P\"\n");
    for name in ["b/chapters/a.toml", "shared/one.toml", "shared/two.toml", "b/chapters/lent.toml"]
    {
        folder.write(name, CHAPTER);
    }
    assert_eq!(folder.unlisted(), ["b/chapters/lent.toml"]);
    // Another booklet of the house lists it.
    folder.write("c/booklet.toml", "chapters = [\"../b/chapters/lent.toml\"]\n");
    assert_eq!(folder.unlisted(), [""; 0]);
    folder.write("c/booklet.toml", "chapters = [\"../b/chapters/other.toml\"\n");
    assert_eq!(folder.unlisted(), ["b/chapters/lent.toml"]);
    std::fs::remove_dir_all(folder.path("c")).unwrap();
    folder.write("far/d/booklet.toml", "chapters = [\"../../b/chapters/lent.toml\"]\n");
    assert_eq!(folder.unlisted(), [""; 0]);
    // A booklet within this one has chapters of its own.
    folder.write("b/chapters/booklet.toml", "");
    std::fs::remove_dir_all(folder.path("far")).unwrap();
    assert_eq!(folder.unlisted(), [""; 0]);
}

#[test]
fn what_was_meant_to_be_listed_is_asked_first() {
    let folder = Folder::new("[\"chapters/01.toml\", \"chapters/2.toml\"]", "");
    folder.write("b/chapters/01.toml", CHAPTER);
    folder.write("b/chapters/02.toml", CHAPTER);
    assert_eq!(folder.unlisted(), [""; 0]);
    folder.list("[\"chapters/01.toml\", \"chapters/01.toml\"]", "");
    assert_eq!(folder.unlisted(), ["b/chapters/02.toml"]);
    folder.list("[\"chapters/01.toml\"", "");
    assert_eq!(folder.unlisted(), [""; 0]);
    folder.list("[\"chapters/01.toml\"]", "titel = \"x\"");
    assert_eq!(folder.unlisted(), ["b/chapters/02.toml"], "other errors do not hide it");
}

#[test]
fn a_reason_silences_it_in_build_too() {
    let folder = Folder::new("[\"chapters/01.toml\"]", "");
    folder.write("b/chapters/01.toml", CHAPTER);
    folder.write("b/chapters/02.toml", CHAPTER);
    assert_eq!(folder.unlisted().len(), 1);
    let allow = "allow = [{ code = \"unlisted-chapter\", reason = \"for the next edition\" }]";
    folder.list("[\"chapters/01.toml\"]", allow);
    assert_eq!(folder.unlisted(), [""; 0]);
    assert_eq!(folder.left("check b", "unused-allow"), [""; 0]);
    std::fs::remove_file(folder.path("b/chapters/02.toml")).unwrap();
    assert_eq!(folder.left("check b", "unused-allow"), ["b/booklet.toml"]);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_folders_among_the_chapters_are_passed_over() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("[\"chapters/01.toml\"]", "");
    folder.write("b/chapters/01.toml", CHAPTER);
    folder.write("outside.toml", CHAPTER);
    std::fs::create_dir(folder.path("b/chapters/folder.toml")).unwrap();
    let made = Command::new("mkfifo").arg(folder.path("b/chapters/pipe.toml")).status();
    assert!(made.unwrap().success());
    for (target, name) in [
        ("01.toml", "again.toml"),
        ("../../outside.toml", "outside.toml"),
        ("nowhere", "nowhere.toml"),
        ("loop.toml", "loop.toml"),
        ("/dev/zero", "zero.toml"),
    ] {
        symlink(target, folder.path("b/chapters").join(name)).unwrap();
    }
    assert_eq!(folder.unlisted(), [""; 0]);
}

#[test]
fn pictures_that_nothing_shows_are_told_by_check_up_to_a_number() {
    let folder = Folder::new("[\"chapters/01.toml\"]", "");
    let figure = "[[block]]\nfigure = { image = \"../pictures/shown.svg\", alt = \"A dot\" }\n";
    folder.write("b/chapters/01.toml", &format!("{CHAPTER}{figure}"));
    folder.write("b/pictures/shown.svg", DOT);
    assert_eq!(folder.left("check b", "unused-picture"), [""; 0]);
    for name in ["a.png", "b.JPG", "c.jpeg", "d.svg"] {
        folder.write(&format!("b/pictures/{name}"), DOT);
    }
    let expected = ["a.png", "b.JPG", "c.jpeg", "d.svg"].map(|name| format!("b/pictures/{name}"));
    assert_eq!(folder.left("check b", "unused-picture"), expected);
    assert_eq!(folder.left("build b --edition text", "unused-picture"), [""; 0]);
    // One that a chapter shows which is not listed yet waits for it.
    folder.write("b/chapters/02.toml", &format!("{CHAPTER}{}", figure.replace("shown", "d")));
    assert_eq!(folder.left("check b", "unused-picture"), expected[..3]);
    for number in 0..40 {
        folder.write(&format!("b/pictures/e{number:02}.png"), "x");
    }
    let (found, _) = folder.findings("check b", "unused-picture");
    assert_eq!(found.len(), 21);
    assert!(found.iter().all(|it| it["severity"] == "warning"), "{found:?}");
    let last = found.last().unwrap()["message"].as_str().unwrap();
    assert!(last.contains("23 more pictures are shown nowhere"), "{last}");
}

#[test]
fn the_pictures_of_a_house_are_its_own_business() {
    let folder = Folder::new("[\"a.toml\"]", "house = \"../house.toml\"");
    folder.write("house.toml", "[cover]\nlogo = \"pictures/logo.svg\"\nlogo_alt = \"A dot\"\n");
    folder.write("b/a.toml", CHAPTER);
    folder.write("pictures/logo.svg", DOT);
    folder.write("pictures/other.svg", DOT);
    assert_eq!(folder.left("check b", "unused-picture"), [""; 0]);
}

#[test]
fn the_sample_and_the_test_booklets_have_no_leftovers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    let mut folders = ["booklet", "docs/guide", "tests/booklets"].map(|it| root.join(it)).to_vec();
    while let Some(folder) = folders.pop() {
        if folder.join("booklet.toml").is_file() {
            paths.push(folder);
            continue;
        }
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        folders.extend(entries.filter(|path| path.is_dir()));
    }
    assert!(paths.len() > 6, "{paths:?}");
    for path in paths {
        let options = chapbook::content::Options::default();
        let loaded = chapbook::content::load(&path.join("booklet.toml"), &options);
        let said: Vec<_> = loaded.diagnostics.iter().map(|it| it.code.as_str()).collect();
        assert!(!said.contains(&"unlisted-chapter"), "{path:?}: {said:?}");
        let book = loaded.book.unwrap();
        assert!(book.unused_pictures.is_empty(), "{path:?}");
    }
}

#[test]
fn editions_that_were_not_made_anew_after_an_edit_are_told() {
    let folder = Folder::new("[\"chapters/01.toml\"]", "");
    folder.write("b/chapters/01.toml", CHAPTER);
    let all = "build b --no-verify";
    assert_eq!(folder.findings(all, "stale-output").0.len(), 0);
    // The same words: nothing is stale.
    let one = "build b --no-verify --edition text";
    assert_eq!(folder.findings(one, "stale-output").0.len(), 0);
    folder.write("b/chapters/01.toml", &CHAPTER.replace("title = \"", "title = \"New "));
    let (found, code) = folder.findings(one, "stale-output");
    assert_eq!((code, found.len()), (0, 1));
    let message = found[0]["message"].as_str().unwrap();
    for file in ["out/water.pdf", "out/water-large-print.pdf", "out/water.html"] {
        assert!(message.contains(file), "{message}");
    }
    assert!(!message.contains("out/water.txt"), "{message}");
    assert_eq!(found[0]["severity"], "info");
    assert_eq!(folder.findings(all, "stale-output").0.len(), 0);
}
