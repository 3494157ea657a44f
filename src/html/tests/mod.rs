//! Small books, and the page that they become.

mod build;
mod sample;
mod shown;

use build::*;
use sample::{HOSTILE, everything};

use super::*;
use crate::content::*;

/// The body of a book.
fn body(book: &Book) -> String {
    page::body(book, false).into_string()
}

/// The last entries of the contents, with those marked that paper does not list.
fn last_entries(book: &Book, about_chapter: bool) -> String {
    let body = page::body(book, about_chapter).into_string();
    let contents = body.split("</nav>").next().unwrap();
    contents.split("#glossary").nth(1).unwrap().replace('\n', "")
}

#[test]
fn the_contents_end_with_the_small_print_and_the_contact_section() {
    let book = everything("Words");
    let contact = "<li class=\"page-only\"><a href=\"#contact\">Words</a></li></ul>";
    let about = "<a href=\"#about\">About this booklet</a></li>";
    let listed = last_entries(&book, true);
    assert!(listed.ends_with(&format!("<li>{about}{contact}")), "{listed}");
    let listed = last_entries(&book, false);
    assert!(listed.ends_with(&format!("<li class=\"page-only\">{about}{contact}")), "{listed}");
}

#[test]
fn no_line_ends_within_a_range_of_numbers() {
    let html =
        written(vec![block(BlockKind::Text(vec![line("Wait 10 to 14 days, from 9am to 5pm.")]))]);
    let expected = "<p>Wait <span class=\"joint\">10 to </span><span class=\"whole\">14 days,</span> \
                    from <span class=\"joint\">9am to 5pm.</span></p>";
    assert_eq!(html.trim(), expected);
    let page = write(&book_in("en-GB", vec![]), &Fonts::built_in());
    assert!(page.contains(".whole, .joint { white-space: nowrap; }"));
}

#[test]
fn a_link_says_its_address_to_a_printer_unless_the_theme_leaves_it_out() {
    let linked = |address: &str, shown: Option<&str>| {
        let mut link = link(Target::Address(address.to_owned()), vec![said("our page")]);
        if let Inline::Link(link) = &mut link {
            link.address = shown.map(str::to_owned);
        }
        chapter("here", "Here", vec![block(BlockKind::Text(vec![marked(vec![link])]))])
    };
    let mut book = book_in("en-GB", vec![linked("https://a.example", Some("a.example"))]);
    assert!(
        body(&book)
            .contains("<a href=\"https://a.example\" data-address=\"a.example\">our page</a>")
    );
    book.theme.base.link_addresses = Some(crate::source::Spanned::new(false, span()));
    assert!(!body(&book).contains("data-address"));
    // Words that are the address say it already.
    assert!(!body(&book_in("en-GB", vec![linked("https://a.example", None)])).contains("data-a"));
    let page = write(&book, &Fonts::built_in());
    assert!(page.contains("a[data-address]::after {"));
}

fn write(book: &Book, fonts: &Fonts) -> String {
    super::write(book, fonts, false)
}

/// What the blocks of a chapter become, without the chapter's heading and line ends.
fn written(blocks: Vec<Block>) -> String {
    written_in("en-GB", blocks)
}

fn written_in(tag: &str, blocks: Vec<Block>) -> String {
    let body = body(&book_in(tag, vec![chapter("here", "Here", blocks)]));
    let (_, rest) = body.split_once("Here</h2>").unwrap();
    let (chapter, _) = rest.split_once("</main>").unwrap();
    chapter.rsplit_once("</section>").unwrap().0.replace('\n', "")
}

