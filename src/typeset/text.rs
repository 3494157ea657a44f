//! A paragraph's text as shaped stretches that can be measured and cut.

use std::ops::Range;
use std::sync::Arc;

use super::atoms::{self, Atom, AtomKind};
use super::bidi;
use super::characters::{is_blank, stretches};
use super::memory::{SettingId, ShapeSetting, Shaped};
use super::opportunities;
use super::segments::{Segment, divide};
use super::shape::Shaper;
use super::{FontId, Fonts, Glyph, Paragraph};

/// A stretch of text, shaped.
#[derive(Clone)]
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    /// Index of its run.
    pub(super) run: usize,
    pub(super) level: u8,
    pub(super) blank: bool,
    pub(super) font: FontId,
    pub(super) setting: SettingId,
    /// Points to the em.
    pub(super) size: f32,
    pub(super) shaped: Arc<Shaped>,
    /// Where it would begin if all text stood in one line, in points.
    pub(super) x: f64,
    /// How much of that line before it are blanks that may be stretched, in points.
    pub(super) slack: f64,
}

impl Stretch {
    pub(super) fn points(&self, ems: f32) -> f64 {
        f64::from(ems) * f64::from(self.size)
    }

    fn end(&self) -> f64 {
        self.x + self.points(self.shaped.advance)
    }
}

/// A place in the text, seen as the end of one line and the beginning of the next; in points of
/// the line in which all text would stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Edge {
    /// Where a line that ends here has its last ink.
    pub(super) right: f64,
    /// Where a line that begins here has its first.
    pub(super) left: f64,
    /// Blanks that may be stretched, up to `right` and up to `left`.
    pub(super) slack_right: f64,
    pub(super) slack_left: f64,
}

/// A paragraph that is being set.
pub(super) struct Text<'f> {
    pub(super) paragraph: &'f Paragraph,
    pub(super) shaper: Shaper<'f>,
    pub(super) stretches: Vec<Stretch>,
    pub(super) atoms: Vec<Atom>,
    /// Where a line may end by Unicode Standard Annex 14.
    pub(super) opportunities: Vec<usize>,
}

impl<'f> Text<'f> {
    pub(super) fn new(fonts: &'f Fonts, paragraph: &'f Paragraph) -> Self {
        let text = &*paragraph.text;
        let atoms = atoms::find_beside(text, &paragraph.addresses);
        let levels = bidi::levels(text, paragraph.direction);
        let opportunities = opportunities::find(text);
        let segments = divide(fonts, paragraph, &opportunities, levels.as_deref());
        let shaper = Shaper::new(fonts);
        let stretches = Vec::with_capacity(segments.len());
        let mut text = Self { paragraph, shaper, stretches, atoms, opportunities };
        text.shape(&segments);
        text
    }

    fn shape(&mut self, segments: &[Segment]) {
        let mut last: Option<(&Segment, SettingId)> = None;
        for segment in segments {
            let run = &self.paragraph.runs[segment.run];
            let font = self.shaper.fonts.font(segment.family, run.style.weight);
            let setting = match last {
                Some((last, setting))
                    if last.run == segment.run
                        && last.script == segment.script
                        && last.family == segment.family
                        && last.level % 2 == segment.level % 2 =>
                {
                    setting
                }
                _ => self.shaper.setting(&ShapeSetting {
                    font,
                    script: segment.script,
                    language: run.style.language.clone(),
                    right_to_left: segment.level % 2 == 1,
                }),
            };
            last = Some((segment, setting));
            let shaped = self.shape_part(segment.range.clone(), setting);
            self.stretches.push(Stretch {
                range: segment.range.clone(),
                run: segment.run,
                level: segment.level,
                blank: segment.blank,
                font,
                setting,
                size: run.style.size_millipoints as f32 / 1000.0,
                shaped,
                x: 0.0,
                slack: 0.0,
            });
        }
        self.place();
    }

    /// Shapes a part of the text, with what touches it in view.
    fn shape_part(&mut self, range: Range<usize>, setting: SettingId) -> Arc<Shaped> {
        let text = &*self.paragraph.text;
        let before = &text[..range.start];
        let before = &before[before.len() - touching(before.chars().rev())..];
        let after = &text[range.end..];
        let after = &after[..touching(after.chars())];
        self.shaper.shape(&text[range], setting, (before, after))
    }

