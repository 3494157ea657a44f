//! A CMap: how a string is cut into codes, and what text a code stands for.

use std::collections::{BTreeMap, HashMap};

use lopdf::Object;

use super::scan::{Operation, Scanner};

/// The most UTF-16 units that one code stands for (ISO 32000-1, 9.10.3: 512 bytes); a longer text is
/// left out.
const MAX_UNITS: usize = 256;

/// The most code spaces that are kept; the predefined CMaps have up to seven.
const MAX_SPACES: usize = 64;

/// A ToUnicode CMap (ISO 32000-1, 9.10.3), or the code space of an encoding CMap.
#[derive(Debug, Default)]
pub(super) struct CMap {
    spaces: Vec<CodeSpace>,
    single: HashMap<u32, String>,
    ranges: BTreeMap<u32, Range>,
}

/// Codes of one length, each byte within its own bounds (ISO 32000-1, 9.7.6.2).
#[derive(Clone, Debug)]
struct CodeSpace {
    low: Vec<u8>,
    high: Vec<u8>,
}

#[derive(Debug)]
struct Range {
    high: u32,
    /// Text of the lowest code, as UTF-16; the last unit grows with the code.
    first: Vec<u16>,
}

impl CMap {
    /// Reads the program of a CMap; what it does not understand is left out.
    pub(super) fn parse(program: &[u8]) -> Self {
        let mut cmap = Self::default();
        for Operation { operator, operands } in Scanner::new(program) {
            match operator {
                b"endcodespacerange" => cmap.add_spaces(&operands),
                b"endbfchar" => cmap.add_single(&operands),
                b"endbfrange" => cmap.add_ranges(&operands),
                _ => {}
            }
        }
        cmap
    }

    /// Codes of two bytes each, as in Identity-H.
    pub(super) fn two_bytes() -> Self {
        let space = CodeSpace { low: vec![0, 0], high: vec![0xFF, 0xFF] };
        Self { spaces: vec![space], ..Self::default() }
    }

    /// Whether it says how strings are cut.
    pub(super) fn has_code_space(&self) -> bool {
        !self.spaces.is_empty()
    }

    /// The same cut without the texts.
    pub(super) fn spaces_only(&self) -> Self {
        Self { spaces: self.spaces.clone(), ..Self::default() }
    }

    fn add_spaces(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            let (Ok(low), Ok(high)) = (pair[0].as_str(), pair[1].as_str()) else { continue };
            if self.spaces.len() < MAX_SPACES
                && low.len() == high.len()
                && (1..=4).contains(&low.len())
            {
                self.spaces.push(CodeSpace { low: low.to_vec(), high: high.to_vec() });
            }
        }
    }

    fn add_single(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let (Some(code), Some(units)) = (code(&pair[0]), units(&pair[1])) {
                self.single.insert(code, utf16(&units));
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Object]) {
        for triple in operands.chunks_exact(3) {
            let (Some(low), Some(high)) = (code(&triple[0]), code(&triple[1])) else { continue };
            match &triple[2] {
                Object::Array(texts) => {
                    for (code, text) in (low..=high).zip(texts) {
                        if let Some(units) = units(text) {
                            self.single.insert(code, utf16(&units));
                        }
                    }
                }
                text => {
                    if let Some(first) = units(text) {
                        self.ranges.insert(low, Range { high, first });
                    }
                }
            }
        }
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (low, range) = self.ranges.range(..=code).next_back()?;
        if code > range.high {
            return None;
        }
        let mut units = range.first.clone();
        let last = units.last_mut()?;
        *last = last.wrapping_add((code - low) as u16);
        Some(utf16(&units))
    }

    /// How many steps [`CMap::codes`] takes a byte.
    pub(super) fn effort(&self) -> usize {
        self.spaces.len().max(1)
    }

    /// Cuts a string into codes; bytes outside every code space count as one shortest code.
    pub(super) fn codes(&self, bytes: &[u8]) -> Vec<u32> {
        let shortest = self.spaces.iter().map(|space| space.low.len()).min().unwrap_or(1);
        let mut codes = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = (1..=4)
                .find(|&length| self.spaces.iter().any(|space| space.holds(rest, length)))
                .unwrap_or(shortest)
                .min(rest.len());
            let (code, tail) = rest.split_at(length);
            codes.push(big_endian(code));
            rest = tail;
        }
        codes
    }
}

impl CodeSpace {
    fn holds(&self, bytes: &[u8], length: usize) -> bool {
        self.low.len() == length
            && bytes.len() >= length
            && (0..length).all(|at| (self.low[at]..=self.high[at]).contains(&bytes[at]))
    }
}

/// The bytes of the longest string in the program of a CMap, as they stand in hexadecimal digits or
/// between brackets.
pub(super) fn longest_text(program: &[u8]) -> usize {
    let pieces = program.split(|byte| b"<>()".contains(byte));
    pieces
        .map(|piece| piece.iter().filter(|byte| byte.is_ascii_hexdigit()).count() / 2)
        .max()
        .unwrap_or(0)
}

fn code(object: &Object) -> Option<u32> {
    let bytes = object.as_str().ok()?;
    (1..=4).contains(&bytes.len()).then(|| big_endian(bytes))
}

fn big_endian(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte))
}

/// UTF-16BE code units; a lone byte is a unit of its own, as some writers shorten them.
fn units(object: &Object) -> Option<Vec<u16>> {
    let pairs = object.as_str().ok()?.chunks(2);
    (pairs.len() <= MAX_UNITS).then(|| pairs.map(|pair| big_endian(pair) as u16).collect())
}

fn utf16(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &[u8] = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap
        1 begincodespacerange <0000> <FFFF> endcodespacerange
        2 beginbfchar <0003> <0020> <0004> <00660066> endbfchar
        2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <D83DDE00>] endbfrange
        endcmap";

    #[test]
    fn characters_ranges_and_arrays_are_mapped() {
        let cmap = CMap::parse(PROGRAM);
        let text = |code| cmap.text(code);
        assert_eq!(text(0x04).as_deref(), Some("ff"));
        assert_eq!(text(0x12).as_deref(), Some("C"));
        assert_eq!(text(0x13), None);
        assert_eq!(text(0x21).as_deref(), Some("\u{1F600}"));
    }

    #[test]
    fn a_code_that_stands_for_a_whole_book_stands_for_nothing() {
        let book = "0041".repeat(MAX_UNITS + 1);
        let program = format!("2 beginbfchar <01> <{book}> <02> <0042> endbfchar");
        let program = format!("{program} 1 beginbfrange <10> <20> <{book}> endbfrange");
        let cmap = CMap::parse(program.as_bytes());
        assert_eq!([cmap.text(1), cmap.text(2), cmap.text(16)], [None, Some("B".into()), None]);
    }

    #[test]
    fn strings_are_cut_by_the_code_space() {
        let mixed = CMap::parse(b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange");
        assert_eq!(mixed.codes(&[0x41, 0x81, 0x42, 0xFF]), [0x41, 0x8142, 0xFF]);
        assert_eq!(CMap::two_bytes().codes(&[0, 65, 0, 66]), [65, 66]);
    }
}
