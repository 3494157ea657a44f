//! `booklet.toml`, with the house file beneath it, to a [`Book`].

use crate::codes;
use crate::content::material::Material;
use crate::content::pictures::Pictures;
use crate::content::places::Names;
use crate::content::problems::Problems;
use crate::content::reader::{Keys, Reader};
use crate::content::slug::slug;
use crate::content::tree::{Node, Table};
use crate::content::values::{Values, is_name};
use crate::content::{Book, Chapter, FontPlaces, Value, Words, glossary};
use crate::diagnostic::Diagnostic;
use crate::keys;
use crate::language::Language;
use crate::number::Home;
use crate::picture::PictureFonts;
use crate::source::Span;

/// Reads all that was gathered: the book, where every required part of it could be read, and
/// everything that is wrong.
pub(super) fn read(
    material: &mut Material,
    fonts: &dyn Fn(FontPlaces<'_>) -> PictureFonts,
) -> (Option<Book>, Vec<Diagnostic>) {
    let mut files = material.files.clone();
    let mut values =
        Values::new(&material.sources, material.root.get("values").and_then(Node::table));
    values.incomplete = material.incomplete;
    let language = material.root.get("language").and_then(Node::text);
    let language = language.and_then(|tag| Language::parse(tag.trim()).ok());
    let (root, folders) = (material.files.root.clone(), material.folders.clone());
    let load_picture_fonts = || {
        let places = FontPlaces { root: &root, folders: &folders, language: language.as_ref() };
        fonts(places)
    };
    let mut reader = Reader {
        sources: &material.sources,
        files: &mut files,
        problems: Problems::of(std::mem::take(&mut material.diagnostics)),
        values,
        names: Names {
            incomplete: material.incomplete,
            pardoned: std::mem::take(&mut material.pardoned),
            ..Names::default()
        },
        language: Language::english(),
        home: Home::britain(),
        booklet: material.booklet.source,
        chapters: material
            .chapters
            .iter()
            .filter_map(|c| Some(c.document.as_ref()?.source))
            .collect(),
        pictures: Pictures::new(&load_picture_fonts),
    };
    let book = reader.booklet(material);
    material.pictures = reader.pictures.into_places();
    let broken = material.booklet.broken.then_some(material.booklet.source);
    let diagnostics = reader.problems.settle(&material.sources, &reader.values.lacking, broken);
    material.files = files;
    (book.filter(|_| broken.is_none()), diagnostics)
}

impl Reader<'_> {
    /// Whether a place lies in the house file.
    pub(super) fn is_house(&self, span: Span) -> bool {
        span.source != self.booklet && !self.chapters.contains(&span.source)
    }

    fn booklet(&mut self, material: &Material) -> Option<Book> {
        let mut keys = self.keys(&material.root, &keys::BOOKLET);
        keys.excused.extend(&material.excused);
        if material.incomplete {
            keys.excused.extend(["language", "contact"]);
        }
        keys.excused.extend(self.keys_among_values(&material.root));
        // What stands under a misspelt line is not lacking.
        self.values.incomplete |= keys.excuses("values");
        self.names.incomplete |= keys.excuses("glossary") || keys.excuses("contact");
        let language = self.need(&keys, "language");
        let language = language.and_then(|node| self.language_tag(node));
        if let Some(language) = &language {
            self.language = language.clone();
            self.home = Home::of(language, material.house_language.as_ref());
        }
        self.value_names(&material.root);
        let entries = self.terms(&material.root);
        self.point_names(&material.root);
        let ids = self.survey(material);
        let title = self.need(&keys, "title");
        let title = title.and_then(|node| self.shown(node, "title"));
        let slug = self.slug(&keys, title.as_ref());
        let slug_span = keys.get("slug").map(|node| node.span);
        let slug_span = slug_span.or(title.as_ref().map(|title| title.span));
        let chapters = self.chapters(&keys, material, &ids);
        let contact = self.contact(&keys, material.incomplete || keys.excuses("contact"));
        let imprint = self.imprint(&keys);
        let cover = self.cover(&keys);
        let theme = self.theme(&keys);
        let mut book = Book {
            span: Span::top(self.booklet),
            title: title.unwrap_or_else(|| Words::new("", Span::top(self.booklet))),
            subtitle: self.optional(&keys, "subtitle"),
            publisher: self.optional(&keys, "publisher"),
            version: self.optional(&keys, "version"),
            description: self.optional(&keys, "description"),
            title_en: self.within(Some(&Language::english()), |r| r.optional(&keys, "title_en")),
            keywords: self.keywords(&keys),
            language: self.language.clone(),
            home: self.home.clone(),
            reviewed: self.date(&keys, "reviewed"),
            review_by: self.date(&keys, "review_by"),
            slug,
            slug_span: slug_span.unwrap_or(Span::top(self.booklet)),
            editions: self.editions(&keys),
            contents: self.contents(&keys, material),
            blank_pages: self.blank_pages(&keys),
            cover,
            chapters,
            glossary: Vec::new(),
            contact,
            imprint,
            theme,
            allow: self.allow(&keys),
            values: Vec::new(),
            folders: material.folders.clone(),
            root: material.files.root.clone(),
            unused_pictures: Vec::new(),
        };
        let entries = self.meanings(entries);
        book.values = self.uses_of_values(&material.root);
        self.unused_values(&material.root);
        glossary::settle(&mut book, entries);
        Some(book)
    }

    fn chapters(&mut self, keys: &Keys<'_>, material: &Material, ids: &[String]) -> Vec<Chapter> {
        let nodes = self.need(keys, "chapters");
        let nodes = nodes.and_then(|node| self.list_of(node, keys.key("chapters")));
        for node in nodes.unwrap_or(&[]) {
            let path = self.string(node, "a chapter's path");
            if path.is_some() && node.is_blank() {
                self.empty(node, "a chapter's path", "\"chapters/01.toml\"");
            }
        }
        let mut chapters = Vec::new();
        for (file, id) in material.chapters.iter().zip(ids) {
            if let Some(document) = &file.document {
                chapters.extend(self.chapter(&document.table, id));
            }
        }
        self.limit_blocks(material);
        chapters
    }

    fn limit_blocks(&mut self, material: &Material) {
        const MOST: usize = 100_000;
        let mut blocks = 0;
        for chapter in &material.chapters {
            let table = chapter.document.as_ref().map(|document| &document.table);
            let nodes = table.and_then(|table| table.get("block")).and_then(Node::array);
            let nodes = nodes.unwrap_or(&[]);
            if let Some(first) = nodes.get(MOST - blocks.min(MOST)) {
                self.report(
                    Diagnostic::error(
                        codes::TOO_LARGE,
                        first.span,
                        "the booklet has more than 100,000 blocks",
                    )
                    .help("make several booklets of it"),
                );
                return;
            }
            blocks += nodes.len();
        }
    }

    fn value_names(&mut self, root: &Table) {
        let key = keys::BOOKLET.key("values").expect("a booklet has values");
        let values = root.get("values");
        if let Some(problem) = values.and_then(|node| self.values_by_name(node)) {
            self.values.incomplete = true;
            self.report(problem);
            return;
        }
        let Some(table) = values.and_then(|node| self.table(node, "`values`", &key.shown())) else {
            self.values.incomplete |= values.is_some();
            return;
        };
        for entry in &table.entries {
            let name = &entry.key.value;
            if !is_name(name) {
                let message = format!("`{name}` is no name for a value");
                let diagnostic = Diagnostic::error(codes::UNKNOWN_KEY, entry.key.span, message);
                let meant = slug(name);
                self.report(if is_name(&meant) {
                    diagnostic.fix(format!("write {meant}"), entry.key.span, meant)
                } else {
                    diagnostic.help(
                        "a name begins with a small letter a to z; digits, - and _ may follow",
                    )
                });
            }
            // A list or a table of the booklet's was told of already.
            let mislaid = keys::BOOKLET.holds(name) && root.get(name).is_none();
            if !mislaid || entry.node.text().is_some() {
                self.string(&entry.node, &format!("the value `{name}`"));
            }
        }
    }

    /// Which values the strings that were read have taken in.
    fn uses_of_values(&self, root: &Table) -> Vec<Value> {
        let table = root.get("values").and_then(Node::table);
        let entries = table.map_or(&[][..], |table| &table.entries);
        entries
            .iter()
            .map(|entry| Value {
                name: entry.key.clone(),
                used: self.values.is_used(&entry.key.value),
                own: entry.key.span.source == self.booklet,
            })
            .collect()
    }

    /// Reads the booklet's own values that no string uses, so that their faults are found too.
    fn unused_values(&mut self, root: &Table) {
        let table = root.get("values").and_then(Node::table);
        for entry in table.map_or(&[][..], |table| &table.entries) {
            let own = entry.node.span.source == self.booklet && entry.node.text().is_some();
            if own && !self.values.is_used(&entry.key.value) {
                self.text(&entry.node, "a value");
            }
        }
    }
}
