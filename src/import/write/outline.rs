//! Title and chapters: what the headings of a draft are in a booklet.

use crate::import::draft::{Block, Draft, Placed, Run, text_of};
use crate::import::tongue::each_run;

/// A chapter before it is written.
#[derive(Debug)]
pub(super) struct Chapter {
    pub title: Vec<Run>,
    pub place: String,
    pub order: usize,
    pub blocks: Vec<Placed>,
    /// Whether nobody wrote the title.
    pub guessed: bool,
}

/// What is said of a chapter that nobody gave a title.
pub(super) const UNTITLED: &str =
    "words before the first heading became a chapter: give it a title";

#[derive(Debug)]
pub(super) struct Outline {
    pub title: String,
    pub subtitle: Option<String>,
    pub chapters: Vec<Chapter>,
}

pub(super) fn outline(draft: &mut Draft, stem: &str) -> Outline {
    let mut blocks: Vec<Placed> = std::mem::take(&mut draft.blocks);
    blocks.retain(|placed| match &placed.block {
        Block::Paragraph(runs)
        | Block::Quote(runs)
        | Block::Title(runs)
        | Block::Subtitle(runs)
        | Block::Heading(_, runs) => !text_of(runs).is_empty(),
        Block::Item(item) => !text_of(&item.runs).is_empty(),
        Block::Box(inner) => !inner.is_empty(),
        Block::Table(_) | Block::Picture(_) | Block::Definition(..) => true,
    });
    let written = title(&mut blocks, draft);
    let named = written.is_some();
    let title = written.or_else(|| draft.property_title.clone());
    let first = blocks.iter().find_map(|it| match &it.block {
        Block::Heading(_, runs) => Some(text_of(runs)),
        _ => None,
    });
    let title = title.unwrap_or_else(|| {
        let words = "the booklet's title was guessed: the file names none";
        draft.notice_of_all(words, "the beginning");
        first.unwrap_or_else(|| stem.replace(['_', '-'], " "))
    });
    let title = if title.trim().is_empty() { "…".to_owned() } else { title };
    if !named {
        draft.added.push(title.clone());
    }
    let subtitle = subtitle(&mut blocks);
    let chapters = chapters(blocks, &title, draft);
    Outline { title, subtitle, chapters }
}

/// Takes the title out: words in that style at the top, else the one heading above all others.
fn title(blocks: &mut Vec<Placed>, draft: &mut Draft) -> Option<String> {
    let styled: Vec<usize> =
        (0..blocks.len()).filter(|at| matches!(blocks[*at].block, Block::Title(_))).collect();
    if let Some(first) = styled.first().copied() {
        let mut words = Vec::new();
        while matches!(blocks.get(first).map(|it| &it.block), Some(Block::Title(_))) {
            if let Block::Title(runs) = blocks.remove(first).block {
                words.push(text_of(&runs));
            }
        }
        if first > 0 {
            let what = "the title stands at the start, and in the file behind other words";
            draft.notice_of_all(what, "the beginning");
            draft.displaced.extend(words.clone());
            for placed in &blocks[..first] {
                draft.displaced.extend(texts(placed));
            }
        }
        for placed in blocks.iter_mut() {
            if let Block::Title(runs) = &mut placed.block {
                placed.block = Block::Heading(1, std::mem::take(runs));
            }
        }
        return Some(words.join(" "));
    }
    let level = |it: &Placed| match it.block {
        Block::Heading(level, _) => Some(level),
        _ => None,
    };
    let first = blocks.iter().position(|it| level(it).is_some())?;
    let top = level(&blocks[first])?;
    let alone = blocks.iter().filter_map(level).filter(|it| *it <= top).count() == 1;
    let others = blocks.iter().filter_map(level).count() > 1;
    if !alone || (!others && first > 0) {
        return None;
    }
    let Block::Heading(_, runs) = blocks.remove(first).block else { return None };
    if first > 0 {
        let what = "the title stands at the start, and in the file behind other words";
        draft.notice_of_all(what, "the beginning");
        draft.displaced.push(text_of(&runs));
        for placed in &blocks[..first] {
            draft.displaced.extend(texts(placed));
        }
    }
    Some(text_of(&runs))
}

/// The words of a block.
fn texts(placed: &Placed) -> Vec<String> {
    let mut texts = Vec::new();
    each_run(&mut [placed.clone()], &mut |run| texts.push(run.text.clone()));
    texts
}

/// The line under the title; others of its style are paragraphs.
fn subtitle(blocks: &mut Vec<Placed>) -> Option<String> {
    let found = match blocks.first() {
        Some(Placed { block: Block::Subtitle(runs), .. }) => Some(text_of(runs)),
        _ => None,
    };
    if found.is_some() {
        blocks.remove(0);
    }
    for placed in blocks {
        if let Block::Subtitle(runs) = &mut placed.block {
            placed.block = Block::Paragraph(std::mem::take(runs));
        }
    }
    found
}

fn chapters(blocks: Vec<Placed>, title: &str, draft: &mut Draft) -> Vec<Chapter> {
    let mut counts = [0usize; 256];
    for placed in &blocks {
        if let Block::Heading(level, _) = placed.block {
            counts[usize::from(level)] += 1;
        }
    }
    let several = counts.iter().position(|count| *count > 1);
    let top = several.or_else(|| counts.iter().position(|count| *count > 0)).unwrap_or(0);
    let mut chapters: Vec<Chapter> = Vec::new();
    for placed in blocks {
        match placed.block {
            Block::Heading(level, runs) if usize::from(level) <= top => {
                chapters.push(Chapter {
                    title: runs,
                    place: placed.place,
                    order: placed.order,
                    blocks: Vec::new(),
                    guessed: false,
                });
            }
            block => {
                if chapters.is_empty() {
                    draft.notice_written(UNTITLED, &placed.place);
                    draft.added.push(title.to_owned());
                    chapters.push(Chapter {
                        title: vec![Run::plain(title)],
                        place: placed.place.clone(),
                        order: 0,
                        blocks: Vec::new(),
                        guessed: true,
                    });
                }
                let chapter = chapters.last_mut().expect("there is a chapter");
                chapter.blocks.push(Placed { block, ..placed });
            }
        }
    }
    if chapters.is_empty() {
        draft.notice_of_all("there are no words for a chapter", "the document");
        draft.added.push(title.to_owned());
        let title = vec![Run::plain(title)];
        chapters.push(Chapter {
            title,
            place: "the document".into(),
            order: 0,
            blocks: Vec::new(),
            guessed: true,
        });
    }
    chapters
}
