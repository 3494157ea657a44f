//! What the desk asks of the rest of the program.

use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::content::{Book, Loaded};
use crate::diagnostic::Diagnostic;
use crate::layout::Layout;
use crate::make::{Proof, Request};
use crate::source::Sources;

/// A booklet that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its folder, as the user gave it, joined with `/`.
    pub path: String,
    /// Its `booklet.toml`, in the same terms.
    pub file: String,
}

/// Why a file does not hold its new text. Its old one stands in it as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// Another program changed it meanwhile: a sentence.
    Changed(String),
    /// It could not be written: a sentence.
    Failed(String),
}

/// The program around the desk. Sentences are in lower case and without a full stop.
pub trait House: Send + Sync {
    /// The booklets that the desk is about, looked for anew.
    fn booklets(&self) -> Vec<Found>;

    /// A port that is the same whenever these booklets are opened.
    fn usual_port(&self) -> u16;

    /// Reads a booklet.
    fn read(&self, booklet: &Found) -> Loaded;

    /// How its editions are made.
    fn wishes(&self) -> Request;

    /// All that `check` says of a booklet; `built` is what reading it has shown.
    fn findings(
        &self,
        read: (&Book, &Sources),
        proof: Proof<Arc<Layout>>,
        built: Vec<Diagnostic>,
    ) -> Vec<Diagnostic>;

    /// Does something that may take long, on the threads that there are for it.
    ///
    /// # Errors
    ///
    /// A sentence where it broke down.
    fn work(&self, doing: &str, work: &mut (dyn FnMut() + Send)) -> Result<(), String>;

    /// Begins to listen for changes of files.
    ///
    /// # Errors
    ///
    /// A sentence, where the computer cannot.
    fn watch(&self) -> Result<Box<dyn Watch>, String>;

    /// Whether a file, by its path as sources have it, is the booklet's own.
    fn is_own(&self, booklet: &Found, path: &str) -> bool;

    /// What a file holds, where it is the booklet's own.
    ///
    /// # Errors
    ///
    /// A sentence: there is none, or it is not the booklet's own.
    fn bytes(&self, booklet: &Found, path: &str) -> Result<Vec<u8>, String>;

    /// Makes a new file of the booklet, all of it or nothing.
    ///
    /// # Errors
    ///
    /// A sentence: there is one of that name, it would lie elsewhere, the disk is full.
    fn add(&self, booklet: &Found, path: &str, bytes: &[u8]) -> Result<(), String>;

    /// Puts a new text in the place of a file's old one, all of it or nothing.
    ///
    /// # Errors
    ///
    /// It was changed meanwhile, is not the booklet's own, the disk is full.
    fn change(&self, booklet: &Found, path: &str, old: &str, new: &str) -> Result<(), Unsaved>;

    /// A name of a booklet that is the same wherever it is opened from.
    fn identity(&self, booklet: &Found) -> String;

    /// Words that are kept beside a booklet because they are not in their files yet, by their names.
    fn drafts(&self, booklet: &Found) -> Vec<(String, String)>;

    /// Keeps such words under a name of letters, digits and hyphens, or takes away what is kept so.
    ///
    /// # Errors
    ///
    /// A sentence: it is no such name, the disk is full.
    fn keep_draft(&self, booklet: &Found, name: &str, text: Option<&str>) -> Result<(), String>;

    /// The pictures in a booklet's folder, from it on.
    fn pictures(&self, booklet: &Found) -> Vec<String>;

    /// Makes a starter booklet beside the others and gives its folder.
    ///
    /// # Errors
    ///
    /// A sentence: the name is taken, or no name of a folder.
    fn begin(&self, name: &str) -> Result<String, String>;

    /// Keeps other desks from a booklet as long as what is given back lives.
    ///
    /// # Errors
    ///
    /// A sentence that says where it is open already.
    fn claim(&self, booklet: &Found, address: &str) -> Result<Box<dyn Any + Send + Sync>, String>;

    /// Whether the user has had enough.
    fn is_stopped(&self) -> bool;
}

/// Looks out for changes of files.
pub trait Watch: Send {
    /// From now on these files and folders matter, as they stand now where they are new.
    fn follow(&mut self, files: &[PathBuf]);

    /// Waits for a change of one of them, for so long at most, and says whether there was one.
    fn changed(&mut self, longest: Duration) -> bool;
}
