//! Colours that are too much alike.

use crate::check::{LaidOut, Subject};
use crate::content::{Theme, ThemeKeys};
use crate::diagnostic::{Diagnostic, Severity};
use crate::geometry::Color;
use crate::source::Span;

/// The least contrast of text (WCAG 2.2, 1.4.3).
const LEAST: f32 = 4.5;
/// The contrast that text should have (WCAG 2.2, 1.4.6).
const GOOD: f32 = 7.0;

rule! {
    /// The colour of words is too much like the colour behind them.
    ///
    /// Works out the contrast of the colours in `[theme]` and `[edition.…]`: the text, headings
    /// (`accent`) and links on the page (`paper`), and white words on the `accent` of the cover.
    /// Under 4.5:1 it is an error, under 7:1 a warning. The `html` edition puts this right by
    /// itself, and the editions for printing are on white paper.
    ///
    /// ## Who is affected
    ///
    /// People with low vision, people who see colours differently, and everybody who reads in poor
    /// light, on a bad screen, or a copy from a tired printer.
    ///
    /// ## How to mend it
    ///
    /// Choose a darker `accent`, or a lighter `paper`.
    ///
    /// ## Example
    ///
    /// Before (3:1):
    ///
    /// ```toml
    /// [theme]
    /// accent = "#00A0B4"
    /// ```
    ///
    /// After (9:1):
    ///
    /// ```toml
    /// [theme]
    /// accent = "#00505C"
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criteria 1.4.3 Contrast (Minimum) and 1.4.6 Contrast (Enhanced).
    "low-contrast": Error, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for laid_out in &subject.layouts {
        for pair in pairs(laid_out) {
            let ratio = pair.words.contrast(pair.ground);
            if ratio >= GOOD {
                continue;
            }
            let place = place(&subject.book.theme, laid_out.is_large_print(), pair.key);
            let finding = complaint(&pair, ratio, place.unwrap_or(subject.book.span));
            // Two editions that share the colours are told of once.
            let known = |other: &Diagnostic| {
                (other.primary, &other.message) == (finding.primary, &finding.message)
            };
            if !findings.iter().any(known) {
                findings.push(finding);
            }
        }
    }
    findings
}

/// Words on a ground, and the key that the author would change.
struct Pair {
    what: &'static str,
    words: Color,
    ground: Color,
    key: ColorKey,
}

#[derive(Clone, Copy)]
enum ColorKey {
    Accent,
    Paper,
}

fn pairs(laid_out: &LaidOut<'_>) -> Vec<Pair> {
    let palette = laid_out.palette;
    let pair = |what, words, ground, key| Pair { what, words, ground, key };
    let mut pairs = vec![
        pair("text on the page", Color::BLACK, palette.paper, ColorKey::Paper),
        pair("links on the page", palette.link, palette.paper, ColorKey::Paper),
        pair("headings on the page", palette.accent, palette.paper, ColorKey::Accent),
    ];
    if palette.paper != Color::WHITE {
        pairs.push(pair(
            "white words on the accent",
            Color::WHITE,
            palette.accent,
            ColorKey::Accent,
        ));
    }
    pairs
}

/// Where the author set a colour, else the other one of the two.
fn place(theme: &Theme, large: bool, key: ColorKey) -> Option<Span> {
    let own = if large { &theme.large_print } else { &theme.screen };
    let accent = |keys: &ThemeKeys| keys.accent.as_ref().map(|accent| accent.span);
    let paper = |keys: &ThemeKeys| keys.paper.as_ref().map(|paper| paper.span);
    let accent = accent(own).or_else(|| accent(&theme.base));
    let paper = paper(own).or_else(|| paper(&theme.base));
    match key {
        ColorKey::Accent => accent.or(paper),
        ColorKey::Paper => paper.or(accent),
    }
}

fn complaint(pair: &Pair, ratio: f32, place: Span) -> Diagnostic {
    // Rounded down, so that 4.49 does not read as enough.
    let ratio_shown = (ratio * 10.0).floor() / 10.0;
    let mut finding = RULE
        .at(place, format!("{} have a contrast of {ratio_shown}:1 only", pair.what))
        .note("people with low vision cannot read words that are too much like their ground");
    if pair.what.starts_with("text") {
        finding.message = finding.message.replace(" have ", " has ");
    }
    if ratio >= LEAST {
        finding.severity = Severity::Warning;
    }
    let aim = if ratio < LEAST { "4.5:1 is needed, 7:1 is good" } else { "7:1 is good" };
    finding.help(match pair.key {
        ColorKey::Accent => format!("choose a darker accent: {aim}"),
        ColorKey::Paper => format!("choose a lighter paper: {aim}"),
    })
}
