//! Finds breaks for words and groups of words that are wider than the column.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;

use super::addresses::{self, Seam};
use super::breaks::{self, Break, Reason};
use super::characters::is_blank;
use super::text::Text;

/// Adds breaks until what stands between two of them fits a column, or is one character.
///
/// First blanks that should hold are let go, then addresses are parted where that misleads least,
/// then words are hyphenated, then they are parted anywhere.
pub(super) fn relax(text: &mut Text<'_>, breaks: Vec<Break>, column: f64) -> Vec<Break> {
    if all_fit(&breaks, column) {
        return breaks;
    }
    let breaks = add(text, breaks, column, |text, from, to| {
        let held = breaks::held(text, &(from.at..to.at));
        held.into_iter().map(|at| (at, Reason::Held)).collect()
    });
    let mut breaks = breaks;
    for seam in Seam::ALL {
        breaks = add(text, breaks, column, |text, from, to| {
            breaks::around_addresses(text, &(from.at..to.at), column, seam)
        });
    }
    let breaks = add(text, breaks, column, |text, from, to| {
        let hyphens = breaks::hyphens(text, from.at..to.at, true);
        hyphens.into_iter().map(|at| (at, Reason::NeededHyphen)).collect()
    });
    let breaks = without_hyphens_that_do_not_fit(breaks, column);
    // Parts of one wide stretch must not depend on each other, or they could not be measured
    // one by one.
    let places: Vec<_> = breaks.iter().map(|place| place.at).collect();
    let wide = |at: &usize| text.width_of_stretch_around(*at) > column;
    let cuts: Vec<_> = places.into_iter().filter(wide).collect();
    text.cut(&cuts);
    let breaks = again(text, &breaks);
    if all_fit(&breaks, column) {
        return breaks;
    }
    let breaks = cut(text, breaks, column, true);
    // A few letters of an address between signs at which it should not be parted.
    if all_fit(&breaks, column) { breaks } else { cut(text, breaks, column, false) }
}

/// Adds breaks between characters; with `careful` none at which an address is misread.
fn cut(text: &mut Text<'_>, breaks: Vec<Break>, column: f64, careful: bool) -> Vec<Break> {
    let places = anywhere(text, &breaks, column, careful);
    let cuts: Vec<_> = places.iter().map(|(at, _)| *at).collect();
    text.cut(&cuts);
    let known = breaks.iter().map(|place| (place.at, place.reason));
    breaks::measured(text, known.chain(places).collect())
}

fn all_fit(breaks: &[Break], column: f64) -> bool {
    breaks.windows(2).all(|pair| pair[0].width_to(&pair[1]) <= column)
}

/// The same breaks, measured again.
fn again(text: &mut Text<'_>, breaks: &[Break]) -> Vec<Break> {
    let places = breaks.iter().map(|place| (place.at, place.reason)).collect();
    breaks::measured(text, places)
}

