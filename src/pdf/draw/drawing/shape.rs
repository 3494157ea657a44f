//! Shapes where they stand on the page, cut where they reach far out of it.

use krilla::geom::{Path, PathBuilder};
use usvg::tiny_skia_path::{self, PathSegment, PathStroker, Point, Rect, Transform};

/// How far from the area's corner a shape may reach, in points: half of what PDF/A lets a number be
/// (ISO 19005-2, 6.1.13), since the area has a place on its page.
pub(super) const FARTHEST: f32 = 16_000.0;

/// Into how many straight lines a curve is parted that is cut.
const LINES: usize = 64;

/// A shape in points from the area's corner.
pub(super) struct Shape {
    data: tiny_skia_path::Path,
    /// Whether it is the outline of a stroke, which is filled.
    pub(super) is_outline: bool,
}

impl Shape {
    /// An area to be filled; `None` where nothing of it is left.
    pub(super) fn filled(data: &tiny_skia_path::Path, way: Transform) -> Option<Self> {
        let data = data.clone().transform(way)?;
        Some(Self { data: cut(data)?, is_outline: false })
    }

    /// A line, or its outline where it is no line of one breadth on the page or has to be cut.
    pub(super) fn stroked(
        data: &tiny_skia_path::Path,
        stroke: &usvg::Stroke,
        way: Transform,
    ) -> Option<Self> {
        let moved = data.clone().transform(way)?;
        let breadth = stroke.width().get() * length_of(way) * stroke.miterlimit().get().max(1.0);
        let reach = FARTHEST - breadth;
        if is_even(way) && reach > 0.0 && lies_within(&moved.bounds(), reach) {
            return Some(Self { data: moved, is_outline: false });
        }
        let manner = stroke.to_tiny_skia();
        let fineness = PathStroker::compute_resolution_scale(&way);
        let dashed = manner.dash.as_ref().and_then(|dash| data.dash(dash, fineness));
        let outline = dashed.as_ref().unwrap_or(data).stroke(&manner, fineness)?;
        Some(Self { data: cut(outline.transform(way)?)?, is_outline: true })
    }

    /// The box around it.
    pub(super) fn bounds(&self) -> Rect {
        self.data.bounds()
    }

    /// Whether two shapes have the same points.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.data == other.data
    }

    /// For the PDF writer.
    pub(super) fn path(&self) -> Path {
        let mut builder = PathBuilder::new();
        for segment in self.data.segments() {
            match segment {
                PathSegment::MoveTo(p) => builder.move_to(p.x, p.y),
                PathSegment::LineTo(p) => builder.line_to(p.x, p.y),
                PathSegment::QuadTo(a, p) => builder.quad_to(a.x, a.y, p.x, p.y),
                PathSegment::CubicTo(a, b, p) => builder.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y),
                PathSegment::Close => builder.close(),
            }
        }
        builder.finish().expect("a path that was finished before")
    }
}

/// A rectangle by its corner and its size.
pub(super) fn rectangle((x, y): (f32, f32), (width, height): (f32, f32)) -> Path {
    let mut builder = PathBuilder::new();
    builder.move_to(x, y);
    builder.line_to(x + width, y);
    builder.line_to(x + width, y + height);
    builder.line_to(x, y + height);
    builder.close();
    builder.finish().expect("a rectangle is a path")
}

/// Whether a way keeps the proportions of what it moves, so that lines stay of one breadth.
fn is_even(way: Transform) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= 1e-3 * a.abs().max(b.abs());
    let across = way.sx.hypot(way.ky);
    let down = way.kx.hypot(way.sy);
    let slant = way.sx * way.kx + way.ky * way.sy;
    near(across, down) && slant.abs() <= 1e-3 * across * down
}

/// How long a way makes what was 1 long, on the average.
pub(super) fn length_of(way: Transform) -> f32 {
    (way.sx * way.sy - way.kx * way.ky).abs().sqrt()
}

/// Whether the numbers of a way may be written.
pub(super) fn is_writable(way: Transform) -> bool {
    [way.sx, way.kx, way.ky, way.sy, way.tx, way.ty].iter().all(|it| it.abs() <= FARTHEST)
}

fn lies_within(bounds: &Rect, reach: f32) -> bool {
    [bounds.left(), bounds.right(), bounds.top(), bounds.bottom()]
        .iter()
        .all(|side| side.abs() <= reach)
}

