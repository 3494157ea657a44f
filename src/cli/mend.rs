//! `check --fix`: changes that are safe, made in the files of a booklet.
//!
//! A change is safe where no word or number that readers see can come out other than it was. What
//! a message merely offers ("did you mean …?") is never done.

use std::fmt;
use std::path::{Path, PathBuf};

use super::output::{self, Finished};
use super::pipeline::Failure;
use super::workshop::Examined;
use crate::check::RULES;
use crate::codes::{self, Code};
use crate::content::notations;
use crate::diagnostic::{Diagnostic, Patch};
use crate::source::{SourceId, Sources};

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    code: Code,
    place: String,
    message: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]: {}", self.place, self.code, self.message)
    }
}

/// How many findings can be mended.
pub(super) fn count(examined: &Examined, booklet_toml: &str) -> usize {
    let own = |patch: &Patch| own_file(examined, patch.span.source, booklet_toml).is_some();
    safe(examined).filter(|(_, patch)| own(patch)).count()
}

/// Makes the safe changes in the files within the folder of `booklet_toml`; of changes that
/// overlap the first.
pub(super) fn mend(examined: &Examined, booklet_toml: &str) -> Result<Vec<Change>, Failure> {
    let mut patches: Vec<(&Diagnostic, &Patch)> = safe(examined).collect();
    patches.sort_by_key(|(_, patch)| (patch.span.source, patch.span.start, patch.span.end));
    let mut changes = Vec::new();
    for file in patches.chunk_by(|(_, a), (_, b)| a.span.source == b.span.source) {
        let source = file[0].1.span.source;
        let path = &*examined.sources.file(source).path;
        let Some(real) = own_file(examined, source, booklet_toml) else { continue };
        let text = &*examined.sources.file(source).text;
        let chosen = without_overlaps(file);
        write(&real, path, text, &patched(text, &chosen))?;
        changes.extend(chosen.iter().map(|(finding, _)| describe(finding, &examined.sources)));
    }
    Ok(changes)
}

fn describe(finding: &Diagnostic, sources: &Sources) -> Change {
    let place = finding.primary.map_or(String::new(), |span| {
        let at = sources.position(span);
        format!("{}:{}:{}", sources.file(span.source).path, at.line, at.column)
    });
    Change { code: finding.code, place, message: finding.message.clone() }
}

/// The findings with a change that is safe, and that change.
fn safe(examined: &Examined) -> impl Iterator<Item = (&Diagnostic, &Patch)> {
    examined.findings.iter().filter_map(|finding| {
        let mut patches = finding.helps.iter().filter_map(|help| help.patch.as_ref());
        let patch = patches.next()?;
        let whole = examined.sources.file(patch.span.source).text.get(patch.span.range());
        if patches.next().is_some() || whole.is_none() {
            return None;
        }
        is_safe(finding, patch, &examined.sources).then_some((finding, patch))
    })
}

fn is_safe(finding: &Diagnostic, patch: &Patch, sources: &Sources) -> bool {
    if RULES.iter().any(|rule| rule.code == finding.code) {
        return true;
    }
    let (old, new) = (sources.snippet(patch.span), patch.replacement.as_str());
    let bare = |text: &str| text.trim_matches(['"', '\'', '[', ']']).to_owned();
    match finding.code {
        // A number where words are expected, words where a number is: the quotes alone.
        codes::WRONG_TYPE => bare(old) == bare(new) && !parts_a_number(patch, sources),
        // A whole file in another notation: every word where it stood.
        codes::TOML_SYNTAX if notations::is_same(old, new) => true,
        // Three backticks around what was copied.
        codes::TOML_SYNTAX
            if new.is_empty() && (old.starts_with("```") || old.starts_with("~~~")) =>
        {
            true
        }
        // Words without quotes: the quotes alone.
        codes::TOML_SYNTAX => {
            let quoted = !old.contains(['"', '\'']) && bare(new) == old && new != old;
            !old.is_empty()
                && quoted
                && !parts_a_sentence(patch, sources)
                && !parts_a_number(patch, sources)
        }
        // Lines of a text that are a list: a block or a key for them, every word where it stood.
        codes::BLOCK_IN_TEXT => becomes_a_block(old, new),
        // Control characters, which nobody sees; Word's bullets.
        codes::BAD_MARK => {
            let unseen = !old.is_empty() && old.chars().all(char::is_control);
            // Letters that were read in the wrong encoding.
            let lost = !new.is_empty() && old.ends_with(char::is_control);
            (new.is_empty() && unseen) || lost || becomes_a_block(old, new)
        }
        _ => false,
    }
}

