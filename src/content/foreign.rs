//! Paths as other programs and systems write them.

use crate::uri;

/// The name of the file that a path from anywhere leads to.
pub(super) fn name(path: &str) -> String {
    let plain = plain(path);
    plain.rsplit('/').next().unwrap_or(&plain).to_owned()
}

/// A path from a file manager, a browser or another system as it would be written here: `/` between
/// folders, no drive, no scheme, spaces as they are.
pub(super) fn plain(path: &str) -> String {
    let path = path.trim().trim_matches(['"', '\'', '“', '”']).replace('\\', "/");
    let (decoded, broken) = uri::decode(&path);
    let path = match String::from_utf8(decoded) {
        Ok(decoded) if broken.is_none() => decoded,
        _ => path,
    };
    let lower = path.to_ascii_lowercase();
    let scheme = ["file://", "https://", "http://"].into_iter().find(|it| lower.starts_with(it));
    let path = &path[scheme.map_or(0, str::len)..];
    let web = scheme.is_some_and(|scheme| scheme != "file://");
    let path = path.split(if web { &['?', '#'][..] } else { &[] }).next().unwrap_or(path);
    let path = path.strip_prefix("~/").unwrap_or(path).trim_start_matches('/');
    let drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    let path = match path.get(1..3) {
        Some(":/") if drive => &path[3..],
        _ => path,
    };
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
    let parts: Vec<&str> = parts.map(|part| if part == "..." { ".." } else { part }).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_other_programs_are_read_as_they_were_meant() {
        for (path, expected) in [
            (r"C:\Users\Jo\Pictures\a b.png", "Users/Jo/Pictures/a b.png"),
            ("file:///C:/Users/Jo/a%20b.png", "Users/Jo/a b.png"),
            ("https://www.example.org/x/a.png?w=3", "www.example.org/x/a.png"),
            ("../pictures/My%20photo.png", "../pictures/My photo.png"),
            ("../pictures/100%.png", "../pictures/100%.png"),
            ("./pictures//a.png", "pictures/a.png"),
            (".../pictures/a.png", "../pictures/a.png"),
            ("~/Pictures/a.png", "Pictures/a.png"),
            (r"\\server\share\a.png", "server/share/a.png"),
            ("é", "é"),
            ("", ""),
        ] {
            assert_eq!(plain(path), expected, "{path:?}");
        }
        assert_eq!(name(r"C:\Users\Jo\scan 1.jpg"), "scan 1.jpg");
    }
}
