//! Several files in one, as every computer opens it (APPNOTE.TXT 6.3.10), nothing made smaller: what
//! editions hold is so already.

use flate2::Crc;

/// Names are UTF-8 (4.4.4, bit 11).
const UTF8: u16 = 1 << 11;

/// The version that readers need (4.4.3).
const VERSION: u16 = 20;

/// 1 January 1980, so that the same files give the same bytes (4.4.6).
const DAY: u16 = 0x21;

/// Files by their names; `None` where they are larger than the format holds.
pub(super) fn stored(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let at = u32::try_from(all.len()).ok()?;
        let facts = facts(name, bytes)?;
        all.extend(0x0403_4b50_u32.to_le_bytes());
        all.extend(&facts);
        all.extend(name.as_bytes());
        all.extend(*bytes);
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&facts);
        // No comment, one disk, no attributes (4.4.10 to 4.4.15).
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, count) = (u32::try_from(all.len()).ok()?, u16::try_from(files.len()).ok()?);
    let length = u32::try_from(directory.len()).ok()?;
    all.extend(&directory);
    all.extend(0x0605_4b50_u32.to_le_bytes());
    all.extend([0; 4]);
    all.extend(count.to_le_bytes());
    all.extend(count.to_le_bytes());
    all.extend(length.to_le_bytes());
    all.extend(start.to_le_bytes());
    all.extend([0; 2]);
    Some(all)
}

/// What stands of a file both before it and in the directory (4.3.7, from the version on).
fn facts(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut sum = Crc::new();
    sum.update(bytes);
    let (length, name) = (u32::try_from(bytes.len()).ok()?, u16::try_from(name.len()).ok()?);
    let mut facts = Vec::new();
    for number in [VERSION, UTF8, 0, 0, DAY] {
        facts.extend(number.to_le_bytes());
    }
    for number in [sum.sum(), length, length] {
        facts.extend(number.to_le_bytes());
    }
    facts.extend(name.to_le_bytes());
    facts.extend([0; 2]);
    Some(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_from_the_end() {
        let bytes = stored(&[("a.txt", b"one"), ("b.txt", b"")]).unwrap();
        let end = &bytes[bytes.len() - 22..];
        let number = |at: usize| u32::from_le_bytes(end[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(end[10..12], [2, 0]);
        let (length, start) = (number(12), number(16));
        assert_eq!(start + length + 22, bytes.len());
        assert_eq!(bytes[start..start + 4], *b"PK\x01\x02");
        // CRC-32 of "one".
        assert_eq!(bytes[14..18], 0x7a6c_86f1_u32.to_le_bytes());
        assert_eq!(bytes[30..38], *b"a.txtone");
    }
}
