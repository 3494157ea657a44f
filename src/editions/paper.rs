//! Editions for paper: pages two-up on sheets to be folded, and single pages for a print shop.

use super::imposition::{creep, filler_count, saddle_stitch};
use super::{Duplex, Inks, Metadata, PageSource, Placement, Publication, Sheet, metadata};
use crate::content::{Book, Flip, PageSize};
use crate::geometry::{Color, Point, Pt, Rect, Size};
use crate::layout::{Layout, Page, PageLabel, Palette};

/// What of the inner margin must stay free of creep.
const LEAST_MARGIN: f32 = 8.0;
/// Length of a crop mark.
const MARK: Pt = Pt::mm(5.0);
/// Room for crop marks around the trimmed page.
const MARK_ROOM: Pt = Pt::mm(12.0);

/// Why an edition cannot be made from a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetError {
    /// No usual sheet folds to this page.
    Page(&'static str),
    /// The paper is too thick for so many sheets: millimetres moved, millimetres there are.
    Creep(String),
}

/// How many filler pages a layout needs before its back page.
#[must_use]
pub(super) fn fillers(layout: &Layout) -> usize {
    filler_count(layout.pages.len().saturating_sub(1))
}

/// The pages in reading order, fillers directly before the back page.
fn reading_order(layout: &Layout) -> Vec<PageSource> {
    let last = layout.pages.len() - 1;
    let mut order: Vec<PageSource> = (0..last).map(PageSource::Layout).collect();
    order.extend((0..fillers(layout)).map(PageSource::Filler));
    order.push(PageSource::Layout(last));
    order
}

/// The sheet that folds to two of these pages.
///
/// # Errors
///
/// A page that is folded otherwise.
pub(super) fn sheet_size(page: PageSize, size: Size) -> Result<Size, SheetError> {
    match page {
        PageSize::Dl => Err(SheetError::Page(
            "a DL leaflet is folded in three, not stitched; there is no office booklet of it",
        )),
        // A4 folds at 148.5 mm: the spare half millimetre is outside.
        PageSize::A5 | PageSize::Custom(148.0, 210.0) => {
            Ok(Size { width: Pt::mm(297.0), height: Pt::mm(210.0) })
        }
        PageSize::A4 => Ok(Size { width: Pt::mm(420.0), height: Pt::mm(297.0) }),
        PageSize::HalfLetter | PageSize::Custom(..) => {
            Ok(Size { width: size.width * 2.0, height: size.height })
        }
    }
}

/// The office booklet: two pages on each side of a sheet.
///
/// # Errors
///
/// A page that does not fold, or creep beyond the inner margin.
pub fn booklet<'a>(
    book: &Book,
    layout: &'a Layout,
    filler_pages: Vec<Page>,
) -> Result<Publication<'a>, SheetError> {
    let page = book.theme.base.page.as_ref().map_or(PageSize::A5, |page| page.value);
    let size = sheet_size(page, layout.page)?;
    let order = reading_order(layout);
    let keys = &book.theme.booklet;
    let flip = keys.flip.as_ref().map_or(Flip::Short, |flip| flip.value);
    let thickness = keys.creep.as_ref().map_or(0.0, |creep| creep.value);
    check_creep(layout, order.len() / 4, thickness)?;
    let mut sheets = Vec::new();
    for (index, side) in saddle_stitch(order.len(), layout.direction, flip).into_iter().enumerate()
    {
        let shift = Pt::mm(creep(index / 2, thickness));
        let fold = size.width / 2.0;
        let half = |x: Pt| Rect::new(x, Pt::ZERO, fold, size.height);
        let left = Point::new(fold - layout.page.width + shift, Pt::ZERO);
        let right = Point::new(fold - shift, Pt::ZERO);
        let place = |number: usize, at: Point, x: Pt| Placement {
            page: order[number - 1],
            at,
            clip: Some(half(x)),
        };
        sheets.push(Sheet {
            size,
            trim: None,
            bleed: None,
            placements: vec![place(side.left, left, Pt::ZERO), place(side.right, right, fold)],
            turned: side.turned,
            crop_marks: Vec::new(),
            label: None,
        });
    }
    let palette = Palette { paper: Color::WHITE, ..layout.style.palette };
    Ok(Publication {
        layout,
        fillers: filler_pages,
        sheets,
        generation: None,
        metadata: for_printing(metadata(book)),
        inks: Inks::Office(palette),
        duplex: Some(if flip == Flip::Short { Duplex::ShortEdge } else { Duplex::LongEdge }),
        direction: layout.direction,
    })
}

