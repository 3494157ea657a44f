//! The guide for editors (`docs/guide`): what it shows and tells is what the program does.
//!
//! `BLESS=1 cargo test --test integration -- guide::pictures` draws its examples anew.

mod examples;
mod pictures;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chapbook::starter::{Dates, files};

use crate::import::builder::{Word, p, run, styled};

/// What the program calls itself.
const NAMED: &str = concat!("chapbook ", env!("CARGO_PKG_VERSION"));

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide")
}

/// The files of a folder of the guide in the order of their names, each with its text.
fn texts(name: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder().join(name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    paths.into_iter().map(read).collect()
}

/// Runs the program where no other is found: a test opens no window on anybody's screen.
fn chapbook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
    command.current_dir(folder).env("PATH", folder).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writes the starter booklet into a folder.
fn start(folder: &Path) {
    for file in files(&Dates { reviewed: "2026-10-01".into(), review_by: "2028-10-01".into() }) {
        let path = folder.join(file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
}

/// Changes the title of the starter booklet as the guide tells.
fn retitle(folder: &Path) {
    let path = folder.join("booklet.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let new = std::fs::read_to_string(self::folder().join("examples/booklet-title.toml")).unwrap();
    let changed = text.replace("title = \"Going for a blood test\"", new.trim_end());
    assert_ne!(changed, text);
    std::fs::write(&path, changed).unwrap();
}

#[test]
fn it_is_easy_to_read_by_the_program_s_own_rules() {
    let path = folder();
    let arguments = ["check", "--today", "2026-12-01", "--format", "json", "--deny", "warnings"];
    let checked = chapbook(&path, &[&arguments[..], &["."]].concat());
    let document: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(0), "{}", document["booklets"][0]["diagnostics"]);
    let found = document["booklets"][0]["diagnostics"].as_array().unwrap();
    let ages = found.iter().filter(|it| it["code"] == "reading-age").map(|it| {
        let (_, after) =
            it["message"].as_str().unwrap().split_once("reading age of about ").unwrap();
        after.split(' ').next().unwrap().parse::<u32>().unwrap()
    });
    let ages: Vec<u32> = ages.collect();
    assert!(ages.len() >= 18 && ages.iter().all(|age| *age <= 9), "{ages:?}");
}

#[test]
fn it_is_of_this_version() {
    let booklet = std::fs::read_to_string(folder().join("booklet.toml")).unwrap();
    let booklet: toml::Table = booklet.parse().unwrap();
    assert_eq!(booklet["version"].as_str(), Some(env!("CARGO_PKG_VERSION")));
}

/// The commands that the chapters show, in the order of the reader.
fn commands() -> Vec<String> {
    let examples = texts("examples");
    let mut commands = Vec::new();
    for (_, chapter) in texts("chapters") {
        for line in chapter.lines() {
            let shown = examples.iter().find(|(name, _)| {
                let picture =
                    name.strip_suffix(".txt").map(|stem| format!("pictures/{stem}.svg\""));
                picture.is_some_and(|picture| line.contains(&picture))
            });
            commands.extend(shown.map(|(_, text)| text.trim_end().to_owned()));
            let bold = line.split("**").skip(1).step_by(2);
            let bold = bold.map(|words| words.strip_prefix("./").unwrap_or(words));
            let command = bold.filter(|words| {
                let second = words.strip_prefix("chapbook ").unwrap_or_default();
                second.starts_with('-') || second.starts_with(char::is_lowercase)
            });
            commands.extend(command.map(str::to_owned));
        }
    }
    commands
}

#[test]
fn each_command_of_the_guide_works_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let commands = commands();
    assert!(commands.len() >= 15, "{commands:?}");
    for wanted in ["chapbook check --fix my-booklet", "chapbook build my-booklet --open"] {
        assert!(commands.iter().any(|it| it == wanted), "{commands:?}");
    }
    start(&folder.path().join("booklets/one"));
    retitle(&folder.path().join("booklets/one"));
    for state in ["old", "new"] {
        start(&folder.path().join(state));
    }
    let leaflet = Word::of(&(styled("Heading1", "Going home") + &p(&run("Ring 01632 960123."))));
    std::fs::write(folder.path().join("leaflet.docx"), leaflet.bytes()).unwrap();
    let mut version = 0;
    for command in &commands {
        let arguments: Vec<&str> = command.split(' ').skip(1).collect();
        match arguments[0] {
            // It goes on until somebody ends it.
            "watch" | "desk" => assert!(folder.path().join(arguments[1]).is_dir()),
            // What was brought from Word says neither who publishes it nor when it was reviewed.
            "check" if arguments.contains(&"my-leaflet") => {
                let done = chapbook(folder.path(), &arguments);
                assert_eq!(done.status.code(), Some(1), "{command}: {}", said(&done));
            }
            _ => {
                let done = chapbook(folder.path(), &arguments);
                assert_eq!(done.status.code(), Some(0), "{command}: {}", said(&done));
                version += usize::from(done.stdout.starts_with(NAMED.as_bytes()));
            }
        }
    }
    assert!(version >= 3, "{version} times the version");
}

#[test]
fn the_first_booklet_comes_out_as_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let done = chapbook(folder.path(), arguments);
        assert!(done.status.success(), "{}", said(&done));
        said(&done)
    };
    run(&["new", "my-booklet"]);
    for path in ["booklet.toml", "chapters/03-after-the-test.toml", "pictures"] {
        assert!(folder.path().join("my-booklet").join(path).exists(), "{path}");
    }
    run(&["build", "my-booklet"]);
    for end in [".pdf", "-booklet.pdf", "-press.pdf", "-large-print.pdf", ".html", ".txt"] {
        assert!(folder.path().join(format!("out/going-for-a-blood-test{end}")).exists(), "{end}");
    }
    retitle(&folder.path().join("my-booklet"));
    let said = run(&["build", "my-booklet"]);
    assert!(said.contains("out/going-for-a-blood-test-booklet.pdf"), "{said}");
    assert!(folder.path().join("out/going-to-the-eye-clinic.pdf").exists());
}

#[test]
fn the_message_of_the_guide_is_what_the_program_says() {
    let folder = tempfile::tempdir().unwrap();
    start(&folder.path().join("my-booklet"));
    let path = folder.path().join("my-booklet/booklet.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\ntitle = ", "\ntitel = ")).unwrap();
    let said = said(&chapbook(folder.path(), &["build", "my-booklet"]));
    let chapter =
        std::fs::read_to_string(self::folder().join("chapters/11-messages.toml")).unwrap();
    let (_, shown) =
        chapter.split_once("title = \"A message in the terminal\", text = '''\n").unwrap();
    let lines: Vec<&str> = shown.lines().take_while(|line| !line.starts_with("'''")).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    for line in lines {
        let line = line.trim_end_matches(" //").replace("\\[", "[").replace("\\]", "]");
        assert!(said.contains(&line), "{line}\n{said}");
    }
}
