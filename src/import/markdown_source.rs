//! The words of a Markdown file, by code that knows nothing of blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;

/// The words in their order; then those that stand elsewhere in a booklet: what is struck out, notes.
/// What is said of pictures is no word of the text.
pub(super) fn words(text: &str, options: Options) -> Vec<String> {
    let (mut out, mut behind, mut notes) = (String::new(), String::new(), String::new());
    let (mut struck, mut html) = (Struck::default(), String::new());
    let (mut picture, mut note, mut unsaid) = (false, false, String::new());
    for event in Parser::new_ext(text, options) {
        let into = match () {
            () if picture => &mut unsaid,
            () if struck.is_open() => &mut behind,
            () if note => &mut notes,
            () => &mut out,
        };
        match event {
            Event::Start(Tag::Strikethrough) => struck.begin(),
            Event::End(TagEnd::Strikethrough) => {
                struck.end();
                behind.push(' ');
            }
            Event::InlineHtml(tag) => {
                let tag_name = tag.to_ascii_lowercase();
                if tag_name.starts_with("<br") || tag_name.starts_with("<img") {
                    into.push(' ');
                }
                let open = struck.is_open();
                struck.tag(&tag);
                if open != struck.is_open() {
                    behind.push(' ');
                }
            }
            Event::Text(words) | Event::Code(words) => into.push_str(&words),
            Event::Html(words) => html.push_str(&words),
            Event::End(TagEnd::HtmlBlock) => {
                out.push_str(&html::source(&std::mem::take(&mut html)))
            }
            Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => into.push(' '),
            Event::Start(Tag::Image { .. }) => {
                into.push(' ');
                picture = true;
            }
            Event::End(TagEnd::Image) => {
                picture = false;
                behind.push(' ');
            }
            Event::Start(Tag::FootnoteDefinition(_)) => note = true,
            Event::End(TagEnd::FootnoteDefinition) => note = false,
            Event::Start(tag) if !is_inline(&tag.to_end()) => into.push(' '),
            Event::End(tag) if !is_inline(&tag) => into.push(' '),
            _ => {}
        }
    }
    vec![out, behind, notes]
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

/// The words of each footnote, without those that are struck out.
pub(super) fn notes(text: &str, options: Options) -> Vec<(String, String)> {
    let mut notes: Vec<(String, String)> = Vec::new();
    let (mut open, mut picture, mut struck) = (false, false, Struck::default());
    for event in Parser::new_ext(text, options) {
        let words = match &event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                notes.push((name.to_string(), String::new()));
                open = true;
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                open = false;
                continue;
            }
            Event::Start(Tag::Strikethrough) => {
                struck.begin();
                continue;
            }
            Event::End(TagEnd::Strikethrough) => {
                struck.end();
                continue;
            }
            Event::InlineHtml(tag) => {
                struck.tag(tag);
                let parts = tag.to_ascii_lowercase();
                if parts.starts_with("<br") || parts.starts_with("<img") { " " } else { "" }
            }
            Event::Start(Tag::Image { .. }) => {
                picture = true;
                " "
            }
            Event::End(TagEnd::Image) => {
                picture = false;
                ""
            }
            Event::Text(words) | Event::Code(words) if !picture && !struck.is_open() => words,
            Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => " ",
            Event::Start(tag) if !is_inline(&tag.to_end()) => " ",
            Event::End(tag) if !is_inline(tag) => " ",
            _ => "",
        };
        if let Some((_, note)) = notes.last_mut().filter(|_| open) {
            note.push_str(words);
        }
    }
    notes
}

/// How deep words stand in others that are struck out.
#[derive(Default)]
pub(super) struct Struck(usize);

impl Struck {
    pub(super) fn begin(&mut self) {
        self.0 += 1;
    }

    pub(super) fn end(&mut self) {
        self.0 = self.0.saturating_sub(1);
    }

    /// Heeds a tag of HTML among the words.
    pub(super) fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if html::is_struck(&name.to_ascii_lowercase()) {
            if tag.starts_with("</") { self.end() } else { self.begin() }
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.0 > 0
    }
}
