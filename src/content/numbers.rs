//! Telephone numbers of contact points and links, and what is said where one is in doubt.

use crate::codes;
use crate::content::addresses::{Address, BadAddress, encode};
use crate::content::links;
use crate::content::reader::Reader;
use crate::content::written;
use crate::number::{self, Doubt, Listed, Way};
use crate::source::Span;
use crate::uri;

/// What an author is told of a number in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub message: String,
    pub help: String,
    /// What is dialled if the author means just what is written: of a few digits, which may be a
    /// short number. More are a number with a slip in it, which nobody should be helped to keep.
    pub digits: Option<String>,
}

/// Who is affected, wherever a number stands.
pub(super) const WRONG_NUMBER: &str = "who taps it would reach somebody else, or nobody";

/// What an author is told of a doubt about these words.
pub(super) fn complaint(words: &str, doubt: &Doubt) -> Complaint {
    let told = |message: String, help: &str, digits: Option<&String>| Complaint {
        message,
        help: help.to_owned(),
        digits: digits.cloned(),
    };
    match doubt {
        Doubt::None if words.is_empty() => told(
            "the telephone link has no number".to_owned(),
            "write the number behind the colon",
            None,
        ),
        Doubt::None => {
            told(format!("\"{words}\" is no telephone number"), "write the number in digits", None)
        }
        Doubt::Placeholder(part) => told(
            format!("\"{part}\" in the telephone number stands for digits that are still to come"),
            "write the whole number",
            None,
        ),
        Doubt::LookAlike { part, meant } => told(
            format!("“{part}” in the telephone number has letters that look like digits"),
            &format!("write {meant}"),
            None,
        ),
        Doubt::Several(_) => told(
            format!("\"{words}\" has more than one telephone number in it"),
            "each number needs a link of its own",
            None,
        ),
        Doubt::TooShort(digits) => told(
            format!("\"{words}\" has too few digits for a telephone number"),
            &all_digits(words),
            Some(digits).filter(|digits| is_few(digits) && !has_sign(words)),
        ),
        Doubt::TooLong(_) => told(
            format!("\"{words}\" has more digits than a telephone number"),
            "look the number up, and write its digits alone; a number of another country begins with + and the country's code",
            None,
        ),
        Doubt::Ends { shorter, longer } => told(
            format!("in \"{words}\" it is not clear where the telephone number ends"),
            &format!(
                "write the number by itself, without the figures and words behind it: {shorter} and {longer} are both numbers"
            ),
            None,
        ),
        Doubt::NoPrefix { prefix, .. } => told(
            format!("\"{words}\" lacks what is dialled first"),
            &format!("write the {prefix} before it, or + and the country's code"),
            None,
        ),
        Doubt::Abroad { written, whole } => told(
            format!("\"{words}\" cannot be dialled like this in the country of this booklet"),
            &with_plus(written, *whole),
            None,
        ),
        Doubt::UnknownCode(_) => told(
            format!("no country has the code with which \"{words}\" begins"),
            "look up the digits after the +",
            None,
        ),
        Doubt::Letters(_) => told(
            format!("the letters in \"{words}\" make no whole telephone number with its digits"),
            "write the number in digits",
            None,
        ),
    }
}

/// As few digits may be a short number that no plan knows; a text relay's prefix is none.
fn is_few(digits: &str) -> bool {
    digits.len() <= 5 && !matches!(digits, "18001" | "18002") && !digits.starts_with(['0', '+'])
}

/// Whether a star or a hash stands among words, which are dialled too.
fn has_sign(words: &str) -> bool {
    words.contains(['*', '#'])
}

fn all_digits(words: &str) -> String {
    if has_sign(words) {
        return "if it is dialled with a star, write the star first, as in *123; if not, write all of the number's digits".to_owned();
    }
    "look the number up, and write all of its digits; a number of another country begins with + and the country's code".to_owned()
}

/// What to write where a number of another country may be meant.
fn with_plus(written: &str, whole: bool) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let meant = match (whole, written.starts_with(|c: char| c.is_ascii_digit())) {
        (true, true) => format!("write +{written}"),
        (true, false) => format!("write +{digits}"),
        (false, _) => format!("write + and that country's code before {digits}"),
    };
    format!("if a number of another country is meant, {meant}; if not, look the number up")
}

/// The link that dials something: a hash in it would begin a fragment (RFC 3986, 3.5).
pub(super) fn link(scheme: &str, dialled: &str) -> String {
    format!("{scheme}:{}", dialled.replace('#', "%23"))
}

