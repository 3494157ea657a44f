//! What is understood beside telephone numbers in texts of every language, from `[telephone]` of the
//! files in `src/languages`.

use super::lists::lists;

lists! {
    /// Words of one language, or of all that have a file; in small letters but where it is said.
    Telephone {
        /// Words with a number to call after them.
        call,
        /// Words with a number to call before them: "999 पर कॉल करें".
        called,
        /// Words with a number to write to after them.
        write,
        /// Words between such a word and its number: "call the NHS on 111".
        between,
        /// Abbreviations before a number whose full stop ends no sentence, without it.
        abbreviated,
        /// Articles between the numbers of a row: "le 15 ou le 17".
        articles,
        /// Words that may follow a number of one or two digits: "le 15 ou", but not "le 15 mars".
        after_short,
        /// Words before a number for text messages.
        sms,
        /// Words before the number of a textphone.
        textphone,
        /// Words before the number of a fax.
        fax,
        /// Words before the digits of an extension, without the stop after them.
        extensions,
        /// Those that touch the digits before them: 960000x12.
        extensions_at_digits,
        /// Words between two numbers of which each may be called.
        or,
        /// Words between the first and the last number of a row.
        to,
        /// When a number answers, before or behind the end of a second one: "0018 (day), 0019 (night)".
        when,
        /// Words with a number behind them, all of which is dialled.
        telephones,
        /// Words with the figure of a place behind them, which is not dialled: "Ward 7 0800 …".
        places,
        /// Words in capitals beside a number that are no letters of the keys; in capitals.
        beside_numbers,
        /// What stands for a number to come, with its brackets.
        placeholders,
        /// Words for what has a number that registers it.
        registers,
        /// Words for things whose number is no telephone number.
        things,
        /// Words for the number of a thing, behind its name, or before it as in French.
        numbers,
        /// Words between that and the number: "the order number is".
        is,
        /// Ends of words for the number of a thing: "Bestellnummer".
        number_endings,
        /// Parts of words that end so and name a telephone number: "Rufnummer".
        telephone_stems,
        /// Words for money, beside its amount.
        money,
        /// Words behind 12 or 24 hours.
        hours,
        /// Words behind 1, 5, 6 or 7 days.
        days,
        /// Other words behind a figure that is no part of a number.
        counted,
    }
}
