//! What the PDF's structure says, in the form of the plain text.

use chapbook::verify::{Child, Element};
use chapbook::words::Phrases;

use super::Said;

/// Stands where a link ends, to find what the program adds after it.
const LINK_END: char = '\u{1}';

/// The words of the `screen` edition, and the addresses that it adds after links.
pub fn say(document: &Element, words: &Phrases) -> (Said, Vec<String>) {
    let mut body = String::new();
    let mut sections: Vec<(String, String)> = Vec::new();
    for part in document.elements() {
        let said = speak(part, words);
        match part.role.as_str() {
            "Sect" => {
                let heading = part.elements().find(|it| it.role == "H1").map(Element::text);
                sections.push((heading.unwrap_or_default(), said));
            }
            _ => body.push_str(&said),
        }
    }
    let (_, contact) = sections.pop().expect("the contact section is the last part");
    let about = sections.pop_if(|(heading, _)| heading == words.about).map(|(_, said)| said);
    body.extend(sections.into_iter().map(|(_, said)| said));
    let mut addresses = Vec::new();
    let mut bare = |said: &str| without_additions(said, words, &mut addresses);
    let said = Said {
        body: bare(&body),
        contact: bare(&contact),
        // Where there is no such part, the imprint stands under the contact section.
        imprint: about.map_or_else(String::new, |said| bare(&said).replacen(words.about, "", 1)),
    };
    (said, addresses)
}

fn speak(element: &Element, words: &Phrases) -> String {
    match element.role.as_str() {
        "TOCI" => return line_of_contents(&element.text()),
        "Table" => return row_by_row(element, words),
        "Figure" => return picture(element.alt.as_deref().unwrap_or_default(), words),
        _ => {}
    }
    let mut said = element.actual_text.clone().unwrap_or_default();
    if element.actual_text.is_none() {
        for child in &element.children {
            match child {
                Child::Element(inner) => said.push_str(&speak(inner, words)),
                Child::Text(text) => said.push_str(text),
                Child::Object => {}
            }
        }
    }
    match element.role.as_str() {
        "Link" => said.push(LINK_END),
        "Strong" | "Em" | "Span" | "Reference" => {}
        _ => said.push('\n'),
    }
    said
}

/// A picture is called one in the plain text; of a QR code it has the label and the address alone.
fn picture(alt: &str, words: &Phrases) -> String {
    let (before, after) = words.qr_code.split_once("{}").expect("a place for the label");
    if alt.starts_with(before) && alt.ends_with(after) {
        return String::new();
    }
    format!("\n{}\n", Phrases::fill(words.picture, alt))
}

/// The plain text has no pages.
fn line_of_contents(line: &str) -> String {
    let title = line.trim_end_matches(char::is_numeric);
    assert!(title.len() < line.len(), "a line of the contents ends in a page number: {line}");
    format!("{title}\n")
}

/// The plain text tells a table row by row, each cell after its column's head.
fn row_by_row(table: &Element, words: &Phrases) -> String {
    let rows = |role: &str| -> Vec<Vec<String>> {
        let groups = table.elements().filter(|group| group.role == role);
        let rows = groups.flat_map(Element::elements);
        rows.map(|row| row.elements().map(|cell| speak(cell, words)).collect()).collect()
    };
    super::told_row_by_row(&rows("THead").concat(), &rows("TBody"))
}

/// Takes out the page that follows a link within the booklet, and the address that follows one
/// out of it; the addresses are kept.
fn without_additions(said: &str, words: &Phrases, addresses: &mut Vec<String>) -> String {
    let (before, after) = words.page_reference.split_once("{}").expect("a place for the number");
    let mut bare = String::new();
    let mut parts = said.split(LINK_END);
    bare.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // A mark that is closed after the link stands between the two.
        let rest = part.trim_start();
        let page = rest.strip_prefix(before.trim_start()).and_then(|rest| {
            let number = rest.trim_start_matches(char::is_numeric);
            (number.len() < rest.len()).then(|| number.strip_prefix(after)).flatten()
        });
        let back = rest.strip_prefix(words.back_page_reference.trim_start());
        let address =
            rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(address, _)| {
                address.contains(['.', '@', '/']) && !address.contains(char::is_whitespace)
            });
        if let Some((address, _)) = address {
            addresses.push(address.to_owned());
        }
        bare.push_str(page.or(back).or(address.map(|(_, rest)| rest)).unwrap_or(part));
    }
    bare
}
