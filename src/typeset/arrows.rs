//! Arrows between amounts, drawn or typed: "5 mg → 10 mg", "5 mg -> 10 mg".
//!
//! An arrow has no direction of its own for the order of a line, and a drawn one is not mirrored
//! either: with its amounts turned round it says the opposite.

/// Whether a text is one arrow and nothing else.
pub(super) fn is_arrow(text: &str) -> bool {
    let text = text.trim_end_matches('\u{FE0F}');
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => is_drawn(sign),
        _ => is_typed(text),
    }
}

/// Whether a text holds a drawn arrow that points to the right.
pub(super) fn points_right(text: &str) -> bool {
    text.contains(|c| matches!(c, '→' | '⇒' | '⟶' | '⟹' | '⇨' | '▶' | '►' | '➔'..='➾'))
}

/// Whether a text ends in the head of a typed arrow, whose last sign is no comparison.
pub(super) fn ends_typed(text: &str) -> bool {
    text.strip_suffix('>').is_some_and(|shaft| shaft.ends_with(is_shaft))
}

/// Arrows, dingbat arrows, supplemental arrows, and triangles that stand for them.
fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21FF}' | '➔' | '➘'..='➾' | '\u{27F0}'..='\u{27FF}'
        | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2B11}' | '\u{2B60}'..='\u{2B73}'
        | '▶' | '►' | '◀' | '◄')
}

/// "->", "=>", "<-", "<->" and longer ones: quotes and dashes are typographic here.
fn is_typed(text: &str) -> bool {
    let head = text.ends_with('>');
    let shaft = text.trim_end_matches('>').trim_start_matches('<');
    let heads = text.len() - shaft.len();
    (head || text.starts_with('<'))
        && heads <= 2
        && !shaft.is_empty()
        && shaft.chars().all(is_shaft)
}

fn is_shaft(c: char) -> bool {
    matches!(c, '-' | '=' | '–' | '—' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_are_known_however_they_are_written() {
        for arrow in ["→", "←", "⇒", "➔", "➜", "➡\u{FE0F}", "->", "=>", "<-", "–>", "-->", "<->"]
        {
            assert!(is_arrow(arrow), "{arrow}");
        }
        for other in ["", "-", ">", "<", ">>", "+", "→→", "→ 5", "a->"] {
            assert!(!is_arrow(other), "{other}");
        }
    }

    #[test]
    fn the_head_of_a_typed_arrow_is_no_comparison() {
        assert!(ends_typed("5 mg ->") && ends_typed("=>") && ends_typed("–>"));
        assert!(!ends_typed("5 mg >") && !ends_typed("->x") && !ends_typed(">"));
    }
}
