//! The strings that passages come from, with their places in the file.

use super::{Passage, Subject};
use crate::source::{Sources, Span};

/// A string of the file that readers read.
#[derive(Debug)]
pub(super) struct AString<'a> {
    /// Its paragraphs, at least one.
    pub passages: Vec<&'a Passage<'a>>,
    /// Its place with its quotes, where it can be told.
    pub span: Option<Span>,
}

/// Every string, in order.
pub(super) fn of<'a>(subject: &'a Subject<'a>) -> Vec<AString<'a>> {
    let passages = subject.passages.chunk_by(|one, two| one.group == two.group);
    let string = |passages: &'a [Passage<'a>]| {
        let (first, last) = (passages.first()?, passages.last()?);
        let span = around(subject.sources, first.span, last.span);
        Some(AString { passages: passages.iter().collect(), span })
    };
    passages.filter_map(string).collect()
}

/// The quotes around what is shown of a string.
pub(super) fn around(sources: &Sources, first: Span, last: Span) -> Option<Span> {
    let file = &*sources.file(first.source).text;
    if first.source != last.source {
        return None;
    }
    let mut before = file.get(..first.start as usize)?.trim_end();
    while let Some(rest) = ["\\n", "\\t", "\\r"].iter().find_map(|it| before.strip_suffix(it)) {
        before = rest.trim_end();
    }
    let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|it| before.ends_with(it))?;
    let mut after = file.get(last.end as usize..)?.trim_start();
    while let Some(rest) = ["\\n", "\\t", "\\r", "//"].iter().find_map(|it| after.strip_prefix(it))
    {
        after = rest.trim_start();
    }
    if !after.starts_with(quote) {
        return None;
    }
    let end = file.len() - after.len() + quote.len();
    Some(Span::new(first.source, before.len() - quote.len(), end))
}
