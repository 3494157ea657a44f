//! Diagnostics for people: the line, a caret under the exact words, why, and what to do.

use std::collections::HashMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::changes;
use super::excerpt::Excerpt;
use super::stream::harmless;
use crate::codes::Code;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::source::{SourceId, Sources, Span};

/// The most bytes of source that a report shows. The renderer reads each line that it shows from end
/// to end: a thousand faults in a line of a megabyte would take minutes.
const MOST_SHOWN: usize = 500_000;

/// The most problems of a code in a file that are told one by one.
const MOST_ALIKE: usize = 100;
/// The most that are told in the same words.
const MOST_SAME: usize = 20;

/// Renders the diagnostics, an empty line after each; those that would show too much in one line.
/// Of a great many alike in a file the first are told, and how many more there are.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    let mut room = MOST_SHOWN;
    let (told, left_out) = told(diagnostics);
    for diagnostic in told {
        let shown = shown(diagnostic, sources);
        if shown <= room {
            room -= shown;
            let plain = plain(diagnostic);
            text.push_str(&renderer.render(&groups(&plain, sources)));
            let patches = plain.helps.iter().filter_map(|help| Some((help, help.patch.as_ref()?)));
            for (help, patch) in patches {
                if let Some(lines) =
                    changes::lines(Excerpt::around(sources, patch.span.source, [patch.span]), patch)
                {
                    text.push_str(&changes::shown(&help.text, &lines, colour));
                }
            }
        } else {
            text.push_str(&harmless(&diagnostic::line(diagnostic, sources), false));
        }
        text.push_str("\n\n");
    }
    for (code, file, number) in left_out {
        let path = file.map_or(String::new(), |file| format!(" in {}", sources.file(file).path));
        let more = grouped(number);
        text.push_str(&format!(
            "and {more} more of {code}{path}; --format json names them all\n\n"
        ));
    }
    text
}

/// How many there are more of a code in a file.
type LeftOut = (Code, Option<SourceId>, usize);

/// Those that are told one by one, and those that are not.
fn told(diagnostics: &[Diagnostic]) -> (Vec<&Diagnostic>, Vec<LeftOut>) {
    let mut told = Vec::new();
    let mut left_out: Vec<LeftOut> = Vec::new();
    let mut places: HashMap<(Code, Option<SourceId>), usize> = HashMap::new();
    let mut alike: HashMap<(Code, Severity, Option<SourceId>), usize> = HashMap::new();
    let mut same: HashMap<(Code, Option<SourceId>, &str), usize> = HashMap::new();
    for diagnostic in diagnostics {
        let file = diagnostic.primary.map(|span| span.source);
        let number = alike.entry((diagnostic.code, diagnostic.severity, file)).or_default();
        let same = same.entry((diagnostic.code, file, &diagnostic.message)).or_default();
        if *number < MOST_ALIKE && *same < MOST_SAME {
            *number += 1;
            *same += 1;
            told.push(diagnostic);
        } else {
            let place = *places.entry((diagnostic.code, file)).or_insert_with(|| {
                left_out.push((diagnostic.code, file, 0));
                left_out.len() - 1
            });
            left_out[place].2 += 1;
        }
    }
    (told, left_out)
}

/// How many bytes of source a diagnostic shows.
fn shown(diagnostic: &Diagnostic, sources: &Sources) -> usize {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    let spans: Vec<Span> = diagnostic.primary.into_iter().chain(labels).collect();
    let patches = diagnostic.helps.iter().filter_map(|help| help.patch.as_ref());
    let patched = patches.map(|patch| patch.span);
    let length =
        |file: SourceId, spans: Vec<Span>| Excerpt::around(sources, file, spans).text.len();
    let mut shown = 0;
    for (at, span) in spans.iter().enumerate() {
        if !spans[..at].iter().any(|other| other.source == span.source) {
            let of_file = spans.iter().copied().filter(|other| other.source == span.source);
            shown += length(span.source, of_file.collect());
        }
    }
    shown + patched.map(|span| length(span.source, vec![span])).sum::<usize>()
}

