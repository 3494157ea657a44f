//! Doses that are to be taken both weekly and daily.

use std::ops::Range;

use crate::check::directions::{self, Word};
use crate::check::{Kind, Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// A dose is to be taken once a week and by the day as well.
    ///
    /// Looks in English sentences that speak of a medicine for "once weekly" right beside "daily", a
    /// number of days, or two days of the week; for two numbers of times a day right beside each
    /// other; and for methotrexate beside "daily" or a number of days. What is between them matters:
    /// another medicine, "not" or "within" makes another sense.
    ///
    /// ## Who is affected
    ///
    /// People who take methotrexate, alendronic acid and other medicines once a week. Taken every
    /// day, methotrexate kills.
    ///
    /// ## How to mend it
    ///
    /// Find out which is right. Then name the day of the week: once a week, on Mondays.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take methotrexate 10 mg once weekly for 7 days."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take methotrexate 10 mg once a week, on Mondays. Never take it on other days."
    /// ```
    ///
    /// ## Source
    ///
    /// National Patient Safety Agency, Patient Safety Alert 13 of 2006 (oral methotrexate); MHRA,
    /// Drug Safety Update, September 2020 (methotrexate once-weekly).
    "conflicting-frequency": Warning, look
}

/// How often, as a sentence says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Often {
    /// Once a week.
    Weekly,
    /// So many times a day; `None` where that is not said.
    Daily(Option<u32>),
    /// A number of days.
    Days,
    /// Days of the week by their names, joined with "and" or "to".
    Named,
}

/// A stretch of words, from and to.
type Stretch = (Often, Range<usize>);

/// Words that join two sayings about one dose.
const JOINTS: &str = "\
    for on in over during the a about up to next first of take taken it them each dose doses tablet \
    tablets capsule capsules mg ml mcg micrograms units puff puffs by mouth course total x";

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.kind != Kind::Citation) {
        for sentence in passage.sentences() {
            if !passage.is_english(sentence) {
                continue;
            }
            let words = directions::words(&passage.text, sentence.clone());
            if let Some(range) = judge(&passage.text, &words) {
                findings.push(complaint(passage, range));
            }
        }
    }
    findings
}

fn complaint(passage: &Passage<'_>, range: Range<usize>) -> Diagnostic {
    let words = &passage.text[range.clone()];
    RULE.at(passage.place(range), format!("“{words}” says two things about how often it is taken"))
        .note("who takes a weekly dose every day is poisoned, and some medicines kill so")
        .help("find out which is right; for a weekly dose name the day: once a week, on Mondays")
}

