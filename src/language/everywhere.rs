//! What is understood in texts of every language, from `[everywhere]` of the files in
//! `src/languages`: names, amounts, addresses and file names are not translated.

use super::lists::lists;

lists! {
    /// Words of one language, or of all that have a file.
    Everywhere {
        /// Titles that stay with the name after them, without a full stop.
        titles,
        /// Words that stay with the number after them, without a full stop.
        numbered,
        /// Abbreviated units that stay with the number before them.
        units,
        /// Units of time, length, weight and volume that are written out.
        spelled_units,
        /// Abbreviations after whose full stop a sentence goes on.
        goes_on,
        /// Words after an hour.
        half_days,
        /// Words that stand in capitals only to be noticed.
        shouted,
        /// Words that a desktop adds to the name of a file's copy.
        copy,
        /// Words that a desktop puts before the name of a file's copy.
        copy_of,
    }
}
