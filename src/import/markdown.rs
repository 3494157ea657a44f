//! Markdown: CommonMark with tables.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::draft::{BREAK, Block, Draft, Figure, Item, Look, Mark, Placed, Run, moved, text_of};
use super::markdown_source::{self, Struck};
use super::tables::{Area, Plan};
use super::{Beside, Refusal, encoding, html};
use crate::content::slug;

pub(super) fn read(bytes: &[u8], beside: &Beside<'_>) -> Result<Draft, Refusal> {
    let (text, windows) = encoding::any(bytes);
    if text.contains('\0') {
        return Err(Refusal::new("is no text: it holds signs that only programs read"));
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(beside);
    if windows {
        reader.draft.notice("the file is not in UTF-8: Western letters were guessed", "the file");
    }
    let notes = markdown_source::notes(&text, options);
    reader.draft.source = markdown_source::words(&text, options);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        if reader.row.is_none() || matches!(event, Event::Start(Tag::TableRow)) {
            reader.place = format!("line {}", line(&text, range.start));
        }
        reader.event(event, &notes);
    }
    reader.flush();
    Ok(reader.draft)
}

fn line(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

struct Reader<'b> {
    /// The files beside the text.
    beside: &'b Beside<'b>,
    draft: Draft,
    struck: Struck,
    place: String,
    runs: Vec<Run>,
    looks: Vec<Look>,
    heading: Option<u8>,
    quotes: usize,
    /// The number that the next item of each open list has.
    lists: Vec<Option<u64>>,
    item: Option<Mark>,
    began: bool,
    plan: Option<Plan>,
    row: Option<()>,
    html: String,
    front: bool,
    note: Option<String>,
    called: Vec<String>,
    picture: Option<(String, String)>,
    /// Pictures, which stand behind the words that they are among.
    behind: Vec<Placed>,
    /// Tags of HTML among words that are open, and the run that each begins with.
    tags: Vec<(String, usize)>,
    code: bool,
}

impl<'b> Reader<'b> {
    fn new(beside: &'b Beside<'b>) -> Self {
        Self {
            beside,
            draft: Draft::default(),
            struck: Struck::default(),
            place: String::new(),
            runs: Vec::new(),
            looks: Vec::new(),
            heading: None,
            quotes: 0,
            lists: Vec::new(),
            item: None,
            began: false,
            plan: None,
            row: None,
            html: String::new(),
            front: false,
            note: None,
            called: Vec::new(),
            picture: None,
            behind: Vec::new(),
            tags: Vec::new(),
            code: false,
        }
    }

