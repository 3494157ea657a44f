//! Doses whose number has a slip of the keyboard in it.

use std::ops::Range;

use crate::check::amounts::{self, Amount, Unit};
use crate::check::{Kind, Passage, Subject};
use crate::diagnostic::Diagnostic;

rule! {
    /// The number of a dose is mistyped.
    ///
    /// Looks in English texts for letters in place of digits before a unit (O.5 mg, l0 mg, 1O mg),
    /// for a blank within a number (10, 000 units, 0. 5 mg), and for a point between a number and its
    /// unit (1.5.mg). Lists of numbers (50, 100 or 200 mg) are left alone, and so are litres (2l).
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine. The letter O looks like a nought, and l and I look
    /// like a one, but a screen reader reads letters, and whoever is in doubt guesses. Where a line
    /// ends at a blank, 10, 000 units are read as 10. A point too many is taken for another digit.
    ///
    /// ## How to mend it
    ///
    /// Type the number again, in digits, with a comma before every three of them and one point before
    /// its decimals.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// bullets = ["Take O.5 mg at night.", "Inject 10, 000 units."]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// bullets = ["Take 0.5 mg at night.", "Inject 10,000 units."]
    /// ```
    ///
    /// ## Source
    ///
    /// Institute for Safe Medication Practices, Misidentification of Alphanumeric Symbols; NHS Common
    /// User Interface, Medication Line, on numbers.
    "garbled-dose": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.kind != Kind::Citation) {
        if passage.language.primary() != "en" && passage.segments.len() == 1 {
            continue;
        }
        let slips = lettered(&passage.text).into_iter();
        let slips = slips.chain(passage.amounts().iter().filter_map(|it| slip(&passage.text, it)));
        let slips = slips.filter(|slip| {
            let start = slip.range.start;
            passage.is_english(&slip.range) && !amounts::is_in_address(&passage.text, start)
        });
        findings.extend(slips.map(|slip| complaint(passage, slip)));
    }
    findings
}

/// What is wrong with a dose, and how it is right.
struct Slip {
    range: Range<usize>,
    fault: Fault,
    mended: String,
}

#[derive(Clone, Copy)]
enum Fault {
    Letter,
    Blank,
    Point,
}

fn complaint(passage: &Passage<'_>, slip: Slip) -> Diagnostic {
    let (what, note) = match slip.fault {
        Fault::Letter => (
            "has a letter where a digit is meant",
            "a screen reader reads the letter, and whoever is in doubt guesses the dose",
        ),
        Fault::Blank => (
            "has a blank within its number",
            "it is read as two numbers, above all where a line ends between them",
        ),
        Fault::Point => (
            "has a point after its number",
            "it is read as one more digit, or as the end of the sentence",
        ),
    };
    let words = &passage.text[slip.range.clone()];
    RULE.at(passage.place(slip.range.clone()), format!("“{words}” {what}"))
        .note(note)
        .help(format!("write {}", slip.mended))
}

/// Numbers with letters that look like digits: "O.5 mg", "l0 mg", "1O mg".
fn lettered(text: &str) -> Vec<Slip> {
    let part = |c: char| c.is_ascii_digit() || is_look_alike(c);
    let mut slips = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(part) {
        let start = at + offset;
        let rest = &text[start..];
        let length = rest.find(|c| !(part(c) || is_sign(c))).unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches(is_sign);
        at = start + length;
        let inner = |c: char| c.is_alphanumeric() || "-\u{2011}/'’.·,@_&".contains(c);
        if text[..start].ends_with(inner) {
            continue;
        }
        let end = start + number.len();
        let unit = amounts::unit_after(text, end).filter(Unit::is_dose);
        let Some((unit, digits)) = unit.zip(in_digits(number)) else { continue };
        let Some(of_unit) = unit.range.filter(|range| is_meant(number, &unit.word, range, end))
        else {
            continue;
        };
        let mended = format!("{digits} {}", unit.word);
        slips.push(Slip { range: start..of_unit.end, fault: Fault::Letter, mended });
    }
    slips
}

fn is_look_alike(c: char) -> bool {
    matches!(c, 'O' | 'o' | 'l' | 'I')
}

fn is_sign(c: char) -> bool {
    amounts::is_point(c) || c == ','
}

