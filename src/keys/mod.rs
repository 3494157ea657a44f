//! Every key that an author may write, as data.
//!
//! A [`Shape`] is a table of a booklet's files and a [`Key`] one of its lines: what it is called,
//! what it is for, which sort of value it takes, and an example. The reader takes names, bounds and
//! what its messages show from here, `schema` renders it for editors, `docs/keys.md` is written from
//! it, and the tables of `docs/by-example.md` are held to it. A kind of block is a variant of
//! [`Kind`], whose `match`es lead to every place that has to know it.

/// An enum with the list of its variants, in their order.
macro_rules! variants {
    (
        $(#[$of_all:meta])*
        pub enum $name:ident { $($(#[$of_one:meta])* $variant:ident,)* }
    ) => {
        $(#[$of_all])*
        pub enum $name { $($(#[$of_one])* $variant,)* }

        impl $name {
            /// Every one, in the order in which messages list them.
            pub const ALL: [Self; [$(Self::$variant),*].len()] = [$(Self::$variant),*];
        }
    };
}

mod blocks;
mod booklet;
mod chapter;
mod contact;
mod editions;
mod kinds;
mod synonyms;
mod theme;

pub use blocks::{
    CALLOUT, DEFINITION, FIGURE, ILLUSTRATED_ROW, ITEM, LISTS, QR, QUOTE, TABLE, WRITING_LINES,
};
pub use booklet::{ALLOW, BOOKLET, HOUSE};
pub use chapter::{BLOCK, CHAPTER};
pub use contact::{CONTACT, COVER, FAX, GLOSSARY, IMPRINT, LINES, MESSENGERS, PAGES, POINT, WAYS};
pub use editions::EditionName;
pub use kinds::Kind;
pub use theme::{EDITIONS, MARGINS, THEME, edition_shape};

/// A table of a booklet's files.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// What it is, in the author's words: "a callout".
    pub what: &'static str,
    /// Title and sentence of an editor's help, where its key has none of its own; else empty.
    pub about: (&'static str, &'static str),
    /// How one is begun, for whoever wrote something else.
    pub example: &'static str,
    /// The keys that it may hold, in the order in which messages list them.
    pub keys: &'static [Key],
    /// What holds of several keys at once.
    pub rules: &'static [Rule],
    /// Keys of other tables that end up in it by mistake, and what to say then.
    pub elsewhere: &'static [(&'static [&'static str], &'static str)],
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What an editor calls it.
    pub title: &'static str,
    /// What it is for, in a sentence or two for people who are no programmers.
    pub doc: &'static str,
    /// What may be written after it.
    pub sort: Sort,
    /// A value as it is written in TOML, which is right.
    pub example: &'static str,
    /// What a message shows, where it is not the key with "…" or with its example.
    pub hint: Option<&'static str>,
    /// Whether every table of this shape has it, whatever a house file says.
    pub required: bool,
}

/// The sort of a value.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// A string.
    Words,
    /// A string that shows something.
    Needed,
    /// A name that links lead to.
    Id,
    /// The start of the files' names.
    Stem,
    /// A language's tag.
    Language,
    /// `#` and six digits.
    Color,
    /// A date without quotes.
    Date,
    /// `true` or `false`, and what holds without the key, where that is always the same.
    Switch(Option<bool>),
    /// `true`.
    True,
    /// A number from the one to the other.
    Number(f64, f64),
    /// A whole number from the one to the other.
    Whole(u32, u32),
    /// So many numbers, each from the one to the other.
    Numbers(usize, f64, f64),
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// The one or the other.
    Either(&'static Sort, &'static Sort),
    /// A list of any length.
    Any(&'static Sort),
    /// A list of at least one.
    Several(&'static Sort),
    /// A list of at least one, none of them twice.
    Distinct(&'static Sort),
    /// A list's item: words, or an [`ITEM`].
    Item,
    /// A table.
    Table(&'static Shape),
    /// A table, or an array of so many of them, from the one number to the other.
    TableOrFew(&'static Shape, usize, usize),
    /// At least one table.
    Tables(&'static Shape),
    /// Any number of tables, which a house file may give too.
    Entries(&'static Shape),
    /// A table of names that the author chooses, with words.
    Values,
}

/// What holds of several keys of a table at once.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// At least one of them is there.
    Any(&'static [&'static str]),
    /// Exactly one of them is there.
    One(&'static [&'static str]),
    /// At most one of them is there.
    AtMostOne(&'static [&'static str]),
    /// The first ones stand beside the last alone.
    Beside(&'static [&'static str], &'static str),
    /// A picture is described by the first or, by the second, only decorates.
    Described(&'static str, &'static str),
}

impl Shape {
    /// A table of which nothing is said: what is left out of another one.
    const NONE: Self =
        Self { what: "", about: ("", ""), example: "", keys: &[], rules: &[], elsewhere: &[] };

    /// A key of this shape.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Whether a key belongs here.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        self.key(name).is_some()
    }

    /// The names of its keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.keys.iter().map(|key| key.name)
    }

    /// What to say of a key that belongs elsewhere.
    #[must_use]
    pub fn misplaced(&self, name: &str) -> Option<&'static str> {
        let found = self.elsewhere.iter().find(|(names, _)| names.contains(&name));
        found.map(|(_, advice)| *advice)
    }
}

impl Key {
    const fn new(
        name: &'static str,
        title: &'static str,
        doc: &'static str,
        sort: Sort,
        example: &'static str,
    ) -> Self {
        Self { name, title, doc, sort, example, hint: None, required: false }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// The key with a value, for a message: `title = "…"`.
    #[must_use]
    pub fn shown(&self) -> String {
        match (self.hint, self.sort) {
            (Some(hint), _) => hint.to_owned(),
            (None, Sort::Words | Sort::Needed) => format!("{} = \"…\"", self.name),
            (None, _) => format!("{} = {}", self.name, self.example),
        }
    }

    /// Whether these are the words that may be written, and all of them.
    #[must_use]
    pub fn offers<'a>(&self, words: impl Iterator<Item = &'a str>) -> bool {
        match self.sort {
            Sort::Choice(known) => words.eq(known.iter().copied()),
            Sort::Either(Sort::Choice(known), _) => words.eq(known.iter().copied()),
            _ => false,
        }
    }

    /// The bounds of its number.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        match self.sort {
            Sort::Number(least, most) | Sort::Numbers(_, least, most) => Some((least, most)),
            Sort::Whole(least, most) => Some((least.into(), most.into())),
            Sort::Distinct(Sort::Number(least, most))
            | Sort::Either(_, Sort::Numbers(_, least, most)) => Some((*least, *most)),
            _ => None,
        }
    }
}

/// The key that names the language of a part.
const fn language(doc: &'static str, example: &'static str) -> Key {
    Key::new("language", "Language", doc, Sort::Language, example)
}

/// The key that silences rules of `check`.
const fn allow(doc: &'static str) -> Key {
    let example = r#"[{ code = "long-sentence", reason = "The wording was agreed." }]"#;
    Key::new("allow", "Silenced rules", doc, Sort::Entries(&ALLOW), example)
        .hint(r#"allow = [{ code = "long-sentence", reason = "…" }]"#)
}
