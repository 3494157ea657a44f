//! A PDF as krilla writes it, taken apart into its objects and written again in fewer bytes.
//!
//! krilla writes every object by itself and a table of their places. Here all but the streams go
//! into object streams and the table becomes a cross-reference stream (ISO 32000-1, 7.5.7 and
//! 7.5.8; PDF/A-2 allows both): the tags of a page take a few hundred bytes instead of several
//! thousand. What krilla has no words for is changed on the way, on whole objects and never on
//! bytes in the middle of a file.

mod value;
mod write;

use std::borrow::Cow;

use rayon::prelude::*;

use super::compact::compact;

pub(super) use value::{Dictionary, Value};

/// How many objects at least are worth the work of another thread.
const SIDE_BY_SIDE: usize = 8;

/// A file taken apart.
pub(super) struct File<'a> {
    /// The lines before the first object, which say the version.
    header: &'a [u8],
    /// By number; `None` for a number without an object.
    objects: Vec<Option<Object<'a>>>,
    /// The trailer's dictionary.
    trailer: Dictionary,
}

/// An object's body.
pub(super) enum Object<'a> {
    /// A value.
    Plain(Cow<'a, [u8]>),
    /// A dictionary with bytes after it.
    Stream(Stream<'a>),
}

/// A dictionary with bytes after it.
pub(super) struct Stream<'a> {
    /// What the bytes are.
    pub(super) dictionary: Dictionary,
    /// The bytes.
    pub(super) data: Cow<'a, [u8]>,
}

impl<'a> File<'a> {
    /// Takes a file apart; `None` where it is not built as krilla builds it.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let start = rfind(bytes, b"startxref")?;
        let table: usize = number(bytes.get(start + "startxref".len()..)?)?;
        let places = places(bytes.get(table..start)?)?;
        let trailer = &bytes[table..start];
        let trailer = &trailer[rfind(trailer, b"trailer")? + "trailer".len()..];
        let mut order: Vec<usize> =
            (0..places.len()).filter(|index| places[*index].is_some()).collect();
        order.sort_by_key(|index| places[*index]);
        let place = |at: usize| order.get(at).and_then(|index| places[*index]).unwrap_or(table);
        let mut objects: Vec<Option<Object<'a>>> = places.iter().map(|_| None).collect();
        for (at, index) in order.iter().enumerate() {
            objects[*index] = Some(Object::read(bytes.get(place(at)..place(at + 1))?)?);
        }
        let trailer = Value::read(trailer)?.into_dictionary()?;
        Some(Self { header: &bytes[..place(0)], objects, trailer })
    }

    /// The objects.
    pub(super) fn objects_mut(&mut self) -> impl Iterator<Item = &mut Object<'a>> {
        self.objects.iter_mut().flatten()
    }

    /// Writes content streams anew without what says nothing; one that is not as krilla writes
    /// them stays as it is. Gives how many these are, or `None` where the pages are not where the
    /// catalog says. Streams are independent, so that pages are done side by side.
    pub(super) fn compact_content(&mut self) -> Option<usize> {
        let mut of_pages = vec![false; self.objects.len()];
        let catalog = self.value(self.catalog()?)?.into_dictionary()?;
        self.mark_contents(catalog.reference("Pages")?, &mut of_pages)?;
        let objects = self.objects.par_iter_mut().zip(of_pages).with_min_len(SIDE_BY_SIDE);
        let left_alone = objects.map(|(object, of_page)| match object {
            Some(Object::Stream(stream)) if of_page || stream.is_form() => {
                usize::from(!stream.compact())
            }
            _ => 0,
        });
        Some(left_alone.sum())
    }

    /// Marks the content streams of the pages below a node of the page tree (7.7.3).
    fn mark_contents(&self, node: u32, marked: &mut [bool]) -> Option<()> {
        let node = self.value(node)?.into_dictionary()?;
        match node.get("Kids") {
            Some(Value::Array(kids)) => {
                for kid in kids {
                    let Value::Reference(kid) = kid else { return None };
                    self.mark_contents(*kid, marked)?;
                }
            }
            _ => *marked.get_mut(node.reference("Contents")? as usize)? = true,
        }
        Some(())
    }

    /// The number of the catalog.
    pub(super) fn catalog(&self) -> Option<u32> {
        match self.trailer.get("Root") {
            Some(Value::Reference(root)) => Some(*root),
            _ => None,
        }
    }

    /// Changes the catalog; `None` where it is not where the trailer says.
    pub(super) fn change_catalog(&mut self, change: impl FnOnce(&mut Dictionary)) -> Option<()> {
        self.change(self.catalog()?, change)
    }

    /// The value of an object; `None` where it is a stream or not there.
    pub(super) fn value(&self, number: u32) -> Option<Value> {
        match self.objects.get(number as usize)? {
            Some(Object::Plain(body)) => Value::read(body),
            _ => None,
        }
    }

    /// Changes an object that is a dictionary; `None` where it is none.
    pub(super) fn change<T>(
        &mut self,
        number: u32,
        change: impl FnOnce(&mut Dictionary) -> T,
    ) -> Option<T> {
        let mut dictionary = self.value(number)?.into_dictionary()?;
        let result = change(&mut dictionary);
        let mut body = Vec::new();
        dictionary.write(&mut body);
        self.objects[number as usize] = Some(Object::Plain(Cow::Owned(body)));
        Some(result)
    }

    /// A stream, to be changed.
    pub(super) fn stream_mut(&mut self, number: u32) -> Option<&mut Stream<'a>> {
        match self.objects.get_mut(number as usize)? {
            Some(Object::Stream(stream)) => Some(stream),
            _ => None,
        }
    }
}

