//! Instances of faces: the rule that a glyph stands for one text.
//!
//! A PDF font maps each glyph to one string of Unicode. Where the same glyph stands for another
//! text as well (a hyphen that is a hyphen here and a soft hyphen there), krilla wraps it in an
//! `ActualText` of its own, after which some readers lose the rest of the line. Here such a glyph
//! comes from another *instance* of the face instead: the same data with bytes appended, which
//! makes it a font of its own in the file.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _};
use krilla::text::Font;

use crate::editions::Publication;
use crate::layout::Ink;
use crate::typeset::{FontId, Fonts};

/// A face's instance: the face, and how many bytes were appended.
pub(super) type InstanceKey = (u16, u8);

/// The instance whose clusters krilla names.
pub(super) const NAMED: u8 = u8::MAX - 1;

/// The instance of blanks in right-to-left text.
pub(super) const SPACERS: u8 = u8::MAX - 2;

/// The instances of the faces of one document.
pub(super) struct Instances<'a> {
    fonts: &'a Fonts,
    loaded: HashMap<InstanceKey, Font>,
    /// For each face and glyph the texts it stands for; the index is the instance.
    texts: HashMap<(u16, u16), Vec<Option<String>>>,
}

impl<'a> Instances<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, loaded: HashMap::new(), texts: HashMap::new() }
    }

    /// The family that a face of the document is of, unless it is compiled in.
    pub(super) fn family(&self, font: &Font) -> Option<String> {
        let (key, _) = self.loaded.iter().find(|(_, loaded)| *loaded == font)?;
        let font = FontId(key.0);
        (!self.fonts.is_built_in(font)).then(|| self.fonts.family(font).to_owned())
    }

    /// The instance in which a glyph stands for a text.
    pub(super) fn of(&mut self, font: u16, glyph: u16, text: &str) -> u8 {
        let texts = self.texts.entry((font, glyph)).or_default();
        if text == "\u{A0}" && texts.is_empty() {
            // A blank is a space in the first instance, whichever is drawn first.
            texts.push(Some(" ".to_owned()));
        }
        let known = texts.iter().position(|known| known.as_deref() == Some(text));
        let index = known.or_else(|| texts.iter().position(Option::is_none));
        let index = index.unwrap_or(texts.len());
        texts.resize(texts.len().max(index + 1), None);
        texts[index].get_or_insert_with(|| text.to_owned());
        u8::try_from(index).unwrap_or(u8::MAX)
    }

    /// The instance of a blank that is said as U+00A0 for a glyph beside it, where that stands for
    /// nothing else there: pdfium passes over a string of nothing but a blank.
    pub(super) fn beside(&mut self, font: u16, glyph: u16, text: &str, blank: u8) -> u8 {
        let texts = self.texts.entry((font, glyph)).or_default();
        let index = usize::from(blank);
        texts.resize(texts.len().max(index + 1), None);
        if texts[index].get_or_insert_with(|| text.to_owned()) == text {
            return blank;
        }
        self.of(font, glyph, text)
    }

    /// The font that an instance is in the file.
    pub(super) fn font(&mut self, key: InstanceKey) -> Font {
        let fonts = self.fonts;
        self.loaded
            .entry(key)
            .or_insert_with(|| {
                let (data, index) = fonts.data(FontId(key.0));
                let data: krilla::Data = if key.1 == 0 {
                    data.into()
                } else {
                    let mut copy = data.as_ref().as_ref().to_vec();
                    copy.extend(std::iter::repeat_n(0, usize::from(key.1)));
                    copy.into()
                };
                Font::new(data, index).expect("`unusable_family` has tried this face")
            })
            .clone()
    }
}

/// The family of a face that is shown but cannot be put into a PDF.
pub(super) fn unusable_family(publication: &Publication<'_>, fonts: &Fonts) -> Option<String> {
    let pages = publication.layout.pages.iter().chain(&publication.fillers);
    let shown = pages.flat_map(|page| &page.items).filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) if !fonts.is_built_in(run.font) => Some(run.font.0),
        _ => None,
    });
    let shown: BTreeSet<u16> = shown.collect();
    let unusable = shown.into_iter().map(FontId).find(|font| {
        let (data, index) = fonts.data(*font);
        Font::new(data.into(), index).is_none()
    });
    unusable.map(|font| fonts.family(font).to_owned())
}
