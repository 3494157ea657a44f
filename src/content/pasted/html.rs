//! Pieces of web pages within a string: paragraphs, lists, tables and headings between tags.
//!
//! What cannot be said by the blocks and marks of a booklet, such as a picture or joined cells, is left
//! to be told tag by tag.

use super::headings::Marked;
use super::lists::{Item, List};
use super::openings::{Mark, Style};
use super::tables::Table;
use super::{Holder, Line, Part, Pasted};
use crate::content::marks::tags;
use crate::source::{Sources, Span};

/// So deep lists may stand within each other (`docs/format.md`, section 4).
const DEEPEST: usize = 8;

/// Elements that only part what stands in them from what stands around them.
const PARTING: [&str; 12] = [
    "p", "div", "section", "article", "main", "header", "footer", "center", "body", "html",
    "figure", "address",
];

/// Elements that say nothing to a reader.
const BARE: [&str; 7] = ["span", "font", "small", "big", "label", "abbr", "tt"];

/// A string with tags, read.
pub(in crate::content) enum Html {
    /// Words in paragraphs.
    Words(Vec<String>),
    /// Lists, tables and headings too.
    Blocks(Pasted),
}

/// A piece of a page.
enum Token {
    Opens { name: String, attributes: String },
    Closes(String),
    Words(String),
}

/// What the tags of a string make of it, where all of it can be said without them; `text` is the string
/// as it is read.
pub(in crate::content) fn read(sources: &Sources, span: Span, text: &str) -> Option<Html> {
    if text.lines().any(begins_otherwise) {
        return None;
    }
    let tokens = tokens(text)?;
    let mut page = Page {
        tokens: tokens.into_iter().peekable(),
        blocks: Vec::new(),
        words: String::new(),
        open: Vec::new(),
    };
    page.flow()?;
    page.end_paragraph()?;
    let bare = page.blocks.iter().all(|block| matches!(block, Block::Words(_)));
    if bare {
        let words = page.blocks.into_iter().filter_map(|block| match block {
            Block::Words(words) => Some(words),
            _ => None,
        });
        return Some(Html::Words(words.collect()));
    }
    let holder = Holder::of(&sources.file(span.source).text, span.start as usize);
    let (mut lines, mut parts) = (Vec::new(), Vec::new());
    for block in page.blocks {
        let first = lines.len();
        lines.push(Line::new(String::new(), &[], span));
        match block {
            Block::Words(words) => {
                lines.extend(words.split('\n').map(|it| Line::new(it.to_owned(), &[], span)));
                lines.push(Line::new(String::new(), &[], span));
                match parts.last_mut() {
                    Some(Part::Words(range)) => range.end = lines.len(),
                    _ => parts.push(Part::Words(first..lines.len())),
                }
            }
            Block::List(list) => parts.push(Part::List(List { first, end: first + 1, ..list })),
            Block::Table(table) => parts.push(Part::Table(Table { first, ..table })),
            Block::Heading(heading) => parts.push(Part::Heading(heading)),
        }
    }
    Some(Html::Blocks(Pasted { span, lines, parts, holder }))
}

/// A part of a page.
enum Block {
    Words(String),
    List(List),
    Table(Table),
    Heading(Marked),
}

/// A page while it is read.
struct Page {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    blocks: Vec<Block>,
    /// The words since the last part, with their marks.
    words: String,
    /// The elements whose words are marked, and where these begin.
    open: Vec<(String, usize, String)>,
}

