//! Standard output and standard error; a reader that went away is no error.

use std::io::{ErrorKind, IsTerminal, Write as _};

use super::exit::Exit;
use super::pipeline::Failure;
use crate::diagnostic::is_treacherous;

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
    complain_in_colour(text, false);
}

/// The same for lines that a renderer has coloured; names and words in them are [`harmless`] by
/// themselves, so that every sequence in them is the renderer's.
pub(super) fn complain_in_colour(text: &str, colour: bool) {
    let text = harmless(text, colour);
    let mut err = std::io::stderr().lock();
    let _ = err.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = err.write_all(b"\n");
    }
    let _ = err.flush();
}

/// Text whose treacherous signs are made visible, but for line ends and, with `colour`, the sequences
/// that switch colours: the name of a file or the words of a PDF may not drive a terminal.
pub(super) fn harmless(text: &str, colour: bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\n' => shown.push(c),
            '\u{1B}' if colour && switches_colour(&text[at + 1..]) => shown.push(c),
            // The pictures of control characters stand in their order.
            '\0'..='\u{1F}' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7F}' => shown.push('\u{2421}'),
            _ if is_treacherous(c) => shown.push(char::REPLACEMENT_CHARACTER),
            _ => shown.push(c),
        }
    }
    shown
}

/// Whether a text begins as a sequence that switches colours goes on (ECMA-48, 8.3.117, SGR).
fn switches_colour(rest: &str) -> bool {
    rest.strip_prefix('[').is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m')
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_drive_the_terminal() {
        let name = "a\u{1B}[2J\u{1B}[31mb\u{9B}c\r\n";
        assert_eq!(harmless(name, false), "a␛[2J␛[31mb\u{FFFD}c␍\n");
        assert_eq!(harmless(name, true), "a␛[2J\u{1B}[31mb\u{FFFD}c␍\n");
        let turned = "\u{202E}fdp.exe\u{2069} \u{200F}\u{61C}\u{2028}\u{E0041} می\u{200C}خواهم";
        assert_eq!(
            harmless(turned, false),
            "\u{FFFD}fdp.exe\u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD} می\u{200C}خواهم"
        );
    }
}
