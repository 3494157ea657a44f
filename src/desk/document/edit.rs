//! An edit, and what a value says once it is made.

use serde::{Deserialize, Serialize};

use super::value::Value;
use super::{Refused, Step};

/// An edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Edit {
    /// Sets a value, which may be new; in a table or list only what differs is changed.
    Set {
        /// Its place.
        path: Vec<Step>,
        /// What it shall say.
        value: Value,
    },
    /// Takes a key or an item out.
    Remove {
        /// Its place.
        path: Vec<Step>,
    },
    /// Puts an item into a list, or a table under a line in double brackets.
    InsertItem {
        /// The list.
        path: Vec<Step>,
        /// The number that it shall have.
        at: usize,
        /// The item.
        value: Value,
    },
    /// Moves an item of a list.
    MoveItem {
        /// The list.
        path: Vec<Step>,
        /// The number that it has.
        from: usize,
        /// The number that it shall have.
        to: usize,
    },
    /// Takes an item out of a list.
    RemoveItem {
        /// The list.
        path: Vec<Step>,
        /// Its number.
        at: usize,
    },
    /// Puts a block into a chapter.
    InsertBlock {
        /// The number that it shall have.
        at: usize,
        /// The key that says what it is.
        kind: String,
        /// The value of that key.
        value: Value,
        /// What stands beside it: `id`, `language`, `keep`.
        #[serde(default = "nothing")]
        beside: Value,
    },
    /// Moves a block.
    MoveBlock {
        /// The number that it has.
        from: usize,
        /// The number that it shall have.
        to: usize,
    },
    /// Takes a block out.
    RemoveBlock {
        /// Its number.
        at: usize,
    },
    /// Puts other text in the place of bytes of the file.
    Replace {
        /// First byte.
        from: usize,
        /// One past the last.
        to: usize,
        /// What shall stand there.
        text: String,
    },
}

fn nothing() -> Value {
    Value::Table(Vec::new())
}

impl Value {
    /// Makes an edit, apart from how it is written.
    ///
    /// # Errors
    ///
    /// An edit that has no place.
    pub(super) fn edit(&mut self, edit: &Edit) -> Result<(), Refused> {
        let done = match edit {
            Edit::Set { path, value } => self.set(path, value),
            Edit::Remove { path } => self.remove(path),
            Edit::InsertItem { path, at, value } => {
                if self.at(path).is_none() {
                    return self
                        .set(path, &Self::List(vec![value.clone()]))
                        .ok_or(Refused::NoPlace);
                }
                self.items(path).map(|items| items.insert((*at).min(items.len()), value.clone()))
            }
            Edit::MoveItem { path, from, to } => self.items(path).and_then(|items| {
                let inside = (*from).max(*to) < items.len();
                inside.then(|| {
                    let item = items.remove(*from);
                    items.insert(*to, item);
                })
            }),
            Edit::RemoveItem { path, at } => self
                .items(path)
                .and_then(|items| (*at < items.len()).then(|| drop(items.remove(*at)))),
            _ => None,
        };
        done.ok_or(Refused::NoPlace)
    }

    fn at(&mut self, path: &[Step]) -> Option<&mut Self> {
        path.iter().try_fold(self, |value, step| match (step, value) {
            (Step::Key(key), Self::Table(entries)) => {
                entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            (Step::Item(at), Self::List(items)) => items.get_mut(*at),
            _ => None,
        })
    }

    fn items(&mut self, path: &[Step]) -> Option<&mut Vec<Self>> {
        match self.at(path)? {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    fn set(&mut self, path: &[Step], value: &Self) -> Option<()> {
        let mut place = self;
        for step in path {
            place = match (step, place) {
                (Step::Key(key), Self::Table(entries)) => {
                    let at = entries.iter().position(|(name, _)| name == key);
                    let at = at.unwrap_or_else(|| {
                        entries.push((key.clone(), Self::Table(Vec::new())));
                        entries.len() - 1
                    });
                    &mut entries[at].1
                }
                (Step::Item(at), Self::List(items)) if *at <= items.len() => {
                    if *at == items.len() {
                        items.push(Self::Table(Vec::new()));
                    }
                    &mut items[*at]
                }
                _ => return None,
            };
        }
        *place = value.clone();
        Some(())
    }

    fn remove(&mut self, path: &[Step]) -> Option<()> {
        let (last, before) = path.split_last()?;
        let (Step::Key(key), Self::Table(entries)) = (last, self.at(before)?) else { return None };
        let at = entries.iter().position(|(name, _)| name == key)?;
        entries.remove(at);
        Some(())
    }
}