/// What stands before and after the place of a change.
fn around<'a>(patch: &Patch, sources: &'a Sources) -> (&'a str, &'a str) {
    let text = &*sources.file(patch.span.source).text;
    let range = patch.span.range();
    (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default())
}

/// Whether the number at a place may be a part of one with a comma: 1,5.
fn parts_a_number(patch: &Patch, sources: &Sources) -> bool {
    let (before, after) = around(patch, sources);
    let digit = |c: char| c.is_ascii_digit();
    before.strip_suffix(',').is_some_and(|before| before.ends_with(digit))
        || after.strip_prefix(',').is_some_and(|after| after.starts_with(digit))
}

/// Whether words in a list may be a part of a sentence with commas: they stand beside others on their
/// line.
fn parts_a_sentence(patch: &Patch, sources: &Sources) -> bool {
    let (before, after) = around(patch, sources);
    let line_before = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let after = after.trim_start_matches([' ', '\t']);
    let beside = after.strip_prefix(',').is_some_and(|rest| {
        let rest = rest.lines().next().unwrap_or_default().trim();
        !rest.is_empty() && !rest.starts_with(['#', ']'])
    });
    let spaced = sources.snippet(patch.span).trim().contains(char::is_whitespace);
    spaced && (line_before.ends_with(',') || (line_before.ends_with('[') && beside))
}

/// Whether a whole text is written as other keys, or an item with the list that it holds.
fn becomes_a_block(old: &str, new: &str) -> bool {
    old.starts_with("text") || new.starts_with("{ text = ")
}

/// The file itself, where it is the booklet's: not the house's, and within the booklet's folder.
fn own_file(examined: &Examined, source: SourceId, booklet_toml: &str) -> Option<PathBuf> {
    if examined.house == Some(source) {
        return None;
    }
    within(&examined.sources.file(source).path, booklet_toml)
}

/// The real place of a file, where it lies within the folder of `booklet_toml`.
pub(super) fn within(path: &str, booklet_toml: &str) -> Option<PathBuf> {
    let real = std::fs::canonicalize(path).ok()?;
    let booklet = std::fs::canonicalize(parent(Path::new(booklet_toml))).ok()?;
    real.starts_with(booklet).then_some(real)
}

pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn without_overlaps<'a>(
    sorted: &[(&'a Diagnostic, &'a Patch)],
) -> Vec<(&'a Diagnostic, &'a Patch)> {
    let mut chosen: Vec<(&Diagnostic, &Patch)> = Vec::new();
    for (finding, patch) in sorted {
        if chosen.last().is_none_or(|(_, last)| last.span.end <= patch.span.start) {
            chosen.push((finding, patch));
        }
    }
    chosen
}

fn patched(text: &str, patches: &[(&Diagnostic, &Patch)]) -> String {
    let mut new = text.to_owned();
    for (_, patch) in patches.iter().rev() {
        new.replace_range(patch.span.range(), &patch.replacement);
    }
    new
}

