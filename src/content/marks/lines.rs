//! Lines of a text: where paragraphs part, what a line must not begin with, how lines are joined.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::MarkFault;
use super::tags;
use crate::codes;
use crate::content::signs::{Sign, trim};

/// The paragraphs of a text, each as the ranges of its lines; blank lines part them.
pub(in crate::content) fn paragraphs(signs: &[Sign]) -> Vec<Vec<Range<usize>>> {
    let mut paragraphs = Vec::new();
    let mut current: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let ends = signs.iter().enumerate().filter(|(_, sign)| sign.c == '\n').map(|(at, _)| at);
    for end in ends.chain([signs.len()]) {
        if trim(&signs[start..end]).is_empty() {
            if !current.is_empty() {
                paragraphs.push(std::mem::take(&mut current));
            }
        } else {
            current.push(start..end);
        }
        start = end + 1;
    }
    if !current.is_empty() {
        paragraphs.push(current);
    }
    paragraphs
}

/// Joins lines: a line's end is a space, or nothing between letters that are written without
/// spaces, or with `breaks` a line break (`\n`) where `//` stands before it.
pub(in crate::content) fn join(signs: &[Sign], lines: &[Range<usize>], breaks: bool) -> Vec<Sign> {
    let mut joined: Vec<Sign> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let mut shown = trim(&signs[line.clone()]);
        let slashes = break_at_end(shown).filter(|_| breaks);
        if let Some(at) = slashes {
            let mark = Sign { c: '\n', end: shown[at + 1].end, exact: false, ..shown[at] };
            shown = trim(&shown[..at]);
            joined.extend_from_slice(shown);
            while joined.last().is_some_and(|sign| sign.c == ' ') {
                joined.pop();
            }
            if !last {
                joined.push(mark);
            }
            continue;
        }
        joined.extend_from_slice(shown);
        let next = lines.get(index + 1).map(|next| trim(&signs[next.clone()]));
        if let (Some(next), Some(end)) = (next, signs.get(line.end)) {
            // What is shown stands behind the marks of bold words and links.
            let letter = |sign: &&Sign| !sign.is('*') && !sign.is('[');
            let spaceless = |sign: Option<&Sign>| sign.is_some_and(|sign| is_spaceless(sign.c));
            let before = shown.iter().rfind(letter);
            if !(spaceless(before) && spaceless(next.iter().find(letter))) {
                joined.push(Sign { c: ' ', exact: false, ..*end });
            }
        }
    }
    while joined.last().is_some_and(|sign| sign.is_space()) {
        joined.pop();
    }
    joined
}

/// Where the `//` of a line break stands. After a colon it belongs to an address.
fn break_at_end(line: &[Sign]) -> Option<usize> {
    let at = line.len().checked_sub(2)?;
    let slashes = line[at..].iter().all(|sign| sign.is('/'));
    let longer = at > 0 && matches!(line[at - 1].c, ':' | '/');
    (slashes && !longer).then_some(at)
}

/// Whether a letter belongs to a script in which words are not parted by spaces.
pub(in crate::content) fn is_spaceless(c: char) -> bool {
    matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana | Script::Thai)
        || matches!(c.script(), Script::Bopomofo)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{30FC}' | '\u{FF00}'..='\u{FF65}')
}

/// What lines begin with that means something in Markdown or HTML, but nothing here.
pub(in crate::content) fn faults(signs: &[Sign], lines: &[Range<usize>]) -> Vec<MarkFault> {
    let mut faults = Vec::new();
    let mut row: Vec<(Item, usize)> = Vec::new();
    for line in lines {
        let shown = trim(&signs[line.clone()]);
        let from = line.end - (trailing(signs, line) + shown.len());
        let indent = from - line.start;
        match item(shown) {
            Some(kind) => row.push((kind.at(from), indent)),
            None if row.last().is_some_and(|(_, marker)| indent > *marker) => {}
            None => report_row(&mut row, &mut faults),
        }
        if let Some(fault) = first_words(shown, from) {
            faults.push(fault);
        }
    }
    report_row(&mut row, &mut faults);
    faults
}

fn trailing(signs: &[Sign], line: &Range<usize>) -> usize {
    signs[line.clone()].iter().rev().take_while(|sign| sign.is_space()).count()
}

/// What begins a line of a list.
#[derive(Clone, Copy)]
struct Item {
    numbered: bool,
    range: (usize, usize),
}

impl Item {
    fn at(mut self, from: usize) -> Self {
        self.range = (self.range.0 + from, self.range.1 + from);
        self
    }
}

