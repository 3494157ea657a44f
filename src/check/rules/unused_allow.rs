//! An `allow` that silences nothing.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

rule! {
    /// An `allow` silences nothing.
    ///
    /// Either nothing in its reach breaks the rule any more, or its code is misspelt, or the code is
    /// an error of `build`, which cannot be silenced.
    ///
    /// ## Who is affected
    ///
    /// Your own team. An old `allow` would hide the next finding, which nobody has looked at.
    ///
    /// ## How to mend it
    ///
    /// Take it out, or correct its code. An `allow` at the top of booklet.toml reaches everywhere, in
    /// a chapter's file it reaches that chapter, in a block that block.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// allow = [{ code = "long-sentense", reason = "the wording is the law's" }]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// allow = [{ code = "long-sentence", reason = "the wording is the law's" }]
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: what is silenced should be seen.
    "unused-allow": Warning, look
}

/// Found where `allow` is applied, after all other rules.
fn look(_: &Subject<'_>) -> Vec<Diagnostic> {
    Vec::new()
}

/// What is said of an `allow` of a rule that finds nothing in its reach.
pub fn idle(code: &str, span: Span) -> Diagnostic {
    RULE.at(span, format!("this `allow` silences nothing: there is no `{code}` in its reach"))
        .note("it would hide the next finding, which nobody has looked at")
        .help("take it out")
}

/// What is said of an `allow` whose code is that of no rule.
pub fn unknown(code: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let finding = RULE
        .at(span, format!("this `allow` silences nothing: there is no rule `{code}`"))
        .note("an error of `build` cannot be silenced");
    finding.help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "take it out, or write the code that the message has in its brackets".to_owned(),
    })
}