fn check_creep(layout: &Layout, sheets: usize, thickness: f32) -> Result<(), SheetError> {
    let moved = creep(sheets.saturating_sub(1), thickness);
    let room = layout.style.margins.inner.to_mm() - LEAST_MARGIN;
    // What is not moved needs no room, however narrow the margin.
    if moved <= room.max(0.0) {
        return Ok(());
    }
    Err(SheetError::Creep(format!(
        "paper {thickness} mm thick moves the innermost of {sheets} sheets by {moved:.1} mm, but the \
         inner margin leaves only {:.1} mm",
        room.max(0.0)
    )))
}

fn for_printing(metadata: Metadata) -> Metadata {
    Metadata { title: format!("{} (for printing)", metadata.title), ..metadata }
}

/// Single pages for a print shop.
#[must_use]
pub fn press<'a>(book: &Book, layout: &'a Layout, filler_pages: Vec<Page>) -> Publication<'a> {
    let keys = &book.theme.press;
    let bleed = Pt::mm(keys.bleed.as_ref().map_or(3.0, |bleed| bleed.value));
    let marks = keys.crop_marks.as_ref().is_some_and(|marks| marks.value);
    let around = if marks { MARK_ROOM.max(bleed + Pt::mm(1.0) + MARK) } else { bleed };
    let page = layout.page;
    let size = Size { width: page.width + around * 2.0, height: page.height + around * 2.0 };
    let trim = Rect::new(around, around, page.width, page.height);
    let bleeding = Rect::new(
        around - bleed,
        around - bleed,
        page.width + bleed * 2.0,
        page.height + bleed * 2.0,
    );
    let crop_marks = if marks { crop_marks(trim, bleed) } else { Vec::new() };
    let sheets = reading_order(layout).into_iter().map(|page| Sheet {
        size,
        trim: Some(trim),
        bleed: Some(bleeding),
        placements: vec![Placement { page, at: Point::new(around, around), clip: Some(bleeding) }],
        turned: false,
        crop_marks: crop_marks.clone(),
        label: Some(match page {
            PageSource::Layout(index) => layout.pages[index].label.clone(),
            PageSource::Filler(index) => filler_pages
                .get(index)
                .map_or_else(|| PageLabel::Word("".into()), |page| page.label.clone()),
        }),
    });
    let accent = keys.accent_cmyk.as_ref().map_or([0.0, 0.0, 0.0, 100.0], |accent| accent.value);
    Publication {
        layout,
        sheets: sheets.collect(),
        fillers: filler_pages,
        generation: None,
        metadata: for_printing(metadata(book)),
        inks: Inks::Process { accent },
        duplex: None,
        direction: layout.direction,
    }
}

/// Two lines at each corner, `bleed` and 1 mm away from it.
fn crop_marks(trim: Rect, bleed: Pt) -> Vec<(Point, Point)> {
    let away = bleed + Pt::mm(1.0);
    let mut marks = Vec::with_capacity(8);
    for (x, out) in [(trim.x, -1.0), (trim.right(), 1.0)] {
        for (y, up) in [(trim.y, -1.0), (trim.bottom(), 1.0)] {
            let beside = |by: Pt| Point::new(x + by * out, y);
            let over = |by: Pt| Point::new(x, y + by * up);
            marks.push((beside(away), beside(away + MARK)));
            marks.push((over(away), over(away + MARK)));
        }
    }
    marks
}

/// What touches a page's edge goes over it, so that a cut a little off leaves no white.
#[must_use]
pub fn bled(rect: Rect, page: Size, bleed: Pt) -> Rect {
    let near = Pt(0.01);
    let left = if rect.x <= near { rect.x - bleed } else { rect.x };
    let top = if rect.y <= near { rect.y - bleed } else { rect.y };
    let right = if rect.right() >= page.width - near { rect.right() + bleed } else { rect.right() };
    let bottom =
        if rect.bottom() >= page.height - near { rect.bottom() + bleed } else { rect.bottom() };
    Rect::new(left, top, right - left, bottom - top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crop_marks_stay_off_the_bleed() {
        let trim = Rect::new(MARK_ROOM, MARK_ROOM, Pt(400.0), Pt(600.0));
        let bleed = Pt::mm(3.0);
        for (from, to) in crop_marks(trim, bleed) {
            for point in [from, to] {
                let beside = point.x < trim.x - bleed || point.x > trim.right() + bleed;
                let over = point.y < trim.y - bleed || point.y > trim.bottom() + bleed;
                assert!(beside || over, "{point:?}");
            }
        }
    }

    #[test]
    fn a_leaflet_is_no_booklet() {
        assert!(sheet_size(PageSize::Dl, Size::default()).is_err());
    }
}
