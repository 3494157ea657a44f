//! Large print says that it is, and comes in the sizes that a booklet asks for.

use chapbook::content::{self, Book, EditionName, Options};
use chapbook::layout::{ArtifactKind, Ink, Layout, Owner, Page, PageLabel};
use chapbook::make::{Made, Request, make, proof};
use chapbook::source::Spanned;
use lopdf::Document;

use crate::support::booklets::{booklets, fonts};

const CONTACT: &str = "[contact]\nheading = 'Help'\n[[contact.point]]\nname = 'Line'\n\
                       phone = '01632 960010'\nhours = 'Always'\naddress = '''\n1 High Street\nExampletown\n'''\n\
                       note = 'Ask for Sam.'\n";

fn loaded(language: &str, edition: &str, more: &str) -> content::Loaded {
    loaded_with("title = 'A'\n[[block]]\ntext = 'x'\n", language, edition, more)
}

fn loaded_with(chapter: &str, language: &str, edition: &str, more: &str) -> content::Loaded {
    let booklet = format!(
        "title = 'Water'\nslug = 'water'\nlanguage = '{language}'\nchapters = ['a.toml']\n\
         version = '2'\n{CONTACT}{more}[edition.large-print]\n{edition}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    let options = Options { root: None, picture_fonts: Some(fonts) };
    content::load(&folder.path().join("booklet.toml"), &options)
}

fn book(language: &str, edition: &str) -> Book {
    let loaded = loaded(language, edition, "");
    loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn made(book: &Book, editions: &[EditionName]) -> Made {
    make(book, &Request { editions: editions.to_vec(), ..Request::default() })
}

fn title(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let catalog = document.catalog().unwrap();
    let metadata = catalog.get(b"Metadata").and_then(|it| document.dereference(it)).unwrap().1;
    let stream = metadata.as_stream().unwrap();
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let xmp = String::from_utf8(content).unwrap();
    let title = xmp.split("<dc:title>").nth(1).unwrap().split("</rdf:li>").next().unwrap();
    title.rsplit('>').next().unwrap().to_owned()
}

/// Files of large print: the name, the title, and what the structure says part by part.
fn files(book: &Book) -> Vec<(String, String, Vec<String>)> {
    let made = made(book, &[EditionName::LargePrint]);
    let files = made.outputs.iter().map(|output| {
        assert_eq!(output.edition, EditionName::LargePrint);
        let tree = chapbook::verify::tree(&output.bytes).unwrap();
        let said = tree.elements().map(|part| part.text()).collect();
        (output.file_name.clone(), title(&output.bytes), said)
    });
    let files: Vec<_> = files.collect();
    assert!(!files.is_empty(), "{:?}", made.diagnostics);
    files
}

#[test]
fn cover_imprint_and_title_say_that_it_is_large_print() {
    let files = files(&book("en-GB", "size = 20"));
    let [(name, title, said)] = &files[..] else { panic!("{files:?}") };
    assert_eq!((&**name, &**title), ("water-large-print.pdf", "Water (Large print)"));
    assert_eq!(said[..2], ["Water", "Large print"], "{said:?}");
    assert!(said.last().unwrap().contains("Version 2Large print"), "{said:?}");
}

#[test]
fn only_large_print_says_so() {
    let book = book("en-GB", "size = 20");
    for output in made(&book, &[EditionName::Screen, EditionName::Text]).outputs {
        let said = match output.edition {
            EditionName::Screen => {
                title(&output.bytes) + &chapbook::verify::tree(&output.bytes).unwrap().text()
            }
            _ => String::from_utf8(output.bytes).unwrap(),
        };
        assert!(said.contains("Water") && !said.contains("Large print"), "{said}");
    }
}

#[test]
fn each_of_several_sizes_has_a_file_that_names_it() {
    let files = files(&book("en-GB", "sizes = [18, 24.5, 36]"));
    let named: Vec<(&str, &str, &str)> =
        files.iter().map(|(name, title, said)| (&**name, &**title, &*said[1])).collect();
    let expected = [
        ("water-large-print.pdf", "Water (Large print, 18 pt)", "Large print, 18 pt"),
        ("water-large-print-24.5.pdf", "Water (Large print, 24.5 pt)", "Large print, 24.5 pt"),
        ("water-large-print-36.pdf", "Water (Large print, 36 pt)", "Large print, 36 pt"),
    ];
    assert_eq!(named, expected);
    for (_, _, said) in &files {
        assert!(said.last().unwrap().contains(&format!("Version 2{}", said[1])), "{said:?}");
    }
}

#[test]
fn one_size_in_a_list_is_one_file_and_the_size_is_not_told() {
    let files = files(&book("en-GB", "sizes = [24]"));
    assert_eq!(files.len(), 1);
    assert_eq!((&*files[0].0, &*files[0].1), ("water-large-print.pdf", "Water (Large print)"));
}

#[test]
fn the_size_is_told_in_the_booklets_language() {
    for (language, expected) in [
        ("de", "Großdruck, 24 pt"),
        ("ar", "طباعة بأحرف كبيرة، 24 pt"),
        ("am", "ትልቅ ፊደል፣ 24 pt"),
        ("yo", "Large print, 24 pt"),
    ] {
        let files = files(&book(language, "sizes = [18, 24]"));
        assert_eq!(files[1].1, format!("Water ({expected})"), "{language}");
        let plain = |text: &str| text.replace(['\u{2066}', '\u{2069}'], "");
        assert_eq!(plain(&files[1].2[1]), expected, "{language}");
    }
}

#[test]
fn everything_is_in_proportion_to_its_size() {
    let made = made(&book("en-GB", "sizes = [18, 27]\nleading = 24"), &[EditionName::LargePrint]);
    let [first, second] = &made.large_print[..] else { panic!("{:?}", made.diagnostics) };
    let (first, second) = (&first.style, &second.style);
    assert_eq!((first.body.size.0, first.body.leading.0), (18.0, 24.0));
    assert_eq!((second.body.size.0, second.body.leading.0), (27.0, 36.0));
    let styles =
        |it: &chapbook::layout::Style| [it.title, it.headings[0], it.headings[2], it.imprint];
    for (small, large) in styles(first).into_iter().zip(styles(second)) {
        assert_eq!((small.size.0 * 1.5, small.leading.0 * 1.5), (large.size.0, large.leading.0));
    }
}

fn faults(edition: &str) -> Vec<String> {
    loaded("en-GB", edition, "").diagnostics.into_iter().map(|it| it.message).collect()
}

#[test]
fn sizes_that_cannot_be_are_told() {
    for (edition, expected) in [
        ("sizes = [18, 24]\nsize = 20", "large print has `sizes`, and `size` too"),
        ("sizes = []", "`sizes` has no size"),
        ("sizes = [18, 24, 18]", "18 pt stands in `sizes` twice"),
        ("sizes = [12, 18]", "`sizes` is 12 pt"),
        ("sizes = [18, 40]", "`sizes` is 40 pt"),
        ("sizes = [16, 17, 18, 19, 20, 21, 22, 23, 24]", "`sizes` has 9 sizes, more than 8"),
        ("sizes = 24", "`sizes` is a number where a list in [ ] is expected"),
    ] {
        assert_eq!(faults(edition), [expected], "{edition}");
    }
    let misplaced = faults("page = 'A4'\n[theme]\nsizes = [18, 24]");
    assert_eq!(misplaced, ["the theme has no key `sizes`"]);
}

#[test]
fn a_booklet_may_choose_otherwise_than_its_house() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
    std::fs::create_dir(folder.path().join("b")).unwrap();
    write("b/a.toml", "title = 'A'\n[[block]]\ntext = 'x'\n");
    let sizes = |house: &str, own: &str| {
        write("house.toml", &format!("{CONTACT}[edition.large-print]\n{house}\n"));
        let booklet =
            "title = 'W'\nlanguage = 'en'\nchapters = ['a.toml']\nhouse = '../house.toml'\n";
        write("b/booklet.toml", &format!("{booklet}[edition.large-print]\n{own}\n"));
        let loaded = content::load(&folder.path().join("b/booklet.toml"), &Options::default());
        let book = loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let made = made(&book, &[EditionName::LargePrint]);
        made.large_print.iter().map(|it| it.style.body.size.0).collect::<Vec<_>>()
    };
    assert_eq!(sizes("sizes = [18, 24]", "accent = '#000000'"), [18.0, 24.0]);
    assert_eq!(sizes("sizes = [18, 24]", "size = 20"), [20.0]);
    assert_eq!(sizes("size = 20", "sizes = [18, 24]"), [18.0, 24.0]);
}

const MORE_POINTS: &str = "[[contact.point]]\nname = 'Second line'\nphone = '01632 960011'\n\
                           address = 'Second Road'\nhours = 'Always'\nnote = 'Ask for Jo.'\n\
                           [[contact.point]]\nname = 'Third line'\nphone = '01632 960012'\n";

/// The words of a page in the order in which they are drawn.
fn words(page: &Page) -> String {
    let drawn = page.items.iter().filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) => {
            let start = run.glyphs.iter().map(|glyph| glyph.start).min()?;
            let end = run.glyphs.iter().map(|glyph| glyph.end).max()?;
            Some(&run.text[start as usize..end as usize])
        }
        _ => None,
    });
    let drawn = drawn.collect::<Vec<_>>().join(" ");
    drawn.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_contact_section_that_is_longer_than_its_page_goes_on_and_stays_last() {
    let chapter = "title = 'A'\n[[block]]\ntext = 'See [who helps](#contact).'\n";
    let book = loaded_with(chapter, "en-GB", "sizes = [18, 36]", MORE_POINTS).book.unwrap();
    let made = made(&book, &[EditionName::LargePrint]);
    let [small, large] = &made.large_print[..] else { panic!("{:?}", made.diagnostics) };
    let said = |layout: &Layout| layout.pages.iter().map(words).collect::<Vec<_>>();
    let (small, shown) = (said(small), said(large));
    let [.., chapter, back] = &small[..] else { panic!("{small:?}") };
    assert!(chapter.contains("(back page)") && back.contains("Third line"), "{small:?}");
    let first = shown.iter().position(|page| page.starts_with("Help")).expect("its heading");
    assert_eq!(first, 2, "{shown:?}");
    assert!(shown.len() > first + 1, "{shown:?}");
    let whole = shown.join(" ");
    assert!(whole.contains("(page 3") && !whole.contains("(back"), "{whole}");
    for words in [["Line", "960010", "Sam."], ["Second line", "960011", "Jo."]] {
        let whole = |page: &&String| words.iter().all(|word| page.contains(word));
        assert_eq!(shown.iter().filter(whole).count(), 1, "a point is whole: {shown:?}");
    }
    let labels: Vec<PageLabel> = large.pages[first..].iter().map(|it| it.label.clone()).collect();
    let numbers = (first + 1..shown.len()).map(|number| PageLabel::Number(number as u32));
    let back = PageLabel::Word("Back cover".into());
    assert_eq!(labels, numbers.chain([back]).collect::<Vec<_>>());
    for (index, page) in large.pages.iter().enumerate().skip(first) {
        let footer = Owner::Artifact(ArtifactKind::Footer);
        let numbered = page.items.iter().any(|item| item.owner == footer);
        assert_eq!(numbered, index + 1 < shown.len(), "only the last page has no number");
    }
}

