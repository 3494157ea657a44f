//! Headings with nothing under them.

use crate::check::Subject;
use crate::content::{Block, BlockKind, Paragraph};
use crate::diagnostic::Diagnostic;

rule! {
    /// A heading has nothing under it.
    ///
    /// Looks for a heading that is at once followed by another of the same level or a higher one,
    /// and for a heading at the end of a chapter.
    ///
    /// ## Who is affected
    ///
    /// People who go from heading to heading with a screen reader. They stop at it, find nothing,
    /// and cannot tell whether something is missing.
    ///
    /// ## How to mend it
    ///
    /// Write a sentence under it, take it out, or make the second one a `subheading`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [[block]]
    /// heading = "Getting ready"
    ///
    /// [[block]]
    /// heading = "What to bring"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// heading = "Getting ready"
    ///
    /// [[block]]
    /// subheading = "What to bring"
    /// ```
    ///
    /// ## Source
    ///
    /// WCAG 2.2, success criteria 2.4.6 Headings and Labels and 2.4.10 Section Headings.
    "stacked-headings": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for chapter in &subject.book.chapters {
        for (at, block) in chapter.blocks.iter().enumerate() {
            let Some((level, line)) = heading(block) else { continue };
            // A new page is nothing to read.
            let next = chapter.blocks[at + 1..]
                .iter()
                .find(|block| !matches!(block.kind, BlockKind::PageBreak));
            match next.map(heading) {
                Some(Some((other, second))) if other <= level => {
                    let finding = complaint(line, "is at once followed by another");
                    findings.push(finding.label(second.span, "the other one"));
                }
                None => findings.push(complaint(line, "is the last thing in its chapter")),
                _ => {}
            }
        }
    }
    findings
}

fn heading(block: &Block) -> Option<(u8, &Paragraph)> {
    match &block.kind {
        BlockKind::Heading(line) => Some((2, line)),
        BlockKind::Subheading(line) => Some((3, line)),
        _ => None,
    }
}

fn complaint(line: &Paragraph, what: &str) -> Diagnostic {
    RULE.at(line.span, format!("this heading {what}, with nothing under it"))
        .note("people who go from heading to heading stop here and find nothing")
        .help("write a sentence under it, take it out, or make what follows a `subheading`")
}
