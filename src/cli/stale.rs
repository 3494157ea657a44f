//! Files of an earlier build of the same booklet that lie in the output folder under another name:
//! named, and with `--prune` removed.

use std::path::Path;

use super::arguments::BuildOptions;
use super::find::slashed;
use super::inputs;
use super::job::Job;
use super::output::{self, Files, Manifest, Mended, Owner, Stale};
use super::pipeline::Failure;
use crate::codes::{self, Code};
use crate::content::EditionName;
use crate::diagnostic::{Diagnostic, Severity};
use crate::make::Output;
use crate::source::Span;

/// The code of all that is told here.
pub(super) const CODE: Code = codes::STALE_OUTPUT;

/// What is found, and what became of it, each a path.
#[derive(Default)]
struct StaleFiles {
    /// Removed.
    removed: Vec<String>,
    /// As they were built.
    unchanged: Vec<String>,
    /// Not as they were built, so that somebody has put work into them.
    changed: Vec<String>,
    /// Not to be removed, each with the reason.
    kept: Vec<String>,
}

/// Looks for files of the booklets that were built.
pub(super) fn look(jobs: &mut [Job], options: &BuildOptions) {
    if !jobs.iter().any(|job| job.owner().is_some()) {
        return;
    }
    // Another run that writes here is about to change what there is to say.
    let Ok(_lock) = output::take(&options.out) else { return };
    let manifest = Manifest::read(&options.out);
    let mut pruned = false;
    for at in 0..jobs.len() {
        let Some((owner, span)) = jobs[at].owner().cloned() else { continue };
        let mut found = StaleFiles::default();
        for stale in manifest.stale(&owner) {
            examine(&stale, jobs, options, &mut found);
        }
        pruned |= !found.removed.is_empty();
        let told = tell(&found, (&owner, span), &jobs[at].argument(), options);
        jobs[at].diagnostics.extend(told);
    }
    if pruned {
        let mut manifest = manifest;
        manifest.keep_what_is_in(&options.out);
        // What it lists and is gone is passed over, should the disk be full.
        let _ = output::replace_manifest(&options.out, &manifest);
    }
}

/// What was made of a booklet before and is not made now, though what is made now differs: told
/// from the manifest as it was before.
pub(super) fn left_behind(
    before: &Manifest,
    (owner, span): &(Owner, Span),
    outputs: &[Output],
    record: Option<&(String, Vec<u8>)>,
    out: &Path,
) -> Option<Diagnostic> {
    let files = outputs.iter().map(|output| (&output.file_name, &output.bytes));
    let files = files.chain(record.map(|(name, bytes)| (name, bytes)));
    let made: Files = files.map(|(name, bytes)| (name.clone(), output::digest(bytes))).collect();
    let there = |name: &String| std::fs::symlink_metadata(out.join(name)).is_ok();
    let left = before.left_behind(owner, &made).into_iter().filter(there);
    let left: Vec<String> = left.map(|name| slashed(&out.join(name))).collect();
    if left.is_empty() {
        return None;
    }
    let (verb, them) = if left.len() == 1 { ("was", "it has") } else { ("were", "they have") };
    let words = format!(
        "{} {verb} not made anew: {them} the words of an earlier build, until all editions are built",
        listed(&left)
    );
    Some(Diagnostic::new(CODE, Severity::Info, Some(*span), words))
}

/// Looks at a file, and removes it where that is asked for and it is as it was built.
fn examine(stale: &Stale, jobs: &[Job], options: &BuildOptions, found: &mut StaleFiles) {
    let path = options.out.join(&stale.name);
    let shown = slashed(&path);
    let is_there = std::fs::symlink_metadata(&path).is_ok();
    match output::digest_of_file(&path) {
        None if !is_there => {}
        Some(digest) if digest == stale.sha256 && !inputs::is_input(&path, jobs, options) => {
            if !options.prune {
                return found.unchanged.push(shown);
            }
            match std::fs::remove_file(&path) {
                Ok(()) => found.removed.push(shown),
                Err(error) => {
                    let Failure(words) = Failure::on("remove", shown, &error);
                    found.kept.push(words);
                }
            }
        }
        _ => found.changed.push(shown),
    }
}

/// What people and programs are told.
fn tell(
    found: &StaleFiles,
    (owner, span): (&Owner, Span),
    booklet: &str,
    options: &BuildOptions,
) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if !found.removed.is_empty() {
        let words = format!("removed {}, of an earlier build", listed(&found.removed));
        told.push(Diagnostic::new(CODE, Severity::Info, Some(span), words));
    }
    let left: Vec<String> = found.unchanged.iter().chain(&found.changed).cloned().collect();
    if left.is_empty() && found.kept.is_empty() {
        return told;
    }
    let words = match left.len() {
        0 => "files of an earlier build could not be removed".to_owned(),
        1 => format!("{} is of an earlier build, under another name", left[0]),
        _ => format!("{} are of an earlier build, under another name", listed(&left)),
    };
    let mut warning = Diagnostic::warning(CODE, span, words)
        .caption(caption(&left, owner))
        .note("whoever opens or sends one of them gets the old words");
    for words in &found.kept {
        warning = warning.note(words.clone());
    }
    if !found.changed.is_empty() {
        let changed = listed(&found.changed);
        warning = warning.note(format!(
            "changed since they were built, so that chapbook never removes them: {changed}"
        ));
    }
    if !found.unchanged.is_empty() {
        let out = super::find::argument(&slashed(&options.out));
        let out =
            if options.out == Path::new("out") { String::new() } else { format!(" --out{out}") };
        warning = warning.help(format!(
            "delete them, or let `chapbook build{booklet}{out} --prune` remove what it made"
        ));
    } else if !found.changed.is_empty() {
        warning = warning.help("look at them, and delete what is not needed any more");
    }
    told.push(warning);
    told
}

/// What is new in the booklet.
fn caption(left: &[String], owner: &Owner) -> String {
    let sized = format!("{}-{}-", owner.slug, EditionName::LargePrint.as_str());
    let name = |path: &String| path.rsplit('/').next().is_some_and(|it| it.starts_with(&sized));
    if !left.is_empty() && left.iter().all(name) {
        return "large print has other sizes now".to_owned();
    }
    format!("the files are called {} now", owner.slug)
}

/// `a, b and c`.
fn listed(paths: &[String]) -> String {
    match paths.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// What became of files that a killed run was moving.
pub(super) fn cut_off(mended: &Mended, out: &Path) -> String {
    let paths = |names: &[String]| {
        let visible = names.iter().filter(|name| !name.starts_with('.'));
        listed(&visible.map(|name| slashed(&out.join(name))).collect::<Vec<_>>())
    };
    let began = "an earlier run was ended while it moved files into their places";
    if mended.lost.iter().all(|name| name.starts_with('.')) {
        return format!("note: {began}; that is done now for {}\n", paths(&mended.whole));
    }
    let whole = match paths(&mended.whole) {
        whole if whole.is_empty() => String::new(),
        whole => format!(", and not with {whole}"),
    };
    format!(
        "note: {began}, and what it was moving is gone: {} may be of an earlier build{whole}; build \
         that booklet again\n",
        paths(&mended.lost)
    )
}
