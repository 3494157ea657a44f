//! The values that a layout is made with; `editions` says what they are for each edition.

use super::page::Tone;
use crate::content::ChapterStart;
use crate::geometry::{Color, Pt, Size};
use crate::language::Language;
use crate::typeset::{Alignment, RunStyle, Weight};

/// Size, distance of lines, weight and colour of a kind of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size of the em.
    pub size: Pt,
    /// Distance from baseline to baseline.
    pub leading: Pt,
    /// How heavy.
    pub weight: Weight,
    /// Which colour.
    pub tone: Tone,
}

impl TextStyle {
    /// Regular text in the body's colour.
    #[must_use]
    pub const fn regular(size: f32, leading: f32) -> Self {
        Self { size: Pt(size), leading: Pt(leading), weight: Weight::Regular, tone: Tone::Text }
    }

    /// Bold text in the accent's colour.
    #[must_use]
    pub const fn heading(size: f32, leading: f32) -> Self {
        Self { size: Pt(size), leading: Pt(leading), weight: Weight::Bold, tone: Tone::Accent }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same in another colour.
    #[must_use]
    pub const fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// All lengths multiplied.
    #[must_use]
    pub fn scale(self, factor: f32) -> Self {
        Self { size: self.size * factor, leading: self.leading * factor, ..self }
    }

    /// As a style of a run.
    #[must_use]
    pub fn run(&self, weight: Weight, language: &Language, whole_words: bool) -> RunStyle {
        RunStyle {
            size_millipoints: (self.size.0 * 1000.0).round() as u32,
            weight,
            language: language.clone(),
            whole_words,
        }
    }
}

/// Distances from the page's edges to the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageMargins {
    /// At the fold.
    pub inner: Pt,
    /// Away from the fold.
    pub outer: Pt,
    /// Over the text.
    pub top: Pt,
    /// Under the text; the footer stands in it.
    pub bottom: Pt,
}

/// The colours of the screen; print editions have inks of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Headings and bands.
    pub accent: Color,
    /// The page.
    pub paper: Color,
    /// Words of links.
    pub link: Color,
    /// Panels.
    pub panel: Color,
    /// Thin lines.
    pub rule: Color,
}

/// Everything that a layout depends on beside the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Size of a page.
    pub page: Size,
    /// Its margins.
    pub margins: PageMargins,
    /// Body text, tables, captions, page numbers.
    pub body: TextStyle,
    /// Headings of levels 1 to 3.
    pub headings: [TextStyle; 3],
    /// The title on the cover.
    pub title: TextStyle,
    /// The subtitle on the cover.
    pub subtitle: TextStyle,
    /// The imprint under the contact section.
    pub imprint: TextStyle,
    /// Space after a paragraph.
    pub paragraph_space: Pt,
    /// Space after an item of a list.
    pub item_space: Pt,
    /// How far items of a list stand in.
    pub hang: Pt,
    /// Distance of ruled lines to write on.
    pub ruling: Pt,
    /// Alignment of running text.
    pub alignment: Alignment,
    /// Whether words may be broken.
    pub hyphenate: bool,
    /// A font family to be preferred.
    pub family: Option<String>,
    /// Where chapters begin.
    pub chapter_start: ChapterStart,
    /// Whether addresses of links are shown.
    pub link_addresses: bool,
    /// Colours on screen.
    pub palette: Palette,
}

impl Style {
    /// Numbers that people dial: larger than the text and not in bold, in which digits look more
    /// alike (`typeset::digits` has the figures). They stand on the text's own lines.
    #[must_use]
    pub fn number(&self) -> TextStyle {
        let body = self.body;
        let size = (body.size * (9.0 / 7.0)).min(body.leading * 0.9).max(body.size);
        TextStyle { size, ..body }
    }

    /// Width of the text.
    #[must_use]
    pub fn measure(&self) -> Pt {
        self.page.width - self.margins.inner - self.margins.outer
    }

    /// Height of the text.
    #[must_use]
    pub fn height(&self) -> Pt {
        self.page.height - self.margins.top - self.margins.bottom
    }
}
