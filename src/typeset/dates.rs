//! Dates in digits, and two of them with a dash between: 12/03/2026 - 14/03/2026.

use std::ops::Range;

use super::atoms::is_digit;

/// Where a date ends that begins at a place, if a dash and another date follow it.
pub(super) fn before_another(text: &str, at: usize) -> Option<usize> {
    let end = date(text, at)?;
    let second = behind_dash(text, end)?;
    date(text, second).map(|_| end)
}

/// Whether a stretch holds a part of two dates that a dash joins.
pub(super) fn touches(text: &str, range: &Range<usize>) -> bool {
    let mut starts = starts(text, range);
    starts.any(|at| before_another(text, at).is_some_and(|end| end > range.start))
}

/// Where the digits begin that a date in or right before a stretch may begin with.
fn starts(text: &str, range: &Range<usize>) -> impl Iterator<Item = usize> {
    // A date has no more than ten signs.
    let from = text[..range.start].char_indices().rev().nth(10).map_or(0, |(at, _)| at);
    let digit_before = |at: usize| text[..at].ends_with(is_digit);
    let places = text[from..range.end].char_indices().filter(|(_, c)| is_digit(*c));
    places.map(move |(at, _)| from + at).filter(move |at| !digit_before(*at))
}

/// Where a date ends that begins at a place: 12/03/2026, 12.3.26, 2026-03-12.
fn date(text: &str, at: usize) -> Option<usize> {
    let (first, sign) = part(text, at)?;
    let joint = text[sign..].chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, other) = part(text, sign + joint.len_utf8())?;
    let (third, end) =
        part(text, text[other..].starts_with(joint).then(|| other + joint.len_utf8())?)?;
    let fits = match joint {
        '-' => matches!((first, second, third), (4, 2, 2)),
        _ => matches!((first, second, third), (1 | 2, 1 | 2, 2 | 4) | (4, 1 | 2, 1 | 2)),
    };
    fits.then_some(end)
}

/// How many digits stand at a place, and where they end.
fn part(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    (length > 0).then(|| (rest[..length].chars().count(), at + length))
}

/// What stands behind a dash with or without blanks around it.
fn behind_dash(text: &str, at: usize) -> Option<usize> {
    let blank = |c| matches!(c, ' ' | '\u{A0}' | '\u{202F}');
    let rest = text[at..].trim_start_matches(blank);
    let rest = rest.strip_prefix(['-', '\u{2010}', '\u{2011}', '–', '—', '−'])?;
    Some(text.len() - rest.trim_start_matches(blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_dates_ends_before_their_dash() {
        for (first, rest) in [
            ("12/03/2026", " - 14/03/2026"),
            ("12/03/2026", "-14/03/2026"),
            ("12.3.26", " – 14.3.26"),
            ("2026-03-12", " - 2026-03-14"),
            ("١٢/٠٣/٢٠٢٦", " - ١٤/٠٣/٢٠٢٦"),
        ] {
            assert_eq!(before_another(&format!("{first}{rest}"), 0), Some(first.len()), "{first}");
        }
        for text in
            ["12/03/2026", "120/80 - 140/90", "5.5 - 10.5", "12/03/2026 - 5", "1-2-3 - 4-5-6"]
        {
            assert_eq!(before_another(text, 0), None, "{text}");
        }
        assert!(touches("12/03/2026-14/03/2026", &(6..15)) && !touches("12/03/2026 5", &(0..5)));
    }
}
