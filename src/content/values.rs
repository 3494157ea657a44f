//! Values: `{name}` in a string becomes what `[values]` says.

use std::collections::HashMap;
use std::rc::Rc;

use crate::content::marks;
use crate::content::reader::Reader;
use crate::content::signs::{Sign, Signs, Use};
use crate::content::strings;
use crate::content::tree::{Node, Table};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Sources, Span};

/// The most that a value may come to, and all values in one string (FORMAT, section 9), in bytes.
const LONGEST: usize = 1_000_000;

/// The most that all values of a booklet may come to, in bytes.
const MOST: usize = 64_000_000;

/// How many values may be put into each other in a row.
const DEEPEST: usize = 500;

/// What is read in a string (FORMAT, section 4).
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
    definitions: HashMap<String, Definition>,
    /// Whether some may be lacking because their file could not be read.
    pub incomplete: bool,
    put_in: usize,
}

#[derive(Debug)]
struct Definition {
    signs: Signs,
    expansion: Option<Rc<Expansion>>,
    used: bool,
}

/// What a value comes to.
#[derive(Debug, Default)]
struct Expansion {
    /// Characters, and whether each stands for itself.
    signs: Vec<(char, bool)>,
    bytes: usize,
    marked: bool,
    problems: Vec<Problem>,
}

/// What is wrong within a value; reported where the value is used.
#[derive(Clone, Debug)]
struct Problem {
    code: &'static str,
    message: String,
    places: Vec<(Span, String)>,
    help: String,
}

impl Values {
    /// Takes in `[values]`.
    pub fn new(sources: &Sources, table: Option<&Table>) -> Self {
        let entries = table.map_or(&[][..], |table| &table.entries);
        let strings = entries.iter().filter(|entry| entry.node.text().is_some());
        let definitions = strings
            .map(|entry| {
                let signs = strings::decode(sources.snippet(entry.node.span), entry.node.span);
                (entry.key.value.clone(), Definition { signs, expansion: None, used: false })
            })
            .collect();
        Self { definitions, incomplete: false, put_in: 0 }
    }

    /// Whether a string of the booklet uses a value.
    pub fn is_used(&self, name: &str) -> bool {
        self.definitions.get(name).is_some_and(|definition| definition.used)
    }

    /// The known name that was probably meant.
    fn meant(&self, name: &str) -> Option<String> {
        let mut names: Vec<&str> = self.definitions.keys().map(String::as_str).collect();
        names.sort_unstable();
        nearest(name, names).map(str::to_owned)
    }

    /// What a value comes to; `within` holds the values that are being worked out.
    fn expand(&mut self, name: &str, within: &mut Vec<String>) -> Option<Rc<Expansion>> {
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
                code: "too-large",
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
        let problem = Problem { code: "value-circle", message, places, help };
        Expansion { problems: vec![problem], ..Expansion::default() }
    }

    fn work_out(&mut self, name: &str, signs: &Signs, within: &mut Vec<String>) -> Expansion {
        let mut expansion = Expansion::default();
        let trimmed = crate::content::signs::trim(&signs.signs);
        let source = signs.span.source;
        for part in parts(trimmed, Reading::Marks) {
            match part {
                Part::Sign(sign) => expansion.push(sign.c, sign.literal),
                Part::Use { name: inner, range } => {
                    let place = crate::content::signs::place(source, &trimmed[range]);
                    match self.expand(&inner, within) {
                        Some(found) => expansion.take(&found),
                        None if self.incomplete => {}
                        None => expansion.problems.extend(place.map(|place| Problem {
                            code: "unknown-value",
                            message: format!("there is no value `{inner}`"),
                            places: vec![(place, format!("in the value `{name}`"))],
                            help: self.unknown_help(&inner),
                        })),
                    }
                }
                Part::Brace(at) => expansion.problems.push(Problem {
                    code: "bad-mark",
                    message: format!("the value `{name}` has a {} on its own", trimmed[at].c),
                    places: vec![(trimmed[at].span(source), format!("in the value `{name}`"))],
                    help: format!("write {0}{0} for the sign itself", trimmed[at].c),
                }),
            }
            if expansion.bytes > LONGEST {
                expansion = Expansion {
                    problems: vec![Problem {
                        code: "too-large",
                        message: format!("the value `{name}` comes to more than 1 MB"),
                        places: vec![(signs.span, format!("`{name}` is defined here"))],
                        help: "make it shorter: a value is a name, a number or a sentence".into(),
                    }],
                    ..Expansion::default()
                };
                break;
            }
        }
        expansion.marked = marks::is_marked(&expansion.as_signs(0, 0, 0));
        expansion.problems.sort_by(|a, b| (a.code, &a.message).cmp(&(b.code, &b.message)));
        expansion.problems.dedup_by(|a, b| a.code == b.code && a.message == b.message);
        expansion
    }

