//! Advice on an edition: what a few lines less would save, what will not staple, whom it may fail.

use super::imposition::filler_count;
use crate::geometry::Pt;
use crate::language::Language;
use crate::layout::flow::Piece;
use crate::layout::paginate::paginate;
use crate::layout::{LargePrint, Layout};
use crate::typeset::Fonts;

/// The most lines that an author is asked to cut.
const MOST_LINES: usize = 10;
/// Booklets with more pieces than this are not tried: nobody cuts lines to save one of 100 sheets.
const MOST_PIECES: usize = 20_000;
/// Pages of an office booklet that a stapler still takes.
const MOST_PAGES: usize = 48;
/// Leaves of large print that a stapler still takes.
const MOST_LEAVES: usize = 20;

/// Lines that could be cut to save a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saving {
    /// How many lines.
    pub lines: usize,
    /// In which chapter, from 0.
    pub chapter: usize,
    /// How many pages there would be.
    pub pages: usize,
}

/// What can be said of the office booklet of a layout.
#[must_use]
pub fn for_booklet(layout: &Layout) -> Vec<String> {
    let pages = layout.pages.len();
    let fillers = filler_count(pages - 1);
    let sheets = (pages + fillers) / 4;
    let mut advice = Vec::new();
    if fillers > 0
        && let Some(saving) = saving(layout)
    {
        let unit = if saving.lines == 1 { "line" } else { "lines" };
        advice.push(format!(
            "{pages} pages need {sheets} sheets; {} {unit} less in chapter {} would make {} pages on {}",
            saving.lines,
            saving.chapter + 1,
            saving.pages,
            sheets - 1,
        ));
    }
    if fillers == 3 {
        let lines = (layout.style.height().0 / layout.style.body.leading.0) as usize;
        advice.push(format!(
            "three filler pages are needed before the back page; there is room for about {} more \
             lines",
            lines * 3
        ));
    }
    if pages + fillers > MOST_PAGES {
        advice.push(format!(
            "{sheets} sheets are too thick to fold and staple well; over {MOST_PAGES} pages, think \
             of two booklets or of another binding"
        ));
    }
    advice
}

/// What can be said of large print.
#[must_use]
pub fn for_large_print(layout: &Layout) -> Vec<String> {
    let leaves = layout.pages.len().div_ceil(2);
    if leaves <= MOST_LEAVES {
        return Vec::new();
    }
    let size = layout.style.large_print.and_then(LargePrint::size);
    let size = size.map_or(String::new(), |size| format!(" in {size} pt"));
    vec![format!(
        "large print{size} has {leaves} leaves when printed on both sides; over {MOST_LEAVES} will not \
         staple, so bind it another way"
    )]
}

/// What can be said of the edition for the screen.
#[must_use]
pub fn for_screen(language: &Language, fonts: &Fonts) -> Vec<String> {
    if fonts.hanging(language).is_none() {
        return Vec::new();
    }
    vec![
        "people with a screen reader want the `html` edition: the letters of Nastaliq climb within \
         a word, and Chrome, Edge and Firefox take each step in a PDF for a line of its own"
            .to_owned(),
    ]
}

/// The fewest lines of one chapter whose loss saves a sheet, tried out by paginating again.
#[must_use]
pub fn saving(layout: &Layout) -> Option<Saving> {
    let pages = layout.pages.len();
    let target = pages / 4 * 4;
    if target == pages || target == 0 || layout.skeleton.pieces.len() > MOST_PIECES {
        return None;
    }
    let chapters = layout.skeleton.pieces.iter().filter_map(|piece| piece.chapter).max()? + 1;
    let mut best: Option<Saving> = None;
    for chapter in 0..chapters {
        let short = short_lines(&layout.skeleton.pieces, chapter);
        let most = best.map_or(MOST_LINES, |best| best.lines - 1).min(short.len());
        if most == 0 || pages_without(layout, &short[..most]) > target {
            continue;
        }
        let lines = (1..=most)
            .find(|lines| pages_without(layout, &short[..*lines]) <= target)
            .unwrap_or(most);
        best = Some(Saving { lines, chapter, pages: target });
    }
    best
}

/// Last lines of a chapter's paragraphs, the shortest first: a word or two to cut.
fn short_lines(pieces: &[Piece], chapter: usize) -> Vec<usize> {
    let mut lines: Vec<(usize, Pt)> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.chapter == Some(chapter))
        .filter_map(|(index, piece)| piece.last_line.map(|width| (index, width)))
        .collect();
    lines.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
    lines.into_iter().map(|(index, _)| index).collect()
}

/// How many pages there would be without some lines.
fn pages_without(layout: &Layout, lines: &[usize]) -> usize {
    let skeleton = &layout.skeleton;
    let mut pieces = skeleton.pieces.clone();
    for line in lines {
        // The line before takes its place, with its keeps.
        let keeps = pieces[*line].keep_with_next;
        if let Some(before) = line.checked_sub(1) {
            pieces[before].keep_with_next = keeps;
        }
        pieces[*line].height = Pt::ZERO;
        pieces[*line].space_before = Pt::ZERO;
    }
    let height = layout.style.height();
    let body = paginate(&pieces, &skeleton.heads, height, skeleton.first);
    // Cover before, back page after.
    skeleton.first - 1 + body.len() + 1
}
