//! First words for whoever starts the program without saying what to do, as by a double click.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use super::called;
use super::exit::Exit;
use super::stream::print_bytes;

/// What a person is told who cannot know that this is a program for a terminal.
fn words(program: &str, windows: bool) -> String {
    let terminal = if windows {
        "(PowerShell:
right-click in the folder of your booklets and choose \"Open in Terminal\")"
    } else {
        "(called
Terminal or Console among your computer's programs)"
    };
    let commands = [
        ("new my-booklet", "begins a booklet, in a folder of that name"),
        #[cfg(feature = "desk")]
        ("desk my-booklet", "opens it in your browser, to write in it there"),
        ("build my-booklet", "makes its PDFs and other files, in the folder out"),
        ("--help", "lists what else there is"),
    ];
    let listed: String =
        commands.map(|(line, does)| format!("  {program} {line:16}  {does}\n")).concat();
    let unknown = if program == "chapbook" {
        let typed = if windows { ".\\chapbook" } else { "./chapbook" };
        format!(
            "If the terminal does not know the word chapbook, open it in the folder where this
program lies, and type {typed} in its place. "
        )
    } else {
        String::new()
    };
    format!(
        "\
This is chapbook. It turns text files into booklets of health information: PDFs to
read and to print, large print, a web page, plain text.

You type what it is to do into a terminal {terminal}:

{listed}
{unknown}\"Start here.html\", which lies beside it
in the download, leads you from here to a printed booklet.
"
    )
}

/// Whether there is somebody to greet: no command was given, and a person reads and types.
pub(super) fn is_called_for(arguments: usize) -> bool {
    arguments <= 1 && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Opens the desk for whoever has double-clicked the program, or says the first words. The window that
/// Windows opens for a double click closes with the program, so there it waits for a key.
pub(super) fn greet() -> Exit {
    let exit = begin();
    if cfg!(windows) {
        let exit = exit.max(print_bytes(b"\nPress Enter to close this window. "));
        let _ = std::io::stdin().read(&mut [0]);
        return exit;
    }
    exit
}

#[cfg(feature = "desk")]
fn begin() -> Exit {
    let called = std::env::args_os().next().unwrap_or_default();
    let searched = std::env::var_os("PATH").unwrap_or_default();
    let searched: Vec<PathBuf> = std::env::split_paths(&searched).collect();
    match own_folder(&called, &searched) {
        Some(folder) => {
            let exit = print_bytes(of_desk(&folder).as_bytes());
            exit.max(super::desk::run_near(folder))
        }
        None => say(),
    }
}

#[cfg(not(feature = "desk"))]
fn begin() -> Exit {
    say()
}

fn say() -> Exit {
    print_bytes(words(&called::program(), cfg!(windows)).as_bytes())
}

/// The folder of a program that was double-clicked. It is called by its whole path then; where
/// terminals look for programs, nobody keeps booklets.
#[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "there is no desk to open"))]
fn own_folder(called: &OsString, searched: &[PathBuf]) -> Option<PathBuf> {
    let path = Path::new(called);
    let folder = path.parent().filter(|_| path.is_absolute())?;
    let real = |folder: &Path| std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let known = searched.iter().any(|other| real(other) == real(folder));
    (!known && folder.is_dir()).then(|| folder.to_owned())
}

/// What is said beside the window of the browser.
#[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "there is no desk to open"))]
fn of_desk(folder: &Path) -> String {
    let folder = super::stream::harmless(&super::find::slashed(folder), false);
    format!(
        "\
This is chapbook. It turns what you write into booklets of health information.

It opens your booklets in your browser now: those in the folder
  {folder}
There you write, see the pages, and take away what you print.

To end it, choose \"Close the desk\" there, or close this window.
\"Start here.html\", which lies beside it in the download, tells more.

"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_names_a_command_is_not_greeted() {
        assert!(!is_called_for(2));
    }

    #[test]
    fn the_words_fit_a_window_and_name_commands_that_are_there() {
        use clap::CommandFactory as _;
        let commands = super::super::arguments::Arguments::command();
        for (program, windows) in
            [("chapbook", false), ("./chapbook", false), ("chapbook", true), (".\\chapbook", true)]
        {
            let words = words(program, windows);
            assert!(words.lines().all(|line| line.chars().count() <= 90), "{words}");
            assert_eq!(words.contains("PowerShell"), windows, "{words}");
            let lead = format!("  {program} ");
            let lines: Vec<&str> =
                words.lines().filter_map(|line| line.strip_prefix(&lead)).collect();
            assert_eq!(lines.len(), if cfg!(feature = "desk") { 4 } else { 3 }, "{words}");
            for line in lines {
                let name = line.split(' ').next().unwrap_or_default();
                let known = commands.get_subcommands().any(|command| command.get_name() == name);
                assert!(known || name == "--help", "{line}");
            }
        }
    }

    #[test]
    fn the_desk_is_opened_by_a_double_click_alone() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("chapbook");
        let elsewhere = [PathBuf::from("/usr/bin"), folder.path().join("nowhere")];
        let opened = own_folder(&program.clone().into(), &elsewhere);
        assert_eq!(opened.as_deref(), Some(folder.path()));
        // Typed in a terminal.
        for typed in ["chapbook", "./chapbook", "../chapbook", ""] {
            assert_eq!(own_folder(&typed.into(), &elsewhere), None, "{typed}");
        }
        let known = [folder.path().to_owned()];
        assert_eq!(own_folder(&program.into(), &known), None, "one of the system's folders");
        let words = of_desk(folder.path());
        assert!(words.contains("To end it") && words.contains("Start here.html"), "{words}");
    }
}
