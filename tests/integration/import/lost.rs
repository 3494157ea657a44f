//! What used to be lost in silence: targets of links, fields, second meanings, other forms.

use chapbook::import::{Format, import_beside};

use super::bring;
use super::builder::{Word, p, png, run, styled};

#[test]
fn links_keep_their_targets_and_the_part_of_the_page() {
    let outside =
        "<w:hyperlink r:id=\"l\" w:anchor=\"part\">".to_owned() + &run("page") + "</w:hyperlink>";
    let inside = "<w:hyperlink w:anchor=\"after\">".to_owned() + &run("below") + "</w:hyperlink>";
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let field = |code: &str, words: &str| {
        format!(
            "{begin}<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            run(words)
        )
    };
    let body = styled("Heading1", "Before")
        + &p(&(run("See ") + &outside + &run(" or ") + &inside + &run(".")))
        + &p(&(field(
            "HYPERLINK &quot;https://a.example.org/&quot; \\l &quot;b&quot; \\o &quot;tip&quot;",
            "one",
        ) + &run(" ")
            + &field("HYPERLINK \\l \"after\"", "two")))
        + "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:bookmarkStart w:id=\"0\" w:name=\"after\"/>"
        + &run("After the test")
        + "</w:p>"
        + &p(&run("Rest."));
    let brought =
        bring(&Word::of(&body).link("l", "https://www.example.org/x").bytes(), Format::Docx);
    let chapter = brought.chapter();
    for part in [
        "[page](https://www.example.org/x#part)",
        "[below](#after-the-test)",
        "[one](https://a.example.org/#b)",
        "[two](#after-the-test)",
    ] {
        assert!(chapter.contains(part), "{part}: {chapter}");
    }
    assert_eq!(brought.left_out(), [""; 0]);
    let page = "<h1>A</h1><h2>One</h2><p><a href='#n'>below</a> <a href='#gone'>away</a></p><h2>Two</h2><p>x</p><p id=n>Here.</p><ul><li>y</ul>";
    let brought = bring(page.as_bytes(), Format::Html);
    let all: String = brought.files.values().cloned().collect();
    assert!(all.contains("[below](#n) away"), "{all}");
    assert!(all.contains("[[block]]\nid = \"n\"\ntext = "), "{all}");
    assert_eq!(brought.left_out(), ["the target of a link within the file: #gone (line 1): "]);
    let text = "# A\n\n## One\n\nSee [two](#part-two).\n\n## Part two\n\nWords.\n";
    let brought = bring(text.as_bytes(), Format::Markdown);
    assert!(brought.chapter().contains("[two](#part-two)"), "{}", brought.chapter());
}

#[test]
fn fields_to_tick_and_to_choose_from_are_shown_or_named() {
    let field = |data: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>{data}</w:ffData></w:fldChar></w:r>\
             <w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let tick = field("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>");
    let ticked = field("<w:checkBox><w:checked/></w:checkBox>");
    let list = field(
        "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"left\"/><w:listEntry w:val=\"right\"/></w:ddList>",
    );
    let control = "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText=\"tea\"/><w:listItem w:displayText=\"coffee\"/></w:dropDownList></w:sdtPr><w:sdtContent>".to_owned()
        + &run("tea")
        + "</w:sdtContent></w:sdt>";
    let body = styled("Heading1", "A")
        + &p(&(tick + &run(" I ate")))
        + &p(&(run("Yes ") + &ticked + &run(" on the ") + &list + &run(" side, ") + &control));
    let brought = bring(&Word::of(&body).bytes(), Format::Docx);
    assert!(brought.chapter().contains("checklist = [\n  \"I ate\",\n]"), "{}", brought.chapter());
    assert!(brought.chapter().contains("Yes ☑ on the right side, tea"), "{}", brought.chapter());
    assert_eq!(
        brought.left_out(),
        ["choices of a field (paragraph 3): left", "choices of a field (paragraph 3): tea coffee"]
    );
    let page = "<h1>A</h1><p><input type=checkbox> I ate</p><p>Name <input value='Ann' placeholder='your name'> <select><option>tea<option>milk</select></p>\
        <details><summary>More</summary>Inside.</details>";
    let brought = bring(page.as_bytes(), Format::Html);
    assert!(brought.chapter().contains("checklist = [\n  \"I ate\",\n]"), "{}", brought.chapter());
    assert!(brought.chapter().contains("**More**") && brought.chapter().contains("Inside."));
    let left = brought.left_out().join("\n");
    for part in [": Ann", ": your name", ": teamilk"] {
        assert!(
            left.contains(part) || left.replace(' ', "").contains(part.trim_start_matches(": ")),
            "{left}"
        );
    }
}

#[test]
fn a_second_meaning_readings_and_other_forms_are_kept() {
    let page = "<h1>A</h1><dl><dt>Rash</dt><dd>Spots</dd><dd>or lines</dd></dl><p>Say <ruby>漢<rt>kan</rt></ruby> and <ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>.";
    let brought = bring(page.as_bytes(), Format::Html);
    let chapter = brought.chapter();
    assert!(chapter.contains("meaning = \"Spots //\\nor lines\""), "{chapter}");
    assert!(chapter.contains("Say 漢 (kan) and 字(ji)."), "{chapter}");
    let form = |words: &str| {
        format!(
            "<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>",
            p(&run(words))
        )
    };
    let both = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>",
        form("New words."),
        form("Old words.")
    );
    let brought = bring(&Word::of(&(styled("Heading1", "A") + &p(&both))).bytes(), Format::Docx);
    assert!(brought.chapter().contains("New words."), "{}", brought.chapter());
    assert_eq!(
        brought.left_out(),
        ["another form of the same, for older programs (paragraph 2): Old words."]
    );
}

