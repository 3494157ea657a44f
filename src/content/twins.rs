//! Keys of other names beside the one that is meant by them: `phone2` beside `phone`, `row` beside `rows`.

use crate::codes;
use crate::content::judge::meant_by;
use crate::content::reader::Reader;
use crate::content::syntax::{Joined, joined, list_of};
use crate::content::tree::{Entry, Table};
use crate::diagnostic::Diagnostic;
use crate::keys::{Shape, Sort};
use crate::source::Span;

/// So many keys of a table are looked at: no table has more of its own.
const MOST: usize = 200;

impl Reader<'_> {
    /// Of keys that mean one which is there already and takes several values, the first tells of all:
    /// they make one list.
    pub(super) fn gather_twins(
        &self,
        table: &Table,
        shape: &'static Shape,
        told: &mut Vec<Diagnostic>,
    ) {
        let odd = |entry: &&Entry| {
            !shape.holds(&entry.key.value) && shape.misplaced(&entry.key.value).is_none()
        };
        let mut names: Vec<(&'static str, Vec<&Entry>)> = Vec::new();
        for entry in table.entries.iter().filter(odd).take(MOST) {
            let Some(meant) = meant_by(&entry.key.value, shape) else { continue };
            let Some(there) = table.entry(meant) else { continue };
            match names.iter_mut().find(|(name, _)| *name == meant) {
                Some((_, entries)) => entries.push(entry),
                None => names.push((meant, vec![there, entry])),
            }
        }
        for (name, mut entries) in names {
            let several = shape.key(name).is_some_and(|key| {
                matches!(
                    key.sort,
                    Sort::Either(_, Sort::Several(_) | Sort::Any(_) | Sort::Distinct(_))
                )
            });
            let sort = joined(name).map(|(_, sort)| sort);
            let Some(sort) = sort.or(several.then_some(Joined::List)) else { continue };
            let first = entries[1].key.span;
            entries.sort_by_key(|entry| entry.key.span.start);
            let values: Vec<&str> =
                entries.iter().map(|entry| self.sources.snippet(entry.node.span)).collect();
            let Some(list) = list_of(&values, sort) else { continue };
            let later: Vec<Span> = entries.iter().map(|it| it.key.span).collect();
            let is_later = |at: Span| at != first && later.contains(&at);
            told.retain(|it| !(it.code == codes::UNKNOWN_KEY && it.primary.is_some_and(is_later)));
            let Some(problem) = told.iter_mut().find(|it| it.primary == Some(first)) else {
                continue;
            };
            problem.helps.clear();
            let help = match list.contains('\n') {
                true => format!("it is called `{name}` here: write all of them in one list"),
                false => format!(
                    "it is called `{name}` here: write all of them in one list, {name} = {list}"
                ),
            };
            let whole = self.in_place_of(table, &entries, &format!("{name} = {list}"));
            *problem = match whole {
                Some((span, with)) => problem.clone().fix(help, span, with),
                None => problem.clone().help(help),
            };
        }
    }

    /// One line in place of these keys of a table, and after it what stands between them.
    pub(super) fn in_place_of(
        &self,
        table: &Table,
        entries: &[&Entry],
        line: &str,
    ) -> Option<(Span, String)> {
        let (first, last) = (entries.first()?.key.span, entries.last()?.node.span);
        let text = &self.sources.file(first.source).text;
        let whole = Span { end: last.end, ..first };
        let within = |entry: &&Entry| {
            let span = entry.key.span;
            span.source == first.source && (whole.start..whole.end).contains(&span.start)
        };
        let mut with = line.to_owned();
        let mut from = first.start as usize;
        for entry in table.entries.iter().filter(within) {
            let between = text.get(from..entry.key.span.start as usize)?;
            if !between.trim().is_empty() || entry.node.span.source != first.source {
                return None;
            }
            from = entry.node.span.end as usize;
            if !entries.iter().any(|it| it.key.span == entry.key.span) {
                with.push('\n');
                with.push_str(text.get(entry.key.span.start as usize..from)?);
            }
        }
        (from == last.end as usize).then_some((whole, with))
    }
}