/// A number with a comma before every three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The same with words that drive no terminal: what the renderer puts around them may.
fn plain(diagnostic: &Diagnostic) -> Diagnostic {
    let mut plain = diagnostic.clone();
    let labels = plain.labels.iter_mut().map(|label| &mut label.text);
    let helps = plain.helps.iter_mut().map(|help| &mut help.text);
    let words = [&mut plain.message, &mut plain.caption].into_iter().chain(&mut plain.notes);
    for words in words.chain(labels).chain(helps) {
        *words = harmless(words, false);
    }
    plain
}

fn groups<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title).elements(causes(diagnostic, sources));
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    let mut groups = Vec::new();
    let mut suggestions = Vec::new();
    for help in &diagnostic.helps {
        match &help.patch {
            None => group = group.element(Level::HELP.message(help.text.as_str())),
            Some(patch) => {
                let excerpt = Excerpt::around(sources, patch.span.source, [patch.span]);
                if changes::lines(excerpt, patch).is_some() {
                    continue;
                }
                let change = Patch::new(excerpt.range(patch.span), patch.replacement.as_str());
                suggestions.push(
                    Level::HELP
                        .secondary_title(help.text.as_str())
                        .element(excerpt.snippet().patch(change)),
                );
            }
        }
    }
    groups.push(group);
    groups.append(&mut suggestions);
    groups
}

/// One snippet for each file that the diagnostic points into, its own place first.
fn causes<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let primary =
        diagnostic.primary.map(|span| (AnnotationKind::Primary, span, &diagnostic.caption));
    let labels =
        diagnostic.labels.iter().map(|label| (AnnotationKind::Context, label.span, &label.text));
    let marks: Vec<_> = primary.into_iter().chain(labels).collect();
    let mut files: Vec<SourceId> = Vec::new();
    for (_, span, _) in &marks {
        if !files.contains(&span.source) {
            files.push(span.source);
        }
    }
    let snippet = |file: SourceId| {
        let marks = marks.iter().filter(|(_, span, _)| span.source == file);
        let excerpt = Excerpt::around(sources, file, marks.clone().map(|(_, span, _)| *span));
        let annotations = marks.map(|(kind, span, text)| {
            let words = (!text.is_empty()).then_some(text.as_str());
            kind.span(excerpt.range(*span)).label(words)
        });
        excerpt.snippet().annotations(annotations)
    };
    files.into_iter().map(snippet).collect()
}

