//! First words for whoever starts the program without saying what to do, as by a double click.

use std::io::{IsTerminal as _, Read as _};

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

It has no window of its own. You type what it is to do into a terminal {terminal}:

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

/// Says the first words. The window that Windows opens for a double click closes with the program,
/// so there it waits for a key.
pub(super) fn greet() -> Exit {
    let exit = print_bytes(words(&called::program(), cfg!(windows)).as_bytes());
    if cfg!(windows) {
        let exit = exit.max(print_bytes(b"\nPress Enter to close this window. "));
        let _ = std::io::stdin().read(&mut [0]);
        return exit;
    }
    exit
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
            assert_eq!(lines.len(), 3, "{words}");
            for line in lines {
                let name = line.split(' ').next().unwrap_or_default();
                let known = commands.get_subcommands().any(|command| command.get_name() == name);
                assert!(known || name == "--help", "{line}");
            }
        }
    }
}
