//! What matters of the changes: what a patient takes, dials, types or must not do.

use std::collections::HashMap;

use super::change::{Change, Fate, Run};
use super::matter::{Matter, Place, Weight};
use super::moved::of_move;
use super::notes::quoted;
use super::parts;
use super::state::{Class, Kind, Part, Role, Word, line};
use super::view::View;

/// So many words are shown before and behind a change.
const AROUND: usize = 6;

/// The changes that matter, the gravest first; the same change at several places is one.
pub(super) fn matters(view: &View<'_>, changes: &[Change]) -> Vec<Matter> {
    let mut matters = Matters::default();
    for change in changes {
        if !change.keeps_words() {
            of_change(view, change).into_iter().for_each(|matter| matters.add(matter));
        }
        of_notes(view, change).into_iter().for_each(|matter| matters.add(matter));
    }
    let mut matters = matters.all;
    matters.extend(changes.iter().filter_map(|change| of_move(view, change)));
    matters.extend(of_parts(view));
    // Version and dates of review change each time, and nobody takes or dials them.
    matters.sort_by_key(|matter| (matter.is_fact(), matter.weight));
    matters
}

/// What matters so far, each once.
#[derive(Default)]
struct Matters {
    all: Vec<Matter>,
    known: HashMap<(Weight, Option<String>, String, String), usize>,
}

impl Matters {
    fn add(&mut self, matter: Matter) {
        // What came or went as a whole has no other side by which it is the same.
        let same = matter.note.is_some() || !matter.old.is_empty() && !matter.new.is_empty();
        let key = (matter.weight, matter.note.clone(), matter.old.clone(), matter.new.clone());
        match self.known.get(&key).filter(|_| same) {
            Some(at) => {
                let first = &mut self.all[*at];
                first.places.extend(matter.places);
                first.value = first.value.take().or(matter.value);
            }
            None => {
                self.known.insert(key, self.all.len());
                self.all.push(matter);
            }
        }
    }
}

/// What matters of what became of a change beside its words.
fn of_notes(view: &View<'_>, change: &Change) -> Vec<Matter> {
    let kinds = change.new_kinds.iter().map(|(kind, _)| *kind).chain(change.old_kinds.clone());
    let kind = kinds.into_iter().next().unwrap_or(Kind::Paragraph);
    let words = || change.new.iter().flat_map(|at| view.sides.new.passages[*at].words.clone());
    let notes = change.notes.iter().filter_map(|note| {
        let told = match note.own {
            true => format!("“{}” {}", quoted(&words().collect::<Vec<_>>()), note.told),
            false => note.told.clone(),
        };
        let mut place = view.place(change, kind);
        // What tells of a passage alone says itself beside what it stands.
        place.beside = place.beside.filter(|_| !note.own);
        let places = vec![place];
        Some(Matter { places, ..Matter::noted(note.weight?, told, view.language(change)) })
    });
    notes.collect()
}

/// What matters in the words of a change.
fn of_change(view: &View<'_>, change: &Change) -> Vec<Matter> {
    let kinds = change.new_kinds.iter().map(|(kind, _)| kind).chain(&change.old_kinds);
    let kinds: Vec<Kind> = kinds.copied().collect();
    let role = view.part_of(change).role;
    let place = view.place(change, kinds.first().copied().unwrap_or(Kind::Paragraph));
    let hunks = hunks(&change.runs).into_iter();
    let matters = hunks.filter_map(|hunk| {
        let weight = weight(&hunk, &kinds, role)?;
        let both = hunk.old.iter().chain(hunk.new);
        let space = |word: Option<&Word>| match word {
            Some(word) if word.spaced => " ",
            _ => "",
        };
        let first = hunk.new.first().or(hunk.old.first());
        let (before, after) = (line(hunk.before), line(hunk.after));
        Some(Matter {
            weight,
            note: None,
            old: line(hunk.old),
            new: line(hunk.new),
            before: if before.is_empty() { before } else { before + space(first) },
            after: format!("{}{after}", space(hunk.after.first())),
            value: both.filter_map(|it| it.value.as_deref()).next().map(str::to_owned),
            language: view.language(change),
            places: vec![place.clone()],
        })
    });
    matters.collect()
}

