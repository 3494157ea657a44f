//! Tables of lists of words, as the last parts of a language's file are.

/// A table whose keys are lists, each of which may be left out.
macro_rules! lists {
    ($(#[$of:meta])* $table:ident { $($(#[$doc:meta])* $name:ident),* $(,)? }) => {
        $(#[$of])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $table {
            $($(#[$doc])*
            #[serde(default, deserialize_with = "crate::language::lasting::lasting")]
            pub $name: Vec<&'static str>,)*
        }

        impl $table {
            pub(super) fn read(text: &'static str) -> Result<Self, toml::de::Error> {
                toml::from_str(text)
            }

            pub(super) fn add(&mut self, other: &Self) {
                $(self.$name.extend_from_slice(&other.$name);)*
            }

            /// Each list with its key.
            #[cfg(test)]
            pub(super) fn lists(&self) -> Vec<(&'static str, &[&'static str])> {
                vec![$((stringify!($name), &self.$name)),*]
            }
        }
    };
}

pub(super) use lists;
