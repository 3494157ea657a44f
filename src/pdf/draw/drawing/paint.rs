//! What shapes are filled and stroked with: colours, gradients, patterns.
//!
//! A gradient that repeats itself is written with its stops as often as its shape needs them: PDF
//! has no such gradients but by programs in PostScript, which PDF/A does not allow.

use krilla::color::{luma, rgb};
use krilla::num::NormalizedF32;
use krilla::paint::{
    Fill, FillRule, LineCap, LineJoin, LinearGradient, Paint, Pattern, RadialGradient,
    SpreadMethod, Stop, Stroke, StrokeDash,
};
use krilla::surface::Surface;
use usvg::BaseGradient;
use usvg::tiny_skia_path::{Point, Rect, Transform};

use super::accent;
use super::shape::{FARTHEST, Shape, is_writable, length_of};
use super::{group, normalized, placed};
use crate::editions::AccentInks;

/// The most stops that a gradient may come to; with more, nobody sees its colours apart.
const MOST_STOPS: usize = 2000;

/// Makes paints for shapes that a way brings to the page.
#[derive(Clone, Copy)]
pub(super) struct Painter {
    pub(super) way: Transform,
    /// What the accent's colour is printed in, where it has inks of its own.
    pub(super) accent: Option<AccentInks>,
}

/// How a line is drawn.
pub(super) enum Line {
    /// By the reader's program.
    Stroke(Stroke),
    /// As an area.
    Outline(Fill),
}

impl Painter {
    /// The same for what a group moves.
    pub(super) fn within(self, way: Transform) -> Self {
        Self { way: self.way.pre_concat(way), ..self }
    }

    fn plain(&self, color: usvg::Color) -> Paint {
        match accent::of(self.accent, color) {
            Some(inks) => inks.into(),
            None => plain(color),
        }
    }

