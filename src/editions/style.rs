//! The values of each edition's style: its own measures, then what the author set.

use crate::content::usual::{ACCENT, LINK, RULE, UsualMeasures};
use crate::content::{Align, Margins, PageSize, Theme, ThemeKeys};
use crate::geometry::{Color, Pt, Size};
use crate::layout::{LargePrint, PageMargins, Palette, Style, TextStyle, Tone};
use crate::source::Spanned;
use crate::typeset::Alignment;

/// Panels behind the default accent.
const PANEL: Color = Color::hex(0xE6_F1F2);

/// The style of `screen`, `booklet` and `press`, which share one layout.
#[must_use]
pub fn pocket(theme: &Theme) -> Style {
    let keys = &theme.base;
    let usual = UsualMeasures::POCKET;
    let mut style = Style {
        page: page_size(keys.page.as_ref().map_or(usual.page, |page| page.value)),
        margins: margins(usual.margins, value(&keys.margins)),
        body: TextStyle::regular(usual.size, 20.0),
        headings: [
            TextStyle::heading(25.0, 30.0),
            TextStyle::heading(20.5, 26.0),
            TextStyle::heading(17.0, 22.0),
        ],
        title: TextStyle::heading(34.0, 40.0),
        subtitle: TextStyle::regular(18.0, 24.0),
        imprint: TextStyle::regular(12.0, 16.0),
        paragraph_space: Pt(16.0),
        item_space: Pt(8.0),
        hang: Pt::mm(6.0),
        ruling: Pt::mm(9.0),
        ..shared(keys)
    };
    resize(&mut style, value(&keys.size), value(&keys.leading), 12.0);
    style.pictured = style.measure();
    style
}

/// The styles of `large-print`, one for each size.
#[must_use]
pub fn large_prints(theme: &Theme) -> Vec<Style> {
    let own = &theme.large_print;
    let [first, _, ..] = theme.large_sizes[..] else { return vec![large_print(theme)] };
    let sized = theme.large_sizes.iter().map(|size| {
        let scaled =
            |leading: &Spanned<f32>| Spanned::new(leading.value * size / first, leading.span);
        let keys = ThemeKeys {
            size: own.size.as_ref().map(|own| Spanned::new(*size, own.span)),
            leading: own.leading.as_ref().map(scaled),
            ..own.clone()
        };
        let style = large_print(&Theme { large_print: keys, ..theme.clone() });
        Style { large_print: Some(LargePrint::Sized(*size)), ..style }
    });
    sized.collect()
}

/// The style of `large-print`, which is laid out anew, in its first size.
#[must_use]
pub fn large_print(theme: &Theme) -> Style {
    let own = &theme.large_print;
    let keys = overlay(&theme.base, own);
    let usual = UsualMeasures::LARGE_PRINT;
    let mut style = Style {
        page: page_size(own.page.as_ref().map_or(usual.page, |page| page.value)),
        margins: margins(usual.margins, value(&own.margins)),
        body: TextStyle::regular(usual.size, 26.0),
        headings: [
            TextStyle::heading(32.0, 39.0),
            TextStyle::heading(26.5, 33.0),
            TextStyle::heading(22.0, 29.0),
        ],
        title: TextStyle::heading(40.0, 46.0),
        subtitle: TextStyle::regular(22.0, 29.0),
        imprint: TextStyle::regular(16.0, 22.0),
        paragraph_space: Pt(22.0),
        item_space: Pt(10.0),
        hang: Pt::mm(8.0),
        ruling: Pt::mm(12.0),
        large_print: Some(LargePrint::Only),
        ..shared(&keys)
    };
    resize(&mut style, value(&own.size), value(&own.leading), 16.0);
    style.pictured = pocket(theme).measure().max(style.measure());
    style
}

/// What does not depend on the size of the page.
fn shared(keys: &ThemeKeys) -> Style {
    let accent = value(&keys.accent).unwrap_or(ACCENT);
    let panel = if accent == ACCENT { PANEL } else { accent.tint(0.1) };
    let paper = value(&keys.paper).unwrap_or(Color::WHITE);
    let alignment = match value(&keys.align).unwrap_or_default() {
        Align::Start => Alignment::Start,
        Align::Justify => Alignment::Justify,
    };
    let none = TextStyle::regular(1.0, 1.0);
    Style {
        page: Size::default(),
        margins: margins([0.0; 4], None),
        body: none,
        headings: [none; 3],
        title: none,
        subtitle: none,
        imprint: none,
        paragraph_space: Pt::ZERO,
        item_space: Pt::ZERO,
        hang: Pt::ZERO,
        ruling: Pt::ZERO,
        alignment,
        hyphenate: value(&keys.hyphenate).unwrap_or(false),
        family: value(&keys.font),
        chapter_start: value(&keys.chapter_start).unwrap_or_default(),
        link_addresses: value(&keys.link_addresses).unwrap_or(true),
        palette: Palette { accent, paper, link: LINK, panel, rule: RULE },
        pictured: Pt::ZERO,
        large_print: None,
    }
}

