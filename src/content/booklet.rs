//! `booklet.toml`, with the house file beneath it, to a [`Book`].

use std::collections::{HashMap, HashSet};

use crate::content::load::Material;
use crate::content::places::Names;
use crate::content::reader::{Keys, Reader, Shape};
use crate::content::slug::{is_slug, slug};
use crate::content::survey::has_contents;
use crate::content::tree::{Node, Table, Value};
use crate::content::values::{Values, is_name};
use crate::content::{
    BlankPages, Book, Chapter, Cover, CoverStyle, EditionName, Imprint, Text, Words, glossary,
};
use crate::diagnostic::{Diagnostic, nearest};
use crate::language::Language;
use crate::source::{Span, Spanned};
use crate::words::Date;

const ROOT: Shape = Shape {
    what: "the booklet",
    keys: &[
        "title",
        "language",
        "chapters",
        "contact",
        "subtitle",
        "publisher",
        "version",
        "description",
        "reviewed",
        "review_by",
        "title_en",
        "keywords",
        "slug",
        "editions",
        "house",
        "contents",
        "blank_pages",
        "cover",
        "imprint",
        "values",
        "glossary",
        "theme",
        "edition",
        "allow",
    ],
    elsewhere: &[
        ("block", "blocks belong in a chapter's file, which `chapters` names"),
        ("disclaimer", "it belongs under [imprint]"),
        ("feedback", "it belongs under [imprint]"),
        ("formats", "it belongs under [imprint]"),
        ("references", "it belongs under [imprint]"),
        ("charity", "it belongs under [imprint]"),
        ("copyright", "it belongs under [imprint]"),
        ("font", "it belongs under [theme]"),
        ("accent", "it belongs under [theme]"),
        ("page", "it belongs under [theme]"),
        ("logo", "it belongs under [cover]"),
    ],
};

const COVER: Shape = Shape::new(
    "the cover",
    &["style", "image", "alt", "decorative", "logo", "logo_alt"],
);

const IMPRINT: Shape = Shape {
    what: "the imprint",
    keys: &["disclaimer", "feedback", "formats", "references", "charity", "copyright"],
    elsewhere: &[
        ("publisher", "it belongs at the top of booklet.toml, before the first [ ]"),
        ("version", "it belongs at the top of booklet.toml, before the first [ ]"),
        ("reviewed", "it belongs at the top of booklet.toml, before the first [ ]"),
        ("review_by", "it belongs at the top of booklet.toml, before the first [ ]"),
    ],
};

/// Reads all that was gathered: the book, where every required part of it could be read, and
/// everything that is wrong.
pub(super) fn read(
    material: &mut Material,
    load_picture_fonts: fn() -> PictureFonts,
) -> (Option<Book>, Vec<Diagnostic>) {
    let mut files = material.files.clone();
    let mut values = Values::new(&material.sources, material.root.get("values").and_then(Node::table));
    values.incomplete = material.incomplete;
    let mut reader = Reader {
        sources: &material.sources,
        files: &mut files,
        diagnostics: std::mem::take(&mut material.diagnostics),
        values,
        names: Names {
            incomplete: material.incomplete,
            pardoned: std::mem::take(&mut material.pardoned),
            ..Names::default()
        },
        language: Language::english(),
        booklet: material.booklet.source,
        chapters: material.chapters.iter().filter_map(|c| Some(c.document.as_ref()?.source)).collect(),
        reported: HashSet::new(),
        pictures: HashMap::new(),
        load_picture_fonts,
        picture_fonts: None,
    };
    let book = reader.booklet(material);
    let mut diagnostics = reader.diagnostics;
    if material.booklet.broken {
        keep_what_is_sure(&mut diagnostics, material);
    }
    material.files = files;
    (book.filter(|_| !material.booklet.broken), diagnostics)
}

/// Of a booklet whose own file has a syntax error: that error, and what is wrong in other files
/// whatever the booklet's file says.
fn keep_what_is_sure(diagnostics: &mut Vec<Diagnostic>, material: &Material) {
    let names = ["unknown-link", "unknown-term", "unknown-value", "unknown-contact-point"];
    let booklet = material.booklet.source;
    diagnostics.retain(|diagnostic| {
        let elsewhere = diagnostic.primary.is_some_and(|span| span.source != booklet);
        diagnostic.code == "toml-syntax" || (elsewhere && !names.contains(&diagnostic.code))
    });
}

