//! Outputs that would be written over a file that a booklet of the run is made from.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::arguments::BuildOptions;
use super::find::slashed;
use super::job::Job;
use super::output;
use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};

/// Which file it is, whatever it is called: a link, another spelling and, where the disk takes them
/// for one, other capitals lead to the same.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(not(unix))]
type Identity = PathBuf;

/// Reports such outputs; where there is one, nothing of the run may be made.
pub(super) fn guard(jobs: &mut [Job], options: &BuildOptions) -> bool {
    let targets: Vec<(usize, PathBuf, Identity)> = jobs
        .iter()
        .enumerate()
        .flat_map(|(at, job)| targets(job, &options.out).map(move |(path, it)| (at, path, it)))
        .collect();
    if targets.is_empty() {
        // The first build into a folder has nothing to fear for.
        return false;
    }
    let inputs: HashMap<Identity, PathBuf> = jobs
        .iter()
        .flat_map(|job| inputs(job, options))
        .filter_map(|path| Some((identity(&path)?, path)))
        .collect();
    let mut guarded = false;
    for (at, target, identity) in targets {
        if let Some(input) = inputs.get(&identity) {
            let place = jobs[at].plan().map(|planned| planned.slug_span);
            let (target, input) = (slashed(&target), slashed(input));
            let words = format!("{target} would be written over {input}, which is read for it");
            let clash = Diagnostic::new(codes::SAME_OUTPUT, Severity::Error, place, words)
                .note("what you have written there would be lost, so nothing was built")
                .help("name another folder with --out, or give the booklet another `slug`");
            jobs[at].diagnostics.push(clash);
            guarded = true;
        }
    }
    if guarded {
        jobs.iter_mut().for_each(Job::give_up);
    }
    guarded
}

/// Whether a file is one of those that the booklets of the run are made from.
pub(super) fn is_input(path: &Path, jobs: &[Job], options: &BuildOptions) -> bool {
    let Some(wanted) = identity(path) else { return false };
    let mut inputs = jobs.iter().flat_map(|job| inputs(job, options));
    inputs.any(|input| identity(&input).is_some_and(|it| it == wanted))
}

/// What lies in the places of a booklet's outputs.
fn targets<'a>(job: &'a Job, out: &'a Path) -> impl Iterator<Item = (PathBuf, Identity)> + 'a {
    let names = job.plan().into_iter().flat_map(|planned| {
        let own = output::OWN.iter().map(|name| (*name).to_owned());
        planned.file_names.iter().cloned().chain(own)
    });
    names.filter_map(|name| {
        let path = out.join(name);
        let identity = identity(&path)?;
        Some((path, identity))
    })
}

/// The files that a booklet is made from: what was read or looked for, and fonts.
fn inputs(job: &Job, options: &BuildOptions) -> BTreeSet<PathBuf> {
    let toml = job.files.iter().filter(|file| file.extension().is_some_and(|it| it == "toml"));
    // A link out of the booklet's folder is refused elsewhere, and not followed here.
    let beside = toml.map(|file| file.with_file_name("fonts")).filter(|folder| is_within(folder));
    let folders: BTreeSet<PathBuf> = beside.chain(options.fonts.iter().cloned()).collect();
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
    let fonts = entries.flatten().map(|entry| entry.path());
    fonts.chain(job.files.iter().cloned()).collect()
}

/// Whether a folder really lies where it seems to.
fn is_within(folder: &Path) -> bool {
    let real = std::fs::canonicalize(folder).ok();
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    let above = std::fs::canonicalize(above.unwrap_or(Path::new("."))).ok();
    real.zip(above).is_some_and(|(real, above)| real.starts_with(above))
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    std::fs::canonicalize(path).ok().filter(|path| path.is_file())
}
