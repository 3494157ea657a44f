//! Content streams without waste.
//!
//! krilla writes every stretch of text as a group of its own that saves the graphics state, turns
//! the page upside down, chooses paint and font, shows glyphs and restores the state; coordinates
//! have nine digits and every other byte of a string is escaped. Here the same glyphs are shown at
//! the same places by text objects that say only what changes. Marked content stays as it is, in
//! its order, with the same glyphs in it.

mod number;
mod scan;
mod text;

use self::number::PLACES;
use self::scan::{Operation, operations};
use self::text::{GroupPart, IDENTITY, Matrix, Paint, Show, TextGroup, within};

/// The same content in fewer bytes; `None` where it is not as krilla writes it.
pub(super) fn compact(data: &[u8]) -> Option<Vec<u8>> {
    let items = items(&operations(data)?);
    let mut writer = Writer {
        out: Vec::with_capacity(data.len() / 2),
        state: State { paint: None, font: None, matrix: IDENTITY },
        saved: Vec::new(),
        text: None,
        path: Vec::new(),
        string: Vec::new(),
    };
    writer.write(&items)?;
    Some(writer.out)
}

/// Decimals of a matrix's turning and scaling parts: a hundredth of a point over the longest side of
/// paper that there is.
const TURNS: u32 = 6;

/// What content is made of.
#[derive(Debug)]
enum ContentItem<'a> {
    /// Glyphs that stand on their own.
    Text(TextGroup<'a>),
    /// The beginning of marked content.
    Mark(Operation<'a>),
    /// The end of marked content.
    EndMark,
    /// Anything else.
    Other(Operation<'a>),
}

fn items<'a>(operations: &[Operation<'a>]) -> Vec<ContentItem<'a>> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(operation) = operations.get(at) {
        if operation.operator == b"q"
            && let Some((text, used)) = TextGroup::read(&operations[at..])
        {
            items.push(ContentItem::Text(text));
            at += used;
            continue;
        }
        items.push(match operation.operator {
            b"BDC" | b"BMC" => ContentItem::Mark(*operation),
            b"EMC" => ContentItem::EndMark,
            _ => ContentItem::Other(*operation),
        });
        at += 1;
    }
    items
}

/// What the graphics state is known to hold.
#[derive(Clone, Copy)]
struct State<'a> {
    paint: Option<Paint<'a>>,
    font: Option<Operation<'a>>,
    /// From the content's coordinates to those of the page or form.
    matrix: Matrix,
}

/// A text object that is open.
struct TextObject {
    /// The line matrix: where it begins in hundredths, or `None` where it is turned or scaled.
    line: Option<[i64; 2]>,
    /// In how many marks it was begun; it ends with the innermost of them.
    depth: usize,
}

struct Writer<'a> {
    out: Vec<u8>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    text: Option<TextObject>,
    /// Operators of a path that may turn out to be a rectangle.
    path: Vec<Operation<'a>>,
    /// Room for the bytes of a string.
    string: Vec<u8>,
}

impl<'a> Writer<'a> {
    fn write(&mut self, items: &[ContentItem<'a>]) -> Option<()> {
        let mut depth = 0usize;
        for (index, item) in items.iter().enumerate() {
            match item {
                ContentItem::Text(text) => self.show(text, depth)?,
                ContentItem::Mark(mark) => {
                    self.flush_path()?;
                    // A text object holds all of a mark or nothing of it (14.6.1).
                    if only_text(&items[index + 1..]) {
                        self.begin_text(depth);
                    } else {
                        self.end_text();
                    }
                    self.push(mark.bytes);
                    depth += 1;
                }
                ContentItem::EndMark => {
                    self.flush_path()?;
                    if self.text.as_ref().is_some_and(|text| text.depth == depth) {
                        self.end_text();
                    }
                    self.push(b"EMC");
                    depth = depth.checked_sub(1)?;
                }
                ContentItem::Other(operation) => {
                    self.end_text();
                    self.other(operation)?;
                }
            }
        }
        self.end_text();
        self.flush_path()
    }

    fn push(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
        self.out.push(b'\n');
    }

    fn begin_text(&mut self, depth: usize) {
        if self.text.is_none() {
            self.push(b"BT");
            self.text = Some(TextObject { line: Some([0, 0]), depth });
        }
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.push(b"ET");
        }
    }

    fn show(&mut self, text: &TextGroup<'a>, depth: usize) -> Option<()> {
        self.flush_path()?;
        self.begin_text(depth);
        self.paint(text.paint)?;
        for part in &text.parts {
            match part {
                GroupPart::Show(show) => self.glyphs(show)?,
                GroupPart::Mark(mark) => self.push(mark.bytes),
            }
        }
        Some(())
    }

    fn glyphs(&mut self, show: &Show<'a>) -> Option<()> {
        if self.state.font.is_none_or(|font| font.bytes != show.font.bytes) {
            self.push(show.font.bytes);
            self.state.font = Some(show.font);
        }
        self.place(&show.matrix)?;
        text::push_glyphs(&mut self.out, &mut self.string, &show.glyphs)
    }

    fn paint(&mut self, paint: Paint<'a>) -> Option<()> {
        if self.state.paint == Some(paint) {
            return Some(());
        }
        if let Some(space) = paint.space
            && self.state.paint.is_none_or(|before| before.space != paint.space)
        {
            self.out.extend_from_slice(space);
            self.out.extend_from_slice(b" cs ");
        }
        self.push_color(&paint.color)?;
        self.state.paint = Some(paint);
        Some(())
    }

