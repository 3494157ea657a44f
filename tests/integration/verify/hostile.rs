//! `read` and `verify` on files that are made to harm: bounded in time and memory, and no sign of
//! theirs drives a terminal. Each runs as a program of its own, which the system ends where it takes
//! too much, so that a fault here does not take the machine down.

use std::path::Path;
use std::process::{Command, Output};

use chapbook::changes;
use chapbook::diagnostic::is_treacherous;
use chapbook::verify;

use super::bombs::{self, Bomb, CATALOG, DOCUMENT, FONT};
use super::{foreign, sample};

/// Runs the program with so many kilobytes of memory, stacks of its threads included, and so many
/// seconds of work; this one may be built without optimisation.
fn chapbook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .current_dir(folder)
        .arg("-c")
        .arg("ulimit -v 2500000; ulimit -t 60; exec \"$0\" \"$@\"")
        .arg(env!("CARGO_BIN_EXE_chapbook"))
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn no_file_takes_more_than_it_should() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, bytes) in bombs::all() {
        std::fs::write(folder.path().join("a.pdf"), bytes).unwrap();
        for command in [&["read"][..], &["read", "--heard"], &["verify"]] {
            let ended = chapbook(folder.path(), &[command, &["a.pdf"]].concat());
            let said = String::from_utf8(ended.stderr).unwrap();
            match ended.status.code() {
                Some(0 | 1) => {}
                Some(2) => assert!(said.contains("cannot be read safely: "), "{kind}: {said}"),
                other => panic!("{command:?} of {kind}: {other:?} {said}"),
            }
            // The bound of the program itself is the last resort; these are known before.
            assert!(!said.contains("it takes "), "{command:?} of {kind}: {said}");
        }
    }
}

/// What is compared with them is read under the same bounds, and so is the comparison.
#[test]
fn no_file_makes_a_comparison_take_more_than_it_should() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sound.pdf"), sample::booklet()).unwrap();
    for (kind, bytes) in bombs::all() {
        std::fs::write(folder.path().join("a.pdf"), bytes).unwrap();
        for sides in [["sound.pdf", "a.pdf"], ["a.pdf", "sound.pdf"]] {
            let ended = chapbook(folder.path(), &[&["changes"][..], &sides].concat());
            let said = String::from_utf8(ended.stderr).unwrap();
            match ended.status.code() {
                Some(0) => {}
                Some(2) => assert!(said.starts_with("error: cannot compare "), "{kind}: {said}"),
                other => panic!("{sides:?} of {kind}: {other:?} {said}"),
            }
            assert!(!said.contains("it takes "), "{sides:?} of {kind}: {said}");
        }
    }
}

/// What asks for too much is refused, never read in part as if that were all.
#[test]
fn what_is_refused_is_refused_by_name() {
    let refused = [
        ("one text that many elements say", "its words come to more than 64 MB"),
        ("one text that is said again and again in a page", "its words come to more than 64 MB"),
        ("an array without end", "it holds millions of values"),
        ("an object stream full of values", "its objects unfold to hundreds of megabytes"),
        ("an object stream that unfolds to nothing", "its objects unfold to hundreds of megabytes"),
        ("one array of kids of many elements", "its structure has millions of elements"),
    ];
    for (kind, bytes) in bombs::all() {
        if let Some((_, cost)) = refused.iter().find(|(name, _)| *name == kind) {
            let said = verify::read(&bytes).unwrap_err().to_string();
            assert_eq!(said, format!("this PDF cannot be read safely: {cost}"), "{kind}");
        }
    }
}

#[test]
fn what_stands_after_the_end_hides_nothing() {
    let plain = verify::read(&Bomb::new().file()).unwrap();
    assert_eq!(plain, "Document lang=en\n  P \"Hi\"\n");
    let padded = Bomb::new().tail(vec![0; 1 << 20]).file();
    assert_eq!(verify::read(&padded).unwrap(), plain);
    let faults = |file: &[u8]| verify::validate(file).unwrap()[1].faults.clone();
    let told = faults(&padded).into_iter().any(|fault| fault.clause == "6.1.3");
    assert!(told, "PDF/A allows nothing after the end");
    // An update whose own end is missing is still part of the file.
    let update = b"7 0 obj<</Type/StructElem/S/Document/P 6 0 R/Lang(cy)/K[8 0 R]>>endobj\n";
    let cut = Bomb::new().tail([&vec![b'\n'; 8192][..], update].concat()).file();
    assert!(verify::read(&cut).unwrap().contains("\"Hi\""));
}

/// Signs that drive a terminal or turn a line round.
const SIGNS: &str = "\u{1B}[31m\u{7F}\u{9B}2J\u{202E}\u{2066}\u{2069}\u{200F}\u{61C}\u{8}\u{2028}";

fn utf16(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    format!("<FEFF{}>", units.collect::<String>())
}

