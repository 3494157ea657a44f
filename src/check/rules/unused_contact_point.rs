//! Contact points that no chapter names.

use crate::check::Subject;
use crate::content::{BlockKind, ContactPoint, Place, Reach, Target};
use crate::diagnostic::Diagnostic;

rule! {
    /// No chapter leads to a contact point.
    ///
    /// Looks at the contact points that booklet.toml defines itself, where there are two or more. A
    /// chapter leads to one where it shows it with `contact_point`, links to one of its numbers or
    /// addresses, or links to the contact section with `#contact`.
    ///
    /// ## Who is affected
    ///
    /// Readers, who find a number on the back page and are not told what it is good for.
    ///
    /// ## How to mend it
    ///
    /// Show it in the chapter where it helps, or take it out.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [[block]]
    /// text = "Our nurses can talk it through with you."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// text = "Our nurses can talk it through with you."
    ///
    /// [[block]]
    /// contact_point = "Nurses' line"
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: help is offered where it is needed.
    "unused-contact-point": Warning, look
}

/// Whether it is an emergency number alone, which every reader may need whatever a chapter says.
fn is_emergency(point: &ContactPoint) -> bool {
    let short = |reach: &Reach| reach.link.chars().filter(char::is_ascii_digit).count() <= 3;
    !point.phone.is_empty() && point.phone.iter().all(short)
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let points = &subject.book.contact.points;
    // A single one is what the back page is for.
    if points.len() < 2 || leads_to_contact(subject) {
        return Vec::new();
    }
    let unused = points.iter().enumerate().filter(|(index, point)| {
        point.own
            && !is_emergency(point)
            && !is_shown(subject, *index)
            && !is_linked(subject, point)
    });
    unused
        .map(|(_, point)| {
            let name = &point.name.text;
            RULE.at(point.name.span, format!("no chapter leads to the contact point “{name}”"))
                .note("readers are not told what it is good for")
                .help(format!("show it where it helps, contact_point = \"{name}\", or take it out"))
        })
        .collect()
}

fn is_shown(subject: &Subject<'_>, index: usize) -> bool {
    let mut blocks = subject.book.chapters.iter().flat_map(|chapter| &chapter.blocks);
    blocks.any(|block| matches!(block.kind, BlockKind::ContactPoint(shown) if shown == index))
}

fn targets<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = &'a Target> {
    let segments = subject.passages.iter().flat_map(|passage| &passage.segments);
    segments.filter_map(|segment| segment.link).map(|link| &link.target)
}

fn leads_to_contact(subject: &Subject<'_>) -> bool {
    targets(subject).any(|target| *target == Target::Place(Place::Contact))
}

fn is_linked(subject: &Subject<'_>, point: &ContactPoint) -> bool {
    let ways = [&point.phone, &point.sms, &point.textphone, &point.email, &point.web];
    let links: Vec<&str> = ways.into_iter().flatten().map(|reach| reach.link.as_str()).collect();
    targets(subject).any(
        |target| matches!(target, Target::Address(address) if links.contains(&address.as_str())),
    )
}
