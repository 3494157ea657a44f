//! What was moved, where its place gives it its meaning: a dose beside another medicine, "not" over
//! another list.

use super::change::Change;
use super::matter::{Matter, Place, Weight};
use super::state::{Class, Kind, Passage, Word, line};
use super::view::View;

/// So many words are quoted of what was moved, and of what it stands behind.
const QUOTED: usize = 12;

/// What a move changes for a patient, if it does.
pub(super) fn of_move(view: &View<'_>, change: &Change) -> Option<Matter> {
    let (old, new) = (*change.old.first()?, *change.new.first()?);
    if !change.moved {
        return None;
    }
    let passage = view.after.get(new)?.1;
    let weight = weight(passage)?;
    let part = view.part_of(change);
    Some(Matter {
        weight,
        note: Some(format!(
            "moved: {}, which stood {}, stands {}",
            quoted(passage),
            behind(&view.before, old),
            behind(&view.after, new)
        )),
        old: String::new(),
        new: String::new(),
        before: String::new(),
        after: String::new(),
        value: None,
        language: view.language(change),
        places: vec![Place::of(part.title.clone(), passage.kind)],
    })
}

/// Why a passage matters where it stands. A paragraph of plain words says the same elsewhere.
fn weight(passage: &Passage) -> Option<Weight> {
    match passage.kind {
        // Beside another head a dose is another dose, whatever the words in it.
        Kind::Cell | Kind::ColumnHead => return Some(Weight::Cell),
        Kind::Urgency => return Some(Weight::Urgency),
        _ => {}
    }
    match passage.words.iter().map(|word| word.class).min()? {
        Class::Number | Class::Amount => Some(Weight::Number),
        Class::Date => Some(Weight::Date),
        Class::Phone => Some(Weight::Phone),
        Class::Address => Some(Weight::Address),
        Class::Negation => Some(Weight::Negation),
        Class::Medicine => Some(Weight::Medicine),
        Class::Plain | Class::Sign => {
            let placed = passage.kind.is_heading()
                || matches!(
                    passage.kind,
                    Kind::Item(_) | Kind::Step(_) | Kind::Term | Kind::Meaning | Kind::Caption
                );
            placed.then_some(Weight::Order)
        }
    }
}

fn behind(passages: &[(usize, &Passage)], at: usize) -> String {
    let part = passages[at].0;
    match at.checked_sub(1).map(|before| passages[before]) {
        Some((same, passage)) if same == part => format!("after {}", quoted(passage)),
        _ => "at the beginning".to_owned(),
    }
}

fn quoted(passage: &Passage) -> String {
    let cut: &[Word] = &passage.words[..passage.words.len().min(QUOTED)];
    let dots = if cut.len() < passage.words.len() { " …" } else { "" };
    format!("“{}{dots}”", line(cut))
}
