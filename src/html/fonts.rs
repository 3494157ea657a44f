//! The booklet's typeface, held in the page itself.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use read_fonts::{FontRef, TableProvider};
use ttf2woff2::{EncodeOptions, encode_with_options};

use super::palette::set;
use super::subset::{digits, subset};
use crate::content::Book;
use crate::typeset::{FontId, Fonts, Weight};

/// The `@font-face` rules for what `text` shows, none where the fonts are left to the system.
pub(super) fn rules(book: &Book, fonts: &Fonts, text: &str) -> String {
    let characters: BTreeSet<char> = text.chars().filter(|c| !c.is_control()).collect();
    let name = set(book, |keys| keys.font.as_ref().map(|font| font.value.clone()));
    let name = name.as_deref();
    let mut rules = String::new();
    if name.is_some_and(is_system) {
        return rules;
    }
    let named = name.and_then(|name| fonts.with_family(name));
    let fonts = named.as_ref().unwrap_or(fonts);
    let regular = fonts.default_font(Weight::Regular);
    let bold = fonts.default_font(Weight::Bold);
    let (lent, own) = match fonts.digit_font(Weight::Regular) {
        Some(_) => characters.into_iter().partition(char::is_ascii_digit),
        None => (BTreeSet::new(), characters),
    };
    for (weight, font) in [("400", Some(regular)), ("700", (bold != regular).then_some(bold))] {
        rules.extend(font.and_then(|font| rule(fonts, font, weight, &own, subset)));
    }
    for (name, weight) in [("400", Weight::Regular), ("700", Weight::Bold)] {
        let font = fonts.digit_font(weight);
        rules.extend(font.and_then(|font| rule(fonts, font, name, &lent, digits)));
    }
    rules
}

/// Whether a theme leaves the fonts to the reader's own device.
#[must_use]
pub fn is_system(family: &str) -> bool {
    family.trim().eq_ignore_ascii_case("system")
}

/// The rule for a face, `None` where the face has none of the characters.
///
/// It names the characters that are in the subset: should the page be translated by the browser,
/// others come from the reader's fonts instead of being blank.
fn rule(
    fonts: &Fonts,
    font: FontId,
    weight: &str,
    characters: &BTreeSet<char>,
    reduce: impl Fn(&FontRef<'_>, &BTreeSet<char>) -> Option<Vec<u8>>,
) -> Option<String> {
    let (file, index) = fonts.data(font);
    let font = FontRef::from_index((*file).as_ref(), index).ok()?;
    let cmap = font.cmap().ok()?;
    let has = |c: &char| cmap.map_codepoint(*c).is_some_and(|glyph| glyph.to_u32() != 0);
    let characters: BTreeSet<char> = characters.iter().copied().filter(has).collect();
    if characters.is_empty() {
        return None;
    }
    let options = EncodeOptions { quality: QUALITY.into(), ..EncodeOptions::default() };
    let file = encode_with_options(&reduce(&font, &characters)?, options).ok()?;
    let (range, file) = (unicode_range(&characters), STANDARD.encode(file));
    Some(format!(
        "@font-face {{\n  font-family: Chapbook;\n  font-weight: {weight};\n  \
         unicode-range: {range};\n  src: url(data:font/woff2;base64,{file});\n}}\n"
    ))
}

/// Of the compression: the highest takes ten times as long for a twentieth less.
const QUALITY: u8 = 9;

/// The value of `unicode-range`.
fn unicode_range(characters: &BTreeSet<char>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in characters.iter().map(|c| u32::from(*c)) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let ranges = ranges.into_iter().map(|(first, last)| match first == last {
        true => format!("U+{first:X}"),
        false => format!("U+{first:X}-{last:X}"),
    });
    ranges.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_named_in_ranges() {
        assert_eq!(unicode_range(&"acb z".chars().collect()), "U+20, U+61-63, U+7A");
    }
}
