//! Files within a zip archive, bounded in number and size.

use std::io::{Cursor, Read as _};

use super::Refusal;

/// So much of one file is read, in bytes.
const MOST_OF_ONE: u64 = 64 * 1024 * 1024;

/// So much of all files together.
const MOST_OF_ALL: u64 = 256 * 1024 * 1024;

/// So many files.
const MOST_FILES: usize = 20_000;

pub(super) struct Archive<'a> {
    zip: zip::ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    read: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        // What Word encrypts is no zip: its old container, which begins so.
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(Refusal::new(
                "is encrypted or of the old format .doc: open it in Word, take the password away, and \
                 save it as .docx",
            ));
        }
        let zip = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Refusal::new("is damaged: it is no archive that can be opened"))?;
        if zip.len() > MOST_FILES {
            return Err(Refusal::new("is damaged: it holds more files than any document has"));
        }
        let mut names = Vec::new();
        for name in zip.file_names() {
            names.extend(name.ok().map(|name| name.into_owned()));
        }
        names.sort();
        Ok(Self { zip, names, read: 0 })
    }

    /// The names of all files, sorted.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// A file, where it is there.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        if !self.names.iter().any(|it| it == name) {
            return Ok(None);
        }
        let damaged = || Refusal::new(format!("is damaged: {name} in it cannot be read"));
        let file = self.zip.by_name(name).map_err(|_| damaged())?;
        if file.encrypted() {
            return Err(Refusal::new("is encrypted: open it, take the password away, and save it"));
        }
        let room = MOST_OF_ONE.min(MOST_OF_ALL - self.read);
        let mut bytes = Vec::new();
        file.take(room + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > room {
            return Err(Refusal::new(format!(
                "is too large: {name} in it has more than a document of words can have"
            )));
        }
        self.read += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// A file as text in UTF-8 or UTF-16.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        super::encoding::unicode(&bytes)
            .map(Some)
            .ok_or_else(|| Refusal::new(format!("is damaged: {name} in it is not in UTF-8")))
    }
}
