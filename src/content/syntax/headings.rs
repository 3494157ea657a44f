//! Lines in brackets that name a table.

use super::Fault;
use super::brackets;
use super::scan::{Scanned, Scanner};

impl Scanner<'_> {
    pub(super) fn header(&mut self) -> Scanned {
        let start = self.at;
        let line = self.line().to_owned();
        if let Some(fault) = brackets::parted_heading(start, &line) {
            return Err(fault);
        }
        let opening = line.len() - line.trim_start_matches('[').len();
        let name = line[opening..].split([']', '#']).next().unwrap_or("").trim_end();
        let after = &line[opening + name.len()..];
        let closed = after.trim_start();
        let closing = closed.len() - closed.trim_start_matches(']').len();
        let end = start + opening + name.len();
        if opening <= 2 && closing < opening {
            let whole = format!("{}{name}{}", "[".repeat(opening), "]".repeat(opening));
            return Err(Fault::new(
                (start, end.max(start + 1) + closing),
                format!("this heading has no closing {}", "]".repeat(opening)),
                format!("write {whole}"),
            )
            .patch((start, end + closing), whole));
        }
        if opening > 2 || closing > opening {
            let whole = brackets::heading(name.trim(), opening.max(closing));
            return Err(Fault::new(
                (start, end + closing),
                "the brackets of this heading do not match",
                format!("write {whole}"),
            )
            .patch((start, end + closing), whole));
        }
        if name.trim().contains(char::is_whitespace) && !name.contains(['"', '\'']) {
            let dotted = name.split_whitespace().collect::<Vec<_>>().join(".");
            let fault = Fault::new(
                (start, end + closing),
                "the name in a heading holds no spaces",
                format!("the parts of a name are joined by a full stop: {dotted}"),
            );
            return Err(fault.patch((start + opening, end), dotted));
        }
        self.at = end + (after.len() - closed.len()) + closing;
        self.last_string = None;
        self.end_of_line()
    }
}
