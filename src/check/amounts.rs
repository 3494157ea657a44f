//! Numbers with their units in running text, as doses are written.

use std::ops::Range;

/// A number and what stands right after it. Its places are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// Digits with the points and commas in and before them.
    pub number: Range<usize>,
    /// The letters after it, after a number that it makes a range with, or in the head of the column.
    pub unit: Option<Unit>,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its letters; for `I.U.` with the points.
    pub word: String,
    /// Where it stands, where that is right after its number.
    pub range: Option<Range<usize>>,
    /// What stands after a slash, or after "per".
    pub per: String,
}

/// Units of which doses are made, in small letters.
const DOSES: &str = "\
    mg mgs milligram milligrams milligramme milligrammes g gm gms gram grams gramme grammes \
    microgram micrograms microgramme microgrammes nanogram nanograms ml mls millilitre millilitres \
    milliliter milliliters l litre litres liter liters unit units tablet tablets tab tabs capsule \
    capsules caps puff puffs drop drops dose doses sachet sachets spoonful spoonfuls teaspoon \
    teaspoons teaspoonful teaspoonfuls lozenge lozenges patch patches pill pills vial vials ampoule \
    ampoules injection injections suppository suppositories pessary pessaries";

/// Other units, of which nobody takes a dose, and what is parted: ".5 of a tablet"; small letters
/// again.
const MEASURES: &str = "\
    kg kgs kilogram kilograms kilo kilos mm cm m km metre metres inch inches ft mmol mmols hour \
    hours minute minutes second seconds day days week weeks month months year years % percent per \
    degrees kcal of";

/// Those of them in which a dose is weighed or measured, and not counted out.
const WEIGHED: &str = "\
    mg mgs milligram milligrams milligramme milligrammes g gm gms gram grams gramme grammes \
    microgram micrograms microgramme microgrammes nanogram nanograms ml mls millilitre millilitres \
    milliliter milliliters unit units";

/// Short forms that are taken for other units or for digits, and what they stand for.
const SHORT: [(&[&str], &str); 4] = [
    // The micro sign, the Greek letter, and what is typed for them.
    (
        &[
            "µg",
            "\u{3BC}g",
            "µgs",
            "\u{3BC}gs",
            "mcg",
            "mcgs",
            "Mcg",
            "MCG",
            "ug",
            "ugs",
            "microg",
            "microgs",
        ],
        "micrograms",
    ),
    (&["ng", "ngs", "nanog"], "nanograms"),
    (&["U", "u", "IU", "IUs", "iu", "ius", "Iu", "I.U.", "I.U", "i.u.", "i.u", "iU"], "units"),
    (&["cc", "ccs"], "ml"),
];

impl Unit {
    /// What a short form stands for that is not to be used.
    pub(super) fn full(&self) -> Option<&'static str> {
        full(&self.word)
    }

    /// Whether doses are counted in it. The results of tests, which are given for a litre of blood,
    /// are none.
    pub(super) fn is_dose(&self) -> bool {
        let known = self.full().is_some() || is_listed(DOSES, &self.word);
        known && !self.is_result()
    }

    /// Whether something is measured in it.
    pub(super) fn is_measure(&self) -> bool {
        self.full().is_some() || is_listed(DOSES, &self.word) || is_listed(MEASURES, &self.word)
    }

    /// Whether it is that of a test, or of the air.
    fn is_result(&self) -> bool {
        const TESTED: [&str; 12] =
            ["l", "L", "dl", "dL", "litre", "liter", "decilitre", "m²", "m³", "m2", "m3", "100ml"];
        // What the blood has of it is given in nanograms, and few doses are.
        let small = self.full() == Some("nanograms")
            && matches!(&*self.per, "ml" | "mL" | "millilitre" | "milliliter");
        small || TESTED.contains(&&*self.per)
    }
}

/// What a short form stands for that is not to be used.
pub(super) fn full(word: &str) -> Option<&'static str> {
    SHORT.iter().find(|(short, _)| short.contains(&word)).map(|(_, full)| *full)
}

/// Whether a word is a unit of doses, in full or short.
pub(super) fn is_dose_word(word: &str) -> bool {
    is_listed(DOSES, word) || full(word).is_some()
}

/// Whether a word, in small letters, stands before the number of a place, a vehicle or a paper: "Bus
/// 10U", "Room 3".
pub(super) fn is_label(word: &str) -> bool {
    const LABELS: &str = "\
        bus route line tram train coach platform room ward gate flat seat bay desk level floor zone \
        locker form size number no building block suite theatre clinic counter window section row \
        door park postcode model class house";
    let one = word.trim_end_matches('s');
    LABELS.split_ascii_whitespace().any(|it| it == word || it.trim_end_matches('s') == one)
        || word == "buses"
}

