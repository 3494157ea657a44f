//! The real way from a booklet's file to its editions, for `build`, and to its findings, for
//! `check`.

use std::borrow::Borrow;
use std::path::{Path, PathBuf};

use super::clock;
use super::panics;
use super::pipeline::{BookletRequest, Facts, Failure, LoadedBooklet, MadeBooklet, Planned};
use crate::check::rules::unused_allow;
use crate::check::{self, LaidOut, Subject};
use crate::content::{self, Book, EditionName, FontPlaces};
use crate::diagnostic::Diagnostic;
use crate::editions;
use crate::layout::Layout;
use crate::make::{self, InternalFault, Proof};
use crate::picture::PictureFonts;
use crate::source::{SourceId, Sources, Span};
use crate::typeset::Fonts;
use crate::words::Date;

/// Reads a booklet and says how to make it.
///
/// # Errors
///
/// Where the machine, and not the author, keeps the program from its work.
pub fn load(request: &BookletRequest) -> Result<LoadedBooklet, Failure> {
    let mut loaded = read(request);
    let wishes = make::Request {
        editions: request.editions.clone().unwrap_or_default(),
        fonts: request.fonts.clone(),
        generation: request.generation,
    };
    let read = Read { sources: loaded.sources.clone(), diagnostics: loaded.diagnostics.clone() };
    let planned = loaded.book.map(|book| {
        loaded.diagnostics.retain(|it| !check::is_left_out(&book, it));
        plan(book, wishes, read, request.findings)
    });
    Ok(LoadedBooklet {
        sources: loaded.sources,
        diagnostics: loaded.diagnostics,
        files: loaded.files,
        planned,
    })
}

/// Reads a booklet with the fonts for words within its drawings.
pub(super) fn read(request: &BookletRequest) -> content::Loaded {
    let options = content::Options { root: request.root.clone(), picture_fonts: None };
    let fonts = |places: FontPlaces<'_>| picture_fonts(places, &request.fonts);
    content::load_with_fonts(Path::new(&request.file), &options, &fonts)
}

/// What `check` finds in a booklet.
pub(super) struct Examined {
    /// The files that were read.
    pub sources: Sources,
    /// Errors of `build`, findings of the rules.
    pub findings: Vec<Diagnostic>,
    /// What `build` would write; `None` where the booklet could not be read.
    pub planned: Option<(Span, Vec<String>)>,
    /// The house file.
    pub house: Option<SourceId>,
}

/// Reads a booklet, lays it out and asks every rule.
pub(super) fn examine(request: &BookletRequest, today: Date) -> Examined {
    let loaded = read(request);
    let (sources, house) = (loaded.sources, loaded.house);
    let Some(book) = loaded.book else {
        return Examined { sources, findings: loaded.diagnostics, planned: None, house };
    };
    let wishes = make::Request { fonts: request.fonts.clone(), ..make::Request::default() };
    let mut proof = make::proof(&book, &wishes);
    book.label_values(&sources, &mut proof.diagnostics);
    let findings = ask(check::run, (&book, &sources), proof, loaded.diagnostics, today);
    let planned = Some((book.slug_span, make::file_names(&book, &make::wanted(&book, &wishes))));
    Examined { sources, findings, planned, house }
}

