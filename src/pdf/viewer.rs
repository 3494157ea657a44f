//! Viewer preferences that krilla has no words for: what a printer is asked for.

use crate::editions::Duplex;

/// Adds `Duplex` and `PrintScaling` to the catalog (ISO 32000-1, table 150).
///
/// krilla writes the catalog last and with a classic cross-reference table after it, so that only
/// the offsets behind the catalog change.
pub(super) fn ask_for(mut bytes: Vec<u8>, duplex: Option<Duplex>) -> Vec<u8> {
    let Some(duplex) = duplex else { return bytes };
    let name = match duplex {
        Duplex::ShortEdge => "DuplexFlipShortEdge",
        Duplex::LongEdge => "DuplexFlipLongEdge",
    };
    let wishes = format!("/Duplex/{name}/PrintScaling/None");
    let catalog = find_last(&bytes, b"/Type/Catalog", bytes.len())
        .or_else(|| find_last(&bytes, b"/Type /Catalog", bytes.len()))
        .expect("krilla writes a catalog");
    let (at, insert) = match find(&bytes, b"/ViewerPreferences", catalog) {
        Some(key) => {
            let open = find(&bytes, b"<<", key).expect("viewer preferences are a dictionary") + 2;
            (open, wishes)
        }
        None => (catalog, format!("/ViewerPreferences<<{wishes}>>")),
    };
    bytes.splice(at..at, insert.bytes());
    shift_references(&mut bytes, at, insert.len());
    bytes
}

/// Adds `by` to every offset of the cross-reference table that lies behind `at`.
fn shift_references(bytes: &mut Vec<u8>, at: usize, by: usize) {
    let marker = find_last(bytes, b"startxref", bytes.len()).expect("a file ends with startxref");
    let digits = marker + b"startxref\n".len();
    let old = number(&bytes[digits..]);
    let table = if old > at { old + by } else { old };
    let mut row = find(bytes, b"\n", table).expect("a table has rows") + 1;
    row = find(bytes, b"\n", row).expect("a table has rows") + 1;
    while bytes.get(row).is_some_and(u8::is_ascii_digit) {
        let offset = number(&bytes[row..row + 10]);
        if offset > at && bytes.get(row + 17) == Some(&b'n') {
            bytes.splice(row..row + 10, format!("{:010}", offset + by).bytes());
        }
        row += 20;
    }
    let length = bytes[digits..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.splice(digits..digits + length, table.to_string().bytes());
}

fn number(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0, |number, byte| number * 10 + usize::from(byte - b'0'))
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    bytes[from..].windows(needle.len()).position(|window| window == needle).map(|at| at + from)
}

fn find_last(bytes: &[u8], needle: &[u8], before: usize) -> Option<usize> {
    bytes[..before].windows(needle.len()).rposition(|window| window == needle)
}