    /// Writes a colour to a thousandth of each component.
    fn push_color(&mut self, color: &Operation<'_>) -> Option<()> {
        if let Some(numbers) = color.numbers::<3>() {
            self.push_numbers(&numbers, 3)?;
        } else if let Some(numbers) = color.numbers::<4>() {
            self.push_numbers(&numbers, 3)?;
        } else {
            self.push(color.bytes);
            return Some(());
        }
        self.push(color.operator);
        Some(())
    }

    fn push_numbers(&mut self, numbers: &[f64], decimals: u32) -> Option<()> {
        for number in numbers {
            number::push(&mut self.out, number::round(*number, decimals)?, decimals);
            self.out.push(b' ');
        }
        Some(())
    }

    /// Moves to where glyphs begin.
    fn place(&mut self, matrix: &Matrix) -> Option<()> {
        let [a, b, c, d, x, y] = *matrix;
        let at = [number::round(x, PLACES)?, number::round(y, PLACES)?];
        let before = self.text.as_ref().and_then(|text| text.line);
        let upright = [a - 1.0, b, c, d - 1.0].iter().all(|part| part.abs() < 1e-6);
        let line = upright.then_some(at);
        if let (Some([left, bottom]), true) = (before, upright) {
            number::push(&mut self.out, at[0] - left, PLACES);
            self.out.push(b' ');
            number::push(&mut self.out, at[1] - bottom, PLACES);
            self.out.extend_from_slice(b" Td");
        } else {
            self.push_numbers(&[a, b, c, d], TURNS)?;
            self.push_numbers(&[x, y], PLACES)?;
            self.out.extend_from_slice(b"Tm");
        }
        if let Some(text) = &mut self.text {
            text.line = line;
        }
        Some(())
    }

    /// Writes what is no text and no mark.
    fn other(&mut self, operation: &Operation<'a>) -> Option<()> {
        match operation.operator {
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" => {
                if operation.operator == b"m" {
                    self.flush_path()?;
                }
                self.path.push(*operation);
                return Some(());
            }
            b"f" | b"f*" if self.path.last().is_some_and(|last| last.operator == b"h") => {
                // To fill a path is to close it (8.5.3.3.1).
                if rectangle(&self.path, self.decimals()).is_none() {
                    self.path.pop();
                }
                self.flush_path()?;
            }
            _ => self.flush_path()?,
        }
        match operation.operator {
            b"q" => self.saved.push(self.state),
            b"Q" => self.state = self.saved.pop()?,
            b"cm" => return self.transform(&operation.numbers()?),
            b"scn" | b"SCN" | b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" => {
                self.state.paint = None;
                return self.push_color(operation);
            }
            b"cs" | b"sc" | b"gs" => {
                self.state.paint = None;
                self.state.font = None;
            }
            b"BT" | b"Tf" => self.state.font = None,
            _ => {}
        }
        self.push(operation.bytes);
        Some(())
    }

    fn transform(&mut self, matrix: &Matrix) -> Option<()> {
        let [a, b, c, d, x, y] = *matrix;
        self.push_numbers(&[a, b, c, d], TURNS)?;
        // What moves is as exact as the places that it moves.
        self.push_numbers(&[x, y], self.decimals() + 1)?;
        self.push(b"cm");
        self.state.matrix = within(matrix, &self.state.matrix);
        Some(())
    }

    /// Writes the part of a path that was held back.
    fn flush_path(&mut self) -> Option<()> {
        let path = std::mem::take(&mut self.path);
        let decimals = self.decimals();
        if let Some([x, y, width, height]) = rectangle(&path, decimals) {
            for number in [x, y, width, height] {
                number::push(&mut self.out, number, decimals);
                self.out.push(b' ');
            }
            self.push(b"re");
        } else {
            for operation in &path {
                self.segment(operation, decimals)?;
            }
        }
        self.path = path;
        self.path.clear();
        Some(())
    }

    fn segment(&mut self, operation: &Operation<'_>, decimals: u32) -> Option<()> {
        match operation.operator {
            b"m" | b"l" => self.push_numbers(&operation.numbers::<2>()?, decimals)?,
            b"v" | b"y" | b"re" => self.push_numbers(&operation.numbers::<4>()?, decimals)?,
            b"c" => self.push_numbers(&operation.numbers::<6>()?, decimals)?,
            _ => {}
        }
        self.push(operation.operator);
        Some(())
    }

    /// How many decimals it takes here to be off by no more than a hundredth of a point.
    fn decimals(&self) -> u32 {
        let [a, b, c, d, ..] = self.state.matrix;
        let scale = a.hypot(b).max(c.hypot(d)) / 2.0;
        (scale.log10() + f64::from(PLACES)).ceil().clamp(0.0, 6.0) as u32
    }
}

/// Whether marked content, and there is some, is text alone.
fn only_text(items: &[ContentItem<'_>]) -> bool {
    let end = items.iter().position(|item| !matches!(item, ContentItem::Text(_)));
    end.is_some_and(|end| end > 0 && matches!(items[end], ContentItem::EndMark))
}

/// A corner and the sides of a path that is a rectangle along the axes, in
/// ten-to-the-`decimals`ths.
fn rectangle(path: &[Operation<'_>], decimals: u32) -> Option<[i64; 4]> {
    let [from, first, second, third, close] = path else { return None };
    let lines = [first, second, third].iter().all(|line| line.operator == b"l");
    if from.operator != b"m" || !lines || close.operator != b"h" {
        return None;
    }
    let mut corners = [[0; 2]; 4];
    for (corner, operation) in corners.iter_mut().zip([from, first, second, third]) {
        let [x, y] = operation.numbers()?;
        *corner = [number::round(x, decimals)?, number::round(y, decimals)?];
    }
    let [[left, top], [right, beside], [over, bottom], [back, last]] = corners;
    let along = beside == top && over == right && back == left && last == bottom;
    along.then_some([left, top, right - left, bottom - top])
}

#[cfg(test)]
mod tests;
