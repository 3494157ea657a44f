//! What the paper editions promise, seen in the finished files: boxes, inks, wishes to the printer,
//! one copy of each font and picture, and the advice on pages and sheets.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::booklets::fonts;
use chapbook::content::{self, Book, EditionName, Options};
use chapbook::diagnostic::Severity;
use chapbook::make::{Made, Request, make};
use lopdf::{Dictionary, Document, Object};

fn load(path: &Path) -> Book {
    let loaded = content::load(path, &Options { root: None, picture_fonts: Some(fonts) });
    loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn stored(name: &str) -> Book {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name).join("booklet.toml"))
}

/// A booklet of one chapter, with more lines for its booklet.toml.
fn written(chapter: &str, more: &str) -> Book {
    written_in(&tempfile::tempdir().unwrap(), chapter, more)
}

/// The same in a folder that may hold its pictures.
fn written_in(folder: &tempfile::TempDir, chapter: &str, more: &str) -> Book {
    let booklet = format!(
        "title = 'Help'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\nheading = 'Help'\n\
         [[contact.point]]\nname = 'Line'\nphone = '01632 960 000'\n{more}"
    );
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    load(&folder.path().join("booklet.toml"))
}

/// A chapter of a paragraph with so many lines.
fn lines(count: usize) -> String {
    let words: Vec<String> = (1..=count).map(|line| format!("Line {line} //")).collect();
    format!("title = 'Lines'\n[[block]]\ntext = '''\n{}\nThe last.'''\n", words.join("\n"))
}

fn made(book: &Book, editions: &[EditionName]) -> Made {
    make(book, &Request { editions: editions.to_vec(), ..Request::default() })
}

fn file(book: &Book, edition: EditionName) -> Document {
    let made = made(book, &[edition]);
    assert_eq!(made.outputs.len(), 1, "{:?}", made.diagnostics);
    Document::load_mem(&made.outputs[0].bytes).unwrap()
}

fn followed<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
    document.dereference(dictionary.get(key).unwrap()).unwrap().1
}

/// A box of a page in millimetres, to a tenth: left, bottom, right, top.
fn millimetres(document: &Document, page: &Dictionary, key: &[u8]) -> [f32; 4] {
    let sides = followed(document, page, key).as_array().unwrap();
    let side =
        |index: usize| (sides[index].as_float().unwrap() * 25.4 / 72.0 * 10.0).round() / 10.0;
    [side(0), side(1), side(2), side(3)]
}

fn first_page(document: &Document) -> &Dictionary {
    document.get_dictionary(document.page_iter().next().unwrap()).unwrap()
}

fn wishes(document: &Document) -> BTreeMap<String, String> {
    let wishes = followed(document, document.catalog().unwrap(), b"ViewerPreferences");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let named = |(key, value): (&Vec<u8>, &Object)| Some((text(key), text(value.as_name().ok()?)));
    wishes.as_dict().unwrap().iter().filter_map(named).collect()
}

fn title(document: &Document) -> String {
    let information = followed(document, &document.trailer, b"Info").as_dict().unwrap();
    lopdf::decode_text_string(information.get(b"Title").unwrap()).unwrap()
}

#[test]
fn an_office_booklet_asks_the_printer_for_both_sides_at_full_size() {
    let book = stored("booklet");
    let short = wishes(&file(&book, EditionName::Booklet));
    assert_eq!(short["Duplex"], "DuplexFlipShortEdge");
    assert_eq!(short["PrintScaling"], "None");
    let long = written(&lines(3), "[edition.booklet]\nflip = 'long'\n");
    assert_eq!(wishes(&file(&long, EditionName::Booklet))["Duplex"], "DuplexFlipLongEdge");
    let arabic = wishes(&file(&stored("tests/booklets/arabic"), EditionName::Booklet));
    assert_eq!(arabic["Direction"], "R2L");
}

#[test]
fn paper_editions_are_for_printing_and_claim_nothing_else() {
    let book = stored("booklet");
    for edition in [EditionName::Booklet, EditionName::Press] {
        let document = file(&book, edition);
        let catalog = document.catalog().unwrap();
        assert!(!catalog.has(b"StructTreeRoot"), "{edition:?} is not tagged");
        assert!(title(&document).ends_with("(for printing)"), "{}", title(&document));
        for page in document.page_iter() {
            assert!(!document.get_dictionary(page).unwrap().has(b"Annots"), "{edition:?} links");
        }
        if let Ok(metadata) = catalog.get(b"Metadata") {
            let stream = document.dereference(metadata).unwrap().1.as_stream().unwrap();
            let xmp = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
            assert!(xmp.contains("<xmpTPg:NPages>"), "{xmp}");
            assert!(!xmp.contains("pdfuaid") && !xmp.contains("pdfaid"), "{xmp}");
        }
    }
}

