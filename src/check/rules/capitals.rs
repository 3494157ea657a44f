//! Capitals for emphasis.

use std::ops::Range;

use super::left_over;
use crate::check::{Kind, Passage, Subject, prose, unfinished};
use crate::diagnostic::Diagnostic;
use crate::language::{Everywhere, Language};

rule! {
    /// Words stand in capitals to be noticed.
    ///
    /// Looks for words such as NOT and NEVER in capitals, for words of seven or more capitals, for
    /// three or more words in capitals in a row, and for headings in capitals. Abbreviations such as
    /// NHS, COVID and DNA are left alone.
    ///
    /// ## Who is affected
    ///
    /// People with dyslexia and people who read slowly, since words in capitals have no shape that
    /// could be recognised; and people who listen: some screen readers spell such words letter by
    /// letter.
    ///
    /// ## How to mend it
    ///
    /// Write small letters, and mark the words that matter as `**strong**`.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// text = "Do NOT take more than two tablets."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// text = "Do **not** take more than two tablets."
    /// ```
    ///
    /// ## Source
    ///
    /// RNIB Clear Print; the European easy-to-read standards (Information for all).
    "capitals": Warning, look
}

/// Abbreviations have fewer letters.
const LONGEST: usize = 7;
/// But for some treatments, which are called by the letters of their drugs.
const CHEMOTHERAPIES: [&str; 3] = ["FOLFIRI", "FOLFIRINOX", "FOLFOXIRI"];

/// Whether a word in capitals is no abbreviation but emphasis.
pub fn is_shouted(word: &str) -> bool {
    let letters = word.chars().count();
    let long = letters >= LONGEST && !CHEMOTHERAPIES.contains(&word);
    long || Everywhere::all().shouted.contains(&word.replace('’', "'").as_str())
}

/// Whether words in capitals are judged in a language: only where somebody has listed those that are
/// shouted.
fn is_judged(language: &Language) -> bool {
    Everywhere::of(language).is_some_and(|own| !own.shouted.is_empty())
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        if !is_judged(passage.language) || passage.kind == Kind::Citation {
            continue;
        }
        for range in loud(passage) {
            // The letters of a number are those of the keys: 0800 REVERSE.
            let addresses = passage.addresses().iter().map(|it| &it.range);
            let mut around = addresses.filter(|it| it.start < range.end && range.start < it.end);
            let known = left_over::is_known(&passage.text[range.clone()])
                || unfinished::is_to_be_filled(&passage.text, range.start);
            if around.next().is_none() && !known && !is_freepost(&passage.text, &range) {
                findings.push(complaint(passage, range));
            }
        }
    }
    findings
}

/// Whether words are a Freepost address: Royal Mail prints its licence number (RTXY-KJHG-ABCD) and its
/// names in capitals.
fn is_freepost(text: &str, range: &Range<usize>) -> bool {
    let lower = text[..range.end].to_ascii_lowercase();
    lower.rfind("freepost").is_some_and(|at| !lower[at..].contains(['.', ';', '!', '?', ':']))
}

/// The stretches in capitals of a passage.
pub fn loud(passage: &Passage<'_>) -> Vec<Range<usize>> {
    if !has_capitals(&passage.text) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut run: Vec<(Range<usize>, &str)> = Vec::new();
    let words: Vec<(Range<usize>, &str)> = prose::words(&passage.text).collect();
    for (range, word) in &words {
        // Signs between them part words: "HIV, AIDS, TB".
        let parted = run.last().is_some_and(|(last, _): &(Range<usize>, &str)| {
            !passage.text[last.end..range.start].chars().all(char::is_whitespace)
        });
        if parted {
            found.extend(judge(&run, passage, words.len()));
            run.clear();
        }
        let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if is_capital(word) || (single && !run.is_empty()) {
            run.push((range.clone(), word));
        } else {
            found.extend(judge(&run, passage, words.len()));
            run.clear();
        }
    }
    found.extend(judge(&run, passage, words.len()));
    found
}

/// Whether two capitals stand side by side, or with a hyphen or apostrophe between them. Most
/// passages have none and need no second look.
pub fn has_capitals(text: &str) -> bool {
    let mut after_capital = false;
    text.chars().any(|c| {
        let capital = c.is_uppercase();
        let found = after_capital && capital;
        after_capital = capital || (after_capital && matches!(c, '\'' | '’' | '-'));
        found
    })
}

fn is_capital(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && word.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’' | '-'))
}

/// Whether a row of words in capitals is emphasis.
fn judge(
    run: &[(Range<usize>, &str)],
    passage: &Passage<'_>,
    words: usize,
) -> Option<Range<usize>> {
    let (first, last) = (run.first()?, run.last()?);
    if prose::is_typed(&passage.text[..first.0.start]) {
        return None;
    }
    let whole = first.0.start..last.0.end;
    let shouted = run.iter().any(|(_, word)| is_shouted(word));
    let long = run.iter().filter(|(_, word)| word.chars().count() >= 4).count();
    let row = run.len() >= 3 && long >= 1;
    let heading = passage.kind.is_heading() && run.len() == words && words >= 2 && long >= 1;
    if !(row || heading || shouted) || !is_judged(passage.language_at(whole.start)) {
        return None;
    }
    if row || heading {
        return Some(whole);
    }
    // Abbreviations beside it are none of its business: "NHS ONLY".
    let mut loud = run.iter().filter(|(_, word)| is_shouted(word));
    let first = loud.next()?;
    Some(first.0.start..loud.next_back().unwrap_or(first).0.end)
}

fn complaint(passage: &Passage<'_>, range: Range<usize>) -> Diagnostic {
    let words = prose::shorten(&passage.text[range.clone()], 40);
    let heading = passage.kind.is_heading();
    RULE.at(passage.place(range), format!("“{words}” stands in capitals to be noticed"))
        .note("words in capitals have no shape, and are hard to read for people with dyslexia")
        .help(if heading {
            "write it in small letters: headings stand out by themselves"
        } else {
            "write it in small letters, and mark what matters: **not**"
        })
}
