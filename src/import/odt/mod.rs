//! OpenDocument texts (.odt): content.xml in an archive.

mod lists;
mod source;
mod styles;

use std::collections::HashMap;

use self::lists::Level;
use self::styles::Styles;
use super::archive::Archive;
use super::draft::{
    BREAK, Block, Draft, Figure, Item, Look, Mark, Placed, Run, moved, text_of, trim,
};
use super::formula;
use super::tables::{Area, Plan};
use super::xml::{self, Node, attribute, child, name};
use super::{Changes, Refusal};

pub(super) fn read(bytes: &[u8], changes: Option<Changes>) -> Result<Draft, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let Some(content) = archive.text("content.xml")? else {
        return Err(Refusal::new("is an archive and no OpenDocument text"));
    };
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::new("is encrypted: open it, take the password away, and save it"));
    }
    let style_text = archive.text("styles.xml")?;
    let document = xml::parse(&content, "content.xml")?;
    let Some(body) = document
        .descendants()
        .find(|it| name(*it) == "text" && it.parent().is_some_and(|up| name(up) == "body"))
    else {
        return Err(Refusal::new("is a spreadsheet or slides and no OpenDocument text"));
    };
    let mut styles = Styles::default();
    let style_document =
        style_text.as_deref().map(|text| xml::parse(text, "styles.xml")).transpose()?;
    if let Some(document) = &style_document {
        styles.read(document.root());
    }
    styles.read(document.root());
    ask(body, changes)?;
    let (mut media, mut objects) = (HashMap::new(), HashMap::new());
    for path in archive.names().to_vec() {
        if path.starts_with("Pictures/") || path.starts_with("media/") {
            media.extend(archive.read(&path)?.map(|bytes| (path, bytes)));
        } else if let Some(folder) = path.strip_suffix("/content.xml") {
            let text = archive.text(&path)?;
            objects.extend(text.map(|text| (folder.to_owned(), text)));
        }
    }
    let default = styles.language.clone();
    let mut reader = Reader { styles, media, objects, changes, ..Reader::default() };
    reader.draft.source = source::apart(body);
    reader.blocks(body, 0);
    let mut draft = reader.draft;
    if let Some(document) = &style_document {
        for node in document.descendants() {
            let what = match name(node) {
                "header" | "header-left" | "header-first" => "a header",
                "footer" | "footer-left" | "footer-first" => "a footer",
                _ => continue,
            };
            let words = source::words(node);
            if !words.trim().is_empty() {
                draft.beside(&words);
                draft.leave_out_of_all(what, "every page", &words);
            }
        }
    }
    if let Some(meta) = archive.text("meta.xml")? {
        let document = xml::parse(&meta, "meta.xml")?;
        let title = document.descendants().find(|it| name(*it) == "title").map(xml::text_within);
        draft.property_title = title.filter(|it| !it.trim().is_empty());
    }
    draft.settle_language(default);
    Ok(draft)
}

