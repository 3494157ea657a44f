//! What was copied elsewhere as blocks.

use chapbook::desk::document::{Edit, Value, apply, blocks_from};

use super::support::json;

/// The blocks as a chapter.
fn pasted(copied: &str) -> String {
    let mut text = "title = \"T\"\n".to_owned();
    for (at, block) in blocks_from(copied).into_iter().enumerate() {
        let edit =
            Edit::InsertBlock { at, kind: block.kind, value: block.value, beside: json("{}") };
        text = apply(&text, &[edit]).unwrap().text;
    }
    text.replacen("title = \"T\"\n\n", "", 1)
}

/// As Word 365 writes a list of two levels and a heading.
const WORD: &str = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8><style><!-- p.MsoNormal {margin:0cm;} --></style>\
<title>x</title></head><body lang=EN-GB><!--StartFragment--><h1>Getting <b>ready</b><o:p></o:p></h1>\r\n\
<p class=MsoNormal>Take <b>20 mg </b>twice a\r\nday, and no&nbsp;more than 10<sup>2</sup> * 3.<o:p></o:p></p>\
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>\u{b7}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>your letter<o:p></o:p></p>\
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>the first page</p>\
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>\u{b7}<span>&nbsp;</span></span><![endif]>your pills</p>\
<h2>Then</h2>\
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Call us.</p>\
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>See <a href=\"https://www.example.org\">our page</a>.</p>\
<!--EndFragment--></body></html>";

#[test]
fn headings_paragraphs_and_lists_of_word_are_blocks() {
    assert_eq!(
        pasted(WORD),
        "[[block]]\nheading = \"Getting ready\"\n\n[[block]]\ntext = 'Take **20 mg** twice a day, and no more than 10² \\* 3.'\n\n\
         [[block]]\nbullets = [\n  { text = \"your letter\", bullets = [\"the first page\"] },\n  \"your pills\",\n]\n\n\
         [[block]]\nsubheading = \"Then\"\n\n[[block]]\nsteps = [\"Call us.\", \"See [our page](https://www.example.org).\"]\n"
    );
}

#[test]
fn lists_of_web_pages_keep_their_depth() {
    assert_eq!(
        pasted(
            "<ul><li><p>one</p></li><li>two<ol><li>a</li><li><em>b</em></li></ol></li></ul><ol><li>x<br>y</li></ol>"
        ),
        "[[block]]\nbullets = [\n  \"one\",\n  { text = \"two\", steps = [\"a\", \"*b*\"] },\n]\n\n\
         [[block]]\nsteps = [\n  \"\"\"\nx //\ny\n\"\"\",\n]\n"
    );
    assert_eq!(
        pasted("<ul><li><input type='checkbox'> Bring a pen.</li></ul>"),
        "[[block]]\nchecklist = [\"Bring a pen.\"]\n"
    );
}

#[test]
fn tables_have_heads_where_the_page_says_so() {
    let table = "<table><tr><th>Day</th><th>Dose</th></tr><tr><td>Monday</td><td rowspan=2>20 mg</td></tr><tr><td>Tuesday</td></tr></table>";
    assert_eq!(
        pasted(table),
        "[[block]]\n[block.table]\ncolumns = [\"Day\", \"Dose\"]\nrows = [\n  [\"Monday\", \"20 mg\"],\n  [\"Tuesday\", \"20 mg\"],\n]\n"
    );
    let excel = "<html><head><style>td{}</style></head><body><table border=0><col width=64><tr height=20><td class=xl65>Monday</td><td align=right>20</td></tr>\
                 <tr><td>Tuesday</td><td></td></tr></table></body></html>";
    assert_eq!(
        pasted(excel),
        "[[block]]\n[block.table]\ncolumns = [\"…\", \"…\"]\nrows = [\n  [\"Monday\", \"20\"],\n  [\"Tuesday\", \"\"],\n]\n"
    );
    let sides = "<table><tr><td></td><td><b>AM</b></td><td><b>PM</b></td></tr><tr><td>Mon</td><td>1</td><td>2</td></tr></table>";
    assert_eq!(
        pasted(sides),
        "[[block]]\n[block.table]\ncolumns = [\"\", \"AM\", \"PM\"]\nrows = [[\"Mon\", \"1\", \"2\"]]\nrow_headers = true\n"
    );
    let layout = "<table><tr><td><p>One.</p></td></tr><tr><td>Two.</td></tr></table>";
    assert_eq!(pasted(layout), "[[block]]\ntext = \"\"\"\nOne.\n\nTwo.\n\"\"\"\n");
}

#[test]
fn what_is_struck_out_or_hidden_is_not_pasted_and_signs_stay_signs() {
    assert_eq!(
        pasted(
            "<p>Take <del>10</del><s>15</s> 20 mg {a} [b](c) &lt;b&gt; <span style='display:none'>no</span>H<sub>2</sub>O</p><script>x()</script>"
        ),
        "[[block]]\ntext = 'Take 20 mg \\{a\\} [b\\](c) \\<b> H₂O'\n"
    );
    assert_eq!(
        pasted("<p>Write to <a href='mailto:a@example.org'>a@example.org</a>.</p>"),
        "[[block]]\ntext = \"Write to [a@example.org](mailto:a@example.org).\"\n"
    );
}

#[test]
fn plain_text_with_tabs_bullets_and_numbers_is_blocks() {
    assert_eq!(
        pasted("Bring these:\r\n•\tyour letter\r\n•\tyour pills\r\n"),
        "[[block]]\ntext = \"Bring these:\"\n\n[[block]]\nbullets = [\"your letter\", \"your pills\"]\n"
    );
    assert_eq!(
        pasted("\tAM\tPM\nMonday\t1\t2\nTuesday\t\t2\n"),
        "[[block]]\n[block.table]\ncolumns = [\"\", \"AM\", \"PM\"]\nrows = [\n  [\"Monday\", \"1\", \"2\"],\n  [\"Tuesday\", \"\", \"2\"],\n]\nrow_headers = true\n"
    );
    assert_eq!(pasted("1 < 2 and more."), "[[block]]\ntext = \"1 < 2 and more.\"\n");
    assert_eq!(pasted(" \n"), "title = \"T\"\n");
}

#[test]
fn no_page_makes_it_panic() {
    for page in [
        "<",
        "<p",
        "<table><tr>",
        "</td></table>",
        "<ul><ul><li>",
        "<li>x",
        "<th colspan=99999 rowspan=99999>x",
        "<table><td rowspan=3>a<tr><tr><td>b</table>",
        "<style>",
        "<p>&#0;&#x1F;x",
    ] {
        for block in blocks_from(page) {
            let edit = Edit::InsertBlock {
                at: 0,
                kind: block.kind,
                value: block.value,
                beside: Value::Table(Vec::new()),
            };
            assert!(apply("title = \"T\"\n", &[edit]).is_ok(), "{page}");
        }
    }
}
