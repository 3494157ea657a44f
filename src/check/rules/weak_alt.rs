//! Descriptions of pictures that do not describe.

use crate::check::{Subject, prose};
use crate::content::{Alt, BlockKind, Image, Paragraph, Words};
use crate::diagnostic::Diagnostic;
use crate::language::Language;

/// The most characters of a description.
const MOST: usize = 150;

rule! {
    /// The description of a picture does not help those who do not see it.
    ///
    /// Looks for an `alt` or `logo_alt` that is the name of a file, that begins with "image of",
    /// "picture of" and the like, that has more than 150 characters, or that says the same as the
    /// caption or the words beside the picture.
    ///
    /// ## Who is affected
    ///
    /// People who listen to the booklet. They hear "graphic" before every description and need not
    /// be told again; a description that is as long as a paragraph cannot be stopped and searched;
    /// and one that repeats the caption is heard twice and tells nothing.
    ///
    /// ## How to mend it
    ///
    /// Say in one sentence what the picture tells those who see it. If that takes more, say it in
    /// the text, where everybody can read it. If it tells nothing, write `decorative = true`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// figure = { image = "../pictures/path.svg", alt = "Image of path.svg" }
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// figure = { image = "../pictures/path.svg", alt = "Four steps from your GP to the new doctor" }
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.1.1 Non-text Content.
    "weak-alt": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let mut findings = Vec::new();
    for image in [&book.cover.image, &book.cover.logo].into_iter().flatten() {
        findings.extend(judge(image, None, &book.language));
    }
    for chapter in &book.chapters {
        let language = chapter.language.as_ref().unwrap_or(&book.language);
        for block in &chapter.blocks {
            let language = block.language.as_ref().unwrap_or(language);
            let judged = |(image, words)| judge(image, words, language);
            findings.extend(pictures(&block.kind).into_iter().filter_map(judged));
        }
    }
    findings
}

/// Words that stand by a picture.
#[derive(Clone, Copy)]
enum Near<'a> {
    /// Its caption.
    Under(&'a Paragraph),
    /// What it illustrates.
    Beside(&'a Paragraph),
}

/// The pictures of a block, with the words by each.
fn pictures(kind: &BlockKind) -> Vec<(&Image, Option<Near<'_>>)> {
    match kind {
        BlockKind::Figures(figures) => {
            let figures = figures.iter();
            figures.map(|it| (&it.image, it.caption.as_ref().map(Near::Under))).collect()
        }
        BlockKind::Illustrated(illustrated) => {
            let rows = illustrated.rows.iter();
            rows.map(|it| (&it.image, it.text.first().map(Near::Beside))).collect()
        }
        _ => Vec::new(),
    }
}

fn judge(image: &Image, near: Option<Near<'_>>, language: &Language) -> Option<Diagnostic> {
    let Alt::Description(alt) = &image.alt else {
        return None;
    };
    let finding = |message: String| RULE.at(alt.span, message);
    if is_file_name(alt, &image.path.value) {
        return Some(
            finding(format!("the description is the name of a file: “{}”", alt.text))
                .note("people who listen hear the name of a file, and not what the picture shows")
                .help("say in a sentence what the picture shows"),
        );
    }
    if let Some(opening) = opening(&alt.text).filter(|_| language.primary() == "en") {
        return Some(
            finding(format!("the description begins with “{opening}”"))
                .note("screen readers say by themselves that it is a picture")
                .help("begin with what the picture shows"),
        );
    }
    if let Some(repeated) = near.and_then(|near| repeated(alt, near)) {
        return Some(repeated);
    }
    let length = alt.text.chars().count();
    (length > MOST).then(|| {
        finding(format!("the description has {length} characters"))
            .note("people who listen cannot stop in it, go back, or search in it")
            .help("keep it under 150 characters, and say the rest in the text")
    })
}

/// That people who listen hear the same twice.
fn repeated(alt: &Words, near: Near<'_>) -> Option<Diagnostic> {
    let (words, what, help) = match near {
        Near::Under(words) => {
            (words, "the caption", "say what the picture shows and the caption does not")
        }
        Near::Beside(words) => (
            words,
            "the words beside it",
            "write decorative = true instead, or say what the words do not",
        ),
    };
    if prose::fold(&words.plain_text()) != prose::fold(&alt.text) {
        return None;
    }
    let finding = RULE.at(alt.span, format!("the description says the same as {what}"));
    let note = "people who listen hear the same words twice";
    Some(finding.label(words.span, what).note(note).help(help))
}

fn is_file_name(alt: &Words, path: &str) -> bool {
    const ENDINGS: [&str; 8] = [".png", ".jpg", ".jpeg", ".svg", ".gif", ".tif", ".tiff", ".webp"];
    let alt = alt.text.trim().to_lowercase();
    let path = path.to_lowercase();
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let coded = alt.contains(['_', '-']) || alt.contains(|c: char| c.is_ascii_digit());
    ENDINGS.iter().any(|ending| alt.ends_with(ending)) || (alt == stem && coded)
}

/// The words that say no more than that it is a picture.
fn opening(alt: &str) -> Option<String> {
    const THINGS: [&str; 8] = [
        "image",
        "picture",
        "photo",
        "photograph",
        "graphic",
        "illustration",
        "icon",
        "screenshot",
    ];
    let words: Vec<&str> = alt.split_whitespace().take(3).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let articles =
        usize::from(lower.first().is_some_and(|word| ["a", "an", "the"].contains(&&**word)));
    let thing = lower.get(articles)?.trim_end_matches(':');
    let next = lower.get(articles + 1).map(String::as_str);
    let colon = lower[articles].ends_with(':');
    let shows = colon || next.is_some_and(|next| matches!(next, "of" | "showing" | "shows"));
    let end = articles + if colon { 1 } else { 2 };
    (THINGS.contains(&thing) && shows).then(|| words[..end].join(" "))
}
