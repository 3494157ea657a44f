//! What a picture file is, judged by its first bytes, and whether its name says the same.

use super::{Format, PictureError};

/// What files begin with that are no pictures, or pictures that cannot be shown.
const OTHERS: &[(&[u8], &str)] = &[
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"\xC5\xD0\xD3\xC6", "an EPS"),
    (b"8BPS", "a Photoshop file"),
    (b"\x1F\x8B", "a compressed file (perhaps an .svgz)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\0\0\x01\0", "an icon file"),
    (b"\xFF\x0A", "a JPEG XL"),
    (b"\0\0\0\x0CJXL ", "a JPEG XL"),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000"),
    (b"version https://git-lfs", "a pointer of Git LFS and not the picture itself"),
    (b"\xFF\xFE", "text in UTF-16"),
    (b"\xFE\xFF", "text in UTF-16"),
];

/// Says what the bytes are, or why they cannot be shown under this name.
pub(super) fn judge(bytes: &[u8], file_name: &str) -> Result<Format, PictureError> {
    if bytes.is_empty() {
        return Err(PictureError::Empty);
    }
    let stem_and_extension = file_name.rsplit_once('.');
    let extension = stem_and_extension.map_or("", |(_, extension)| extension);
    let Some(format) = sniff(bytes) else {
        return Err(match (other(bytes), Format::of_extension(extension)) {
            (Some(found), _) => PictureError::OtherKind(found),
            (None, Some(named)) => PictureError::NotWhatItsNameSays(named),
            (None, None) => PictureError::Unknown,
        });
    };
    if Format::of_extension(extension) == Some(format) {
        return Ok(format);
    }
    let stem = stem_and_extension.map_or(file_name, |(stem, _)| stem);
    let stem = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
    Err(PictureError::WrongName {
        found: format,
        extension: extension.to_owned(),
        better: format!("{stem}.{}", format.extension()),
    })
}

/// What the bytes are, where they are one of ours.
pub(super) fn sniff(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Some(Format::Png);
    }
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Some(Format::Jpeg);
    }
    root_element(bytes).is_some_and(|name| name == b"svg").then_some(Format::Svg)
}

/// What the file is where it is not one of ours.
fn other(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(name);
    }
    match (bytes.get(..4), bytes.get(4..12)) {
        (Some(b"RIFF"), Some([_, _, _, _, b'W', b'E', b'B', b'P'])) => return Some("a WebP"),
        (_, Some([b'f', b't', b'y', b'p', brand @ ..])) => {
            return Some(if brand.starts_with(b"avi") { "an AVIF" } else { "a HEIC or a film" });
        }
        _ => {}
    }
    let name = root_element(bytes)?.to_ascii_lowercase();
    (name == b"html" || name == b"head" || name == b"body")
        .then_some("a web page and not the picture itself")
}

/// The name of the first element of XML or HTML, without its prefix.
fn root_element(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    loop {
        rest = rest.trim_ascii_start();
        rest = if rest.starts_with(b"<?") {
            after(rest, b"?>")?
        } else if rest.starts_with(b"<!--") {
            after(rest, b"-->")?
        } else if rest.starts_with(b"<!") {
            after_declaration(rest)?
        } else {
            break;
        };
    }
    let name = rest.strip_prefix(b"<")?;
    let length = name.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b':')?;
    name[..length].rsplit(|byte| *byte == b':').next()
}

fn after<'a>(bytes: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    let at = bytes.windows(end.len()).position(|window| window == end)?;
    Some(&bytes[at + end.len()..])
}

/// What follows a document type declaration, whose subset in brackets has declarations of its own.
fn after_declaration(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.iter().position(|byte| matches!(byte, b'[' | b'>'))?;
    if bytes[end] == b'>' {
        return Some(&bytes[end + 1..]);
    }
    after(after(bytes, b"]")?, b">")
}
