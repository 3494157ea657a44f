//! `allow`: what an author silences, and what that has silenced.

use super::rules::unused_allow;
use super::{RULES, Subject};
use crate::codes::{self, Code};
use crate::content::{Allow, Book};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::source::Span;

/// Warnings of `build`, which an author may silence in `check` as if they were rules.
const OF_BUILD: [Code; 6] = [
    codes::COARSE_PICTURE,
    codes::DOUBTFUL_ADDRESS,
    codes::PICTURE_CHANGED,
    codes::UNLISTED_CHAPTER,
    codes::WHITE_BOX,
    codes::WORD_TOO_WIDE,
];

/// An `allow` and how far it reaches.
struct Reach<'a> {
    allow: &'a Allow,
    chapter: Option<usize>,
    block: Option<usize>,
    used: bool,
}

/// Takes out what is silenced; adds the ones that silence nothing where `complete`, and always
/// those whose code does not exist.
pub(super) fn apply(
    subject: &Subject<'_>,
    findings: Vec<Diagnostic>,
    complete: bool,
) -> Vec<Diagnostic> {
    let mut reaches = reaches(subject.book);
    let mut left = silence(subject.book, findings, &mut reaches);
    for own in [false, true] {
        // Those that silence `unused-allow` are judged after those that it speaks of.
        let idle = reaches.iter().filter(|reach| {
            let speaks_of_itself = reach.allow.code.value == unused_allow::RULE.code.as_str();
            reach.allow.own && !reach.used && speaks_of_itself == own
        });
        let idle: Vec<Diagnostic> =
            idle.filter_map(|reach| complaint(reach.allow, complete)).collect();
        left.extend(silence(subject.book, idle, &mut reaches));
    }
    left
}

/// Whether `build` too keeps silent: a chapter that lies there for a reason is no news to anybody.
#[must_use]
pub fn is_left_out(book: &Book, finding: &Diagnostic) -> bool {
    finding.code == codes::UNLISTED_CHAPTER
        && book.allow.iter().any(|it| it.code.value == finding.code.as_str())
}

/// Whether anything is silenced.
pub(super) fn any(book: &Book) -> bool {
    !reaches(book).is_empty()
}

fn reaches(book: &Book) -> Vec<Reach<'_>> {
    let reach = |allow, chapter, block| Reach { allow, chapter, block, used: false };
    let mut reaches: Vec<Reach<'_>> =
        book.allow.iter().map(|allow| reach(allow, None, None)).collect();
    for (index, chapter) in book.chapters.iter().enumerate() {
        reaches.extend(chapter.allow.iter().map(|allow| reach(allow, Some(index), None)));
        for (number, block) in chapter.blocks.iter().enumerate() {
            let block = block.allow.iter().map(|allow| reach(allow, Some(index), Some(number)));
            reaches.extend(block);
        }
    }
    reaches
}

fn silence(book: &Book, findings: Vec<Diagnostic>, reaches: &mut [Reach<'_>]) -> Vec<Diagnostic> {
    let mut left = Vec::new();
    for finding in findings {
        let (chapter, block) = finding.primary.map_or((None, None), |span| place(book, span));
        let mut silenced = false;
        if may_be_silenced(&finding) {
            for reach in reaches.iter_mut() {
                let covers = |own: Option<usize>, of: Option<usize>| own.is_none() || own == of;
                let here = covers(reach.chapter, chapter) && covers(reach.block, block);
                if here && reach.allow.code.value == finding.code.as_str() {
                    reach.used = true;
                    silenced = true;
                }
            }
        }
        if !silenced {
            left.push(finding);
        }
    }
    left
}

fn may_be_silenced(finding: &Diagnostic) -> bool {
    RULES.iter().any(|rule| rule.code == finding.code)
        || OF_BUILD.contains(&finding.code) && finding.severity < Severity::Error
}

/// The chapter and block that a place lies in.
fn place(book: &Book, span: Span) -> (Option<usize>, Option<usize>) {
    let Some(index) = book.chapters.iter().position(|chapter| chapter.span.source == span.source)
    else {
        return (None, None);
    };
    // Blocks stand in the order of the file, and there may be a hundred thousand of them.
    let blocks = &book.chapters[index].blocks;
    let block = blocks.partition_point(|block| block.span.start <= span.start).checked_sub(1);
    (Some(index), block)
}

/// What is said of an `allow` that silences nothing.
fn complaint(allow: &Allow, complete: bool) -> Option<Diagnostic> {
    let (code, span) = (allow.code.value.as_str(), allow.code.span);
    let codes = RULES.iter().map(|rule| rule.code).chain(OF_BUILD);
    let mut known: Vec<&str> = codes.map(Code::as_str).collect();
    if known.contains(&code) {
        return complete.then(|| unused_allow::idle(code, span));
    }
    known.sort_unstable();
    Some(unused_allow::unknown(code, nearest(code, known.iter().copied()), span))
}