/// Whether a word is a unit in which doses are weighed or measured.
pub(super) fn is_weighed(word: &str) -> bool {
    is_listed(WEIGHED, word) || matches!(full(word), Some("micrograms" | "nanograms"))
}

fn is_listed(list: &str, word: &str) -> bool {
    // Who writes G for grams or L for litres writes capitals for them alone.
    let exact = word.len() == 1 && word != "L";
    let same = |known: &str| if exact { known == word } else { known.eq_ignore_ascii_case(word) };
    list.split_ascii_whitespace().any(same)
}

/// The numbers of a text, in order; `head` is that of its column.
pub(super) fn find(text: &str, head: Option<&str>) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let digit = at + offset;
        let end = number_end(text, digit);
        found.push(Amount { number: lead(text, digit)..end, unit: unit_after(text, end) });
        at = end;
    }
    lend(&mut found, text);
    if let Some(word) = head.and_then(unit_of_head).filter(|_| is_bare(text)) {
        for amount in found.iter_mut().filter(|amount| amount.unit.is_none()) {
            amount.unit = Some(Unit { word: word.to_owned(), range: None, per: String::new() });
        }
    }
    found
}

/// Where a number begins: at the point before its first digit, where that is no full stop.
fn lead(text: &str, digit: usize) -> usize {
    let before = &text[..digit];
    let Some(point) = before.chars().next_back().filter(|c| is_point(*c)) else {
        return digit;
    };
    let start = digit - point.len_utf8();
    let ends = |c: char| c.is_alphanumeric() || matches!(c, '.' | '…' | ')' | '”' | '’');
    if text[..start].ends_with(ends) { digit } else { start }
}

/// A point of decimals; the raised one is British too.
pub(super) fn is_point(c: char) -> bool {
    matches!(c, '.' | '·')
}

fn number_end(text: &str, digit: usize) -> usize {
    let mut end = digit;
    let mut rest = text[digit..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let inner = is_point(c) || c == ',';
        let goes_on = inner && rest.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if c.is_ascii_digit() {
            end = digit + at + 1;
        } else if !goes_on {
            break;
        }
    }
    end
}

/// A space that may stand between a number and its unit.
pub(super) fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\n')
}

/// The unit right after a number that ends at `end`.
pub(super) fn unit_after(text: &str, end: usize) -> Option<Unit> {
    let rest = &text[end..];
    // "a 500-mg tablet"
    let gap = rest.chars().next().filter(|c| is_gap(*c) || matches!(c, '-' | '\u{2011}'));
    let start = end + gap.map_or(0, char::len_utf8);
    let rest = &text[start..];
    if rest.starts_with('%') {
        return Some(Unit { word: "%".into(), range: Some(start..start + 1), per: String::new() });
    }
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let pointed = ["I.U.", "i.u.", "I.U", "i.u"].into_iter().find(|it| rest.starts_with(it));
    let length = pointed.map_or(length, str::len);
    let after = &rest[length..];
    // "10 U-bends", "6 U.S. states", "30 m2": other words.
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’');
    let compound = after.starts_with(|c: char| c.is_alphanumeric())
        || length == 1 && (after.starts_with(goes_on) || is_pointed(after));
    if length == 0 || compound {
        return None;
    }
    let word = rest[..length].to_owned();
    Some(Unit { word, range: Some(start..start + length), per: per(after).to_owned() })
}

/// Whether a point with a letter after it follows.
fn is_pointed(after: &str) -> bool {
    after.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// What stands after a slash or after "per".
fn per(after: &str) -> &str {
    let rest = after.strip_prefix('/').or_else(|| after.strip_prefix(" per ")).unwrap_or_default();
    let rest = rest.trim_start();
    &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]
}

/// A number without a unit has that of the number it is joined to: "2.0 to 4.0 mg".
fn lend(found: &mut [Amount], text: &str) {
    for at in (1..found.len()).rev() {
        let between = &text[found[at - 1].number.end..found[at].number.start];
        let joins = matches!(
            between.trim(),
            "to" | "or" | "and" | "–" | "-" | "\u{2011}" | "/" | "+" | "x" | "×"
        );
        let own = found[at - 1].unit.as_ref().is_some_and(|unit| unit.is_measure());
        if joins && !own {
            let unit = found[at].unit.clone();
            found[at - 1].unit = unit.map(|unit| Unit { range: None, ..unit });
        }
    }
}

