//! The abbreviations that an XML file may define: how long it grows where they are spelled out.

use std::collections::HashMap;

use super::{PictureError, shorten};

/// The most bytes that all abbreviations may come to.
const MOST_BYTES: usize = 1_000_000;

/// Refuses entities from outside, entities within entities, and more than a megabyte of them.
///
/// Drawing programs define plain ones, for the names of namespaces.
pub(super) fn check(text: &str) -> Result<(), PictureError> {
    let mut lengths = HashMap::new();
    for declaration in text.split("<!ENTITY").skip(1) {
        let (name, length) = read(declaration)?;
        lengths.insert(name, length);
    }
    if lengths.is_empty() {
        return Ok(());
    }
    let mut total = 0;
    for reference in text.split('&').skip(1) {
        if let Some((name, _)) = reference.split_once(';')
            && let Some(length) = lengths.get(name)
        {
            total += length;
        }
        if total > MOST_BYTES {
            return Err(PictureError::Entities);
        }
    }
    Ok(())
}

/// The name and the length of a declaration, from after `<!ENTITY` on.
fn read(declaration: &str) -> Result<(&str, usize), PictureError> {
    let declaration = declaration.trim_start();
    let (name, rest) = declaration.split_once(char::is_whitespace).ok_or(PictureError::Entities)?;
    let rest = rest.trim_start();
    if rest.starts_with("SYSTEM") || rest.starts_with("PUBLIC") {
        let end = rest.find('>').unwrap_or(rest.len());
        let address = rest[..end].split(['"', '\'']).rev().nth(1).unwrap_or("an entity");
        return Err(PictureError::Outside(shorten(address)));
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = quote.and_then(|quote| rest[1..].split(quote).next());
    match value {
        Some(value) if name != "%" && !value.contains(['&', '<', '%']) => Ok((name, value.len())),
        _ => Err(PictureError::Entities),
    }
}