#[test]
fn rows_stay_in_their_columns_however_far_a_cell_reaches() {
    let mut page = String::from(
        "<h1>A</h1><table><tr><th>Ward<th>Bed<th>Name<tr><td rowspan=100>North<td>1<td>a",
    );
    (2..=100).for_each(|bed| page += &format!("<tr><td>{bed}<td>n{bed}"));
    page += "<tr><td>South<td>1<td>z<tr><td colspan=1000>End</table>";
    let brought = bring(page.as_bytes(), Format::Html);
    let chapter = brought.chapter();
    assert!(
        chapter.contains("[\"North\", \"100\", \"n100\"],\n  [\"South\", \"1\", \"z\"]"),
        "{chapter}"
    );
    assert!(chapter.contains("[\"End\", \"End\", \"End\"]"), "{chapter}");
    let mut page = String::from("<h1>A</h1><table><tr><th>Day<th>Dose");
    (1..=5_001).for_each(|day| page += &format!("<tr><td>{day}<td>d{day}"));
    let brought = bring((page + "</table>").as_bytes(), Format::Html);
    assert_eq!(brought.chapter().matches("columns = [\"Day\", \"Dose\"]").count(), 2);
    assert!(
        brought.chapter().contains("# look at this: a table of more than 5,000 rows was parted")
    );
}

#[test]
fn pictures_beside_the_file_come_along() {
    let beside = |path: &str| (path == "img/a.png").then(png);
    for (text, format) in [
        ("# A\n\nSee ![a hand](img/a.png) it.\n\n![gone](b.png)\n", Format::Markdown),
        (
            "<h1>A</h1><p>See it.</p><img src='img/a.png' alt='a hand'><img src=b.png alt=gone>",
            Format::Html,
        ),
    ] {
        let imported = import_beside(text.as_bytes(), format, None, "x", &beside).unwrap();
        let files: Vec<&str> = imported.files.iter().map(|it| it.path.as_str()).collect();
        assert!(files.contains(&"pictures/picture-1.png"), "{files:?}");
        let left: Vec<&str> = imported.left_out.iter().map(|it| it.what.as_str()).collect();
        assert_eq!(left, ["a picture that is not in the file (b.png)"]);
    }
}

#[test]
fn everything_that_is_told_stands_in_the_booklet_too() {
    let comment = "<w:r><w:commentReference w:id=\"1\"/></w:r>";
    let body = styled("Heading1", "A")
        + &p(&run("One."))
        + &styled("Heading2", "B")
        + &p(&(run("Two.") + comment + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</w:t></w:r>"))
        + &styled("Heading2", "C")
        + &p(&run("Three."));
    let remark =
        format!("<w:comment w:id=\"1\" w:author=\"An editor\">{}</w:comment>", p(&run("Is it?")));
    let file = Word::of(&body)
        .part("header", "header1.xml", &p(&run("Draft")))
        .part("comments", "comments.xml", &remark)
        .bytes();
    let brought = bring(&file, Format::Docx);
    let chapter: String = brought.files.values().cloned().collect();
    assert!(
        chapter.contains(
            "# look at this: left out: hidden words: “gone”\n# look at this: left out: a comment by An editor: “Is it?”\n[[block]]\ntext = \"Two.\"\n"
        ),
        "{chapter}"
    );
    assert!(
        brought.booklet().contains("# look at this: left out: a header: “Draft”\n"),
        "{}",
        brought.booklet()
    );
    let told = brought.imported.left_out.len() + brought.imported.notices.len();
    let all: String = brought.files.values().cloned().collect();
    assert!(all.matches("# look at this").count() >= told, "{told}: {all}");
}

#[test]
fn a_number_in_several_places_is_a_value_and_a_panel_is_asked_for_its_urgency() {
    let page = "<h1>A</h1><h2>One</h2><p>Call 01632 960 123 or <a href='mailto:a@example.org'>a@example.org</a>.</p>\
        <aside><h3>In danger</h3><p>Call 999.</p></aside>\
        <h2>Contact us</h2><p>Call 01632 960 123. Write to a@example.org.</p>";
    let brought = bring(page.as_bytes(), Format::Html);
    assert!(
        brought
            .booklet()
            .contains("[values]\nemail = \"a@example.org\"\nphone = \"01632 960 123\"\n"),
        "{}",
        brought.booklet()
    );
    assert!(
        brought.booklet().contains("phone = \"{phone}\"\nemail = \"{email}\""),
        "{}",
        brought.booklet()
    );
    let chapter = brought.chapter();
    assert!(chapter.contains("Call {phone} or"), "{chapter}");
    assert!(
        chapter.contains("# look at this: the panel names the number of an ambulance"),
        "{chapter}"
    );
    assert!(!chapter.contains("urgency = \"emergency\"\n"), "{chapter}");
}
