//! What stands after a value on its line.

use super::lines::is_name;
use super::scan::{Scanned, Scanner};
use super::{Fault, Within, faults, prose, quotes, remarks, sources};

impl Scanner<'_> {
    pub(super) fn end_of_line(&mut self) -> Scanned {
        let end = self.at;
        self.skip_blanks();
        if matches!(self.peek(), None | Some('\n' | '\r' | '#')) {
            self.at = self.line_end();
            return Ok(());
        }
        let rest = self.line().trim_end().to_owned();
        let rest = rest.as_str();
        let start = self.at;
        if let Some(fault) = next_key(rest, start, end) {
            return Err(fault);
        }
        if let Some(fault) = self.more_values()? {
            return Err(fault);
        }
        let range = (start, start + rest.len());
        let fault = remarks::behind(start, rest)
            .or_else(|| self.source(range))
            .or_else(|| faults::other_remark(rest, range))
            .or_else(|| self.stray_sign(rest, start))
            .or_else(|| self.early_quote(end, Within::Line))
            .or_else(|| self.more_words(rest, start))
            .or_else(|| remark_in_brackets(rest, start));
        Err(fault.unwrap_or_else(|| {
            Fault::new(
                (start, start + rest.len()),
                "more stands on this line than one value",
                "put a text into quotes as a whole; a remark of yours begins with #",
            )
        }))
    }

    /// Further values of a list that lacks its brackets.
    fn more_values(&mut self) -> Result<Option<Fault>, Fault> {
        let listed = |key: &str| prose::is_list(key) || key == "rows";
        if !matches!(self.peek(), Some(',' | ';')) || !listed(self.key_of_statement()) {
            return Ok(None);
        }
        let start = self.at;
        self.at += 1;
        let fault = self.loose_values()?;
        self.at = start;
        Ok(fault)
    }

    /// Whose words those in the quotes are: they stand behind them.
    fn source(&self, range: (usize, usize)) -> Option<Fault> {
        let (start, found) = self.last_string?;
        sources::behind(self.text, self.key_of_statement(), (start, found.end), range)
    }

    /// A comma, a bracket or another sign that belongs to nothing.
    fn stray_sign(&self, rest: &str, start: usize) -> Option<Fault> {
        let alone = matches!(rest, "=" | ":" | ".") && self.last_string.is_none();
        let stray = rest.chars().next().filter(|c| alone || ",;]})".contains(*c))?;
        let range = (start, start + 1);
        let message = format!("a {stray} too many stands here");
        let fault = Fault::new(range, message, "take it out: a value ends with its line");
        Some(fault.patch(range, ""))
    }

    fn more_words(&self, rest: &str, start: usize) -> Option<Fault> {
        let (from, found) = self.last_string?;
        quotes::more_words(self.text, (from, found.end), (start, start + rest.len()))
    }

    /// A quote within a text, which ended it too early: words follow it at once.
    pub(super) fn early_quote(&self, end: usize, within: Within) -> Option<Fault> {
        let (start, found) = self.last_string.filter(|(_, found)| found.end == end)?;
        let meant = || quotes::early(self.text, start, end, within);
        if within == Within::Line
            && !found.many_lines
            && let Some(fault) = meant()
        {
            return Some(fault);
        }
        let next = self.text[end..].chars().next()?;
        let gap = next.is_whitespace();
        let rest = self.text[end..].lines().next().unwrap_or("");
        let again = rest.contains(found.quote);
        if found.many_lines || (gap && !again) || matches!(next, '"' | '[' | '{') {
            return None;
        }
        // After a gap, a quote that opens the next value, or a key, is a comma forgotten.
        let follows = rest.trim_start();
        let signs: &[char] = if within == Within::Table { &['=', ':'] } else { &['='] };
        let key = follows.split_once(signs).is_some_and(|(key, _)| is_name(key.trim()));
        if gap && (key || follows.starts_with(found.quote)) {
            return None;
        }
        Some(meant().unwrap_or_else(|| quotes::ends_early((start, end), found.quote == '"')))
    }
}

/// `title = "A" language = "en"`
fn next_key(rest: &str, start: usize, end: usize) -> Option<Fault> {
    let key = rest.split_once('=').map(|(key, _)| key.trim()).filter(|key| is_name(key))?;
    let message = format!("`{key}` must begin on a new line");
    let fault =
        Fault::new((start, start + key.len()), message, "write one `key = value` on each line");
    (start > end).then(|| fault.patch((end, start), "\n"))
}

/// `title = "A" (remark)`
fn remark_in_brackets(rest: &str, start: usize) -> Option<Fault> {
    let range = (start, start + rest.len());
    let help = "write # before it, where it is a remark of yours";
    let fault = Fault::new(range, "words in brackets stand after the value", help);
    (rest.starts_with('(') && rest.ends_with(')')).then(|| fault.patch((start, start), "# "))
}
