//! What becomes of an output folder over many builds: whose files lie in it, which are of an earlier
//! name, who may write there, and what a killed run has left.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

fn chapbook(folder: &Path, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder)
        .args(line.split_whitespace())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs the program, which must end so; gives what it said.
fn run(folder: &Path, line: &str, code: i32) -> String {
    let output = chapbook(folder, line);
    assert_eq!(output.status.code(), Some(code), "{line}: {}", said(&output));
    said(&output)
}

/// The document of a build.
fn json(folder: &Path, line: &str) -> Value {
    serde_json::from_slice(&chapbook(folder, &format!("{line} --format json")).stdout).unwrap()
}

/// The findings of a code in a document, as text.
fn findings(document: &Value, code: &str) -> Vec<String> {
    let booklets = document["booklets"].as_array().unwrap().iter();
    let all = booklets.flat_map(|booklet| booklet["diagnostics"].as_array().unwrap());
    all.filter(|it| it["code"] == code).map(Value::to_string).collect()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A booklet of a line, in a folder; it is built as text and HTML.
fn booklet(folder: &Path, name: &str, slug: &str) {
    let more = format!("slug = \"{slug}\"\neditions = [\"text\", \"html\"]");
    titled(folder, name, "Water", &more, "Drink enough.");
}

fn titled(folder: &Path, name: &str, title: &str, more: &str, words: &str) {
    let toml = format!(
        "title = \"{title}\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n{more}\n[contact]\n\
         heading = \"Help\"\n[[contact.point]]\nname = \"Line\"\nphone = \"01632 960000\"\n"
    );
    write(folder, &format!("{name}/booklet.toml"), &toml);
    let chapter = format!("title = \"Every day\"\n[[block]]\ntext = \"{words}\"\n");
    write(folder, &format!("{name}/a.toml"), &chapter);
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let named =
        entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()));
    named.map(|(name, path)| (name, std::fs::read(path).unwrap_or_default())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

#[test]
fn files_under_an_earlier_name_are_named_until_they_are_pruned() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    run(folder, "build b", 0);
    assert!(!run(folder, "build b --edition text", 0).contains("stale-output"));
    booklet(folder, "b", "new");
    let told = run(folder, "build b", 0);
    for words in ["warning[stale-output]", "out/old.txt", "out/old.html", "build b --prune"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let document = json(folder, "build b");
    let found = findings(&document, "stale-output");
    assert_eq!(found.len(), 1, "{document}");
    assert!(found[0].contains("out/old.txt") && found[0].contains("out/old.html"), "{found:?}");
    assert_eq!(names(&folder.join("out")).len(), 5);
    let removed = json(folder, "build b --prune");
    let found = findings(&removed, "stale-output");
    assert!(found[0].contains("removed out/old.html and out/old.txt"), "{found:?}");
    assert!(found[0].contains("\"info\""), "{found:?}");
    assert_eq!(names(&folder.join("out")), [".chapbook.json", "new.html", "new.txt"]);
    assert!(!run(folder, "build b --prune", 0).contains("stale"));
}

#[test]
fn every_way_to_another_name_is_seen_and_nothing_else_is() {
    // The title makes the name, the slug does; a subtitle, a version or fewer editions do not.
    let ways: [(&str, &str, &str, bool); 7] = [
        ("Water", "", "build b", false),
        ("Water", "subtitle = \"Every day\"\nversion = \"2\"", "build b", false),
        ("Water", "editions = [\"text\"]", "build b", false),
        ("Water", "", "build b --edition html", false),
        ("Clean water", "", "build b", true),
        ("Water", "slug = \"clean\"", "build b --edition text", true),
        ("Wäter!", "slug = \"water\"", "build b", false),
    ];
    for (title, more, line, stale) in ways {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path();
        titled(folder, "b", "Water", "", "Drink enough.");
        run(folder, "build b --edition text --edition html", 0);
        titled(folder, "b", title, more, "Drink enough.");
        let told = run(folder, line, 0);
        assert_eq!(told.contains("stale-output"), stale, "{title}, {more}, {line}: {told}");
        run(folder, &format!("{line} --prune"), 0);
        assert_eq!(folder.join("out/water.txt").exists(), !stale, "{title}, {more}, {line}");
    }
}

#[test]
fn files_in_sizes_that_are_not_built_any_more_are_named_until_they_are_pruned() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let sized = |sizes: &str, words: &str| {
        let more = format!("editions = [\"large-print\"]\nedition.large-print.sizes = {sizes}");
        titled(folder, "b", "Water", &more, words);
    };
    sized("[18, 24]", "Drink enough.");
    let document = json(folder, "build b");
    let outputs = document["booklets"][0]["outputs"].as_array().unwrap().iter();
    let outputs: Vec<_> = outputs.map(|it| (it["edition"].clone(), it["path"].clone())).collect();
    let expected = ["out/water-large-print.pdf", "out/water-large-print-24.pdf"];
    assert_eq!(outputs, expected.map(|path| ("large-print".into(), path.into())));
    assert!(!run(folder, "build b", 0).contains("stale-output"));
    sized("[24, 18]", "Drink a lot.");
    let told = run(folder, "build b", 0);
    let words = "out/water-large-print-24.pdf is of an earlier build";
    assert!(told.contains("warning[stale-output]") && told.contains(words), "{told}");
    assert!(told.contains("large print has other sizes now"), "{told}");
    assert!(!told.contains("not made anew"), "{told}");
    run(folder, "build b --prune", 0);
    let left = [".chapbook.json", "water-large-print-18.pdf", "water-large-print.pdf"];
    assert_eq!(names(&folder.join("out")), left);
}

