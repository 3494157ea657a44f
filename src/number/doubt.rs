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
    /// There are several, or the beginning of a second one.
    Several(Vec<Listed>),
    /// It has too few digits for a number of its country.
    TooShort(String),
    /// It has too many digits for a number of its country.
    TooLong(String),
    /// Its last digits may belong to the words after them, and it is a number with and without.
    Ends {
        /// What is dialled without them.
        shorter: String,
        /// What is dialled with them.
        longer: String,
    },
    /// It begins neither with the digit that a number at home begins with nor with a country's code.
    NoPrefix {
        /// The author's digits.
        digits: String,
        /// What makes a number at home of them.
        prefix: &'static str,
    },
    /// No country of the home has it; another country may.
    Abroad {
        /// The number as it is written.
        written: String,
        /// Whether a plus alone makes a number of another country of it.
        whole: bool,
    },
    /// No country has the code that follows the plus.
    UnknownCode(String),
    /// Letters follow its digits that make no number with them.
    Letters(String),
}

/// One of several numbers in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The whole number in its author's digits; `None` where only its end is written, and it is not
    /// clear of what.
    pub written: Option<String>,
    /// The same with the words of the text that belong to it: "Night: 01632 960124 ext 45".
    pub words: Option<String>,
    /// What the words before it say that it is for.
    pub way: Way,
}

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To be called.
    Call,
    /// To be called by textphone.
    Textphone,
    /// To be sent text messages.
    Text,
    /// To be sent faxes.
    Fax,
}