/// An error where there are tracked changes and nobody said what to do with them.
fn ask(body: Node<'_, '_>, changes: Option<Changes>) -> Result<(), Refusal> {
    let mut lines = Vec::new();
    for region in body.descendants().filter(|it| name(*it) == "changed-region") {
        let Some(change) = region.children().find(Node::is_element) else { continue };
        let what = match name(change) {
            "insertion" => "words were put in",
            "deletion" => "taken out",
            _ => continue,
        };
        let author = change.descendants().find(|it| name(*it) == "creator").map(xml::text_within);
        let by = author.map_or(String::new(), |it| format!(", by {it}"));
        let words: Vec<String> = change
            .children()
            .filter(|it| matches!(name(*it), "p" | "h" | "list"))
            .map(|it| source::words(it).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let words = words.join(" ");
        let shown =
            if words.is_empty() { String::new() } else { format!(": \u{201C}{words}\u{201D}") };
        lines.push(format!("{what}{shown}{by}"));
    }
    if lines.is_empty() || changes.is_some() { Ok(()) } else { Err(Refusal::Tracked(lines)) }
}

#[derive(Default)]
struct Reader<'a, 'i> {
    draft: Draft,
    styles: Styles,
    media: HashMap<String, Vec<u8>>,
    /// Documents within the document, by their folders in the archive.
    objects: HashMap<String, String>,
    changes: Option<Changes>,
    place: String,
    paragraphs: usize,
    /// Words that were taken out, by the name of the change.
    deletions: HashMap<String, Node<'a, 'i>>,
    insertions: Vec<String>,
    /// The changes that are open.
    open: Vec<String>,
    lists: Vec<Level>,
    item: Option<Mark>,
    /// Words that stand before the next item.
    label: Option<String>,
    /// The number that each list has come to.
    numbers: HashMap<String, usize>,
}

/// What a paragraph holds.
#[derive(Default)]
struct Inline {
    runs: Vec<Run>,
    behind: Vec<Placed>,
}

impl<'a, 'i> Reader<'a, 'i> {
    fn blocks(&mut self, parent: Node<'a, 'i>, level: usize) {
        for node in parent.children() {
            match name(node) {
                "p" | "h" => self.paragraph(node),
                "list" => self.list(node, level),
                "table" => self.table(node),
                "table-of-content" | "alphabetical-index" | "illustration-index" => {
                    self.draft.leave_out(
                        "the table of contents",
                        &self.place,
                        &source::words(node),
                    );
                }
                "tracked-changes" => self.changes(node),
                "sequence-decls" | "forms" | "variable-decls" | "user-field-decls" => {}
                "change-start" | "change-end" | "change" => {
                    self.mark(node, &mut Inline::default());
                }
                "frame" | "custom-shape" | "rect" | "g" => {
                    let mut inline = Inline::default();
                    self.frame(node, &mut inline);
                    self.draft.blocks.append(&mut inline.behind);
                }
                _ => self.blocks(node, level),
            }
        }
    }

    fn changes(&mut self, node: Node<'a, 'i>) {
        for region in node.children().filter(|it| name(*it) == "changed-region") {
            let id = attribute(region, "id").unwrap_or_default().to_owned();
            for change in region.children() {
                match name(change) {
                    "deletion" if self.changes == Some(Changes::Reject) => {
                        self.deletions.insert(id.clone(), change);
                    }
                    "deletion" => {
                        let what = "words taken out by a tracked change that is accepted";
                        self.draft.leave_out(what, "tracked changes", &source::words(change));
                    }
                    "insertion" => self.insertions.push(id.clone()),
                    _ => {}
                }
            }
        }
    }

    /// The start or end of a tracked change, or the place of words that were taken out.
    fn mark(&mut self, node: Node<'a, 'i>, into: &mut Inline) {
        let id = attribute(node, "change-id").unwrap_or_default().to_owned();
        match name(node) {
            "change-start" => self.open.push(id),
            "change-end" => self.open.retain(|it| *it != id),
            _ => {
                let Some(change) = self.deletions.remove(&id) else { return };
                for paragraph in change.children().filter(|it| matches!(name(*it), "p" | "h")) {
                    self.inline(paragraph, into, &Look::default());
                    into.runs.push(Run::plain(" "));
                }
            }
        }
    }

    /// Whether words are of a change that is rejected.
    fn rejected(&self) -> bool {
        self.changes == Some(Changes::Reject)
            && self.open.iter().any(|id| self.insertions.contains(id))
    }

    fn paragraph(&mut self, node: Node<'a, 'i>) {
        self.paragraphs += 1;
        self.place = format!("paragraph {}", self.paragraphs);
        let style = attribute(node, "style-name").unwrap_or_default();
        let look = self.styles.look(style, &Look::default());
        let mut inline = Inline::default();
        self.inline(node, &mut inline, &look);
        let runs = inline.runs;
        let place = self.place.clone();
        if !text_of(&runs).is_empty() {
            let heading = match name(node) {
                "h" => attribute(node, "outline-level").and_then(|it| it.parse().ok()).or(Some(1)),
                _ => None,
            };
            let block = match (heading, self.lists.len().checked_sub(1)) {
                (Some(level), _) => Block::Heading(level, runs),
                (None, Some(level)) => {
                    let mut runs = runs;
                    if let Some(label) = self.label.take() {
                        self.draft.added.push(label.clone());
                        runs.insert(0, Run::plain(&format!("{label} ")));
                    }
                    let mark = self.item.unwrap_or(Mark::More);
                    self.item = Some(Mark::More);
                    Block::Item(Item { mark, level, runs, fresh: false })
                }
                (None, None) if self.styles.is_title(style) => Block::Title(runs),
                (None, None) if self.styles.is(style, "subtitle") => Block::Subtitle(runs),
                (None, None) if self.styles.is(style, "quotations") => Block::Quote(runs),
                (None, None) => Block::Paragraph(runs),
            };
            self.draft.push(&place, block);
        }
        self.draft.blocks.append(&mut inline.behind);
    }

    fn inline(&mut self, parent: Node<'a, 'i>, into: &mut Inline, look: &Look) {
        for node in parent.children() {
            if node.is_text() {
                self.say(node.text().unwrap_or_default(), into, look);
                continue;
            }
            match name(node) {
                "s" => {
                    let count = attribute(node, "c").and_then(|it| it.parse::<usize>().ok());
                    self.say(&" ".repeat(count.unwrap_or(1).min(200)), into, look);
                }
                "tab" => self.say("\t", into, look),
                "bookmark" | "bookmark-start" => {
                    self.draft.anchor(attribute(node, "name").unwrap_or_default());
                }
                "line-break" => self.say(&BREAK.to_string(), into, look),
                "span" => {
                    let style = attribute(node, "style-name").unwrap_or_default();
                    let inner = self.styles.look(style, look);
                    let from = into.runs.len();
                    self.inline(node, into, &inner);
                    self.raise(style, &mut into.runs[from..]);
                }
                "a" => {
                    let href = attribute(node, "href").map(str::to_owned);
                    self.inline(node, into, &Look { href, ..look.clone() });
                }
                "note" => self.note(node, into),
                "annotation" => {
                    let author = child(node, "creator").map(xml::text_within).unwrap_or_default();
                    let what = format!("a comment by {author}");
                    self.draft.leave_out(&what, &self.place, &source::words(node));
                }
                "change-start" | "change-end" | "change" => self.mark(node, into),
                "frame" | "custom-shape" | "rect" | "g" => self.frame(node, into),
                "ruby" => {
                    self.inline(node, into, look);
                }
                "ruby-text" => {
                    self.draft.added.push("( )".to_owned());
                    self.say(" (", into, look);
                    self.inline(node, into, look);
                    self.say(")", into, look);
                }
                "hidden-text" | "hidden-paragraph" => {
                    self.draft.leave_out("hidden words", &self.place, &source::words(node));
                }
                _ => self.inline(node, into, look),
            }
        }
    }

    fn raise(&mut self, style: &str, runs: &mut [Run]) {
        let Some(raised) = self.styles.height(style) else { return };
        if moved(runs, raised) {
            self.draft.notice("raised or lowered letters stand on the line", &self.place);
        }
    }

    fn say(&mut self, text: &str, into: &mut Inline, look: &Look) {
        if self.rejected() {
            let what = "words put in by a tracked change that is rejected";
            return self.draft.leave_out_more(what, &self.place, text);
        }
        self.draft.end_piece();
        into.runs.push(Run { text: text.to_owned(), look: look.clone() });
    }

    /// A note, in brackets where it is called.
    fn note(&mut self, node: Node<'a, 'i>, into: &mut Inline) {
        if let Some(citation) = child(node, "note-citation") {
            self.draft.turned.push(xml::text_within(citation));
        }
        let Some(body) = child(node, "note-body") else { return };
        self.draft.notice("a note stands in brackets where it was called", &self.place);
        if !self.rejected() {
            self.draft.added.push("( )".to_owned());
        }
        let mut words = Inline::default();
        let mut first = true;
        // The words of a frame are read with the paragraph that it belongs to.
        let framed = |it: &Node<'a, 'i>| {
            let outer = it.ancestors().take_while(|up| *up != body).map(name);
            outer.into_iter().any(|up| matches!(up, "frame" | "custom-shape" | "g" | "rect"))
        };
        let said = |it: &Node<'a, 'i>| matches!(name(*it), "p" | "h") && !framed(it);
        for paragraph in body.descendants().filter(said) {
            if !std::mem::take(&mut first) {
                self.say(" ", &mut words, &Look::default());
            }
            self.inline(paragraph, &mut words, &Look::default());
        }
        trim(&mut words.runs);
        self.say(" (", into, &Look::default());
        into.runs.append(&mut words.runs);
        self.say(")", into, &Look::default());
        into.behind.append(&mut words.behind);
    }

    fn frame(&mut self, node: Node<'a, 'i>, into: &mut Inline) {
        let words = |key| {
            let text = child(node, key).map(xml::text_within).unwrap_or_default();
            Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty())
        };
        let alt = words("desc").or_else(|| words("title"));
        let decorative = attribute(node, "decorative") == Some("true");
        let place = self.place.clone();
        let mut pictured = false;
        for inner in node.children() {
            match name(inner) {
                "image" if !pictured => {
                    let path =
                        attribute(inner, "href").unwrap_or_default().trim_start_matches("./");
                    let bytes = self.media.get(path).cloned();
                    let Some(picture) = bytes.and_then(|it| self.draft.add_picture(it)) else {
                        let what = format!("a picture that no edition can show ({path})");
                        self.draft.leave_out_unseen(
                            &what,
                            &place,
                            alt.as_deref().unwrap_or_default(),
                        );
                        continue;
                    };
                    pictured = true;
                    let figure =
                        Figure { picture, alt: alt.clone(), decorative, caption: Vec::new() };
                    let block = Block::Picture(figure);
                    into.behind.push(self.draft.placed(&place, block));
                }
                "text-box" => self.boxed(inner, into),
                "p" | "h" => {
                    self.boxed(node, into);
                    break;
                }
                "object" if self.formula(inner, into) => {}
                "object" => {
                    self.draft.leave_out(
                        "an object of another program",
                        &place,
                        &source::words(inner),
                    );
                }
                "frame" | "custom-shape" | "g" | "rect" => self.frame(inner, into),
                _ => {}
            }
        }
    }

    /// A formula, which is a document of its own; whether it is one.
    fn formula(&mut self, node: Node<'a, 'i>, into: &mut Inline) -> bool {
        let path = attribute(node, "href").unwrap_or_default();
        let path = path.trim_start_matches("./").trim_end_matches('/');
        let Some(text) = self.objects.get(path) else { return false };
        let Ok(document) = xml::parse(text, path) else { return false };
        let Some(math) = document.descendants().find(|it| name(*it) == "math") else {
            return false;
        };
        let row = formula::row(math);
        self.draft.added.push(row.clone());
        let words = "a formula became signs in a row: compare it with the file";
        self.draft.notice(words, &self.place);
        self.say(&row, into, &Look::default());
        true
    }

    fn boxed(&mut self, node: Node<'a, 'i>, into: &mut Inline) {
        let place = self.place.clone();
        let blocks = self.within(node);
        if !blocks.is_empty() {
            into.behind.push(self.draft.placed(&place, Block::Box(blocks)));
        }
    }

    fn within(&mut self, node: Node<'a, 'i>) -> Vec<Placed> {
        let outer = std::mem::take(&mut self.draft.blocks);
        let (lists, item) = (std::mem::take(&mut self.lists), self.item.take());
        self.blocks(node, 0);
        (self.lists, self.item) = (lists, item);
        std::mem::replace(&mut self.draft.blocks, outer)
    }

    fn table(&mut self, node: Node<'a, 'i>) {
        let place = format!("{}, a table", self.place);
        let mut plan = Plan::default();
        self.rows(node, &mut plan);
        let mut blocks = plan.finish(&place, &mut self.draft);
        self.draft.blocks.append(&mut blocks);
    }

    fn rows(&mut self, parent: Node<'a, 'i>, plan: &mut Plan) {
        for node in parent.children() {
            match name(node) {
                "table-header-rows" => {
                    plan.headed |= plan.is_empty();
                    self.rows(node, plan);
                }
                "table-row" => {
                    plan.begin_row();
                    self.rows(node, plan);
                }
                "table-cell" => {
                    let number = |key| attribute(node, key).and_then(|it| it.parse().ok());
                    let columns = number("number-columns-spanned").unwrap_or(1);
                    let rows = number("number-rows-spanned").unwrap_or(1);
                    let blocks = self.within(node);
                    plan.add(Area { blocks, columns, rows, goes_on: false, head: false });
                }
                // The cell that covers it took its place already; words of its own are kept.
                "covered-table-cell" => {
                    let blocks = self.within(node);
                    if !blocks.is_empty() {
                        plan.add(Area { blocks, columns: 1, rows: 1, ..Area::default() });
                    }
                }
                _ => self.rows(node, plan),
            }
        }
    }
}
