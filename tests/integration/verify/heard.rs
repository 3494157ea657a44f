//! `read --heard` and where links lead: the sample and the booklet of every kind against what was
//! heard before, files of other makers, and the words of all booklets.
//!
//! `BLESS=1 cargo test --test integration -- verify::heard::` writes the files of tests/cases/heard anew.

use std::path::{Path, PathBuf};
use std::process::Command;

use chapbook::content::{self, EditionName, Options};
use chapbook::editions::Generation;
use chapbook::make::{Request, make};
use chapbook::verify::{self, NotValidatable, ReadError};
use rayon::prelude::*;

use super::bombs::{Bomb, CATALOG, DOCUMENT};
use super::sample;
use crate::support::booklets::{booklets, fonts};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn built(path: &Path, edition: EditionName, generation: Generation) -> Vec<u8> {
    let loaded = content::load(path, &Options { root: None, picture_fonts: Some(fonts) });
    let book = loaded.book.unwrap_or_else(|| panic!("{}", path.display()));
    let request = Request { editions: vec![edition], generation, ..Request::default() };
    make(&book, &request).outputs.remove(0).bytes
}

fn screen(path: &Path) -> Vec<u8> {
    built(path, EditionName::Screen, Generation::Ua1)
}

fn heard(bytes: &[u8]) -> String {
    verify::heard(bytes).unwrap().to_string()
}

#[test]
fn the_sample_and_every_kind_are_heard_as_before() {
    for (name, folder) in [("sample", "booklet"), ("every-kind", "tests/booklets/every-kind")] {
        let found = heard(&screen(&root().join(folder).join("booklet.toml")));
        let path: PathBuf = root().join("tests/cases/heard").join(format!("{name}.txt"));
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap();
        assert!(found == expected, "{name}: BLESS=1 writes it anew; see what `git diff` shows");
    }
}

/// Words without any blanks: lines end where others had one.
fn squeeze(words: &str) -> String {
    words.split_whitespace().collect()
}

/// Without what is announced, what is heard are the words of the structure, all of them, in order.
#[test]
fn what_is_heard_are_the_words_that_are_read() {
    booklets().par_iter().for_each(|path| {
        let bytes = screen(path);
        let heard = verify::heard(&bytes).unwrap();
        let pieces = heard.lines().iter().flatten();
        let written: String = pieces.map(|piece| piece.written.as_str()).collect();
        let read = verify::tree(&bytes).unwrap().text();
        assert_eq!(squeeze(&written), squeeze(&read), "{}", path.display());
        // What stands for words says these very words, but for marks of lists and pictures.
        for piece in heard.lines().iter().flatten().filter(|it| !it.written.trim().is_empty()) {
            let said = squeeze(&piece.said);
            let same = said == squeeze(&piece.written.replace(is_silent, ""));
            assert!(same || said == "bullet,", "{}: {piece:?}", path.display());
        }
    });
}

/// Signs that no voice says: they part words or turn their direction.
fn is_silent(c: char) -> bool {
    c == '\u{AD}' || chapbook::diagnostic::is_treacherous(c)
}

