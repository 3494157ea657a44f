//! Blocks: which kind each is, and the kinds that are no lists or tables.

use crate::content::reader::{Keys, Reader, Shape};
use crate::content::tree::{Entry, Node, Value};
use crate::content::{
    Block, BlockKind, Callout, Definition, Figure, Qr, Quote, WritingLines, links,
};
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;

/// The keys that say what a block is.
pub(super) const KINDS: [&str; 15] = [
    "text",
    "heading",
    "subheading",
    "bullets",
    "steps",
    "checklist",
    "callout",
    "quote",
    "figure",
    "table",
    "definitions",
    "contact_point",
    "writing_lines",
    "qr",
    "page_break",
];

const IN_FIGURE: &str = "it belongs inside figure = { … }";

const BLOCK: Shape = Shape {
    what: "a block",
    keys: &[
        "text",
        "heading",
        "subheading",
        "bullets",
        "steps",
        "checklist",
        "callout",
        "quote",
        "figure",
        "table",
        "definitions",
        "contact_point",
        "writing_lines",
        "qr",
        "page_break",
        "id",
        "language",
        "allow",
    ],
    elsewhere: &[
        (
            "title",
            "it belongs inside callout = { … }, or at the top of the chapter; for a title within the chapter use `heading`",
        ),
        ("image", IN_FIGURE),
        ("alt", IN_FIGURE),
        ("caption", "it belongs inside figure = { … } or table = { … }"),
        ("decorative", IN_FIGURE),
        ("width", IN_FIGURE),
        ("columns", "it belongs inside table = { … }"),
        ("rows", "it belongs inside table = { … }"),
        ("source", "it belongs inside quote = { … }"),
        ("image_alt", IN_FIGURE),
        ("prompt", "it belongs inside writing_lines = { … }"),
        ("lines", "it belongs inside writing_lines = { … }"),
        ("url", "it belongs inside qr = { … }"),
        ("label", "it belongs inside qr = { … }"),
        ("paragraph", "it is called `text` here"),
        ("body", "it is called `text` here"),
        ("p", "it is called `text` here"),
        ("h1", "it is called `heading` here"),
        ("h2", "it is called `heading` here"),
        ("h3", "it is called `subheading` here"),
        ("header", "it is called `heading` here"),
        ("list", "it is called `bullets` or `steps` here"),
        ("items", "it is called `bullets` or `steps` here"),
        ("numbered", "it is called `steps` here"),
        ("picture", IN_A_FIGURE),
        ("photo", IN_A_FIGURE),
        ("img", IN_A_FIGURE),
        ("drawing", IN_A_FIGURE),
        ("box", "it is called `callout` here"),
        ("panel", "it is called `callout` here"),
        ("note", "it is called `callout` here"),
        ("warning", "it is called `callout` here"),
        ("contact", "write `contact_point`, with the name of a point of the contact section"),
        ("qr_code", "it is called `qr` here"),
        ("qrcode", "it is called `qr` here"),
        ("break", "it is called `page_break` here"),
    ],
};

const IN_A_FIGURE: &str = "write figure = { image = \"../pictures/…\", alt = \"…\" }";
const TO_BLOCK: &str = "it belongs to the block: write it right under [[block]]";

/// Keys of a block that end up in the table which says what it is.
pub(super) const OF_BLOCK: &[(&str, &str)] =
    &[("id", TO_BLOCK), ("language", TO_BLOCK), ("allow", TO_BLOCK)];

const CALLOUT: Shape =
    Shape::inner("a callout", &["title", "text", "bullets", "steps", "checklist"], OF_BLOCK);
const QUOTE: Shape = Shape::inner("a quote", &["text", "source"], OF_BLOCK);
const FIGURE: Shape =
    Shape::inner("a figure", &["image", "alt", "decorative", "caption", "width"], OF_BLOCK);
