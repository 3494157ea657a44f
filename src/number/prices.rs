//! Prices of calls, whose figures nobody dials: (0,15 €/min), 2,08 zł/min, £1.50, 14 ct/min.

use super::signs::{digit, is_blank, is_dash};
use crate::language::Telephone;

/// Signs of money that may stand before or behind its amount.
const SIGNS: &str = "£$€¥₹₽₴₺₪₩₫฿৳₦₱";

/// Codes of money, in lower case (ISO 4217).
const CODES: [&str; 19] = [
    "pln", "czk", "huf", "sek", "nok", "dkk", "isk", "eur", "usd", "gbp", "chf", "try", "ron",
    "bgn", "hrk", "inr", "pkr", "bdt", "rsd",
];

/// Where an amount of money ends that begins at a place of a text; `grouped` says that it stands
/// right behind other digits. Whole figures there are those of a number: 0900 123 456 p.
pub(super) fn end(text: &str, at: usize, grouped: bool) -> Option<usize> {
    let mut amount = amount(text, at)?;
    if let Some(rest) = text[amount.end..].strip_prefix(is_dash)
        && let Some(second) = self::amount(text, text.len() - rest.len())
    {
        // "0,14–0,42 €".
        amount = Amount { parted: amount.parted || second.parted, ..second };
    }
    let whole =
        !amount.parted && (grouped && text[at..amount.end].len() > 2 || amount.end - at > 4);
    if whole {
        return None;
    }
    let named = name(text, amount.end).map(|end| rate(text, end));
    let begun = || (amount.parted && follows_money(&text[..at])).then_some(amount.end);
    // A nought before a comma is no beginning of a number: (0,15/min).
    let nought = || {
        let comma = text[at..].starts_with("0,") && !grouped;
        (comma && amount.parted).then_some(amount.end)
    };
    named.or_else(begun).or_else(nought)
}

/// Figures that may be an amount.
struct Amount {
    end: usize,
    /// Whether a stop or a comma stands among them.
    parted: bool,
}

fn amount(text: &str, at: usize) -> Option<Amount> {
    let digits = |from: usize| {
        text[from..].find(|c| digit(c).is_none()).map_or(text.len(), |length| from + length)
    };
    let whole = digits(at);
    if whole == at {
        return None;
    }
    let sign = text[whole..].chars().next().filter(|c| matches!(c, '.' | ','));
    let Some(sign) = sign else { return Some(Amount { end: whole, parted: false }) };
    let from = whole + sign.len_utf8();
    let end = digits(from);
    let parted = (1..=4).contains(&(end - from)) && whole - at <= 4;
    Some(Amount { end: if parted { end } else { whole }, parted })
}

/// Where the name of the money ends that stands behind an amount, after one blank or none.
fn name(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let gap = rest.chars().next().filter(|c| is_blank(*c)).map_or(0, char::len_utf8);
    let word = &rest[gap..];
    let sign = word.chars().next()?;
    if SIGNS.contains(sign) {
        // "01632 960 £1.50" has its sign before the amount.
        let after = &word[sign.len_utf8()..];
        let own = !after.starts_with(|c| digit(c).is_some());
        return own.then_some(at + gap + sign.len_utf8());
    }
    let length = word.find(|c: char| !c.is_alphabetic() && c != '$').unwrap_or(word.len());
    (length > 0 && is_money(&word[..length])).then_some(at + gap + length)
}

/// Whether the sign or code of money stands right before.
fn follows_money(before: &str) -> bool {
    let before = before.trim_end_matches(is_blank);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    before.ends_with(|c| SIGNS.contains(c)) || !word.is_empty() && is_money(word)
}

fn is_money(word: &str) -> bool {
    let word = word.to_lowercase();
    CODES.contains(&&*word) || Telephone::all().money.contains(&&*word)
}

/// Where the figures of a rate end: "€/30 s", "Kč/1 min".
fn rate(text: &str, end: usize) -> usize {
    let Some(rest) = text[end..].trim_start_matches(is_blank).strip_prefix('/') else { return end };
    let figures = rest.trim_start_matches(is_blank);
    let length = figures.find(|c| digit(c).is_none()).unwrap_or(figures.len());
    if (1..=2).contains(&length) { text.len() - figures.len() + length } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_money_are_told_from_numbers() {
        for text in [
            "0,15 €/min",
            "0,15€",
            "2,08 zł/min",
            "2.08 zł",
            "1,99 €/Min.",
            "14 ct/min",
            "508 Ft",
            "9,90 kr/min",
            "0,14–0,42 €",
            "0,15/min",
            "0,50 TL/dk",
            "2,50 Kč/min",
            "35 cts",
            "0.50 ₪",
        ] {
            assert!(end(text, 0, false).is_some(), "{text}");
        }
        for (text, at) in [("£1.50", 2), ("€ 0,10", 4), ("EUR 1,09/min", 4)] {
            assert!(end(text, at, false).is_some(), "{text}");
        }
        assert_eq!(end("0,49 €/30 s", 0, false), Some("0,49 €/30".len()));
        for text in ["01632 960", "456 £1.50", "101, 105", "999,112", "0800 1111", "020.7946", "7"]
        {
            assert_eq!(end(text, 0, false), None, "{text}");
        }
        assert_eq!(end("456 kr", 0, true), None);
    }
}
