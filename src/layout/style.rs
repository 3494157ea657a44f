//! The values that a layout is made with; `editions` says what they are for each edition.

use super::page::Tone;
use crate::content::{ChapterStart, EditionName, Urgency};
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
    /// Whether a broken line stands under it.
    pub stressed: bool,
}

impl TextStyle {
    /// Regular text in the body's colour.
    #[must_use]
    pub const fn regular(size: f32, leading: f32) -> Self {
        Self {
            size: Pt(size),
            leading: Pt(leading),
            weight: Weight::Regular,
            tone: Tone::Text,
            stressed: false,
        }
    }

    /// Bold text in the accent's colour.
    #[must_use]
    pub const fn heading(size: f32, leading: f32) -> Self {
        Self {
            size: Pt(size),
            leading: Pt(leading),
            weight: Weight::Bold,
            tone: Tone::Accent,
            stressed: false,
        }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same with a broken line under it: stress that is unlike what is strong, also in print without
    /// colour, and does not slant (RNIB's clear print guidance is against italics).
    #[must_use]
    pub const fn stressed(self) -> Self {
        Self { stressed: true, ..self }
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

/// What readers of large print are told of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LargePrint {
    /// That it is large print.
    Only,
    /// Its size in points too, since there are others.
    Sized(f32),
}

impl LargePrint {
    /// What messages call the edition: `large-print`, or `24 pt large-print`.
    #[must_use]
    pub fn edition(self) -> String {
        let size = self.size().map(|size| format!("{size} pt "));
        size.unwrap_or_default() + EditionName::LargePrint.as_str()
    }

    /// The size in points, where it is told.
    #[must_use]
    pub fn size(self) -> Option<f32> {
        match self {
            Self::Only => None,
            Self::Sized(size) => Some(size),
        }
    }
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
    /// Width that shares of the column count from where pictures stand beside words: that of the pocket
    /// layout where it is wider, so that no picture is smaller in large print.
    pub pictured: Pt,
    /// What it says of itself where it is large print.
    pub large_print: Option<LargePrint>,
}

/// Thickness of rules between rows and of those to write on.
pub const THIN_RULE: Pt = Pt(0.75);
/// Thickness of the rule under a table's head, twice that of those under its rows.
pub const HEAD_RULE: Pt = Pt(1.5);
/// Thickness of the rule under a title that has no cover of its own.
pub const TITLE_RULE: Pt = Pt(2.0);
/// Thickness of the bar beside a quote.
pub const QUOTE_BAR: Pt = Pt(3.0);
/// How round the corners of panels are.
pub const PANEL_RADIUS: Pt = Pt(4.0);

/// How far the footer rises over its baseline, in ems of the text.
pub const FOOTER_RISE: f32 = 0.75;

/// Measures that follow from others, so that they keep their proportion to the author's size.
impl Style {
    /// Where the footer's baseline is, as a share of the lower margin from the page's edge; very large
    /// letters need more of it over them.
    #[must_use]
    pub fn footer(&self) -> f32 {
        if self.body.size > self.margins.bottom / 3.0 { 0.3 } else { 0.45 }
    }

    /// Space over and under a heading: more over it than under it ties it to its text.
    #[must_use]
    pub fn heading_space(&self, level: u8) -> (Pt, Pt) {
        match level {
            1 => (self.chapter_space(), self.paragraph_space * 0.75),
            2 => (self.body.leading * 1.3, self.paragraph_space * 0.5),
            _ => (self.body.leading, self.paragraph_space * 0.375),
        }
    }

    /// Space over a chapter that begins on the page of the last.
    #[must_use]
    pub fn chapter_space(&self) -> Pt {
        self.body.leading * 1.6
    }

    /// Space after the last block of a chapter or of the glossary.
    #[must_use]
    pub fn end_space(&self) -> Pt {
        self.paragraph_space * 2.0
    }

    /// Space after what stands out of the text: a figure, a panel, a table, a QR code.
    #[must_use]
    pub fn display_space(&self) -> Pt {
        self.paragraph_space * 1.25
    }

    /// Space after the meaning of a term.
    #[must_use]
    pub fn definition_space(&self) -> Pt {
        self.paragraph_space * 0.75
    }

    /// Space between entries of the contents.
    #[must_use]
    pub fn contents_space(&self) -> Pt {
        self.paragraph_space * 0.625
    }

    /// Space after lines to write on.
    #[must_use]
    pub fn ruled_space(&self) -> Pt {
        self.paragraph_space * 1.5
    }

    /// Space between panels of contact points.
    #[must_use]
    pub fn point_space(&self) -> Pt {
        self.item_space * 1.25
    }

    /// Space between parts of one thought: a quote and who said it, a callout's title and its text.
    #[must_use]
    pub fn inner_space(&self) -> Pt {
        self.item_space / 2.0
    }

    /// Space between a table's caption and its head.
    #[must_use]
    pub fn caption_space(&self) -> Pt {
        self.item_space * 0.75
    }

    /// Room at both sides of the words of a cell.
    #[must_use]
    pub fn cell_padding(&self) -> Pt {
        self.body.size * 0.4
    }

    /// Distance of a panel's words from its edge or border; less on a page that has little room
    /// beside its letters.
    #[must_use]
    pub fn panel_padding(&self) -> Pt {
        let most = self.measure().min(self.height()) / 10.0;
        (self.body.size * 0.8).min(most)
    }

    /// Thickness of a thick line of a panel's border.
    #[must_use]
    pub fn border_line(&self) -> Pt {
        self.panel_padding() / 4.0
    }

    /// Thickness of a panel's whole border.
    #[must_use]
    pub fn panel_border(&self, urgency: Option<Urgency>) -> Pt {
        match urgency {
            None => Pt::ZERO,
            Some(Urgency::Emergency) => self.border_line() * 1.5,
            // Two lines, and as much between them.
            Some(Urgency::Urgent) => self.border_line() * 3.0,
            Some(Urgency::Routine) => THIN_RULE,
        }
    }

    /// How far a panel that goes on on another page reaches into the margin.
    #[must_use]
    pub fn panel_reach(&self) -> Pt {
        self.body.size * 0.4
    }

    /// Height of the logo on the cover, or the most that it may have there.
    #[must_use]
    pub fn logo_height(&self) -> Pt {
        self.body.leading * 2.5
    }

    /// Least space between the contact section and the imprint.
    #[must_use]
    pub fn imprint_gap(&self) -> Pt {
        self.body.leading * 0.75
    }

    /// Numbers that people dial: larger than the text and not in bold, in which digits look more
    /// alike (`typeset::digits` has the figures). They stand on the text's own lines.
    #[must_use]
    pub fn number(&self) -> TextStyle {
        let body = self.body;
        let size = (body.size * (9.0 / 7.0)).min(body.leading * 0.9).max(body.size);
        TextStyle { size, ..body }
    }

    /// What stands under a picture and who said a quote: smaller than the text, so that it is not taken
    /// for it.
    #[must_use]
    pub fn caption(&self) -> TextStyle {
        TextStyle { size: self.imprint.size, leading: self.imprint.leading, ..self.body }
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
