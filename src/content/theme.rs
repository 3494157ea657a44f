//! `[theme]` and `[edition.NAME]`: looks, as far as authors set them (`docs/format.md`, section 6).

use crate::content::reader::{Keys, Reader, Shape};
use crate::content::tree::{Node, Value};
use crate::content::{
    Align, BookletKeys, ChapterStart, EditionName, Flip, Margins, PageSize, PressKeys, Theme,
    ThemeKeys,
};
use crate::diagnostic::Diagnostic;
use crate::geometry::Color;
use crate::source::Spanned;

const EVERY: &[&str] = &[
    "page",
    "margins",
    "size",
    "leading",
    "font",
    "align",
    "hyphenate",
    "accent",
    "paper",
    "chapter_start",
    "link_addresses",
];

const IN_BOOKLET: &str = "it belongs under [edition.booklet]";
const IN_PRESS: &str = "it belongs under [edition.press]";
const POCKET: &str = "it belongs under [theme], for screen, booklet and press together, or under [edition.large-print]";

const THEME: Shape = Shape {
    what: "the theme",
    keys: EVERY,
    elsewhere: &[
        ("creep", IN_BOOKLET),
        ("flip", IN_BOOKLET),
        ("bleed", IN_PRESS),
        ("crop_marks", IN_PRESS),
        ("accent_cmyk", IN_PRESS),
    ],
};

const MARGINS: Shape = Shape::new("`margins`", &["inner", "outer", "top", "bottom"]);

/// Where a key of an edition belongs that stands under another one.
const ELSEWHERE: &[(&str, &str)] = &[
    ("creep", IN_BOOKLET),
    ("flip", IN_BOOKLET),
    ("bleed", IN_PRESS),
    ("crop_marks", IN_PRESS),
    ("accent_cmyk", IN_PRESS),
    ("page", POCKET),
    ("margins", POCKET),
    ("size", POCKET),
    ("leading", POCKET),
    ("font", "it belongs under [theme], [edition.large-print] or [edition.html]"),
    (
        "accent",
        "it belongs under [theme], [edition.large-print] or [edition.html]; in print colours it is `accent_cmyk` under [edition.press]",
    ),
    (
        "paper",
        "it belongs under [theme], [edition.screen], [edition.large-print] or [edition.html]",
    ),
    ("align", POCKET),
    ("hyphenate", POCKET),
    ("chapter_start", POCKET),
    ("link_addresses", "it belongs under [theme], [edition.large-print] or [edition.text]"),
];

fn shape(edition: EditionName) -> Shape {
    let (what, keys): (_, &'static [&'static str]) = match edition {
        EditionName::Screen => ("the edition screen", &["paper"]),
        EditionName::LargePrint => ("the edition large-print", EVERY),
        EditionName::Booklet => ("the edition booklet", &["creep", "flip"]),
        EditionName::Press => ("the edition press", &["bleed", "crop_marks", "accent_cmyk"]),
        EditionName::Html => ("the edition html", &["font", "accent", "paper"]),
        EditionName::Text => ("the edition text", &["link_addresses"]),
    };
    Shape { what, keys, elsewhere: ELSEWHERE }
}

/// The smallest size of text in points: the imprint's (`docs/format.md`, section 5).
const SMALLEST: f64 = 12.0;
/// The same for large print.
const SMALLEST_LARGE: f64 = 16.0;

