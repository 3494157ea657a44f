//! What became of passages beside their words: what they stand in and beside, how they are numbered,
//! and how their words are set apart from others.

use std::collections::HashMap;

use super::change::{Change, Fate};
use super::keys::{Side, Sides};
use super::matter::{Note, Weight};
use super::setting::{Marks, Setting};
use super::state::{Kind, Passage, Word, line};

/// So many words are quoted.
const MOST_QUOTED: usize = 8;

/// What is known of all passages before it is told what became of each.
pub(super) struct Known {
    /// For each old passage the new one, of several the first.
    partners: Vec<Option<usize>>,
    /// Old passages beside heads that are no longer there with their words, by these.
    left: HashMap<u32, usize>,
}

impl Known {
    pub(super) fn of(changes: &[Change], sides: &Sides<'_>) -> Self {
        let mut partners = vec![None; sides.old.passages.len()];
        let mut left = HashMap::new();
        for change in changes {
            for old in &change.old {
                partners[*old] = change.new.first().copied();
                let key = sides.old.keys[*old];
                let worded = !sides.old.passages[*old].words.is_empty();
                if worded && key.heads.is_some() && !change.keeps_words() {
                    left.entry(key.said).or_insert(*old);
                }
            }
        }
        Self { partners, left }
    }
}

/// Everything that became of a change's passages beside their words.
pub(super) fn of(change: &Change, sides: &Sides<'_>, known: &Known) -> Vec<Note> {
    let (Some(old), Some(_)) = (change.old.first(), change.new.first()) else {
        return Vec::new();
    };
    let mut notes: Vec<Note> = Vec::new();
    let several = change.old.len().max(change.new.len());
    for at in 0..several {
        let old = *change.old.get(at).unwrap_or(old);
        let Some(new) = change.new.get(at).or(change.new.last()) else { continue };
        let pair = Beside { sides, known, old, new: *new };
        for note in pair.notes(!change.keeps_words()) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes.extend(of_marks(change, sides));
    notes
}

/// Two passages that are the same one.
struct Beside<'a> {
    sides: &'a Sides<'a>,
    known: &'a Known,
    old: usize,
    new: usize,
}

impl Beside<'_> {
    fn passages(&self) -> (&Passage, &Passage) {
        (self.sides.old.passages[self.old], self.sides.new.passages[self.new])
    }

    /// All that became of them; `other_words` says that their words are not the same.
    fn notes(&self, other_words: bool) -> Vec<Note> {
        let (old, new) = self.passages();
        let mut notes = Vec::new();
        if old.kind != new.kind {
            notes.push(of_kind(old.kind, new.kind));
        }
        notes.extend(of_holder(old.setting, new.setting));
        if new.setting.is_renumbered(old.setting) {
            let number = |setting: Setting| setting.number.unwrap_or(1);
            let told = format!(
                "the number {} stands before it, and was {}; those after it go on from there",
                number(new.setting),
                number(old.setting)
            );
            notes.push(Note { told, weight: Some(Weight::Number), own: true });
        }
        let said = self.sides.new.keys[self.new].said;
        let beside = self.sides.new.keys[self.new].heads.is_some();
        if !self.has_same_heads() {
            notes.push(self.of_heads(self.old));
        } else if let Some(from) = self.known.left.get(&said)
            && other_words
            && beside
        {
            // All of its words stood beside another head: two have changed places.
            notes.push(self.of_heads(*from));
        }
        notes
    }

    /// Whether it stands beside the same heads, by their words or as what they became.
    fn has_same_heads(&self) -> bool {
        let (old, new) = self.passages();
        let same = |one: Option<usize>, two: Option<usize>| {
            let one = one.map(|at| start(&self.sides.old, self.old) + at);
            let two = two.map(|at| start(&self.sides.new, self.new) + at);
            let became =
                one.zip(two).is_some_and(|(one, two)| self.known.partners[one] == Some(two));
            became || words(&self.sides.old, one) == words(&self.sides.new, two)
        };
        same(old.setting.row, new.setting.row) && same(old.setting.column, new.setting.column)
    }

    /// That it stands beside other heads than an old passage did.
    fn of_heads(&self, from: usize) -> Note {
        let (old, new) = self.passages();
        let was = place(&self.sides.old, from);
        let is = place(&self.sides.new, self.new);
        let told = format!("stands {is}, and stood {was}");
        let weight = match new.kind.max(old.kind) {
            _ if old.kind.is_of_table() || new.kind.is_of_table() => Weight::Cell,
            Kind::Phone | Kind::Sms | Kind::Textphone => Weight::Phone,
            Kind::Email | Kind::Web | Kind::Address => Weight::Address,
            Kind::Meaning => Weight::Order,
            _ => Weight::Contact,
        };
        Note { told, weight: Some(weight), own: true }
    }
}

fn start(side: &Side<'_>, at: usize) -> usize {
    side.of_part(side.parts[at]).start
}

