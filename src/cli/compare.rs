//! `changes`: what changed between two states of a booklet, or of all booklets of a folder.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{ChangesOptions, DenyChange, Format};
use super::exit::Exit;
use super::find::{find, slashed, unusable};
use super::paged::Pages;
use super::pipeline::{BookletRequest, Failure};
use super::revision::{self, Revision};
use super::stream::{complain, complain_in_colour, harmless, print_bytes, takes_colour};
use super::{inspect, json, record, report, schema, workshop};
use crate::changes::{self, Frame, Report, State};
use crate::content::{Book, EditionName, Loaded};
use crate::diagnostic::Diagnostic;
use crate::editions::Generation;
use crate::make;
use crate::verify;

/// Why there is no report.
enum Refused {
    /// A booklet has errors, which were told.
    Faulty(String),
    /// The command could not do its work.
    Failed(String),
}

impl From<Failure> for Refused {
    fn from(Failure(sentence): Failure) -> Self {
        Self::Failed(sentence)
    }
}

/// What is printed for programs.
#[derive(Serialize)]
struct Document<'a> {
    old: &'a str,
    new: &'a str,
    changed: Option<bool>,
    report: Option<&'a Report>,
    failure: Option<&'a str>,
}

/// The document where nothing was compared.
pub(super) fn nothing_compared(sentence: &str) -> String {
    let (old, new) = ("", "");
    json::document(&Document { old, new, changed: None, report: None, failure: Some(sentence) })
}

/// Compares, writes the report where one is asked for, and tells.
pub(super) fn run(options: &ChangesOptions) -> Exit {
    let (sentence, exit) = match compare(options) {
        Ok(exit) => return exit,
        Err(Refused::Faulty(sentence)) => (sentence, Exit::Faulty),
        Err(Refused::Failed(sentence)) => (sentence, Exit::Failed),
    };
    complain(&format!("error: {sentence}"));
    if options.format == Format::Json {
        return exit.max(print_bytes(nothing_compared(&sentence).as_bytes()));
    }
    exit
}

/// What the old and the new state are called, where they lie, and which folder no path of each leaves.
struct Sides {
    names: [String; 2],
    paths: [PathBuf; 2],
    roots: [Option<PathBuf>; 2],
    fonts: Vec<PathBuf>,
    _revision: Option<Revision>,
}

fn sides(options: &ChangesOptions) -> Result<Sides, Failure> {
    let paths: Vec<&PathBuf> = options.old.iter().chain(&options.new).collect();
    match (paths.as_slice(), &options.since) {
        ([old, new], None) => {
            if let Some(gone) = [old, new].into_iter().find(|path| !path.exists()) {
                return Err(Failure(format!(
                    "there is nothing at {}: no such file or folder",
                    slashed(gone)
                )));
            }
            let state = match record::meant(old) {
                Some(record) => record::state(&record)?,
                None => (*old).clone(),
            };
            Ok(Sides {
                names: [slashed(old), slashed(new)],
                paths: [state, (*new).clone()],
                roots: [options.root.clone(), options.root.clone()],
                fonts: options.fonts.clone(),
                _revision: None,
            })
        }
        (paths @ ([_] | []), Some(since)) => {
            let new = paths.first().map_or_else(|| PathBuf::from("."), |path| (*path).clone());
            let file = new.file_name().filter(|name| *name == "booklet.toml" && new.is_file());
            let folder = file.and_then(|_| new.parent()).unwrap_or(&new);
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            if !folder.is_dir() {
                return Err(Failure(format!(
                    "--since needs the folder of a booklet, and {} is none",
                    slashed(&new)
                )));
            }
            let revision = revision::take_out(folder, since)?;
            let root =
                options.root.as_ref().map(|root| revision.above(folder, root)).transpose()?;
            Ok(Sides {
                names: [format!("{} at {since}", slashed(folder)), slashed(folder)],
                paths: [revision.path.clone(), folder.to_owned()],
                roots: [root, options.root.clone()],
                fonts: options.fonts.clone(),
                _revision: Some(revision),
            })
        }
        (_, Some(_)) => Err(Failure(
            "--since stands in the place of OLD: give one folder, the booklet's".to_owned(),
        )),
        (_, None) => Err(Failure(
            "two states are needed, OLD and NEW, or --since REVISION and the booklet's folder"
                .to_owned(),
        )),
    }
}

