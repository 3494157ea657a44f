//! A file taken apart into lines in brackets, `key = value` and values, each with its bytes.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::decoder::Encoding;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

use crate::content::{Character, characters};

/// So deep may brackets stand within each other; the parser of the program stops there too.
const DEEPEST: u32 = 80;

/// A file.
#[derive(Clone, Debug, Default)]
pub(super) struct Syntax {
    /// The first has no line in brackets.
    pub sections: Vec<Section>,
    /// The places of all comments, in their order.
    pub comments: Vec<Range<usize>>,
}

/// A line in brackets and what stands under it.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub header: Option<Header>,
    pub statements: Vec<Statement>,
}

/// `[name]` or `[[name]]`.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub span: Range<usize>,
    pub keys: Vec<String>,
    /// Whether its brackets are double.
    pub many: bool,
}

/// `key = value`.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// The parts of the key, and where they stand.
    pub keys: Vec<(String, Range<usize>)>,
    pub value: Item,
}

/// A value and its bytes, quotes and brackets included.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub span: Range<usize>,
    pub form: Form,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Words(Words),
    Bare,
    List(Vec<Item>, Vec<usize>),
    Table(Vec<Statement>, Vec<usize>),
}

/// A string.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Without the line end before the closing quotes of several lines.
    pub text: String,
    pub quotes: Quotes,
}

/// How a string is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// `"…"`
    Double,
    /// `'…'`
    Single,
    /// `"""…"""`
    ThreeDouble,
    /// `'''…'''`
    ThreeSingle,
}

impl Quotes {
    /// As they stand before the words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Double => "\"",
            Self::Single => "'",
            Self::ThreeDouble => "\"\"\"",
            Self::ThreeSingle => "'''",
        }
    }

    /// Whether the words may stand on several lines.
    #[must_use]
    pub fn are_three(self) -> bool {
        matches!(self, Self::ThreeDouble | Self::ThreeSingle)
    }

    /// Those of a string that is written out.
    pub(super) fn of(literal: &str) -> Self {
        let three = literal.len() >= 6;
        match () {
            () if three && literal.starts_with("\"\"\"") => Self::ThreeDouble,
            () if three && literal.starts_with("'''") => Self::ThreeSingle,
            () if literal.starts_with('\'') => Self::Single,
            () => Self::Double,
        }
    }
}

impl Words {
    pub(super) fn of(literal: &str) -> Self {
        let quotes = Quotes::of(literal);
        let decoded = characters(literal);
        let shown = without_last_end(&decoded, quotes);
        Self { text: shown.iter().map(|character| character.c).collect(), quotes }
    }
}

/// Without the line end that stands before closing quotes.
pub(super) fn without_last_end(decoded: &[Character], quotes: Quotes) -> &[Character] {
    match decoded {
        [shown @ .., last] if quotes.are_three() && last.c == '\n' => shown,
        shown => shown,
    }
}

impl Statement {
    /// From the first byte of its key to the last of its value.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.keys.first().map_or(self.value.span.start, |(_, span)| span.start);
        start..self.value.span.end
    }
}

/// Takes a file apart that can be parsed.
pub(super) fn parse(text: &str) -> Syntax {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events: Vec<Event> = Vec::new();
    parse_document(&tokens, &mut RecursionGuard::new(&mut events, DEEPEST), &mut ());
    let mut syntax = Syntax { sections: vec![Section::default()], comments: Vec::new() };
    let comments = events.iter().filter(|event| event.kind() == EventKind::Comment);
    syntax.comments.extend(comments.map(range));
    let blank = [EventKind::Whitespace, EventKind::Newline, EventKind::Comment];
    events.retain(|event| !blank.contains(&event.kind()));
    let mut reader = Reader { text, source, events: &events, at: 0 };
    while let Some(event) = reader.peek() {
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                let header = Some(reader.header());
                syntax.sections.push(Section { header, statements: Vec::new() });
            }
            EventKind::SimpleKey => {
                let statement = reader.statement();
                let section = syntax.sections.last_mut().expect("there is a first section");
                section.statements.extend(statement);
            }
            _ => reader.at += 1,
        }
    }
    syntax
}

fn range(event: &Event) -> Range<usize> {
    event.span().start()..event.span().end()
}

struct Reader<'a> {
    text: &'a str,
    source: Source<'a>,
    events: &'a [Event],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<Event> {
        self.events.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Event> {
        let event = self.peek();
        self.at += 1;
        event
    }

    /// The parts of a key.
    fn keys(&mut self) -> Vec<(String, Range<usize>)> {
        let mut keys = Vec::new();
        while let Some(event) = self.peek() {
            match event.kind() {
                EventKind::SimpleKey => {
                    let mut key = String::new();
                    if let Some(raw) = self.source.get(event) {
                        raw.decode_key(&mut key, &mut ());
                    }
                    keys.push((key, range(&event)));
                }
                EventKind::KeySep => {}
                _ => break,
            }
            self.at += 1;
        }
        keys
    }

    fn header(&mut self) -> Header {
        let open = self.next().map_or(0..0, |event| range(&event));
        let many = open.len() == 2;
        let keys = self.keys();
        let end = self.next().map_or(open.end, |event| event.span().end());
        let keys = keys.into_iter().map(|(key, _)| key).collect();
        Header { span: open.start..end, keys, many }
    }

    fn statement(&mut self) -> Option<Statement> {
        let keys = self.keys();
        if self.peek()?.kind() == EventKind::KeyValSep {
            self.at += 1;
        }
        Some(Statement { keys, value: self.value()? })
    }

    fn value(&mut self) -> Option<Item> {
        let event = self.next()?;
        let span = range(&event);
        match event.kind() {
            EventKind::Scalar => {
                let quoted = matches!(
                    event.encoding(),
                    Some(
                        Encoding::BasicString
                            | Encoding::LiteralString
                            | Encoding::MlBasicString
                            | Encoding::MlLiteralString
                    )
                );
                let words = || Form::Words(Words::of(&self.text[span.clone()]));
                let form = if quoted { words() } else { Form::Bare };
                Some(Item { span, form })
            }
            EventKind::ArrayOpen => {
                let mut items = Vec::new();
                let (commas, end) = self.row(EventKind::ArrayClose, |reader| {
                    items.extend(reader.value());
                });
                Some(Item { span: span.start..end, form: Form::List(items, commas) })
            }
            EventKind::InlineTableOpen => {
                let mut statements = Vec::new();
                let (commas, end) = self.row(EventKind::InlineTableClose, |reader| {
                    statements.extend(reader.statement());
                });
                Some(Item { span: span.start..end, form: Form::Table(statements, commas) })
            }
            _ => None,
        }
    }

    /// What stands up to a closing bracket: the places of commas, and the end.
    fn row(&mut self, close: EventKind, mut item: impl FnMut(&mut Self)) -> (Vec<usize>, usize) {
        let mut commas = Vec::new();
        while let Some(event) = self.peek() {
            match event.kind() {
                kind if kind == close => {
                    self.at += 1;
                    return (commas, event.span().end());
                }
                EventKind::ValueSep => {
                    commas.push(event.span().start());
                    self.at += 1;
                }
                _ => {
                    let before = self.at;
                    item(self);
                    self.at = self.at.max(before + 1);
                }
            }
        }
        (commas, self.text.len())
    }
}
