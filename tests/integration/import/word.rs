//! Word files.

use chapbook::import::{Changes, Format, Refusal, import};

use super::builder::{Word, item, look, p, png, run, styled};
use super::{Brought, bring, brought};

fn word(body: &str) -> Brought {
    bring(&Word::of(body).bytes(), Format::Docx)
}

#[test]
fn headings_become_title_chapters_and_headings() {
    let brought = word(
        &[
            styled("Title", "Blood tests"),
            styled("Heading1", "Before the test"),
            p(&run("Drink water.")),
            styled("Heading2", "In the morning"),
            p(&run("Eat nothing.")),
            styled("Heading3", "Children"),
            p(&run("They may eat.")),
            styled("Heading1", "After the test"),
            p(&run("Press on the place.")),
        ]
        .concat(),
    );
    assert!(brought.booklet().contains("title = \"Blood tests\"\nlanguage = \"en-GB\"\n"));
    let names: Vec<&String> = brought.files.keys().collect();
    assert_eq!(
        names,
        ["booklet.toml", "chapters/01-before-the-test.toml", "chapters/02-after-the-test.toml"]
    );
    assert_eq!(
        brought.chapter(),
        "title = \"Before the test\"\n\n[[block]]\ntext = \"Drink water.\"\n\n[[block]]\nheading = \"In the morning\"\n\n\
         [[block]]\ntext = \"Eat nothing.\"\n\n[[block]]\nsubheading = \"Children\"\n\n[[block]]\ntext = \"They may eat.\"\n"
    );
    assert_eq!(brought.left_out(), [""; 0]);
}

#[test]
fn lists_keep_kind_depth_and_numbers() {
    let brought = word(
        &[
            styled("Heading1", "A"),
            item(1, 0, "one"),
            item(1, 1, "deeper"),
            item(1, 0, "two"),
            item(2, 0, "first"),
            item(2, 0, "second"),
            p(&run("Wait.")),
            item(2, 0, "third"),
            styled("ListBullet", "by style"),
            styled("ListBullet2", "within it"),
        ]
        .concat(),
    );
    assert!(
        brought.chapter().ends_with(
            "\n[[block]]\nbullets = [\n  { text = \"one\", bullets = [\n    \"deeper\",\n  ] },\n  \"two\",\n]\n\n\
             [[block]]\nsteps = [\n  \"first\",\n  \"second\",\n]\n\n[[block]]\ntext = \"Wait.\"\n\n\
             [[block]]\nsteps = [\n  \"third\",\n]\ncontinue = true\n\n[[block]]\nbullets = [\n  { text = \"by style\", bullets = [\n    \"within it\",\n  ] },\n]\n"
        ),
        "{}",
        brought.chapter()
    );
}

#[test]
fn looks_links_breaks_and_signs_are_marks() {
    let link = "<w:hyperlink r:id=\"l\">".to_owned() + &run("our page") + "</w:hyperlink>";
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
        <w:r><w:instrText> HYPERLINK \"mailto:help@charity.org.uk\" </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>write</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = [
        styled("Heading1", "A"),
        p(&(run("Take ") + &look("two", "<w:b/>") + &run(" of {these} * [x](y) ") + &link)),
        p(&(look("Not ", "<w:b/>") + &look("now", "<w:b/><w:i/>") + &look("ever", "<w:i/>"))),
        p(&(run("Or ") + field + &run(" to us."))),
        p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>\
            <w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>"),
        p(&(run("10") + &look("6", "<w:vertAlign w:val=\"superscript\"/>") + &run(" cells"))),
        p(&(look("Croeso", "<w:lang w:val=\"cy-GB\"/>") + &run(" to all who come here"))),
    ]
    .concat();
    let file = Word::of(&body).link("l", "https://www.charity.org.uk/a(b)").bytes();
    let chapter = bring(&file, Format::Docx);
    let chapter = chapter.chapter();
    for part in [
        "Take **two** of \\{these\\} \\* \\[x\\](y) [our page](https://www.charity.org.uk/a%28b%29)",
        "**Not** **now**ever",
        "Or [write](mailto:help@charity.org.uk) to us.",
        "a //\nb c\u{2011}d✓",
        "10⁶ cells",
        "[Croeso](lang:cy-GB) to all",
    ] {
        assert!(chapter.contains(part), "{part}: {chapter}");
    }
}

