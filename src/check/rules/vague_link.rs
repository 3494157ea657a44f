//! Links whose words do not say where they lead.

use crate::check::{Subject, prose};
use crate::content::Link;
use crate::diagnostic::Diagnostic;
use crate::language::{Facts, Language};

rule! {
    /// The words of a link do not say where it leads.
    ///
    /// Looks for links such as "click here", "here", "read more", "this link" and "find out more",
    /// and for their like in Dutch, French, German, Italian, Polish, Portuguese, Spanish and Welsh.
    ///
    /// ## Who is affected
    ///
    /// People who use a screen reader, who go from link to link and hear "here, here, read more";
    /// and everybody who holds the booklet on paper.
    ///
    /// ## How to mend it
    ///
    /// Make the name of what it leads to the words of the link.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "For more on travel costs, [click here](https://www.example.org/travel)."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "You can read about [help with travel costs](https://www.example.org/travel)."
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criteria 2.4.4 Link Purpose (In Context) and 2.4.9 Link Purpose (Link
    /// Only).
    "vague-link": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        for (link, range, segment, words) in passage.links() {
            if is_vague(&words, segment.language) {
                findings.push(complaint(&words, link, passage.place(range)));
            }
        }
    }
    findings
}

fn is_vague(words: &str, language: &Language) -> bool {
    let folded = prose::fold(words);
    let begins = |start: &&str| folded.strip_prefix(*start).is_some_and(|it| it.starts_with(' '));
    Facts::of(language).is_some_and(|facts| {
        facts.vague_links.contains(&folded.as_str())
            || facts.vague_link_beginnings.iter().any(begins)
    })
}

fn complaint(words: &str, link: &Link, span: crate::source::Span) -> Diagnostic {
    let place = if span.source == link.span.source { span } else { link.span };
    RULE.at(place, format!("the link “{}” does not say where it leads", words.trim()))
        .note("people who go from link to link with a screen reader hear these words alone")
        .help("name what it leads to: [help with travel costs](…)")
}
