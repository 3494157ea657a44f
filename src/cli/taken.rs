//! Files of another booklet that a run would replace: of the same name, and made by an earlier run.
//!
//! The output folder knows by a digest of its place which booklet made a file (see `manifest`). A
//! folder that was moved or renamed has another place and is the same booklet: its author must not
//! be held up. So a file is another booklet's only while a booklet lies where that one lay, and would
//! still write it. Places cannot be read from digests; those near by are tried, and where none fits
//! the file is replaced with a note, never without a word.

use std::path::{Path, PathBuf};

use super::arguments::BuildOptions;
use super::find::slashed;
use super::job::Job;
use super::output::{self, Manifest};
use super::panics;
use super::pipeline::{BookletRequest, Load};
use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// How many folders are tried for the place of a booklet.
const MOST_FOLDERS: usize = 5_000;

/// How far below a common folder booklets lie.
const DEEPEST: usize = 4;

/// Reports such files, and gives up the booklets that would write them.
pub(super) fn guard(jobs: &mut [Job], options: &BuildOptions, load: &Load) {
    let manifest = Manifest::read(&options.out);
    let own: Vec<Option<String>> =
        jobs.iter().map(|job| output::identity(&options.out, job.folder())).collect();
    for at in 0..jobs.len() {
        let Some(planned) = jobs[at].plan() else { continue };
        let (names, span) = (planned.file_names.clone(), planned.slug_span);
        let there = |name: &str| std::fs::symlink_metadata(options.out.join(name)).is_ok();
        for (owner, files) in manifest.others(own[at].as_deref(), &names) {
            // Of those of the same run it is known that they write other files.
            let files: Vec<String> = files.into_iter().filter(|name| there(name)).collect();
            if files.is_empty() || own.iter().flatten().any(|it| *it == owner) {
                continue;
            }
            let shown = slashed(&options.out.join(&files[0]));
            match place(&owner, jobs[at].folder(), &options.out) {
                None => jobs[at].notes.push(format!(
                    "{shown} was made by a booklet in another folder, which is not found any more; \
                     it is replaced"
                )),
                Some(folder) if writes(&folder, &files, options, load) => {
                    let clash = clash(&jobs[at], (&shown, files.len()), &folder, span);
                    jobs[at].diagnostics.push(clash);
                    jobs[at].give_up();
                    break;
                }
                Some(_) => {}
            }
        }
    }
}

fn clash(job: &Job, (file, count): (&str, usize), owner: &Path, span: Span) -> Diagnostic {
    let more = match count {
        1 => String::new(),
        2 => " and 1 more file".to_owned(),
        count => format!(" and {} more files", count - 1),
    };
    let owner = slashed(owner);
    let words = format!("{file}{more} of {} would replace those of {owner}", job.name());
    Diagnostic::new(codes::SAME_OUTPUT, Severity::Error, Some(span), words)
        .note("readers of the other booklet would get the words of this one, so nothing was built")
        .help(
            "give one of the booklets a `slug` of its own in its booklet.toml, or name another \
             folder with --out",
        )
}

/// Whether the booklet of a folder, as it is now, would write one of some files.
fn writes(folder: &Path, files: &[String], options: &BuildOptions, load: &Load) -> bool {
    let request = BookletRequest {
        file: slashed(&folder.join("booklet.toml")),
        root: options.root.clone(),
        fonts: options.fonts.clone(),
        generation: options.standard.into(),
        editions: None,
        findings: false,
    };
    match panics::catch(|| load(&request)) {
        Ok(Ok(loaded)) => loaded.planned.is_none_or(|planned| {
            // An edition that it makes on demand alone is its own all the same.
            planned.all_file_names.iter().any(|name| files.contains(name))
        }),
        // What cannot be read just now is not given up.
        _ => true,
    }
}

/// The booklet's folder that has an identity, among those near a booklet and the output folder.
fn place(owner: &str, folder: &Path, out: &Path) -> Option<PathBuf> {
    let mut tried = 0;
    let around = |path: &Path| {
        let real = std::fs::canonicalize(path).ok();
        real.into_iter().flat_map(|real| {
            let around: Vec<PathBuf> =
                real.ancestors().skip(1).take(3).map(Path::to_owned).collect();
            around
        })
    };
    let mut roots: Vec<PathBuf> = around(folder).chain(around(out)).collect();
    // The nearest first: the deepest.
    roots.sort_by_key(|root| std::cmp::Reverse(root.components().count()));
    roots.dedup();
    let found = roots.iter().find_map(|root| search(root, owner, out, 0, &mut tried))?;
    Some(as_seen_here(found))
}

fn search(
    folder: &Path,
    owner: &str,
    out: &Path,
    depth: usize,
    tried: &mut usize,
) -> Option<PathBuf> {
    *tried += 1;
    if *tried > MOST_FOLDERS {
        return None;
    }
    if folder.join("booklet.toml").is_file()
        && output::identity(out, folder).as_deref() == Some(owner)
    {
        return Some(folder.to_owned());
    }
    if depth == DEEPEST {
        return None;
    }
    let entries = std::fs::read_dir(folder).ok()?;
    let is_hidden =
        |path: &Path| path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    let mut inner: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .filter(|path| !is_hidden(path))
        .collect();
    inner.sort();
    inner.iter().find_map(|path| search(path, owner, out, depth + 1, tried))
}

/// A path as people know it: from the folder that they are in, where it lies below that.
fn as_seen_here(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let below = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    match below {
        Some(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Some(below) => below,
        None => path,
    }
}
