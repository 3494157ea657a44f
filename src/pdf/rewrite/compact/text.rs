//! Text that krilla wrote as a group of its own.

use super::number;
use super::scan::{Operation, Strings, hexadecimal, literal, parse};

/// A change of place of less than this many thousandths of the size is left to the next one.
const LEAST_STEP: f64 = 1.5;

/// Where a coordinate system lies in another (ISO 32000-1, 8.3.3).
pub(super) type Matrix = [f64; 6];

/// Nothing moved.
pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `inner` within `outer`.
pub(super) fn within(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [o, p, q, r, s, t] = *outer;
    [
        a * o + b * q,
        a * p + b * r,
        c * o + d * q,
        c * p + d * r,
        e * o + f * q + s,
        e * p + f * r + t,
    ]
}

/// A paint as its operands stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paint<'a> {
    /// The colour space, where it is not one that the operator for the colour names.
    pub space: Option<&'a [u8]>,
    /// The components and what sets them.
    pub color: Operation<'a>,
}

/// Glyphs that one operator shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Show<'a> {
    /// The font and its size.
    pub font: Operation<'a>,
    /// From text to what is around the group.
    pub matrix: Matrix,
    /// What shows them.
    pub glyphs: Operation<'a>,
}

/// What a group of text is made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum GroupPart<'a> {
    /// Glyphs.
    Show(Show<'a>),
    /// The beginning or the end of marked content that is all of it in the group.
    Mark(Operation<'a>),
}

/// A group of nothing but text: `q`, a matrix, a paint, `BT`, glyphs, `ET`, `Q`.
#[derive(Debug)]
pub(super) struct TextGroup<'a> {
    /// The paint of the glyphs.
    pub paint: Paint<'a>,
    /// Glyphs and marks in order.
    pub parts: Vec<GroupPart<'a>>,
}

impl<'a> TextGroup<'a> {
    /// Reads such a group and says how many operations it has; `None` where it is none.
    pub(super) fn read(operations: &[Operation<'a>]) -> Option<(Self, usize)> {
        let mut rest = operations.iter().copied().peekable();
        let mut next = |name: &[u8]| rest.next_if(|operation| operation.operator == name);
        next(b"q")?;
        let outer = next(b"cm").map_or(Some(IDENTITY), |matrix| matrix.numbers())?;
        let paint = match next(b"cs") {
            Some(space) => Paint { space: Some(space.operands::<1>()?[0]), color: next(b"scn")? },
            None => {
                let color = next(b"g").or_else(|| next(b"rg")).or_else(|| next(b"k"))?;
                Paint { space: None, color }
            }
        };
        next(b"BT")?;
        let (mut parts, mut font, mut matrix, mut marks) = (Vec::new(), None, None, 0usize);
        loop {
            let operation = rest.next()?;
            match operation.operator {
                // Filled, as text is from the beginning.
                b"Tr" if operation.operands() == Some([b"0".as_slice()]) => {}
                b"Tf" => font = Some(operation),
                b"Tm" => matrix = Some(within(&operation.numbers()?, &outer)),
                b"Tj" | b"TJ" => {
                    let (font, matrix) = (font?, matrix.take()?);
                    parts.push(GroupPart::Show(Show { font, matrix, glyphs: operation }));
                }
                b"BDC" | b"BMC" => {
                    marks += 1;
                    parts.push(GroupPart::Mark(operation));
                }
                b"EMC" => {
                    marks = marks.checked_sub(1)?;
                    parts.push(GroupPart::Mark(operation));
                }
                b"ET" => break,
                _ => return None,
            }
        }
        let closed = rest.next()?.operator == b"Q" && marks == 0;
        closed.then_some((Self { paint, parts }, operations.len() - rest.count()))
    }
}

/// Writes what shows glyphs, in as few strings as can be. `bytes` is empty room.
pub(super) fn push_glyphs(
    out: &mut Vec<u8>,
    bytes: &mut Vec<u8>,
    show: &Operation<'_>,
) -> Option<()> {
    let single = show.operator == b"Tj";
    let mut elements = Strings::of(if single {
        show.before()
    } else {
        show.before().strip_prefix(b"[")?.strip_suffix(b"]")?
    });
    let (mut count, mut parts, mut waiting) = (0, 0, 0.0);
    let start = out.len();
    while let Some(element) = elements.next()? {
        count += 1;
        if !matches!(element[0], b'(' | b'<') {
            waiting += parse(element)?;
            continue;
        }
        let step: f64 = if waiting.abs() < LEAST_STEP { 0.0 } else { waiting.round() };
        if step != 0.0 {
            push_string(out, bytes, &mut parts);
            number::push(out, step as i64, 0);
            parts += 1;
            waiting -= step;
        }
        match element[0] {
            b'(' => literal(element, bytes)?,
            _ => hexadecimal(element, bytes)?,
        }
    }
    if single && (count, waiting) != (1, 0.0) {
        return None;
    }
    push_string(out, bytes, &mut parts);
    if parts == 1 && out[start] == b'(' {
        out.extend_from_slice(b"Tj\n");
    } else {
        out.insert(start, b'[');
        out.extend_from_slice(b"]TJ\n");
    }
    Some(())
}

/// Writes a string and empties it. Only what a reader would take for something else is escaped
/// (ISO 32000-1, 7.3.4.2).
fn push_string(out: &mut Vec<u8>, bytes: &mut Vec<u8>, parts: &mut usize) {
    if bytes.is_empty() {
        return;
    }
    *parts += 1;
    out.push(b'(');
    for byte in bytes.drain(..) {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}
