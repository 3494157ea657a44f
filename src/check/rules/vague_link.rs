//! Links whose words do not say where they lead.

use crate::check::{Subject, prose};
use crate::content::Link;
use crate::diagnostic::Diagnostic;

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

/// Words that are vague as a whole link, by primary language subtag.
const VAGUE: [(&str, &[&str]); 9] = [
    (
        "en",
        &[
            "click",
            "click here",
            "click this link",
            "click on this link",
            "details",
            "find out more",
            "find out more here",
            "follow this link",
            "for more",
            "further details",
            "further information",
            "go",
            "go here",
            "here",
            "learn more",
            "link",
            "more",
            "more details",
            "more here",
            "more info",
            "more information",
            "read more",
            "read more here",
            "read on",
            "see here",
            "see more",
            "tap here",
            "this",
            "this link",
            "this page",
            "this site",
            "this web page",
            "this webpage",
            "this website",
            "visit",
            "visit this page",
            "continue",
            "continue reading",
            "download",
            "download here",
            "info",
            "learn more here",
            "link here",
            "press here",
            "this article",
            "view more",
            "visit here",
            "visit our website here",
            "website here",
            "visit this website",
            "web page",
            "webpage",
        ],
    ),
    ("cy", &["cliciwch yma", "darllen mwy", "mwy", "yma"]),
    ("de", &["hier", "hier klicken", "klicken sie hier", "mehr", "mehr erfahren", "weiterlesen"]),
    ("fr", &["cliquez ici", "en savoir plus", "ici", "lire la suite", "plus"]),
    ("es", &["aquí", "haga clic aquí", "leer más", "más", "más información"]),
    ("it", &["clicca qui", "leggi di più", "qui"]),
    ("nl", &["hier", "klik hier", "lees meer", "meer"]),
    ("pl", &["czytaj więcej", "kliknij tutaj", "tutaj", "więcej"]),
    ("pt", &["aqui", "clique aqui", "leia mais", "saiba mais"]),
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        for (link, range, segment, words) in passage.links() {
            if is_vague(&words, segment.language.primary()) {
                findings.push(complaint(&words, link, passage.place(range)));
            }
        }
    }
    findings
}

fn is_vague(words: &str, language: &str) -> bool {
    let folded = prose::fold(words);
    let list = VAGUE.iter().find(|(primary, _)| *primary == language).map_or(&[][..], |(_, l)| l);
    let clicks = language == "en"
        && ["click here ", "click this link ", "read more here "]
            .iter()
            .any(|start| folded.starts_with(start));
    list.contains(&folded.as_str()) || clicks
}

fn complaint(words: &str, link: &Link, span: crate::source::Span) -> Diagnostic {
    let place = if span.source == link.span.source { span } else { link.span };
    RULE.at(place, format!("the link “{}” does not say where it leads", words.trim()))
        .note("people who go from link to link with a screen reader hear these words alone")
        .help("name what it leads to: [help with travel costs](…)")
}
