//! Values: `{name}` in a string becomes what `[values]` says.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::codes::{self, Code};
use crate::content::characters::sifted;
use crate::content::guesses::Guesses;
use crate::content::marks;
use crate::content::signs::{Sign, Signs};
use crate::content::slug::slug;
use crate::content::strings;
use crate::content::tree::Table;
use crate::source::{Sources, Span};

/// The most bytes of a value, and of all values in one string (`docs/format.md`, section 9).
pub(super) const LONGEST: usize = 1_000_000;

/// The most that all values of a booklet may come to, in bytes.
pub(super) const MOST: usize = 64_000_000;

/// How many values may be put into each other in a row.
const DEEPEST: usize = 500;

/// What is read in a string (`docs/format.md`, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Marks, values, typographic signs.
    Marks,
    /// Values and typographic signs.
    Plain,
    /// Values alone.
    Literal,
}

/// The values of a booklet.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub definitions: HashMap<String, ValueDefinition>,
    /// Whether some may be lacking because their file could not be read.
    pub incomplete: bool,
    /// Names of values that are no text, of which that is told.
    unfit: HashSet<String>,
    /// Where a value that is lacking, or could not be worked out, is used.
    pub lacking: Vec<Span>,
    /// How many bytes of values the booklet's strings have taken in.
    pub put_in: usize,
    guesses: Guesses,
}

/// What `[values]` says of a name.
#[derive(Debug)]
pub(super) struct ValueDefinition {
    pub signs: Signs,
    expansion: Option<Rc<Expansion>>,
    used: bool,
}

/// What a value comes to.
#[derive(Debug, Default)]
pub(super) struct Expansion {
    /// Characters, and whether each stands for itself.
    signs: Vec<(char, bool)>,
    pub bytes: usize,
    /// Whether it has marks.
    pub marked: bool,
    pub problems: Vec<Problem>,
}

/// What is wrong within a value; reported where the value is used.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub code: Code,
    pub message: String,
    /// Where it lies in definitions.
    pub places: Vec<(Span, String)>,
    pub help: String,
}

impl Values {
    /// Takes in `[values]`.
    pub(super) fn new(sources: &Sources, table: Option<&Table>) -> Self {
        let entries = table.map_or(&[][..], |table| &table.entries);
        let strings = entries.iter().filter(|entry| entry.node.text().is_some());
        let definitions = strings
            .map(|entry| {
                let signs = strings::decode(sources.snippet(entry.node.span), entry.node.span);
                (entry.key.value.clone(), ValueDefinition { signs, expansion: None, used: false })
            })
            .collect();
        let unfit = entries.iter().filter(|entry| entry.node.text().is_none());
        let unfit = unfit.map(|entry| entry.key.value.clone()).collect();
        Self { definitions, unfit, ..Self::default() }
    }

    /// Whether it is told elsewhere why there is no value of this name.
    pub(super) fn excuses(&self, name: &str) -> bool {
        self.incomplete || self.unfit.contains(name)
    }

    /// Whether a string of the booklet uses a value.
    pub(super) fn is_used(&self, name: &str) -> bool {
        self.definitions.get(name).is_some_and(|definition| definition.used)
    }

    /// The known name that was probably meant.
    pub(super) fn meant(&mut self, name: &str) -> Option<String> {
        let names = self.definitions.keys().map(String::as_str);
        self.guesses.meant(name, self.definitions.len(), names)
    }

    /// The name of a value that words are, but for capitals and what parts them: "Support line".
    pub(super) fn named(&self, words: &str) -> Option<String> {
        let folded = |words: &str| words.trim().to_lowercase().replace([' ', '-', '.'], "_");
        let wanted = folded(words);
        let mut names = self.definitions.keys().filter(|name| folded(name) == wanted);
        let named = names.next().filter(|_| names.next().is_none())?;
        // A name that is none is told of where it stands, with this one.
        let made = slug(named);
        if is_name(named) { Some(named.clone()) } else { Some(made).filter(|it| is_name(it)) }
    }