impl Page {
    /// Reads on to the end.
    fn flow(&mut self) -> Option<()> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Words(words) => {
                    for (at, part) in paragraphs(&words).into_iter().enumerate() {
                        if at > 0 {
                            self.end_paragraph()?;
                        }
                        self.add(part);
                    }
                }
                Token::Opens { name, .. } | Token::Closes(name)
                    if PARTING.contains(&name.as_str()) =>
                {
                    self.end_paragraph()?;
                }
                Token::Opens { name, .. } if is_heading(&name) => {
                    self.end_paragraph()?;
                    self.within(&[&name])?;
                    let words = std::mem::take(&mut self.words);
                    let words = words.replace("**", "").trim().to_owned();
                    let low = !matches!(name.as_str(), "h1" | "h2");
                    let heading = Marked { words, low, sure: true };
                    if !heading.words.is_empty() {
                        self.blocks.push(Block::Heading(heading));
                    }
                }
                Token::Opens { name, .. } if matches!(name.as_str(), "ul" | "ol") => {
                    self.end_paragraph()?;
                    let list = self.list(&name, 1)?;
                    self.blocks.push(Block::List(list));
                }
                Token::Opens { name, .. } if name == "table" => {
                    self.end_paragraph()?;
                    let table = self.table()?;
                    self.blocks.push(Block::Table(table));
                }
                other => self.inline(other)?,
            }
        }
        Some(())
    }

    /// Reads words up to the end of one of these elements, or to where the next of them begins.
    fn within(&mut self, names: &[&str]) -> Option<()> {
        loop {
            match self.tokens.next()? {
                Token::Closes(name) if names.contains(&name.as_str()) => {
                    return self.open.is_empty().then_some(());
                }
                other => self.inline(other)?,
            }
        }
    }

    /// A tag of words, or words.
    fn inline(&mut self, token: Token) -> Option<()> {
        match token {
            Token::Words(words) => self.add(&words),
            Token::Opens { name, .. } | Token::Closes(name) if BARE.contains(&&*name) => {}
            Token::Opens { name, .. } if name == "br" => {
                let kept = self.words.trim_end().len();
                self.words.truncate(kept);
                self.words.push_str(" //\n");
            }
            Token::Opens { name, attributes } if mark(&name).is_some() || name == "a" => {
                self.open.push((name, self.words.len(), attributes));
            }
            Token::Closes(name) => {
                let (opened, start, attributes) = self.open.pop()?;
                if opened != name || start > self.words.len() {
                    return None;
                }
                let inner = self.words.split_off(start);
                let (shown, lead) = (inner.trim(), inner.len() - inner.trim_start().len());
                let tail = &inner[inner.trim_end().len().max(lead)..];
                self.words.push_str(&inner[..lead]);
                if !shown.is_empty() {
                    self.words.push_str(&marked(&name, shown, &attributes)?);
                }
                self.words.push_str(tail);
            }
            Token::Opens { .. } => return None,
        }
        Some(())
    }

    fn add(&mut self, words: &str) {
        for (at, word) in words.split(char::is_whitespace).enumerate() {
            let ended = self.words.is_empty() || self.words.ends_with([' ', '\n']);
            if at > 0 && !ended {
                self.words.push(' ');
            }
            self.words.push_str(word);
        }
    }

    fn end_paragraph(&mut self) -> Option<()> {
        if !self.open.is_empty() {
            return None;
        }
        let words = std::mem::take(&mut self.words);
        let shown = words.trim().trim_end_matches("//").trim_end();
        if !shown.is_empty() {
            self.blocks.push(Block::Words(shown.to_owned()));
        }
        Some(())
    }

    /// The list that was begun, up to its end.
    fn list(&mut self, name: &str, depth: usize) -> Option<List> {
        let numbered = name == "ol";
        let mut items: Vec<Item> = Vec::new();
        let mark = if numbered { Mark::Number(1, Style::Stop) } else { Mark::Sign('•') };
        loop {
            match self.tokens.next()? {
                Token::Closes(closed) if closed == name => break,
                Token::Closes(closed) if closed == "li" => {}
                Token::Words(words) if words.trim().is_empty() => {}
                Token::Opens { name, .. } if name == "li" => items.push(self.item(mark, depth)?),
                _ => return None,
            }
        }
        let key = if numbered { "steps" } else { "bullets" };
        let found = List { key, mark, items, first: 0, end: 0, sure: true, doubt: None };
        (!found.items.is_empty()).then_some(found)
    }

    fn item(&mut self, mark: Mark, depth: usize) -> Option<Item> {
        let (mut inner, mut text) = (None, None);
        loop {
            match self.tokens.peek()? {
                Token::Opens { name, .. } if matches!(name.as_str(), "ul" | "ol") => {
                    let Some(Token::Opens { name, .. }) = self.tokens.next() else { return None };
                    if depth == DEEPEST || inner.is_some() {
                        return None;
                    }
                    text = Some(std::mem::take(&mut self.words));
                    inner = Some(self.list(&name, depth + 1)?);
                }
                // The end of an item may be left out.
                Token::Opens { name, .. } if name == "li" => break,
                Token::Closes(name) if matches!(name.as_str(), "li" | "ul" | "ol") => break,
                Token::Opens { name, .. } | Token::Closes(name) if name == "p" => {
                    self.tokens.next();
                    self.add(" ");
                }
                _ => {
                    let token = self.tokens.next()?;
                    self.inline(token)?;
                }
            }
        }
        let rest = std::mem::take(&mut self.words);
        let text = match text {
            // Words after the list within have no place in the item.
            Some(text) if rest.trim().is_empty() => text,
            Some(_) => return None,
            None => rest,
        };
        let text = text.trim().to_owned();
        (self.open.is_empty() && !text.is_empty()).then_some(Item { text, mark, inner })
    }

    /// The table that was begun, up to its end.
    fn table(&mut self) -> Option<Table> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut heads = 0;
        loop {
            match self.tokens.next()? {
                Token::Closes(name) if name == "table" => break,
                Token::Words(words) if words.trim().is_empty() => {}
                Token::Opens { name, .. } | Token::Closes(name)
                    if matches!(name.as_str(), "thead" | "tbody" | "tfoot") => {}
                Token::Closes(name) if matches!(name.as_str(), "tr" | "td" | "th") => {}
                Token::Opens { name, .. } if name == "tr" => rows.push(Vec::new()),
                Token::Opens { name, attributes } if matches!(name.as_str(), "td" | "th") => {
                    if is_joined(&attributes) {
                        return None;
                    }
                    heads += usize::from(name == "th" && rows.len() == 1);
                    let cell = self.cell()?;
                    rows.last_mut()?.push(cell);
                }
                _ => return None,
            }
        }
        rows.retain(|row| !row.is_empty());
        let width = rows.first()?.len();
        let even = rows.iter().all(|row| row.len() == width);
        let headed = heads == width;
        let doubt = (!headed).then_some(
            "write what each column holds in place of …; where the first row says that, write its words there and take the row out",
        );
        let fits = even && rows.len() > 1 && width > 1;
        fits.then_some(Table { rows, headed, first: 0, sure: headed, doubt })
    }

    fn cell(&mut self) -> Option<String> {
        loop {
            match self.tokens.peek()? {
                Token::Closes(name) if matches!(name.as_str(), "td" | "th" | "tr" | "table") => {
                    break;
                }
                Token::Opens { name, .. } if matches!(name.as_str(), "td" | "th" | "tr") => break,
                Token::Opens { name, .. } | Token::Closes(name) if name == "p" => {
                    self.tokens.next();
                    self.add(" ");
                }
                _ => {
                    let token = self.tokens.next()?;
                    self.inline(token)?;
                }
            }
        }
        let words = std::mem::take(&mut self.words);
        self.open.is_empty().then(|| words.trim().to_owned())
    }
}

