//! A font's codes to text, as assistive technology works them out (ISO 32000-1, 9.10.2).

use lopdf::{Dictionary, Document, Object};

use super::budget::Budget;
use super::cmap::CMap;
use super::file::{get, get_dictionary};

/// Stands for a character whose text the file does not tell.
const UNKNOWN: &str = "\u{FFFD}";

/// The encodings that a name may stand for (ISO 32000-1, annex D.1).
const BASE_ENCODINGS: [&[u8]; 5] = [
    b"StandardEncoding",
    b"MacRomanEncoding",
    b"WinAnsiEncoding",
    b"PDFDocEncoding",
    b"MacExpertEncoding",
];

/// How many steps it takes to look up the names of a font's 256 glyphs.
const EFFORT: usize = 5_000;

/// The most that the map of one font may have: 65,536 characters of 256 bytes of text each.
pub(super) const MAX_CMAP_BYTES: usize = 16 * 1024 * 1024;

/// How the strings of one font are read.
#[derive(Debug)]
pub(super) enum Font {
    /// One byte a code.
    Simple(Vec<String>),
    /// Codes of one or more bytes.
    Composite {
        /// How strings are cut.
        cut: CMap,
        /// What the codes mean.
        meaning: Meaning,
    },
}

/// What the codes of a composite font mean.
#[derive(Debug)]
pub(super) enum Meaning {
    /// What its ToUnicode map says.
    Map(CMap),
    /// The codes are UTF-16 themselves.
    Utf16,
    /// The file does not tell.
    Unknown,
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn read(document: &Document, font: &Dictionary, budget: &mut Budget) -> Self {
        budget.work(EFFORT);
        let to_unicode = cmap(document, font, b"ToUnicode", budget);
        let subtype = get(document, font, b"Subtype").and_then(|object| object.as_name().ok());
        if subtype == Some(b"Type0") {
            composite(document, font, to_unicode, budget)
        } else {
            Self::Simple(simple_table(document, font, to_unicode.as_ref()))
        }
    }

    /// How many steps a byte of a string takes.
    pub(super) fn effort(&self) -> usize {
        match self {
            Self::Simple(_) | Self::Composite { meaning: Meaning::Utf16, .. } => 1,
            Self::Composite { cut, .. } => cut.effort(),
        }
    }

    /// The text of a string, code by code.
    pub(super) fn decode(&self, bytes: &[u8]) -> Vec<String> {
        match self {
            Self::Simple(table) => {
                bytes.iter().map(|&byte| table[usize::from(byte)].clone()).collect()
            }
            Self::Composite { meaning: Meaning::Utf16, .. } => {
                let units = bytes.chunks(2).map(|pair| {
                    u16::from_be_bytes([pair[0], pair.get(1).copied().unwrap_or_default()])
                });
                char::decode_utf16(units)
                    .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
                    .collect()
            }
            Self::Composite { cut, meaning } => {
                cut.codes(bytes).into_iter().map(|code| meaning.text(code)).collect()
            }
        }
    }
}

impl Meaning {
    fn text(&self, code: u32) -> String {
        let Self::Map(map) = self else { return UNKNOWN.into() };
        map.text(code).filter(|text| text != "\0").unwrap_or_else(|| UNKNOWN.into())
    }
}

/// The map under a key of a font.
fn cmap(document: &Document, font: &Dictionary, key: &[u8], budget: &mut Budget) -> Option<CMap> {
    let program =
        budget.decode_within(get(document, font, key)?.as_stream().ok()?, MAX_CMAP_BYTES)?;
    // An entry takes some four times its length in memory, and fonts are kept.
    budget.work(program.len() / 2).then(|| CMap::parse(&program))
}

fn composite(
    document: &Document,
    font: &Dictionary,
    to_unicode: Option<CMap>,
    budget: &mut Budget,
) -> Font {
    let encoding = get(document, font, b"Encoding");
    let name = encoding.and_then(|object| object.as_name().ok()).unwrap_or_default();
    let embedded = cmap(document, font, b"Encoding", budget).filter(CMap::has_code_space);
    let is_utf16 = [&b"UCS2"[..], b"UTF16"]
        .iter()
        .any(|part| name.windows(part.len()).any(|window| window == *part));
    let own_space = to_unicode.as_ref().filter(|map| {
        // A predefined CMap of mixed lengths: the ToUnicode map knows its code space.
        !name.is_empty() && !name.starts_with(b"Identity") && !is_utf16 && map.has_code_space()
    });
    let cut = match (embedded, own_space) {
        (Some(embedded), _) => embedded,
        (None, Some(own)) => own.spaces_only(),
        (None, None) => CMap::two_bytes(),
    };
    let meaning = match to_unicode {
        Some(map) => Meaning::Map(map),
        None if is_utf16 => Meaning::Utf16,
        None => Meaning::Unknown,
    };
    Font::Composite { cut, meaning }
}