const DEFINITION: Shape = Shape::new("a definition", &["term", "meaning"]);
const WRITING_LINES: Shape = Shape::inner("`writing_lines`", &["prompt", "lines"], OF_BLOCK);
const QR: Shape = Shape::new("a QR code", &["url", "label"]);

impl Reader<'_> {
    /// Reads the blocks of a chapter.
    pub fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut heading = false;
        let mut blocks = Vec::new();
        for node in nodes {
            let Some(table) = self.table(node, "a block", "[[block]], and its keys under it")
            else {
                continue;
            };
            let keys = self.keys(table, &BLOCK);
            heading |= keys.has("heading");
            if let Some(entry) = table.entry("subheading")
                && !heading
            {
                self.skipped_heading(entry);
            }
            blocks.extend(self.block(&keys));
        }
        blocks
    }

    fn skipped_heading(&mut self, entry: &Entry) {
        self.report(
            Diagnostic::error(
                "heading-skipped",
                entry.node.span,
                "a subheading stands before the chapter's first heading",
            )
            .note("people who go from heading to heading with a screen reader would think that one is missing")
            .fix("make it a `heading`", entry.key.span, "heading"),
        );
    }

    fn block(&mut self, keys: &Keys<'_>) -> Option<Block> {
        let language = keys.get("language").and_then(|node| self.language_tag(node));
        let allow = self.allow(keys);
        let kinds: Vec<&Entry> = keys
            .table
            .entries
            .iter()
            .filter(|entry| KINDS.contains(&entry.key.value.as_str()))
            .collect();
        self.one_kind(keys, &kinds);
        let before = self.language.clone();
        let mut read = self.within(language.as_ref(), |reader| {
            kinds.iter().map(|entry| reader.kind(entry)).collect::<Vec<_>>()
        });
        let kind = read.pop().flatten()?;
        let id = keys.get("id").and_then(Node::text).map(str::to_owned);
        let span = kinds.last()?.node.span;
        let language = language.filter(|language| *language != before);
        Some(Block { kind, id, language, allow, span })
    }

    fn one_kind(&mut self, keys: &Keys<'_>, kinds: &[&Entry]) {
        match kinds {
            [] if !keys.odd => {
                self.report(
                    Diagnostic::error(
                        "no-kind",
                        keys.table.header,
                        "the block does not say what it is",
                    )
                    .help(format!("give it one of {}", super::reader::list(&KINDS))),
                );
            }
            [first, second, ..] => {
                let (one, two) = (&first.key.value, &second.key.value);
                self.report(
                    Diagnostic::error(
                        "two-kinds",
                        second.key.span,
                        format!("the block is `{one}` and `{two}` at once"),
                    )
                    .label(first.key.span, "the other kind")
                    .help(format!("begin a new block before it: a line [[block]], then `{two}`")),
                );
            }
            _ => {}
        }
    }

    fn kind(&mut self, entry: &Entry) -> Option<BlockKind> {
        let (key, node) = (entry.key.value.as_str(), &entry.node);
        if node.is_blank() {
            self.empty(node, &format!("`{key}`"), &format!("{key} = \"…\""));
            return None;
        }
        match key {
            "text" => self.text(node, "`text`").map(BlockKind::Text),
            "heading" => self.line(node, key).map(BlockKind::Heading),
            "subheading" => self.line(node, key).map(BlockKind::Subheading),
            "bullets" | "steps" | "checklist" => self.list(entry, 1).map(BlockKind::List),
            "callout" => self.callout(node).map(BlockKind::Callout),
            "quote" => self.quote(node).map(BlockKind::Quote),
            "figure" => self.figure(node).map(BlockKind::Figure),
            "table" => self.data_table(node).map(BlockKind::Table),
            "definitions" => self.definitions(node).map(BlockKind::Definitions),
            "contact_point" => self.contact_point(node).map(BlockKind::ContactPoint),
            "writing_lines" => self.writing_lines(node).map(BlockKind::WritingLines),
            "qr" => self.qr(node).map(BlockKind::Qr),
            _ => self.page_break(node),
        }
    }

    fn callout(&mut self, node: &Node) -> Option<Callout> {
        let example = "callout = { title = \"…\", text = \"…\" }";
        let table = self.table(node, "`callout`", example)?;
        let keys = self.keys(table, &CALLOUT);
        let title = self.need(&keys, "title", "title = \"…\"");
        let title = title.and_then(|node| self.line(node, "title"));
        let text = self.optional_text(&keys, "text");
        let list = self.inner_list(&keys, 1);
        let body = ["text", "bullets", "steps", "checklist"];
        if !body.iter().any(|key| keys.get(key).is_some() || keys.excuses(key)) {
            self.report(
                Diagnostic::error(
                    "missing-key",
                    keys.table.header,
                    "a callout has nothing under its title",
                )
                .help("add `text`, `bullets`, `steps` or `checklist`"),
            );
        }
        Some(Callout { title: title?, text, list })
    }

    fn quote(&mut self, node: &Node) -> Option<Quote> {
        let table = self.table(node, "`quote`", "quote = { text = \"…\", source = \"…\" }")?;
        let keys = self.keys(table, &QUOTE);
        let text = self.need(&keys, "text", "text = \"…\"");
        let text = text.and_then(|node| self.text(node, "`text`"));
        let source = keys.get("source").and_then(|node| self.paragraph(node, "`source`"));
        Some(Quote { text: text?, source })
    }

    fn figure(&mut self, node: &Node) -> Option<Figure> {
        let example = "figure = { image = \"pictures/map.svg\", alt = \"…\" }";
        let table = self.table(node, "`figure`", example)?;
        let keys = self.keys(table, &FIGURE);
        self.need(&keys, "image", "image = \"pictures/map.svg\"");
        let image = self.image(&keys, "image", "alt", "decorative");
        let caption = keys.get("caption").and_then(|node| self.paragraph(node, "`caption`"));
        let width = keys.get("width").and_then(|node| self.percent(node));
        Some(Figure { image: image?, caption, width })
    }

    fn percent(&mut self, node: &Node) -> Option<Spanned<f32>> {
        let number = self.number(node, "`width`")?;
        if !(1.0..=100.0).contains(&number) {
            let message = format!("`width` is {number}: it must be from 1 to 100 percent");
            self.bad_value(node.span, message, "100 is the whole width of the text");
            return None;
        }
        Some(Spanned::new((number / 100.0) as f32, node.span))
    }

    fn definitions(&mut self, node: &Node) -> Option<Vec<Definition>> {
        let example = "definitions = [{ term = \"…\", meaning = \"…\" }]";
        let nodes = self.tables(node, "`definitions`", example)?;
        if nodes.is_empty() {
            self.empty(node, "`definitions`", example);
        }
        let mut definitions = Vec::new();
        for node in nodes {
            let Some(table) = self.table(node, "a definition", example) else {
                continue;
            };
            let keys = self.keys(table, &DEFINITION);
            let term = self.need(&keys, "term", "term = \"…\"");
            let term = term.and_then(|node| self.shown(node, "term"));
            let meaning = self.need(&keys, "meaning", "meaning = \"…\"");
            let meaning = meaning.and_then(|node| self.text(node, "`meaning`"));
            if let (Some(term), Some(meaning)) = (term, meaning) {
                definitions.push(Definition { term, meaning });
            }
        }
        Some(definitions)
    }

    fn contact_point(&mut self, node: &Node) -> Option<usize> {
        let name = self.plain(node, "`contact_point`")?;
        if let Some(index) = self.names.point(&name.text) {
            return Some(index);
        }
        if self.names.incomplete {
            return None;
        }
        let message = format!("no contact point has the name \"{}\"", name.text);
        let diagnostic = Diagnostic::error("unknown-contact-point", node.span, message);
        let names = &mut self.names;
        let known = names.points.iter().map(String::as_str);
        let meant = names.guessed_points.meant(&name.text, names.points.len(), known);
        // Whoever has a hundred looks for the right one in the file.
        let known: Vec<&str> = names.points.iter().take(12).map(String::as_str).collect();
        self.diagnostics.push(match meant {
            Some(meant) => {
                let quoted = format!("\"{meant}\"");
                diagnostic.fix(format!("did you mean {quoted}?"), node.span, quoted)
            }
            None if known.is_empty() => {
                diagnostic.help("give booklet.toml one under [[contact.point]]")
            }
            None => {
                diagnostic.help(format!("the contact points are {}", super::reader::list(&known)))
            }
        });
        None
    }

    fn writing_lines(&mut self, node: &Node) -> Option<WritingLines> {
        let example = "writing_lines = { prompt = \"…\", lines = 6 }";
        let table = self.table(node, "`writing_lines`", example)?;
        let keys = self.keys(table, &WRITING_LINES);
        let prompt = self.need(&keys, "prompt", "prompt = \"…\"");
        let prompt = prompt.and_then(|node| self.line(node, "prompt"));
        let node = self.need(&keys, "lines", "lines = 6");
        let number = node.and_then(|node| Some((node, self.number(node, "`lines`")?)));
        let (node, number) = number?;
        if number.fract() != 0.0 || !(1.0..=40.0).contains(&number) {
            let message = format!("`lines` is {number}: it must be a whole number from 1 to 40");
            self.bad_value(node.span, message, "write a number such as 6");
            return None;
        }
        Some(WritingLines { prompt: prompt?, lines: number as u32 })
    }

    /// A QR code, as a block or in the contact section.
    pub fn qr(&mut self, node: &Node) -> Option<Qr> {
        let example = "qr = { url = \"https://www.example.org\", label = \"…\" }";
        let table = self.table(node, "`qr`", example)?;
        let keys = self.keys(table, &QR);
        let url = self.need(&keys, "url", "url = \"https://www.example.org\"");
        let url = url.and_then(|node| self.url(node));
        let label = self.need(&keys, "label", "label = \"Our website\"");
        let label = label.and_then(|node| self.shown(node, "label"));
        let (url, printed) = url?;
        Some(Qr { url, printed, label: label? })
    }

    /// An address as it is encoded and as it is printed.
    fn url(&mut self, node: &Node) -> Option<(Spanned<String>, String)> {
        let url = self.literal(node, "`url`")?;
        match self.address(&url.text) {
            Ok(address) => {
                let printed = match address.shown {
                    Some(_) => {
                        self.doubt_address(&url.text, node.span);
                        url.text.trim().to_owned()
                    }
                    None => address.link.clone(),
                };
                Some((Spanned::new(address.link, node.span), printed))
            }
            Err(mut bad) => {
                // A QR code leads to no #id, and its address stands in no brackets.
                if bad.help.contains("#id") {
                    "write the whole address, such as https://www.example.org"
                        .clone_into(&mut bad.help);
                }
                self.bad_address(node, bad);
                None
            }
        }
    }

    /// Reports a whole string that is no address.
    pub fn bad_address(&mut self, node: &Node, bad: links::BadAddress) {
        let diagnostic = Diagnostic::error("bad-link", node.span, bad.message);
        let with_values = self.sources.snippet(node.span).contains('{');
        let diagnostic = match bad.replacement.filter(|_| !with_values) {
            Some(meant) => {
                let quoted = format!("\"{meant}\"");
                diagnostic.fix(bad.help, node.span, quoted)
            }
            None => diagnostic.help(bad.help),
        };
        let diagnostic = self.with_definitions(node, diagnostic);
        self.report(diagnostic);
    }

    fn page_break(&mut self, node: &Node) -> Option<BlockKind> {
        if let Value::Boolean(false) = node.value {
            let message = "`page_break` is false, so the block is nothing".to_owned();
            self.bad_value(node.span, message, "take the whole block out, or write true");
            return None;
        }
        self.boolean(node, "`page_break`").map(|_| BlockKind::PageBreak)
    }
}