fn compare(options: &ChangesOptions) -> Result<Exit, Refused> {
    if let Some(failure) = unusable(options.root.as_deref(), &options.fonts).into_iter().next() {
        return Err(failure.into());
    }
    let form = options.out.as_deref().map(form).transpose()?;
    let sides = sides(options)?;
    if let Some(out) = &options.out {
        spare(out, &sides)?;
    }
    let (old, new, bytes) = states(&sides)?;
    let guard = (bytes > 0).then(|| inspect::watch_comparison(bytes, &sides.names));
    let (report, _) = changes::compare(old, new)
        .map_err(|unproved| Refused::Failed(format!("cannot report: {unproved}")))?;
    drop(guard);
    let [old, new] = &sides.names;
    let frame = Frame { old, new, sign_off: options.sign_off };
    if let (Some(out), Some(form)) = (&options.out, form) {
        schema::write(out, &written(&report, &frame, form)?)?;
        complain(&format!("wrote {}", slashed(out)));
    }
    let printed = match options.format {
        Format::Human => harmless(&changes::summary(&report, &frame), false),
        Format::Json => json::document(&Document {
            old,
            new,
            changed: Some(!report.is_empty()),
            report: Some(&report),
            failure: None,
        }),
    };
    let told = print_bytes(printed.as_bytes());
    let denied = options.exit_code && !report.is_empty()
        || options.deny == Some(DenyChange::Numbers) && report.changes_numbers();
    Ok(told.max(if denied { Exit::Faulty } else { Exit::Done }))
}

/// What a report is written as.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Pdf,
}

fn form(out: &Path) -> Result<Form, Failure> {
    let extension = out.extension().and_then(|it| it.to_str()).map(str::to_lowercase);
    match extension.as_deref() {
        Some("html" | "htm") => Ok(Form::Html),
        Some("pdf") => Ok(Form::Pdf),
        _ => Err(Failure(format!(
            "cannot write {}: a report is a web page or a PDF, so end its name in .html or .pdf",
            slashed(out)
        ))),
    }
}

/// Keeps what is compared from being written over.
fn spare(out: &Path, sides: &Sides) -> Result<(), Failure> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let same = sides.paths.iter().any(|path| real(path).is_some() && real(path) == real(out));
    if same {
        let path = slashed(out);
        return Err(Failure(format!(
            "cannot write {path}: it is one of the two that are compared"
        )));
    }
    Ok(())
}

fn written(report: &Report, frame: &Frame<'_>, form: Form) -> Result<Vec<u8>, Failure> {
    match form {
        Form::Html => Ok(changes::page(report, frame).into_bytes()),
        Form::Pdf => screen(&changes::leaflet(report, frame), &[]).map_err(|why| {
            Failure(format!("cannot write the report as a PDF: {why}; write it as .html"))
        }),
    }
}

/// The PDF of a book that is made for screens.
fn screen(book: &Book, fonts: &[PathBuf]) -> Result<Vec<u8>, String> {
    let editions = vec![EditionName::Screen];
    let request = make::Request { editions, fonts: fonts.to_vec(), generation: Generation::Ua1 };
    let made = make::make(book, &request);
    if let Some(fault) = made.fault {
        return Err(fault.message);
    }
    if let Some(error) = made.diagnostics.iter().find(|it| it.is_error()) {
        return Err(error.message.clone());
    }
    made.outputs.into_iter().next().map(|it| it.bytes).ok_or_else(|| "nothing was made".to_owned())
}

/// A side that was read.
enum Side {
    /// Booklets, each with where it lies in the folder.
    Booklets(Vec<(String, Loaded)>),
    /// What a PDF says, and its size in bytes.
    Pdf(State, usize),
}

