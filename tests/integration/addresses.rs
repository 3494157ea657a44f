//! Addresses come out whole where they fit a line, and are parted where that misleads least.

use crate::support::content;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::support::booklets::booklets;
use chapbook::content::{Book, Options, load};
use chapbook::diagnostic::{Diagnostic, Severity};
use chapbook::geometry::Pt;
use chapbook::language::Language;
use chapbook::layout::{Ink, Layout, Owner};
use chapbook::make::{Request, proof};
use chapbook::source::{Span, Spanned};
use chapbook::typeset::{
    Alignment, Extent, Fonts, GlyphRun, Paragraph, Run, RunStyle, Weight, set,
};
use content::files::Folder;
use proptest::prelude::*;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

fn paragraph(text: &str, language: &str, alignment: Alignment) -> Paragraph {
    let style = RunStyle {
        size_millipoints: 14_000,
        weight: Weight::Regular,
        language: Language::parse(language).unwrap(),
        whole_words: false,
    };
    let direction = style.language.direction();
    Paragraph {
        text: Arc::from(text),
        runs: vec![Run { start: 0, style, tag: 1 }],
        direction,
        alignment,
        hyphenate: alignment == Alignment::Justify,
        addresses: Vec::new(),
    }
}

fn natural(text: &str) -> Pt {
    Extent::of(&FONTS, &paragraph(text, "en-GB", Alignment::Start)).most()
}

/// The places in a paragraph's text at which its lines end.
fn ends(paragraph: &Paragraph, width: Pt) -> Vec<usize> {
    let set = set(&FONTS, paragraph, width);
    let own = |run: &&GlyphRun| Arc::ptr_eq(&run.text, &paragraph.text);
    let starts = set.lines.iter().filter_map(|line| {
        let glyphs = line.runs.iter().filter(own).flat_map(|run| &run.glyphs);
        glyphs.map(|glyph| glyph.start as usize).min()
    });
    starts.skip(1).collect()
}

/// Whether a line may end here in an address that is wider than its column, by the words of the
/// issue alone: after `/`, or before one of `.?&#=`, and never beside a hyphen.
fn is_sound(address: &str, at: usize) -> bool {
    let (before, after) = address.split_at(at);
    let hyphen = before.ends_with('-') || after.starts_with('-');
    !hyphen && (before.ends_with('/') || after.starts_with(['.', '?', '&', '#', '=']))
}

fn label() -> impl Strategy<Value = String> {
    "[a-z]{1,9}(-[a-z]{2,9}){0,2}"
}

fn address() -> impl Strategy<Value = String> {
    let host = || prop::collection::vec(label(), 1..4).prop_map(|labels| labels.join("."));
    let endings = || prop::sample::select(vec!["org", "nhs.uk", "org.uk", "example", "wales"]);
    let path = "(/[a-z]{1,9}(-[a-z]{1,9}){0,3}){0,4}/?(\\.html|\\?[a-z]{1,5}=[a-z0-9]{1,6}(&b=c)?|#[a-z]{1,8})?";
    let scheme = prop::sample::select(vec!["https://", "http://", "www.", "https://www.", ""]);
    let web = (scheme, host(), endings(), path).prop_map(|(scheme, host, ending, path)| {
        let path = if path.starts_with(['/', '?', '#']) { path } else { String::new() };
        format!("{scheme}{host}.{ending}{path}")
    });
    let email = ("[a-z]{1,9}([.-][a-z]{2,9}){0,2}", host(), endings())
        .prop_map(|(name, host, ending)| format!("{name}@{host}.{ending}"));
    prop_oneof![3 => web, 1 => email]
}

