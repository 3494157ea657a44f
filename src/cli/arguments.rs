//! The arguments of every command, and the help for them.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::examples;
use crate::content::EditionName;
use crate::editions::Generation;
use crate::words::Date;

/// Turns structured TOML chapters into an accessible, printable PDF booklet
#[derive(Debug, Parser)]
#[command(
    name = "chapbook",
    version = super::version::VERSION,
    arg_required_else_help = true,
    after_help = examples::WHOLE
)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build booklets: PDFs, a web page and plain text
    #[command(after_help = examples::BUILD)]
    Build(BuildOptions),
    /// Build a booklet again whenever one of its files changes; Ctrl-C ends it
    #[command(after_help = examples::WATCH)]
    Watch(WatchOptions),
    /// Open a booklet in the browser: its words, what is to be mended, and its pages; Ctrl-C ends it
    #[cfg(feature = "desk")]
    #[command(after_help = examples::DESK)]
    Desk(DeskOptions),
    /// Report what stands between a booklet and its readers; builds nothing
    #[command(after_help = examples::CHECK)]
    Check(CheckOptions),
    /// Judge finished PDFs by PDF/UA-1 (accessibility) and PDF/A-2a (archiving)
    #[command(after_help = examples::VERIFY)]
    Verify(VerifyOptions),
    /// Show what a PDF tells a screen reader
    #[command(after_help = examples::READ)]
    Read(ReadOptions),
    /// Show what changed between two states of a booklet, for sign-off: what matters first
    #[command(after_help = examples::CHANGES)]
    Changes(ChangesOptions),
    /// Say what a code means, whom it affects and how to mend it; without a code, list them
    #[command(after_help = examples::EXPLAIN)]
    Explain(ExplainOptions),
    /// Write a starter booklet that builds as it is and teaches by its comments
    #[command(after_help = examples::NEW)]
    New(NewOptions),
    /// Make a booklet of a Word file, an OpenDocument text, a web page, Markdown or plain text
    #[command(after_help = examples::IMPORT)]
    Import(ImportOptions),
    /// Print the JSON Schema of a kind of file, so that your editor completes and checks it
    #[command(after_help = examples::SCHEMA)]
    Schema(SchemaOptions),
    /// Print a script that completes chapbook's commands in your shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// Your shell
        shell: clap_complete::Shell,
    },
}

/// Options of `build`.
#[derive(Clone, Debug, Args)]
pub(super) struct BuildOptions {
    /// A booklet's folder, its booklet.toml, or a folder with booklets somewhere below
    /// [default: the working directory where it holds a booklet.toml, else `booklet`]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(
        long = "edition",
        value_name = "NAME",
        value_parser = edition,
        help = only_edition()
    )]
    pub editions: Vec<EditionName>,
    /// Folder for the finished files
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Folder that no path of a booklet may leave
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Folder with more fonts; may be given several times
    #[arg(long, value_name = "DIR")]
    pub fonts: Vec<PathBuf>,
    /// Remove files of an earlier build of the same booklet that have another name now; what was
    /// changed since is left
    #[arg(long)]
    pub prune: bool,
    /// Write SLUG.chapbook.json too: what the booklet was made of and what was made of it, for
    /// `changes`
    #[arg(long)]
    pub record: bool,
    /// Show the first file that was made in the program that your computer has for it
    #[arg(long)]
    pub open: bool,
    /// How many booklets to build side by side, at most one a processor core [default: one a core]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<NonZeroUsize>,
    /// Do not judge the finished PDFs before they are moved into place
    #[arg(long)]
    pub no_verify: bool,
    /// What the PDFs to be read on a screen conform to
    #[arg(long, value_enum, default_value_t)]
    pub standard: StandardName,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Options of `watch`.
#[derive(Clone, Debug, Args)]
pub(super) struct WatchOptions {
    /// A booklet's folder or its booklet.toml
    /// [default: the working directory where it holds a booklet.toml, else `booklet`]
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// What the shell tears off a name with spaces in it.
    #[arg(hide = true)]
    pub torn: Vec<PathBuf>,
    #[arg(
        long = "edition",
        value_name = "NAME",
        value_parser = edition,
        help = only_edition()
    )]
    pub editions: Vec<EditionName>,
    /// Folder for the finished files
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Folder that no path of the booklet may leave
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Folder with more fonts; may be given several times
    #[arg(long, value_name = "DIR")]
    pub fonts: Vec<PathBuf>,
    /// Do not judge the finished PDFs after they were moved into place
    #[arg(long)]
    pub no_verify: bool,
    /// What the PDFs to be read on a screen conform to
    #[arg(long, value_enum, default_value_t)]
    pub standard: StandardName,
}

