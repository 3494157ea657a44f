//! Text that is stretched to both sides.

use crate::check::Subject;
use crate::content::Align;
use crate::diagnostic::Diagnostic;

rule! {
    /// The text is justified: stretched to both margins.
    ///
    /// Looks for `align = "justify"` in `[theme]` and `[edition.large-print]`.
    ///
    /// ## Who is affected
    ///
    /// People with dyslexia and people with low vision. The gaps between words differ from line to
    /// line, and run down the page as white rivers.
    ///
    /// ## How to mend it
    ///
    /// Take the line out. Text is then even on the side where reading begins.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [theme]
    /// align = "justify"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [theme]
    /// align = "start"
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criterion 1.4.8 Visual Presentation; RNIB Clear Print; the European
    /// easy-to-read standards (Information for all).
    "justified-text": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let theme = &subject.book.theme;
    let keys = [&theme.base.align, &theme.large_print.align].into_iter().flatten();
    keys.filter(|align| align.value == Align::Justify)
        .map(|align| {
            RULE.at(align.span, "the text is stretched to both margins")
                .note("uneven gaps between words make reading hard for people with dyslexia")
                .help("take the line out, or write align = \"start\"")
        })
        .collect()
}
