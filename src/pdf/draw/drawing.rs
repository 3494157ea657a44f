//! Draws SVGs as lines and areas, all in the measures of the page.
//!
//! Points are moved to where they stand on the page before they are written, and what reaches far
//! out of it is cut: no number passes the bounds of PDF/A (ISO 19005-2, 6.1.13), however a drawing
//! multiplies its transformations. Clips within clips without end become groups of their own, since
//! one stream may nest 28 states. Words are drawn as their outlines: what a drawing says is in its
//! alternative text, and not twice in the structure.

mod accent;
mod paint;
mod shape;

use krilla::blend::BlendMode;
use krilla::geom::{PathBuilder, Size, Transform as Placed};
use krilla::image::Image;
use krilla::mask::{Mask, MaskType};
use krilla::num::NormalizedF32;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use usvg::tiny_skia_path::{self, Transform};
use usvg::{ClipPath, Group, ImageKind, Node, PaintOrder};

pub(super) use self::accent::inked;
use self::paint::Painter;
use self::shape::{Shape, rectangle};
use crate::editions::AccentInks;
use crate::picture::Drawing;

/// So many clips nest in one stream; the page around the drawing has some, too.
const MOST_CLIPS: usize = 12;

/// Draws so that a drawing fills an area from the origin, in points; what is in the accent's colour
/// in its inks, where it has any.
pub(super) fn draw(
    surface: &mut Surface<'_>,
    drawing: &Drawing,
    (width, height): (f32, f32),
    accent: Option<AccentInks>,
) {
    let (own_width, own_height) = drawing.size();
    let way = Transform::from_scale(width / own_width, height / own_height);
    let (fill, stroke) = (surface.get_fill().cloned(), surface.get_stroke().cloned());
    surface.push_clip_path(&rectangle((0.0, 0.0), (width, height)), &FillRule::NonZero);
    group(surface, drawing.tree().root(), Painter { way, accent }, 1);
    surface.pop();
    surface.set_fill(fill);
    surface.set_stroke(stroke);
}

/// What was pushed on a surface, and how deep its clips nest by now.
struct Pushed {
    count: usize,
    clips: usize,
}

impl Pushed {
    fn clip(&mut self, surface: &mut Surface<'_>, path: &krilla::geom::Path, rule: FillRule) {
        if self.clips == MOST_CLIPS {
            self.isolate(surface);
        }
        surface.push_clip_path(path, &rule);
        self.clips += 1;
        self.count += 1;
    }

    fn isolate(&mut self, surface: &mut Surface<'_>) {
        surface.push_isolated();
        self.clips = 0;
        self.count += 1;
    }
}

/// Draws a group whose surroundings are brought to the page by a way.
fn group(surface: &mut Surface<'_>, group: &Group, around: Painter, clips: usize) {
    let painter = around.within(group.transform());
    let mut pushed = Pushed { count: 0, clips };
    if let Some(clip) = group.clip_path() {
        push_clip(surface, clip, painter.way, &mut pushed);
    }
    if let Some(mask) = group.mask() {
        push_mask(surface, mask, painter.way);
        pushed.count += 1;
        pushed.clips = 0;
    }
    let opacity = normalized(group.opacity().get());
    if group.blend_mode() != usvg::BlendMode::Normal {
        surface.push_blend_mode(blend_mode(group.blend_mode()));
        pushed.count += 1;
    }
    if opacity != NormalizedF32::ONE {
        surface.push_opacity(opacity);
        pushed.count += 1;
        pushed.clips = 0;
    }
    // A clip alone makes no difference, and is too common for a group of its own.
    let alone = group.isolate()
        || opacity != NormalizedF32::ONE
        || group.mask().is_some()
        || group.blend_mode() != usvg::BlendMode::Normal;
    if alone {
        pushed.isolate(surface);
    }
    children(surface, group, painter, pushed.clips);
    (0..pushed.count).for_each(|_| surface.pop());
}

fn children(surface: &mut Surface<'_>, group_: &Group, painter: Painter, clips: usize) {
    for node in group_.children() {
        match node {
            Node::Group(inner) => group(surface, inner, painter, clips),
            Node::Path(path) => draw_path(surface, path, painter),
            Node::Image(image) => draw_image(surface, image, painter.way),
            Node::Text(text) => group(surface, text.flattened(), painter, clips),
        }
    }
}