#[test]
fn every_file_shows_its_title_and_says_nothing_of_itself_that_is_not_so() {
    let book = stored("tests/booklets/minimal");
    let editions =
        [EditionName::Screen, EditionName::LargePrint, EditionName::Booklet, EditionName::Press];
    for edition in editions {
        let document = file(&book, edition);
        let catalog = document.catalog().unwrap();
        let wishes = followed(&document, catalog, b"ViewerPreferences").as_dict().unwrap();
        assert!(wishes.get(b"DisplayDocTitle").unwrap().as_bool().unwrap(), "{edition:?}");
        if let Ok(marks) = catalog.get(b"MarkInfo") {
            let marks = marks.as_dict().unwrap();
            assert!(marks.get(b"Marked").unwrap().as_bool().unwrap());
            assert!(!marks.has(b"Suspects"), "poppler takes it for damaged");
        }
        let metadata = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1;
        let xmp = metadata.as_stream().unwrap().get_plain_content().unwrap();
        let xmp = String::from_utf8(xmp).unwrap();
        assert!(xmp.contains("<xmpMM:DocumentID>") && !xmp.contains("RenditionClass"), "{xmp}");
    }
}

#[test]
fn an_office_booklet_has_no_colour_but_that_of_its_theme_and_pictures() {
    let chapter = "title = 'A'\n[[block]]\ntext = 'See [this](https://www.example.org).'\n\
         [[block]]\ncallout = { title = 'C', text = 'x' }\n\
         [[block]]\ntable = { columns = ['D'], rows = [['1']] }\n\
         [[block]]\nwriting_lines = { prompt = 'P', lines = 2 }\n";
    let used = |accent: &str| {
        let more = format!("[theme]\naccent = '{accent}'\n");
        colours(&file(&written(chapter, &more), EditionName::Booklet))
    };
    let black = used("#000000");
    assert!(black.iter().all(|(operator, _)| matches!(&**operator, "g" | "G")), "{black:?}");
    assert!(black.contains(&("g".to_owned(), vec![0.0])), "{black:?}");
    let red = used("#800000");
    let light: Vec<_> =
        red.iter().filter(|(operator, _)| operator.eq_ignore_ascii_case("rg")).collect();
    assert!(!light.is_empty(), "the accent stays a colour");
    for (_, parts) in light {
        assert!(parts[0] > parts[1] && parts[1] == parts[2], "a tint of the accent: {parts:?}");
    }
}

#[test]
fn rules_of_a_press_file_are_black_and_crop_marks_are_on_every_plate() {
    let chapter = "title = 'A'\n[[block]]\ntable = { columns = ['D'], rows = [['1'], ['2']] }\n";
    let document =
        file(&written(chapter, "[edition.press]\ncrop_marks = true\n"), EditionName::Press);
    let inks = colours(&document);
    let grey = |parts: &[f32]| parts[..3] == [0.0; 3] && parts[3] > 0.2 && parts[3] < 1.0;
    let greys =
        inks.iter().filter(|(operator, parts)| operator.eq_ignore_ascii_case("k") && grey(parts));
    assert_eq!(greys.count(), 0, "thin lines in grey are rows of dots: {inks:?}");
    let is_all = |space: &Object| {
        let space = space.as_array().ok()?;
        Some(
            space.first()?.as_name().ok()? == b"Separation"
                && space.get(1)?.as_name().ok()? == b"All",
        )
    };
    assert!(document.objects.values().any(|object| is_all(object) == Some(true)));
}

#[test]
fn each_font_and_picture_is_embedded_once() {
    let document = file(&stored("booklet"), EditionName::Booklet);
    let mut programs: Vec<Vec<u8>> = Vec::new();
    let mut pictures: Vec<Vec<u8>> = Vec::new();
    for object in document.objects.values() {
        if let Ok(dictionary) = object.as_dict()
            && let Ok(program) = dictionary.get(b"FontFile2").or(dictionary.get(b"FontFile3"))
        {
            let stream = document.dereference(program).unwrap().1.as_stream().unwrap();
            programs.push(stream.content.clone());
        }
        if let Ok(stream) = object.as_stream()
            && stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image")
        {
            pictures.push(stream.content.clone());
        }
    }
    // Regular and bold, each with another face's digits; each of the booklet's pages draws on them.
    assert_eq!(programs.len(), 4, "font programs");
    let count = pictures.len();
    pictures.sort();
    pictures.dedup();
    assert_eq!(pictures.len(), count, "a picture was embedded twice");
}