/// Options of `desk`.
#[cfg(feature = "desk")]
#[derive(Clone, Debug, Args)]
pub(super) struct DeskOptions {
    /// A booklet's folder, its booklet.toml, or a folder with booklets somewhere below
    /// [default: the working directory where it holds a booklet.toml, else `booklet`]
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// What the shell tears off a name with spaces in it.
    #[arg(hide = true)]
    pub torn: Vec<PathBuf>,
    /// Port of this computer at which the desk answers [default: a free one]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Do not open the browser; the address that lets one in, once, is printed
    #[arg(long)]
    pub no_open: bool,
    /// Folder that no path of a booklet may leave
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Folder with more fonts; may be given several times
    #[arg(long, value_name = "DIR")]
    pub fonts: Vec<PathBuf>,
}

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub(super) struct CheckOptions {
    /// A booklet's folder, its booklet.toml, or a folder with booklets somewhere below
    /// [default: the working directory where it holds a booklet.toml, else `booklet`]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Make the changes that are safe, in the booklet's own files; never in the house's
    #[arg(long)]
    pub fix: bool,
    /// What is to be a failure (exit code 1) beside errors
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// The day to compare review dates with [default: the computer's date]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Date>,
    /// Folder that no path of a booklet may leave
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Folder with more fonts; may be given several times
    #[arg(long, value_name = "DIR")]
    pub fonts: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
}

/// What is to be a failure beside errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings too
    Warnings,
}

/// How `check` reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    #[default]
    Human,
    /// For programs: one JSON document on standard output
    Json,
    /// For code review tools: SARIF 2.1.0 on standard output
    Sarif,
}

/// What tagged PDFs conform to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum StandardName {
    /// PDF/UA-1 and PDF/A-2a, which readers and checkers of today are made for
    #[default]
    #[value(name = "ua-1")]
    Ua1,
    /// PDF/UA-2, PDF/A-4 and Well-Tagged PDF 1.0, as PDF 2.0
    #[value(name = "ua-2")]
    Ua2,
}

impl From<StandardName> for Generation {
    fn from(name: StandardName) -> Self {
        match name {
            StandardName::Ua1 => Self::Ua1,
            StandardName::Ua2 => Self::Ua2,
        }
    }
}

