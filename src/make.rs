//! The way through the house: a book to its editions, finished and in memory.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Instant;

use crate::content::{Book, EditionName};
use crate::diagnostic::{Diagnostic, Severity};
use crate::editions::{self, Publication, SheetError, Standard, advice, style};
use crate::html;
use crate::layout::{self, Layout, Page, Style};
use crate::pdf;
use crate::source::Span;
use crate::transcript;
use crate::typeset::{FontFault, Fonts};

/// One finished edition.
#[derive(Clone, Debug)]
pub struct Output {
    /// Which.
    pub edition: EditionName,
    /// Its file's name, without a folder.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages of the PDF file; `None` for HTML and text.
    pub pages: Option<usize>,
    /// Sheets of paper, for `booklet`.
    pub sheets: Option<usize>,
    /// Pages that fill up a sheet.
    pub filler_pages: usize,
    /// A number for each page in the order of reading, the same where a page looks the same; none
    /// for HTML and text.
    pub looks: Vec<u64>,
    /// The standards that it conforms to.
    pub standards: &'static [&'static str],
    /// How long it took.
    pub milliseconds: f64,
}

/// What only a fault of the program's can cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What went wrong, in a sentence without a full stop.
    pub message: String,
    /// The place in the source that it was about, where known.
    pub span: Option<Span>,
}

/// What came of a book.
#[derive(Debug, Default)]
pub struct Made {
    /// The editions, none where a diagnostic is an error.
    pub outputs: Vec<Output>,
    /// What is wrong with the book, as far as only the layout shows it.
    pub diagnostics: Vec<Diagnostic>,
    /// Good to know: what was decided, what would save paper.
    pub notes: Vec<String>,
    /// A fault of the program's.
    pub fault: Option<Fault>,
    /// The layout of `screen`, `booklet` and `press`, where one of them was made.
    pub pocket: Option<Layout>,
    /// The layout of `large-print`, where it was made.
    pub large_print: Option<Layout>,
}

/// What a run asks for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The editions named on the command line; empty is what the booklet says, or all.
    pub editions: Vec<EditionName>,
    /// Folders of fonts named on the command line.
    pub fonts: Vec<PathBuf>,
    /// What tagged editions are written for.
    pub standard: Standard,
}

/// Makes the editions of a book.
#[must_use]
pub fn make(book: &Book, request: &Request) -> Made {
    let mut made = Made::default();
    let fonts = load_fonts(book, request, &mut made);
    let wanted = wanted(book, request);
    let fonts = preferred(&fonts, &style::pocket(&book.theme)).unwrap_or(fonts);
    let mut maker = Maker::new(book, &fonts, request);
    for edition in &wanted {
        maker.make(*edition, &mut made);
    }
    maker.report(&mut made);
    say_once(&mut made.diagnostics);
    made.pocket = maker.pocket.take();
    if made.diagnostics.iter().any(Diagnostic::is_error) || made.fault.is_some() {
        made.outputs.clear();
    }
    made
}

