//! The blocks of a chapter as TOML.

use super::lists::{self, List, Place};
use super::marks::{line, marked, plain};
use super::pieces::Piece;
use super::toml::{prose, string};
use crate::import::draft::{Block, Draft, Figure, Grid, Item, Placed, Run, all_bold, text_of};
use crate::number::{Help, Home};

/// The longest line that may be a heading set in bold.
const HEADING: usize = 80;

/// Writes the blocks of one chapter.
pub(super) struct Writer<'d> {
    pub draft: &'d mut Draft,
    /// Whether what a person has to write is stood in for, so that it can be read back.
    pub trial: bool,
    pub names: &'d [String],
    pub home: &'d Home,
    pieces: Vec<Piece>,
    next_step: usize,
    /// What waits to be put out, and the last block of the draft that is in it.
    paragraphs: Vec<String>,
    items: Vec<(Place, Item)>,
    definitions: Vec<String>,
    waiting: usize,
    /// The block of the last paragraph that waits.
    before: usize,
    /// The levels of headings in the chapter, and whether one stood there.
    levels: Vec<u8>,
    heading: bool,
}

impl<'d> Writer<'d> {
    pub(super) fn new(
        draft: &'d mut Draft,
        names: &'d [String],
        home: &'d Home,
        trial: bool,
    ) -> Self {
        Self {
            draft,
            trial,
            names,
            home,
            pieces: Vec::new(),
            waiting: 0,
            before: 0,
            next_step: 1,
            paragraphs: Vec::new(),
            items: Vec::new(),
            definitions: Vec::new(),
            levels: Vec::new(),
            heading: false,
        }
    }

    pub(super) fn chapter(mut self, blocks: &[Placed], order: usize) -> Vec<Piece> {
        let levels = blocks.iter().filter_map(|it| match it.block {
            Block::Heading(level, _) => Some(level),
            _ => None,
        });
        self.levels = levels.collect();
        self.levels.sort_unstable();
        self.levels.dedup();
        self.blocks(blocks);
        if self.pieces.is_empty() {
            self.waiting = order;
            self.draft.writing = Some(order);
            self.block("text = \"…\"\n");
            let words = "nothing stands under this heading";
            self.draft.notice_written(words, "the document");
            self.draft.added.push("…".to_owned());
            self.pieces.iter_mut().for_each(|it| it.remarks.push(words.to_owned()));
        }
        self.pieces
    }

    fn block(&mut self, toml: &str) {
        self.pieces.push(Piece {
            order: self.waiting,
            remarks: Vec::new(),
            id: None,
            block: true,
            toml: toml.to_owned(),
        });
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
            if !matches!(placed.block, Block::Paragraph(_) | Block::Title(_) | Block::Subtitle(_)) {
                self.end_paragraphs();
            }
            self.waiting = placed.order;
            self.draft.writing = Some(placed.order);
            match &placed.block {
                Block::Paragraph(runs) | Block::Title(runs) | Block::Subtitle(runs) => {
                    let followed = blocks
                        .get(at + 1)
                        .is_some_and(|it| matches!(it.block, Block::Paragraph(_) | Block::Item(_)));
                    self.paragraph(runs, place, followed);
                }
                Block::Item(item) => {
                    self.items.push(((place.to_owned(), placed.order), item.clone()));
                }
                Block::Definition(term, meaning) => {
                    let (term, meaning) =
                        (plain(&text_of(term)), marked(meaning, place, self.draft));
                    self.definitions.push(format!(
                        "  {{ term = {}, meaning = {} }},\n",
                        string(&term),
                        string(&meaning)
                    ));
                }
                Block::Quote(runs) => {
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
            let order = std::mem::replace(&mut self.waiting, self.before);
            self.end_paragraphs();
            self.waiting = order;
            let what = "a line in bold alone may be a heading: if it is one, write heading = \"…\" in place of \
                        text";
            self.draft.notice(what, place);
            let words = marked(runs, place, self.draft);
            self.block(&format!("text = {}\n", prose(&words)));
            return;
        }
        let words = marked(runs, place, self.draft);
        if !words.is_empty() {
            self.paragraphs.push(words);
            self.before = self.waiting;
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
        if items.is_empty() {
            return;
        }
        for list in lists::lists(items, self.draft) {
            self.waiting = list.end;
            self.draft.writing = Some(list.end);
            let written = list.written(&mut self.next_step, self.draft);
            self.block(&written);
        }
    }

    fn heading(&mut self, level: u8, runs: &[Run], place: &str) {
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
        let name = self.names.get(figure.picture).map(String::as_str).unwrap_or_default();
        let mut out = String::new();
        match &figure.alt {
            Some(alt) if figure.decorative && !alt.is_empty() => {
                let what = "what is said of a picture that only decorates";
                self.draft.leave_out_unseen(what, place, alt);
            }
            Some(alt) => self.draft.added.push(alt.clone()),
            None if self.trial => self.draft.added.push("A picture".to_owned()),
            None => {}
        }
        let alt = match &figure.alt {
            Some(alt) if !figure.decorative => format!("alt = {}\n", string(&plain(alt))),
            _ if figure.decorative => "decorative = true\n".to_owned(),
            _ if self.trial => "alt = \"A picture\"\n".to_owned(),
            _ => String::new(),
        };
        if alt.is_empty() {
            let words = "a picture has no words: say what the picture shows, in alt = \"…\"";
            self.draft.notice(words, place);
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
        self.ask_for_urgency(inner, place);
        if let Some(callout) = self.callout(inner) {
            return self.block(&callout);
        }
        self.draft.notice("words in a frame without a title stand as they are", place);
        let plain: Vec<Placed> = inner
            .iter()
            .cloned()
            .map(|mut placed| match &mut placed.block {
                // A heading there would part the chapter.
                Block::Heading(_, runs) => {
                    runs.iter_mut().for_each(|run| run.look.bold = true);
                    let runs = std::mem::take(runs);
                    Placed { block: Block::Paragraph(runs), ..placed }
                }
                _ => placed,
            })
            .collect();
        self.blocks(&plain);
    }

    /// Asks whether a panel that names the number of an ambulance is for emergencies.
    fn ask_for_urgency(&mut self, inner: &[Placed], place: &str) {
        let mut texts = Vec::new();
        super::contact::collect(inner, &mut texts);
        let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let calls = words
            .filter(|word| (2..5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()))
            .any(|word| self.home.help(word) == Some(Help::Emergency));
        if calls {
            let what = "the panel names the number of an ambulance: if it is for emergencies, write urgency = \
                        \"emergency\" into its callout";
            self.draft.notice(what, place);
        }
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
            Block::Item(item) => Some(((it.place.clone(), it.order), item.clone())),
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