#[test]
fn tables_have_heads_and_merged_cells_say_their_words_in_each() {
    let cell =
        |inner: &str, text: &str| format!("<w:tc><w:tcPr>{inner}</w:tcPr>{}</w:tc>", p(&run(text)));
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let table = format!(
        "<w:tbl><w:tblPr><w:tblLook w:firstRow=\"1\"/></w:tblPr>{}{}{}{}</w:tbl>",
        row(&(cell("", "Day") + &cell("", "Food") + &cell("", "Drink"))),
        row(&(cell("<w:vMerge w:val=\"restart\"/>", "Monday")
            + &cell("", "soup")
            + &cell("", "water"))),
        row(&(cell("<w:vMerge/>", "") + &cell("", "bread") + &cell("", "tea"))),
        row(&(cell("", "Tuesday") + &cell("<w:gridSpan w:val=\"2\"/>", "nothing"))),
    );
    let brought = word(&(styled("Heading1", "A") + &table));
    assert!(
        brought.chapter().ends_with(
            "[block.table]\ncolumns = [\"Day\", \"Food\", \"Drink\"]\nrows = [\n  [\"Monday\", \"soup\", \"water\"],\n  \
             [\"Monday\", \"bread\", \"tea\"],\n  [\"Tuesday\", \"nothing\", \"nothing\"],\n]\n"
        ),
        "{}",
        brought.chapter()
    );
    assert!(
        brought.notices().contains("a cell over several columns or rows"),
        "{}",
        brought.notices()
    );
}

#[test]
fn frames_and_controls_are_read_and_what_is_beside_is_named() {
    let frame = "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><a:graphic><wps:txbx>\
        <w:txbxContent>%</w:txbxContent></wps:txbx></a:graphic></wp:inline></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><v:textbox><w:txbxContent>%</w:txbxContent></v:textbox></w:pict></mc:Fallback>\
        </mc:AlternateContent></w:r>"
        .replace('%', &(p(&look("Call us", "<w:b/>")) + &p(&run("if it bleeds."))));
    let body = [
        styled("Heading1", "A"),
        p(&(run("Before") + &frame + &run(" and after."))),
        format!(
            "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
            p(&run("Controlled words."))
        ),
        p(&(run("A fact") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + &run(" here."))),
        p(&(look("secret", "<w:vanish/>") + &run("Said.") + "<w:r><w:br w:type=\"page\"/></w:r>")),
    ]
    .concat();
    let file = Word::of(&body)
        .part("footnotes", "footnotes.xml", &format!(
            "<w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
            p("<w:r><w:separator/></w:r>"), p(&run("By a study."))))
        .part("header", "header1.xml", &p(&run("Draft 3")))
        .part("footer", "footer1.xml", &p(&run("Page")))
        .part("comments", "comments.xml", &format!("<w:comment w:id=\"1\" w:author=\"An editor\">{}</w:comment>", p(&run("Is it so?"))))
        .bytes();
    let brought = bring(&file, Format::Docx);
    let chapter = brought.chapter();
    assert!(chapter.contains("text = \"Before and after.\"\n\n[[block]]\n[block.callout]\ntitle = \"Call us\"\ntext = \"if it bleeds.\"\n"), "{chapter}");
    assert!(
        chapter.contains("Controlled words.\n\nA fact (By a study.) here.\n\nSaid."),
        "{chapter}"
    );
    assert_eq!(chapter.matches("bleeds").count(), 1);
    assert_eq!(
        brought.left_out(),
        [
            "hidden words (paragraph 5): secret",
            "a page break (the document): ",
            "a header (every page): Draft 3",
            "a footer (every page): Page",
            "a comment by An editor (the margin): Is it so?",
        ]
    );
}

#[test]
fn tracked_changes_are_asked_for_and_then_made_or_undone() {
    let body = [
        styled("Heading1", "A"),
        p(&(run("Take it ")
            + "<w:del w:author=\"B\"><w:r><w:delText>twice</w:delText></w:r></w:del>"
            + &format!("<w:ins w:author=\"B\">{}</w:ins>", run("three times"))
            + &run(" a day."))),
        "<w:p><w:pPr><w:rPr><w:del w:author=\"B\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">One </w:t></w:r></w:p>".to_owned(),
        p(&run("sentence.")),
    ]
    .concat();
    let file = Word::of(&body).bytes();
    let Err(Refusal::Tracked(lines)) = import(&file, Format::Docx, None, "x") else { panic!() };
    assert_eq!(
        lines,
        [
            "paragraph 2: taken out: \u{201C}twice\u{201D}, by B",
            "paragraph 2: put in: \u{201C}three times\u{201D}, by B",
            "paragraph 3: taken out: the end of the paragraph, by B",
        ]
    );
    let accepted = brought(&file, Format::Docx, Some(Changes::Accept));
    assert!(
        accepted.chapter().contains("Take it three times a day.\n\nOne sentence."),
        "{}",
        accepted.chapter()
    );
    assert!(accepted.left_out()[0].ends_with(": twice"));
    let rejected = brought(&file, Format::Docx, Some(Changes::Reject));
    assert!(
        rejected.chapter().contains("Take it twice a day.\n\nOne\n\nsentence."),
        "{}",
        rejected.chapter()
    );
}

