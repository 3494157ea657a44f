//! The contact section: the back page.

use std::collections::HashMap;

use crate::codes;
use crate::content::addresses::{BadAddress, email_of_point, web_of_point};

use crate::content::numbers::{self, complaint};
use crate::content::places::plain_name;
use crate::content::reader::{Keys, Reader};
use crate::content::tree::{Entry, Node, Table};
use crate::content::written;
use crate::content::{Contact, ContactPoint, Paragraph, Reach, Words};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, WAYS};
use crate::number::{self, Doubt, Way};
use crate::source::Span;

/// The numbers of one key of a contact point.
struct Row<'a> {
    key: &'a str,
    nodes: &'a [&'a Node],
    /// What `call` says, where it is for this key.
    called: Option<&'a [Option<String>]>,
}

/// Whether an address may begin before it, as in "ward 7@example.org".
fn is_torn(text: &str, address: &str) -> bool {
    let short = address.find('@').is_some_and(|at| at <= 2);
    let before = text.find(address).map_or("", |at| &text[..at]);
    short && before.trim_end().ends_with(char::is_alphanumeric)
}

/// The addresses that stand among other words in a text.
fn several_within(text: &str, link: fn(&str) -> Result<String, BadAddress>) -> Vec<String> {
    let joined = [("(at)", "@"), ("[at]", "@"), (" at ", "@"), ("(dot)", "."), ("[dot]", ".")];
    let mut text = text.replace(" @", "@").replace("@ ", "@");
    for (from, to) in joined {
        if !text.contains('@') || to != "@" {
            text = text.replace(from, to);
        }
    }
    let between = |c: char| c.is_whitespace() || ",;|<>()[]\"".contains(c);
    let parts = text.split(between).map(|part| part.trim_end_matches(['.', ':', '/']));
    let parts = parts.filter(|part| part.contains('.'));
    let mut found: Vec<String> = Vec::new();
    for part in parts.filter(|part| link(part).is_ok()) {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

impl Reader<'_> {
    /// Learns the names of the contact points, so that blocks can show them.
    pub(super) fn point_names(&mut self, root: &Table) {
        let points = root.get("contact").and_then(Node::table).and_then(|table| table.get("point"));
        let points = points.and_then(Node::array).unwrap_or(&[]);
        for point in points {
            let name = point.table().and_then(|table| table.get("name"));
            let name = name.and_then(|node| self.quietly(|reader| reader.plain(node, "`name`")));
            let name = name.map_or_else(String::new, |name| plain_name(&name.text));
            let index = self.names.points.len();
            self.names.point_index.entry(name.clone()).or_insert(index);
            self.names.points.push(name);
        }
    }

    /// Reads the contact section. `incomplete`: the house file, which may hold more of it, could
    /// not be read.
    pub(super) fn contact(&mut self, keys: &Keys<'_>, incomplete: bool) -> Contact {
        let empty = Paragraph { inlines: Vec::new(), span: keys.table.header };
        let mut contact = Contact {
            heading: empty,
            text: Vec::new(),
            qr: None,
            points: Vec::new(),
            span: keys.table.header,
        };
        let node = self.need(keys, "contact");
        let Some(mut keys) = node.and_then(|node| self.table_of(node, keys.key("contact"))) else {
            return contact;
        };
        if incomplete {
            keys.excused.push("heading");
        }
        contact.span = keys.table.header;
        let heading = self.need(&keys, "heading");
        if let Some(heading) = heading.and_then(|node| self.line(node, "heading")) {
            contact.heading = heading;
        }
        contact.text = self.optional_text(&keys, "text");
        contact.qr = keys.get("qr").and_then(|node| self.qr(node));
        contact.points = self.points(&keys);
        contact
    }

    fn points(&mut self, keys: &Keys<'_>) -> Vec<ContactPoint> {
        let Some(node) = keys.get("point") else {
            return Vec::new();
        };
        let nodes = self.tables(node, "`contact.point`", keys::POINT.example).unwrap_or(&[]);
        let mut points: Vec<ContactPoint> = Vec::new();
        let mut taken: HashMap<String, Span> = HashMap::new();
        for node in nodes {
            let Some(point) = self.point(node) else {
                continue;
            };
            let name = plain_name(&point.name.text);
            let first = *taken.entry(name).or_insert(point.name.span);
            if first != point.name.span {
                let message = format!("two contact points have the name \"{}\"", point.name.text);
                let diagnostic = Diagnostic::error(codes::DUPLICATE_ID, point.name.span, message)
                    .label(first, "here it is used already")
                    .help("give each its own name, or make one of the two");
                self.report(diagnostic);
            }
            points.push(point);
        }
        points
    }

    fn point(&mut self, node: &Node) -> Option<ContactPoint> {
        let keys = self.row(node, &keys::POINT)?;
        // Whether it is to be shown at all is not known where `hide` is neither true nor false.
        if let Some(hide) = keys.get("hide") {
            self.boolean(hide, "`hide`")?;
        }
        let name = self.need(&keys, "name");
        let name = name.and_then(|node| self.shown(node, "name"));
        if !WAYS.iter().any(|way| keys.get(way).is_some() || keys.excuses(way)) {
            self.report(
                Diagnostic::error(
                    codes::MISSING_KEY,
                    keys.table.header,
                    "a contact point says no way to get in touch",
                )
                .help("add `phone`, `sms`, `textphone`, `email`, `web` or `address`"),
            );
        }
        let calls = self.calls(&keys);
        let called = ["phone", "textphone", "sms"].into_iter().find(|way| keys.get(way).is_some());
        let numbers = |reader: &mut Self, way: &'static str, scheme: &str| {
            let calls = (called == Some(way)).then_some(&calls[..]);
            reader.numbers(&keys, way, scheme, calls)
        };
        let phone = numbers(self, "phone", "tel");
        let sms = numbers(self, "sms", "sms");
        let textphone = numbers(self, "textphone", "tel");
        Some(ContactPoint {
            phone,
            sms,
            textphone,
            email: self.addresses(&keys, "email", email_of_point),
            web: self.addresses(&keys, "web", web_of_point),
            address: self.postal(&keys),
            hours: self.optional(&keys, "hours"),
            note: keys.get("note").and_then(|node| self.paragraph(node, "`note`")),
            own: !self.is_house(node.span),
            span: keys.table.header,
            name: name?,
        })
    }

    /// The strings of a key that takes one text or an array of them.
    fn strings<'n>(&mut self, keys: &Keys<'n>, key: &str) -> Vec<&'n Node> {
        let Some(node) = keys.get(key) else {
            return Vec::new();
        };
        match node.array() {
            Some(nodes) if nodes.iter().all(Node::is_blank) => {
                self.empty(node, &format!("`{key}`"), &format!("{key} = \"…\""));
                Vec::new()
            }
            Some(nodes) => nodes.iter().filter(|node| !node.is_blank()).collect(),
            None if self.by_name(node, key) => Vec::new(),
            None => vec![node],
        }
    }

    /// Tells of ways that stand under names of their own, `phone = { day = "…", night = "…" }`; whether
    /// they do.
    fn by_name(&mut self, node: &Node, key: &str) -> bool {
        let Some(table) = node.table() else { return false };
        let way = |entry: &Entry| {
            Some(format!("{}: {}", entry.key.value.replace('_', " "), entry.node.text()?.trim()))
        };
        let ways: Option<Vec<String>> = table.entries.iter().map(way).collect();
        let Some(ways) = ways.filter(|ways| !ways.is_empty() && key != "email" && key != "web")
        else {
            return false;
        };
        let list = written::bracketed(&ways);
        let help = format!("write them in square brackets, each with its words: {key} = {list}");
        self.wrong_type(node, &format!("`{key}`"), "text or a list in [ ]", |problem| {
            problem.fix(help, node.span, list)
        });
        true
    }

    /// The numbers to call in place of those that are shown.
    fn calls(&mut self, keys: &Keys<'_>) -> Vec<Option<String>> {
        let nodes = self.strings(keys, "call");
        let mut calls = Vec::new();
        for node in nodes {
            let Some(words) = self.literal(node, "`call`") else {
                calls.push(None);
                continue;
            };
            let number = number::settled(&words.text);
            if number.is_none() {
                let message = format!("\"{}\" is no number that can be called", words.text);
                let meant = number::read(&words.text, &self.home).map(|number| number.dialled);
                let problem = Diagnostic::error(codes::BAD_LINK, node.span, message).help(match meant {
                    Ok(digits) if digits.starts_with('*') => format!("write it alone: call = \"{digits}\""),
                    Ok(digits) => format!("write digits alone: call = \"{digits}\""),
                    Err(_) => "write the digits of one number and nothing else, with a + before a country's code".to_owned(),
                });
                let problem = self.with_definitions(node, problem);
                self.report(problem);
            }
            calls.push(number);
        }
        calls
    }

    fn numbers(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        scheme: &str,
        called: Option<&[Option<String>]>,
    ) -> Vec<Reach> {
        let nodes = self.strings(keys, key);
        let calls = called.unwrap_or_default();
        if calls.len() > 1 && calls.len() != nodes.len() {
            let span = keys.get("call").map_or(keys.table.header, |node| node.span);
            let message = format!("`call` has {} numbers and `{key}` {}", calls.len(), nodes.len());
            self.bad_value(span, message, "give as many, in the same order");
        }
        let mut reaches = Vec::new();
        for (index, &node) in nodes.iter().enumerate() {
            let Some(shown) = self.literal(node, &format!("`{key}`")) else {
                continue;
            };
            let number = match calls.get(index) {
                Some(call) => call.clone(),
                None => self.dial(&Row { key, nodes: &nodes, called }, index, &shown),
            };
            if let Some(number) = number {
                reaches.push(Reach { shown, link: numbers::link(scheme, &number) });
            }
        }
        reaches
    }

    fn dial(&mut self, row: &Row<'_>, index: usize, shown: &Words) -> Option<String> {
        let node = row.nodes[index];
        let way = if row.key == "textphone" { Way::Textphone } else { Way::Call };
        let doubt = match number::read_as(&shown.text, &self.home, way) {
            Ok(number) => return Some(number.dialled),
            Err(_) if self.is_unfit(node.span) => return None,
            Err(doubt) => doubt,
        };
        let told = complaint(&shown.text, &doubt);
        let problem =
            Diagnostic::error(codes::BAD_LINK, node.span, told.message).note(numbers::WRONG_NUMBER);
        let alone = row.nodes.len() == 1;
        let problem = match &doubt {
            Doubt::Several(listed) => {
                let help = numbers::each(listed, row.key, alone);
                let list = numbers::as_list(listed, row.key, &shown.text).filter(|_| alone);
                let key = row.nodes[index].span;
                match list.filter(|_| self.is_whole_value(key)) {
                    Some(list) => problem.fix(help, key, list),
                    None => problem.help(help),
                }
            }
            Doubt::Letters(digits) if alone && row.called.is_some() => problem
                .help(format!("add the number to call, all of it in digits: call = \"{digits}…\"")),
            _ => problem.help(told.help),
        };
        let problem = match &told.digits {
            Some(digits) => {
                let how = self.as_it_stands(row, index, digits);
                problem.help(format!("if it is a short number, dialled just as it stands, {how}"))
            }
            None => problem,
        };
        let problem = self.with_definitions(node, problem);
        self.report(problem);
        None
    }

    /// Whether a string is all that stands after its key, with no value in it.
    fn is_whole_value(&self, span: Span) -> bool {
        let before = self.sources.file(span.source).text[..span.start as usize].trim_end();
        before.ends_with('=') && !self.sources.snippet(span).contains('{')
    }

    /// What to write so that a number of a row is dialled just as it stands: `call` is for the first
    /// number, or for all of them.
    fn as_it_stands(&mut self, row: &Row<'_>, index: usize, digits: &str) -> String {
        let Some(calls) = row.called else {
            return format!("give it a contact point of its own, with call = \"{digits}\"");
        };
        if index == 0 && row.nodes.len() == 1 {
            return format!("add call = \"{digits}\"");
        }
        let mut all = Vec::new();
        for (at, node) in row.nodes.iter().enumerate() {
            let words = self.quietly(|reader| reader.literal(node, "a number"));
            let read = words.and_then(|words| number::read(&words.text, &self.home).ok());
            let called = calls.get(at).cloned().flatten();
            all.push(match at {
                _ if at == index => Some(digits.to_owned()),
                _ => called.or(read.map(|number| number.dialled)),
            });
        }
        match all.into_iter().map(|it| Some(format!("\"{}\"", it?))).collect::<Option<Vec<_>>>() {
            Some(all) => format!("write call for all of the numbers: call = [{}]", all.join(", ")),
            None => format!("give it a contact point of its own, with call = \"{digits}\""),
        }
    }

    fn addresses(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        link: fn(&str) -> Result<String, BadAddress>,
    ) -> Vec<Reach> {
        let mut reaches = Vec::new();
        for node in self.strings(keys, key) {
            let Some(shown) = self.literal(node, &format!("`{key}`")) else {
                continue;
            };
            match link(&shown.text) {
                Ok(link) => {
                    self.doubt_address(&shown.text, shown.span);
                    reaches.push(Reach { shown, link });
                }
                Err(bad) => {
                    let within = several_within(&shown.text, link);
                    let bad = match &within[..] {
                        [one] if !is_torn(&shown.text, one) => BadAddress {
                            help: format!("write the address alone: {key} = \"{one}\""),
                            replacement: Some(one.clone()),
                            ..bad
                        },
                        [] | [_] => bad,
                        several => {
                            self.several_addresses(node, key, several);
                            continue;
                        }
                    };
                    self.bad_address(node, bad);
                }
            }
        }
        reaches
    }

    fn several_addresses(&mut self, node: &Node, key: &str, several: &[String]) {
        let message = format!("`{key}` has more than one address in one text");
        let problem = Diagnostic::error(codes::BAD_LINK, node.span, message);
        let list = written::bracketed(several);
        let alone = self.is_whole_value(node.span);
        self.report(if alone {
            problem.fix(format!("write {key} = {list}"), node.span, list)
        } else {
            problem.help(format!("write each address in quotes of its own: {key} = {list}"))
        });
    }

    fn postal(&mut self, keys: &Keys<'_>) -> Vec<Vec<Words>> {
        let nodes = self.strings(keys, "address");
        let lines = nodes.into_iter().filter_map(|node| self.plain_lines(node, "`address`"));
        lines.filter(|lines| !lines.is_empty()).collect()
    }
}
