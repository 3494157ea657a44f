//! Columns that were made of tabs or blanks: a table where that is sure, else something to look at.

use super::draft::{BREAK, Block, Draft, Grid, Placed, Run, all_bold};
use super::typed::lines_of;

/// The most signs of a cell that is surely one.
const WIDEST: usize = 60;

/// So many lines with the same number of cells are surely rows of two columns; of three, two are.
const ROWS: usize = 3;

/// Signs that a line between the heads and the rows is made of.
const RULE: &str = "-=_~+| \t";

/// Makes tables of lines that have columns, and tells of those that may have some.
pub(super) fn find(draft: &mut Draft) {
    let blocks = std::mem::take(&mut draft.blocks);
    draft.blocks = in_flow(blocks, draft);
    draft.writing = None;
}

fn in_flow(blocks: Vec<Placed>, draft: &mut Draft) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut open: Vec<Row> = Vec::new();
    for placed in blocks {
        let Placed { place, order, block } = placed;
        match block {
            Block::Paragraph(runs) if has_gap(&runs) => {
                for (at, runs) in lines_of(&runs).into_iter().enumerate() {
                    open.push(Row::of(runs, &place, order, at > 0));
                }
                continue;
            }
            block => {
                close(&mut open, &mut out, draft);
                let block = match block {
                    Block::Box(inner) => Block::Box(in_flow(inner, draft)),
                    block => block,
                };
                out.push(Placed { place, order, block });
            }
        }
    }
    close(&mut open, &mut out, draft);
    out
}

/// A line, and where its cells stand in it, counted in signs.
struct Row {
    runs: Vec<Run>,
    cells: Vec<std::ops::Range<usize>>,
    tabs: bool,
    /// Whether nothing but columns explains its gaps.
    wide: bool,
    place: String,
    order: usize,
    /// Whether it goes on with the paragraph of the line before.
    goes_on: bool,
}

impl Row {
    fn of(runs: Vec<Run>, place: &str, order: usize, goes_on: bool) -> Self {
        let text: Vec<char> = runs.iter().flat_map(|run| run.text.chars()).collect();
        let (mut cells, tabs) = cells(&text);
        if cells.len() > 1 && is_mark(&text[cells[0].clone()]) {
            cells.remove(0);
        }
        let wide = cells.windows(2).any(|pair| pair[1].start - pair[0].end > 2) || tabs;
        Self { runs, cells, tabs, wide, place: place.to_owned(), order, goes_on }
    }

    fn is_rule(&self) -> bool {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        text.trim().len() > 2 && text.chars().all(|c| RULE.contains(c))
    }

    fn words(&self, cell: &std::ops::Range<usize>) -> Vec<Run> {
        let mut at = 0;
        let mut words = Vec::new();
        for run in &self.runs {
            let length = run.text.chars().count();
            let start = cell.start.saturating_sub(at);
            let end = cell.end.saturating_sub(at).min(length);
            if start < end {
                let text = run.text.chars().skip(start).take(end - start).collect();
                words.push(Run { text, look: run.look.clone() });
            }
            at += length;
        }
        words
    }
}

/// The cells of a line, and whether a tab parts some.
pub(super) fn cells(text: &[char]) -> (Vec<std::ops::Range<usize>>, bool) {
    let mut cells: Vec<std::ops::Range<usize>> = Vec::new();
    let (mut at, mut tabs) = (0, false);
    while at < text.len() {
        let gap = text[at..].iter().take_while(|c| is_blank(**c)).count();
        if gap > 0 {
            let tab = text[at..at + gap].contains(&'\t');
            let sentence = at > 0 && ".!?:;,".contains(text[at - 1]);
            let parts = tab || gap > 2 || (gap == 2 && !sentence);
            at += gap;
            if parts && !cells.is_empty() && at < text.len() {
                tabs |= tab;
                cells.push(at..at);
            }
            continue;
        }
        match cells.last_mut() {
            Some(last) => last.end = at + 1,
            None => cells.push(at..at + 1),
        }
        at += 1;
    }
    (cells, tabs)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{2002}' | '\u{2003}')
}

fn has_gap(runs: &[Run]) -> bool {
    lines_of(runs).into_iter().any(|line| Row::of(line, "", 0, false).cells.len() > 1)
}

