//! Standard output and standard error; a reader that went away is no error.

use std::io::{ErrorKind, IsTerminal, Write as _};

use super::exit::Exit;
use super::pipeline::Failure;

/// Writes to standard output.
pub(super) fn print_bytes(bytes: &[u8]) -> Exit {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            let Failure(sentence) = Failure::on("write to", "standard output", &error);
            complain(&format!("error: {sentence}"));
            Exit::Failed
        }
    }
}

/// Writes lines to standard error; where that fails, nobody is left to tell.
pub(super) fn complain(text: &str) {
    let mut err = std::io::stderr().lock();
    let _ = err.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = err.write_all(b"\n");
    }
    let _ = err.flush();
}

/// Whether standard error takes colours.
pub(super) fn takes_colour() -> bool {
    takes_colour_on(&std::io::stderr())
}

/// Whether a stream takes colours: a terminal that is not dumb, and no `NO_COLOR`
/// (<https://no-color.org>).
pub(super) fn takes_colour_on(stream: &impl IsTerminal) -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    stream.is_terminal()
        && set("NO_COLOR").is_none()
        && set("TERM").is_none_or(|terminal| terminal != "dumb")
}