/// The values of an attribute, in order.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let open = format!(" {attribute}=\"");
    html.split(&open).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn parts_stand_in_their_order() {
    let page = write(&everything("Words"), &Fonts::built_in());
    let parts = [
        "<!DOCTYPE html>\n<html lang=\"en-GB\" dir=\"ltr\">",
        "<title>Words</title>",
        "<meta name=\"format-detection\" content=\"telephone=no\">",
        "<a class=\"skip\" href=\"#main_text\">",
        "<a class=\"skip\" href=\"#contact\">",
        "<header>",
        "<h1>Words</h1>",
        "<p class=\"subtitle\">Words</p>",
        "<p class=\"to-contact\"><a href=\"#contact\">",
        "<nav id=\"contents\" aria-labelledby=\"contents_heading\">",
        "<main id=\"main_text\" tabindex=\"-1\">",
        "<section class=\"chapter\" id=\"one\" aria-labelledby=\"one_heading\">",
        "<section class=\"chapter\" id=\"two\" aria-labelledby=\"two_heading\">",
        "<section class=\"chapter\" id=\"glossary\" aria-labelledby=\"glossary_heading\">",
        "</main>",
        "<footer>",
        "<section id=\"about\" aria-labelledby=\"about_heading\">",
        "Last reviewed: 1 March 2026",
        "<section id=\"contact\" tabindex=\"-1\" aria-labelledby=\"contact_heading\">",
        "</footer>",
    ];
    let mut rest = &page[..];
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is not where it should be"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn the_cover_has_its_picture_as_wide_and_its_logo_where_the_author_says() {
    let shown = |style, width: Option<f32>, logo_place| {
        let mut book = book(vec![chapter("a", "A", vec![text("b")])]);
        book.cover.style = style;
        book.cover.image = Some(square(Alt::Decorative));
        book.cover.logo = Some(square(Alt::Description(plain("Trust"))));
        book.cover.width = width.map(at);
        book.cover.logo_place = logo_place;
        let body = body(&book);
        let (_, cover) = body.split_once("<div class=\"cover-image\"").unwrap();
        let (picture, logo) = cover.split_once("<div class=\"logo").unwrap();
        let tag = |rest: &str| rest.split('>').next().unwrap().to_owned();
        (tag(picture), tag(logo))
    };
    let cover = |width, place| shown(CoverStyle::Page, width, place);
    let (plain, corner) = (String::new(), " right\"".to_owned());
    assert_eq!(cover(None, None), (plain.clone(), corner));
    assert_eq!(cover(Some(0.6), None).0, " style=\"--width:60%\"");
    for (place, class) in [
        (LogoPlace::BottomRight, " right"),
        (LogoPlace::BottomLeft, " left"),
        (LogoPlace::TopRight, " top right"),
        (LogoPlace::TopLeft, " top left"),
    ] {
        assert_eq!(cover(None, Some(place)), (plain.clone(), format!("{class}\"")));
    }
    // Over a heading it stands where reading begins, unless a side is named.
    assert_eq!(shown(CoverStyle::Heading, None, None).1, "\"");
    assert_eq!(shown(CoverStyle::Heading, None, Some(LogoPlace::TopLeft)).1, " top left\"");
}

#[test]
fn nothing_that_an_author_writes_becomes_markup() {
    let page = write(&everything(HOSTILE), &Fonts::built_in());
    let harmless = write(&everything("Words"), &Fonts::built_in());
    assert!(!page.contains("<b x"), "an element of the author's");
    assert!(!page.contains("onload=\"x"), "an attribute of the author's");
    for sign in ["<", ">"] {
        let count = |page: &str| page.matches(sign).count();
        // The style sheet and the pictures are the same; only numbers that are kept whole differ, and
        // addresses that may be parted.
        let own = |page: &str| {
            let spans = ["whole", "address", "part", "long"];
            let spans =
                spans.map(|class| page.matches(&format!("<span class=\"{class}\"")).count());
            2 * spans.iter().sum::<usize>() + page.matches("<wbr ").count()
        };
        assert_eq!(count(&page) - own(&page), count(&harmless) - own(&harmless), "{sign}");
    }
}

#[test]
fn there_is_one_h1_and_no_level_is_skipped() {
    let body = body(&everything("Words"));
    let levels: Vec<u32> =
        body.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn ids_are_unique_and_every_link_within_the_page_finds_one() {
    let body = body(&everything("Words"));
    let ids = values(&body, "id");
    let once: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    let links = values(&body, "href").into_iter().filter_map(|link| link.strip_prefix('#'));
    let labels = values(&body, "aria-labelledby").into_iter();
    for id in links.chain(labels) {
        assert!(ids.contains(&id), "{id} is nowhere");
    }
}

#[test]
fn links_to_parts_that_are_missing_lead_to_where_they_would_be() {
    let links = [Place::Contents, Place::Glossary, Place::About]
        .map(|place| link(Target::Place(place), vec![said("x")]));
    let html = written(vec![block(BlockKind::Text(vec![marked(links.to_vec())]))]);
    assert_eq!(values(&html, "href"), ["#main_text", "#main_text", "#contact"]);
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let book = everything("Words");
    assert_eq!(write(&book, &Fonts::built_in()), write(&book, &Fonts::built_in()));
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = write(&everything("Words"), &Fonts::built_in());
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("@import"));
    assert!(values(&page, "src").iter().all(|source| source.starts_with("data:")));
    let sources = page.split("url(").skip(1);
    assert!(
        sources.clone().count() == 4 && sources.into_iter().all(|url| url.starts_with("data:"))
    );
}

