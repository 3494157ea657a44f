//! The four kinds of string, read with all that is read in them (`docs/format.md`, section 4).

use crate::codes;
use crate::content::marks::{MarkFault, lines};
use crate::content::pasted::{self, Holder, Html};
use crate::content::reader::Reader;
use crate::content::signs::{Sign, Signs, Writer, place, trim};
use crate::content::tree::Node;
use crate::content::typography::{Change, Shown, changes};
use crate::content::values::Reading;
use crate::content::{Paragraph, Text, Words, marks, syntax, written};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Whether a sign makes the groups of a number that follow it be read from right to left: it could
/// hide another number behind the one that is called (Unicode Standard Annex 9, 2.4 to 2.6).
fn turns_digits(c: char) -> bool {
    matches!(c, '\u{200F}' | '\u{061C}' | '\u{2067}' | '\u{2068}')
}

impl Reader<'_> {
    /// A plain string: values and typographic signs, no marks.
    pub(super) fn plain(&mut self, node: &Node, what: &str) -> Option<Words> {
        self.string(node, what)?;
        let signs = self.bounded(node, what, Reading::Plain);
        Some(self.set_plain(&signs, &signs.signs))
    }

    /// A plain string, line by line.
    pub(super) fn plain_lines(&mut self, node: &Node, what: &str) -> Option<Vec<Words>> {
        self.string(node, what)?;
        let signs = self.bounded(node, what, Reading::Plain);
        let lines = signs.signs.split(|sign| sign.c == '\n').map(trim);
        Some(
            lines
                .filter(|line| !line.is_empty())
                .map(|line| self.set_plain(&signs, line))
                .collect(),
        )
    }

    /// A literal string: values alone.
    pub(super) fn literal(&mut self, node: &Node, what: &str) -> Option<Words> {
        self.string(node, what)?;
        let signs = self.bounded(node, what, Reading::Literal);
        let mut writer = Writer::new(node.span.source);
        let mut after_space = false;
        for sign in trim(&signs.signs) {
            if turns_digits(sign.c) {
                self.report_turned(*sign, node.span.source);
                continue;
            }
            let c = if sign.is_space() { ' ' } else { sign.c };
            if std::mem::replace(&mut after_space, c == ' ') && c == ' ' {
                continue;
            }
            writer.sign(Sign { c, exact: sign.exact && c == sign.c, ..*sign });
        }
        Some(writer.finish(node.span))
    }

    /// The signs of a string that becomes one in a PDF.
    fn bounded(&mut self, node: &Node, what: &str, reading: Reading) -> Signs {
        let signs = self.signs(node, reading);
        let length = signs.signs.iter().map(|sign| sign.c.len_utf16()).sum();
        self.judge_length(node.span, what, length);
        signs
    }

    fn report_turned(&mut self, sign: Sign, source: SourceId) {
        let code = u32::from(sign.c);
        let problem = Diagnostic::error(
            codes::BAD_MARK,
            sign.span(source),
            format!("an invisible sign (U+{code:04X}) turns the order of the figures round"),
        );
        self.report(if sign.used == 0 {
            problem.fix("delete it", sign.span(source), "")
        } else {
            problem.help("delete it in the value")
        });
    }

    fn set_plain(&self, whole: &Signs, signs: &[Sign]) -> Words {
        let lines: Vec<_> = lines::paragraphs(signs).into_iter().flatten().collect();
        let joined = lines::join(signs, &lines, false);
        let shown: Vec<Shown<'_>> = joined
            .iter()
            .map(|sign| Shown { c: sign.c, language: &self.language, fixed: false })
            .collect();
        let mut writer = Writer::new(whole.span.source);
        for (at, change) in changes(&shown).into_iter().enumerate() {
            match change {
                Change::Keep => writer.sign(joined[at]),
                Change::Gone => {}
                Change::Put { text, len } => {
                    writer.instead(joined[at], joined[at + len - 1], text);
                }
            }
        }
        writer.finish(whole.span)
    }

    /// A text of any number of paragraphs.
    pub(super) fn text(&mut self, node: &Node, what: &str) -> Option<Text> {
        self.string(node, what)?;
        if let Some((start, end)) = syntax::quotes_too_many(self.sources.snippet(node.span)) {
            let at = node.span.start as usize;
            let span = Span::new(node.span.source, at + start, at + end);
            let message = "more quotes end the text than begin it";
            let problem = Diagnostic::error(codes::TOML_SYNTAX, span, message);
            self.report(problem.fix("take them out: three end it", span, ""));
        }
        let whole = self.signs(node, Reading::Marks);
        // Where a text is no block, none can begin after it.
        let alone = (what != "`text`").then_some(what);
        Some(self.read_paragraphs(&whole, alone))
    }

    /// A line, an item, a cell or a note: one paragraph, empty where the string is.
    pub(super) fn paragraph(&mut self, node: &Node, what: &str) -> Option<Paragraph> {
        self.string(node, what)?;
        let whole = self.signs(node, Reading::Marks);
        let paragraphs = self.read_paragraphs(&whole, Some(what));
        if let [_, second, ..] = &lines::paragraphs(&whole.signs)[..] {
            self.report_second(&whole, &whole.signs[second[0].clone()], what);
        }
        let empty = Paragraph { inlines: Vec::new(), span: node.span };
        Some(paragraphs.into_iter().next().unwrap_or(empty))
    }

    /// Reports the first line of a second paragraph where one alone may stand.
    fn report_second(&mut self, whole: &Signs, line: &[Sign], what: &str) {
        let message = format!("{what} is one paragraph, and a blank line begins another");
        let help = "take the blank line out, or use the block `text` for more paragraphs";
        // What a value brings in is named by its use.
        let line = trim(line);
        let end = line.iter().position(|sign| sign.used != line[0].used).unwrap_or(line.len());
        let Some(span) = place(whole.span.source, &line[..end]) else { return };
        let problem = Diagnostic::error(codes::BLOCK_IN_TEXT, span, message).help(help);
        self.at_uses(whole, &line[..end], |reader| reader.report(problem));
    }

    /// `alone` says what it is that has no blocks beside it.
    fn read_paragraphs(&mut self, whole: &Signs, alone: Option<&str>) -> Text {
        let mut text = Text::new();
        let mut advised = false;
        let html = self.report_html(whole);
        for lines in lines::paragraphs(&whole.signs) {
            let joined = lines::join(&whole.signs, &lines, true);
            let mut line_faults = lines::faults(&whole.signs, &lines);
            if let Some(what) = alone {
                line_faults.iter_mut().for_each(|fault| fault.advise(what));
            }
            let starts: Vec<u32> =
                line_faults.iter().map(|fault| whole.signs[fault.range.0].start).collect();
            for fault in &line_faults {
                advised |= self.report_lines(whole, fault, advised);
            }
            let (pieces, faults) = marks::parse(&joined);
            for fault in faults.iter().filter(|fault| !(html && fault.is_html())) {
                if !starts.contains(&joined[fault.range.0].start) {
                    self.report_fault(whole, &joined, fault);
                }
            }
            let inlines = self.build(whole, &joined, &pieces);
            if let Some(span) = place(whole.span.source, &joined) {
                text.push(Paragraph { inlines, span });
            }
        }
        text
    }

    /// Reports tags of HTML in one message, where all that stands between them can be said without them.
    fn report_html(&mut self, whole: &Signs) -> bool {
        let tag =
            |at: usize| whole.signs[at].is('<').then(|| marks::tags::tag(&whole.signs, at))?;
        let found = (0..whole.signs.len()).find_map(|at| Some((at, tag(at)?.1)));
        let Some((start, end)) = found else { return false };
        let of_file = whole.uses.is_empty();
        let text: String = whole.signs.iter().map(|sign| sign.c).collect();
        let read = || pasted::read_html(self.sources, whole.span, &text);
        let (Some(html), Some(span)) =
            (of_file.then(read).flatten(), place(whole.span.source, &whole.signs[start..end]))
        else {
            return false;
        };
        let message = "these words stand between tags of HTML, which is not read";
        let problem = Diagnostic::error(codes::BLOCK_IN_TEXT, span, message);
        self.report(match html {
            Html::Blocks(pasted) => pasted.advise(problem, self.sources),
            Html::Words(words) => {
                let parts: Vec<&str> = words.iter().map(String::as_str).collect();
                let mut written = written::paragraphs(&parts);
                if self.sources.file(whole.span.source).text.contains("\r\n") {
                    written = written.replace('\n', "\r\n");
                }
                let help = match written.contains('\n') {
                    true => "write the words without the tags".to_owned(),
                    false => format!("write the words without the tags: {written}"),
                };
                problem.fix(help, whole.span, written)
            }
        });
        true
    }

    /// Reports a fault of lines; the first of a string with what to write for all of its lines.
    /// Returns whether it has asked for that.
    fn report_lines(&mut self, whole: &Signs, fault: &MarkFault, advised: bool) -> bool {
        let before = self.problems.count();
        self.report_fault(whole, &whole.signs, fault);
        if advised || !fault.is_block() {
            return false;
        }
        let Some(pasted) = pasted::find(self.sources, whole.span) else { return true };
        let lists = pasted.lists().next().is_some();
        let known = match pasted.holder {
            Holder::Block => lists || pasted.has_headings(),
            Holder::Other => false,
            _ => lists,
        };
        let sources = self.sources;
        if known {
            self.problems.change(before, |mut problem| {
                problem.helps.clear();
                pasted.advise(problem, sources)
            });
        }
        true
    }

    /// Reports a fault of marks, at the use of the value where one brought it in.
    pub(super) fn report_fault(&mut self, whole: &Signs, signs: &[Sign], fault: &MarkFault) {
        let faulty = &signs[fault.range.0..fault.range.1];
        let Some(span) = place(whole.span.source, faulty) else {
            return;
        };
        let mut diagnostic = Diagnostic::error(fault.code, span, fault.message.clone());
        let used = faulty.iter().map(|sign| sign.used).find(|used| *used > 0);
        if let Some(used) = used {
            let value = &whole.uses[used as usize - 1];
            if !self.problems.is_new(format!("{} {} {}", fault.code, value.name, fault.message)) {
                return;
            }
            diagnostic =
                diagnostic.label(value.definition, format!("`{}` is defined here", value.name));
        }
        if let Some(note) = &fault.note {
            diagnostic = diagnostic.note(note.clone());
        }
        let raw = self.sources.snippet(whole.span).starts_with('\'');
        diagnostic = match (&fault.help, &fault.replacement) {
            (Some(help), Some(replacement)) if used.is_none() => {
                let help = in_quotes(help, raw);
                diagnostic.fix(help, span, escape(replacement, raw))
            }
            (Some(help), _) => diagnostic.help(in_quotes(help, raw)),
            (None, _) => diagnostic,
        };
        self.report(diagnostic);
    }
}

/// A help that speaks of a backslash, with what that means between double quotes.
fn in_quotes(help: &str, raw: bool) -> String {
    match help.find('\\') {
        Some(at) if !raw => {
            let sign: String = help[at..].chars().take_while(|c| !c.is_whitespace()).collect();
            let sign = sign.trim_end_matches([',', ';']);
            format!(
                "{help} (between double quotes the backslash is doubled: {})",
                escape(sign, raw)
            )
        }
        _ => help.to_owned(),
    }
}

/// Words as they are written within a string of the file.
fn escape(text: &str, raw: bool) -> String {
    if raw { text.to_owned() } else { text.replace('\\', "\\\\").replace('"', "\\\"") }
}
