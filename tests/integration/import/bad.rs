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

/// The longest that a file may take in a build without optimisation, on a busy machine.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(60);

#[test]
fn large_and_hostile_files_take_bounded_time_and_room() {
    let many = |part: &str, count: usize| part.repeat(count);
    let page =
        p(&(run("Some words of a page, and its number.") + "<w:r><w:br w:type=\"page\"/></w:r>"));
    let box_of = |inner: &str, other: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice><w:r>{inner}</w:r></mc:Choice><mc:Fallback><w:r>{other}</w:r></mc:Fallback></mc:AlternateContent>"
        )
    };
    let nested = (0..120).fold(run("core"), |inner, _| box_of(&inner, "<w:t>old</w:t>"));
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&run(&many("note ", 20_000))));
    let calls = p(&many("<w:r><w:footnoteReference w:id=\"2\"/></w:r>", 3_000));
    let noted =
        Word::of(&(styled("Heading1", "A") + &calls)).part("footnotes", "footnotes.xml", &note);
    let cells = format!(
        "<table><tr><th>a<th>b<tr><td rowspan=4000>{}<td>x{}</table>",
        many("cell ", 2_000),
        many("<tr><td>y", 3_900)
    );
    for (what, bytes, format) in [
        ("10,000 pages", Word::of(&many(&page, 10_000)).bytes(), Format::Docx),
        ("forms within forms", Word::of(&p(&nested)).bytes(), Format::Docx),
        ("a note that is called 3,000 times", noted.bytes(), Format::Docx),
        ("a cell over 4,000 rows", cells.into_bytes(), Format::Html),
        ("cells that reach far", many("<table><tr>", 1).into_bytes(), Format::Html),
        (
            "a wide table",
            format!(
                "<table><tr>{}<tr>{}</table>",
                many("<td colspan=1000 rowspan=9999>a", 3_000),
                many("<td>b", 3_000)
            )
            .into_bytes(),
            Format::Html,
        ),
        (
            "readings",
            format!("<ruby>{}</ruby>", many("a<rt>b</rt>", 20_000)).into_bytes(),
            Format::Html,
        ),
        (
            "numbers",
            many("Ring 01632 960 001 or 01632 960 002.\n\n", 2_000).into_bytes(),
            Format::Text,
        ),
        ("columns", many("one  two  three\n", 20_000).into_bytes(), Format::Text),
    ] {
        let start = std::time::Instant::now();
        let length = bytes.len();
        let Ok(imported) = import(&bytes, format, None, "x") else { continue };
        let made: usize = imported.files.iter().map(|it| it.bytes.len()).sum();
        let took = start.elapsed();
        assert!(took < LONGEST, "{what}: {took:?}");
        assert!(made < 40 * length + (16 << 20), "{what}: {made} bytes of {length}");
    }
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
    assert!(out.contains("Each word of the file is in the booklet"), "{out}");
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
