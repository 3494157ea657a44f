//! Word files (.docx): parts of XML in an archive (ECMA-376).

mod body;
mod graphics;
mod numbering;
mod package;
mod reader;
mod revisions;
mod runs;
mod source;
mod styles;
mod tables;
mod tracked;

use std::collections::{HashMap, HashSet};

use self::numbering::Numbering;
use self::package::{Parts, Relations};
use self::reader::{Notes, Reader};
use self::styles::Styles;
use super::archive::Archive;
use super::draft::{At, Draft};
use super::xml::{self, Node, attribute, name};
use super::{Changes, Refusal};

/// Titles that programs give, which nobody wrote.
const NO_TITLES: [&str; 5] = ["word document", "untitled", "document", "document1", "title"];

pub(super) fn read(bytes: &[u8], changes: Option<Changes>) -> Result<Draft, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let parts = package::find(&mut archive)?;
    let texts = Texts::read(&mut archive, &parts)?;
    let media = media(&mut archive)?;
    let document = xml::parse(&texts.document, &parts.document)?;
    let part = |text: &'_ Option<String>, path: &Option<String>| match (text, path) {
        (Some(_), Some(path)) => Some(path.clone()),
        _ => None,
    };
    let (foot_path, end_path) =
        (part(&texts.footnotes, &parts.footnotes), part(&texts.endnotes, &parts.endnotes));
    let foot_relations = relations_of(&mut archive, &foot_path)?;
    let end_relations = relations_of(&mut archive, &end_path)?;
    let foot = texts.footnotes.as_deref().map(|text| xml::parse(text, "footnotes")).transpose()?;
    let end = texts.endnotes.as_deref().map(|text| xml::parse(text, "endnotes")).transpose()?;
    let mut all = vec![(document.root(), "")];
    all.extend(foot.as_ref().map(|it| (it.root(), "the notes, ")));
    all.extend(end.as_ref().map(|it| (it.root(), "the notes at the end, ")));
    tracked::ask(&all, changes)?;
    let mut reader = Reader {
        draft: Draft::default(),
        styles: styles(&texts)?,
        numbering: numbering(&texts)?,
        relations: parts.relations.clone(),
        footnotes: foot.as_ref().map(|it| notes(it.root(), foot_relations)),
        endnotes: end.as_ref().map(|it| notes(it.root(), end_relations)),
        changes,
        numbers: numbers(document.root()),
        media,
        fields: Vec::new(),
        carried: Vec::new(),
        place: "the beginning".to_owned(),
        in_note: false,
        last_list: None,
        page_breaks: 0,
        comments: HashMap::new(),
        called: HashSet::new(),
        told: None,
    };
    // The first are those of the body, in its order.
    reader.draft.source =
        all.iter().flat_map(|(root, _)| source::words_apart(*root, changes)).collect();
    reader.blocks(document.root());
    reader.end_of_flow();
    if reader.page_breaks > 0 {
        let count = reader.page_breaks;
        let words = if count == 1 { "a page break".into() } else { format!("{count} page breaks") };
        reader.draft.leave_out_of_all(&words, "the document", "");
    }
    let comments = reader.comments;
    let (mut draft, default) = (reader.draft, reader.styles.language);
    draft.property_title = property_title(&mut archive, &parts)?;
    draft.settle_language(default);
    unread_notes(
        &mut draft,
        foot.as_ref().map(|it| it.root()),
        document.root(),
        "footnoteReference",
    );
    unread_notes(&mut draft, end.as_ref().map(|it| it.root()), document.root(), "endnoteReference");
    beside(&mut archive, &parts, &mut draft)?;
    margin(&mut archive, &parts, &comments, &mut draft)?;
    Ok(draft)
}

/// The texts of the parts that are always read.
struct Texts {
    document: String,
    styles: Option<String>,
    numbering: Option<String>,
    footnotes: Option<String>,
    endnotes: Option<String>,
}

impl Texts {
    fn read(archive: &mut Archive<'_>, parts: &Parts) -> Result<Self, Refusal> {
        let mut text = |path: &Option<String>| match path {
            Some(path) => archive.text(path),
            None => Ok(None),
        };
        Ok(Self {
            document: text(&Some(parts.document.clone()))?.unwrap_or_default(),
            styles: text(&parts.styles)?,
            numbering: text(&parts.numbering)?,
            footnotes: text(&parts.footnotes)?,
            endnotes: text(&parts.endnotes)?,
        })
    }
}

fn relations_of(archive: &mut Archive<'_>, path: &Option<String>) -> Result<Relations, Refusal> {
    path.as_ref().map_or(Ok(Relations::default()), |path| package::relations(archive, path))
}

fn styles(texts: &Texts) -> Result<Styles, Refusal> {
    let Some(text) = &texts.styles else { return Ok(Styles::default()) };
    Ok(Styles::read(xml::parse(text, "styles")?.root()))
}

