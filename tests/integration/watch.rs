//! `watch`, as an editor at work meets it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Long enough for a busy machine; nothing is waited for that long where all is well.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long it must be quiet to be called quiet.
const QUIET: Duration = Duration::from_millis(1200);

const BOOKLET: &str = "title = \"Water\"\nlanguage = \"en-GB\"\n\
    chapters = [\"chapters/01.toml\"]\n[contact]\nheading = \"Help\"\n";

/// A booklet that is watched, with its outputs in a folder within it.
struct Watched {
    folder: tempfile::TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Watched {
    fn start(editions: &[&str]) -> Self {
        Self::start_by(&[], editions)
    }

    /// The same by another program, which is given the line as its last arguments.
    fn start_by(starter: &[&str], editions: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let booklet = folder.path().join("booklet");
        std::fs::create_dir_all(booklet.join("chapters")).unwrap();
        std::fs::write(booklet.join("booklet.toml"), BOOKLET).unwrap();
        std::fs::write(booklet.join("chapters/01.toml"), chapter("Drink enough.")).unwrap();
        let line = [starter, &[env!("CARGO_BIN_EXE_chapbook")]].concat();
        let mut command = Command::new(line[0]);
        command.current_dir(folder.path()).args(&line[1..]);
        command.args(["watch", "booklet", "--out", "booklet/out"]);
        for edition in editions {
            command.args(["--edition", edition]);
        }
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let errors = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            errors.lines().map_while(Result::ok).all(|line| sender.send(line).is_ok())
        });
        let watched = Self { folder, child, lines };
        watched.hears("watching booklet; Ctrl-C ends it");
        watched
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Waits for a line that holds these words, and gives it.
    fn hears(&self, words: &str) -> String {
        let mut heard = Vec::new();
        let end = Instant::now() + PATIENCE;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            let Ok(line) = self.lines.recv_timeout(left) else { break };
            if line.contains(words) {
                return line;
            }
            heard.push(line);
        }
        panic!("“{words}” was not said, but {heard:#?}")
    }

    fn is_quiet(&self) {
        if let Ok(line) = self.lines.recv_timeout(QUIET) {
            panic!("it built again: {line}")
        }
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path("booklet/out/water.txt")).unwrap()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn chapter(words: &str) -> String {
    format!("title = \"Every day\"\n[[block]]\ntext = \"{words}\"\n")
}

/// Saves as many editors do: a new file takes the place of the old one.
fn replace(path: &Path, text: &str) {
    let beside = path.with_extension("toml.swp");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, path).unwrap();
}

#[test]
fn a_save_is_built_and_the_page_that_changed_is_named() {
    let watched = Watched::start(&["screen", "text"]);
    watched.is_quiet();
    watched.save("booklet/chapters/01.toml", &chapter("Drink six glasses."));
    watched.hears("booklet built in ");
    watched.hears("screen: page 2 changed; 3 pages as before");
    watched.hears("text: changed");
    assert!(watched.text().contains("six glasses"));
    watched.is_quiet();
}

#[test]
fn an_editor_that_replaces_files_is_followed_every_time() {
    let watched = Watched::start(&["text"]);
    for words in ["Two glasses.", "Three glasses.", "Four glasses."] {
        replace(&watched.path("booklet/chapters/01.toml"), &chapter(words));
        watched.hears("text: changed");
        assert!(watched.text().contains(words), "{}", watched.text());
    }
}

#[test]
fn a_mistake_is_reported_and_the_last_good_files_stay() {
    let watched = Watched::start(&["text"]);
    let good = watched.text();
    watched.save("booklet/chapters/01.toml", "title = \"Every day\n");
    watched.hears("toml-syntax");
    watched.hears("the files of the last build stay in booklet/out");
    assert_eq!(watched.text(), good);
    watched.save("booklet/chapters/01.toml", &chapter("Mended."));
    watched.hears("text: changed");
    assert!(watched.text().contains("Mended."));
}

#[test]
fn a_folder_that_goes_and_comes_back_is_still_watched() {
    let watched = Watched::start(&["text"]);
    std::fs::rename(watched.path("booklet/chapters"), watched.path("away")).unwrap();
    watched.hears("missing-file");
    std::fs::rename(watched.path("away"), watched.path("booklet/chapters")).unwrap();
    watched.hears("nothing in the booklet changed");
    std::fs::rename(watched.path("booklet"), watched.path("elsewhere")).unwrap();
    watched.hears("missing-file");
    std::fs::rename(watched.path("elsewhere"), watched.path("booklet")).unwrap();
    watched.hears("nothing in the booklet changed");
    watched.save("booklet/chapters/01.toml", &chapter("Back again."));
    watched.hears("text: changed");
}

#[test]
fn a_file_that_the_booklet_begins_to_name_is_watched_too() {
    let watched = Watched::start(&["text"]);
    let two = BOOKLET.replace("01.toml\"", "01.toml\", \"chapters/02.toml\"");
    watched.save("booklet/booklet.toml", &two);
    watched.hears("missing-file");
    watched.save("booklet/chapters/02.toml", &chapter("More.").replace("Every", "Another"));
    watched.hears("text: changed");
    watched.save("booklet/chapters/02.toml", &chapter("Less.").replace("Every", "Another"));
    watched.hears("text: changed");
    assert!(watched.text().contains("Less."));
}