#[test]
fn another_booklet_that_is_called_like_a_size_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    titled(folder, "b", "Water", "edition.large-print.sizes = [18, 24]", "Drink enough.");
    titled(folder, "c", "Wine", "slug = \"water-large-print-24\"", "Drink little.");
    let told = run(folder, "build b c", 1);
    let words = "`water-large-print-24.pdf` would also be written by c";
    assert!(told.contains("error[same-output]") && told.contains(words), "{told}");
}

#[test]
fn nothing_is_removed_that_the_booklet_did_not_make_or_that_was_changed() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    booklet(folder, "c", "other");
    run(folder, "build b c", 0);
    write(folder, "out/old.txt", "notes of the editor");
    write(folder, "out/old.pdf", "somebody's own");
    booklet(folder, "b", "new");
    let told = run(folder, "build b --prune", 0);
    assert!(told.contains("note: removed out/old.html, of an earlier build"), "{told}");
    assert!(told.contains("never removes them: out/old.txt"), "{told}");
    assert!(!told.contains("old.pdf"), "{told}");
    let left = names(&folder.join("out"));
    for name in ["old.txt", "old.pdf", "other.txt", "other.html", "new.txt"] {
        assert!(left.iter().any(|it| it == name), "{name} in {left:?}");
    }
    // What became a link leads to somebody else's file.
    std::fs::remove_file(folder.join("out/new.txt")).unwrap();
    symlink(folder.join("b/a.toml"), folder.join("out/new.txt")).unwrap();
    booklet(folder, "b", "newest");
    run(folder, "build b --prune", 0);
    assert!(folder.join("out/new.txt").is_symlink() && folder.join("b/a.toml").exists());
}

#[test]
fn a_booklet_with_errors_removes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    run(folder, "build b", 0);
    let good = files(&folder.join("out"));
    titled(folder, "b", "Water", "slug = \"new\"", "Drink *enough.");
    run(folder, "build b --prune", 1);
    assert!(files(&folder.join("out")) == good);
}

