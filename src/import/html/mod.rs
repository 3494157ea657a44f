//! Web pages: the main part, as browsers read it.

mod dom;
mod fields;
mod formula;
mod furniture;
mod links;
mod lists;
mod pictures;
mod rows;
mod terms;

use std::collections::VecDeque;

use self::dom::Page;
use self::lists::Counting;
use super::draft::{BREAK, Block, Draft, Item, Look, Mark, Placed, Run, moved, text_of};
use super::tables;
use super::{Beside, Refusal, encoding};

/// So long a page is read, in bytes.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// So deep elements are looked at one by one; what is deeper counts as words.
const DEEPEST: usize = 200;

/// So many elements may be open at once: a parser of pages looks through them all at each tag.
const MOST_OPEN: usize = 3_000;

/// Elements that part no words.
const INLINE: [&str; 42] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "ruby", "rb", "rt", "rp", "rtc",
    "input", "math", "output",
];

/// Elements whose words no longer hold.
const STRUCK: [&str; 3] = ["del", "s", "strike"];

pub(super) fn read(bytes: &[u8], beside: &Beside<'_>) -> Result<Draft, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::new("is larger than a page of words can be"));
    }
    let (text, windows) = encoding::any(bytes);
    if text.contains('\0') {
        return Err(Refusal::new("is no web page: it holds signs that only programs read"));
    }
    if depth(&text) > MOST_OPEN {
        return Err(Refusal::new("is nested too deeply: no page of words is"));
    }
    let page = Page::parse(&text);
    let mut reader = Reader::new(&page, beside);
    if windows {
        reader.draft.notice("the file is not in UTF-8: Western letters were guessed", "the file");
    }
    let all = page.descendants(0);
    let named = |name: &str| all.iter().copied().find(|it| page.name(*it) == name);
    let title = named("title").map(|it| text_within(&page, it)).filter(|it| !it.is_empty());
    reader.draft.property_title = title;
    let language = named("html").and_then(|it| page.attribute(it, "lang"));
    reader.base = links::base(&page, &all);
    let body = named("body").unwrap_or(0);
    reader.draft.source.push(words(&page, body));
    let main = furniture::main(&page, body);
    for (what, words) in furniture::around(&page, body, main) {
        reader.draft.leave_out_of_all(what, "around the main part", &words);
    }
    reader.in_main = main != body;
    reader.flow(main, &Look::default(), 0);
    reader.flush();
    reader.end_term();
    let mut draft = reader.draft;
    draft.settle_language(language.map(str::to_owned));
    Ok(draft)
}

/// How many elements are open at once, at most.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0);
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let ends = rest.starts_with('/');
        let name = rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric);
        let name: String = name.take(9).collect();
        match name.to_ascii_lowercase().as_str() {
            "" | "p" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "br" | "img" | "hr" | "input"
            | "meta" | "link" | "col" | "wbr" | "option" | "source" => {}
            _ if ends => open = open.saturating_sub(1),
            _ => open += 1,
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// Whether the words of an element are struck out.
pub(super) fn is_struck(name: &str) -> bool {
    STRUCK.contains(&name)
}

/// The words of a piece of HTML, by code that knows nothing of blocks.
pub(super) fn source(html: &str) -> String {
    words(&Page::parse(html), 0)
}

/// An attribute of a tag.
pub(super) fn attribute(tag: &str, key: &str) -> Option<String> {
    let page = Page::parse(tag);
    let found = page.descendants(0).into_iter().find_map(|it| page.attribute(it, key));
    found.map(str::to_owned)
}

/// Adds a piece of HTML, such as stands in Markdown.
pub(super) fn within(html: &str, draft: &mut Draft, place: &str, beside: &Beside<'_>) {
    let page = Page::parse(html);
    let mut reader = Reader::new(&page, beside);
    reader.draft = std::mem::take(draft);
    reader.at = Some(place.to_owned());
    reader.in_main = true;
    reader.flow(0, &Look::default(), 0);
    reader.flush();
    reader.end_term();
    *draft = reader.draft;
}

/// Whether a reading above words has brackets beside it.
fn has_brackets(page: &Page, node: usize) -> bool {
    let outer = page.parent(node).unwrap_or(node);
    page.children(outer).iter().take(60).any(|it| page.name(*it) == "rp")
}

/// Whether the words of an element are not carried over with those around it.
fn stands_apart(page: &Page, node: usize) -> bool {
    is_struck(page.name(node)) || furniture::unsaid(page, node, true).is_some()
}

/// All words within that are no program's; those that are struck out stand behind the others, as the
/// words around them then stand together.
fn words(page: &Page, node: usize) -> String {
    let mut out = String::new();
    let mut waiting = VecDeque::from([node]);
    while let Some(start) = waiting.pop_front() {
        let mut stack = vec![(start, false)];
        while let Some((node, done)) = stack.pop() {
            let name = page.name(node);
            if done {
                out.push(' ');
            } else if node != start && stands_apart(page, node) {
                // It parts words, unless it is a stretch of them.
                out.push_str(if INLINE.contains(&name) { "" } else { " " });
                waiting.push_back(node);
            } else if name == "img" {
                out.push(' ');
            } else if let Some(text) = page.text(node) {
                out.push_str(text);
            } else if name == "math" {
                out.push_str(&formula::row(page, node));
            } else if name == "input" {
                out.push_str(&format!(" {} ", fields::shown(page, node)));
            } else if name == "q" || (name == "rt" && !has_brackets(page, node)) {
                // Quotes and a reading above words part them.
                out.push(' ');
                stack.push((node, true));
                stack.extend(page.children(node).iter().rev().map(|it| (*it, false)));
            } else if !furniture::is_program(name) {
                if !INLINE.contains(&name) {
                    out.push(' ');
                    stack.push((node, true));
                }
                stack.extend(page.children(node).iter().rev().map(|it| (*it, false)));
            }
        }
        out.push(' ');
    }
    out
}

/// Blanks of every kind as browsers show them: one, but those that do not break.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{C}' | BREAK if out.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' | '\u{C}' | BREAK => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn text_within(page: &Page, node: usize) -> String {
    let texts = page.descendants(node).into_iter().filter_map(|it| page.text(it));
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Reader<'p> {
    page: &'p Page,
    /// The files beside the page.
    beside: &'p Beside<'p>,
    draft: Draft,
    base: Option<String>,
    /// A place that stands for those of the page's lines.
    at: Option<String>,
    place: String,
    in_main: bool,
    runs: Vec<Run>,
    heading: Option<u8>,
    quotes: usize,
    lists: Vec<Counting>,
    item: Option<Mark>,
    began: bool,
    kept_lines: bool,
    /// A term whose meaning is to come.
    term: Vec<Run>,
}

