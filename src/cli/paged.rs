//! On which pages a layout shows what stands in the source.

use std::collections::HashMap;

use crate::layout::{Ink, Layout};
use crate::source::{SourceId, Span};

/// Where each stretch of the source is shown: its first byte, and the page, counted from 1.
#[derive(Default)]
pub(super) struct Pages(HashMap<SourceId, Vec<(u32, usize)>>);

impl Pages {
    /// Those of a layout.
    pub(super) fn of(layout: &Layout) -> Self {
        let mut pages: HashMap<SourceId, Vec<(u32, usize)>> = HashMap::new();
        for (at, page) in layout.pages.iter().enumerate() {
            for item in &page.items {
                if let Ink::Glyphs(run, _) = &item.ink
                    && let Some(span) = layout.places.of(run)
                {
                    pages.entry(span.source).or_default().push((span.start, at + 1));
                }
            }
        }
        pages.values_mut().for_each(|shown| shown.sort_unstable());
        Self(pages)
    }

    /// The first page that shows anything of a place in the source, not before one where there is
    /// such a page: the same words may be shown twice.
    pub(super) fn first(&self, span: Span, from: usize) -> Option<usize> {
        let shown = self.0.get(&span.source)?;
        let start = shown.partition_point(|(at, _)| *at < span.start);
        let pages = shown[start..].iter().take_while(|(at, _)| *at < span.end);
        let pages = pages.map(|(_, page)| *page);
        pages.clone().filter(|page| *page >= from).min().or_else(|| pages.min())
    }
}
