//! `[theme]` and `[edition.NAME]`: looks, as far as authors set them (`docs/format.md`, section 6).

use crate::codes;
use crate::content::reader::{Keys, Reader};
use crate::content::sizes;
use crate::content::tree::{Node, Value};
use crate::content::usual::UsualMeasures;
use crate::content::{
    Align, BookletKeys, ChapterStart, EditionName, Flip, Margins, PageSize, PressKeys, Theme,
    ThemeKeys,
};
use crate::diagnostic::Diagnostic;
use crate::geometry::Color;
use crate::keys::{self, Key};
use crate::picture::color_named;
use crate::source::{Span, Spanned};

impl Reader<'_> {
    /// Reads `[theme]` and all `[edition.NAME]`.
    pub(super) fn theme(&mut self, keys: &Keys<'_>) -> Theme {
        let mut theme = Theme::default();
        if let Some(keys) = self.inner(keys, "theme") {
            theme.base = self.theme_keys(&keys);
            self.lines_apart(&theme.base, &UsualMeasures::POCKET);
            self.room(&theme.base, &UsualMeasures::POCKET);
        }
        let node = keys.get("edition");
        let example = keys.key("edition").shown();
        let Some(table) = node.and_then(|node| self.table(node, "`edition`", &example)) else {
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
                let keys = self.keys(table, keys::edition_shape(edition));
                self.edition(&mut theme, edition, &keys);
            }
        }
        theme
    }

    fn edition(&mut self, theme: &mut Theme, edition: EditionName, keys: &Keys<'_>) {
        match edition {
            EditionName::Screen => {
                theme.screen = ThemeKeys { paper: self.color(keys, "paper"), ..Default::default() };
            }
            EditionName::LargePrint => {
                theme.large_print = self.theme_keys(keys);
                theme.large_sizes = self.large_sizes(keys, &mut theme.large_print);
                self.lines_apart(&theme.large_print, &UsualMeasures::LARGE_PRINT);
                self.room(&theme.large_print, &UsualMeasures::LARGE_PRINT);
            }
            EditionName::Html => {
                theme.html = ThemeKeys {
                    font: self.font(keys),
                    accent: self.color(keys, "accent"),
                    paper: self.color(keys, "paper"),
                    ..Default::default()
                };
            }
            EditionName::Text => {
                let link_addresses = self.flag(keys, "link_addresses");
                theme.text = ThemeKeys { link_addresses, ..Default::default() };
            }
            EditionName::Booklet => {
                theme.booklet = BookletKeys {
                    creep: self.measure(keys, "creep", "mm"),
                    flip: self.word(keys, "flip", &[("short", Flip::Short), ("long", Flip::Long)]),
                };
            }
            EditionName::Press => {
                theme.press = PressKeys {
                    bleed: self.measure(keys, "bleed", "mm"),
                    crop_marks: self.flag(keys, "crop_marks"),
                    accent_cmyk: self.cmyk(keys),
                };
            }
        }
    }

    /// Reads the keys of `[theme]` or `[edition.large-print]`.
    fn theme_keys(&mut self, keys: &Keys<'_>) -> ThemeKeys {
        ThemeKeys {
            page: self.page(keys),
            margins: self.margins(keys),
            size: self.measure(keys, "size", "pt"),
            leading: self.measure(keys, "leading", "pt"),
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

    /// Reads the sizes of large print; the first becomes that of its keys.
    fn large_sizes(&mut self, keys: &Keys<'_>, own: &mut ThemeKeys) -> Vec<f32> {
        /// Nobody needs a file for every point.
        const MOST: usize = 8;
        let Some(node) = keys.get("sizes") else { return Vec::new() };
        if let Some(size) = own.size.as_ref().filter(|_| keys.get("size").is_some()) {
            match (self.is_house(size.span), self.is_house(node.span)) {
                // The booklet's own word counts.
                (false, true) => return Vec::new(),
                (true, false) => {}
                _ => self.both_sizes(node, size.span),
            }
        }
        let key = keys.key("sizes");
        let Some(nodes) = self.array(node, "`sizes`", &key.shown()) else { return Vec::new() };
        let mut sizes: Vec<f32> = Vec::new();
        for node in nodes {
            let Some(size) = self.number_of(node, key, "pt") else { continue };
            if sizes.contains(&size) {
                let message = format!("{size} pt stands in `sizes` twice");
                self.bad_theme(node, message, "each size has a file of its own: take one out");
                continue;
            }
            sizes.push(size);
        }
        if nodes.is_empty() {
            let help = format!("write the sizes in points: {}", key.shown());
            self.bad_theme(node, "`sizes` has no size".to_owned(), &help);
        } else if nodes.len() > MOST {
            let message = format!("`sizes` has {} sizes, more than {MOST}", nodes.len());
            self.bad_theme(node, message, "keep the sizes that readers ask for");
        }
        own.size = sizes.first().map(|size| Spanned::new(*size, node.span));
        sizes
    }

    fn both_sizes(&mut self, sizes: &Node, size: Span) {
        let message = "large print has `sizes`, and `size` too".to_owned();
        let problem = Diagnostic::error(codes::BAD_THEME, sizes.span, message)
            .label(size, "the one size")
            .note("readers are promised the sizes that are built, so only one of the keys may say which")
            .help("keep `sizes`, which may hold one size or several, and take `size` out");
        self.report(problem);
    }

    /// Reports lines that are closer than their letters are high.
    fn lines_apart(&mut self, keys: &ThemeKeys, usual: &UsualMeasures) {
        let Some(leading) = &keys.leading else { return };
        let size = keys.size.as_ref().map_or(usual.size, |size| size.value);
        if leading.value >= size {
            return;
        }
        let message = format!(
            "the lines are closer ({} pt) than the letters are high ({size} pt)",
            leading.value
        );
        let diagnostic = Diagnostic::error(codes::BAD_THEME, leading.span, message)
            .help("set `leading` to about 1.4 times `size`");
        self.report(match &keys.size {
            Some(size) => diagnostic.label(size.span, "the size of the text"),
            None => diagnostic,
        });
    }

    /// Reports margins that leave no room for text.
    fn room(&mut self, keys: &ThemeKeys, usual: &UsualMeasures) {
        const LEAST: (f32, f32) = (40.0, 60.0);
        let (width, height) = keys.page.as_ref().map_or(usual.page, |page| page.value).in_mm();
        let set = keys.margins.as_ref().map_or_else(Margins::default, |margins| margins.value);
        let [inner, outer, top, bottom] = usual.margins;
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
                Diagnostic::error(codes::BAD_THEME, span, message)
                    .help("leave at least 40 mm by 60 mm: make the margins smaller"),
            );
        }
    }

    fn bad_theme(&mut self, node: &Node, message: String, help: &str) {
        self.report(Diagnostic::error(codes::BAD_THEME, node.span, message).help(help));
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
        debug_assert!(keys.key(key).offers(choices.iter().map(|(word, _)| *word)));
        let value = self.choice(node, &format!("`{key}`"), codes::BAD_THEME, choices)?;
        Some(Spanned::new(value, node.span))
    }

    fn measure(&mut self, keys: &Keys<'_>, key: &str, unit: &str) -> Option<Spanned<f32>> {
        let node = keys.get(key)?;
        let number = self.number_of(node, keys.key(key), unit)?;
        Some(Spanned::new(number, node.span))
    }

    /// A number within the bounds of its key.
    fn number_of(&mut self, node: &Node, key: &Key, unit: &str) -> Option<f32> {
        let name = key.name;
        let number = self.number(node, &format!("`{name}`"))?;
        let (least, most) = key.bounds()?;
        if !(least..=most).contains(&number) {
            let message = format!("`{name}` is {number} {unit}");
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
            let problem = Diagnostic::error(codes::BAD_THEME, node.span, message);
            self.report(match color_named(&text) {
                Some(hex) => {
                    let quoted = format!("\"{hex}\"");
                    problem.fix(format!("write it in digits: {quoted}"), node.span, quoted)
                }
                None => problem.help(
                    "a colour is written # and six digits 0 to 9 or A to F: \"#00505C\"; any \
                     picker of colours shows it as “hex”",
                ),
            });
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
            let width = self.number_of(width, keys.key("page"), "mm");
            let height = self.number_of(height, keys.key("page"), "mm");
            return Some(Spanned::new(PageSize::Custom(width?, height?), node.span));
        }
        let choices = [
            ("A5", PageSize::A5),
            ("A4", PageSize::A4),
            ("DL", PageSize::Dl),
            ("half-letter", PageSize::HalfLetter),
        ];
        let known = |word: &str| choices.iter().any(|(name, _)| *name == word);
        match node.text().map(|text| sizes::read(text.trim())) {
            Some(size) if !known(node.text().unwrap_or_default().trim()) => {
                self.other_size(node, size);
                None
            }
            _ => self.word(keys, "page", &choices),
        }
    }

    /// Reports a size of page that has no name here, with the one that was meant.
    fn other_size(&mut self, node: &Node, meant: Option<String>) {
        let message = format!("`page` cannot be \"{}\"", node.text().unwrap_or_default());
        let problem = Diagnostic::error(codes::BAD_THEME, node.span, message);
        self.report(match meant {
            Some(meant) => problem.fix(format!("write page = {meant}"), node.span, meant),
            None => problem.help(
                "write \"A5\", \"A4\", \"DL\" or \"half-letter\", or width and height in \
                 millimetres: page = [105, 148]",
            ),
        });
    }

    fn margins(&mut self, keys: &Keys<'_>) -> Option<Spanned<Margins>> {
        let node = keys.get("margins")?;
        let keys = self.table_of(node, keys.key("margins"))?;
        let mut side = |key| self.measure(&keys, key, "mm").map(|side| side.value);
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
        let key = keys.key("accent_cmyk");
        let parts = self.array(node, "`accent_cmyk`", &key.shown())?;
        let [cyan, magenta, yellow, black] = parts else {
            let message = format!("`accent_cmyk` needs 4 numbers and has {}", parts.len());
            let help = "write four percentages: cyan, magenta, yellow and black";
            self.bad_theme(node, message, help);
            return None;
        };
        let mut percent = |part| self.number_of(part, key, "percent");
        let (cyan, magenta) = (percent(cyan), percent(magenta));
        let (yellow, black) = (percent(yellow), percent(black));
        Some(Spanned::new([cyan?, magenta?, yellow?, black?], node.span))
    }
}
