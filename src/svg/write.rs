//! Numbers and words of an SVG, as short as they can be.

use crate::geometry::{Color, Point, Rect};

/// Adds a number of at most three digits after the point.
pub(super) fn number(into: &mut String, number: f32) {
    let thousandths = (f64::from(number) * 1000.0).round() as i64;
    if thousandths < 0 {
        into.push('-');
    }
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    if whole > 0 || rest == 0 {
        digits(into, whole);
    }
    if rest > 0 {
        into.push('.');
        let mut place = 100;
        let mut rest = rest;
        while rest > 0 {
            into.push(char::from(b'0' + (rest / place) as u8));
            rest %= place;
            place /= 10;
        }
    }
}

/// Adds a whole number.
pub(super) fn integer(into: &mut String, number: i32) {
    if number < 0 {
        into.push('-');
    }
    digits(into, number.unsigned_abs().into());
}

fn digits(into: &mut String, number: u64) {
    if number >= 10 {
        digits(into, number / 10);
    }
    into.push(char::from(b'0' + (number % 10) as u8));
}

/// Adds numbers with a blank between them, where a sign does not part them.
pub(super) fn numbers(into: &mut String, all: &[f32]) {
    for (index, it) in all.iter().enumerate() {
        if index > 0 {
            into.push(' ');
        }
        number(into, *it);
    }
}

/// Adds ` name="value"` of a number.
pub(super) fn measure(into: &mut String, name: &str, value: f32) {
    into.push_str(name);
    number(into, value);
    into.push('"');
}

/// Adds the measures of a rectangle as attributes.
pub(super) fn area(into: &mut String, rect: Rect) {
    if rect.x.0 != 0.0 {
        measure(into, " x=\"", rect.x.0);
    }
    if rect.y.0 != 0.0 {
        measure(into, " y=\"", rect.y.0);
    }
    measure(into, " width=\"", rect.width.0);
    measure(into, " height=\"", rect.height.0);
}

/// Adds a rectangle as a closed part of a path.
pub(super) fn rectangle(into: &mut String, rect: Rect) {
    into.push('M');
    numbers(into, &[rect.x.0, rect.y.0]);
    into.push('H');
    number(into, rect.right().0);
    into.push('V');
    number(into, rect.bottom().0);
    into.push('H');
    number(into, rect.x.0);
    into.push('z');
}

/// Adds a straight line as a part of a path.
pub(super) fn line(into: &mut String, from: Point, to: Point) {
    into.push('M');
    numbers(into, &[from.x.0, from.y.0]);
    into.push('L');
    numbers(into, &[to.x.0, to.y.0]);
}

/// A colour in hexadecimal digits.
pub(super) fn color(into: &mut String, Color { red, green, blue }: Color) {
    into.push('#');
    let channels = [red, green, blue];
    let short = channels.iter().all(|it| it % 17 == 0);
    for channel in channels {
        let digit = |it: u8| char::from_digit(it.into(), 16).unwrap_or('0');
        into.push(digit(channel >> 4));
        if !short {
            into.push(digit(channel & 15));
        }
    }
}

/// Adds a number in digits and letters.
pub(super) fn name(into: &mut String, number: u32) {
    if number >= 36 {
        name(into, number / 36);
    }
    into.push(char::from_digit(number % 36, 36).unwrap_or('0'));
}

/// Adds the words of an attribute between quotation marks. What XML cannot hold is left out.
pub(super) fn words(into: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '"' => into.push_str("&quot;"),
            '\t' => into.push_str("&#9;"),
            '\n' => into.push_str("&#10;"),
            '\r' => into.push_str("&#13;"),
            // XML 1.0, 2.2.
            '\u{FFFE}' | '\u{FFFF}' => {}
            other if other < ' ' => {}
            other => into.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_right() {
        let written = |it: f32| {
            let mut text = String::new();
            number(&mut text, it);
            text
        };
        let all = [0.0, -0.0004, 1.0, 0.5, -0.25, 12.34567, -7.006, 419.5276, 1000.0];
        let expected = ["0", "0", "1", ".5", "-.25", "12.346", "-7.006", "419.528", "1000"];
        assert_eq!(all.map(written), expected);
        let mut text = String::new();
        [0, 7, -10, 1234].iter().for_each(|it| integer(&mut text, *it));
        assert_eq!(text, "07-101234");
    }

    #[test]
    fn colors_and_words_are_what_xml_reads() {
        let mut text = String::new();
        color(&mut text, Color::hex(0x00505C));
        color(&mut text, Color::WHITE);
        words(&mut text, "a \"b\" & <c>\u{1}\n");
        name(&mut text, 36 * 36 + 35);
        assert_eq!(text, "#00505c#fffa &quot;b&quot; &amp; &lt;c>&#10;10z");
    }
}
