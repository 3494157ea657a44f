//! A report as one web page that stands alone (WCAG 2.2, level AA).
//!
//! Screen readers pass over `<del>` and `<ins>` without a word, so the words stand before them for
//! everybody, and nothing relies on a colour.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Frame;
use super::matter::Matter;
use super::report::{PartChanges, PassageChange, Report};
use super::told::{self, DELETED, INSERTED};

/// The looks of the page. Its colours have a contrast of 7 to 1 and more with their ground.
const STYLES: &str = "\
:root{color-scheme:light}\
body{margin:0 auto;max-width:46rem;padding:1rem;font:1.0625rem/1.55 system-ui,sans-serif;\
color:#1a1a1a;background:#fff;overflow-wrap:break-word}\
h1,h2,h3{line-height:1.25}h2{border-top:2px solid #444;padding-top:.75rem;margin-top:2rem}\
li{margin:.75rem 0}.what{margin:1rem 0 0;color:#444}.words{margin:.25rem 0 0;padding-inline-start:.75rem;\
border-inline-start:4px solid #767676}\
del{text-decoration:line-through 2px;background:#fde8e8;color:#6b0f0f}\
ins{text-decoration:underline 2px;background:#e4f4e4;color:#0b3d0b}\
.fate{font-size:.85em;font-weight:700}\
table{border-collapse:collapse;width:100%}caption{text-align:start;margin-bottom:.5rem}\
th,td{border:1px solid #444;padding:.4rem;text-align:start}td{height:3rem}\
@media print{body{max-width:none}.change,li,tr{break-inside:avoid}}";

/// Writes the page.
#[must_use]
pub fn page(report: &Report, frame: &Frame<'_>) -> String {
    let title = format!("What changed: {}", report.title);
    let page = html! {
        (DOCTYPE) "\n"
        html lang="en" {
            head {
                "\n" meta charset="utf-8";
                "\n" title { (title) }
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" meta name="format-detection" content="telephone=no";
                "\n" style { (PreEscaped(STYLES)) } "\n"
            }
            "\n"
            body {
                "\n"
                main {
                    "\n" h1 { (title) }
                    "\n" p { (told::compared(frame)) }
                    @if let Some(old) = &report.old_title { "\n" p { "Title before: " (old) } }
                    "\n" p { strong { (told::total(report)) } } "\n"
                    @if !report.matters.is_empty() { (matters(&report.matters)) }
                    @if !report.parts.is_empty() {
                        h2 { "Every change" } "\n"
                        @for entry in &report.parts { (part(entry)) }
                    }
                    h2 { "Proof" } "\n" p { (told::PROOF) } "\n"
                    @if frame.sign_off { (sign_off()) }
                }
                "\n"
            }
            "\n"
        }
        "\n"
    };
    page.into_string()
}

fn matters(matters: &[Matter]) -> Markup {
    html! {
        h2 { "What matters" } "\n"
        ol {
            "\n"
            @for matter in matters {
                li {
                    strong { (matter.weight.name()) } ": "
                    @if let Some(note) = &matter.note {
                        (told::noted(matter, note))
                    } @else {
                        span lang=[language(&matter.language)] dir="auto" {
                            @if !matter.before.is_empty() { "… " (matter.before) }
                            @if !matter.old.is_empty() { (deleted(&matter.old)) }
                            @if !matter.old.is_empty() && !matter.new.is_empty() { " " }
                            @if !matter.new.is_empty() { (inserted(&matter.new)) }
                            (matter.after)
                        }
                        @if let Some(value) = &matter.value {
                            br; "Filled in from the value " code { "{" (value) "}" }
                        }
                        br; "Where: " (told::places(matter))
                    }
                }
                "\n"
            }
        }
        "\n"
    }
}

fn part(part: &PartChanges) -> Markup {
    html! {
        h3 dir="auto" { (part.title) } "\n"
        @if let Some(note) = &part.note { p { "This part: " (note) "." } "\n" }
        @for entry in &part.changes { (change(entry)) "\n" }
    }
}

fn change(change: &PassageChange) -> Markup {
    html! {
        div.change {
            p.what { (told::what(change)) }
            p.words lang=[language(&change.language)] dir="auto" {
                @for (at, entry) in change.words.iter().enumerate() {
                    @if at > 0 && told::are_parted(&change.words[at - 1], entry) { " " }
                    @match entry.fate {
                        "deleted" => (deleted(&entry.text)),
                        "inserted" => (inserted(&entry.text)),
                        _ => (entry.text),
                    }
                }
            }
        }
    }
}

fn deleted(words: &str) -> Markup {
    html! { span.fate lang="en" { "[" (DELETED) } " " del { (words) } "]" }
}

fn inserted(words: &str) -> Markup {
    html! { span.fate lang="en" { "[" (INSERTED) } " " ins { (words) } "]" }
}

fn language(tag: &str) -> Option<&str> {
    (!tag.is_empty()).then_some(tag)
}

fn sign_off() -> Markup {
    html! {
        h2 { "Sign-off" } "\n"
        table {
            caption { "Who has seen these changes, and what they decided" }
            thead { tr { @for head in told::SIGN_OFF { th scope="col" { (head) } } } }
            tbody {
                @for _ in 0..told::SIGNERS { tr { @for _ in told::SIGN_OFF { td {} } } }
            }
        }
        "\n"
    }
}