fn words(side: &Side<'_>, at: Option<usize>) -> String {
    at.map_or(String::new(), |at| side.passages[at].text())
}

/// Where a passage stands beside others, in words.
pub(super) fn place(side: &Side<'_>, at: usize) -> String {
    let passage = side.passages[at];
    let head = |head: Option<usize>| {
        let words = head.map(|head| line_of(side.passages[start(side, at) + head]));
        words.filter(|words| !words.is_empty())
    };
    let (row, column) = (head(passage.setting.row), head(passage.setting.column));
    let with = if passage.kind.is_of_table() { "in the row" } else { "with" };
    match (row, column) {
        (Some(row), Some(column)) => format!("{with} “{row}” under “{column}”"),
        (Some(row), None) => format!("{with} “{row}”"),
        (None, Some(column)) => format!("under “{column}”"),
        (None, None) => "by itself".to_owned(),
    }
}

fn line_of(passage: &Passage) -> String {
    quoted(&passage.words)
}

/// Words as one line, cut where they are many.
pub(super) fn quoted(words: &[Word]) -> String {
    let cut = &words[..words.len().min(MOST_QUOTED)];
    let dots = if cut.len() < words.len() { " …" } else { "" };
    format!("{}{dots}", line(cut))
}

fn of_kind(old: Kind, new: Kind) -> Note {
    let level = |kind| match kind {
        Kind::Heading(level) | Kind::Item(level) | Kind::Step(level) | Kind::Tick(level) => level,
        _ => 0,
    };
    let told = if old.name() == new.name() {
        format!("at another level: {}, and was {}", level(new), level(old))
    } else {
        format!("was {}", old.name())
    };
    Note { told, weight: Some(Weight::Setting), own: false }
}

fn of_holder(old: Setting, new: Setting) -> Option<Note> {
    if old.within == new.within {
        return None;
    }
    let told = match (old.within, new.within) {
        (old, Some(new)) => {
            let was = old.map_or("by itself".to_owned(), |old| format!("in {}", old.name()));
            format!("stands in {}, and stood {was}", new.name())
        }
        (Some(old), None) => format!("stands by itself, and stood in {}", old.name()),
        (None, None) => return None,
    };
    let urgency = [old.within, new.within].into_iter().flatten().any(|it| it.is_urgency());
    let weight = if urgency { Weight::Urgency } else { Weight::Setting };
    Some(Note { told, weight: Some(weight), own: false })
}

/// What became of the marks of words that stay.
fn of_marks(change: &Change, sides: &Sides<'_>) -> Vec<Note> {
    let all = change.new.iter().flat_map(|at| &sides.new.passages[*at].words);
    let all: Vec<&Word> = all.collect();
    let mut next = 0;
    let mut stretches: Vec<(&Marks, &Marks, Vec<Word>)> = Vec::new();
    for run in &change.runs {
        match run.fate {
            Fate::Deleted => continue,
            Fate::Inserted => {
                next += run.words.len();
                continue;
            }
            Fate::Kept => {}
        }
        let mut joined = false;
        for old in &run.words {
            let Some(new) = all.get(next) else { break };
            next += 1;
            if old.marks == new.marks {
                joined = false;
                continue;
            }
            match stretches.last_mut().filter(|_| joined) {
                Some((one, two, words)) if same(one, &old.marks) && same(two, &new.marks) => {
                    words.push((*new).clone());
                }
                _ => stretches.push((&old.marks, &new.marks, vec![(*new).clone()])),
            }
            joined = true;
        }
    }
    let told = stretches.into_iter().flat_map(|(old, new, words)| {
        let quoted = quoted(&words);
        of_stretch(old, new).into_iter().map(move |(told, weight)| Note {
            told: format!("“{quoted}” {told}"),
            weight,
            own: false,
        })
    });
    told.collect()
}

/// Whether two words are set apart in the same way, wherever their lines begin.
fn same(one: &Marks, two: &Marks) -> bool {
    let marks = |marks: &Marks| (marks.bold, marks.stressed, marks.link, marks.seams.clone());
    marks(one) == marks(two) && one.language == two.language && !two.new_line && !one.new_line
}

fn of_stretch(old: &Marks, new: &Marks) -> Vec<(String, Option<Weight>)> {
    let mut told = Vec::new();
    let marks = [
        (old.bold, new.bold, "bold"),
        (old.stressed, new.stressed, "stressed"),
        (old.link, new.link, "a link"),
        (old.new_line, new.new_line, "at the beginning of a line"),
    ];
    for (old, new, name) in marks {
        if old != new {
            told.push((format!("is {}{name}", if new { "" } else { "no longer " }), None));
        }
    }
    if old.language != new.language {
        let words = format!("is in the language {}, and was in {}", new.language, old.language);
        told.push((words, Some(Weight::Language)));
    }
    if told.is_empty() {
        told.push(("is set apart in another way within".to_owned(), None));
    }
    told
}