#[test]
fn booklets_that_change_names_with_each_other_keep_all_files() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    for turn in 0..4 {
        let slugs = if turn % 2 == 0 { ["one", "two"] } else { ["two", "one"] };
        booklet(folder, "a", slugs[0]);
        booklet(folder, "b", slugs[1]);
        let told = run(folder, "build a b --prune", 0);
        assert!(!told.contains("stale"), "{told}");
        assert_eq!(names(&folder.join("out")).len(), 5, "{told}");
    }
    // Only one of them moves into the other's name, and then out of its way.
    booklet(folder, "b", "three");
    run(folder, "build b", 0);
    booklet(folder, "a", "one");
    run(folder, "build a --prune", 0);
    let left = [".chapbook.json", "one.html", "one.txt", "three.html", "three.txt"];
    assert_eq!(names(&folder.join("out")), left);
}

#[test]
fn the_manifest_tells_no_time_and_no_place_and_is_the_same_in_any_order() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "a", "one");
    booklet(folder, "b", "two");
    run(folder, "build a b --out x", 0);
    run(folder, "build b --out y", 0);
    run(folder, "build a --edition html --out y", 0);
    run(folder, "build a --edition text --out y", 0);
    assert!(files(&folder.join("x")) == files(&folder.join("y")));
    let manifest = std::fs::read_to_string(folder.join("x/.chapbook.json")).unwrap();
    let document: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(document["chapbook"], 1);
    assert_eq!(document["made"].as_array().unwrap().len(), 2);
    assert!(!manifest.contains(&*folder.file_name().unwrap().to_string_lossy()), "{manifest}");
    assert!(!manifest.contains('/'), "{manifest}");
}

#[test]
fn a_manifest_that_is_damaged_foreign_or_hostile_harms_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    run(folder, "build b", 0);
    let manifest = folder.join("out/.chapbook.json");
    let good = std::fs::read_to_string(&manifest).unwrap();
    let document: Value = serde_json::from_str(&good).unwrap();
    let known = document["made"][0]["booklet"].as_str().unwrap();
    write(folder, "b/victim.txt", "mine");
    write(folder, "out/.hidden", "mine");
    // As a digest says that knows the victims.
    let digest = "6d9f9d2a94f5c2b4bbb2c9d5ee5bb7b3c4a8b0c4b8f6f4a5e7a0d7c1b2a3f4e5";
    let hostile = |name: &str| {
        serde_json::json!({ "chapbook": 1, "made": [
            { "booklet": known, "slug": "gone", "files": { name: digest } } ] })
        .to_string()
    };
    let outside = ["../b/victim.txt", "../../etc/passwd", "/etc/passwd", ".hidden", "..", "a/../b"];
    let mut texts: Vec<String> = outside.map(hostile).to_vec();
    texts.extend([good[..good.len() / 2].to_owned(), String::new(), "[".repeat(99_999)]);
    texts.extend(["{}".to_owned(), "{\"chapbook\": 99}".into(), "\u{1b}[2J".into()]);
    for text in texts {
        std::fs::write(&manifest, &text).unwrap();
        let told = run(folder, "build b --prune", 0);
        assert!(!told.contains("stale") && !told.contains('\u{1b}'), "{text}: {told}");
        assert_eq!(std::fs::read_to_string(&manifest).unwrap(), good, "{text}");
    }
    assert_eq!(std::fs::read_to_string(folder.join("b/victim.txt")).unwrap(), "mine");
    assert!(folder.join("out/.hidden").exists());
}

#[test]
fn a_manifest_that_cannot_be_kept_as_usual_does_not_keep_a_booklet_from_being_built() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    run(folder, "build b", 0);
    let manifest = folder.join("out/.chapbook.json");
    let mode = |mode| std::fs::Permissions::from_mode(mode);
    for readable in [0o444, 0o000] {
        std::fs::set_permissions(&manifest, mode(readable)).unwrap();
        run(folder, "build b", 0);
        assert!(files(&folder.join("out")).contains_key("old.txt"));
    }
    std::fs::remove_file(&manifest).unwrap();
    symlink("/dev/zero", &manifest).unwrap();
    run(folder, "build b", 0);
    assert!(manifest.symlink_metadata().unwrap().is_file());
    std::fs::remove_file(&manifest).unwrap();
    std::fs::create_dir(&manifest).unwrap();
    run(folder, "build b --prune", 0);
    assert!(manifest.is_dir());
}