#[test]
fn pages_that_fold_keep_their_contact_section_on_one() {
    let address = ('a'..'p').map(|line| format!("{line}\n")).collect::<String>();
    let more = format!("[[contact.point]]\nname = 'N'\naddress = '''\n{address}'''\n");
    let book = loaded("en-GB", "size = 36", &more).book.unwrap();
    let problems = made(&book, &[EditionName::LargePrint, EditionName::Screen]).diagnostics;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.ends_with("for the back page of the screen edition"));
    let help = problems[0].helps.last().map(|help| &*help.text).unwrap_or_default();
    assert!(help.contains("--edition large-print"), "{help}");
}

#[test]
fn every_booklet_has_large_print_of_every_size() {
    let sizes = vec![16.0, 18.0, 24.0, 30.0, 36.0];
    let request = Request { editions: vec![EditionName::LargePrint], ..Request::default() };
    for path in booklets() {
        let loaded = content::load(&path, &Options { root: None, picture_fonts: Some(fonts) });
        let mut book = loaded.book.unwrap_or_else(|| panic!("{}", path.display()));
        book.theme.large_print.size = Some(Spanned::new(sizes[0], book.span));
        book.theme.large_print.leading = None;
        book.theme.large_sizes = sizes.clone();
        let proof = proof(&book, &request);
        let errors: Vec<_> = proof.diagnostics.iter().filter(|it| it.is_error()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        assert_eq!(proof.large_print.len(), sizes.len());
        for layout in &proof.large_print {
            let bottom = layout.page.height - layout.style.margins.bottom;
            for page in &layout.pages {
                let said = page.items.iter().filter(|item| matches!(item.owner, Owner::Leaf(_)));
                let lowest = said.map(|item| item.at.y.0).fold(0.0, f32::max);
                assert!(lowest <= bottom.0 + 0.1, "{}: {lowest}", path.display());
            }
        }
    }
}

#[test]
fn the_imprint_is_a_chapter_where_the_largest_size_has_no_room_for_it() {
    let said = |edition: &str| {
        let more = "[imprint]\ncopyright = 'Copyright by the people of this example, who give it away'\n\
                    disclaimer = 'This is no advice, and cannot take its place, whatever it says'\n";
        let loaded = loaded("en-GB", edition, more);
        let made = made(&loaded.book.unwrap(), &[EditionName::Text, EditionName::Screen]);
        made.notes.iter().any(|note| note.starts_with("the imprint does not fit"))
    };
    assert!(!said("sizes = [18, 24]"));
    assert!(said("sizes = [18, 36]"));
}

#[test]
fn an_address_has_its_label_and_stands_between_web_and_hours() {
    let book = book("en-GB", "size = 18");
    let text = made(&book, &[EditionName::Text]).outputs.remove(0);
    let text = String::from_utf8(text.bytes).unwrap();
    let point = "Line\nPhone: 01632 960010\nAddress: 1 High Street\nExampletown\nOpen: Always\n\
                 Ask for Sam.";
    assert!(text.replace("\r\n", "\n").contains(point), "{text}");
}