    /// What a value comes to; `within` holds the values that are being worked out.
    pub(super) fn expand(&mut self, name: &str, within: &mut Vec<String>) -> Option<Rc<Expansion>> {
        let definition = self.definitions.get_mut(name)?;
        definition.used = true;
        if let Some(done) = &definition.expansion {
            return Some(done.clone());
        }
        let signs = definition.signs.clone();
        if within.len() >= DEEPEST || within.iter().any(|outer| outer == name) {
            return Some(Rc::new(self.circle(name, within)));
        }
        within.push(name.to_owned());
        let expansion = Rc::new(self.work_out(name, &signs, within));
        within.pop();
        if let Some(definition) = self.definitions.get_mut(name) {
            definition.expansion = Some(expansion.clone());
        }
        Some(expansion)
    }

    fn circle(&self, name: &str, within: &[String]) -> Expansion {
        let start = within.iter().position(|outer| outer == name);
        let Some(start) = start else {
            let problem = Problem {
                code: codes::TOO_LARGE,
                message: format!("values stand within each other more than {DEEPEST} deep"),
                places: Vec::new(),
                help: "write some of them out".into(),
            };
            return Expansion { problems: vec![problem], ..Expansion::default() };
        };
        let circle = &within[start..];
        let mut path: Vec<&str> = circle.iter().map(String::as_str).collect();
        // The same circle is told in the same words wherever it is entered.
        let first = path.iter().enumerate().min_by_key(|(_, name)| **name).map_or(0, |(at, _)| at);
        path.rotate_left(first);
        let places = path
            .iter()
            .filter_map(|name| Some((self.definitions.get(*name)?.signs.span, (*name).to_owned())))
            .map(|(span, name)| (span, format!("`{name}` is defined here")))
            .collect();
        path.push(path[0]);
        let message = format!("a value is made of itself: {}", path.join(" → "));
        let help = "write one of them out in words".to_owned();
        let problem = Problem { code: codes::VALUE_CIRCLE, message, places, help };
        Expansion { problems: vec![problem], ..Expansion::default() }
    }

    fn work_out(&mut self, name: &str, signs: &Signs, within: &mut Vec<String>) -> Expansion {
        let mut expansion = Expansion::default();
        let source = signs.span.source;
        let (shown, unfit) = sifted(&signs.signs);
        expansion.problems.extend(unfit.into_iter().map(|(sign, message)| Problem {
            code: codes::BAD_MARK,
            message,
            places: vec![(sign.span(source), format!("it stands in `{name}`"))],
            help: "delete it, and type the sign that was meant".into(),
        }));
        let trimmed = crate::content::signs::trim(&shown);
        for part in parts(trimmed, Reading::Marks) {
            match part {
                TemplatePart::Sign(sign) => expansion.push(sign.c, sign.literal),
                TemplatePart::Use { name: inner, range } => {
                    let place = crate::content::signs::place(source, &trimmed[range]);
                    match self.expand(&inner, within) {
                        Some(found) => expansion.take(&found),
                        None if self.excuses(&inner) => {}
                        None => expansion.problems.extend(place.map(|place| Problem {
                            code: codes::UNKNOWN_VALUE,
                            message: format!("there is no value `{inner}`"),
                            places: vec![(place, format!("in the value `{name}`"))],
                            help: self.unknown_help(&inner),
                        })),
                    }
                }
                TemplatePart::Brace(range) => {
                    let brace = trimmed[range.start].c;
                    let place = crate::content::signs::place(source, &trimmed[range]);
                    expansion.problems.extend(place.map(|place| Problem {
                        code: codes::BAD_MARK,
                        message: format!("the value `{name}` has a {brace} that names no value"),
                        places: vec![(place, format!("in the value `{name}`"))],
                        help: format!("write {brace}{brace} for the sign itself"),
                    }));
                }
            }
            if expansion.bytes > LONGEST {
                expansion = Expansion::too_large(name, signs.span);
                break;
            }
        }
        expansion.marked = marks::is_marked(&expansion.as_signs(0, 0, 0));
        expansion.problems.sort_by(|a, b| (a.code, &a.message).cmp(&(b.code, &b.message)));
        expansion.problems.dedup_by(|a, b| a.code == b.code && a.message == b.message);
        expansion
    }

