//! What only the layout of words shows to be wrong with them.

use super::Composer;
use super::draft::Draft;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::typeset::SetParagraph;

impl Composer<'_> {
    /// Reports the characters that no font has.
    pub(super) fn report_missing(&mut self, draft: &Draft) {
        for (index, run) in draft.runs.iter().enumerate() {
            let end = draft.runs.get(index + 1).map_or(draft.text.len(), |next| next.start);
            let missing = self.settings.fonts.missing(&draft.text[run.start..end], &run.style);
            for (range, character, family) in missing {
                let place = draft.place(run.start + range.start..run.start + range.end);
                let place = place.unwrap_or(self.book.span);
                if self.missing.insert((place, character)) {
                    self.diagnostics.push(missing_glyph(place, character, family));
                }
            }
        }
    }

    /// Reports the words and numbers that were broken because their column is narrower.
    pub(super) fn report_broken(&mut self, draft: &Draft, set: &SetParagraph) {
        for range in &set.broken_words {
            let word = shortened(&draft.text[range.clone()]);
            let edition = self.settings.edition;
            let problem = if let Some(place) = draft.place(range.clone()) {
                too_wide(place, &word, edition)
            } else if let Some(reference) = draft.reference(range.start) {
                broken(
                    reference.span,
                    format!("“{word}” is wider than its column in the {edition} edition"),
                )
                .help("it says where the link leads: use fewer columns or levels of lists")
            } else {
                continue;
            };
            self.diagnostics.push(problem);
        }
    }
}

/// A word, or a number, that was broken between any two of its letters. Its message ends with the
/// edition, so that `make` can join what several editions say of it.
fn too_wide(place: Span, word: &str, edition: &str) -> Diagnostic {
    if word.contains(char::is_numeric) {
        // A hyphen within a number would be read as part of it.
        let message =
            format!("the number in “{word}” is broken over two lines in the {edition} edition");
        return Diagnostic::warning(codes::WORD_TOO_WIDE, place, message)
            .note("half of a dose or of a telephone number is taken for the whole of it")
            .help("give it more room: fewer or wider columns, or a list in place of the table");
    }
    broken(place, format!("“{word}” is wider than its column in the {edition} edition"))
        .help("use a shorter word, or write a soft hyphen (\\u00AD) where it may be broken")
}

fn broken(place: Span, message: String) -> Diagnostic {
    Diagnostic::warning(codes::WORD_TOO_WIDE, place, message)
        .note("it was broken at the end of a line, which makes it harder to read")
}

/// A word as a message shows it: enough of it to be known again.
fn shortened(word: &str) -> String {
    const MOST: usize = 200;
    match word.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &word[..at]),
        None => word.to_owned(),
    }
}

/// Pictures that points begin with in messages and on the web.
const BULLETS: [char; 8] = ['✅', '❌', '👉', '🔹', '🔸', '📌', '⭐', '🔵'];

fn missing_glyph(place: Span, character: char, family: Option<&'static str>) -> Diagnostic {
    let point = u32::from(character);
    let problem = Diagnostic::error(
        codes::MISSING_GLYPH,
        place,
        format!("no font has the character “{character}” (U+{point:04X})"),
    )
    .note("it would be an empty box on paper, and silence in a screen reader");
    if BULLETS.contains(&character) {
        return problem.help(
            "take it out; where it begins a point, write the points as a list: bullets = [\"…\", \"…\"]",
        );
    }
    match family {
        Some(family) => problem.help(format!(
            "put the font {family} into a folder “fonts” beside booklet.toml, or write the \
             character another way"
        )),
        None => problem.help(
            "write the character another way, or put a font that has it into a folder “fonts” \
             beside booklet.toml",
        ),
    }
}
