//! Why words are no telephone number that could be dialled without asking.

/// What is not sure about words that should be a telephone number. The strings are the author's own
/// words and digits, never another number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// There is none in the words.
    None,
    /// A part of it stands for digits to come: 01632 XXX XXX.
    Placeholder(String),
    /// Letters that look like digits stand among them.
    LookAlike {
        /// The group that holds them.
        part: String,
        /// The same with digits.
        meant: String,
    },
    /// There are two, or the beginning of a second one.
    Two {
        /// The first as it is written.
        first: String,
        /// What follows.
        second: String,
    },
    /// It has too few digits for a number of its country.
    TooShort(String),
    /// It has too many digits for a number of its country.
    TooLong(String),
    /// It begins neither with the digit that a number at home begins with nor with a country's code.
    NoPrefix(String),
    /// No country has the code that follows the plus.
    UnknownCode(String),
    /// Letters follow its digits that make no number with them.
    Letters(String),
}
