//! Digits in laid out booklets: of one family wherever they stand, and numbers to dial in regular
//! and larger than the text.

use chapbook::content::{self, Book, EditionName, Options};
use chapbook::layout::{Ink, Layout, Tone};
use chapbook::make::{Request, proof};
use chapbook::typeset::{Fonts, GlyphRun, Weight};

fn load(language: &str, theme: &str) -> Book {
    let folder = tempfile::tempdir().unwrap();
    let booklet = format!(
        "title = 'Take 8'\nslug = 'a'\nlanguage = '{language}'\nchapters = ['a.toml']\n\
         contents = true\n{theme}\n[contact]\nheading = 'Help 24 hours'\n\
         [[contact.point]]\nname = 'Line 1'\nphone = '0808 008 7054'\nsms = '07700 900142'\n\
         textphone = '0808 157 0127'\nemail = 'help24@example.org'\nhours = '9am to 5pm'\n"
    );
    let chapter = "title = 'Take 68 mg'\n\
         [[block]]\ntext = 'Take **8 mg** and 30mg, call [01632 960 000](tel:01632 960 000).'\n\
         [[block]]\nsteps = ['3 times', '(56%)']\n\
         [[block]]\ncontact_point = 'Line 1'\n\
         [[block]]\n[block.table]\ncaption = 'Doses 1'\ncolumns = ['mg 2', 'Day 3']\n\
         rows = [['0.5', '+8']]\n";
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    let loaded = content::load(&folder.path().join("booklet.toml"), &Options::default());
    loaded.book.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn layouts(book: &Book) -> [Layout; 2] {
    let editions = vec![EditionName::Screen, EditionName::LargePrint];
    let proof = proof(book, &Request { editions, ..Request::default() });
    [proof.pocket.unwrap(), proof.large_print.into_iter().next().unwrap()]
}

fn runs(layout: &Layout) -> impl Iterator<Item = (&GlyphRun, Tone)> {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|item| match &item.ink {
        Ink::Glyphs(run, tone) => Some((run, *tone)),
        _ => None,
    })
}

fn words(run: &GlyphRun) -> &str {
    let start = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap();
    let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap();
    &run.text[start as usize..end as usize]
}

/// The families of all digits, and how many there are.
fn families(layout: &Layout, fonts: &Fonts) -> (Vec<String>, usize) {
    let with_digits = |run: &&GlyphRun| words(run).contains(|c: char| c.is_ascii_digit());
    let found: Vec<&GlyphRun> = runs(layout).map(|(run, _)| run).filter(with_digits).collect();
    let mut families: Vec<String> =
        found.iter().map(|run| fonts.family(run.font).to_owned()).collect();
    families.sort();
    families.dedup();
    (families, found.len())
}

#[test]
fn digits_are_of_one_family_wherever_they_stand() {
    let fonts = Fonts::built_in();
    for language in ["en-GB", "cy", "ar", "ur", "he", "hi", "vi", "ru"] {
        for layout in layouts(&load(language, "")) {
            let (families, count) = families(&layout, &fonts);
            assert_eq!(families, ["Noto Sans"], "{language}");
            assert!(count > 25, "{count} numbers");
        }
    }
}

#[test]
fn a_family_that_a_theme_names_keeps_its_digits() {
    let fonts = Fonts::built_in();
    let theme = "[theme]\nfont = 'Atkinson Hyperlegible Next'";
    for layout in layouts(&load("en-GB", theme)) {
        assert_eq!(families(&layout, &fonts).0, ["Atkinson Hyperlegible Next"]);
    }
}

#[test]
fn numbers_to_dial_are_larger_and_never_bold() {
    let fonts = Fonts::built_in();
    let book = load("en-GB", "");
    for (layout, [body, number]) in layouts(&book).iter().zip([[14.0, 18.0], [18.0, 23.142_857]]) {
        for dialled in ["0808 008 7054", "07700 900142", "0808 157 0127"] {
            let shown: Vec<_> = runs(layout).filter(|(run, _)| words(run) == dialled).collect();
            // Among the chapter's blocks, and on the back page.
            assert_eq!(shown.len(), 2, "{dialled}");
            for (run, tone) in shown {
                let found = (fonts.weight(run.font), tone, (run.size.0 * 100.0).round());
                assert_eq!(found, (Weight::Regular, Tone::Link, (number * 100.0_f32).round()));
            }
        }
        let in_text: Vec<_> =
            runs(layout).filter(|(run, _)| words(run).starts_with("01632")).collect();
        assert_eq!(in_text.len(), 1);
        assert_eq!((in_text[0].0.size.0, fonts.weight(in_text[0].0.font)), (body, Weight::Regular));
    }
}

#[test]
fn numbers_to_dial_fit_lines_that_stand_close() {
    for (theme, size) in [
        ("[theme]\nsize = 14\nleading = 15", 14.0),
        ("[theme]\nsize = 12\nleading = 17", 15.3),
        ("[theme]\nsize = 16", 20.571_428),
    ] {
        let [pocket, _] = layouts(&load("en-GB", theme));
        let sizes: Vec<f32> = runs(&pocket)
            .filter(|(run, _)| words(run) == "0808 008 7054")
            .map(|(run, _)| (run.size.0 * 10.0).round() / 10.0)
            .collect();
        assert_eq!(sizes, [(size * 10.0_f32).round() / 10.0; 2], "{theme}");
    }
}