/// What stands around an address: words, and signs that stick to it.
fn around() -> impl Strategy<Value = (String, String)> {
    let before = ["", "See ", "Read more of it (", "Our website: “", "We answer within a day: "];
    let after = ["", ".", ") and then", "”, or ask us", "? Yes!", ": call us for more of it"];
    let pair = (prop::sample::select(before.to_vec()), prop::sample::select(after.to_vec()));
    pair.prop_map(|(before, after)| (before.to_owned(), after.to_owned()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn an_address_that_fits_a_line_is_never_parted_nor_torn_from_its_signs(
        address in address(),
        (before, after) in around(),
        width in 30.0f32..420.0,
        justify in any::<bool>(),
        language in prop::sample::select(vec!["en-GB", "cy", "pl", "ar", "he"]),
    ) {
        let text = format!("{before}{address}{after}");
        let alignment = if justify { Alignment::Justify } else { Alignment::Start };
        let paragraph = paragraph(&text, language, alignment);
        let (start, end) = (before.len(), before.len() + address.len());
        let ends = ends(&paragraph, Pt(width));
        let inner: Vec<usize> = ends.iter().copied().filter(|at| start < *at && *at < end).collect();
        if natural(&address) <= Pt(width) {
            prop_assert_eq!(inner, [0usize; 0], "{} at {}", text, width);
            let signs = before.chars().rev().take_while(|c| "(“".contains(*c)).map(char::len_utf8);
            let from = start - signs.sum::<usize>();
            let signs = after.chars().take_while(|c| !c.is_whitespace()).map(char::len_utf8);
            let to = end + signs.sum::<usize>();
            if natural(&text[from..to]) <= Pt(width) {
                let torn = ends.iter().any(|at| from < *at && *at < to);
                prop_assert!(!torn, "{} at {}", text, width);
            }
        } else {
            // Every part fits the column: then each line ends at a sign.
            let parts: Vec<&str> = address.split_inclusive('/').collect();
            let fit = parts.iter().all(|part| {
                let wide = format!("({part}”, ");
                natural(&wide) <= Pt(width)
            });
            for at in inner {
                let at = at - start;
                let hyphen = address[..at].ends_with('-') || address[at..].starts_with('-');
                prop_assert!(!hyphen || width < 60.0, "{} | {}", &address[..at], &address[at..]);
                if fit {
                    prop_assert!(is_sound(&address, at), "{} | {}", &address[..at], &address[at..]);
                    let authority = address.find("://").map_or(0, |at| at + 3);
                    let path = address[authority..].find(['/', '?', '#']).map(|at| authority + at);
                    let host = authority < at && path.is_none_or(|path| at < path);
                    let email = address.contains('@');
                    let whole = &address[authority..path.map_or(address.len(), |at| at + 1)];
                    let wide = natural(&format!("(“{whole}”, ")) > Pt(width);
                    prop_assert!(!host || email || wide, "{} | {}", &address[..at], &address[at..]);
                }
            }
        }
    }
}

fn parted(address: &str, share: f32) -> String {
    let paragraph = paragraph(address, "en-GB", Alignment::Start);
    let mut parted = address.to_owned();
    for at in ends(&paragraph, natural(address) * share).into_iter().rev() {
        parted.insert(at, '|');
    }
    parted
}

#[test]
fn addresses_wider_than_their_column_are_parted_where_that_misleads_least() {
    for (address, share, expected) in [
        (
            "https://www.example.org/information-for-patients",
            0.9,
            "https://www.example.org/|information-for-patients",
        ),
        ("www.patients-association.org.uk", 0.9, "www.patients-association|.org.uk"),
        ("www.patients-association.org.uk/a", 0.97, "www.patients-association.org.uk/|a"),
        ("first.last-name@hospital.nhs.uk", 0.9, "first.last-name@hospital|.nhs.uk"),
        ("first.last-name@hospital.nhs.uk", 0.6, "first.last-name|@hospital.nhs.uk"),
        ("maria.lee@hospital.nhs.uk", 0.65, "maria|.lee@hospital|.nhs.uk"),
        (
            "example.org/a-very-long-way-to-somewhere-else",
            0.6,
            "example.org/|a-very-long-way-to-somewhe|re-else",
        ),
        ("example.org/abc?def=ghi&jkl=mno#pqr", 0.8, "example.org/abc?def=ghi&jkl|=mno#pqr"),
    ] {
        assert_eq!(parted(address, share), expected, "{share}");
    }
}

#[test]
fn an_address_that_is_known_as_one_is_whole_whatever_it_looks_like() {
    for address in ["example.org/my booklet", "https://intranet/a-b", "www.example.org/健康了解-a"]
    {
        let text = format!("See ({address}), or call us.");
        let mut paragraph = paragraph(&text, "en-GB", Alignment::Start);
        let range = 5..5 + address.len();
        paragraph.addresses = vec![range.clone()];
        for more in 0..200 {
            let width = natural(&format!("({address}),")) + Pt(more as f32);
            let ends = ends(&paragraph, width);
            assert!(!ends.iter().any(|at| range.start <= *at && *at <= range.end), "{ends:?}");
        }
    }
}

// ----- the booklets of the tests -----

/// An address that was found in what is printed: how wide it is, and on how many lines it stands.
#[derive(Debug)]
struct Printed {
    address: String,
    width: f32,
    lines: usize,
    /// The widest line of its paragraph.
    room: f32,
}

/// Addresses as everybody would find them: what stands between blanks, has a full stop between two
/// letters, and a path, `www.` or an `@`; without what is around it.
fn find(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let part = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@%&=+".contains(c);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(first) = rest.find(part) else { break };
        let length = rest[first..].find(|c| !part(c)).unwrap_or(rest.len() - first);
        let token = rest[first..first + length].trim_end_matches(['.', ':', '?', '/']);
        if token.starts_with("www.")
            || token.contains("://")
            || token.contains('@') && token.contains('.')
        {
            found.push(at + first..at + first + token.len());
        }
        at += first + length;
    }
    found
}

/// Runs, each with the number of its line.
type Numbered<'a> = Vec<(u32, &'a GlyphRun)>;

