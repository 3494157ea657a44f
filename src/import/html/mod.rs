//! Web pages: the main part, as browsers read it.

mod dom;
mod furniture;
mod rows;
mod terms;

use std::collections::VecDeque;

use self::dom::Page;
use super::draft::{BREAK, Block, Draft, Figure, Item, Look, Mark, Placed, Run, at_level, text_of};
use super::tables;
use super::{Refusal, encoding};

/// So long a page is read, in bytes.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// So deep elements are looked at one by one; what is deeper counts as words.
const DEEPEST: usize = 200;

/// So many elements may be open at once: a parser of pages looks through them all at each tag.
const MOST_OPEN: usize = 3_000;

/// Elements that part no words.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements whose words no longer hold.
const STRUCK: [&str; 3] = ["del", "s", "strike"];

pub(super) fn read(bytes: &[u8]) -> Result<Draft, Refusal> {
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
    let mut reader = Reader::new(&page);
    if windows {
        reader.draft.notice("the file is not in UTF-8: Western letters were guessed", "the file");
    }
    let all = page.descendants(0);
    let named = |name: &str| all.iter().copied().find(|it| page.name(*it) == name);
    let title = named("title").map(|it| text_within(&page, it)).filter(|it| !it.is_empty());
    reader.draft.property_title = title;
    let language = named("html").and_then(|it| page.attribute(it, "lang"));
    reader.base = base(&page, &all);
    let body = named("body").unwrap_or(0);
    reader.draft.source.push(words(&page, body));
    let main = furniture::main(&page, body);
    for (what, words) in furniture::around(&page, body, main) {
        reader.draft.leave_out(what, "around the main part", &words);
    }
    reader.in_main = main != body;
    reader.flow(main, &Look::default(), 0);
    reader.flush();
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

/// The words of a piece of HTML, by code that knows nothing of blocks.
/// Whether the words of an element are struck out.
pub(super) fn is_struck(name: &str) -> bool {
    STRUCK.contains(&name)
}

pub(super) fn source(html: &str) -> String {
    words(&Page::parse(html), 0)
}

/// Adds a piece of HTML, such as stands in Markdown.
pub(super) fn within(html: &str, draft: &mut Draft, place: &str) {
    let page = Page::parse(html);
    let mut reader = Reader::new(&page);
    reader.draft = std::mem::take(draft);
    reader.at = Some(place.to_owned());
    reader.in_main = true;
    reader.flow(0, &Look::default(), 0);
    reader.flush();
    *draft = reader.draft;
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
            } else if node != start && is_struck(name) {
                waiting.push_back(node);
            } else if let Some(text) = page.text(node) {
                out.push_str(text);
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

fn text_within(page: &Page, node: usize) -> String {
    let texts = page.descendants(node).into_iter().filter_map(|it| page.text(it));
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The address that links without one of their own begin at.
fn base(page: &Page, all: &[usize]) -> Option<String> {
    let link = |it: &usize| match page.name(*it) {
        "base" => page.attribute(*it, "href"),
        "link" if page.attribute(*it, "rel") == Some("canonical") => page.attribute(*it, "href"),
        _ => None,
    };
    all.iter().find_map(link).filter(|it| it.starts_with("http")).map(str::to_owned)
}

struct Reader<'p> {
    page: &'p Page,
    draft: Draft,
    base: Option<String>,
    /// A place that stands for those of the page's lines.
    at: Option<String>,
    place: String,
    in_main: bool,
    runs: Vec<Run>,
    heading: Option<u8>,
    quotes: usize,
    lists: Vec<Option<usize>>,
    item: Option<Mark>,
    began: bool,
    kept_lines: bool,
    /// A term whose meaning is to come.
    term: Vec<Run>,
}

impl<'p> Reader<'p> {
    fn new(page: &'p Page) -> Self {
        Self {
            page,
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
            false => text.replace(BREAK, " "),
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
        if let Some(what) = furniture::unsaid(page, node, self.in_main) {
            let words = words(page, node);
            if !words.trim().is_empty() {
                self.draft.leave_out(what, &self.place, &words);
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
            "li" => {
                self.flush();
                self.item = Some(self.next_mark(node));
                self.flow(node, &look, depth + 1);
                self.flush();
                self.item = None;
            }
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
            "img" => self.picture(node),
            "sub" | "sup" => {
                let text = text_within(self.page, node);
                match at_level(&text, self.page.name(node) == "sup") {
                    Some(text) => self.say(&text, look),
                    None => {
                        self.draft
                            .notice("raised or lowered letters stand on the line", &self.place);
                        self.flow(node, look, depth + 1);
                    }
                }
            }
            "q" => {
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

    fn absolute(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() {
            return None;
        }
        let scheme = href.split(['/', '?', '#']).next().is_some_and(|it| it.contains(':'));
        let own = scheme || href.starts_with('#');
        let Some(base) = self.base.as_deref().filter(|_| !own) else {
            return Some(href.to_owned());
        };
        let start = base.find("://").map_or(0, |at| at + 3);
        let host = base[start..].find('/').map_or(base.len(), |at| start + at);
        Some(match href {
            _ if href.starts_with("//") => format!("{}{href}", &base[..start - 2]),
            _ if href.starts_with('/') => format!("{}{href}", &base[..host]),
            _ if href.starts_with("./") || href.starts_with("../") => href.to_owned(),
            _ => match base[host..].rfind('/') {
                Some(at) => format!("{}{href}", &base[..=host + at]),
                None => format!("{base}/{href}"),
            },
        })
    }

    /// An element that parts paragraphs.
    fn alone(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        self.flow(node, look, depth + 1);
        self.flush();
    }

    fn list(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        let counted = self.page.name(node) == "ol";
        let start = self.page.attribute(node, "start").and_then(|it| it.trim().parse().ok());
        let outer = self.item;
        self.began = true;
        self.lists.push(counted.then(|| start.unwrap_or(1)));
        self.item = None;
        self.flow(node, look, depth + 1);
        self.flush();
        self.lists.pop();
        self.item = outer;
    }

    fn next_mark(&mut self, node: usize) -> Mark {
        let ticked = self.page.descendants(node).into_iter().take(8).any(|it| {
            self.page.name(it) == "input" && self.page.attribute(it, "type") == Some("checkbox")
        });
        match self.lists.last_mut() {
            _ if ticked => Mark::Check,
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                Mark::Number(*number - 1)
            }
            _ => Mark::Bullet,
        }
    }

    fn picture(&mut self, node: usize) {
        let source = self.page.attribute(node, "src").unwrap_or_default().to_owned();
        let alt = self.page.attribute(node, "alt").map(str::trim).map(str::to_owned);
        let place = self.place.clone();
        let bytes = furniture::inlined(&source);
        let picture = bytes.and_then(|bytes| self.draft.add_picture(bytes));
        let Some(picture) = picture else {
            let shown: String = source.chars().take(80).collect();
            let what = format!("a picture that is not in the file ({shown})");
            return self.draft.leave_out(&what, &place, &alt.unwrap_or_default());
        };
        self.flush();
        let decorative = alt.as_deref() == Some("");
        let alt = alt.filter(|it| !it.is_empty());
        let figure = Figure { picture, alt, decorative, caption: Vec::new() };
        self.draft.push(&place, Block::Picture(figure));
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
        self.alone(node, look, depth);
        (self.lists, self.item, self.quotes) = (lists, item, quotes);
        std::mem::replace(&mut self.draft.blocks, outer)
    }

    fn framed(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
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
