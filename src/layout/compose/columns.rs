//! How wide the columns of a table are: none narrower than its longest word, and all of them
//! together such that the table gets short.

use crate::geometry::Pt;
use crate::typeset::Extent;

/// How many ways to share the room of two columns are tried.
const WAYS: usize = 32;
/// How often every column is tried with its neighbour.
const ROUNDS: usize = 2;
/// More columns than this are too narrow to gain anything.
const MOST_COLUMNS: usize = 8;
/// What each line of each cell costs beside those that make its row high, in lines.
const EXTRA_LINE: f32 = 0.02;

/// A table that gets so much lower where its addresses are parted is squeezed by them.
const SQUEEZED: f32 = 1.35;

/// What the words of each column need.
struct Needs {
    /// So that nothing is parted that should hold together.
    least: Vec<Pt>,
    /// So that no word and no address is parted.
    words: Vec<Pt>,
    /// So that addresses are parted at their signs alone.
    parted: Vec<Pt>,
    /// So that no number is parted.
    numbers: Vec<Pt>,
    /// So that no line has to end.
    most: Vec<Pt>,
}

impl Needs {
    fn of(rows: &[Vec<Extent>]) -> Self {
        let count = rows.first().map_or(0, Vec::len);
        let widest = |of: fn(&Extent) -> Pt| -> Vec<Pt> {
            let column =
                |at: usize| rows.iter().map(|cells| of(&cells[at])).fold(Pt::ZERO, Pt::max);
            (0..count).map(column).collect()
        };
        Self {
            least: widest(Extent::least),
            words: widest(Extent::word),
            parted: widest(Extent::least_parted),
            numbers: widest(Extent::number),
            most: widest(Extent::most),
        }
    }

    /// What each column needs where its addresses may be parted.
    fn with_parted_addresses(&self) -> Vec<Pt> {
        self.parted.iter().zip(&self.numbers).map(|(width, number)| width.max(*number)).collect()
    }
}

/// Widths of the columns that share `room`; every row has a cell for each of them. Nothing where a word or
/// a number would be parted, or a number from its unit; addresses may be, at their signs.
pub(super) fn widths(room: Pt, rows: &[Vec<Extent>]) -> Option<Vec<Pt>> {
    let needs = Needs::of(rows);
    if sum(&needs.parted) > room {
        return None;
    }
    if sum(&needs.least) <= room {
        return Some(shared(room, rows, &needs.least, &needs.most));
    }
    let tight = tight(room, &needs.numbers, [&needs.parted, &needs.words, &needs.least])?;
    if tight.iter().zip(&needs.words).all(|(width, words)| width >= words) {
        return Some(tight);
    }
    // A column whose addresses are parted anyhow takes no more than it needs then.
    let parted = needs.with_parted_addresses();
    let whole = tight.iter().zip(&needs.words).zip(parted);
    let floors: Vec<Pt> = whole
        .map(|((width, words), parted)| if width >= words { *words } else { parted })
        .collect();
    Some(shared(room, rows, &floors, &needs.most))
}

/// Whether columns of these widths make a table much higher than need be, for the sake of addresses
/// that stay whole in it.
pub(super) fn squeezed(room: Pt, rows: &[Vec<Extent>], widths: &[Pt]) -> bool {
    let needs = Needs::of(rows);
    let floors = needs.with_parted_addresses();
    let lines = |widths: &[Pt]| -> usize {
        let high = |cells: &Vec<Extent>| {
            cells.iter().zip(widths).map(|(cell, width)| cell.count(*width)).max().unwrap_or(1)
        };
        rows.iter().map(high).sum()
    };
    sum(&floors) <= room
        && lines(widths) as f32 > lines(&shared(room, rows, &floors, &needs.most)) as f32 * SQUEEZED
}