/// A book's layouts, without the files that would be made of them.
#[derive(Debug, Default)]
pub struct Proof {
    /// That of `screen`, `booklet` and `press`, where one of them is wanted.
    pub pocket: Option<Layout>,
    /// That of `large-print`, where it is wanted.
    pub large_print: Option<Layout>,
    /// What is wrong with the book, as [`make`] would say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays out the editions of a book and writes none.
#[must_use]
pub fn proof(book: &Book, request: &Request) -> Proof {
    let mut made = Made::default();
    let fonts = load_fonts(book, request, &mut made);
    let fonts = preferred(&fonts, &style::pocket(&book.theme)).unwrap_or(fonts);
    let mut maker = Maker::new(book, &fonts, request);
    let mut large_print = None;
    for edition in wanted(book, request) {
        match edition {
            EditionName::Screen => {
                maker.pocket(&mut made);
            }
            EditionName::LargePrint => large_print = Some(maker.large_layout(&mut made)),
            EditionName::Booklet | EditionName::Press => {
                maker.impose(edition, &mut made);
            }
            EditionName::Html | EditionName::Text => {}
        }
    }
    say_once(&mut made.diagnostics);
    Proof { pocket: maker.pocket, large_print, diagnostics: made.diagnostics }
}

/// Drops what the second layout says again of the same place in the same words.
fn say_once(diagnostics: &mut Vec<Diagnostic>) {
    let mut said = HashSet::new();
    diagnostics.retain(|it| said.insert((it.code, it.primary, it.message.clone())));
}

/// The editions to be made, in their usual order.
#[must_use]
pub fn wanted(book: &Book, request: &Request) -> Vec<EditionName> {
    let named: Vec<EditionName> = if request.editions.is_empty() {
        match &book.editions {
            Some(editions) => editions.iter().map(|edition| edition.value).collect(),
            None => EditionName::ALL.to_vec(),
        }
    } else {
        request.editions.clone()
    };
    EditionName::ALL.into_iter().filter(|edition| named.contains(edition)).collect()
}

fn load_fonts(book: &Book, request: &Request, made: &mut Made) -> Fonts {
    let mut fonts = Fonts::built_in();
    let beside = book.folders.iter().map(|folder| folder.join("fonts")).filter(|f| f.is_dir());
    for folder in beside {
        // What a booklet brings along is held to its root; what a command names is not.
        report_fonts(fonts.add_folder_within(&book.root, &folder), made);
    }
    for folder in &request.fonts {
        report_fonts(fonts.add_folder(folder), made);
    }
    let theme = &book.theme;
    let web = theme.html.font.as_ref().filter(|font| !html::is_system(&font.value));
    let named = [theme.base.font.as_ref(), theme.large_print.font.as_ref(), web];
    for font in named.into_iter().flatten() {
        if !fonts.families().any(|family| family.eq_ignore_ascii_case(&font.value)) {
            let mut problem = Diagnostic::error(
                "bad-theme",
                font.span,
                format!("there is no font family “{}”", font.value),
            )
            .help("put its files into a folder “fonts” beside booklet.toml, or name another");
            let near = crate::diagnostic::nearest(&font.value, fonts.families());
            if let Some(near) = near {
                problem = problem.fix(
                    format!("did you mean “{near}”?"),
                    font.span,
                    format!("\"{near}\""),
                );
            }
            made.diagnostics.push(problem);
        }
    }
    fonts
}

fn report_fonts(added: Result<Vec<String>, Vec<FontFault>>, made: &mut Made) {
    for fault in added.err().unwrap_or_default() {
        let code = if fault.outside { "outside-root" } else { "bad-theme" };
        let problem = Diagnostic::new(code, Severity::Error, None, fault.to_string());
        let problem = if fault.outside {
            problem.help("put the file itself into the folder, or name its folder with --fonts")
        } else {
            problem
        };
        made.diagnostics.push(problem);
    }
}

/// The faces with a style's own family first.
fn preferred(fonts: &Fonts, style: &Style) -> Option<Fonts> {
    style.family.as_deref().and_then(|family| fonts.with_family(family))
}

struct Maker<'a> {
    book: &'a Book,
    fonts: &'a Fonts,
    /// The faces of large print, where it prefers another family.
    large_fonts: Option<Fonts>,
    request: &'a Request,
    pocket_style: Style,
    large_style: Style,
    about_chapter: bool,
    pocket: Option<Layout>,
}

impl<'a> Maker<'a> {
    fn new(book: &'a Book, fonts: &'a Fonts, request: &'a Request) -> Self {
        let pocket_style = style::pocket(&book.theme);
        let large_style = style::large_print(&book.theme);
        // FORMAT 5: decided by both layouts, whichever editions are built.
        let large_fonts = preferred(fonts, &large_style);
        let fits = |style: &Style, fonts: &Fonts| layout::imprint_fits(book, style, fonts);
        let about_chapter = !fits(&pocket_style, fonts)
            || !fits(&large_style, large_fonts.as_ref().unwrap_or(fonts));
        let pocket = None;
        Self { book, fonts, large_fonts, request, pocket_style, large_style, about_chapter, pocket }
    }

    fn make(&mut self, edition: EditionName, made: &mut Made) {
        let start = Instant::now();
        let output = match edition {
            EditionName::Screen => self.screen(made),
            EditionName::LargePrint => self.large_print(made),
            EditionName::Booklet | EditionName::Press => self.paper(edition, made),
            EditionName::Text => self.page(edition, transcript::write(self.book), made),
            EditionName::Html => self.page(edition, html::write(self.book, self.fonts), made),
        };
        if let Some(mut output) = output {
            output.milliseconds = start.elapsed().as_secs_f64() * 1000.0;
            made.outputs.push(output);
        }
    }

    /// The pocket layout, made once for the three editions that share it.
    fn pocket(&mut self, made: &mut Made) -> &Layout {
        let (book, fonts) = (self.book, self.fonts);
        let (style, about) = (&self.pocket_style, self.about_chapter);
        self.pocket.get_or_insert_with(|| {
            let (layout, problems) = layout::lay_out(book, style, fonts, "screen", about);
            made.diagnostics.extend(problems);
            layout
        })
    }

    fn screen(&mut self, made: &mut Made) -> Option<Output> {
        let (book, fonts, standard) = (self.book, self.fonts, self.request.standard);
        let layout = self.pocket(made);
        if made.diagnostics.iter().any(Diagnostic::is_error) {
            return None;
        }
        let palette = editions::screen_palette(book, layout);
        let publication = editions::single_pages(book, layout, palette, standard);
        write(book, EditionName::Screen, &publication, fonts, made)
    }

    fn large_layout(&self, made: &mut Made) -> Layout {
        let fonts = self.large_fonts.as_ref().unwrap_or(self.fonts);
        let (layout, problems) =
            layout::lay_out(self.book, &self.large_style, fonts, "large-print", self.about_chapter);
        made.diagnostics.extend(problems);
        layout
    }

