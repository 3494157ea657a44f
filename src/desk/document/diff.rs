//! The shortest way from one row of things to another (Myers, 1986).

use std::ops::Range;

/// A stretch of the old row, and the stretch of the new one that stands in its place.
pub(super) type Hunk = (Range<usize>, Range<usize>);

/// After so many changes the rest is taken as one.
const MOST: usize = 400;

/// What differs between two rows, in their order.
pub(super) fn hunks<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let before = old.iter().zip(new).take_while(|(one, two)| one == two).count();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let pairs = old_rest.iter().rev().zip(new_rest.iter().rev());
    let after = pairs.take_while(|(one, two)| one == two).count();
    let old_rest = &old_rest[..old_rest.len() - after];
    let new_rest = &new_rest[..new_rest.len() - after];
    if old_rest.is_empty() && new_rest.is_empty() {
        return Vec::new();
    }
    let whole = || vec![(0..old_rest.len(), 0..new_rest.len())];
    let found = shortest(old_rest, new_rest).map_or_else(whole, |path| from_path(&path));
    let moved = |range: Range<usize>| range.start + before..range.end + before;
    found.into_iter().map(|(old, new)| (moved(old), moved(new))).collect()
}

/// The places along the way, from the end to the start; `None` where it is too long.
fn shortest<T: PartialEq>(old: &[T], new: &[T]) -> Option<Vec<(usize, usize)>> {
    let most = (old.len() + new.len()).min(MOST);
    // How far each diagonal was followed, for each number of changes.
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let mut ends = vec![0; 2 * most + 3];
    let middle = most + 1;
    for changes in 0..=most {
        rounds.push(ends[middle - changes..=middle + changes].to_vec());
        for step in 0..=changes {
            let diagonal = middle - changes + 2 * step;
            let down = step == 0 || (step < changes && ends[diagonal - 1] < ends[diagonal + 1]);
            let mut x = if down { ends[diagonal + 1] } else { ends[diagonal - 1] + 1 };
            let mut y = (x + middle).checked_sub(diagonal).unwrap_or(usize::MAX);
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            ends[diagonal] = x;
            if x >= old.len() && y >= new.len() && y != usize::MAX {
                return Some(back(&rounds, changes, (old.len(), new.len())));
            }
        }
    }
    None
}

/// The way back through the rounds: each place at which something was taken out or put in, and where
/// it led from.
fn back(rounds: &[Vec<usize>], changes: usize, end: (usize, usize)) -> Vec<(usize, usize)> {
    let (mut x, mut y) = end;
    let mut places = Vec::new();
    for changes in (1..=changes).rev() {
        // Round `changes` begins with what the round before left, from diagonal -changes on.
        let ends = &rounds[changes];
        let at = |diagonal: isize| ends[(diagonal + changes as isize) as usize];
        let diagonal = x as isize - y as isize;
        let most = changes as isize;
        let down = diagonal == -most || (diagonal != most && at(diagonal - 1) < at(diagonal + 1));
        let from = if down { diagonal + 1 } else { diagonal - 1 };
        let from_x = at(from);
        let from_y = (from_x as isize - from) as usize;
        let (to_x, to_y) = if down { (from_x, from_y + 1) } else { (from_x + 1, from_y) };
        places.push((to_x, to_y));
        places.push((from_x, from_y));
        (x, y) = (from_x, from_y);
    }
    places.reverse();
    places
}

fn from_path(path: &[(usize, usize)]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for pair in path.chunks(2) {
        let [(from_x, from_y), (to_x, to_y)] = pair else { continue };
        match hunks.last_mut() {
            Some((old, new)) if old.end == *from_x && new.end == *from_y => {
                (old.end, new.end) = (*to_x, *to_y);
            }
            _ => hunks.push((*from_x..*to_x, *from_y..*to_y)),
        }
    }
    hunks
}

/// Words of letters and digits, and every other character by itself.
pub(super) fn tokens(text: &[char]) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.iter().enumerate() {
        match tokens.last_mut() {
            Some(last) if c.is_alphanumeric() && text[last.start].is_alphanumeric() => {
                last.end = at + 1;
            }
            _ => tokens.push(at..at + 1),
        }
    }
    tokens
}

/// What differs between two texts, word by word and within each as little as possible.
pub(super) fn of_words(old: &[char], new: &[char]) -> Vec<Hunk> {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let words = |tokens: &[Range<usize>], text: &[char]| -> Vec<String> {
        tokens.iter().map(|token| text[token.clone()].iter().collect()).collect()
    };
    let found = hunks(&words(&old_tokens, old), &words(&new_tokens, new));
    let place = |tokens: &[Range<usize>], range: Range<usize>, length: usize| {
        let start = |at: usize| tokens.get(at).map_or(length, |token| token.start);
        start(range.start)..start(range.end)
    };
    let placed = found
        .into_iter()
        .map(|(one, two)| (place(&old_tokens, one, old.len()), place(&new_tokens, two, new.len())));
    placed.map(|(one, two)| narrowed((one, two), old, new)).collect()
}

/// Without what is the same at both ends.
fn narrowed((one, two): Hunk, old: &[char], new: &[char]) -> Hunk {
    let (left, right) = (&old[one.clone()], &new[two.clone()]);
    let before = left.iter().zip(right).take_while(|(one, two)| one == two).count();
    let (left, right) = (&left[before..], &right[before..]);
    let after = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    (one.start + before..one.end - after, two.start + before..two.end - after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn applied(old: &[char], new: &[char], hunks: &[Hunk]) -> Vec<char> {
        let mut made = old.to_vec();
        for (one, two) in hunks.iter().rev() {
            made.splice(one.clone(), new[two.clone()].iter().copied());
        }
        made
    }

    #[test]
    fn one_word_is_one_change() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let (old, new) = (chars("Take 20 mg twice a day."), chars("Take 20 mg once a day."));
        assert_eq!(of_words(&old, &new), [(11..14, 11..13)]);
        let (old, new) = (chars("a b c d e"), chars("a x c y e"));
        assert_eq!(of_words(&old, &new), [(2..3, 2..3), (6..7, 6..7)]);
        assert!(of_words(&old, &old).is_empty());
    }

    proptest! {
        #[test]
        fn what_differs_makes_the_old_the_new(old in "[abc \n]{0,30}", new in "[abc \n]{0,30}") {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            for hunks in [hunks(&old, &new), of_words(&old, &new)] {
                prop_assert_eq!(&applied(&old, &new, &hunks), &new);
                prop_assert!(hunks.is_sorted_by(|one, two| one.0.end <= two.0.start));
            }
        }
    }
}
