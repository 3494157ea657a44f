//! Items between brackets and keys between braces: put in, taken out, moved, with the commas, line
//! breaks and indentation of those beside them.

use std::ops::Range;

use super::Document;
use super::tree::Row;
use super::words::Change;

/// An item with what belongs to it.
struct Cell {
    /// The comments directly above it, with the line ends and blanks up to it; or nothing.
    lead: Range<usize>,
    item: Range<usize>,
    /// The comma after it.
    comma: Option<usize>,
    /// The comment behind it in its line, with the blanks before that; or nothing.
    behind: Range<usize>,
}

impl Cell {
    fn end(&self) -> usize {
        self.behind.end
    }
}

impl Document {
    fn cells(&self, row: &Row) -> Vec<Cell> {
        let cells = row.items.iter().enumerate().map(|(at, item)| {
            let next = row.items.get(at + 1).map_or(row.span.end - 1, |next| next.start);
            let comma = row.commas.iter().copied().find(|comma| (item.end..next).contains(comma));
            let before = if at == 0 { row.span.start + 1 } else { row.items[at - 1].end };
            let lead = self.lead(item.start);
            let own = self.begins_line(item.start) && lead >= before;
            let first = if own { lead + self.indent(lead).len() } else { item.start };
            let end = comma.map_or(item.end, |comma| comma + 1);
            Cell {
                lead: first.min(item.start)..item.start,
                item: item.clone(),
                comma,
                behind: end..self.comment_behind(end, next),
            }
        });
        cells.collect()
    }

    /// The end of the comment in the line of a byte, where nothing else stands before it.
    fn comment_behind(&self, at: usize, next: usize) -> usize {
        let comments = &self.syntax.comments;
        let found = comments.get(comments.partition_point(|comment| comment.start < at));
        let own = found.filter(|comment| {
            comment.start < next
                && self.text[at..comment.start].trim_matches([' ', '\t']).is_empty()
        });
        own.map_or(at, |comment| comment.end)
    }

    /// Puts an item in before the item of a number, or at the end; `write` writes it with the
    /// indentation of its line.
    pub(super) fn insert_in_row<E>(
        &self,
        row: &Row,
        at: usize,
        write: impl FnOnce(&str) -> Result<String, E>,
    ) -> Result<Vec<Change>, E> {
        let end = self.line_end_sign();
        let cells = self.cells(row);
        let open = row.span.start + 1;
        let Some(last) = cells.last() else {
            let inner = &self.text[open..row.span.end - 1];
            let indent = self.indent(row.span.start).to_owned();
            if inner.contains('\n') {
                let deeper = format!("{indent}  ");
                return Ok(vec![(open..open, format!("{end}{deeper}{},", write(&deeper)?))]);
            }
            let space = if self.text[row.span.clone()].starts_with('{') { " " } else { "" };
            return Ok(vec![(
                open..row.span.end - 1,
                format!("{space}{}{space}", write(&indent)?),
            )]);
        };
        if let Some(cell) = cells.get(at) {
            let own_line = self.begins_line(cell.lead.start);
            let indent = self.indent(cell.item.start).to_owned();
            let parted = if own_line { format!(",{end}{indent}") } else { ", ".to_owned() };
            return Ok(vec![(cell.lead.start..cell.lead.start, write(&indent)? + &parted)]);
        }
        let indent = self.indent(last.item.start).to_owned();
        let written = write(&indent)?;
        if !self.begins_line(last.item.start) {
            let changed = match last.comma {
                Some(comma) => (comma + 1..comma + 1, format!(" {written},")),
                None => (last.item.end..last.item.end, format!(", {written}")),
            };
            return Ok(vec![changed]);
        }
        let line = last.end();
        Ok(match last.comma {
            Some(_) => vec![(line..line, format!("{end}{indent}{written},"))],
            None if line == last.item.end => vec![(line..line, format!(",{end}{indent}{written}"))],
            None => vec![
                (last.item.end..last.item.end, ",".to_owned()),
                (line..line, format!("{end}{indent}{written}")),
            ],
        })
    }

    /// Takes an item out, with the comments directly above it and the one behind it.
    pub(super) fn remove_from_row(&self, row: &Row, at: usize) -> Vec<Change> {
        let cells = self.cells(row);
        let Some(cell) = cells.get(at) else { return Vec::new() };
        let close = row.span.end - 1;
        let ends_line = self.text[cell.end()..self.line_end(cell.end())].trim().is_empty();
        let mut changes = Vec::new();
        let last = at + 1 == cells.len();
        let before = at.checked_sub(1).map(|before| &cells[before]);
        if last
            && cell.comma.is_none()
            && let Some(comma) = before.and_then(|before| before.comma)
        {
            changes.push((comma..comma + 1, String::new()));
        }
        let range = if self.begins_line(cell.lead.start) && ends_line {
            self.line_start(cell.lead.start)..self.next_line(cell.end())
        } else if let Some(before) = before.filter(|_| ends_line) {
            before.end()..cell.end()
        } else if let Some(next) = cells.get(at + 1) {
            cell.lead.start..next.lead.start
        } else if let Some(before) = before {
            let from = before.end();
            let inner_end =
                cell.comma.filter(|_| before.comma.is_some()).map_or(cell.item.end, |it| it + 1);
            from..inner_end.max(cell.end())
        } else {
            row.span.start + 1..close
        };
        changes.push((range, String::new()));
        changes
    }

    /// Moves an item to the place of another, with its comments.
    pub(super) fn move_in_row(&self, row: &Row, from: usize, to: usize) -> Vec<Change> {
        let cells = self.cells(row);
        let order = moved(cells.len(), from, to);
        let (first, last) = (from.min(to), from.max(to));
        let mut made = String::new();
        for slot in first..=last {
            let cell = &cells[order[slot]];
            made.push_str(&self.text[cell.lead.start..cell.item.end]);
            if cells[slot].comma.is_some() {
                made.push(',');
            }
            let gap_end = cells.get(slot + 1).map_or(row.span.end - 1, |next| next.lead.start);
            let gap = &self.text[cells[slot].end()..gap_end];
            let behind = &self.text[cell.behind.clone()];
            made.push_str(behind);
            let runs_on = !gap.starts_with(['\n', '\r']);
            if !behind.is_empty() && runs_on {
                made.push_str(self.line_end_sign());
            }
            if slot < last {
                made.push_str(gap);
            }
        }
        vec![(cells[first].lead.start..cells[last].end(), made)]
    }
}

/// The numbers of things after the one at `from` was moved to `to`.
pub(super) fn moved(count: usize, from: usize, to: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let one = order.remove(from);
    order.insert(to, one);
    order
}
