//! What the file says of itself in its metadata: PDF/UA-2 and the two levels of Well-Tagged PDF.

use super::super::file::File;

/// ISO 14289-2, 5: the part and its year.
const IDENTIFICATION: &str = concat!(
    r#"<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">"#,
    "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev></rdf:Description>",
);

/// Well-Tagged PDF 1.0, 6.1.2 and 6.1.3, by way of PDF Declarations.
const DECLARATIONS: &str = concat!(
    r#"<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">"#,
    "<pdfd:declarations><rdf:Bag>",
    r#"<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>"#,
    "http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>",
    r#"<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>"#,
    "http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo></rdf:li>",
    "</rdf:Bag></pdfd:declarations></rdf:Description>",
);

/// Adds the declarations; `None` where the metadata are not where the catalog says.
pub(super) fn add(file: &mut File<'_>) -> Option<()> {
    let catalog = file.value(file.catalog()?)?.into_dictionary()?;
    let stream = file.stream_mut(catalog.reference("Metadata")?)?;
    let text = std::str::from_utf8(&stream.data).ok()?;
    let at = text.rfind("</rdf:RDF>")?;
    let (before, after) = text.split_at(at);
    stream.data = [before, IDENTIFICATION, DECLARATIONS, after].concat().into_bytes().into();
    Some(())
}
