//! The measures of a drawing: none so large that products of a few of them pass all bounds.

use super::PictureError;

/// The largest number, in CSS pixels two and a half kilometres.
const LARGEST: f64 = 1e7;

/// Attributes whose digits are no measures: names, words, and colours such as `#1E90FF`.
const NOT_MEASURES: &[&str] = &[
    "id",
    "class",
    "href",
    "version",
    "font-family",
    "style",
    "label",
    "role",
    "lang",
    "fill",
    "stroke",
    "color",
    "stop-color",
    "flood-color",
    "lighting-color",
];

/// Refuses numbers beyond all measure.
pub(super) fn check(attribute: &str, value: &str) -> Result<(), PictureError> {
    let words = ["data-", "aria-"].iter().any(|words| attribute.starts_with(words));
    if words || NOT_MEASURES.contains(&attribute) || value.trim_start().starts_with("url(") {
        return Ok(());
    }
    let too_large = |number: &str| number.parse::<f64>().is_ok_and(|number| number.abs() > LARGEST);
    if numbers(value).any(too_large) { Err(PictureError::TooFarOut) } else { Ok(()) }
}

/// The numbers of a list as SVG writes them, where a sign may begin the next one.
fn numbers(value: &str) -> impl Iterator<Item = &str> {
    let bytes = value.as_bytes();
    let is_inner = move |at: usize| match bytes[at] {
        b'0'..=b'9' | b'.' => true,
        b'e' | b'E' => at > 0 && bytes[at - 1].is_ascii_digit(),
        b'+' | b'-' => at > 0 && matches!(bytes[at - 1], b'e' | b'E'),
        _ => false,
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !bytes[at].is_ascii_digit() && bytes[at] != b'.' {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_inner(at) {
            at += 1;
        }
        (start < at).then(|| value[start..at].trim_end_matches(['e', 'E']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_however_they_are_joined() {
        let found: Vec<_> = numbers("M1-2.5e-3,4em rotate(7) -1E+9h.5").collect();
        assert_eq!(found, ["1", "2.5e-3", "4", "7", "1E+9", ".5"]);
    }

    #[test]
    fn only_measures_beyond_reason_are_refused() {
        assert_eq!(check("d", "M0 0h32768v6.1e-17"), Ok(()));
        assert_eq!(check("d", "M0 0h1e30"), Err(PictureError::TooFarOut));
        assert_eq!(check("width", "123456789012"), Err(PictureError::TooFarOut));
        assert_eq!(check("id", "g123456789012"), Ok(()));
        for (attribute, value) in [
            ("fill", "#1E90FF"),
            ("stroke", "#99999999"),
            ("stop-color", "#2e8b57"),
            ("clip-path", "url(#a1e99)"),
            ("aria-label", "call 08081570142"),
        ] {
            assert_eq!(check(attribute, value), Ok(()), "{attribute}");
        }
    }
}
