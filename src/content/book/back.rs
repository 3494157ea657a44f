//! What stands behind the chapters: the contact section and the small print.

use super::block::Qr;
use crate::content::prose::{Paragraph, Text, Words};
use crate::source::Span;

/// The contact section.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its heading.
    pub heading: Paragraph,
    /// Words under it.
    pub text: Text,
    /// A QR code.
    pub qr: Option<Qr>,
    /// Ways to get in touch.
    pub points: Vec<ContactPoint>,
    /// The `[contact]` table.
    pub span: Span,
}

/// A way to get in touch.
#[derive(Clone, Debug)]
pub struct ContactPoint {
    /// Its name, unique.
    pub name: Words,
    /// Telephone numbers.
    pub phone: Vec<Reach>,
    /// Numbers for text messages.
    pub sms: Vec<Reach>,
    /// Textphone numbers.
    pub textphone: Vec<Reach>,
    /// Email addresses.
    pub email: Vec<Reach>,
    /// Web addresses.
    pub web: Vec<Reach>,
    /// Postal addresses, line by line.
    pub address: Vec<Vec<Words>>,
    /// Opening hours.
    pub hours: Option<Words>,
    /// A remark.
    pub note: Option<Paragraph>,
    /// Whether the booklet's own file defines it (and not the house's).
    pub own: bool,
    /// The table.
    pub span: Span,
}

/// A number or address that can be called, written to or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// As shown.
    pub shown: Words,
    /// As linked: `tel:08080087054`, `mailto:…`, `https://…`.
    pub link: String,
}

/// The small print, in the order in which it is printed.
#[derive(Clone, Debug, Default)]
pub struct Imprint {
    /// What the booklet cannot do.
    pub disclaimer: Text,
    /// How to comment on it.
    pub feedback: Text,
    /// Other formats it comes in.
    pub formats: Text,
    /// What it is based on.
    pub references: Text,
    /// Whether each of their paragraphs is an entry of a numbered list.
    pub numbered_references: bool,
    /// The charity's registration.
    pub charity: Text,
    /// Copyright.
    pub copyright: Text,
}

impl Imprint {
    /// The paragraphs in the order in which they are printed.
    pub fn texts(&self) -> impl Iterator<Item = &Paragraph> {
        self.all().flatten()
    }

    /// Whether a text is that of the references.
    #[must_use]
    pub fn is_references(&self, text: &Text) -> bool {
        std::ptr::eq(text, &raw const self.references)
    }

    /// The texts, of which some may be empty, in the order in which they are printed.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        [
            &self.disclaimer,
            &self.feedback,
            &self.formats,
            &self.references,
            &self.charity,
            &self.copyright,
        ]
        .into_iter()
    }
}