/// Both states, and the size of all PDFs among them. Where one is a PDF, the other is read as the PDF
/// that is made of it, so that both are told in the same way.
fn states(sides: &Sides) -> Result<(State, State, usize), Refused> {
    let [old_name, new_name] = &sides.names;
    let fonts = &sides.fonts;
    Ok(match (side(sides, 0)?, side(sides, 1)?) {
        (Side::Pdf(old, bytes), Side::Pdf(new, more)) => (old, new, bytes + more),
        (Side::Pdf(old, bytes), Side::Booklets(new)) => {
            (old, as_pdf(&new, new_name, fonts)?, bytes)
        }
        (Side::Booklets(old), Side::Pdf(new, bytes)) => {
            (as_pdf(&old, old_name, fonts)?, new, bytes)
        }
        (Side::Booklets(old), Side::Booklets(new)) => {
            let several = old.len() > 1 || new.len() > 1;
            (joined(&old, several, fonts), joined(&new, several, fonts), 0)
        }
    })
}

fn side(sides: &Sides, at: usize) -> Result<Side, Refused> {
    let (path, name) = (&sides.paths[at], &sides.names[at]);
    if path.is_file() && path.file_name().is_none_or(|name| name != "booklet.toml") {
        let (top, bytes) = inspect::structure(path)?;
        return Ok(Side::Pdf(changes::of_structure(&top), bytes));
    }
    let (found, failures) = find(&[path.to_owned()]);
    if let Some(Failure(sentence)) = failures.into_iter().next() {
        return Err(Refused::Failed(sentence.replace(&*slashed(path), name)));
    }
    let top = slashed(path);
    let mut booklets = Vec::new();
    for booklet in found {
        let request = BookletRequest {
            file: booklet.file,
            root: sides.roots[at].clone(),
            fonts: sides.fonts.clone(),
            generation: Generation::default(),
            editions: None,
            findings: false,
        };
        let loaded = workshop::read(&request);
        if loaded.book.is_none() {
            let mut errors = loaded.diagnostics;
            errors.retain(Diagnostic::is_error);
            let colour = takes_colour();
            complain_in_colour(&report::render(&errors, &loaded.sources, colour), colour);
            return Err(Refused::Faulty(format!(
                "cannot compare {name}: {} to be mended first",
                report::count(errors.len(), "error")
            )));
        }
        let within = booklet.path.strip_prefix(&*top).unwrap_or(&booklet.path);
        booklets.push((within.trim_matches('/').to_owned(), loaded));
    }
    Ok(Side::Booklets(booklets))
}

fn as_pdf(booklets: &[(String, Loaded)], name: &str, fonts: &[PathBuf]) -> Result<State, Refused> {
    let [(_, Loaded { book: Some(book), .. })] = booklets else {
        return Err(Refused::Failed(format!(
            "cannot compare {name} with a PDF: it holds {}, name the folder of one",
            report::count(booklets.len(), "booklet")
        )));
    };
    let bytes = screen(book, fonts)
        .map_err(|why| Refused::Faulty(format!("cannot make a PDF of {name}: {why}")))?;
    let top = verify::tree(&bytes)
        .map_err(|why| Refused::Failed(format!("cannot read the PDF of {name}: {why}")))?;
    Ok(changes::of_structure(&top))
}

/// The pages of the edition for screens; none where it cannot be laid out.
fn pages(book: &Book, fonts: &[PathBuf]) -> Pages {
    let editions = vec![EditionName::Screen];
    let request = make::Request { editions, fonts: fonts.to_vec(), generation: Generation::Ua1 };
    let proof = make::proof(book, &request);
    let faulty = proof.diagnostics.iter().any(Diagnostic::is_error);
    let layout = proof.pocket.filter(|_| !faulty);
    layout.as_ref().map_or_else(Pages::default, Pages::of)
}

/// The states of booklets one after the other; of several, each part says which it is of.
fn joined(booklets: &[(String, Loaded)], several: bool, fonts: &[PathBuf]) -> State {
    let mut whole = State::default();
    for (within, loaded) in booklets {
        let Some(book) = &loaded.book else { continue };
        let pages = pages(book, fonts);
        let paged = |span, from| pages.first(span, from);
        let mut state = changes::of_book(book, &loaded.sources, &paged);
        if several {
            for part in &mut state.parts {
                part.id = format!("{within}#{:?}#{}", part.role, part.id);
                part.title = format!("{}: {}", state.title, part.title);
            }
        } else {
            whole.title = state.title;
        }
        whole.parts.extend(state.parts);
    }
    if several {
        whole.title = format!("{} booklets", booklets.len());
    }
    whole
}
