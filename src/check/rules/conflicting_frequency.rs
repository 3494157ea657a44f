//! Doses that are to be taken in two ways, and methotrexate more often than once a week.

use std::ops::Range;

use crate::check::directions::{self, Word};
use crate::check::frequency::{self, Often, Stretch, WEEK};
use crate::check::methotrexate;
use crate::check::{Kind, Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// A medicine is to be taken once a week and more often as well, or in two other ways.
    ///
    /// Looks in English sentences that speak of a medicine for "once weekly" right beside "daily", a
    /// number of days, or two days of the week; for two other ways to say how often right beside each
    /// other (once a day, twice a day; every 12 hours every 8 hours; daily every 3 days); and for
    /// methotrexate more often than once a week, in whichever words. What is between them matters:
    /// another medicine, "not", "then" or "up to" makes another sense, and so do tests and a new
    /// clause after a comma ("once a week use oil").
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

/// Words that join two sayings about one dose.
const JOINTS: &str = "\
    for on in over during the a about up to next first of take taken it them each dose doses tablet \
    tablets capsule capsules mg ml mcg micrograms units puff puffs by mouth course total x";

/// Words that say with what or how it is taken, between two sayings about one dose.
const ASIDES: &str = "\
    by mouth orally with a glass of some plenty water food meals meal milk breakfast on an empty \
    stomach before after swallowed whole in the morning evening at night bedtime";

/// Words of a sentence that tells of several ways to take it.
const CHOICES: &str = "either depending depends some others how different instead";

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.kind != Kind::Citation) {
        for sentence in passage.sentences() {
            if !passage.is_english(sentence) {
                continue;
            }
            let words = directions::words(&passage.text, sentence.clone());
            if let Some((range, fault)) = judge(&passage.text, &words) {
                findings.push(complaint(passage, range, fault));
            }
        }
    }
    findings
}

/// What is wrong with how often a medicine is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Once a week, and something else as well.
    Weekly,
    /// Two things, neither of them once a week.
    Other,
    /// Methotrexate, more often than once a week.
    Methotrexate,
}

fn complaint(passage: &Passage<'_>, range: Range<usize>, fault: Fault) -> Diagnostic {
    let words = &passage.text[range.clone()];
    let message = match fault {
        Fault::Methotrexate => format!("“{words}” is more often than once a week"),
        _ => format!("“{words}” says two things about how often it is taken"),
    };
    let finding = RULE.at(passage.place(range), message);
    match fault {
        Fault::Other => finding
            .note("people take more or less of the medicine than is right for them")
            .help("find out which is right, and say that alone"),
        _ => finding
            .note("who takes a weekly dose every day is poisoned, and some medicines kill so")
            .help(
                "find out which is right; for a weekly dose name the day: once a week, on Mondays",
            ),
    }
}

/// The first two sayings of a sentence that cannot both be meant.
fn judge(text: &str, words: &[Word<'_>]) -> Option<(Range<usize>, Fault)> {
    let sayings = frequency::sayings(words);
    if sayings.is_empty() || !directions::are_directions(words) {
        return None;
    }
    let place = |stretch: Range<usize>| {
        let last = &words[stretch.end - 1];
        let end = last.range.start + last.written.trim_end_matches('.').len();
        let whole = words[stretch.start].range.start..end;
        // "once a week (daily)"
        let open = text[whole.clone()].contains('(') && text[end..].starts_with(')');
        whole.start..end + usize::from(open)
    };
    let asked = words.last().is_some_and(|word| text[word.range.end..].starts_with('?'));
    let chosen = asked || words.iter().any(|word| is_listed(CHOICES, word));
    let sentence = Sentence { text, words, sayings, chosen };
    let pair = (1..sentence.sayings.len()).find_map(|second| {
        sentence.conflict(second - 1, second).or_else(|| sentence.conflict_over(second))
    });
    let found = pair.or_else(|| {
        let stretch = methotrexate::taken_too_often(text, words, &sentence.sayings)?;
        Some((stretch, Fault::Methotrexate))
    });
    found.map(|(stretch, fault)| (place(stretch), fault))
}

/// A sentence with what it says of how often.
struct Sentence<'t> {
    text: &'t str,
    words: &'t [Word<'t>],
    sayings: Vec<Stretch>,
    /// Whether it asks, or tells of several ways to take it.
    chosen: bool,
}

