//! What disks, links, pipes and other people may do to a build: the last outputs stay whole, nothing
//! is left over, and nothing takes for ever.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Longer than any build of a starter takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

fn start(folder: &Path, arguments: &[&OsStr]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The outcome of a run, which is killed should it never end.
fn ended(mut child: Child) -> Output {
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            let output = child.wait_with_output().unwrap();
            panic!("it did not end: {}", String::from_utf8_lossy(&output.stderr));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

/// Runs the program; gives its exit code and what it said.
fn chapbook(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    told(ended(start(folder, &arguments)))
}

fn told(output: Output) -> (i32, String) {
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap_or_else(|| panic!("{}: {said}", output.status)), said)
}

/// A starter booklet in the folder `b` of a folder of its own.
fn starter() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(chapbook(folder.path(), &["new", "b"]).0, 0);
    folder
}

/// What lies in a folder, but for what chapbook keeps for itself in a finished one.
fn files(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let others = entries.filter(|path| !path.ends_with(".chapbook.json"));
    others.map(|path| (path.file_name().unwrap().into(), std::fs::read(path).unwrap())).collect()
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Another version of the starter, whose files all differ from those of the first.
fn change(booklet: &Path) {
    for name in ["booklet.toml", "chapters/01-what-it-is.toml"] {
        let text = std::fs::read_to_string(booklet.join(name)).unwrap();
        let changed = text.replace("\"1.0\"", "\"1.1\"").replace("somebody takes", "a nurse takes");
        assert_ne!(changed, text);
        std::fs::write(booklet.join(name), changed).unwrap();
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let folder = starter();
    std::fs::write(folder.path().join("letter"), "mine").unwrap();
    for out in ["letter", "letter/out", "/dev/full", "/dev/null/out", "/proc/out"] {
        let (code, said) = chapbook(folder.path(), &["build", "b", "--out", out]);
        assert_eq!(code, 2, "{out}: {said}");
        assert!(said.contains(&format!("cannot make the output folder {out}: ")), "{said}");
        assert!(said.contains("nothing was written"), "{said}");
    }
    assert_eq!(std::fs::read(folder.path().join("letter")).unwrap(), b"mine");

    let shut = folder.path().join("shut");
    std::fs::create_dir(&shut).unwrap();
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(shut.join("probe"), "").is_ok() {
        eprintln!("skipped: who runs this may write to every folder");
        return;
    }
    let (code, said) = chapbook(folder.path(), &["build", "b", "--out", "shut"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("cannot write shut/"), "{said}");
}

#[test]
fn a_folder_or_a_loop_in_the_place_of_an_output() {
    let folder = starter();
    assert_eq!(chapbook(folder.path(), &["build", "b"]).0, 0);
    let good = files(&folder.path().join("out"));
    let html = folder.path().join("out/going-for-a-blood-test.html");
    std::fs::remove_file(&html).unwrap();
    std::fs::create_dir(&html).unwrap();
    change(&folder.path().join("b"));
    let (code, said) = chapbook(folder.path(), &["build", "b"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("going-for-a-blood-test.html: there is a folder of that name"), "{said}");
    std::fs::remove_dir(&html).unwrap();
    for (name, bytes) in files(&folder.path().join("out")) {
        assert!(good[&name] == bytes, "{name:?} was replaced");
    }
    // A link is replaced, and what it leads to is left alone.
    let letter = folder.path().join("letter");
    std::fs::write(&letter, "mine").unwrap();
    for target in [letter.as_path(), &html, Path::new("/dev/zero"), Path::new("nowhere")] {
        let _ = std::fs::remove_file(&html);
        symlink(target, &html).unwrap();
        assert_eq!(chapbook(folder.path(), &["build", "b"]).0, 0);
        assert!(html.symlink_metadata().unwrap().is_file());
    }
    assert_eq!(std::fs::read(letter).unwrap(), b"mine");
    assert_eq!(files(&folder.path().join("out")).len(), 6);
}

#[test]
fn a_full_disk_leaves_the_last_outputs_and_no_litter() {
    let folder = starter();
    let full = |blocks: u32| {
        // No file may grow beyond so many blocks, which writing meets as it meets a full disk.
        let script = format!("ulimit -f {blocks}; exec \"$0\" build b");
        let mut shell = Command::new("sh");
        shell.current_dir(folder.path()).args(["-c", &script, env!("CARGO_BIN_EXE_chapbook")]);
        told(ended(shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()))
    };
    let (code, said) = full(8);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("error: cannot write out/going-for-a-blood-test"), "{said}");
    assert!(said.contains("nothing was written"), "{said}");
    assert!(files(&folder.path().join("out")).is_empty());

    assert_eq!(chapbook(folder.path(), &["build", "b"]).0, 0);
    let good = files(&folder.path().join("out"));
    change(&folder.path().join("b"));
    for blocks in [0, 1, 8, 40] {
        let (code, said) = full(blocks);
        assert_eq!(code, 2, "{blocks}: {said}");
        assert!(files(&folder.path().join("out")) == good, "{blocks}: something changed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_of_64_kilobytes_keeps_what_was_on_it() {
    let folder = starter();
    std::fs::create_dir(folder.path().join("out")).unwrap();
    // In a namespace of its own, so that the disk goes with the shell.
    let mount = "mount -t tmpfs -o size=64k none out || exit 77";
    let builds = "\"$0\" build b --edition text || exit 1; cp out/*.txt old.txt; \"$0\" build b; \
                  code=$?; ls -A out; cmp out/*.txt old.txt || exit 3; exit $code";
    let run = Command::new("unshare")
        .args(["-r", "-m", "sh", "-c", &format!("{mount}; {builds}")])
        .arg(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder.path())
        .output();
    let Ok(output) = run else {
        eprintln!("skipped: there is no unshare here");
        return;
    };
    let names = String::from_utf8(output.stdout.clone()).unwrap();
    let (code, said) = (output.status.code(), String::from_utf8(output.stderr).unwrap());
    if code == Some(77) || said.contains("unshare") {
        eprintln!("skipped: no disk may be made here: {said}");
        return;
    }
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("no space left on device"), "{said}");
    assert_eq!(names, ".chapbook.json\ngoing-for-a-blood-test.txt\n");
}

#[test]
fn standard_output_on_a_full_disk_is_told() {
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    let folder = starter();
    let run = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder.path())
        .args(["build", "b", "--edition", "text", "--format", "json"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn();
    let (code, said) = told(ended(run.unwrap()));
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("cannot write to standard output: no space left on device"), "{said}");
}

#[test]
fn whoever_has_an_output_open_keeps_the_old_one() {
    use std::io::Read as _;
    let folder = starter();
    assert_eq!(chapbook(folder.path(), &["build", "b"]).0, 0);
    let name = folder.path().join("out/going-for-a-blood-test.pdf");
    let good = std::fs::read(&name).unwrap();
    let mut open = std::fs::File::open(&name).unwrap();
    open.lock().unwrap();
    change(&folder.path().join("b"));
    let (code, said) = chapbook(folder.path(), &["build", "b"]);
    assert_eq!(code, 0, "{said}");
    let mut old = Vec::new();
    open.read_to_end(&mut old).unwrap();
    assert!(old == good, "it was written over");
    assert!(std::fs::read(&name).unwrap() != good, "it was not replaced");
    assert_eq!(files(&folder.path().join("out")).len(), 6);
}

/// Sets a chapter, a picture, the house file, a font and the booklet's own file each in turn on
/// something that no file can be read from.
#[test]
fn pipes_devices_and_loops_are_named_at_once() {
    let folder = starter();
    let booklet = folder.path().join("b");
    let text = std::fs::read_to_string(booklet.join("booklet.toml")).unwrap();
    std::fs::write(booklet.join("booklet.toml"), format!("house = \"../house.toml\"\n{text}"))
        .unwrap();
    std::fs::write(folder.path().join("house.toml"), "publisher = \"P\"\n").unwrap();
    std::fs::create_dir(booklet.join("fonts")).unwrap();
    let (code, said) = chapbook(folder.path(), &["build", "b", "--edition", "text"]);
    assert_eq!(code, 0, "{said}");
    let places = [
        ("b/chapters/01-what-it-is.toml", 1, "chapters/01-what-it-is.toml"),
        ("b/pictures/steps.svg", 1, "pictures/steps.svg"),
        ("house.toml", 1, "../house.toml"),
        ("b/fonts/a.ttf", 1, "b/fonts/a.ttf"),
        ("b/booklet.toml", 2, "b/booklet.toml"),
    ];
    for (name, expected, words) in places {
        let path = folder.path().join(name);
        let kept = std::fs::read(&path).ok();
        let on = |what: &str, make: &dyn Fn()| {
            let _ = std::fs::remove_file(&path);
            make();
            for command in [&["build", "b"][..], &["check", "b"]] {
                let (code, said) = chapbook(folder.path(), command);
                assert_eq!(code, expected, "{what} as {name}: {said}");
                assert!(said.contains(words), "{what} as {name}: {said}");
            }
            let _ = std::fs::remove_file(&path);
            let _ = std::fs::remove_dir(&path);
        };
        on("a pipe", &|| pipe(&path));
        on("a folder", &|| std::fs::create_dir(&path).unwrap());
        for target in ["/dev/zero", "/dev/null", "/dev/tty"] {
            on(target, &|| symlink(target, &path).unwrap());
        }
        on("a loop", &|| symlink(path.file_name().unwrap(), &path).unwrap());
        on("a link to nowhere", &|| symlink("nowhere", &path).unwrap());
        if let Some(kept) = kept {
            std::fs::write(&path, kept).unwrap();
        }
    }
    // Folders that are loops, and a pipe among what killed runs have left.
    symlink("../b", booklet.join("again")).unwrap();
    symlink("chapters", booklet.join("chapters/chapters")).unwrap();
    std::fs::remove_dir(booklet.join("fonts")).unwrap();
    pipe(&folder.path().join("out/.chapbook-1-0.tmp"));
    let (code, said) = chapbook(folder.path(), &["build", ".", "--edition", "text"]);
    assert_eq!(code, 0, "{said}");
    symlink("fonts", booklet.join("fonts")).unwrap();
    assert_eq!(chapbook(folder.path(), &["build", "b", "--edition", "text"]).0, 0);
    let (code, said) = chapbook(folder.path(), &["verify", "/dev/zero", "/dev/null"]);
    assert_eq!(code, 2, "{said}");
    assert_eq!(said.matches("this is not a PDF file").count(), 2, "{said}");
}

#[test]
fn a_file_that_vanishes_or_changes_meanwhile_is_built_or_reported() {
    let folder = starter();
    let chapter = folder.path().join("b/chapters/02-getting-ready.toml");
    let text = std::fs::read(&chapter).unwrap();
    for round in 0..30 {
        std::fs::write(&chapter, &text).unwrap();
        let out = format!("out-{round}");
        let arguments = ["build", "b", "--edition", "text", "--out", &out];
        let child = start(folder.path(), &arguments.map(OsStr::new));
        std::thread::sleep(Duration::from_millis(round));
        match round % 3 {
            0 => std::fs::remove_file(&chapter).unwrap(),
            1 => std::fs::write(&chapter, &text[..text.len() / 2]).unwrap(),
            _ => std::fs::write(&chapter, text.repeat(2)).unwrap(),
        }
        let (code, said) = told(ended(child));
        assert!(code == 0 || code == 1, "{code}: {said}");
        assert!(code == 0 || said.contains("error["), "{said}");
        let out = folder.path().join(out);
        let written = if out.exists() { files(&out).len() } else { 0 };
        assert_eq!(written, usize::from(code == 0), "{said}");
    }
}

#[test]
fn names_may_hold_anything() {
    let folder = starter();
    let odd = [
        "a b",
        "it's",
        "say \"hi\"",
        "a\nb",
        "100% sure %s %n",
        "-b",
        "é中",
        "[b]*?",
        "\\",
        "a\u{1b}[2Jb",
    ];
    for name in odd {
        std::fs::rename(folder.path().join("b"), folder.path().join(name)).unwrap();
        let path = format!("./{name}");
        let arguments = ["build", &path, "--edition", "text", "--out", &format!("{path} out")];
        let (code, said) = chapbook(folder.path(), &arguments);
        assert_eq!(code, 0, "{name:?}: {said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");
        assert_eq!(files(&folder.path().join(format!("{name} out"))).len(), 1);
        std::fs::rename(folder.path().join(name), folder.path().join("b")).unwrap();
    }
    let chapter = "chapters/1 it's \\\"100%\\\" [x]\\nй.toml";
    let real = chapter.replace("\\\"", "\"").replace("\\n", "\n");
    let toml = folder.path().join("b/booklet.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, text.replace("chapters/02-getting-ready.toml", chapter)).unwrap();
    let old = folder.path().join("b/chapters/02-getting-ready.toml");
    let moved = std::fs::read_to_string(&old).unwrap();
    std::fs::write(folder.path().join("b").join(real), format!("id = 'getting-ready'\n{moved}"))
        .unwrap();
    let (code, said) = chapbook(folder.path(), &["build", "b", "--edition", "text"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_name_that_is_no_utf8_is_told_or_works() {
    let folder = starter();
    let name = OsString::from_vec(b"b\xff".to_vec());
    std::fs::rename(folder.path().join("b"), folder.path().join(&name)).unwrap();
    for command in ["build", "check"] {
        let (code, said) = told(ended(start(folder.path(), &[OsStr::new(command), &name])));
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("is not in UTF-8"), "{said}");
    }
    // Within such a folder, and into one, everything goes.
    let within = folder.path().join(&name);
    let out = OsStr::from_bytes(b"--out=\xfe");
    let arguments = ["build", ".", "--edition", "text"].map(OsStr::new);
    let (code, said) = told(ended(start(&within, &[&arguments[..], &[out]].concat())));
    assert_eq!(code, 0, "{said}");
    assert_eq!(files(&within.join(OsStr::from_bytes(b"\xfe"))).len(), 1);
    // The others in the folder are built.
    assert_eq!(chapbook(folder.path(), &["new", "c"]).0, 0);
    let (code, said) = chapbook(folder.path(), &["build", ".", "--edition", "text"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("c: wrote 1 file"), "{said}");
}

#[test]
fn two_builds_into_one_folder_both_end_well() {
    let folder = starter();
    for _ in 0..3 {
        let arguments = ["build", "b"].map(OsStr::new);
        let running: Vec<Child> = (0..3).map(|_| start(folder.path(), &arguments)).collect();
        for child in running {
            let (code, said) = told(ended(child));
            assert_eq!(code, 0, "{said}");
        }
    }
    let together = files(&folder.path().join("out"));
    assert_eq!(chapbook(folder.path(), &["build", "b", "--out", "alone"]).0, 0);
    assert!(together == files(&folder.path().join("alone")), "{:?}", together.keys());
}

fn has_litter(out: &Path) -> bool {
    let mut names = std::fs::read_dir(out).unwrap().map(|entry| entry.unwrap().file_name());
    names.any(|name| name.as_bytes().starts_with(b".chapbook-"))
}

/// Ends builds by a signal after more and more milliseconds. Whenever that is, each output is the
/// old one or the new one, whole; what is left over goes with the next build.
fn ended_by(signal: &str, number: i32) {
    let folder = starter();
    let (booklet, out) = (folder.path().join("b"), folder.path().join("out"));
    assert_eq!(chapbook(folder.path(), &["build", "b", "--out", "old"]).0, 0);
    change(&booklet);
    let started = Instant::now();
    assert_eq!(chapbook(folder.path(), &["build", "b", "--out", "new"]).0, 0);
    let whole = started.elapsed();
    let (old, new) = (files(&folder.path().join("old")), files(&folder.path().join("new")));
    let mut seen = [0; 3];
    const ROUNDS: u32 = 24;
    for round in 0..=ROUNDS {
        let _ = std::fs::remove_dir_all(&out);
        std::fs::create_dir(&out).unwrap();
        old.iter().for_each(|(name, bytes)| std::fs::write(out.join(name), bytes).unwrap());
        let mut child = start(folder.path(), &["build", "b"].map(OsStr::new));
        let started = Instant::now();
        if round % 3 == 0 {
            std::thread::sleep(whole.mul_f64(f64::from(round) / f64::from(ROUNDS)));
        } else {
            while !has_litter(&out)
                && child.try_wait().unwrap().is_none()
                && started.elapsed() < PATIENCE
            {
                std::thread::sleep(Duration::from_micros(100));
            }
            std::thread::sleep(Duration::from_micros(700) * round);
        }
        let kill = format!("kill -s {signal} {}", child.id());
        let _ = Command::new("sh").args(["-c", &kill]).stderr(Stdio::null()).status();
        let output = ended(child);
        let done = output.status.success();
        assert!(done || output.status.signal() == Some(number), "{}", output.status);
        let mut replaced = 0;
        for (name, bytes) in files(&out) {
            let hidden = name.as_bytes().starts_with(b".chapbook");
            assert!(!hidden || signal == "KILL", "{name:?} is left over");
            if !hidden {
                assert!(bytes == old[&name] || bytes == new[&name], "{name:?} is neither");
                replaced += usize::from(bytes == new[&name]);
            }
        }
        assert!(!done || replaced == new.len());
        // Only what cannot be waited for comes between the files of a booklet.
        assert!(signal == "KILL" || replaced == 0 || replaced == new.len(), "{replaced} replaced");
        seen[if replaced == 0 { 0 } else { 1 + usize::from(replaced == new.len()) }] += 1;
        if round % 6 == 0 {
            let (code, said) = chapbook(folder.path(), &["build", "b"]);
            assert_eq!(code, 0, "{said}");
            assert!(files(&out) == new, "{:?}", files(&out).keys());
        }
    }
    println!("{signal}: {} rounds left all old, {} some, {} all new", seen[0], seen[1], seen[2]);
    assert!(seen[0] > 0);
}

#[test]
fn a_build_that_is_interrupted_leaves_whole_files_and_no_litter() {
    ended_by("INT", 2);
    ended_by("TERM", 15);
    ended_by("HUP", 1);
}

#[test]
fn a_build_that_is_killed_leaves_whole_files() {
    ended_by("KILL", 9);
}