impl<'p> Reader<'p> {
    fn new(page: &'p Page, beside: &'p Beside<'p>) -> Self {
        Self {
            page,
            beside,
            draft: Draft::default(),
            base: None,
            at: None,
            place: String::new(),
            in_main: false,
            runs: Vec::new(),
            heading: None,
            quotes: 0,
            lists: Vec::new(),
            item: None,
            began: false,
            kept_lines: false,
            term: Vec::new(),
        }
    }

    fn flow(&mut self, parent: usize, look: &Look, depth: usize) {
        for node in self.page.children(parent).to_vec() {
            if let Some(text) = self.page.text(node) {
                self.say(text, look);
            } else if depth > DEEPEST {
                let text = words(self.page, node);
                self.say(&text, look);
            } else {
                self.element(node, look, depth);
            }
        }
    }

    fn say(&mut self, text: &str, look: &Look) {
        if self.runs.is_empty() && text.trim().is_empty() {
            return;
        }
        let text = match self.kept_lines {
            true => text.replace('\n', &BREAK.to_string()),
            // Line ends, tabs and blanks are one blank here.
            false => collapsed(text),
        };
        self.runs.push(Run { text, look: look.clone() });
    }

    fn element(&mut self, node: usize, look: &Look, depth: usize) {
        let page = self.page;
        let name = page.name(node);
        if furniture::is_program(name) || name.is_empty() {
            return;
        }
        self.place = self.at.clone().unwrap_or_else(|| format!("line {}", page.line(node)));
        for key in ["id", "name"] {
            self.draft.anchor(page.attribute(node, key).unwrap_or_default());
        }
        if let Some(what) = furniture::unsaid(page, node, self.in_main) {
            let words = words(page, node);
            if !words.trim().is_empty() {
                self.draft.leave_out(what, &self.place, &words);
            }
            if !INLINE.contains(&name) {
                self.say(" ", look);
            }
            return;
        }
        let look = self.look(node, look);
        if INLINE.contains(&name) {
            return self.phrase(node, &look, depth);
        }
        match name {
            "br" => self.runs.push(Run { text: BREAK.to_string(), look }),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = Some(name.as_bytes()[1] - b'0');
                self.flow(node, &look, depth + 1);
                self.flush();
                self.heading = None;
            }
            "ul" | "ol" | "menu" => self.list(node, &look, depth),
            "li" => self.list_item(node, &look, depth),
            "dl" => {
                self.alone(node, &look, depth);
                self.end_term();
            }
            "dt" => self.term(node, &look, depth),
            "dd" => self.meaning(node, &look, depth),
            "summary" => self.alone(node, &Look { bold: true, ..look }, depth),
            "blockquote" => {
                self.flush();
                self.quotes += 1;
                self.alone(node, &look, depth);
                self.quotes -= 1;
            }
            "table" if page.attribute(node, "role") != Some("presentation") => {
                self.table(node, &look, depth);
            }
            "figcaption" => self.caption(node, &look, depth),
            "aside" => self.framed(node, &look, depth),
            "pre" => {
                self.flush();
                self.kept_lines = true;
                self.alone(node, &look, depth);
                self.kept_lines = false;
            }
            _ => self.alone(node, &look, depth),
        }
    }

    fn phrase(&mut self, node: usize, look: &Look, depth: usize) {
        match self.page.name(node) {
            "img" => self.picture(node, look),
            "sub" | "sup" => {
                let from = self.runs.len();
                self.flow(node, look, depth + 1);
                let raised = self.page.name(node) == "sup";
                if let Some(runs) = self.runs.get_mut(from..)
                    && moved(runs, raised)
                {
                    let words = "raised or lowered letters stand on the line";
                    self.draft.notice(words, &self.place);
                }
            }
            "input" => self.input(node, look),
            "math" => {
                let words = "a formula became signs in a row: compare it with the file";
                self.draft.notice(words, &self.place);
                self.say(&formula::row(self.page, node), look);
            }
            // Brackets of its own are for browsers that do not set it above the line.
            "rt" if !has_brackets(self.page, node) => {
                self.draft.added.push("( )".to_owned());
                self.say(" (", look);
                self.flow(node, look, depth + 1);
                self.say(")", look);
            }
            "q" => {
                self.draft.added.push("\u{201C} \u{201D}".to_owned());
                self.say("\u{201C}", look);
                self.flow(node, look, depth + 1);
                self.say("\u{201D}", look);
            }
            name if is_struck(name) => {
                let words = words(self.page, node);
                self.draft.leave_out("words that are struck out", &self.place, &words);
            }
            _ => self.flow(node, look, depth + 1),
        }
    }

    fn look(&self, node: usize, outer: &Look) -> Look {
        let page = self.page;
        let mut look = outer.clone();
        match page.name(node) {
            "b" | "strong" => look.bold = true,
            "i" | "em" | "cite" | "dfn" => look.stress = true,
            "a" => look.href = page.attribute(node, "href").and_then(|it| self.absolute(it)),
            _ => {}
        }
        let style = page.attribute(node, "style").unwrap_or_default().to_lowercase();
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let weight = style.split("font-weight:").nth(1).unwrap_or_default();
        if ["bold", "600", "700", "800", "900"].iter().any(|it| weight.starts_with(it)) {
            look.bold = true;
        } else if weight.starts_with("normal") || weight.starts_with("400") {
            look.bold = false;
        }
        look.stress |= style.contains("font-style:italic");
        if let Some(tag) = page.attribute(node, "lang").filter(|it| !it.trim().is_empty()) {
            look.language = Some(tag.trim().to_owned());
        }
        look
    }

    /// An element that parts paragraphs.
    fn alone(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        self.flow(node, look, depth + 1);
        self.flush();
    }

    fn caption(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        let outer = std::mem::take(&mut self.draft.blocks);
        self.alone(node, look, depth);
        let words = std::mem::replace(&mut self.draft.blocks, outer);
        let mut behind = Vec::new();
        let runs = tables::flat(words, &mut self.draft, &mut behind);
        match self.draft.blocks.last_mut().map(|it| &mut it.block) {
            Some(Block::Picture(figure)) if figure.caption.is_empty() => figure.caption = runs,
            _ => self.draft.push(&self.place.clone(), Block::Paragraph(runs)),
        }
        self.draft.blocks.append(&mut behind);
    }

    /// What is read within a frame or cell.
    fn inside(&mut self, node: usize, look: &Look, depth: usize) -> Vec<Placed> {
        let outer = std::mem::take(&mut self.draft.blocks);
        let lists = std::mem::take(&mut self.lists);
        let (item, quotes) = (self.item.take(), std::mem::take(&mut self.quotes));
        let term = std::mem::take(&mut self.term);
        self.alone(node, look, depth);
        self.end_term();
        (self.lists, self.item, self.quotes, self.term) = (lists, item, quotes, term);
        std::mem::replace(&mut self.draft.blocks, outer)
    }

    fn framed(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        self.end_term();
        let place = self.place.clone();
        let blocks = self.inside(node, look, depth);
        if !blocks.is_empty() {
            self.draft.push(&place, Block::Box(blocks));
        }
    }

    /// Puts the words that were read where they belong.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if text_of(&runs).is_empty() {
            return;
        }
        self.end_term();
        let level = self.lists.len().checked_sub(1);
        let block = match (self.heading, level) {
            (Some(level), _) => Block::Heading(level, runs),
            (None, Some(level)) => {
                let mark = self.item.unwrap_or(Mark::More);
                self.item = Some(Mark::More);
                Block::Item(Item { mark, level, runs, fresh: std::mem::take(&mut self.began) })
            }
            (None, None) if self.quotes > 0 => Block::Quote(runs),
            (None, None) => Block::Paragraph(runs),
        };
        let place = self.place.clone();
        self.draft.push(&place, block);
    }
}