#[test]
fn marks_become_elements() {
    let inlines = vec![
        said("a "),
        Inline::Strong(vec![said("b")]),
        Inline::LineBreak(span()),
        Inline::Em(vec![said("c")]),
        to("https://www.example.org/a b", "d"),
    ];
    let html = written(vec![block(BlockKind::Text(vec![marked(inlines)]))]);
    let expected = "<p>a <strong>b</strong><br><em>c</em>\
        <a href=\"https://www.example.org/a%20b\">d</a></p>";
    assert_eq!(html, expected);
}

#[test]
fn a_block_with_an_id_keeps_its_paragraphs_together() {
    let one = named("one", BlockKind::Text(prose("a")));
    let two = named("two", BlockKind::Text(prose("b\n\nc")));
    let html = written(vec![one, two]);
    assert_eq!(html, "<p id=\"one\">a</p><div id=\"two\"><p>b</p><p>c</p></div>");
}

#[test]
fn lists_nest_within_their_items() {
    let mut outer = list(ListKind::Bullets, &["a"]);
    outer.items[0].list = Some(list(ListKind::Steps, &["b"]));
    let html = written(vec![block(BlockKind::List(outer))]);
    assert_eq!(html, "<ul><li>a<ol><li>b</li></ol></li></ul>");
}

#[test]
fn steps_that_go_on_say_where_they_begin() {
    let steps = List { first: 4, ..list(ListKind::Steps, &["a"]) };
    let html = written(vec![block(BlockKind::List(steps))]);
    assert!(html.starts_with("<ol start=\"4\"><li>a</li>"), "{html}");
    let html = written(vec![block(BlockKind::List(list(ListKind::Steps, &["a"])))]);
    assert!(html.starts_with("<ol><li>a</li>"), "{html}");
}

#[test]
fn a_tick_box_is_drawn_for_some_and_said_for_others() {
    let html = written(vec![block(BlockKind::List(list(ListKind::Checklist, &["a"])))]);
    let expected = "<ul class=\"checklist\" role=\"list\"><li>\
        <span class=\"box\" aria-hidden=\"true\"></span>\
        <span class=\"unseen\">tick box </span>a</li></ul>";
    assert_eq!(html, expected);
}

#[test]
fn a_panels_title_is_no_heading() {
    let callout = Callout { title: line("Wait"), text: prose("a"), list: None, urgency: None };
    let html = written(vec![block(BlockKind::Callout(callout))]);
    let expected = "<div class=\"panel\"><p class=\"panel-title\"><strong>Wait</strong></p>\
        <p>a</p></div>";
    assert_eq!(html, expected);
}

#[test]
fn an_urgent_panels_title_is_a_heading_under_the_one_that_it_stands_under() {
    let urgent = |urgency| {
        let callout =
            Callout { title: line("Call"), text: prose("a"), list: None, urgency: Some(urgency) };
        block(BlockKind::Callout(callout))
    };
    let html = written(vec![
        urgent(Urgency::Emergency),
        block(BlockKind::Heading(line("B"))),
        urgent(Urgency::Urgent),
        block(BlockKind::Subheading(line("C"))),
        urgent(Urgency::Routine),
        block(BlockKind::Heading(line("D"))),
        urgent(Urgency::Routine),
    ]);
    let panel = |class: &str, tag: &str, words: &str| {
        format!(
            "<section class=\"panel {class}\"><{tag} class=\"panel-title\"><span class=\"urgency\">\
             {words}: </span>Call</{tag}><p>a</p></section>"
        )
    };
    let expected = [
        panel("emergency", "h3", "Immediate action required"),
        "<h3>B</h3>".to_owned(),
        panel("urgent", "h4", "Urgent advice"),
        "<h4>C</h4>".to_owned(),
        panel("routine", "h5", "Non-urgent advice"),
        "<h3>D</h3>".to_owned(),
        panel("routine", "h4", "Non-urgent advice"),
    ];
    assert_eq!(html, expected.concat());
}

