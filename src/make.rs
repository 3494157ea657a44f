//! The way through the house: a book to its editions, finished and in memory.

mod blame;
mod fonts;
mod medium;
mod once;
mod remarks;
mod sheets;
mod show;
mod weight;
mod white_box;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;

use crate::codes;
use crate::content::{Book, EditionName};
use crate::diagnostic::Diagnostic;
use crate::editions::{self, Generation, Publication, advice, style};
use crate::html;
use crate::layout::{self, LargePrint, Layout, Palette, Style};
use crate::pdf::{self, WriteError};
use crate::source::Span;
use crate::transcript;
use crate::typeset::Fonts;
pub use blame::Suspects;
pub use medium::file_names;
use medium::{Layouts, Medium, Timed};
pub use sheets::filler_pages;
pub use show::{Shown, show};

/// One finished edition.
#[derive(Clone, Debug)]
pub struct Output {
    /// Which.
    pub edition: EditionName,
    /// The size of its text in points, where large print comes in several.
    pub size: Option<f32>,
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
    /// Content streams that could not be made smaller, since they are not as krilla writes them.
    pub left_alone: usize,
    /// How long it took.
    pub milliseconds: f64,
    /// What its author brought along, should it turn out to be faulty.
    pub suspects: Suspects,
}

impl Output {
    /// What people are told that it is: the edition, with its size where it has several.
    #[must_use]
    pub fn label(&self) -> String {
        match self.size {
            Some(size) => LargePrint::Sized(size).edition(),
            None => self.edition.as_str().to_owned(),
        }
    }
}

/// What only a fault of the program's can cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InternalFault {
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
    pub fault: Option<InternalFault>,
    /// The layout of `screen`, `booklet` and `press`, where one of them was made.
    pub pocket: Option<Layout>,
    /// The layouts of `large-print`, one for each size, where it was made.
    pub large_print: Vec<Layout>,
}

/// What a run asks for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The editions named on the command line; empty is what the booklet says, or all.
    pub editions: Vec<EditionName>,
    /// Folders of fonts named on the command line.
    pub fonts: Vec<PathBuf>,
    /// What tagged editions are written for.
    pub generation: Generation,
}

/// Makes the editions of a book.
#[must_use]
pub fn make(book: &Book, request: &Request) -> Made {
    let mut made = Made::default();
    let wanted = wanted(book, request);
    let fonts = fonts_for(book, request, &mut made.diagnostics);
    let maker = Maker::new(book, &fonts, request);
    let layouts = maker.lay_out(&wanted, &mut made.diagnostics, &|_, _, _| {});
    if !made.diagnostics.iter().any(Diagnostic::is_error) {
        // Each by itself, and what they have to say in their order all the same.
        let outcomes: Vec<Outcome> = layouts
            .files(&book.slug, &book.theme.large_sizes, &wanted)
            .into_par_iter()
            .map(|(edition, name, medium)| maker.make(edition, name, medium))
            .collect();
        outcomes.into_iter().for_each(|outcome| made.take(outcome));
    }
    maker.report(&mut made);
    once::say(book, &mut made.diagnostics);
    (made.pocket, made.large_print) = layouts.own();
    if made.diagnostics.iter().any(Diagnostic::is_error) || made.fault.is_some() {
        made.outputs.clear();
    }
    made
}

