//! What was moved, where its place gives it its meaning: a dose beside another medicine, "not" over
//! another list.

use super::change::Change;
use super::keys::Side;
use super::matter::{Matter, Weight};
use super::state::{Class, Kind, Passage, Word, line};
use super::view::View;

/// So many words are quoted of what was moved, and of what it stands behind.
const QUOTED: usize = 12;

/// What a move changes for a patient, if it does.
pub(super) fn of_move(view: &View<'_>, change: &Change) -> Option<Matter> {
    let (old, new) = (*change.old.first()?, *change.new.first()?);
    // Beside what it stands now is told already.
    if !change.moved || change.notes.iter().any(|note| note.own) {
        return None;
    }
    let passage = *view.sides.new.passages.get(new)?;
    // What stands in the same row and column is told where those were moved.
    if view.sides.new.keys[new].heads.is_some() && !heads_a_row(passage) {
        return None;
    }
    let weight = weight(passage)?;
    let note = format!(
        "moved: {}, which stood {}, stands {}",
        quoted(passage),
        behind(&view.sides.old, old),
        behind(&view.sides.new, new)
    );
    let places = vec![view.place(change, passage.kind)];
    Some(Matter { places, ..Matter::noted(weight, note, view.language(change)) })
}

/// Whether a cell is the first of its row.
fn heads_a_row(passage: &Passage) -> bool {
    passage.kind.is_of_table() && passage.setting.row.is_none()
}

/// Why a passage matters where it stands. A paragraph of plain words says the same elsewhere.
fn weight(passage: &Passage) -> Option<Weight> {
    match passage.kind {
        // Beside another head a dose is another dose, whatever the words in it.
        Kind::RowHead => return Some(Weight::Order),
        Kind::Cell if passage.setting.column.is_some() && heads_a_row(passage) => {
            return Some(Weight::Order);
        }
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
        Class::Opposite => Some(Weight::Opposite),
        Class::Medicine => Some(Weight::Medicine),
        Class::Plain | Class::Sign => {
            let placed = passage.kind.is_heading()
                || passage.kind.is_item()
                || matches!(
                    passage.kind,
                    Kind::Term | Kind::Meaning | Kind::Caption | Kind::Name | Kind::Point
                );
            placed.then_some(Weight::Order)
        }
    }
}

fn behind(side: &Side<'_>, at: usize) -> String {
    match at.checked_sub(1).filter(|before| side.parts[*before] == side.parts[at]) {
        Some(before) => format!("after {}", quoted(side.passages[before])),
        None => "at the beginning".to_owned(),
    }
}

fn quoted(passage: &Passage) -> String {
    let cut: &[Word] = &passage.words[..passage.words.len().min(QUOTED)];
    let dots = if cut.len() < passage.words.len() { " …" } else { "" };
    format!("“{}{dots}”", line(cut))
}
