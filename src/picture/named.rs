//! Colours as people name them.

use color::{Srgb, parse_color};

/// Colours of the NHS, from its identity guidelines, by their names there.
const OF_NHS: &[(&str, &str)] = &[
    ("nhsblue", "#005EB8"),
    ("nhsdarkblue", "#003087"),
    ("nhsbrightblue", "#0072CE"),
    ("nhsdarkgreen", "#006747"),
];

/// The colour of these words as `#` and six digits: "dark blue", "rgb(0, 0, 139)", "0, 0, 139",
/// "00008b", "#08b"; `None` where they name none, or one that can be seen through.
#[must_use]
pub fn color_named(words: &str) -> Option<String> {
    let words = words.trim().trim_end_matches(';').to_ascii_lowercase();
    let name: String = words.chars().filter(char::is_ascii_alphanumeric).collect();
    if let Some((_, hex)) = OF_NHS.iter().find(|(nhs, _)| *nhs == name) {
        return Some((*hex).to_owned());
    }
    let digits = words.trim_start_matches('#').trim_start_matches("0x");
    let parts: Vec<u8> =
        words.split(',').filter_map(|part| part.trim().parse::<u8>().ok()).collect();
    let numbers = match parts[..] {
        [red, green, blue] if words.matches(',').count() == 2 => {
            format!("rgb({red}, {green}, {blue})")
        }
        _ => String::new(),
    };
    let tries = [words.clone(), name, format!("#{digits}"), numbers];
    let parsed = tries.iter().find_map(|it| parse_color(it).ok())?;
    let rgba = parsed.to_alpha_color::<Srgb>().to_rgba8();
    (rgba.a == 255).then(|| format!("#{:02X}{:02X}{:02X}", rgba.r, rgba.g, rgba.b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_known_by_the_names_that_people_write() {
        for (words, expected) in [
            ("dark blue", Some("#00008B")),
            ("DarkBlue", Some("#00008B")),
            ("dark-blue", Some("#00008B")),
            ("teal", Some("#008080")),
            ("00505C", Some("#00505C")),
            ("#0af", Some("#00AAFF")),
            ("rgb(0, 80, 92)", Some("#00505C")),
            ("0, 80, 92", Some("#00505C")),
            ("NHS Blue", Some("#005EB8")),
            ("our blue", None),
            ("transparent", None),
            ("300, 1, 2", None),
            ("", None),
        ] {
            assert_eq!(color_named(words).as_deref(), expected, "{words:?}");
        }
    }
}
