//! Text of a language's file that lasts as long as the program does: each is read but once.

use serde::{Deserialize, Deserializer};

/// What is made of owned text, for good.
pub(super) trait Lasting {
    type Owned;

    fn of(owned: Self::Owned) -> Self;
}

/// Reads a value of a file, for `deserialize_with`.
pub(super) fn lasting<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Lasting,
    T::Owned: Deserialize<'de>,
{
    T::Owned::deserialize(from).map(T::of)
}

impl Lasting for &'static str {
    type Owned = String;

    fn of(owned: String) -> Self {
        owned.leak()
    }
}

impl<T: Lasting> Lasting for Option<T> {
    type Owned = Option<T::Owned>;

    fn of(owned: Self::Owned) -> Self {
        owned.map(T::of)
    }
}

impl<T: Lasting> Lasting for Vec<T> {
    type Owned = Vec<T::Owned>;

    fn of(owned: Self::Owned) -> Self {
        owned.into_iter().map(T::of).collect()
    }
}

impl<T: Lasting> Lasting for [T; 4] {
    type Owned = [T::Owned; 4];

    fn of(owned: Self::Owned) -> Self {
        owned.map(T::of)
    }
}

impl<T: Lasting> Lasting for [T; 12] {
    type Owned = [T::Owned; 12];

    fn of(owned: Self::Owned) -> Self {
        owned.map(T::of)
    }
}
