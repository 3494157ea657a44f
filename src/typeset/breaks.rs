//! The places where lines of a paragraph may end, and what each costs.

use std::ops::Range;

use super::addresses::{self, Seam};
use super::characters::{Drawn, drawn, is_blank};
use super::joined::{self, Tear};
use super::text::{Edge, Text};
use super::{glue, hyphenate};

/// Why a line may end at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// After a blank.
    Blank,
    /// After a blank in what had better stay whole.
    Torn(Tear),
    /// Between characters that Unicode lets part: after a hyphen, within Chinese.
    Within,
    /// Between an address and the punctuation that sticks to it, where both together are wider than
    /// the column.
    Beside,
    /// Within an address that is wider than the column.
    Address(Seam),
    /// At a soft hyphen that the author wrote.
    SoftHyphen,
    /// At a hyphenation point.
    Hyphen,
    /// At a hyphenation point of a word that is wider than the column.
    NeededHyphen,
    /// At a blank that should hold, in a group of words that is wider than the column.
    Held,
    /// Between any two characters, in a word that is wider than the column.
    Anywhere,
    /// At a line end that the author wrote, or at the end of the text.
    Forced,
}

impl Reason {
    /// Whether a hyphen is drawn at the line's end.
    pub(super) fn has_hyphen(self) -> bool {
        matches!(self, Self::SoftHyphen | Self::Hyphen | Self::NeededHyphen)
    }
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Break {
    /// First byte of the next line.
    pub(super) at: usize,
    pub(super) reason: Reason,
    /// Where the lines that meet here end and begin, the hyphen included.
    pub(super) edge: Edge,
}

impl Break {
    /// The natural width of a line from here to `end`, without the blanks at its end.
    pub(super) fn width_to(&self, end: &Self) -> f64 {
        (end.edge.right - self.edge.left).max(0.0)
    }

    /// How much of that line are blanks that may be stretched.
    pub(super) fn slack_to(&self, end: &Self) -> f64 {
        (end.edge.slack_right - self.edge.slack_left).max(0.0)
    }
}

/// All breaks of a text in order, from one at its beginning to one at its end.
pub(super) fn find(text: &mut Text<'_>) -> Vec<Break> {
    let mut found = Vec::with_capacity(text.opportunities.len() + 2);
    found.push((0, Reason::Forced));
    found.extend(text.opportunities.iter().filter_map(|at| Some((*at, reason(text, *at)?))));
    if text.paragraph.hyphenate {
        let whole = 0..text.paragraph.text.len();
        found.extend(hyphens(text, whole, false).into_iter().map(|at| (at, Reason::Hyphen)));
    }
    found.push((text.paragraph.text.len(), Reason::Forced));
    measured(text, found)
}

/// Breaks at these places, in order and each place once.
pub(super) fn measured(text: &mut Text<'_>, mut places: Vec<(usize, Reason)>) -> Vec<Break> {
    places.sort_by_key(|(at, _)| *at);
    places.dedup_by_key(|(at, _)| *at);
    let mut measure = |(at, reason): (usize, Reason)| {
        let mut edge = text.edge(at);
        if reason.has_hyphen() {
            edge.right += text.hyphen_width(at);
        }
        Break { at, reason, edge }
    };
    places.into_iter().map(&mut measure).collect()
}

/// Why a line may end at an opportunity, or `None` where our rules forbid it.
fn reason(text: &Text<'_>, at: usize) -> Option<Reason> {
    let whole = &*text.paragraph.text;
    let last = whole[..at].chars().next_back()?;
    if drawn(last) == Drawn::LineEnd {
        return Some(Reason::Forced);
    }
    if text.atom_around(at).is_some() {
        return None;
    }
    if last == '\u{AD}' {
        return Some(Reason::SoftHyphen);
    }
    if !is_blank(last) {
        return (!glue::holds_within(whole, at)).then_some(Reason::Within);
    }
    let language = &text.paragraph.runs[text.run_at(at)].style.language;
    (!glue::holds(whole, at, language))
        .then(|| joined::tear(whole, at, language).map_or(Reason::Blank, Reason::Torn))
}

/// The opportunities within a range that our rules forbid, and no-break spaces between words.
pub(super) fn held(text: &Text<'_>, range: &Range<usize>) -> Vec<usize> {
    let within = |at: &&usize| range.start < **at && **at < range.end;
    let after_blank = |at: &&usize| text.paragraph.text[..**at].ends_with(is_blank);
    // Blanks of an address are as much a part of it as its letters.
    let whole = |at: &&usize| text.address_around(**at).is_none();
    let held = |at: &&usize| reason(text, **at).is_none() && whole(at);
    let places = text.opportunities.iter().filter(within).filter(after_blank).filter(held);
    let mut held: Vec<usize> = places.copied().collect();
    held.extend(bound(&text.paragraph.text, range));
    held
}

/// The places after no-break spaces that bind two words, and not a sign to its word.
fn bound<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'t> {
    let (start, end) = (range.start, range.end);
    let spaces = text[start..end].match_indices('\u{A0}');
    spaces.map(move |(at, space)| start + at + space.len()).filter(move |at| {
        let before = text[start..at - '\u{A0}'.len_utf8()].chars().next_back();
        let after = text[*at..end].chars().next();
        before.is_some_and(|c| !"«‹„“‘([".contains(c)) && after.is_some_and(char::is_alphanumeric)
    })
}