/// A book's layouts, without the files that would be made of them.
#[derive(Debug, Default)]
pub struct Proof<L = Layout> {
    /// That of `screen`, `booklet` and `press`, where one of them is wanted.
    pub pocket: Option<L>,
    /// Those of `large-print`, one for each size, where it is wanted.
    pub large_print: Vec<L>,
    /// What is wrong with the book, as [`make`] would say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Is shown each layout as soon as it is there, with the faces that it is set in and what is wrong
/// with it.
pub type Show<'s> = dyn Fn(&Arc<Layout>, &Arc<Fonts>, &[Diagnostic]) + Sync + 's;

/// Lays out the editions of a book and writes none.
#[must_use]
pub fn proof(book: &Book, request: &Request) -> Proof {
    let Proof { pocket, large_print, diagnostics } = proof_shown(book, request, &|_, _, _| {});
    let own = |layout| Arc::try_unwrap(layout).expect("nobody else was shown it");
    let large_print = large_print.into_iter().map(own).collect();
    Proof { pocket: pocket.map(own), large_print, diagnostics }
}

/// The same, with each layout shown while others are still under way.
#[must_use]
pub fn proof_shown(book: &Book, request: &Request, show: &Show<'_>) -> Proof<Arc<Layout>> {
    let mut made = Made::default();
    let wanted = wanted(book, request);
    let fonts = fonts_for(book, request, &mut made.diagnostics);
    let maker = Maker::new(book, &fonts, request);
    let layouts = maker.lay_out(&wanted, &mut made.diagnostics, show);
    if let Some(pocket) = &layouts.pocket
        && !made.diagnostics.iter().any(Diagnostic::is_error)
    {
        for edition in wanted {
            let mut outcome = Outcome::default();
            if matches!(edition, EditionName::Booklet | EditionName::Press) {
                maker.impose(edition, &pocket.layout, &mut outcome);
            }
            made.diagnostics.extend(outcome.diagnostics);
        }
    }
    once::say(book, &mut made.diagnostics);
    let (pocket, large_print) = layouts.untimed();
    Proof { pocket, large_print, diagnostics: made.diagnostics }
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

/// The fonts of the program, of the booklet and of the named folders, those of the theme first.
fn fonts_for(book: &Book, request: &Request, diagnostics: &mut Vec<Diagnostic>) -> Arc<Fonts> {
    let fonts = fonts::load(book, request, diagnostics);
    fonts::preferred(&fonts, &style::pocket(&book.theme)).unwrap_or(fonts).into()
}

struct Maker<'a> {
    book: &'a Book,
    fonts: &'a Arc<Fonts>,
    /// The faces of large print, where it prefers another family.
    large_fonts: Option<Arc<Fonts>>,
    request: &'a Request,
    pocket_style: Style,
    /// One for each size of large print.
    large_styles: Vec<Style>,
    about_chapter: bool,
}

/// What came of one edition.
#[derive(Default)]
struct Outcome {
    output: Option<Output>,
    diagnostics: Vec<Diagnostic>,
    notes: Vec<String>,
    fault: Option<InternalFault>,
}

impl Made {
    fn take(&mut self, outcome: Outcome) {
        self.outputs.extend(outcome.output);
        self.diagnostics.extend(outcome.diagnostics);
        self.notes.extend(outcome.notes);
        self.fault = self.fault.take().or(outcome.fault);
    }
}

impl<'a> Maker<'a> {
    fn new(book: &'a Book, fonts: &'a Arc<Fonts>, request: &'a Request) -> Self {
        let pocket_style = style::pocket(&book.theme);
        let large_styles = style::large_prints(&book.theme);
        // `docs/format.md`, section 5: decided by all layouts, whichever editions are built.
        let large_fonts = large_styles.first().and_then(|style| fonts::preferred(fonts, style));
        let large_fonts = large_fonts.map(Arc::new);
        let fits = |style: &Style, fonts: &Fonts| layout::imprint_fits(book, style, fonts);
        let large = large_fonts.as_ref().unwrap_or(fonts);
        let about_chapter =
            !fits(&pocket_style, fonts) || !large_styles.iter().all(|style| fits(style, large));
        Self { book, fonts, large_fonts, request, pocket_style, large_styles, about_chapter }
    }

    /// Lays out what the wanted editions need, side by side; what is wrong is told in the
    /// order of the editions, then what is wrong with fonts.
    fn lay_out(
        &self,
        wanted: &[EditionName],
        diagnostics: &mut Vec<Diagnostic>,
        show: &Show<'_>,
    ) -> Layouts {
        let shared = [EditionName::Screen, EditionName::Booklet, EditionName::Press];
        let shared = wanted.iter().position(|edition| shared.contains(edition));
        let large = wanted.iter().position(|edition| *edition == EditionName::LargePrint);
        let lay_out = |style: &Style, fonts: &Arc<Fonts>, edition: &str| {
            let start = Instant::now();
            let (layout, problems) =
                layout::lay_out(self.book, style, fonts, edition, self.about_chapter);
            let layout = Arc::new(layout);
            show(&layout, fonts, &problems);
            (Timed { layout, milliseconds: elapsed(start) }, problems)
        };
        let in_size = |style: &Style| {
            let edition = style.large_print.map_or(String::new(), LargePrint::edition);
            lay_out(style, self.large_fonts(), &edition)
        };
        let large_styles = if large.is_some() { &self.large_styles[..] } else { &[] };
        let (pocket, large_prints): (_, Vec<_>) = rayon::join(
            || shared.map(|at| lay_out(&self.pocket_style, self.fonts, wanted[at].as_str())),
            || large_styles.par_iter().map(in_size).collect(),
        );
        let (pocket, first) = pocket.unzip();
        let (large_print, second): (Vec<_>, Vec<_>) = large_prints.into_iter().unzip();
        let (mut first, mut second) = (first.unwrap_or_default(), second.concat());
        if large < shared {
            std::mem::swap(&mut first, &mut second);
        }
        let before = diagnostics.len();
        diagnostics.extend(first.into_iter().chain(second));
        let mut found = diagnostics[before..].iter_mut();
        if let Some(first) = found.find(|problem| problem.code == codes::BACK_PAGE_OVERFLOW) {
            *first = first.clone().help(self.without_overflow());
        }
        diagnostics.extend(white_box::judge(self.book, wanted));
        let layouts = Layouts { pocket, large_print };
        self.remark(&layouts, diagnostics);
        layouts
    }

    fn large_fonts(&self) -> &Arc<Fonts> {
        self.large_fonts.as_ref().unwrap_or(self.fonts)
    }