/// Whether a line means something by itself, of which the tags say nothing: a heading, a point, the end
/// of a line, a picture or a remark.
fn begins_otherwise(line: &str) -> bool {
    let line = line.trim();
    let point = line.starts_with(|c: char| c.is_ascii_digit() || "-*•+|>#".contains(c));
    point || line.ends_with("//") || ["```", "~~~", "![", "<!--"].iter().any(|it| line.contains(it))
}

/// Words between which a blank line stands.
fn paragraphs(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in words.split_inclusive('\n') {
        // What is before the first end of a line is no line by itself.
        if line.trim().is_empty() && at > 0 && line.ends_with('\n') {
            parts.push(&words[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    parts.push(&words[start.min(words.len())..]);
    parts
}

/// The pieces of a text; `None` where it has no tags, or some that begin what has no place in a booklet.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices('<').filter(|(at, _)| is_tag(&text[*at..])) {
        if at < from {
            continue;
        }
        let end = at + text[at..].find('>')?;
        push_words(&text[from..at], &mut found);
        let inner = text[at + 1..end].trim_end_matches('/');
        let closes = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let name = name.to_ascii_lowercase();
        found.push(match closes {
            true => Token::Closes(name),
            false => Token::Opens { name, attributes: attributes.trim().to_owned() },
        });
        from = end + 1;
    }
    push_words(&text[from..], &mut found);
    (from > 0).then_some(found)
}

fn is_tag(rest: &str) -> bool {
    let rest = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let name = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    tags::is_element(&rest[..name].to_ascii_lowercase())
        && rest[name..].starts_with(|c: char| matches!(c, '>' | '/') || c.is_whitespace())
}

/// Adds words with the signs that their entities stand for.
fn push_words(words: &str, found: &mut Vec<Token>) {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let sign = after.split_once(';').and_then(|(name, rest)| Some((tags::sign(name)?, rest)));
        match sign {
            Some((sign, after)) => {
                out.push(sign);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    if !out.is_empty() {
        found.push(Token::Words(out));
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The marks around the words of an element.
fn mark(name: &str) -> Option<&'static str> {
    match name {
        "b" | "strong" => Some("**"),
        "i" | "em" | "u" | "mark" | "cite" => Some("*"),
        _ => None,
    }
}

/// Words as the marks of a booklet have them.
fn marked(name: &str, words: &str, attributes: &str) -> Option<String> {
    if let Some(mark) = mark(name) {
        let plain = !words.starts_with('*') && !words.ends_with('*') && !words.contains('\n');
        return plain.then(|| format!("{mark}{words}{mark}"));
    }
    let address = value(attributes, "href")?;
    let leads = ["https://", "http://", "mailto:", "tel:", "#"];
    let whole = leads.iter().any(|it| address.starts_with(it))
        && !address.contains(['(', ')', ' ', '\\'])
        && !words.contains(['[', ']', '\n']);
    whole.then(|| format!("[{words}]({address})"))
}

/// The value of an attribute.
fn value<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = attributes.split_once(&format!("{name}="))?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '”' | '“'));
    match quote {
        Some(quote) => {
            let end = |c: char| c == quote || c == '”';
            rest[quote.len_utf8()..].split(end).next()
        }
        None => rest.split_whitespace().next(),
    }
}

/// Whether a cell stands in several rows or columns.
fn is_joined(attributes: &str) -> bool {
    ["colspan", "rowspan"]
        .iter()
        .any(|name| value(attributes, name).is_some_and(|number| number.trim() != "1"))
}
