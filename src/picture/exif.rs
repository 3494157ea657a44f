//! The one thing in a camera's notes that matters: which way up the picture is.

use super::Orientation;

/// TIFF tag of the orientation (Exif 2.32, table 4).
const ORIENTATION: u16 = 0x0112;

/// Reads the orientation from a TIFF structure; upright where it does not say.
pub(super) fn orientation(tiff: &[u8]) -> Orientation {
    read(tiff).and_then(Orientation::from_exif).unwrap_or_default()
}

/// A TIFF structure that says nothing but the orientation.
pub(super) fn notes(orientation: Orientation) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    tiff.extend(ORIENTATION.to_be_bytes());
    // Type 3 is a 16-bit number; there is one of it, and it stands at the left of its four bytes.
    tiff.extend([0, 3, 0, 0, 0, 1, 0, orientation.to_exif(), 0, 0]);
    tiff.extend([0; 4]);
    tiff
}

fn read(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (u32::from(short(at)?), u32::from(short(at + 2)?));
        let value = if little { second << 16 | first } else { first << 16 | second };
        usize::try_from(value).ok()
    };
    let directory = long(4)?;
    let entries = directory.checked_add(2)?;
    (0..usize::from(short(directory)?))
        .map(|index| entries + 12 * index)
        .find(|entry| short(*entry) == Some(ORIENTATION))
        .and_then(|entry| short(entry + 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_say_the_orientation_they_were_made_for() {
        for number in 1..=8 {
            let turned = Orientation::from_exif(number).unwrap();
            assert_eq!(orientation(&notes(turned)), turned);
        }
    }

    #[test]
    fn notes_that_break_off_leave_the_picture_upright() {
        let whole = notes(Orientation::from_exif(6).unwrap());
        for length in 0..20 {
            assert_eq!(orientation(&whole[..length]), Orientation::default());
        }
        assert_eq!(orientation(b"II*\0\xFF\xFF\xFF\xFF"), Orientation::default());
    }
}