fn numbering(texts: &Texts) -> Result<Numbering, Refusal> {
    let Some(text) = &texts.numbering else { return Ok(Numbering::default()) };
    Ok(Numbering::read(xml::parse(text, "numbering")?.root()))
}

/// The pictures of the file.
fn media(archive: &mut Archive<'_>) -> Result<HashMap<String, Vec<u8>>, Refusal> {
    let ends = [".png", ".jpg", ".jpeg", ".svg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff"];
    let names = archive.names().to_vec();
    let pictures = names.into_iter().filter(|name| {
        let lower = name.to_ascii_lowercase();
        ends.iter().any(|end| lower.ends_with(end)) || lower.contains("/media/")
    });
    let mut media = HashMap::new();
    for name in pictures {
        if let Some(bytes) = archive.read(&name)? {
            media.insert(name, bytes);
        }
    }
    Ok(media)
}

fn notes<'a, 'i>(root: Node<'a, 'i>, relations: Relations) -> Notes<'a, 'i> {
    let note = |it: Node<'a, 'i>| {
        let real = matches!(name(it), "footnote" | "endnote");
        let plain = attribute(it, "type").is_none_or(|kind| kind == "normal");
        let id = attribute(it, "id").filter(|_| real && plain)?;
        Some((id.to_owned(), it))
    };
    Notes { notes: root.descendants().filter_map(note).collect(), relations }
}

fn numbers(root: Node<'_, '_>) -> HashMap<roxmltree::NodeId, usize> {
    // What stands in a box counts as its paragraph, as it does for people.
    let boxed = |it: &Node<'_, '_>| {
        it.ancestors().map(name).any(|up| matches!(up, "txbxContent" | "Fallback"))
    };
    let paragraphs = root.descendants().filter(|it| name(*it) == "p" && !boxed(it));
    paragraphs.enumerate().map(|(at, it)| (it.id(), at + 1)).collect()
}

/// Notes that nothing calls, or that are called within what is left out.
fn unread_notes(draft: &mut Draft, part: Option<Node<'_, '_>>, body: Node<'_, '_>, call: &str) {
    let Some(part) = part else { return };
    let called: Vec<&str> = body
        .descendants()
        .filter(|it| name(*it) == call)
        .filter_map(|it| attribute(it, "id"))
        .collect();
    for note in part.descendants().filter(|it| matches!(name(*it), "footnote" | "endnote")) {
        let id = attribute(note, "id").unwrap_or_default();
        let words = source::words(note);
        if !called.contains(&id) && !words.trim().is_empty() {
            draft.leave_out_of_all("a note that nothing calls", "the notes", &words);
        }
    }
}

fn property_title(archive: &mut Archive<'_>, parts: &Parts) -> Result<Option<String>, Refusal> {
    let Some(path) = &parts.core else { return Ok(None) };
    let Some(text) = archive.text(path)? else { return Ok(None) };
    let document = xml::parse(&text, path)?;
    let title = document.descendants().find(|it| name(*it) == "title").map(xml::text_within);
    let title = title.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(title.filter(|it| !it.is_empty() && !NO_TITLES.contains(&it.to_lowercase().as_str())))
}

/// Names the words that stand beside the body: headers, footers, comments, diagrams.
fn beside(archive: &mut Archive<'_>, parts: &Parts, draft: &mut Draft) -> Result<(), Refusal> {
    let headers = parts.headers.iter().map(|it| ("a header", "every page", it));
    let footers = parts.footers.iter().map(|it| ("a footer", "every page", it));
    let drawings = parts.drawings.iter().map(|(kind, it)| (*kind, "the document", it));
    for (what, place, path) in headers.chain(footers).chain(drawings) {
        let Some(text) = archive.text(path)? else { continue };
        let document = xml::parse(&text, path)?;
        let words = source::words(document.root());
        if !words.trim().is_empty() {
            draft.beside(&words);
            draft.leave_out_of_all(what, place, &words);
        }
    }
    Ok(())
}

/// Names the comments, each where it is called.
fn margin(
    archive: &mut Archive<'_>,
    parts: &Parts,
    called: &HashMap<String, (At, String)>,
    draft: &mut Draft,
) -> Result<(), Refusal> {
    let Some(path) = &parts.comments else { return Ok(()) };
    let Some(text) = archive.text(path)? else { return Ok(()) };
    let document = xml::parse(&text, path)?;
    for comment in document.descendants().filter(|it| name(*it) == "comment") {
        let words = source::words(comment);
        let author = attribute(comment, "author").unwrap_or("nobody named");
        draft.beside(&words);
        let at = attribute(comment, "id").and_then(|id| called.get(id)).cloned();
        let (at, place) = at.unwrap_or((At::Top, "the margin".to_owned()));
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        draft.leave_out_at(&format!("a comment by {author}"), &place, words, at);
    }
    Ok(())
}
