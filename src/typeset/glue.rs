//! Our own rules about where a line must not end, on top of Unicode Standard Annex 14.

use super::atoms::is_digit;
use super::characters::is_blank;
use crate::language::{Everywhere, Facts, Language};
use crate::words::{Phrases, is_spelled_unit, is_unit, trim_end};

/// Whether the blank that ends at `at` holds what is before and after it together.
#[must_use]
pub fn holds(text: &str, at: usize, language: &Language) -> bool {
    let Some((before, gap)) = word_before(text, at) else { return false };
    let after = word_after(text, at);
    let Some(first) = after.chars().next() else { return false };
    if matches!(after, "–" | "—") {
        // A dash ends a line rather than beginning one.
        return true;
    }
    let bare = before.trim_start_matches(is_before_number);
    if bare.is_empty() {
        return false;
    }
    if is_number(bare) {
        return is_unit(after)
            || is_spelled_unit(after, language)
            || is_month(after, language)
            || is_day(bare) && is_date_link(after, language);
    }
    if bare.starts_with(is_digit) && Phrases::of(language).first_day == Some(bare) {
        return is_month(after, language);
    }
    (first.is_alphanumeric() || "„“‘'«(+".contains(first))
        && holds_words(text, (gap, at), (bare, after), language)
}

/// Whether the blank that ends at `at` parts a number from its unit.
#[must_use]
pub fn holds_amount(text: &str, at: usize, language: &Language) -> bool {
    let Some((before, _)) = word_before(text, at) else { return false };
    let after = word_after(text, at);
    is_number(before.trim_start_matches(is_before_number))
        && (is_unit(after) || is_spelled_unit(after, language))
}

/// Signs that stand directly before a number.
pub(super) fn is_before_number(c: char) -> bool {
    matches!(c, '(' | '[' | '“' | '"' | '‘' | '«' | '„' | '<' | '>' | '≤' | '≥' | '~')
}

/// Whether two words stay together of which the first is no number. The blank between them is from
/// `gap` to `at`.
fn holds_words(
    text: &str,
    (gap, at): (usize, usize),
    (bare, after): (&str, &str),
    language: &Language,
) -> bool {
    let stem = bare.strip_suffix('.').unwrap_or(bare);
    if after.starts_with(char::is_uppercase)
        && (Everywhere::all().titles.contains(&stem) || is_initial(bare, language))
    {
        return true;
    }
    if after.starts_with(is_digit) {
        let number = trim_end(after);
        if is_numbered(stem, language)
            || "€£$".contains(bare)
            || (is_day(number) || is_year(number)) && is_month(bare, language)
            || is_year(number) && ends_date(text, gap, bare, language)
        {
            return true;
        }
    }
    is_date_link(after, language) && goes_on_with_year(text, at, bare, language)
        || follows_day(text, gap, bare, language)
        || is_lone_letter(bare, language)
}

/// Whether a line must not end at `at`, where no blank is: within a range of numbers, after a
/// single letter and its hyphen, or at a stroke between short words.
pub(super) fn holds_within(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let Some(mark) = before.next() else { return false };
    if mark.is_alphanumeric() {
        return false;
    }
    let letters = |c: &char| c.is_alphanumeric();
    let behind = before.take_while(letters).take(4).count();
    let ahead = text[at..].chars().take_while(letters).take(4).count();
    match mark {
        '-' | '\u{2010}' => behind < 2 || ahead < 2,
        '/' => behind < 4 || ahead < 4,
        '–' => {
            let digit = |c: Option<char>| c.is_some_and(is_digit);
            let mark = at - mark.len_utf8();
            digit(text[..mark].chars().next_back()) && digit(text[at..].chars().next())
        }
        _ => false,
    }
}

/// The word before a blank, and where the blank begins.
pub(super) fn word_before(text: &str, at: usize) -> Option<(&str, usize)> {
    let before = text[..at].trim_end_matches(is_blank);
    let start = before.char_indices().rev().find(|(_, c)| is_blank(*c));
    let word = &before[start.map_or(0, |(at, c)| at + c.len_utf8())..];
    (!word.is_empty()).then_some((word, before.len()))
}

pub(super) fn word_after(text: &str, at: usize) -> &str {
    let after = &text[at..];
    &after[..after.find(is_blank).unwrap_or(after.len())]
}

fn is_number(word: &str) -> bool {
    let digit = |c: char| is_digit(c) || "½⅓¼¾⅔".contains(c);
    let inner = |c: char| digit(c) || ".,-–/:×+−±€£$".contains(c);
    let ordinal = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'a', 'f', '.', 'º', 'ª']);
    ordinal.chars().next().is_some_and(inner)
        && ordinal.chars().next_back().is_some_and(digit)
        && ordinal.chars().all(inner)
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    matches!(digits.parse::<u8>(), Ok(1..=31)) && word.len() <= digits.len() + 2
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
}

fn is_month(word: &str, language: &Language) -> bool {
    let word = trim_end(word);
    if !word.chars().next().is_some_and(char::is_alphabetic) || word.chars().nth(2).is_none() {
        return false;
    }
    let word = word.to_lowercase();
    let months = Phrases::of(language).months.iter();
    months.map(|month| month.to_lowercase()).any(|month| month.starts_with(&word))
}

