//! A value as a form has it, without the way in which it is written in a file.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The one key of a JSON object that stands for a value without quotes, such as a date:
/// `{ "$toml": "2026-10-01" }`.
const BARE: &str = "$toml";

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words. Line ends are `\n`; the one before the closing quotes of a text of several lines is no
    /// part of them.
    Words(String),
    /// What is written without quotes: a number, a date, `true` or `false`.
    Bare(String),
    /// A list.
    List(Vec<Value>),
    /// A table, its keys in their order.
    Table(Vec<(String, Value)>),
}

impl Value {
    /// Words of a value.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Words(text.into())
    }

    /// The value of a key, where this is a table that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Table(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Whether it says the same, in whatever order its keys stand.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(one), Self::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.is_same(two))
            }
            (Self::Table(one), Self::Table(two)) => {
                let found = |(key, value): &(String, Self)| {
                    other.get(key).is_some_and(|other| value.is_same(other))
                };
                one.len() == two.len() && one.iter().all(found)
            }
            _ => self == other,
        }
    }

    /// Without lists and tables that hold nothing, which a file cannot always tell from none.
    pub(super) fn pruned(&self) -> Self {
        let full = |value: &Self| match value {
            Self::List(items) => !items.is_empty(),
            Self::Table(entries) => !entries.is_empty(),
            Self::Words(_) | Self::Bare(_) => true,
        };
        match self {
            Self::List(items) => Self::List(items.iter().map(Self::pruned).collect()),
            Self::Table(entries) => {
                let pruned = entries.iter().map(|(key, value)| (key.clone(), value.pruned()));
                Self::Table(pruned.filter(|(_, value)| full(value)).collect())
            }
            other => other.clone(),
        }
    }

    /// The number of values in it, itself included.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::List(items) => 1 + items.iter().map(Self::count).sum::<usize>(),
            Self::Table(entries) => 1 + entries.iter().map(|(_, it)| it.count()).sum::<usize>(),
            Self::Words(_) | Self::Bare(_) => 1,
        }
    }

    /// With line ends as `\n` in all words, as a page of the web may send others.
    pub(super) fn with_plain_ends(self) -> Self {
        match self {
            Self::Words(text) if text.contains('\r') => {
                Self::Words(text.replace("\r\n", "\n").replace('\r', "\n"))
            }
            Self::List(items) => Self::List(items.into_iter().map(Self::with_plain_ends).collect()),
            Self::Table(entries) => {
                let plain = |(key, value): (String, Self)| (key, value.with_plain_ends());
                Self::Table(entries.into_iter().map(plain).collect())
            }
            other => other,
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Words(text) => serializer.serialize_str(text),
            Self::Bare(text) => match (text.parse::<i64>(), text.parse::<bool>()) {
                (Ok(number), _) => serializer.serialize_i64(number),
                (_, Ok(flag)) => serializer.serialize_bool(flag),
                _ => match text.parse::<f64>() {
                    Ok(number) if number.is_finite() => serializer.serialize_f64(number),
                    _ => {
                        let mut map = serializer.serialize_map(Some(1))?;
                        map.serialize_entry(BARE, text)?;
                        map.end()
                    }
                },
            },
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Table(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words, a number, true or false, a list or a table")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::words(text))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bare(flag.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Bare(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Bare(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        // A number of JavaScript is whole where it has no part.
        let whole = number.fract() == 0.0 && number.abs() < 1e15;
        Ok(Value::Bare(if whole { format!("{number:.0}") } else { number.to_string() }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(A::Error::custom(format!("the key `{key}` stands there twice")));
            }
            entries.push((key, value));
        }
        match &entries[..] {
            [(key, Value::Words(text))] if key == BARE => Ok(Value::Bare(text.clone())),
            _ => Ok(Value::Table(entries)),
        }
    }
}
