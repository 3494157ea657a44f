//! What is about to be moved, written down first, so that the next run can bring to its end what a
//! killed one began: a booklet's files are all old or all new.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{digest_of_file, is_plain, is_under_way, manifest};

/// Its name in the output folder; it is there only while files are moved.
pub(super) const NAME: &str = ".chapbook.moving";

/// Of the form that is written here.
const VERSION: u64 = 1;

/// More than this is no journal of ours.
const MOST_BYTES: u64 = 4_000_000;

#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    chapbook: u64,
    moves: Vec<Move>,
}

/// A file under way and the place that it is meant for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Move {
    pub from: String,
    pub to: String,
    /// Of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// What a killed run has left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Mended {
    /// Files that are in their places now.
    pub whole: Vec<String>,
    /// Files that are not, since what was under way is gone or cannot be moved.
    pub lost: Vec<String>,
}

/// Writes down what is about to be moved.
pub(super) fn begin(folder: &Path, moves: Vec<Move>) -> io::Result<()> {
    let journal = Journal { chapbook: VERSION, moves };
    let text = serde_json::to_vec(&journal).expect("strings and numbers alone always make JSON");
    let mut file = File::create(folder.join(NAME))?;
    let written = file.write_all(&text).and_then(|()| file.sync_data());
    if written.is_err() {
        end(folder);
    }
    written
}

/// All is in its place, or back in it.
pub(super) fn end(folder: &Path) {
    // What cannot be removed is read by the next run, which finds nothing left to do.
    let _ = std::fs::remove_file(folder.join(NAME));
}

/// Brings to its end what a killed run began to move; whoever calls this holds the lock.
pub(super) fn finish(folder: &Path) -> Option<Mended> {
    let moves = read(folder)?;
    let mut mended = Mended::default();
    for it in moves {
        let list = if finish_move(folder, &it) { &mut mended.whole } else { &mut mended.lost };
        list.push(it.to);
    }
    end(folder);
    Some(mended)
}

fn finish_move(folder: &Path, it: &Move) -> bool {
    let (from, to) = (folder.join(&it.from), folder.join(&it.to));
    let is_it = |path: &Path| digest_of_file(path).is_some_and(|digest| digest == it.sha256);
    if is_it(&from) { std::fs::rename(from, to).is_ok() } else { is_it(&to) }
}

/// The moves of a journal; `None` where there is none, or none that was finished: then nothing
/// has been moved.
fn read(folder: &Path) -> Option<Vec<Move>> {
    let path = folder.join(NAME);
    let metadata = std::fs::symlink_metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
    let journal = (metadata.len() <= MOST_BYTES)
        .then(|| serde_json::from_slice::<Journal>(&std::fs::read(&path).ok()?).ok())
        .flatten();
    let sound = |it: &Move| {
        let hidden = |name: &str| is_under_way(name) && is_plain(&name[1..]);
        hidden(&it.from) && (is_plain(&it.to) || it.to == manifest::NAME)
    };
    let Some(journal) = journal.filter(|it| it.chapbook == VERSION && it.moves.iter().all(sound))
    else {
        end(folder);
        return None;
    };
    Some(journal.moves)
}

#[cfg(test)]
mod tests {
    use super::super::digest;
    use super::*;

    fn told(from: &str, to: &str, bytes: &[u8]) -> Move {
        Move { from: from.into(), to: to.into(), sha256: digest(bytes) }
    }

    fn write(folder: &Path, files: &[(&str, &str)]) {
        files.iter().for_each(|(name, text)| std::fs::write(folder.join(name), text).unwrap());
    }

    #[test]
    fn moves_are_finished_wherever_they_were_cut_off() {
        let names = ["a.pdf", "a.html", "a.txt"];
        for done in 0..=names.len() {
            let folder = tempfile::tempdir().unwrap();
            let moves = names.iter().enumerate().map(|(at, name)| {
                let from = format!(".chapbook-9-{at}.tmp");
                let place = if at < done { *name } else { from.as_str() };
                write(folder.path(), &[(name, "old"), (place, "new")]);
                told(&from, name, b"new")
            });
            let moves = moves.collect();
            begin(folder.path(), moves).unwrap();
            let mended = finish(folder.path()).unwrap();
            assert_eq!((mended.whole.len(), mended.lost.len()), (3, 0), "after {done}");
            for name in names {
                assert_eq!(std::fs::read(folder.path().join(name)).unwrap(), b"new");
            }
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "after {done}");
            assert_eq!(finish(folder.path()), None);
        }
    }

    #[test]
    fn what_is_gone_or_another_is_told_and_not_moved() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[("a.pdf", "old"), ("b.pdf", "old"), (".chapbook-1-1.tmp", "half")]);
        let moves = vec![
            told(".chapbook-1-0.tmp", "a.pdf", b"new"),
            told(".chapbook-1-1.tmp", "b.pdf", b"new"),
        ];
        begin(folder.path(), moves).unwrap();
        assert_eq!(finish(folder.path()).unwrap().lost, ["a.pdf", "b.pdf"]);
        assert_eq!(std::fs::read(folder.path().join("b.pdf")).unwrap(), b"old");
    }

    #[test]
    fn a_journal_that_is_none_moves_nothing() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("out");
        std::fs::create_dir(&folder).unwrap();
        write(&folder, &[("mine.txt", "mine"), (".chapbook-1-0.tmp", "new")]);
        write(outside.path(), &[("passwd", "mine")]);
        let moves = [
            told(".chapbook-1-0.tmp", "../passwd", b"new"),
            told("mine.txt", "a.txt", b"mine"),
            told(".chapbook-1-0.tmp", "..", b"new"),
            told(".chapbook-/../mine.txt.tmp", "a.txt", b"mine"),
            told(".chapbook-1-0.tmp", "/tmp/a", b"new"),
        ];
        for it in moves {
            begin(&folder, vec![it]).unwrap();
            assert_eq!(finish(&folder), None);
            assert!(!folder.join(NAME).exists());
        }
        for text in ["", "{", "[]", "{\"chapbook\":2,\"moves\":[]}", "\u{0}"] {
            write(&folder, &[(NAME, text)]);
            assert_eq!(finish(&folder), None, "{text}");
        }
        assert_eq!(std::fs::read(outside.path().join("passwd")).unwrap(), b"mine");
        assert_eq!(std::fs::read(folder.join("mine.txt")).unwrap(), b"mine");
    }
}