#[test]
fn one_booklet_in_a_linked_or_a_shared_folder_is_known_by_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    std::fs::create_dir(folder.join("real")).unwrap();
    symlink("real", folder.join("out")).unwrap();
    run(folder, "build b", 0);
    booklet(folder, "b", "new");
    let told = run(folder, "build ./b/../b/booklet.toml --out real/../real", 0);
    assert!(told.contains("real/old.txt"), "{told}");
    run(folder, "build b --prune", 0);
    assert_eq!(names(&folder.join("real")), [".chapbook.json", "new.html", "new.txt"]);
    // Booklets of one folder's name in two places are two.
    booklet(folder, "x/c", "x");
    booklet(folder, "y/c", "y");
    run(folder, "build x y", 0);
    assert!(!run(folder, "build y x --prune", 0).contains("stale"));
    assert_eq!(names(&folder.join("real")).len(), 7);
}

/// What may be lost: where `--out` leads, and the slug that gives an output the name of an input.
#[test]
fn no_output_is_written_over_what_it_is_made_from() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let chapter = "title = \"A\"\n[[block]]\ntext = \"Mine.\"\n";
    let list = |chapters: &str, slug: &str| {
        booklet(folder, "b", slug);
        let toml = std::fs::read_to_string(folder.join("b/booklet.toml")).unwrap();
        write(folder, "b/booklet.toml", &toml.replace("[\"a.toml\"]", chapters));
    };
    let refused = |out: &str, words: &str| {
        let before = files(&folder.join(out));
        for line in [format!("build b --out {out}"), format!("build b c --out {out}")] {
            let told = run(folder, &line, 1);
            assert!(told.contains("error[same-output]") && told.contains(words), "{line}: {told}");
        }
        assert!(files(&folder.join(out)) == before, "{out} changed");
    };
    booklet(folder, "c", "other");
    for name in ["t.txt", "t.html"] {
        write(folder, &format!("b/{name}"), chapter);
        list(&format!("[\"{name}\"]"), "t");
        for out in ["b", "./b", "b/../b", "c/../b/."] {
            refused(out, &format!("b/{name}"));
        }
        list(&format!("[\"./x/../{name}\"]"), "t");
        std::fs::create_dir_all(folder.join("b/x")).unwrap();
        refused("b", &format!("b/{name}"));
        std::fs::remove_file(folder.join("b").join(name)).unwrap();
    }
    // Through a link to the folder, a link in the place of the chapter, and one in that of the output.
    write(folder, "b/t.txt", chapter);
    list("[\"t.txt\"]", "t");
    symlink("b", folder.join("linked")).unwrap();
    refused("linked", "b/t.txt");
    std::fs::rename(folder.join("b/t.txt"), folder.join("b/real.toml")).unwrap();
    symlink("real.toml", folder.join("b/t.txt")).unwrap();
    refused("b", "b/t.txt");
    list("[\"real.toml\"]", "t");
    refused("b", "b/real.toml");
    std::fs::remove_file(folder.join("b/t.txt")).unwrap();
    // A chapter of another booklet of the run.
    list("[\"a.toml\", \"other.txt\"]", "t");
    write(folder, "b/other.txt", chapter);
    let told = run(folder, "build b c --out b", 1);
    assert!(told.contains("b/other.html would be") || told.contains("b/other.txt"), "{told}");
    assert_eq!(std::fs::read_to_string(folder.join("b/other.txt")).unwrap(), chapter);
    assert!(!folder.join("b/t.txt").exists(), "something was built");
    // A picture that is a link to a file by no picture's name, and the house file.
    let figure = "title = \"A\"\n[[block]]\nfigure = { image = \"p.svg\", alt = \"A dot\" }\n";
    let dot = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>";
    list("[\"a.toml\"]", "t");
    write(folder, "b/a.toml", figure);
    write(folder, "b/t.html", dot);
    symlink("t.html", folder.join("b/p.svg")).unwrap();
    refused("b", "b/p.svg");
    std::fs::remove_file(folder.join("b/t.html")).unwrap();
    list("[\"a.toml\"]\nhouse = \"../t.txt\"", "t");
    write(folder, "b/a.toml", chapter);
    write(folder, "t.txt", "publisher = \"P\"\n");
    refused(".", "t.txt");
    // Beside its chapters it may be built all the same, where no name is taken.
    list("[\"a.toml\"]", "free");
    run(folder, "build b --out b", 0);
    run(folder, "build b --out b", 0);
    run(folder, "build b --out b/a", 0);
}

