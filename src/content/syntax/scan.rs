//! A second reading of a file that the parser refused, which looks for the faults people make.

use super::faults::{no_key, no_value, not_bare, unclosed};
use super::lines::is_name;
use super::strings::{self, Found};
use super::{Fault, Within, brackets, breaks, commas, fences, items, prose, quotes, rows, yaml};

/// How deep brackets are followed.
const DEEPEST: usize = 100;

/// The first fault that is found, if any.
pub(super) fn first_fault(text: &str) -> Option<Fault> {
    let mut scanner = Scanner { text, at: 0, last_string: None, statement: 0, value: 0 };
    let found = scanner.document().err();
    found.map(|fault| Fault { statement: Some(scanner.statement), ..fault })
}

pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub at: usize,
    /// The last string read, and where it began.
    pub last_string: Option<(usize, Found)>,
    /// Where the `key = value` or the line in brackets begins that is read.
    statement: usize,
    /// Where the last value of a key began.
    value: usize,
}

pub(super) type Scanned = Result<(), Fault>;

impl Scanner<'_> {
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn line_end(&self) -> usize {
        self.rest().find(['\n', '\r']).map_or(self.text.len(), |end| self.at + end)
    }

    pub(super) fn line(&self) -> &str {
        &self.text[self.at..self.line_end()]
    }

    pub(super) fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    fn skip_lines(&mut self) {
        loop {
            let trimmed = self.rest().trim_start_matches([' ', '\t', '\n', '\r']);
            self.at = self.text.len() - trimmed.len();
            if self.peek() != Some('#') {
                return;
            }
            self.at = self.line_end();
        }
    }

    fn document(&mut self) -> Scanned {
        loop {
            self.skip_lines();
            self.statement = self.at;
            match self.peek() {
                None => return Ok(()),
                Some('[') => self.header()?,
                Some(_) => {
                    if let Some(fault) = brackets::numbered_heading(self.at, self.line()) {
                        return Err(fault);
                    }
                    self.key_value(Within::Line, 0)?;
                    self.end_of_line()?;
                }
            }
        }
    }

    fn key_value(&mut self, within: Within, depth: usize) -> Scanned {
        let start = self.at;
        self.key()?;
        let end = self.at;
        self.skip_blanks();
        let key = self.text[start..end].to_owned();
        self.sign((start, end), &key, within)?;
        let after_sign = self.at;
        self.skip_blanks();
        if self.peek() == Some('=') {
            return Err(Fault::new(
                (self.at, self.at + 1),
                "one = is enough",
                "take the second one out",
            )
            .patch((self.at, self.at + 1), ""));
        }
        if within == Within::Table {
            self.skip_lines();
        }
        self.value = self.at;
        if let (None | Some('\n' | '\r' | '#'), Within::Line) = (self.peek(), within) {
            return Err(no_value(self.text, (after_sign, self.at), &key));
        }
        self.value(&key, within, depth)
    }

    /// What stands between a key and its value.
    fn sign(&mut self, (start, end): (usize, usize), key: &str, within: Within) -> Scanned {
        match self.peek() {
            Some('=') if key.is_empty() => Err(Fault::new(
                (self.at, self.at + 1),
                "nothing stands before the =",
                "write the key there: title = \"…\"",
            )),
            Some('=') if self.rest().starts_with("=>") => {
                let range = (self.at, self.at + 2);
                let message = format!("`{key}` is followed by => where = is needed");
                Err(Fault::new(range, message, "write = in its place").patch(range, "="))
            }
            Some('=') => {
                self.at += 1;
                Ok(())
            }
            Some(':') if within == Within::Line && prose::leads_in(self.text, self.at, key) => {
                Err(self.no_key(start, key, within))
            }
            Some(':') => Err(Fault::new(
                (self.at, self.at + 1),
                format!("`{key}` is followed by a colon where = is needed"),
                "write = in its place",
            )
            .patch((self.at, self.at + 1), " =")),
            Some('"' | '\'' | '[' | '{') if !key.is_empty() => Err(Fault::new(
                (start, end),
                format!("there is no = after `{key}`"),
                format!("write {key} = and then the value"),
            )
            .patch((end, end), " =")),
            _ => Err(self.no_key(start, key, within)),
        }
    }

    /// A line without `=`, or what stands for a pair in braces.
    fn no_key(&self, start: usize, key: &str, within: Within) -> Fault {
        let line_end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |e| start + e);
        let line = &self.text[start..line_end];
        if within == Within::Line {
            if let Some(fault) = fences::line(self.text, start, line) {
                return fault;
            }
            let last = self.last_string.map(|(from, found)| (from, found.end));
            if let Some(fault) = prose::meant(self.text, start, line, last) {
                return fault;
            }
        }
        no_key(self.text, start, key, within)
    }

    fn key(&mut self) -> Scanned {
        loop {
            self.skip_blanks();
            let start = self.at;
            match self.peek() {
                Some('"' | '\'') => {
                    self.at = strings::string(self.text, self.at, Within::Line)?.end;
                }
                _ => {
                    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
                    self.at += self.rest().len() - self.rest().trim_start_matches(bare).len();
                }
            }
            let end = self.at;
            self.skip_blanks();
            if self.peek() == Some('.') && end > start {
                self.at += 1;
            } else {
                self.at = end;
                return Ok(());
            }
        }
    }

    fn value(&mut self, key: &str, within: Within, depth: usize) -> Scanned {
        if depth > DEEPEST {
            self.at = self.text.len();
            return Ok(());
        }
        if let Some(opening) = quotes::opening(self.rest()) {
            return Err(quotes::odd(self.text, self.at, opening, within));
        }
        if let Some(fault) = brackets::opening(self.text, self.at, key) {
            return Err(fault);
        }
        match self.peek() {
            Some('"' | '\'') => {
                let start = self.at;
                let found = strings::string(self.text, start, within)?;
                if let Some(fault) = breaks::of_word(self.text, start, found, key) {
                    return Err(fault);
                }
                if let Some(fault) = quotes::doubled(self.text, start, found.end, within) {
                    return Err(fault);
                }
                let parted = (within == Within::Array)
                    .then(|| quotes::several(self.text, start, found.end))
                    .flatten();
                if let Some(fault) = parted {
                    return Err(fault);
                }
                self.at = found.end;
                self.last_string = Some((start, found));
                Ok(())
            }
            Some('[') => self.array(depth),
            Some('{') => self.inline_table(depth),
            None | Some('\n' | '\r' | '#') => Err(no_value(self.text, (self.at, self.at), key)),
            Some(_) => self.bare(key, within),
        }
    }

    /// A value without quotes: a number, a date, true or false, or a text that lacks its quotes.
    fn bare(&mut self, key: &str, within: Within) -> Scanned {
        let start = self.at;
        let stops: &[char] = match within {
            Within::Line => &['#', '\n', '\r'],
            // A comma may be part of the words where semicolons part them.
            Within::Array if self.line().contains(';') => &['#', '\n', '\r', ';', ']'],
            Within::Array => &['#', '\n', '\r', ',', ']'],
            Within::Table => &['#', '\n', '\r', ',', '}'],
        };
        let mut end = self.rest().find(stops).map_or(self.text.len(), |end| start + end);
        if within == Within::Line
            && prose::goes_on_after_hash(&self.text[start..end], &self.text[end..])
        {
            end = self.line_end();
        }
        let token = self.text[start..end].trim_end();
        let range = (start, start + token.len());
        if toml::de::DeValue::parse(token).is_ok() {
            self.at = range.1;
            self.last_string = None;
            return Ok(());
        }
        if within == Within::Array
            && self.key_of_statement() == "rows"
            && let Some(fault) = rows::within(self.text, start)
                .or_else(|| rows::unquoted(self.text, self.statement, range))
        {
            return Err(fault);
        }
        if within == Within::Array
            && prose::is_list(self.key_of_statement())
            && let Some(fault) = items::of_lines(self.text, start)
        {
            return Err(fault);
        }
        if within == Within::Array
            && let Some(fault) = commas::in_numbers(self.text, range, self.key_of_statement())
        {
            return Err(fault);
        }
        let fault = match within {
            Within::Line => {
                yaml::text(self.text, range).or_else(|| prose::many_lines(self.text, key, range))
            }
            Within::Array => self
                .last_string
                .and_then(|(from, found)| items::within(self.text, (from, found.end), start)),
            Within::Table => None,
        };
        if let Some(fault) = fault {
            return Err(fault);
        }
        Err(not_bare(key, token, range, within))
    }

    fn array(&mut self, depth: usize) -> Scanned {
        self.enclosed(Within::Array, depth, |scanner| scanner.value("", Within::Array, depth + 1))
    }

    fn inline_table(&mut self, depth: usize) -> Scanned {
        self.enclosed(Within::Table, depth, |scanner| {
            if let Some(fault) = scanner.loose_values()? {
                return Err(fault);
            }
            scanner.key_value(Within::Table, depth + 1)
        })
    }

    /// Values or pairs between brackets, with commas between them.
    fn enclosed(
        &mut self,
        within: Within,
        depth: usize,
        mut item: impl FnMut(&mut Self) -> Scanned,
    ) -> Scanned {
        let open = self.at;
        let (bracket, close) = if within == Within::Array { ('[', ']') } else { ('{', '}') };
        self.at += 1;
        // The end of the last value, and of that or the comma after it.
        let (mut before, mut last): (Option<usize>, usize) = (None, self.at);
        loop {
            self.skip_lines();
            if self.ends_unclosed(open, within) {
                return Err(self.lacking(open, (bracket, close), last, depth));
            }
            match (self.peek(), before) {
                (Some(c), _) if c == close => return self.closed(),
                (Some(','), None) => return Err(self.extra_comma()),
                (Some(','), Some(_)) => {
                    self.at += 1;
                    (before, last) = (None, self.at);
                }
                (Some(c), _) if last > open + 1 && brackets::closes(c) => {
                    return Err(brackets::closing(self.at, c, close));
                }
                (found, Some(end)) => return Err(self.unparted(found, end, within)),
                (Some('['), None) if depth > 0 && self.begins_next_row(within) => {
                    let end = self.text[..last].trim_end_matches(',').len();
                    return Err(unclosed(self.text, open, (bracket, close), end));
                }
                (_, None) => {
                    item(self)?;
                    (before, last) = (Some(self.at), self.at);
                }
            }
        }
    }

    /// What stands after a value that ends at `end` where a comma is needed.
    fn unparted(&self, found: Option<char>, end: usize, within: Within) -> Fault {
        let rows = self.key_of_statement() == "rows" && self.text[end..].starts_with('\t');
        if rows {
            let line = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
            let first = line + self.text[line..].len() - self.text[line..].trim_start().len();
            if let Some(fault) = rows::within(self.text, first) {
                return fault;
            }
        }
        match found.filter(|c| brackets::parts(*c)) {
            Some(sign) => brackets::comma(self.at, sign),
            None => self.no_comma(end, within),
        }
    }

    /// Goes on behind a closing bracket.
    fn closed(&mut self) -> Scanned {
        self.at += 1;
        self.last_string = None;
        Ok(())
    }

    /// A bracket without its partner, which may stand at `last`; `bullets = [["one", "two"]` has one
    /// too many.
    fn lacking(&self, open: usize, pair: (char, char), last: usize, depth: usize) -> Fault {
        let second = self.text[open + 1..].starts_with('[');
        let twice = pair.0 == '[' && second && depth == 0;
        if twice && prose::is_list(self.key_of_statement()) {
            let message = "two brackets begin this list, and one ends it";
            let fault = Fault::new((open, open + 2), message, "take one of the two out");
            return fault.patch((open, open + 1), "");
        }
        unclosed(self.text, open, pair, last)
    }

    /// Whether a bracket begins a line after cells of a row that was not closed.
    fn begins_next_row(&self, within: Within) -> bool {
        let line = self.text[..self.at].trim_end_matches([' ', '\t']);
        let cells =
            self.last_string.is_some_and(|(_, found)| self.text[found.end..self.at].trim() == ",");
        within == Within::Array && line.ends_with('\n') && cells
    }

    /// Further values after one of a key, which are to stand in a list with it: `a = ["b"], ["c"]`.
    pub(super) fn loose_values(&mut self) -> Result<Option<Fault>, Fault> {
        let start = self.value;
        let from = self.at;
        let mut end = None;
        loop {
            self.skip_lines();
            let value = self.at;
            if !matches!(self.peek(), Some('[' | '"' | '\'')) || start == 0 || start >= from {
                break;
            }
            self.value("", Within::Array, 1)?;
            if matches!(self.rest().trim_start().chars().next(), Some('=' | ':' | '.')) {
                self.at = value;
                break;
            }
            end = Some(self.at);
            self.skip_blanks();
            if !matches!(self.peek(), Some(',' | ';')) {
                break;
            }
            self.at += 1;
        }
        let fault = end.map(|end| brackets::around(self.text, (start, end)));
        self.at = from;
        Ok(fault)
    }

    /// Whether the file ends here, or goes on with what can stand in no bracket.
    fn ends_unclosed(&self, open: usize, within: Within) -> bool {
        if self.peek().is_none() {
            return true;
        }
        if !self.text[open..self.at].trim_end_matches([' ', '\t']).ends_with('\n') {
            return false;
        }
        let line = self.line().trim_end();
        let inner = line.trim_start_matches('[').split(']').next().unwrap_or("");
        let header = line.starts_with('[')
            && is_name(inner)
            && line.trim_end_matches([']', ' ']).ends_with(inner)
            && inner.starts_with(|c: char| c.is_ascii_alphabetic())
            && !matches!(inner, "true" | "false");
        let pair = line.split_once('=').is_some_and(|(key, _)| is_name(key.trim()));
        header || (pair && within == Within::Array)
    }

    pub(super) fn key_of_statement(&self) -> &str {
        let statement = &self.text[self.statement..self.at];
        statement.split(['=', '\n']).next().unwrap_or("").trim()
    }

    fn extra_comma(&self) -> Fault {
        Fault::new((self.at, self.at + 1), "a comma too many stands here", "take it out")
            .patch((self.at, self.at + 1), "")
    }

    fn no_comma(&self, end: usize, within: Within) -> Fault {
        let more = self.last_string.and_then(|(_, found)| quotes::more(self.text, found.end));
        let more = more.or_else(|| items::joined(self.text, end));
        match more.or_else(|| self.early_quote(end, within)) {
            Some(fault) => fault,
            None => Fault::new(
                (end, end),
                "a comma is missing here",
                "write a comma between one value and the next",
            )
            .patch((end, end), ","),
        }
    }
}