/// Adds what `remedy` finds between breaks that are too far apart.
fn add(
    text: &mut Text<'_>,
    breaks: Vec<Break>,
    column: f64,
    remedy: impl Fn(&mut Text<'_>, &Break, &Break) -> Vec<(usize, Reason)>,
) -> Vec<Break> {
    let mut places: Vec<_> = breaks.iter().map(|place| (place.at, place.reason)).collect();
    let known = places.len();
    for pair in breaks.windows(2).filter(|pair| pair[0].width_to(&pair[1]) > column) {
        places.extend(remedy(text, &pair[0], &pair[1]));
    }
    if places.len() == known { breaks } else { breaks::measured(text, places) }
}

/// Where even the part before a hyphen is too wide with it, the hyphen does not help.
fn without_hyphens_that_do_not_fit(breaks: Vec<Break>, column: f64) -> Vec<Break> {
    let mut kept: Vec<Break> = Vec::with_capacity(breaks.len());
    for place in breaks {
        let last = kept.last();
        let fits = last.is_none_or(|last| last.width_to(&place) <= column);
        if fits || !place.reason.has_hyphen() {
            kept.push(place);
        }
    }
    kept
}

/// Places between characters, as few as there can be, between breaks that are too far apart.
fn anywhere(
    text: &mut Text<'_>,
    breaks: &[Break],
    column: f64,
    careful: bool,
) -> Vec<(usize, Reason)> {
    let mut places = Vec::new();
    for pair in breaks.windows(2).filter(|pair| pair[0].width_to(&pair[1]) > column) {
        let (from, to) = (pair[0].at, pair[1].at);
        for index in text.stretch_at(from)..=text.stretch_at(to.saturating_sub(1)) {
            let (start, blank) = (text.stretches[index].range.start, text.stretches[index].blank);
            if start > from && !blank {
                let near = if careful { near(text, start) } else { vec![start] };
                places.extend(near.into_iter().map(|at| (at, Reason::Anywhere)));
            }
            if !blank {
                let parts = parts(text, index, column, careful);
                places.extend(parts.into_iter().map(|at| (at, Reason::Anywhere)));
            }
        }
    }
    places
}

/// A place; or, where an address would be misread there, the nearest sound ones on both sides.
fn near(text: &Text<'_>, at: usize) -> Vec<usize> {
    let sound = |at: &usize| !misleads(text, *at);
    if sound(&at) {
        return vec![at];
    }
    let address = text.address_around(at).unwrap_or(at..at);
    let part = |range: Range<usize>| {
        let whole = &text.paragraph.text[range.clone()];
        let clusters = GraphemeClusterSegmenter::new().segment_str(whole);
        clusters.skip(1).map(|place| range.start + place).collect::<Vec<_>>()
    };
    let before = part(address.start..at).into_iter().rfind(sound);
    let after = part(at..address.end).into_iter().find(sound);
    before.into_iter().chain(after).filter(|at| *at < address.end).collect()
}

/// Whether a line that ends here would make an address be misread.
fn misleads(text: &Text<'_>, at: usize) -> bool {
    let around = text.address_around(at);
    around.is_some_and(|it| addresses::misleads(&text.paragraph.text[it.clone()], at - it.start))
}

/// Where a stretch is parted so that each part is as long as the column allows.
fn parts(text: &mut Text<'_>, index: usize, column: f64, careful: bool) -> Vec<usize> {
    let range = text.stretches[index].range.clone();
    if text.width(index, range.clone()) <= column {
        return Vec::new();
    }
    let whole = &*text.paragraph.text;
    let clusters: Vec<usize> = GraphemeClusterSegmenter::new()
        .segment_str(&whole[range.clone()])
        .map(|at| range.start + at)
        .collect();
    let mut places = Vec::new();
    let mut first = 0;
    while first + 1 < clusters.len() {
        let mut fits = |end: usize| text.width(index, clusters[first]..clusters[end]) <= column;
        let last = farthest(first + 1, clusters.len() - 1, &mut fits);
        let ends = last + 1 < clusters.len();
        first = if ends && careful { sound(text, &clusters, first, last) } else { last };
        if ends {
            places.push(clusters[first]);
        }
    }
    places
}

/// The last of the places after `first` and up to `last` at which an address is not misread, or
/// `last` where there is none.
fn sound(text: &Text<'_>, clusters: &[usize], first: usize, last: usize) -> usize {
    (first + 1..=last).rev().find(|end| !misleads(text, clusters[*end])).unwrap_or(last)
}

/// The farthest of the ends from `least` to `most` that fits, or `least` where none does. Steps
/// grow and then shrink, so that a column of a thousand characters is not shaped a thousand times.
fn farthest(least: usize, most: usize, fits: &mut dyn FnMut(usize) -> bool) -> usize {
    let (mut last, mut step) = (least, 1);
    while last + step <= most && fits(last + step) {
        last += step;
        step *= 2;
    }
    while step > 0 {
        if last + step <= most && fits(last + step) {
            last += step;
        }
        step /= 2;
    }
    last
}

/// The word that a place is within, from blank to blank; `None` where a blank is beside it.
pub(super) fn word_around(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let (before, after) = text.split_at(at);
    let start = before.char_indices().rev().find(|(_, c)| is_blank(*c));
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    let end = after.find(is_blank).map_or(text.len(), |end| at + end);
    (start < at && at < end).then_some(start..end)
}
