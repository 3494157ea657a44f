//! Turns structured TOML chapters into an accessible, printable PDF booklet.
//!
//! # One way through the house
//!
//! ```text
//! Sources ─read→ Book ─lay out(Style)→ Layout ─arrange→ Publication ─write→ bytes ─verify→ report
//!                  ├──────── check ──────┘
//!                  └─ html, text
//! ```
//!
//! 1. [`content`] reads TOML into a [`content::Book`]: every name resolved, every string parsed,
//!    every character traceable to its place in the source. What it cannot read it reports, all of
//!    it in one run, as [`diagnostic::Diagnostic`]s.
//! 2. [`typeset`] turns a styled paragraph into lines of glyphs: fonts, bidi, shaping, line breaks.
//!    It knows nothing of pages.
//! 3. [`layout`] composes the book into a logical structure and a flow of pieces, puts the pieces
//!    on pages, and finishes the pages. **Structure before pages:** the tree is complete before the
//!    first page exists; pagination only decides where its leaves are drawn. A paragraph over two
//!    pages is one P with two stretches of marked content.
//! 4. [`editions`] holds the values of each edition's style and arranges the layout's pages on
//!    sheets: one by one, two-up in saddle-stitch order, or with bleed for a print shop. `screen`,
//!    `booklet` and `press` are drawn from one layout, so that their page numbers agree;
//!    `large-print` is a layout of its own, never a scaled one.
//! 5. [`pdf`] draws a publication, keeps krilla's identifiers by leaf, and walks the structure once
//!    for the tag tree. It has never heard of chapters or callouts. [`svg`] draws the same publication
//!    for the eyes alone, each line with its place in the source.
//! 6. [`make`] is the driver: it makes the editions of a book in memory.
//! 7. [`check`] looks at the book and its layouts as their readers do and gives advice: one file a
//!    rule, whose rustdoc is the manual that people are shown.
//! 8. `verify` judges finished files and reads their structure back; `cli` finds booklets, renders
//!    diagnostics and moves finished files into place, all of a booklet's or none, one run at a
//!    time; which booklet made which files it keeps in the output folder.
//!
//! Beside the way: `desk` shows a booklet in a browser, its pages drawn by [`svg`]; [`changes`] tells what
//! changed between two states of a booklet, each a book or the structure that `verify` reads, and
//! proves that it left nothing out; [`import`] makes a booklet of a file of another program: readers for
//! each format, one tree, one writer, and a count of all words; `explain` holds a page for every code,
//! `schema` describes the files of authors to their editors, `starter` is the booklet that `new`
//! writes. All that an author may write is one table,
//! `keys`, from which the reader, its messages, the schemas and `docs/keys.md` come; all codes are
//! listed in `codes`; what is known of a language stands in a file of `src/languages`.
//!
//! `keys`, `source`, `codes`, `diagnostic`, `geometry`, `language`, `words`, `number`, `picture`, `qr`,
//! `uri`, `symbols` and `unseen` are the vocabulary others share. `tests/integration/architecture.rs` holds each module to what it may
//! import.
//!
//! `docs/architecture.md` follows a word, a mistake and a page number through the modules, and says
//! how files stay whole and outputs the same; `docs/decisions.md` has the reasons. What the files of
//! authors may hold is `docs/format.md`.
//!
//! # What may go wrong, and who says so
//!
//! Whatever an author can cause is a [`diagnostic::Diagnostic`] with the narrowest place in a file;
//! what the machine causes is an error with its path; what only a fault of this program can cause
//! is an `expect` that names the invariant. Nothing that is built depends on the clock, the
//! environment or the system's fonts: the same input gives the same bytes. `check` alone compares
//! review dates with the day, which `cli` hands in.
//!
//! # Glossary
//!
//! | word | meaning |
//! | --- | --- |
//! | chapter | a file of blocks under one title |
//! | block | what an author writes between two `[[block]]`: text, a list, a callout … |
//! | piece | an unbreakable strip of a column: a line, a row of a table, a picture |
//! | keep | the wish of a piece to stay on a page with the next |
//! | widow, orphan | a paragraph's last or first line alone on a page; neither is left |
//! | line | glyphs that share a baseline |
//! | leaf | a stretch of the structure that is drawn |
//! | artifact | something drawn that is no part of the structure: panels, rules, footers |
//! | page | what a reader turns |
//! | sheet | what a printer prints: one page, or two on each side |
//! | recto | a right-hand page; left-hand where reading goes from right to left |
//! | imposition | which page comes to lie where on the sheets |
//! | creep | how far inner sheets of a folded booklet are pushed out by those around them |
//! | filler page | a page that fills up the last sheet, directly before the back page |
//! | edition | one of the forms that a booklet is published in |
//! | words | what an author writes, and where each stretch of it comes from |
//! | phrases | what the program adds, in the booklet's language |
//! | sign | a character of an author's string, with the place that it was written at |
//! | origin | the place in a file that a stretch of words comes from, byte for byte or as a whole |
//! | run | text of one style after the other: of a paragraph before it is set, of glyphs after |
//! | state | a booklet as its readers read it, to be compared: parts with passages, and their words |
//! | segment | text of one run, direction, script and family, which is shaped at once |
//! | setting | all that shaping depends on besides the text: face, script, language, direction |
//! | stretch | part of a text that is treated alike; in `typeset` a segment that was shaped |
//! | seam | a place where glyphs may be parted without shaping anew |
//! | cluster | characters and the glyphs that stand for them together |
//! | atom | what must stay in order and in one piece: a number that is dialled, an address, a measure |
//! | draft | composed words that are not yet broken into lines |
//! | fault | what is wrong with a text or file, before it is a diagnostic with code and place |
//! | anchor | a place that links lead to |
//! | span | a place in a file, from and to |

pub mod changes;
pub mod check;
pub mod cli;
pub mod codes;
pub mod content;
#[cfg(feature = "desk")]
pub mod desk;
pub mod diagnostic;
pub mod editions;
pub mod explain;
pub mod geometry;
pub mod html;
pub mod import;
pub mod keys;
pub mod language;
pub mod layout;
pub mod make;
pub mod number;
pub mod pdf;
pub mod picture;
pub mod qr;
pub mod schema;
pub mod source;
pub mod starter;
pub mod svg;
pub mod symbols;
pub mod transcript;
pub mod typeset;
pub mod unseen;
pub mod uri;
pub mod verify;
pub mod words;
