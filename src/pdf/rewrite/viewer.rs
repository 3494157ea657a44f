//! Viewer preferences that krilla has no words for: what a printer is asked for.

use super::file::{Dictionary, Value};
use crate::editions::Duplex;

/// Adds `Duplex` and `PrintScaling` to the catalog (ISO 32000-1, table 150).
pub(super) fn ask_for(catalog: &mut Dictionary, duplex: Duplex) {
    let name = match duplex {
        Duplex::ShortEdge => "DuplexFlipShortEdge",
        Duplex::LongEdge => "DuplexFlipLongEdge",
    };
    let preferences =
        catalog.entry("ViewerPreferences", || Value::Dictionary(Dictionary::default()));
    if let Value::Dictionary(preferences) = preferences {
        preferences.set("Duplex", Value::Name(name.into()));
        preferences.set("PrintScaling", Value::Name("None".into()));
    }
}
