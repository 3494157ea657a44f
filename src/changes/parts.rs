//! Which parts of the two states are the same one, and which of them were moved.

use super::likeness::{Bag, likeness};
use super::state::{Part, Role, State};

/// Parts as alike as this are one that has another name.
const ALIKE: f32 = 0.5;

/// Whether two parts are the same one.
type Rule = fn(&Part, &Part) -> bool;

/// For each new part the index of the old one.
pub(super) fn pair(old: &State, new: &State) -> Vec<Option<usize>> {
    let mut partner = vec![None; new.parts.len()];
    let mut taken = vec![false; old.parts.len()];
    let same_id = |one: &Part, two: &Part| !one.id.is_empty() && one.id == two.id;
    let same_title = |one: &Part, two: &Part| one.title == two.title;
    let only_one = |one: &Part, two: &Part| one.role == two.role && one.role != Role::Chapter;
    let rules: [Rule; 3] = [same_id, same_title, only_one];
    for rule in rules {
        for (at, part) in new.parts.iter().enumerate().filter(|(_, it)| !it.passages.is_empty()) {
            let fits = |old: &(usize, &Part)| {
                !taken[old.0] && old.1.role == part.role && rule(old.1, part)
            };
            if partner[at].is_none()
                && let Some((found, _)) = old.parts.iter().enumerate().find(fits)
            {
                partner[at] = Some(found);
                taken[found] = true;
            }
        }
    }
    alike(old, new, &mut partner, &mut taken);
    partner
}

/// Pairs parts that say the same under other names.
fn alike(old: &State, new: &State, partner: &mut [Option<usize>], taken: &mut [bool]) {
    for (at, part) in new.parts.iter().enumerate() {
        if partner[at].is_some() {
            continue;
        }
        let bag = Bag::of_all(&part.passages);
        let free = old.parts.iter().enumerate().filter(|(it, _)| !taken[*it]);
        let alike = free.map(|(it, other)| (likeness(&Bag::of_all(&other.passages), &bag), it));
        let best = alike.max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
        if let Some((likeness, found)) = best
            && likeness >= ALIKE
        {
            partner[at] = Some(found);
            taken[found] = true;
        }
    }
}

/// The new parts that stand in another order than the old ones: as few as can be, the others stay.
pub(super) fn moved(partner: &[Option<usize>]) -> Vec<bool> {
    let row: Vec<(usize, usize)> =
        partner.iter().enumerate().filter_map(|(at, old)| Some((at, (*old)?))).collect();
    // The longest stretch in order that ends at each, and the one before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(row.len());
    for (at, (_, old)) in row.iter().enumerate() {
        let before = (0..at).filter(|it| row[*it].1 < *old);
        let longest = before.max_by_key(|it| (best[*it].0, std::cmp::Reverse(*it)));
        best.push((longest.map_or(1, |it| best[it].0 + 1), longest));
    }
    let mut moved = vec![false; partner.len()];
    row.iter().for_each(|(at, _)| moved[*at] = true);
    let mut at = (0..row.len()).max_by_key(|it| (best[*it].0, std::cmp::Reverse(*it)));
    while let Some(stays) = at {
        moved[row[stays].0] = false;
        at = best[stays].1;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_was_moved_is_told_and_not_those_around_it() {
        let order = |old: &[usize]| {
            let moved = moved(&old.iter().copied().map(Some).collect::<Vec<_>>());
            moved.iter().enumerate().filter_map(|(at, it)| it.then_some(at)).collect::<Vec<_>>()
        };
        assert!(order(&[0, 1, 2]).is_empty());
        assert_eq!(order(&[3, 0, 1, 2]), [0]);
        assert_eq!(order(&[1, 2, 3, 0]), [3]);
        assert_eq!(order(&[1, 0]).len(), 1);
    }
}
