//! `new`: writes a starter booklet into a folder of its own, all of it or nothing.

use std::path::{Path, PathBuf};

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::arguments::NewOptions;
use super::called;
use super::clock;
use super::exit::Exit;
use super::find::{argument, joined, slashed};
use super::pipeline::Failure;
use super::stream::{complain, harmless, print_bytes};
use crate::starter::{self, Dates, File};

/// The folder within the new one in which the files are made.
const STAGE: &str = ".chapbook-new";

/// Years to the next review.
const INTERVAL: i32 = 2;

/// Writes the starter and says what to do next.
pub(super) fn run(options: &NewOptions) -> Exit {
    if let Some(whole) = joined(&options.folder, &options.torn) {
        complain(&format!(
            "error: a booklet is made in one folder: where its name has spaces in it, put it in \
             quotes: chapbook new \"{whole}\""
        ));
        return Exit::Failed;
    }
    match write(&options.folder, clock::day()) {
        Ok(files) => print_bytes(
            harmless(&next_steps(&options.folder, &files, &called::program()), false).as_bytes(),
        ),
        Err(Failure(sentence)) => {
            complain(&format!("error: {sentence}"));
            Exit::Failed
        }
    }
}

/// Writes a starter of this day into a folder, all of it or nothing.
pub(super) fn write(folder: &Path, today: Date) -> Result<Vec<File>, Failure> {
    look_for_room(folder)?;
    let review_by = today.saturating_add(INTERVAL.years());
    let files =
        starter::files(&Dates { reviewed: today.to_string(), review_by: review_by.to_string() });
    let made = first_missing(folder);
    let written = fill(folder, &files);
    if written.is_err() {
        // As it was before; what cannot be removed is empty or hidden.
        clear(folder, &files);
        if let Some(made) = made {
            let _ = std::fs::remove_dir_all(made);
        }
    }
    written.map(|()| files)
}

/// Refuses a folder that holds something: nobody's work is written over.
pub(super) fn look_for_room(folder: &Path) -> Result<(), Failure> {
    let shown = slashed(folder);
    if folder.to_str().is_none() {
        // `build` would refuse it, when there is work in it.
        return Err(Failure(format!(
            "the name {shown} is not in UTF-8; give the new booklet another name"
        )));
    }
    match std::fs::read_dir(folder).map(Iterator::count) {
        Ok(0) => Ok(()),
        Ok(_) => Err(Failure(format!(
            "{shown} is there already and is not empty; give the new booklet another name"
        ))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            Err(Failure(format!("{shown} cannot be a folder: a file of that name is in the way")))
        }
        Err(error) => Err(Failure::on("look into", shown, &error)),
    }
}

/// The topmost folder that is not there yet.
pub(super) fn first_missing(folder: &Path) -> Option<PathBuf> {
    let missing = folder.ancestors().take_while(|it| !it.as_os_str().is_empty() && !it.exists());
    missing.last().map(Path::to_owned)
}

/// Makes every file out of sight, then moves them into place.
fn fill(folder: &Path, files: &[File]) -> Result<(), Failure> {
    let stage = folder.join(STAGE);
    for file in files {
        let path = stage.join(file.path);
        let parent = path.parent().expect("a joined path has a parent");
        let failed =
            |error: std::io::Error| Failure::on("write", slashed(&folder.join(file.path)), &error);
        std::fs::create_dir_all(parent).map_err(failed)?;
        std::fs::write(&path, &file.text).map_err(failed)?;
    }
    for name in tops(files) {
        let target = folder.join(name);
        std::fs::rename(stage.join(name), &target)
            .map_err(|error| Failure::on("write", slashed(&target), &error))?;
    }
    std::fs::remove_dir(&stage).map_err(|error| Failure::on("remove", slashed(&stage), &error))
}

fn clear(folder: &Path, files: &[File]) {
    let _ = std::fs::remove_dir_all(folder.join(STAGE));
    for name in tops(files) {
        let path = folder.join(name);
        let _ =
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    }
}

/// What stands at the top of the folder, each once.
fn tops(files: &[File]) -> Vec<&'static str> {
    let mut tops: Vec<&str> = files.iter().filter_map(|file| file.path.split('/').next()).collect();
    tops.dedup();
    tops
}

fn next_steps(folder: &Path, files: &[File], program: &str) -> String {
    let shown = slashed(folder);
    let mut paths: Vec<&str> = files.iter().map(|file| file.path).collect();
    paths.sort_unstable();
    let listed: String = paths.iter().map(|path| format!("  {shown}/{path}\n")).collect();
    let argument = argument(&shown);
    format!(
        "a starter booklet is in {shown}:\n{listed}\n\
         what to do next:\n  \
         {program} build{argument}    makes all editions, into the folder out\n  \
         {program} watch{argument}    makes them again whenever you save a file\n  \
         {program} check{argument}    says what stands between the booklet and its readers\n\n\
         then open the files in a text editor: their comments say what each part is for\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2028, 2, 29);

    fn listing(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn folders_above_are_made_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("a/b/my booklet");
        write(&new, TODAY).unwrap();
        assert_eq!(listing(&new), ["booklet.toml", "chapters", "pictures"]);
        let empty = folder.path().join("empty");
        std::fs::create_dir(&empty).unwrap();
        write(&empty, TODAY).unwrap();
        assert_eq!(listing(&empty), ["booklet.toml", "chapters", "pictures"]);
    }

    #[test]
    fn the_dates_are_those_of_its_making() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), TODAY).unwrap();
        let text = std::fs::read_to_string(folder.path().join("booklet.toml")).unwrap();
        assert!(text.contains("\nreviewed = 2028-02-29\nreview_by = 2030-02-28\n"), "{text}");
        assert!(text.contains("© Example Health 2028"), "{text}");
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        let Failure(sentence) = write(folder.path(), TODAY).unwrap_err();
        assert!(sentence.contains("is not empty"), "{sentence}");
        let Failure(sentence) = write(&folder.path().join("notes.txt"), TODAY).unwrap_err();
        assert!(sentence.contains("a file of that name"), "{sentence}");
        let below = write(&folder.path().join("notes.txt/new"), TODAY).unwrap_err();
        assert!(below.0.contains("notes.txt"), "{below:?}");
        assert_eq!(listing(folder.path()), ["notes.txt"]);
    }

    #[test]
    fn a_failure_half_way_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("a/new");
        // A name longer than any system takes.
        let files = [
            File { path: "booklet.toml", text: String::new() },
            File { path: Box::leak("x".repeat(400).into_boxed_str()), text: String::new() },
        ];
        std::fs::create_dir_all(&new).unwrap();
        fill(&new, &files).unwrap_err();
        clear(&new, &files);
        assert_eq!(listing(&new), [""; 0]);
    }

    #[test]
    fn what_to_do_next_can_be_typed_as_it_stands() {
        let steps = next_steps(Path::new("my booklet"), &[], "./chapbook");
        assert!(steps.contains("  ./chapbook build \"my booklet\" "), "{steps}");
        assert!(next_steps(Path::new("."), &[], "chapbook").contains("  chapbook build  "));
    }
}
