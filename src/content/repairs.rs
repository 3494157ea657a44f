//! Files with syntax errors, which are read as if these were mended, and reported as they are.

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::syntax::Repair;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources};

/// The files that were read in a mended copy.
#[derive(Default)]
pub(super) struct Repairs {
    files: HashMap<SourceId, (Repair, Arc<str>)>,
    /// The syntax errors, at their places in the files.
    found: Vec<Diagnostic>,
}

impl Repairs {
    /// Takes down what is wrong with a file, and has its copy read in its place.
    pub(super) fn take(
        &mut self,
        sources: &mut Sources,
        source: SourceId,
        found: Vec<Diagnostic>,
        repair: Repair,
    ) {
        self.found.extend(found);
        let original = sources.replace(source, &repair.text);
        self.files.insert(source, (repair, original));
    }

    /// Whether a file has syntax errors.
    pub(super) fn mends(&self, source: SourceId) -> bool {
        self.files.contains_key(&source)
    }

    /// All that is wrong, told of the files as they are.
    pub(super) fn tell(self, problems: Vec<Diagnostic>, sources: &mut Sources) -> Vec<Diagnostic> {
        let mut told = problems;
        for (source, (repair, original)) in self.files {
            told = told.into_iter().filter_map(|it| repair.told(it, source)).collect();
            sources.replace(source, &original);
        }
        told.extend(self.found);
        told
    }
}