/// The word between day and month in "1 de marzo".
fn is_date_link(word: &str, language: &Language) -> bool {
    Facts::of(language).is_some_and(|facts| facts.date_link == Some(word))
}

/// The second blank of "1 de marzo".
fn follows_day(text: &str, gap: usize, link: &str, language: &Language) -> bool {
    is_date_link(link, language)
        && word_before(text, gap - link.len()).is_some_and(|(day, _)| is_day(day))
}

/// Whether a year may follow what ends here: "March 1," or "1 de marzo de".
fn ends_date(text: &str, gap: usize, last: &str, language: &Language) -> bool {
    let day = last.strip_suffix(',').is_some_and(is_day);
    (day || is_date_link(last, language))
        && word_before(text, gap - last.len()).is_some_and(|(month, _)| is_month(month, language))
}

/// Whether "de" and a year follow a month.
fn goes_on_with_year(text: &str, at: usize, month: &str, language: &Language) -> bool {
    let link = word_after(text, at);
    let rest = text[at + link.len()..].trim_start_matches(is_blank);
    is_month(month, language) && is_year(trim_end(word_after(rest, 0)))
}

fn is_numbered(word: &str, language: &Language) -> bool {
    let page = Phrases::of(language).page_reference.split_once("{}");
    Everywhere::all().numbered.contains(&word)
        || page.is_some_and(|(page, _)| page.trim_matches(['(', ' ']) == word)
}

/// "J. Smith" and "J Smith", but neither "I" nor "A" in English.
fn is_initial(word: &str, language: &Language) -> bool {
    let mut chars = word.chars();
    let letter = chars.next().is_some_and(char::is_uppercase);
    match chars.as_str() {
        "." => letter,
        "" => letter && !Facts::of(language).is_some_and(|it| it.no_initials.contains(&word)),
        _ => false,
    }
}

/// Prepositions and conjunctions of a single letter, where readers expect them with the next word.
fn is_lone_letter(word: &str, language: &Language) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.as_str().is_empty()
        && Facts::of(language).is_some_and(|facts| facts.lone_letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `_` for every blank that holds.
    fn glued(text: &str, language: &str) -> String {
        let language = Language::parse(language).unwrap();
        let blank = |(at, c): (usize, char)| {
            if c == ' ' && holds(text, at + 1, &language) { '_' } else { c }
        };
        text.char_indices().map(blank).collect()
    }

    #[test]
    fn numbers_keep_their_units() {
        let text =
            "Take 5 mg, 0.5 ml or 20 % at 10 am (or 6–8 p.m.) in 5 days, £ 5 each, 3 people.";
        let kept =
            "Take 5_mg, 0.5_ml or 20_% at 10_am (or 6–8_p.m.) in 5_days, £_5 each, 3 people.";
        assert_eq!(glued(text, "en-GB"), kept);
        assert_eq!(glued("co 6 tygodni", "pl"), "co 6_tygodni");
        assert_eq!(glued("2.5 mg/kg of it, 3 mmol/l", "en"), "2.5_mg/kg of it, 3_mmol/l");
    }

    #[test]
    fn dates_stay_whole() {
        assert_eq!(glued("on 1 March 2026.", "en-GB"), "on 1_March_2026.");
        assert_eq!(glued("on March 1, or the 2nd May", "en-US"), "on March_1, or the 2nd_May");
        assert_eq!(glued("on March 1, 2026, the", "en-US"), "on March_1,_2026, the");
        assert_eq!(glued("el 1 de marzo de 2026.", "es"), "el 1_de_marzo_de_2026.");
        assert_eq!(glued("marzo de este año, de 2026", "es"), "marzo de este año, de 2026");
        assert_eq!(glued("le 1er mars 2026", "fr"), "le 1er_mars_2026");
        assert_eq!(glued("ar 1 Mawrth 2026", "cy"), "ar 1_Mawrth_2026");
    }

    #[test]
    fn titles_and_initials_keep_their_names() {
        let text = "Dr Smith and Prof. J. A. Jones of St Thomas are here. I Think A Plan";
        let kept = "Dr_Smith and Prof._J._A._Jones of St_Thomas are here. I Think A Plan";
        assert_eq!(glued(text, "en-GB"), kept);
    }

    #[test]
    fn references_keep_their_numbers() {
        assert_eq!(glued("see (page 5) and Step 2", "en-GB"), "see (page_5) and Step_2");
        assert_eq!(glued("gweler (tudalen 5)", "cy"), "gweler (tudalen_5)");
    }

    #[test]
    fn polish_single_letters_keep_with_the_next_word() {
        assert_eq!(glued("i w domu, a z nim", "pl"), "i_w_domu, a_z_nim");
        assert_eq!(glued("a man", "en-GB"), "a man");
    }

    #[test]
    fn a_dash_does_not_begin_a_line() {
        assert_eq!(glued("yes – no", "en-GB"), "yes_– no");
    }

    #[test]
    fn short_compounds_and_ranges_stay_whole() {
        let whole = |text: &str| {
            let at = text.find(['-', '–', '/']).unwrap();
            holds_within(text, at + text[at..].chars().next().unwrap().len_utf8())
        };
        for text in ["T-cell", "10–15", "mg/kg", "vitamin-D"] {
            assert!(whole(text), "{text}");
        }
        for text in ["well-being", "London–Paris", "patient/carer"] {
            assert!(!whole(text), "{text}");
        }
    }
}
