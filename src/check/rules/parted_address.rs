//! Addresses that are wider than their lines.

use std::collections::{BTreeMap, HashMap};

use crate::check::{LaidOut, Subject};
use crate::diagnostic::Diagnostic;
use crate::layout::PartedAddress;
use crate::source::Span;

/// The most characters of an address that a message shows.
const MOST_SHOWN: usize = 80;

rule! {
    /// A web or email address is wider than its line, so that it is printed over several.
    ///
    /// An address that fits a line is never broken. One that does not is broken after `/` or before
    /// `.`, `?`, `&`, `#` and `=`, never beside a hyphen, and within the name of the website only
    /// where that name alone is wider than the line. This looks at the pocket layout and at large
    /// print, whose lines hold fewer letters, and names the page.
    ///
    /// ## Who is affected
    ///
    /// Whoever types the address from paper: they may take the first line for the whole of it.
    ///
    /// ## How to mend it
    ///
    /// Use a shorter address; many websites have short ones for print. In a table give the column
    /// more room with fewer columns, or name the website outside of it. A QR code saves typing, and
    /// `link_addresses = false` under `[theme]` leaves addresses out after links whose words say
    /// enough.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// web = "https://www.example.org/patients-and-visitors/information-for-patients?lang=en"
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// web = "www.example.org/patients"
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: half an address is another address, and health information must not lead
    /// people astray.
    "parted-address": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.layouts.iter().flat_map(judge).collect()
}

fn judge(laid_out: &LaidOut<'_>) -> Vec<Diagnostic> {
    let parted = &laid_out.layout.parted_addresses;
    if parted.is_empty() {
        return Vec::new();
    }
    let pages = pages(laid_out);
    // A value may be used on many pages: each place in the files is told of once.
    let mut told: BTreeMap<(Span, &str), Diagnostic> = BTreeMap::new();
    for address in parted {
        let page = pages.get(&address.line).copied();
        told.entry((address.span, &address.address))
            .or_insert_with(|| complaint(laid_out.edition, address, page));
    }
    told.into_values().collect()
}

/// The page of every line, counted from 1.
fn pages(laid_out: &LaidOut<'_>) -> HashMap<u32, usize> {
    let pages = laid_out.layout.pages.iter().enumerate();
    let lines = pages.flat_map(|(at, page)| page.items.iter().map(move |item| (item.line, at + 1)));
    // The heads of tables are drawn again on later pages.
    let mut first = HashMap::new();
    for (line, page) in lines {
        first.entry(line).or_insert(page);
    }
    first
}

fn complaint(edition: &str, parted: &PartedAddress, page: Option<usize>) -> Diagnostic {
    let shown = match parted.address.char_indices().nth(MOST_SHOWN) {
        Some((at, _)) => format!("{}…", &parted.address[..at]),
        None => parted.address.clone(),
    };
    let page = page.map_or(String::new(), |page| format!(" (page {page})"));
    RULE.at(
        parted.span,
        format!("the address “{shown}” is broken at a line's end in the {edition} edition{page}"),
    )
    .note("who types it from paper may take the first line for the whole address")
    .help("use a shorter address, or give it a wider column; beside a QR code it need not be typed")
}
