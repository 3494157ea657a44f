//! krilla's finished file, taken apart and written again: what it has no words for, in fewer bytes.
//!
//! Nothing here knows krilla but by the way in which it writes files. What is not written that way
//! is left as it is or refused, never guessed at.

mod compact;
mod file;
pub mod shrink;
mod ua2;
mod viewer;

use super::element::Element;
use crate::editions::{Duplex, Generation};
use crate::layout::Layout;
use file::File;

/// What a file is to be besides what was drawn.
pub(super) struct Wishes<'a> {
    /// How a printer turns its sheets, where one is meant to print it.
    pub(super) duplex: Option<Duplex>,
    /// What it conforms to.
    pub(super) generation: Option<Generation>,
    /// The layout that was drawn.
    pub(super) layout: &'a Layout,
    /// Its elements, from the roots on.
    pub(super) elements: &'a [Element],
}

/// A file written again.
pub(super) struct Rewritten {
    pub(super) bytes: Vec<u8>,
    /// Content streams that are not as krilla writes them and stayed as they were.
    pub(super) left_alone: usize,
}

/// Writes a file again as it is wished.
///
/// # Errors
///
/// What of the file is not as krilla writes it, or which clause of a standard it breaks: always a
/// fault of the program's.
pub(super) fn rewrite(bytes: &[u8], wishes: &Wishes<'_>) -> Result<Rewritten, String> {
    let strange = || "the file that was written could not be taken apart again".to_owned();
    let mut file = File::read(bytes).ok_or_else(strange)?;
    let left_alone = file.compact_content().ok_or_else(strange)?;
    shrink::shrink_pictures(&mut file);
    file.change_catalog(viewer::show_title).ok_or_else(strange)?;
    viewer::be_no_proof(&mut file).ok_or_else(strange)?;
    if let Some(duplex) = wishes.duplex {
        file.change_catalog(|catalog| viewer::ask_for(catalog, duplex)).ok_or_else(strange)?;
    }
    if wishes.generation == Some(Generation::Ua2) {
        ua2::raise(&mut file, wishes.layout, wishes.elements)?;
    }
    Ok(Rewritten { bytes: file.write(), left_alone })
}