#[test]
fn the_output_folder_may_lie_among_the_chapters() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    std::fs::create_dir(folder.join("b/chapters")).unwrap();
    std::fs::rename(folder.join("b/a.toml"), folder.join("b/chapters/a.toml")).unwrap();
    let toml = std::fs::read_to_string(folder.join("b/booklet.toml")).unwrap();
    let toml = toml.replace("a.toml", "chapters/a.toml");
    write(folder, "b/booklet.toml", &toml);
    for out in ["b/chapters", "b/chapters/out", "b"] {
        run(folder, &format!("build b --out {out}"), 0);
        write(folder, "b/booklet.toml", &toml.replace("\"old\"", "\"new\""));
        let told = run(folder, &format!("build b --out {out} --prune"), 0);
        assert!(told.contains(&format!("removed {out}/old.html")), "{told}");
        assert!(!told.contains("unlisted"), "{told}");
        write(folder, "b/booklet.toml", &toml);
    }
    assert!(folder.join("b/chapters/a.toml").exists());
}

#[test]
fn a_folder_in_which_another_run_writes_is_waited_for_and_then_named() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "t");
    std::fs::create_dir(folder.join("out")).unwrap();
    let other = std::fs::File::open(folder.join("out")).unwrap();
    other.lock().unwrap();
    let waiting = std::thread::spawn({
        let folder = folder.to_owned();
        move || chapbook(&folder, "build b --edition text")
    });
    std::thread::sleep(Duration::from_millis(1500));
    assert!(!waiting.is_finished() && names(&folder.join("out")).iter().all(|it| it != "t.txt"));
    other.unlock().unwrap();
    assert_eq!(waiting.join().unwrap().status.code(), Some(0));
    other.lock().unwrap();
    let start = Instant::now();
    let told = run(folder, "build b --edition text", 2);
    assert!(start.elapsed() < Duration::from_mins(1));
    assert!(told.contains("cannot write to out: another chapbook has been writing"), "{told}");
    other.unlock().unwrap();
    run(folder, "build b", 0);
    assert_eq!(names(&folder.join("out")), [".chapbook.json", "t.html", "t.txt"]);
}

#[test]
fn two_booklets_of_one_name_never_mix_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let built = |name: &str, out: &str| {
        run(folder, &format!("build {name} --out {out}"), 0);
        let mut files = files(&folder.join(out));
        files.remove(".chapbook.json");
        files
    };
    for (name, words) in [("a", "Drink enough."), ("b", "Drink more.")] {
        titled(folder, name, "Water", "slug = \"t\"\neditions = [\"text\", \"html\"]", words);
    }
    let whole = [built("a", "alone-a"), built("b", "alone-b")];
    for round in 0..12 {
        // The later one is refused where it sees the other's files.
        let out = format!("out-{round}");
        let start = |name: &str| {
            Command::new(env!("CARGO_BIN_EXE_chapbook"))
                .current_dir(folder)
                .args(["build", name, "--out", &out])
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        };
        let mut running = [start("a"), start("b"), start("a")];
        let ends = running.iter_mut().map(|child| child.wait().unwrap().code());
        let ends: Vec<_> = ends.collect();
        assert!(ends.contains(&Some(0)), "{ends:?}");
        assert!(ends.iter().all(|end| matches!(end, Some(0 | 1))), "{ends:?}");
        let mut left = files(&folder.join(&out));
        left.remove(".chapbook.json");
        assert!(whole.contains(&left), "round {round}: {:?}", left.keys());
    }
}

