//! A chapter's file to a [`Chapter`].

use crate::content::reader::Reader;
use crate::content::tree::Table;
use crate::content::{Chapter, Paragraph};
use crate::keys::{self, Kind};
use crate::language::Language;
use crate::source::Span;

impl Reader<'_> {
    /// Reads a chapter.
    pub(super) fn chapter(&mut self, table: &Table, id: &str) -> Option<Chapter> {
        let mut keys = self.keys(table, &keys::CHAPTER);
        let bare = table.entries.iter().any(|entry| Kind::of(&entry.key.value).is_some());
        if bare {
            keys.excused.push("block");
        }
        let language = keys.get("language").and_then(|node| self.language_tag(node));
        self.within(language.as_ref(), |reader| {
            let title = reader.need(&keys, "title");
            let title = title.and_then(|node| reader.line(node, "title"));
            let allow = reader.allow(&keys);
            let nodes = reader.need(&keys, "block");
            let nodes = nodes.and_then(|node| reader.rows_of(node, keys.key("block")));
            let blocks = reader.blocks(nodes.unwrap_or(&[]));
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
    pub(super) fn line(
        &mut self,
        node: &crate::content::tree::Node,
        key: &str,
    ) -> Option<Paragraph> {
        let line = self.paragraph(node, &format!("`{key}`"))?;
        if line.inlines.is_empty() {
            self.empty(node, &format!("`{key}`"), &format!("{key} = \"…\""));
            return None;
        }
        self.judge_line(&line, &format!("`{key}`"));
        Some(line)
    }
}
