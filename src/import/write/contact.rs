//! The contact section: what a file says of whom to call, else a place to write it.

use super::marks::plain;
use super::outline::{Chapter, Outline};
use super::pieces::remark;
use super::toml::string;
use crate::content::can_be_linked;
use crate::import::draft::{Block, Draft, Item, Placed, Run, text_of};
use crate::number::{Home, find};

/// Words of a heading over a contact section.
const WORDS: [&str; 10] = [
    "contact",
    "get in touch",
    "getting in touch",
    "help and support",
    "get support",
    "useful numbers",
    "kontakt",
    "cysylltu",
    "contacto",
    "further information",
];

/// So many texts of a chapter are looked through.
const MOST_TEXTS: usize = 500;

/// What people can be reached by.
#[derive(Default)]
struct Ways {
    phones: Vec<String>,
    emails: Vec<String>,
}

/// `[contact]` as TOML.
pub(super) fn contact(outline: &Outline, home: &Home, draft: &mut Draft) -> String {
    let named = outline.chapters.iter().rev().find(|chapter| {
        let title = text_of(&chapter.title).to_lowercase();
        WORDS.iter().any(|word| title.contains(word))
    });
    let chapters = named.into_iter().chain(outline.chapters.last());
    let found = chapters.map(|chapter| (chapter, ways(chapter, home)));
    let found =
        found.into_iter().find(|(_, ways)| !ways.phones.is_empty() || !ways.emails.is_empty());
    let Some((chapter, ways)) = found else {
        let words =
            "no contact section was found: write whom to call or to write to in booklet.toml";
        draft.notice_written(words, "the document");
        return remark("nobody is reached by these: write whom to call or to write to")
            + "[contact]\nheading = \"…\"\n\n[[contact.point]]\nname = \"…\"\nemail = \"help@example.org\"\n";
    };
    let title = text_of(&chapter.title);
    let place = chapter.place.clone();
    draft.writing = Some(chapter.order);
    draft.notice_written(
        "the contact section was made of numbers and addresses that stand in a chapter too",
        &place,
    );
    let told =
        format!("taken from the chapter \"{title}\", which says it too; say here what each is for");
    let mut out = remark(&told);
    out += &format!(
        "[contact]\nheading = {}\n",
        string(&super::marks::line(&chapter.title, &place, draft)),
    );
    let name = string(&plain(&title));
    out.push_str(&format!("\n[[contact.point]]\nname = {name}\n"));
    for (key, values) in [("phone", &ways.phones), ("email", &ways.emails)] {
        match &values[..] {
            [] => {}
            [one] => out.push_str(&format!("{key} = {}\n", string(one))),
            several => {
                let all: Vec<String> = several.iter().map(|it| string(it)).collect();
                out.push_str(&format!("{key} = [{}]\n", all.join(", ")));
            }
        }
    }
    out
}

fn ways(chapter: &Chapter, home: &Home) -> Ways {
    let mut texts = Vec::new();
    collect(&chapter.blocks, &mut texts);
    let mut ways = Ways::default();
    for text in texts.into_iter().take(MOST_TEXTS) {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        for found in if digits > 4 { find(&text, home) } else { Vec::new() } {
            let shown = text.get(found.range.clone()).unwrap_or_default();
            // The number of an ambulance is nobody's whom one writes to.
            let long = shown.bytes().filter(u8::is_ascii_digit).count() > 4;
            let sound =
                long && crate::number::read(shown, home).is_ok() && !shown.contains(['{', '}']);
            if sound && !ways.phones.iter().any(|it| it == shown) {
                ways.phones.push(shown.to_owned());
            }
        }
        for word in text.split([' ', '(', ')', ',', ';', '<', '>']) {
            let word = word.trim_end_matches(['.', ':', '?', '!']);
            if is_email(word) && !ways.emails.iter().any(|it| it == word) {
                ways.emails.push(word.to_owned());
            }
        }
    }
    ways.phones.truncate(6);
    ways.emails.truncate(6);
    ways
}

/// Whether a word is an address that mail can be sent to.
pub(super) fn is_email(word: &str) -> bool {
    let address = word
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "@.-_+".contains(c));
    address && plain && can_be_linked(&format!("mailto:{word}"))
}

/// The words of blocks, each for itself.
pub(super) fn collect(blocks: &[Placed], into: &mut Vec<String>) {
    let mut add = |runs: &[Run]| into.push(text_of(runs));
    for placed in blocks {
        match &placed.block {
            Block::Paragraph(runs) | Block::Quote(runs) | Block::Heading(_, runs) => add(runs),
            Block::Title(runs) | Block::Subtitle(runs) => add(runs),
            Block::Item(Item { runs, .. }) => add(runs),
            Block::Definition(term, meaning) => {
                add(term);
                add(meaning);
            }
            Block::Table(grid) => grid.rows.iter().flatten().for_each(|cell| add(cell)),
            Block::Picture(figure) => add(&figure.caption),
            Block::Box(inner) => {
                for inner in inner {
                    let mut within = Vec::new();
                    collect(std::slice::from_ref(inner), &mut within);
                    within.iter().for_each(|text| add(&[Run::plain(text)]));
                }
            }
        }
    }
}