/// Options of `verify`.
#[derive(Clone, Debug, Args)]
pub(super) struct VerifyOptions {
    /// The PDFs
    #[arg(value_name = "FILE.pdf", required = true)]
    pub files: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Options of `read`.
#[derive(Clone, Debug, Args)]
pub(super) struct ReadOptions {
    /// The PDF
    #[arg(value_name = "FILE.pdf")]
    pub file: PathBuf,
    /// In words, as a screen reader would say it
    #[arg(long)]
    pub heard: bool,
}

/// Options of `changes`.
#[derive(Clone, Debug, Args)]
pub(super) struct ChangesOptions {
    /// The old state: a booklet's folder, a folder of booklets, or a tagged PDF; with --since left
    /// away
    #[arg(value_name = "OLD")]
    pub old: Option<PathBuf>,
    /// The new state, of the same kinds
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// Take the folder's state at a revision of git (HEAD, a tag, a commit) in place of OLD
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Write the report into this file, which ends in .html or .pdf
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Folder that no path of a booklet may leave
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Folder with more fonts; may be given several times
    #[arg(long, value_name = "DIR")]
    pub fonts: Vec<PathBuf>,
    /// End the report with a table to sign
    #[arg(long, requires = "out")]
    pub sign_off: bool,
    /// Fail (exit code 1) where anything changed
    #[arg(long)]
    pub exit_code: bool,
    /// What is to be a failure (exit code 1)
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<DenyChange>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What of the changes is to be a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DenyChange {
    /// A number, dose, date, telephone number or address that changed
    Numbers,
}

/// Options of `explain`.
#[derive(Clone, Debug, Args)]
pub(super) struct ExplainOptions {
    /// The code, as it stands in a message: missing-alt
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Options of `new`.
#[derive(Clone, Debug, Args)]
pub(super) struct NewOptions {
    /// The folder to make; where it is there already, it must be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What the shell tears off a name with spaces in it.
    #[arg(hide = true)]
    pub torn: Vec<PathBuf>,
}

/// Options of `import`.
#[derive(Clone, Debug, Args)]
pub(super) struct ImportOptions {
    /// The file: .docx, .odt, .html, .md or .txt
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The folder to make; where it is there already, it must be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What the file is, where its name does not say it
    #[arg(long, value_enum, value_name = "NAME")]
    pub from: Option<FormatName>,
    /// What becomes of tracked changes; needed where the file has some
    #[arg(long, value_enum, value_name = "WHAT")]
    pub changes: Option<ChangesName>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// A format that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    /// Word
    Docx,
    /// OpenDocument text
    Odt,
    /// A web page
    Html,
    /// Markdown
    Md,
    /// Plain text
    Txt,
}

/// What becomes of tracked changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangesName {
    /// They are made
    Accept,
    /// They are undone
    Reject,
}

/// Options of `schema`.
#[derive(Clone, Debug, Args)]
pub(super) struct SchemaOptions {
    /// The kind of file
    #[arg(value_enum)]
    pub kind: FileKind,
    /// Write it into this file, as UTF-8 in every shell, and not to standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A kind of file that authors write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FileKind {
    /// booklet.toml
    Booklet,
    /// The file of a chapter
    Chapter,
    /// A house file, which several booklets share
    House,
}

/// How to report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Human,
    /// For programs: one JSON document on standard output
    Json,
}

fn day(text: &str) -> Result<Date, String> {
    let wrong = "write a day as year, month and day: 2026-10-01";
    // Nothing but the date itself: jiff would also take a time with it.
    let whole = text.len() == "2026-10-01".len();
    let date = text.parse::<jiff::civil::Date>().ok().filter(|_| whole).ok_or(wrong)?;
    Ok(super::clock::date(date))
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a whole number from 1 on".to_owned())
}

/// What `--edition` does, with every name.
fn only_edition() -> String {
    let (last, others) = EditionName::NAMES.split_last().expect("there are editions");
    let names = others.join(", ");
    format!("Build this edition only ({names} or {last}); may be given several times")
}

fn edition(name: &str) -> Result<EditionName, String> {
    EditionName::from_name(name).ok_or_else(|| {
        let known = EditionName::ALL.map(EditionName::as_str);
        let called = crate::content::edition_called(name).filter(|it| known.contains(it));
        match called.or_else(|| crate::diagnostic::nearest(name, known)) {
            Some(near) => format!("there is no such edition; did you mean `{near}`?"),
            None => format!("there is no such edition; the editions are {}", known.join(", ")),
        }
    })
}

/// Whether arguments that could not be understood ask for JSON, so that a program that called is
/// answered in JSON even then.
pub(super) fn ask_for_json(arguments: &[OsString]) -> bool {
    let pairs = arguments.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    pairs || arguments.iter().any(|argument| argument == "--format=json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_of_the_arguments_is_sound() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples_in_its_help() {
        use clap::CommandFactory as _;
        for command in Arguments::command().get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            let line = format!("chapbook {}", command.get_name());
            let (_, examples) = help.split_once("\nExamples:\n").unwrap_or_default();
            assert!(examples.contains(&line), "{line}: {help}");
            assert!(examples.lines().all(|line| line.chars().count() <= 80), "{line}: {help}");
        }
    }

    #[test]
    fn a_misspelt_edition_is_named_with_its_neighbour() {
        let error = edition("large-prin").unwrap_err();
        assert!(error.contains("`large-print`"), "{error}");
        assert!(edition("pdf").unwrap_err().contains("did you mean `screen`?"));
        assert!(edition("print").unwrap_err().contains("did you mean `booklet`?"));
        assert!(edition("word").unwrap_err().contains("the editions are screen"));
        assert!(edition("sonnet").unwrap_err().contains("press, html"));
    }

    #[test]
    fn a_day_is_a_date_and_nothing_else() {
        assert_eq!(day("2026-10-01"), Ok(Date { year: 2026, month: 10, day: 1 }));
        for text in ["2026-13-01", "01/10/2026", "2026-10-01T10:00", "today", "20261001"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn json_is_recognised_in_both_spellings() {
        let arguments = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert!(ask_for_json(&arguments(&["chapbook", "build", "--format", "json", "--bad"])));
        assert!(ask_for_json(&arguments(&["chapbook", "--format=json"])));
        assert!(!ask_for_json(&arguments(&["chapbook", "build", "json"])));
    }
}