#[test]
fn pictures_come_with_their_alt_and_without_are_asked_for() {
    let drawing = |alt: &str, id: &str| {
        p(&format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" {alt}/><a:graphic><a:blip r:embed=\"{id}\"/></a:graphic></wp:inline></w:drawing></w:r>"
        ))
    };
    let body = styled("Heading1", "A")
        + &drawing("descr=\"A hand\"", "media/a.png")
        + &drawing("", "media/a.png")
        + &drawing("descr=\"A chart\"", "media/b.emf");
    let mut file = Word::of(&body);
    file.parts.push(("image", "media/a.png", png()));
    file.parts.push(("image", "media/b.emf", vec![1, 0, 0, 0]));
    let brought = bring(&file.bytes(), Format::Docx);
    assert!(brought.files.contains_key("pictures/picture-1.png"));
    assert!(!brought.files.contains_key("pictures/picture-2.png"));
    assert!(
        brought.chapter().contains(
            "[block.figure]\nimage = \"../pictures/picture-1.png\"\nalt = \"A hand\"\n\n\
             # look at this: a picture has no words: say what the picture shows, in alt = \"…\"\n\
             # look at this: left out: a picture of the kind EMF, which no edition can show: “A chart”\n[[block]]\n[block.figure]\nimage = \"../pictures/picture-1.png\"\n"
        ),
        "{}",
        brought.chapter()
    );
    assert_eq!(
        brought.left_out(),
        ["a picture of the kind EMF, which no edition can show (paragraph 4): A chart"]
    );
}

#[test]
fn what_was_typed_as_a_list_is_one() {
    let brought = word(
        &[
            styled("Heading1", "A"),
            p(&run("Bring:")),
            p(&run("•\tyour card")),
            p(&run("•\tyour letter")),
            p(&run("1. Sit down")),
            p(&run("2. Breathe")),
            p(&run("3 in 10 people - or more - do.")),
        ]
        .concat(),
    );
    assert!(
        brought.chapter().ends_with(
            "text = \"Bring:\"\n\n[[block]]\nbullets = [\n  \"your card\",\n  \"your letter\",\n]\n\n\
             [[block]]\nsteps = [\n  \"Sit down\",\n  \"Breathe\",\n]\n\n[[block]]\ntext = \"3 in 10 people - or more - do.\"\n"
        ),
        "{}",
        brought.chapter()
    );
}

#[test]
fn a_contact_section_is_found() {
    let brought = word(
        &[
            styled("Heading1", "About it"),
            p(&run("Words.")),
            styled("Heading1", "Contact us"),
            p(&run("Call 01632 960 000 or write to help@charity.org.uk.")),
        ]
        .concat(),
    );
    assert!(
        brought.booklet().contains(
            "[contact]\nheading = \"Contact us\"\n\n[[contact.point]]\nname = \"Contact us\"\nphone = \"01632 960 000\"\nemail = \"help@charity.org.uk\"\n"
        ),
        "{}",
        brought.booklet()
    );
}

#[test]
fn struck_words_signs_of_symbol_and_the_space_of_a_note_are_what_word_shows() {
    let symbol = "<w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/>";
    let body = styled("Heading1", "A")
        + &p(&(run("Take ")
            + &look("three", "<w:strike/>")
            + &run("one tablet, ")
            + "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0A3\"/></w:r>"
            + &run(" 5 mg, ")
            + &look("\u{F0B3}", symbol)
            + &run(" 2")
            + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
            + &run(".")));
    let file = Word::of(&body)
        .part(
            "footnotes",
            "footnotes.xml",
            &format!(
                "<w:footnote w:id=\"2\">{}</w:footnote>",
                p(&("<w:r><w:footnoteRef/></w:r>".to_owned() + &run(" If you lift."))),
            ),
        )
        .bytes();
    let brought = bring(&file, Format::Docx);
    let chapter = brought.chapter();
    assert!(chapter.contains("\"Take one tablet, ≤ 5 mg, ≥ 2 (If you lift.).\""), "{chapter}");
    assert_eq!(brought.left_out(), ["words that are struck out (paragraph 2): three"]);
}