/// A file with such signs wherever something is shown of it.
fn canary() -> Vec<u8> {
    let name: String = SIGNS.bytes().map(|byte| format!("#{byte:02X}")).collect();
    let signs = utf16(SIGNS);
    let content = format!(
        "/P<</MCID 0>>BDC BT /F 9 Tf (Hi!)Tj ET EMC \
         /Span<</MCID 1/ActualText{signs}/Lang{signs}>>BDC BT /F 9 Tf (x)Tj ET EMC /X{name} Do {name}"
    );
    let catalog = format!(
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/Lang{signs}/MarkInfo<</Marked true>>\
         /X{name} 1>>"
    );
    let document = format!(
        "<</Type/StructElem/S/X{name}/P 6 0 R/T{signs}/K[8 0 R 9 0 R <</S/Figure/P 7 0 R/Alt{signs}>> \
         <</S/P#20lang=en#20#22No#22#0AP/P 7 0 R/ActualText{signs}>>]>>"
    );
    let font = format!(
        "<</Type/Font/Subtype/Type1/BaseFont/F{name}/Encoding/WinAnsi{name}/ToUnicode 10 0 R>>"
    );
    let map = format!("1 beginbfchar <21> <{}> endbfchar", &signs[5..signs.len() - 1]);
    Bomb::new()
        .content(&content)
        .object(CATALOG, catalog)
        .object(FONT, font)
        .object(DOCUMENT, document)
        .stream(10, "", map.as_bytes())
        .object(9, format!("<</S/P/P 7 0 R/Pg 3 0 R/K 1/Lang{signs}>>"))
        .file()
}

fn assert_harmless(output: &[u8]) -> String {
    let text = String::from_utf8(output.to_vec()).unwrap();
    let found = text.chars().find(|&c| c != '\n' && is_treacherous(c));
    assert_eq!(found, None, "{text:?}");
    text
}

#[test]
fn no_sign_of_a_file_drives_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), canary()).unwrap();
    let read = chapbook(folder.path(), &["read", "a.pdf"]);
    assert_eq!(read.status.code(), Some(0));
    let lines = assert_harmless(&read.stdout);
    assert_harmless(&read.stderr);
    let shown = r"\u{1b}[31m\u{7f}\u{9b}2J\u{202e}\u{2066}\u{2069}\u{200f}\u{61c}\u{8}\u{2028}";
    let expected = [
        format!("\"X{shown}\" lang=\"{shown}\""),
        format!("  P \"Hi{shown}\""),
        format!("  P lang=\"{shown}\" \"{shown}\""),
        format!("  Figure alt=\"{shown}\""),
        format!(r#"  "P lang=en \"No\"\nP" "{shown}""#),
    ];
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
    for format in ["human", "json"] {
        let judged = chapbook(folder.path(), &["verify", "--format", format, "a.pdf"]);
        assert_eq!(judged.status.code(), Some(1));
        let told = assert_harmless(&judged.stdout);
        assert_harmless(&judged.stderr);
        assert!(told.contains("7.1"), "{told}");
    }
}

#[test]
fn no_name_of_a_file_drives_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    // U+2028 and the like are legal in names of files; a line end is told as one.
    let name = format!("a{SIGNS}.pdf");
    std::fs::write(folder.path().join(&name), Bomb::new().file()).unwrap();
    let booklet = format!("b{SIGNS}");
    let made = chapbook(folder.path(), &["new", &booklet]);
    assert_eq!(made.status.code(), Some(0));
    assert_harmless(&made.stdout);
    let chapter = folder.path().join(&booklet).join("chapters/01-your-test.toml");
    let calls: [&[&str]; 9] = [
        &["verify", &name],
        &["verify", "--format", "json", &name],
        &["verify", &format!("{name}x")],
        &["read", &format!("{name}x")],
        &["build", &booklet, "--format", "json", "--no-verify"],
        &["build", &booklet, "--out", &format!("o{SIGNS}"), "--no-verify"],
        &["check", &booklet],
        &["check", &format!("{booklet}x")],
        &["explain", SIGNS],
    ];
    for call in calls {
        let ended = chapbook(folder.path(), call);
        assert_harmless(&ended.stdout);
        assert_harmless(&ended.stderr);
    }
    if chapter.exists() {
        std::fs::write(&chapter, format!("title = \"A\"\n{SIGNS}\n")).unwrap();
        assert_harmless(&chapbook(folder.path(), &["build", &booklet]).stderr);
    }
    for wrong in [&["build", "--jobs", SIGNS][..], &[SIGNS], &["read", "a", SIGNS]] {
        let ended = chapbook(folder.path(), wrong);
        assert_eq!(ended.status.code(), Some(2));
        assert_harmless(&ended.stderr);
    }
}

/// A row of numbers that is the same each time.
struct Noise(u64);

impl Noise {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// Numbers, names and brackets changed, stretches copied, moved and left out: no parser breaks down.
#[test]
fn changed_files_do_no_harm() {
    const NUMBERS: [&[u8]; 6] = [b"0", b"-1", b"99999999999", b"2147483648", b"1.5", b"[["];
    let mut noise = Noise(16);
    let files = [sample::booklet(), foreign::file(false), foreign::file(true), canary()];
    let sound = verify::tree(&files[0]).unwrap();
    for round in 0..120 {
        let mut file = files[round % files.len()].clone();
        for _ in 0..=noise.below(6) {
            let at = noise.below(file.len());
            let end = (at + 1 + noise.below(40)).min(file.len());
            match noise.below(5) {
                0 => file[at] = noise.below(256) as u8,
                1 => drop(file.drain(at..end)),
                2 => {
                    let copied = file[at..end].to_vec();
                    let to = noise.below(file.len());
                    file.splice(to..to, copied);
                }
                3 => {
                    let digit =
                        file[at..].iter().position(u8::is_ascii_digit).map_or(at, |it| at + it);
                    let number = NUMBERS[noise.below(NUMBERS.len())];
                    file.splice(digit..(digit + 1).min(file.len()), number.iter().copied());
                }
                _ => file[at..end].reverse(),
            }
        }
        let _ = verify::read(&file);
        let _ = verify::heard(&file);
        let _ = verify::validate(&file);
        if let Ok(top) = verify::tree(&file) {
            let states = [&sound, &top].map(changes::of_structure);
            let [old, new] = states;
            changes::compare(old, new).unwrap();
        }
    }
}
