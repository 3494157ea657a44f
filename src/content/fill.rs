//! Values put into strings, and characters that no string may hold.

use std::ops::Range;

use crate::codes;
use crate::content::characters::{is_noncharacter, is_visible, sifted, turns_order};
use crate::content::filled_in::is_filled_in;
use crate::content::latex;
use crate::content::load::windows_letter;
use crate::content::pasted::{self, is_symbol_font, of_symbol_font};
use crate::content::reader::Reader;
use crate::content::signs::{Sign, Signs, Use, place, text};
use crate::content::strings;
use crate::content::tree::Node;
use crate::content::values::{LONGEST, MOST, Problem, Reading, TemplatePart, is_name, parts};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl Reader<'_> {
    /// The signs of a string with its values put in; anything wrong with them is reported.
    pub(super) fn signs(&mut self, node: &Node, reading: Reading) -> Signs {
        let mut decoded = strings::decode(self.sources.snippet(node.span), node.span);
        self.judge_characters(&mut decoded);
        let raw = std::mem::take(&mut decoded.signs);
        decoded.signs.reserve(raw.len());
        let mut bytes = 0;
        for part in parts(&raw, reading) {
            match part {
                TemplatePart::Sign(sign) => decoded.signs.push(sign),
                TemplatePart::Brace(range) => self.lone_brace(&raw, range, node.span),
                TemplatePart::Use { name, range } => {
                    let span = Span {
                        source: node.span.source,
                        start: raw[range.start].start,
                        end: raw[range.end - 1].end,
                    };
                    if self.is_of_latex(&raw, &range, span) {
                        continue;
                    }
                    self.put_in(&mut decoded, &name, span, (reading, &mut bytes));
                }
            }
        }
        self.judge_heaps(&decoded);
        if !decoded.signs.iter().any(|sign| is_visible(sign.c)) {
            decoded.signs.clear();
        }
        decoded
    }

    /// Whether a word in braces belongs to a mark of LaTeX, `\textbf{two}`, which is then told.
    fn is_of_latex(&mut self, raw: &[Sign], range: &Range<usize>, span: Span) -> bool {
        let Some(problem) = latex::mark(raw, range, (self.sources, span.source)) else {
            return false;
        };
        self.values.lacking.extend(problem.primary);
        self.report(problem);
        true
    }

    fn put_in(
        &mut self,
        into: &mut Signs,
        name: &str,
        span: Span,
        (reading, bytes): (Reading, &mut usize),
    ) {
        let Some(expansion) = self.values.expand(name, &mut Vec::new()) else {
            self.values.lacking.push(span);
            if !self.values.excuses(name) {
                self.unknown_value(name, span);
            }
            return;
        };
        if expansion
            .problems
            .iter()
            .any(|it| matches!(it.code, codes::VALUE_CIRCLE | codes::UNKNOWN_VALUE))
        {
            self.values.lacking.push(span);
        }
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
                    codes::BAD_MARK,
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

    /// Reads what these signs say; what is wrong with it is told once of each value that brought
    /// it in, with the place where that is defined.
    pub(super) fn at_uses<T>(
        &mut self,
        whole: &Signs,
        signs: &[Sign],
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.problems.count();
        let result = read(self);
        let mut used: Vec<u32> = signs.iter().map(|sign| sign.used).filter(|it| *it > 0).collect();
        used.dedup();
        let uses: Vec<&Use> = used.iter().map(|used| &whole.uses[*used as usize - 1]).collect();
        self.problems.tell_of_uses(before, &uses);
        result
    }

    /// A problem of a whole string, with the places where its values are defined. Of a string that
    /// is one value and nothing else the use is named, without the quotes.
    pub(super) fn with_definitions(&self, node: &Node, mut problem: Diagnostic) -> Diagnostic {
        let decoded = strings::decode(self.sources.snippet(node.span), node.span);
        let parts = parts(&decoded.signs, Reading::Literal);
        if let [TemplatePart::Use { range, .. }] = &parts[..] {
            problem.primary = place(node.span.source, &decoded.signs[range.clone()]);
        }
        for part in parts {
            let TemplatePart::Use { name, .. } = part else { continue };
            if let Some(definition) = self.values.definitions.get(&name) {
                let text = format!("`{name}` is defined here");
                problem = problem.label(definition.signs.span, text);
            }
        }
        problem
    }

    fn unknown_value(&mut self, name: &str, span: Span) {
        let diagnostic =
            Diagnostic::error(codes::UNKNOWN_VALUE, span, format!("there is no value `{name}`"));
        let meant = self.values.meant(name);
        self.report(match meant {
            Some(meant) => {
                let with_braces = format!("{{{meant}}}");
                diagnostic.fix(format!("did you mean {with_braces}?"), span, with_braces)
            }
            None if !is_name(name) => diagnostic.help(format!(
                "the name of a value is in small letters, as in {{phone}}; where the braces are \
                 meant as signs, write {{{{{name}}}}}"
            )),
            None => {
                let define = format!("define it under [values] in booklet.toml: {name} = \"…\"");
                // Of a name that another program was to fill in nobody wants to see the braces.
                diagnostic.help(match is_filled_in(name) {
                    true => format!("write what is meant, or {define}"),
                    false => {
                        format!(
                            "{define}; where the braces are meant as signs, write {{{{{name}}}}}"
                        )
                    }
                })
            }
        });
    }

    /// The name of a value after a brace that nothing closes, and both.
    fn unclosed(&self, raw: &[Sign], brace: &Range<usize>) -> Option<(String, Range<usize>)> {
        if !matches!(raw[brace.clone()], [Sign { c: '{', .. }]) {
            return None;
        }
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name: String =
            raw[brace.end..].iter().map(|sign| sign.c).take_while(|c| of_name(*c)).collect();
        let end = brace.end + name.len();
        self.values.definitions.contains_key(&name).then_some((name, brace.start..end))
    }

    fn report_once(&mut self, problem: &Problem, span: Span) {
        if !self.problems.is_new(format!("{} {}", problem.code, problem.message)) {
            return;
        }
        let mut diagnostic = Diagnostic::error(problem.code, span, problem.message.clone());
        for (place, text) in &problem.places {
            diagnostic = diagnostic.label(*place, text.clone());
        }
        self.report(diagnostic.help(problem.help.clone()));
    }

    fn too_much(&mut self, span: Span, whole: bool) {
        if !self.problems.is_new(format!("too-large {whole} {span:?}")) {
            return;
        }
        let message = if whole {
            "the values used in this booklet come to more than 64 MB"
        } else {
            "the values in this text come to more than 1 MB"
        };
        let already = whole && !self.problems.is_new("too-large values".to_owned());
        if !already {
            self.report(
                Diagnostic::error(codes::TOO_LARGE, span, message)
                    .help("use fewer or shorter values"),
            );
        }
    }

    fn lone_brace(&mut self, raw: &[Sign], range: Range<usize>, string: Span) {
        if let Some((name, whole)) = self.unclosed(raw, &range)
            && let Some(span) = place(string.source, &raw[whole])
        {
            let meant = format!("{{{name}}}");
            self.report(
                Diagnostic::error(codes::BAD_MARK, span, "a { is not closed")
                    .note("braces hold the name of a value: {phone}")
                    .fix(format!("did you mean {meant}?"), span, meant),
            );
            return;
        }
        if let Some(problem) = self.foreign_brace(raw, &range, string.source) {
            self.values.lacking.extend(problem.primary);
            self.report(problem);
            return;
        }
        let signs = &raw[range];
        let written = text(signs);
        let inner = written.trim_start_matches('{').trim_end_matches('}');
        let doubled = match (written.starts_with('{'), written.ends_with('}')) {
            (true, true) => format!("{{{{{inner}}}}}"),
            (true, false) => "{{".to_owned(),
            _ => "}}".to_owned(),
        };
        let Some(span) = place(string.source, signs) else {
            return;
        };
        let message = match signs {
            [sign] => format!("a {} stands on its own", sign.c),
            _ => format!("{written} names no value"),
        };
        let diagnostic = Diagnostic::error(codes::BAD_MARK, span, message)
            .note("braces hold the name of a value: {phone}");
        // What stands around it, such as the target of a link, only lacks what was meant.
        self.values.lacking.push(span);
        let bare = inner.trim();
        self.report(match self.values.named(bare) {
            Some(name) => {
                let meant = format!("{{{name}}}");
                diagnostic.fix(format!("did you mean {meant}?"), span, meant)
            }
            None if bare.is_empty() || !written.ends_with('}') || !written.starts_with('{') => {
                diagnostic.fix(format!("write {doubled} for the signs themselves"), span, doubled)
            }
            None => diagnostic
                .fix(format!("write the words without braces: {bare}"), span, bare)
                .help(format!("where the braces are meant as signs, write {doubled}")),
        });
    }

    /// Reports characters that cannot be shown and takes them out; tabs become spaces.
    fn judge_characters(&mut self, decoded: &mut Signs) {
        let source = decoded.span.source;
        let (kept, unfit) = sifted(&decoded.signs);
        let raw = std::mem::replace(&mut decoded.signs, kept);
        let mut list = unfit
            .iter()
            .any(|(sign, _)| is_symbol_font(sign.c))
            .then(|| pasted::find(self.sources, decoded.span))
            .flatten()
            .filter(|pasted| pasted.lists().next().is_some());
        let signs: Vec<Span> = list.iter().flat_map(|list| list.signs()).collect();
        for (sign, message) in unfit {
            if signs.iter().any(|place| place.start == sign.start) {
                if let Some(pasted) = list.take() {
                    let message =
                        format!("{message}: it is Word's bullet, and these lines are a list");
                    let problem = Diagnostic::error(codes::BAD_MARK, sign.span(source), message);
                    self.report(pasted.advise(problem, self.sources));
                }
                continue;
            }
            let (c, span) = (sign.c, sign.span(source));
            if let Some((meant, first)) = read_wrongly(&raw, sign) {
                let whole = Span { start: first, ..span };
                let message = format!("“{meant}” was saved in the wrong encoding");
                let problem = Diagnostic::error(codes::BAD_MARK, whole, message);
                self.report(problem.fix(format!("write {meant}"), whole, meant.to_string()));
                continue;
            }
            if let Some(meant) = letter_of_windows(c) {
                let message = format!("{message}: in Windows it is {meant}");
                let problem = Diagnostic::error(codes::BAD_MARK, span, message);
                self.report(problem.fix(format!("write {meant}"), span, meant.to_string()));
                continue;
            }
            let diagnostic = Diagnostic::error(codes::BAD_MARK, span, message);
            self.report(if c.is_control() || is_noncharacter(c) || turns_order(c) {
                diagnostic.fix("delete it", span, "")
            } else {
                diagnostic.help(match of_symbol_font(c) {
                    Some(sign) => format!("delete it, and type the sign that was meant; in Word's font it is probably {sign}"),
                    None => "delete it, and type the sign that was meant".to_owned(),
                })
            });
        }
    }
}

/// The letter of Windows that stands at the number of a control character, as programs write it in
/// `\x92`.
fn letter_of_windows(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|byte| (0x80..0xA0).contains(byte))?;
    windows_letter(byte)
}

/// The character whose UTF-8 was read as Windows letters, where the last of them is none that can be
/// shown, and where it begins.
fn read_wrongly(signs: &[Sign], last: Sign) -> Option<(char, u32)> {
    let end = u8::try_from(u32::from(last.c)).ok().filter(|byte| (0x80..0xA0).contains(byte))?;
    let at = signs.partition_point(|sign| sign.start < last.start);
    let before = |back: usize| at.checked_sub(back).map(|at| signs[at]);
    let (bytes, first) = match (before(2).map(|sign| sign.c), before(1)?) {
        (Some('â'), second) if second.c == '€' => (vec![0xE2, 0x80, end], before(2)?),
        (_, first) if matches!(first.c, 'Â' | 'Ã' | 'Ä' | 'Å') => {
            (vec![first.c as u8, end], first)
        }
        _ => return None,
    };
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    (!meant.is_control()).then_some((meant, first.start))
}
