//! Which parts of the two states are the same one, and which of them were moved.

use std::collections::HashMap;

use super::candidates::Candidates;
use super::chain::{Link, heaviest};
use super::keys::{Side, Sides};
use super::likeness::{Bag, likeness};
use super::state::{Part, Role, State};

/// Parts as alike as this are one that has another name.
const ALIKE: f32 = 0.5;

/// What two parts have in common if they are the same one.
type Name = fn(&Part) -> Option<(Role, String)>;

/// For each new part the index of the old one.
pub(super) fn pair(old: &State, new: &State, sides: &Sides<'_>) -> Vec<Option<usize>> {
    let mut partner = vec![None; new.parts.len()];
    let mut taken = vec![false; old.parts.len()];
    let names: [Name; 3] = [
        |part| (!part.id.is_empty()).then(|| (part.role, part.id.clone())),
        |part| Some((part.role, part.title.clone())),
        |part| (part.role != Role::Chapter).then(|| (part.role, String::new())),
    ];
    for name in names {
        let mut left: HashMap<(Role, String), Vec<usize>> = HashMap::new();
        for (at, part) in old.parts.iter().enumerate().rev().filter(|(at, _)| !taken[*at]) {
            if let Some(name) = name(part) {
                left.entry(name).or_default().push(at);
            }
        }
        for (at, part) in new.parts.iter().enumerate() {
            if partner[at].is_none()
                && let Some(found) = name(part).and_then(|name| left.get_mut(&name)?.pop())
            {
                partner[at] = Some(found);
                taken[found] = true;
            }
        }
    }
    alike(sides, &mut partner, &mut taken);
    partner
}

/// Pairs parts that say the same under other names.
fn alike(sides: &Sides<'_>, partner: &mut [Option<usize>], taken: &mut [bool]) {
    let bag = |side: &Side<'_>, part: usize| Bag::sum(&side.bags[side.of_part(part)]);
    let left = (0..taken.len()).filter(|at| !taken[*at]);
    let left: HashMap<usize, Bag> = left.map(|at| (at, bag(&sides.old, at))).collect();
    let mut order: Vec<usize> = left.keys().copied().collect();
    order.sort_unstable();
    let few = order.len() <= FEW;
    let candidates = Candidates::of(order.iter().map(|at| (*at, &left[at])));
    for (at, partner) in partner.iter_mut().enumerate() {
        if partner.is_some() || left.is_empty() {
            continue;
        }
        let own = bag(&sides.new, at);
        let like = if few { order.clone() } else { candidates.like(&own) };
        let free = like.into_iter().filter(|old| !taken[*old]);
        let alike = free.map(|old| (likeness(&left[&old], &own), old));
        let best = alike.max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
        if let Some((likeness, found)) = best
            && likeness >= ALIKE
        {
            *partner = Some(found);
            taken[found] = true;
        }
    }
}

/// So many parts are compared one by one.
const FEW: usize = 50;

/// The new parts that stand in another order than the old ones: as few as can be, the others stay.
pub(super) fn moved(partner: &[Option<usize>]) -> Vec<bool> {
    let links = partner.iter().enumerate().filter_map(|(new, old)| {
        let old = (*old)?;
        Some(Link { old, new, weight: 1 })
    });
    let mut moved: Vec<bool> = partner.iter().map(Option::is_some).collect();
    heaviest(links.collect()).into_iter().for_each(|link| moved[link.new] = false);
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
