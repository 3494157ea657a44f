//! What an import left to be decided.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

rule! {
    /// An import left something to be decided.
    ///
    /// Looks for the lines that begin with `# look at this`, which `chapbook import` writes before
    /// what it had to guess, to change or to leave out, and for `[look at this: …]` in texts, which
    /// stands for a sign that it did not know.
    ///
    /// ## Who is affected
    ///
    /// Readers, if nobody looks: a heading may be none, a list may count otherwise than in the file
    /// that it comes from, words may be missing.
    ///
    /// ## How to mend it
    ///
    /// Compare the place with the file that was imported, mend what is wrong, and take the line out.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// # look at this: the first row of a table was taken for the heads of its columns
    /// [[block]]
    /// [block.table]
    /// columns = ["Day", "Food"]
    /// rows = [["Monday", "Soup"]]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// [block.table]
    /// columns = ["Day", "Food"]
    /// rows = [["Monday", "Soup"]]
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: what is guessed is told.
    "undecided": Warning, look
}

/// What such a line begins with, and a sign that is not known.
const LINE: &str = "# look at this";
const SIGN: &str = "[look at this: ";

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (source, file) in subject.sources.iter() {
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            let begin = start + line.len() - line.trim_start().len();
            let shown = line.trim();
            if let Some(words) = shown.strip_prefix(LINE) {
                let place = Span::new(source, begin, begin + shown.len());
                findings.push(decide(place, words.trim_start_matches(':').trim()));
            } else if let Some(at) = shown.find(SIGN) {
                let end = shown[at..].find(']').map_or(shown.len(), |end| at + end + 1);
                let place = Span::new(source, begin + at, begin + end);
                findings.push(unknown(place));
            }
            start += line.len();
        }
    }
    findings
}

fn decide(place: Span, words: &str) -> Diagnostic {
    let message = match words {
        "" => "something is still to be decided".to_owned(),
        words => format!("still to be decided: {words}"),
    };
    RULE.at(place, message)
        .note("the program that imported the text could not know it")
        .help("look at what stands there, mend it where it is wrong, and take the line out")
}

fn unknown(place: Span) -> Diagnostic {
    RULE.at(place, "a sign was not known when the text was imported")
        .note("it is printed as it stands")
        .help("see in the file that the text comes from what the sign is, and write it here")
}
