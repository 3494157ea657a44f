//! Lines in brackets that name a table.

use super::Fault;
use super::brackets;
use super::scan::{Scanned, Scanner};
use crate::content::characters::is_visible;

impl Scanner<'_> {
    pub(super) fn header(&mut self) -> Scanned {
        let start = self.at;
        let line = self.line().to_owned();
        if let Some(fault) = brackets::parted_heading(start, &line) {
            return Err(fault);
        }
        let opening = line.len() - line.trim_start_matches('[').len();
        let whole_name = line[opening..].split([']', '#']).next().unwrap_or("");
        let name = whole_name.trim_end();
        let after = &line[opening + name.len()..];
        let closed = after.trim_start();
        let closing = closed.len() - closed.trim_start_matches(']').len();
        let end = start + opening + name.len();
        let stop = end + (after.len() - closed.len()) + closing;
        if opening <= 2 && closing < opening {
            let whole = format!("{}{name}{}", "[".repeat(opening), "]".repeat(opening));
            return Err(Fault::new(
                (start, stop.max(start + 1)),
                format!("this heading has no closing {}", "]".repeat(opening)),
                format!("write {whole}"),
            )
            .patch((start, stop), whole));
        }
        if opening > 2 || closing > opening {
            let whole = brackets::heading(name.trim(), opening.max(closing));
            return Err(Fault::new(
                (start, stop),
                "the brackets of this heading do not match",
                format!("write {whole}"),
            )
            .patch((start, stop), whole));
        }
        let unseen = |c: char| !c.is_ascii() && !is_visible(c);
        if whole_name.contains(unseen) {
            let range = (start + opening, start + opening + whole_name.len());
            let plain = name.replace(unseen, "").trim().to_owned();
            let message = "an invisible character stands in this heading";
            let help = format!("delete it, or type the name anew: {plain}");
            return Err(Fault::new(range, message, help).patch(range, plain));
        }
        if name.trim().contains(char::is_whitespace) && !name.contains(['"', '\'']) {
            let dotted = name.split_whitespace().collect::<Vec<_>>().join(".");
            let fault = Fault::new(
                (start, stop),
                "the name in a heading holds no spaces",
                format!("the parts of a name are joined by a full stop: {dotted}"),
            );
            return Err(fault.patch((start + opening, end), dotted));
        }
        self.at = stop;
        self.last_string = None;
        self.end_of_line()
    }
}
