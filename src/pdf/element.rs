//! What the drawing tells the rewriting of the structure.

use crate::layout::NodeId;

/// A node that became an element of the file: one without content is left out.
pub(super) struct Element {
    /// The node.
    pub(super) node: NodeId,
    /// Elements within it, in order.
    pub(super) children: Vec<Self>,
}
