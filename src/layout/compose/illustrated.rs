//! Pictures with words beside them: exercises, steps, Easy Read.

use super::super::flow::{Flow, Frame, Piece};
use super::super::page::Ink;
use super::super::structure::{NodeId, Numbering, Role};
use super::Composer;
use super::cover::fit;
use super::figure::LEAST_DPI;
use super::list::number_ems;
use crate::content::{Illustrated, IllustratedRow, List, ListKind, Paragraph};
use crate::geometry::{Point, Pt, Size};
use crate::source::Span;

/// Share of the column that pictures take where the author says nothing.
const USUAL_SHARE: f32 = 0.35;
/// Words narrower than so many ems stand under their pictures and not beside them.
const LEAST_BESIDE: f32 = 11.0;
/// Share of the column that a picture takes over its words, at least.
const SHARE_OVER: f32 = 0.6;
/// A picture is at most so many times as high as its place is wide.
const TALLEST: f32 = 1.3;

/// Where pictures and words of all rows go.
#[derive(Clone, Copy)]
struct Stand {
    picture: Frame,
    words: Frame,
    /// How far numbers hang before the words.
    number: Pt,
    /// Whether the words stand beside the pictures, or else under them.
    beside: bool,
}

/// How much of its size a picture may lose, so that its row stands on the page of the others.
const MOST_SMALLER: f32 = 0.1;

