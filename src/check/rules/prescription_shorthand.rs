//! The shorthand of prescriptions.

use std::ops::Range;

use crate::check::directions::{self, Word};
use crate::check::{Kind, Passage, Subject, amounts};
use crate::diagnostic::Diagnostic;

rule! {
    /// Directions for a medicine stand in the shorthand of prescriptions.
    ///
    /// Looks in English texts for Latin abbreviations such as b.d., t.d.s., q.d.s., o.d., o.m., o.n.,
    /// p.r.n., a.c. and p.c., nocte, mane and stat; for q4h; for 5/7 (five days), 2/52 (two weeks),
    /// 3/12 (three months) and x3d; and for 1-0-0-1 (how many in the morning, at noon, in the evening
    /// and at night). Those that are words or abbreviations of other things too, such as BD, OD and PC,
    /// are looked for only after a dose, and fractions only where they say how long. A text that says
    /// what one of them means is left alone.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine. Few patients know them, and staff mistake them: o.d.
    /// is read as right eye, q.d.s. as once a day, x3d as three doses, and 2/7 as the second of July.
    ///
    /// ## How to mend it
    ///
    /// Say in words how often and when.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Take one tablet t.d.s. for 5/7."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Take one tablet 3 times a day for 5 days."
    /// ```
    ///
    /// ## Source
    ///
    /// British National Formulary, Prescription writing (directions in English without
    /// abbreviation); Institute for Safe Medication Practices, List of Error-Prone Abbreviations,
    /// Symbols, and Dose Designations.
    "prescription-shorthand": Warning, look
}

/// How much of its surroundings an abbreviation needs to be one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// It is nothing else in small letters, and hardly anything in capitals.
    Always,
    /// A dose must stand before it, unless points stand between its letters.
    AfterDose,
    /// The sentence must say how a medicine is taken, and not speak of an animal's hair.
    InDirections,
    /// A dose must stand before it or after it, or it must end what is to be taken: "a stat dose",
    /// "take aspirin stat".
    Given,
    /// Points must stand between its letters.
    Pointed,
}

const SHORT: [(&str, &str, Sure); 27] = [
    ("tds", "3 times a day", Sure::Always),
    ("tid", "3 times a day", Sure::Always),
    ("qds", "4 times a day", Sure::Always),
    ("qid", "4 times a day", Sure::Always),
    ("prn", "when you need it", Sure::Always),
    ("nocte", "at night", Sure::Always),
    ("qod", "every other day", Sure::Always),
    ("qqh", "every 4 hours", Sure::Always),
    ("bd", "twice a day", Sure::AfterDose),
    ("bds", "twice a day", Sure::AfterDose),
    ("bid", "twice a day", Sure::AfterDose),
    ("od", "once a day", Sure::AfterDose),
    ("qd", "once a day", Sure::AfterDose),
    ("om", "every morning", Sure::AfterDose),
    ("mane", "in the morning", Sure::InDirections),
    ("eod", "every other day", Sure::AfterDose),
    ("stat", "straight away", Sure::Given),
    ("ac", "before meals", Sure::AfterDose),
    ("pc", "after meals", Sure::AfterDose),
    ("hs", "at bedtime", Sure::AfterDose),
    ("po", "by mouth", Sure::AfterDose),
    ("sc", "under the skin", Sure::AfterDose),
    ("sl", "under the tongue", Sure::AfterDose),
    ("pr", "into the bottom", Sure::AfterDose),
    ("pv", "into the vagina", Sure::AfterDose),
    ("on", "at night", Sure::Pointed),
    ("im", "into a muscle", Sure::Pointed),
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.kind != Kind::Citation) {
        if passage.language.primary() != "en" && passage.segments.len() == 1 {
            continue;
        }
        for sentence in passage.sentences() {
            let words = directions::words(&passage.text, sentence.clone());
            for (range, meaning) in shorthand(passage, &words) {
                if passage.is_english(&range) && !is_explained(passage, &range) {
                    findings.push(complaint(passage, range, &meaning));
                }
            }
        }
    }
    findings
}