fn draw_path(surface: &mut Surface<'_>, path: &usvg::Path, painter: Painter) {
    if !path.is_visible() {
        return;
    }
    let way = painter.way;
    let fill = path.fill().and_then(|fill| {
        let shape = Shape::filled(path.data(), way)?;
        let paint = painter.fill(surface, fill, shape.bounds())?;
        Some((shape, paint))
    });
    let stroke = path.stroke().and_then(|stroke| {
        let shape = Shape::stroked(path.data(), stroke, way)?;
        let paint = painter.stroke(surface, stroke, &shape)?;
        Some((shape, paint))
    });
    match (fill, stroke) {
        // The same points serve both where the stroke is drawn by the reader's program.
        (Some((shape, fill)), Some((line, paint::Line::Stroke(stroke))))
            if line.is_same(&shape) && path.paint_order() == PaintOrder::FillAndStroke =>
        {
            surface.set_fill(Some(fill));
            surface.set_stroke(Some(stroke));
            surface.draw_path(&shape.path());
        }
        (fill, stroke) => {
            let draw_stroke = |surface: &mut Surface<'_>| {
                if let Some((shape, line)) = &stroke {
                    draw_line(surface, shape, line);
                }
            };
            if path.paint_order() == PaintOrder::StrokeAndFill {
                draw_stroke(surface);
            }
            if let Some((shape, fill)) = fill {
                surface.set_fill(Some(fill));
                surface.set_stroke(None);
                surface.draw_path(&shape.path());
            }
            if path.paint_order() == PaintOrder::FillAndStroke {
                draw_stroke(surface);
            }
        }
    }
}

fn draw_line(surface: &mut Surface<'_>, shape: &Shape, line: &paint::Line) {
    let (fill, stroke) = match line {
        paint::Line::Stroke(stroke) => (None, Some(stroke.clone())),
        paint::Line::Outline(fill) => (Some(fill.clone()), None),
    };
    surface.set_fill(fill);
    surface.set_stroke(stroke);
    surface.draw_path(&shape.path());
}

fn draw_image(surface: &mut Surface<'_>, image: &usvg::Image, way: Transform) {
    let size = Size::from_wh(image.size().width(), image.size().height());
    let (true, Some(size), true) = (image.is_visible(), size, shape::is_writable(way)) else {
        return;
    };
    let read = match image.kind() {
        ImageKind::JPEG(bytes) => Image::from_jpeg(bytes.clone().into(), false),
        ImageKind::PNG(bytes) => Image::from_png(bytes.clone().into(), false),
        // The reader of drawings makes one of these of every picture.
        ImageKind::GIF(_) | ImageKind::WEBP(_) | ImageKind::SVG(_) => return,
    };
    if let Ok(read) = read {
        surface.push_transform(&placed(way));
        surface.draw_image(read, size);
        surface.pop();
    }
}

/// Clips by the shapes of a clip, and by the clip of the clip.
fn push_clip(surface: &mut Surface<'_>, clip: &ClipPath, way: Transform, pushed: &mut Pushed) {
    if let Some(outer) = clip.clip_path() {
        push_clip(surface, outer, way, pushed);
    }
    let inner = way.pre_concat(clip.transform());
    let mut rules = Vec::new();
    let simple = collect_rules(clip.root(), &mut rules);
    let rule = match rules[..] {
        [] => Some(FillRule::NonZero),
        [usvg::FillRule::EvenOdd] => Some(FillRule::EvenOdd),
        // Shapes that overlap would take each other away.
        _ => rules.iter().all(|it| *it == usvg::FillRule::NonZero).then_some(FillRule::NonZero),
    };
    if let (true, Some(rule)) = (simple, rule) {
        let mut builder = tiny_skia_path::PathBuilder::new();
        collect_shapes(clip.root(), inner, &mut builder);
        let path = builder.finish().map_or_else(nothing, |path| {
            Shape::filled(&path, Transform::identity()).map_or_else(nothing, |it| it.path())
        });
        pushed.clip(surface, &path, rule);
        return;
    }
    // A shape that is clipped within the clip: what it leaves is a mask.
    let mut builder = surface.stream_builder();
    let mut inside = builder.surface();
    group(&mut inside, clip.root(), Painter { way: inner, accent: None }, 0);
    inside.finish();
    let left = builder.finish();
    surface.push_mask(Mask::new(left, MaskType::Alpha));
    pushed.count += 1;
    pushed.clips = 0;
}

