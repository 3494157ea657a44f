//! Goes through a file and its two versions, and takes of each part the version that somebody changed.

use std::ops::Range;

use super::matching::Matching;
use super::parts::Part;
use super::pieces::{Frame, Pieces, changed};

/// Rows of parts: the base, mine, theirs.
type Rows<'a> = [&'a [Part]; 3];

/// A part in each row, where it is there.
type Versions<'a> = [Option<&'a Part>; 3];

/// Puts three rows together.
pub(super) fn woven<'f>(rows: Rows<'_>, frame: &'f Frame) -> Pieces<'f> {
    let mut pieces = Pieces::new(frame);
    weave(rows, &mut pieces);
    pieces
}

fn weave(rows: Rows<'_>, pieces: &mut Pieces<'_>) {
    let [base, mine, theirs] = rows;
    let sides = [Matching::of(base, mine), Matching::of(base, theirs)];
    let cuts = sides.each_ref().map(cuts);
    let mut from = [0, 0, 0];
    for (at, pair) in cuts[0].iter().zip(&cuts[1]).enumerate() {
        let (Some(own), Some(other)) = pair else { continue };
        let ranges = [from[0]..at, from[1]..own.start, from[2]..other.start];
        Stretch { rows, ranges, sides: &sides }.decide(pieces);
        let new = [at..at, own.clone(), other.clone()];
        Stretch { rows, ranges: new, sides: &sides }.decide(pieces);
        from = [at, own.end, other.end];
    }
}

/// For each place between two parts of the base the places between parts of the other row that are
/// before and after the same: what stands between those is new. None where there is no such place.
fn cuts(matching: &Matching) -> Vec<Option<Range<usize>>> {
    let (count, length) = (matching.of_base.len(), matching.of_side.len());
    let (mut first, mut last) = (vec![0; count + 1], vec![length; count + 1]);
    for (one, two) in &matching.unsure {
        first[one.end] = first[one.end].max(two.end);
        last[one.start] = last[one.start].min(two.start);
    }
    for at in 0..count {
        let after = matching.of_base[at].map_or(0, |side| side + 1);
        first[at + 1] = first[at + 1].max(first[at]).max(after);
    }
    for at in (0..count).rev() {
        let before = matching.of_base[at].unwrap_or(length);
        last[at] = last[at].min(last[at + 1]).min(before);
    }
    let inside = |at: usize| matching.unsure.iter().any(|(one, _)| one.start < at && at < one.end);
    let cut = |at: usize| (first[at] <= last[at] && !inside(at)).then(|| first[at]..last[at]);
    (0..=count).map(cut).collect()
}

/// A stretch of each row that holds the same parts, and new ones.
struct Stretch<'a> {
    rows: Rows<'a>,
    ranges: [Range<usize>; 3],
    sides: &'a [Matching; 2],
}

