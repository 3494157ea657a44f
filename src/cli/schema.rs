//! `schema`: the JSON Schema of a kind of file, for completion in an editor.

use std::path::{Path, PathBuf};

use super::arguments::{FileKind, SchemaOptions};
use super::exit::Exit;
use super::find::slashed;
use super::json;
use super::output::{self, Finished};
use super::pipeline::Failure;
use super::stream::{complain, print_bytes};
use crate::schema::{Kind, schema};

/// Prints a schema, or writes it into a file.
pub(super) fn run(options: &SchemaOptions) -> Exit {
    let kind = match options.kind {
        FileKind::Booklet => Kind::Booklet,
        FileKind::Chapter => Kind::Chapter,
        FileKind::House => Kind::House,
    };
    let document = json::document(&schema(kind));
    let Some(path) = &options.out else {
        return print_bytes(document.as_bytes());
    };
    match write(path, document.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(Failure(sentence)) => {
            complain(&format!("error: {sentence}"));
            Exit::Failed
        }
    }
}

/// Writes the whole file or leaves what was there. The bytes are those of every system: what a shell
/// makes of standard output, such as the UTF-16 of PowerShell's `>`, has no part in it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // A link stays, and what it leads to is replaced.
    let target: PathBuf = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let in_the_way = |what| Failure(format!("cannot write {}: {what}", slashed(path)));
    if target.is_dir() {
        return Err(in_the_way("there is a folder of that name; name a file in it"));
    }
    if target.exists() && !target.is_file() {
        return Err(in_the_way("it is no ordinary file; leave --out away"));
    }
    let name = target.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| in_the_way("its name is not in UTF-8, or is none"))?;
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(in_the_way("there is no such folder; make it first"));
    }
    output::publish(folder, &[Finished { name, bytes }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chapter.schema.json");
        write(&path, b"old\n").unwrap();
        write(&path, b"new\n").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new\n");
        let below = write(&path.join("a.json"), b"x").unwrap_err();
        assert!(below.0.contains("there is no such folder"), "{below:?}");
        let Failure(sentence) = write(folder.path(), b"x").unwrap_err();
        assert!(sentence.contains("a folder of that name"), "{sentence}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left over");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_a_device_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("real.json");
        std::fs::write(&path, "old").unwrap();
        let link = folder.path().join("link.json");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        let Failure(sentence) = write(Path::new("/dev/null"), b"x").unwrap_err();
        assert!(sentence.contains("no ordinary file"), "{sentence}");
    }
}