    pub(super) fn fill(
        &self,
        surface: &mut Surface<'_>,
        fill: &usvg::Fill,
        bounds: Rect,
    ) -> Option<Fill> {
        let rule = match fill.rule() {
            usvg::FillRule::NonZero => FillRule::NonZero,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        let opacity = normalized(fill.opacity().get());
        Some(Fill { paint: self.paint(surface, fill.paint(), bounds)?, opacity, rule })
    }

    pub(super) fn stroke(
        &self,
        surface: &mut Surface<'_>,
        stroke: &usvg::Stroke,
        shape: &Shape,
    ) -> Option<Line> {
        let opacity = normalized(stroke.opacity().get());
        let scale = length_of(self.way);
        let width = stroke.width().get() * scale;
        let bounds = shape.bounds();
        let bounds = match shape.is_outline {
            true => bounds,
            // Corners reach out by half of the breadth, and pointed ones farther.
            false => bounds.outset(width * 2.0, width * 2.0).unwrap_or(bounds),
        };
        let paint = self.paint(surface, stroke.paint(), bounds)?;
        if shape.is_outline {
            return Some(Line::Outline(Fill { paint, opacity, rule: FillRule::NonZero }));
        }
        let dash = stroke.dasharray().map(|lengths| StrokeDash {
            offset: (stroke.dashoffset() * scale).clamp(-FARTHEST, FARTHEST),
            array: lengths.iter().map(|length| (length * scale).min(FARTHEST)).collect(),
        });
        Some(Line::Stroke(Stroke {
            paint,
            width,
            miter_limit: stroke.miterlimit().get().min(FARTHEST),
            line_cap: match stroke.linecap() {
                usvg::LineCap::Butt => LineCap::Butt,
                usvg::LineCap::Round => LineCap::Round,
                usvg::LineCap::Square => LineCap::Square,
            },
            line_join: match stroke.linejoin() {
                usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
                usvg::LineJoin::Round => LineJoin::Round,
                usvg::LineJoin::Bevel => LineJoin::Bevel,
            },
            opacity,
            dash,
        }))
    }

    /// A paint for a shape within bounds; `None` where there is nothing to be seen of it.
    fn paint(&self, surface: &mut Surface<'_>, paint: &usvg::Paint, bounds: Rect) -> Option<Paint> {
        match paint {
            usvg::Paint::Color(color) => Some(self.plain(*color)),
            usvg::Paint::LinearGradient(gradient) => {
                let (from, to) = ((gradient.x1(), gradient.y1()), (gradient.x2(), gradient.y2()));
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                // The way from a gradient along the first axis, 1 long.
                let unit = Transform::from_row(dx, dy, -dy, dx, from.0, from.1);
                let painter = self.within(gradient.transform()).within(unit);
                Some(linear(gradient, painter, bounds).unwrap_or_else(|| self.average(gradient)))
            }
            usvg::Paint::RadialGradient(gradient) => {
                let painter = self.within(gradient.transform());
                Some(radial(gradient, painter, bounds).unwrap_or_else(|| self.average(gradient)))
            }
            usvg::Paint::Pattern(pattern) => self.pattern(surface, pattern),
        }
    }

    /// A gradient of which nobody sees the colours apart, or one without a length: its last colour,
    /// as SVG has it (SVG 2, 14.2.2.1).
    fn average(&self, gradient: &BaseGradient) -> Paint {
        let last = gradient.stops().last().map(|stop| stop.color());
        self.plain(last.unwrap_or(usvg::Color::black()))
    }

    fn pattern(&self, surface: &mut Surface<'_>, pattern: &usvg::Pattern) -> Option<Paint> {
        let rect = pattern.rect();
        let way = self
            .way
            .pre_concat(pattern.transform())
            .pre_concat(Transform::from_translate(rect.x(), rect.y()));
        // What is in it is drawn about as large as it is seen.
        let scale = length_of(way);
        let transform = way.pre_concat(Transform::from_scale(1.0 / scale, 1.0 / scale));
        let (width, height) = (rect.width() * scale, rect.height() * scale);
        let seen = |side: f32| side > 1e-3 && side.is_finite();
        if !(is_writable(transform) && seen(width) && seen(height)) {
            return None;
        }
        let mut builder = surface.stream_builder();
        let mut inside = builder.surface();
        let painter = Painter { way: Transform::from_scale(scale, scale), ..*self };
        group(&mut inside, pattern.root(), painter, 0);
        inside.finish();
        let pattern = Pattern {
            stream: builder.finish(),
            transform: placed(transform),
            width: width.min(FARTHEST),
            height: height.min(FARTHEST),
        };
        Some(pattern.into())
    }
}

fn plain(color: usvg::Color) -> Paint {
    if color.red == color.green && color.green == color.blue {
        luma::Color::new(color.red).into()
    } else {
        rgb::Color::new(color.red, color.green, color.blue).into()
    }
}

/// A stop at its place along the gradient, where 0 is its start and 1 its end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct At {
    place: f32,
    color: usvg::Color,
    opacity: f32,
}

fn stops(gradient: &BaseGradient) -> Vec<At> {
    let stop = |stop: &usvg::Stop| At {
        place: stop.offset().get(),
        color: stop.color(),
        opacity: stop.opacity().get(),
    };
    gradient.stops().iter().map(stop).collect()
}

/// A gradient along a line.
fn linear(
    gradient: &usvg::LinearGradient,
    Painter { way, accent }: Painter,
    bounds: Rect,
) -> Option<Paint> {
    let back = way.invert()?;
    let mut corners = corners(bounds);
    back.map_points(&mut corners);
    let least = corners.iter().map(|corner| corner.x).fold(f32::INFINITY, f32::min);
    let most = corners.iter().map(|corner| corner.x).fold(f32::NEG_INFINITY, f32::max);
    let pads = gradient.spread_method() == usvg::SpreadMethod::Pad;
    let (from, to) = match pads {
        true if is_writable(way) => (0.0, 1.0),
        // The part that the shape shows, with a little around it for soft edges.
        _ => {
            let more = (most - least).max(1e-6) / 100.0;
            (least - more, most + more)
        }
    };
    let stops = spread(&stops(gradient), gradient.spread_method(), (from, to), accent)?;
    let length = to - from;
    let way = way.pre_concat(Transform::from_row(length, 0.0, 0.0, length, from, 0.0));
    is_writable(way).then(|| {
        LinearGradient {
            x1: 0.0,
            y1: 0.0,
            x2: 1.0,
            y2: 0.0,
            transform: placed(way),
            spread_method: SpreadMethod::Pad,
            stops,
            anti_alias: false,
        }
        .into()
    })
}

