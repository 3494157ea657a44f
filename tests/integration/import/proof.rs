//! The proof itself: what it must see, and where it must be silent.

use chapbook::content::{self, Options};
use chapbook::import::{Changes, Count, Format, import};

use super::builder::{Word, p, run, styled};
use super::{bring, brought};

/// What the proof says of a booklet that somebody spoilt.
fn spoilt(text: &str, spoil: impl Fn(String) -> String) -> Count {
    let imported = import(text.as_bytes(), Format::Markdown, None, "x").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for file in &imported.trial {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, spoil(String::from_utf8(file.bytes.clone()).unwrap())).unwrap();
    }
    let loaded = content::load(&folder.path().join("booklet.toml"), &Options::default());
    imported.count(&loaded.book.unwrap())
}

const TEXT: &str = "# A\n\n## One\n\nTake one tablet now.\n\nTake two tablets then.\n\n## Two\n\nRing 01632 960 000 today.\n";

#[test]
fn a_lost_an_invented_and_a_moved_word_are_seen() {
    assert!(spoilt(TEXT, |it| it).is_sound());
    let lost = spoilt(TEXT, |it| it.replace("two tablets", "tablets"));
    assert_eq!((lost.lost, lost.invented.len()), (vec!["two".to_owned()], 0));
    let invented = spoilt(TEXT, |it| it.replace("two tablets", "two white tablets"));
    assert_eq!((invented.invented, invented.lost.len()), (vec!["white".to_owned()], 0));
    let moved = spoilt(TEXT, |it| {
        it.replace("one tablet now", "two tablet now").replace("two tablets", "one tablets")
    });
    assert!(!moved.moved.is_empty(), "{moved:?}");
    let joined = spoilt(TEXT, |it| it.replace("one tablet", "onetablet"));
    assert_eq!(joined.lost, ["one", "tablet"]);
}

#[test]
fn what_the_contact_section_repeats_hides_no_lost_word() {
    let lost = spoilt(TEXT, |it| match it.contains("[contact]") {
        true => it,
        false => it.replace("Ring 01632 960 000 today", "Ring today"),
    });
    assert_eq!(lost.lost, ["01632", "960", "000"]);
}

#[test]
fn a_repeated_cell_hides_no_lost_one() {
    let table = "<h1>A</h1><table><tr><th>Day<th>Food<tr><td rowspan=2>soup<td>one<tr><td>two</table><p>Eat soup.";
    let imported = import(table.as_bytes(), Format::Html, None, "x").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for file in &imported.trial {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap().replace("Eat soup.", "Eat.");
        std::fs::write(path, text).unwrap();
    }
    let loaded = content::load(&folder.path().join("booklet.toml"), &Options::default());
    assert_eq!(imported.count(&loaded.book.unwrap()).lost, ["soup"]);
}

#[test]
fn a_joined_paragraph_and_a_field_within_a_field_are_no_false_alarm() {
    let joined =
        "<w:p><w:pPr><w:rPr><w:del w:author=\"B\"/></w:rPr></w:pPr><w:r><w:t>tab</w:t></w:r></w:p>"
            .to_owned()
            + &p(&run("lets."));
    let file = Word::of(&(styled("Heading1", "A") + &joined)).bytes();
    let accepted = brought(&file, Format::Docx, Some(Changes::Accept));
    assert!(accepted.chapter().contains("\"tablets.\""), "{}", accepted.chapter());
    let rejected = brought(&file, Format::Docx, Some(Changes::Reject));
    assert!(rejected.chapter().contains("tab\n\nlets."), "{}", rejected.chapter());
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let part = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let field = format!(
        "{begin}{}{begin}{}{part}{}{}{end}{}{part}{}{end}",
        code("IF "),
        code("PAGE"),
        run("1"),
        run("2"),
        code(" = 12 \"a\" \"b\""),
        run("shown")
    );
    let brought = bring(&Word::of(&(styled("Heading1", "A") + &p(&field))).bytes(), Format::Docx);
    assert!(brought.chapter().contains("\"shown\""), "{}", brought.chapter());
    assert_eq!(brought.left_out(), ["words within the code of a field (paragraph 2): 12"]);
}

#[test]
fn two_strokes_at_the_end_of_a_line_are_words() {
    let brought = bring(
        &Word::of(&(styled("Heading1", "A") + &p(&run("see https: //")))).bytes(),
        Format::Docx,
    );
    assert!(brought.chapter().contains("//\u{2060}"), "{}", brought.chapter());
}

#[test]
fn a_box_within_a_note_is_said_once() {
    let frame =
        "<w:r><w:pict><v:textbox><w:txbxContent>%</w:txbxContent></v:textbox></w:pict></w:r>"
            .replace('%', &p(&run("Boxed.")));
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&(run("Noted.") + &frame)));
    let body = styled("Heading1", "A")
        + &p(&(run("Said") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"));
    let file = Word::of(&body).part("footnotes", "footnotes.xml", &note).bytes();
    let brought = bring(&file, Format::Docx);
    assert_eq!(brought.chapter().matches("Boxed.").count(), 1, "{}", brought.chapter());
}