    /// Makes a file of an edition.
    fn make(&self, edition: EditionName, name: String, medium: Medium<'_>) -> Outcome {
        let start = Instant::now();
        let mut outcome = Outcome::default();
        match medium {
            Medium::Text => {
                let text = transcript::write(self.book, self.about_chapter);
                self.page(edition, text, &mut outcome);
            }
            Medium::Web => {
                let page = html::write(self.book, self.fonts, self.about_chapter);
                self.page(edition, page, &mut outcome);
            }
            Medium::Screen(timed) => {
                outcome.notes.extend(advice::for_screen(&self.book.language, self.fonts));
                let palette = editions::screen_palette(self.book, &timed.layout);
                let publication = self.single_pages(&timed.layout, palette);
                self.print(edition, &publication, self.fonts, &mut outcome);
            }
            Medium::LargePrint(timed) => {
                outcome.notes.extend(advice::for_large_print(&timed.layout));
                let publication = self.single_pages(&timed.layout, timed.layout.style.palette);
                self.print(edition, &publication, self.large_fonts(), &mut outcome);
            }
            Medium::Sheets(timed) => {
                if let Some(publication) = self.impose(edition, &timed.layout, &mut outcome) {
                    self.print(edition, &publication, self.fonts, &mut outcome);
                }
            }
        }
        if let Some(output) = &mut outcome.output {
            output.file_name = name;
            output.size = medium.large_print().and_then(LargePrint::size);
            output.milliseconds = elapsed(start) + medium.milliseconds();
            outcome.diagnostics.extend(weight::judge(self.book, output));
        }
        outcome
    }

    fn single_pages<'l>(&self, layout: &'l Layout, palette: Palette) -> Publication<'l>
    where
        'a: 'l,
    {
        editions::single_pages(self.book, layout, palette, self.request.generation)
    }

    /// An edition that is a PDF.
    fn print(
        &self,
        edition: EditionName,
        publication: &Publication<'_>,
        fonts: &Fonts,
        outcome: &mut Outcome,
    ) {
        match write(self.book, edition, publication, fonts) {
            Ok(output) => outcome.output = Some(output),
            Err(WriteError::DamagedFont { family }) => {
                outcome.diagnostics.push(fonts::damaged(self.book, &family, fonts));
            }
            Err(WriteError::Internal { message, span }) => {
                let guilty = Suspects::of(self.book, publication, fonts).convict();
                if !guilty.is_empty() {
                    outcome.diagnostics.extend(guilty);
                    return;
                }
                let edition = edition.as_str();
                let words = format!("the {edition} edition could not be written: ");
                outcome.fault = Some(InternalFault { message: words + &message, span });
            }
        }
    }

    /// The pages of the pocket layout on the sheets of an edition for paper.
    fn impose<'l>(
        &self,
        edition: EditionName,
        layout: &'l Layout,
        outcome: &mut Outcome,
    ) -> Option<Publication<'l>>
    where
        'a: 'l,
    {
        let book = self.book;
        if edition == EditionName::Booklet {
            outcome.notes.extend(advice::for_booklet(layout));
        }
        let fillers = sheets::filler_pages(book, layout, self.fonts);
        if edition == EditionName::Press {
            return Some(editions::press(book, layout, fillers));
        }
        match editions::booklet(book, layout, fillers) {
            Ok(publication) => Some(publication),
            Err(problem) => {
                sheets::refuse(book, problem, self.request.editions.contains(&edition), outcome);
                None
            }
        }
    }

    /// An edition that is no PDF.
    fn page(&self, edition: EditionName, text: String, outcome: &mut Outcome) {
        outcome.output = Some(Output {
            edition,
            size: None,
            file_name: String::new(),
            bytes: text.into_bytes(),
            pages: None,
            sheets: None,
            filler_pages: 0,
            looks: Vec::new(),
            standards: editions::standards(edition, self.request.generation),
            left_alone: 0,
            milliseconds: 0.0,
            suspects: Suspects::default(),
        });
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

fn write(
    book: &Book,
    edition: EditionName,
    publication: &Publication<'_>,
    fonts: &Fonts,
) -> Result<Output, WriteError> {
    let generation = publication.generation.unwrap_or_default();
    let written = catch_unwind(AssertUnwindSafe(|| pdf::write(publication, fonts)));
    let written = written.unwrap_or_else(|panic| {
        // With what an author brought along at fault it is an error like others.
        if Suspects::of(book, publication, fonts).convict().is_empty() {
            resume_unwind(panic);
        }
        Err(WriteError::Internal { message: "it broke off".to_owned(), span: None })
    })?;
    Ok(Output {
        edition,
        size: None,
        file_name: String::new(),
        bytes: written.bytes,
        pages: Some(publication.sheets.len()),
        sheets: (edition == EditionName::Booklet).then_some(publication.sheets.len() / 2),
        filler_pages: publication.fillers.len(),
        looks: editions::looks(publication),
        standards: editions::standards(edition, generation),
        left_alone: written.left_alone,
        milliseconds: 0.0,
        suspects: Suspects::of(book, publication, fonts),
    })
}

fn elapsed(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}