/// A gradient between circles.
fn radial(
    gradient: &usvg::RadialGradient,
    Painter { way, accent }: Painter,
    bounds: Rect,
) -> Option<Paint> {
    let back = way.invert()?;
    let focus = Point::from_xy(gradient.fx(), gradient.fy());
    let center = Point::from_xy(gradient.cx(), gradient.cy());
    let radius = gradient.r().get();
    let mut to = 1.0;
    if gradient.spread_method() != usvg::SpreadMethod::Pad {
        let mut corners = corners(bounds);
        back.map_points(&mut corners);
        let far = corners.iter().map(|corner| corner.distance(focus)).fold(0.0, f32::max);
        // On the side where they lie closest together, circles grow by this much.
        let growth = radius - center.distance(focus);
        to = (far / growth.max(radius / 100.0)).ceil().max(1.0);
    }
    let stops = spread(&stops(gradient), gradient.spread_method(), (0.0, to), accent)?;
    let moved = |from: f32, to_: f32| from + (to_ - from) * to;
    // Circles are written about as large as they are seen.
    let scale = length_of(way);
    let way = way.pre_concat(Transform::from_scale(1.0 / scale, 1.0 / scale));
    let gradient = RadialGradient {
        cx: moved(focus.x, center.x) * scale,
        cy: moved(focus.y, center.y) * scale,
        cr: radius * to * scale,
        fx: focus.x * scale,
        fy: focus.y * scale,
        fr: 0.0,
        transform: placed(way),
        spread_method: SpreadMethod::Pad,
        stops,
        anti_alias: false,
    };
    let measures = [gradient.cx, gradient.cy, gradient.cr, gradient.fx, gradient.fy];
    let fits = is_writable(way) && measures.iter().all(|it| it.abs() <= FARTHEST);
    fits.then(|| gradient.into())
}

fn corners(bounds: Rect) -> [Point; 4] {
    [
        Point::from_xy(bounds.left(), bounds.top()),
        Point::from_xy(bounds.right(), bounds.top()),
        Point::from_xy(bounds.right(), bounds.bottom()),
        Point::from_xy(bounds.left(), bounds.bottom()),
    ]
}

/// The stops of a part of a gradient, their places from 0 to 1 within it; `None` where there would
/// be too many of them.
fn spread(
    stops: &[At],
    method: usvg::SpreadMethod,
    (from, to): (f32, f32),
    accent: Option<AccentInks>,
) -> Option<Vec<Stop>> {
    let (first, last) = (stops.first()?, stops.last()?);
    let inked = stops.iter().all(|stop| accent::of_stop(accent, stop.color).is_some());
    let accent = accent.filter(|_| inked);
    let length = to - from;
    let mut spread: Vec<At> = Vec::new();
    if method == usvg::SpreadMethod::Pad {
        spread.push(At { place: 0.0, ..*first });
        spread.extend_from_slice(stops);
        spread.push(At { place: 1.0, ..*last });
        if (from, to) == (0.0, 1.0) {
            spread = stops.to_vec();
        }
    } else {
        let (start, end) = (from.floor(), to.ceil());
        if !((end - start) * (stops.len() + 2) as f32).is_finite()
            || (end - start) * (stops.len() as f32 + 2.0) > MOST_STOPS as f32
        {
            return None;
        }
        for period in start as i64..end as i64 {
            let turned = method == usvg::SpreadMethod::Reflect && period.rem_euclid(2) == 1;
            let mut of_period = vec![At { place: 0.0, ..*first }];
            of_period.extend_from_slice(stops);
            of_period.push(At { place: 1.0, ..*last });
            if turned {
                of_period.reverse();
                of_period.iter_mut().for_each(|stop| stop.place = 1.0 - stop.place);
            }
            spread.extend(
                of_period.iter().map(|stop| At { place: stop.place + period as f32, ..*stop }),
            );
        }
    }
    let mut written: Vec<Stop> = Vec::with_capacity(spread.len());
    let mut shown = trim(&spread, from, to);
    shown.dedup_by(|a, b| a.place == b.place && a.color == b.color && a.opacity == b.opacity);
    for stop in shown {
        let place = ((stop.place - from) / length).clamp(0.0, 1.0);
        written.push(Stop {
            offset: NormalizedF32::new(place)?,
            color: match accent::of_stop(accent, stop.color) {
                Some(inks) => inks.into(),
                None => rgb::Color::new(stop.color.red, stop.color.green, stop.color.blue).into(),
            },
            opacity: normalized(stop.opacity),
        });
    }
    Some(written)
}