    /// Works out where each stretch begins.
    fn place(&mut self) {
        let (mut x, mut slack) = (0.0, 0.0);
        for stretch in &mut self.stretches {
            (stretch.x, stretch.slack) = (x, slack);
            x = stretch.end();
            if stretch.blank {
                slack += slack_of(&self.paragraph.text[stretch.range.clone()], stretch);
            }
        }
    }

    /// The stretch that holds the byte at `at`, or the last one.
    pub(super) fn stretch_at(&self, at: usize) -> usize {
        let next = self.stretches.partition_point(|stretch| stretch.range.end <= at);
        next.min(self.stretches.len().saturating_sub(1))
    }

    /// The glyphs of a part of a stretch; clusters count from the first byte of the part.
    pub(super) fn part(&mut self, stretch: usize, part: Range<usize>) -> Arc<Shaped> {
        let stretch = &self.stretches[stretch];
        if part == stretch.range {
            return Arc::clone(&stretch.shaped);
        }
        if stretch.is_seam(part.start) && stretch.is_seam(part.end) {
            return Arc::new(stretch.slice(&part));
        }
        let setting = stretch.setting;
        self.shape_part(part, setting)
    }

    /// How wide a part of a stretch is when it stands alone, in points.
    pub(super) fn width(&mut self, stretch: usize, part: Range<usize>) -> f64 {
        let of = &self.stretches[stretch];
        if part.is_empty() {
            return 0.0;
        }
        if of.is_seam(part.start) && of.is_seam(part.end) {
            return of.x_at(part.end) - of.x_at(part.start);
        }
        let advance = self.part(stretch, part).advance;
        self.stretches[stretch].points(advance)
    }

    /// The edges of the lines that meet at `at`.
    pub(super) fn edge(&mut self, at: usize) -> Edge {
        let (right, slack_right) = self.right(at);
        let index = self.stretch_at(at);
        let Some(stretch) = self.stretches.get(index) else { return Edge::default() };
        if at >= stretch.range.end {
            let end = stretch.end();
            return Edge { right, left: end, slack_right, slack_left: slack_right };
        }
        let (end, mut slack_left) = (stretch.end(), stretch.slack);
        if stretch.blank {
            // Of blanks that a break parts, the line after it has only the later ones.
            slack_left += slack_of(&self.paragraph.text[stretch.range.start..at], stretch);
        }
        let rest = at..stretch.range.end;
        let left =
            if at == stretch.range.start { stretch.x } else { end - self.width(index, rest) };
        Edge { right, left, slack_right, slack_left }
    }

    /// Where a line that ends at `at` has its last ink: blanks before it hang.
    fn right(&mut self, at: usize) -> (f64, f64) {
        let mut index = self.stretches.partition_point(|stretch| stretch.range.start < at);
        while let Some(before) = index.checked_sub(1) {
            let stretch = &self.stretches[before];
            let (x, slack) = (stretch.x, stretch.slack);
            let part = stretch.range.start..at.min(stretch.range.end);
            if !stretch.blank {
                let width = if part == stretch.range {
                    stretch.end() - x
                } else {
                    self.width(before, part)
                };
                return (x + width, slack);
            }
            index = before;
        }
        (0.0, 0.0)
    }

    /// Cuts stretches at these places and shapes the parts anew.
    pub(super) fn cut(&mut self, places: &[usize]) {
        let mut places = places.iter().copied().peekable();
        let mut stretches = Vec::with_capacity(self.stretches.len() + places.len());
        for stretch in std::mem::take(&mut self.stretches) {
            let mut from = stretch.range.start;
            while let Some(place) = places.next_if(|place| *place < stretch.range.end) {
                if place > from {
                    stretches.push(self.recut(&stretch, from..place));
                    from = place;
                }
            }
            let rest = from..stretch.range.end;
            stretches.push(if rest == stretch.range {
                stretch
            } else {
                self.recut(&stretch, rest)
            });
        }
        self.stretches = stretches;
        self.place();
    }

    fn recut(&mut self, stretch: &Stretch, range: Range<usize>) -> Stretch {
        let shaped = self.shape_part(range.clone(), stretch.setting);
        Stretch { range, shaped, ..stretch.clone() }
    }

    /// How wide the stretch is that a place is strictly within, or nothing where it is between two.
    pub(super) fn width_of_stretch_around(&self, at: usize) -> f64 {
        let around = self.stretches.get(self.stretch_at(at));
        let around = around.filter(|stretch| stretch.range.start < at && at < stretch.range.end);
        around.map_or(0.0, |stretch| stretch.end() - stretch.x)
    }

