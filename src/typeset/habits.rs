//! What the readers of a language are used to, where a script has more than one face.

use crate::language::Language;

/// How a language is written, as far as the choice of a family goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    /// In the hanging style of Arabic script.
    pub(super) nastaliq: bool,
    /// With letters that the first family lacks.
    pub(super) fallback: bool,
}

impl Habits {
    pub(super) fn of(language: &Language) -> Self {
        Self { nastaliq: writes_nastaliq(language), fallback: writes_in_the_fallback(language) }
    }
}

/// Languages whose readers expect the hanging style of Arabic script.
fn writes_nastaliq(language: &Language) -> bool {
    let script = language.script();
    match language.primary() {
        "ur" | "pnb" => script.is_none_or(|script| matches!(script, "Arab" | "Aran")),
        // Punjabi and Kashmiri are written in other scripts too.
        "pa" | "ks" => matches!(script, Some("Arab" | "Aran")),
        _ => script == Some("Aran"),
    }
}

/// Languages that need letters the first family lacks: a text that changes its face from word to
/// word is restless, so that all of it is set in the fallback.
fn writes_in_the_fallback(language: &Language) -> bool {
    let cyrillic = ["ru", "uk", "bg", "be", "mk", "kk", "ky", "mn", "tg"];
    let primary = language.primary();
    match language.script() {
        Some(script) => matches!(script, "Cyrl" | "Grek"),
        None => matches!(primary, "vi" | "el" | "sr") || cyrillic.contains(&primary),
    }
}