    fn large_print(&mut self, made: &mut Made) -> Option<Output> {
        let layout = self.large_layout(made);
        let fonts = self.large_fonts.as_ref().unwrap_or(self.fonts);
        if made.diagnostics.iter().any(Diagnostic::is_error) {
            return None;
        }
        made.notes.extend(advice::for_large_print(&layout));
        let standard = self.request.standard;
        let palette = layout.style.palette;
        let publication = editions::single_pages(self.book, &layout, palette, standard);
        let output = write(self.book, EditionName::LargePrint, &publication, fonts, made);
        made.large_print = Some(layout);
        output
    }

    fn paper(&mut self, edition: EditionName, made: &mut Made) -> Option<Output> {
        let (book, fonts) = (self.book, self.fonts);
        let publication = self.impose(edition, made)?;
        write(book, edition, &publication, fonts, made)
    }

    /// The pages of the pocket layout on the sheets of an edition for paper.
    fn impose(&mut self, edition: EditionName, made: &mut Made) -> Option<Publication<'_>> {
        let (book, fonts) = (self.book, self.fonts);
        let named = self.request.editions.contains(&edition);
        let layout = self.pocket(made);
        if made.diagnostics.iter().any(Diagnostic::is_error) {
            return None;
        }
        if edition == EditionName::Booklet {
            made.notes.extend(advice::for_booklet(layout));
        }
        let fillers = filler_pages(book, layout, fonts);
        if edition == EditionName::Press {
            return Some(editions::press(book, layout, fillers));
        }
        match editions::booklet(book, layout, fillers) {
            Ok(publication) => Some(publication),
            Err(problem) => {
                refuse(book, problem, named, made);
                None
            }
        }
    }

    /// An edition that is no PDF.
    fn page(&self, edition: EditionName, text: String, made: &Made) -> Option<Output> {
        if made.diagnostics.iter().any(Diagnostic::is_error) {
            return None;
        }
        Some(Output {
            edition,
            file_name: edition.file_name(&self.book.slug),
            bytes: text.into_bytes(),
            pages: None,
            sheets: None,
            filler_pages: 0,
            looks: Vec::new(),
            standards: editions::standards(edition, self.request.standard),
            milliseconds: 0.0,
        })
    }

    fn report(&self, made: &mut Made) {
        if self.about_chapter {
            made.notes.push(
                "the imprint does not fit under the contact section; it is a chapter of its own \
                 before the back page"
                    .to_owned(),
            );
        }
    }
}

fn filler_pages(book: &Book, layout: &Layout, fonts: &Fonts) -> Vec<Page> {
    let first = layout.pages.len() - 1;
    let count = editions::imposition::filler_count(first);
    (first..first + count)
        .map(|index| layout::filler_page(book, &layout.style, fonts, index))
        .collect()
}

/// An edition that cannot be made is left out with a note, or an error where it was named.
fn refuse(book: &Book, problem: SheetError, named: bool, made: &mut Made) {
    let named_in_file = book
        .editions
        .as_ref()
        .and_then(|editions| editions.iter().find(|edition| edition.value == EditionName::Booklet));
    match problem {
        SheetError::Page(reason) if !named && named_in_file.is_none() => {
            made.notes.push(format!("the booklet edition was left out: {reason}"));
        }
        SheetError::Page(reason) => {
            let place = named_in_file
                .map(|edition| edition.span)
                .or(book.theme.base.page.as_ref().map(|page| page.span))
                .unwrap_or(book.span);
            let message = format!("the booklet edition cannot be made: {reason}");
            made.diagnostics.push(Diagnostic::error("bad-edition", place, message));
        }
        SheetError::Creep(reason) => {
            let place = book.theme.booklet.creep.as_ref().map_or(book.span, |creep| creep.span);
            made.diagnostics.push(
                Diagnostic::error("bad-edition", place, reason)
                    .help("use thinner paper, a wider inner margin, or two booklets"),
            );
        }
    }
}

fn write(
    book: &Book,
    edition: EditionName,
    publication: &Publication<'_>,
    fonts: &Fonts,
    made: &mut Made,
) -> Option<Output> {
    let standard = publication.standard.unwrap_or_default();
    match pdf::write(publication, fonts) {
        Ok(bytes) => Some(Output {
            edition,
            file_name: edition.file_name(&book.slug),
            bytes,
            pages: Some(publication.sheets.len()),
            sheets: (edition == EditionName::Booklet).then_some(publication.sheets.len() / 2),
            filler_pages: publication.fillers.len(),
            looks: editions::looks(publication),
            standards: editions::standards(edition, standard),
            milliseconds: 0.0,
        }),
        Err(error) => {
            let edition = edition.as_str();
            let message = format!("the {edition} edition could not be written: {}", error.message);
            made.fault = Some(Fault { message, span: error.span });
            None
        }
    }
}
