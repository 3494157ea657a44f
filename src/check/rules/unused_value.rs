//! Values that no string uses.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

rule! {
    /// A value is used nowhere.
    ///
    /// Looks at the names under `[values]` in booklet.toml. Values of the house file may be left
    /// unused.
    ///
    /// ## Who is affected
    ///
    /// Your own team, and with it the readers: somebody changes the value, a telephone number
    /// perhaps, and the old one stays in the text.
    ///
    /// ## How to mend it
    ///
    /// Write its name in braces where its words stand, or take it out.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [values]
    /// support_line = "0808 008 7054"
    ///
    /// [[contact.point]]
    /// name = "Support line"
    /// phone = "0808 008 7054"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [values]
    /// support_line = "0808 008 7054"
    ///
    /// [[contact.point]]
    /// name = "Support line"
    /// phone = "{support_line}"
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: one place to change a fact.
    "unused-value": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let unused = subject.book.values.iter().filter(|value| value.own && !value.used);
    unused
        .map(|value| {
            let name = &value.name.value;
            RULE.at(value.name.span, format!("the value `{name}` is used nowhere"))
                .note("who changes it will think that the booklet has changed")
                .help(format!("write {{{name}}} where its words stand, or take it out"))
        })
        .collect()
}
