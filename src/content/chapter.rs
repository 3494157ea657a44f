//! A chapter's file to a [`Chapter`].

use crate::content::blocks::KINDS;
use crate::content::reader::{Reader, Shape};
use crate::content::tree::Table;
use crate::content::{Chapter, Paragraph};
use crate::language::Language;
use crate::source::Span;

const IN_BLOCK: &str = "write [[block]] on a line of its own before it";

const CHAPTER: Shape = Shape {
    what: "the chapter",
    keys: &["title", "id", "language", "allow", "block"],
    elsewhere: &[
        ("text", IN_BLOCK),
        ("heading", IN_BLOCK),
        ("subheading", IN_BLOCK),
        ("bullets", IN_BLOCK),
        ("steps", IN_BLOCK),
        ("checklist", IN_BLOCK),
        ("callout", IN_BLOCK),
        ("quote", IN_BLOCK),
        ("figure", IN_BLOCK),
        ("table", IN_BLOCK),
        ("definitions", IN_BLOCK),
        ("contact_point", IN_BLOCK),
        ("writing_lines", IN_BLOCK),
        ("qr", IN_BLOCK),
        ("page_break", IN_BLOCK),
        ("values", "values belong in booklet.toml, under [values]"),
        ("glossary", "the glossary belongs in booklet.toml, under [[glossary]]"),
        ("contact", "the contact section belongs in booklet.toml, under [contact]"),
        ("chapters", "the chapters are named in booklet.toml"),
    ],
};

impl Reader<'_> {
    /// Reads a chapter.
    pub fn chapter(&mut self, table: &Table, id: &str) -> Option<Chapter> {
        let mut keys = self.keys(table, &CHAPTER);
        let bare = table.entries.iter().any(|entry| KINDS.contains(&entry.key.value.as_str()));
        if bare {
            keys.excused.push("block");
        }
        let language = keys.get("language").and_then(|node| self.language_tag(node));
        self.within(language.as_ref(), |reader| {
            let title = reader.need(&keys, "title", "title = \"…\"");
            let title = title.and_then(|node| reader.line(node, "title"));
            let allow = reader.allow(&keys);
            let example = "[[block]], and under it text = \"…\"";
            let nodes = reader.need(&keys, "block", example);
            let array = nodes.and_then(|node| reader.tables(node, "`block`", example));
            if let (Some(node), Some([])) = (nodes, array) {
                reader.empty(node, "`block`", example);
            }
            let blocks = reader.blocks(array.unwrap_or(&[]));
            Some(Chapter {
                id: id.to_owned(),
                title: title?,
                language: language.clone(),
                blocks,
                allow,
                span: Span::top(table.header.source),
            })
        })
        .map(|chapter| Self::in_its_language(chapter, &self.language))
    }

    /// A chapter that names the booklet's own language has none of its own.
    fn in_its_language(mut chapter: Chapter, booklet: &Language) -> Chapter {
        chapter.language = chapter.language.filter(|language| language != booklet);
        chapter
    }

    /// A required line, not empty.
    pub fn line(&mut self, node: &crate::content::tree::Node, key: &str) -> Option<Paragraph> {
        let line = self.paragraph(node, &format!("`{key}`"))?;
        if line.inlines.is_empty() {
            self.empty(node, &format!("`{key}`"), &format!("{key} = \"…\""));
            return None;
        }
        self.judge_line(&line, &format!("`{key}`"));
        Some(line)
    }
}
