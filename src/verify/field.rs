//! The fields of a form that a reader fills in (ISO 32000-1, 12.7).

use lopdf::{Dictionary, Document, Object};

use super::budget::Budget;
use super::file::{get, get_dictionary};

/// How far up the keys of a field are looked for.
const MAX_PARENTS: usize = 16;

/// Bits of a button's flags (ISO 32000-1, table 226).
const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;

/// The bit of a list that drops down (ISO 32000-1, table 230).
const COMBO: i64 = 1 << 17;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    Text,
    /// A tick; whether there is one.
    CheckBox(bool),
    /// One tick of several; whether it is this one.
    RadioButton(bool),
    /// A press.
    Button,
    /// One of a list that drops down.
    ComboBox,
    /// Some of a list.
    ListBox,
    /// A signature.
    Signature,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it takes.
    pub kind: FieldKind,
    /// What it is called: its description, or else its name.
    pub name: Option<String>,
    /// What is in it, where that is words.
    pub value: Option<String>,
}

impl Field {
    /// Reads the field that an annotation shows.
    pub(super) fn read(
        document: &Document,
        annotation: &Dictionary,
        budget: &mut Budget,
    ) -> Option<Self> {
        let subtype = get(document, annotation, b"Subtype")?.as_name().ok()?;
        if subtype != b"Widget" {
            return None;
        }
        let kind = kind(document, annotation)?;
        let mut words =
            |key| holder(document, annotation, key).and_then(|it| budget.text(document, it, key));
        let name = words(b"TU").or_else(|| words(b"T"));
        let has_words = matches!(kind, FieldKind::Text | FieldKind::ComboBox | FieldKind::ListBox);
        Some(Self { kind, name, value: has_words.then(|| words(b"V")).flatten() })
    }
}

fn kind(document: &Document, annotation: &Dictionary) -> Option<FieldKind> {
    let flags = inherited(document, annotation, b"Ff").and_then(|it| it.as_i64().ok());
    let has = |flag| flags.unwrap_or(0) & flag != 0;
    let state = || {
        let state = get(document, annotation, b"AS").or(inherited(document, annotation, b"V"));
        state.and_then(|it| it.as_name().ok()).is_some_and(|name| name != b"Off")
    };
    match inherited(document, annotation, b"FT")?.as_name().ok()? {
        b"Tx" => Some(FieldKind::Text),
        b"Btn" if has(PUSH) => Some(FieldKind::Button),
        b"Btn" if has(RADIO) => Some(FieldKind::RadioButton(state())),
        b"Btn" => Some(FieldKind::CheckBox(state())),
        b"Ch" if has(COMBO) => Some(FieldKind::ComboBox),
        b"Ch" => Some(FieldKind::ListBox),
        b"Sig" => Some(FieldKind::Signature),
        _ => None,
    }
}

fn inherited<'a>(
    document: &'a Document,
    annotation: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    get(document, holder(document, annotation, key)?, key)
}

/// The first of a field and those above it that has a key.
fn holder<'a>(
    document: &'a Document,
    annotation: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    let up = |field: &&'a Dictionary| get_dictionary(document, field, b"Parent");
    std::iter::successors(Some(annotation), up)
        .take(MAX_PARENTS)
        .find(|field| get(document, field, key).is_some())
}
