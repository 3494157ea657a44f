//! What the plain text says.

use chapbook::words::Phrases;

use super::Said;

/// The words of the `text` edition; `addresses` are those that follow links.
pub fn say(text: &str, addresses: &[String], words: &Phrases) -> Said {
    // Signs without a width say in which direction words run; nobody hears them.
    let turns = |c| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let mut text = without_marks(&text.replace(turns, ""));
    for address in addresses {
        text = text.replace(&format!(" ({address})"), "");
    }
    let mut parts: Vec<&str> = text.split(PART).collect();
    let contact = parts.pop().expect("the contact section is the last part");
    let about = parts.pop_if(|part| part.starts_with(words.about));
    Said {
        body: parts.join("\n"),
        contact: contact.to_owned(),
        imprint: about.map_or_else(String::new, |part| part.replacen(words.about, "", 1)),
    }
}

/// Stands before each part.
const PART: char = '\u{1}';

/// Paragraphs each on a line, without underlines and the bars of panels, parts told apart.
fn without_marks(text: &str) -> String {
    // Marks for the direction of a line.
    let text = text.replace(['\u{200E}', '\u{200F}'], "");
    let lines: Vec<&str> = text.lines().collect();
    let mut bare = String::new();
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim_start_matches(['|', ' ']);
        let underline = |line: Option<&&str>, sign: char| {
            line.is_some_and(|line| line.len() > 1 && line.chars().all(|c| c == sign))
        };
        if underline(lines.get(at + 1), '=') && !line.is_empty() && at > 1 {
            bare.push(PART);
        }
        bare.push_str(without_scheme(line));
        bare.push(' ');
        if line.is_empty() {
            bare.push('\n');
        }
    }
    bare
}

/// A QR code's address stands here on a line of its own and in full, so that it can be clicked.
fn without_scheme(line: &str) -> &str {
    let address = line.strip_prefix("https://").or(line.strip_prefix("http://"));
    address.filter(|address| !address.contains(' ')).unwrap_or(line)
}
