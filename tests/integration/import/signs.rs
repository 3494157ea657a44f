//! Signs, raised figures and formulas: what they say is not another thing afterwards.

use chapbook::import::Format;

use super::builder::{Word, look, p, run, styled};
use super::{Brought, bring};

fn word(body: &str) -> Brought {
    bring(&Word::of(&(styled("Heading1", "A") + body)).bytes(), Format::Docx)
}

fn sym(font: &str, code: &str) -> String {
    format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/></w:r>")
}

#[test]
fn a_sign_of_a_font_is_shown_or_can_be_seen_as_something_to_look_at() {
    let brought = word(
        &(p(&(run("Yes ")
            + &sym("Wingdings 2", "F050")
            + &run(" no ")
            + &sym("Wingdings", "F0FB")))
            + &p(&(run("Ring ") + &sym("Segoe Symbols", "F041") + &run(" now")))
            + &p(&(run("Web ") + &sym("Webdings", "F0E7") + &run(" here")))),
    );
    let chapter = brought.chapter();
    assert!(chapter.contains("Yes ✓ no ✗"), "{chapter}");
    assert!(chapter.contains(r"Ring \[look at this: sign F8FF] now"), "{chapter}");
    assert!(chapter.contains(r"Web \[look at this: sign F0E7] here"), "{chapter}");
    assert!(
        chapter.contains(
            "# look at this: a sign of the font Segoe Symbols (F041) is not known here: write it\n"
        ),
        "{chapter}"
    );
}

#[test]
fn letters_in_a_font_of_pictures_are_the_pictures() {
    let font = |name: &str| format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\"/>");
    let brought = word(&p(&(run("Well done ")
        + &look("J", &font("Wingdings"))
        + &run(", take 5 ")
        + &look("m", &font("Symbol"))
        + &run("g"))));
    assert!(brought.chapter().contains("Well done ☺, take 5 µg"), "{}", brought.chapter());
}

#[test]
fn signs_of_the_private_area_stop_no_build() {
    for (format, text) in [
        (Format::Text, "One \u{F0FC} two \u{E123} three.".to_owned()),
        (Format::Markdown, "One \u{F0FC} two \u{E123} three.".to_owned()),
        (Format::Html, "<p>One \u{F0FC} two \u{E123} three.</p>".to_owned()),
        (Format::Text, "One ✓ two \u{FFFD} three\u{202E}.".to_owned()),
    ] {
        let brought = bring(text.as_bytes(), format);
        let chapter = brought.chapter();
        assert!(chapter.contains("One ✓ two \\[look at this: "), "{chapter}");
        assert!(chapter.contains("# look at this: a "), "{chapter}");
    }
}

#[test]
fn raised_figures_are_no_figures_of_the_line() {
    let raised = |text: &str| look(text, "<w:vertAlign w:val=\"superscript\"/>");
    let moved = |text: &str| look(text, "<w:position w:val=\"8\"/><w:sz w:val=\"16\"/>");
    let brought = word(
        &(p(&(run("10") + &raised("6") + &run(" cells, 10") + &raised("–7") + &run(" g")))
            + &p(&(run("10")
                + &moved("9")
                + &run(" cells, 10")
                + &raised("6/l")
                + &run(", 5")
                + &raised("th")))),
    );
    let chapter = brought.chapter();
    assert!(chapter.contains("10⁶ cells, 10⁻⁷ g"), "{chapter}");
    assert!(chapter.contains("10⁹ cells, 10⁶/l, 5th"), "{chapter}");
    assert!(
        chapter.contains("# look at this: raised or lowered letters stand on the line"),
        "{chapter}"
    );
    let markdown = bring(b"10<sup>6</sup> cells, 10^6 cells, CO<sub>2</sub>", Format::Markdown);
    assert!(markdown.chapter().contains("10⁶ cells, 10^6 cells, CO₂"), "{}", markdown.chapter());
    let page =
        bring(b"<p>10<sup>\xE2\x88\x926</sup> g, 10<sup><a href='#n'>6</a></sup>", Format::Html);
    assert!(page.chapter().contains("10⁻⁶ g, 10⁶"), "{}", page.chapter());
}

#[test]
fn formulas_are_signs_in_a_row_and_told() {
    let m = |name: &str, inner: &str| format!("<m:{name}>{inner}</m:{name}>");
    let r = |text: &str| m("r", &m("t", text));
    let half = m("f", &(m("num", &r("1")) + &m("den", &r("2"))));
    let power = m("sSup", &(m("e", &r("10")) + &m("sup", &r("6"))));
    let math = format!(
        "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">{half}{power}</m:oMath>"
    );
    let brought = word(&p(&(run("Take ") + &math + &run(" tablets."))));
    assert!(brought.chapter().contains("Take 1/2 10⁶ tablets."), "{}", brought.chapter());
    assert!(brought.chapter().contains("# look at this: a formula became signs"));
    let page = "<p>Take <math><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>+</mo><msup><mn>10</mn><mn>6</mn></msup></math> of it.";
    let page = bring(page.as_bytes(), Format::Html);
    assert!(page.chapter().contains("Take 1/2+10⁶ of it."), "{}", page.chapter());
}

#[test]
fn a_hyphen_that_does_not_break_stays_one() {
    let brought = word(&p("<w:r><w:t>0808</w:t><w:noBreakHyphen/><w:t>157 x</w:t></w:r>"));
    assert!(brought.chapter().contains("0808\u{2011}157 x"), "{}", brought.chapter());
}