fn printed(layout: &Layout) -> Vec<Printed> {
    let mut texts: BTreeMap<*const u8, (Arc<str>, Numbered<'_>)> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        if let (Ink::Glyphs(run, _), Owner::Leaf(_)) = (&item.ink, item.owner) {
            let known = texts.entry(run.text.as_ptr());
            known.or_insert_with(|| (Arc::clone(&run.text), Vec::new())).1.push((item.line, run));
        }
    }
    let mut all = Vec::new();
    for (text, runs) in texts.into_values() {
        let mut lines: BTreeMap<u32, f32> = BTreeMap::new();
        for (line, run) in &runs {
            *lines.entry(*line).or_default() += run.width.0;
        }
        let room = lines.into_values().fold(0.0, f32::max);
        for range in find(&text) {
            let mut width = 0.0;
            let mut on = std::collections::BTreeSet::new();
            for (line, run) in &runs {
                for glyph in &run.glyphs {
                    if range.contains(&(glyph.start as usize)) {
                        width += glyph.advance * run.size.0;
                        on.insert(*line);
                    }
                }
            }
            all.push(Printed { address: text[range].to_owned(), width, lines: on.len(), room });
        }
    }
    all
}

fn with_size(mut book: Book, size: f32) -> Book {
    let span: Span = book.span;
    book.theme.large_print.size = Some(Spanned::new(size, span));
    book
}

#[test]
fn every_address_of_the_test_booklets_that_fits_a_line_is_whole_at_every_size() {
    let (mut seen, mut over) = (0, Vec::new());
    for path in booklets() {
        let loaded = load(&path, &Options::default());
        let book =
            loaded.book.unwrap_or_else(|| panic!("{}: {:?}", path.display(), loaded.diagnostics));
        for size in [16.0, 18.0, 24.0, 30.0, 36.0] {
            let proof = proof(&with_size(book.clone(), size), &Request::default());
            let large = proof.large_print.iter().map(|layout| (size, layout));
            let pocket = proof.pocket.iter().map(|layout| (14.0, layout)).filter(|_| size == 16.0);
            for (size, layout) in large.chain(pocket) {
                for address in printed(layout) {
                    seen += 1;
                    if address.lines > 1 {
                        let folder = path.parent().unwrap().file_name().unwrap();
                        let name = folder.to_string_lossy().into_owned();
                        assert!(
                            address.width > address.room,
                            "{name} at {size} pt: {address:?} would fit a line"
                        );
                        over.push(format!("{name} {size} {}", address.address));
                    }
                }
            }
        }
    }
    println!("{seen} addresses, {} parted: {over:#?}", over.len());
    assert!(seen > 1000, "{seen}");
    assert!(over.iter().all(|it| [" 24 ", " 30 ", " 36 "].iter().any(|size| it.contains(size))));
}

// ----- what is an address -----