impl Stream<'_> {
    /// Whether it is what a form shows, and can be read as it is.
    fn is_form(&self) -> bool {
        self.dictionary.name("Subtype") == Some("Form") && !self.is_filtered()
    }

    /// Whether the bytes are encoded.
    fn is_filtered(&self) -> bool {
        self.dictionary.get("Filter").is_some()
    }

    /// Takes what says nothing out of content; `false` where it is not as krilla writes it.
    fn compact(&mut self) -> bool {
        let data = compact(&self.data);
        let done = data.is_some();
        self.data = data.map_or_else(|| std::mem::take(&mut self.data), Cow::Owned);
        done
    }
}

impl<'a> Object<'a> {
    /// An object from its number to the next one's.
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let body = bytes[find(bytes, b"obj")? + "obj".len()..].trim_ascii();
        let body = body.strip_suffix(b"endobj")?.trim_ascii();
        let Some(body) = body.strip_suffix(b"endstream") else {
            return Some(Self::Plain(Cow::Borrowed(body)));
        };
        let start = find(body, b"stream\n")?;
        let dictionary = Value::read(body[..start].trim_ascii())?.into_dictionary()?;
        let length = dictionary.number("Length")?;
        let data = body.get(start + "stream\n".len()..)?.get(..length)?;
        Some(Self::Stream(Stream { dictionary, data: Cow::Borrowed(data) }))
    }
}

/// The offset of each entry of a cross-reference table; `None` for a number without an object.
fn places(table: &[u8]) -> Option<Vec<Option<usize>>> {
    let lines = table.strip_prefix(b"xref\n0 ")?;
    let count: usize = number(lines)?;
    let lines = &lines[lines.iter().position(|byte| *byte == b'\n')? + 1..];
    // ISO 32000-1, 7.5.4: each entry has exactly 20 bytes.
    let entries = lines.get(..count.checked_mul(20)?)?.chunks_exact(20);
    let place = |entry: &[u8]| match entry[17] {
        b'n' => Some(Some(number(entry)?)),
        b'f' => Some(None),
        _ => None,
    };
    entries.map(place).collect()
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

/// Objects as a file like krilla's, the first of them the catalog.
#[cfg(test)]
pub(super) fn assemble<T: AsRef<[u8]>>(objects: &[T]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
    let mut places = Vec::new();
    for (index, body) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        file.extend(body.as_ref());
        file.extend(b"\nendobj\n");
    }
    let (table, size) = (file.len(), objects.len() + 1);
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f\r\n").into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n\r\n").into_bytes());
    }
    file.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\n").into_bytes());
    file.extend(format!("startxref\n{table}\n%%EOF").into_bytes());
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of a catalog, a page tree without pages and a stream.
    fn small(data: &[u8]) -> Vec<u8> {
        let metadata =
            format!("<</Type/Metadata/Filter/DCTDecode/Length {}>>\nstream\n", data.len());
        assemble(&[
            b"<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[]/Count 0>>".to_vec(),
            [metadata.as_bytes(), data, b"\nendstream"].concat(),
        ])
    }

    #[test]
    fn a_file_written_again_holds_the_same_objects() {
        let bytes = small(b"data");
        let written = File::read(&bytes).expect("a file").write();
        let document = object_streams(&written);
        assert!(document.contains("/Type/Catalog/Pages 2 0 R/Metadata 3 0 R"), "{document}");
        assert!(document.contains("/Type/Pages/Kids[]/Count 0"), "{document}");
        assert!(find(&written, b"stream\ndata\nendstream").is_some());
    }

    /// The text of all object streams.
    fn object_streams(bytes: &[u8]) -> String {
        use std::io::Read as _;
        let at = find(bytes, b"/Type/ObjStm").expect("an object stream");
        let start = at + find(&bytes[at..], b"stream\n").unwrap() + "stream\n".len();
        let mut text = String::new();
        flate2::read::ZlibDecoder::new(&bytes[start..]).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn data_that_end_like_a_line_end_keep_their_length() {
        let bytes = small(b"abc\r");
        let written = File::read(&bytes).expect("a file").write();
        assert!(find(&written, b"stream\nabc\r\r\nendstream").is_some(), "one line end is theirs");
    }

    #[test]
    fn the_catalog_can_be_changed() {
        let bytes = small(b"data");
        let mut file = File::read(&bytes).expect("a file");
        let text = Value::Text(b"(cy)".to_vec());
        file.change_catalog(|catalog| catalog.set("Lang", text)).expect("a catalog");
        assert!(object_streams(&file.write()).contains("/Lang(cy)"));
    }

    #[test]
    fn what_krilla_did_not_write_is_not_taken_apart() {
        let bytes = small(b"data");
        for cut in [0, 10, bytes.len() / 2, bytes.len() - 30] {
            assert!(File::read(&bytes[..cut]).is_none(), "{cut}");
        }
    }
}