/// The same breaks and the places at which addresses are parted first.
pub(super) fn with_parted_addresses(text: &mut Text<'_>, breaks: &[Break]) -> Vec<Break> {
    let whole = 0..text.paragraph.text.len();
    let mut places: Vec<_> = breaks.iter().map(|place| (place.at, place.reason)).collect();
    let known = places.len();
    for address in text.addresses_in(whole) {
        let seams = addresses::seams(&text.paragraph.text[address.clone()]).into_iter();
        let seams = seams.filter(|(_, seam)| *seam <= Seam::Host);
        places.extend(seams.map(|(at, seam)| (address.start + at, Reason::Address(seam))));
    }
    if places.len() == known { breaks.to_vec() } else { measured(text, places) }
}

/// Where lines may end in a range that is wider than its column, for the sake of the addresses in
/// it. One that fits the column when it stands alone stays whole, and its punctuation is parted
/// from it; others are parted at these seams.
pub(super) fn around_addresses(
    text: &mut Text<'_>,
    range: &Range<usize>,
    column: f64,
    seam: Seam,
) -> Vec<(usize, Reason)> {
    let mut places = Vec::new();
    for address in text.addresses_in(range.clone()).collect::<Vec<_>>() {
        let part = address.start.max(range.start)..address.end.min(range.end);
        let (first, last) = (text.edge(part.start), text.edge(part.end));
        if last.right - first.left <= column {
            places.extend([part.start, part.end].map(|at| (at, Reason::Beside)));
        } else {
            let seams = addresses::seams(&text.paragraph.text[address.clone()]);
            let seams = seams.into_iter().filter(|(_, it)| *it == seam);
            places.extend(seams.map(|(at, _)| (address.start + at, Reason::Address(seam))));
        }
    }
    places.retain(|(at, _)| range.start < *at && *at < range.end);
    places
}

/// Where words within a range may be hyphenated. With `needed`, a word is wider than its column:
/// then even a heading's and one in capitals may be.
pub(super) fn hyphens(text: &Text<'_>, range: Range<usize>, needed: bool) -> Vec<usize> {
    let whole = &*text.paragraph.text;
    let mut points = Vec::new();
    let mut start = range.start;
    for token in whole[range.clone()].split_inclusive(is_blank) {
        let end = start + token.len();
        let runs = text.run_at(start)..=text.run_at(end.saturating_sub(1).max(start));
        let styles = text.paragraph.runs[runs].iter().map(|run| &run.style);
        let barred = token.contains('\u{AD}')
            || token.chars().any(char::is_numeric)
            || text.meets_atom(start..end)
            || !needed
                && (token.contains(['-', '\u{2010}', '\u{2011}']) || hyphenate::in_capitals(token))
            || !needed && styles.clone().any(|style| style.whole_words);
        if !barred {
            words(token, |word| {
                let word = start + word.start..start + word.end;
                let language = &text.paragraph.runs[text.run_at(word.start)].style.language;
                let found = hyphenate::points(&whole[word.clone()], language);
                points.extend(found.into_iter().map(|point| word.start + point));
            });
        }
        start = end;
    }
    points
}

/// Calls `each` with the bytes of each run of letters.
fn words(token: &str, mut each: impl FnMut(Range<usize>)) {
    let mut start = None;
    for (at, c) in token.char_indices().chain([(token.len(), ' ')]) {
        match (start, hyphenate::is_letter(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                each(from..at);
                start = None;
            }
            _ => {}
        }
    }
}
