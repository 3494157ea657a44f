//! The logical structure: a tree of nodes whose leaves are drawn on pages.
//!
//! The tree is made before any page exists and is never rearranged afterwards, so that its order
//! is the order of the source. Pagination only decides where a leaf's glyphs go.

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::Place;
use crate::language::Language;
use crate::source::Span;

/// Which node of a [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// Which leaf of a [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LeafId(pub u32);

/// How a list's labels count (ISO 32000-1, table 347, `ListNumbering`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Solid discs.
    Disc,
    /// 1, 2, 3.
    Decimal,
    /// Boxes to tick: labels that are neither numbers nor one of the named signs.
    Unordered,
    /// The label is a term.
    Term,
}

/// What a header cell is the head of (ISO 32000-1, table 349, `Scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The cells under it.
    Column,
    /// The cells beside it.
    Row,
}

/// What a node is (ISO 32000-1, 14.8.4, with the PDF 2.0 roles that are mapped to those).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A chapter or another large part.
    Section,
    /// The booklet's title.
    Title,
    /// A heading of level 1 to 4.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A table of contents.
    Contents,
    /// One entry of it.
    ContentsItem,
    /// What an entry refers to.
    Reference,
    /// A link.
    Link,
    /// A list.
    List(Numbering),
    /// One item.
    ListItem,
    /// What marks an item.
    Label,
    /// What an item says.
    ListBody,
    /// Somebody's words.
    Quote,
    /// A panel beside the run of the text.
    Aside,
    /// A panel that is part of it.
    Division,
    /// Words of weight.
    Strong,
    /// Stressed words.
    Emphasis,
    /// Words in another language.
    Span,
    /// Words under a picture or over a table.
    Caption,
    /// A table.
    Table,
    /// Its head.
    TableHead,
    /// Its rows.
    TableBody,
    /// A row.
    TableRow,
    /// A head of a column or row.
    HeaderCell(Scope),
    /// A cell.
    Cell,
    /// A picture.
    Figure,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address with its scheme.
    Address(String),
    /// A place in the booklet.
    Anchor(Anchor),
}

/// A place that something in the booklet points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Anchor {
    /// A place that authors can link to.
    Place(Place),
    /// A term of the glossary.
    Term(usize),
    /// A node that the outline names.
    Node(NodeId),
}

/// A child of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Child {
    /// A node.
    Node(NodeId),
    /// Something drawn.
    Leaf(LeafId),
}

/// An element of the structure.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its language, own or inherited.
    pub language: Language,
    /// Whether that differs from its parent's, and has to be said.
    pub says_language: bool,
    /// What it shows, for those who do not see it.
    pub alt: Option<Arc<str>>,
    /// What is spoken in the place of what is drawn.
    pub actual_text: Option<Arc<str>>,
    /// Where it leads, for [`Role::Link`].
    pub target: Option<LinkTarget>,
    /// Its words: a heading's for the outline, a link's for its description.
    pub words: String,
    /// In the order of reading.
    pub children: Vec<Child>,
    /// The node that holds it.
    pub parent: Option<NodeId>,
    /// Where it stands in the source.
    pub span: Span,
}

/// The logical structure of a booklet.
#[derive(Clone, Debug)]
pub struct Structure {
    /// The booklet's language.
    pub language: Language,
    /// The top level, in the order of reading.
    pub roots: Vec<NodeId>,
    /// The node that stands at each place that something points to.
    pub places: HashMap<Anchor, NodeId>,
    nodes: Vec<Node>,
    leaves: Vec<NodeId>,
}

impl Structure {
    /// An empty structure.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            roots: Vec::new(),
            places: HashMap::new(),
            nodes: Vec::new(),
            leaves: Vec::new(),
        }
    }

    /// Adds a node at the end of `parent`, or of the top level.
    pub fn add(
        &mut self,
        parent: Option<NodeId>,
        role: Role,
        language: &Language,
        span: Span,
    ) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).expect("fewer than 4 billion nodes"));
        let inherited = parent.map_or(&self.language, |parent| &self.node(parent).language);
        let says_language = inherited != language;
        self.nodes.push(Node {
            role,
            language: language.clone(),
            says_language,
            alt: None,
            actual_text: None,
            target: None,
            words: String::new(),
            children: Vec::new(),
            parent,
            span,
        });
        match parent {
            Some(parent) => self.node_mut(parent).children.push(Child::Node(id)),
            None => self.roots.push(id),
        }
        id
    }

    /// Adds a leaf at the end of `parent`.
    pub fn add_leaf(&mut self, parent: NodeId) -> LeafId {
        let id = LeafId(u32::try_from(self.leaves.len()).expect("fewer than 4 billion leaves"));
        self.leaves.push(parent);
        self.node_mut(parent).children.push(Child::Leaf(id));
        id
    }

    /// The leaf at the end of `parent`, new where its last child is none.
    pub fn last_leaf(&mut self, parent: NodeId) -> LeafId {
        match self.node(parent).children.last() {
            Some(Child::Leaf(leaf)) => *leaf,
            _ => self.add_leaf(parent),
        }
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// A node, to be changed.
    pub fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    /// The node that holds a leaf.
    #[must_use]
    pub fn leaf_parent(&self, leaf: LeafId) -> NodeId {
        self.leaves[leaf.0 as usize]
    }

    /// Says that what is composed next under `parent` stands at a place: the node of this number,
    /// or `parent` should nothing come of it.
    pub fn settle(&mut self, anchor: Anchor, first: usize, parent: NodeId) {
        let composed = first < self.nodes.len();
        let first = NodeId(u32::try_from(first).expect("fewer than 4 billion nodes"));
        self.places.insert(anchor, if composed { first } else { parent });
    }

    /// How many leaves there are.
    #[must_use]
    pub fn leaf_count(&self) -> usize {
        self.leaves.len()
    }

    /// How many nodes there are.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The link that a leaf belongs to, if any.
    #[must_use]
    pub fn link_of(&self, leaf: LeafId) -> Option<NodeId> {
        let mut at = Some(self.leaf_parent(leaf));
        while let Some(id) = at {
            let node = self.node(id);
            if node.role == Role::Link {
                return Some(id);
            }
            at = node.parent;
        }
        None
    }
}
