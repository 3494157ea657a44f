//! A folder's state at a revision of git, taken out into a folder of its own.
//!
//! Git itself is asked, and nothing of the repository is written: its index is a file of ours, and no
//! hook is run.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::find::slashed;
use super::pipeline::Failure;

/// A folder as it was; the files go when it is dropped.
pub(super) struct Revision {
    /// Where the folder lies.
    pub path: PathBuf,
    files: TempDir,
}

impl Revision {
    /// The folder that lies over the one taken out as `root` lies over `folder`.
    pub(super) fn above(&self, folder: &Path, root: &Path) -> Result<PathBuf, Failure> {
        let refuse = || {
            let (folder, root) = (slashed(folder), slashed(root));
            Failure(format!("--root {root} does not hold {folder} within its repository of git"))
        };
        let real = |path: &Path| std::fs::canonicalize(path).map_err(|_| refuse());
        let (inner, outer) = (real(folder)?, real(root)?);
        let within = inner.strip_prefix(&outer).map_err(|_| refuse())?;
        let above = self.path.ancestors().nth(within.components().count());
        let above = above.filter(|it| it.starts_with(self.files.path().join("tree")));
        above.map(Path::to_owned).ok_or_else(refuse)
    }
}

/// Takes out the state of a folder, and of all beside it in its repository: a house file may lie
/// there.
pub(super) fn take_out(folder: &Path, revision: &str) -> Result<Revision, Failure> {
    let refuse = format!("cannot look up {revision} for {}", slashed(folder));
    let top = ask(git(folder).args(["rev-parse", "--show-toplevel"]), &refuse)?;
    let within = ask(git(folder).args(["rev-parse", "--show-prefix"]), &refuse)?;
    let commit = format!("{revision}^{{commit}}");
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
    let commit = ask(git(folder).args(verify), &refuse).map_err(|Failure(words)| {
        if words.ends_with(NO_ANSWER) {
            Failure(format!("{refuse}: git knows no such revision"))
        } else {
            Failure(words)
        }
    })?;
    let failed = |error| Failure::on("make", "a folder for files of git", &error);
    let files = TempDir::with_prefix("chapbook").map_err(failed)?;
    let tree = files.path().join("tree");
    std::fs::create_dir(&tree).map_err(failed)?;
    let index = files.path().join("index");
    let top = Path::new(&top);
    ask(git(top).env("GIT_INDEX_FILE", &index).args(["read-tree", &commit]), &refuse)?;
    let mut prefix = std::ffi::OsString::from("--prefix=");
    prefix.push(&tree);
    prefix.push("/");
    let take = [OsStr::new("checkout-index"), OsStr::new("--all"), &prefix];
    ask(git(top).env("GIT_INDEX_FILE", &index).args(take), &refuse)?;
    let path = tree.join(within);
    if !path.is_dir() {
        return Err(Failure(format!("{refuse}: the folder was not there yet")));
    }
    Ok(Revision { path, files })
}

/// What is said where git says nothing.
const NO_ANSWER: &str = "git could not do it";

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    // A hook or a watcher of the repository has no part in reading it.
    for setting in ["core.hooksPath=/dev/null", "core.fsmonitor=false"] {
        command.args(["-c", setting]);
    }
    command.env("GIT_OPTIONAL_LOCKS", "0");
    command
}

fn ask(command: &mut Command, refuse: &str) -> Result<String, Failure> {
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure(format!(
            "{refuse}: git is not on this computer; compare with a copy of the folder as it was: \
             chapbook changes OLD NEW"
        )),
        _ => Failure::on("run", "git", &error),
    })?;
    if output.status.success() {
        let said = String::from_utf8_lossy(&output.stdout);
        return Ok(said.trim_end_matches(['\n', '\r']).to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().map(|line| line.trim_start_matches("fatal: ").to_owned());
    Err(Failure(format!("{refuse}: {}", first.unwrap_or_else(|| NO_ANSWER.to_owned()))))
}
