//! Methotrexate in a sentence that has it taken more often than once a week.

use std::ops::Range;

use super::directions::Word;
use super::frequency::{Often, Stretch, WEEK};

/// Its names, in small letters.
const NAMES: &str = "\
    methotrexate mtx maxtrex metoject methofill jylamvo nordimet zlatal trexall otrexup rasuvo";

/// Words of a sentence that warns of it, asks about it, or is about stopping, fetching or testing.
const WARNINGS: &str = "\
    not never don’t don't no cannot can’t can't mistake mistakenly wrong wrongly danger dangerous died \
    die death deadly fatal kill kills killed poison poisoned poisonous harm harmful accident \
    accidentally error toxic overdose risk serious avoid unsafe instead rather if whether miss \
    missed stop stops stopped stopping pause paused hold skip leave without collect collected \
    order deliver delivered clinic nurse helpline except";

/// Words between its name and how often, where the one is said of the other.
const LINKS: &str = "\
    is are was be been being should must will can may would has have had to you your the a an it them \
    this these that which of about at for on in over during by mouth orally with food water take \
    takes taken taking give gives given giving inject injects injected injecting injection \
    injections use uses used using swallow swallowed get prescribed usually normally always only \
    just also both first next dose doses dosage total treatment therapy medicine medication solution \
    liquid pen pens syringe starting started begin up under skin people patients adults who we i \
    needed oral tablet tablets one each regularly whole as single works best when";

/// Words before how often that make it that of a test.
const TESTS: &str =
    "level levels blood test tests tested check checked checks measure measured scan";

/// Where a sentence has methotrexate taken more often than once a week.
pub(super) fn taken_too_often(
    text: &str,
    words: &[Word<'_>],
    sayings: &[Stretch],
) -> Option<Range<usize>> {
    let name = words.iter().position(|word| is_listed(NAMES, word))?;
    let asked = words.last().is_some_and(|word| text[word.range.end..].starts_with('?'));
    let weekly = sayings.iter().any(|(often, stretch)| {
        // "your weekly methotrexate on two days"
        *often == Often::Weekly && stretch.end != name
    });
    if asked || weekly || words.iter().any(|word| is_listed(WARNINGS, word)) {
        return None;
    }
    let tests = words.iter().position(|word| is_listed(TESTS, word));
    let mut often = sayings.iter().filter(|(often, stretch)| is_too_often(*often, words, stretch));
    often.find_map(|(_, stretch)| {
        if tests.is_some_and(|tests| tests < stretch.end) {
            return None;
        }
        if stretch.start > name {
            let linked = are_linked(text, words, &(name + 1..stretch.start));
            return linked.then_some(name..stretch.end);
        }
        let before = heads_clause(text, words, stretch.start);
        let linked = before && leads_to(words, &(stretch.end..name));
        linked.then_some(stretch.start..name + 1)
    })
}

/// Whether a saying is more often than once a week.
fn is_too_often(often: Often, words: &[Word<'_>], stretch: &Range<usize>) -> bool {
    const LATE: [&str; 8] =
        ["apart", "between", "later", "before", "after", "late", "earlier", "early"];
    let next = words.get(stretch.end).map_or("", |word| &*word.small);
    match often {
        Often::Weekly => false,
        Often::Cycle(from, _) => from < WEEK,
        // "7 days before the operation"
        Often::Days => !LATE.contains(&next),
        _ => true,
    }
}

/// Whether the words from its name to how often say no more than how it is taken.
fn are_linked(text: &str, words: &[Word<'_>], gap: &Range<usize>) -> bool {
    let signs = &text[words[gap.start - 1].range.end..words[gap.end].range.start];
    let joint = |word: &Word<'_>| is_amount(word) || is_listed(LINKS, word);
    gap.len() <= 10 && !signs.contains([';', '!', '\n']) && words[gap.clone()].iter().all(joint)
}

/// Whether how often stands at the begin of a clause, or right after what is done: "on two days a
/// week take", "a daily dose of".
fn heads_clause(text: &str, words: &[Word<'_>], start: usize) -> bool {
    const HEADS: [&str; 12] = [
        "on",
        "a",
        "the",
        "your",
        "take",
        "taking",
        "give",
        "inject",
        "taken",
        "prescribed",
        "have",
        "use",
    ];
    let Some(before) = start.checked_sub(1) else { return true };
    HEADS.contains(&&*words[before].small)
        || text[words[before].range.end..words[start].range.start].contains([',', ':'])
}

/// Whether the words from how often to the name have it taken.
fn leads_to(words: &[Word<'_>], gap: &Range<usize>) -> bool {
    const STEPS: &str = "\
        take taking give inject use have swallow you your the a of dose doses low oral tablet tablets \
        injection injections should must will need to";
    gap.len() <= 6
        && words[gap.clone()].iter().all(|word| is_amount(word) || is_listed(STEPS, word))
}

/// "four", "2.5", "tablets"
fn is_amount(word: &Word<'_>) -> bool {
    word.is_number() || word.is_dose() || word.written.starts_with(|c: char| c.is_ascii_digit())
}

fn is_listed(list: &str, word: &Word<'_>) -> bool {
    list.split_ascii_whitespace().any(|it| it == word.small)
}
