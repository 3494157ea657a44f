//! What programs that show a file are told, as far as krilla has no words for it or the wrong ones.

use super::file::{Dictionary, File, Value};
use crate::editions::Duplex;

/// Adds `Duplex` and `PrintScaling` to the catalog (ISO 32000-1, table 150).
pub(super) fn ask_for(catalog: &mut Dictionary, duplex: Duplex) {
    let name = match duplex {
        Duplex::ShortEdge => "DuplexFlipShortEdge",
        Duplex::LongEdge => "DuplexFlipLongEdge",
    };
    prefer(catalog, "Duplex", Value::Name(name.into()));
    prefer(catalog, "PrintScaling", Value::Name("None".into()));
}

/// Has the window show the title and not the file's name, and leaves out what need not be said.
///
/// `Suspects` is false where it is not there (ISO 32000-1, table 321); poppler, which reads it as a
/// name, complains of every file that says so.
pub(super) fn show_title(catalog: &mut Dictionary) {
    prefer(catalog, "DisplayDocTitle", Value::Plain("true".into()));
    if catalog.get("MarkInfo").is_some()
        && let Value::Dictionary(marks) = catalog.entry("MarkInfo", || Value::Plain("null".into()))
    {
        marks.remove("Suspects");
    }
}

fn prefer(catalog: &mut Dictionary, key: &str, value: Value) {
    let preferences =
        catalog.entry("ViewerPreferences", || Value::Dictionary(Dictionary::default()));
    if let Value::Dictionary(preferences) = preferences {
        preferences.set(key, value);
    }
}

/// Takes out of the metadata that the file is a proof, which krilla says of every one; `None` where
/// they are not where the catalog says.
pub(super) fn be_no_proof(file: &mut File<'_>) -> Option<()> {
    const PROOF: &str = "<xmpMM:RenditionClass>proof</xmpMM:RenditionClass>";
    let catalog = file.value(file.catalog()?)?.into_dictionary()?;
    let stream = file.stream_mut(catalog.reference("Metadata")?)?;
    let text = std::str::from_utf8(&stream.data).ok()?;
    stream.data = text.replacen(PROOF, "", 1).into_bytes().into();
    Some(())
}
