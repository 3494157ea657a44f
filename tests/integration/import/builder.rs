//! Small files as Word and others write them.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// An archive of files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\"";

/// A Word file.
#[derive(Default)]
pub struct Word {
    pub body: String,
    pub styles: String,
    pub numbering: String,
    /// Other parts: the type of the relation, the path below `word/`, what it holds.
    pub parts: Vec<(&'static str, &'static str, Vec<u8>)>,
    /// Addresses of links, by their name.
    pub links: Vec<(&'static str, &'static str)>,
    pub title: &'static str,
}

impl Word {
    pub fn of(body: &str) -> Self {
        let heading = |level: u8| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
                 <w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr></w:style>",
                level - 1
            )
        };
        let styles = (1..5).map(heading).collect::<String>()
            + "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault></w:docDefaults>\
               <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
               <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>\
               <w:style w:type=\"paragraph\" w:styleId=\"ListBullet\"><w:name w:val=\"List Bullet\"/>\
               <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
               <w:style w:type=\"paragraph\" w:styleId=\"ListBullet2\"><w:name w:val=\"List Bullet 2\"/>\
               <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
        let level = |at: u8, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let numbering = format!(
            "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum>\
             <w:abstractNum w:abstractNumId=\"1\">{}{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>",
            level(0, "bullet", "•"),
            level(1, "bullet", "o"),
            level(0, "decimal", "%1."),
            level(1, "lowerLetter", "%2)"),
        );
        Self { body: body.to_owned(), styles, numbering, ..Self::default() }
    }

    pub fn part(mut self, kind: &'static str, path: &'static str, xml: &str) -> Self {
        let root = path.trim_end_matches(".xml").trim_end_matches(|c: char| c.is_ascii_digit());
        let root = match root {
            "header" => "hdr",
            "footer" => "ftr",
            root => root,
        };
        let xml = format!("<w:{root} {NAMES}>{xml}</w:{root}>");
        self.parts.push((kind, path, xml.into_bytes()));
        self
    }

    pub fn link(mut self, id: &'static str, address: &'static str) -> Self {
        self.links.push((id, address));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let document = format!("<w:document {NAMES}><w:body>{}</w:body></w:document>", self.body);
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mut relations = format!(
            "<Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/>\
             <Relationship Id=\"n\" Type=\"{office}/numbering\" Target=\"numbering.xml\"/>"
        );
        for (kind, path, _) in &self.parts {
            relations += &format!(
                "<Relationship Id=\"{path}\" Type=\"{office}/{kind}\" Target=\"{path}\"/>"
            );
        }
        for (id, address) in &self.links {
            relations += &format!(
                "<Relationship Id=\"{id}\" Type=\"{office}/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>"
            );
        }
        let all = |inner: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            )
        };
        let top = all(&format!(
            "<Relationship Id=\"d\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/>\
             <Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        ));
        let core = format!("<c xmlns:dc=\"dc\"><dc:title>{}</dc:title></c>", self.title);
        let styles = format!("<w:styles {NAMES}>{}</w:styles>", self.styles);
        let numbering = format!("<w:numbering {NAMES}>{}</w:numbering>", self.numbering);
        let relations = all(&relations);
        let mut files: Vec<(String, Vec<u8>)> = vec![
            ("_rels/.rels".into(), top.into_bytes()),
            ("docProps/core.xml".into(), core.into_bytes()),
            ("word/document.xml".into(), document.into_bytes()),
            ("word/styles.xml".into(), styles.into_bytes()),
            ("word/numbering.xml".into(), numbering.into_bytes()),
            ("word/_rels/document.xml.rels".into(), relations.into_bytes()),
        ];
        for (_, path, bytes) in &self.parts {
            files.push((format!("word/{path}"), bytes.clone()));
        }
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        archive(&files)
    }
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// A run with properties.
pub fn look(text: &str, properties: &str) -> String {
    format!(
        "<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}

/// A paragraph of runs.
pub fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A paragraph of words in a style.
pub fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text))
}

/// A paragraph of a list.
pub fn item(list: u8, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

/// The smallest picture.
pub fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[0, 255, 255, 0]).unwrap();
    bytes
}
