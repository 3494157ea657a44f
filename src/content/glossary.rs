//! The glossary: which entries are printed, and in which order.

use std::collections::{HashMap, HashSet};

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;

use crate::codes;
use crate::content::places::fold;
use crate::content::reader::Reader;
use crate::content::tree::{Node, Table};
use crate::content::{
    Block, BlockKind, Book, Callout, GlossaryEntry, Inline, List, Paragraph, Target, Words,
};
use crate::diagnostic::Diagnostic;
use crate::keys;
use crate::language::Language;

/// An entry whose term is read and whose meaning is not.
pub(super) struct Entry<'t> {
    term: Option<Words>,
    meaning: Option<&'t Node>,
    own: bool,
}

impl Reader<'_> {
    /// Reads the terms, so that texts can link to them.
    pub(super) fn terms<'t>(&mut self, root: &'t Table) -> Vec<Entry<'t>> {
        let Some(node) = root.get("glossary") else {
            return Vec::new();
        };
        let mut entries = Vec::new();
        let key = keys::HOUSE.key("glossary").expect("a house file has a glossary");
        let rows = self.rows_of(node, key);
        // What its terms are was not understood.
        self.names.incomplete |= rows.is_none();
        for node in rows.unwrap_or(&[]) {
            let Some(keys) = self.row(node, &keys::GLOSSARY) else {
                continue;
            };
            if keys.get("hide").is_some_and(|hide| self.boolean(hide, "`hide`").is_none()) {
                continue;
            }
            let term = self.need(&keys, "term");
            let own = !self.is_house(node.span);
            let term = term.and_then(|node| self.plain(node, "`term`"));
            let meaning = self.need(&keys, "meaning");
            if let Some(term) = &term {
                self.name_term(term, entries.len());
            }
            self.names.terms.push(term.as_ref().map_or("", |term| &term.text).to_owned());
            entries.push(Entry { term, meaning, own });
        }
        entries
    }

    fn name_term(&mut self, term: &Words, index: usize) {
        let known = *self.names.term_index.entry(fold(&term.text)).or_insert(index);
        if known != index {
            let message = format!("the glossary has the term \"{}\" twice", term.text);
            self.report(
                Diagnostic::error(codes::DUPLICATE_ID, term.span, message)
                    .help("make one entry of the two"),
            );
        }
    }

    /// Reads the meanings. Of the house's entries only those are read and kept that a text
    /// leads to, directly or through another meaning.
    pub(super) fn meanings(&mut self, entries: Vec<Entry<'_>>) -> Vec<Option<GlossaryEntry>> {
        let mut read: Vec<Option<GlossaryEntry>> = entries.iter().map(|_| None).collect();
        let own = entries.iter().enumerate().filter(|(_, entry)| entry.own).map(|(at, _)| at);
        let mut waiting: Vec<usize> = own.collect();
        let mut seen = HashSet::new();
        loop {
            waiting.append(&mut self.names.linked_terms);
            let Some(index) = waiting.pop() else {
                return read;
            };
            if !seen.insert(index) {
                continue;
            }
            let entry = &entries[index];
            let meaning = entry.meaning.and_then(|node| self.text(node, "`meaning`"));
            if let (Some(term), Some(meaning)) = (entry.term.clone(), meaning) {
                read[index] = Some(GlossaryEntry { term, meaning, own: entry.own });
            }
        }
    }
}

/// Keeps the entries that were read, sorts them, and lets the book's links lead to them.
pub(super) fn settle(book: &mut Book, entries: Vec<Option<GlossaryEntry>>) {
    let mut printed: Vec<(usize, GlossaryEntry)> = entries
        .into_iter()
        .enumerate()
        .filter_map(|(index, entry)| Some((index, entry?)))
        .collect();
    sort(&mut printed, &book.language);
    let places: HashMap<usize, usize> =
        printed.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    book.glossary = printed.into_iter().map(|(_, entry)| entry).collect();
    each_paragraph(book, &mut |paragraph| point(&mut paragraph.inlines, &places));
}

