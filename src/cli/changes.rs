//! Changes of whole lines as people are shown them: the lines that go with -, those that come with +.

use super::excerpt::Excerpt;
use super::stream::harmless;
use crate::diagnostic::Patch;

/// A change: the number of its first line, the lines that go, and those that come.
pub(super) struct Lines {
    first: usize,
    old: Vec<String>,
    new: Vec<String>,
}

/// The lines that a change takes out and puts in, where it takes some out and is about more than one;
/// the renderer shows of such a change only what comes.
pub(super) fn lines(excerpt: Excerpt<'_>, patch: &Patch) -> Option<Lines> {
    let mut new = excerpt.text.to_owned();
    new.replace_range(excerpt.range(patch.span), &patch.replacement);
    let (old, new): (Vec<&str>, Vec<&str>) =
        (excerpt.text.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let ends = old[same..].iter().rev().zip(new[same..].iter().rev());
    let end = ends.take_while(|(old, new)| old == new).count();
    let plain = |lines: &[&str]| lines.iter().map(|line| harmless(line, false)).collect();
    let lines = Lines {
        first: excerpt.first_line + same,
        old: plain(&old[same..old.len() - end]),
        new: plain(&new[same..new.len() - end]),
    };
    let several = lines.old.len() > 1 || lines.new.len() > 1;
    (several && !lines.old.is_empty()).then_some(lines)
}

/// A change as the renderer shows one of a line.
pub(super) fn shown(help: &str, lines: &Lines, colour: bool) -> String {
    let last = lines.first + lines.old.len().max(lines.new.len());
    let width = last.to_string().len();
    let in_colour = |code: &str, words: &str| match colour {
        true => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
        false => words.to_owned(),
    };
    let bar = format!("{} {}", " ".repeat(width), in_colour("1;94", "|"));
    let mut text = format!("\n{}: {help}\n{bar}\n", in_colour("1;96", "help"));
    for (sign, code, lines, first) in
        [("-", "91", &lines.old, lines.first), ("+", "92", &lines.new, lines.first)]
    {
        for (at, line) in lines.iter().enumerate() {
            let number = in_colour("1;94", &format!("{:<width$}", first + at));
            text.push_str(&format!("{number} {} {line}\n", in_colour(code, sign)));
        }
    }
    text.push_str(&bar);
    text
}

#[cfg(test)]
mod tests {
    use crate::cli::report::render;
    use crate::codes;
    use crate::diagnostic::Diagnostic;
    use crate::source::{Sources, Span};

    #[test]
    fn lines_that_go_are_shown_with_those_that_come() {
        let mut sources = Sources::new();
        let id = sources.add("a.toml", "title = \"A\"\n\n- one\n- two\nlast\n");
        let change = |start, end, new: &str| {
            let problem = Diagnostic::error(codes::BAD_MARK, Span::new(id, start, start + 1), "m");
            render(&[problem.fix("write a list", Span::new(id, start, end), new)], &sources, false)
        };
        let report = change(13, 24, "bullets = [\n  \"one\",\n]");
        let expected = "help: write a list\n  |\n3 - - one\n4 - - two\n3 + bullets = [\n4 +   \"one\",\n5 + ]\n  |\n\n";
        assert!(report.ends_with(expected), "{report}");
        // Two lines become one, and one two.
        assert!(change(13, 24, "one").contains("\n3 - - one\n4 - - two\n3 + one\n"));
        assert!(change(13, 18, "a\nb").contains("\n3 - - one\n3 + a\n4 + b\n"));
        // What only comes is shown as it was.
        assert!(change(13, 13, "[[block]]\n").contains("3 + [[block]]\n"));
        assert!(!change(13, 13, "[[block]]\n").contains("- - one"));
    }
}
