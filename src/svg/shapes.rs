//! Glyphs as the data of paths, each drawn up once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::write;
use crate::typeset::{FontId, Fonts, Stroke};

/// Units of the em in which glyphs are written: whole numbers of them are finer than anybody sees.
pub(super) const UNITS: f32 = 1000.0;

/// The shapes of glyphs that were asked for; none for those without ink.
#[derive(Default)]
pub(super) struct Shapes(Mutex<HashMap<(FontId, u16), Shape>>);

/// The data of a path.
type Shape = Option<Arc<str>>;

impl Shapes {
    /// A glyph's shape with the baseline's left end at 0 and heights above it negative.
    pub(super) fn get(&self, fonts: &Fonts, font: FontId, glyph: u16) -> Option<Arc<str>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry((font, glyph)).or_insert_with(|| shape(fonts, font, glyph)).clone()
    }
}

fn shape(fonts: &Fonts, font: FontId, glyph: u16) -> Option<Arc<str>> {
    let mut path = Path::default();
    for stroke in fonts.outline(font, glyph, UNITS)? {
        match stroke {
            Stroke::Move(to) => path.begin(point(to)),
            Stroke::Line(to) => path.line(point(to)),
            Stroke::Quad(by, to) => path.step('q', &[point(by), point(to)]),
            Stroke::Cubic(first, second, to) => {
                path.step('c', &[point(first), point(second), point(to)]);
            }
            Stroke::Close => path.close(),
        }
    }
    (!path.data.is_empty()).then(|| path.data.into())
}

fn point((x, y): (f32, f32)) -> (i32, i32) {
    (x.round() as i32, -y.round() as i32)
}

/// A path that is written step by step, each from where the last one ended.
#[derive(Default)]
struct Path {
    data: String,
    at: (i32, i32),
    start: (i32, i32),
    /// The letter of the last step, which need not be said twice.
    last: char,
}

impl Path {
    fn begin(&mut self, to: (i32, i32)) {
        self.step('m', &[to]);
        self.start = to;
        // A pair of numbers right after it would be a line.
        self.last = ' ';
    }

    fn line(&mut self, to: (i32, i32)) {
        match (to.0 - self.at.0, to.1 - self.at.1) {
            (0, 0) => {}
            (by, 0) => self.along('h', by),
            (0, by) => self.along('v', by),
            _ => return self.step('l', &[to]),
        }
        self.at = to;
    }

    fn along(&mut self, letter: char, by: i32) {
        self.letter(letter, by);
        write::integer(&mut self.data, by);
    }

    fn step(&mut self, letter: char, points: &[(i32, i32)]) {
        for (index, to) in points.iter().enumerate() {
            let by = (to.0 - self.at.0, to.1 - self.at.1);
            if index == 0 {
                self.letter(letter, by.0);
            } else {
                self.part(by.0);
            }
            write::integer(&mut self.data, by.0);
            self.part(by.1);
            write::integer(&mut self.data, by.1);
        }
        self.at = points.last().copied().unwrap_or(self.at);
    }

    /// The letter of a step, or what parts its first number from the one before.
    fn letter(&mut self, letter: char, first: i32) {
        if self.last == letter {
            self.part(first);
        } else {
            self.data.push(letter);
            self.last = letter;
        }
    }

    fn part(&mut self, next: i32) {
        if next >= 0 {
            self.data.push(' ');
        }
    }

    fn close(&mut self) {
        self.data.push('z');
        self.at = self.start;
        self.last = 'z';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_written_from_where_the_last_one_ended() {
        let mut path = Path::default();
        path.begin((10, -20));
        path.line((30, -20));
        path.line((30, -25));
        path.line((35, -30));
        path.step('q', &[(40, -30), (40, -20)]);
        path.step('q', &[(40, -10), (30, -10)]);
        path.close();
        path.begin((11, -19));
        assert_eq!(path.data, "m10-20h20v-5l5-5q5 0 5 10 0 10-10 10zm1 1");
    }

    #[test]
    fn a_blank_has_no_shape() {
        let fonts = Fonts::built_in();
        let font = fonts.default_font(crate::typeset::Weight::Regular);
        let shapes = Shapes::default();
        let of = |c| shapes.get(&fonts, font, fonts.glyph(font, c).unwrap());
        assert_eq!(of(' '), None);
        assert!(of('l').is_some_and(|shape| shape.starts_with('m') && shape.ends_with('z')));
    }
}