/// How several numbers of one text are written, each with its author's words and digits. `alone` says
/// that no other number stands under the key.
pub(super) fn each(listed: &[Listed], key: &str, alone: bool) -> String {
    if listed.iter().any(|it| it.written.is_none()) {
        return "write the numbers in square brackets, each with all of its digits: where one ends and the next begins is not clear".to_owned();
    }
    let under = |own: &str| {
        let numbers = listed.iter().filter(|it| under(it.way, key) == own);
        numbers.map(|it| written::quoted(&with_words(it, own))).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    let (mut keys, own) = (vec!["phone", "textphone", "sms", FAX], under(key));
    keys.retain(|other| *other != key);
    match &own[..] {
        [] => {}
        _ if !alone => lines.push(own.join(", ")),
        [one] => lines.push(format!("{key} = {one}")),
        _ => lines.push(format!("{key} = [{}]", own.join(", "))),
    }
    for other in keys {
        match &under(other)[..] {
            [] => {}
            [one] => lines.push(format!("{other} = {one}")),
            many => lines.push(format!("{other} = [{}]", many.join(", "))),
        }
    }
    match &lines[..] {
        [line] if alone => {
            format!("write the numbers in square brackets, each one whole: {line}")
        }
        [line] => format!("write each of the numbers by itself: {line}"),
        _ => format!("write each under its own key, on a line of its own: {}", lines.join(" and ")),
    }
}

/// The list of numbers that stand in one text with their words, where each was written whole and all
/// belong under one key.
pub(super) fn as_list(listed: &[Listed], key: &str, text: &str) -> Option<String> {
    let whole = |it: &Listed| {
        let words = it.words.as_deref()?;
        let plain = under(it.way, key) == key && text.contains(it.written.as_deref()?);
        plain.then(|| with_words(it, key)).filter(|it| it.len() >= words.len())
    };
    let numbers: Vec<String> = listed.iter().map(whole).collect::<Option<_>>()?;
    Some(written::bracketed(numbers))
}

/// A number with the words that belong to it, without those that its key says.
fn with_words(listed: &Listed, key: &str) -> String {
    let number = listed.written.as_deref().unwrap_or_default();
    let Some(words) = &listed.words else { return number.to_owned() };
    let (front, back) = words.split_once(number).unwrap_or_default();
    let label = front.trim_end_matches([' ', ':', '.', '-', '–']).trim().to_lowercase();
    let said = match key {
        FAX => number::says_way(&label),
        "phone" => CALLED.contains(&&*label) || label.is_empty(),
        _ => label.is_empty() || CALLED.contains(&&*label) || number::says_way(&label),
    };
    let words = if said { format!("{number}{back}") } else { words.clone() };
    match key {
        FAX if said => format!("Fax: {words}"),
        _ => words,
    }
}

/// Words before a number that its key says already.
const CALLED: [&str; 11] = [
    "tel",
    "tel no",
    "tél",
    "telephone",
    "phone",
    "call",
    "ring",
    "dial",
    "telefon",
    "ffôn",
    "ffoniwch",
];

/// Where a fax number stands: in the note of its contact point, since nobody calls it.
const FAX: &str = "note";

/// The key under which a number of a text that stood under another key belongs.
fn under(way: Way, key: &str) -> &str {
    match way {
        Way::Call => key,
        Way::Textphone => "textphone",
        Way::Text => "sms",
        Way::Fax => FAX,
    }
}

impl Reader<'_> {
    /// Reads the address of a link with its scheme.
    pub(super) fn address(&self, text: &str) -> Result<Address, BadAddress> {
        let text = text.trim();
        let scheme = |name: &str| {
            let (head, rest) = text.split_at_checked(name.len())?;
            head.eq_ignore_ascii_case(name).then(|| rest.trim())
        };
        if let Some(rest) = scheme("tel:") {
            let number = self.dialled(rest)?;
            return Ok(Address { link: link("tel", &number), shown: None });
        }
        if let Some(rest) = scheme("sms:") {
            let (number, body) = rest.split_once('?').unwrap_or((rest, ""));
            let number = self.dialled(number)?;
            let mark = if body.is_empty() { "" } else { "?" };
            let link = format!("{}{mark}{}", link("sms", &number), encode(body));
            return Ok(Address { link, shown: None });
        }
        links::address(text)
    }

    /// Whether a string has a sign in it that cannot be shown, which was told: what is left of it then
    /// need not be a number.
    pub(super) fn is_unfit(&self, span: Span) -> bool {
        let within = |place: Span| {
            place.source == span.source && span.start <= place.start && place.end <= span.end
        };
        let mut marks = self.problems.with_code(codes::BAD_MARK);
        marks.any(|problem| problem.primary.is_some_and(within))
    }

    /// What a link to a telephone number dials.
    fn dialled(&self, text: &str) -> Result<String, BadAddress> {
        let decoded = String::from_utf8_lossy(&uri::decode(text).0).into_owned();
        let text = &*decoded;
        let doubt = match number::read(text, &self.home) {
            Ok(number) => return Ok(number.dialled),
            Err(doubt) => doubt,
        };
        let complaint = complaint(text, &doubt);
        Err(BadAddress { message: complaint.message, help: complaint.help, replacement: None })
    }
}
