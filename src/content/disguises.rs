//! What a file is that lies under the name of a TOML file and is none: a document of a word
//! processor, a picture, a page of the web, or a text in another encoding.

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// So many bytes tell a kind.
const HEAD: usize = 4_000;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Disguise {
    /// What a word processor, or a program beside it, saves: what it is called, and where to save
    /// it as text.
    Document(&'static str, Saving),
    /// Something that holds no text that could be taken over as it is.
    Other(&'static str),
    /// A text in another encoding, by its name.
    Encoded(&'static str),
}

/// How a program saves a document as plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saving {
    /// Microsoft Word.
    Word,
    /// LibreOffice Writer.
    Writer,
    /// What writes RTF: WordPad, TextEdit, Word.
    Rich,
    /// Anything else: its words are copied.
    Copy,
}

/// What the new file is to be called where this one is called as a chapter is.
const THIS_NAME: &str = "this one's name";

const IN_WORD: &str = "in Word choose Save As, “Plain text (*.txt)”, the encoding “Unicode \
     (UTF-8)”, and give the new file this one's name; or copy the words into a new file of a text \
     editor such as Notepad";
const IN_WRITER: &str = "choose Save As, “Text - Choose Encoding”, “Unicode (UTF-8)”, and give \
     the new file this one's name; or copy the words into a new file of a text editor";
const AS_PLAIN: &str = "in TextEdit choose Format, Make Plain Text; in WordPad choose Save As, \
     “Plain text document”; and give the new file this one's name";
const COPIED: &str = "copy its words into a new file of a text editor such as Notepad, and give \
     it this one's name";
const NO_TEXT: &str = "put the file that was meant in its place: one that a text editor such as \
     Notepad can show";
const UTF8: &str = "open it in a text editor and save it with the encoding UTF-8: in Notepad \
     choose Save As, and UTF-8 under “Encoding”";

/// What a file is, by its first bytes; nothing where it may well be TOML.
pub(super) fn recognise(bytes: &[u8]) -> Option<Disguise> {
    use Disguise::{Document, Encoded, Other};
    let head = &bytes[..bytes.len().min(HEAD)];
    let begins = |mark: &[u8]| head.starts_with(mark);
    if begins(b"PK\x03\x04") {
        return Some(in_archive(bytes));
    }
    let known = match () {
        () if begins(b"{\\rtf") => Document("a Rich Text file (.rtf)", Saving::Rich),
        () if begins(b"\xD0\xCF\x11\xE0") => Document("an old Word document (.doc)", Saving::Word),
        () if begins(b"%PDF") => Other("a PDF"),
        () if begins(b"\x89PNG") => Other("a picture (PNG)"),
        () if begins(b"\xFF\xD8\xFF") => Other("a picture (JPEG)"),
        () if begins(b"GIF8") => Other("a picture (GIF)"),
        () if begins(b"\xFF\xFE\0\0") || begins(b"\0\0\xFE\xFF") => Encoded("UTF-32"),
        () if begins(b"\xFF\xFE") || begins(b"\xFE\xFF") => Encoded("UTF-16"),
        () if is_wide(head) => Encoded("UTF-16"),
        () if is_web_page(head) => Document("a page of the web (HTML)", Saving::Copy),
        () => return std::str::from_utf8(bytes).err().and_then(|_| old_encoding(bytes)),
    };
    Some(known)
}

/// What lies in a ZIP archive, by the names in it.
fn in_archive(bytes: &[u8]) -> Disguise {
    use Disguise::{Document, Other};
    let holds = |name: &str| bytes.windows(name.len()).any(|it| it == name.as_bytes());
    match () {
        () if holds("word/") => Document("a Word document (.docx)", Saving::Word),
        () if holds("opendocument.text") => Document("an OpenDocument text (.odt)", Saving::Writer),
        () if holds("xl/") => Document("an Excel workbook (.xlsx)", Saving::Copy),
        () if holds("ppt/") => Document("a PowerPoint presentation (.pptx)", Saving::Copy),
        () if holds("Index/") => Document("a Pages document", Saving::Copy),
        () => Other("a ZIP archive or a document of Office"),
    }
}

/// Whether nearly every other byte is zero, as in Western text of UTF-16 that bears no mark.
fn is_wide(head: &[u8]) -> bool {
    let pairs = head.len() / 2;
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|it| **it == 0).count();
    pairs >= 4 && (zeros(0) * 10 > pairs * 8) != (zeros(1) * 10 > pairs * 8)
}

fn is_web_page(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).trim_start_matches('\u{FEFF}').trim().to_lowercase();
    ["<!doctype", "<html", "<?xml", "<head", "<body"].iter().any(|tag| text.starts_with(tag))
}