impl Sentence<'_> {
    /// The words of a saying and an earlier one, where they cannot both be meant.
    fn conflict(&self, first: usize, second: usize) -> Option<(Range<usize>, Fault)> {
        let ((one, first), (other, last)) = (&self.sayings[first], &self.sayings[second]);
        let between = self.between(first.end, last.start);
        let parted = between.contains([';', '!', '?', '\n']);
        let apart = is_apart(self.words, first) || is_apart(self.words, last);
        let whole = first.start..last.end;
        if parted || apart || !self.contradict((*one, first), (*other, last)) {
            return None;
        }
        let lasting = matches!(other, Often::Days | Often::Named);
        let weekly = *one == Often::Weekly || *other == Often::Weekly;
        let fault = if weekly { Fault::Weekly } else { Fault::Other };
        (lasting || self.are_of_one(between, &whole)).then_some((whole, fault))
    }

    /// The same with a number of days in between: "every 12 hours for 5 days every 8 hours". Where a
    /// comma parts them, or the other one lasts so many days too, one comes after the other.
    fn conflict_over(&self, second: usize) -> Option<(Range<usize>, Fault)> {
        let days = second.checked_sub(1)?;
        let first = days.checked_sub(1)?;
        let end = self.sayings[first].1.end;
        let over = self.sayings[days].0 == Often::Days
            && self.sayings[days].1.start == end + 1
            && self.words[end].small == "for"
            && self.sayings[days].1.end == self.sayings[second].1.start;
        let next = self.words.get(self.sayings[second].1.end).map_or("", |word| &word.small);
        let between = self.between(end, self.sayings[second].1.start);
        let ordered = between.contains([',', '(', '–', '—']) || matches!(next, "for" | "after");
        let (one, other) = (self.sayings[first].0, self.sayings[second].0);
        let timed = |often| matches!(often, Often::Hours(..) | Often::Times(..));
        let told = timed(one) && timed(other) && differ(one, other);
        let whole = self.sayings[first].1.start..self.sayings[second].1.end;
        (over && !ordered && told && self.are_of_one(between, &whole))
            .then_some((whole, Fault::Other))
    }

    /// The signs and words from the end of a word to the begin of another.
    fn between(&self, end: usize, start: usize) -> &str {
        &self.text[self.words[end - 1].range.end..self.words[start].range.start]
    }

    /// Whether two sayings contradict each other, as far as the words between them tell.
    fn contradict(
        &self,
        (one, first): (Often, &Range<usize>),
        (other, last): (Often, &Range<usize>),
    ) -> bool {
        let gap = &(first.end..last.start);
        let weekly = one == Often::Weekly || other == Often::Weekly;
        let rest = if one == Often::Weekly { other } else { one };
        match rest {
            _ if !weekly => {
                let slow = matches!(one, Often::Cycle(..)) || matches!(other, Often::Cycle(..));
                // "Twice a day, take one tablet once a day."
                let heads = first.start == 0 && !slow && self.is_joined(gap);
                (heads || self.is_tight(gap) || self.is_same_dose(first, gap)) && differ(one, other)
            }
            Often::Weekly | Often::Mornings => false,
            // "once a week for 3 doses every 4 weeks" are cycles of a treatment.
            Often::Cycle(from, to) if from > WEEK => self.is_tight(gap) && !fits(to, WEEK),
            Often::Cycle(_, to) => self.is_joined(gap) && !fits(to, WEEK),
            _ => self.is_joined(gap),
        }
    }

    /// Whether the words between two sayings are the dose before the first: "one tablet every 12
    /// hours, one tablet every 8 hours". "And" alone is left out where only one can be meant.
    fn is_same_dose(&self, first: &Range<usize>, gap: &Range<usize>) -> bool {
        let mut again = gap.clone();
        let link = |at: usize| matches!(&*self.words[at].small, "and" | "take" | "give" | "use");
        while again.start < again.end && link(again.start) {
            again.start += 1;
        }
        let Some(before) = first.start.checked_sub(again.len()) else { return false };
        let dose = |word: &Word<'_>| word.is_number() || word.is_dose();
        let repeated = self.words[before..first.start]
            .iter()
            .zip(&self.words[again.clone()])
            .all(|(one, other)| one.small == other.small && dose(one));
        !again.is_empty() && repeated && again.len() <= 3
    }

    /// Whether the words between two sayings say nothing but how long or how much.
    fn is_joined(&self, gap: &Range<usize>) -> bool {
        let joint = |at: usize| {
            let word = &self.words[at];
            // "from daily to once a week"
            let changed = word.small == "to" && self.words[at - 1].small != "up";
            !changed && (word.is_number() || word.is_dose() || is_listed(JOINTS, word))
        };
        gap.len() <= 6 && gap.clone().all(joint)
    }

    /// Whether the words between two sayings say nothing of another time, dose or medicine.
    fn is_tight(&self, gap: &Range<usize>) -> bool {
        gap.len() <= 6 && self.words[gap.clone()].iter().all(|word| is_listed(ASIDES, word))
    }

    /// Whether both sayings are about one medicine, at one time, and meant: no limit, no choice, and
    /// no new clause such as "once a week use oil".
    fn are_of_one(&self, between: &str, whole: &Range<usize>) -> bool {
        let before =
            |back: usize| whole.start.checked_sub(back).map_or("", |at| &*self.words[at].small);
        let limited = matches!(before(1), "most" | "least" | "than" | "maximum" | "max" | "or")
            || matches!((before(2), before(1)), ("up", "to"));
        let next = self.words.get(whole.end);
        let rest = &self.text[self.words[whole.end - 1].range.end..];
        let chosen = self.chosen || next.is_some_and(|next| next.small == "or");
        let parted = between.contains([',', '(', ':', '–', '—']) || between.contains(" - ");
        let ended = self.words[whole.end - 1].written.ends_with('.')
            || rest.starts_with([';', ')', '!', '\n']);
        let goes_on = next.is_some_and(|next| {
            let after = self.words.get(whole.end + 1);
            let lasting = after.is_some_and(|after| {
                after.is_number() || matches!(&*after.small, "the" | "a" | "up")
            });
            let meal = after.is_some_and(|after| is_listed(ASIDES, after));
            let headed = whole.start == 0 && matches!(&*next.small, "take" | "give" | "inject");
            !(headed
                || matches!(&*next.small, "with" | "by" | "orally" | "always")
                || next.small == "for" && lasting
                || matches!(&*next.small, "after" | "before" | "in" | "at") && meal)
        });
        !limited && !chosen && (!parted || ended || !goes_on)
    }
}

