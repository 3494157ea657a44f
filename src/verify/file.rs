//! Opens a PDF of unknown origin, within bounds.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::xref::XrefRecovery;
use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};
use memchr::memmem;

use super::weight::{self, TooHeavy};

/// The most bytes that a file may have.
pub const MAX_FILE_BYTES: usize = 256 * 1024 * 1024;

/// The most that one stream may decode to.
pub(super) const MAX_STREAM_BYTES: usize = 64 * 1024 * 1024;

/// How much of what follows the last `%%EOF` is looked at: enough to find that something does
/// (ISO 19005-2, 6.1.3).
const MAX_TAIL: usize = 256;

/// Stack of the threads on which foreign files are parsed: parsers recurse as deep as files nest.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Why a file could not be opened at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no PDF.
    NotPdf,
    /// It asks for a password.
    Locked,
    /// It begins like a PDF and cannot be read to the end; what was found.
    Damaged(String),
    /// It asks for more time or memory than any real file needs; for what.
    Unsafe(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPdf => f.write_str("this is not a PDF file"),
            Self::Locked => f.write_str(
                "this PDF is locked with a password; save a copy without one and try that",
            ),
            Self::Damaged(found) => {
                write!(f, "this PDF is damaged or was cut short ({found}); make or fetch it again")
            }
            Self::Unsafe(cost) => write!(f, "this PDF cannot be read safely: {cost}"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Runs a parser where neither its recursion nor its faults reach the rest of the program.
///
/// The thread is a pool of its own: a parser that asks for helpers gets this one thread, and never
/// waits for workers of a pool that are themselves waiting for parsers.
///
/// # Errors
///
/// [`Unreadable::Damaged`] where the parser broke down, [`Unreadable::Unsafe`] where it was stopped.
pub(super) fn guarded<T: Send>(parse: impl FnOnce() -> T + Send) -> Result<T, Unreadable> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Unreadable::Damaged(format!("no thread could be started: {error}")))?;
    // What a parser leaves half done is dropped with it.
    catch_unwind(AssertUnwindSafe(|| pool.install(parse))).map_err(|broken| {
        match broken.downcast_ref::<TooHeavy>() {
            Some(TooHeavy) => {
                Unreadable::Unsafe("its objects unfold to hundreds of megabytes".into())
            }
            None => Unreadable::Damaged("its parts contradict each other".into()),
        }
    })
}

/// The bytes of a file up to its end, and a little of what follows that, where no object does.
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = memmem::rfind(bytes, b"%%EOF").map_or(bytes.len(), |end| end + MAX_TAIL);
    let (file, tail) = bytes.split_at(end.min(bytes.len()));
    if memmem::find(tail, b"endobj").is_some() { bytes } else { file }
}

/// Opens a PDF; one that is encrypted but opens without a password is decrypted.
///
/// # Errors
///
/// See [`Unreadable`].
pub(super) fn open(bytes: &[u8]) -> Result<Document, Unreadable> {
    // ISO 32000-1, annex H.3, note 13: viewers look for the header within the first 1024 bytes.
    let head = &bytes[..bytes.len().min(1024)];
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err(Unreadable::NotPdf);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(too_large());
    }
    if weight::is_dense(bytes) {
        return Err(Unreadable::Unsafe("it holds millions of values".into()));
    }
    let document = load(bytes)?;
    if document.is_encrypted() {
        return Err(Unreadable::Locked);
    }
    if document.catalog().is_err() {
        return Err(Unreadable::Damaged("it has no catalog".into()));
    }
    Ok(document)
}

/// Why a file of more than [`MAX_FILE_BYTES`] is not opened.
pub(super) fn too_large() -> Unreadable {
    Unreadable::Unsafe(format!("it is larger than {} MB", MAX_FILE_BYTES / 1024 / 1024))
}

/// Loads a file with its objects counted. Where its table leads to no pages, the table is made anew
/// from the objects that are there, as the parser itself does where it counts nothing.
fn load(bytes: &[u8]) -> Result<Document, Unreadable> {
    let load = |force_reconstruct| {
        weight::begin(bytes.len());
        let options = LoadOptions {
            max_decompressed_size: Some(weight::MOST_IN_OBJECT_STREAM),
            filter: Some(weight::count),
            force_reconstruct,
            ..LoadOptions::default()
        };
        Document::load_mem_with_options(bytes, options)
    };
    let document = load(false).map_err(|error| match error {
        lopdf::Error::InvalidPassword
        | lopdf::Error::Decryption(_)
        | lopdf::Error::UnsupportedSecurityHandler(_) => Unreadable::Locked,
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Unreadable::Unsafe("one of its streams unfolds to many megabytes".into())
        }
        other => Unreadable::Damaged(other.to_string()),
    })?;
    let rebuilt = document.xref_recovery == Some(XrefRecovery::Reconstructed);
    if document.is_encrypted() || rebuilt || has_pages(&document) {
        return Ok(document);
    }
    Ok(load(true).ok().filter(has_pages).unwrap_or(document))
}

fn has_pages(document: &Document) -> bool {
    let pages = document.catalog().ok().and_then(|it| get_dictionary(document, it, b"Pages"));
    pages
        .and_then(|pages| get(document, pages, b"Kids"))
        .is_some_and(|kids| kids.as_array().is_ok())
}

/// The value of a key, followed through references; absent where it is null or leads nowhere.
pub(super) fn get<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    resolve(document, dictionary.get(key).ok()?)
}

/// An object followed through references; absent where it is null or leads nowhere.
pub(super) fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    let (_, object) = document.dereference(object).ok()?;
    (!object.is_null()).then_some(object)
}

/// The dictionary under a key; a stream's own dictionary counts.
pub(super) fn get_dictionary<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    match get(document, dictionary, key)? {
        Object::Dictionary(inner) => Some(inner),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Why a stream's data cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undecoded {
    /// They come to more than was asked for.
    TooLong,
    /// Its filters cannot be undone.
    Damaged,
}

/// A stream's data with its filters undone, up to `most` bytes.
///
/// # Errors
///
/// See [`Undecoded`].
pub(super) fn decode_within(stream: &Stream, most: usize) -> Result<Vec<u8>, Undecoded> {
    stream.get_plain_content_with_limit(most).map_err(|error| undecoded(&error))
}

/// Tells a bound from damage.
pub(super) fn undecoded(error: &lopdf::Error) -> Undecoded {
    match error {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Undecoded::TooLong
        }
        _ => Undecoded::Damaged,
    }
}