/// The stops within a part, with the colours in between at its ends.
fn trim(stops: &[At], from: f32, to: f32) -> Vec<At> {
    let at = |place: f32| {
        let after = stops.iter().position(|stop| stop.place > place)?;
        let before = stops.get(after.checked_sub(1)?)?;
        let after = &stops[after];
        let share = (place - before.place) / (after.place - before.place).max(1e-9);
        let between = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round();
        let color = usvg::Color::new_rgb(
            between(before.color.red, after.color.red) as u8,
            between(before.color.green, after.color.green) as u8,
            between(before.color.blue, after.color.blue) as u8,
        );
        let opacity = before.opacity + (after.opacity - before.opacity) * share;
        Some(At { place, color, opacity })
    };
    let inner = stops.iter().filter(|stop| (from..=to).contains(&stop.place)).copied();
    let mut kept: Vec<At> = at(from).into_iter().chain(inner).chain(at(to)).collect();
    if kept.is_empty() {
        let edge =
            if stops.first().is_some_and(|first| first.place > to) { 0 } else { stops.len() - 1 };
        kept.push(stops[edge]);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(method: usvg::SpreadMethod, from: f32, to: f32) -> Option<Vec<(f32, u8)>> {
        let stop = |place, red| At { place, color: usvg::Color::new_rgb(red, 0, 0), opacity: 1.0 };
        let all = [stop(0.0, 0), stop(1.0, 100)];
        let stops = spread(&all, method, (from, to), None)?;
        Some(
            stops
                .iter()
                .map(|stop| {
                    let place = (stop.offset.get() * (to - from) + from) * 100.0;
                    let red = format!("{:?}", stop.color);
                    let red = red.split(|c: char| !c.is_ascii_digit()).find(|it| !it.is_empty());
                    (place.round() / 100.0, red.unwrap().parse().unwrap())
                })
                .collect(),
        )
    }

    #[test]
    fn stops_come_as_often_as_the_shape_is_long() {
        use usvg::SpreadMethod::{Pad, Reflect, Repeat};
        assert_eq!(places(Pad, 0.0, 1.0).unwrap(), [(0.0, 0), (1.0, 100)]);
        let pad = places(Pad, -1.0, 3.0).unwrap();
        assert_eq!((pad[0], *pad.last().unwrap()), ((0.0, 0), (1.0, 100)));
        let repeated = places(Repeat, -0.5, 1.5).unwrap();
        let ends = (repeated[0], *repeated.last().unwrap());
        assert_eq!(ends, ((-0.5, 50), (1.5, 50)), "{repeated:?}");
        assert!(repeated.contains(&(0.0, 100)) && repeated.contains(&(0.0, 0)));
        let reflected = places(Reflect, 0.0, 2.0).unwrap();
        assert_eq!((reflected[0], *reflected.last().unwrap()), ((0.0, 0), (2.0, 0)));
        assert!(reflected.contains(&(1.0, 100)));
        assert_eq!(places(Repeat, 0.0, 1e9), None);
    }
}
