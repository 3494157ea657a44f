//! Names of medicines, as far as a booklet itself says that they are some: in its glossary, in the
//! first column of its tables, and beside doses in them.

use std::collections::HashSet;

use super::state::{Class, Kind, Passage, State};
use crate::language::{Facts, Language};

/// Shorter words are no names.
const SHORTEST: usize = 4;

/// A term of more words is no name.
const LONGEST_TERM: usize = 3;

/// Marks the words of both states that are names in either.
pub(super) fn mark(old: &mut State, new: &mut State) {
    let mut names = HashSet::new();
    for state in [&*old, &*new] {
        collect(state, &mut names);
    }
    for state in [old, new] {
        let passages = state.parts.iter_mut().flat_map(|part| &mut part.passages);
        for word in passages.flat_map(|it| &mut it.words) {
            if word.class == Class::Plain && names.contains(&word.text.to_lowercase()) {
                word.class = Class::Medicine;
            }
        }
    }
}

fn collect(state: &State, names: &mut HashSet<String>) {
    for part in &state.parts {
        for (at, passage) in part.passages.iter().enumerate() {
            let short = passage.words.len() <= LONGEST_TERM;
            let beside = || {
                let cell = matches!(passage.kind, Kind::Cell | Kind::ColumnHead);
                let next = part.passages.get(at + 1).filter(|it| it.kind == Kind::Cell);
                cell && (has_dose(passage) || next.is_some_and(has_dose))
            };
            let first = passage.kind == Kind::RowHead
                || passage.kind == Kind::Cell
                    && passage.setting.row.is_none()
                    && passage.setting.column.is_some();
            if (passage.kind == Kind::Term || first) && short || beside() {
                names.extend(names_in(passage));
            }
        }
    }
}

/// Its words that may be names: none that running text is full of.
fn names_in(passage: &Passage) -> impl Iterator<Item = String> {
    let language = Language::parse(&passage.language).ok();
    let common = language.as_ref().and_then(Facts::of).map(|facts| &facts.common_words);
    let words = passage.words.iter().filter(|it| it.class == Class::Plain);
    let long = words.filter(|it| it.text.chars().count() >= SHORTEST);
    let names = long.map(|it| it.text.to_lowercase());
    names.filter(move |name| common.is_none_or(|it| it.binary_search(&&**name).is_err()))
}

/// Whether a number with a unit stands in it.
fn has_dose(passage: &Passage) -> bool {
    let mut numbers = passage.words.iter().filter(|it| it.class == Class::Number);
    numbers.any(|it| it.text.chars().any(char::is_alphabetic))
}
