//! HTML of the clipboard as blocks: headings, paragraphs, lists, Word's lists, tables.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::inline::{BREAK, Level, Look, Run, at_level, written};
use super::tables::{Cell, Grid};
use super::{NewBlock, of_text};
use crate::desk::document::Value;

/// So deep lists stand within each other at most (`docs/format.md`, section 4).
const DEEPEST: usize = 8;

/// Whether something that was copied is HTML.
pub(super) fn is_html(copied: &str) -> bool {
    let start = copied.trim_start().to_ascii_lowercase();
    let tags = [
        "<html",
        "<p",
        "<div",
        "<span",
        "<table",
        "<ul",
        "<ol",
        "<h1",
        "<h2",
        "<meta",
        "<!--",
        "<!doctype",
        "<b",
        "<a ",
    ];
    tags.iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("version:") && start.contains("<html"))
}

/// The blocks of a page or a part of one.
pub(super) fn blocks(html: &str) -> Vec<NewBlock> {
    let html = html.find('<').map_or("", |start| &html[start..]);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let sink = Sink(RefCell::new(Reader::default()));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reader.words(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                reader.begin(&tag);
                match &*tag.name {
                    "style" | "script" | "xml" if !tag.self_closing => {
                        return TokenSinkResult::RawData(RawKind::Rawtext);
                    }
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(tag) => reader.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What was found, in its order.
enum Found {
    Paragraph(String),
    Heading(u8, String),
    List(List),
    Block(NewBlock),
}

#[derive(Default)]
struct List {
    key: &'static str,
    items: Vec<Item>,
}

#[derive(Default)]
struct Item {
    text: String,
    inner: Option<List>,
}

/// What the words that come are the text of.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Holder {
    #[default]
    Paragraph,
    Heading(u8),
    /// A paragraph of Word that is an item, and how deep.
    Item(usize),
}

#[derive(Default)]
struct Reader {
    found: Vec<Found>,
    runs: Vec<Run>,
    holder: Holder,
    /// The tags around the words that change their look.
    looks: Vec<(String, Look)>,
    lists: Vec<List>,
    /// The sign or number that Word gives an item.
    sign: String,
    tables: usize,
    grid: Option<Grid>,
    cell: Option<Cell>,
}

impl Reader {
    fn look(&self) -> Look {
        self.looks.last().map(|(_, look)| look.clone()).unwrap_or_default()
    }

    fn words(&mut self, text: &str) {
        let look = self.look();
        let signs = self.looks.iter().any(|(name, _)| name == "mso-ignore");
        if signs {
            self.sign.push_str(text);
        }
        if signs || look.unsaid {
            return;
        }
        let mut words = String::new();
        for c in text.chars() {
            let blank = c.is_whitespace() && c != BREAK;
            let before =
                words.chars().next_back().or_else(|| self.runs.last()?.text.chars().next_back());
            if !blank {
                words.push(at_level(c, look.level));
            } else if !matches!(before, Some(' ' | BREAK)) {
                words.push(' ');
            }
        }
        words.retain(|c| !c.is_control());
        self.runs.push(Run { text: words, look });
    }

    fn begin(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let style = attribute(tag, "style").to_ascii_lowercase();
        match name {
            "br" => self.line_break(),
            "p" | "div" | "section" | "article" | "blockquote" | "address" | "dt" | "dd" | "hr"
            | "pre" => {
                self.flush();
                if name == "p" {
                    self.holder = paragraph(tag, &style);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.holder = Holder::Heading(name.as_bytes()[1] - b'0');
            }
            "ul" | "ol" => {
                self.flush();
                let key = if name == "ol" { "steps" } else { "bullets" };
                if self.cell.is_none() {
                    self.lists.push(List { key, items: Vec::new() });
                }
            }
            "li" => {
                self.flush();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(Item::default());
                }
            }
            "input" if attribute(tag, "type") == "checkbox" => {
                if let Some(list) = self.lists.last_mut() {
                    list.key = "checklist";
                }
            }
            "table" => {
                self.flush();
                self.tables += 1;
                if self.tables == 1 && self.lists.is_empty() {
                    self.grid = Some(Grid::default());
                }
            }
            "tr" if self.tables <= 1 => {
                self.flush();
                if let Some(grid) = &mut self.grid {
                    grid.begin_row();
                }
            }
            "td" | "th" if self.tables <= 1 && self.grid.is_some() => {
                self.flush();
                let span = |key| attribute(tag, key).trim().parse().unwrap_or(1);
                let span = (span("colspan"), span("rowspan"));
                self.cell = Some(Cell { heads: name == "th", span, ..Cell::default() });
            }
            _ => {}
        }
        if !matches!(
            name,
            "br" | "img" | "hr" | "input" | "meta" | "link" | "col" | "p" | "li" | "tr"
        ) && !tag.self_closing
        {
            let name = if style.contains("mso-list") && style.contains("ignore") {
                "mso-ignore"
            } else {
                name
            };
            let look = look_of(tag, &style, self.look());
            self.looks.push((name.to_owned(), look));
        }
    }

    fn end(&mut self, name: &str) {
        let own = |open: &str| open == name || (open == "mso-ignore" && name == "span");
        if let Some(at) = self.looks.iter().rposition(|(open, _)| own(open)) {
            self.looks.truncate(at);
        }
        match name {
            "p" | "div" | "section" | "article" | "blockquote" | "address" | "li" | "dt" | "dd"
            | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(),
            "ul" | "ol" if self.cell.is_none() => {
                self.flush();
                self.end_list();
            }
            "caption" => {
                let words = self.taken(true);
                if let Some(grid) = &mut self.grid {
                    grid.caption(&words);
                }
            }
            "td" | "th" if self.tables <= 1 => {
                self.flush();
                if let (Some(cell), Some(grid)) = (self.cell.take(), &mut self.grid) {
                    grid.add(cell);
                }
            }
            "table" => {
                self.flush();
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0
                    && let Some(grid) = self.grid.take()
                {
                    match grid.finish() {
                        Ok(block) => self.found.push(Found::Block(block)),
                        Err(words) => self.found.extend(words.into_iter().map(Found::Paragraph)),
                    }
                }
            }
            _ => {}
        }
    }

    fn line_break(&mut self) {
        let twice = self.runs.iter().rev().find(|run| run.text != " ");
        if twice.is_some_and(|run| run.text.trim_end_matches(' ').ends_with(BREAK))
            && self.cell.is_none()
        {
            let holder = self.holder;
            self.flush();
            self.holder = holder;
            return;
        }
        let look = self.look();
        self.runs.push(Run { text: BREAK.to_string(), look });
    }

    /// The words that were read, with or without marks.
    fn taken(&mut self, marked: bool) -> String {
        written(&std::mem::take(&mut self.runs), marked)
    }

    /// Puts the words that were read where they belong.
    fn flush(&mut self) {
        let holder = std::mem::take(&mut self.holder);
        let said = self.runs.iter().filter(|run| !run.text.trim().is_empty());
        let bold = said.clone().count() > 0 && said.clone().all(|run| run.look.bold);
        // Bold is what a head is in any case.
        let bare = matches!(holder, Holder::Heading(_)) || (self.cell.is_some() && bold);
        let words = self.taken(!bare);
        if words.is_empty() {
            self.sign.clear();
            return;
        }
        if let Some(cell) = &mut self.cell {
            cell.bold = bold && (cell.bold || cell.words.is_empty());
            if !cell.words.is_empty() {
                cell.words.push_str(" //\n");
            }
            cell.words.push_str(&words);
            return;
        }
        if let Holder::Item(level) = holder {
            return self.word_item(level, words);
        }
        if let Some(item) = self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            match &mut item.inner {
                // Words after an inner list.
                Some(inner) => inner.items.push(Item { text: words, inner: None }),
                None if item.text.is_empty() => item.text = words,
                None => item.text = format!("{} //\n{words}", item.text),
            }
            return;
        }
        self.found.push(match holder {
            Holder::Heading(level) => Found::Heading(level, words),
            _ => Found::Paragraph(words),
        });
    }

    /// An item of a list of Word, which gives paragraphs with a level.
    fn word_item(&mut self, level: usize, words: String) {
        let sign = std::mem::take(&mut self.sign);
        let counted = sign.trim().starts_with(char::is_numeric) || {
            let letters = sign.trim().trim_end_matches(['.', ')']);
            letters.len() < sign.trim().len()
                && !letters.is_empty()
                && letters.chars().all(char::is_alphanumeric)
        };
        let key = if counted { "steps" } else { "bullets" };
        let open = matches!(self.found.last(), Some(Found::List(_)));
        if !open {
            self.found.push(Found::List(List { key, items: Vec::new() }));
        }
        let Some(Found::List(list)) = self.found.last_mut() else { return };
        let item = Item { text: words, inner: None };
        if level <= 1 && list.key != key && !list.items.is_empty() {
            self.found.push(Found::List(List { key, items: vec![item] }));
            return;
        }
        let mut list = list;
        for _ in 1..level {
            if list.items.is_empty() {
                break;
            }
            let last = list.items.len() - 1;
            list = list.items[last].inner.get_or_insert_with(|| List { key, items: Vec::new() });
        }
        list.items.push(item);
    }

    fn end_list(&mut self) {
        let Some(list) = self.lists.pop() else { return };
        let list = List {
            items: list
                .items
                .into_iter()
                .filter(|it| !it.text.is_empty() || it.inner.is_some())
                .collect(),
            ..list
        };
        if list.items.is_empty() {
            return;
        }
        let Some(outer) = self.lists.last_mut() else {
            self.found.push(Found::List(list));
            return;
        };
        match outer.items.last_mut() {
            Some(item) if item.inner.is_none() && !item.text.is_empty() => item.inner = Some(list),
            Some(Item { inner: Some(inner), .. }) => inner.items.extend(list.items),
            _ => outer.items.extend(list.items),
        }
    }

    fn finish(mut self) -> Vec<NewBlock> {
        self.flush();
        while !self.lists.is_empty() {
            self.end_list();
        }
        if let Some(Ok(block)) = self.grid.take().map(Grid::finish) {
            self.found.push(Found::Block(block));
        }
        let levels = self.found.iter().filter_map(|found| match found {
            Found::Heading(level, _) => Some(*level),
            _ => None,
        });
        let top = levels.min().unwrap_or(1);
        let mut blocks = Vec::new();
        let mut paragraphs: Vec<String> = Vec::new();
        for found in self.found {
            if let Found::Paragraph(words) = found {
                paragraphs.push(words);
                continue;
            }
            blocks.extend(of_text(&std::mem::take(&mut paragraphs).join("\n\n")));
            blocks.push(match found {
                Found::Heading(level, words) => NewBlock::new(
                    if level == top { "heading" } else { "subheading" },
                    Value::Words(words),
                ),
                Found::List(list) => NewBlock::new(list.key, items(list, 1)),
                Found::Block(block) => block,
                Found::Paragraph(_) => continue,
            });
        }
        blocks.extend(of_text(&paragraphs.join("\n\n")));
        blocks
    }
}

/// The items of a list; those that stand too deep follow those of the deepest.
fn items(list: List, depth: usize) -> Value {
    let mut made = Vec::new();
    for item in list.items {
        match item.inner {
            None => made.push(Value::Words(item.text)),
            Some(inner) if depth < DEEPEST => made.push(Value::Table(vec![
                ("text".to_owned(), Value::Words(item.text)),
                (inner.key.to_owned(), items(inner, depth + 1)),
            ])),
            Some(inner) => {
                made.push(Value::Words(item.text));
                if let Value::List(more) = items(inner, depth) {
                    made.extend(more);
                }
            }
        }
    }
    Value::List(made)
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> &'a str {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map_or("", |attribute| &*attribute.value)
}

/// What a paragraph of Word is.
fn paragraph(tag: &Tag, style: &str) -> Holder {
    let class = attribute(tag, "class").to_ascii_lowercase();
    if let Some(rest) = style.split("mso-list:").nth(1)
        && let Some(level) = rest.split("level").nth(1)
    {
        let digits: String = level.chars().take_while(char::is_ascii_digit).collect();
        return Holder::Item(digits.parse().unwrap_or(1).clamp(1, DEEPEST));
    }
    match () {
        () if class.starts_with("msotitle") => Holder::Heading(1),
        () if class.starts_with("msoheading") => Holder::Heading(2),
        () => Holder::Paragraph,
    }
}

/// The look of words within a tag.
fn look_of(tag: &Tag, style: &str, outer: Look) -> Look {
    let mut look = outer;
    match &*tag.name {
        "b" | "strong" => look.bold = true,
        "i" | "em" => look.stress = true,
        "sup" => look.level = Level::Raised,
        "sub" => look.level = Level::Lowered,
        // Words that were struck out are not meant to be said.
        "del" | "s" | "strike" | "head" | "style" | "script" | "title" | "xml" => {
            look.unsaid = true
        }
        "a" if !attribute(tag, "href").is_empty() => {
            look.href = Some(attribute(tag, "href").to_owned())
        }
        _ => {}
    }
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let weight = style.split("font-weight:").nth(1).unwrap_or_default();
    match () {
        () if weight.starts_with("normal") || weight.starts_with("400") => look.bold = false,
        () if ["bold", "600", "700", "800", "900"].iter().any(|it| weight.starts_with(it)) => {
            look.bold = true
        }
        () => {}
    }
    look.stress |= style.contains("font-style:italic");
    look.unsaid |= style.contains("display:none")
        || style.contains("mso-hide:all")
        || style.contains("line-through");
    if style.contains("vertical-align:super") {
        look.level = Level::Raised;
    } else if style.contains("vertical-align:sub") {
        look.level = Level::Lowered;
    }
    look
}
