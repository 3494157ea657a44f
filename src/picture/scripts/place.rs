//! Stretches of a line, each with a place of its own: in the order in which they are seen, and as
//! far from each other as their signs are wide.

use std::ops::Range;

use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};
use usvg::fontdb::{Database, ID};

use super::chunk::Chunk;
use super::{faces_of, own_face};

/// Characters of one element, font and direction.
struct Stretch {
    /// Index of the part that they are of.
    part: usize,
    words: String,
    face: Option<ID>,
    rtl: bool,
}

impl Stretch {
    /// Whether a character goes with those before it. Blanks stand by themselves: those at an end
    /// would change sides (UAX 9, L1).
    fn goes_on(&self, part: usize, face: Option<ID>, c: char) -> bool {
        let is_blank = self.words.ends_with(char::is_whitespace);
        (self.part, self.face) == (part, face) && is_blank == c.is_whitespace()
    }
}

/// How wide a stretch is, in ems, and by how much its signs have to be moved on.
struct Measure {
    width: f64,
    /// By characters.
    moves: Vec<f64>,
}

/// What to write in place of the words of a line.
pub(super) fn place(chunk: &Chunk, faces: &Database) -> Vec<(Range<usize>, String)> {
    let stretches = stretches(chunk, faces);
    let measures: Vec<Measure> = stretches.iter().map(|it| measure(it, faces)).collect();
    let whole: f64 = measures.iter().map(|measure| measure.width).sum();
    let mut pen = -chunk.before * whole;
    let mut written = vec![String::new(); chunk.nodes.len()];
    for (stretch, measure) in stretches.iter().zip(measures) {
        let blank = stretch.words.trim().is_empty();
        if !blank {
            let family = stretch.face.and_then(|face| family(face, chunk, stretch.part, faces));
            written[stretch.part].push_str(&write(chunk, stretch, (pen, &measure.moves), family));
        }
        pen += measure.width;
    }
    chunk.nodes.iter().zip(written).map(|(part, words)| (part.node.range(), words)).collect()
}

/// The family of a face that is not the element's own.
fn family(face: ID, chunk: &Chunk, part: usize, faces: &Database) -> Option<String> {
    if own_face(chunk.nodes[part].node, faces) == Some(face) {
        return None;
    }
    Some(faces.face(face)?.families.first()?.0.clone())
}

/// The stretches of a line from left to right.
fn stretches(chunk: &Chunk, faces: &Database) -> Vec<Stretch> {
    let words = chunk.words();
    let of_faces = faces_of(chunk, faces);
    let of_parts = chunk.nodes.iter().enumerate();
    let of_parts = of_parts.flat_map(|(at, part)| part.words.chars().map(move |_| at));
    // What each character is of, by where it stands.
    let kinds: Vec<(usize, char, usize, Option<ID>)> = words
        .char_indices()
        .zip(of_parts.zip(of_faces))
        .map(|((at, c), (part, face))| (at, c, part, face))
        .collect();
    let base = if chunk.is_rtl { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(&words, Some(base));
    let mut found = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let rtl = levels[run.start].is_rtl();
            let first = kinds.partition_point(|(at, ..)| *at < run.start);
            let end = kinds.partition_point(|(at, ..)| *at < run.end);
            let mut parts: Vec<Stretch> = Vec::new();
            for (_, c, part, face) in &kinds[first..end] {
                match parts.last_mut() {
                    Some(last) if last.goes_on(*part, *face, *c) => last.words.push(*c),
                    _ => parts.push(Stretch { part: *part, words: (*c).into(), face: *face, rtl }),
                }
            }
            if rtl {
                parts.reverse();
            }
            found.append(&mut parts);
        }
    }
    found
}

/// Shapes a stretch as the parser will. That takes a cluster to be as wide as its widest sign.
fn measure(stretch: &Stretch, faces: &Database) -> Measure {
    let mut measure = Measure { width: 0.0, moves: vec![0.0; stretch.words.chars().count()] };
    let Some(face) = stretch.face else { return measure };
    faces.with_face_data(face, |bytes, index| {
        let Some(face) = rustybuzz::Face::from_slice(bytes, index) else { return };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&stretch.words);
        let direction = if stretch.rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let shaped = rustybuzz::shape(&face, &[], buffer);
        let em = f64::from(face.units_per_em());
        let starts: Vec<usize> = stretch.words.char_indices().map(|(at, _)| at).collect();
        let advances: Vec<i32> = shaped.glyph_positions().iter().map(|it| it.x_advance).collect();
        let clusters: Vec<u32> = shaped.glyph_infos().iter().map(|it| it.cluster).collect();
        let mut at = 0;
        let mut lacks = 0.0;
        for cluster in clusters.chunk_by(|a, b| a == b) {
            let signs = &advances[at..at + cluster.len()];
            at += cluster.len();
            if let Ok(character) = starts.binary_search(&(cluster[0] as usize)) {
                measure.moves[character] += lacks;
            }
            let sum = f64::from(signs.iter().sum::<i32>());
            let widest = f64::from(signs.iter().copied().max().unwrap_or(0).max(0));
            lacks = (sum - widest) / em;
            measure.width += sum / em;
        }
    });
    measure
}

/// A stretch at its place.
fn write(
    chunk: &Chunk,
    stretch: &Stretch,
    (pen, moves): (f64, &[f64]),
    family: Option<String>,
) -> String {
    // From right to left whatever its signs say: they were put in order.
    let (open, close) = if stretch.rtl { ("\u{202E}", "\u{202C}") } else { ("", "") };
    let mut moves: Vec<f64> = open.chars().map(|_| 0.0).chain(moves.iter().copied()).collect();
    moves[0] += pen;
    let last = moves.iter().rposition(|by| by.abs() > 1e-6).unwrap_or(0);
    let list: Vec<String> = moves[..=last].iter().map(|by| format!("{}em", rounded(*by))).collect();
    let family = family.map_or(String::new(), |name| {
        format!("font-family:&quot;{}&quot;;", escape(&name).replace('"', ""))
    });
    format!(
        "<tspan x=\"{}\" y=\"{}\" dx=\"{}\" dy=\"{}\" style=\"{family}text-anchor:start;\
         letter-spacing:0;word-spacing:0\">{open}{}{close}</tspan>",
        escape(&chunk.x),
        escape(&chunk.y),
        list.join(" "),
        escape(&chunk.down),
        escape(&stretch.words),
    )
}

/// To a ten thousandth.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
