//! What a PDF comes to in memory, counted object by object while it is opened.
//!
//! A few kilobytes can unfold to gigabytes, or name one object a million times. The parser knows
//! bounds for one stream, none for a file; so it is asked to show each object, and is stopped
//! where the sum is more than any real file needs.

use std::cell::Cell;

use lopdf::{Object, ObjectId, Stream};

/// What one value takes in memory: the size of an object with what an allocation adds.
const VALUE: usize = size_of::<Object>() + 16;

/// What a key of a dictionary takes beside its value: its name, its hash, its place.
const ENTRY: usize = 64;

/// The most that a file's objects may come to, beside a copy of the file's own bytes.
pub(super) const MOST: usize = 512 * 1024 * 1024;

/// The most that one object stream may unfold to.
pub(super) const MOST_IN_OBJECT_STREAM: usize = 32 * 1024 * 1024;

thread_local! {
    /// What may still come. The parser shows its objects to a plain function, which can keep its
    /// sum nowhere else; it runs on one thread for each file.
    static ROOM: Cell<usize> = const { Cell::new(0) };
}

/// Says that a file is too heavy, up through the parser that has shown too much.
pub(super) struct TooHeavy;

/// Begins with a file of so many bytes.
pub(super) fn begin(bytes: usize) {
    ROOM.set(MOST.saturating_add(bytes));
}

/// Counts an object that the parser has read.
pub(super) fn count(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    take(weight(object));
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        foresee(stream);
    }
    // What is given back takes the place of an object in an object stream, where none is a stream;
    // of another it only says that it is kept.
    let kept = if object.as_stream().is_ok() { Object::Null } else { object.clone() };
    Some((id, kept))
}

/// Stops before an object stream is parsed that holds too much; what it holds is counted once it
/// is there.
fn foresee(stream: &Stream) {
    match stream.get_plain_content_with_limit(MOST_IN_OBJECT_STREAM) {
        Ok(content) => {
            take(content.len());
            if values(&content) * VALUE > ROOM.get() {
                stop();
            }
        }
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => stop(),
        Err(_) => {}
    }
}

fn take(weight: usize) {
    match ROOM.get().checked_sub(weight) {
        Some(room) => ROOM.set(room),
        None => stop(),
    }
}

/// Unwinds without the words that a panic has: nothing is broken.
fn stop() -> ! {
    std::panic::resume_unwind(Box::new(TooHeavy))
}

fn weight(object: &Object) -> usize {
    let own = match object {
        Object::Name(bytes) | Object::String(bytes, _) => bytes.len(),
        Object::Array(items) => items.iter().map(weight).sum(),
        Object::Dictionary(dictionary) => entries(dictionary),
        Object::Stream(stream) => entries(&stream.dict) + stream.content.len(),
        _ => 0,
    };
    VALUE + own
}

fn entries(dictionary: &lopdf::Dictionary) -> usize {
    dictionary.iter().map(|(key, value)| ENTRY + key.len() + weight(value)).sum()
}

/// How many values a text of PDF objects can have at most, close enough: what begins after a space
/// or a bracket, and each bracket.
pub(super) fn values(text: &[u8]) -> usize {
    let mut before = b' ';
    let mut values = 0_usize;
    for &byte in text {
        let opens = matches!(byte, b'[' | b'<' | b'(' | b'/');
        // What stands after one of these is part of the value that it begins.
        let continues = matches!(before, b'<' | b'(' | b'/');
        let begins = is_apart(before) && !continues && !is_apart(byte);
        if byte == b'R' && begins {
            // Two numbers before it make one reference.
            values = values.saturating_sub(1);
        } else {
            values += usize::from(opens || begins);
        }
        before = byte;
    }
    values
}

fn is_apart(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | b' ' | b']' | b'>' | b')' | b'[' | b'<' | b'(' | b'/')
}

/// Whether so many bytes can be read as values that those alone are too heavy, wherever in the file
/// they stand: an entry of its table may point anywhere. Pictures and fonts have few of the signs
/// that values begin with.
pub(super) fn is_dense(bytes: &[u8]) -> bool {
    const STRETCH: usize = 64 * 1024;
    let dense = bytes.chunks(STRETCH).map(values).filter(|&values| values > STRETCH / 12);
    dense.sum::<usize>().saturating_mul(VALUE) > MOST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_by_what_they_begin_with() {
        // Both signs of a dictionary, and a stroke beside its name, are counted too.
        assert_eq!(values(b"<</A 1/B[2 3 (x)]>>"), 12);
        assert_eq!(values(b"0 0 0"), 3);
        assert_eq!(values(b"[7 0 R 8 0 R]"), 3);
        assert_eq!(values(b"[[[]]]"), 3);
    }

    #[test]
    fn numbers_without_end_are_dense_and_noise_is_not() {
        assert!(is_dense(&b"0 ".repeat(8 << 20)));
        let mut state = 1_u32;
        let noise: Vec<u8> = (0..16 << 20)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        assert!(!is_dense(&noise));
    }
}
