//! What is understood in texts of every language, from the second part of the files in
//! `src/languages`: names, amounts, addresses and file names are not translated.

use serde::Deserialize;

use super::lasting::lasting;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// Words of one language, or of all that have a file.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Everywhere {
            $($(#[$doc])* #[serde(default, deserialize_with = "lasting")]
            pub $name: Vec<&'static str>,)*
        }

        impl Everywhere {
            pub(super) fn add(&mut self, other: &Self) {
                $(self.$name.extend_from_slice(&other.$name);)*
            }
        }
    };
}

lists! {
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
    /// Words before a number for text messages.
    sms,
    /// Words before the number of a textphone.
    textphone,
    /// Words before the number of a fax.
    fax,
    /// Words before the digits of an extension, without the stop after them.
    extensions,
    /// Words after an hour.
    half_days,
    /// Words in capitals beside a number that are no letters of the keys.
    beside_numbers,
    /// Words that stand in capitals only to be noticed.
    shouted,
    /// Words that a desktop adds to the name of a file's copy.
    copy,
    /// Words that a desktop puts before the name of a file's copy.
    copy_of,
}

impl Everywhere {
    pub(super) fn read(text: &'static str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
