//! Facts of the booklet that `chapbook new` writes, which its author has not put right yet.

use crate::check::Subject;
use crate::content::Reach;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Names of values in the booklet that `chapbook new` writes, and where these lead.
const LEADS: [(&str, &str); 2] =
    [("support_line", "tel:01632960000"), ("support_email", "mailto:help@example.org")];

/// Who publishes it.
const PUBLISHER: &str = "Example Health";

rule! {
    /// Facts of the example are still in the booklet.
    ///
    /// Looks in booklets that were begun by `chapbook new` for the telephone number, the email address
    /// and the publisher that it puts there.
    ///
    /// ## Who is affected
    ///
    /// Everybody who calls or writes for help: nobody is there.
    ///
    /// ## How to mend it
    ///
    /// Put your own number and address into the place of the example's, and the name of your
    /// organisation.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [values]
    /// support_line = "01632 960 000"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [values]
    /// support_line = "0808 008 7054"
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: it writes these facts itself.
    "untouched-example": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let named = |name: &str| book.values.iter().any(|value| value.own && value.name.value == name);
    if !LEADS.iter().any(|(name, _)| named(name)) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if let Some(publisher) = book.publisher.as_ref().filter(|it| &*it.text == PUBLISHER) {
        let message = format!("the publisher is still “{PUBLISHER}”, as chapbook new wrote it");
        let finding = RULE.at(publisher.span, message);
        let finding = finding.note("readers cannot tell who answers for what they read");
        findings.push(finding.help("write the name of your organisation in its place"));
    }
    let points = book.contact.points.iter();
    let ways: Vec<&Reach> =
        points.flat_map(|point| point.phone.iter().chain(&point.email)).collect();
    for (name, link) in LEADS {
        let Some(reach) = ways.iter().find(|reach| reach.link == link) else { continue };
        if named(name) {
            let shown = &reach.shown.text;
            let message = format!("{shown} is still the one that chapbook new wrote");
            let finding = complaint(reach.shown.span, message);
            findings.push(finding.help(format!(
                "write your own in its place: {name} = \"…\" under [values] in booklet.toml"
            )));
        }
    }
    findings
}

fn complaint(place: Span, message: String) -> Diagnostic {
    RULE.at(place, message).note("it leads to nobody, and readers will try it")
}
