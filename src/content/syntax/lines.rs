//! What a line of TOML begins with.

/// Whether a line begins a key or a table.
pub(in crate::content) fn begins(line: &str) -> bool {
    let line = line.trim();
    if let Some(inner) = line.strip_prefix('[') {
        let inner = inner.trim_start_matches('[').split(']').next().unwrap_or("").trim();
        let rest = line.trim_start_matches('[').trim_start().strip_prefix(inner).unwrap_or("");
        return is_name(inner)
            && inner.starts_with(|c: char| c.is_ascii_alphabetic())
            && rest.trim_start().starts_with(']')
            && !matches!(inner, "true" | "false");
    }
    line.split_once('=').is_some_and(|(key, _)| is_name(key.trim()))
}

/// Whether a text may be a key, its parts joined by full stops.
pub(in crate::content) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}
