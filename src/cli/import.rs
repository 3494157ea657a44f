//! `import`: a booklet from a file of another program, all of it or nothing.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{ChangesName, Format, FormatName, ImportOptions};
use super::called;
use super::exit::Exit;
use super::find::{argument, slashed};
use super::json;
use super::pipeline::Failure;
use super::report;
use super::stream::{complain, complain_in_colour, harmless, print_bytes, takes_colour};
use crate::content::{self, Loaded, Options};
use crate::diagnostic::Diagnostic;
use crate::import::{self, Changes, Count, File, Imported, MOST_BYTES, Refusal};

/// The folder within the new one in which the files are made and read back.
const STAGE: &str = ".chapbook-import";

/// So many words that were lost, or changes, are shown to people.
const SHOWN: usize = 40;

/// Imports a file and says what became of it.
pub(super) fn run(options: &ImportOptions) -> Exit {
    let json = options.format == Format::Json;
    let done = match made(options) {
        Ok(imported) => write(&options.folder, &imported).map(|written| (imported, written)),
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Tracked(lines)) => {
            if json {
                let report = Report { tracked: &lines, ..Report::default() };
                let _ = print_bytes(json::document(&report).as_bytes());
            }
            complain(&tracked(&slashed(&options.file), &lines));
            return Exit::Faulty;
        }
    };
    match done {
        Ok((imported, written)) => tell(options, &imported, &written),
        Err(Failure(sentence)) => {
            if json {
                let report = Report { failure: Some(&sentence), ..Report::default() };
                let _ = print_bytes(json::document(&report).as_bytes());
            }
            complain(&format!("error: {sentence}"));
            Exit::Failed
        }
    }
}

/// Why nothing was made.
enum Stop {
    Failed(Failure),
    Tracked(Vec<String>),
}

