//! The sides of sheets on which the pages of `booklet` and `press` come to lie.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::drawing;
use super::pages::{PageFacts, Set, label};
use crate::content::EditionName;
use crate::editions::{self, PageSource, Publication, Sheet};
use crate::layout::Page;

/// What is told of each side; none where the sheets cannot be made.
pub(super) fn facts(set: &Set, edition: EditionName) -> Vec<PageFacts> {
    let Some(publication) = publication(set, edition) else { return Vec::new() };
    let looks = editions::looks(&publication);
    let sheets = publication.sheets.iter().enumerate();
    sheets
        .map(|(at, sheet)| PageFacts {
            number: at + 1,
            label: called(set, edition, at, sheet),
            hash: format!("{:016x}", hash(set, &publication, &looks, sheet)),
            width: sheet.size.width.0,
            height: sheet.size.height.0,
            pages: sheet.placements.iter().filter_map(|placed| number(placed.page)).collect(),
        })
        .collect()
}

/// Draws a side.
pub(super) fn draw(set: &Set, edition: EditionName, at: usize) -> Option<String> {
    let publication = publication(set, edition)?;
    let sheet = publication.sheets.get(at)?;
    let mut within = String::new();
    for placement in &sheet.placements {
        let page = page(set, &publication, placement.page)?;
        let (x, y) = (placement.at.x.0, placement.at.y.0);
        let _ = write!(within, "<g transform=\"translate({x} {y})\">");
        within += &drawing::inner(set, page);
        within += "</g>";
    }
    let marks = sheet.crop_marks.iter().map(|(from, to)| {
        let ends = [from.x.0, from.y.0, to.x.0, to.y.0];
        let [x1, y1, x2, y2] = ends;
        format!("<path d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"#000\" stroke-width=\".25\"/>")
    });
    within.extend(marks);
    Some(drawing::document(sheet.size, &within))
}

fn publication(set: &Set, edition: EditionName) -> Option<Publication<'_>> {
    let fillers = set.fillers().to_vec();
    match edition {
        EditionName::Press => Some(editions::press(&set.book, &set.layout, fillers)),
        _ => editions::booklet(&set.book, &set.layout, fillers).ok(),
    }
}

fn page<'p>(set: &'p Set, publication: &'p Publication<'_>, source: PageSource) -> Option<&'p Page> {
    match source {
        PageSource::Layout(at) => set.layout.pages.get(at),
        PageSource::Filler(at) => publication.fillers.get(at),
    }
}

fn number(source: PageSource) -> Option<usize> {
    match source {
        PageSource::Layout(at) => Some(at + 1),
        PageSource::Filler(_) => None,
    }
}

fn called(set: &Set, edition: EditionName, at: usize, sheet: &Sheet) -> String {
    if edition == EditionName::Booklet {
        let side = if at.is_multiple_of(2) { "front" } else { "back" };
        return format!("Sheet {}, {side}", at / 2 + 1);
    }
    let placed = sheet.placements.first().map(|placement| placement.page);
    match placed {
        Some(PageSource::Layout(at)) => label(&set.layout.pages[at].label),
        Some(PageSource::Filler(_)) | None => "Notes".to_owned(),
    }
}

fn hash(set: &Set, publication: &Publication<'_>, looks: &[u64], sheet: &Sheet) -> u64 {
    let mut hasher = DefaultHasher::new();
    let (last, fillers) = (set.layout.pages.len() - 1, publication.fillers.len());
    for placement in &sheet.placements {
        let at = match placement.page {
            PageSource::Layout(at) if at == last => last + fillers,
            PageSource::Layout(at) => at,
            PageSource::Filler(at) => last + at,
        };
        let look = looks.get(at).copied().unwrap_or_default();
        match page(set, publication, placement.page) {
            Some(page) => set.hash(look, page).hash(&mut hasher),
            None => look.hash(&mut hasher),
        }
        [placement.at.x.0, placement.at.y.0].map(f32::to_bits).hash(&mut hasher);
    }
    sheet.turned.hash(&mut hasher);
    hasher.finish()
}
