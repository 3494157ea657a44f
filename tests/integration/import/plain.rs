//! Markdown and plain text.

use chapbook::import::Format;

use super::bring;

#[test]
fn markdown_is_read_with_lists_and_tables() {
    let text = "# Sleep\n\nIntro with **bold** and <https://www.example.org>.\n\n## Night\n\n- a\n  1. b\n  2. c\n- d\n\n\
        | Day | Hours |\n| --- | --- |\n| Monday | 8 |\n\n## Day\n\n> Rest.\n\nEnd[^1].\n\n[^1]: A note.\n";
    let brought = bring(text.as_bytes(), Format::Markdown);
    assert!(brought.booklet().contains("title = \"Sleep\""), "{}", brought.booklet());
    let all: String = brought.files.values().cloned().collect();
    assert!(all.contains("Intro with **bold** and <https://www.example.org>."), "{all}");
    assert!(
        all.contains(
            "bullets = [\n  { text = \"a\", steps = [\n    \"b\",\n    \"c\",\n  ] },\n  \"d\",\n]"
        ),
        "{all}"
    );
    assert!(
        all.contains("columns = [\"Day\", \"Hours\"]\nrows = [\n  [\"Monday\", \"8\"],\n]"),
        "{all}"
    );
    assert!(all.contains("[block.quote]\ntext = \"Rest.\""), "{all}");
    assert!(all.contains("End (A note.)."), "{all}");
}

#[test]
fn text_has_headings_lists_and_joined_lines() {
    let text = "Sleeping well\n=============\n\nBefore bed\n\nA line that somebody broke after sixty characters goes\non here.\n\n\
        - warm milk\n- a book\n\nIn the night\n\n1. Get up.\n2. Walk.\n";
    let brought = bring(text.as_bytes(), Format::Text);
    assert!(brought.booklet().contains("title = \"Sleeping well\""), "{}", brought.booklet());
    let all: String = brought.files.values().cloned().collect();
    assert!(all.contains("title = \"Before bed\""), "{all}");
    assert!(all.contains("characters goes on here."), "{all}");
    assert!(all.contains("bullets = [\n  \"warm milk\",\n  \"a book\",\n]"), "{all}");
    assert!(all.contains("steps = [\n  \"Get up.\",\n  \"Walk.\",\n]"), "{all}");
}

#[test]
fn text_of_western_windows_is_read() {
    let brought = bring(b"Caf\xE9 costs \x80 5. That is all there is to say.", Format::Text);
    assert!(brought.chapter().contains("Café costs € 5."), "{}", brought.chapter());
}

#[test]
fn words_that_are_struck_out_are_named_and_not_joined_to_others() {
    let markdown = "# A\n\nTake ~~three~~one tablet, <del>0.5</del>5 mg, and ca~~pe~~ll us.\n";
    let html = "<html><body><h1>A</h1><p>Take <s>three</s>one tablet, <del>0.5</del>5 mg, and \
                ca<strike>pe</strike>ll us.</p></body></html>";
    for (text, format) in [(markdown, Format::Markdown), (html, Format::Html)] {
        let brought = bring(text.as_bytes(), format);
        let chapter = brought.chapter();
        assert!(chapter.contains("\"Take one tablet, 5 mg, and call us.\""), "{chapter}");
        let left_out = brought.left_out();
        let struck: Vec<_> = left_out.iter().filter(|it| it.contains("struck out")).collect();
        assert_eq!(struck.len(), 3, "{left_out:?}");
        assert!(struck[0].ends_with(": three") && struck[1].ends_with(": 0.5"), "{left_out:?}");
    }
}
