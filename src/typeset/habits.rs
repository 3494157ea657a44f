//! What the readers of a language are used to, where a script has more than one face.

use crate::language::{Facts, Language, Nastaliq};

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
    let arabic = |script: &str| matches!(script, "Arab" | "Aran");
    let script = language.script();
    match Facts::of(language).and_then(|facts| facts.nastaliq) {
        Some(Nastaliq::Always) => script.is_none_or(arabic),
        Some(Nastaliq::Tagged) => script.is_some_and(arabic),
        None => script == Some("Aran"),
    }
}

/// Languages that need letters the first family lacks: a text that changes its face from word to
/// word is restless, so that all of it is set in the fallback.
fn writes_in_the_fallback(language: &Language) -> bool {
    let lacking = |script: &str| matches!(script, "Cyrl" | "Grek");
    match language.script() {
        Some(script) => lacking(script),
        None => Facts::of(language).is_some_and(|it| it.fallback_face || lacking(it.script)),
    }
}
