//! `explain`: what a code means, as a page on the terminal; without a code, the list.

use std::fmt::Write as _;

use super::arguments::ExplainOptions;
use super::exit::Exit;
use super::stream::{complain, print_bytes, takes_colour_on};
use crate::check::{Manual, manuals};
use crate::codes::Severity;
use crate::explain::{PAGES, Page, find};

/// Columns of a terminal.
const WIDTH: usize = 80;

/// Prints a page or the list.
pub(super) fn run(options: &ExplainOptions) -> Exit {
    let pages = pages();
    let Some(code) = &options.code else { return print_bytes(list(&pages).as_bytes()) };
    // As it stands in a message: error[missing-alt].
    let code = code.trim().trim_start_matches("error").trim_start_matches("warning");
    match find(&pages, code.trim_matches(['[', ']'])) {
        Ok(page) => print_bytes(render(page, takes_colour_on(&std::io::stdout())).as_bytes()),
        Err(near) => {
            let advice = near.map_or_else(
                || "`chapbook explain` lists them all".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            complain(&format!("error: there is no code `{code}`; {advice}"));
            Exit::Failed
        }
    }
}

/// Every page, those of `check` included, in the order of the codes.
fn pages() -> Vec<Page> {
    let manual = |it: Manual| Page { code: it.code, severity: it.severity, text: it.text.into() };
    let mut pages: Vec<Page> = PAGES.iter().cloned().chain(manuals().map(manual)).collect();
    pages.sort_by_key(|page| page.code);
    pages
}

/// Every code with its summary beside it, both in columns.
fn list(pages: &[Page]) -> String {
    let column = pages.iter().map(|page| page.code.as_str().len()).max().unwrap_or(0) + 2;
    let mut text = String::new();
    for page in pages {
        let indent = " ".repeat(column);
        let first = format!("{:column$}", page.code);
        let options =
            textwrap::Options::new(WIDTH).initial_indent(&first).subsequent_indent(&indent);
        text.push_str(&textwrap::fill(page.summary(), options));
        text.push('\n');
    }
    text + "\n`chapbook explain CODE` says more about one of them.\n"
}

/// A page without the signs of Markdown: headings stand out, examples are indented.
fn render(page: &Page, colour: bool) -> String {
    let kind = match page.severity {
        Severity::Error => "an error: the booklet is not built until it is mended",
        Severity::Warning => "a warning: the booklet is built all the same",
        Severity::Info => "good to know: nothing is wrong",
    };
    let mut text = heading(&format!("What {} means", page.code), '=', colour);
    let _ = writeln!(text, "\nIt is {kind}.");
    let _ = writeln!(text, "\n{}", textwrap::fill(page.summary(), WIDTH));
    let mut paragraph = String::new();
    let mut example = false;
    for line in page.body().lines().chain([""]) {
        let fence = line.starts_with("```");
        let title = line.strip_prefix("## ").filter(|_| !example);
        if !example && !paragraph.is_empty() && (line.is_empty() || fence || title.is_some()) {
            let _ = writeln!(text, "\n{}", wrap(paragraph.trim_end()));
            paragraph.clear();
        }
        match title {
            _ if fence => {
                example = !example;
                text.push_str(if example { "\n" } else { "" });
            }
            Some(title) => {
                text.push('\n');
                text.push_str(&heading(title, '-', colour));
            }
            None if example && line.is_empty() => text.push('\n'),
            None if example => {
                let _ = writeln!(text, "    {line}");
            }
            None => paragraph.extend([line, if line.is_empty() { "" } else { " " }]),
        }
    }
    text
}

/// A paragraph in lines; what stands between backticks is not torn apart.
fn wrap(paragraph: &str) -> String {
    const BOUND: char = '\u{A0}';
    let mut code = false;
    let bound: String = paragraph
        .chars()
        .map(|character| {
            code ^= character == '`';
            if code && character == ' ' { BOUND } else { character }
        })
        .collect();
    let options = textwrap::Options::new(WIDTH)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&bound, options).replace(BOUND, " ")
}

fn heading(words: &str, rule: char, colour: bool) -> String {
    if colour {
        format!("\u{1b}[1m{words}\u{1b}[0m\n")
    } else {
        format!("{words}\n{}\n", rule.to_string().repeat(words.chars().count()))
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::codes::Code;

    const PAGE: Page = Page {
        code: Code::of_rule("no-hat"),
        severity: Severity::Warning,
        text: Cow::Borrowed(
            "A head has no hat.\n\nIt rains\nnow.\n\n## Example\n\nBefore:\n\n```toml\nhat = 1\n\n# x\n```\n",
        ),
    };

    #[test]
    fn a_page_is_read_without_the_signs_of_markdown() {
        let expected = "\
What no-hat means
=================

It is a warning: the booklet is built all the same.

A head has no hat.

It rains now.

Example
-------

Before:

    hat = 1

    # x
";
        assert_eq!(render(&PAGE, false), expected);
        assert!(render(&PAGE, true).contains("\u{1b}[1mExample\u{1b}[0m\n"));
    }

    #[test]
    fn every_page_and_the_list_fit_a_terminal() {
        let texts = PAGES.iter().map(|page| render(page, false)).chain([list(PAGES)]);
        for text in texts {
            for line in text.lines() {
                assert!(line.chars().count() <= WIDTH, "{line}");
            }
        }
    }

    #[test]
    fn code_in_a_sentence_stays_on_its_line() {
        let text = wrap(&format!("{} `decorative = true`, or more", "word ".repeat(13)));
        assert!(text.contains("\n`decorative = true`, or more"), "{text}");
    }

    #[test]
    fn summaries_stand_in_a_column() {
        let text = list(&[PAGE, Page { code: Code::of_rule("much-longer-code"), ..PAGE }]);
        let at = |line: usize| text.lines().nth(line).unwrap().find("A head");
        assert_eq!(at(0), at(1));
        assert_eq!(at(0), Some(18));
    }
}