fn made(options: &ImportOptions) -> Result<Imported, Stop> {
    let shown = slashed(&options.file);
    let fail = |words: String| Stop::Failed(Failure(words));
    super::new::look_for_room(&options.folder).map_err(Stop::Failed)?;
    let name = options.file.file_name().map(|it| it.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let format = match options.from {
        Some(FormatName::Docx) => import::Format::Docx,
        Some(FormatName::Odt) => import::Format::Odt,
        Some(FormatName::Html) => import::Format::Html,
        Some(FormatName::Md) => import::Format::Markdown,
        Some(FormatName::Txt) => import::Format::Text,
        None => import::Format::of_name(&name).ok_or_else(|| {
            let advice = match name.to_ascii_lowercase().rsplit('.').next() {
                Some("doc" | "rtf" | "pages") => "open it and save it as .docx",
                Some("pdf") => "a PDF is a picture of pages: take the file that it was made from",
                _ => "say its format: --from docx, odt, html, md or txt",
            };
            fail(format!("the name of {shown} does not say what it is; {advice}"))
        })?,
    };
    let bytes = read(&options.file).map_err(Stop::Failed)?;
    let changes = options.changes.map(|it| match it {
        ChangesName::Accept => Changes::Accept,
        ChangesName::Reject => Changes::Reject,
    });
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let folder = options.file.parent().unwrap_or(Path::new("")).to_owned();
    let beside = |path: &str| beside(&folder, path);
    import::import_beside(&bytes, format, changes, stem, &beside).map_err(|refusal| match refusal {
        Refusal::File(words) => fail(format!("{shown} {words}")),
        Refusal::Tracked(lines) => Stop::Tracked(lines),
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::on("read", slashed(path), &error);
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure(format!("{} is larger than 256 MB", slashed(path))));
    }
    Ok(bytes)
}

/// A picture beside the file, in its folder or below; nothing that lies elsewhere.
fn beside(folder: &Path, written: &str) -> Option<Vec<u8>> {
    let written = written.split(['?', '#']).next().unwrap_or_default();
    if written.is_empty() || written.contains(':') || written.starts_with(['/', '\\']) {
        return None;
    }
    let decoded = decoded(written)?;
    let plain = |part: &str| !part.is_empty() && part != ".." && !part.contains(['\\', '\0']);
    let parts: Vec<&str> = decoded.split('/').filter(|part| *part != ".").collect();
    if !parts.iter().all(|part| plain(part)) {
        return None;
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let root = folder.canonicalize().ok()?;
    let path = root.join(parts.iter().collect::<PathBuf>()).canonicalize().ok()?;
    let sound = path.starts_with(&root) && path.is_file();
    let small = std::fs::metadata(&path).is_ok_and(|it| it.len() <= MOST_OF_PICTURE);
    if sound && small { std::fs::read(path).ok() } else { None }
}

/// So large a picture is taken over, in bytes (`docs/format.md`, section 9).
const MOST_OF_PICTURE: u64 = 64 * 1024 * 1024;

/// A path without the `%20` of addresses.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// What was put into the folder.
struct Written {
    count: Option<Count>,
    /// What is wrong with the booklet, read back.
    loaded: Loaded,
}

impl Written {
    fn errors(&self) -> Vec<Diagnostic> {
        self.loaded.diagnostics.iter().filter(|it| it.is_error()).cloned().collect()
    }
}

fn write(folder: &Path, imported: &Imported) -> Result<Written, Failure> {
    let made = super::new::first_missing(folder);
    let written = fill(folder, imported);
    if written.is_err() {
        // As it was before; what cannot be removed is empty or hidden.
        let _ = std::fs::remove_dir_all(folder.join(STAGE));
        for name in tops(&imported.files) {
            let path = folder.join(name);
            let folder = path.is_dir();
            let _ = if folder { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        }
        if let Some(made) = made {
            let _ = std::fs::remove_dir_all(made);
        }
    }
    written
}

/// Makes every file out of sight, reads the booklet back and counts its words, then moves it into
/// place.
fn fill(folder: &Path, imported: &Imported) -> Result<Written, Failure> {
    let stage = folder.join(STAGE);
    put(&stage.join("trial"), &imported.trial)?;
    let trial = content::load(&stage.join("trial/booklet.toml"), &Options::default());
    let count = trial.book.as_ref().map(|book| imported.count(book));
    let real = stage.join("booklet");
    put(&real, &imported.files)?;
    for name in tops(&imported.files) {
        let target = folder.join(name);
        std::fs::rename(real.join(name), &target)
            .map_err(|error| Failure::on("write", slashed(&target), &error))?;
    }
    std::fs::remove_dir_all(&stage)
        .map_err(|error| Failure::on("remove", slashed(&stage), &error))?;
    let loaded = content::load(&folder.join("booklet.toml"), &Options::default());
    Ok(Written { count, loaded })
}

fn put(folder: &Path, files: &[File]) -> Result<(), Failure> {
    for file in files {
        let path: PathBuf = folder.join(&file.path);
        let parent = path.parent().expect("a joined path has a parent");
        let failed = |error: std::io::Error| Failure::on("write", slashed(&path), &error);
        std::fs::create_dir_all(parent).map_err(failed)?;
        std::fs::write(&path, &file.bytes).map_err(failed)?;
    }
    Ok(())
}

/// What stands at the top of the folder, each once; `booklet.toml` last.
fn tops(files: &[File]) -> Vec<&str> {
    let mut tops: Vec<&str> = Vec::new();
    for name in files.iter().filter_map(|file| file.path.split('/').next()) {
        if !tops.contains(&name) {
            tops.push(name);
        }
    }
    tops
}

fn tracked(file: &str, lines: &[String]) -> String {
    let mut text = format!(
        "error: {file} has tracked changes, and nobody said which words count\n  \
         = help: `--changes accept` makes them, `--changes reject` undoes them\n"
    );
    for line in lines.iter().take(SHOWN) {
        let _ = writeln!(text, "  {line}");
    }
    if lines.len() > SHOWN {
        let _ = writeln!(text, "  and {} more", lines.len() - SHOWN);
    }
    text.trim_end().to_owned()
}

fn tell(options: &ImportOptions, imported: &Imported, written: &Written) -> Exit {
    let lost = written.count.as_ref().is_none_or(|count| !count.is_sound());
    let foreseen = |it: &Diagnostic| it.code == crate::codes::MISSING_ALT;
    let errors = written.errors();
    let broken = errors.iter().any(|it| !foreseen(it));
    let exit = if lost || broken { Exit::Faulty } else { Exit::Done };
    if options.format == Format::Json {
        let report = Report::of(options, imported, written);
        let printed = print_bytes(json::document(&report).as_bytes());
        return if printed == Exit::Done { exit } else { printed };
    }
    let colour = takes_colour();
    if !errors.is_empty() {
        let shown = report::render(&errors, &written.loaded.sources, colour);
        complain_in_colour(shown.trim_end(), colour);
    }
    let printed = print_bytes(harmless(&summary(options, imported, written), false).as_bytes());
    if let Some(sentence) = verdict(written) {
        complain(&sentence);
    }
    if printed == Exit::Done { exit } else { printed }
}

/// What is wrong, where something is.
fn verdict(written: &Written) -> Option<String> {
    let Some(count) = &written.count else {
        return Some(
            "error: the words could not be counted, since the booklet cannot be read as it is; this is \
             a fault of chapbook, please report it and compare the booklet with the file"
                .to_owned(),
        );
    };
    let all = [
        (
            &count.lost,
            "words of the file are neither in the booklet nor among what was left out",
            "look for them in the file and write them into the booklet",
        ),
        (
            &count.invented,
            "words of the booklet are not in the file",
            "compare the booklet with the file, and take them out",
        ),
        (
            &count.moved,
            "words stand in another order than in the file",
            "compare the booklet with the file",
        ),
    ];
    let faulty = all.into_iter().filter(|(words, ..)| !words.is_empty());
    let sentences: Vec<String> = faulty
        .map(|(words, what, help)| {
            let shown: Vec<&str> = words.iter().take(SHOWN).map(String::as_str).collect();
            let more = words.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("error: {what}: {}{more}\n  = help: {help}", shown.join(" "))
        })
        .collect();
    (!sentences.is_empty()).then(|| sentences.join("\n"))
}

fn summary(options: &ImportOptions, imported: &Imported, written: &Written) -> String {
    let folder = slashed(&options.folder);
    let mut text = format!("a booklet is in {folder}:\n");
    let mut paths: Vec<&str> = imported.files.iter().map(|it| it.path.as_str()).collect();
    paths.sort_unstable();
    for path in paths {
        let _ = writeln!(text, "  {folder}/{path}");
    }
    if let Some(count) = &written.count {
        text.push_str(&counted(count));
    }
    if !imported.left_out.is_empty() {
        text.push_str("\nnot carried over:\n");
    }
    for left in &imported.left_out {
        let words = if left.words.is_empty() {
            String::new()
        } else {
            format!(": \u{201C}{}\u{201D}", left.words)
        };
        let _ = writeln!(text, "  {} ({}){words}", left.what, left.place);
    }
    if !imported.notices.is_empty() {
        text.push_str("\nto be looked at:\n");
    }
    for notice in &imported.notices {
        let _ = writeln!(text, "  {} ({})", notice.words, notice.place);
    }
    let (program, argument) = (called::program(), argument(&folder));
    let _ = write!(
        text,
        "\nwhat to do next:\n  {program} check{argument}    says what stands between the booklet and its \
         readers\n  {program} build{argument}    makes all editions, into the folder out\n"
    );
    text
}

/// What was counted, in words.
fn counted(count: &Count) -> String {
    let words = |number: usize| match number {
        1 => "1 word".to_owned(),
        number => format!("{number} words"),
    };
    let left_out = match count.left_out {
        0 => String::new(),
        number => format!(", and {} are named below as not carried over", words(number)),
    };
    let verdict = match count.is_sound() {
        true => {
            "Each word of the file is in the booklet or named below, and all are in their order"
        }
        false => "They do not agree",
    };
    format!(
        "\nThe file has {}. The booklet says {}{left_out}. {verdict}. (A word that the booklet repeats \
         counts twice; the contact section is not counted.)\n",
        words(count.source),
        words(count.booklet),
    )
}

/// What programs are told.
#[derive(Default, Serialize)]
struct Report<'a> {
    files: Vec<String>,
    words: Option<WordsReport<'a>>,
    left_out: Vec<LeftReport<'a>>,
    notices: Vec<NoticeReport<'a>>,
    diagnostics: Vec<json::DiagnosticReport>,
    tracked: &'a [String],
    failure: Option<&'a str>,
}

#[derive(Serialize)]
struct WordsReport<'a> {
    source: usize,
    booklet: usize,
    left_out: usize,
    lost: &'a [String],
    invented: &'a [String],
    moved: &'a [String],
}

#[derive(Serialize)]
struct LeftReport<'a> {
    what: &'a str,
    place: &'a str,
    words: &'a str,
}

#[derive(Serialize)]
struct NoticeReport<'a> {
    message: &'a str,
    place: &'a str,
}

impl<'a> Report<'a> {
    fn of(options: &ImportOptions, imported: &'a Imported, written: &'a Written) -> Self {
        let folder = slashed(&options.folder);
        let sources = &written.loaded.sources;
        Self {
            files: imported.files.iter().map(|it| format!("{folder}/{}", it.path)).collect(),
            words: written.count.as_ref().map(|count| WordsReport {
                source: count.source,
                booklet: count.booklet,
                left_out: count.left_out,
                lost: &count.lost,
                invented: &count.invented,
                moved: &count.moved,
            }),
            left_out: imported
                .left_out
                .iter()
                .map(|it| LeftReport { what: &it.what, place: &it.place, words: &it.words })
                .collect(),
            notices: imported
                .notices
                .iter()
                .map(|it| NoticeReport { message: &it.words, place: &it.place })
                .collect(),
            diagnostics: written
                .errors()
                .iter()
                .map(|it| json::DiagnosticReport::new(it, sources))
                .collect(),
            tracked: &[],
            failure: None,
        }
    }
}