/// `1 error`, `2 errors`.
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// How many errors and warnings there are, in words; nothing where there are none.
pub(super) fn tally(diagnostics: &[Diagnostic]) -> Option<String> {
    let number = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    let counted: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .map(|(severity, word)| (number(severity), word))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| count(number, word))
        .collect();
    (!counted.is_empty()).then(|| counted.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    fn sources() -> (Sources, SourceId, SourceId) {
        let mut sources = Sources::new();
        let chapter =
            sources.add("chapters/01.toml", "title = \"Hÿ\"\r\n\n[[block]]\ntxet = \"a\"\n");
        let booklet = sources.add("booklet.toml", "[values]\nphone = \"{call}\"\n");
        (sources, chapter, booklet)
    }

    #[test]
    fn the_caret_is_under_the_exact_words_and_the_change_is_shown() {
        let (sources, chapter, _) = sources();
        let at = sources.file(chapter).text.find("txet").unwrap();
        let span = Span::new(chapter, at, at + 4);
        let diagnostic = Diagnostic::error(codes::UNKNOWN_KEY, span, "unknown key `txet`")
            .caption("not known here")
            .note("a key that is not known would be left out")
            .fix("write `text`", span, "text");
        let report = render(&[diagnostic], &sources, false);
        let expected = "\
error[unknown-key]: unknown key `txet`
 --> chapters/01.toml:4:1
  |
4 | txet = \"a\"
  | ^^^^ not known here
  |
  = note: a key that is not known would be left out
help: write `text`
  |
4 - txet = \"a\"
4 + text = \"a\"
  |

";
        assert_eq!(report, expected);
    }

    #[test]
    fn a_label_in_another_file_has_a_snippet_of_its_own() {
        let (sources, chapter, booklet) = sources();
        let diagnostic = Diagnostic::warning(codes::BAD_MARK, Span::new(chapter, 0, 5), "a mark")
            .label(Span::new(booklet, 9, 14), "defined here");
        let report = render(&[diagnostic], &sources, false);
        assert!(report.contains("--> chapters/01.toml:1:1"), "{report}");
        assert!(report.contains("booklet.toml:2:1"), "{report}");
        assert!(report.contains("defined here"), "{report}");
    }

    #[test]
    fn spans_between_bytes_and_past_the_end_are_mended() {
        let (sources, chapter, _) = sources();
        let inside = sources.file(chapter).text.find('ÿ').unwrap() + 1;
        for span in [Span::new(chapter, inside, inside), Span::new(chapter, 9999, 9999)] {
            let report = render(&[Diagnostic::error(codes::BAD_MARK, span, "x")], &sources, false);
            assert!(report.contains("chapters/01.toml"), "{report}");
        }
    }

    #[test]
    fn of_a_great_many_alike_the_first_are_told_and_the_rest_are_counted() {
        let (sources, chapter, booklet) = sources();
        let fault = |code, file, words: String| Diagnostic::error(code, Span::top(file), words);
        let mut many: Vec<Diagnostic> =
            (0..1500).map(|_| fault(codes::BAD_MARK, chapter, "the same".into())).collect();
        many.extend((0..150).map(|at| fault(codes::UNKNOWN_VALUE, booklet, format!("no {at}"))));
        many.extend((0..19).map(|_| fault(codes::BAD_MARK, booklet, "the same".into())));
        let report = render(&many, &sources, false);
        assert_eq!(report.matches("error[bad-mark]").count(), 20 + 19);
        assert_eq!(report.matches("error[unknown-value]").count(), 100);
        let end = "and 1,480 more of bad-mark in chapters/01.toml; --format json names them all\n\n\
                   and 50 more of unknown-value in booklet.toml; --format json names them all\n\n";
        assert!(report.ends_with(end), "{}", &report[report.len() - 300..]);
    }

    #[test]
    fn what_lies_between_two_places_is_not_read_for_each_of_a_great_many_faults() {
        let mut sources = Sources::new();
        let id = sources.add("a.toml", &format!("{}\n", "x".repeat(2_399)).repeat(100));
        let fault = |at: usize| {
            Diagnostic::error(codes::BAD_MARK, Span::new(id, 0, 1), format!("{}", at % 100))
                .label(Span::new(id, 239_990, 239_991), "here")
        };
        let many: Vec<Diagnostic> = (0..2000).map(fault).collect();
        let report = render(&many, &sources, false);
        // What is between the two places is read too: two faults fit into what is shown, and the
        // others are told in a line each.
        assert_eq!(report.matches("--> a.toml:1:1").count(), 2);
        assert_eq!(report.matches("error[bad-mark]").count(), 100);
        assert!(report.contains("error[bad-mark] a.toml:1:1-1:2: 99\n"));
    }

    #[test]
    fn colours_are_used_only_where_asked_for() {
        let (sources, chapter, _) = sources();
        let diagnostic = [Diagnostic::error(codes::BAD_MARK, Span::top(chapter), "x")];
        assert!(!render(&diagnostic, &sources, false).contains('\u{1b}'));
        assert!(render(&diagnostic, &sources, true).contains('\u{1b}'));
    }
}
