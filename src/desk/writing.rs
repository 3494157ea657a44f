//! A file of a booklet as data for forms, and the edits of it that windows send.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::Answer;
use super::document::{
    self, Applied, Document, Edit, Merge, Piece, Side, Step, Value, hash, shapes,
};
use super::house::Unsaved;
use super::manuscripts::{Manuscript, replaced};
use super::messages;
use super::studio::Studio;

/// So often a file is read anew that other programs change while it is saved.
const MOST_TRIES: usize = 5;

/// Edits of a file as it was.
#[derive(Deserialize)]
pub(super) struct Change {
    pub booklet: String,
    file: String,
    /// The state of the file that was edited.
    hash: String,
    /// Its text, where the desk may not know that state any more.
    base: Option<String>,
    /// What the author did.
    #[serde(default)]
    label: String,
    edits: Vec<Edit>,
    /// The state of the file that was put beside it, and what was chosen of each clash.
    #[serde(default)]
    chosen: Option<Chosen>,
}

#[derive(Deserialize)]
struct Chosen {
    theirs: String,
    sides: Vec<Side>,
}

/// A step back or forth.
#[derive(Deserialize)]
pub(super) struct Turn {
    pub booklet: String,
    file: String,
    hash: String,
}

/// What was copied elsewhere.
#[derive(Deserialize)]
pub(super) struct Paste {
    text: String,
}

/// What may stand in each table.
pub(super) fn forms() -> Answer {
    Answer::json(&shapes())
}

/// The blocks of what was copied.
pub(super) fn paste(paste: &Paste) -> Answer {
    Answer::json(&json!({ "blocks": document::blocks_from(&paste.text) }))
}

/// A file as data for forms.
pub(super) fn file(studio: &Studio, path: &str) -> Result<Answer, Answer> {
    let mut all = studio.manuscripts().hold();
    let text = text_of(studio, path)?;
    let file = all.entry(path.to_owned()).or_default();
    file.see(&text);
    Ok(Answer::json(&facts(studio, path, &text, file)))
}

/// Makes the change that a message offers, which can be taken back as an edit.
pub(super) fn mend(studio: &Studio, change: &messages::Change<'_>) -> Result<(), Answer> {
    let path = change.path;
    let mut all = studio.manuscripts().hold();
    let text = text_of(studio, path)?;
    let file = all.entry(path.to_owned()).or_default();
    // What others did to the file since it was seen last is theirs, and no part of this.
    file.see(&text);
    if bare(&text) != change.old {
        return Err(Answer::conflict("the file was changed meanwhile; look at it and try again"));
    }
    let mark = &text[..text.len() - bare(&text).len()];
    let applied = replaced(&text, &format!("{mark}{}", change.new));
    put(studio, path, &text, &applied)?;
    file.record("mending", &applied);
    Ok(())
}

/// Makes edits, and puts them together with what was done to the file meanwhile.
pub(super) fn edit(studio: &Studio, change: &Change) -> Result<Answer, Answer> {
    let path = &*change.file;
    let mut all = studio.manuscripts().hold();
    for _ in 0..MOST_TRIES {
        let text = text_of(studio, path)?;
        let file = all.entry(path.to_owned()).or_default();
        file.see(&text);
        let (applied, merged) = match hash(&text) == change.hash {
            true => (document::apply(&text, &change.edits).map_err(refused)?, None),
            false => {
                let merged = together(file, &text, change)?;
                (replaced(&text, &merged.text), Some(merged))
            }
        };
        match put(studio, path, &text, &applied) {
            // Together with what has come between.
            Err(Unsaved::Changed(_)) => continue,
            outcome => outcome?,
        }
        file.record(&change.label, &applied);
        let mut facts = facts(studio, path, &applied.text, file);
        if let Some(Together { mine, beside, .. }) = merged {
            // What is typed on while this is answered was typed upon this.
            facts["mine"] = json!({ "document": Document::read(&mine).json(), "text": mine });
            if beside > 0 {
                facts["told"] = json!(BESIDE);
            }
        }
        return Ok(Answer::json(&facts));
    }
    Err(Answer::conflict("another program changes the file again and again; try again"))
}

/// What is told where both put something new at one place.
const BESIDE: &str = "something new was put in at the same place elsewhere; it stands before yours";

/// Takes the last edit back.
pub(super) fn undo(studio: &Studio, wish: &Turn) -> Result<Answer, Answer> {
    turn(studio, wish, true)
}

/// Makes the edit again that was taken back last.
pub(super) fn redo(studio: &Studio, wish: &Turn) -> Result<Answer, Answer> {
    turn(studio, wish, false)
}

fn turn(studio: &Studio, turn: &Turn, back: bool) -> Result<Answer, Answer> {
    let path = &*turn.file;
    let mut all = studio.manuscripts().hold();
    let text = text_of(studio, path)?;
    let file = all.entry(path.to_owned()).or_default();
    file.see(&text);
    if hash(&text) != turn.hash {
        return Err(Answer::conflict("the file was changed meanwhile; look at it and try again"));
    }
    let Some((applied, history)) = file.step(&text, back) else {
        return Err(Answer::conflict(match (back, file.has_lost()) {
            (true, true) => {
                "what was done before cannot be taken back: others changed the same block since"
            }
            (true, false) => "there is nothing to take back",
            (false, _) => "there is nothing to make again",
        }));
    };
    put(studio, path, &text, &applied)?;
    file.stepped(&applied, history);
    Ok(Answer::json(&facts(studio, path, &applied.text, file)))
}

/// What a window did, put together with what was done to the file meanwhile.
struct Together {
    /// The file with both.
    text: String,
    /// The file with what the window did alone.
    mine: String,
    /// At how many places both put something new.
    beside: usize,
}