fn read(block: &str, more: &str) -> (Option<Book>, Vec<Diagnostic>) {
    let folder = Folder::new();
    folder.write("a.toml", format!("title = \"A\"\n[[block]]\n{block}\n").as_bytes());
    let booklet = format!(
        "title = \"T\"\nlanguage = \"en-GB\"\nchapters = [\"a.toml\"]\n[contact]\nheading = \"Help\"\n{more}\n"
    );
    folder.write("booklet.toml", booklet.as_bytes());
    let loaded = load(&folder.path("booklet.toml"), &Options::default());
    (loaded.book, loaded.diagnostics)
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// The four doors: a link, an address in `< >`, the contact section, a QR code.
fn doors(address: &str) -> Vec<(&'static str, String, String)> {
    let email = address.strip_prefix("mailto:");
    let key = if email.is_some() { "email" } else { "web" };
    let text = quoted(&format!("[words]({})", address.replace('\\', "\\\\")));
    let angle = quoted(&format!("<{}>", address.replace('\\', "\\\\")));
    let point =
        format!("[[contact.point]]\nname = \"N\"\n{key} = {}", quoted(email.unwrap_or(address)));
    let plain = || "text = \"T\"".to_owned();
    let qr = format!("qr = {{ url = {}, label = \"L\" }}", quoted(address));
    vec![
        ("link", format!("text = {text}"), String::new()),
        ("angle", format!("text = {angle}"), String::new()),
        ("point", plain(), point),
        ("qr", qr.clone(), String::new()),
        ("contact qr", plain(), qr),
    ]
}

#[test]
fn what_no_reader_can_open_is_an_error_at_every_door() {
    let long_label = format!("https://{}.org", "a".repeat(64));
    let long_host = format!("https://{}.org", vec!["a".repeat(60); 5].join("."));
    let wrong = [
        "https://.",
        "https://..",
        "https://[::1",
        "https://e.org:99999",
        "https://e.org:0",
        "https://e.org:",
        "https://e.org:8o",
        "https://-x-.org",
        "https://x-.org",
        "https://x.-y.org",
        "https://x..org",
        "https://.e.org",
        "https://e.org.",
        "https://e.org%00",
        "https://e.org%0a/",
        "https://m%C3%BCller.de",
        "https://www.nhs.uk@evil.org",
        "https://www.nhs.uk:80@evil.org/",
        "https://www.nhs.uk%40evil.org",
        "https://e.org\\@evil.org",
        "https://e.org\\a",
        "https://localhost",
        "https://intranet/a",
        "https://1.2.3",
        "https://1.2.3.400",
        "https://[zz]",
        "https://[::1]a",
        "https://e.org/100%",
        "https://e.org/%zz",
        "https://e.org/a%2",
        "https://e.\u{AD}org",
        "https://e.org/a\u{AD}b",
        "https://e.org/a\u{2060}b",
        "https://e.org/\u{2066}a\u{2069}",
        "https://e.org/a\u{200D}b",
        "https://e.org/\u{E0041}",
        "https://\u{200E}e.org",
        "https://e–f.org",
        "https://xn--a.org",
        "https://аpple.org",
        "https://e.org\u{3164}",
        &long_label,
        &long_host,
        "mailto:a@b.org?subject=x%0d%0aBcc:evil@x.org",
        "mailto:a%0a@b.org",
        "mailto:a@b.org?subject=%00",
        "mailto:a@b..org",
        "mailto:a@-b.org",
        "mailto:a@b",
        "mailto:a@@b.org",
        "mailto:.a@b.org",
        "mailto:a..b@c.org",
        "mailto:a@b.org%00",
        "mailto:a@b.org?subject=5%",
        "mailto:a@b.c\u{AD}om",
        "mailto:a b@c.org",
        "mailto:a@[192.0.2.1]",
    ];
    let mut count = 0;
    for address in wrong {
        for (door, block, more) in doors(address) {
            let (_, found) = read(&block, &more);
            let errors: Vec<_> = found.iter().filter(|it| it.severity == Severity::Error).collect();
            let bad = errors.iter().any(|it| it.code.as_str() == "bad-link");
            assert!(bad, "{door} takes {address:?}: {found:?}");
            assert!(errors.iter().all(|it| !it.helps.is_empty()), "{door} {address:?}: {errors:?}");
            count += 1;
        }
    }
    println!("{count} cases");
}

/// Signs that nobody sees and that mean nothing beside these letters are left out, or told of where they
/// stand in the address of a mark, so that no address is another one than is seen.
#[test]
fn signs_that_mean_nothing_are_no_part_of_an_address() {
    for address in ["https://e.org/\u{200B}", "https://e.org/a\u{FEFF}", "mailto:a\u{200B}@b.org"] {
        let mut read_without = 0;
        for (door, block, more) in doors(address) {
            let (book, found) = read(&block, &more);
            let mut errors = found.iter().filter(|it| it.severity == Severity::Error).peekable();
            if errors.peek().is_some() {
                assert!(errors.all(|it| it.code.as_str() == "bad-link"), "{door} {address:?}");
                continue;
            }
            let book = format!("{:?}", book.expect("a book without errors"));
            assert!(!book.contains(['\u{200B}', '\u{FEFF}']), "{door} {address:?}");
            assert!(
                !book.contains("\\u{200b}") && !book.contains("\\u{feff}"),
                "{door} {address:?}"
            );
            read_without += 1;
        }
        assert!(read_without > 0, "{address:?}");
    }
}

/// The first address that a book leads to.
fn target(book: &Book) -> String {
    let debug = format!("{:?}", book.chapters[0].blocks);
    let start = debug.find("Address(\"").map(|at| at + 9);
    let start = start.unwrap_or_else(|| panic!("no link in {debug}"));
    debug[start..].split('"').next().unwrap().to_owned()
}

#[test]
fn what_is_linked_is_ascii_and_what_is_printed_is_what_was_written() {
    for (written, linked) in [
        ("https://müller.example/straße", "https://xn--mller-kva.example/stra%C3%9Fe"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://例え.テスト/a", "https://xn--r8jz45g.xn--zckzah/a"),
        ("https://пример.рф", "https://xn--e1afmkfd.xn--p1ai"),
        ("https://مثال.إختبار", "https://xn--mgbh0fb.xn--kgbechtv"),
        ("https://WWW.Example.org/A?b=ç#d", "https://WWW.Example.org/A?b=%C3%A7#d"),
        ("https://e.org:65535/@name", "https://e.org:65535/@name"),
        ("http://192.0.2.1/a", "http://192.0.2.1/a"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("https://[2001:db8::1]:80/a", "https://[2001:db8::1]:80/a"),
        ("https://e.org/a%20b%C3%A9", "https://e.org/a%20b%C3%A9"),
        ("https://xn--mller-kva.example", "https://xn--mller-kva.example"),
        ("https://a_b.e.org", "https://a_b.e.org"),
        ("mailto:ä@ö.org", "mailto:%C3%A4@xn--nda.org"),
        ("mailto:o'brien+a@e.org", "mailto:o'brien+a@e.org"),
    ] {
        let printed = written.strip_prefix("mailto:").unwrap_or(written);
        for (door, block, more) in doors(written) {
            let (book, found) = read(&block, &more);
            assert_eq!(
                found.iter().filter(|it| it.code.as_str() != "unlinked").count(),
                0,
                "{door} {written}: {found:?}"
            );
            let book = book.unwrap();
            let (link, shown) = match door {
                "link" | "angle" => (target(&book), None),
                "point" => {
                    let point = &book.contact.points[0];
                    let reach = point.web.first().or(point.email.first()).unwrap();
                    (reach.link.clone(), Some(reach.shown.text.to_string()))
                }
                "qr" => {
                    let debug = format!("{:?}", book.chapters[0].blocks[0].kind);
                    let url = debug.split("value: \"").nth(1).unwrap().split('"').next().unwrap();
                    (url.to_owned(), None)
                }
                _ => {
                    let qr = book.contact.qr.as_ref().unwrap();
                    let bare = qr.printed.strip_prefix("mailto:").unwrap_or(&qr.printed);
                    (qr.url.value.clone(), Some(bare.to_owned()))
                }
            };
            assert_eq!(link, linked, "{door}");
            assert!(shown.is_none_or(|shown| shown == printed), "{door} {written}");
        }
    }
}

#[test]
fn signs_of_word_processors_are_warned_of_at_every_door() {
    for address in [
        "https://e.org/a–b",
        "https://e.org/a—b",
        "https://e.org/o’b",
        "https://e.org/“a”",
        "mailto:o’b@e.org",
        "https://e.org/a…",
    ] {
        for (door, block, more) in doors(address) {
            let (book, found) = read(&block, &more);
            assert!(book.is_some() && found.len() == 1, "{door} {address}: {found:?}");
            assert_eq!(
                (found[0].code.as_str(), found[0].severity),
                ("doubtful-address", Severity::Warning)
            );
        }
    }
    assert_eq!(read("text = \"[a](https://e.org/a-b--c?d='e')\"", "").1.len(), 0);
}