fn is_listed(list: &str, word: &Word<'_>) -> bool {
    list.split_ascii_whitespace().any(|it| it == word.small)
}

/// Whether two sayings, neither of them "once a week", cannot both be meant. "Twice a day, every
/// other day" is a course of some medicines, "every 4 hours, 3 times a day" leaves the night out.
fn differ(one: Often, other: Often) -> bool {
    use Often::{Cycle, Daily, EveryDay, Hours, Times};
    match (one, other) {
        (Times(from, to), Times(least, most)) | (Hours(from, to), Hours(least, most)) => {
            to < least || most < from
        }
        (Daily, Times(from, _)) | (Times(from, _), Daily) => from > 1,
        (Daily, Hours(_, to)) | (Hours(_, to), Daily) => to < 24,
        (Times(from, to), Hours(least, most)) | (Hours(least, most), Times(from, to)) => {
            let short = to * most < if to > 2 { 12 } else { 24 };
            from * least > 24 || short
        }
        (Daily | EveryDay | Hours(..), Cycle(from, _))
        | (Cycle(from, _), Daily | EveryDay | Hours(..)) => from >= 15,
        // "once daily on alternate days", "once daily 3 times a week"
        (Times(_, 1), Cycle(from, _)) | (Cycle(from, _), Times(_, 1)) => {
            from >= 30 && from.is_multiple_of(10)
        }
        (Cycle(from, to), Cycle(least, most)) => {
            (to < least || most < from) && !fits(to.min(most), from.max(least))
        }
        _ => false,
    }
}

/// Whether two cycles are about the same: every 3 days is about twice a week.
fn fits(one: u32, other: u32) -> bool {
    one.max(other) * 10 <= one.min(other) * 13
}

/// Whether days are no time to take it on: "7 days apart".
fn is_apart(words: &[Word<'_>], days: &Range<usize>) -> bool {
    const APART: [&str; 11] = [
        "apart", "between", "later", "before", "after", "late", "earlier", "ahead", "off", "early",
        "without",
    ];
    let next = words.get(days.end).map_or("", |word| &word.small);
    words[days.end - 1].small == "days" && APART.contains(&next)
}
