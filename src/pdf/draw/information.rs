//! What a PDF says of itself: metadata, outline, page labels.

use std::num::NonZeroU32;

use krilla::metadata::{DateTime, Metadata, PageLayout, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{NumberingStyle, PageLabel as KLabel};

use super::links::destination;
use crate::editions::Publication;
use crate::language::Direction;
use crate::layout::compose::OutlineEntry;
use crate::layout::{Layout, PageLabel};
use crate::words::Date;

/// The date of a booklet that names no review: nothing reads the clock, and PDF/A wants a date.
const NO_DATE: Date = Date { year: 2000, month: 1, day: 1 };

/// Title, author and so on.
pub(super) fn metadata(publication: &Publication<'_>) -> Metadata {
    let said = &publication.metadata;
    let date = said.date.unwrap_or(NO_DATE);
    let time = DateTime::new(date.year)
        .month(date.month)
        .day(date.day)
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    let producer = concat!("chapbook ", env!("CARGO_PKG_VERSION"));
    let mut metadata = Metadata::new()
        .title(said.title.clone())
        .language(said.language.tag().to_owned())
        .creator("chapbook".to_owned())
        .producer(producer.to_owned())
        .creation_date(time)
        .text_direction(match publication.direction {
            Direction::LeftToRight => TextDirection::LeftToRight,
            Direction::RightToLeft => TextDirection::RightToLeft,
        });
    if let Some(subject) = &said.subject {
        metadata = metadata.description(subject.clone());
    }
    if !said.keywords.is_empty() {
        metadata = metadata.keywords(said.keywords.clone());
    }
    if let Some(author) = &said.author {
        metadata = metadata.authors(vec![author.clone()]);
    }
    if publication.tagged() {
        metadata = metadata.page_layout(PageLayout::OneColumn);
    }
    metadata
}

/// Bookmarks for every heading.
pub(super) fn outline(layout: &Layout) -> Outline {
    let mut outline = Outline::new();
    let mut rest = layout.outline.as_slice();
    while let Some((entry, after)) = rest.split_first() {
        let end = after.iter().position(|next| next.level <= entry.level).unwrap_or(after.len());
        if let Some(node) = outline_node(layout, entry, &after[..end]) {
            outline.push_child(node);
        }
        rest = &after[end..];
    }
    outline
}

fn outline_node(
    layout: &Layout,
    entry: &OutlineEntry,
    inner: &[OutlineEntry],
) -> Option<OutlineNode> {
    let place = destination(layout, entry.anchor)?;
    let mut node = OutlineNode::new(entry.title.clone(), place).with_open(entry.level > 1);
    let mut rest = inner;
    while let Some((entry, after)) = rest.split_first() {
        let end = after.iter().position(|next| next.level <= entry.level).unwrap_or(after.len());
        if let Some(child) = outline_node(layout, entry, &after[..end]) {
            node.push_child(child);
        }
        rest = &after[end..];
    }
    Some(node)
}

/// A page's label: its printed number or its word.
pub(super) fn label(label: &PageLabel) -> KLabel {
    match label {
        PageLabel::Number(number) => {
            KLabel::new(Some(NumberingStyle::Arabic), None, NonZeroU32::new(*number))
        }
        PageLabel::Word(word) => KLabel::new(None, Some(word.to_string()), None),
    }
}