/// The text of each of the 256 codes: ToUnicode first, then `Differences`, then the base encoding.
fn simple_table(document: &Document, font: &Dictionary, to_unicode: Option<&CMap>) -> Vec<String> {
    let mut table = base_table(document, font);
    let differences = get_dictionary(document, font, b"Encoding")
        .and_then(|encoding| get(document, encoding, b"Differences"))
        .and_then(|object| object.as_array().ok());
    let mut code = 0_usize;
    let mut names: [Option<&[u8]>; 256] = [None; 256];
    for entry in differences.into_iter().flatten() {
        match entry {
            Object::Integer(next) => code = usize::try_from(*next).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(last) = names.get_mut(code) {
                    *last = Some(name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    for (text, name) in table.iter_mut().zip(names) {
        if let Some(name) = name {
            *text = glyph_text(document, name).unwrap_or_else(|| UNKNOWN.into());
        }
    }
    if let Some(map) = to_unicode {
        for (code, text) in (0_u32..).zip(&mut table) {
            if let Some(mapped) = map.text(code).filter(|mapped| mapped != "\0") {
                *text = mapped;
            }
        }
    }
    table
}

fn base_table(document: &Document, font: &Dictionary) -> Vec<String> {
    let name = match get(document, font, b"Encoding") {
        Some(Object::Name(name)) => Some(name.as_slice()),
        Some(Object::Dictionary(encoding)) => {
            get(document, encoding, b"BaseEncoding").and_then(|object| object.as_name().ok())
        }
        _ => None,
    };
    // A name that nobody knows says nothing of the font: its codes are most likely the usual ones.
    let known = name.filter(|name| BASE_ENCODINGS.contains(name)).unwrap_or(b"StandardEncoding");
    let mut probe = Dictionary::new();
    probe.set("Type", "Font");
    probe.set("Encoding", Object::Name(known.to_vec()));
    let encoding = probe.get_font_encoding(document);
    (0..=255_u8)
        .map(|byte| {
            let text = encoding.as_ref().ok().and_then(|it| it.bytes_to_string(&[byte]).ok());
            text.unwrap_or_default()
        })
        .collect()
}

/// The text of a glyph's name, by the rules of the Adobe Glyph List: what follows a full stop is
/// a variant, an underscore joins parts.
fn glyph_text(document: &Document, name: &[u8]) -> Option<String> {
    // ISO 32000-1, annex C: a name has at most 127 bytes.
    let name = std::str::from_utf8(name.get(..name.len().min(127))?).ok()?.split('.').next()?;
    name.split('_').map(|part| part_text(document, part)).collect()
}

fn part_text(document: &Document, part: &str) -> Option<String> {
    listed(document, part).or_else(|| hexadecimal(part))
}

/// Asks the parser's own glyph list, by way of a font that has this one glyph at code 1, which no
/// other encoding uses.
fn listed(document: &Document, name: &str) -> Option<String> {
    let mut encoding = Dictionary::new();
    let differences = vec![Object::Integer(1), Object::Name(name.as_bytes().to_vec())];
    encoding.set("Differences", differences);
    let mut probe = Dictionary::new();
    probe.set("Type", "Font");
    probe.set("Encoding", encoding);
    let text = probe.get_font_encoding(document).ok()?.bytes_to_string(&[1]).ok()?;
    (!text.is_empty()).then_some(text)
}

/// `uni` and groups of four digits, or `u` and four to six.
fn hexadecimal(name: &str) -> Option<String> {
    let scalar = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if !name.is_ascii() {
        return None;
    }
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4) {
        let groups = digits.as_bytes().chunks_exact(4);
        if groups.remainder().is_empty() {
            return groups.map(|group| scalar(std::str::from_utf8(group).ok()?)).collect();
        }
    }
    let digits = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?;
    scalar(digits).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simple(base: Option<&str>, differences: Vec<Object>) -> Font {
        let mut encoding = Dictionary::new();
        if let Some(base) = base {
            encoding.set("BaseEncoding", base);
        }
        encoding.set("Differences", differences);
        let mut font = Dictionary::new();
        font.set("Subtype", "Type1");
        font.set("Encoding", encoding);
        Font::read(&Document::new(), &font, &mut Budget::default())
    }

    #[test]
    fn differences_replace_single_codes_and_one_bad_name_harms_no_other() {
        let names = ["f_i", "uni00B5", "nonsense17", "eacute", "a.sc"];
        let mut differences = vec![Object::Integer(0x80)];
        differences.extend(names.map(|name| Object::Name(name.as_bytes().to_vec())));
        let font = simple(Some("WinAnsiEncoding"), differences);
        let text = font.decode(&[b'A', 0x80, 0x81, 0x82, 0x83, 0x84, 0x93]).concat();
        assert_eq!(text, "Afi\u{B5}\u{FFFD}éa\u{201C}");
    }

    #[test]
    fn the_three_base_encodings_differ() {
        let at = |base, code: u8| simple(Some(base), Vec::new()).decode(&[code]).concat();
        assert_eq!(at("WinAnsiEncoding", 0x80), "€");
        assert_eq!(at("MacRomanEncoding", 0x80), "Ä");
        assert_eq!(simple(None, Vec::new()).decode(&[0x27]).concat(), "\u{2019}");
        assert_eq!(simple(Some("NoSuchEncoding"), Vec::new()).decode(b"Hi").concat(), "Hi");
    }
}