fn item(line: &[Sign]) -> Option<Item> {
    let space = |at: usize| line.get(at).is_none_or(|sign| sign.is_space());
    let digits = line.iter().take_while(|sign| sign.c.is_ascii_digit()).count();
    if digits > 0 {
        let stop = line.get(digits).is_some_and(|sign| sign.c == '.');
        return (stop && space(digits + 1))
            .then_some(Item { numbered: true, range: (0, digits + 1) });
    }
    let bullet = line.first().is_some_and(|sign| sign.is('-') || sign.is('*') || sign.is('+'));
    (bullet && space(1)).then_some(Item { numbered: false, range: (0, 1) })
}

fn report_row(row: &mut Vec<(Item, usize)>, faults: &mut Vec<MarkFault>) {
    if row.len() >= 2 {
        let first = row[0].0;
        let (name, example) = if first.numbered {
            ("steps", "steps = [\"…\", \"…\"]")
        } else {
            ("bullets", "bullets = [\"…\", \"…\"]")
        };
        // No list has a hundred items: 1974. It began.
        let help = if first.numbered && first.range.1 - first.range.0 > 3 {
            "where the number belongs to a sentence, let no line begin with it: a line of the file may end anywhere".to_owned()
        } else {
            format!("end the text here, begin a new [[block]] and write `{example}`")
        };
        faults.push(
            MarkFault::new(
                codes::BLOCK_IN_TEXT,
                first.range,
                format!("these lines look like a list, which is a block of its own: {name}"),
            )
            .note("as text they would run on in one paragraph, and screen readers would not say how many points there are")
            .help(help),
        );
    }
    row.clear();
}

fn first_words(line: &[Sign], from: usize) -> Option<MarkFault> {
    let hashes = line.iter().take_while(|sign| sign.is('#')).count();
    if (1..=6).contains(&hashes) && line.get(hashes).is_some_and(|sign| sign.is_space()) {
        let kind = if hashes > 2 { "subheading" } else { "heading" };
        return Some(
            MarkFault::new(
                codes::BLOCK_IN_TEXT,
                (from, from + hashes),
                format!("a line that begins with # is no heading here: use the block `{kind}`"),
            )
            .help(format!("begin a new [[block]] and write `{kind} = \"…\"`")),
        );
    }
    let fence = ['`', '~']
        .into_iter()
        .find(|mark| line.len() >= 3 && line[..3].iter().all(|sign| sign.is(*mark)));
    if let Some(mark) = fence {
        return Some(
            MarkFault::new(
                codes::BLOCK_IN_TEXT,
                (from, from + 3),
                format!("a line that begins with {mark}{mark}{mark} means nothing here: use `text`, `quote` or `callout`"),
            )
            .help("write the words as a text, or put them into the block `quote` or `callout`"),
        );
    }
    if line.len() >= 2 && line[0].is('!') && line[1].is('[') {
        return Some(tags::picture(line, 0, (from, from + 2)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str) -> Vec<Sign> {
        let mut at = 0;
        text.chars()
            .map(|c| {
                let start = at;
                at += c.len_utf8() as u32;
                Sign { c, start, end: at, used: 0, exact: true, literal: false }
            })
            .collect()
    }

    fn joined(text: &str) -> String {
        let signs = signs(text);
        let lines = &paragraphs(&signs)[0];
        join(&signs, lines, true).iter().map(|sign| sign.c).collect()
    }

    #[test]
    fn a_line_end_is_a_space_but_not_between_letters_without_spaces() {
        assert_eq!(joined("one\n  two  \nthree\n"), "one two three");
        assert_eq!(joined("第二\n意见"), "第二意见");
        assert_eq!(joined("第二\nNHS"), "第二 NHS");
        assert_eq!(joined("ความ\nเห็น"), "ความเห็น");
    }

    #[test]
    fn two_slashes_break_a_line_only_at_its_end() {
        assert_eq!(joined("1 High Street //\nLeeds"), "1 High Street\nLeeds");
        assert_eq!(joined("and//or"), "and//or");
        assert_eq!(joined("begin with https://\nand"), "begin with https:// and");
        assert_eq!(joined("the end //"), "the end");
    }

    #[test]
    fn lists_are_found_in_rows_of_two_and_not_in_dates() {
        let found = |text: &str| {
            let signs = signs(text);
            paragraphs(&signs).iter().flat_map(|lines| faults(&signs, lines)).count()
        };
        assert_eq!(found("1974. It began"), 0);
        assert_eq!(found("3.5 mg\n2.5 mg"), 0);
        assert_eq!(found("- one\n- two"), 1);
        assert_eq!(found("* one\n  and more\n* two"), 1);
        assert_eq!(found("1. one\n2. two\nend"), 1);
        assert_eq!(found("-5 to\n-3 degrees"), 0);
        assert_eq!(found("# Head"), 1);
        assert_eq!(found("#hashtag"), 0);
        assert_eq!(found("```"), 1);
        assert_eq!(found("![x](y)"), 1);
    }
}