impl Composer<'_> {
    /// A list whose items are a picture and its words, none of them parted over pages.
    pub(super) fn illustrated(
        &mut self,
        flow: &mut Flow,
        section: NodeId,
        illustrated: &Illustrated,
        span: Span,
    ) {
        let numbering =
            if illustrated.numbered { Numbering::Decimal } else { Numbering::Unordered };
        let list = self.node(Some(section), Role::List(numbering), span);
        let stand = self.stand_of_rows(illustrated);
        let column = self.column();
        flow.space(self.style.paragraph_space);
        for (index, row) in illustrated.rows.iter().enumerate() {
            let number = illustrated.numbered.then_some(index);
            let drawn = self.picture_size(illustrated, row, stand);
            self.judge_sharpness(illustrated.width.as_ref(), &row.image, (drawn.width, column));
            self.illustrated_row(flow, (list, number), row, (stand, drawn));
            flow.set_space(self.style.display_space());
        }
    }

    fn illustrated_row(
        &mut self,
        flow: &mut Flow,
        (list, number): (NodeId, Option<usize>),
        row: &IllustratedRow,
        (stand, drawn): (Stand, Size),
    ) {
        let item = self.node(Some(list), Role::ListItem, row.span);
        let words = stand.words;
        let label =
            number.map(|index| self.label(words, item, (ListKind::Steps, index + 1), row.span));
        let body = self.node(Some(item), Role::ListBody, row.span);
        let owner = self.picture_owner(Some(body), &row.image);
        let mut picture = self.picture_piece(owner, stand.picture, &row.image, drawn);
        centre(&mut picture, stand.picture);
        let inner = words.indent(stand.number, self.right_to_left());
        let mut said = Flow::default();
        self.text(&mut said, inner, body, &row.text);
        if let Some(list) = &row.list {
            if !row.text.is_empty() {
                said.set_space(self.style.item_space);
            }
            self.list(&mut said, inner, body, list);
        }
        if let Some(label) = label {
            put_before(&mut said, label);
        }
        if stand.beside {
            self.put_beside_picture(flow, picture, said);
        } else {
            self.put_under_picture(flow, picture, said);
        }
    }

    /// A row as one piece: the words in the middle of what stands beside the picture. Words that no page
    /// could hold go on under it as far as they are longer than the picture.
    fn put_beside_picture(&self, flow: &mut Flow, mut picture: Piece, words: Flow) {
        let fits = words.height() <= self.style.height();
        let mut rest = words.pieces.into_iter().peekable();
        let mut beside = Flow::default();
        while let Some(piece) = rest.next_if(|_| fits || beside.height() < picture.height) {
            beside.push(piece);
        }
        let mut words = beside.merged();
        let spare = (picture.height - words.height).max(Pt::ZERO);
        words.shift(Point::new(Pt::ZERO, spare / 2.0));
        if rest.peek().is_none() {
            picture.shrinks = (picture.height * MOST_SMALLER).min(spare);
        }
        picture.height = picture.height.max(words.height);
        picture.items.append(&mut words.items);
        picture.anchors.append(&mut words.anchors);
        flow.push(picture);
        rest.for_each(|piece| flow.push(piece));
    }

    /// A row as one piece, where a page can hold it: the words under the picture.
    fn put_under_picture(&self, flow: &mut Flow, mut picture: Piece, words: Flow) {
        picture.keep_with_next = !words.pieces.is_empty();
        let mut row = Flow::default();
        row.push(picture);
        row.set_space(self.style.item_space);
        row.append(words);
        row.set_space(Pt::ZERO);
        if row.height() <= self.style.height() {
            flow.push(row.merged());
        } else {
            flow.append(row);
        }
    }

    /// Words stand beside the pictures of all rows, or under those of all rows.
    fn stand_of_rows(&self, illustrated: &Illustrated) -> Stand {
        let frame = self.column();
        let size = self.style.body.size;
        let share = illustrated.width.as_ref().map_or(USUAL_SHARE, |share| share.value);
        let number = match illustrated.numbered {
            true => size * number_ems(illustrated.rows.len()).max(1.5),
            false => Pt::ZERO,
        };
        let width = (self.style.pictured * share).min(frame.width);
        let words = frame.indent(width + size, self.right_to_left());
        let least = self.widest_word(illustrated).max(size * LEAST_BESIDE) + number;
        if words.width >= least {
            let x = if self.right_to_left() { frame.x + frame.width - width } else { frame.x };
            return Stand { picture: Frame { x, width }, words, number, beside: true };
        }
        let width = frame.width * share.max(SHARE_OVER);
        let x = if self.right_to_left() { frame.x + frame.width - width } else { frame.x };
        Stand { picture: Frame { x, width }, words: frame, number, beside: false }
    }

    /// The narrowest column in which no word of the rows is parted, without what lists stand in.
    fn widest_word(&self, illustrated: &Illustrated) -> Pt {
        let word =
            |paragraph: &Paragraph| self.extent(&paragraph.plain_text(), self.style.body).word();
        let rows = illustrated.rows.iter();
        rows.flat_map(paragraphs).map(word).fold(Pt::ZERO, Pt::max)
    }

    /// The size of a row's picture: as wide as its place, unless that makes it very tall or, where its
    /// author has not said how wide, coarse.
    fn picture_size(&self, illustrated: &Illustrated, row: &IllustratedRow, stand: Stand) -> Size {
        let picture = &row.image.picture;
        let place = stand.picture.width;
        let width = match illustrated.width {
            Some(_) => place,
            None => picture.largest_width(place, LEAST_DPI),
        };
        let most = if stand.beside { self.style.height() } else { self.style.height() / 2.0 };
        let height = (place * TALLEST).min(most);
        fit(picture.width, picture.height, Size { width, height })
    }
}

/// The words of a row, with those of its list.
fn paragraphs(row: &IllustratedRow) -> Vec<&Paragraph> {
    fn gather<'a>(list: &'a List, into: &mut Vec<&'a Paragraph>) {
        for item in &list.items {
            into.push(&item.text);
            item.list.iter().for_each(|list| gather(list, into));
        }
    }
    let mut found: Vec<&Paragraph> = row.text.iter().collect();
    row.list.iter().for_each(|list| gather(list, &mut found));
    found
}

/// Puts a number before the first line.
fn put_before(words: &mut Flow, mut label: Piece) {
    match words.pieces.first_mut() {
        Some(first) => {
            label.shift(Point::new(Pt::ZERO, first.baseline - label.baseline));
            first.items.splice(0..0, label.items);
        }
        None => words.push(label),
    }
}

/// Moves a picture to the middle of its place.
fn centre(picture: &mut Piece, place: Frame) {
    for item in &mut picture.items {
        if let Ink::Picture(_, size) = &item.ink {
            item.at.x = place.x + (place.width - size.width) / 2.0;
        }
    }
}