fn value<T: Clone>(key: &Option<Spanned<T>>) -> Option<T> {
    key.as_ref().map(|key| key.value.clone())
}

/// The keys of `over` where it has them, else those of `under`.
#[must_use]
pub fn overlay(under: &ThemeKeys, over: &ThemeKeys) -> ThemeKeys {
    ThemeKeys {
        page: over.page.clone().or_else(|| under.page.clone()),
        margins: over.margins.clone().or_else(|| under.margins.clone()),
        size: over.size.clone().or_else(|| under.size.clone()),
        leading: over.leading.clone().or_else(|| under.leading.clone()),
        font: over.font.clone().or_else(|| under.font.clone()),
        align: over.align.clone().or_else(|| under.align.clone()),
        hyphenate: over.hyphenate.clone().or_else(|| under.hyphenate.clone()),
        accent: over.accent.clone().or_else(|| under.accent.clone()),
        paper: over.paper.clone().or_else(|| under.paper.clone()),
        chapter_start: over.chapter_start.clone().or_else(|| under.chapter_start.clone()),
        link_addresses: over.link_addresses.clone().or_else(|| under.link_addresses.clone()),
    }
}

/// A page's size in points.
#[must_use]
pub fn page_size(page: PageSize) -> Size {
    match page {
        // Inches are whole points, which millimetres miss by a rounding.
        PageSize::HalfLetter => Size { width: Pt(396.0), height: Pt(612.0) },
        PageSize::A5 | PageSize::A4 | PageSize::Dl | PageSize::Custom(..) => {
            let (width, height) = page.in_mm();
            Size { width: Pt::mm(width), height: Pt::mm(height) }
        }
    }
}

fn margins([inner, outer, top, bottom]: [f32; 4], set: Option<Margins>) -> PageMargins {
    let set = set.unwrap_or_default();
    PageMargins {
        inner: Pt::mm(set.inner.unwrap_or(inner)),
        outer: Pt::mm(set.outer.unwrap_or(outer)),
        top: Pt::mm(set.top.unwrap_or(top)),
        bottom: Pt::mm(set.bottom.unwrap_or(bottom)),
    }
}

/// Applies the author's size and leading; headings and spaces keep their proportion to the text,
/// and the imprint never gets smaller than `least` points.
fn resize(style: &mut Style, size: Option<f32>, leading: Option<f32>, least: f32) {
    let body = style.body;
    let factor = size.map_or(1.0, |size| size / body.size.0);
    let scale = |text: &mut TextStyle| *text = text.scale(factor);
    scale(&mut style.body);
    style.headings.iter_mut().for_each(scale);
    if factor > 1.0 {
        [&mut style.title, &mut style.subtitle, &mut style.imprint].into_iter().for_each(scale);
    }
    // A letter of a title never gets wider than its page.
    let most = (style.measure().min(style.height()) / 2.0).max(style.body.size);
    let hold = |text: &mut TextStyle| {
        if text.size > most {
            *text = text.scale(most.0 / text.size.0);
        }
    };
    style.headings.iter_mut().for_each(hold);
    [&mut style.title, &mut style.subtitle].into_iter().for_each(hold);
    style.paragraph_space = style.paragraph_space * factor;
    style.item_space = style.item_space * factor;
    style.hang = style.hang * factor.max(1.0);
    if let Some(leading) = leading {
        style.body.leading = Pt(leading);
    }
    if style.imprint.size.0 < least {
        style.imprint = TextStyle::regular(least, least * 4.0 / 3.0);
    }
    style.subtitle.tone = Tone::Text;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn at<T>(value: T) -> Option<Spanned<T>> {
        let source = Sources::new().add("booklet.toml", "");
        Some(Spanned::new(value, Span::top(source)))
    }

    #[test]
    fn page_and_size_of_the_theme_are_for_the_pocket_layout_only() {
        let mut theme = Theme::default();
        theme.base.size = at(12.0);
        theme.base.page = at(PageSize::HalfLetter);
        theme.base.hyphenate = at(true);
        assert_eq!(pocket(&theme).body.size, Pt(12.0));
        assert_eq!(large_print(&theme).body.size, Pt(18.0));
        assert_eq!(large_print(&theme).page, page_size(PageSize::A4));
        assert!(large_print(&theme).hyphenate);
    }

    #[test]
    fn the_measure_of_a5_is_that_of_the_design() {
        let style = pocket(&Theme::default());
        assert!((style.measure().to_mm() - 118.0).abs() < 0.01);
        assert!((style.height().to_mm() - 177.0).abs() < 0.01);
    }
}