fn together(file: &Manuscript, theirs: &str, change: &Change) -> Result<Together, Answer> {
    let own = change.base.as_deref().filter(|base| hash(base) == change.hash);
    let base = own.or_else(|| file.given(&change.hash));
    let Some(base) = base else {
        return Err(Answer::clash(&json!({
            "refusal": "the desk does not know the file as it was any more", "why": "base",
        })));
    };
    let mine = document::apply(base, &change.edits).map_err(refused)?;
    let merged = document::merge(base, &mine.text, theirs);
    match (&merged, &change.chosen) {
        (Merge::Clean { text, beside }, _) => {
            Ok(Together { text: text.clone(), mine: mine.text, beside: *beside })
        }
        (_, Some(chosen)) if chosen.theirs == hash(theirs) => {
            let text = merged.resolve(&chosen.sides);
            let text = text.ok_or_else(|| Answer::conflict("not every place was chosen"))?;
            let unread = |text: &str| Document::read(text).unread().len();
            if unread(&text) > unread(theirs).max(unread(&mine.text)) {
                return Err(Answer::conflict("what was chosen cannot stand in one file"));
            }
            Ok(Together { text, mine: mine.text, beside: 0 })
        }
        (Merge::Conflict { pieces, .. }, _) => Err(Answer::clash(&json!({
            "refusal": "the same words were changed elsewhere meanwhile",
            "why": "clash",
            "theirs": hash(theirs),
            "clashes": clashes(pieces),
        }))),
    }
}

/// What a person has to choose, in words.
fn clashes(pieces: &[Piece]) -> Vec<Json> {
    let clash = |piece: &Piece| match piece {
        Piece::Agreed { .. } => None,
        Piece::Clash(clash) => Some(json!({
            "base": plain(&clash.base), "mine": plain(&clash.mine), "theirs": plain(&clash.theirs),
            "both": clash.both,
        })),
    };
    pieces.iter().filter_map(clash).collect()
}

/// The words of a stretch of a file; the stretch itself where it cannot be read by itself.
fn plain(stretch: &str) -> String {
    let list = format!("item = [\n{stretch}\n]");
    let read = [stretch, &list].map(Document::read);
    let Some(sound) = read.iter().find(|it| it.unread().is_empty()) else {
        return stretch.trim().to_owned();
    };
    let mut words = Vec::new();
    collect(&sound.value(), &mut words);
    words.join("\n")
}

fn collect(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Words(text) | Value::Bare(text) => words.push(text.clone()),
        Value::List(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Table(entries) => entries.iter().for_each(|(_, value)| collect(value, words)),
    }
}

/// A file's text, where it is one of the booklet's own.
pub(super) fn text_of(studio: &Studio, path: &str) -> Result<String, Answer> {
    let house = studio
        .reading()
        .and_then(|reading| reading.house.map(|id| reading.sources.file(id).path.to_string()));
    if !path.ends_with(".toml") || house.as_deref() == Some(path) {
        return Err(Answer::missing());
    }
    let bytes = studio.house().bytes(studio.found(), path).map_err(|why| Answer::conflict(&why))?;
    String::from_utf8(bytes).map_err(|_| {
        Answer::conflict(&format!("{path} holds letters that cannot be read; see its messages"))
    })
}

/// Writes a file, all of it or nothing.
fn put(studio: &Studio, path: &str, old: &str, applied: &Applied) -> Result<(), Unsaved> {
    if applied.text == old {
        return Ok(());
    }
    let (old, new) = (bare(old), bare(&applied.text));
    studio.house().change(studio.found(), path, old, new)
}

impl From<Unsaved> for Answer {
    fn from(why: Unsaved) -> Self {
        match why {
            Unsaved::Changed(why) => Self::conflict(&why),
            Unsaved::Failed(why) => Self::refusal(507, "Insufficient Storage", &why),
        }
    }
}

/// A text without its byte-order mark.
fn bare(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

pub(super) fn refused(why: document::Refused) -> Answer {
    Answer::refusal(422, "Unprocessable Content", &why.to_string())
}

fn facts(studio: &Studio, path: &str, text: &str, file: &Manuscript) -> Json {
    let reading = studio.reading();
    let read = reading.and_then(|reading| {
        let mut files = reading.sources.iter().map(|(_, file)| file);
        files.find(|file| *file.path == *path).map(|file| *file.text == *bare(text))
    });
    let [undo, redo] = file.labels();
    json!({
        "path": path,
        "text": text,
        "document": Document::read(text).json(),
        "undo": undo,
        "redo": redo,
        // Whether there is nothing left to take back because others changed the same.
        "lost": file.has_lost(),
        // Whether messages and pages are those of this state.
        "read": read.unwrap_or(false),
    })
}

/// The value of a key at the top of a file, as far as it can be read.
pub(super) fn top(text: &str, key: &str) -> Option<Value> {
    Document::read(text).value().get(key).cloned()
}

/// Adds a chapter to the list in `booklet.toml`.
pub(super) fn add_chapter(
    studio: &Studio,
    chapter: &str,
    at: usize,
    label: &str,
) -> Result<(), Answer> {
    let path = studio.found().file.clone();
    let mut all: std::sync::MutexGuard<'_, BTreeMap<String, Manuscript>> =
        studio.manuscripts().hold();
    let text = text_of(studio, &path)?;
    let file = all.entry(path.clone()).or_default();
    file.see(&text);
    let edit = Edit::InsertItem {
        path: vec![Step::Key("chapters".to_owned())],
        at,
        value: Value::words(chapter),
    };
    let applied = document::apply(&text, &[edit]).map_err(refused)?;
    put(studio, &path, &text, &applied)?;
    file.record(label, &applied);
    Ok(())
}
