//! Drawings as a press prints them: what is in the accent's colour, in the accent's inks.

use crate::editions::AccentInks;
use crate::geometry::Color;

/// Attributes that hold a colour, as the writer of drawings spells them.
const COLORS: [&str; 3] = [" fill=\"#", " stroke=\"#", " stop-color=\"#"];

/// Elements whose colours stand for something else, or are judged together.
const APART: [(&str, &str); 3] = [
    ("<mask ", "</mask>"),
    ("<linearGradient ", "</linearGradient>"),
    ("<radialGradient ", "</radialGradient>"),
];

/// The parts of a drawing with the accent and its tints in the colours of the accent's inks.
pub(super) fn recolored(parts: &str, accent: AccentInks) -> String {
    let mut text = String::with_capacity(parts.len());
    let mut rest = parts;
    loop {
        let next = APART
            .iter()
            .filter_map(|(open, close)| {
                let from = rest.find(open)?;
                let to = rest[from..].find(close)? + from;
                Some((from, to, *open))
            })
            .min();
        let Some((from, to, open)) = next else { break };
        text.push_str(&replaced(&rest[..from], |color| accent.color(color)));
        let part = &rest[from..to];
        if open.contains("Gradient") && all(part, |color| accent.color_of_stop(color).is_some()) {
            text.push_str(&replaced(part, |color| accent.color_of_stop(color)));
        } else {
            text.push_str(part);
        }
        rest = &rest[to..];
    }
    text.push_str(&replaced(rest, |color| accent.color(color)));
    text
}

/// The bytes of the next colour's digits, where there is one.
fn next(text: &str) -> Option<(usize, Color)> {
    let at = COLORS.iter().filter_map(|name| text.find(name).map(|at| at + name.len())).min()?;
    let color = u32::from_str_radix(text.get(at..at + 6)?, 16).ok()?;
    Some((at, Color::hex(color)))
}

fn all(mut text: &str, holds: impl Fn(Color) -> bool) -> bool {
    while let Some((at, color)) = next(text) {
        if !holds(color) {
            return false;
        }
        text = &text[at + 6..];
    }
    true
}

fn replaced(mut text: &str, by: impl Fn(Color) -> Option<Color>) -> String {
    let mut replaced = String::with_capacity(text.len());
    while let Some((at, color)) = next(text) {
        replaced.push_str(&text[..at]);
        let Color { red, green, blue } = by(color).unwrap_or(color);
        replaced.push_str(&format!("{red:02x}{green:02x}{blue:02x}"));
        text = &text[at + 6..];
    }
    replaced.push_str(text);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCENT: AccentInks =
        AccentInks { seen: Color::hex(0x00_505C), inks: [0.0, 0.0, 0.0, 100.0] };

    #[test]
    fn the_accent_alone_changes() {
        let parts = "<path fill=\"#00505c\" stroke=\"#b00020\"/><mask id=\"a\"><path \
                     fill=\"#00505c\"/></mask><path stroke=\"#80a8ae\"/>";
        let expected = "<path fill=\"#000000\" stroke=\"#b00020\"/><mask id=\"a\"><path \
                        fill=\"#00505c\"/></mask><path stroke=\"#808080\"/>";
        assert_eq!(recolored(parts, ACCENT), expected);
    }

    #[test]
    fn a_gradient_changes_as_a_whole_or_not_at_all() {
        let gradient = |stop: &str| {
            format!(
                "<linearGradient id=\"a\"><stop stop-color=\"#00505c\"/><stop \
                 stop-color=\"#{stop}\"/></linearGradient><path fill=\"url(#a)\"/>"
            )
        };
        let changed = gradient("ffffff").replace("00505c", "000000");
        assert_eq!(recolored(&gradient("ffffff"), ACCENT), changed);
        assert_eq!(recolored(&gradient("ff0000"), ACCENT), gradient("ff0000"));
    }
}