/// The encoding of a text that is no UTF-8: of the Macintosh or of Windows, where few of its letters
/// are outside ASCII. Other texts of one byte a letter are not told apart.
fn old_encoding(bytes: &[u8]) -> Option<Disguise> {
    let high = bytes.iter().filter(|it| !it.is_ascii()).count();
    // Windows-1252 leaves these five undefined.
    let undefined = bytes.iter().any(|it| matches!(it, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D));
    let odd = bytes.iter().any(|it| *it < 0x20 && !it.is_ascii_whitespace());
    if odd || high * 8 > bytes.len() {
        return None;
    }
    // In Mac Roman these are an apostrophe and the letters é, ä, ü, ë and ì: in Windows-1252
    // capitals and opening quotes, which do not follow a small letter.
    let small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let mac = |at: usize| match bytes[at] {
        0xD5 => at > 0 && small(at - 1) && small(at + 1),
        0x8E | 0x8A | 0x9F | 0x91 | 0x93 => at > 0 && small(at - 1),
        _ => false,
    };
    let mac = undefined || (0..bytes.len()).any(mac);
    Some(Disguise::Encoded(if mac { "Mac Roman" } else { WINDOWS }))
}

const WINDOWS: &str = "Windows-1252, which Notepad calls ANSI";

impl Disguise {
    /// Whether it is Windows-1252, whose letters are known.
    pub(super) fn is_windows(self) -> bool {
        self == Self::Encoded(WINDOWS)
    }

    /// What to say of the file of this name, at a place in it.
    pub(super) fn told(this: Option<Self>, span: Span, name: &str) -> Diagnostic {
        let disguised = name.ends_with(".toml");
        let under = if disguised { " under another name" } else { "" };
        let (message, help) = match this {
            Some(Self::Document(what, saving)) => {
                let help = match saving {
                    Saving::Word => IN_WORD,
                    Saving::Writer => IN_WRITER,
                    Saving::Rich => AS_PLAIN,
                    Saving::Copy => COPIED,
                };
                (format!("this is {what}{under}, and no text file"), help)
            }
            Some(Self::Other(what)) => {
                (format!("this is {what}{under}, and no text file"), NO_TEXT)
            }
            Some(Self::Encoded(name)) => {
                (format!("the file is saved as {name}, and not as UTF-8"), UTF8)
            }
            None => ("the file is not saved as UTF-8".to_owned(), UTF8),
        };
        let new = "a name that ends in .toml, and write that name in `chapters`";
        let help = if disguised { help.to_owned() } else { help.replace(THIS_NAME, new) };
        Diagnostic::error(codes::NOT_UTF8, span, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = \"Going home\"\n\n[[block]]\ntext = \"You can go home.\"\n";

    fn wide(text: &str, big: bool) -> Vec<u8> {
        let unit = |it: u16| if big { it.to_be_bytes() } else { it.to_le_bytes() };
        text.encode_utf16().flat_map(unit).collect()
    }

    fn name(bytes: &[u8]) -> &'static str {
        match recognise(bytes) {
            Some(Disguise::Document(name, _) | Disguise::Other(name)) => name,
            Some(Disguise::Encoded(name)) => name,
            None => "",
        }
    }

    #[test]
    fn files_are_called_what_they_are() {
        for (bytes, expected) in [
            (&b"PK\x03\x04\x14\0word/document.xml"[..], "a Word document (.docx)"),
            (b"PK\x03\x04\x14\0xl/workbook.xml", "an Excel workbook (.xlsx)"),
            (
                b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
                "an OpenDocument text (.odt)",
            ),
            (b"PK\x03\x04\x14\0Index/Document.iwa", "a Pages document"),
            (b"PK\x03\x04\x14\0a.txt", "a ZIP archive or a document of Office"),
            (b"{\\rtf1\\ansi title = \"A\"}", "a Rich Text file (.rtf)"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word document (.doc)"),
            (b"%PDF-1.7\n", "a PDF"),
            (b"\xFF\xD8\xFF\xE0JFIF", "a picture (JPEG)"),
            (b"\xEF\xBB\xBF<!DOCTYPE html><html>", "a page of the web (HTML)"),
            (b"\xFF\xFE\0\0t\0\0\0", "UTF-32"),
        ] {
            assert_eq!(name(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(recognise(TEXT.as_bytes()), None);
        assert_eq!(recognise(b""), None);
        assert_eq!(recognise("# é\ntitle = \"x\"".as_bytes()), None);
    }

    #[test]
    fn wide_text_is_told_with_and_without_its_mark() {
        for big in [false, true] {
            assert_eq!(name(&wide(TEXT, big)), "UTF-16");
            assert_eq!(name(&wide(&format!("\u{FEFF}{TEXT}"), big)), "UTF-16");
        }
        assert_eq!(recognise(b"a = \"\0\0\0\0\""), None, "a few zeros are none");
    }

    #[test]
    fn old_encodings_are_told_by_what_they_would_spell() {
        let said = |word: &[u8]| {
            let mut bytes = TEXT.as_bytes().to_vec();
            bytes.extend_from_slice(word);
            recognise(&bytes)
        };
        for word in [&b"caf\xE9"[..], b"it\x92s", b"\x93yes\x94", b"10 \x96 20", b"\xA35"] {
            assert!(said(word).unwrap().is_windows(), "{word:?}");
        }
        for word in [&b"caf\x8E"[..], b"it\xD5s", b"\x8F", b"Zo\x91 is", b"f\x9Fr"] {
            assert_eq!(said(word), Some(Disguise::Encoded("Mac Roman")), "{word:?}");
        }
        // Russian in Windows-1251: not what the other two are.
        assert_eq!(recognise(b"title = \"\xCF\xF0\xE8\xE2\xE5\xF2\""), None);
    }
}