impl Reader<'_> {
    /// Whether a place lies in the house file.
    pub fn is_house(&self, span: Span) -> bool {
        span.source != self.booklet && !self.chapters.contains(&span.source)
    }

    fn booklet(&mut self, material: &Material) -> Option<Book> {
        let mut keys = self.keys(&material.root, &ROOT);
        keys.excused.extend(&material.excused);
        if material.incomplete {
            keys.excused.extend(["language", "contact"]);
        }
        let language = self.need(&keys, "language", "language = \"en-GB\"");
        let language = language.and_then(|node| self.language_tag(node));
        if let Some(language) = &language {
            self.language = language.clone();
        }
        self.value_names(&material.root);
        let entries = self.terms(&material.root);
        self.point_names(&material.root);
        let ids = self.survey(material);
        let title = self.need(&keys, "title", "title = \"…\"");
        let title = title.and_then(|node| self.shown(node, "title"));
        let slug = self.slug(&keys, title.as_ref());
        let chapters = self.chapters(&keys, material, &ids);
        let contact = self.contact(&keys, material.incomplete);
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
            reviewed: self.date(&keys, "reviewed"),
            review_by: self.date(&keys, "review_by"),
            slug,
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
            folders: material.folders.clone(),
        };
        let entries = self.meanings(entries);
        self.unused_values(&material.root);
        glossary::settle(&mut book, entries);
        Some(book)
    }

    /// A required plain string, read and not empty.
    pub fn shown(&mut self, node: &Node, key: &str) -> Option<Words> {
        let words = self.plain(node, &format!("`{key}`"))?;
        if words.text.is_empty() {
            self.empty(node, &format!("`{key}`"), &format!("{key} = \"…\""));
            return None;
        }
        Some(words)
    }

    /// A plain string that may be left out.
    pub fn optional(&mut self, keys: &Keys<'_>, key: &str) -> Option<Words> {
        let words = self.plain(keys.get(key)?, &format!("`{key}`"))?;
        Some(words).filter(|words| !words.text.is_empty())
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, keys: &Keys<'_>, key: &str) -> Text {
        let text = keys.get(key).and_then(|node| self.text(node, &format!("`{key}`")));
        text.unwrap_or_default()
    }

    fn keywords(&mut self, keys: &Keys<'_>) -> Vec<Words> {
        let Some(node) = keys.get("keywords") else {
            return Vec::new();
        };
        let nodes = self.array(node, "`keywords`", "keywords = [\"…\", \"…\"]").unwrap_or(&[]);
        let words = nodes.iter().filter_map(|node| self.plain(node, "a keyword"));
        words.filter(|words| !words.text.is_empty()).collect()
    }

    fn date(&mut self, keys: &Keys<'_>, key: &str) -> Option<Spanned<Date>> {
        let node = keys.get(key)?;
        if let Value::Date(date) = node.value {
            return Some(Spanned::new(date, node.span));
        }
        let digits = node.text().map(|text| text.trim().to_owned()).filter(|text| {
            text.parse::<toml::value::Datetime>()
                .is_ok_and(|date| date.date.is_some() && date.time.is_none())
        });
        self.wrong_type(node, &format!("`{key}`"), "a date", |diagnostic| match digits {
            Some(digits) => {
                let text = format!("write it without quotes: {digits}");
                diagnostic.fix(text, node.span, digits)
            }
            None => diagnostic.help(format!(
                "write year, month and day in digits, without quotes: {key} = 2026-03-01"
            )),
        });
        None
    }

    fn slug(&mut self, keys: &Keys<'_>, title: Option<&Words>) -> String {
        if let Some(node) = keys.get("slug") {
            let Some(text) = self.string(node, "`slug`").map(str::to_owned) else {
                return String::new();
            };
            if !is_slug(&text) {
                let meant = slug(&text);
                let message = format!(
                    "\"{text}\" is no name for files: small letters a to z, digits and - make one"
                );
                let diagnostic = Diagnostic::error("wrong-type", node.span, message);
                self.report(if is_slug(&meant) {
                    let quoted = format!("\"{meant}\"");
                    diagnostic.fix(format!("write slug = {quoted}"), node.span, quoted)
                } else {
                    diagnostic.help("write a name such as \"second-opinion\"")
                });
            }
            return text;
        }
        let Some(title) = title else {
            return String::new();
        };
        let made = slug(&title.text);
        let latin = made.contains(|c: char| c.is_ascii_lowercase());
        if !latin && !keys.excuses("slug") {
            self.report(
                Diagnostic::error(
                    "missing-key",
                    keys.table.header,
                    "the booklet has no `slug`, and its title has no Latin letters to make one of",
                )
                .note("the files that are built are named after it: second-opinion.pdf")
                .help("add a line: slug = \"second-opinion\""),
            );
        }
        made
    }

    fn editions(&mut self, keys: &Keys<'_>) -> Option<Vec<Spanned<EditionName>>> {
        let node = keys.get("editions")?;
        let nodes = self.array(node, "`editions`", "editions = [\"screen\", \"large-print\"]")?;
        let mut editions: Vec<Spanned<EditionName>> = Vec::new();
        for node in nodes {
            let Some(name) = self.string(node, "an edition's name").map(str::to_owned) else {
                continue;
            };
            match EditionName::from_name(name.trim()) {
                Some(edition) => {
                    if editions.iter().all(|known| known.value != edition) {
                        editions.push(Spanned::new(edition, node.span));
                    }
                }
                None => self.unknown_edition(&name, node.span, true),
            }
        }
        if nodes.is_empty() {
            self.report(
                Diagnostic::error("bad-edition", node.span, "`editions` names no edition")
                    .help("name one, such as \"screen\", or take the line out to build all"),
            );
        }
        Some(editions)
    }

    /// Reports a name that no edition has.
    pub fn unknown_edition(&mut self, name: &str, span: Span, quoted: bool) {
        let message = format!("there is no edition \"{name}\"");
        let diagnostic = Diagnostic::error("bad-edition", span, message);
        let names = EditionName::ALL.map(EditionName::as_str);
        self.report(match nearest(name, names) {
            Some(meant) => {
                let replacement =
                    if quoted { format!("\"{meant}\"") } else { meant.to_owned() };
                diagnostic.fix(format!("did you mean \"{meant}\"?"), span, replacement)
            }
            None => diagnostic.help(format!("the editions are {}", names.join(", "))),
        });
    }

    fn contents(&mut self, keys: &Keys<'_>, material: &Material) -> bool {
        if let Some(node) = keys.get("contents") {
            self.boolean(node, "`contents`");
        }
        has_contents(&material.root, material.chapters.len())
    }

    fn blank_pages(&mut self, keys: &Keys<'_>) -> BlankPages {
        let choices = [("notes", BlankPages::Notes), ("blank", BlankPages::Blank)];
        let node = keys.get("blank_pages");
        let choice = node.and_then(|node| self.choice(node, "`blank_pages`", "wrong-type", &choices));
        choice.unwrap_or_default()
    }

    fn cover(&mut self, keys: &Keys<'_>) -> Cover {
        let Some(node) = keys.get("cover") else {
            return Cover::default();
        };
        let Some(table) = self.table(node, "`cover`", "[cover], and its keys under it") else {
            return Cover::default();
        };
        let keys = self.keys(table, &COVER);
        let choices = [("page", CoverStyle::Page), ("heading", CoverStyle::Heading)];
        let style = keys.get("style");
        let style = style.and_then(|node| self.choice(node, "`style`", "wrong-type", &choices));
        Cover {
            style: style.unwrap_or_default(),
            image: self.image(&keys, "image", "alt", "decorative"),
            logo: self.image(&keys, "logo", "logo_alt", ""),
        }
    }

    fn imprint(&mut self, keys: &Keys<'_>) -> Imprint {
        let Some(node) = keys.get("imprint") else {
            return Imprint::default();
        };
        let Some(table) = self.table(node, "`imprint`", "[imprint], and its texts under it") else {
            return Imprint::default();
        };
        let keys = self.keys(table, &IMPRINT);
        Imprint {
            disclaimer: self.optional_text(&keys, "disclaimer"),
            feedback: self.optional_text(&keys, "feedback"),
            formats: self.optional_text(&keys, "formats"),
            references: self.optional_text(&keys, "references"),
            charity: self.optional_text(&keys, "charity"),
            copyright: self.optional_text(&keys, "copyright"),
        }
    }

    fn chapters(&mut self, keys: &Keys<'_>, material: &Material, ids: &[String]) -> Vec<Chapter> {
        let example = "chapters = [\"chapters/01.toml\", \"chapters/02.toml\"]";
        let nodes = self.need(keys, "chapters", example);
        let nodes = nodes.and_then(|node| Some((node, self.array(node, "`chapters`", example)?)));
        if let Some((node, nodes)) = nodes {
            if nodes.is_empty() {
                self.empty(node, "`chapters`", example);
            }
            for node in nodes {
                let path = self.string(node, "a chapter's path");
                if path.is_some() && node.is_blank() {
                    self.empty(node, "a chapter's path", "\"chapters/01.toml\"");
                }
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
                        "too-large",
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
        let Some(node) = root.get("values") else {
            return;
        };
        let example = "[values], and under it lines such as phone = \"0808 008 7054\"";
        let Some(table) = self.table(node, "`values`", example) else {
            return;
        };
        for entry in &table.entries {
            let name = &entry.key.value;
            if !is_name(name) {
                let message = format!("`{name}` is no name for a value");
                let diagnostic = Diagnostic::error("unknown-key", entry.key.span, message);
                let meant = slug(name);
                self.report(if is_name(&meant) {
                    diagnostic.fix(format!("write {meant}"), entry.key.span, meant)
                } else {
                    diagnostic.help(
                        "a name begins with a small letter a to z; digits, - and _ may follow",
                    )
                });
            }
            self.string(&entry.node, &format!("the value `{name}`"));
        }
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

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        code: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let word = self.string(node, what)?;
        if let Some((_, value)) = choices.iter().find(|(known, _)| *known == word.trim()) {
            return Some(*value);
        }
        let names: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        let message = format!("{what} cannot be \"{word}\"");
        let diagnostic = Diagnostic::error(code, node.span, message);
        self.report(match nearest(word, names) {
            Some(meant) => {
                let meant = format!("\"{meant}\"");
                diagnostic.fix(format!("did you mean {meant}?"), node.span, meant)
            }
            None => diagnostic.help(format!("write {}", quoted.join(" or "))),
        });
        None
    }
}
