//! What a booklet calls its parts, learnt before any text is read, so that every text can link
//! to every part.

use std::collections::HashMap;

use crate::codes;
use crate::content::Place;
use crate::content::material::Material;
use crate::content::places::{Names, RESERVED};
use crate::content::reader::Reader;
use crate::content::slug::{is_id, slug};
use crate::content::tree::{Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// From so many chapters on there is a table of contents by default (`docs/format.md`, section 2).
const CHAPTERS_FOR_CONTENTS: usize = 3;

/// Whether the booklet has a table of contents.
pub(super) fn has_contents(root: &Table, chapters: usize) -> bool {
    match root.get("contents").map(|node| &node.value) {
        Some(Value::Boolean(value)) => *value,
        _ => chapters >= CHAPTERS_FOR_CONTENTS,
    }
}

impl Reader<'_> {
    /// Learns the ids of chapters and blocks and reports those that are no ids or not unique.
    pub(super) fn survey(&mut self, material: &Material) -> Vec<String> {
        let mut surveyor = Surveyor { reader: self, places: HashMap::new() };
        let mut ids = Vec::new();
        for (index, chapter) in material.chapters.iter().enumerate() {
            let table = chapter.document.as_ref().map(|document| &document.table);
            let own = table.and_then(|table| table.get("id")).filter(|node| !node.is_blank());
            let id = match own {
                Some(node) => surveyor.own_id(node),
                None if table.is_some() => Some((chapter.default_id.clone(), chapter.node.span)),
                None => None,
            };
            let title = table.and_then(|table| table.get("title")).and_then(Node::text);
            if let (Some(title), Some((id, _))) = (title, &id) {
                surveyor.reader.names.titled.insert(slug(title), id.clone());
            }
            if let (Some(path), Some((id, _))) = (chapter.node.text(), &id) {
                surveyor.reader.names.filed.push((path.trim().to_owned(), id.clone()));
            }
            ids.push(id.as_ref().map_or_else(String::new, |(id, _)| id.clone()));
            if let Some((id, span)) = id {
                surveyor.take(id, span, Place::Chapter(index), own.is_some());
            }
            let blocks = table.and_then(|table| table.get("block")).and_then(Node::array);
            for (number, block) in blocks.unwrap_or(&[]).iter().enumerate() {
                let own = block.table().and_then(|table| table.get("id"));
                if let Some(node) = own
                    && let Some((id, span)) = surveyor.own_id(node)
                {
                    surveyor.take(id, span, Place::Block(index, number), true);
                } else if own.is_none() {
                    surveyor.heading(block);
                }
            }
        }
        let places = surveyor.places;
        self.names.places.extend(places.into_iter().map(|(id, (_, place, _))| (id, place)));
        self.reserved(material);
        ids
    }

    /// Adds the ids that the program gives itself, as far as the booklet has what they name.
    fn reserved(&mut self, material: &Material) {
        let root = &material.root;
        for (id, place) in RESERVED {
            let absent = match place {
                Place::Contents if !has_contents(root, material.chapters.len()) => {
                    Some("this booklet has no table of contents: `contents = true` gives it one")
                }
                Place::Glossary if self.names.terms.is_empty() => {
                    Some("this booklet has no glossary: [[glossary]] begins one")
                }
                _ => None,
            };
            match absent {
                Some(why) if !self.names.incomplete => {
                    self.names.absent.insert(id, why);
                }
                _ => {
                    self.names.places.insert(id.to_owned(), place);
                }
            }
        }
    }
}

struct Surveyor<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// Where each id stands, what it names, and whether its author wrote it.
    places: HashMap<String, (Span, Place, bool)>,
}

impl Surveyor<'_, '_> {
    /// An id that the author gave, where it may be one.
    fn own_id(&mut self, node: &Node) -> Option<(String, Span)> {
        let id = self.reader.string(node, "`id`")?.to_owned();
        if is_id(&id) {
            return Some((id, node.span));
        }
        let message = format!("\"{id}\" is no id: small letters a to z, digits and - make one");
        let diagnostic = Diagnostic::error(codes::WRONG_TYPE, node.span, message);
        let meant = slug(&id);
        self.reader.report(if is_id(&meant) {
            let quoted = format!("\"{meant}\"");
            diagnostic.fix(format!("write id = {quoted}"), node.span, quoted)
        } else {
            diagnostic.help("write an id such as \"getting-help\"")
        });
        None
    }

    /// Learns the words of a heading that has no id, under which it may be looked for.
    fn heading(&mut self, block: &Node) {
        for key in ["heading", "subheading"] {
            let node = block.table().and_then(|table| table.get(key));
            if let Some((words, span)) = node.and_then(|node| Some((node.text()?, node.span))) {
                self.reader.names.headings.entry(slug(words)).or_insert(span);
            }
        }
    }

    fn take(&mut self, id: String, span: Span, place: Place, own: bool) {
        if RESERVED.iter().any(|(reserved, _)| *reserved == id) {
            let message = format!("the id `{id}` is taken by the program");
            self.reader.report(
                Diagnostic::error(codes::DUPLICATE_ID, span, message)
                    .note(format!("[words](#{id}) leads to that part of every booklet"))
                    .help("choose another id"),
            );
            return;
        }
        match self.places.get(&id) {
            Some((first, _, first_own)) => {
                // What is written is easier to change than the name of a file.
                let (at, other) = if *first_own && !own { (*first, span) } else { (span, *first) };
                let diagnostic = Diagnostic::error(
                    codes::DUPLICATE_ID,
                    at,
                    format!("the id `{id}` is used twice"),
                )
                .note("a link to it could not tell which of the two is meant");
                self.reader.report(match (*first_own, own) {
                    (true, true) => diagnostic
                        .label(other, "here it is used already")
                        .help("choose another id for one of them"),
                    (false, false) => diagnostic.label(other, "here it is used already").help(
                        "this chapter has it from its file's name: write `id = \"…\"` at the \
                             top of the file",
                    ),
                    _ => diagnostic
                        .label(other, "this chapter has it from its file's name")
                        .help("choose another id here"),
                });
            }
            None => {
                self.places.insert(id, (span, place, own));
            }
        }
    }
}

/// A look at [`Names`] that texts need before they are read.
impl Names {
    /// The index of a contact point.
    pub(super) fn point(&self, name: &str) -> Option<usize> {
        let name = super::places::plain_name(name);
        self.point_index.get(&name).copied()
    }
}