/// The unit that the head of a column names: "Dose (mg)".
fn unit_of_head(head: &str) -> Option<&str> {
    let words = head.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // "Dose" alone says nothing of what its numbers count.
    words
        .filter(|word| !matches!(*word, "Dose" | "dose" | "Doses" | "doses"))
        .find(|it| is_dose_word(it))
}

/// Whether a cell has numbers alone.
fn is_bare(text: &str) -> bool {
    let rest = text.replace("to", "").replace("or", "");
    rest.chars()
        .all(|c| c.is_ascii_digit() || is_gap(c) || is_point(c) || matches!(c, ',' | '-' | '–'))
}

/// Whether a place lies in an address of the web or of email.
pub(super) fn is_in_address(text: &str, at: usize) -> bool {
    // No longer than such addresses are: a text may be one endless word.
    const REACH: usize = 200;
    let inside = |c: char| !c.is_whitespace();
    let before = &text[text.floor_char_boundary(at.saturating_sub(REACH))..at];
    let after = &text[at..text.ceil_char_boundary((at + REACH).min(text.len()))];
    let before = &before[before.trim_end_matches(inside).len()..];
    let after = &after[..after.len() - after.trim_start_matches(inside).len()];
    let has = |part: &str| before.contains(part) || after.contains(part);
    has("://") || has("www.") || has("@") && before.len() + after.len() > 1
}

impl Amount {
    /// The number with its unit, as far as that stands right after it.
    pub(super) fn whole(&self) -> Range<usize> {
        let end = self.unit.as_ref().and_then(|unit| unit.range.as_ref()).map(|range| range.end);
        self.number.start..end.unwrap_or(self.number.end)
    }

    /// What stands before its point and after it, where it has one alone.
    pub(super) fn decimals<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (whole, fraction) = text[self.number.clone()].split_once(is_point)?;
        (!fraction.contains(|c: char| !c.is_ascii_digit())).then_some((whole, fraction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        let word = |amount: &Amount| amount.unit.as_ref().map_or("", |unit| &unit.word).to_owned();
        let found = find(text, None);
        found.iter().map(|it| (text[it.number.clone()].to_owned(), word(it))).collect()
    }

    fn one(text: &str) -> (String, String) {
        read(text).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn numbers_are_read_with_their_units() {
        for (text, number, unit) in [
            ("take 0.5mg now", "0.5", "mg"),
            ("take .5 mg now", ".5", "mg"),
            ("(.25 mg)", ".25", "mg"),
            ("10,000 units", "10,000", "units"),
            ("1·0 mg", "1·0", "mg"),
            ("20 I.U. a day", "20", "I.U."),
            ("20 I.U", "20", "I.U"),
            ("a 500-mg tablet", "500", "mg"),
            ("100\u{A0}µg", "100", "µg"),
            ("100 \u{3BC}g", "100", "\u{3BC}g"),
            ("0.5%", "0.5", "%"),
            ("It ends.5 mg", "5", "mg"),
            ("3 U-bends", "3", ""),
            ("6 U.S. states", "6", ""),
            ("30 m2", "30", ""),
        ] {
            assert_eq!(one(text), (number.to_owned(), unit.to_owned()), "{text}");
        }
        let range =
            |unit: &str| vec![("1.0".to_owned(), unit.to_owned()), ("2.0".into(), unit.into())];
        assert_eq!(read("1.0 to 2.0 mg"), range("mg"));
        assert_eq!(read("1.0–2.0"), range(""));
        assert_eq!(find("1.0", Some("Dose (mg)"))[0].unit.as_ref().unwrap().word, "mg");
        assert_eq!(find("1.0", Some("Dose"))[0].unit, None);
        assert_eq!(find("1.0 in all", Some("Dose (mg)"))[0].unit.as_ref().unwrap().word, "in");
    }

    #[test]
    fn results_of_tests_are_no_doses() {
        let dose = |text: &str| find(text, None)[0].unit.as_ref().is_some_and(Unit::is_dose);
        for text in ["5 mg", "5 mcg/kg", "5 mg/ml", "5 U per day", "5 g", "5 L", "2 tablets"] {
            assert!(dose(text), "{text}");
        }
        for text in
            ["5 mg/l", "30 µg/L", "4 ng/ml", "40 U/L", "250 µg/m²", "5 kg", "5 G", "5 people"]
        {
            assert!(!dose(text), "{text}");
        }
    }

    #[test]
    fn addresses_are_told_from_words() {
        let text = "see https://www.example.org/1.0mg and 1.0 mg";
        assert!(is_in_address(text, text.find("1.0").unwrap()));
        assert!(!is_in_address(text, text.rfind("1.0").unwrap()));
    }
}