fn sort(entries: &mut [(usize, GlossaryEntry)], language: &Language) {
    let locale = language.tag().parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
    let collator = CollatorBorrowed::try_new((&locale).into(), CollatorOptions::default())
        .expect("the collation root is compiled in, and every locale falls back to it");
    entries.sort_by(|(_, a), (_, b)| collator.compare(&a.term.text, &b.term.text));
}

fn point(inlines: &mut [Inline], places: &HashMap<usize, usize>) {
    for inline in inlines {
        match inline {
            Inline::Words(_) | Inline::LineBreak(_) => {}
            Inline::Strong(inner) | Inline::Em(inner) | Inline::Language(_, inner) => {
                point(inner, places);
            }
            Inline::Link(link) => {
                if let Target::Term(index) = &mut link.target {
                    *index = places.get(index).copied().unwrap_or(0);
                }
                point(&mut link.words, places);
            }
        }
    }
}

/// Visits every paragraph of a book that can hold a link.
fn each_paragraph(book: &mut Book, visit: &mut dyn FnMut(&mut Paragraph)) {
    for chapter in &mut book.chapters {
        visit(&mut chapter.title);
        for block in &mut chapter.blocks {
            each_in_block(block, visit);
        }
    }
    book.glossary.iter_mut().flat_map(|entry| &mut entry.meaning).for_each(&mut *visit);
    let contact = &mut book.contact;
    visit(&mut contact.heading);
    contact.text.iter_mut().for_each(&mut *visit);
    contact.points.iter_mut().filter_map(|point| point.note.as_mut()).for_each(&mut *visit);
    let imprint = &mut book.imprint;
    [
        &mut imprint.disclaimer,
        &mut imprint.feedback,
        &mut imprint.formats,
        &mut imprint.references,
        &mut imprint.charity,
        &mut imprint.copyright,
    ]
    .into_iter()
    .flatten()
    .for_each(visit);
}

fn each_in_block(block: &mut Block, visit: &mut dyn FnMut(&mut Paragraph)) {
    match &mut block.kind {
        BlockKind::Text(text) => text.iter_mut().for_each(visit),
        BlockKind::Heading(line) | BlockKind::Subheading(line) => visit(line),
        BlockKind::List(list) => each_in_list(list, visit),
        BlockKind::Callout(Callout { title, text, list, urgency: _ }) => {
            visit(title);
            text.iter_mut().for_each(&mut *visit);
            if let Some(list) = list {
                each_in_list(list, visit);
            }
        }
        BlockKind::Quote(quote) => {
            quote.text.iter_mut().for_each(&mut *visit);
            quote.source.iter_mut().for_each(visit);
        }
        BlockKind::Figures(figures) => {
            figures.iter_mut().filter_map(|figure| figure.caption.as_mut()).for_each(visit);
        }
        BlockKind::Illustrated(illustrated) => {
            for row in &mut illustrated.rows {
                row.text.iter_mut().for_each(&mut *visit);
                if let Some(list) = &mut row.list {
                    each_in_list(list, visit);
                }
            }
        }
        BlockKind::Table(table) => {
            table.caption.iter_mut().for_each(&mut *visit);
            table.columns.iter_mut().flatten().for_each(&mut *visit);
            table.rows.iter_mut().flatten().for_each(visit);
        }
        BlockKind::Definitions(definitions) => {
            definitions.iter_mut().flat_map(|entry| &mut entry.meaning).for_each(visit);
        }
        BlockKind::WritingLines(lines) => visit(&mut lines.prompt),
        BlockKind::ContactPoint(_) | BlockKind::Qr(_) | BlockKind::PageBreak => {}
    }
}

fn each_in_list(list: &mut List, visit: &mut dyn FnMut(&mut Paragraph)) {
    for item in &mut list.items {
        visit(&mut item.text);
        if let Some(inner) = &mut item.list {
            each_in_list(inner, visit);
        }
    }
}
