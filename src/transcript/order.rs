//! Lines of plain text that are read in the right order wherever they are shown.
//!
//! A program that shows plain text takes each line for a paragraph of its own (Unicode Standard
//! Annex 9, rule P1), and its first letter, or a setting for all of them, for its direction. What
//! keeps an order of its own begins and ends on the line.

use crate::language::Direction;
use crate::typeset::isolates::{TURN_BACK, direction_of, isolates, turn_to};

/// Puts signs for the order of reading into the lines of a text.
pub(super) struct Order {
    /// The direction of the lines.
    direction: Direction,
    /// The direction of the text that they stand in.
    around: Direction,
    /// What began on an earlier line and has not ended.
    open: Vec<char>,
}

impl Order {
    pub(super) fn new(direction: Direction, around: Direction) -> Self {
        Self { direction, around, open: Vec::new() }
    }

    /// The next line.
    pub(super) fn line(&mut self, line: &str) -> String {
        let mut whole: String = self.open.iter().collect();
        whole.push_str(line);
        for c in line.chars() {
            match c {
                '\u{2066}'..='\u{2068}' => self.open.push(c),
                TURN_BACK => _ = self.open.pop(),
                _ => {}
            }
        }
        whole.extend(self.open.iter().map(|_| TURN_BACK));
        let numbered = numbered(&whole, self.direction);
        if self.direction != self.around && !numbered.is_empty() {
            // Alone, it would take the direction of its surroundings or none.
            let mark = if self.direction == Direction::RightToLeft { "\u{200F}" } else { "" };
            return format!("{mark}{}{numbered}{TURN_BACK}", turn_to(self.direction));
        }
        match mark(&numbered, self.direction) {
            Some(mark) => format!("{mark}{numbered}"),
            None => numbered,
        }
    }
}

/// A line with signs around the numbers that need them.
fn numbered(line: &str, direction: Direction) -> String {
    let mut numbered = String::with_capacity(line.len());
    let mut open: Vec<(usize, &'static str)> = Vec::new();
    let mut from = 0;
    for isolate in isolates(line, direction) {
        while let Some((end, sign)) = open.pop_if(|(end, _)| *end <= isolate.range.start) {
            numbered.extend([&line[from..end], sign]);
            from = end;
        }
        numbered.extend([&line[from..isolate.range.start], isolate.opener()]);
        from = isolate.range.start;
        open.push((isolate.range.end, isolate.closer()));
    }
    for (end, sign) in open.into_iter().rev() {
        numbered.extend([&line[from..end], sign]);
        from = end;
    }
    numbered.push_str(&line[from..]);
    numbered
}

/// The mark before a line whose first letter does not tell its direction: many programs go by that.
fn mark(line: &str, direction: Direction) -> Option<char> {
    let (mut depth, mut isolates, mut digits, mut signs) = (0usize, 0usize, 0usize, 0usize);
    let mut first = None;
    for c in line.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => {
                isolates += usize::from(depth == 0);
                depth += 1;
            }
            TURN_BACK => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if c.is_numeric() => digits += 1,
            _ => {
                signs += 1;
                first = direction_of(c);
                if first.is_some() {
                    break;
                }
            }
        }
    }
    let mark = match direction {
        Direction::LeftToRight => '\u{200E}',
        Direction::RightToLeft => '\u{200F}',
    };
    // A number that is all of a line is as it is in either direction; without a letter most
    // programs show a line from left to right.
    let alone = signs == 0 && isolates + digits.min(1) <= 1;
    let told = first.unwrap_or(if alone { direction } else { Direction::LeftToRight });
    (told != direction).then_some(mark)
}