#[test]
fn sheets_follow_from_the_page() {
    for (page, sheet) in [
        ("'A5'", [0.0, 0.0, 297.0, 210.0]),
        ("'A4'", [0.0, 0.0, 420.0, 297.0]),
        ("'half-letter'", [0.0, 0.0, 279.4, 215.9]),
        ("[148, 210]", [0.0, 0.0, 297.0, 210.0]),
        ("[120, 170]", [0.0, 0.0, 240.0, 170.0]),
    ] {
        let book = written(&lines(3), &format!("[theme]\npage = {page}\n"));
        let document = file(&book, EditionName::Booklet);
        assert_eq!(millimetres(&document, first_page(&document), b"MediaBox"), sheet, "{page}");
    }
}

#[test]
fn a_leaflet_page_is_refused_with_a_reason_where_a_booklet_was_asked_for() {
    let book = written(&lines(3), "[theme]\npage = 'DL'\n");
    let refused = made(&book, &[EditionName::Booklet]);
    assert!(refused.outputs.is_empty());
    assert_eq!(refused.diagnostics[0].code.as_str(), "bad-edition");
    assert!(refused.diagnostics[0].message.contains("folded in three"));
    let others = made(&book, &[]);
    assert_eq!(others.outputs.len(), 5, "{:?}", others.diagnostics);
    let [note] = &others.diagnostics[..] else { panic!("{:?}", others.diagnostics) };
    assert_eq!((note.code.as_str(), note.severity), ("bad-edition", Severity::Info));
    assert!(note.message.contains("left out"), "{}", note.message);
}

#[test]
fn a_narrow_inner_margin_is_no_matter_where_nothing_is_moved() {
    let narrow = "[theme]\nmargins = { inner = 6 }\n";
    let book = written(&lines(3), narrow);
    assert_eq!(made(&book, &[EditionName::Booklet]).outputs.len(), 1);
    let book = written(&lines(400), &format!("{narrow}[edition.booklet]\ncreep = 0.1\n"));
    let refused = made(&book, &[EditionName::Booklet]);
    assert!(refused.outputs.is_empty());
    let message = &refused.diagnostics[0].message;
    assert!(message.ends_with("the inner margin leaves only 0.0 mm"), "{message}");
}

#[test]
fn press_pages_have_their_boxes() {
    let book = written(&lines(3), "");
    let document = file(&book, EditionName::Press);
    let page = first_page(&document);
    assert_eq!(millimetres(&document, page, b"MediaBox"), [0.0, 0.0, 154.0, 216.0]);
    assert_eq!(millimetres(&document, page, b"BleedBox"), [0.0, 0.0, 154.0, 216.0]);
    assert_eq!(millimetres(&document, page, b"TrimBox"), [3.0, 3.0, 151.0, 213.0]);
    let marked = written(&lines(3), "[edition.press]\nbleed = 5\ncrop_marks = true\n");
    let document = file(&marked, EditionName::Press);
    let page = first_page(&document);
    assert_eq!(millimetres(&document, page, b"MediaBox"), [0.0, 0.0, 172.0, 234.0]);
    assert_eq!(millimetres(&document, page, b"BleedBox"), [7.0, 7.0, 165.0, 227.0]);
    assert_eq!(millimetres(&document, page, b"TrimBox"), [12.0, 12.0, 160.0, 222.0]);
}

/// The operators of all pages that choose a colour, with their operands.
fn colours(document: &Document) -> Vec<(String, Vec<f32>)> {
    let mut colours = Vec::new();
    for page in document.page_iter() {
        let content = document.get_page_content(page);
        for operation in lopdf::content::Content::decode(&content).unwrap().operations {
            if ["g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS"]
                .contains(&operation.operator.as_str())
            {
                let operands = operation.operands.iter().filter_map(|one| one.as_float().ok());
                colours.push((operation.operator.clone(), operands.collect()));
            }
        }
    }
    colours
}

