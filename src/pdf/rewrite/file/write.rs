//! Objects into object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).

use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;

use super::{Dictionary, File, Object, SIDE_BY_SIDE, Stream, Value};

/// How many bytes of objects go into one object stream. A reader inflates all of it to see one
/// object of it, so that it is not made as long as can be.
const OBJECT_STREAM: usize = 64 * 1024;

/// How hard deflate tries: the best of the levels that are not several times slower.
const LEVEL: u32 = 7;

/// Where an object is to be found.
#[derive(Clone, Copy)]
enum XrefRow {
    /// Nowhere: the number is free.
    Free,
    /// At an offset of the file.
    Offset(usize),
    /// In an object stream, at an index.
    Within(usize, usize),
}

/// Numbers and bodies of the objects that go into one object stream.
type Batch<'a> = Vec<(usize, &'a [u8])>;

impl File<'_> {
    /// Writes the file.
    pub(in crate::pdf::rewrite) fn write(&self) -> Vec<u8> {
        let mut out = self.header.to_vec();
        let mut places = vec![XrefRow::Free; self.objects.len()];
        for (number, stream) in self.streams() {
            places[number] = XrefRow::Offset(out.len());
            out.extend(stream);
        }
        let batches = self.batches();
        for (batch, stream) in batches.iter().zip(object_streams(&batches, places.len())) {
            let container = places.len();
            for (index, (number, _)) in batch.iter().enumerate() {
                places[*number] = XrefRow::Within(container, index);
            }
            places.push(XrefRow::Offset(out.len()));
            out.extend(stream);
        }
        self.push_table(&mut out, places);
        out
    }

    /// The streams as they are written, each deflated by itself and so side by side.
    fn streams(&self) -> Vec<(usize, Vec<u8>)> {
        let streams: Vec<(usize, &Stream<'_>)> = (0..)
            .zip(&self.objects)
            .filter_map(|(number, object)| match object {
                Some(Object::Stream(stream)) => Some((number, stream)),
                _ => None,
            })
            .collect();
        let write = |press: &mut Press, (number, stream): (usize, &Stream<'_>)| {
            let mut out = Vec::new();
            if stream.is_filtered() {
                push_stream(&mut out, number, &stream.dictionary, &stream.data);
            } else {
                press.push_deflated(&mut out, number, stream.dictionary.clone(), &stream.data);
            }
            (number, out)
        };
        streams.into_par_iter().with_min_len(SIDE_BY_SIDE).map_init(Press::default, write).collect()
    }

    /// All objects but streams, in batches for one object stream each.
    fn batches(&self) -> Vec<Batch<'_>> {
        let mut batches: Vec<Batch<'_>> = Vec::new();
        let mut room = 0;
        for (number, object) in self.objects.iter().enumerate() {
            let Some(Object::Plain(body)) = object else { continue };
            if batches.is_empty() || body.len() > room {
                batches.push(Vec::new());
                room = OBJECT_STREAM;
            }
            room = room.saturating_sub(body.len());
            batches.last_mut().expect("one was just pushed").push((number, body));
        }
        batches
    }

    /// The cross-reference stream with the trailer's keys, and the last lines of the file.
    fn push_table(&self, out: &mut Vec<u8>, mut places: Vec<XrefRow>) {
        let (number, start) = (places.len(), out.len());
        places.push(XrefRow::Offset(start));
        // Object numbers and offsets share the second field.
        let width = (1..8).find(|width| start >> (8 * width) == 0).expect("files are smaller");
        let mut rows = Vec::with_capacity(places.len() * (width + 4));
        let mut above = vec![0; width + 3];
        for place in &places {
            let row = row(*place, width);
            // PNG's filter Up, which makes rows that count upwards alike (7.4.4.4).
            rows.push(2);
            rows.extend(row.iter().zip(&above).map(|(byte, above)| byte.wrapping_sub(*above)));
            above = row;
        }
        let mut dictionary = self.trailer.clone();
        dictionary.set("Type", Value::Name("XRef".into()));
        dictionary.set("Size", Value::number(places.len()));
        dictionary
            .set("W", Value::Array(vec![Value::number(1), Value::number(width), Value::number(2)]));
        let parameters = format!("<</Predictor 12/Columns {}>>", width + 3);
        dictionary.set("DecodeParms", Value::Plain(parameters));
        Press::default().push_deflated(out, number, dictionary, &rows);
        out.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
    }
}