/// A number with digits for its letters, where it has any and is a number then.
fn in_digits(number: &str) -> Option<String> {
    let digits: String = number
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            _ => c,
        })
        .collect();
    let (whole, decimals) = digits.split_once(amounts::is_point).unwrap_or((&digits, ""));
    let sound = !whole.is_empty() && (whole.len() == 1 || !whole.starts_with('0'));
    let one_point = !decimals.contains(is_sign);
    (digits != number && sound && one_point).then_some(digits)
}

/// Whether letters are meant as digits: not in "2l bottles", "I131 capsules" or "or l ml".
fn is_meant(number: &str, unit: &str, of_unit: &Range<usize>, end: usize) -> bool {
    let weighed = amounts::is_weighed(unit);
    let apart = of_unit.start > end;
    if !apart && (!weighed || unit.len() == 1) {
        return false;
    }
    // Radioactive iodine.
    let isotope = number.len() == 4 && number.starts_with("I1");
    if number.contains(|c: char| c.is_ascii_digit()) {
        return !isotope && (weighed || !number.ends_with(['l', 'I']));
    }
    // "lO mg": no word is spelt so.
    let noughts = number.strip_prefix(['l', 'I']).unwrap_or_default();
    weighed && apart && !noughts.is_empty() && noughts.chars().all(|c| c == 'O')
}

/// A blank within a number, or a point after it.
fn slip(text: &str, amount: &Amount) -> Option<Slip> {
    let dose = amount.unit.as_ref().filter(|unit| unit.is_dose());
    match dose {
        Some(_) => parted(text, amount).or_else(|| parted_decimals(text, amount)),
        None => pointed(text, amount),
    }
}

/// "10, 000 units": no number but one that goes on begins with noughts.
fn parted(text: &str, amount: &Amount) -> Option<Slip> {
    let number = &text[amount.number.clone()];
    let whole = number.split(amounts::is_point).next()?;
    if whole.len() != 3 || !whole.starts_with('0') {
        return None;
    }
    let mut start = amount.number.start;
    let mut groups = vec![number];
    loop {
        let before = text[..start].trim_end_matches(amounts::is_gap);
        let Some(comma) = before.strip_suffix(',') else { break };
        let group = comma.trim_end_matches(amounts::is_gap);
        let digits = group.len() - group.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if !(1..=3).contains(&digits) {
            break;
        }
        start = group.len() - digits;
        groups.insert(0, &group[start..]);
        if digits < 3 {
            break;
        }
    }
    let range = start..amount.whole().end;
    let after = &text[amount.number.end..range.end];
    let mended = groups.join(",") + after;
    let blank = groups.len() > 1 && mended != text[range.clone()];
    blank.then_some(Slip { range, fault: Fault::Blank, mended })
}

/// "0. 5 mg"
fn parted_decimals(text: &str, amount: &Amount) -> Option<Slip> {
    let start = amount.number.start;
    let before = text[..start].trim_end_matches(amounts::is_gap);
    let whole = before.strip_suffix(amounts::is_point)?.strip_suffix('0')?;
    let inner = |c: char| c.is_alphanumeric() || is_sign(c) || matches!(c, '/' | '-');
    if before.len() == start || whole.ends_with(inner) {
        return None;
    }
    let range = whole.len()..amount.whole().end;
    let mended = format!("0.{}", &text[start..range.end]);
    Some(Slip { range, fault: Fault::Blank, mended })
}

/// "1.5.mg", "1.5. mg": no sentence begins with a small mg.
fn pointed(text: &str, amount: &Amount) -> Option<Slip> {
    let number = &text[amount.number.clone()];
    let end = amount.number.end;
    text[end..].strip_prefix('.')?;
    let unit = amounts::unit_after(text, end + 1)?;
    let of_unit = unit.range?;
    let glued = of_unit.start == end + 1 && unit.word.len() > 1;
    // "2. mg means" may be an item of a list.
    let sure = glued || number.contains(amounts::is_point);
    if !sure || !amounts::is_weighed(&unit.word) || !unit.word.starts_with(char::is_lowercase) {
        return None;
    }
    let mended = format!("{number} {}", unit.word);
    Some(Slip { range: amount.number.start..of_unit.end, fault: Fault::Point, mended })
}