#[test]
fn press_text_is_black_alone_and_the_accent_is_in_process_colours() {
    let more = "[edition.press]\naccent_cmyk = [100, 20, 40, 60]\n";
    let chapter = format!("{}[[block]]\ntext = 'See [this](https://example.org).'\n", lines(3));
    let document = file(&written(&chapter, more), EditionName::Press);
    let colours = colours(&document);
    let four = |ink: &[f32]| ink.iter().map(|share| (share * 100.0).round() as i32).collect();
    let inks: Vec<Vec<i32>> =
        colours.iter().filter(|(_, ink)| ink.len() == 4).map(|(_, ink)| four(ink)).collect();
    assert!(inks.contains(&vec![0, 0, 0, 100]), "{inks:?}");
    assert!(inks.contains(&vec![100, 20, 40, 60]), "{inks:?}");
    let other = colours.iter().find(|(name, ink)| ink.len() != 4 && !name.starts_with(['c', 'C']));
    assert_eq!(other, None, "a colour that is not in four inks");
}

/// The colours in which the drawing of a booklet's only figure is printed.
fn inks_of_a_drawing(drawing: &str, edition: EditionName, more: &str) -> Vec<Vec<i32>> {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("p.svg");
    std::fs::write(&picture, drawing).unwrap();
    let chapter = "title = 'A'\n[[block]]\nfigure = { image = 'p.svg', decorative = true }\n";
    let book = written_in(&folder, chapter, more);
    let hundred = |inks: &[f32]| inks.iter().map(|it| (it * 100.0).round() as i32).collect();
    let colours = colours(&file(&book, edition)).into_iter();
    let mut inks: Vec<Vec<i32>> = colours
        .filter(|(name, inks)| !name.starts_with(['c', 'C']) && !inks.is_empty())
        .map(|it| hundred(&it.1))
        .collect();
    inks.sort();
    inks.dedup();
    inks
}

#[test]
fn drawings_in_the_accent_are_printed_in_its_inks() {
    const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>\
        <defs><linearGradient id='g'><stop stop-color='#00505C'/><stop offset='1' stop-color='#fff'/>\
        </linearGradient></defs><rect width='90' height='90' fill='#00505C' stroke='#80A8AE'/>\
        <circle cx='150' cy='50' r='40' fill='url(#g)'/></svg>";
    let shares = |inks: Vec<Vec<i32>>| -> Vec<i32> {
        assert!(inks.iter().all(|ink| ink.len() == 4 && ink[..3] == [0; 3]), "{inks:?}");
        inks.iter().map(|ink| ink[3]).collect()
    };
    // Black alone: text, the accent, its half, and the paper in the band of the cover.
    let black = shares(inks_of_a_drawing(DRAWING, EditionName::Press, ""));
    assert!(black.contains(&100) && black.contains(&50), "{black:?}");
    let more = "[edition.press]\naccent_cmyk = [100, 20, 40, 60]\n";
    let four = inks_of_a_drawing(DRAWING, EditionName::Press, more);
    assert!(
        four.contains(&vec![100, 20, 40, 60]) && four.contains(&vec![50, 10, 20, 30]),
        "{four:?}"
    );
    assert!(four.iter().all(|ink| ink.len() == 4), "{four:?}");
}

#[test]
fn other_colours_of_drawings_stay_what_they_are() {
    const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>\
        <defs><linearGradient id='g'><stop stop-color='#00505C'/><stop offset='1' stop-color='#f00'/>\
        </linearGradient></defs><rect width='90' height='90' fill='#B00020'/>\
        <circle cx='150' cy='50' r='40' fill='url(#g)'/></svg>";
    let red = vec![69, 0, 13];
    assert!(inks_of_a_drawing(DRAWING, EditionName::Press, "").contains(&red));
    let accent = inks_of_a_drawing(DRAWING, EditionName::Press, "[theme]\naccent = '#B00020'\n");
    assert!(!accent.contains(&red), "{accent:?}");
    let screen = inks_of_a_drawing(DRAWING, EditionName::Screen, "[theme]\naccent = '#B00020'\n");
    assert!(screen.contains(&red), "{screen:?}");
}