    fn unknown_help(&self, name: &str) -> String {
        match self.meant(name) {
            Some(meant) => format!("did you mean {{{meant}}}?"),
            None => format!("define it under [values]: {name} = \"…\""),
        }
    }
}

impl Expansion {
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

    fn as_signs(&self, start: u32, end: u32, used: u32) -> Vec<Sign> {
        let sign = |&(c, literal): &(char, bool)| Sign { c, start, end, used, exact: false, literal };
        self.signs.iter().map(sign).collect()
    }
}

/// A part of a string before its values are put in.
enum Part {
    Sign(Sign),
    /// `{name}` with the signs that it takes up.
    Use { name: String, range: std::ops::Range<usize> },
    /// A brace that belongs to no value.
    Brace(usize),
}

fn parts(signs: &[Sign], reading: Reading) -> Vec<Part> {
    let mut parts = Vec::with_capacity(signs.len());
    let mut at = 0;
    while at < signs.len() {
        let sign = signs[at];
        let next = signs.get(at + 1).copied();
        let joined = |next: Sign| Sign { c: next.c, end: next.end, exact: false, literal: true, ..sign };
        match (sign.c, next) {
            ('\\', Some(next)) if reading == Reading::Marks && is_escapable(next.c) => {
                parts.push(Part::Sign(joined(next)));
                at += 2;
            }
            ('{', Some(next)) | ('}', Some(next)) if next.c == sign.c => {
                parts.push(Part::Sign(joined(next)));
                at += 2;
            }
            ('{', _) => match name(&signs[at + 1..]) {
                Some(name) => {
                    let end = at + name.chars().count() + 2;
                    parts.push(Part::Use { name, range: at..end });
                    at = end;
                }
                None => {
                    parts.push(Part::Brace(at));
                    at += 1;
                }
            },
            ('}', _) => {
                parts.push(Part::Brace(at));
                at += 1;
            }
            _ => {
                parts.push(Part::Sign(sign));
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

/// Whether a name of a value is well-formed.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-'))
}

impl Reader<'_> {
    /// The signs of a string with its values put in; anything wrong with them is reported.
    pub fn signs(&mut self, node: &Node, reading: Reading) -> Signs {
        let mut decoded = strings::decode(self.sources.snippet(node.span), node.span);
        self.judge_characters(&mut decoded);
        let raw = std::mem::take(&mut decoded.signs);
        let mut bytes = 0;
        for part in parts(&raw, reading) {
            match part {
                Part::Sign(sign) => decoded.signs.push(sign),
                Part::Brace(at) => self.lone_brace(&raw, at, node.span),
                Part::Use { name, range } => {
                    let span = Span {
                        source: node.span.source,
                        start: raw[range.start].start,
                        end: raw[range.end - 1].end,
                    };
                    self.put_in(&mut decoded, &name, span, (reading, &mut bytes));
                }
            }
        }
        decoded
    }

    fn put_in(
        &mut self,
        into: &mut Signs,
        name: &str,
        span: Span,
        (reading, bytes): (Reading, &mut usize),
    ) {
        let Some(expansion) = self.values.expand(name, &mut Vec::new()) else {
            if !self.values.incomplete {
                self.unknown_value(name, span);
            }
            return;
        };
        for problem in &expansion.problems {
            self.report_once(problem, span);
        }
        *bytes += expansion.bytes;
        self.values.put_in += expansion.bytes;
        if *bytes > LONGEST || self.values.put_in > MOST {
            let whole = self.values.put_in > MOST;
            self.too_much(span, whole);
            return;
        }
        let definition = self.values.definitions[name].signs.span;
        if expansion.marked && reading != Reading::Marks {
            self.report(
                Diagnostic::error(
                    "bad-mark",
                    span,
                    format!("the value `{name}` has marks, which are not read here"),
                )
                .label(definition, format!("`{name}` is defined here"))
                .note("this string shows every sign as it is: stars and brackets would be printed")
                .help("use a value without marks, or write the words out"),
            );
        }
        into.uses.push(Use { name: name.to_owned(), definition, marked: expansion.marked });
        let used = into.uses.len() as u32;
        into.signs.extend(expansion.as_signs(span.start, span.end, used));
    }

    fn unknown_value(&mut self, name: &str, span: Span) {
        let diagnostic =
            Diagnostic::error("unknown-value", span, format!("there is no value `{name}`"));
        self.report(match self.values.meant(name) {
            Some(meant) => {
                let with_braces = format!("{{{meant}}}");
                diagnostic.fix(format!("did you mean {with_braces}?"), span, with_braces)
            }
            None => diagnostic.help(format!(
                "define it under [values] in booklet.toml: {name} = \"…\"; where the braces are \
                 meant as signs, write {{{{{name}}}}}"
            )),
        });
    }

    fn report_once(&mut self, problem: &Problem, span: Span) {
        if !self.reported.insert(format!("{} {}", problem.code, problem.message)) {
            return;
        }
        let mut diagnostic = Diagnostic::error(problem.code, span, problem.message.clone());
        for (place, text) in &problem.places {
            diagnostic = diagnostic.label(*place, text.clone());
        }
        self.report(diagnostic.help(problem.help.clone()));
    }

    fn too_much(&mut self, span: Span, whole: bool) {
        if !self.reported.insert(format!("too-large {whole} {span:?}")) {
            return;
        }
        let message = if whole {
            "the values used in this booklet come to more than 64 MB"
        } else {
            "the values in this text come to more than 1 MB"
        };
        let already = whole && !self.reported.insert("too-large values".to_owned());
        if !already {
            self.report(
                Diagnostic::error("too-large", span, message).help("use fewer or shorter values"),
            );
        }
    }

    fn lone_brace(&mut self, signs: &[Sign], at: usize, string: Span) {
        let sign = signs[at];
        let doubled = format!("{0}{0}", sign.c);
        let span = sign.span(string.source);
        self.report(
            Diagnostic::error("bad-mark", span, format!("a {} stands on its own", sign.c))
                .note("braces hold the name of a value: {phone}")
                .fix(format!("write {doubled} for the sign itself"), span, doubled),
        );
    }

    /// Reports characters that cannot be shown and takes them out; tabs become spaces.
    fn judge_characters(&mut self, decoded: &mut Signs) {
        let source = decoded.span.source;
        let mut kept = Vec::with_capacity(decoded.signs.len());
        for (at, sign) in decoded.signs.iter().enumerate() {
            let next = decoded.signs.get(at + 1).map(|sign| sign.c);
            match sign.c {
                '\t' => kept.push(Sign { c: ' ', exact: false, ..*sign }),
                '\r' if next == Some('\n') => {}
                '\r' | '\u{2028}' | '\u{2029}' => {
                    kept.push(Sign { c: '\n', exact: false, ..*sign });
                }
                c => match unfit(c) {
                    Some(what) => {
                        let code = u32::from(c);
                        let diagnostic = Diagnostic::error(
                            "bad-mark",
                            sign.span(source),
                            format!("{what} (U+{code:04X}) cannot be shown"),
                        )
                        .fix("delete it, and type what should stand there", sign.span(source), "");
                        self.report(diagnostic);
                    }
                    None => kept.push(*sign),
                },
            }
        }
        decoded.signs = kept;
    }
}

/// Why a character can never be shown.
fn unfit(c: char) -> Option<&'static str> {
    match c {
        '\n' => None,
        '\u{FFFD}' => Some("a letter that was lost when the file was saved"),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' if !is_noncharacter(c) => {
            Some("a character of a private font")
        }
        '\u{FFF9}'..='\u{FFFB}' => Some("a control character"),
        _ if is_noncharacter(c) => Some("a code that is no character"),
        _ if c.is_control() => Some("a control character"),
        _ => None,
    }
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}
