//! The blocks of a chapter as TOML.

use super::lists::{self, List};
use super::marks::{line, marked, plain};
use super::toml::{prose, string};
use crate::import::draft::{Block, Draft, Figure, Grid, Item, Placed, Run, all_bold, text_of};

/// The longest line that may be a heading set in bold.
const HEADING: usize = 80;

/// Writes the blocks of one chapter.
pub(super) struct Writer<'d> {
    pub draft: &'d mut Draft,
    /// Whether what a person has to write is stood in for, so that it can be read back.
    pub trial: bool,
    pub names: &'d [String],
    pub out: String,
    next_step: usize,
    paragraphs: Vec<String>,
    items: Vec<(String, Item)>,
    definitions: Vec<String>,
    /// The levels of headings in the chapter, and whether one stood there.
    levels: Vec<u8>,
    heading: bool,
}

impl<'d> Writer<'d> {
    pub(super) fn new(draft: &'d mut Draft, names: &'d [String], trial: bool) -> Self {
        Self {
            draft,
            trial,
            names,
            out: String::new(),
            next_step: 1,
            paragraphs: Vec::new(),
            items: Vec::new(),
            definitions: Vec::new(),
            levels: Vec::new(),
            heading: false,
        }
    }

    pub(super) fn chapter(mut self, blocks: &[Placed]) -> String {
        let levels = blocks.iter().filter_map(|it| match it.block {
            Block::Heading(level, _) => Some(level),
            _ => None,
        });
        self.levels = levels.collect();
        self.levels.sort_unstable();
        self.levels.dedup();
        self.blocks(blocks);
        if self.out.is_empty() {
            self.block("# look at this: nothing stands under this heading\ntext = \"…\"\n");
        }
        self.out
    }

    fn block(&mut self, written: &str) {
        let (remark, rest) = match written.starts_with("# ") {
            true => written.split_at(written.find('\n').map_or(0, |at| at + 1)),
            false => ("", written),
        };
        self.out.push_str(&format!("\n{remark}[[block]]\n{rest}"));
    }

    fn blocks(&mut self, blocks: &[Placed]) {
        for (at, placed) in blocks.iter().enumerate() {
            let place = placed.place.as_str();
            if !matches!(placed.block, Block::Item(_)) {
                self.end_items();
            }
            if !matches!(placed.block, Block::Definition(..)) {
                self.end_definitions();
            }
            match &placed.block {
                Block::Paragraph(runs) | Block::Title(runs) | Block::Subtitle(runs) => {
                    let followed = blocks
                        .get(at + 1)
                        .is_some_and(|it| matches!(it.block, Block::Paragraph(_) | Block::Item(_)));
                    self.paragraph(runs, place, followed);
                }
                Block::Item(item) => {
                    self.end_paragraphs();
                    self.items.push((place.to_owned(), item.clone()));
                }
                Block::Definition(term, meaning) => {
                    self.end_paragraphs();
                    let (term, meaning) =
                        (plain(&text_of(term)), marked(meaning, place, self.draft));
                    self.definitions.push(format!(
                        "  {{ term = {}, meaning = {} }},\n",
                        string(&term),
                        string(&meaning)
                    ));
                }
                Block::Quote(runs) => {
                    self.end_paragraphs();
                    let mut runs = runs.clone();
                    if all_bold(&runs) {
                        // So the style shows a quote; nothing in it stands out.
                        runs.iter_mut().for_each(|run| run.look.bold = false);
                    }
                    let words = marked(&runs, place, self.draft);
                    self.block(&format!("[block.quote]\ntext = {}\n", prose(&words)));
                }
                Block::Heading(level, runs) => self.heading(*level, runs, place),
                Block::Table(grid) => self.table(grid, place),
                Block::Picture(figure) => self.picture(figure, place),
                Block::Box(inner) => self.framed(inner, place),
            }
        }
        self.end_items();
        self.end_definitions();
        self.end_paragraphs();
    }

    fn end_definitions(&mut self) {
        let lines = std::mem::take(&mut self.definitions).concat();
        if !lines.is_empty() {
            self.block(&format!("definitions = [\n{lines}]\n"));
        }
    }

    fn paragraph(&mut self, runs: &[Run], place: &str, followed: bool) {
        let bold = all_bold(runs) && followed;
        let text = text_of(runs);
        if bold && text.chars().count() <= HEADING && !text.ends_with(['.', ':', '?', '!']) {
            self.end_paragraphs();
            self.draft.notice("a line in bold alone may be a heading", place);
            let words = marked(runs, place, self.draft);
            self.block(&format!(
                "# look at this: if it is a heading, write heading = \"…\" in place of text\ntext = {}\n",
                prose(&words)
            ));
            return;
        }
        let words = marked(runs, place, self.draft);
        if !words.is_empty() {
            self.paragraphs.push(words);
        }
    }

    fn end_paragraphs(&mut self) {
        let words = std::mem::take(&mut self.paragraphs).join("\n\n");
        if !words.is_empty() {
            self.block(&format!("text = {}\n", prose(&words)));
        }
    }

