//! A booklet at the desk: read, laid out and checked, again whenever one of its files changes.

use std::any::Any;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use serde_json::json;

use super::events::Events;
use super::finished::Shelf;
use super::hold;
use super::house::{Found, House, Watch};
use super::manuscripts::Manuscripts;
use super::pages::Set;
use crate::content::Book;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources};

/// How often it is looked whether the desk is closing.
const LOOK: Duration = Duration::from_millis(200);

/// How long a window waits for the first reading of a booklet.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was found when a booklet was last read.
pub(super) struct Reading {
    /// Counts the readings.
    pub round: u64,
    /// The files.
    pub sources: Arc<Sources>,
    /// What is wrong with them, from top to bottom.
    pub findings: Vec<Diagnostic>,
    /// The house file among them.
    pub house: Option<SourceId>,
    /// Whether there is nothing that keeps it from being laid out.
    pub sound: bool,
    /// Why the program could not do its work.
    pub failure: Option<String>,
}

/// What windows are shown.
#[derive(Default)]
struct State {
    reading: Option<Arc<Reading>>,
    /// The layouts of the last time that they could be made.
    sets: Vec<Arc<Set>>,
    /// The booklet of that time.
    book: Option<Arc<Book>>,
}

/// A booklet at the desk.
pub(super) struct Studio {
    found: Found,
    house: Arc<dyn House>,
    events: Events,
    state: Mutex<State>,
    read: Condvar,
    manuscripts: Manuscripts,
    finished: Shelf,
    closing: AtomicBool,
    /// Keeps other desks away.
    claim: Mutex<Option<Box<dyn Any + Send + Sync>>>,
}

impl Studio {
    /// Opens a booklet, for this desk alone.
    ///
    /// # Errors
    ///
    /// A sentence: it is open elsewhere, or changes of files cannot be watched.
    pub(super) fn open(
        house: &Arc<dyn House>,
        found: Found,
        address: &str,
    ) -> Result<Arc<Self>, String> {
        let claim = house.claim(&found, address)?;
        let watch = house.watch()?;
        let studio = Arc::new(Self {
            found,
            house: Arc::clone(house),
            events: Events::default(),
            state: Mutex::default(),
            read: Condvar::new(),
            manuscripts: Manuscripts::default(),
            finished: Shelf::default(),
            closing: AtomicBool::new(false),
            claim: Mutex::new(Some(claim)),
        });
        let working = Arc::clone(&studio);
        std::thread::spawn(move || working.go_on(watch));
        Ok(studio)
    }

    /// Which booklet it is.
    pub(super) fn found(&self) -> &Found {
        &self.found
    }

    /// The program around the desk.
    pub(super) fn house(&self) -> &dyn House {
        &*self.house
    }

    /// What happens to it.
    pub(super) fn events(&self) -> &Events {
        &self.events
    }

    /// What was done to its files.
    pub(super) fn manuscripts(&self) -> &Manuscripts {
        &self.manuscripts
    }

    /// The editions that were made last.
    pub(super) fn finished(&self) -> &Shelf {
        &self.finished
    }

    /// What was found when it was last read, waited for at first.
    pub(super) fn reading(&self) -> Option<Arc<Reading>> {
        let unread = |state: &mut State| state.reading.is_none();
        let waited = self.read.wait_timeout_while(hold(&self.state), PATIENCE, unread);
        let (state, _) = waited.unwrap_or_else(std::sync::PoisonError::into_inner);
        state.reading.clone()
    }

    /// The last book that could be read whole.
    pub(super) fn book(&self) -> Option<Arc<Book>> {
        hold(&self.state).book.clone()
    }

    /// The last layouts that could be made.
    pub(super) fn sets(&self) -> Vec<Arc<Set>> {
        hold(&self.state).sets.clone()
    }

    /// Ends it.
    pub(super) fn leave(&self) {
        self.closing.store(true, Ordering::Relaxed);
        self.events.tell("closing", &json!({}));
        self.events.end();
        *hold(&self.claim) = None;
    }

    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    fn go_on(&self, mut watch: Box<dyn Watch>) {
        watch.follow(&[self.found.file.clone().into()]);
        let mut round = 0;
        while !self.is_closing() {
            round += 1;
            self.round(round, &mut *watch);
            while !watch.changed(LOOK) && !self.is_closing() {}
        }
    }

    /// Reads it and shows what there is to be shown, as soon as it is there.
    fn round(&self, round: u64, watch: &mut dyn Watch) {
        self.events.tell("reading", &json!({ "round": round }));
        let doing = format!("reading {}", self.found.path);
        let outcome = self.house.work(&doing, &mut || {
            let reading = self.read_once(round, watch);
            self.conclude(reading);
        });
        if let Err(sentence) = outcome {
            let before = hold(&self.state).reading.clone();
            self.conclude(Reading {
                round,
                sources: before.as_ref().map_or_else(Arc::default, |it| Arc::clone(&it.sources)),
                findings: Vec::new(),
                house: before.and_then(|it| it.house),
                sound: false,
                failure: Some(sentence),
            });
        }
    }

    fn read_once(&self, round: u64, watch: &mut dyn Watch) -> Reading {
        let loaded = self.house.read(&self.found);
        watch.follow(&loaded.files);
        let (sources, house) = (Arc::new(loaded.sources), loaded.house);
        let failure = None;
        let Some(book) = loaded.book else {
            let findings = loaded.diagnostics;
            return Reading { round, sources, findings, house, sound: false, failure };
        };
        let book = Arc::new(book);
        let proof =
            crate::make::proof_shown(&book, &self.house.wishes(), &|layout, fonts, found| {
                if !found.iter().any(Diagnostic::is_error) {
                    self.show(Set::new(round, (&book, &sources), layout, fonts));
                }
            });
        let sound = !proof.diagnostics.iter().any(Diagnostic::is_error);
        let findings = self.house.findings((&book, &sources), proof, loaded.diagnostics);
        let mut state = hold(&self.state);
        if sound {
            // A size of large print that is no longer wanted.
            state.sets.retain(|set| set.round == round);
        }
        state.book = Some(book);
        drop(state);
        Reading { round, sources, findings, house, sound, failure }
    }

    /// Puts a layout in the place of the one before.
    fn show(&self, set: Set) {
        let (round, name) = (set.round, set.name.clone());
        let mut state = hold(&self.state);
        match state.sets.iter_mut().find(|other| other.name == name) {
            Some(other) => *other = Arc::new(set),
            None => state.sets.push(Arc::new(set)),
        }
        state.sets.sort_by(|one, other| one.order().total_cmp(&other.order()));
        drop(state);
        self.events.tell("pages", &json!({ "round": round, "set": name }));
    }

    fn conclude(&self, reading: Reading) {
        let facts = json!({ "round": reading.round, "sound": reading.sound });
        hold(&self.state).reading = Some(Arc::new(reading));
        self.read.notify_all();
        self.events.tell("messages", &facts);
    }
}
