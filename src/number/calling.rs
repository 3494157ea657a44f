//! What the words around a number of a running text say that it is for: to be called, to be written
//! to, or to register something. The words themselves stand in `src/languages`, under `[telephone]`.

use crate::language::Telephone;

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calling {
    Call,
    Text,
}

/// How many words of those that stand between are looked at.
const NEAR: usize = 4;

/// Whether the words before say what the number is for: "call NHS 111", "text YES to 70085",
/// "composez le 15".
pub(super) fn before(before: &str) -> Option<Calling> {
    // A stop between the word and the number parts them; one behind a short word is part of it: tel.
    let mut back = words(sentence(before)).rev().map(str::to_lowercase);
    let first = back.next()?;
    if first == "to" {
        let (one, two) = (back.next()?, back.next());
        return what(&one).or_else(|| what(&two?));
    }
    let mut word = first;
    for _ in 0..NEAR {
        if let Some(calling) = what(&word) {
            return Some(calling);
        }
        if !is_in(&Telephone::all().between, &word) {
            return None;
        }
        word = back.next()?;
    }
    None
}

fn what(word: &str) -> Option<Calling> {
    let known = Telephone::all();
    if is_in(&known.write, word) {
        return Some(Calling::Text);
    }
    // In Chinese and Thai, a word has no blank before it.
    let unparted = |call: &&&str| call.starts_with(|c: char| c >= '\u{E00}');
    let ends = || known.call.iter().filter(unparted).any(|call| word.ends_with(call));
    (is_in(&known.call, word) || ends()).then_some(Calling::Call)
}

/// Whether the words behind a number say that it is to be called.
pub(super) fn behind(after: &str) -> bool {
    let called = &Telephone::all().called;
    let end = after.find(['.', ',', ';', '!', '?', '।', '۔', '。', '\n']).unwrap_or(after.len());
    words(&after[..end]).take(NEAR).any(|word| {
        // In Japanese and Korean, more is written with it: 119番に電話して, 119에 전화하세요.
        let within = |known: &&&str| known.starts_with(|c: char| c > '\u{3000}');
        let word = word.to_lowercase();
        is_in(called, &word) || called.iter().filter(within).any(|known| word.contains(known))
    })
}

/// What stands before a number in its sentence.
fn sentence(before: &str) -> &str {
    let abbreviated = |rest: &str| {
        let word = rest.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        is_in(&Telephone::all().abbreviated, &word.to_lowercase())
    };
    let stops = before.rmatch_indices(['.', ',', ';', '!', '?', '。', '，', '،']);
    let mut ends = stops.filter(|(at, stop)| *stop != "." || !abbreviated(&before[..*at]));
    ends.next().map_or(before, |(at, stop)| &before[at + stop.len()..])
}

pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ':')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c)))
        .filter(|word| !word.is_empty())
}

/// Marks over and under letters, with which words of India and Thailand end.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}')
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Whether the words before say that the number registers something, or is that of an order.
pub(super) fn is_registration(before: &str) -> bool {
    let known = Telephone::all();
    let mut back = words(before).rev().take(3).map(str::to_lowercase).collect::<Vec<_>>();
    if back.first().is_some_and(|word| is_in(&known.is, word)) {
        back.remove(0);
    }
    let head = |word: &str| word.split(['-', '.']).next().unwrap_or_default().to_owned();
    if back.iter().any(|word| is_in(&known.registers, &head(word))) {
        return true;
    }
    let Some(last) = back.first() else { return false };
    let ends = |end: &&str| last.len() > end.len() + 2 && last.ends_with(end);
    let compound = known.number_endings.iter().any(ends)
        && !last.starts_with("tel")
        && !known.telephone_stems.iter().any(|stem| last.contains(stem));
    // In French the word for "of" loses its vowel: numéro d'ordre.
    let bare = |word: &str| word.trim_start_matches("d'").trim_start_matches("d’").to_owned();
    let thing = |word: &String| is_in(&known.things, &bare(word));
    let number = |word: &String| is_in(&known.numbers, word.trim_end_matches('.'));
    let named = back
        .get(1)
        .is_some_and(|before| number(last) && thing(before) || thing(last) && number(before));
    compound || named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_and_behind_say_that_a_number_is_called() {
        for text in [
            "call NHS ",
            "Composez le ",
            "appelez immédiatement le numéro",
            "Rufen Sie die ",
            "llame al ",
            "Tel. ",
            "Zadzwoń pod numer ",
            "请拨打",
            "اتصل بالرقم ",
            "звоните по номеру ",
        ] {
            assert_eq!(before(text).is_some(), text != "appelez immédiatement le numéro", "{text}");
        }
        for text in ["le ", "call. ", "to ", "depuis le ", "on the ", "We see ", ""] {
            assert_eq!(before(text), None, "{text}");
        }
        assert_eq!(before("text YES to "), Some(Calling::Text));
        assert!(behind(" पर कॉल करें") && behind(" پر کال کریں") && !behind(" लोग. कॉल करें"));
    }

    #[test]
    fn numbers_of_orders_are_told_from_lines_for_them() {
        for text in [
            "Order number ",
            "order no. ",
            "Invoice number: ",
            "Bestellnummer ",
            "Kunden-Nr. ",
            "numéro de commande ",
            "Numer zamówienia: ",
            "The order number is ",
            "Batch no: ",
        ] {
            assert!(is_registration(text), "{text}");
        }
        for text in [
            "To order, call ",
            "Order line ",
            "Telefonnummer ",
            "Our number is ",
            "Helpline number ",
            "Numéro d’appel ",
            "Rufnummer ",
            "Customer services ",
            "",
        ] {
            assert!(!is_registration(text), "{text}");
        }
    }
}