    fn event(&mut self, event: Event<'_>, notes: &[(String, String)]) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.front => {
                let title = words.lines().find_map(|it| it.strip_prefix("title:"));
                let title = title.map(|it| it.trim().trim_matches(['"', '\'']).to_owned());
                self.draft.property_title = title.filter(|it| !it.is_empty());
                self.draft.leave_out("settings before the text", &self.place, &words);
            }
            Event::Text(words) | Event::Code(words) => self.say(&words),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.say(&words),
            Event::Html(words) => self.html.push_str(&words),
            Event::InlineHtml(tag) => {
                if tag.to_ascii_lowercase().starts_with("<br") {
                    self.say(&BREAK.to_string());
                }
                let open = self.struck.is_open();
                self.struck.tag(&tag);
                if open != self.struck.is_open() {
                    self.draft.end_piece();
                }
                self.tag(&tag);
            }
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.say(&BREAK.to_string()),
            Event::FootnoteReference(name) => {
                // A note that calls another one, or itself, is read as it stands.
                if self.note.is_some() {
                    return self.say(" ");
                }
                if self.called.iter().any(|it| **it == *name) {
                    let words =
                        "a note is called a second time: it stands where it was called first";
                    self.draft.notice(words, &self.place);
                    return self.say(" ");
                }
                let Some((_, words)) = notes.iter().find(|(it, _)| **it == *name) else { return };
                self.draft.notice("a note stands in brackets where it was called", &self.place);
                let words = words.trim();
                self.called.push(name.to_string());
                if words.is_empty() {
                    return self.runs.push(Run::plain(" "));
                }
                self.draft.added.push("( )".to_owned());
                self.runs.push(Run::plain(&format!(" ({words})")));
            }
            Event::TaskListMarker(_) => self.item = Some(Mark::Check),
            Event::Rule => self.flush(),
        }
    }

    fn say(&mut self, words: &str) {
        if let Some((_, alt)) = &mut self.picture {
            alt.push_str(words);
        } else if self.struck.is_open() {
            self.draft.leave_out_more("words that are struck out", &self.place, words);
        } else if self.note.is_none() {
            self.draft.end_piece();
            let look = self.looks.last().cloned().unwrap_or_default();
            let lines = self.code.then(|| words.trim_end().replace('\n', &BREAK.to_string()));
            self.runs.push(Run { text: lines.unwrap_or_else(|| words.to_owned()), look });
        } else if let Some(name) = &self.note
            && !self.called.contains(name)
        {
            self.draft.leave_out_more("a note that nothing calls", &self.place, words);
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        let look = self.looks.last().cloned().unwrap_or_default();
        match tag {
            Tag::Emphasis => self.looks.push(Look { stress: true, ..look }),
            Tag::Strong => self.looks.push(Look { bold: true, ..look }),
            Tag::Strikethrough => {
                self.draft.end_piece();
                self.struck.begin();
            }
            Tag::Link { dest_url, .. } => {
                self.looks.push(Look { href: Some(dest_url.to_string()), ..look });
            }
            Tag::Image { dest_url, .. } => {
                self.picture = Some((dest_url.to_string(), String::new()))
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                });
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.flush();
                self.began = true;
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                self.item = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        Mark::Number((*number - 1) as usize)
                    }
                    _ => Mark::Bullet,
                });
            }
            Tag::Table(_) => {
                self.flush();
                self.plan = Some(Plan::new(true));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(plan) = &mut self.plan {
                    plan.begin_row();
                    self.row = Some(());
                }
            }
            Tag::MetadataBlock(_) => self.front = true,
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.note = Some(name.to_string());
            }
            Tag::TableCell => {}
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = true;
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                self.looks.pop();
            }
            TagEnd::Strikethrough => self.struck.end(),
            TagEnd::Image => {
                if let Some((target, alt)) = self.picture.take() {
                    self.pictured(&target, &alt);
                }
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.item = None;
            }
            TagEnd::Item => {
                self.flush();
                self.item = None;
            }
            TagEnd::TableCell => {
                let runs = std::mem::take(&mut self.runs);
                let place = self.place.clone();
                let blocks = vec![self.draft.placed(&place, Block::Paragraph(runs))];
                if let Some(plan) = &mut self.plan {
                    plan.add(Area { blocks, columns: 1, rows: 1, ..Area::default() });
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row = None,
            TagEnd::Table => {
                if let Some(plan) = self.plan.take() {
                    let place = self.place.clone();
                    let mut blocks = plan.finish(&place, &mut self.draft);
                    self.draft.blocks.append(&mut blocks);
                    self.draft.blocks.append(&mut self.behind);
                }
            }
            TagEnd::MetadataBlock(_) => self.front = false,
            TagEnd::FootnoteDefinition => {
                self.runs.clear();
                self.note = None;
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                html::within(&html, &mut self.draft, &self.place.clone(), self.beside);
            }
            _ => self.flush(),
        }
    }

    /// Puts the words that were read where they belong.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let heading = self.heading.take();
        self.tags.clear();
        if text_of(&runs).is_empty() || self.note.is_some() {
            self.draft.blocks.append(&mut self.behind);
            return;
        }
        if heading.is_some() {
            self.draft.anchor(&slug(&text_of(&runs)));
        }
        let block = match (heading, self.lists.len().checked_sub(1)) {
            (Some(level), _) => Block::Heading(level, runs),
            (None, Some(level)) => {
                let mark = self.item.unwrap_or(Mark::More);
                self.item = Some(Mark::More);
                let fresh = std::mem::take(&mut self.began);
                Block::Item(Item { mark, level, runs, fresh })
            }
            (None, None) if self.quotes > 0 => Block::Quote(runs),
            (None, None) => Block::Paragraph(runs),
        };
        self.draft.push(&self.place.clone(), block);
        self.draft.blocks.append(&mut self.behind);
    }

    /// A tag of HTML among words.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let look = self.looks.last().cloned().unwrap_or_default();
        let look = match name.as_str() {
            "sup" | "sub" => look,
            "b" | "strong" => Look { bold: true, ..look },
            "i" | "em" => Look { stress: true, ..look },
            "a" => Look { href: html::attribute(tag, "href"), ..look },
            "img" => {
                let target = html::attribute(tag, "src").unwrap_or_default();
                let alt = html::attribute(tag, "alt").unwrap_or_default();
                return self.pictured(&target, &alt);
            }
            _ => return,
        };
        if !tag.starts_with("</") {
            self.looks.push(look);
            self.tags.push((name, self.runs.len()));
        } else if self.tags.last().is_some_and(|(open, _)| *open == name) {
            self.looks.pop();
            let from = self.tags.pop().map_or(0, |(_, from)| from);
            let raised = matches!(name.as_str(), "sup" | "sub").then_some(name == "sup");
            if let (Some(raised), Some(runs)) = (raised, self.runs.get_mut(from..))
                && moved(runs, raised)
            {
                self.draft.notice("raised or lowered letters stand on the line", &self.place);
            }
        }
    }

    fn pictured(&mut self, target: &str, alt: &str) {
        self.say(" ");
        let place = self.place.clone();
        if let Some(Look { href: Some(href), .. }) = self.looks.last() {
            let what = format!("the target of a link on a picture: {href}");
            self.draft.leave_out(&what, &place, "");
        }
        let picture = (self.beside)(target).and_then(|bytes| self.draft.add_picture(bytes));
        let Some(picture) = picture else {
            let what = format!("a picture that is not in the file ({target})");
            return self.draft.leave_out_unseen(&what, &place, alt);
        };
        let alt = Some(alt.split_whitespace().collect::<Vec<_>>().join(" "));
        let alt = alt.filter(|it| !it.is_empty());
        let figure = Figure { picture, alt, decorative: false, caption: Vec::new() };
        let placed = self.draft.placed(&place, Block::Picture(figure));
        self.behind.push(placed);
    }
}
