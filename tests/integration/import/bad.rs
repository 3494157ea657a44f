//! Files that cannot be imported, and folders that must not be written into.

use std::process::Command;

use chapbook::import::{Format, Refusal, import};

use super::builder::{Word, archive, p, run, styled};

fn refusal(bytes: &[u8], format: Format) -> String {
    match import(bytes, format, None, "x") {
        Err(Refusal::File(words)) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_bad_file_is_refused_in_words() {
    let good = Word::of(&p(&run("a"))).bytes();
    let bomb = archive(&[("word/document.xml", &vec![b' '; 70 << 20])]);
    let entities = b"<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>";
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    for (bytes, words) in [
        (b"not an archive".to_vec(), "is damaged"),
        (good[..good.len() / 2].to_vec(), "is damaged"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1], "is encrypted or of the old format"),
        (archive(&[("a.txt", b"a")]), "is an archive and no Word file"),
        (archive(&[("xl/workbook.xml", b"a")]), "is a spreadsheet"),
        (bomb, "is too large"),
        (archive(&[("word/document.xml", entities)]), "is not safe to read"),
        (archive(&[("word/document.xml", b"<a>")]), "is damaged"),
        (archive(&[("word/document.xml", deep.as_bytes())]), "is nested too deeply"),
    ] {
        let said = refusal(&bytes, Format::Docx);
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(refusal(&archive(&[("a", b"a")]), Format::Odt).contains("no OpenDocument text"));
    assert!(refusal("<div>".repeat(100_000).as_bytes(), Format::Html).contains("too deeply"));
    assert!(refusal(b"\0\x01", Format::Text).contains("is no text"));
}

#[test]
fn a_page_that_is_nested_deeply_is_read() {
    let page = format!("{}words{}", "<div>".repeat(1_000), "</div>".repeat(1_000));
    super::bring(page.as_bytes(), Format::Html);
}

#[test]
fn the_command_makes_all_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let call = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
        let output =
            command.current_dir(folder.path()).arg("import").args(arguments).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    let file = Word::of(&(styled("Heading1", "One") + &p(&run("Words.")))).bytes();
    std::fs::write(folder.path().join("a.docx"), &file).unwrap();
    std::fs::write(folder.path().join("b.docx"), &file[..100]).unwrap();
    let (code, out, said) = call(&["a.docx", "new/a"]);
    assert_eq!(code, 0, "{out}{said}");
    assert!(out.contains("none is lost"), "{out}");
    let (code, _, said) = call(&["a.docx", "new/a"]);
    assert_eq!((code, said.contains("is not empty")), (2, true), "{said}");
    let (code, _, said) = call(&["b.docx", "b"]);
    assert_eq!((code, said.contains("b.docx is damaged")), (2, true), "{said}");
    assert!(!folder.path().join("b").exists());
    let (code, _, said) = call(&["a.pdf", "b"]);
    assert_eq!((code, said.contains("a PDF is a picture of pages")), (2, true), "{said}");
    let (code, out, said) = call(&["a.docx", "c", "--format", "json"]);
    assert_eq!(code, 0, "{said}");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["words"]["lost"], serde_json::json!([]));
    assert_eq!(json["words"]["source"], 2);
    let built = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .current_dir(folder.path())
        .args(["build", "c", "--edition", "text"])
        .output()
        .unwrap();
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
}
