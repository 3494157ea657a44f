//! The structure of a PDF in words, as a screen reader says it: `chapbook read --heard`.
//!
//! What screen readers say differs in detail; the words here are those of NVDA in its usual settings
//! (`source/controlTypes` and `source/speech/speech.py` of NVDA 2024), with the languages, the nesting
//! of lists and the heads of tables' cells as JAWS says them where asked to. A line is what is said
//! in one go: what is announced, and then the words, so that
//!
//! ```text
//! P
//!   "Call "
//!   Link "0808 008 7054"
//!   " on weekdays."
//! ```
//!
//! is heard as
//!
//! ```text
//! Call
//! link, 0808 008 7054
//! on weekdays.
//! ```
//!
//! Elements that only group others, and those that only look otherwise, are silent.

mod lists;
mod speaker;
mod tables;
mod tongues;

use std::fmt;

use super::field::{Field, FieldKind};
use super::file::Unreadable;
use super::structure::{Child, Element, ReadError, Structured, structured};
use speaker::Speaker;

/// What is said, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    lines: Vec<Vec<Piece>>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What is said.
    pub said: String,
    /// The words of the document that it stands for; none where it is only announced.
    pub written: String,
}

impl Heard {
    /// The lines, in parts.
    #[must_use]
    pub fn lines(&self) -> &[Vec<Piece>] {
        &self.lines
    }
}

impl fmt::Display for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            let said: String = line.iter().map(|piece| piece.said.as_str()).collect();
            // Whatever stands in a file, it writes no line of its own.
            let words: Vec<&str> = said.split_whitespace().collect();
            if !words.is_empty() {
                writeln!(f, "{}", words.join(" "))?;
            }
        }
        Ok(())
    }
}

/// Says a PDF's structure in words.
///
/// # Errors
///
/// See [`ReadError`].
pub fn heard(bytes: &[u8]) -> Result<Heard, ReadError> {
    let Structured { title, language, top } = structured(bytes)?;
    let mut speaker = Speaker::new(language.as_deref());
    speaker.announce(&match &title {
        Some(title) => format!("document, {title}"),
        None => "document without a title".to_owned(),
    });
    speaker.end();
    speaker.announce(&match &language {
        Some(tag) => format!("language, {} ({tag})", tongues::name(tag)),
        None => "language not given".to_owned(),
    });
    speaker.end();
    let around = Around { language: language.as_deref(), lists: 0 };
    say_all(&mut speaker, &top, around);
    let lines = speaker.finish().ok_or_else(|| {
        Unreadable::Unsafe("said in words, its structure takes more than 128 MB".to_owned())
    })?;
    Ok(Heard { lines })
}

/// What stands around an element.
#[derive(Clone, Copy)]
struct Around<'a> {
    language: Option<&'a str>,
    /// How many lists.
    lists: usize,
}

fn say_all<'a>(speaker: &mut Speaker, children: &'a [Child], around: Around<'a>) {
    for child in children {
        match child {
            Child::Text(text) => speaker.say(text, around.language),
            Child::Element(element) => say(speaker, element, around),
            Child::Object => {}
        }
    }
}

fn say<'a>(speaker: &mut Speaker, element: &'a Element, around: Around<'a>) {
    if speaker.is_full() {
        return;
    }
    let around = Around { language: element.language.as_deref().or(around.language), ..around };
    if let Some(field) = &element.field {
        speaker.part();
        speaker.announce(&described(field));
    }
    match element.kind() {
        "Figure" | "Formula" => say_picture(speaker, element, around),
        "Link" => say_link(speaker, element, around),
        "L" => lists::say(speaker, element, around),
        "TOC" => lists::say_contents(speaker, element, around),
        "LI" | "TOCI" => lists::say_item(speaker, element, around),
        "Table" if element.actual_text.is_none() => tables::say(speaker, element, around),
        "BlockQuote" => {
            speaker.alone("block quote");
            say_within(speaker, element, around);
            speaker.alone("out of block quote");
        }
        kind if is_inline(kind) => say_within(speaker, element, around),
        kind => {
            speaker.part();
            if let Some(announcement) = announcement(kind) {
                speaker.announce(&announcement);
                say_within(speaker, element, around);
                speaker.end();
            } else {
                say_within(speaker, element, around);
                speaker.part();
            }
        }
    }
    if element.field.is_some() {
        speaker.end();
    }
}

fn say_link<'a>(speaker: &mut Speaker, element: &'a Element, around: Around<'a>) {
    speaker.part();
    speaker.announce("link, ");
    say_within(speaker, element, around);
    if let Some(target) = element.target.as_ref().filter(|_| speaker.waits()) {
        speaker.announce(&target.to_string());
        speaker.end();
    }
    speaker.pause();
}

