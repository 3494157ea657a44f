//! Strings as a hand would write them in TOML.

/// So long a line of prose is.
const WIDTH: usize = 96;

/// A string; of several paragraphs or long, in lines of its own.
pub(super) fn prose(text: &str) -> String {
    if !text.contains('\n') && text.chars().count() <= WIDTH {
        return string(text);
    }
    let wrapped: Vec<String> = text.split('\n').map(wrapped).collect();
    let text = wrapped.join("\n");
    match () {
        () if !text.contains('\\') && !text.contains("\"\"\"") => {
            format!("\"\"\"\n{text}\n\"\"\"")
        }
        () if !text.contains("'''") => format!("'''\n{text}\n'''"),
        () => format!("\"\"\"\n{}\n\"\"\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// A string in one line, or in several where it has line breaks.
pub(super) fn string(text: &str) -> String {
    match () {
        () if text.contains('\n') => {
            format!("\"{}\"", escaped(text).replace('\n', "\\n"))
        }
        () if !text.contains(['"', '\\']) => format!("\"{text}\""),
        () if !text.contains('\'') => format!("'{text}'"),
        () => format!("\"{}\"", escaped(text)),
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A line of prose in lines of the file, none of which begins like something else.
fn wrapped(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    // What an address in brackets holds is not parted.
    let mut open = false;
    for word in line.split(' ') {
        let length = word.chars().count();
        let fits = width + 1 + length <= WIDTH;
        let last = out.chars().last();
        let spaceless = |c: char| crate::import::write::is_spaceless(c);
        let safe = word.starts_with(|c: char| c.is_alphabetic() && !spaceless(c))
            && last.is_none_or(|c| c != '/' && !spaceless(c));
        if out.is_empty() {
            width = length;
        } else if fits || !safe || open {
            out.push(' ');
            width += 1 + length;
        } else {
            out.push('\n');
            width = length;
        }
        out.push_str(word);
        open = match (word.rfind(['<', '(']), word.rfind(['>', ')'])) {
            (Some(from), Some(to)) => from > to,
            (Some(_), None) => word.contains("](") || word.contains('<'),
            (None, Some(_)) => false,
            (None, None) => open,
        };
    }
    out
}