/// Makes a new file within the folder of `booklet_toml`, with the folder that it lies in.
pub(super) fn add(path: &str, booklet_toml: &str, bytes: &[u8]) -> Result<(), Failure> {
    let folder = parent(Path::new(booklet_toml));
    let inside = Path::new(path).strip_prefix(folder).unwrap_or(Path::new(path));
    let plain = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
    let (place, name) = (folder.join(parent(inside)), inside.file_name());
    let elsewhere = || Failure(format!("{path} is not in the booklet's folder"));
    let Some(name) = name.and_then(|name| name.to_str()).filter(|_| inside.components().all(plain))
    else {
        return Err(elsewhere());
    };
    let failed = |error: std::io::Error| Failure::on("make", path, &error);
    // A link on the way may lead elsewhere: no folder is made there either.
    let there = place.ancestors().find(|it| std::fs::symlink_metadata(it).is_ok());
    let there = there.unwrap_or(folder);
    within(&there.to_string_lossy(), booklet_toml).ok_or_else(elsewhere)?;
    std::fs::create_dir_all(&place).map_err(failed)?;
    within(&place.to_string_lossy(), booklet_toml).ok_or_else(elsewhere)?;
    if std::fs::symlink_metadata(place.join(name)).is_ok() {
        return Err(Failure(format!("there is a file {path} already")));
    }
    output::publish(&place, &[Finished { name, bytes }])
}

/// The most bytes of a file of a booklet: those of a picture.
const MOST_BYTES: u64 = 64_000_000;

/// What a file holds.
pub(super) fn read(real: &Path, shown: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::on("read", shown, &error);
    // A pipe of that name would be waited for without end.
    let metadata = std::fs::metadata(real).map_err(failed)?;
    if !metadata.is_file() || metadata.len() > MOST_BYTES {
        return Err(Failure(format!("cannot read {shown}: it is no file of a booklet")));
    }
    std::fs::read(real).map_err(failed)
}

/// Why a file was not changed.
#[derive(Debug)]
pub(super) enum Unchanged {
    /// Another program changed it in the meantime.
    Meanwhile(Failure),
    /// It cannot be read or written.
    Failed(Failure),
}

impl From<Unchanged> for Failure {
    fn from(why: Unchanged) -> Self {
        match why {
            Unchanged::Meanwhile(failure) | Unchanged::Failed(failure) => failure,
        }
    }
}

impl From<Failure> for Unchanged {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Puts a file's new text in its place, its byte-order mark and its permissions kept, where it holds
/// the old one.
///
/// It is looked at once more right before the new file takes its place. What another program writes
/// between that look and the renaming, which follow each other directly, is lost: no system lets a file
/// be replaced only where it holds certain bytes.
pub(super) fn write(real: &Path, shown: &str, old: &str, new: &str) -> Result<(), Unchanged> {
    let meanwhile = || {
        let sentence = format!("cannot change {shown}: it was changed in the meantime");
        Unchanged::Meanwhile(Failure(sentence))
    };
    let failed = |error: std::io::Error| Failure::on("change", shown, &error);
    let before = read(real, shown)?;
    let mark = "\u{FEFF}".as_bytes();
    let (mark, rest) = match before.strip_prefix(mark) {
        Some(rest) => (mark, rest),
        None => (&[][..], &before[..]),
    };
    if rest != old.as_bytes() {
        return Err(meanwhile());
    }
    if std::fs::metadata(real).map_err(failed)?.permissions().readonly() {
        return Err(Failure(format!("cannot change {shown}: it may be read only")).into());
    }
    let bytes = [mark, new.as_bytes()].concat();
    let same = || std::fs::read(real).is_ok_and(|now| now == before);
    if output::replace(real, &bytes, &same)? { Ok(()) } else { Err(meanwhile()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_program_changes_while_it_is_written_stays_as_that_left_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "old").unwrap();
        let theirs = || {
            std::fs::write(&path, "theirs").unwrap();
            std::fs::read(&path).unwrap() == b"old"
        };
        assert_eq!(output::replace(&path, b"mine", &theirs), Ok(false));
        assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
        let written = write(&path, "a.toml", "old", "mine").unwrap_err();
        assert!(matches!(written, Unchanged::Meanwhile(_)), "{written:?}");
        write(&path, "a.toml", "theirs", "both").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"both");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left over");
    }

    #[test]
    fn what_is_no_ordinary_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path(), "folder").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_mark_and_permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "\u{FEFF}old").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, "a.toml", "old", "new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), "\u{FEFF}new".as_bytes());
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
