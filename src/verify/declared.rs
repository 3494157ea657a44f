//! The standards that a PDF claims to keep, from its XMP metadata.

use lopdf::Document;

use super::file::{decode_within, get};

/// The most metadata that are looked through.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Namespace of the PDF/UA identification (ISO 14289-1, 5).
const PDF_UA: &str = "http://www.aiim.org/pdfua/ns/id/";

/// Namespace of the PDF/A identification (ISO 19005-2, 6.6.4).
const PDF_A: &str = "http://www.aiim.org/pdfa/ns/id/";

/// The first standard that the file claims and that is newer than those judged here.
pub(super) fn newer_standard(document: &Document) -> Option<String> {
    newer_in_xmp(&metadata(document)?)
}

/// The metadata of the whole file.
pub(super) fn metadata(document: &Document) -> Option<String> {
    let catalog = document.catalog().ok()?;
    let data =
        decode_within(get(document, catalog, b"Metadata")?.as_stream().ok()?, MAX_BYTES).ok()?;
    Some(String::from_utf8_lossy(&data).into_owned())
}

/// Metadata as XML, where they are.
pub(super) fn parsed(xmp: &str) -> Option<roxmltree::Document<'_>> {
    let options = roxmltree::ParsingOptions { nodes_limit: 100_000, ..Default::default() };
    roxmltree::Document::parse_with_options(xmp.trim_start_matches('\u{FEFF}'), options).ok()
}

fn newer_in_xmp(xmp: &str) -> Option<String> {
    let xml = parsed(xmp)?;
    [(PDF_UA, "PDF/UA", 2), (PDF_A, "PDF/A", 4)].into_iter().find_map(
        |(namespace, name, first_newer)| {
            let part = part(&xml, namespace)?;
            (part >= first_newer).then(|| format!("{name}-{part}"))
        },
    )
}

/// The part of a standard, written as an attribute or as an element.
fn part(xml: &roxmltree::Document<'_>, namespace: &str) -> Option<u32> {
    xml.descendants().find_map(|node| {
        let text = if node.has_tag_name((namespace, "part")) {
            node.text()
        } else {
            node.attribute((namespace, "part"))
        };
        text?.trim().parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xmp(body: &str) -> String {
        format!(
            "\u{FEFF}<?xpacket begin=\"\u{FEFF}\" id=\"x\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
             xmlns:ua=\"{PDF_UA}\" xmlns:a=\"{PDF_A}\">{body}</rdf:RDF></x:xmpmeta>\
             <?xpacket end=\"w\"?>"
        )
    }

    #[test]
    fn newer_parts_are_found_as_element_and_as_attribute() {
        let element = "<rdf:Description><ua:part>2</ua:part></rdf:Description>";
        let attribute = "<rdf:Description a:part=\"4\" a:rev=\"2020\"/>";
        assert_eq!(newer_in_xmp(&xmp(element)).as_deref(), Some("PDF/UA-2"));
        assert_eq!(newer_in_xmp(&xmp(attribute)).as_deref(), Some("PDF/A-4"));
    }

    #[test]
    fn the_parts_judged_here_are_not_newer() {
        let both = "<rdf:Description ua:part=\"1\" a:part=\"2\"/>";
        assert_eq!(newer_in_xmp(&xmp(both)), None);
        assert_eq!(newer_in_xmp("<broken"), None);
    }
}