/// The room shared such that the table gets short, where each column needs so much at least.
fn shared(room: Pt, rows: &[Vec<Extent>], least: &[Pt], most: &[Pt]) -> Vec<Pt> {
    let shared = share(room, least, most);
    if sum(most) <= room || least.len() > MOST_COLUMNS {
        return shared;
    }
    let mut sharer = Sharer::new(rows, least, shared);
    for _ in 0..ROUNDS {
        for left in 0..least.len().saturating_sub(1) {
            sharer.share_again(left);
        }
    }
    sharer.widths
}

fn sum(widths: &[Pt]) -> Pt {
    widths.iter().copied().sum()
}

/// Where not everything fits that should hold together. Numbers stay with their units.
fn tight(room: Pt, numbers: &[Pt], [parted, words, least]: [&[Pt]; 3]) -> Option<Vec<Pt>> {
    let shared = |parted: &[Pt], words: &[Pt]| match sum(words) <= room {
        true => share(room, words, least),
        false => grow(room, parted, words),
    };
    let plain = shared(parted, words);
    if plain.iter().zip(numbers).all(|(width, number)| width >= number) {
        return Some(plain);
    }
    let higher = |widths: &[Pt]| -> Vec<Pt> {
        widths.iter().zip(numbers).map(|(width, number)| width.max(*number)).collect()
    };
    let parted = higher(parted);
    (sum(&parted) <= room).then(|| shared(&parted, &higher(words)))
}

/// Where not all words and addresses fit: addresses are parted in as few columns as can be, and
/// where not even their parts fit, the columns of the longest give way.
fn grow(room: Pt, parted: &[Pt], whole: &[Pt]) -> Vec<Pt> {
    if sum(parted) > room {
        let widest = widest(room, parted);
        return parted.iter().map(|width| width.min(widest)).collect();
    }
    let mut widths = parted.to_vec();
    let mut spare = room - sum(parted);
    let mut columns: Vec<usize> = (0..widths.len()).collect();
    columns.sort_by(|a, b| (whole[*a] - parted[*a]).0.total_cmp(&(whole[*b] - parted[*b]).0));
    for column in columns {
        let need = whole[column] - parted[column];
        // Not a hair narrower than the address, as sums may be.
        widths[column] = if need <= spare { whole[column] } else { parted[column] + spare };
        spare -= need.min(spare);
    }
    widths
}

/// Each column as wide as its longest word, what is left in proportion to what each could use.
fn share(room: Pt, least: &[Pt], most: &[Pt]) -> Vec<Pt> {
    let (all_least, all_most) = (sum(least), sum(most));
    let even = room / least.len().max(1) as f32;
    if all_most <= Pt::ZERO {
        return vec![even; least.len()];
    }
    if all_most <= room {
        return most
            .iter()
            .map(|width| *width + (room - all_most) * (width.0 / all_most.0))
            .collect();
    }
    let (spare, wanted) = (room - all_least, all_most - all_least);
    least
        .iter()
        .zip(most)
        .map(|(least, most)| *least + spare * ((*most - *least).0 / wanted.0))
        .collect()
}

/// The width that no column may exceed, so that they fit: as few words as possible are parted.
fn widest(room: Pt, least: &[Pt]) -> Pt {
    let mut sorted = least.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut left = room;
    for (index, width) in sorted.iter().enumerate() {
        let even = left / (sorted.len() - index) as f32;
        if *width > even {
            return even;
        }
        left -= *width;
    }
    room
}

/// Moves room from column to column.
struct Sharer<'a> {
    rows: &'a [Vec<Extent>],
    least: &'a [Pt],
    widths: Vec<Pt>,
    /// Lines of every cell at these widths, by column.
    lines: Vec<Vec<usize>>,
}

impl<'a> Sharer<'a> {
    fn new(rows: &'a [Vec<Extent>], least: &'a [Pt], widths: Vec<Pt>) -> Self {
        let mut sharer = Self { rows, least, widths, lines: Vec::new() };
        sharer.lines = (0..least.len()).map(|column| sharer.count(column)).collect();
        sharer
    }

    fn count(&self, column: usize) -> Vec<usize> {
        let width = self.widths[column];
        self.rows.iter().map(|cells| cells[column].count(width)).collect()
    }

