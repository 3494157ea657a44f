//! A draft as the files of a booklet, as a hand would write them.

mod blocks;
mod contact;
mod lists;
mod marks;
mod outline;
mod toml;

use unicode_normalization::UnicodeNormalization as _;

use self::blocks::Writer;
use self::outline::Outline;
use super::File;
use super::draft::{Draft, picture_kind, text_of};

/// The longest stem of a file's name.
const LONGEST: usize = 40;

/// Ids that a booklet keeps for itself (`docs/format.md`, section 3).
const RESERVED: [&str; 4] = ["contents", "glossary", "about", "contact"];

/// The files of the booklet, and those with stand-ins for what a person has to write.
pub(super) fn booklet(draft: &mut Draft, stem: &str) -> (Vec<File>, Vec<File>) {
    let outline = outline::outline(draft, stem);
    let names: Vec<String> = draft
        .pictures
        .iter()
        .enumerate()
        .map(|(at, bytes)| {
            format!("pictures/picture-{}.{}", at + 1, picture_kind(bytes).unwrap_or("png"))
        })
        .collect();
    let files = files(&outline, draft, &names, false);
    let (left_out, notices) = (draft.left_out.clone(), draft.notices.clone());
    let trial = self::files(&outline, draft, &names, true);
    // The second writing says the same again.
    (draft.left_out, draft.notices) = (left_out, notices);
    (files, trial)
}

fn files(outline: &Outline, draft: &mut Draft, names: &[String], trial: bool) -> Vec<File> {
    let mut files: Vec<File> = names
        .iter()
        .zip(&draft.pictures)
        .map(|(path, bytes)| File { path: path.clone(), bytes: bytes.clone() })
        .collect();
    let mut paths = Vec::new();
    let width = outline.chapters.len().to_string().len().max(2);
    let mut stems: Vec<String> = Vec::new();
    for (at, chapter) in outline.chapters.iter().enumerate() {
        let stem = unique(&text_of(&chapter.title), &mut stems);
        let path = format!("chapters/{:0width$}-{stem}.toml", at + 1);
        let title = toml::string(&marks::line(&chapter.title, &chapter.place, draft));
        let remark = match chapter.guessed {
            true => "# look at this: give this chapter a title\n",
            false => "",
        };
        let body = Writer::new(draft, names, trial).chapter(&chapter.blocks);
        let text = format!("{remark}title = {title}\n{body}");
        files.push(File { path: path.clone(), bytes: text.into_bytes() });
        paths.push(path);
    }
    let text = whole(outline, draft, &paths);
    files.push(File { path: "booklet.toml".to_owned(), bytes: text.into_bytes() });
    files
}

/// booklet.toml.
fn whole(outline: &Outline, draft: &mut Draft, paths: &[String]) -> String {
    let language = draft.language.clone();
    let mut out = String::from(
        "# Made by `chapbook import`. A line with \"look at this\" is for you to decide: take it away then.\n\n",
    );
    out.push_str(&format!("title = {}\n", toml::string(&marks::plain(&outline.title))));
    if let Some(subtitle) = &outline.subtitle {
        out.push_str(&format!("subtitle = {}\n", toml::string(&marks::plain(subtitle))));
    }
    if slug(&outline.title).is_empty() {
        out.push_str("# look at this: the start of the files' names\nslug = \"booklet\"\n");
    }
    match &language {
        Some(tag) => out.push_str(&format!("language = \"{tag}\"\n")),
        None => {
            draft.notice("the file does not name its language: en-GB was guessed", "the document");
            out.push_str(
                "# look at this: the file does not name its language\nlanguage = \"en-GB\"\n",
            );
        }
    }
    out.push_str("\nchapters = [\n");
    paths.iter().for_each(|path| out.push_str(&format!("  \"{path}\",\n")));
    out.push_str("]\n\n");
    out + &contact::contact(outline, draft)
}

/// A stem for a file's name that no other file has.
fn unique(title: &str, stems: &mut Vec<String>) -> String {
    let mut stem: String = slug(title).trim_start_matches(|c: char| !c.is_ascii_lowercase()).into();
    if stem.len() > LONGEST {
        let end = stem[..LONGEST].rfind('-').filter(|at| *at > 8).unwrap_or(LONGEST);
        stem.truncate(end);
    }
    let stem = match stem.as_str() {
        "" => "chapter".to_owned(),
        stem if RESERVED.contains(&stem) => format!("{stem}-chapter"),
        stem => stem.to_owned(),
    };
    let mut made = stem.clone();
    let mut number = 2;
    while stems.contains(&made) {
        made = format!("{stem}-{number}");
        number += 1;
    }
    stems.push(made.clone());
    made
}

/// Letters and digits of a title, the others as hyphens.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.to_lowercase().nfd() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether a letter is written without spaces between words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{E7F}' | '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF65}' | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFF}')
}
