//! Telephone numbers of contact points and links, and what is said where one is in doubt.

use crate::content::links::{self, Address, BadAddress};
use crate::content::reader::Reader;
use crate::number::{self, Doubt};

/// What an author is told of a number in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub message: String,
    pub help: String,
    /// What is dialled if the author means just what is written.
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
        Doubt::Two { .. } => told(
            format!("\"{words}\" has more than one telephone number in it"),
            "each number needs a link of its own",
            None,
        ),
        Doubt::TooShort(digits) => told(
            format!("\"{words}\" has too few digits for a telephone number"),
            "look the number up, and write all of its digits; a number of another country begins with + and the country's code",
            Some(digits),
        ),
        Doubt::TooLong(digits) => told(
            format!("\"{words}\" has more digits than a telephone number"),
            "look the number up, and write its digits alone; a number of another country begins with + and the country's code",
            Some(digits),
        ),
        Doubt::NoPrefix(digits) => told(
            format!("\"{words}\" lacks what is dialled first"),
            "write the 0 before it, or + and the country's code",
            Some(digits),
        ),
        Doubt::UnknownCode(digits) => told(
            format!("no country has the code with which \"{words}\" begins"),
            "look up the digits after the +",
            Some(digits),
        ),
        Doubt::Letters(_) => told(
            format!("the letters in \"{words}\" make no whole telephone number with its digits"),
            "write the number in digits",
            None,
        ),
    }
}

/// How two numbers of one text are written, each as its author wrote it.
pub(super) fn both(first: &str, second: &str) -> String {
    let whole = second.starts_with(['0', '+', '(']);
    let second = if whole { second.to_owned() } else { format!("… {second}") };
    format!("[\"{first}\", \"{second}\"]")
}

impl Reader<'_> {
    /// Reads the address of a link with its scheme.
    pub fn address(&self, text: &str) -> Result<Address, BadAddress> {
        let text = text.trim();
        let scheme = |name: &str| {
            let (head, rest) = text.split_at_checked(name.len())?;
            head.eq_ignore_ascii_case(name).then(|| rest.trim())
        };
        if let Some(rest) = scheme("tel:") {
            let number = self.dialled(rest)?;
            return Ok(Address { link: format!("tel:{number}"), shown: None });
        }
        if let Some(rest) = scheme("sms:") {
            let (number, body) = rest.split_once('?').unwrap_or((rest, ""));
            let number = self.dialled(number)?;
            let mark = if body.is_empty() { "" } else { "?" };
            let link = format!("sms:{number}{mark}{}", links::encode(body));
            return Ok(Address { link, shown: None });
        }
        links::address(text)
    }

    /// What a link to a telephone number dials.
    fn dialled(&self, text: &str) -> Result<String, BadAddress> {
        let doubt = match number::read(text, &self.home) {
            Ok(number) => return Ok(number.dialled),
            // A control character is told of by itself.
            Err(_) if text.contains(char::is_control) => return Ok(text.to_owned()),
            Err(doubt) => doubt,
        };
        let complaint = complaint(text, &doubt);
        Err(BadAddress { message: complaint.message, help: complaint.help, replacement: None })
    }
}
