//! A web page as browsers read it, in one list of nodes.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    parent: Option<usize>,
    children: Vec<usize>,
    name: Option<QualName>,
    attributes: Vec<(String, String)>,
    text: Option<String>,
    line: u64,
}

impl Page {
    pub(super) fn parse(html: &str) -> Self {
        let sink = Sink::default();
        sink.0.borrow_mut().page.nodes.push(Node::default());
        parse_document(sink, ParseOpts::default()).one(StrTendril::from_slice(html))
    }

    pub(super) fn children(&self, node: usize) -> &[usize] {
        &self.nodes[node].children
    }

    /// The name of an element, else nothing.
    pub(super) fn name(&self, node: usize) -> &str {
        self.nodes[node].name.as_ref().map_or("", |name| &name.local)
    }

    pub(super) fn text(&self, node: usize) -> Option<&str> {
        self.nodes[node].text.as_deref()
    }

    pub(super) fn attribute(&self, node: usize, key: &str) -> Option<&str> {
        let found = self.nodes[node].attributes.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn parent(&self, node: usize) -> Option<usize> {
        self.nodes[node].parent
    }

    pub(super) fn line(&self, node: usize) -> u64 {
        self.nodes[node].line.max(1)
    }

    /// Every node within, in the order of the page, without recursion.
    pub(super) fn descendants(&self, node: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            found.push(node);
            stack.extend(self.nodes[node].children.iter().rev());
        }
        found
    }
}

#[derive(Debug, Default)]
struct Sink(RefCell<Making>);

#[derive(Debug, Default)]
struct Making {
    page: Page,
    line: u64,
}

impl Making {
    fn add(&mut self, node: Node) -> usize {
        self.page.nodes.push(Node { line: self.line, ..node });
        self.page.nodes.len() - 1
    }

    fn detach(&mut self, node: usize) {
        if let Some(parent) = self.page.nodes[node].parent.take() {
            self.page.nodes[parent].children.retain(|it| *it != node);
        }
    }

    /// Puts a child at a place among the children of a node.
    fn put(&mut self, parent: usize, at: usize, child: NodeOrText<usize>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                let children = &mut self.page.nodes[parent].children;
                let at = at.min(children.len());
                children.insert(at, node);
                self.page.nodes[node].parent = Some(parent);
            }
            NodeOrText::AppendText(text) => {
                let before =
                    at.checked_sub(1).and_then(|at| self.page.nodes[parent].children.get(at));
                if let Some(words) =
                    before.copied().and_then(|it| self.page.nodes[it].text.as_mut())
                {
                    words.push_str(&text);
                    return;
                }
                let text = Some(text.to_string());
                let node = self.add(Node { text, parent: Some(parent), ..Node::default() });
                self.page.nodes[parent].children.insert(at, node);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Page;
    type ElemName<'a> = ExpandedNameOwned;

    fn finish(self) -> Page {
        self.0.into_inner().page
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> ExpandedNameOwned {
        let name = self.0.borrow().page.nodes[*target].name.clone();
        ExpandedNameOwned(name.expect("names are asked of elements alone"))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let attributes = attributes
            .into_iter()
            .map(|it| (it.name.local.to_string(), it.value.to_string()))
            .collect();
        self.0.borrow_mut().add(Node { name: Some(name), attributes, ..Node::default() })
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.0.borrow_mut().add(Node::default())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.0.borrow_mut().add(Node::default())
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let mut making = self.0.borrow_mut();
        let end = making.page.nodes[*parent].children.len();
        making.put(*parent, end, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        before: &usize,
        child: NodeOrText<usize>,
    ) {
        let has_parent = self.0.borrow().page.nodes[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let mut making = self.0.borrow_mut();
        let Some(parent) = making.page.nodes[*sibling].parent else { return };
        if let NodeOrText::AppendNode(node) = &child {
            making.detach(*node);
        }
        let children = &making.page.nodes[parent].children;
        let at = children.iter().position(|it| it == sibling).unwrap_or(children.len());
        making.put(parent, at, child);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let mut making = self.0.borrow_mut();
        let own = &mut making.page.nodes[*target].attributes;
        for attribute in attributes {
            let name = attribute.name.local.to_string();
            if !own.iter().any(|(it, _)| *it == name) {
                own.push((name, attribute.value.to_string()));
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        let mut making = self.0.borrow_mut();
        let children = std::mem::take(&mut making.page.nodes[*node].children);
        for child in children {
            making.page.nodes[child].parent = Some(*parent);
            making.page.nodes[*parent].children.push(child);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.0.borrow_mut().line = line;
    }
}

/// The name of an element, for as long as the parser looks at it.
#[derive(Debug)]
pub(super) struct ExpandedNameOwned(QualName);

impl html5ever::interface::ElemName for ExpandedNameOwned {
    fn ns(&self) -> &html5ever::Namespace {
        self.0.expanded().ns
    }

    fn local_name(&self) -> &html5ever::LocalName {
        self.0.expanded().local
    }
}
