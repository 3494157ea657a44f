//! Web pages.

use chapbook::import::Format;

use super::bring;

#[test]
fn the_main_part_is_read_and_the_rest_named() {
    let page = "<!doctype html><html lang=cy><head><title>Prawf gwaed | Elusen</title></head><body>\
        <nav><a href=/>Hafan</a></nav><div class=cookie-banner>We use cookies</div><main><h1>Prawf gwaed</h1>\
        <p>Mae <b>hyn</b> yn <a href='https://www.example.org/x'>syml</a>.<ul><li>un<ol><li>a<li>b</ol><li>dau</ul>\
        <h2>Cyn</h2><p>Yfwch ddŵr.<h2>Wedyn</h2><table><tr><th>Dydd<th>Bwyd<tr><td>Llun<td>cawl</table>\
        <script>var x = 'no';</script></main><footer>Hawlfraint</footer></body></html>";
    let brought = bring(page.as_bytes(), Format::Html);
    assert!(
        brought.booklet().contains("title = \"Prawf gwaed\"\nlanguage = \"cy\""),
        "{}",
        brought.booklet()
    );
    let all: String = brought.files.values().cloned().collect();
    assert!(all.contains("Mae **hyn** yn [syml](https://www.example.org/x)."), "{all}");
    assert!(all.contains("bullets = [\n  { text = \"un\", steps = [\n    \"a\",\n    \"b\",\n  ] },\n  \"dau\",\n]"), "{all}");
    assert!(
        all.contains("columns = [\"Dydd\", \"Bwyd\"]\nrows = [\n  [\"Llun\", \"cawl\"],\n]"),
        "{all}"
    );
    assert!(!all.contains("var x"));
    assert_eq!(
        brought.left_out(),
        [
            "a menu (around the main part): Hafan",
            "a banner about cookies (around the main part): We use cookies",
            "the foot of the page (around the main part): Hawlfraint",
        ]
    );
}

#[test]
fn bad_html_is_read_as_browsers_read_it() {
    let brought = bring(
        b"<p>one <b>two <p>three</b> four<table><tr><td>in<p>side</table>&nbsp;five",
        Format::Html,
    );
    let chapter = brought.chapter();
    for word in ["one", "two", "three", "four", "in", "side", "five"] {
        assert!(chapter.contains(word), "{word}: {chapter}");
    }
}

#[test]
fn terms_links_numbers_and_framed_words_keep_what_they_are() {
    let page = "<html lang=en><link rel=canonical href=https://www.example.org/a/b><article><h1>A</h1><h2>One</h2><dl><dt>Rash</dt><dd>Spots</dd>\
        <dt><a href=c>Fever</a></dt><dd>Heat</dd></dl><p><a href=/d>d</a> <a href='#e'>e</a> <a href='tel:01632 960 000'>call</a></p>\
        <h2>Two</h2><aside><h3>Remember</h3><p>Rest.</p></aside><p>CO<sub>2</sub> x<sup>th</sup></p><img alt='A hand' src=hand.jpg></article>";
    let brought = bring(page.as_bytes(), Format::Html);
    let all: String = brought.files.values().cloned().collect();
    for part in [
        "definitions = [\n  { term = \"Rash\", meaning = \"Spots\" },\n]",
        "[**Fever**](https://www.example.org/a/c)",
        "[d](https://www.example.org/d) e [call](tel:01632 960 000)",
        "[block.callout]\ntitle = \"Remember\"\ntext = \"Rest.\"\n",
        "CO₂ xth",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
    assert_eq!(
        brought.left_out(),
        [
            "a picture that is not in the file (hand.jpg) (line 1): A hand",
            "the target of a link within the file: #e (line 1): ",
        ]
    );
}