/// Kills a build at each of its renames; the next run, also one that fails, leaves one whole set.
#[cfg(target_os = "linux")]
#[test]
fn a_set_that_was_cut_off_is_brought_to_its_end_by_the_next_run() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: there is no strace here");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let version = |words| titled(folder, "b", "Water", "editions = [\"text\", \"html\"]", words);
    let visible = || {
        let mut files = files(&folder.join("out"));
        files.remove(".chapbook.json");
        files
    };
    version("Drink more.");
    run(folder, "build b", 0);
    let new = visible();
    let mut seen = [0; 2];
    for at in 1..=4 {
        for next in ["build b", "build c", "build nowhere", "watch nowhere"] {
            std::fs::remove_dir_all(folder.join("out")).unwrap();
            version("Drink enough.");
            run(folder, "build b", 0);
            let old = visible();
            version("Drink more.");
            let inject = format!("inject=rename,renameat,renameat2:signal=KILL:when={at}");
            let killed = Command::new("strace")
                .current_dir(folder)
                .args(["-f", "-qq", "-o", "/dev/null", "-e", &inject])
                .args([env!("CARGO_BIN_EXE_chapbook"), "build", "b"])
                .output()
                .unwrap();
            if said(&killed).contains("strace") {
                eprintln!("skipped: strace may not trace here: {}", said(&killed));
                return;
            }
            seen[usize::from(killed.status.success())] += 1;
            // An error of the booklet, a booklet that is not there, or nothing wrong at all.
            booklet(folder, "c", "c");
            write(folder, "c/a.toml", "title = 7");
            version(if next == "build b" { "Drink more." } else { "Drink *more." });
            let told = said(&chapbook(folder, next));
            let left = visible();
            if next.starts_with("build") {
                assert!(left == old || left == new, "{at}, {next}: {:?}: {told}", left.keys());
                assert!(next != "build b" || left == new, "{at}: {told}");
            }
        }
    }
    println!("killed {} times, ended well {} times", seen[0], seen[1]);
    assert!(seen[0] >= 8, "{seen:?}");
}

/// The state that a run leaves which is killed in the middle, as the program itself writes it.
#[test]
fn a_half_moved_set_is_finished_or_told_and_litter_goes_also_where_the_booklet_has_errors() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    titled(folder, "b", "Water", "slug = \"t\"\neditions = [\"text\"]", "Drink *enough.");
    let digest = |bytes: &[u8]| {
        use sha2::Digest as _;
        sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let half = || {
        let _ = std::fs::remove_dir_all(folder.join("out"));
        write(folder, "out/t.pdf", "new");
        write(folder, "out/t.txt", "old");
        write(folder, "out/.chapbook-7-1.tmp", "new");
        write(folder, "out/.chapbook-7-2.tmp", "litter");
        let moves = serde_json::json!({ "chapbook": 1, "moves": [
            { "from": ".chapbook-7-0.tmp", "to": "t.pdf", "sha256": digest(b"new") },
            { "from": ".chapbook-7-1.tmp", "to": "t.txt", "sha256": digest(b"new") } ] });
        write(folder, "out/.chapbook.moving", &moves.to_string());
    };
    half();
    let told = run(folder, "build b", 1);
    assert!(told.contains("that is done now for out/t.pdf and out/t.txt"), "{told}");
    assert_eq!(names(&folder.join("out")), ["t.pdf", "t.txt"]);
    assert_eq!(std::fs::read(folder.join("out/t.txt")).unwrap(), b"new");
    half();
    std::fs::remove_file(folder.join("out/.chapbook-7-1.tmp")).unwrap();
    let told = run(folder, "build b", 1);
    assert!(
        told.contains("out/t.txt may be of an earlier build, and not with out/t.pdf"),
        "{told}"
    );
    assert_eq!(names(&folder.join("out")), ["t.pdf", "t.txt"]);
    assert!(!run(folder, "build b", 1).contains("earlier run"), "it is told once");
    // Somebody is at work: it is left to them.
    half();
    let other = std::fs::File::open(folder.join("out")).unwrap();
    other.lock().unwrap();
    assert!(!run(folder, "build b", 1).contains("earlier run"));
    assert_eq!(names(&folder.join("out")).len(), 5);
}

