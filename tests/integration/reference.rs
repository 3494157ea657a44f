//! The pages of `docs` that are written from the program, and the links between pages.
//!
//! `BLESS=1 cargo test --test integration -- reference::` writes the pages anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use chapbook::check::manuals;
use chapbook::codes::Severity;
use chapbook::explain::PAGES;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a page with what the program says, or writes it.
fn hold(path: &str, page: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(root().join(path), page).unwrap();
    }
    let stored = std::fs::read_to_string(root().join(path)).unwrap();
    assert!(stored == page, "{path} is not what the program says: BLESS=1 writes it anew");
}

/// The page of a code as a part of a longer page.
fn message(code: &str, severity: Severity, text: &str) -> String {
    let kind = match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Good to know",
    };
    let mut part = format!("\n## {code}\n\n*{kind}.* ");
    let mut example = false;
    for line in text.trim_end().lines() {
        example ^= line.starts_with("```");
        let heading = line.strip_prefix("## ").filter(|_| !example);
        let _ = match heading {
            Some(heading) => writeln!(part, "**{heading}**"),
            None => writeln!(part, "{line}"),
        };
    }
    part
}

#[test]
fn the_page_of_messages_says_what_explain_says() {
    let mut codes: Vec<(&str, Severity, String)> = PAGES
        .iter()
        .map(|page| (page.code.as_str(), page.severity, page.text.to_string()))
        .collect();
    codes.extend(manuals().map(|it| (it.code.as_str(), it.severity, it.text)));
    codes.sort_by(|one, other| one.0.cmp(other.0));
    let mut page = "# Every message\n\nWritten from the pages of `chapbook explain`: `BLESS=1 cargo \
                    test --test integration -- reference::`. An *error* has to be mended before the \
                    booklet is built or published, a *warning* should be. How a message is read \
                    stands in [by-example.md](by-example.md#messages).\n\n\
                    | code | | what it says |\n| --- | --- | --- |\n"
        .to_owned();
    for (code, severity, text) in &codes {
        let kind = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "good to know",
        };
        let summary = text.lines().next().unwrap();
        let _ = writeln!(page, "| [`{code}`](#{code}) | {kind} | {summary} |");
    }
    for (code, severity, text) in &codes {
        page.push_str(&message(code, *severity, text));
    }
    hold("docs/messages.md", &page);
}

/// What the program says of a command.
fn help(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
    // The benchmarks' crate lets clap break lines, which it does not do in a program that is
    // released; no line of ours is as long as this.
    let program = command.args(arguments).env("COLUMNS", "1000").output().unwrap();
    assert!(program.status.success(), "{arguments:?}");
    let text = String::from_utf8(program.stdout).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    // Windows calls it chapbook.exe.
    lines.join("\n").replace("chapbook.exe", "chapbook")
}

/// The names under "Commands:" in the help of the program.
fn commands(help: &str) -> Vec<&str> {
    let list = help.split("\nCommands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().map(|line| line.split_whitespace().next().unwrap());
    names.filter(|name| *name != "help").collect()
}

#[test]
fn the_page_of_commands_says_what_help_says() {
    let whole = help(&["--help"]);
    let mut page = "# Every command\n\nWritten from the program's own help: `BLESS=1 cargo test \
                    --test integration -- reference::`. What the commands promise stands in \
                    [format.md](format.md), section 8, what scripts may rely on in \
                    [scripts.md](scripts.md).\n\n"
        .to_owned();
    let block = |text: &str| format!("```text\n{}\n```\n", text.trim_end());
    page.push_str(&block(&whole));
    let commands = commands(&whole);
    assert!(commands.contains(&"build") && commands.contains(&"explain"), "{commands:?}");
    for command in commands {
        let _ = write!(page, "\n## {command}\n\n{}", block(&help(&[command, "--help"])));
    }
    hold("docs/commands.md", &page);
}

/// Pages that people read on the web.
fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        docs.filter(|path| path.extension().is_some_and(|it| it == "md")).collect();
    pages.extend(["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    pages.sort();
    assert!(pages.len() >= 10, "{pages:?}");
    pages
}

/// A page without what stands in examples and between backticks.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let lines = text.lines().filter(|line| {
        fenced ^= line.starts_with("```");
        !fenced && !line.starts_with("    ")
    });
    let lines: Vec<&str> = lines.collect();
    lines.join("\n").split('`').step_by(2).collect()
}

/// The names by which a page's headings can be linked to, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let slug = |heading: &str| {
        let kept = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(slug).collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut seen = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let text = prose(&text);
        for (at, _) in text.match_indices("](") {
            // A backslash before it: the mark is shown.
            if text[..at].rsplit_once('[').is_none_or(|(before, _)| before.ends_with('\\')) {
                continue;
            }
            let target = text[at + 2..].split(')').next().unwrap();
            if target.starts_with("http") || target.starts_with("term:") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let leads = if path.is_empty() { page.clone() } else { page.with_file_name(path) };
            assert!(leads.exists(), "{}: {target}", page.display());
            if !anchor.is_empty() {
                let text = std::fs::read_to_string(&leads).unwrap();
                assert!(anchors(&text).contains(anchor), "{}: {target}", page.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 120, "{seen} links");
}