#[test]
fn a_contact_point_names_each_way_to_reach_it() {
    let html = written(vec![block(BlockKind::ContactPoint(0))]);
    let lines: Vec<&str> = html.split("<p>").skip(1).collect();
    let starts = [
        "<span class=\"label\">Phone:</span> <a class=\"reach number\" href=\"tel:08081570142\">",
        "<span class=\"label\">Text:</span> <a class=\"reach number\" href=\"sms:07700900142\">",
        "<span class=\"label\">Textphone:</span> ",
        "<span class=\"label\">Email:</span> <a class=\"reach address\" href=\"mailto:help@example.org\">",
        "<span class=\"label\">Website:</span> <a class=\"reach address\" href=\"https://www.example.org\">",
        "<span class=\"label\">Address:</span> 1 High Street<br>Cardiff CF1 1AA",
        "<span class=\"label\">Open:</span> Monday to Friday",
        "Calls are free.",
    ];
    assert_eq!(lines.len(), starts.len());
    for (line, start) in lines.into_iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn a_quotes_source_stands_under_it() {
    let quote = Quote { text: prose("a"), source: Some(line("Ann")) };
    let html = written(vec![block(BlockKind::Quote(quote))]);
    let expected = "<div class=\"quote\"><blockquote><p>a</p></blockquote>\
        <p class=\"source\">Ann</p></div>";
    assert_eq!(html, expected);
}

#[test]
fn terms_are_a_list_of_descriptions() {
    let html = written(vec![block(BlockKind::Definitions(vec![definition("GP", "A doctor.")]))]);
    let expected = "<dl><div class=\"entry\"><dt>GP</dt><dd><p>A doctor.</p></dd></div></dl>";
    assert_eq!(html, expected);
}

#[test]
fn another_language_is_marked_with_its_direction() {
    let welsh = Block { language: Some(language("cy")), ..text("Croeso") };
    let arabic = Inline::Language(language("ar"), vec![said("مرحبا")]);
    let html = written(vec![welsh, block(BlockKind::Text(vec![marked(vec![arabic])]))]);
    let expected = "<p lang=\"cy\">Croeso</p>\
        <p><span lang=\"ar\" dir=\"rtl\">مرحبا</span></p>";
    assert_eq!(html, expected);
}

#[test]
fn a_contact_point_is_in_the_booklets_language_wherever_it_stands() {
    let mut book = book(vec![chapter("here", "Yma", vec![block(BlockKind::ContactPoint(0))])]);
    book.chapters[0].language = Some(language("cy"));
    let html = body(&book);
    assert!(html.contains(
        "<section class=\"chapter\" id=\"here\" aria-labelledby=\"here_heading\" lang=\"cy\">"
    ));
    assert!(html.contains("<div class=\"panel point\" lang=\"en-GB\">"));
}

#[test]
fn words_of_ours_are_marked_where_the_booklets_language_has_none() {
    let html = body(&book_in("yo", vec![chapter("a", "A", vec![text("b")])]));
    assert!(html.contains("<span class=\"label\"><span lang=\"en-GB\">Phone</span>:</span>"));
}

#[test]
fn telephone_numbers_keep_their_order_among_arabic() {
    let html = written_in("ar", vec![text("اتصل على 0808 157 0127 من 9")]);
    assert_eq!(html, "<p>اتصل على <bdi class=\"whole\" dir=\"ltr\">0808 157 0127</bdi> من 9</p>");
    let html = written(vec![text("Call 0808 157 0127 now")]);
    assert_eq!(html, "<p>Call <span class=\"whole\">0808 157 0127</span> now</p>");
}

#[test]
fn fonts_can_be_left_to_the_system() {
    let mut book = book(vec![chapter("a", "A", vec![text("b")])]);
    // Letters and digits, each in regular and bold.
    assert_eq!(write(&book, &Fonts::built_in()).matches("@font-face").count(), 4);
    book.theme.html.font = Some(at("System".to_owned()));
    assert_eq!(write(&book, &Fonts::built_in()).matches("@font-face").count(), 0);
}

#[test]
fn digits_are_those_of_the_pdf_unless_an_author_names_a_family() {
    let mut book = book(vec![chapter("a", "A", vec![text("Take 30mg, 8 times.")])]);
    let ranges = |book: &Book| {
        let page = write(book, &Fonts::built_in());
        let ranges = page.split("unicode-range: ").skip(1);
        ranges.map(|rest| rest.split(';').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let covers = |range: &String, c: char| {
        let code = |text: &str| u32::from_str_radix(text.trim_start_matches("U+"), 16).unwrap();
        range.split(", ").any(|part| {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            (code(first)..=code(last)).contains(&u32::from(c))
        })
    };
    let found = ranges(&book);
    for (c, letters) in [('8', false), ('3', false), ('T', true), (' ', true), (',', true)] {
        let covered: Vec<bool> = found.iter().map(|range| covers(range, c)).collect();
        assert_eq!(covered, [letters, letters, !letters, !letters], "{c:?}");
    }
    book.theme.base.font = Some(at("Atkinson Hyperlegible Next".to_owned()));
    let named = ranges(&book);
    assert!(named.len() == 2 && named.iter().all(|range| covers(range, '8')), "{named:?}");
}