/// Whether a cell is what begins an item of a list.
fn is_mark(cell: &[char]) -> bool {
    let alone = cell.len() == 1 && !cell[0].is_alphanumeric();
    let point = matches!(cell.last(), Some('.' | ')' | ':'));
    let word: String = cell.iter().filter(|c| c.is_alphanumeric()).collect();
    let number = word.len() < 4 && word.chars().all(|c| c.is_ascii_digit());
    alone || cell == ['o'] || (point && cell.len() < 6 && (number || word.len() == 1))
}

/// Puts out the lines that follow each other: as a table, or as they are.
fn close(open: &mut Vec<Row>, out: &mut Vec<Placed>, draft: &mut Draft) {
    let rows = std::mem::take(open);
    if rows.is_empty() {
        return;
    }
    draft.writing = Some(rows[0].order);
    match table(&rows, draft) {
        Some(block) => {
            let (place, order) = (rows[0].place.clone(), rows[0].order);
            out.push(Placed { place, order, block });
        }
        None => as_lines(rows, out, draft),
    }
    draft.writing = None;
}

fn as_lines(rows: Vec<Row>, out: &mut Vec<Placed>, draft: &mut Draft) {
    for row in rows {
        if row.cells.len() > 1 && row.wide {
            draft.writing = Some(row.order);
            let words = "words that tabs or blanks set apart stand one after the other here: see in the file \
                         what belongs to what, and write a table if it is one";
            draft.notice(words, &row.place);
        }
        match out.last_mut().map(|it| &mut it.block) {
            Some(Block::Paragraph(runs)) if row.goes_on => {
                runs.push(Run::plain(&BREAK.to_string()));
                runs.extend(row.runs);
            }
            _ => {
                let block = Block::Paragraph(row.runs);
                out.push(Placed { place: row.place, order: row.order, block });
            }
        }
    }
}

/// The table that lines are, where that is sure.
fn table(rows: &[Row], draft: &mut Draft) -> Option<Block> {
    let said: Vec<&Row> = rows.iter().filter(|row| !row.is_rule()).collect();
    let first = said.first()?;
    let columns = first.cells.len();
    let same = said.iter().all(|row| row.cells.len() == columns);
    let short = said.iter().all(|row| row.cells.iter().all(|cell| cell.len() <= WIDEST));
    let enough = columns > 1 && (said.len() >= ROWS || (said.len() > 1 && columns > 2));
    let tabbed = said.iter().all(|row| row.tabs);
    if !(same && short && enough && (tabbed || aligned(&said, columns))) {
        return None;
    }
    let ruled = rows.get(1).is_some_and(Row::is_rule);
    let bold = first.cells.iter().all(|cell| all_bold(&first.words(cell)));
    for rule in rows.iter().filter(|row| row.is_rule()) {
        draft.turned.extend(rule.runs.iter().map(|run| run.text.clone()));
    }
    let mut cells = said.iter().map(|row| row.cells.iter().map(|it| row.words(it)).collect());
    let heads: Vec<Vec<Run>> = match ruled || bold {
        true => cells.next()?,
        false => {
            let words = "columns of tabs or blanks became a table: write the heads of its columns in place of \
                         …, or put the first row there if it has them";
            draft.notice(words, &first.place);
            draft.added.push("… ".repeat(columns));
            vec![vec![Run::plain("…")]; columns]
        }
    };
    if ruled || bold {
        let words = "columns of tabs or blanks became a table: compare its rows with the file";
        draft.notice(words, &first.place);
    }
    let heads = heads.into_iter().map(|mut runs| {
        runs.iter_mut().for_each(|run| run.look.bold = false);
        runs
    });
    let columns = heads.collect();
    Some(Block::Table(Grid { columns, rows: cells.collect(), ..Grid::default() }))
}

/// Whether each column begins at one place in all lines, or ends there.
fn aligned(rows: &[&Row], columns: usize) -> bool {
    (1..columns).all(|at| {
        let one = |edge: fn(&std::ops::Range<usize>) -> usize| {
            rows.iter().all(|row| edge(&row.cells[at]) == edge(&rows[0].cells[at]))
        };
        one(|cell| cell.start) || one(|cell| cell.end)
    })
}
