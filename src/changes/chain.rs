//! The heaviest row of pairs that stand in the same order on both sides.

/// A pair that may stay in order: its place on either side, and its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The old place.
    pub old: usize,
    /// The new place.
    pub new: usize,
    /// How much it is worth, at least 1.
    pub weight: u64,
}

/// The heaviest row of links in which both places rise.
pub(super) fn heaviest(mut links: Vec<Link>) -> Vec<Link> {
    // Of those with the same new place, none may stand behind another.
    links.sort_unstable_by_key(|link| (link.new, std::cmp::Reverse(link.old), link.weight));
    let olds = links.iter().map(|link| link.old + 1).max().unwrap_or_default();
    let mut best = Best(vec![(0, None); olds + 1]);
    let mut before = vec![None; links.len()];
    for (at, link) in links.iter().enumerate() {
        let (weight, last) = best.before(link.old);
        before[at] = last;
        best.add(link.old, (weight + link.weight, Some(at)));
    }
    let mut row = Vec::new();
    let mut next = best.before(olds).1;
    while let Some(at) = next {
        row.push(links[at]);
        next = before[at];
    }
    row.reverse();
    row
}

/// The weight of a row and its last link.
type Row = (u64, Option<usize>);

/// The heaviest row that ends before each old place (a Fenwick tree of maxima).
struct Best(Vec<Row>);

impl Best {
    fn before(&self, old: usize) -> Row {
        let mut at = old;
        let mut best = (0, None);
        while at > 0 {
            if self.0[at].0 > best.0 {
                best = self.0[at];
            }
            at -= at & at.wrapping_neg();
        }
        best
    }

    fn add(&mut self, old: usize, row: Row) {
        let mut at = old + 1;
        while at < self.0.len() {
            if row.0 > self.0[at].0 {
                self.0[at] = row;
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_row_in_order_is_found() {
        let row = |links: &[(usize, usize, u64)]| {
            let links = links.iter().map(|(old, new, weight)| Link {
                old: *old,
                new: *new,
                weight: *weight,
            });
            let row = heaviest(links.collect());
            row.into_iter().map(|link| (link.old, link.new)).collect::<Vec<_>>()
        };
        assert_eq!(row(&[(3, 0, 1), (0, 1, 1), (1, 2, 1), (2, 3, 1)]), [(0, 1), (1, 2), (2, 3)]);
        assert_eq!(row(&[(3, 0, 9), (0, 1, 1), (1, 2, 1), (2, 3, 1)]), [(3, 0)]);
        assert_eq!(row(&[(0, 0, 2), (1, 0, 3), (1, 1, 2)]), [(0, 0), (1, 1)]);
        assert!(row(&[]).is_empty());
    }
}
