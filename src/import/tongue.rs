//! Which language a draft is in, and which of its words are in another.

use std::collections::HashMap;

use super::draft::{Block, Draft, Placed, Run};
use crate::language::Language;

impl Draft {
    /// Takes the language of most words for that of all, and leaves marks on those of another.
    pub(super) fn settle_language(&mut self, default: Option<String>) {
        let default = default.filter(|tag| Language::parse(tag).is_ok());
        let mut counts: HashMap<String, usize> = HashMap::new();
        each_run(&mut self.blocks, &mut |run| {
            let tag = run.look.language.take().filter(|tag| Language::parse(tag).is_ok());
            let tag = tag.or_else(|| default.clone());
            if let Some(tag) = &tag {
                let letters = run.text.chars().filter(|c| c.is_alphabetic()).count();
                *counts.entry(tag.clone()).or_default() += letters;
            }
            run.look.language = tag;
        });
        let most = counts.into_iter().max_by_key(|(tag, count)| (*count, tag.clone()));
        let main = most.map(|(tag, _)| tag).or(default);
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        each_run(&mut self.blocks, &mut |run| {
            let same = match (&run.look.language, &main) {
                (Some(own), Some(main)) => primary(own) == primary(main),
                _ => true,
            };
            if same || !run.text.contains(char::is_alphabetic) {
                run.look.language = None;
            }
        });
        self.language = self.language.take().or(main);
    }
}

pub(super) fn each_run(blocks: &mut [Placed], act: &mut dyn FnMut(&mut Run)) {
    for placed in blocks {
        match &mut placed.block {
            Block::Title(runs)
            | Block::Subtitle(runs)
            | Block::Heading(_, runs)
            | Block::Paragraph(runs)
            | Block::Quote(runs) => runs.iter_mut().for_each(&mut *act),
            Block::Definition(term, meaning) => {
                term.iter_mut().chain(meaning).for_each(&mut *act);
            }
            Block::Item(item) => item.runs.iter_mut().for_each(&mut *act),
            Block::Table(grid) => {
                let cells = grid.columns.iter_mut().chain(grid.rows.iter_mut().flatten());
                cells.flatten().for_each(&mut *act);
                grid.caption.iter_mut().for_each(&mut *act);
            }
            Block::Picture(figure) => figure.caption.iter_mut().for_each(&mut *act),
            Block::Box(inner) => each_run(inner, act),
        }
    }
}