impl<'a> Stretch<'a> {
    fn parts(&self, row: usize) -> &'a [Part] {
        &self.rows[row][self.ranges[row].clone()]
    }

    fn decide(&self, pieces: &mut Pieces<'_>) {
        let all @ [base, mine, theirs] = [0, 1, 2].map(|row| self.parts(row));
        let same = |one: &[Part], other: &[Part]| {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.body() == b.body())
        };
        let take = |parts: &[Part], pieces: &mut Pieces<'_>| {
            parts.iter().for_each(|part| pieces.agree(part));
        };
        match () {
            () if all.iter().all(|parts| parts.len() == 1) => {
                one_part(all.map(<[Part]>::first), pieces);
            }
            () if same(mine, base) && same(theirs, base) => {
                // With the blank lines of whoever changed those.
                for ((base, mine), theirs) in base.iter().zip(mine).zip(theirs) {
                    pieces.agree(if mine.text == base.text { theirs } else { mine });
                }
            }
            () if same(mine, base) => take(theirs, pieces),
            () if same(theirs, base) || same(mine, theirs) => take(mine, pieces),
            () if base.is_empty() => both_new(mine, theirs, pieces),
            () if all.iter().all(|parts| parts.len() <= 1) => {
                one_part(all.map(<[Part]>::first), pieces);
            }
            () => match self.moved() {
                Some(versions) => versions.into_iter().for_each(|it| one_part(it, pieces)),
                None => pieces.clash(all, false),
            },
        }
    }

    /// Each part where the side that moved parts has it, with what the other side made of it; none
    /// where its place or its words are not sure.
    fn moved(&self) -> Option<Vec<Versions<'a>>> {
        let range = &self.ranges[0];
        let unsure = |side: &Matching| {
            side.unsure.iter().any(|(one, _)| one.start < range.end && range.start < one.end)
        };
        if self.sides.iter().any(unsure) {
            return None;
        }
        let lead = match self.sides.each_ref().map(|side| side.is_moved(range)) {
            [true, false] => 1,
            [false, true] => 2,
            _ => return None,
        };
        let (leading, following) = (&self.sides[lead - 1], &self.sides[2 - lead]);
        let other = 3 - lead;
        let mut made = Vec::new();
        for at in self.ranges[lead].clone() {
            let mut versions = [None, None, None];
            versions[lead] = Some(&self.rows[lead][at]);
            if let Some(base) = leading.of_side[at] {
                let follower = following.of_base[base].map(|at| &self.rows[other][at]);
                (versions[0], versions[other]) = (Some(&self.rows[0][base]), follower);
                if follower.is_none() && leading.has_passed(base, range) {
                    // Moved here, taken out there.
                    return None;
                }
            }
            made.push((at, versions));
        }
        let kept = |base: usize| {
            let text = |at: usize| self.rows[other][at].body() == self.rows[0][base].body();
            leading.of_base[base].is_some() || following.of_base[base].is_none_or(text)
        };
        if !range.clone().all(kept) {
            return None;
        }
        self.put_in_new(&mut made, (lead, other))?;
        Some(made.into_iter().map(|(_, versions)| versions).collect())
    }

    /// New parts of the side that moved nothing, where the parts before and after them still stand
    /// together.
    fn put_in_new(
        &self,
        made: &mut Vec<(usize, Versions<'a>)>,
        (lead, other): (usize, usize),
    ) -> Option<()> {
        let (leading, following) = (&self.sides[lead - 1], &self.sides[2 - lead]);
        let row = self.ranges[other].clone();
        for at in row.clone().filter(|at| following.of_side[*at].is_none()) {
            let known = |at: usize| following.of_side[at];
            let before = (row.start..at).rev().find_map(known);
            let after = (at + 1..row.end).find_map(known);
            let place = |base: Option<usize>| base.map(|base| leading.of_base[base]);
            let place = match (place(before), place(after)) {
                (Some(Some(before)), Some(Some(after))) if before + 1 == after => after,
                (None, Some(Some(after))) if after == self.ranges[lead].start => after,
                (Some(Some(before)), None) if before + 1 == self.ranges[lead].end => before + 1,
                _ => return None,
            };
            let mut versions = [None, None, None];
            versions[other] = Some(&self.rows[other][at]);
            let next =
                |(number, of): &(usize, Versions<'_>)| of[lead].is_some() && *number >= place;
            let index = made.iter().position(next);
            made.insert(index.unwrap_or(made.len()), (place, versions));
        }
        Some(())
    }
}

/// Parts that both put in at one place: those of there, then those of here, what is the same once.
fn both_new(mine: &[Part], theirs: &[Part], pieces: &mut Pieces<'_>) {
    let same = |one: &Part, other: &Part| one.body() == other.body();
    let named = |one: &Part, other: &Part| one.name.is_some() && one.name == other.name;
    let twice = |one: &Part| theirs.iter().any(|other| named(one, other) && !same(one, other));
    if mine.iter().any(twice) {
        pieces.clash([&[], mine, theirs], false);
        return;
    }
    let own = mine.iter().filter(|part| !theirs.iter().any(|other| same(part, other)));
    let own: Vec<&Part> = own.collect();
    pieces.beside += usize::from(!own.is_empty() && !theirs.is_empty());
    theirs.iter().chain(own).for_each(|part| pieces.agree(part));
}

/// One part, with the version of whoever changed it.
fn one_part(versions: Versions<'_>, pieces: &mut Pieces<'_>) {
    let [base, mine, theirs] = versions.map(|part| part.map(Part::body));
    let taken = match () {
        () if mine == base => versions[2],
        () if theirs == base || mine == theirs => versions[1],
        () => {
            let keys = versions.map(|part| part.map_or(&[][..], |part| &part.keys));
            if keys.iter().all(|keys| !keys.is_empty()) {
                weave(keys, pieces);
                return;
            }
            let named = versions.iter().flatten().any(|part| part.name.is_some());
            pieces.clash(versions.map(row_of), !named);
            return;
        }
    };
    let blanks = |part: &Part| part.text[part.body().len()..].to_owned();
    match (taken, versions) {
        (Some(part), [Some(base), Some(mine), Some(theirs)]) => {
            // With the blank lines of whoever changed those.
            let blanks = changed(blanks(base), blanks(mine), blanks(theirs));
            pieces.agree(&Part { text: [part.body(), &blanks].concat(), ..part.clone() });
        }
        (taken, _) => taken.into_iter().for_each(|part| pieces.agree(part)),
    }
}

/// A row of one part, or of none.
fn row_of(part: Option<&Part>) -> &[Part] {
    part.map(std::slice::from_ref).unwrap_or_default()
}