/// The newer generation has types and metadata of its own; it is heard the same, but for captions,
/// which stand within their tables there, and beside their pictures as paragraphs.
#[test]
fn the_newer_standard_is_heard_the_same() {
    let path = root().join("tests/booklets/every-kind/booklet.toml");
    let sorted = |bytes: &[u8]| {
        let said = heard(bytes).replace("\ncaption, ", "\n");
        let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let newer = built(&path, EditionName::Screen, Generation::Ua2);
    assert_eq!(sorted(&newer), sorted(&screen(&path)));
}

#[test]
fn editions_for_printing_are_called_so() {
    let path = root().join("tests/booklets/minimal/booklet.toml");
    for edition in [EditionName::Booklet, EditionName::Press] {
        for generation in [Generation::Ua1, Generation::Ua2] {
            let bytes = built(&path, edition, generation);
            assert_eq!(verify::validate(&bytes), Err(NotValidatable::ForPrinting), "{edition:?}");
            assert_eq!(verify::read(&bytes), Err(ReadError::ForPrinting), "{edition:?}");
            assert_eq!(verify::heard(&bytes), Err(ReadError::ForPrinting), "{edition:?}");
        }
    }
    let said = NotValidatable::ForPrinting.to_string();
    assert!(said.starts_with("this PDF is made for printing and not tagged"), "{said}");
    assert_eq!(said, ReadError::ForPrinting.to_string());
    assert_eq!(verify::heard(&sample::untagged()), Err(ReadError::Untagged), "another program's");
}

#[test]
fn the_program_says_of_an_edition_for_printing_one_thing_and_stops() {
    let folder = tempfile::tempdir().unwrap();
    let chapbook = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_chapbook"));
        let ended = program.current_dir(folder.path()).args(arguments).output().unwrap();
        let words = |bytes| String::from_utf8(bytes).unwrap();
        (ended.status.code(), words(ended.stdout), words(ended.stderr))
    };
    let path = root().join("tests/booklets/minimal/booklet.toml");
    for (name, edition) in [("print.pdf", EditionName::Press), ("screen.pdf", EditionName::Screen)]
    {
        std::fs::write(folder.path().join(name), built(&path, edition, Generation::Ua1)).unwrap();
    }
    let sentence = NotValidatable::ForPrinting.to_string();
    let (code, out, err) = chapbook(&["verify", "print.pdf", "screen.pdf"]);
    let passes = "screen.pdf: PDF/UA-1: passes\nscreen.pdf: PDF/A-2a: passes\n";
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert_eq!(out, format!("print.pdf: {sentence}\n{passes}"));
    let (code, out, _) = chapbook(&["verify", "print.pdf", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, Some(1));
    for result in json["files"][0]["results"].as_array().unwrap() {
        assert_eq!(result["passes"], false);
        assert_eq!(result["faults"][0]["message"], sentence.as_str());
    }
    for arguments in [&["read", "print.pdf"][..], &["read", "--heard", "print.pdf"]] {
        let (code, out, err) = chapbook(arguments);
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert_eq!(err, format!("error: cannot read print.pdf: {sentence}\n"));
    }
    let (code, out, _) = chapbook(&["read", "screen.pdf", "--heard"]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("document, ") && out.contains("\nheading level 1, "), "{out}");
}

#[test]
fn links_are_read_with_where_they_lead() {
    let read =
        verify::read(&screen(&root().join("tests/booklets/every-kind/booklet.toml"))).unwrap();
    for line in [
        "Link to=\"https://www.example.org/a\" \"web link\"",
        "Link to=\"tel:08081570110\" \"telephone link\"",
        "Link to=\"mailto:help@example.org\" \"email link\"",
        "Link to=\"page 5\" \"another chapter\"",
    ] {
        assert!(read.lines().any(|it| it.trim_start() == line), "{line}");
    }
    // The last page, whatever its number.
    let page = |line: &str| -> Option<u32> {
        line.split_once("to=\"page ")?.1.split_once('"')?.0.parse().ok()
    };
    let back = read.lines().find(|line| line.ends_with("\"the back page\"")).and_then(page);
    assert_eq!(back, read.lines().filter_map(page).max());
    assert!(back > Some(5), "{back:?}");
}

/// A file whose page says these words, each in a mark of its own number, and whose structure is made
/// of these objects from number 10 on; the document holds those that `kids` names.
fn made_of(words: &[&str], kids: &str, objects: &[&str]) -> Bomb {
    let marks = words
        .iter()
        .enumerate()
        .map(|(number, words)| format!("/P<</MCID {number}>>BDC BT /F 9 Tf ({words})Tj ET EMC "));
    let bomb = Bomb::new()
        .content(&marks.collect::<String>())
        .object(DOCUMENT, format!("<</S/Document/P 6 0 R/Pg 3 0 R/K[{kids}]>>"))
        .object(9, "null");
    let objects = objects.iter().enumerate();
    objects.fold(bomb, |bomb, (at, body)| bomb.object(10 + at, *body))
}

#[test]
fn files_of_other_makers_are_heard_by_what_their_types_are_mapped_to() {
    let words =
        ["A head", "See ", "the part", " there.", "\\225", "an item", "Unmapped.", "Aside", "W"];
    let objects = [
        "<</S/MyHead/P 7 0 R/Pg 3 0 R/K 0>>",
        "<</S/Normal/P 7 0 R/Pg 3 0 R/K[1 12 0 R 3]>>",
        "<</S/Hyper/P 11 0 R/Pg 3 0 R/K[2<</Type/OBJR/Obj 13 0 R>>]>>",
        "<</Type/Annot/Subtype/Link/A<</S/GoTo/D(there)>>>>",
        "<</Names[(there)<</D[3 0 R/Fit]>>]>>",
        "<</S/L/P 7 0 R/K<</S/LI/K[<</S/Lbl/Pg 3 0 R/K 4>><</S/LBody/Pg 3 0 R/K 5>>]>>>>",
        "<</S/Loop/P 7 0 R/Pg 3 0 R/K 6>>",
        "<</S/Form/P 7 0 R/K[<</Type/OBJR/Obj 18 0 R>>]>>",
        "<</Type/Annot/Subtype/Widget/Parent 19 0 R/AS/Yes>>",
        "<</FT/Btn/TU(I agree)>>",
        "<</S/Figure/P 7 0 R>>",
        "<</S/Figure/P 7 0 R/Alt(A hill)/Lang(cy)>>",
        "<</S/Note/P 7 0 R/Pg 3 0 R/K 7>>",
        "<</S/P/P 7 0 R/Pg 3 0 R/Lang(tlh)/K 8>>",
        "<</S/Form/P 7 0 R/K<</Type/OBJR/Obj 25 0 R>>>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(Name)/V(Mair)>>",
    ];
    let kids = "10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 20 0 R 21 0 R 22 0 R 23 0 R 24 0 R";
    let file = made_of(&words, kids, &objects)
        .object(
            6,
            "<</Type/StructTreeRoot/K 7 0 R/RoleMap<</MyHead/Heading1/Heading1/H1/Normal/P\
             /Hyper/Link/Loop/Pool/Pool/Loop>>>>",
        )
        .object(
            CATALOG,
            "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/Lang(en)\
             /Names<</Dests<</Kids[14 0 R]>>>>>>",
        )
        .file();
    let expected = "\
document without a title
language, English (en)
heading level 1, A head
See
link, the part
there.
list with 1 item
bullet, an item
out of list
Unmapped.
I agree, check box, checked
graphic, no description
graphic, in Welsh: A hill
note, Aside
in the language tlh: W
Name, edit, Mair
";
    assert_eq!(heard(&file), expected);
    assert!(verify::read(&file).unwrap().contains("Hyper to=\"page 1\" \"the part\"\n"));
}

/// Heads over two columns, two rows of heads, a head beside two rows, and the class of an attribute.
#[test]
fn cells_are_heard_with_the_heads_that_hold_for_them() {
    let words = ["Ward", "Hours", "Morning", "Evening", "Maple", "9", "5", "10", "Elm"];
    let objects = [
        "<</S/Table/P 7 0 R/Pg 3 0 R/K[<</S/THead/K[11 0 R 12 0 R]>>13 0 R 14 0 R 15 0 R]>>",
        "<</S/TR/Pg 3 0 R/K[<</S/TH/A<</O/Table/RowSpan 2>>/Pg 3 0 R/K 0>>\
         <</S/TH/A[<</O/Layout>>0<</O/Table/ColSpan 2>>]/Pg 3 0 R/K 1>>]>>",
        "<</S/TR/K[<</S/TH/Pg 3 0 R/K 2>><</S/TH/Pg 3 0 R/K 3>>]>>",
        "<</S/TR/K[<</S/TH/A<</O/Table/RowSpan 2/Scope/Row>>/Pg 3 0 R/K 4>><</S/TD/Pg 3 0 R/K 5>>\
         <</S/TD/Pg 3 0 R/K 6>>]>>",
        "<</S/TR/K[<</S/TD/Pg 3 0 R/K 7>><</S/TD>>]>>",
        "<</S/TR/K[<</S/TH/C/RowHead/Pg 3 0 R/K 8>>]>>",
    ];
    let file = made_of(&words, "10 0 R", &objects)
        .object(6, "<</Type/StructTreeRoot/K 7 0 R/ClassMap<</RowHead<</O/Table/Scope/Row>>>>>>")
        .file();
    let expected = "\
document without a title
language, English (en)
table with 3 columns and 5 rows
row 1, column 1, column header: Ward
row 1, column 2, column header: Hours
row 2, column 2, column header: Morning
row 2, column 3, column header: Evening
row 3, Ward, column 1, row header: Maple
Maple, row 3, Hours, Morning, column 2: 9
Maple, row 3, Hours, Evening, column 3: 5
Maple, row 4, Hours, Morning, column 2: 10
Maple, row 4, Hours, Evening, column 3: blank
row 5, Ward, column 1, row header: Elm
out of table
";
    assert_eq!(heard(&file), expected);
}

/// What stands in a file neither begins a line of its own nor turns one round.
#[test]
fn no_words_of_a_file_make_a_line() {
    let objects = [
        "<</S/P/P 7 0 R/ActualText(one\\nheading level 1, two\\rthree)>>",
        "<</S/Figure/P 7 0 R/Alt<FEFF0061001B005B000A0062>/Lang(x\\ny)>>",
    ];
    let said = heard(&made_of(&[], "10 0 R 11 0 R", &objects).file());
    let lines: Vec<&str> = said.lines().skip(2).collect();
    let expected = ["one heading level 1, two three", "graphic, in the language x y: a [ b"];
    assert_eq!(lines, expected);
}

/// Each cell says its heads: they are cut short, and where they still come to too much, it is said.
#[test]
fn heads_that_are_said_again_and_again_are_bounded() {
    // A letter of four bytes.
    let head = format!("<FEFF{}>", "D835DC1A".repeat(10_000));
    let table = |cells: usize| {
        let row = format!(
            "<</S/TR/K[<</S/TH/ActualText{head}/A<</O/Table/Scope/Row>>>>{}]>>",
            "<</S/TD>>".repeat(cells)
        );
        made_of(&[], "10 0 R", &[&format!("<</S/Table/P 7 0 R/K[{row}]>>")]).file()
    };
    let said = heard(&table(3));
    let longest = said.lines().filter(|line| line.ends_with("blank")).map(|it| it.chars().count());
    assert!(longest.max().is_some_and(|length| (200..300).contains(&length)), "{said}");
    let refused = verify::heard(&table(180_000)).unwrap_err().to_string();
    assert!(refused.contains("takes more than 128 MB"), "{refused}");
}
