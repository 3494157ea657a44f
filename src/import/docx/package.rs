//! The parts of a Word file: which file of the archive is what.

use std::collections::HashMap;

use crate::import::Refusal;
use crate::import::archive::Archive;
use crate::import::xml::{self, attribute, name};

/// What a part calls other parts and addresses.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations(HashMap<String, Relation>);

#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last part of its type: "image", "hyperlink".
    pub kind: String,
    /// A path in the archive, or an address.
    pub target: String,
    pub outside: bool,
}

impl Relations {
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    fn of_kind(&self, kind: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            self.0.values().filter(|it| it.kind == kind).map(|it| it.target.as_str()).collect();
        found.sort_unstable();
        found
    }
}

/// The relations of a part.
pub(super) fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Relations, Refusal> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let Some(text) = archive.text(&path)? else { return Ok(Relations::default()) };
    let document = xml::parse(&text, &path)?;
    let mut found = HashMap::new();
    for node in document.descendants().filter(|it| name(*it) == "Relationship") {
        let (Some(id), Some(target)) = (attribute(node, "Id"), attribute(node, "Target")) else {
            continue;
        };
        let kind = attribute(node, "Type").unwrap_or_default().rsplit('/').next();
        let outside = attribute(node, "TargetMode") == Some("External");
        let target = if outside { target.to_owned() } else { within(folder, target) };
        let kind = kind.unwrap_or_default().to_owned();
        found.insert(id.to_owned(), Relation { kind, target, outside });
    }
    Ok(Relations(found))
}

/// A path in the archive that is written from a folder of it.
fn within(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|it| !it.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Where the parts of a file stand.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub document: String,
    pub relations: Relations,
    pub styles: Option<String>,
    pub numbering: Option<String>,
    pub footnotes: Option<String>,
    pub endnotes: Option<String>,
    pub comments: Option<String>,
    pub headers: Vec<String>,
    pub footers: Vec<String>,
    pub core: Option<String>,
    /// Parts with words of drawings: their kind and path.
    pub drawings: Vec<(&'static str, String)>,
}

pub(super) fn find(archive: &mut Archive<'_>) -> Result<Parts, Refusal> {
    let top = relations(archive, "")?;
    let document = top.of_kind("officeDocument").first().map(|it| (*it).to_owned());
    let document = document.unwrap_or_else(|| "word/document.xml".to_owned());
    if !archive.names().contains(&document) {
        let other = ["xl/workbook.xml", "ppt/presentation.xml"];
        let sheet = archive.names().iter().any(|it| other.contains(&it.as_str()));
        let sort = if sheet { "is a spreadsheet or slides" } else { "is an archive" };
        return Err(Refusal::new(format!("{sort} and no Word file")));
    }
    let relations = relations(archive, &document)?;
    let all = |kind: &str| relations.of_kind(kind).into_iter().map(str::to_owned).collect();
    let one = |kind: &str| relations.of_kind(kind).first().map(|it| (*it).to_owned());
    let mut drawings = Vec::new();
    for path in archive.names() {
        if path.contains("/diagrams/data") && path.ends_with(".xml") {
            drawings.push(("a diagram", path.clone()));
        } else if path.contains("/charts/chart") && path.ends_with(".xml") {
            drawings.push(("a chart", path.clone()));
        }
    }
    Ok(Parts {
        styles: one("styles"),
        numbering: one("numbering"),
        footnotes: one("footnotes"),
        endnotes: one("endnotes"),
        comments: one("comments"),
        headers: all("header"),
        footers: all("footer"),
        core: top.of_kind("core-properties").first().map(|it| (*it).to_owned()),
        drawings,
        document,
        relations,
    })
}