/// Object streams as they are written, numbered from `first` on.
fn object_streams(batches: &[Batch<'_>], first: usize) -> Vec<Vec<u8>> {
    let write = |press: &mut Press, (index, batch): (usize, &Batch<'_>)| {
        let mut out = Vec::new();
        press.push_object_stream(&mut out, first + index, batch);
        out
    };
    batches.par_iter().enumerate().map_init(Press::default, write).collect()
}

/// A row of the table: its type, its place and its index or generation.
fn row(place: XrefRow, width: usize) -> Vec<u8> {
    let (kind, second, third) = match place {
        XrefRow::Free => (0, 0, 0xFFFF),
        XrefRow::Offset(offset) => (1, offset, 0),
        XrefRow::Within(container, index) => (2, container, index),
    };
    let mut row = vec![kind];
    row.extend(&(second as u64).to_be_bytes()[8 - width..]);
    row.extend(&(third as u64).to_be_bytes()[6..]);
    row
}

/// Deflates streams one after the other with one set of tables, which are large.
struct Press {
    compress: Compress,
    /// What came out last.
    data: Vec<u8>,
}

impl Default for Press {
    fn default() -> Self {
        Self { compress: Compress::new(Compression::new(LEVEL), true), data: Vec::new() }
    }
}

impl Press {
    fn push_object_stream(&mut self, out: &mut Vec<u8>, container: usize, batch: &Batch<'_>) {
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (number, body) in batch {
            index.push_str(&format!("{number} {} ", bodies.len()));
            bodies.extend(*body);
            bodies.push(b'\n');
        }
        let dictionary = Dictionary::of([
            ("Type", Value::Name("ObjStm".into())),
            ("N", Value::number(batch.len())),
            ("First", Value::number(index.len())),
        ]);
        let content = [index.as_bytes(), &bodies].concat();
        self.push_deflated(out, container, dictionary, &content);
    }

    fn push_deflated(
        &mut self,
        out: &mut Vec<u8>,
        number: usize,
        mut dictionary: Dictionary,
        content: &[u8],
    ) {
        self.deflate(content);
        dictionary.set("Filter", Value::Name("FlateDecode".into()));
        push_stream(out, number, &dictionary, &self.data);
    }

    /// Deflates `content` into `data`.
    fn deflate(&mut self, content: &[u8]) {
        self.compress.reset();
        self.data.clear();
        loop {
            let taken = self.compress.total_in() as usize;
            self.data.reserve((content.len() - taken) / 2 + 256);
            let status = self
                .compress
                .compress_vec(&content[taken..], &mut self.data, FlushCompress::Finish)
                .expect("deflating to memory does not fail");
            if status == Status::StreamEnd {
                return;
            }
        }
    }
}

fn push_stream(out: &mut Vec<u8>, number: usize, dictionary: &Dictionary, data: &[u8]) {
    out.extend(format!("{number} 0 obj\n").into_bytes());
    let mut dictionary = dictionary.clone();
    dictionary.set("Length", Value::number(data.len()));
    dictionary.write(out);
    out.extend(b"\nstream\n");
    out.extend(data);
    // Data that end with a carriage return would make one line end with the line feed after them,
    // so that a reader finds one byte less than the dictionary says.
    if data.last() == Some(&b'\r') {
        out.push(b'\r');
    }
    out.extend(b"\nendstream\nendobj\n");
}
