//! Where values are defined, for problems that come to light after the reading.

use crate::content::Book;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

impl Book {
    /// Adds the place of its definition to each problem that points to the use of a value.
    pub fn label_values(&self, sources: &Sources, problems: &mut [Diagnostic]) {
        for problem in problems {
            let Some(span) = problem.primary.filter(|_| problem.labels.is_empty()) else {
                continue;
            };
            let used = sources.snippet(span).strip_prefix('{').and_then(|it| it.strip_suffix('}'));
            let value = used.and_then(|used| self.values.iter().find(|it| it.name.value == used));
            if let Some(value) = value {
                let text = format!("`{}` is defined here", value.name.value);
                *problem = problem.clone().label(value.name.span, text);
            }
        }
    }
}
