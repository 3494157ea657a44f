//! The command line: arguments, files, progress, and what people and programs are told.
//!
//! [`run`] reads the arguments and hands over to one file a command. What a command finds goes to
//! standard error in plain English (`report`), or as one JSON document to standard output
//! (`json`); its exit code is an [`Exit`].
//!
//! `build` does not know how a booklet is made: a [`Load`] is passed in, which reads a booklet and
//! gives back the way to make its editions. So everything here is tried without one.

mod arguments;
mod before;
#[cfg(feature = "desk")]
mod beside;
mod build;
mod called;
mod changes;
mod check;
mod clash;
mod clock;
mod compare;
#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "desk")]
mod doorway;
mod examples;
mod excerpt;
mod exit;
mod explain;
mod find;
mod finish;
mod guard;
mod import;
mod inputs;
mod inspect;
mod interrupt;
mod job;
mod json;
mod mend;
mod new;
mod open;
mod output;
mod paged;
mod panics;
mod pipeline;
mod record;
mod report;
mod revision;
mod sarif;
mod schema;
mod stale;
mod stream;
mod taken;
mod threads;
mod version;
mod watch;
mod welcome;
mod workshop;

use std::ffi::OsString;

use clap::{CommandFactory as _, Parser as _};

pub use pipeline::{BookletRequest, Failure, Load, LoadedBooklet, MadeBooklet, Output, Planned};
pub use workshop::load;

use arguments::{Arguments, Command};
use exit::Exit;

/// Runs the program and gives its exit code (`docs/format.md`, section 8).
pub fn run(arguments: impl IntoIterator<Item = OsString>, load: &Load) -> u8 {
    panics::record();
    threads::settle();
    interrupt::outlive_size_limits();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if welcome::is_called_for(arguments.len()) {
        return welcome::greet().code();
    }
    let outcome = panics::catch(|| match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => dispatch(parsed.command, load),
        Err(error) => explain_usage(&error, &arguments),
    });
    let exit = outcome.unwrap_or_else(|panic| {
        stream::complain(&format!("error: {}", panic.sentence("doing this")));
        Exit::Failed
    });
    exit.code()
}

fn dispatch(command: Command, load: &Load) -> Exit {
    match command {
        Command::Build(options) => build::run(&options, load),
        Command::Watch(options) => watch::run(&options, load),
        #[cfg(feature = "desk")]
        Command::Desk(options) => desk::run(options),
        Command::Check(options) => check::run(&options),
        Command::Verify(options) => threads::side_by_side(|| inspect::verify(&options)),
        Command::Read(options) => inspect::read(&options),
        Command::Changes(options) => compare::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::New(options) => new::run(&options),
        Command::Import(options) => import::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Completions { shell } => complete(shell),
    }
}

fn complete(shell: clap_complete::Shell) -> Exit {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut script);
    stream::print_bytes(&script)
}

/// Bad arguments, or a request for help, which is none.
fn explain_usage(error: &clap::Error, arguments: &[OsString]) -> Exit {
    let said = error.to_string();
    if !error.use_stderr() {
        let help = stream::harmless(said.trim_end(), false) + "\n";
        return stream::print_bytes(help.as_bytes());
    }
    if arguments::ask_for_json(arguments) {
        let first = said.lines().map(str::trim).take_while(|line| !line.is_empty());
        let sentence = stream::harmless(&first.collect::<Vec<_>>().join(" "), false);
        let sentence = sentence.trim_start_matches("error: ");
        let document = match arguments.get(1) {
            Some(command) if command == "verify" => json::nothing_judged(sentence),
            Some(command) if command == "changes" => compare::nothing_compared(sentence),
            _ => json::failure(sentence),
        };
        let _ = stream::print_bytes(document.as_bytes());
    }
    stream::complain(&error.render().to_string());
    Exit::Failed
}