/// Cuts off what reaches too far out; curves become lines then.
fn cut(data: tiny_skia_path::Path) -> Option<tiny_skia_path::Path> {
    if lies_within(&data.bounds(), FARTHEST) {
        return Some(data);
    }
    let mut builder = tiny_skia_path::PathBuilder::new();
    for contour in contours(&data) {
        let mut points = contour;
        for side in 0..4 {
            points = cut_side(&points, side);
        }
        let Some((first, rest)) = points.split_first() else { continue };
        builder.move_to(first.x, first.y);
        rest.iter().for_each(|point| builder.line_to(point.x, point.y));
        builder.close();
    }
    builder.finish()
}

/// The corners of each closed part of a path.
fn contours(data: &tiny_skia_path::Path) -> Vec<Vec<Point>> {
    let mut contours: Vec<Vec<Point>> = Vec::new();
    let mut pen = Point::zero();
    let mut start = Point::zero();
    for segment in data.segments() {
        let from = pen;
        let at: Box<dyn Fn(f32) -> Point> = match segment {
            PathSegment::MoveTo(p) => {
                contours.push(vec![p]);
                (pen, start) = (p, p);
                continue;
            }
            PathSegment::Close => {
                contours.push(vec![start]);
                pen = start;
                continue;
            }
            PathSegment::LineTo(p) => {
                contours.last_mut().into_iter().for_each(|contour| contour.push(p));
                pen = p;
                continue;
            }
            PathSegment::QuadTo(a, p) => {
                pen = p;
                Box::new(move |t| mix(mix(from, a, t), mix(a, p, t), t))
            }
            PathSegment::CubicTo(a, b, p) => {
                pen = p;
                Box::new(move |t| {
                    let middle = mix(a, b, t);
                    let (before, after) = (mix(mix(from, a, t), middle, t), mix(b, p, t));
                    mix(before, mix(middle, after, t), t)
                })
            }
        };
        if let Some(contour) = contours.last_mut() {
            contour.extend((1..=LINES).map(|step| at(step as f32 / LINES as f32)));
        }
    }
    contours
}

fn mix(a: Point, b: Point, t: f32) -> Point {
    Point::from_xy(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}

/// Cuts a polygon at the left, right, top or bottom bound (Sutherland and Hodgman, 1974).
fn cut_side(points: &[Point], side: usize) -> Vec<Point> {
    // How far a point lies within the bound.
    let inside = |point: &Point| match side {
        0 => point.x + FARTHEST,
        1 => FARTHEST - point.x,
        2 => point.y + FARTHEST,
        _ => FARTHEST - point.y,
    };
    let mut kept = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let before = &points[(index + points.len() - 1) % points.len()];
        let (here, there) = (inside(point), inside(before));
        if (here >= 0.0) != (there >= 0.0) {
            kept.push(mix(*before, *point, there / (there - here)));
        }
        if here >= 0.0 {
            kept.push(*point);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_far_out_is_cut_along_its_own_edges() {
        let mut builder = tiny_skia_path::PathBuilder::new();
        builder.move_to(0.0, 0.0);
        builder.line_to(1e6, 5e5);
        builder.line_to(0.0, 5e5);
        builder.close();
        let path = builder.finish().unwrap();
        let shape = Shape::filled(&path, Transform::identity()).unwrap();
        let bounds = shape.bounds();
        let farthest = |place: f32| (place - FARTHEST).abs() < 0.01;
        assert!(farthest(bounds.right()) && farthest(bounds.bottom()), "{bounds:?}");
        // The slanting edge leaves the area where it did before.
        let corner = |p: &Point| (p.x - 16_000.0).abs() < 1.0 && (p.y - 8_000.0).abs() < 1.0;
        assert!(shape.data.points().iter().any(corner), "{:?}", shape.data.points());
    }

    #[test]
    fn lines_of_one_breadth_stay_lines() {
        let path =
            tiny_skia_path::PathBuilder::from_rect(Rect::from_xywh(0.0, 0.0, 9.0, 9.0).unwrap());
        let outlined = |way| Shape::stroked(&path, &stroke(), way).map(|shape| shape.is_outline);
        assert_eq!(outlined(Transform::from_rotate(30.0).post_scale(2.0, 2.0)), Some(false));
        assert_eq!(outlined(Transform::from_scale(1.0, -1.0)), Some(false));
        assert_eq!(outlined(Transform::from_scale(1.0, 2.0)), Some(true));
        assert_eq!(outlined(Transform::from_scale(1e5, 1e5)), Some(true));
    }

    fn stroke() -> usvg::Stroke {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
                   <path d='M0 0h9' stroke='red'/></svg>";
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
        let usvg::Node::Path(path) = &tree.root().children()[0] else { panic!("a path") };
        path.stroke().unwrap().clone()
    }
}
