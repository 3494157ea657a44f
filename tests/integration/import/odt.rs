//! OpenDocument texts.

use chapbook::import::{Changes, Format, Refusal, import};

use super::builder::archive;
use super::{bring, brought};

const NAMES: &str = "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\" xmlns:fo=\"f\" xmlns:draw=\"d\" \
    xmlns:svg=\"v\" xmlns:xlink=\"x\" xmlns:dc=\"c\"";

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMES}><office:automatic-styles>\
         <style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
         <text:list-style style:name=\"N\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/></text:list-style>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!(
        "<office:document-styles {NAMES}><style:default-style style:family=\"paragraph\">\
         <style:text-properties fo:language=\"de\" fo:country=\"CH\"/></style:default-style>\
         <style:header><text:p>Entwurf</text:p></style:header></office:document-styles>"
    );
    archive(&[("content.xml", content.as_bytes()), ("styles.xml", styles.as_bytes())])
}

#[test]
fn its_words_lists_notes_and_tables_are_read() {
    let brought = bring(
        &odt(
            "<text:h text:outline-level=\"1\">Eins</text:h><text:p>Ein <text:span text:style-name=\"B\">fettes</text:span> Wort\
         <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Anmerkung</text:p></text:note-body></text:note>.</text:p>\
         <text:list text:style-name=\"N\"><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>\
         <table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>Kopf</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
         <table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>\
         <text:h text:outline-level=\"1\">Zwei</text:h><text:p>Ende.</text:p>",
        ),
        Format::Odt,
    );
    assert!(brought.booklet().contains("language = \"de-CH\""), "{}", brought.booklet());
    let chapter = brought.chapter();
    assert!(chapter.contains("Ein **fettes** Wort (Anmerkung)."), "{chapter}");
    assert!(chapter.contains("steps = [\n  \"a\",\n  \"b\",\n]"), "{chapter}");
    assert!(
        chapter.contains("columns = [\"Kopf\", \"Kopf\"]\nrows = [\n  [\"x\", \"y\"],\n]"),
        "{chapter}"
    );
    assert_eq!(brought.left_out(), ["a header (every page): Entwurf"]);
}

#[test]
fn words_of_its_numbers_stay_and_frames_of_notes_are_said_once() {
    let list = |style: &str, words: &str| {
        format!(
            "<text:list text:style-name=\"{style}\"><text:list-item><text:p>{words}</text:p></text:list-item></text:list>"
        )
    };
    let styles = "<text:list-style style:name=\"W\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-prefix=\"Step \" style:num-suffix=\":\"/></text:list-style>\
        <text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"a\"/></text:list-style>";
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noted. <draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p></text:note-body></text:note>";
    let body = format!(
        "{styles}<text:h text:outline-level=\"1\">A</text:h>{}<text:p>Then{note}</text:p>{}",
        list("W", "sit"),
        list("L", "rest"),
    );
    let brought = bring(&odt(&body), Format::Odt);
    let chapter = brought.chapter();
    assert!(chapter.contains("bullets = [\n  \"Step 1: sit\",\n]"), "{chapter}");
    assert!(chapter.contains("Then (Noted.)"), "{chapter}");
    assert_eq!(chapter.matches("Boxed.").count(), 1, "{chapter}");
    assert!(chapter.contains("# look at this: the list counts in letters"), "{chapter}");
}

#[test]
fn its_tracked_changes_are_asked_for() {
    let file = odt(
        "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><text:p>alt</text:p></text:deletion></text:changed-region>\
         <text:changed-region text:id=\"c2\"><text:insertion/></text:changed-region></text:tracked-changes>\
         <text:p>Ganz <text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>neu<text:change-end text:change-id=\"c2\"/> hier.</text:p>",
    );
    assert!(
        matches!(import(&file, Format::Odt, None, "x"), Err(Refusal::Tracked(lines)) if lines.len() == 2)
    );
    let accepted = brought(&file, Format::Odt, Some(Changes::Accept));
    assert!(accepted.chapter().contains("Ganz neu hier."), "{}", accepted.chapter());
    let rejected = brought(&file, Format::Odt, Some(Changes::Reject));
    assert!(rejected.chapter().contains("Ganz alt hier."), "{}", rejected.chapter());
}