/// A path that lets nothing through.
fn nothing() -> krilla::geom::Path {
    let mut builder = PathBuilder::new();
    builder.move_to(0.0, 0.0);
    builder.line_to(0.0, 0.0);
    builder.finish().expect("a path of two points")
}

/// The rules of a clip's shapes; false where one of them is clipped itself.
fn collect_rules(group: &Group, rules: &mut Vec<usvg::FillRule>) -> bool {
    group.children().iter().all(|node| match node {
        Node::Path(path) => {
            rules.extend(path.fill().filter(|_| path.is_visible()).map(usvg::Fill::rule));
            true
        }
        Node::Text(text) => collect_rules(text.flattened(), rules),
        Node::Group(group) => group.clip_path().is_none() && collect_rules(group, rules),
        Node::Image(_) => true,
    })
}

fn collect_shapes(group: &Group, way: Transform, builder: &mut tiny_skia_path::PathBuilder) {
    for node in group.children() {
        match node {
            Node::Path(path) if path.is_visible() => {
                if let Some(path) = path.data().clone().transform(way) {
                    builder.push_path(&path);
                }
            }
            Node::Group(inner) => {
                collect_shapes(inner, way.pre_concat(inner.transform()), builder);
            }
            Node::Text(text) => {
                let flat = text.flattened();
                collect_shapes(flat, way.pre_concat(flat.transform()), builder);
            }
            _ => {}
        }
    }
}

fn push_mask(surface: &mut Surface<'_>, mask: &usvg::Mask, way: Transform) {
    let mut builder = surface.stream_builder();
    let mut inside = builder.surface();
    let mut pushed = Pushed { count: 0, clips: 0 };
    if let Some(outer) = mask.mask() {
        push_mask(&mut inside, outer, way);
        pushed.count += 1;
    }
    let rect = tiny_skia_path::PathBuilder::from_rect(mask.rect().to_rect());
    let path = Shape::filled(&rect, way).map_or_else(nothing, |shape| shape.path());
    pushed.clip(&mut inside, &path, FillRule::NonZero);
    // What a mask lets through depends on how light its colours are.
    group(&mut inside, mask.root(), Painter { way, accent: None }, pushed.clips);
    (0..pushed.count).for_each(|_| inside.pop());
    inside.finish();
    let kind = match mask.kind() {
        usvg::MaskType::Luminance => MaskType::Luminosity,
        usvg::MaskType::Alpha => MaskType::Alpha,
    };
    let light = builder.finish();
    surface.push_mask(Mask::new(light, kind));
}

fn placed(way: Transform) -> Placed {
    Placed::from_row(way.sx, way.ky, way.kx, way.sy, way.tx, way.ty)
}

/// A share from 0 to 1.
fn normalized(share: f32) -> NormalizedF32 {
    NormalizedF32::new(share.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

fn blend_mode(mode: usvg::BlendMode) -> BlendMode {
    match mode {
        usvg::BlendMode::Normal => BlendMode::Normal,
        usvg::BlendMode::Multiply => BlendMode::Multiply,
        usvg::BlendMode::Screen => BlendMode::Screen,
        usvg::BlendMode::Overlay => BlendMode::Overlay,
        usvg::BlendMode::Darken => BlendMode::Darken,
        usvg::BlendMode::Lighten => BlendMode::Lighten,
        usvg::BlendMode::ColorDodge => BlendMode::ColorDodge,
        usvg::BlendMode::ColorBurn => BlendMode::ColorBurn,
        usvg::BlendMode::HardLight => BlendMode::HardLight,
        usvg::BlendMode::SoftLight => BlendMode::SoftLight,
        usvg::BlendMode::Difference => BlendMode::Difference,
        usvg::BlendMode::Exclusion => BlendMode::Exclusion,
        usvg::BlendMode::Hue => BlendMode::Hue,
        usvg::BlendMode::Saturation => BlendMode::Saturation,
        usvg::BlendMode::Color => BlendMode::Color,
        usvg::BlendMode::Luminosity => BlendMode::Luminosity,
    }
}
