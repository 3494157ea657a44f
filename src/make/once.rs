//! What several layouts say of the same place is said once.

use std::collections::{HashMap, HashSet};

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Drops what a second layout says again of the same place in the same words. Where nothing but the
/// edition is another, the first message names both.
pub(super) fn say(diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(Code, Option<Span>, String), Vec<String>> = HashMap::new();
    let mut said = HashSet::new();
    diagnostics.retain(|it| said.insert((it.code, it.primary, it.message.clone())));
    diagnostics.retain(|it| match edition_of(&it.message) {
        None => true,
        Some((words, edition)) => {
            let editions = first.entry((it.code, it.primary, words.to_owned())).or_default();
            editions.push(edition.to_owned());
            editions.len() == 1
        }
    });
    for it in diagnostics {
        let Some((words, _)) = edition_of(&it.message) else { continue };
        let editions = first.get(&(it.code, it.primary, words.to_owned()));
        if let Some([others @ .., last]) = editions.map(Vec::as_slice)
            && !others.is_empty()
        {
            it.message = format!("{words}{BEFORE}{} and {last} editions", others.join(", "));
        }
    }
}

const BEFORE: &str = " in the ";

/// A message that ends with the edition that it is about, and that edition.
fn edition_of(message: &str) -> Option<(&str, &str)> {
    let (words, edition) = message.strip_suffix(" edition")?.rsplit_once(BEFORE)?;
    let name = edition.rsplit_once(" pt ").map_or(edition, |(_, name)| name);
    (!name.contains(' ')).then_some((words, edition))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(messages: &[(&'static str, &str)]) -> Vec<String> {
        let mut diagnostics: Vec<Diagnostic> = messages
            .iter()
            .map(|(code, message)| {
                let severity = crate::diagnostic::Severity::Warning;
                Diagnostic::new(Code::of_rule(code), severity, None, (*message).to_owned())
            })
            .collect();
        say(&mut diagnostics);
        diagnostics.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn a_message_names_all_editions_that_it_is_about() {
        let wide = |edition: &str| format!("“a” is too wide in the {edition} edition");
        let (screen, large) = (wide("screen"), wide("large-print"));
        let both = "“a” is too wide in the screen and large-print editions";
        assert_eq!(said(&[("w", &screen), ("x", "b"), ("w", &large), ("x", "b")]), [both, "b"]);
        let (two, three) = (wide("18 pt large-print"), wide("24 pt large-print"));
        let all = "“a” is too wide in the screen, 18 pt large-print and 24 pt large-print editions";
        assert_eq!(said(&[("w", &screen), ("w", &two), ("w", &three)]), [all]);
        assert_eq!(said(&[("w", &screen), ("w", &screen)]), [screen.as_str()]);
        assert_eq!(said(&[("w", &screen), ("v", &large)]), [screen.as_str(), large.as_str()]);
        let other = wide("screen").replace('a', "b");
        assert_eq!(said(&[("w", &screen), ("w", &other)]), [screen.as_str(), other.as_str()]);
    }
}
