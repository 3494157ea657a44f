//! A draft as the files of a booklet, as a hand would write them.

mod blocks;
mod contact;
mod lists;
mod marks;
mod outline;
mod pieces;
mod targets;
mod toml;
mod values;

use self::blocks::Writer;
use self::outline::{Chapter, Outline};
use self::pieces::Piece;
use super::File;
use super::draft::{Draft, picture_kind, text_of};
use crate::content::{is_reserved_id, slug};
use crate::language::Language;
use crate::number::Home;

/// The longest stem of a file's name.
const LONGEST: usize = 40;

/// The files of the booklet, and those with stand-ins for what a person has to write.
pub(super) fn booklet(draft: &mut Draft, stem: &str) -> (Vec<File>, Vec<File>) {
    let mut outline = outline::outline(draft, stem);
    let name = |(at, bytes): (usize, &Vec<u8>)| {
        format!("pictures/picture-{}.{}", at + 1, picture_kind(bytes).unwrap_or("png"))
    };
    let names: Vec<String> = draft.pictures.iter().enumerate().map(name).collect();
    let mut stems = Vec::new();
    outline.chapters.iter().for_each(|chapter| unique(&text_of(&chapter.title), &mut stems));
    targets::name(&mut outline, &stems, draft);
    let before =
        (draft.left_out.clone(), draft.notices.clone(), draft.source.clone(), draft.added.clone());
    let files = files(&outline, draft, (&names, &stems), false);
    let told = (draft.left_out.clone(), draft.notices.clone());
    // The second writing says the same again, and has words for what a person has to write.
    (draft.left_out, draft.notices, draft.source, draft.added) = before;
    let trial = self::files(&outline, draft, (&names, &stems), true);
    (draft.left_out, draft.notices) = told;
    (files, trial)
}

fn files(
    outline: &Outline,
    draft: &mut Draft,
    (names, stems): (&[String], &[String]),
    trial: bool,
) -> Vec<File> {
    let mut files: Vec<File> = names
        .iter()
        .zip(&draft.pictures)
        .map(|(path, bytes)| File { path: path.clone(), bytes: bytes.clone() })
        .collect();
    let language = draft.language.as_deref().and_then(|tag| Language::parse(tag).ok());
    let home = language.map_or_else(Home::britain, |language| Home::of(&language, None));
    let mut chapters: Vec<Vec<Piece>> = Vec::new();
    for (chapter, stem) in outline.chapters.iter().zip(stems) {
        let mut pieces = vec![head(chapter, stem, draft)];
        let writer = Writer::new(draft, names, &home, trial);
        pieces.extend(writer.chapter(&chapter.blocks, chapter.order));
        chapters.push(pieces);
    }
    let mut contact = contact::contact(outline, &home, draft);
    draft.writing = None;
    let mut all: Vec<&mut Piece> = chapters.iter_mut().flatten().collect();
    targets::place(&mut all, draft);
    let values = values::take_out(&mut all, &mut contact, &home);
    let language = language_line(draft);
    let top = pieces::remarked(&mut all, draft);
    let width = outline.chapters.len().to_string().len().max(2);
    let mut paths = Vec::new();
    for (at, (pieces, stem)) in chapters.iter_mut().zip(stems).enumerate() {
        let path = format!("chapters/{:0width$}-{stem}.toml", at + 1);
        // The chapter's own id is the stem of its file.
        pieces.iter_mut().filter(|it| !it.block).for_each(|it| it.id = None);
        let text: String = pieces.iter().map(Piece::written).collect();
        files.push(File { path: path.clone(), bytes: text.into_bytes() });
        paths.push(path);
    }
    let text = whole(outline, &top, &language, &paths) + &values + &contact;
    files.push(File { path: "booklet.toml".to_owned(), bytes: text.into_bytes() });
    files
}

/// The title of a chapter.
fn head(chapter: &Chapter, stem: &str, draft: &mut Draft) -> Piece {
    draft.writing = Some(chapter.order);
    let title = toml::string(&marks::line(&chapter.title, &chapter.place, draft));
    let remarks = chapter.guessed.then(|| outline::UNTITLED.to_owned()).into_iter().collect();
    Piece {
        order: chapter.order,
        remarks,
        id: Some(stem.to_owned()),
        block: false,
        toml: format!("title = {title}\n"),
    }
}

/// The line that says the language.
fn language_line(draft: &mut Draft) -> String {
    if let Some(tag) = &draft.language {
        return format!("language = \"{tag}\"\n");
    }
    let words = "the file does not name its language: en-GB was guessed";
    draft.notice_written(words, "the document");
    pieces::remark(words) + "language = \"en-GB\"\n"
}

/// booklet.toml as far as its values.
fn whole(outline: &Outline, top: &[String], language: &str, paths: &[String]) -> String {
    let mut out = String::from(
        "# Made by `chapbook import`. A line with \"look at this\" is for you to decide: take it away then.\n",
    );
    top.iter().for_each(|words| out.push_str(&pieces::remark(words)));
    out.push_str(&format!("\ntitle = {}\n", toml::string(&marks::plain(&outline.title))));
    if let Some(subtitle) = &outline.subtitle {
        out.push_str(&format!("subtitle = {}\n", toml::string(&marks::plain(subtitle))));
    }
    if !slug(&outline.title).contains(|c: char| c.is_ascii_lowercase()) {
        out.push_str(&pieces::remark("the start of the files' names"));
        out.push_str("slug = \"booklet\"\n");
    }
    out.push_str(language);
    out.push_str("\nchapters = [\n");
    paths.iter().for_each(|path| out.push_str(&format!("  \"{path}\",\n")));
    out + "]\n\n"
}

/// A stem for a file's name that no other file has.
fn unique(title: &str, stems: &mut Vec<String>) {
    let mut stem: String = slug(title).trim_start_matches(|c: char| !c.is_ascii_lowercase()).into();
    if stem.len() > LONGEST {
        let end = stem[..LONGEST].rfind('-').filter(|at| *at > 8).unwrap_or(LONGEST);
        stem.truncate(end);
    }
    let stem = match stem.as_str() {
        "" => "chapter".to_owned(),
        stem if is_reserved_id(stem) => format!("{stem}-chapter"),
        stem => stem.to_owned(),
    };
    let mut made = stem.clone();
    let mut number = 2;
    while stems.contains(&made) {
        made = format!("{stem}-{number}");
        number += 1;
    }
    stems.push(made);
}

/// Whether a letter is written without spaces between words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{E7F}' | '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF65}' | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFF}')
}