/// Words that went and those that came in their place, between words that stay.
struct Hunk<'a> {
    old: &'a [Word],
    new: &'a [Word],
    before: &'a [Word],
    after: &'a [Word],
}

fn hunks(runs: &[Run]) -> Vec<Hunk<'_>> {
    let words = |at: Option<usize>, fate| {
        let run = at.and_then(|at| runs.get(at)).filter(|run| run.fate == fate);
        run.map_or(&[] as &[Word], |run| &run.words)
    };
    let mut hunks = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        if runs[at].fate == Fate::Kept {
            at += 1;
            continue;
        }
        let before = words(at.checked_sub(1), Fate::Kept);
        let old = words(Some(at), Fate::Deleted);
        let end = at + usize::from(!old.is_empty());
        let new = words(Some(end), Fate::Inserted);
        at = end + usize::from(!new.is_empty());
        let after = words(Some(at), Fate::Kept);
        hunks.push(Hunk {
            old,
            new,
            before: &before[before.len().saturating_sub(AROUND)..],
            after: &after[..after.len().min(AROUND)],
        });
    }
    hunks
}

/// Why some words matter, if they do.
fn weight(hunk: &Hunk<'_>, kinds: &[Kind], role: Role) -> Option<Weight> {
    let is = |kind: &[Kind]| kinds.iter().any(|it| kind.contains(it));
    let gravest = hunk.old.iter().chain(hunk.new).map(|word| word.class).min()?;
    Some(match gravest {
        _ if is(&[Kind::Picture, Kind::Alt]) && gravest >= Class::Address => Weight::Picture,
        Class::Number | Class::Amount => Weight::Number,
        Class::Date => Weight::Date,
        Class::Phone => Weight::Phone,
        Class::Address => Weight::Address,
        _ if is(&[Kind::Urgency]) => Weight::Urgency,
        Class::Negation => Weight::Negation,
        Class::Opposite => Weight::Opposite,
        Class::Medicine => Weight::Medicine,
        Class::Plain | Class::Sign if role == Role::Contact || is(&[Kind::Point]) => {
            Weight::Contact
        }
        Class::Plain | Class::Sign => return None,
    })
}

/// What became of a new part as a whole.
pub(super) fn fate_of_part(view: &View<'_>, at: usize, moved: bool) -> Option<String> {
    let part = &view.new.parts[at];
    let Some(before) = view.parts[at] else { return Some("inserted".to_owned()) };
    let old = &view.old.parts[before];
    let mut said = Vec::new();
    if moved {
        // Chapters alone are counted: nobody calls the cover the first of them.
        let place = |parts: &[Part], at: usize| {
            parts[..=at].iter().filter(|it| it.role == part.role).count()
        };
        let (from, to) = (place(&view.old.parts, before), place(&view.new.parts, at));
        said.push(format!("moved from place {from} to place {to}"));
    }
    if old.title != part.title && part.role != Role::Front {
        said.push(format!("renamed, before: “{}”", old.title));
    }
    (!said.is_empty()).then(|| said.join("; "))
}

fn of_parts(view: &View<'_>) -> Vec<Matter> {
    let moved = parts::moved(view.parts);
    let new = view.new.parts.iter().enumerate();
    let new = new.filter_map(|(at, part)| Some((part, fate_of_part(view, at, moved[at])?)));
    let gone = view.old.parts.iter().enumerate();
    let gone = gone.filter(|(at, _)| view.became[*at].is_none());
    let gone = gone.map(|(_, part)| (part, "deleted".to_owned()));
    let told = new.chain(gone).map(|(part, note)| {
        let first = part.passages.first();
        let language = first.map_or(String::new(), |it| it.language.to_string());
        let (beside, old_page, new_page) = (None, None, None);
        let place = Place { part: part.title.clone(), kind: "part", beside, old_page, new_page };
        Matter { places: vec![place], ..Matter::noted(Weight::Structure, note, language) }
    });
    told.collect()
}
