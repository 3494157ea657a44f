//! Markdown: CommonMark with tables.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::draft::{BREAK, Block, Draft, Item, Look, Mark, Run, text_of};
use super::tables::{Area, Plan};
use super::{Refusal, encoding, html};

pub(super) fn read(bytes: &[u8]) -> Result<Draft, Refusal> {
    let (text, windows) = encoding::any(bytes);
    if text.contains('\0') {
        return Err(Refusal::new("is no text: it holds signs that only programs read"));
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    if windows {
        reader.draft.notice("the file is not in UTF-8: Western letters were guessed", "the file");
    }
    let notes = notes(&text, options);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        if reader.row.is_none() || matches!(event, Event::Start(Tag::TableRow)) {
            reader.place = format!("line {}", line(&text, range.start));
        }
        reader.event(event, &notes);
    }
    reader.flush();
    reader.draft.source.push(source(&text, options));
    Ok(reader.draft)
}

fn line(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The words, by code that knows nothing of blocks.
fn source(text: &str, options: Options) -> String {
    let mut out = String::new();
    // Behind the others, as the words around them then stand together.
    let (mut struck, mut behind) = (Struck::default(), String::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Strikethrough) => struck.begin(),
            Event::End(TagEnd::Strikethrough) => {
                struck.end();
                behind.push(' ');
            }
            Event::InlineHtml(tag) => {
                struck.tag(&tag);
                behind.push(' ');
            }
            Event::Text(words) | Event::Code(words) if struck.is_open() => behind.push_str(&words),
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::Html(words) => out.push_str(&html::source(&words)),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(tag) if !is_inline(&tag.to_end()) => out.push(' '),
            Event::End(tag) if !is_inline(&tag) => out.push(' '),
            _ => {}
        }
    }
    out + " " + &behind
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

/// The words of each footnote.
fn notes(text: &str, options: Options) -> Vec<(String, String)> {
    let mut notes: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                notes.push((name.to_string(), String::new()));
                open = true;
            }
            Event::End(TagEnd::FootnoteDefinition) => open = false,
            Event::Text(words) | Event::Code(words) if open => {
                if let Some((_, note)) = notes.last_mut() {
                    note.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) if open => {
                if let Some((_, note)) = notes.last_mut() {
                    note.push(' ');
                }
            }
            _ => {}
        }
    }
    notes
}

/// How deep words stand in others that are struck out.
#[derive(Default)]
struct Struck(usize);

impl Struck {
    fn begin(&mut self) {
        self.0 += 1;
    }

    fn end(&mut self) {
        self.0 = self.0.saturating_sub(1);
    }

    /// Heeds a tag of HTML among the words.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if html::is_struck(&name.to_ascii_lowercase()) {
            if tag.starts_with("</") { self.end() } else { self.begin() }
        }
    }

    fn is_open(&self) -> bool {
        self.0 > 0
    }
}

#[derive(Default)]
struct Reader {
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
}

impl Reader {
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
                self.struck.tag(&tag);
            }
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.say(&BREAK.to_string()),
            Event::FootnoteReference(name) => {
                let Some((_, words)) = notes.iter().find(|(it, _)| **it == *name) else { return };
                self.draft.notice("a note stands in brackets where it was called", &self.place);
                self.runs.push(Run::plain(&format!(" ({})", words.trim())));
                self.called.push(name.to_string());
            }
            Event::TaskListMarker(_) => self.item = Some(Mark::Check),
            Event::Rule => self.flush(),
        }
    }

    fn say(&mut self, words: &str) {
        if self.struck.is_open() {
            self.draft.leave_out("words that are struck out", &self.place, words);
        } else if let Some((_, alt)) = &mut self.picture {
            alt.push_str(words);
        } else if self.note.is_none() {
            let look = self.looks.last().cloned().unwrap_or_default();
            self.runs.push(Run { text: words.to_owned(), look });
        } else if let Some(name) = &self.note
            && !self.called.contains(name)
        {
            self.draft.leave_out("a note that nothing calls", &self.place, words);
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        let look = self.looks.last().cloned().unwrap_or_default();
        match tag {
            Tag::Emphasis => self.looks.push(Look { stress: true, ..look }),
            Tag::Strong => self.looks.push(Look { bold: true, ..look }),
            Tag::Strikethrough => self.struck.begin(),
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
                let Some((target, alt)) = self.picture.take() else { return };
                let what = format!("a picture that is not in the file ({target})");
                self.draft.leave_out(&what, &self.place, &alt);
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
                let blocks = vec![super::draft::Placed {
                    place: self.place.clone(),
                    block: Block::Paragraph(runs),
                }];
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
                }
            }
            TagEnd::MetadataBlock(_) => self.front = false,
            TagEnd::FootnoteDefinition => {
                self.runs.clear();
                self.note = None;
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                html::within(&html, &mut self.draft, &self.place.clone());
            }
            _ => self.flush(),
        }
    }

    /// Puts the words that were read where they belong.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let heading = self.heading.take();
        if text_of(&runs).is_empty() || self.note.is_some() {
            return;
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
    }
}
