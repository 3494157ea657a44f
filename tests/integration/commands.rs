//! The program as people and scripts call it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn chapbook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A starter booklet in the folder `b` of a folder of its own.
fn starter() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = chapbook(folder.path(), &["new", "b"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    folder
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

/// Puts other facts in the place of the example's.
fn put_facts_right(file: &Path) {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text
        .replace("publisher = \"Example Health\"", "publisher = \"Ovacome\"")
        .replace("01632 960 000", "0808 008 7054")
        .replace("help@example.org", "support@ovacome.org.uk");
    std::fs::write(file, text).unwrap();
}

#[test]
fn a_starter_builds_and_checks_clean() {
    let folder = starter();
    let built = chapbook(folder.path(), &["build", "b"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    assert!(said(&built).starts_with("b: wrote 6 files to out\n"), "{}", said(&built));
    // Only its facts are not the author's yet.
    let checked = chapbook(folder.path(), &["check", "b", "--deny", "warnings"]);
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    let told = said(&checked);
    assert_eq!(told.matches("warning[untouched-example]").count(), 3, "{told}");
    put_facts_right(&folder.path().join("b/booklet.toml"));
    let checked = chapbook(folder.path(), &["check", "b", "--deny", "warnings"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let again = chapbook(folder.path(), &["new", "b"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("error: b is there already"), "{}", said(&again));
}

/// What to type next works where the program was called by a path.
#[cfg(unix)]
#[test]
fn the_program_is_shown_as_it_was_called() {
    use std::os::unix::process::CommandExt as _;
    let folder = starter();
    let called = |name: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
        command.arg0(name).current_dir(folder.path()).args(arguments).output().unwrap()
    };
    let made = called("./chapbook", &["new", "t"]);
    let told = String::from_utf8_lossy(&made.stdout);
    assert!(told.contains("\n  ./chapbook build t "), "{told}");
    let file = folder.path().join("t/booklet.toml");
    put_facts_right(&file);
    let text = std::fs::read_to_string(&file).unwrap();
    let publisher = "publisher = \"Ovacome\"\n";
    assert!(text.contains(publisher), "{text}");
    std::fs::write(&file, text.replace(publisher, "")).unwrap();
    let last = |name: &str| said(&called(name, &["build", "t", "--edition", "text"]));
    let told = last("../chapbook");
    assert!(told.contains("1 finding: ../chapbook check t\n"), "{told}");
    let told = last("/somewhere/chapbook");
    assert!(told.contains("1 finding: chapbook check t\n"), "{told}");
}

/// What an editor may get wrong: a file of the starter, words in it, what stands there by mistake,
/// and the code of the answer.
const MISTAKES: [(&str, &str, &str, &str); 22] = [
    ("booklet.toml", "\"Going for a blood test\"", "\"Going for a blood test", "toml-syntax"),
    ("booklet.toml", "02-getting-ready.toml", "02-geting-ready.toml", "missing-file"),
    ("booklet.toml", "\"chapters/01", "\"../chapters/01", "outside-root"),
    ("booklet.toml", "\"en-GB\"", "\"english\"", "unknown-language"),
    ("booklet.toml", "subtitle", "subtitel", "unknown-key"),
    ("booklet.toml", "language = ", "# language = ", "missing-key"),
    ("booklet.toml", "\"1.0\"", "1.0", "wrong-type"),
    ("booklet.toml", "phone = \"{support_line}\"", "phone = \"{suport_line}\"", "unknown-value"),
    ("booklet.toml", "\"01632 960 000\"", "\"{support_line}\"", "value-circle"),
    ("booklet.toml", "#[theme]", "[theme]\nfont = \"Comic Snas\"\n#", "bad-theme"),
    ("booklet.toml", "#[theme]", "[edition.screeen]\npaper = \"#FFFFFF\"\n#", "bad-edition"),
    (
        "booklet.toml",
        "There are no",
        "\\n\\nNo.\\n\\nNo.\\n\\nNo.\\n\\nNo.\\n\\nNo.\\n\\nNo.\\n\\nNo.\
      \\n\\nNo.\\n\\nNo.\\n\\nNo.\\n\\nNo.\\n\\nNo.\\n\\nThere are no",
        "back-page-overflow",
    ),
    ("chapters/01-what-it-is.toml", "*results*", "*results", "bad-mark"),
    ("chapters/01-what-it-is.toml", "term:sample", "term:simple", "unknown-term"),
    ("chapters/01-what-it-is.toml", "alt = ", "# alt = ", "missing-alt"),
    ("chapters/01-what-it-is.toml", "somebody takes", "somebody 𓀀 takes", "missing-glyph"),
    ("chapters/01-what-it-is.toml", "heading = ", "subheading = ", "heading-skipped"),
    ("chapters/02-getting-ready.toml", "steps = [", "step = [", "unknown-key"),
    (
        "chapters/02-getting-ready.toml",
        "[block.callout]",
        "text = \"a\"\n[block.callout]",
        "two-kinds",
    ),
    ("chapters/03-after-the-test.toml", "(#getting-ready)", "(#geting-ready)", "unknown-link"),
    ("chapters/03-after-the-test.toml", "[\"Your own doctor\", ", "[", "ragged-table"),
    (
        "chapters/03-after-the-test.toml",
        "\"Support line\"",
        "\"Suport line\"",
        "unknown-contact-point",
    ),
];

#[test]
fn a_mistake_leaves_the_files_of_the_last_good_build_as_they_were() {
    let folder = starter();
    let built = chapbook(folder.path(), &["build", "b"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let good = files(&folder.path().join("out"));
    for (name, right, wrong, code) in MISTAKES {
        let path = folder.path().join("b").join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(right), "{name} has no {right}");
        std::fs::write(&path, text.replacen(right, wrong, 1)).unwrap();
        let built = chapbook(folder.path(), &["build", "b"]);
        let said = said(&built);
        assert_eq!(built.status.code(), Some(1), "{code}: {said}");
        assert!(said.contains(&format!("error[{code}]")), "{code}: {said}");
        assert!(said.contains("nothing was written"), "{code}: {said}");
        assert!(files(&folder.path().join("out")) == good, "{code}: a file changed");
        std::fs::write(&path, text).unwrap();
    }
    let built = chapbook(folder.path(), &["build", "b"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    assert!(files(&folder.path().join("out")) == good, "the same input gives the same bytes");
}

#[test]
fn a_pipe_that_is_closed_early_is_no_error() {
    let folder = starter();
    let built = chapbook(folder.path(), &["build", "b", "--edition", "screen"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    for arguments in [
        &["read", "out/going-for-a-blood-test.pdf"][..],
        &["explain"],
        &["schema", "booklet"],
        &["completions", "bash"],
        &["verify", "out/going-for-a-blood-test.pdf"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_chapbook"))
            .current_dir(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        assert_eq!(said(&output), "", "{arguments:?}");
    }
}

#[test]
fn reports_have_neither_colours_nor_a_bar_in_a_pipe() {
    let folder = starter();
    let path = folder.path();
    assert_eq!(chapbook(path, &["new", "c"]).status.code(), Some(0));
    let text = std::fs::read_to_string(path.join("c/booklet.toml")).unwrap();
    std::fs::write(path.join("c/booklet.toml"), text.replacen("\ntitle =", "\ntitel =", 1))
        .unwrap();
    let built = chapbook(path, &["build", "b", "c", "--edition", "text"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(said(&built).contains("error[unknown-key]"), "{}", said(&built));
    assert!(!said(&built).contains(['\u{1b}', '\r']), "{}", said(&built));
}

#[test]
fn completions_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let printed = chapbook(folder.path(), &["completions", shell]);
        let script = String::from_utf8(printed.stdout).unwrap();
        for command in ["build", "check", "watch", "verify", "read", "new", "schema", "explain"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest_and_is_a_wrong_argument() {
    let folder = tempfile::tempdir().unwrap();
    let explained = chapbook(folder.path(), &["explain", "missing-al"]);
    assert_eq!(explained.status.code(), Some(2));
    assert!(said(&explained).contains("did you mean `missing-alt`?"), "{}", said(&explained));
    let explained = chapbook(folder.path(), &["explain", "error[missing-alt]"]);
    assert_eq!(explained.status.code(), Some(0));
    let of_check = chapbook(folder.path(), &["explain", "vague-link"]);
    assert_eq!(of_check.status.code(), Some(0));
    let wrong = chapbook(folder.path(), &["schema", "leaflet"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn words_that_the_program_adds_have_the_language_of_the_booklet() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "booklet.toml",
        "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n[contact]\nheading = \"Help\"\n\
         [[contact.point]]\nname = \"Line\"\nphone = \"0808 157 0142\"\n",
    );
    write(
        "a.toml",
        "title = \"Un\"\nlanguage = \"cy\"\n[[block]]\ncontact_point = \"Line\"\n[[block]]\n\
         checklist = [\"un\"]\n[[block]]\ntext = \"Gweler [y cefn](#contact).\"\n",
    );
    let built = chapbook(folder.path(), &["build", ".", "--edition", "screen", "--no-verify"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let read = chapbook(folder.path(), &["read", "out/t.pdf"]);
    let read = String::from_utf8(read.stdout).unwrap();
    for line in ["Div lang=en-GB", "Lbl lang=en-GB \"tick box\"", "Span lang=en-GB \"(back page)\""]
    {
        assert!(read.contains(line), "{line}: {read}");
    }
    assert!(read.contains("LBody \"un\""), "{read}");
}

#[test]
fn a_language_that_the_program_does_not_speak_gets_english_words_marked_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "booklet.toml",
        "title = \"T\"\nlanguage = \"sv\"\nreviewed = 2026-01-01\ncontents = true\n\
         chapters = [\"a.toml\"]\n[contact]\nheading = \"Hj\u{e4}lp\"\n[[contact.point]]\n\
         name = \"Linje\"\nphone = \"0808 157 0142\"\n",
    );
    write(
        "a.toml",
        "title = \"Ett\"\n[[block]]\nchecklist = [\"en\"]\n[[block]]\ntext = \"[sista](#contact)\"\n",
    );
    let built = chapbook(folder.path(), &["build", ".", "--edition", "screen"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let read = chapbook(folder.path(), &["read", "out/t.pdf"]);
    let read = String::from_utf8(read.stdout).unwrap();
    for line in [
        "Document lang=sv",
        "Span lang=en-GB \"Contents\"",
        "Lbl lang=en-GB \"tick box\"",
        "Span lang=en-GB \"(back page)\"",
        "Span lang=en-GB \"Phone: \"",
        "Span lang=en-GB \"Last reviewed: 1 January 2026\"",
        "H1 \"Ett\"",
    ] {
        assert!(read.contains(line), "{line}: {read}");
    }
}

#[test]
fn an_edition_is_told_of_by_the_name_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let long = "No. ".repeat(2000);
    write(
        "booklet.toml",
        &format!(
            "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n[contact]\nheading = \"H\"\n\
             text = \"{long}\"\n"
        ),
    );
    write("a.toml", "title = \"A\"\n[[block]]\ntext = \"a\"\n");
    let built = chapbook(folder.path(), &["build", ".", "--edition", "press"]);
    assert_eq!(built.status.code(), Some(1), "{}", said(&built));
    assert!(said(&built).contains("back page of the press edition"), "{}", said(&built));
}

#[test]
fn a_character_without_a_font_in_a_value_is_told_with_the_place_of_the_value() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "booklet.toml",
        "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n[values]\nsign = \"a 𓀀\"\n\
         [contact]\nheading = \"H\"\n",
    );
    write("a.toml", "title = \"A\"\n[[block]]\ntext = \"a {sign}\"\n");
    for arguments in [&["build", ".", "--edition", "screen"][..], &["check", "."]] {
        let told = chapbook(folder.path(), &[arguments, &["--format", "json"]].concat());
        let json: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
        let problems = json["booklets"][0]["diagnostics"].as_array().unwrap();
        let glyph = problems.iter().find(|it| it["code"] == "missing-glyph").unwrap();
        assert_eq!(glyph["file"], "a.toml");
        assert_eq!((&glyph["line"], &glyph["column"]), (&3.into(), &11.into()));
        assert_eq!(glyph["notes"][0], "`sign` is defined here: booklet.toml:5:1");
    }
}

#[test]
fn a_folder_of_the_command_line_that_is_not_there_is_a_wrong_argument() {
    let folder = starter();
    for command in ["build", "check", "watch"] {
        for (option, path) in [("--root", "nowhere"), ("--fonts", "b/booklet.toml")] {
            let output = chapbook(folder.path(), &[command, "b", option, path]);
            assert_eq!(output.status.code(), Some(2), "{command} {option}: {}", said(&output));
            let named = format!("error: cannot use {option} {path}: ");
            assert!(said(&output).starts_with(&named), "{}", said(&output));
        }
    }
    assert!(!folder.path().join("out").exists());
}

#[test]
fn without_a_path_and_a_booklet_the_way_to_begin_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["build", "check", "watch"] {
        let output = chapbook(folder.path(), &[command]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("`chapbook new my-booklet`"), "{}", said(&output));
    }
}

#[test]
fn an_edition_that_is_left_out_is_told_to_people_and_to_programs() {
    let folder = starter();
    let path = folder.path().join("b/booklet.toml");
    let text = std::fs::read_to_string(&path).unwrap().replace("#[theme]", "[theme]\npage = 'DL'");
    std::fs::write(&path, &text).unwrap();
    let built = chapbook(folder.path(), &["build", "b", "--format", "json"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    assert!(said(&built).contains("note: the booklet edition was left out"), "{}", said(&built));
    let document: serde_json::Value = serde_json::from_slice(&built.stdout).unwrap();
    let diagnostic = &document["booklets"][0]["diagnostics"][0];
    assert_eq!([&diagnostic["code"], &diagnostic["severity"]], ["bad-edition", "info"]);
}

#[test]
fn booklets_of_one_slug_are_pointed_at_where_it_stands() {
    let folder = starter();
    assert_eq!(chapbook(folder.path(), &["new", "c"]).status.code(), Some(0));
    for booklet in ["b", "c"] {
        let path = folder.path().join(booklet).join("booklet.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("slug = \"same\"\n{text}")).unwrap();
    }
    let built = chapbook(folder.path(), &["build", "b", "c", "--edition", "text"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(said(&built).contains("`same.txt` would also be written by c"), "{}", said(&built));
    assert!(said(&built).contains("b/booklet.toml:1:8"), "{}", said(&built));
}

#[test]
fn a_link_in_a_title_is_no_link_within_the_contents() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "booklet.toml",
        "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\ncontents = true\n\
         [contact]\nheading = \"H\"\n",
    );
    write(
        "a.toml",
        "title = \"Ask *[us](https://example.org)* [now](#contact)\"\n[[block]]\ntext = \"a\"\n",
    );
    let built = ["build", ".", "--edition", "screen", "--edition", "html"];
    let built = chapbook(folder.path(), &built);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let read = chapbook(folder.path(), &["read", "out/t.pdf"]);
    let read = String::from_utf8(read.stdout).unwrap();
    let (contents, chapter) = read.split_once("H1\n").unwrap();
    assert_eq!(contents.matches("Link").count(), 1, "{read}");
    assert!(!contents.contains("example.org") && !contents.contains("(back page)"), "{read}");
    let link = "Link to=\"https://example.org\" \"us\"";
    assert!(chapter.contains(link) && chapter.contains("(example.org)"), "{read}");
    let page = std::fs::read_to_string(folder.path().join("out/t.html")).unwrap();
    let (_, contents) = page.split_once("<nav").unwrap();
    let (contents, _) = contents.split_once("</nav>").unwrap();
    // To the chapter and to the contact section.
    assert_eq!(contents.matches("<a ").count(), 2, "{contents}");
    assert!(!contents.contains("example.org"), "{contents}");
}

#[test]
fn a_command_that_is_proposed_can_be_copied_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(chapbook(folder.path(), &["new", "my b"]).status.code(), Some(0));
    let path = folder.path().join("my b/booklet.toml");
    let text = std::fs::read_to_string(&path).unwrap().replace("publisher", "# publisher");
    std::fs::write(&path, text.replace("<{support_email}>", "help@example.org")).unwrap();
    let built = chapbook(folder.path(), &["build", "my b"]);
    assert!(said(&built).ends_with(": chapbook check \"my b\"\n"), "{:?}", said(&built));
    let checked = chapbook(folder.path(), &["check", "my b"]);
    assert!(said(&checked).contains("chapbook check --fix \"my b\"\n"), "{}", said(&checked));
}

#[test]
fn a_font_that_is_none_is_named_in_a_sentence() {
    let folder = starter();
    std::fs::create_dir(folder.path().join("b/fonts")).unwrap();
    std::fs::write(folder.path().join("b/fonts/a.ttf"), "none").unwrap();
    let built = chapbook(folder.path(), &["build", "b"]);
    assert_eq!(built.status.code(), Some(1));
    let sentence = "error[bad-theme]: b/fonts/a.ttf is damaged, or is no font\n";
    assert!(said(&built).contains(sentence), "{}", said(&built));
    assert!(said(&built).contains("help: take it out of its folder"), "{}", said(&built));
}

#[test]
fn the_message_among_the_examples_is_what_the_program_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/by-example.md")).unwrap();
    let (_, shown) = page.split_once("    error[").unwrap();
    let shown: String = format!("    error[{shown}")
        .lines()
        .take_while(|line| line.starts_with("    "))
        .map(|line| format!("{}\n", &line[4..]))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    copy(&root.join("booklet"), &folder.path().join("booklet"));
    let path = folder.path().join("booklet/chapters/01-what-it-is.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("(#asking-for-you)", "(#asking-for-yuo)")).unwrap();
    let built = chapbook(folder.path(), &["build"]);
    assert!(said(&built).starts_with(&shown), "{}\n{shown}", said(&built));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn wrong_arguments_are_answered_in_the_document_of_their_command() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, key, words) in [
        (&["verify", "--format", "json"][..], "files", "not provided: <FILE.pdf>..."),
        (&["build", "--format", "json", "--standard", "x"], "booklets", "ua-1, ua-2"),
        (&["check", "--format=json", "--today", "x"], "booklets", "2026-10-01"),
    ] {
        let output = chapbook(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(document[key], serde_json::json!([]), "{document}");
        assert!(document["failure"].as_str().unwrap().contains(words), "{document}");
    }
}

/// Names with signs that drive a terminal or turn round what stands beside them: C0, C1, bidi.
const ODD: [&str; 6] = [
    "a\u{1b}[2Jb",
    "a\u{7}b\rc\u{8}",
    "a\u{9b}31mb",
    "a\u{7f}b",
    "a\u{202e}b",
    "a\u{2067}\u{2069}b",
];

fn drives_a_terminal(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().any(|c| (c.is_control() && c != '\n') || turns(c))
}

#[test]
fn no_argument_drives_the_terminal() {
    for odd in ODD {
        let folder = tempfile::tempdir().unwrap();
        let lines: [&[&str]; 16] = [
            &["new", odd],
            &["new", odd],
            &["build", odd],
            &["build", "--edition", odd],
            &["build", "--out", odd, odd],
            &["check", odd],
            &["check", "--today", odd],
            &["check", "--deny", odd, "--format", "json"],
            &["build", "--format=json", "--jobs", odd],
            &["watch", odd, odd],
            &["verify", odd],
            &["verify", odd, "--format", "json", "--x", odd],
            &["read", odd],
            &["explain", odd],
            &["schema", odd],
            &[odd],
        ];
        for line in lines {
            let output = chapbook(folder.path(), line);
            // What is only about the new booklet, which is a good one, ends well.
            let fine = line == ["new", odd] || ["build", "check"].contains(&line[0]);
            assert!(fine || output.status.code() == Some(2), "{line:?}: {}", said(&output));
            assert!(!drives_a_terminal(&output.stderr), "{line:?}: {:?}", said(&output));
            let printed = String::from_utf8_lossy(&output.stdout);
            assert!(!drives_a_terminal(&output.stdout), "{line:?}: {printed:?}");
        }
        assert!(folder.path().join(odd).join("booklet.toml").exists(), "{odd:?} is a good name");
    }
}

#[cfg(unix)]
#[test]
fn a_new_booklet_gets_no_name_that_build_refuses() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"x\xff"[..], b"\xc3", b"a/\xfe/b", b"\xff/b"] {
        let output = Command::new(env!("CARGO_BIN_EXE_chapbook"))
            .current_dir(folder.path())
            .arg("new")
            .arg(std::ffi::OsStr::from_bytes(name))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("is not in UTF-8; give the new booklet another name"));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn completions_and_help_know_how_to_prune() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let printed = chapbook(folder.path(), &["completions", shell]);
        assert!(String::from_utf8(printed.stdout).unwrap().contains("prune"), "{shell}");
    }
    let help = String::from_utf8(chapbook(folder.path(), &["build", "--help"]).stdout).unwrap();
    assert!(help.contains("--prune") && help.contains("at most one a processor core"), "{help}");
}
