//! The signs of CSS: comments, escapes, strings and brackets (CSS Syntax 3, section 4).

/// CSS without comments, and with escaped letters written plainly, so that `@\69mport` and
/// `u/**/rl(` are seen for what they are. Escaped signs stay escaped.
pub(in super::super) fn plain(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut quote: Option<char> = None;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match (c, quote) {
            ('/', None) if rest.starts_with('*') => {
                rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
                out.push(' ');
            }
            ('\\', _) => rest = unescape(rest, &mut out),
            ('"' | '\'', None) => {
                quote = Some(c);
                out.push(c);
            }
            // A string that is not closed ends with its line.
            ('\n' | '\r' | '\x0C', _) => {
                quote = None;
                out.push(c);
            }
            (c, Some(open)) if c == open => {
                quote = None;
                out.push(c);
            }
            (c, _) => out.push(c),
        }
    }
    out
}

/// Writes what stands after a backslash, and gives what follows.
fn unescape<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let (c, after) = if digits > 0 {
        let code = u32::from_str_radix(&rest[..digits], 16).ok().and_then(char::from_u32);
        let after = &rest[digits..];
        let blank = after.strip_prefix("\r\n").or(after.strip_prefix([' ', '\n', '\t', '\x0C']));
        (code.unwrap_or(char::REPLACEMENT_CHARACTER), blank.unwrap_or(after))
    } else {
        match rest.chars().next() {
            // An escaped line end is nothing.
            Some('\n') => return &rest[1..],
            Some(c) => (c, &rest[c.len_utf8()..]),
            None => return rest,
        }
    };
    if !(c.is_alphanumeric() || matches!(c, '-' | '_')) {
        out.push('\\');
    }
    out.push(c);
    after
}

/// Where the first of some signs stands outside of strings and brackets; the end where none does.
pub(in super::super) fn until(text: &str, stops: &[u8]) -> usize {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (at, byte) in text.bytes().enumerate() {
        if escaped {
            escaped = false;
            continue;
        }
        match (byte, quote) {
            (b'\\', _) => escaped = true,
            (b'\n', _) => quote = None,
            (byte, Some(open)) => quote = (byte != open).then_some(open),
            (byte, None) if depth == 0 && stops.contains(&byte) => return at,
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'(' | b'[' | b'{', None) => depth += 1,
            (b')' | b']' | b'}', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// The parts between a sign, outside of strings and brackets, without the blanks around them.
pub(super) fn split(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = until(text, &[sign]);
        rest = text.get(end + 1..);
        Some(text[..end].trim())
    })
}

/// The next function of a value: what stands before it, its name in lower case, and what stands
/// within and after its brackets.
pub(super) fn function(value: &str) -> Option<(&str, String, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + until(&value[from..], b"(");
        let name_at = value[..open]
            .rfind(|c: char| !is_name(c))
            .map_or(0, |at| at + value[at..].chars().next().map_or(1, char::len_utf8));
        let rest = value.get(open + 1..)?;
        if name_at == open {
            from = open + 1;
            continue;
        }
        let close = until(rest, b")");
        let after = rest.get(close + 1..).unwrap_or_default();
        let name = value[name_at..open].to_ascii_lowercase();
        return Some((&value[..name_at], name, rest[..close].trim(), after));
    }
}

/// Whether a sign may stand in a name.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_comments_hide_nothing() {
        assert_eq!(plain(r"@\69mport u\72 l(a)"), "@import url(a)");
        assert_eq!(plain(r"@\000069 mport /* } */ x"), "@import   x");
        assert_eq!(plain(r#".a\:b{content:"\"/*x*/"}"#), r#".a\:b{content:"\"/*x*/"}"#);
        assert_eq!(plain("/* no end"), " ");
    }

    #[test]
    fn parts_are_parted_outside_of_strings_and_brackets() {
        let parts = |text| split(text, b';').collect::<Vec<_>>();
        assert_eq!(parts("a:url(x;y); b:';' ;c"), ["a:url(x;y)", "b:';'", "c"]);
        assert_eq!(parts("a:(b;c"), ["a:(b;c"]);
        assert_eq!(parts(r"a\;b;c"), [r"a\;b", "c"]);
    }

    #[test]
    fn functions_are_found_with_what_stands_around_them() {
        let found = function("1px VAR(--a, rgb(1 2 3)) x");
        assert_eq!(found, Some(("1px ", "var".to_owned(), "--a, rgb(1 2 3)", " x")));
        assert_eq!(function("(a)"), None);
        assert_eq!(function("é(1"), Some(("", "é".to_owned(), "1", "")));
    }
}
