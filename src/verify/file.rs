//! Opens a PDF of unknown origin, within bounds.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};

/// The most that one stream may decode to.
pub(super) const MAX_STREAM_BYTES: usize = 256 * 1024 * 1024;

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
/// [`Unreadable::Damaged`] where the parser broke down.
pub(super) fn guarded<T: Send>(parse: impl FnOnce() -> T + Send) -> Result<T, Unreadable> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Unreadable::Damaged(format!("no thread could be started: {error}")))?;
    // What a parser leaves half done is dropped with it.
    catch_unwind(AssertUnwindSafe(|| pool.install(parse)))
        .map_err(|_| Unreadable::Damaged("its parts contradict each other".into()))
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
    let options =
        LoadOptions { max_decompressed_size: Some(MAX_STREAM_BYTES), ..LoadOptions::default() };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_) => Unreadable::Locked,
            other => Unreadable::Damaged(other.to_string()),
        })?;
    if document.is_encrypted() {
        return Err(Unreadable::Locked);
    }
    if document.catalog().is_err() {
        return Err(Unreadable::Damaged("it has no catalog".into()));
    }
    Ok(document)
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

/// The text string under a key (ISO 32000-1, 7.9.2.2).
pub(super) fn get_text(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(get(document, dictionary, key)?).ok()
}

/// A stream's data with its filters undone; absent where it is too large or damaged.
pub(super) fn decode(stream: &Stream) -> Option<Vec<u8>> {
    stream.get_plain_content_with_limit(MAX_STREAM_BYTES).ok()
}
