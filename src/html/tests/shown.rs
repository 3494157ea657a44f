//! Tables, pictures, codes and lines to write on.

use super::*;

#[test]
fn a_table_says_what_its_heads_are_heads_of() {
    let table = table(&["", "b"], &[&["c", "d"]], true);
    let html = written(vec![block(BlockKind::Table(table))]);
    let expected = "<div class=\"table\"><table><thead><tr><td></td><th scope=\"col\">b</th></tr>\
        </thead><tbody><tr><th scope=\"row\">c</th><td>d</td></tr></tbody></table></div>";
    assert_eq!(html, expected);
}

#[test]
fn a_table_that_may_stand_as_records_stays_a_table_and_has_its_heads_over_the_cells() {
    let heads = ["Medicine", "Temperature", "Information"];
    let table = table(&heads, &[&["Paracetamol", "", "c"]], true);
    let html = written(vec![block(BlockKind::Table(table))]);
    for expected in [
        "<div class=\"table wide fill\"",
        "<table role=\"table\">",
        "<th scope=\"col\" role=\"columnheader\">Medicine</th>",
        "<th scope=\"row\" role=\"rowheader\" data-head=\"Medicine\">Paracetamol</th>",
        "<td role=\"cell\" data-head=\"Information\">c</td>",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
}

#[test]
fn wide_tables_are_records_on_narrow_screens() {
    let page = write(&book_in("en-GB", vec![]), &Fonts::built_in());
    for (class, width) in [("wider", "48rem"), ("wide", "30rem")] {
        let query = format!("@media screen and (width < {width}) {{");
        let rule = format!(
            "\n.{class} :is(table, caption, tbody, tr, th, td) {{ display: block; inline-size"
        );
        let narrow = page.split(&query).skip(1).any(|rules| {
            let rules = rules.split("@media").next().unwrap_or_default();
            rules.contains(&rule) && rules.contains(&format!("\n.{class} [data-head]::before {{"))
        });
        assert!(narrow, "{class}");
    }
}

#[test]
fn columns_have_the_widths_that_the_author_asked_for() {
    let table =
        Table { widths: Some(vec![0.25, 0.75]), ..table(&["a", "b"], &[&["c", "d"]], false) };
    let html = written(vec![block(BlockKind::Table(table))]);
    let columns =
        "<colgroup><col style=\"inline-size:25%\"><col style=\"inline-size:75%\"></colgroup>";
    assert!(html.contains(columns), "{html}");
}

#[test]
fn only_a_table_that_may_need_scrolling_can_have_the_focus() {
    let wide = table(&["information"; 5], &[], false);
    let html = written(vec![block(BlockKind::Table(wide))]);
    let open = "<div class=\"table wider\" tabindex=\"0\" role=\"group\" aria-labelledby=\"here_heading\">";
    assert!(html.starts_with(open), "{html}");
    let narrow = table(&["information"; 2], &[], false);
    assert!(!written(vec![block(BlockKind::Table(narrow))]).contains("tabindex"));
    // Words that are kept on a line are as wide as one.
    for (blank, scrolls) in [(" ", false), ("\u{A0}", true), ("\u{202F}", true)] {
        let kept = table(&["When", "How often"], &[&["breakfast", "x"], &["a", "b"]], false);
        let kept = Table {
            rows: vec![vec![
                line(&format!("three{blank}times{blank}a{blank}day")),
                line("information"),
            ]],
            ..kept
        };
        assert_eq!(written(vec![block(BlockKind::Table(kept))]).contains("tabindex"), scrolls);
    }
}

#[test]
fn a_picture_says_what_it_shows_or_nothing() {
    let figure = |alt| Figure { image: square(alt), caption: None, width: None };
    let shown = |alt| written(vec![block(BlockKind::Figures(vec![figure(alt)]))]);
    let alt = "<img class=\"drawing\" alt=\"A “b” &amp; &quot;c&quot;\" width=\"40\" height=\"20\"";
    assert!(shown(Alt::Description(plain("A “b” & \"c\""))).contains(alt));
    assert!(shown(Alt::Decorative).contains(" alt=\"\""));
}

#[test]
fn a_picture_has_the_width_that_its_author_asks_for() {
    let figure = Figure { image: square(Alt::Decorative), caption: None, width: Some(at(0.2)) };
    let html = written(vec![block(BlockKind::Figures(vec![figure]))]);
    assert!(
        html.contains("<img class=\"drawing sized\"") && html.contains("style=\"--width:20%\""),
        "{html}"
    );
    let page = write(&everything("Words"), &Fonts::built_in());
    assert!(page.contains("figure .sized { inline-size: var(--width); }"));
}

#[test]
fn a_tall_picture_is_not_many_screens_high_and_keeps_its_proportions() {
    let page = write(&everything("Words"), &Fonts::built_in());
    let rules = page.split("figure img {").nth(1).and_then(|rest| rest.split('}').next());
    let rules = rules.expect("pictures of figures have rules");
    assert!(rules.contains("max-block-size: 45rem"), "{rules}");
    assert!(rules.contains("object-fit: contain"), "{rules}");
}

#[test]
fn a_qr_code_is_drawn_with_its_label_and_address() {
    let html = written(vec![block(BlockKind::Qr(qr("https://www.example.org/", "Our site")))]);
    assert!(
        html.starts_with("<div class=\"qr\"><svg role=\"img\" aria-label=\"QR code: Our site\"")
    );
    assert!(html.contains(" width=\"144\" height=\"144\" shape-rendering"), "{html}");
    let end = "</svg><div><p><strong>Our site</strong></p>\
        <p><a class=\"reach address\" href=\"https://www.example.org/\">www.example.org</a></p></div></div>";
    assert!(html.ends_with(end), "{html}");
}

#[test]
fn lines_to_write_on_are_drawn_and_not_read() {
    let lines = WritingLines { prompt: line("Ask"), lines: 2 };
    let html = written(vec![block(BlockKind::WritingLines(lines))]);
    let expected = "<div class=\"writing\"><p class=\"prompt\">Ask</p><div aria-hidden=\"true\">\
        <div class=\"ruled-line\"></div><div class=\"ruled-line\"></div></div></div>";
    assert_eq!(html, expected);
}
