//! Lines in brackets that name a table.

use super::Fault;
use super::brackets;
use super::scan::{Scanned, Scanner};
use crate::content::characters::is_visible;

/// A line in brackets that begins at `start`.
struct Header<'l> {
    start: usize,
    /// How many brackets open it, and how many close it.
    brackets: (usize, usize),
    /// What stands between them, and that without the blanks and remarks after it.
    whole_name: &'l str,
    name: &'l str,
    /// One past the last closing bracket.
    stop: usize,
}

impl Scanner<'_> {
    pub(super) fn header(&mut self) -> Scanned {
        let line = self.line().to_owned();
        let header = Header::of(&line, self.at);
        let fault = brackets::parted_heading(self.at, &line)
            .or_else(|| header.unclosed())
            .or_else(|| header.unlike())
            .or_else(|| header.invisible())
            .or_else(|| header.spaced());
        if let Some(fault) = fault {
            return Err(fault);
        }
        self.at = header.stop;
        self.last_string = None;
        self.end_of_line()
    }
}

impl<'l> Header<'l> {
    fn of(line: &'l str, start: usize) -> Self {
        let opening = line.len() - line.trim_start_matches('[').len();
        let whole_name = line[opening..].split([']', '#']).next().unwrap_or("");
        let name = whole_name.trim_end();
        let after = &line[opening + name.len()..];
        let closed = after.trim_start();
        let closing = closed.len() - closed.trim_start_matches(']').len();
        let stop = start + opening + name.len() + (after.len() - closed.len()) + closing;
        Self { start, brackets: (opening, closing), whole_name, name, stop }
    }

    /// `[[block`
    fn unclosed(&self) -> Option<Fault> {
        let (opening, closing) = self.brackets;
        let closed = "]".repeat(opening);
        let whole = format!("{}{}{closed}", "[".repeat(opening), self.name);
        let range = (self.start, self.stop.max(self.start + 1));
        let message = format!("this heading has no closing {closed}");
        (opening <= 2 && closing < opening).then(|| {
            Fault::new(range, message, format!("write {whole}"))
                .patch((self.start, self.stop), whole)
        })
    }

    /// `[[[block]]]` or `[block]]`
    fn unlike(&self) -> Option<Fault> {
        let (opening, closing) = self.brackets;
        let whole = brackets::heading(self.name.trim(), opening.max(closing));
        let range = (self.start, self.stop);
        let message = "the brackets of this heading do not match";
        (opening > 2 || closing > opening)
            .then(|| Fault::new(range, message, format!("write {whole}")).patch(range, whole))
    }

    fn invisible(&self) -> Option<Fault> {
        let unseen = |c: char| !c.is_ascii() && !is_visible(c);
        let start = self.start + self.brackets.0;
        let range = (start, start + self.whole_name.len());
        let plain = self.name.replace(unseen, "").trim().to_owned();
        let message = "an invisible character stands in this heading";
        let help = format!("delete it, or type the name anew: {plain}");
        self.whole_name
            .contains(unseen)
            .then(|| Fault::new(range, message, help).patch(range, plain))
    }

    /// `[block table]`
    fn spaced(&self) -> Option<Fault> {
        let spaced = self.name.trim().contains(char::is_whitespace);
        let dotted = self.name.split_whitespace().collect::<Vec<_>>().join(".");
        let start = self.start + self.brackets.0;
        let help = format!("the parts of a name are joined by a full stop: {dotted}");
        let message = "the name in a heading holds no spaces";
        (spaced && !self.name.contains(['"', '\''])).then(|| {
            Fault::new((self.start, self.stop), message, help)
                .patch((start, start + self.name.len()), dotted)
        })
    }
}
