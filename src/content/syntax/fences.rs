//! Lines of three backticks, which chat programs and Markdown put around what is to be copied.

use super::Fault;

/// Whether a line is such a fence: the signs, and perhaps the name of a language.
pub(in crate::content) fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let name = line.trim_start_matches(['`', '~']);
    let signs = &line[..line.len() - name.len()];
    let same = signs.starts_with("```") || signs.starts_with("~~~");
    same && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
        && name.split_whitespace().count() <= 1
}

/// The fault of a fence that begins at `start` outside of all quotes.
pub(super) fn line(text: &str, start: usize, line: &str) -> Option<Fault> {
    if !is_fence(line) {
        return None;
    }
    let range = (start, start + line.trim_end().len());
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    let message = "this line came along from a chat program or a web page";
    let fault = Fault::new(range, message, "take it out: it only marks what is to be copied");
    Some(fault.patch((start, end), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_signs_and_the_name_of_a_language() {
        for fence in ["```", "```toml", "``` toml ", "~~~", "````", "  ```TOML"] {
            assert!(is_fence(fence), "{fence}");
        }
        for words in ["``", "`a`", "```take two tablets", "~~old~~", "text", "~~~ Rest now"] {
            assert!(!is_fence(words), "{words}");
        }
    }
}