    /// How wide the widest letter is with its marks, in points.
    pub(super) fn widest_letter(&self) -> f32 {
        let drawn = self.stretches.iter().filter(|stretch| !stretch.blank);
        let clusters = drawn.flat_map(|stretch| {
            let parts = stretch.shaped.glyphs.chunk_by(|a, b| a.start == b.start);
            parts.map(|glyphs| stretch.size * glyphs.iter().map(|glyph| glyph.advance).sum::<f32>())
        });
        clusters.fold(0.0, f32::max)
    }

    /// The hyphen that ends a line after the stretch with this index.
    pub(super) fn hyphen(&mut self, stretch: usize) -> Shaped {
        let setting = self.stretches[stretch].setting;
        self.shaper.hyphen(setting)
    }

    /// How wide the hyphen would be that ends a line at `at`.
    pub(super) fn hyphen_width(&mut self, at: usize) -> f64 {
        let stretch = self.stretch_at(at.saturating_sub(1));
        let advance = self.hyphen(stretch).advance;
        self.stretches[stretch].points(advance)
    }

    /// Index of the run that the character at `at` belongs to.
    pub(super) fn run_at(&self, at: usize) -> usize {
        self.paragraph.runs.partition_point(|run| run.start <= at).saturating_sub(1)
    }

    /// Whether a range has characters in common with an atom.
    pub(super) fn meets_atom(&self, range: Range<usize>) -> bool {
        let next = self.atoms.partition_point(|atom| atom.range.end <= range.start);
        self.atoms.get(next).is_some_and(|atom| atom.range.start < range.end)
    }

    /// The addresses that have characters in common with a range.
    pub(super) fn addresses_in(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let next = self.atoms.partition_point(|atom| atom.range.end <= range.start);
        let meeting =
            self.atoms[next..].iter().take_while(move |atom| atom.range.start < range.end);
        let addresses = meeting.filter(|atom| atom.kind == AtomKind::Address);
        addresses.map(|atom| atom.range.clone())
    }

    /// The address that a place is strictly within.
    pub(super) fn address_around(&self, at: usize) -> Option<Range<usize>> {
        let atom = self.atom_around(at).filter(|atom| atom.kind == AtomKind::Address);
        atom.map(|atom| atom.range.clone())
    }

    /// The atom that a place is strictly within.
    pub(super) fn atom_around(&self, at: usize) -> Option<&Atom> {
        let next = self.atoms.partition_point(|atom| atom.range.end <= at);
        self.atoms.get(next).filter(|atom| atom.range.start < at)
    }
}

impl Stretch {
    /// Whether glyphs on the two sides of `at` do not depend on each other.
    fn is_seam(&self, at: usize) -> bool {
        at == self.range.start
            || at == self.range.end
            || self.shaped.seams.binary_search(&((at - self.range.start) as u32)).is_ok()
    }

    fn x_at(&self, seam: usize) -> f64 {
        if seam == self.range.end {
            return self.end();
        }
        self.x + self.points(self.shaped.advance_before((seam - self.range.start) as u32))
    }

    fn slice(&self, part: &Range<usize>) -> Shaped {
        let offset = (part.start - self.range.start) as u32;
        let end = (part.end - self.range.start) as u32;
        let within = |glyph: &&Glyph| (offset..end).contains(&glyph.start);
        let moved = |glyph: &Glyph| Glyph {
            start: glyph.start - offset,
            end: glyph.end - offset,
            ..*glyph
        };
        let glyphs: Vec<_> = self.shaped.glyphs.iter().filter(within).map(moved).collect();
        let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
        Shaped { glyphs, advance, seams: Vec::new() }
    }
}

/// How much of a blank stretch may be stretched, in points, as far as `text` goes from its start.
fn slack_of(text: &str, stretch: &Stretch) -> f64 {
    let shaped = &stretch.shaped;
    let stretchable = |glyph: &&Glyph| {
        let rest = text.get(glyph.start as usize..).unwrap_or_default();
        rest.starts_with(stretches)
    };
    shaped.glyphs.iter().filter(stretchable).map(|glyph| stretch.points(glyph.advance)).sum()
}

/// Bytes of the characters at hand that are not parted by a blank; harfrust looks at five.
fn touching(characters: impl Iterator<Item = char>) -> usize {
    characters.take(5).take_while(|c| !is_blank(*c)).map(char::len_utf8).sum()
}
