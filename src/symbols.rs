//! Signs of Word's fonts of pictures in Unicode: where such a font has no letters, a letter says
//! something else than it seems to.
//!
//! Symbol is Adobe's encoding (Unicode, MAPPINGS/VENDORS/ADOBE/symbol.txt); Wingdings and the others
//! are as Unicode names the signs that it took in from them (Unicode 7, L2/12-368). What the program's
//! fonts do not have is left out: who asks is told that the sign is not known.

/// A place of a table that has no sign.
const NONE: &str = "◌";

/// Symbol from 0x20 on, sixteen signs a row.
const SYMBOL: [&str; 14] = [
    " !∀#∃%&∍()∗+,−./",
    "0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ",
    "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "◌αβχδεφγηιϕκλµνο",
    "πθρστυϖωξψζ{|}∼◌",
    "◌◌◌◌◌◌◌◌◌◌◌◌◌◌◌◌",
    "◌◌◌◌◌◌◌◌◌◌◌◌◌◌◌◌",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓",
    "°±″≥×∝∂•÷≠≡≈…◌◌↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉",
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊◌®©™∑◌◌◌◌◌◌◌◌◌◌",
    "◌◌∫◌◌◌◌◌◌◌◌◌◌◌◌◌",
];

/// Wingdings from 0x20 on.
const WINGDINGS: [&str; 14] = [
    " ✏✂✁👓🕭🕮🕯☎✆✉🖃📪📫📬📭",
    "🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍",
    "🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳",
    "🏱✈☼◌❄🕆✞🕈✠✡☪☯◌☸♈♉",
    "♊♋♌♍♎♏♐♑♒♓◌◌•◌▪☐",
    "◌☐☐⬧⧫◆❖⬥⌧◌⌘◌◌“”◌",
    "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹",
    "❺❻❼❽❾❿◌◌◌◌◌◌◌◌·•",
    "◌○◌◌◉◎◌▪☐◌✦★✶✴✹✵",
    "◌⌖◌⌑◌✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    "🕙🕚🕛◌◌◌◌◌◌◌◌◌◌◌◌◌",
    "◌◌◌◌◌⌫⌦◌➢◌◌◌◌◌◌←",
    "→↑↓↖↗↙↘⬅→⬆⬇◌◌◌◌⇦",
    "⇨⇧⇩⬄⇳◌◌◌◌◌◌✗✓☒☑◌",
];

/// The few signs of the other fonts that are used in texts.
const OTHERS: [(&str, u32, &str); 8] = [
    ("wingdings 2", 0x4F, "✗"),
    ("wingdings 2", 0x50, "✓"),
    ("wingdings 2", 0x51, "☒"),
    ("wingdings 2", 0x52, "☑"),
    ("wingdings 2", 0xA3, "☐"),
    ("wingdings 3", 0x7D, "▶"),
    ("webdings", 0x61, "✔"),
    ("webdings", 0x72, "✖"),
];

/// Signs at U+F020 to U+F0FF that are what these say wherever the font was not copied along: those of
/// Symbol, and those of Wingdings.
const LIKELY: [&[u32]; 2] = [
    &[0x6D, 0xA3, 0xAE, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7],
    &[0x6F, 0x71, 0x72, 0x76, 0xA7, 0xA8, 0xD8, 0xE0, 0xFB, 0xFC, 0xFD, 0xFE],
];

/// Whether a font has pictures or Greek in the place of letters.
#[must_use]
pub fn is_of_pictures(font: &str) -> bool {
    let font = font.trim().to_ascii_lowercase();
    matches!(
        font.as_str(),
        "symbol" | "wingdings" | "wingdings 2" | "wingdings 3" | "webdings" | "zapfdingbats"
    )
}

/// What a sign of a font says, by its number there, with or without the 0xF000 that Word adds.
#[must_use]
pub fn of_font(font: &str, code: u32) -> Option<&'static str> {
    let (font, code) = (font.trim().to_ascii_lowercase(), code & 0xFF);
    match font.as_str() {
        "symbol" => in_rows(&SYMBOL, code),
        "wingdings" => in_rows(&WINGDINGS, code),
        font => {
            OTHERS.iter().find(|(it, at, _)| *it == font && *at == code).map(|(_, _, sign)| *sign)
        }
    }
}

/// What a sign of the private area most likely says whose font is not known.
#[must_use]
pub fn likely(c: char) -> Option<&'static str> {
    let code = u32::from(c).checked_sub(0xF000).filter(|code| *code <= 0xFF)?;
    let [symbol, wingdings] = LIKELY;
    match () {
        () if symbol.contains(&code) => in_rows(&SYMBOL, code),
        () if wingdings.contains(&code) => in_rows(&WINGDINGS, code),
        () => None,
    }
}

fn in_rows(rows: &[&'static str; 14], code: u32) -> Option<&'static str> {
    let at = usize::try_from(code).ok()?.checked_sub(0x20)?;
    let row = rows.get(at / 16)?;
    let (start, sign) = row.char_indices().nth(at % 16)?;
    let sign = &row[start..start + sign.len_utf8()];
    (sign != NONE).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_sixteen_signs() {
        for row in SYMBOL.iter().chain(&WINGDINGS) {
            assert_eq!(row.chars().count(), 16, "{row}");
        }
    }

    #[test]
    fn the_same_number_is_another_sign_in_another_font() {
        assert_eq!(of_font("Symbol", 0xF0A3), Some("≤"));
        assert_eq!(of_font("Symbol", 0xB3), Some("≥"));
        assert_eq!(of_font("symbol", 0x6D), Some("µ"));
        assert_eq!(of_font("Wingdings", 0xF0A8), Some("☐"));
        assert_eq!(of_font("Symbol", 0xF0A8), Some("♦"));
        assert_eq!(of_font("Wingdings", 0xF0A3), None);
        assert_eq!(of_font("Wingdings 2", 0x50), Some("✓"));
        assert_eq!(of_font("Arial", 0x61), None);
        assert!(is_of_pictures("Symbol") && !is_of_pictures("Segoe UI Symbol"));
        assert_eq!((likely('\u{F0B7}'), likely('\u{F0FC}')), (Some("•"), Some("✓")));
        assert_eq!((likely('\u{F041}'), likely('A')), (None, None));
    }
}
