//! What is known while a Word file is read.

use std::collections::{HashMap, HashSet};

use super::numbering::Numbering;
use super::package::Relations;
use super::styles::Styles;
use crate::import::Changes;
use crate::import::draft::{At, Draft, Placed, Run};
use crate::import::xml::{Node, child};

/// A note at the foot or the end, with what its part calls other parts.
pub(super) struct Notes<'a, 'i> {
    pub notes: HashMap<String, Node<'a, 'i>>,
    pub relations: Relations,
}

pub(super) struct Reader<'a, 'i> {
    pub draft: Draft,
    pub styles: Styles,
    pub numbering: Numbering,
    pub relations: Relations,
    pub footnotes: Option<Notes<'a, 'i>>,
    pub endnotes: Option<Notes<'a, 'i>>,
    pub changes: Option<Changes>,
    /// The number of each paragraph in the file.
    pub numbers: HashMap<roxmltree::NodeId, usize>,
    /// The files of pictures, by their path in the archive.
    pub media: HashMap<String, Vec<u8>>,
    pub fields: Vec<Field>,
    /// Words of a paragraph whose end was taken out.
    pub carried: Vec<Run>,
    pub place: String,
    pub in_note: bool,
    /// The list of the item before.
    pub last_list: Option<String>,
    pub page_breaks: usize,
    /// Where comments are called.
    pub comments: HashMap<String, (At, String)>,
    /// The notes that were called.
    pub called: HashSet<roxmltree::NodeId>,
    /// The list and level of which was told that it is counted otherwise.
    pub told: Option<(String, usize)>,
}

/// A field that was begun.
#[derive(Debug, Default)]
pub(super) struct Field {
    pub code: String,
    pub shown: bool,
}

/// What a paragraph holds.
#[derive(Default)]
pub(super) struct Inline {
    pub runs: Vec<Run>,
    /// What stands in its frames and pictures, which follows it.
    pub behind: Vec<Placed>,
}

/// What of several forms of one thing is read.
pub(super) fn chosen<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}