fn complaint(passage: &Passage<'_>, range: Range<usize>, meaning: &str) -> Diagnostic {
    let words = &passage.text[range.clone()];
    RULE.at(passage.place(range), format!("“{words}” is shorthand of prescriptions"))
        .note("patients do not know it, and take the medicine at the wrong times")
        .help(format!("write it in words: {meaning}"))
}

/// The stretches of a sentence in shorthand, with their meaning.
fn shorthand(passage: &Passage<'_>, words: &[Word<'_>]) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let directed = std::cell::LazyCell::new(|| {
        let headed = is_column_of_directions(passage) || is_column_of_mornings(passage);
        headed || directions::are_directions(words)
    });
    // One that follows another needs no dose of its own: "1 tablet mane and nocte".
    let mut last = None;
    for (at, word) in words.iter().enumerate() {
        let near = last.is_some_and(|last| at - last <= 2);
        let meaning = latin(word).filter(|(_, sure)| match sure {
            _ if word.is_pointed() && word.is_small() => true,
            // TDS and TID are other things too.
            Sure::Always => word.is_small() || !word.small.starts_with('t') || *directed,
            // "P.O. Box", "A.C. Jones": capitals with points need a dose too.
            Sure::AfterDose => {
                near || directions::follows_dose(words, at)
                    || is_column_of_directions(passage) && is_short(passage)
            }
            Sure::InDirections => near || *directed && !is_noun(words, at),
            Sure::Given => near || is_given(passage, words, at, || *directed),
            Sure::Pointed => word.is_pointed() && *directed,
        });
        let meaning = meaning.map(|(meaning, _)| meaning.to_owned()).or_else(|| every_hours(word));
        if let Some(meaning) = meaning {
            last = Some(at);
            found.push((range_of(word), meaning));
        } else if let Some(found_here) = spell(passage, words, at, || *directed) {
            found.push(found_here);
        } else if let Some(times) = times_of_day(passage, word).filter(|_| *directed) {
            found.push((range_of(word), times));
        }
    }
    found
}

