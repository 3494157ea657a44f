//! The doses and other measured amounts of a booklet, with the passages that they stand in.

use super::amounts::{Amount, Unit, is_in_address};
use super::{Kind, Passage, Subject};

/// Every dose of an English booklet's words: a number with a unit that doses are counted in. Who
/// wrote the sources of the booklet did not write for patients.
pub(super) fn all<'s>(
    subject: &'s Subject<'_>,
) -> impl Iterator<Item = (&'s Passage<'s>, &'s Amount, &'s Unit)> {
    measured(subject).filter(|(_, _, unit)| unit.is_dose())
}

/// The same with the numbers that count anything else.
pub(super) fn measured<'s>(
    subject: &'s Subject<'_>,
) -> impl Iterator<Item = (&'s Passage<'s>, &'s Amount, &'s Unit)> {
    let passages = subject.passages.iter();
    passages.flat_map(|passage| of(passage).map(move |(amount, unit)| (passage, amount, unit)))
}

/// Those of one passage.
pub(super) fn of<'s>(passage: &'s Passage<'s>) -> impl Iterator<Item = (&'s Amount, &'s Unit)> {
    let english = |it: &&Amount| {
        passage.kind != Kind::Citation
            && passage.is_english(&it.number)
            && !is_in_address(&passage.text, it.number.start)
    };
    let amounts = passage.amounts().iter().filter(english);
    amounts.filter_map(|amount| Some((amount, amount.unit.as_ref()?)))
}