#[test]
fn the_cover_band_runs_into_the_bleed_on_the_sides_that_it_touches() {
    let made = made(&stored("booklet"), &[EditionName::Press]);
    let pdf = hayro::hayro_syntax::Pdf::new(made.outputs[0].bytes.clone()).unwrap();
    let page = pdf.pages().iter().next().unwrap();
    // hayro renders the crop box, here the media box: trim and bleed.
    let picture = hayro::render(
        page,
        &hayro::RenderCache::new(),
        &hayro::hayro_interpret::InterpreterSettings::default(),
        &hayro::RenderSettings::default(),
        &hayro::PixmapSettings::default(),
    );
    let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
    let bytes = picture.data_as_u8_slice();
    let inked = |x: usize, y: usize| {
        let pixel = &bytes[(y * width + x) * 4..][..4];
        pixel[3] > 200 && pixel[0] < 100
    };
    assert!(inked(1, 1) && inked(width - 2, 1), "the corners over the trimmed edge");
    assert!(inked(1, height / 3) && inked(width - 2, height / 3), "the sides");
    assert!(!inked(1, height - 2), "there is no band at the foot");
}

/// The pages of `screen` and the advice for the office booklet.
fn advised(lines_in_chapter: usize) -> (usize, Vec<String>) {
    let made =
        made(&written(&lines(lines_in_chapter), ""), &[EditionName::Screen, EditionName::Booklet]);
    (made.outputs[0].pages.unwrap(), made.notes)
}

#[test]
fn lines_that_would_save_a_sheet_are_counted_right() {
    // A page or so too many for two sheets: cover, six pages of lines, back page is eight.
    let (count, pages, note) = (120..220)
        .find_map(|count| {
            let (pages, notes) = advised(count);
            let note = notes.into_iter().find(|note| note.contains("less in chapter 1"))?;
            Some((count, pages, note))
        })
        .expect("some number of lines is a few too many");
    let words: Vec<&str> = note.split([' ', ';']).collect();
    let number = |after: &str| {
        let at = words.iter().position(|word| *word == after).unwrap();
        words[at - 1].parse::<usize>().unwrap_or_else(|_| panic!("{note}"))
    };
    let fewer = number(if note.contains(" line less") { "line" } else { "lines" });
    assert_eq!(words[0].parse(), Ok(pages), "{note}");
    let wanted = pages / 4 * 4;
    assert!(note.contains(&format!("would make {wanted} pages on {}", wanted / 4)), "{note}");
    assert_eq!(advised(count - fewer).0, wanted, "{note}");
    assert_eq!(advised(count - fewer + 1).0, pages, "one line less would do: {note}");
}

#[test]
fn three_filler_pages_are_warned_of_with_the_room_that_they_leave() {
    let note = (1..200)
        .step_by(10)
        .find_map(|count| {
            let (pages, notes) = advised(count);
            let note = notes.into_iter().find(|note| note.contains("three filler pages"));
            assert_eq!(note.is_some(), pages % 4 == 1, "{pages} pages");
            note
        })
        .expect("a booklet of 4n + 1 pages");
    assert!(note.contains("more lines"), "{note}");
}

#[test]
fn what_will_not_staple_is_said() {
    let made = made(&written(&lines(1400), ""), &[EditionName::LargePrint, EditionName::Booklet]);
    let leaves = made.outputs[0].pages.unwrap().div_ceil(2);
    assert!(leaves > 20 && made.outputs[1].sheets.unwrap() > 12, "long enough to matter");
    let notes = made.notes.join("\n");
    assert!(notes.contains(&format!("large print has {leaves} leaves")), "{notes}");
    assert!(notes.contains("too thick to fold and staple"), "{notes}");
    let short =
        self::made(&written(&lines(5), ""), &[EditionName::LargePrint, EditionName::Booklet]);
    assert!(!short.notes.join("\n").contains("staple"), "{:?}", short.notes);
}

#[test]
fn more_than_ten_thousand_pages_are_refused() {
    let page = "[[block]]\ntext = 'A page.'\n[[block]]\npage_break = true\n";
    let chapter = |pages: usize| format!("title = 'Long'\n{}", page.repeat(pages));
    // A cover before and the back page after.
    let refused = made(&written(&chapter(9_999), ""), &[EditionName::Screen]);
    assert!(refused.outputs.is_empty());
    assert_eq!(refused.diagnostics[0].code.as_str(), "too-large");
    assert!(refused.diagnostics[0].message.contains("10001 pages in the screen edition"));
    let proof = chapbook::make::proof(&written(&chapter(9_998), ""), &Request::default());
    assert_eq!(proof.pocket.map(|layout| layout.pages.len()), Some(10_000));
    assert!(proof.diagnostics.is_empty(), "{:?}", proof.diagnostics);
}