/// The first two sayings of a sentence that cannot both be meant.
fn judge(text: &str, words: &[Word<'_>]) -> Option<Range<usize>> {
    let sayings = sayings(words);
    if sayings.is_empty() || !directions::are_directions(words) {
        return None;
    }
    let place = |from: usize, to: usize| {
        let last = &words[to - 1];
        let end = last.range.start + last.written.trim_end_matches('.').len();
        let whole = words[from].range.start..end;
        // "once a week (daily)"
        let open = text[whole.clone()].contains('(') && text[end..].starts_with(')');
        whole.start..end + usize::from(open)
    };
    for pair in sayings.windows(2) {
        let ((one, first), (other, second)) = (&pair[0], &pair[1]);
        let gap = &words[first.end..second.start];
        let between = &text[words[first.end - 1].range.end..words[second.start].range.start];
        let parted = between.contains([';', '!', '?', '\n']);
        let apart = is_apart(words, first) || is_apart(words, second);
        if !parted && !apart && conflict(*one, *other, gap, between) {
            return Some(place(first.start, second.end));
        }
    }
    let daily = methotrexate(words, &sayings)?;
    Some(place(daily.start, daily.end))
}

fn conflict(one: Often, other: Often, gap: &[Word<'_>], between: &str) -> bool {
    let joint = |word: &Word<'_>| {
        word.is_number()
            || word.is_dose()
            || JOINTS.split_ascii_whitespace().any(|it| it == word.small)
    };
    let joined = gap.len() <= 6 && gap.iter().all(joint);
    match (one, other) {
        (Often::Weekly, Often::Weekly) => false,
        (Often::Weekly, _) | (_, Often::Weekly) => joined,
        (Often::Daily(Some(one)), Often::Daily(Some(other))) => {
            one != other && gap.is_empty() && !between.contains(',')
        }
        _ => false,
    }
}

/// Whether days are no time to take it on: "7 days apart", "every 7 days".
fn is_apart(words: &[Word<'_>], days: &Range<usize>) -> bool {
    const APART: [&str; 11] = [
        "apart", "between", "later", "before", "after", "late", "earlier", "ahead", "off", "early",
        "without",
    ];
    let next = words.get(days.end).map_or("", |word| &word.small);
    let every = days.start.checked_sub(1).is_some_and(|before| words[before].small == "every");
    APART.contains(&next) || every && words[days.start].number() == Some(7)
}

/// What the words say of how often, in order.
fn sayings(words: &[Word<'_>]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match saying(words, at) {
            Some((often, length)) => {
                found.push((often, at..at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How often the words from one on say, and how many of them do.
fn saying(words: &[Word<'_>], at: usize) -> Option<(Often, usize)> {
    const EACH: [&str; 4] = ["a", "each", "every", "per"];
    let word = |index: usize| words.get(at + index).map_or("", |word| &*word.small);
    let before = at.checked_sub(1).map_or("", |before| &*words[before].small);
    let several = matches!(before, "twice" | "times" | "thrice") || before == "days";
    let several_days = words[at].number().is_some_and(|number| number > 1);
    let times = match (word(0), word(1)) {
        ("once", _) => Some((1, 1)),
        ("twice", _) => Some((2, 1)),
        (_, "times") => words[at].number().map(|number| (number, 2)),
        _ => None,
    };
    if let Some((number, length)) = times {
        let (next, after) = (word(length), word(length + 1));
        let end = if EACH.contains(&next) { (after, length + 2) } else { (next, length + 1) };
        return match (number, end) {
            (1, ("week" | "weekly", length)) => Some((Often::Weekly, length)),
            (_, ("day" | "daily", length)) => Some((Often::Daily(Some(number)), length)),
            _ => None,
        };
    }
    match (word(0), word(1)) {
        ("once-weekly", _) => Some((Often::Weekly, 1)),
        ("weekly", _) if !several => Some((Often::Weekly, 1)),
        ("a" | "per" | "every" | "each", "week") if one_before(words, at) => {
            Some((Often::Weekly, 2))
        }
        ("daily" | "nightly", _) => Some((Often::Daily(None), 1)),
        ("every" | "each", "day" | "night" | "morning" | "evening") => {
            Some((Often::Daily(None), 2))
        }
        ("a" | "per", "day") => Some((Often::Daily(None), 2)),
        (_, "days") if several_days => Some((Often::Days, 2)),
        (_, "consecutive" | "full" | "whole" | "more") if several_days && word(2) == "days" => {
            Some((Often::Days, 3))
        }
        _ => named_days(words, at).map(|length| (Often::Named, length)),
    }
}

/// "one tablet" before "a week"
fn one_before(words: &[Word<'_>], at: usize) -> bool {
    let is_one =
        |back: usize| at.checked_sub(back).is_some_and(|before| words[before].number() == Some(1));
    is_one(1) || is_one(2) && words[at - 1].is_dose()
}

/// "Mondays and Thursdays": how many words.
fn named_days(words: &[Word<'_>], at: usize) -> Option<usize> {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_day = |index: usize| {
        words.get(index).is_some_and(|word| DAYS.contains(&word.small.trim_end_matches('s')))
    };
    let mut end = at;
    let mut joined = false;
    while is_day(end) {
        let link = words.get(end + 1).is_some_and(|word| matches!(&*word.small, "and" | "to"));
        let and = link && is_day(end + 2);
        joined |= and;
        end += if and { 2 } else { 1 };
    }
    joined.then_some(end - at)
}

/// Where a sentence has methotrexate taken by the day.
fn methotrexate(words: &[Word<'_>], sayings: &[Stretch]) -> Option<Range<usize>> {
    const OTHER: &str = "\
        not never don’t don't no and or but with instead other than mistake mistakenly wrong wrongly \
        danger dangerous died harm accident accidentally error if folic acid while until unless \
        rather within before after";
    let name = words.iter().position(|word| word.small == "methotrexate")?;
    let said = |word: &Word<'_>| OTHER.split_ascii_whitespace().any(|it| it == word.small);
    let weekly = sayings.iter().any(|(often, _)| *often == Often::Weekly);
    let (_, days) = sayings.iter().find(|(often, stretch)| {
        matches!(often, Often::Daily(_) | Often::Days) && stretch.start > name
    })?;
    let far = days.start - name > 8;
    let harmless = words.iter().any(said) || weekly || far || is_apart(words, days);
    (!harmless).then_some(name..days.end)
}
