//! Pictures side by side, each with its caption under it.

use super::super::flow::{Flow, Frame, Parting, Piece};
use super::super::structure::NodeId;
use super::Composer;
use super::cover::fit;
use super::figure::LEAST_DPI;
use crate::content::Figure;
use crate::geometry::{Point, Pt, Size};

/// No picture in a row is narrower than so many ems.
const NARROWEST: f32 = 6.0;
/// Pictures of one row are as high as each other where none gets narrower by it than this share of an
/// even column.
const LEAST_OF_EVEN: f32 = 0.6;
/// Pictures of one row take at most this share of the page's height.
const HIGHEST: f32 = 0.5;

/// A figure of a row.
struct Column {
    picture: Piece,
    caption: Flow,
    /// How far it stands from where reading begins.
    start: Pt,
}

impl Composer<'_> {
    /// A picture, or a few: side by side where each gets room enough, else in rows of two or one under
    /// the other.
    pub(super) fn figures(&mut self, flow: &mut Flow, section: NodeId, figures: &[Figure]) {
        if let [only] = figures {
            self.figure(flow, section, only);
            return;
        }
        let Some((count, widths)) = self.row_widths(figures) else {
            figures.iter().for_each(|figure| self.figure(flow, section, figure));
            return;
        };
        flow.space(self.style.paragraph_space);
        let mut rows = Flow::default();
        for (figures, widths) in figures.chunks(count).zip(widths) {
            let columns = self.row_of_figures(section, figures, &widths);
            self.push_row(&mut rows, columns);
        }
        rows.pieces.iter_mut().skip(1).for_each(|row| row.parting = Parting::FewItems);
        flow.append(rows);
    }

    /// How many figures stand in a row, and the widths of each row's; nothing where one at a time does.
    fn row_widths(&self, figures: &[Figure]) -> Option<(usize, Vec<Vec<Pt>>)> {
        let least: Vec<Pt> = figures
            .iter()
            .map(|figure| self.caption_word(figure).max(self.style.body.size * NARROWEST))
            .collect();
        let mut counts = vec![figures.len()];
        if figures.len() > 2 {
            counts.push(2);
        }
        counts.into_iter().find_map(|count| {
            let rows = figures.chunks(count).map(|row| self.widths_of_row(row, count));
            let mut rows: Vec<Vec<Pt>> = rows.collect();
            level_rows(figures, count, &mut rows);
            let enough = rows.iter().flatten().zip(&least).all(|(width, least)| width >= least);
            enough.then_some((count, rows))
        })
    }

    /// The widths of a row of figures where `count` fill it: so that all are as high as each other, or
    /// as their authors asked for.
    fn widths_of_row(&self, row: &[Figure], count: usize) -> Vec<Pt> {
        let whole = self.column().width;
        let gaps = self.style.body.size * (count - 1) as f32;
        let room = whole - gaps;
        let even = room / count as f32;
        if row.iter().any(|figure| figure.width.is_some()) {
            let wanted =
                |figure: &Figure| figure.width.as_ref().map_or(even, |it| whole * it.value);
            let wanted: Vec<Pt> = row.iter().map(wanted).collect();
            let all: Pt = wanted.iter().copied().sum();
            let share = if all > room { room.0 / all.0 } else { 1.0 };
            return wanted.into_iter().map(|width| width * share).collect();
        }
        let shape = |figure: &Figure| {
            let picture = &figure.image.picture;
            (picture.width / picture.height.max(0.001)).max(0.001)
        };
        let all: f32 = row.iter().map(shape).sum();
        let room = room * (row.len() as f32 / count as f32);
        let level: Vec<Pt> = row.iter().map(|figure| room * (shape(figure) / all)).collect();
        let fair = level.iter().all(|width| *width >= even * LEAST_OF_EVEN);
        if fair { level } else { vec![even; row.len()] }
    }

    /// The longest word of a caption.
    fn caption_word(&self, figure: &Figure) -> Pt {
        let Some(caption) = &figure.caption else { return Pt::ZERO };
        self.extent(&caption.plain_text(), self.style.body).word()
    }

    /// The figures of a row, the first where reading begins.
    fn row_of_figures(
        &mut self,
        section: NodeId,
        figures: &[Figure],
        widths: &[Pt],
    ) -> Vec<Column> {
        let column = self.column();
        let mut columns = Vec::with_capacity(figures.len());
        let mut start = Pt::ZERO;
        for (figure, width) in figures.iter().zip(widths) {
            let x = match self.right_to_left() {
                true => column.x + column.width - start - *width,
                false => column.x + start,
            };
            let frame = Frame { x, width: *width };
            let owner = self.picture_owner(Some(section), &figure.image);
            let caption = self.figure_caption(frame, section, figure);
            let size = self.size_in_row(figure, *width, self.height_of_caption(&caption));
            self.judge_sharpness(figure.width.as_ref(), &figure.image, (size.width, column));
            let picture = self.picture_piece(owner, frame, &figure.image, size);
            columns.push(Column { picture, caption, start });
            start += *width + self.style.body.size;
        }
        columns
    }

    /// Height of a caption with the space over it.
    fn height_of_caption(&self, caption: &Flow) -> Pt {
        let some = !caption.pieces.is_empty();
        if some { self.style.item_space + caption.height() } else { Pt::ZERO }
    }

    /// A row as one piece, tops aligned. Where a caption is longer than a page allows, the figures stand
    /// one under the other, and it goes on over pages.
    fn push_row(&self, flow: &mut Flow, columns: Vec<Column>) {
        let heights =
            columns.iter().map(|it| it.picture.height + self.height_of_caption(&it.caption));
        if heights.fold(Pt::ZERO, Pt::max) <= self.style.height() {
            flow.push(columns.into_iter().fold(Piece::default(), |row, it| self.beside(row, it)));
            flow.set_space(self.style.display_space());
            return;
        }
        for Column { mut picture, mut caption, start } in columns {
            let back = Point::new(if self.right_to_left() { start } else { -start }, Pt::ZERO);
            picture.shift(back);
            caption.pieces.iter_mut().for_each(|piece| piece.shift(back));
            picture.keep_with_next = !caption.pieces.is_empty();
            flow.push(picture);
            flow.set_space(self.style.item_space);
            flow.append(caption);
            flow.set_space(self.style.display_space());
        }
    }

    /// A row with one more figure.
    fn beside(&self, mut row: Piece, Column { mut picture, caption, .. }: Column) -> Piece {
        row.height = row.height.max(picture.height + self.height_of_caption(&caption));
        let mut caption = caption.merged();
        caption.shift(Point::new(Pt::ZERO, picture.height + self.style.item_space));
        row.items.append(&mut picture.items);
        row.items.append(&mut caption.items);
        row.anchors.append(&mut caption.anchors);
        row
    }

    /// The size of a picture in its row, with room for the caption under it.
    fn size_in_row(&self, figure: &Figure, width: Pt, under: Pt) -> Size {
        let picture = &figure.image.picture;
        let page = self.style.height();
        let width = match figure.width {
            Some(_) => width,
            None => picture.largest_width(width, LEAST_DPI),
        };
        let height = (page * HIGHEST).min(page - under).max(Pt(36.0));
        fit(picture.width, picture.height, Size { width, height })
    }
}

/// Draws the pictures of several rows in one size, where their authors asked for no other.
fn level_rows(figures: &[Figure], count: usize, rows: &mut [Vec<Pt>]) {
    if rows.len() < 2 || figures.iter().any(|figure| figure.width.is_some()) {
        return;
    }
    let tall = |figure: &Figure, width: Pt| {
        width * (figure.image.picture.height / figure.image.picture.width.max(0.001))
    };
    let lowest = |(figures, widths): (&[Figure], &Vec<Pt>)| {
        figures.iter().zip(widths).map(|(figure, width)| tall(figure, *width)).reduce(Pt::max)
    };
    let heights = figures.chunks(count).zip(rows.iter()).filter_map(lowest);
    let Some(height) = heights.reduce(Pt::min).filter(|height| *height > Pt::ZERO) else { return };
    for (figures, widths) in figures.chunks(count).zip(rows.iter_mut()) {
        for (figure, width) in figures.iter().zip(widths.iter_mut()) {
            *width = *width * (height.0 / tall(figure, *width).0).min(1.0);
        }
    }
}