    /// Shares the room of a column and the next between them in the way that costs least; of
    /// several, the one that is nearest to what they have.
    fn share_again(&mut self, left: usize) {
        let (old, both) = (self.widths[left], self.widths[left] + self.widths[left + 1]);
        let narrowest = self.least[left];
        let spare = both - narrowest - self.least[left + 1];
        let others = self.others(left);
        let ways = (0..=WAYS).map(|way| narrowest + spare * (way as f32 / WAYS as f32));
        let cost = |width: Pt| self.cost(left, width, both - width, &others);
        let mut best = (cost(old), old);
        for width in ways {
            let cost = cost(width);
            let nearer = (width - old).0.abs() < (best.1 - old).0.abs();
            if cost < best.0 || cost <= best.0 && nearer {
                best = (cost, width);
            }
        }
        self.widths[left] = best.1;
        // Not a hair narrower than its longest word, as differences may be.
        self.widths[left + 1] = (both - best.1).max(self.least[left + 1]);
        for column in [left, left + 1] {
            self.lines[column] = self.count(column);
        }
    }

    /// How many lines each row has without a column and the next.
    fn others(&self, left: usize) -> Vec<usize> {
        let mut highest = vec![1; self.rows.len()];
        for (column, lines) in self.lines.iter().enumerate() {
            if column != left && column != left + 1 {
                for (high, lines) in highest.iter_mut().zip(lines) {
                    *high = (*high).max(*lines);
                }
            }
        }
        highest
    }

    /// What the table costs, in lines.
    fn cost(&self, left: usize, first: Pt, second: Pt, others: &[usize]) -> f32 {
        let row = |(cells, other): (&Vec<Extent>, &usize)| {
            let (a, b) = (cells[left].count(first), cells[left + 1].count(second));
            a.max(b).max(*other) as f32 + (a + b) as f32 * EXTRA_LINE
        };
        self.rows.iter().zip(others).map(row).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(room: f32, least: &[f32], most: &[f32]) -> Vec<f32> {
        let points = |widths: &[f32]| widths.iter().map(|width| Pt(*width)).collect::<Vec<_>>();
        share(Pt(room), &points(least), &points(most)).into_iter().map(|width| width.0).collect()
    }

    #[test]
    fn columns_never_get_narrower_than_their_longest_word_while_there_is_room() {
        assert_eq!(widths(100.0, &[20.0, 40.0], &[20.0, 200.0]), [20.0, 80.0]);
        assert_eq!(widths(100.0, &[20.0, 20.0], &[25.0, 25.0]), [50.0, 50.0]);
    }

    fn grown(room: f32, parted: &[f32], whole: &[f32]) -> Vec<f32> {
        let points = |widths: &[f32]| widths.iter().map(|width| Pt(*width)).collect::<Vec<_>>();
        grow(Pt(room), &points(parted), &points(whole)).into_iter().map(|width| width.0).collect()
    }

    #[test]
    fn long_words_give_way_where_not_all_fit() {
        assert_eq!(grown(100.0, &[150.0, 50.0], &[150.0, 50.0]), [50.0, 50.0]);
        assert_eq!(grown(100.0, &[90.0, 20.0, 70.0], &[90.0, 20.0, 300.0]), [40.0, 20.0, 40.0]);
        assert_eq!(grown(90.0, &[100.0, 100.0, 100.0], &[100.0; 3]), [30.0, 30.0, 30.0]);
    }

    #[test]
    fn addresses_are_parted_in_as_few_columns_as_can_be() {
        assert_eq!(grown(100.0, &[40.0, 30.0], &[40.0, 90.0]), [40.0, 60.0]);
        assert_eq!(grown(100.0, &[30.0, 30.0], &[60.0, 80.0]), [60.0, 40.0]);
        assert_eq!(grown(100.0, &[30.0, 30.0, 20.0], &[30.0, 80.0, 40.0]), [30.0, 30.0, 40.0]);
    }
}
