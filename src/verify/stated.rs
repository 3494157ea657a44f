//! What a PDF says of itself: its title, and which program it is from.

use lopdf::{Dictionary, Document};

use super::declared::metadata;
use super::file::{get_dictionary, resolve};

/// Namespaces of the properties in XMP (ISO 16684-1, 8.3 and 8.4).
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";

/// How many nodes within a property are looked through.
const MAX_INNER: usize = 64;

/// The title of the document: that of its metadata, else that of its information dictionary.
pub(super) fn title(document: &Document) -> Option<String> {
    let title =
        property(document, DUBLIN_CORE, "title").or_else(|| information(document, b"Title"));
    title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// Whether it is a booklet of this program which, untagged as it is, can only be one for printing.
pub(super) fn is_for_printing(document: &Document) -> bool {
    let made_by = |creator: Option<String>| creator.as_deref() == Some("chapbook");
    made_by(information(document, b"Creator")) || made_by(property(document, XMP, "CreatorTool"))
}

fn information(document: &Document, key: &[u8]) -> Option<String> {
    let trailer: &Dictionary = &document.trailer;
    let text = get_dictionary(document, trailer, b"Info")?.get(key).ok()?;
    lopdf::decode_text_string(resolve(document, text)?).ok()
}

/// A property of the metadata, in the first of its languages.
fn property(document: &Document, namespace: &str, name: &str) -> Option<String> {
    in_xmp(&metadata(document)?, namespace, name)
}

fn in_xmp(xmp: &str, namespace: &str, name: &str) -> Option<String> {
    let xml = super::declared::parsed(xmp)?;
    xml.descendants().find_map(|node| {
        if let Some(text) = node.attribute((namespace, name)) {
            return Some(text.to_owned());
        }
        let node = Some(node).filter(|node| node.has_tag_name((namespace, name)))?;
        let inner = node.descendants().take(MAX_INNER);
        let words = inner.filter_map(|it| it.text().filter(|it| !it.trim().is_empty()));
        words.map(str::to_owned).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_found_in_every_form_of_xmp() {
        let rdf = "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"";
        for inner in [
            "<dc:title><rdf:Alt>\n<rdf:li xml:lang=\"x-default\">Help</rdf:li></rdf:Alt></dc:title>",
            "<dc:title>Help</dc:title>",
        ] {
            let xmp = format!("<rdf:RDF {rdf} xmlns:dc=\"{DUBLIN_CORE}\">{inner}</rdf:RDF>");
            assert_eq!(in_xmp(&xmp, DUBLIN_CORE, "title").as_deref(), Some("Help"), "{inner}");
        }
        let tool = format!("<d xmlns:xmp=\"{XMP}\" xmp:CreatorTool=\"chapbook\"/>");
        assert_eq!(in_xmp(&tool, XMP, "CreatorTool").as_deref(), Some("chapbook"));
    }
}
