//! The structure as krilla's tag tree.
//!
//! krilla panics on an identifier that is used twice or never and aborts on nested marked content.
//! Both cannot arise here: [`Marks`] alone hands identifiers on, each goes to the one leaf or link
//! it was made for, and [`tree`] visits every node once.

use std::collections::HashMap;
use std::num::{NonZeroU16, NonZeroU64};

use krilla::geom::Rect as KRect;
use krilla::surface::Location;
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node as KNode, Placement, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};

use super::super::element::Element;
use crate::geometry::Rect;
use crate::layout::{Child, LeafId, NodeId, Numbering, Role, Scope, Structure};

/// Identifiers of what was drawn, by leaf and by link.
pub(super) struct Marks {
    leaves: Vec<Vec<Identifier>>,
    links: HashMap<NodeId, Vec<Identifier>>,
    boxes: HashMap<NodeId, (usize, Rect)>,
}

impl Marks {
    pub(super) fn new(structure: &Structure) -> Self {
        Self {
            leaves: vec![Vec::new(); structure.leaf_count()],
            links: HashMap::new(),
            boxes: HashMap::new(),
        }
    }

    /// Marked content that belongs to a leaf.
    pub(super) fn add_leaf(&mut self, leaf: LeafId, identifier: Identifier) {
        self.leaves[leaf.0 as usize].push(identifier);
    }

    /// An annotation that belongs to a link.
    pub(super) fn add_link(&mut self, link: NodeId, identifier: Identifier) {
        self.links.entry(link).or_default().push(identifier);
    }

    /// Where a figure was drawn.
    pub(super) fn add_box(&mut self, figure: NodeId, page: usize, rect: Rect) {
        let known = self.boxes.entry(figure).or_insert((page, rect));
        if known.0 == page {
            known.1 = known.1.union(rect);
        }
    }
}

/// A place in the source as krilla carries it, so that its complaints can be traced.
pub(super) fn location(node: NodeId) -> Option<Location> {
    NonZeroU64::new(u64::from(node.0) + 1)
}

/// The whole tree.
pub(super) fn tree(structure: &Structure, mut marks: Marks) -> (TagTree, Vec<Element>) {
    let mut tree = TagTree::new().with_lang(Some(structure.language.tag().to_owned()));
    let mut elements = Vec::new();
    for root in &structure.roots {
        if let Some((group, element)) = group(structure, &mut marks, *root) {
            tree.push(group);
            elements.push(element);
        }
    }
    (tree, elements)
}

fn group(structure: &Structure, marks: &mut Marks, id: NodeId) -> Option<(TagGroup, Element)> {
    let node = structure.node(id);
    let mut children: Vec<KNode> = Vec::new();
    let mut elements = Vec::new();
    for child in &node.children {
        match child {
            Child::Node(inner) => {
                let Some((group, element)) = group(structure, marks, *inner) else { continue };
                children.push(KNode::from(group));
                elements.push(element);
            }
            Child::Leaf(leaf) => {
                let drawn = std::mem::take(&mut marks.leaves[leaf.0 as usize]);
                children.extend(drawn.into_iter().map(KNode::from));
            }
        }
    }
    children.extend(marks.links.remove(&id).into_iter().flatten().map(KNode::from));
    // A row keeps its empty cells, or its columns would no longer meet their heads.
    let kept = matches!(node.role, Role::Cell | Role::HeaderCell(_));
    if children.is_empty() && !kept {
        return None;
    }
    let mut kind = kind(structure, marks, id);
    kind.set_location(location(id));
    if node.says_language {
        kind.as_any_mut().set_lang(Some(node.language.tag().to_owned()));
    }
    if let Some(spoken) = &node.actual_text {
        kind.as_any_mut().set_actual_text(Some(spoken.to_string()));
    }
    Some((TagGroup::with_children(kind, children), Element { node: id, children: elements }))
}

fn kind(structure: &Structure, marks: &Marks, id: NodeId) -> TagKind {
    let node = structure.node(id);
    match node.role {
        Role::Section => Tag::Section.into(),
        Role::Title => Tag::Title.into(),
        Role::Heading(level) => {
            let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(node.words.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Contents => Tag::TOC.into(),
        Role::ContentsItem => Tag::TOCI.into(),
        Role::Reference => Tag::Reference.into(),
        Role::Link => Tag::Link.into(),
        Role::List(numbering) => Tag::L(list_numbering(numbering)).into(),
        Role::ListItem => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::ListBody => Tag::LBody.into(),
        Role::Quote => Tag::BlockQuote.into(),
        // PDF 1.7 has no Aside.
        Role::Aside | Role::Division => Tag::Div.into(),
        Role::Strong => Tag::Strong.into(),
        Role::Emphasis => Tag::Em.into(),
        Role::Span => Tag::Span.into(),
        Role::Caption => Tag::Caption.into(),
        Role::Table => Tag::Table.into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::TableRow => Tag::TR.into(),
        Role::HeaderCell(Scope::Column) => Tag::TH(TableHeaderScope::Column).into(),
        Role::HeaderCell(Scope::Row) => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure => figure(marks, id, node.alt.as_deref()),
    }
}

fn figure(marks: &Marks, id: NodeId, alt: Option<&str>) -> TagKind {
    let place = marks.boxes.get(&id).and_then(|(page, rect)| {
        let rect = KRect::from_xywh(rect.x.0, rect.y.0, rect.width.0, rect.height.0)?;
        Some(BBox::new(*page, rect))
    });
    Tag::Figure(alt.map(str::to_owned))
        .with_bbox(place)
        .with_placement(Some(Placement::Block))
        .into()
}

fn list_numbering(numbering: Numbering) -> ListNumbering {
    match numbering {
        Numbering::Disc => ListNumbering::Disc,
        Numbering::Decimal => ListNumbering::Decimal,
        // Boxes are drawn as squares; PDF 1.7 has no name for terms as labels.
        Numbering::Unordered => ListNumbering::Square,
        Numbering::Term => ListNumbering::None,
    }
}
