//! Values of a type: a text, a list, tables, a number; or a report that a value is another one.

use crate::codes;
use crate::content::guessed_lists;
use crate::content::reader::Reader;
use crate::content::syntax;
use crate::content::tree::{Node, Table, Value};
use crate::content::written;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::Span;

impl Reader<'_> {
    /// Reports a required string that is empty.
    pub(super) fn empty(&mut self, node: &Node, what: &str, example: &str) {
        let between = if node.text().is_some() { "quotes" } else { "brackets" };
        self.report(
            Diagnostic::error(codes::MISSING_KEY, node.span, format!("{what} is empty"))
                .help(format!("write something between the {between}: {example}")),
        );
    }

    /// A string, or a report that the value is none.
    pub(super) fn string<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n str> {
        match &node.value {
            Value::Text(text) => Some(text),
            Value::Array(_) | Value::Table(_) => {
                let parts: Option<Vec<&str>> =
                    node.array().and_then(|nodes| nodes.iter().map(Node::text).collect());
                let several = parts.as_ref().is_some_and(|parts| parts.len() > 1);
                let one = parts.filter(|parts| !parts.is_empty()).map(|parts| match what {
                    "`text`" => written::paragraphs(&parts),
                    _ => written::quoted(&parts.join(" ")),
                });
                self.wrong_type(node, what, "text", |diagnostic| match one {
                    Some(one) if !several => {
                        diagnostic.fix(format!("write it without brackets: {one}"), node.span, one)
                    }
                    Some(one) if what == "`text`" => {
                        let words = "make one text of them: an empty line begins a new paragraph";
                        diagnostic.fix(words, node.span, one)
                    }
                    _ => diagnostic.help("write one text in quotes: \"…\""),
                });
                None
            }
            _ => {
                let snippet = self.sources.snippet(node.span).to_owned();
                // “true”, “inf” and “1_000” would be printed.
                let plain = snippet.chars().all(|c| c.is_ascii_digit() || "+-.:".contains(c));
                self.wrong_type(node, what, "text", |diagnostic| {
                    if !plain {
                        let help = "write what is meant, in quotes, or take it out";
                        return diagnostic.help(help);
                    }
                    let quoted = format!("\"{snippet}\"");
                    diagnostic.fix(format!("put it in quotes: {quoted}"), node.span, quoted)
                });
                None
            }
        }
    }

    /// A table, or a report that the value is none.
    pub(super) fn table<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        example: &str,
    ) -> Option<&'n Table> {
        if node.table().is_none() {
            let snippet = self.sources.snippet(node.span).to_owned();
            let single = snippet.strip_prefix("[[").and_then(|it| it.strip_suffix("]]"));
            let name =
                |it: &&str| it.chars().all(|c| c.is_ascii_alphanumeric() || "._- ".contains(c));
            let single = single.filter(|it| node.array().is_some() && name(it));
            let single = single.map(|name| format!("[{name}]"));
            self.wrong_type(node, what, "a table of keys", |diagnostic| match single {
                Some(single) => diagnostic.fix(
                    format!("write {single}, with one bracket on each side"),
                    node.span,
                    single,
                ),
                None => diagnostic.help(format!("write {example}")),
            });
        }
        node.table()
    }

    /// An array, or a report that the value is none.
    pub(super) fn array<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        example: &str,
    ) -> Option<&'n [Node]> {
        if node.array().is_none() {
            let snippet = self.sources.snippet(node.span).to_owned();
            let single = matches!(node.value, Value::Text(_)) && !snippet.contains('\n');
            let items = node.text().and(guessed_lists::items(&snippet));
            self.wrong_type(node, what, "a list in [ ]", |diagnostic| {
                if let Some(items) = items {
                    let list = format!("[{}]", items.join(", "));
                    diagnostic.fix(format!("write {list}"), node.span, list)
                } else if single {
                    let list = format!("[{snippet}]");
                    diagnostic.fix(format!("put it in brackets: {list}"), node.span, list)
                } else {
                    diagnostic.help(format!("write {example}"))
                }
            });
        }
        node.array()
    }

    /// The tables of an array that is written with `[[name]]`.
    pub(super) fn tables<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        example: &str,
    ) -> Option<&'n [Node]> {
        if let Value::Table(table) = &node.value {
            let snippet = self.sources.snippet(table.header).to_owned();
            let header = snippet.starts_with('[') && !snippet.starts_with("[[");
            self.wrong_type(node, what, "a list of tables", |diagnostic| {
                if header {
                    let doubled = format!("[{snippet}]");
                    diagnostic.fix(format!("write {doubled}"), node.span, doubled)
                } else {
                    diagnostic.help(format!("write {example}"))
                }
            });
            return None;
        }
        if node.array().is_none() {
            self.wrong_type(node, what, "a list of tables", |diagnostic| {
                diagnostic.help(format!("write {example}"))
            });
        }
        node.array()
    }

    /// `true` or `false`, or a report that the value is neither.
    pub(super) fn boolean(&mut self, node: &Node, what: &str) -> Option<bool> {
        if let Value::Boolean(value) = node.value {
            return Some(value);
        }
        let meant = match node.value {
            Value::Integer(Some(0)) => Some("false"),
            Value::Integer(Some(1)) => Some("true"),
            _ => node.text().and_then(|text| syntax::switch(&text.trim().to_lowercase())),
        };
        self.wrong_type(node, what, "true or false", |diagnostic| match meant {
            Some(word) => {
                diagnostic.fix(format!("write it without quotes: {word}"), node.span, word)
            }
            None => diagnostic.help("write true or false, without quotes"),
        });
        None
    }

    /// A number, or a report that the value is none.
    pub(super) fn number(&mut self, node: &Node, what: &str) -> Option<f64> {
        match node.value {
            Value::Integer(Some(number)) => return Some(number as f64),
            Value::Float(number) if number.is_finite() => return Some(number),
            Value::Integer(None) | Value::Float(_) => {
                let message = format!("{what} is no number that can be used here");
                self.bad_value(node.span, message, "write a number such as 6");
                return None;
            }
            _ => {}
        }
        let meant = node.text().and_then(|text| written::number(text.trim().trim_end_matches('%')));
        self.wrong_type(node, what, "a number", |diagnostic| match meant {
            Some(digits) => {
                let text = format!("write it without quotes: {digits}");
                diagnostic.fix(text, node.span, digits)
            }
            None => diagnostic.help("write a number in digits, without quotes or a unit"),
        });
        None
    }

    /// Reports a value of another type than expected; `mend` adds what to do.
    pub(super) fn wrong_type(
        &mut self,
        node: &Node,
        what: &str,
        expected: &str,
        mend: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let message = format!("{what} is {} where {expected} is expected", node.kind());
        self.report(mend(Diagnostic::error(codes::WRONG_TYPE, node.span, message)));
    }

    /// A problem with a value, at its place, to be added to.
    pub(super) fn bad_value(&mut self, span: Span, message: String, help: &str) {
        self.report(Diagnostic::error(codes::WRONG_TYPE, span, message).help(help));
    }

    /// A language tag.
    pub(super) fn language_tag(&mut self, node: &Node) -> Option<Language> {
        let tag = self.string(node, "`language`")?.trim().to_owned();
        match Language::parse(&tag) {
            Ok(language) => Some(language),
            Err(unknown) => {
                let diagnostic = Diagnostic::error(
                    codes::UNKNOWN_LANGUAGE,
                    node.span,
                    format!("\"{tag}\" is no language tag that is known"),
                )
                .note("screen readers choose their voice by it, and the program its own words");
                self.report(match unknown.suggestion {
                    Some(tag) => {
                        let quoted = format!("\"{tag}\"");
                        diagnostic.fix(format!("did you mean {quoted}?"), node.span, quoted)
                    }
                    None => diagnostic.help("a tag is a code such as \"en-GB\", \"cy\" or \"ar\""),
                });
                None
            }
        }
    }
}