/// What `check` says of a book that could be read; `built` is what the reading has shown.
pub(super) fn ask<L: Borrow<Layout>>(
    rules: fn(&Subject<'_>, Vec<Diagnostic>) -> Vec<Diagnostic>,
    (book, sources): (&Book, &Sources),
    proof: Proof<L>,
    mut built: Vec<Diagnostic>,
    today: Date,
) -> Vec<Diagnostic> {
    let sound = !proof.diagnostics.iter().any(Diagnostic::is_error);
    built.extend(proof.diagnostics);
    let layouts = proof.pocket.iter().chain(&proof.large_print).filter(|_| sound);
    let layouts = layouts.map(Borrow::<Layout>::borrow);
    let named = layouts.map(|layout| match layout.style.large_print {
        None => ("screen".to_owned(), layout, editions::screen_palette(book, layout)),
        Some(large) => (large.edition(), layout, layout.style.palette),
    });
    let named: Vec<_> = named.collect();
    let layouts = named.iter().map(|(edition, layout, palette)| LaidOut {
        edition,
        layout,
        palette: *palette,
    });
    let layouts = layouts.collect();
    rules(&Subject::new(book, sources, layouts, today), built)
}

/// What the reading of a booklet has left for the rules of `check`.
struct Read {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

fn facts(book: &Book) -> Facts {
    Facts {
        slug: book.slug.clone(),
        title: book.title.text.to_string(),
        language: book.language.tag().to_owned(),
        version: book.version.as_ref().map(|words| words.text.to_string()),
        reviewed: book.reviewed.as_ref().map(|date| day(date.value)),
        review_by: book.review_by.as_ref().map(|date| day(date.value)),
    }
}

/// A date as TOML has it.
fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

fn plan(book: Book, wishes: make::Request, read: Read, findings: bool) -> Planned {
    Planned {
        facts: facts(&book),
        slug: book.slug.clone(),
        slug_span: book.slug_span,
        file_names: make::file_names(&book, &make::wanted(&book, &wishes)),
        all_file_names: make::file_names(&book, &EditionName::ALL),
        make: Box::new(move || {
            let mut made = make::make(&book, &wishes);
            if let Some(fault) = made.fault {
                return Err(told(&fault, &read.sources));
            }
            book.label_values(&read.sources, &mut made.diagnostics);
            let proof = Proof {
                pocket: made.pocket.take(),
                large_print: std::mem::take(&mut made.large_print),
                diagnostics: made.diagnostics.clone(),
            };
            Ok(MadeBooklet {
                findings: if findings {
                    count(&book, read, proof, wishes.editions.is_empty())
                } else {
                    0
                },
                all_findings: wishes.editions.is_empty(),
                outputs: made.outputs,
                diagnostics: made.diagnostics,
                notes: made.notes,
            })
        }),
    }
}

/// A fault of the program's in one sentence: where in the source it came up, and the way round it.
fn told(fault: &InternalFault, sources: &Sources) -> Failure {
    let place = fault.span.map_or(String::new(), |span| {
        let path = &sources.file(span.source).path;
        format!(" (at {path}, line {})", sources.position(span).line)
    });
    Failure(format!(
        "{}{place}; this is a fault of chapbook and not yours, please report it; until it is mended, \
         write that block another way, or build the other editions by name with `--edition`",
        fault.message
    ))
}

/// How many findings `check` has, as far as the layouts of this run show.
fn count(book: &Book, read: Read, proof: Proof, all: bool) -> usize {
    let told = (book, &read.sources);
    let findings = || ask(check::run_for_count, told, proof, read.diagnostics, clock::today());
    // A fault of a rule is no reason not to build; `check` itself will tell of it.
    let mut found = panics::catch(findings).unwrap_or_default();
    // What an edition that was not laid out shows may be what an `allow` is for.
    found.retain(|finding| all || finding.code != unused_allow::RULE.code);
    found.len()
}

/// All faces that words are set in, for those within drawings; of the booklet's own, of the house's,
/// and of the folders that were named.
fn picture_fonts(places: FontPlaces<'_>, named: &[PathBuf]) -> PictureFonts {
    let mut fonts = Fonts::built_in();
    // What is wrong with a font is told when the pages are set.
    for folder in places.folders.iter().map(|folder| folder.join("fonts")) {
        if folder.is_dir() {
            let _ = fonts.add_folder_within(places.root, &folder);
        }
    }
    for folder in named {
        let _ = fonts.add_folder(folder);
    }
    PictureFonts::new(fonts.for_drawings(places.language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_the_line_that_it_came_up_at_and_the_way_round_it() {
        let mut sources = Sources::new();
        let source = sources.add("b/chapters/a.toml", "title = 'A'\n[[block]]\n");
        let span = Some(Span { source, start: 12, end: 21 });
        let fault =
            InternalFault { message: "the screen edition could not be written: x".into(), span };
        let Failure(sentence) = told(&fault, &sources);
        assert!(sentence.contains("written: x (at b/chapters/a.toml, line 2); this is a fault"));
        assert!(sentence.contains("write that block another way"), "{sentence}");
    }
}