impl Reader<'_> {
    /// Reads `[theme]` and all `[edition.NAME]`.
    pub fn theme(&mut self, keys: &Keys<'_>) -> Theme {
        let mut theme = Theme::default();
        if let Some(node) = keys.get("theme")
            && let Some(table) = self.table(node, "`theme`", "[theme], and its keys under it")
        {
            let keys = self.keys(table, &THEME);
            theme.base = self.theme_keys(&keys, SMALLEST);
            self.lines_apart(&theme.base, 14.0);
            self.room(&theme.base, (PageSize::A5, [16.0, 14.0, 15.0, 18.0]));
        }
        let Some(node) = keys.get("edition") else {
            return theme;
        };
        let example = "[edition.large-print], and its keys under it";
        let Some(table) = self.table(node, "`edition`", example) else {
            return theme;
        };
        for entry in &table.entries {
            let Some(edition) = EditionName::from_name(&entry.key.value) else {
                self.unknown_edition(&entry.key.value, entry.key.span, false);
                continue;
            };
            let what = format!("`edition.{}`", entry.key.value);
            let example = format!("[edition.{}], and its keys under it", entry.key.value);
            if let Some(table) = self.table(&entry.node, &what, &example) {
                let keys = self.keys(table, &shape(edition));
                self.edition(&mut theme, edition, &keys);
            }
        }
        theme
    }

    fn edition(&mut self, theme: &mut Theme, edition: EditionName, keys: &Keys<'_>) {
        match edition {
            EditionName::Screen => theme.screen = self.theme_keys(keys, SMALLEST),
            EditionName::LargePrint => {
                theme.large_print = self.theme_keys(keys, SMALLEST_LARGE);
                self.lines_apart(&theme.large_print, 18.0);
                self.room(&theme.large_print, (PageSize::A4, [25.4; 4]));
            }
            EditionName::Html => theme.html = self.theme_keys(keys, SMALLEST),
            EditionName::Text => theme.text = self.theme_keys(keys, SMALLEST),
            EditionName::Booklet => {
                theme.booklet = BookletKeys {
                    creep: self.measure(keys, "creep", (0.0, 2.0), "mm"),
                    flip: self.word(keys, "flip", &[("short", Flip::Short), ("long", Flip::Long)]),
                };
            }
            EditionName::Press => {
                theme.press = PressKeys {
                    bleed: self.measure(keys, "bleed", (0.0, 20.0), "mm"),
                    crop_marks: self.flag(keys, "crop_marks"),
                    accent_cmyk: self.cmyk(keys),
                };
            }
        }
    }

    /// Reads those keys that the table's shape admits; others were reported and are left out.
    fn theme_keys(&mut self, keys: &Keys<'_>, smallest: f64) -> ThemeKeys {
        ThemeKeys {
            page: self.page(keys),
            margins: self.margins(keys),
            size: self.measure(keys, "size", (smallest, 72.0), "pt"),
            leading: self.measure(keys, "leading", (smallest, 144.0), "pt"),
            font: self.font(keys),
            align: self.word(
                keys,
                "align",
                &[("start", Align::Start), ("justify", Align::Justify)],
            ),
            hyphenate: self.flag(keys, "hyphenate"),
            accent: self.color(keys, "accent"),
            paper: self.color(keys, "paper"),
            chapter_start: self.word(
                keys,
                "chapter_start",
                &[
                    ("run-on", ChapterStart::RunOn),
                    ("page", ChapterStart::Page),
                    ("recto", ChapterStart::Recto),
                ],
            ),
            link_addresses: self.flag(keys, "link_addresses"),
        }
    }

    /// Reports lines that are closer than their letters are high. `usual`: the size in points where
    /// the author sets none.
    fn lines_apart(&mut self, keys: &ThemeKeys, usual: f32) {
        let Some(leading) = &keys.leading else { return };
        let size = keys.size.as_ref().map_or(usual, |size| size.value);
        if leading.value >= size {
            return;
        }
        let message = format!(
            "the lines are closer ({} pt) than the letters are high ({size} pt)",
            leading.value
        );
        let diagnostic = Diagnostic::error("bad-theme", leading.span, message)
            .help("set `leading` to about 1.4 times `size`");
        self.report(match &keys.size {
            Some(size) => diagnostic.label(size.span, "the size of the text"),
            None => diagnostic,
        });
    }

    /// Reports margins that leave no room for text. `usual`: the page and its margins (inner,
    /// outer, top, bottom) where the author sets none.
    fn room(&mut self, keys: &ThemeKeys, usual: (PageSize, [f32; 4])) {
        const LEAST: (f32, f32) = (40.0, 60.0);
        let (width, height) = keys.page.as_ref().map_or(usual.0, |page| page.value).in_mm();
        let set = keys.margins.as_ref().map_or_else(Margins::default, |margins| margins.value);
        let [inner, outer, top, bottom] = usual.1;
        let sides = set.inner.unwrap_or(inner) + set.outer.unwrap_or(outer);
        let ends = set.top.unwrap_or(top) + set.bottom.unwrap_or(bottom);
        let margins = keys.margins.as_ref().map(|margins| margins.span);
        let Some(span) = margins.or(keys.page.as_ref().map(|page| page.span)) else {
            return;
        };
        if width - sides < LEAST.0 || height - ends < LEAST.1 {
            let (across, down) = (width - sides, height - ends);
            let message = format!("the margins leave {across:.0} mm by {down:.0} mm for the text");
            self.report(
                Diagnostic::error("bad-theme", span, message)
                    .help("leave at least 40 mm by 60 mm: make the margins smaller"),
            );
        }
    }

    fn bad_theme(&mut self, node: &Node, message: String, help: &str) {
        self.report(Diagnostic::error("bad-theme", node.span, message).help(help));
    }

    fn flag(&mut self, keys: &Keys<'_>, key: &str) -> Option<Spanned<bool>> {
        let node = keys.get(key)?;
        Some(Spanned::new(self.boolean(node, &format!("`{key}`"))?, node.span))
    }

    fn word<T: Copy>(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        choices: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let node = keys.get(key)?;
        let value = self.choice(node, &format!("`{key}`"), "bad-theme", choices)?;
        Some(Spanned::new(value, node.span))
    }

    fn measure(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        range: (f64, f64),
        unit: &str,
    ) -> Option<Spanned<f32>> {
        let node = keys.get(key)?;
        let number = self.within_range(node, key, range, unit)?;
        Some(Spanned::new(number, node.span))
    }

    fn within_range(
        &mut self,
        node: &Node,
        key: &str,
        (least, most): (f64, f64),
        unit: &str,
    ) -> Option<f32> {
        let number = self.number(node, &format!("`{key}`"))?;
        if !(least..=most).contains(&number) {
            let message = format!("`{key}` is {number} {unit}");
            self.bad_theme(node, message, &format!("write a number from {least} to {most}"));
            return None;
        }
        Some(number as f32)
    }

    fn font(&mut self, keys: &Keys<'_>) -> Option<Spanned<String>> {
        let node = keys.get("font")?;
        let family = self.string(node, "`font`")?.trim().to_owned();
        Some(Spanned::new(family, node.span))
    }

    fn color(&mut self, keys: &Keys<'_>, key: &str) -> Option<Spanned<Color>> {
        let node = keys.get(key)?;
        let text = self.string(node, &format!("`{key}`"))?.to_owned();
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let hex = digits.filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        let Some(rgb) = hex.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            let message = format!("\"{text}\" is no colour");
            let help = "a colour is written # and six digits 0 to 9 or A to F: \"#00505C\"";
            self.bad_theme(node, message, help);
            return None;
        };
        Some(Spanned::new(Color::hex(rgb), node.span))
    }

    fn page(&mut self, keys: &Keys<'_>) -> Option<Spanned<PageSize>> {
        let node = keys.get("page")?;
        if let Value::Array(sides) = &node.value {
            let [width, height] = &sides[..] else {
                let message = format!("`page` needs 2 numbers and has {}", sides.len());
                self.bad_theme(node, message, "write [width, height] in millimetres: [140, 200]");
                return None;
            };
            let width = self.within_range(width, "page", (60.0, 600.0), "mm");
            let height = self.within_range(height, "page", (60.0, 600.0), "mm");
            return Some(Spanned::new(PageSize::Custom(width?, height?), node.span));
        }
        let choices = [
            ("A5", PageSize::A5),
            ("A4", PageSize::A4),
            ("DL", PageSize::Dl),
            ("half-letter", PageSize::HalfLetter),
        ];
        self.word(keys, "page", &choices)
    }

    fn margins(&mut self, keys: &Keys<'_>) -> Option<Spanned<Margins>> {
        let node = keys.get("margins")?;
        let example = "margins = { inner = 16, outer = 14, top = 15, bottom = 18 }";
        let table = self.table(node, "`margins`", example)?;
        let keys = self.keys(table, &MARGINS);
        let mut side = |key| self.measure(&keys, key, (5.0, 150.0), "mm").map(|side| side.value);
        let margins = Margins {
            inner: side("inner"),
            outer: side("outer"),
            top: side("top"),
            bottom: side("bottom"),
        };
        Some(Spanned::new(margins, node.span))
    }

    fn cmyk(&mut self, keys: &Keys<'_>) -> Option<Spanned<[f32; 4]>> {
        let node = keys.get("accent_cmyk")?;
        let example = "accent_cmyk = [100, 20, 30, 50]";
        let parts = self.array(node, "`accent_cmyk`", example)?;
        let [cyan, magenta, yellow, black] = parts else {
            let message = format!("`accent_cmyk` needs 4 numbers and has {}", parts.len());
            let help = "write four percentages: cyan, magenta, yellow and black";
            self.bad_theme(node, message, help);
            return None;
        };
        let mut percent = |part| self.within_range(part, "accent_cmyk", (0.0, 100.0), "percent");
        let (cyan, magenta) = (percent(cyan), percent(magenta));
        let (yellow, black) = (percent(yellow), percent(black));
        Some(Spanned::new([cyan?, magenta?, yellow?, black?], node.span))
    }
}