#[test]
fn a_full_disk_prunes_or_leaves_but_never_breaks_the_manifest() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "b", "old");
    run(folder, "build b", 0);
    booklet(folder, "b", "new");
    let good = files(&folder.join("out"));
    for blocks in [0, 1, 2, 4] {
        let script = format!("ulimit -f {blocks}; exec \"$0\" build b --prune");
        let output = Command::new("sh")
            .current_dir(folder)
            .args(["-c", &script, env!("CARGO_BIN_EXE_chapbook")])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{blocks}: {}", said(&output));
        assert!(files(&folder.join("out")) == good, "{blocks}: {:?}", names(&folder.join("out")));
    }
    run(folder, "build b --prune", 0);
    assert_eq!(names(&folder.join("out")), [".chapbook.json", "new.html", "new.txt"]);
}

/// The output folder outlives a run; so does the knowledge of whose files lie in it.
#[test]
fn a_booklet_does_not_replace_the_files_of_another_that_was_built_before() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "leaflets/knee", "t");
    booklet(folder, "leaflets/hip", "t");
    run(folder, "build leaflets/knee --out out", 0);
    let before = files(&folder.join("out"));
    for line in ["build leaflets/hip --out out", "build leaflets/hip --out out --edition html"] {
        let told = run(folder, line, 1);
        for words in
            ["error[same-output]", "leaflets/hip", "leaflets/knee", "`title`", "`slug`", "--out"]
        {
            assert!(told.contains(words), "{line}: {words}: {told}");
        }
        assert!(files(&folder.join("out")) == before, "{line}");
    }
    // Its own files it may replace, and others are built beside one that may not.
    run(folder, "build leaflets/knee --out out", 0);
    booklet(folder, "leaflets/foot", "foot");
    run(folder, "build leaflets/hip leaflets/foot --out out", 1);
    assert!(folder.join("out/foot.html").exists());
    // The other has given up the name.
    booklet(folder, "leaflets/knee", "knee");
    run(folder, "build leaflets/hip --out out", 0);
}

/// An author who tidies up folders is not held up: the booklet is the same.
#[test]
fn a_booklet_that_was_moved_or_renamed_replaces_its_files_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    booklet(folder, "knee", "t");
    run(folder, "build knee --out out", 0);
    std::fs::rename(folder.join("knee"), folder.join("knees")).unwrap();
    let told = run(folder, "build knees --out out", 0);
    assert!(told.contains("note: out/t"), "{told}");
    assert!(told.contains("made by a booklet in another folder"), "{told}");
    let told = run(folder, "build knees --out out", 0);
    assert!(!told.contains("another folder"), "{told}");
    // A copy is another booklet.
    booklet(folder, "knees - Copy", "t");
    let copy = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder)
        .args(["build", "knees - Copy", "--out", "out"])
        .output()
        .unwrap();
    assert_eq!(copy.status.code(), Some(1));
    // Files that are gone are nobody's.
    std::fs::remove_dir_all(folder.join("out")).unwrap();
    run(folder, "build knees --out out", 0);
}
