//! A publication to bytes: drawn with krilla, then written again with what that has no words for.
//!
//! `draw` is all that knows krilla; `rewrite` takes its finished bytes apart, and knows it only by
//! the way in which it writes.

mod draw;
mod element;
mod rewrite;

pub use draw::{picture, trial};
pub use rewrite::shrink;

use crate::editions::Publication;
use crate::source::Span;
use crate::typeset::Fonts;
use rewrite::Wishes;

/// Why a PDF could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// A font that the author brought along is damaged.
    DamagedFont {
        /// Its family.
        family: String,
    },
    /// A fault of the program's.
    Internal {
        /// What the writer said.
        message: String,
        /// The place in the source that it was about, where known.
        span: Option<Span>,
    },
}

/// A PDF that was written.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// Content streams that are not as krilla writes them, so that nothing was saved in them: 0, as
    /// long as `rewrite` knows how krilla writes.
    pub left_alone: usize,
}

/// Writes a publication.
///
/// # Errors
///
/// Where krilla's own validation or that of PDF/UA-2 finds something that this program should have
/// made impossible, and where a font cannot be embedded.
pub fn write(publication: &Publication<'_>, fonts: &Fonts) -> Result<Written, WriteError> {
    let (bytes, elements) = draw::draw(publication, fonts)?;
    let wishes = Wishes {
        duplex: publication.duplex,
        generation: publication.generation,
        layout: publication.layout,
        elements: &elements,
    };
    let rewritten = rewrite::rewrite(&bytes, &wishes)
        .map_err(|message| WriteError::Internal { message, span: None })?;
    Ok(Written { bytes: rewritten.bytes, left_alone: rewritten.left_alone })
}