/// What is said before the words of an element that stands by itself.
fn announcement(kind: &str) -> Option<String> {
    match kind {
        "H" => Some("heading, ".to_owned()),
        "Caption" => Some("caption, ".to_owned()),
        "Note" | "FENote" => Some("note, ".to_owned()),
        _ => {
            let level: u8 = kind.strip_prefix('H')?.parse().ok()?;
            Some(format!("heading level {level}, "))
        }
    }
}

/// Whether the words of an element are part of the line around it.
fn is_inline(kind: &str) -> bool {
    const INLINE: &[&str] = &[
        "Annot",
        "BibEntry",
        "Code",
        "Em",
        "Form",
        "LBody",
        "Lbl",
        "NonStruct",
        "Quote",
        "RB",
        "RP",
        "RT",
        "Reference",
        "Ruby",
        "Span",
        "Strong",
        "Sub",
        "WP",
        "WT",
        "Warichu",
    ];
    INLINE.contains(&kind)
}

/// The words of an element, or those that stand in their place.
fn say_within<'a>(speaker: &mut Speaker, element: &'a Element, around: Around<'a>) {
    match (&element.actual_text, &element.alt) {
        (Some(actual), _) => speaker.say(actual, around.language),
        (None, Some(alt)) if !alt.trim().is_empty() => {
            speaker.say_instead(alt, element.text(), around.language);
        }
        (None, _) => say_all(speaker, &element.children, around),
    }
}

fn say_picture<'a>(speaker: &mut Speaker, element: &'a Element, around: Around<'a>) {
    speaker.part();
    speaker.announce(if element.kind() == "Figure" { "graphic, " } else { "formula, " });
    let described = element.alt.as_deref().filter(|alt| !alt.trim().is_empty());
    let Some(alt) = described else {
        say_within(speaker, element, around);
        if speaker.waits() {
            speaker.announce("no description");
        }
        return speaker.end();
    };
    // The description stands for all but a caption, which is said as well.
    let is_caption = |child: &&Child| matches!(child, Child::Element(it) if it.kind() == "Caption");
    let (captions, drawn): (Vec<&Child>, Vec<&Child>) =
        element.children.iter().partition(is_caption);
    match &element.actual_text {
        Some(actual) => speaker.say_instead(alt, actual.clone(), around.language),
        None => speaker.say_instead(alt, drawn.into_iter().map(text_of).collect(), around.language),
    }
    speaker.end();
    for caption in captions.into_iter().filter(|_| element.actual_text.is_none()) {
        say_all(speaker, std::slice::from_ref(caption), around);
    }
}

fn text_of(child: &Child) -> String {
    match child {
        Child::Element(element) => element.text(),
        Child::Text(text) => text.clone(),
        Child::Object => String::new(),
    }
}

/// The most elements that are asked for a few words.
const MAX_ASKED: usize = 1000;

/// The first words of an element, so many characters of them.
fn clipped(element: &Element, most: usize) -> String {
    fn take(element: &Element, words: &mut String, most: usize, asked: &mut usize) {
        *asked += 1;
        if let Some(replaced) = element.actual_text.as_ref().or(element.alt.as_ref()) {
            return words.extend(replaced.chars().take(most));
        }
        for child in &element.children {
            match child {
                _ if words.len() > most || *asked > MAX_ASKED => return,
                Child::Text(text) => words.extend(text.chars().take(most)),
                Child::Element(inner) => take(inner, words, most, asked),
                Child::Object => {}
            }
        }
    }
    let mut words = String::new();
    take(element, &mut words, most, &mut 0);
    words.trim().chars().take(most).collect()
}

fn described(field: &Field) -> String {
    let kind = match field.kind {
        FieldKind::Text => "edit",
        FieldKind::CheckBox(_) => "check box",
        FieldKind::RadioButton(_) => "radio button",
        FieldKind::Button => "button",
        FieldKind::ComboBox => "combo box",
        FieldKind::ListBox => "list",
        FieldKind::Signature => "signature",
    };
    let state = match field.kind {
        FieldKind::CheckBox(ticked) | FieldKind::RadioButton(ticked) => {
            Some(if ticked { "checked" } else { "not checked" })
        }
        _ => None,
    };
    let parts = [field.name.as_deref(), Some(kind), state, field.value.as_deref()];
    let said: Vec<&str> = parts.into_iter().flatten().filter(|it| !it.trim().is_empty()).collect();
    said.join(", ") + ", "
}
