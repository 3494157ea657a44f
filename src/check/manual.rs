//! A rule's manual is its rustdoc, captured word by word.

use super::{RULES, Rule};
use crate::codes::{Code, Severity};

/// Defines the rule of a file: its manual, its code, its severity and what finds it.
macro_rules! rule {
    ($(#[doc = $line:literal])+ $code:literal: $severity:ident, $look:path) => {
        $(#[doc = $line])+
        pub const RULE: $crate::check::Rule = $crate::check::Rule {
            code: $crate::codes::Code::of_rule($code),
            severity: $crate::diagnostic::Severity::$severity,
            manual: concat!($($line, "\n"),+),
            look: $look,
        };
    };
}

/// What `explain` says of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manual {
    /// Kebab-case name of the fault.
    pub code: Code,
    /// error, warning or info.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub summary: &'static str,
    /// All of it in Markdown, the summary first.
    pub text: String,
}

/// The manual of every rule, in the order of their codes.
pub fn manuals() -> impl Iterator<Item = Manual> {
    let mut rules: Vec<&Rule> = RULES.iter().collect();
    rules.sort_by_key(|rule| rule.code);
    rules.into_iter().map(Manual::of)
}

impl Manual {
    fn of(rule: &Rule) -> Self {
        let first = rule.manual.lines().next().unwrap_or_default();
        // A line of rustdoc keeps the space after its slashes.
        let lines = rule.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        let text = lines.collect::<Vec<_>>().join("\n") + "\n";
        Self { code: rule.code, severity: rule.severity, summary: first.trim(), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_manual_has_all_of_its_parts() {
        for manual in manuals() {
            let code = manual.code;
            assert!(manual.summary.ends_with('.'), "{code}: {}", manual.summary);
            assert!(manual.text.lines().all(|line| line.chars().count() <= 98), "{code}");
            let mut at = 0;
            for part in
                ["## Who is affected", "## How to mend it", "## Example", "```toml", "## Source"]
            {
                let found = manual.text[at..].find(part);
                let next = found.unwrap_or_else(|| panic!("{code} lacks {part} in its place"));
                let least = if part == "```toml" { 0 } else { 20 };
                assert!(manual.text[at..at + next].trim().len() > least, "{code}: before {part}");
                at += next + part.len();
            }
            assert!(manual.text[at..].trim().len() > 10, "{code} names no source");
        }
    }

    #[test]
    fn codes_are_kebab_case_and_each_stands_once() {
        let codes: Vec<&str> = manuals().map(|manual| manual.code.as_str()).collect();
        let mut unique = codes.clone();
        unique.dedup();
        assert_eq!(codes, unique);
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(codes.iter().all(|code| code.chars().all(kebab)));
    }
}