/// Whether "stat" is said of a dose, and is no number of statistics.
fn is_given(
    passage: &Passage<'_>,
    words: &[Word<'_>],
    at: usize,
    directed: impl Fn() -> bool,
) -> bool {
    const OWNERS: &str = "\
        the a an this that each every key any our your another interesting vital useful first no \
        some of";
    const VERBS: &str = "take taken give given apply inject inhale start administer have";
    const NEXT: &str = "then and if on when for by with as or before after followed in to";
    let listed = |list: &str, word: &str| list.split_ascii_whitespace().any(|it| it == word);
    let next = words.get(at + 1);
    if next.is_some_and(Word::is_dose) {
        return true;
    }
    let owned = at.checked_sub(1).is_none_or(|before| listed(OWNERS, &words[before].small));
    if owned || directions::follows_dose(words, at) {
        return !owned;
    }
    let rest = &passage.text[range_of(&words[at]).end..];
    let ended = !rest.starts_with(amounts::is_gap) || rest.trim().is_empty();
    let goes_on = next.is_some_and(|next| listed(NEXT, &next.small));
    let verb = words[..at].iter().rev().take(20).position(|word| listed(VERBS, &word.small));
    // "give paracetamol stat"
    let near = verb.is_some_and(|verb| verb < 3);
    (ended || goes_on) && (near || verb.is_some() && directed())
}

/// A word's place without the full stop that ends its sentence.
fn range_of(word: &Word<'_>) -> Range<usize> {
    let point = usize::from(!word.is_pointed() && word.written.ends_with('.'));
    word.range.start..word.range.end - point
}

fn latin(word: &Word<'_>) -> Option<(&'static str, Sure)> {
    let found = SHORT.iter().find(|(short, ..)| *short == word.small);
    found.map(|(_, meaning, sure)| (*meaning, *sure))
}

/// `q4h`
fn every_hours(word: &Word<'_>) -> Option<String> {
    let hours = word.small.strip_prefix('q')?.strip_suffix('h')?;
    let number: u32 = hours.parse().ok()?;
    (1..=72).contains(&number).then(|| format!("every {number} hours"))
}

/// `5/7`, `2/52`, `3/12`, `x3d`
fn spell(
    passage: &Passage<'_>,
    words: &[Word<'_>],
    at: usize,
    directed: impl Fn() -> bool,
) -> Option<(Range<usize>, String)> {
    const PARTS: [(&str, &str); 3] = [("7", "days"), ("52", "weeks"), ("12", "months")];
    const PEOPLE: [&str; 9] =
        ["people", "patients", "women", "men", "children", "cases", "of", "chance", "risk"];
    const TREATMENTS: &str = "\
        antibiotics antibiotic treatment therapy steroids steroid chemotherapy antivirals prednisolone";
    let word = &words[at];
    let times = word.small.strip_prefix(['x', '×']);
    let count = times.unwrap_or(&word.small);
    if let Some(days) = times.and_then(|rest| rest.strip_suffix('d'))
        && let Ok(days) = days.parse::<u32>()
    {
        return Some((range_of(word), format!("for {days} days")));
    }
    let count: u32 = count.parse().ok().filter(|count| (1..=28).contains(count))?;
    let below = words.get(at + 1)?;
    let slashed = &passage.text[word.range.end..below.range.start] == "/";
    let part = below.written.trim_end_matches('.');
    let (part, name) = PARTS.into_iter().find(|(known, _)| *known == part)?;
    let ends = |c: char| matches!(c, '/' | '-');
    let dated = passage.text[below.range.end..].starts_with(ends)
        || passage.text[..word.range.start].ends_with(ends);
    let after = words.get(at + 2).map_or("", |after| &after.small);
    let led = times.is_some()
        || passage.text[..word.range.start].ends_with('×')
        || says_how_long(words, at, part, &directed)
        || is_after_dose(words, at) && directed();
    let of = usize::from(after == "of");
    let treated = words
        .get(at + 2 + of)
        .is_some_and(|word| TREATMENTS.split_ascii_whitespace().any(|it| it == word.small));
    let led = led || treated;
    let counted = PEOPLE.contains(&after) && !treated;
    if !slashed || dated || !led || counted || (count, part) == (24, "7") {
        return None;
    }
    let name = if count == 1 { name.trim_end_matches('s') } else { name };
    Some((word.range.start..below.range.start + part.len(), format!("{count} {name}")))
}

/// Whether a dose or what is taken stands right before a fraction: "one tablet 7/7", "take them 5/7".
/// "Tablet 7/7" is one of seven.
fn is_after_dose(words: &[Word<'_>], at: usize) -> bool {
    let back = |back: usize| at.checked_sub(back).map(|before| &words[before]);
    let Some(last) = back(1) else { return false };
    let taken = matches!(&*last.small, "it" | "them")
        && back(2).is_some_and(|verb| matches!(&*verb.small, "take" | "give" | "apply" | "use"));
    let counted = |word: &Word<'_>| {
        word.is_number() || word.written.starts_with(|c: char| c.is_ascii_digit())
    };
    let dosed = last.is_dose() && (counted(last) || back(2).is_some_and(counted));
    let mouth = last.small == "mouth" || last.small == "orally";
    taken || dosed || mouth
}

/// Whether the words around a fraction make a time of it: "for 5/7", "one tablet daily 2/52", "2/52
/// later". A day of July or December stands after other words.
fn says_how_long(words: &[Word<'_>], at: usize, part: &str, directed: &impl Fn() -> bool) -> bool {
    const BEFORE: [&str; 12] = [
        "for", "in", "x", "every", "after", "next", "within", "over", "last", "past", "further",
        "another",
    ];
    const AFTER: [&str; 4] = ["later", "ago", "course", "supply"];
    const NEITHER: [&str; 4] = ["on", "of", "about", "than"];
    const OFTEN: [&str; 5] = ["daily", "nightly", "nocte", "mane", "prn"];
    let small = |back: usize| at.checked_sub(back).map_or("", |before| &words[before].small);
    let after = words.get(at + 2).map_or("", |after| &after.small);
    let each = matches!(small(2), "a" | "per" | "each" | "every" | "at");
    let often = OFTEN.contains(&small(1))
        || each && matches!(small(1), "day" | "night" | "morning" | "evening")
        || at.checked_sub(1).is_some_and(|before| {
            // "on 3/12" is a day of December.
            words[before].small != "on" && latin(&words[before]).is_some()
        });
    BEFORE.contains(&small(1))
        || AFTER.contains(&after) && !NEITHER.contains(&small(1))
        || (often || part == "52") && directed()
}

/// `1-0-0-1`: how many are taken in the morning, at noon, in the evening and at night.
fn times_of_day(passage: &Passage<'_>, word: &Word<'_>) -> Option<String> {
    const TIMES: [&str; 4] = ["in the morning", "at noon", "in the evening", "at night"];
    let parts: Vec<&str> = word.written.trim_end_matches('.').split('-').collect();
    let times: &[&str] = match parts.len() {
        3 => &[TIMES[0], TIMES[1], TIMES[2]],
        4 => &TIMES,
        _ => return None,
    };
    let counts = |part: &&str| matches!(*part, "0" | "1" | "2" | "3" | "4" | "½" | "1½");
    // Without a nought it may be the line-up of a team, or how heads are counted.
    let sound =
        parts.iter().all(counts) && parts.contains(&"0") && !parts.iter().all(|it| *it == "0");
    let joined = passage.text[..word.range.start].ends_with(['-', '/', ':', '+']);
    if !sound || joined {
        return None;
    }
    let taken = parts.iter().zip(times).filter(|(count, _)| **count != "0");
    let taken: Vec<String> = taken.map(|(count, time)| format!("{count} {time}")).collect();
    Some(taken.join(", "))
}

/// Whether "mane" is the hair of an animal.
fn is_noun(words: &[Word<'_>], at: usize) -> bool {
    const OWNERS: [&str; 8] = ["the", "a", "its", "his", "her", "their", "your", "of"];
    const ANIMALS: [&str; 4] = ["horse", "pony", "lion", "hair"];
    let before = at.checked_sub(1).map_or("", |before| &words[before].small);
    let owned = OWNERS.contains(&before) || before.ends_with("’s");
    owned || words.iter().any(|word| ANIMALS.iter().any(|animal| word.small.starts_with(animal)))
}

/// Whether the head of a cell's column says that directions stand under it.
fn is_column_of_directions(passage: &Passage<'_>) -> bool {
    const HEADS: [&str; 7] =
        ["how often", "frequency", "dose", "when", "directions", "how much", "times"];
    let head = passage.head.map(|head| head.plain_text().to_lowercase());
    head.is_some_and(|head| HEADS.iter().any(|known| head.contains(known)))
}

/// Whether it is the head of a column and says no more than when: "Mane".
fn is_column_of_mornings(passage: &Passage<'_>) -> bool {
    passage.kind == Kind::ColumnHead && passage.text.trim().eq_ignore_ascii_case("mane")
}

/// Whether a cell has so few words that an abbreviation is what it says.
fn is_short(passage: &Passage<'_>) -> bool {
    passage.text.split_whitespace().take(4).count() < 4
}

/// Whether the text says what it means: "prn means when you need it". A term of the glossary or of
/// `definitions` is explained too.
fn is_explained(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let text = &*passage.text;
    if passage.kind == Kind::Plain && text.trim().len() == range.len() {
        return true;
    }
    let after = text[range.end..].trim_start_matches(['”', '’', '"', '\'', ')', ' ', '.']);
    ["means", "stands for", "is short for", "is Latin", "="].iter().any(|it| after.starts_with(it))
}
