//! A PDF as krilla writes it: numbered objects one after the other, and a table of their places.

use std::ops::Range;

use super::encode::Encoded;

/// A PDF taken apart.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    /// Offset of each entry of the table; `None` for a number without an object.
    entries: Vec<Option<usize>>,
    table: usize,
    /// What stands between the table and the last lines of the file.
    trailer: Range<usize>,
}

/// An image that is plainly deflated.
pub(super) struct Image<'a> {
    /// Everything before the data, from the object's number on.
    pub(super) dictionary: &'a [u8],
    /// The deflated samples.
    pub(super) data: &'a [u8],
    /// Width and height in pixels.
    pub(super) size: (usize, usize),
    /// Whether it is the soft mask of another image, whose colour space cannot be changed.
    pub(super) is_mask: bool,
    rest: &'a [u8],
}

impl<'a> File<'a> {
    /// Takes a file apart; `None` where it is not built as krilla builds it.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let start = rfind(bytes, b"startxref")?;
        let table: usize = number(bytes.get(start + 9..)?)?;
        let mut lines = bytes.get(table..)?.strip_prefix(b"xref\n0 ")?;
        let count: usize = number(lines)?;
        lines = &lines[lines.iter().position(|byte| *byte == b'\n')? + 1..];
        // ISO 32000-1, 7.5.4: each entry has exactly 20 bytes.
        let text = lines.get(..count.checked_mul(20)?)?;
        let entries: Option<Vec<_>> = text
            .chunks_exact(20)
            .map(|entry| match entry[17] {
                b'n' => Some(Some(number(entry)?)),
                b'f' => Some(None),
                _ => None,
            })
            .collect();
        let after = bytes.len() - lines.len() + text.len();
        let sound = |entries: &Vec<Option<usize>>| entries.iter().flatten().all(|at| *at < table);
        let entries = entries.filter(sound)?;
        (after <= start).then_some(Self { bytes, entries, table, trailer: after..start })
    }

    /// Writes the file again with other images.
    pub(super) fn rewrite(&self, mut better: impl FnMut(&Image<'a>) -> Option<Vec<u8>>) -> Vec<u8> {
        let mut order: Vec<usize> =
            (0..self.entries.len()).filter(|index| self.entries[*index].is_some()).collect();
        order.sort_by_key(|index| self.entries[*index]);
        let place = |at: usize| order.get(at).and_then(|index| self.entries[*index]);
        let mut out = self.bytes[..place(0).unwrap_or(self.table)].to_vec();
        let mut moved = self.entries.clone();
        for (at, index) in order.iter().enumerate() {
            let range = place(at).unwrap_or(self.table)..place(at + 1).unwrap_or(self.table);
            let object = &self.bytes[range];
            moved[*index] = Some(out.len());
            match Image::read(object).and_then(|image| better(&image)) {
                Some(image) => out.extend(image),
                None => out.extend(object),
            }
        }
        let table = out.len();
        self.write_table(&moved, &mut out);
        out.extend(&self.bytes[self.trailer.clone()]);
        out.extend(format!("startxref\n{table}\n%%EOF").into_bytes());
        out
    }

    /// Writes the table with the entries' own generations and states, and the new places.
    fn write_table(&self, moved: &[Option<usize>], out: &mut Vec<u8>) {
        let old = &self.bytes[self.table..self.trailer.start];
        let entries_start = old.len() - 20 * moved.len();
        out.extend(&old[..entries_start]);
        for (entry, place) in old[entries_start..].chunks_exact(20).zip(moved) {
            match place {
                Some(place) => {
                    out.extend(format!("{place:010}").into_bytes());
                    out.extend(&entry[10..]);
                }
                None => out.extend(entry),
            }
        }
    }
}

impl<'a> Image<'a> {
    fn read(object: &'a [u8]) -> Option<Self> {
        let start = find(object, b"stream\n")?;
        let dictionary = &object[..start];
        let is = |key: &str, wanted: &str| value(dictionary, key) == Some(wanted.as_bytes());
        let plain = is("Subtype", "/Image")
            && is("Filter", "/FlateDecode")
            && is("BitsPerComponent", "8")
            && value(dictionary, "DecodeParms").is_none()
            && value(dictionary, "Decode").is_none();
        let length: usize = number(value(dictionary, "Length").filter(|_| plain)?)?;
        let data_start = start + b"stream\n".len();
        let data = object.get(data_start..data_start.checked_add(length)?)?;
        Some(Self {
            dictionary,
            data,
            size: (number(value(dictionary, "Width")?)?, number(value(dictionary, "Height")?)?),
            is_mask: is("ColorSpace", "/DeviceGray"),
            rest: &object[data_start + length..],
        })
    }

    /// The whole object with other data, and a dictionary that says how to read them.
    pub(super) fn with(&self, encoded: &Encoded) -> Vec<u8> {
        let mut dictionary = self.dictionary.to_vec();
        let mut set = |key: &str, new: &dyn Fn(&str) -> String| {
            if let Some(range) = value_range(&dictionary, key) {
                let new = new(&String::from_utf8_lossy(&dictionary[range.clone()]));
                dictionary.splice(range, new.into_bytes());
            }
        };
        set("Length", &|_| encoded.data.len().to_string());
        set("BitsPerComponent", &|_| encoded.bits.to_string());
        set("Filter", &|old| format!("{old}{}", encoded.parameters));
        if let Some(colors) = &encoded.palette {
            let last = colors.len() / encoded.channels - 1;
            let digits: String = colors.iter().map(|sample| format!("{sample:02x}")).collect();
            set("ColorSpace", &|old| format!("[/Indexed {old} {last} <{digits}>]"));
        }
        [&dictionary, &b"stream\n"[..], &encoded.data, self.rest].concat()
    }
}

/// The value of a key of a dictionary that holds no other: a name, a number, or a reference.
fn value<'a>(dictionary: &'a [u8], key: &str) -> Option<&'a [u8]> {
    value_range(dictionary, key).map(|range| &dictionary[range])
}

fn value_range(dictionary: &[u8], key: &str) -> Option<Range<usize>> {
    let key = format!("/{key}");
    let mut from = 0;
    loop {
        from += find(&dictionary[from..], key.as_bytes())? + key.len();
        let rest = &dictionary[from..];
        if rest.first()?.is_ascii_alphanumeric() {
            continue;
        }
        let start = from + rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let is_end = |byte: &u8| matches!(byte, b'/' | b'>' | b'\n');
        let end = start + 1 + dictionary[start + 1..].iter().position(is_end)?;
        return Some(start..start + dictionary[start..end].trim_ascii_end().len());
    }
}

/// The number at the beginning, after spaces.
fn number(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_start();
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).ok()?.parse().ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
