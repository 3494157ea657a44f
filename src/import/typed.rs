//! Lists that were typed: bullets and numbers at the start of paragraphs or lines.

use super::draft::{BREAK, Block, Draft, Item, Mark, Placed, Run, text_of};

/// Signs that begin nothing but an item.
const SURE: &str = "•●▪◦‣⁃∙○■➢➤❖►▶⦁";

/// Boxes to tick.
const BOXES: &str = "☐□❏❑❒";

/// Signs that begin an item where another follows.
const UNSURE: &str = "-–—*·";

/// Makes items of what was typed as such.
pub(super) fn find(draft: &mut Draft) {
    let blocks = std::mem::take(&mut draft.blocks);
    draft.blocks = in_flow(blocks, &mut draft.turned);
}

fn in_flow(blocks: Vec<Placed>, turned: &mut Vec<String>) -> Vec<Placed> {
    let mut lines = Vec::new();
    for placed in blocks {
        match placed.block {
            Block::Box(inner) => {
                let block = Block::Box(in_flow(inner, turned));
                let (place, order) = (placed.place, placed.order);
                lines.push(Line::Other(Placed { place, order, block }));
            }
            Block::Paragraph(runs) => {
                for (at, runs) in lines_of(&runs).into_iter().enumerate() {
                    lines.push(Line::Words {
                        first: at == 0,
                        runs,
                        place: placed.place.clone(),
                        order: placed.order,
                    });
                }
            }
            block => lines.push(Line::Other(Placed { block, ..placed })),
        }
    }
    gathered(lines, turned)
}

/// A line of words, or what is none.
enum Line {
    Words { first: bool, runs: Vec<Run>, place: String, order: usize },
    Other(Placed),
}

/// What was typed before a line: the mark, and how many characters it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    Sure(Mark, usize),
    Unsure(Mark, usize),
}

impl Line {
    fn typed(&self) -> Option<Typed> {
        let Self::Words { runs, .. } = self else { return None };
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let blank = text.chars().take_while(|c| c.is_whitespace()).count();
        let rest: Vec<char> = text.chars().skip(blank).take(12).collect();
        let first = *rest.first()?;
        let parted = rest.get(1).is_some_and(|c| c.is_whitespace());
        let said = text.chars().skip(blank + 1).any(char::is_alphanumeric);
        if said && BOXES.contains(first) {
            return Some(Typed::Sure(Mark::Check, blank + 1));
        }
        if said && SURE.contains(first) {
            return Some(Typed::Sure(Mark::Bullet, blank + 1));
        }
        if said && parted && UNSURE.contains(first) {
            return Some(Typed::Unsure(Mark::Bullet, blank + 1));
        }
        let digits: String = rest.iter().take_while(|c| c.is_ascii_digit()).collect();
        let after = rest.get(digits.len()..)?;
        let point = matches!(after.first(), Some('.' | ')'));
        let parted = after.get(1).is_some_and(|c| c.is_whitespace());
        let number = digits.parse().ok().filter(|_| point && parted && digits.len() < 3)?;
        Some(Typed::Unsure(Mark::Number(number), blank + digits.len() + 1))
    }
}

fn gathered(lines: Vec<Line>, turned: &mut Vec<String>) -> Vec<Placed> {
    let typed: Vec<Option<Typed>> = lines.iter().map(Line::typed).collect();
    let mut marks: Vec<Option<(Mark, usize)>> = vec![None; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let length = row(&typed[at..]);
        for (mark, typed) in marks[at..at + length].iter_mut().zip(&typed[at..]) {
            *mark =
                typed.map(|(Typed::Sure(mark, width) | Typed::Unsure(mark, width))| (mark, width));
        }
        at += length.max(1);
    }
    let mut blocks: Vec<Placed> = Vec::new();
    let mut open = false;
    let mut before = None;
    for (line, mark) in lines.into_iter().zip(marks) {
        match (line, mark) {
            (Line::Other(placed), _) => {
                blocks.push(placed);
                (open, before) = (false, None);
            }
            (Line::Words { mut runs, place, order, .. }, Some((mark, width))) => {
                turned.push(take(&mut runs, width));
                let fresh = before.is_none() || mark == Mark::Number(1);
                let item = Item { mark, level: 0, runs, fresh };
                blocks.push(Placed { place, order, block: Block::Item(item) });
                (open, before) = (false, Some(mark));
            }
            (Line::Words { first, runs, place, order }, None) => {
                let last = blocks.last_mut().map(|it| &mut it.block);
                match last {
                    Some(Block::Paragraph(outer)) if open && !first => {
                        outer.push(Run::plain(&BREAK.to_string()));
                        outer.extend(runs);
                    }
                    _ => blocks.push(Placed { place, order, block: Block::Paragraph(runs) }),
                }
                (open, before) = (true, None);
            }
        }
    }
    blocks
}

/// How many lines from here on are items of a list.
fn row(typed: &[Option<Typed>]) -> usize {
    let next = |at: usize| typed.get(at).copied().flatten();
    match next(0) {
        None => 0,
        Some(Typed::Sure(..)) => 1,
        Some(Typed::Unsure(Mark::Number(1), _)) => {
            let counted = (1..)
                .take_while(|at| {
                    matches!(next(*at), Some(Typed::Unsure(Mark::Number(n), _)) if n == at + 1)
                })
                .count();
            if counted > 0 { counted + 1 } else { 0 }
        }
        Some(Typed::Unsure(Mark::Number(_), _)) => 0,
        Some(Typed::Unsure(..)) => {
            let same = (0..)
                .take_while(|at| matches!(next(*at), Some(Typed::Unsure(Mark::Bullet, _))))
                .count();
            if same > 1 { same } else { 0 }
        }
    }
}

/// The lines of a paragraph that say anything.
pub(super) fn lines_of(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        for (at, part) in run.text.split(BREAK).enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            let line = lines.last_mut().expect("there is a line");
            line.push(Run { text: part.to_owned(), look: run.look.clone() });
        }
    }
    lines.retain(|line| !text_of(line).is_empty());
    lines
}

/// Takes so many characters off the start of runs.
fn take(runs: &mut [Run], mut width: usize) -> String {
    let mut taken = String::new();
    for run in runs {
        let bytes = run.text.char_indices().nth(width).map_or(run.text.len(), |(at, _)| at);
        let head: String = run.text.drain(..bytes).collect();
        width -= head.chars().count();
        taken.push_str(&head);
        if width == 0 {
            break;
        }
    }
    taken
}