    fn unknown_help(&mut self, name: &str) -> String {
        match self.meant(name) {
            Some(meant) => format!("did you mean {{{meant}}}?"),
            None => format!("define it under [values]: {name} = \"…\""),
        }
    }
}

impl Expansion {
    /// What a value comes to that is too large to be put in.
    fn too_large(name: &str, span: Span) -> Self {
        let problem = Problem {
            code: codes::TOO_LARGE,
            message: format!("the value `{name}` comes to more than 1 MB"),
            places: vec![(span, format!("`{name}` is defined here"))],
            help: "make it shorter: a value is a name, a number or a sentence".into(),
        };
        Self { problems: vec![problem], ..Self::default() }
    }

    fn push(&mut self, c: char, literal: bool) {
        self.bytes += c.len_utf8();
        self.signs.push((c, literal));
    }

    fn take(&mut self, other: &Self) {
        self.bytes += other.bytes;
        if self.bytes <= LONGEST {
            self.signs.extend(&other.signs);
        }
        self.problems.extend(other.problems.iter().cloned());
    }

    /// Its signs, all of them from one place.
    pub(super) fn as_signs(&self, start: u32, end: u32, used: u32) -> Vec<Sign> {
        let sign =
            |&(c, literal): &(char, bool)| Sign { c, start, end, used, exact: false, literal };
        self.signs.iter().map(sign).collect()
    }
}

/// A part of a string before its values are put in.
pub(super) enum TemplatePart {
    Sign(Sign),
    /// `{name}` with the signs that it takes up.
    Use {
        name: String,
        range: std::ops::Range<usize>,
    },
    /// A brace that belongs to no value, and what stands between it and its partner.
    Brace(std::ops::Range<usize>),
}

/// Parts a string into signs, values and stray braces.
pub(super) fn parts(signs: &[Sign], reading: Reading) -> Vec<TemplatePart> {
    let mut parts = Vec::with_capacity(signs.len());
    let mut at = 0;
    while at < signs.len() {
        let sign = signs[at];
        let next = signs.get(at + 1).copied();
        let joined =
            |next: Sign| Sign { c: next.c, end: next.end, exact: false, literal: true, ..sign };
        match (sign.c, next) {
            ('\\', Some(next)) if reading == Reading::Marks && is_escapable(next.c) => {
                parts.push(TemplatePart::Sign(joined(next)));
                at += 2;
            }
            ('{', Some(next)) | ('}', Some(next)) if next.c == sign.c => {
                parts.push(TemplatePart::Sign(joined(next)));
                at += 2;
            }
            ('{', _) => match name(&signs[at + 1..]) {
                Some(name) => {
                    let end = at + name.chars().count() + 2;
                    parts.push(TemplatePart::Use { name, range: at..end });
                    at = end;
                }
                None => {
                    let end = at + misnamed(&signs[at + 1..]);
                    parts.push(TemplatePart::Brace(at..end));
                    at = end;
                }
            },
            ('}', _) => {
                parts.push(TemplatePart::Brace(at..at + 1));
                at += 1;
            }
            _ => {
                parts.push(TemplatePart::Sign(sign));
                at += 1;
            }
        }
    }
    parts
}

fn is_escapable(c: char) -> bool {
    matches!(c, '*' | '[' | ']' | '(' | ')' | '<' | '>' | '\\' | '{' | '}')
}

/// What stands between `{` and `}`, where it is a name or plainly meant as one.
fn name(after: &[Sign]) -> Option<String> {
    const LONGEST_NAME: usize = 64;
    let len = after.iter().take(LONGEST_NAME + 1).position(|sign| sign.c == '}')?;
    let name: String = after[..len].iter().map(|sign| sign.c).collect();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let begins = name.chars().next().is_some_and(char::is_alphabetic);
    (begins && name.chars().all(fits)).then_some(name)
}

/// How many signs a `{` takes up that begins no name: up to its `}`, where that is near.
fn misnamed(after: &[Sign]) -> usize {
    const REACH: usize = 60;
    let end = after.iter().take(REACH).position(|sign| matches!(sign.c, '{' | '}' | '\n'));
    match end {
        Some(end) if after[end].c == '}' => end + 2,
        _ => 1,
    }
}

/// Whether a name of a value is well-formed.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-'))
}
