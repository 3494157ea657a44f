//! What a misspelt name was probably meant to be, in bounded time.

use std::collections::HashMap;

use crate::diagnostic;

/// The most names that all misspelt ones of a kind are compared with: hundreds of misspelt names
/// among hundreds.
const MOST: usize = 200_000;

/// Names of one kind that were looked for in vain, and what they were probably meant to be.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    compared: usize,
    known: HashMap<String, Option<String>>,
}

impl Guesses {
    /// The known name that is nearest; of several the first in the order of the alphabet. `count`
    /// says how many are known. Nothing where too many were compared already.
    pub(super) fn meant<'n>(
        &mut self,
        word: &str,
        count: usize,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<String> {
        if let Some(known) = self.known.get(word) {
            return known.clone();
        }
        self.compared = self.compared.saturating_add(count);
        if self.compared > MOST {
            return None;
        }
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_unstable();
        let meant = diagnostic::nearest(word, names).map(str::to_owned);
        self.known.insert(word.to_owned(), meant.clone());
        meant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_guessed_until_too_many_were_compared() {
        let names: Vec<String> = (0..1000).map(|number| format!("name-{number:04}")).collect();
        let mut guesses = Guesses::default();
        let mut looked_up = 0;
        let mut meant = |word: &str| {
            let names = names.iter().map(|name| {
                looked_up += 1;
                name.as_str()
            });
            guesses.meant(word, 1000, names)
        };
        assert_eq!(meant("nmae-0007").as_deref(), Some("name-0007"));
        assert_eq!(meant("nmae-0007").as_deref(), Some("name-0007"), "it is known already");
        for number in 0..2000 {
            let _ = meant(&format!("other-{number}"));
        }
        assert_eq!(meant("nmae-0008"), None);
        assert!(looked_up <= MOST, "{looked_up} names were compared");
    }
}