    fn end_items(&mut self) {
        let items = std::mem::take(&mut self.items);
        let Some((place, _)) = items.first().cloned() else { return };
        for list in lists::lists(items, self.draft) {
            let written = list.written(&mut self.next_step, &place, self.draft);
            self.block(&written);
        }
    }

    fn heading(&mut self, level: u8, runs: &[Run], place: &str) {
        self.end_paragraphs();
        let rank = self.levels.iter().position(|it| *it == level).unwrap_or(0);
        if rank > 1 {
            self.draft.notice("a heading of a third level became a subheading", place);
        }
        let high = rank == 0 || !self.heading;
        self.heading |= high;
        let key = if high { "heading" } else { "subheading" };
        let words = line(runs, place, self.draft);
        self.block(&format!("{key} = {}\n", string(&words)));
    }

    fn table(&mut self, grid: &Grid, place: &str) {
        self.end_paragraphs();
        let mut out = String::from("[block.table]\n");
        if !text_of(&grid.caption).is_empty() {
            let words = line(&grid.caption, place, self.draft);
            out.push_str(&format!("caption = {}\n", string(&words)));
        }
        let columns: Vec<String> =
            grid.columns.iter().map(|runs| string(&line(runs, place, self.draft))).collect();
        out.push_str(&format!("columns = [{}]\nrows = [\n", columns.join(", ")));
        for row in &grid.rows {
            let cells: Vec<String> =
                row.iter().map(|runs| string(&marked(runs, place, self.draft))).collect();
            out.push_str(&format!("  [{}],\n", cells.join(", ")));
        }
        out.push_str("]\n");
        if grid.row_headers {
            out.push_str("row_headers = true\n");
        }
        self.block(&out);
    }

    fn picture(&mut self, figure: &Figure, place: &str) {
        self.end_paragraphs();
        let name = self.names.get(figure.picture).map(String::as_str).unwrap_or_default();
        let mut out = String::new();
        let alt = match &figure.alt {
            Some(alt) if !figure.decorative => format!("alt = {}\n", string(&plain(alt))),
            _ if figure.decorative => "decorative = true\n".to_owned(),
            _ if self.trial => "alt = \"A picture\"\n".to_owned(),
            _ => String::new(),
        };
        if alt.is_empty() {
            let words = "a picture has no words that say what it shows: write its alt";
            self.draft.notice(words, place);
            out.push_str("# look at this: say what the picture shows, in alt = \"…\"\n");
        }
        out.push_str(&format!("[block.figure]\nimage = \"../{name}\"\n{alt}"));
        if !text_of(&figure.caption).is_empty() {
            let words = line(&figure.caption, place, self.draft);
            out.push_str(&format!("caption = {}\n", string(&words)));
        }
        self.block(&out);
    }

    /// Words in a frame: a callout where they have a title, else what they are.
    fn framed(&mut self, inner: &[Placed], place: &str) {
        self.end_paragraphs();
        if let Some(callout) = self.callout(inner) {
            return self.block(&callout);
        }
        self.draft.notice("words in a frame without a title stand as they are", place);
        let plain: Vec<Placed> = inner
            .iter()
            .cloned()
            .map(|placed| match placed.block {
                // A heading there would part the chapter.
                Block::Heading(_, mut runs) => {
                    runs.iter_mut().for_each(|run| run.look.bold = true);
                    Placed { place: placed.place, block: Block::Paragraph(runs) }
                }
                block => Placed { place: placed.place, block },
            })
            .collect();
        self.blocks(&plain);
    }

    fn callout(&mut self, inner: &[Placed]) -> Option<String> {
        let (first, rest) = inner.split_first()?;
        let title = match &first.block {
            Block::Heading(_, runs) | Block::Title(runs) | Block::Subtitle(runs) => runs,
            Block::Paragraph(runs)
                if all_bold(runs) && text_of(runs).chars().count() <= HEADING =>
            {
                runs
            }
            _ => return None,
        };
        let words = rest.iter().take_while(|it| matches!(it.block, Block::Paragraph(_))).count();
        let (texts, items) = rest.split_at(words);
        let all_items = items.iter().all(|it| matches!(it.block, Block::Item(_)));
        if rest.is_empty() || !all_items {
            return None;
        }
        let items = items.iter().filter_map(|it| match &it.block {
            Block::Item(item) => Some((it.place.clone(), item.clone())),
            _ => None,
        });
        let lists: Vec<List> = lists::lists(items.collect(), self.draft);
        if lists.len() > 1 {
            return None;
        }
        let mut out = format!(
            "[block.callout]\ntitle = {}\n",
            string(&line(title, &first.place, self.draft))
        );
        let mut paragraphs = Vec::new();
        for placed in texts {
            if let Block::Paragraph(runs) = &placed.block {
                paragraphs.push(marked(runs, &placed.place, self.draft));
            }
        }
        paragraphs.retain(|it| !it.is_empty());
        if !paragraphs.is_empty() {
            out.push_str(&format!("text = {}\n", prose(&paragraphs.join("\n\n"))));
        }
        lists.iter().for_each(|list| out.push_str(&list.entry()));
        Some(out)
    }
}