/// The promise is 50 ms to the beginning of the build for a program that is optimised; this one
/// is not, and shares its machine.
#[test]
fn the_report_of_a_save_does_not_keep_one_waiting() {
    let watched = Watched::start(&["text"]);
    let start = Instant::now();
    watched.save("booklet/chapters/01.toml", &chapter("Quick."));
    let built = watched.hears("built in ");
    let whole = start.elapsed();
    let words: Vec<&str> = built.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "in").unwrap();
    let building = Duration::from_millis(words[at + 1].parse().unwrap());
    let before = whole.saturating_sub(building);
    assert!(before < Duration::from_millis(1500), "{before:?} from the save to the build");
}

#[cfg(unix)]
#[test]
fn ctrl_c_sigterm_and_the_end_of_the_terminal_end_it_well() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut watched = Watched::start(&["text"]);
        let id = watched.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let start = Instant::now();
        while watched.child.try_wait().unwrap().is_none() && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(watched.child.try_wait().unwrap().unwrap().code(), Some(0), "{signal}");
        let left = std::fs::read_dir(watched.path("booklet/out")).unwrap();
        let mut left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".chapbook.json", "water.txt"], "{signal}");
    }
}

/// Whoever starts it with `nohup` has asked that the end of the terminal is not the end of it.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_was_not_to_matter_does_not() {
    let mut watched =
        Watched::start_by(&["sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""], &["text"]);
    let id = watched.child.id().to_string();
    assert!(Command::new("kill").args(["-HUP", &id]).status().unwrap().success());
    watched.save("booklet/chapters/01.toml", &chapter("Still there."));
    watched.hears("text: changed");
    assert!(watched.child.try_wait().unwrap().is_none());
}

#[test]
fn another_name_is_told_with_the_files_that_are_out_of_date() {
    let watched = Watched::start(&["text", "html"]);
    watched.save("booklet/booklet.toml", &BOOKLET.replace("Water", "Clean water"));
    let stale = watched.hears("stale-output");
    for name in ["booklet/out/water.html", "booklet/out/water.txt"] {
        assert!(stale.contains(name), "{stale}");
    }
    watched.hears("the files are called clean-water from now on, and not water");
    // At the next save there is nothing new to say of them.
    watched.save("booklet/chapters/01.toml", &chapter("Drink more."));
    let next = watched.lines.recv_timeout(PATIENCE).unwrap();
    assert!(next.contains("booklet built in "), "{next}");
    watched.hears("text: changed");
    // Somebody prunes meanwhile; the next one who changes the name is told of the next old files.
    let pruned = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(watched.folder.path())
        .args(["build", "booklet", "--edition", "text", "--out", "booklet/out", "--prune"])
        .output()
        .unwrap();
    assert!(pruned.status.success(), "{}", String::from_utf8_lossy(&pruned.stderr));
    assert!(!watched.path("booklet/out/water.txt").exists());
    watched.save("booklet/booklet.toml", &BOOKLET.replace("Water", "Fresh water"));
    let stale = watched.hears("stale-output");
    assert!(stale.contains("out/clean-water.html") && !stale.contains("out/water"), "{stale}");
    watched.hears("the files are called fresh-water from now on, and not clean-water");
}

#[test]
fn a_chapter_that_is_new_and_not_listed_is_told_at_once() {
    let watched = Watched::start(&["text"]);
    watched.save("booklet/chapters/02.toml", &chapter("More.").replace("Every", "Another"));
    let told = watched.hears("unlisted-chapter");
    assert!(told.contains("booklet/chapters/02.toml"), "{told}");
    // What an editor leaves beside it while it saves is none.
    watched.hears("nothing in the booklet changed");
    for name in ["02.toml~", ".02.toml.swp", "4913", "#02.toml#"] {
        watched.save(&format!("booklet/chapters/{name}"), "x");
    }
    watched.is_quiet();
}

#[test]
fn no_booklet_and_more_than_one_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let several = root.join("tests/booklets");
    for (path, words) in [(folder.path(), "there is no booklet"), (&*several, "one booklet at a")] {
        let output = Command::new(env!("CARGO_BIN_EXE_chapbook"))
            .current_dir(folder.path())
            .arg("watch")
            .arg(path)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(words), "{said}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// How the pages of the sample's `screen` edition look, after a change to one of its chapters.
fn looks(chapter: &str, old: &str, new: &str) -> Vec<u64> {
    use chapbook::content::{EditionName, Options, load};
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("booklet"), folder.path());
    let path = folder.path().join("chapters").join(chapter);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{chapter} has no “{old}”");
    std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
    let loaded = load(&folder.path().join("booklet.toml"), &Options::default());
    let request = chapbook::make::Request {
        editions: vec![EditionName::Screen],
        ..chapbook::make::Request::default()
    };
    let made = chapbook::make::make(&loaded.book.unwrap(), &request);
    made.outputs[0].looks.clone()
}

#[test]
fn a_letter_that_is_new_to_the_booklet_changes_its_own_page_alone() {
    let chapter = "01-what-it-is.toml";
    let before = looks(chapter, "free.", "free.");
    let after = looks(chapter, "free.", "freę.");
    assert_eq!(before.len(), after.len());
    let changed = before.iter().zip(&after).filter(|(old, new)| old != new).count();
    assert_eq!(changed, 1);
    assert_eq!(before, looks(chapter, "free.", "free."));
}
