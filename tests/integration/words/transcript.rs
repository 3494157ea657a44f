//! What the plain text says.

use chapbook::words::Phrases;

use super::Said;

/// The words of the `text` edition; `addresses` are those that follow links.
pub fn say(text: &str, addresses: &[String], words: &Phrases) -> Said {
    // Signs without a width say in which direction words run; nobody hears them.
    let turns = |c| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let mut text = text.replace(turns, "");
    for address in addresses {
        text = text.replace(&format!(" ({address})"), "");
    }
    let mut parts: Vec<&str> = text.split(PART).collect();
    let contact = parts.pop().expect("the contact section is the last part");
    let about = parts.pop_if(|part| part.starts_with(words.about));
    let bare = |part: &str| without_additions(part, words);
    Said {
        body: bare(&parts.join("\n")),
        contact: bare(contact),
        imprint: about.map_or_else(String::new, |part| bare(part).replacen(words.about, "", 1)),
    }
}

/// Stands before each part but the first: three blank lines.
const PART: &str = "\n\n\n\n";

/// Without the words for what the other editions draw: panels and room to write.
fn without_additions(text: &str, words: &Phrases) -> String {
    let important = format!("{}{}", words.important, words.colon);
    let mut bare = String::new();
    for line in text.lines() {
        let line = line.strip_prefix(&important).unwrap_or(line);
        let line = line.strip_suffix(words.room_to_write).unwrap_or(line);
        bare.push_str(without_scheme(line));
        bare.push('\n');
    }
    bare
}

/// A QR code's address stands here on a line of its own and in full, so that it can be clicked.
fn without_scheme(line: &str) -> &str {
    let address = line.strip_prefix("https://").or(line.strip_prefix("http://"));
    address.filter(|address| !address.contains(' ')).unwrap_or(line)
}
